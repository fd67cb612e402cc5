//! Reads the tables and compares, showing the first differences.

use portalis_runtime::float::from_hex;
use portalis_runtime::{Bytes, Float, Int, List, Result, Str};

/// A value as the tables write it.
#[derive(Clone, Debug)]
pub(crate) enum Arg {
    None,
    Bool(bool),
    Int(Int),
    Float(f64),
    Str(Str),
    Bytes(Vec<u8>),
    List(Vec<Arg>),
    Seq(Vec<Arg>),
}

impl Arg {
    pub(crate) fn read(text: &str) -> Arg {
        let (kind, rest) = text.split_at(1);
        match kind {
            "n" => Arg::None,
            "b" => Arg::Bool(rest == "1"),
            "i" => Arg::Int(Int::parse_base(rest, 0).expect("an int")),
            "f" => Arg::Float(from_hex(rest).expect("a float")),
            "s" => Arg::Str(Str::from(unescape(rest))),
            "y" => Arg::Bytes(
                (0..rest.len() / 2)
                    .map(|i| u8::from_str_radix(&rest[2 * i..2 * i + 2], 16).expect("hex"))
                    .collect(),
            ),
            "l" | "t" => {
                let items = rest.split(';').filter(|item| !item.is_empty());
                let items = items.map(Arg::read).collect();
                if kind == "l" {
                    Arg::List(items)
                } else {
                    Arg::Seq(items)
                }
            }
            _ => panic!("cannot read {text}"),
        }
    }

    pub(crate) fn int(&self) -> &Int {
        match self {
            Arg::Int(value) => value,
            _ => panic!("{self:?} is no int"),
        }
    }

    pub(crate) fn i64(&self) -> i64 {
        self.int().to_i64().expect("fits")
    }

    pub(crate) fn float(&self) -> f64 {
        match self {
            Arg::Float(value) => *value,
            _ => panic!("{self:?} is no float"),
        }
    }

    pub(crate) fn str(&self) -> &Str {
        match self {
            Arg::Str(value) => value,
            _ => panic!("{self:?} is no str"),
        }
    }

    pub(crate) fn optional_i64(&self) -> Option<i64> {
        (!matches!(self, Arg::None)).then(|| self.i64())
    }

    pub(crate) fn optional_str(&self) -> Option<&str> {
        (!matches!(self, Arg::None)).then(|| self.str().as_str())
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Arg::Bytes(value) => value,
            _ => panic!("{self:?} is no bytes"),
        }
    }

    pub(crate) fn bool(&self) -> bool {
        matches!(self, Arg::Bool(true))
    }
}

/// Turns a result into the notation of the tables.
pub(crate) trait Show {
    fn show(&self) -> String;
}

macro_rules! show {
    ($($type:ty: |$value:ident| $text:expr;)*) => {$(
        impl Show for $type {
            fn show(&self) -> String {
                let $value = self;
                $text
            }
        }
    )*};
}

show! {
    (): |_value| "n".into();
    bool: |value| format!("b{}", u8::from(*value));
    Int: |value| {
        let digits = value.to_string();
        if digits.len() > 4000 { value.to_prefixed(16, "0x").to_string().replacen("", "i", 1) } else { format!("i{digits}") }
    };
    usize: |value| format!("i{value}");
    i64: |value| format!("i{value}");
    f64: |value| format!("f{}", Float::hex(value));
    portalis_runtime::Complex: |value| format!("t{};{}", value.re.show(), value.im.show());
    Str: |value| format!("s{}", escape(value));
    str: |value| format!("s{}", escape(value));
    [u8]: |value| format!("y{}", value.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    Vec<u8>: |value| value.as_slice().show();
    Bytes: |value| value.as_slice().show();
    Vec<Bytes>: |value| format!("l{}", value.iter().map(Show::show).collect::<Vec<_>>().join(";"));
    List<Str>: |value| value.to_vec().show();
    List<Bytes>: |value| value.to_vec().show();
    Vec<Str>: |value| format!("l{}", value.iter().map(Show::show).collect::<Vec<_>>().join(";"));
}

impl<T: Show> Show for Option<T> {
    fn show(&self) -> String {
        self.as_ref().map_or("n".into(), Show::show)
    }
}

impl<T: Show> Show for Result<T> {
    fn show(&self) -> String {
        match self {
            Ok(value) => value.show(),
            Err(error) => format!("!{}:{}", error.class().name(), escape(&message(error))),
        }
    }
}

impl<A: Show, B: Show> Show for (A, B) {
    fn show(&self) -> String {
        format!("t{};{}", self.0.show(), self.1.show())
    }
}

impl<A: Show, B: Show, C: Show> Show for (A, B, C) {
    fn show(&self) -> String {
        format!("t{};{};{}", self.0.show(), self.1.show(), self.2.show())
    }
}

pub(crate) fn escape(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\\' => "\\\\".to_owned(),
            ' '..='~' => c.to_string(),
            _ => format!("\\u{{{:x}}}", u32::from(c)),
        })
        .collect()
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
        } else if chars.next() == Some('u') {
            let code: String = chars.by_ref().skip(1).take_while(|c| *c != '}').collect();
            out.push(
                u32::from_str_radix(&code, 16)
                    .ok()
                    .and_then(char::from_u32)
                    .expect("a code point"),
            );
        } else {
            out.push('\\');
        }
    }
    out
}

/// Runs every line of a table; `call` gives the result in the tables' notation.
pub(crate) fn check(table: &str, call: impl Fn(&str, &[Arg]) -> String) {
    let mut failures = Vec::new();
    for line in table.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [operation, args @ .., "=>", expected] = fields.as_slice() else {
            panic!("cannot read {line}");
        };
        let args: Vec<Arg> = args.iter().map(|arg| Arg::read(arg)).collect();
        let found = call(operation, &args);
        if found != *expected {
            failures.push(format!("{line}\n    found {found}"));
        }
    }
    let shown = failures
        .iter()
        .take(
            std::env::var("SHOW")
                .ok()
                .and_then(|n| n.parse().ok())
                .unwrap_or(40),
        )
        .cloned()
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        failures.is_empty(),
        "{} of {} differ:\n{shown}",
        failures.len(),
        table.lines().count()
    );
}

/// The argument of an exception that has one; its text otherwise (`str(KeyError(k))` is `repr(k)`).
fn message(error: &portalis_runtime::Error) -> portalis_runtime::Str {
    match error.args().as_slice() {
        [one] => portalis_runtime::View::str(one).unwrap_or_default(),
        _ => error.text(),
    }
}
