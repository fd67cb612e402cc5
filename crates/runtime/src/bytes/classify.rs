//! The `is…` methods of bytes: ASCII letters and digits only.

/// Not empty, and the test holds for all.
pub(super) fn all(bytes: &[u8], test: impl Fn(&u8) -> bool) -> bool {
    !bytes.is_empty() && bytes.iter().all(test)
}

/// Has a letter of the case and none of the other.
pub(super) fn only_case(
    bytes: &[u8],
    case: impl Fn(&u8) -> bool,
    other: impl Fn(&u8) -> bool,
) -> bool {
    bytes.iter().any(case) && !bytes.iter().any(other)
}

/// Each word starts with its only capital.
pub(super) fn is_title(bytes: &[u8]) -> bool {
    let (mut in_word, mut found) = (false, false);
    for byte in bytes {
        let (capital, lower) = (byte.is_ascii_uppercase(), byte.is_ascii_lowercase());
        if (capital && in_word) || (lower && !in_word) {
            return false;
        }
        in_word = capital || lower;
        found |= in_word;
    }
    found
}
