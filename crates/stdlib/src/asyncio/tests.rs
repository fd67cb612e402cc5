//! Programs on the simulated host.
