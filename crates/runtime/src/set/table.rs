//! The hash table behind `set` and `frozenset`.
//!
//! The probing of CPython's `Objects/setobject.c` (linear probes of 9, then a perturbed jump) and its growth rule, so that sets of integers come out
//! in CPython's order.
//!
//! *Invariant:* nothing in here calls Python code; see `dict/table.rs`.

use crate::Object;

const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
const SMALLEST: usize = 8;

#[derive(Clone)]
pub(super) enum Slot<T> {
    Empty,
    Dummy,
    Full(i64, T),
}

#[derive(Clone)]
pub(super) struct Table<T> {
    pub(super) slots: Vec<Slot<T>>,
    /// Full and dummy slots.
    pub(super) fill: usize,
    pub(super) used: usize,
    pub(super) version: u64,
    finger: usize,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table {
            slots: Vec::new(),
            fill: 0,
            used: 0,
            version: 0,
            finger: 0,
        }
    }
}

/// How far a search has come: the slot, the probes left in the run, the jump state.
pub(super) struct Probe {
    start: usize,
    offset: usize,
    perturb: u64,
}

/// What a search found.
pub(super) enum Found<T> {
    /// The slot of the item.
    At(usize),
    /// The item may be equal to this one.
    Maybe(usize, T),
    /// Not there; it would go to this slot.
    Free(usize),
}

impl<T: Object> Table<T> {
    pub(super) fn mask(&self) -> usize {
        self.slots.len().max(SMALLEST) - 1
    }

    pub(super) fn start(&self, hash: i64) -> Probe {
        Probe {
            start: hash as usize & self.mask(),
            offset: 0,
            perturb: hash as u64,
        }
    }

    fn advance(&self, probe: &mut Probe) {
        let mask = self.mask();
        let run = if probe.start + LINEAR_PROBES <= mask {
            LINEAR_PROBES
        } else {
            0
        };
        if probe.offset < run {
            probe.offset += 1;
            return;
        }
        probe.perturb >>= PERTURB_SHIFT;
        probe.start = (probe
            .start
            .wrapping_mul(5)
            .wrapping_add(1)
            .wrapping_add(probe.perturb as usize))
            & mask;
        probe.offset = 0;
    }

    pub(super) fn search(&self, probe: &mut Probe, hash: i64, item: &T) -> Found<T> {
        loop {
            let at = probe.start + probe.offset;
            match self.slots.get(at) {
                None | Some(Slot::Empty) => return Found::Free(at),
                Some(Slot::Full(known, candidate)) if *known == hash => {
                    if candidate.same(item) {
                        return Found::At(at);
                    }
                    match candidate.equals_quickly(item) {
                        Some(true) => return Found::At(at),
                        Some(false) => self.advance(probe),
                        None => {
                            let candidate = candidate.clone();
                            self.advance(probe);
                            return Found::Maybe(at, candidate);
                        }
                    }
                }
                Some(_) => self.advance(probe),
            }
        }
    }

    /// Puts an item that is not there into a free slot that a search found.
    pub(super) fn put(&mut self, at: usize, hash: i64, item: T) {
        if self.slots.is_empty() {
            self.slots = vec![Slot::Empty; SMALLEST];
        }
        self.slots[at] = Slot::Full(hash, item);
        self.fill += 1;
        self.used += 1;
        self.version += 1;
        if self.fill * 5 >= self.mask() * 3 {
            let wanted = if self.used > 50_000 {
                self.used * 2
            } else {
                self.used * 4
            };
            self.resize(wanted);
        }
    }

    /// Takes an item out of its slot.
    pub(super) fn remove(&mut self, at: usize) -> Option<T> {
        match std::mem::replace(self.slots.get_mut(at)?, Slot::Dummy) {
            Slot::Full(_, item) => {
                self.used -= 1;
                self.version += 1;
                Some(item)
            }
            _ => None,
        }
    }

    /// Makes room for more than `least` items.
    pub(super) fn resize(&mut self, least: usize) {
        let mut size = SMALLEST;
        while size <= least {
            size <<= 1;
        }
        let old = std::mem::replace(&mut self.slots, vec![Slot::Empty; size]);
        self.fill = self.used;
        for slot in old {
            if let Slot::Full(hash, item) = slot {
                self.put_clean(hash, item);
            }
        }
    }

    /// Puts an item where nothing equal and no dummy is.
    fn put_clean(&mut self, hash: i64, item: T) {
        let mut probe = self.start(hash);
        while !matches!(self.slots[probe.start + probe.offset], Slot::Empty) {
            self.advance(&mut probe);
        }
        self.slots[probe.start + probe.offset] = Slot::Full(hash, item);
    }

    /// Prepares for merging another set (`set_merge`); true where its items could be taken over at once.
    pub(super) fn merge_clean(&mut self, other: &Table<T>) -> bool {
        if (self.fill + other.used) * 5 >= self.mask() * 3 {
            self.resize((self.used + other.used) * 2);
        }
        if self.fill > 0 {
            return false;
        }
        if self.slots.is_empty() {
            self.slots = vec![Slot::Empty; SMALLEST];
        }
        if self.mask() == other.mask() && other.fill == other.used && !other.slots.is_empty() {
            self.slots.clone_from(&other.slots);
        } else {
            for (hash, item) in other.full() {
                self.put_clean(hash, item);
            }
        }
        self.used = other.used;
        self.fill = other.used;
        self.version += 1;
        true
    }

    pub(super) fn full(&self) -> Vec<(i64, T)> {
        let full = |slot: &Slot<T>| match slot {
            Slot::Full(hash, item) => Some((*hash, item.clone())),
            _ => None,
        };
        self.slots.iter().filter_map(full).collect()
    }

    /// The slot that `pop` empties.
    pub(super) fn pop_slot(&mut self) -> Option<usize> {
        if self.used == 0 {
            return None;
        }
        let mask = self.mask();
        let mut at = self.finger & mask;
        while !matches!(self.slots[at], Slot::Full(..)) {
            at = (at + 1) & mask;
        }
        self.finger = at + 1;
        Some(at)
    }
}
