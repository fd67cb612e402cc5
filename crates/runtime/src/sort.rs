//! The stable sort behind `sort` and `sorted`.
//!
//! *Invariant:* whatever the comparison answers, the result is a permutation of the items; the first error ends it. It asks only whether one
//! item is less than another, as CPython's does.

use crate::Result;

const RUN: usize = 16;

/// Sorts by binary insertion in short runs that are merged (a bottom-up merge sort). Already ordered input takes one pass.
pub(crate) fn sort<T: Clone>(items: &mut [T], less: impl Fn(&T, &T) -> Result<bool>) -> Result<()> {
    let length = items.len();
    if length < 2 || is_sorted(items, &less)? {
        return Ok(());
    }
    for start in (0..length).step_by(RUN) {
        insertion(&mut items[start..(start + RUN).min(length)], &less)?;
    }
    let mut width = RUN;
    while width < length {
        for start in (0..length).step_by(2 * width) {
            let (middle, end) = ((start + width).min(length), (start + 2 * width).min(length));
            merge(&mut items[start..end], middle - start, &less)?;
        }
        width *= 2;
    }
    Ok(())
}

fn is_sorted<T>(items: &[T], less: &impl Fn(&T, &T) -> Result<bool>) -> Result<bool> {
    for pair in items.windows(2) {
        if less(&pair[1], &pair[0])? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn insertion<T>(items: &mut [T], less: &impl Fn(&T, &T) -> Result<bool>) -> Result<()> {
    for index in 1..items.len() {
        let (mut low, mut high) = (0, index);
        while low < high {
            let middle = low.midpoint(high);
            match less(&items[index], &items[middle])? {
                true => high = middle,
                false => low = middle + 1,
            }
        }
        items[low..=index].rotate_right(1);
    }
    Ok(())
}

fn merge<T: Clone>(
    items: &mut [T],
    middle: usize,
    less: &impl Fn(&T, &T) -> Result<bool>,
) -> Result<()> {
    if middle == items.len() || !less(&items[middle], &items[middle - 1])? {
        return Ok(());
    }
    let left: Vec<T> = items[..middle].to_vec();
    let right: Vec<T> = items[middle..].to_vec();
    let (mut i, mut j, mut result) = (0, 0, Ok(()));
    for slot in items.iter_mut() {
        let take_right = match (i < left.len(), j < right.len()) {
            (true, true) if result.is_ok() => less(&right[j], &left[i]).unwrap_or_else(|error| {
                result = Err(error);
                false
            }),
            (has_left, _) => !has_left,
        };
        let (source, index) = if take_right {
            (&right, &mut j)
        } else {
            (&left, &mut i)
        };
        *slot = source[*index].clone();
        *index += 1;
    }
    result
}
