//! Browsers and Node (being written).
