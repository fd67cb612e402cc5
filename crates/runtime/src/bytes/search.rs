//! Finding, counting and replacing parts of bytes.

/// The first occurrence of a part.
pub(crate) fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    let Some((first, rest)) = part.split_first() else {
        return Some(0);
    };
    let last = bytes.len().checked_sub(part.len())?;
    let mut at = 0;
    while at <= last {
        at += bytes[at..=last].iter().position(|byte| byte == first)?;
        if bytes[at + 1..].starts_with(rest) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The last occurrence of a part.
pub(crate) fn rfind(bytes: &[u8], part: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(part.len())?;
    (0..=last).rev().find(|at| bytes[*at..].starts_with(part))
}

/// The part between two optional indexes and where it starts; `None` where `start` is beyond `end`.
pub(super) fn window(bytes: &[u8], start: Option<i64>, end: Option<i64>) -> Option<(usize, &[u8])> {
    let length = bytes.len() as i64;
    let from_end = |bound: i64| {
        if bound < 0 {
            bound.saturating_add(length).max(0)
        } else {
            bound
        }
    };
    let start = from_end(start.unwrap_or(0));
    let end = from_end(end.unwrap_or(length)).min(length);
    (start <= end).then(|| (start as usize, &bytes[start as usize..end as usize]))
}

/// Occurrences that do not overlap.
pub(super) fn count(bytes: &[u8], part: &[u8]) -> usize {
    if part.is_empty() {
        return bytes.len() + 1;
    }
    let (mut count, mut rest) = (0, bytes);
    while let Some(at) = find(rest, part) {
        count += 1;
        rest = &rest[at + part.len()..];
    }
    count
}

/// Up to `limit` occurrences replaced; a negative limit is none.
pub(super) fn replace(bytes: &[u8], old: &[u8], new: &[u8], limit: i64) -> Vec<u8> {
    let mut left = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while left > 0
        && let Some(at) = find(rest, old)
    {
        left -= 1;
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(new);
        rest = &rest[at + old.len()..];
        if old.is_empty() {
            // Nothing is found before each byte and at the end.
            let Some((first, tail)) = rest.split_first() else {
                return out;
            };
            out.push(*first);
            rest = tail;
        }
    }
    out.extend_from_slice(rest);
    out
}
