//! How long work tells that it is going on. The command line shows it; the driver knows no terminal.

/// Listens to what is going on.
pub trait Progress {
    /// A step begins, e.g. `Building hello.py`.
    fn step(&self, text: &str);
    /// The step goes on: `done` crates are built and `name` is the last of them.
    fn crates(&self, done: usize, name: &str);
    /// Nothing is going on any more; a line that shows progress goes away.
    fn done(&self);
}

/// Shows nothing.
#[derive(Clone, Copy, Debug)]
pub struct Quiet;

impl Progress for Quiet {
    fn step(&self, _: &str) {}
    fn crates(&self, _: usize, _: &str) {}
    fn done(&self) {}
}
