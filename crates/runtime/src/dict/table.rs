//! The hash table behind `dict`: entries in insertion order and an index into them.
//!
//! Raymond Hettinger's compact dict (python-dev, December 2012): small dicts are searched linearly by hash, larger ones through an open-addressed index.
//!
//! *Invariant:* nothing in here calls Python code. A search that needs `__eq__` hands the candidate out and goes on from a
//! [`Probe`] afterwards; `version` tells whether the table changed meanwhile.

use crate::Object;

const LINEAR: usize = 8;
const EMPTY: u32 = 0;

pub(super) struct Entry<K, V> {
    pub(super) hash: i64,
    pub(super) key: K,
    pub(super) value: V,
}

pub(super) struct Table<K, V> {
    pub(super) entries: Vec<Option<Entry<K, V>>>,
    pub(super) index: Vec<u32>,
    pub(super) used: usize,
    /// Changes with every key that comes or goes.
    pub(super) version: u64,
    /// Changes when entries move.
    pub(super) layout: u64,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Table {
            entries: Vec::new(),
            index: Vec::new(),
            used: 0,
            version: 0,
            layout: 0,
        }
    }
}

/// How far a search has come.
pub(super) struct Probe(usize);

/// What a search found.
pub(super) enum Found<K> {
    /// The entry of the key.
    At(usize),
    /// The key may be equal to this one: ask it, then go on.
    Maybe(usize, K),
    /// The key is not there.
    Nothing,
}

impl<K: Object, V> Table<K, V> {
    pub(super) fn start(&self, hash: i64) -> Probe {
        Probe(if self.index.is_empty() {
            0
        } else {
            spread(hash) & (self.index.len() - 1)
        })
    }

    /// The next candidate for a key.
    pub(super) fn search(&self, probe: &mut Probe, hash: i64, key: &K) -> Found<K> {
        while let Some(at) = self.candidate(probe) {
            let Some(entry) = self.entries.get(at).and_then(Option::as_ref) else {
                continue;
            };
            if entry.hash != hash {
                continue;
            }
            if entry.key.same(key) {
                return Found::At(at);
            }
            match entry.key.equals_quickly(key) {
                Some(true) => return Found::At(at),
                Some(false) => {}
                None => return Found::Maybe(at, entry.key.clone()),
            }
        }
        Found::Nothing
    }

    #[inline]
    fn candidate(&self, probe: &mut Probe) -> Option<usize> {
        let place = probe.0;
        if self.index.is_empty() {
            probe.0 += 1;
            return (place < self.entries.len()).then_some(place);
        }
        probe.0 = (place + 1) & (self.index.len() - 1);
        match self.index[place] {
            EMPTY => None,
            at => Some(at as usize - 1),
        }
    }

    /// Adds a key that is not there.
    pub(super) fn push(&mut self, hash: i64, key: K, value: V) {
        self.entries.push(Some(Entry { hash, key, value }));
        self.used += 1;
        self.version += 1;
        let wanted = self.entries.len() * 2;
        if self.entries.len() > LINEAR && wanted > self.index.len() {
            self.rebuild();
        } else if !self.index.is_empty() {
            link(&mut self.index, hash, self.entries.len());
        }
    }

    /// Takes an entry out. Its place stays empty, so that places of others do not change.
    pub(super) fn remove(&mut self, at: usize) -> Option<Entry<K, V>> {
        let entry = self.entries.get_mut(at)?.take()?;
        self.used -= 1;
        self.version += 1;
        if at + 1 == self.entries.len() && self.index.is_empty() {
            self.entries.pop();
        }
        Some(entry)
    }

    /// Drops empty places and makes the index anew.
    fn rebuild(&mut self) {
        if self.used < self.entries.len() {
            self.entries.retain(Option::is_some);
            self.layout += 1;
        }
        let size = (self.entries.len().max(LINEAR) * 4).next_power_of_two();
        self.index = vec![EMPTY; size];
        for (at, entry) in self.entries.iter().enumerate() {
            if let Some(entry) = entry {
                link(&mut self.index, entry.hash, at + 1);
            }
        }
    }
}

fn spread(hash: i64) -> usize {
    let hash = hash as u64;
    ((hash ^ (hash >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20) as usize
}

fn link(index: &mut [u32], hash: i64, number: usize) {
    let mask = index.len() - 1;
    let mut place = spread(hash) & mask;
    while index[place] != EMPTY {
        place = (place + 1) & mask;
    }
    index[place] = u32::try_from(number).expect("a dict of 2^32 entries does not fit the memory");
}
