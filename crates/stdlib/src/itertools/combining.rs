//! `product`, `permutations`, `combinations` and `combinations_with_replacement`.

use portalis_macros::pyfn;
use portalis_runtime::{Int, Iter, Iterable, Object, Result, Tuple, errors};

use super::lazy;

fn all<T: Object>(iterable: &(impl Iterable<Item = T> + ?Sized)) -> Result<Vec<T>> {
    iterable.iter()?.collect()
}

/// Cartesian product of two iterables.
#[pyfn("def product(a: Iterable[A], b: Iterable[B], /) -> Iterator[tuple[A, B]]")]
pub fn product_of_two<A: Object, B: Object>(
    a: &impl Iterable<Item = A>,
    b: &impl Iterable<Item = B>,
) -> Result<Iter<(A, B)>> {
    let (first, second) = (all(a)?, all(b)?);
    let (mut i, mut j) = (0, 0);
    Ok(lazy("itertools.product", move || {
        if j == second.len() && j > 0 {
            (i, j) = (i + 1, 0);
        }
        let pair = (first.get(i)?.clone(), second.get(j)?.clone());
        j += 1;
        Some(Ok(pair))
    }))
}

/// Cartesian product of input iterables.  Equivalent to nested for-loops.
///
/// For example, product(A, B) returns the same as:  ((x,y) for x in A for y in B).
/// The leftmost iterators are in the outermost for-loop, so the output tuples
/// cycle in a manner similar to an odometer (with the rightmost element changing
/// on every iteration).
///
/// To compute the product of an iterable with itself, specify the number
/// of repetitions with the optional repeat keyword argument. For example,
/// product(A, repeat=4) means the same as product(A, A, A, A).
#[pyfn("def product(*iterables: Iterable[T], repeat: int = 1) -> Iterator[tuple[T, ...]]")]
pub fn product<T: Object>(iterables: &[&dyn Iterable<Item = T>], repeat: i64) -> Result<Iter<Tuple<T>>> {
    if repeat < 0 {
        return Err(errors::value_error("repeat argument cannot be negative"));
    }
    let once = iterables.iter().map(|iterable| all(*iterable)).collect::<Result<Vec<_>>>()?;
    let pools: Vec<Vec<T>> = (0..repeat).flat_map(|_| once.iter().cloned()).collect();
    let mut indexes = (!pools.iter().any(Vec::is_empty)).then(|| vec![0; pools.len()]);
    Ok(lazy("itertools.product", move || {
        let current = indexes.as_mut()?;
        let row = current.iter().zip(&pools).map(|(index, pool)| pool[*index].clone()).collect::<Vec<T>>();
        // An odometer: the rightmost wheel that is not at its end moves on.
        match (0..pools.len()).rev().find(|wheel| current[*wheel] + 1 < pools[*wheel].len()) {
            Some(wheel) => {
                current[wheel] += 1;
                current[wheel + 1..].fill(0);
            }
            None => indexes = None,
        }
        Some(Ok(Tuple::from(row)))
    }))
}

fn count(r: &Int) -> Result<usize> {
    if r.is_negative() {
        return Err(errors::value_error("r must be non-negative"));
    }
    Ok(r.to_index()? as usize)
}

/// Return successive r-length permutations of elements in the iterable.
///
/// permutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)
#[pyfn("def permutations(iterable: Iterable[T], r: int | None = None) -> Iterator[tuple[T, ...]]")]
pub fn permutations<T: Object>(iterable: &impl Iterable<Item = T>, r: Option<Int>) -> Result<Iter<Tuple<T>>> {
    let pool = all(iterable)?;
    let n = pool.len();
    let r = r.map_or(Ok(n), |r| count(&r))?;
    let mut indexes: Vec<usize> = (0..n).collect();
    let mut cycles: Vec<usize> = (0..r.min(n)).map(|i| n - i).collect();
    let (mut started, mut done) = (false, r > n);
    Ok(lazy("itertools.permutations", move || {
        if done {
            return None;
        }
        if started && !next_permutation(&mut indexes, &mut cycles) {
            done = true;
            return None;
        }
        started = true;
        Some(Ok(indexes[..r].iter().map(|index| pool[*index].clone()).collect()))
    }))
}

fn next_permutation(indexes: &mut [usize], cycles: &mut [usize]) -> bool {
    let n = indexes.len();
    for i in (0..cycles.len()).rev() {
        cycles[i] -= 1;
        if cycles[i] == 0 {
            indexes[i..].rotate_left(1);
            cycles[i] = n - i;
        } else {
            indexes.swap(i, n - cycles[i]);
            return true;
        }
    }
    false
}

/// Return successive r-length combinations of elements in the iterable.
///
/// combinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)
#[pyfn("def combinations(iterable: Iterable[T], r: int) -> Iterator[tuple[T, ...]]")]
pub fn combinations<T: Object>(iterable: &impl Iterable<Item = T>, r: &Int) -> Result<Iter<Tuple<T>>> {
    let (pool, r) = (all(iterable)?, count(r)?);
    let n = pool.len();
    let start = (r <= n).then(|| (0..r).collect());
    Ok(ascending("itertools.combinations", pool, start, move |indexes| {
        let i = (0..r).rev().find(|i| indexes[*i] != i + n - r)?;
        let first = indexes[i] + 1;
        indexes[i..].iter_mut().enumerate().for_each(|(offset, index)| *index = first + offset);
        Some(())
    }))
}

/// Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.
///
/// combinations_with_replacement('ABC', 2) --> ('A','A'), ('A','B'), ('A','C'), ('B','B'), ('B','C'), ('C','C')
#[pyfn("def combinations_with_replacement(iterable: Iterable[T], r: int) -> Iterator[tuple[T, ...]]")]
pub fn combinations_with_replacement<T: Object>(iterable: &impl Iterable<Item = T>, r: &Int) -> Result<Iter<Tuple<T>>> {
    let (pool, r) = (all(iterable)?, count(r)?);
    let n = pool.len();
    let start = (n > 0 || r == 0).then(|| vec![0; r]);
    Ok(ascending("itertools.combinations_with_replacement", pool, start, move |indexes| {
        let i = (0..r).rev().find(|i| indexes[*i] + 1 != n)?;
        let next = indexes[i] + 1;
        indexes[i..].fill(next);
        Some(())
    }))
}

/// Rows of a pool by indexes that `advance` moves on, until it gives `None`.
fn ascending<T: Object>(
    class: &'static str,
    pool: Vec<T>,
    start: Option<Vec<usize>>,
    advance: impl Fn(&mut Vec<usize>) -> Option<()> + 'static,
) -> Iter<Tuple<T>> {
    let mut next = start;
    lazy(class, move || {
        let indexes = next.as_mut()?;
        let row = indexes.iter().map(|index| pool[*index].clone()).collect();
        if advance(indexes).is_none() {
            next = None;
        }
        Some(Ok(row))
    })
}
