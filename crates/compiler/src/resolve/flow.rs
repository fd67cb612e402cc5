//! Follows definitions to uses.
