//! `portalis explain`: the type of every slot, and the line that made one dynamic.

use super::{accepted, print};
use anstyle::{AnsiColor, Style};
use portalis_compiler::Slot;
use portalis_driver::{EXIT_REFUSED, Result, Target, program};
use std::fmt::Write;
use std::path::Path;

const DYNAMIC: Style = AnsiColor::Yellow.on_default();
const FAINT: Style = Style::new().dimmed();

pub(super) fn explain(file: &Path, json: bool, only_dynamic: bool) -> Result<u8> {
    let Some(compilation) = accepted(file, &program::options(Target::Native))? else {
        return Ok(EXIT_REFUSED);
    };
    let slots = &compilation.compiled.slots;
    if json {
        print(&as_json(slots))?;
    } else {
        anstream::print!("{}", table(slots, only_dynamic));
    }
    Ok(0)
}

fn is_dynamic(slot: &Slot) -> bool {
    slot.ty == "Value"
}

/// Dynamic slots and their share in percent.
fn share(slots: &[Slot]) -> (usize, f64) {
    let dynamic = slots.iter().filter(|s| is_dynamic(s)).count();
    (dynamic, 100.0 * dynamic as f64 / slots.len().max(1) as f64)
}

fn table(slots: &[Slot], only_dynamic: bool) -> String {
    let place = |slot: &Slot| format!("{}:{}", slot.location.0, slot.location.1);
    let shown: Vec<&Slot> = slots
        .iter()
        .filter(|s| !only_dynamic || is_dynamic(s))
        .collect();
    let widest = |width: &dyn Fn(&Slot) -> usize| shown.iter().map(|s| width(s)).max().unwrap_or(0);
    let (names, places) = (
        widest(&|s| s.name.chars().count()),
        widest(&|s| place(s).chars().count()),
    );
    let mut text = String::new();
    for slot in &shown {
        let style = if is_dynamic(slot) {
            DYNAMIC
        } else {
            Style::new()
        };
        let _ = writeln!(
            text,
            "{FAINT}{:places$}{FAINT:#}  {:names$}  {style}{}{style:#}",
            place(slot),
            slot.name,
            slot.ty
        );
        if let Some((path, line, why)) = &slot.widened {
            let _ = writeln!(
                text,
                "{:places$}  {FAINT}because of {path}:{line}: {why}{FAINT:#}",
                ""
            );
        }
    }
    let (dynamic, percent) = share(slots);
    let _ = writeln!(
        text,
        "{} slots, {dynamic} dynamic ({percent:.1} %)",
        slots.len()
    );
    text
}

fn as_json(slots: &[Slot]) -> String {
    let (dynamic, percent) = share(slots);
    let mut text = format!(
        "{{\n  \"total\": {}, \"dynamic\": {dynamic}, \"percent\": {percent:.1},\n",
        slots.len()
    );
    text.push_str("  \"slots\": [");
    for (i, slot) in slots.iter().enumerate() {
        let _ = write!(
            text,
            "{}\n    {{\"name\": {}, \"file\": {}, \"line\": {}, \"type\": {}, \"widened\": ",
            if i == 0 { "" } else { "," },
            string(&slot.name),
            string(&slot.location.0),
            slot.location.1,
            string(&slot.ty)
        );
        match &slot.widened {
            None => text.push_str("null}"),
            Some((path, line, why)) => {
                let (path, why) = (string(path), string(why));
                let _ = write!(
                    text,
                    "{{\"file\": {path}, \"line\": {line}, \"reason\": {why}}}}}"
                );
            }
        }
    }
    text.push_str("\n  ]\n}\n");
    text
}

fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(name: &str, ty: &str) -> Slot {
        let widened = (ty == "Value").then(|| ("a.py".into(), 3, "a \"str\" reaches it".into()));
        Slot {
            name: name.into(),
            location: ("a.py".into(), 1),
            ty: ty.into(),
            widened,
        }
    }

    #[test]
    fn the_share_of_dynamic_slots_is_told() {
        let slots = [slot("x", "int"), slot("y", "Value")];
        let text = anstream::adapter::strip_str(&table(&slots, false)).to_string();
        assert_eq!(
            text,
            "a.py:1  x  int\na.py:1  y  Value\n        because of a.py:3: a \"str\" reaches it\n2 slots, 1 dynamic (50.0 %)\n"
        );
        assert!(as_json(&slots).contains("\"reason\": \"a \\\"str\\\" reaches it\"}}"));
    }
}
