//! Runs a compiled pattern over a text: a backtracking matcher with its own stack, so that no text is too long for it.
//!
//! *Invariant:* alternatives are tried in CPython's order, and a group that was set on a path that failed is as it was before.

use super::program::{Inst, One, Place, Program, below};
use super::sets::{Category, same_letter};
use super::syntax::Greed;

/// The characters of a text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Text<'a> {
    /// Bytes, or text that is ASCII alone.
    Narrow(&'a [u8]),
    Wide(&'a [u32]),
}

impl Text<'_> {
    #[inline]
    fn at(&self, index: usize) -> u32 {
        match self {
            Text::Narrow(bytes) => bytes.get(index).map_or(0, |byte| u32::from(*byte)),
            Text::Wide(codes) => codes.get(index).copied().unwrap_or_default(),
        }
    }
}

/// Not set.
const UNSET: usize = usize::MAX;

/// What to do when a path has failed.
enum Back {
    Go {
        pc: usize,
        at: usize,
    },
    Slot {
        slot: usize,
        old: usize,
        last: usize,
    },
    Loop {
        slot: usize,
        old: (u32, usize),
    },
    /// One character less of a run, down to `least`.
    Fewer {
        pc: usize,
        at: usize,
        least: usize,
    },
    /// One character more of a run.
    More {
        pc: usize,
        at: usize,
        count: u32,
    },
    /// Another round of a lazy loop.
    Round {
        pc: usize,
        at: usize,
    },
}

/// What is wanted of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// Anything.
    Prefix,
    /// All of the text.
    Full,
}

/// A search in one text.
pub(super) struct Matcher<'a> {
    program: &'a Program,
    text: Text<'a>,
    end: usize,
    want: Want,
    /// An empty match here does not count: the one before ended here.
    not_empty_at: usize,
    /// Start and end of each group but group 0.
    slots: Vec<usize>,
    last: usize,
    loops: Vec<(u32, usize)>,
    stack: Vec<Back>,
    start: usize,
}

/// A match: the spans of all groups, and the group that was closed last.
#[derive(Clone, Debug)]
pub(super) struct Spans {
    pub(super) spans: Vec<Option<(usize, usize)>>,
    pub(super) last: Option<usize>,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(program: &'a Program, text: Text<'a>, end: usize, want: Want) -> Matcher<'a> {
        Matcher {
            program,
            text,
            end,
            want,
            not_empty_at: UNSET,
            slots: vec![UNSET; 2 * (program.groups + 1)],
            last: UNSET,
            loops: vec![(0, UNSET); program.loops],
            stack: Vec::new(),
            start: 0,
        }
    }

    /// A match that starts at `start`.
    pub(super) fn at(&mut self, start: usize) -> Option<Spans> {
        self.slots.fill(UNSET);
        self.last = UNSET;
        self.stack.clear();
        self.start = start;
        let end = self.run(0, start, true)?;
        let span = |pair: &[usize]| match pair {
            [from, to] if *from != UNSET && *to != UNSET => Some((*from, *to)),
            _ => None,
        };
        let mut spans: Vec<Option<(usize, usize)>> = self.slots.chunks(2).map(span).collect();
        if let Some(whole) = spans.first_mut() {
            *whole = Some((start, end));
        }
        Some(Spans {
            spans,
            last: Some(self.last).filter(|last| *last != UNSET),
        })
    }

    /// The first match from `start` on; an empty one at `not_empty_at` does not count.
    pub(super) fn search(&mut self, start: usize, not_empty_at: Option<usize>) -> Option<Spans> {
        let first = self.program.first();
        self.not_empty_at = not_empty_at.unwrap_or(UNSET);
        let mut at = start;
        loop {
            if let Some(first) = first {
                at = self.skip(first, at)?;
            }
            if let Some(found) = self.at(at) {
                return Some(found);
            }
            self.not_empty_at = UNSET;
            if at >= self.end {
                return None;
            }
            at += 1;
        }
    }

    /// The first place from `at` on where a match may start.
    fn skip(&self, first: &One, at: usize) -> Option<usize> {
        (at..self.end).find(|at| first.matches(self.text.at(*at)))
    }

    /// Runs from `pc` at position `at` until an Accept: where that is. Its entries on the stack stay.
    fn run(&mut self, pc: usize, at: usize, outermost: bool) -> Option<usize> {
        let base = self.stack.len();
        let mut next = Some((pc, at));
        loop {
            let (pc, at) = match next {
                Some(next) => next,
                None => self.back(base)?,
            };
            if let Some(Inst::Accept) = self.program.code.get(pc) {
                if !outermost || self.is_wanted(at) {
                    return Some(at);
                }
                next = None;
                continue;
            }
            next = self.step(pc, at);
        }
    }

    fn is_wanted(&self, at: usize) -> bool {
        let is_full = self.want == Want::Prefix || at == self.end;
        is_full && !(at == self.start && at == self.not_empty_at)
    }

    /// Undoes until there is another way to try.
    fn back(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.stack.len() > base {
            match self.stack.pop()? {
                Back::Go { pc, at } => return Some((pc, at)),
                Back::Slot { slot, old, last } => {
                    self.slots[slot] = old;
                    self.last = last;
                }
                Back::Loop { slot, old } => self.loops[slot] = old,
                Back::Fewer { pc, at, least } => {
                    let at = at - 1;
                    if at > least {
                        self.stack.push(Back::Fewer { pc, at, least });
                    }
                    return Some((pc, at));
                }
                Back::More { pc, at, count } => {
                    if let Some(next) = self.one_more(pc, at, count) {
                        return Some(next);
                    }
                }
                Back::Round { pc, at } => {
                    if let Some(next) = self.another_round(pc, at) {
                        return Some(next);
                    }
                }
            }
        }
        None
    }

    fn one_more(&mut self, pc: usize, at: usize, count: u32) -> Option<(usize, usize)> {
        let Some(Inst::Run { one, max, .. }) = self.program.code.get(pc) else {
            return None;
        };
        if !below(count, *max) || at >= self.end || !one.matches(self.text.at(at)) {
            return None;
        }
        self.stack.push(Back::More {
            pc,
            at: at + 1,
            count: count.saturating_add(1),
        });
        Some((pc + 1, at + 1))
    }

    fn another_round(&mut self, pc: usize, at: usize) -> Option<(usize, usize)> {
        let Some(Inst::Loop { slot, max, .. }) = self.program.code.get(pc) else {
            return None;
        };
        let (count, last) = self.loops[*slot];
        if !below(count, *max) || last == at {
            return None;
        }
        self.begin_round(*slot, (count.saturating_add(1), at));
        Some((pc + 1, at))
    }

    fn begin_round(&mut self, slot: usize, state: (u32, usize)) {
        let old = std::mem::replace(&mut self.loops[slot], state);
        self.stack.push(Back::Loop { slot, old });
    }

    /// One instruction; `None` where it fails.
    fn step(&mut self, pc: usize, at: usize) -> Option<(usize, usize)> {
        match self.program.code.get(pc)? {
            Inst::One(one) => {
                (at < self.end && one.matches(self.text.at(at))).then_some((pc + 1, at + 1))
            }
            Inst::Split(other) => {
                self.stack.push(Back::Go { pc: *other, at });
                Some((pc + 1, at))
            }
            Inst::Jump(target) => Some((*target, at)),
            Inst::Save(slot) => {
                let old = std::mem::replace(&mut self.slots[*slot], at);
                self.stack.push(Back::Slot {
                    slot: *slot,
                    old,
                    last: self.last,
                });
                if slot % 2 == 1 {
                    self.last = slot / 2;
                }
                Some((pc + 1, at))
            }
            Inst::At(place) => self.is_at(*place, at).then_some((pc + 1, at)),
            Inst::Run {
                one,
                min,
                max,
                kind,
            } => self.many(one, (*min, *max, *kind), pc, at),
            Inst::LoopStart(slot) => {
                self.begin_round(*slot, (0, UNSET));
                Some((pc + 1, at))
            }
            Inst::Loop {
                slot,
                min,
                max,
                lazy,
                exit,
            } => self.decide(*slot, (*min, *max, *lazy), *exit, pc, at),
            Inst::Look {
                behind,
                negative,
                exit,
            } => self.look(*behind, *negative, pc, at).then_some((*exit, at)),
            Inst::Atomic { exit } => {
                let base = self.stack.len();
                let end = self.run(pc + 1, at, false)?;
                self.forget_choices(base);
                Some((*exit, end))
            }
            Inst::Possessive { min, max, exit } => {
                let end = self.possessive(*min, *max, pc + 1, at)?;
                Some((*exit, end))
            }
            Inst::Reference { group, mode } => {
                let length = self.repeated(*group, at, mode.ignore_case, mode.ascii)?;
                Some((pc + 1, at + length))
            }
            Inst::Condition { group, other } => match self.group(*group) {
                Some(_) => Some((pc + 1, at)),
                None => Some((*other, at)),
            },
            Inst::Never | Inst::Accept => None,
        }
    }

    fn many(
        &mut self,
        one: &One,
        (min, max, kind): (u32, u32, Greed),
        pc: usize,
        at: usize,
    ) -> Option<(usize, usize)> {
        let least = at + min as usize;
        if kind == Greed::Lazy {
            if least > self.end || !(at..least).all(|at| one.matches(self.text.at(at))) {
                return None;
            }
            self.stack.push(Back::More {
                pc,
                at: least,
                count: min,
            });
            return Some((pc + 1, least));
        }
        let most = if below(u32::MAX - 1, max) {
            self.end
        } else {
            self.end.min(at.saturating_add(max as usize))
        };
        let end = (at..most)
            .find(|at| !one.matches(self.text.at(*at)))
            .unwrap_or(most.max(at));
        if end < least {
            return None;
        }
        if kind == Greed::Greedy && end > least {
            self.stack.push(Back::Fewer {
                pc: pc + 1,
                at: end,
                least,
            });
        }
        Some((pc + 1, end))
    }

    fn decide(
        &mut self,
        slot: usize,
        (min, max, lazy): (u32, u32, bool),
        exit: usize,
        pc: usize,
        at: usize,
    ) -> Option<(usize, usize)> {
        let (count, last) = self.loops[slot];
        if count < min {
            self.begin_round(slot, (count + 1, last));
            return Some((pc + 1, at));
        }
        if lazy {
            self.stack.push(Back::Round { pc, at });
            return Some((exit, at));
        }
        if !below(count, max) || last == at {
            return Some((exit, at));
        }
        self.stack.push(Back::Go { pc: exit, at });
        self.begin_round(slot, (count.saturating_add(1), at));
        Some((pc + 1, at))
    }

    fn look(&mut self, behind: Option<usize>, negative: bool, pc: usize, at: usize) -> bool {
        let Some(from) = at.checked_sub(behind.unwrap_or(0)) else {
            return negative;
        };
        let base = self.stack.len();
        let found = self.run(pc + 1, from, false).is_some();
        match (found, negative) {
            (true, false) => self.forget_choices(base),
            (true, true) => self.undo(base),
            (false, _) => {}
        }
        found != negative
    }

    fn possessive(&mut self, min: u32, max: u32, pc: usize, at: usize) -> Option<usize> {
        let (mut at, mut count) = (at, 0);
        let start = self.stack.len();
        while below(count, max) {
            let base = self.stack.len();
            let Some(end) = self.run(pc, at, false) else {
                break;
            };
            self.forget_choices(base);
            count += 1;
            let is_empty = end == at;
            at = end;
            if is_empty {
                // More rounds would be as empty.
                count = count.max(min);
                break;
            }
        }
        if count < min {
            self.undo(start);
            return None;
        }
        Some(at)
    }

    /// What was set since `base` stays set, and can be undone, but nothing else is tried.
    fn forget_choices(&mut self, base: usize) {
        let kept: Vec<Back> = self
            .stack
            .drain(base..)
            .filter(|back| matches!(back, Back::Slot { .. } | Back::Loop { .. }))
            .collect();
        self.stack.extend(kept);
    }

    fn undo(&mut self, base: usize) {
        self.forget_choices(base);
        let _ = self.back(base);
    }

    fn group(&self, group: usize) -> Option<(usize, usize)> {
        match (self.slots.get(2 * group), self.slots.get(2 * group + 1)) {
            (Some(from), Some(to)) if *from != UNSET && *to != UNSET && from <= to => {
                Some((*from, *to))
            }
            _ => None,
        }
    }

    /// How much of the text at `at` repeats what the group matched.
    fn repeated(&self, group: usize, at: usize, ignore_case: bool, ascii: bool) -> Option<usize> {
        let (from, to) = self.group(group)?;
        let length = to - from;
        if at + length > self.end {
            return None;
        }
        let same = |i: usize| {
            let (a, b) = (self.text.at(from + i), self.text.at(at + i));
            a == b || ignore_case && same_letter(a, b, ascii)
        };
        (0..length).all(same).then_some(length)
    }

    fn is_at(&self, place: Place, at: usize) -> bool {
        let is_newline = |index: usize| self.text.at(index) == 10;
        match place {
            Place::TextStart => at == 0,
            Place::TextEnd => at == self.end,
            Place::LineStart => at == 0 || is_newline(at - 1),
            Place::LineEnd => at == self.end || is_newline(at),
            Place::LastLineEnd => at == self.end || at + 1 == self.end && is_newline(at),
            Place::Boundary(wanted, ascii) => {
                if self.end == 0 {
                    return false;
                }
                let is_word = |index: usize| Category::Word.has(self.text.at(index), ascii);
                let before = at > 0 && is_word(at - 1);
                let after = at < self.end && is_word(at);
                (before != after) == wanted
            }
        }
    }
}
