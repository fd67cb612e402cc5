//! `portalis doctor`: what this machine has, and what to do about the rest.

use anstyle::{AnsiColor, Style};
use portalis_driver::doctor::{self, State};
use portalis_driver::{EXIT_UNAVAILABLE, Home, Result};

pub(super) fn doctor() -> Result<u8> {
    let checks = doctor::doctor(&Home::find()?);
    let width = checks.iter().map(|c| c.name.len()).max().unwrap_or(0);
    for check in &checks {
        let (style, mark) = match check.state {
            State::Good => (AnsiColor::Green.on_default(), "ok"),
            State::Optional => (AnsiColor::Yellow.on_default(), "--"),
            State::Bad => (AnsiColor::Red.on_default().bold(), "!!"),
        };
        anstream::println!(
            "{style}{mark}{style:#}  {:width$}  {}",
            check.name,
            check.found
        );
        if !check.help.is_empty() {
            let faint = Style::new().dimmed();
            anstream::println!("    {:width$}  {faint}{}{faint:#}", "", check.help);
        }
    }
    let is_bad = checks.iter().any(|c| c.state == State::Bad);
    Ok(if is_bad { EXIT_UNAVAILABLE } else { 0 })
}
