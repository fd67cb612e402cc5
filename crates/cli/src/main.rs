//! The `portalis` command.
fn main() {}
