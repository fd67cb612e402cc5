//! A vector of slots with stable keys: where the loop keeps its tasks and timers.
//!
//! Keys are reused after `remove`; whoever needs to tell an old key from a new one keeps a generation beside it, as
//! [`super::timers`] does.

/// Values with stable `u32` keys.
pub(crate) struct Slab<T> {
    slots: Vec<Slot<T>>,
    /// Head of the list of free slots, `NONE` if there is none.
    free: u32,
    len: usize,
}

enum Slot<T> {
    Used(T),
    Free { next: u32 },
}

const NONE: u32 = u32::MAX;

impl<T> Slab<T> {
    pub(crate) const fn new() -> Self {
        Self {
            slots: Vec::new(),
            free: NONE,
            len: 0,
        }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(crate) fn insert(&mut self, value: T) -> u32 {
        self.len += 1;
        if let Some(slot) = self.slots.get_mut(self.free as usize)
            && let Slot::Free { next } = *slot
        {
            let key = std::mem::replace(&mut self.free, next);
            *slot = Slot::Used(value);
            return key;
        }
        self.slots.push(Slot::Used(value));
        (self.slots.len() - 1) as u32
    }

    pub(crate) fn get(&self, key: u32) -> Option<&T> {
        match self.slots.get(key as usize)? {
            Slot::Used(value) => Some(value),
            Slot::Free { .. } => None,
        }
    }

    pub(crate) fn get_mut(&mut self, key: u32) -> Option<&mut T> {
        match self.slots.get_mut(key as usize)? {
            Slot::Used(value) => Some(value),
            Slot::Free { .. } => None,
        }
    }

    pub(crate) fn remove(&mut self, key: u32) -> Option<T> {
        let slot = self.slots.get_mut(key as usize)?;
        if let Slot::Free { .. } = slot {
            return None;
        }
        let old = std::mem::replace(slot, Slot::Free { next: self.free });
        self.free = key;
        self.len -= 1;
        match old {
            Slot::Used(value) => Some(value),
            Slot::Free { .. } => None,
        }
    }

    /// Empties the slab.
    pub(crate) fn take_all(&mut self) -> Vec<T> {
        let slots = std::mem::take(self).slots;
        slots
            .into_iter()
            .filter_map(|slot| match slot {
                Slot::Used(value) => Some(value),
                Slot::Free { .. } => None,
            })
            .collect()
    }
}

impl<T> Default for Slab<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::Slab;

    #[test]
    fn keys_are_stable_and_reused() {
        let mut slab = Slab::new();
        let (a, b) = (slab.insert('a'), slab.insert('b'));
        assert_eq!(slab.remove(a), Some('a'));
        assert_eq!(slab.remove(a), None);
        assert_eq!(slab.get(b), Some(&'b'));
        assert_eq!(slab.insert('c'), a);
        assert_eq!(slab.take_all(), ['c', 'b']);
        assert!(slab.is_empty());
    }
}
