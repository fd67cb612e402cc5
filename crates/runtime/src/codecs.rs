//! `str.encode` and `bytes.decode`: the encodings a program can count on, and their error handlers.
//!
//! UTF-8 (with and without signature), UTF-16, UTF-32, ASCII, Latin-1 and Windows-1252. Handlers: `strict`, `ignore`, `replace`,
//! `backslashreplace`, `xmlcharrefreplace`. What would make a lone surrogate (`surrogateescape`, `surrogatepass`) is an
//! unknown handler, for [`Str`](crate::Str) cannot hold one.

pub(crate) mod decode;
pub(crate) mod encode;

pub use decode::decode;
pub use encode::encode;

use crate::{Error, NativeClass, Result, Value, errors};

/// A known encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf8Sig,
    Ascii,
    Latin1,
    Windows1252,
    /// UTF-16 or UTF-32: bytes of a unit, byte order; none is that of the mark or little.
    Wide(usize, Option<Order>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

impl Encoding {
    fn find(name: &str) -> Result<Encoding> {
        use Order::{Big, Little};
        let normal: String = name
            .chars()
            .map(|c| match c {
                '-' | ' ' => '_',
                _ => c.to_ascii_lowercase(),
            })
            .collect();
        Ok(match normal.as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "utf8_ucs2" | "utf8_ucs4" | "cp65001" => {
                Encoding::Utf8
            }
            "utf_8_sig" => Encoding::Utf8Sig,
            "ascii" | "us_ascii" | "646" | "ansi_x3.4_1968" | "iso646_us" => Encoding::Ascii,
            "latin_1" | "latin1" | "latin" | "l1" | "iso8859_1" | "iso_8859_1" | "iso8859"
            | "8859" | "cp819" => Encoding::Latin1,
            "cp1252" | "windows_1252" | "1252" => Encoding::Windows1252,
            "utf_16" | "utf16" | "u16" => Encoding::Wide(2, None),
            "utf_16_le" | "utf_16le" => Encoding::Wide(2, Some(Little)),
            "utf_16_be" | "utf_16be" => Encoding::Wide(2, Some(Big)),
            "utf_32" | "utf32" | "u32" => Encoding::Wide(4, None),
            "utf_32_le" | "utf_32le" => Encoding::Wide(4, Some(Little)),
            "utf_32_be" | "utf_32be" => Encoding::Wide(4, Some(Big)),
            _ => return Err(errors::lookup_error(format!("unknown encoding: {name}"))),
        })
    }

    /// As errors name it.
    fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 | Encoding::Utf8Sig => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Windows1252 => "charmap",
            Encoding::Wide(2, None) => "utf-16",
            Encoding::Wide(2, Some(Order::Little)) => "utf-16-le",
            Encoding::Wide(2, Some(Order::Big)) => "utf-16-be",
            Encoding::Wide(_, None) => "utf-32",
            Encoding::Wide(_, Some(Order::Little)) => "utf-32-le",
            Encoding::Wide(_, Some(Order::Big)) => "utf-32-be",
        }
    }
}

/// The characters of the bytes 0x80 to 0x9f in Windows-1252; `\0` where there is none.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘',
    '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

#[cold]
fn unknown_handler(name: &str) -> Error {
    errors::lookup_error(format!("unknown error handler name '{name}'"))
}

/// A `UnicodeEncodeError` or `UnicodeDecodeError` with its arguments: encoding, object, start, end, reason.
#[cold]
fn unicode_error(class: &'static NativeClass, args: [Value; 5]) -> Error {
    let error = Error::new(class, args.to_vec());
    let names = ["encoding", "object", "start", "end", "reason"];
    for (name, value) in names.into_iter().zip(args) {
        error.state().set_field(name, value);
    }
    error
}
