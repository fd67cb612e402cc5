//! Puts sign, prefix, grouped digits and padding together.

use super::spec::Spec;
use crate::str::push_repeated;
use crate::{Result, Str};

/// A number as text, in its parts.
pub(super) struct Number<'a> {
    pub(super) negative: bool,
    /// `0x` and the like.
    pub(super) prefix: &'a str,
    /// The digits before the point, which are grouped and may get zeros in front.
    pub(super) digits: &'a str,
    /// Point, fraction, exponent, percent sign.
    pub(super) rest: &'a str,
}

impl Number<'_> {
    pub(super) fn layout(&self, spec: &Spec) -> Result<Str> {
        check_width(spec)?;
        let sign = match (spec.sign, self.negative) {
            (_, true) => "-",
            (Some('+'), _) => "+",
            (Some(' '), _) => " ",
            _ => "",
        };
        let rest = self.rest.chars().count();
        let fixed = sign.len() + self.prefix.len() + rest;
        let zeros = spec.fill == '0' && spec.align == '=';
        let width = if zeros {
            spec.width.saturating_sub(fixed)
        } else {
            0
        };
        let digits = if self.digits.is_empty() {
            String::new()
        } else {
            grouped(self.digits, spec.grouping, width)
        };
        let padding = spec.width.saturating_sub(fixed + digits.len());
        let (left, inside, right) = match spec.align {
            '<' => (0, 0, padding),
            '^' => (padding / 2, 0, padding - padding / 2),
            '=' => (0, padding, 0),
            _ => (padding, 0, 0),
        };
        let capacity = sign.len() + self.prefix.len() + digits.len() + self.rest.len();
        let mut out = String::with_capacity(capacity + padding * spec.fill.len_utf8());
        push_repeated(&mut out, spec.fill, left);
        out.push_str(sign);
        out.push_str(self.prefix);
        push_repeated(&mut out, spec.fill, inside);
        out.push_str(&digits);
        out.push_str(self.rest);
        push_repeated(&mut out, spec.fill, right);
        Ok(Str::from(out))
    }
}

/// A text in its width.
pub(super) fn pad(text: &str, spec: &Spec) -> Result<Str> {
    check_width(spec)?;
    let padding = spec.width.saturating_sub(text.chars().count());
    let left = match spec.align {
        '>' => padding,
        '^' => padding / 2,
        _ => 0,
    };
    let mut out = String::with_capacity(text.len() + padding * spec.fill.len_utf8());
    push_repeated(&mut out, spec.fill, left);
    out.push_str(text);
    push_repeated(&mut out, spec.fill, padding - left);
    Ok(Str::from(out))
}

/// Refuses what no memory holds, where an allocation would end the process.
fn check_width(spec: &Spec) -> Result<()> {
    if spec.width > i32::MAX as usize {
        return Err(crate::convert::out_of_memory());
    }
    Ok(())
}

/// The digits with separators, and zeros in front up to a width that counts the separators.
///
/// A separator is never first: where the width would make it so, there is one more zero, as in CPython:
/// `format(1234, "06,")` is `01,234`, `format(123, "04,")` is `0,123`.
fn grouped(digits: &str, grouping: Option<(char, usize)>, width: usize) -> String {
    let Some((separator, size)) = grouping else {
        return format!("{digits:0>width$}");
    };
    let mut count = digits.len();
    while count + (count - 1) / size < width {
        count += 1;
    }
    let mut out = String::with_capacity(count + count / size);
    let zeros = count - digits.len();
    for (position, digit) in std::iter::repeat_n('0', zeros)
        .chain(digits.chars())
        .enumerate()
    {
        if position > 0 && (count - position).is_multiple_of(size) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}
