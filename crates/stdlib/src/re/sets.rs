//! What one character of a pattern matches.
//!
//! *Invariant:* membership without regard to case means: a character that differs in case only is in the set.

use portalis_runtime::str::properties;

/// What `\d`, `\s` and `\w` stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    Digit,
    Space,
    Word,
}

/// A part of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Char(u32),
    Range(u32, u32),
    /// The category, or what is not in it.
    Category(Category, bool),
}

/// How characters are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mode {
    pub(super) ignore_case: bool,
    /// Categories and case of ASCII only.
    pub(super) ascii: bool,
}

/// A set of characters; those below 256 are looked up in a table.
#[derive(Clone, Debug)]
pub(super) struct Set {
    items: Vec<Item>,
    negated: bool,
    mode: Mode,
    low: [u64; 4],
}

impl Set {
    pub(super) fn new(items: Vec<Item>, negated: bool, mode: Mode) -> Set {
        let mut set = Set {
            items,
            negated,
            mode,
            low: [0; 4],
        };
        for code in 0..256 {
            if set.looks_up(code) {
                set.low[code as usize / 64] |= 1 << (code % 64);
            }
        }
        set
    }

    #[inline]
    pub(super) fn contains(&self, code: u32) -> bool {
        if code < 256 {
            return self.low[code as usize / 64] >> (code % 64) & 1 == 1;
        }
        self.looks_up(code)
    }

    fn looks_up(&self, code: u32) -> bool {
        let found = match self.mode.ignore_case {
            false => self.has(code),
            true => variants(code, self.mode.ascii)
                .into_iter()
                .flatten()
                .any(|code| self.has(code)),
        };
        found != self.negated
    }

    fn has(&self, code: u32) -> bool {
        self.items.iter().any(|item| match item {
            Item::Char(wanted) => *wanted == code,
            Item::Range(first, last) => (*first..=*last).contains(&code),
            Item::Category(category, negated) => category.has(code, self.mode.ascii) != *negated,
        })
    }
}

impl Category {
    pub(super) fn has(self, code: u32, ascii: bool) -> bool {
        let Some(c) = char::from_u32(code) else {
            return false;
        };
        if ascii || c.is_ascii() {
            return match self {
                Category::Digit => c.is_ascii_digit(),
                // Without regard to ASCII, the four separators are spaces as well.
                Category::Space => {
                    matches!(c, ' ' | '\t'..='\r') || (!ascii && matches!(c, '\x1c'..='\x1f'))
                }
                Category::Word => c.is_ascii_alphanumeric() || c == '_',
            };
        }
        match self {
            Category::Digit => properties::is_decimal(c),
            Category::Space => properties::is_space(c),
            Category::Word => properties::is_alphanumeric(c),
        }
    }
}

/// Characters that are the same but for case, where they are more than a capital and a small letter.
const FAMILIES: &[&str] = &[
    "\u{49}\u{69}\u{130}\u{131}",
    "\u{4b}\u{6b}\u{212a}",
    "\u{53}\u{73}\u{17f}",
    "\u{b5}\u{39c}\u{3bc}",
    "\u{c5}\u{e5}\u{212b}",
    "\u{df}\u{1e9e}",
    "\u{1c4}\u{1c5}\u{1c6}",
    "\u{1c7}\u{1c8}\u{1c9}",
    "\u{1ca}\u{1cb}\u{1cc}",
    "\u{1f1}\u{1f2}\u{1f3}",
    "\u{345}\u{399}\u{3b9}\u{1fbe}",
    "\u{390}\u{1fd3}",
    "\u{392}\u{3b2}\u{3d0}",
    "\u{395}\u{3b5}\u{3f5}",
    "\u{398}\u{3b8}\u{3d1}\u{3f4}",
    "\u{39a}\u{3ba}\u{3f0}",
    "\u{3a0}\u{3c0}\u{3d6}",
    "\u{3a1}\u{3c1}\u{3f1}",
    "\u{3a3}\u{3c2}\u{3c3}",
    "\u{3a6}\u{3c6}\u{3d5}",
    "\u{3a9}\u{3c9}\u{2126}",
    "\u{3b0}\u{1fe3}",
    "\u{412}\u{432}\u{1c80}",
    "\u{414}\u{434}\u{1c81}",
    "\u{41e}\u{43e}\u{1c82}",
    "\u{421}\u{441}\u{1c83}",
    "\u{422}\u{442}\u{1c84}\u{1c85}",
    "\u{42a}\u{44a}\u{1c86}",
    "\u{462}\u{463}\u{1c87}",
    "\u{1c88}\u{a64a}\u{a64b}",
    "\u{1e60}\u{1e61}\u{1e9b}",
    "\u{1f80}\u{1f88}",
    "\u{1f81}\u{1f89}",
    "\u{1f82}\u{1f8a}",
    "\u{1f83}\u{1f8b}",
    "\u{1f84}\u{1f8c}",
    "\u{1f85}\u{1f8d}",
    "\u{1f86}\u{1f8e}",
    "\u{1f87}\u{1f8f}",
    "\u{1f90}\u{1f98}",
    "\u{1f91}\u{1f99}",
    "\u{1f92}\u{1f9a}",
    "\u{1f93}\u{1f9b}",
    "\u{1f94}\u{1f9c}",
    "\u{1f95}\u{1f9d}",
    "\u{1f96}\u{1f9e}",
    "\u{1f97}\u{1f9f}",
    "\u{1fa0}\u{1fa8}",
    "\u{1fa1}\u{1fa9}",
    "\u{1fa2}\u{1faa}",
    "\u{1fa3}\u{1fab}",
    "\u{1fa4}\u{1fac}",
    "\u{1fa5}\u{1fad}",
    "\u{1fa6}\u{1fae}",
    "\u{1fa7}\u{1faf}",
    "\u{1fb3}\u{1fbc}",
    "\u{1fc3}\u{1fcc}",
    "\u{1ff3}\u{1ffc}",
    "\u{fb05}\u{fb06}",
];

/// The characters that differ from this one in case only, and itself.
pub(super) fn variants(code: u32, ascii: bool) -> [Option<u32>; 4] {
    let mut variants = [Some(code), None, None, None];
    let Some(c) = char::from_u32(code) else {
        return variants;
    };
    if ascii {
        if c.is_ascii_alphabetic() {
            variants[1] = Some(code ^ 0x20);
        }
        return variants;
    }
    if let Some(family) = FAMILIES.iter().find(|family| family.contains(c)) {
        for (place, c) in variants.iter_mut().zip(family.chars()) {
            *place = Some(u32::from(c));
        }
        return variants;
    }
    variants[1] = Some(u32::from(properties::simple_lower(c)));
    variants[2] = Some(u32::from(properties::simple_upper(c)));
    variants
}

/// The characters are the same but for case.
pub(super) fn same_letter(a: u32, b: u32, ascii: bool) -> bool {
    a == b || variants(a, ascii).contains(&Some(b))
}
