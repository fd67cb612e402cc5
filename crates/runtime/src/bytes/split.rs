//! Splitting, stripping, joining and filling bytes.

use super::search::{find, rfind};
use crate::{Result, errors};

/// ASCII white space, as `bytes.isspace` has it.
pub(super) fn is_space(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// `split`: no separator is runs of white space; a negative limit is none.
pub(super) fn split<'a>(
    bytes: &'a [u8],
    sep: Option<&[u8]>,
    maxsplit: i64,
) -> Result<Vec<&'a [u8]>> {
    let mut left = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    let Some(sep) = sep else {
        return Ok(split_space(bytes, left));
    };
    check_separator(sep)?;
    let (mut found, mut rest) = (Vec::new(), bytes);
    while left > 0
        && let Some(at) = find(rest, sep)
    {
        left -= 1;
        found.push(&rest[..at]);
        rest = &rest[at + sep.len()..];
    }
    found.push(rest);
    Ok(found)
}

fn split_space(bytes: &[u8], mut left: usize) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut rest = strip_start(bytes, is_space);
    while !rest.is_empty() {
        if left == 0 {
            found.push(rest);
            break;
        }
        left -= 1;
        let end = rest.iter().position(is_space).unwrap_or(rest.len());
        found.push(&rest[..end]);
        rest = strip_start(&rest[end..], is_space);
    }
    found
}

/// `rsplit`: as [`split`], from the end.
pub(super) fn rsplit<'a>(
    bytes: &'a [u8],
    sep: Option<&[u8]>,
    maxsplit: i64,
) -> Result<Vec<&'a [u8]>> {
    let mut left = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    let mut found = Vec::new();
    if let Some(sep) = sep {
        check_separator(sep)?;
        let mut rest = bytes;
        while left > 0
            && let Some(at) = rfind(rest, sep)
        {
            left -= 1;
            found.push(&rest[at + sep.len()..]);
            rest = &rest[..at];
        }
        found.push(rest);
    } else {
        let mut rest = strip_end(bytes, is_space);
        while !rest.is_empty() {
            if left == 0 {
                found.push(rest);
                break;
            }
            left -= 1;
            let start = rest.iter().rposition(is_space).map_or(0, |at| at + 1);
            found.push(&rest[start..]);
            rest = strip_end(&rest[..start], is_space);
        }
    }
    found.reverse();
    Ok(found)
}

pub(super) fn check_separator(sep: &[u8]) -> Result<()> {
    if sep.is_empty() {
        return Err(errors::value_error("empty separator"));
    }
    Ok(())
}

/// `splitlines`: at `\n`, `\r` and `\r\n`.
pub(super) fn lines(bytes: &[u8], keepends: bool) -> Vec<&[u8]> {
    let (mut found, mut rest) = (Vec::new(), bytes);
    while !rest.is_empty() {
        let length = rest
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .unwrap_or(rest.len());
        let end = match &rest[length..] {
            [b'\r', b'\n', ..] => length + 2,
            [] => length,
            _ => length + 1,
        };
        found.push(if keepends {
            &rest[..end]
        } else {
            &rest[..length]
        });
        rest = &rest[end..];
    }
    found
}

/// Whether `strip` takes a byte away; no set is white space.
pub(super) fn stripped(set: Option<&[u8]>) -> impl Fn(&u8) -> bool + Copy + '_ {
    move |byte| match set {
        None => is_space(byte),
        Some(set) => set.contains(byte),
    }
}

pub(super) fn strip_start(bytes: &[u8], test: impl Fn(&u8) -> bool) -> &[u8] {
    let start = bytes.iter().position(|byte| !test(byte));
    &bytes[start.unwrap_or(bytes.len())..]
}

pub(super) fn strip_end(bytes: &[u8], test: impl Fn(&u8) -> bool) -> &[u8] {
    let end = bytes.iter().rposition(|byte| !test(byte));
    &bytes[..end.map_or(0, |last| last + 1)]
}

/// How many bytes short of a width.
pub(super) fn missing(bytes: &[u8], width: i64) -> usize {
    usize::try_from(width)
        .unwrap_or(0)
        .saturating_sub(bytes.len())
}

/// `center`, `ljust`, `rjust`: `method` names the caller for the error.
pub(super) fn fill(
    bytes: &[u8],
    left: usize,
    right: usize,
    fill: &[u8],
    method: &str,
) -> Result<Vec<u8>> {
    let [fill] = fill else {
        return Err(errors::type_error(format!(
            "{method}() argument 2 must be a byte string of length 1, not bytes"
        )));
    };
    if left.saturating_add(right) > isize::MAX as usize / 16 {
        return Err(crate::convert::out_of_memory());
    }
    let mut out = vec![*fill; left];
    out.extend_from_slice(bytes);
    out.resize(out.len() + right, *fill);
    Ok(out)
}

/// `zfill`: zeros after a sign.
pub(super) fn zfill(bytes: &[u8], width: i64) -> Vec<u8> {
    let missing = missing(bytes, width);
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let mut out = bytes[..sign].to_vec();
    out.resize(sign + missing, b'0');
    out.extend_from_slice(&bytes[sign..]);
    out
}
