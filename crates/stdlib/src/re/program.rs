//! Compiles the tree of a pattern to the instructions that [`super::matcher`] runs.
//!
//! *Invariant:* every sub-program that is run by itself (look-around, atomic group, possessive loop) ends with [`Inst::Accept`].

use super::flags;
use super::sets::{Item, Mode, Set};
use super::syntax::{At, Fault, Greed, Node, Parsed, Tree, UNLIMITED, width};

/// What one character must be.
#[derive(Debug)]
pub(super) enum One {
    Char(u32),
    NotChar(u32),
    /// Anything but a newline.
    NotNewline,
    All,
    Set(Set),
}

impl One {
    #[inline]
    pub(super) fn matches(&self, code: u32) -> bool {
        match self {
            One::Char(wanted) => *wanted == code,
            One::NotChar(other) => *other != code,
            One::NotNewline => code != 10,
            One::All => true,
            One::Set(set) => set.contains(code),
        }
    }
}

/// A place, with what counts as a line or a word.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
    /// The end, or before a newline there.
    LastLineEnd,
    /// Between a word and what is none; or the contrary. The second says: ASCII only.
    Boundary(bool, bool),
}

/// One instruction; places in the program are indexes.
#[derive(Debug)]
pub(super) enum Inst {
    One(One),
    /// Tries the next instruction first, then that one.
    Split(usize),
    Jump(usize),
    /// Notes the position: start of group g in 2g, its end in 2g + 1.
    Save(usize),
    At(Place),
    /// A repetition of one character.
    Run {
        one: One,
        min: u32,
        max: u32,
        kind: Greed,
    },
    /// Begins loop number `slot`.
    LoopStart(usize),
    /// Decides on another round, whose body follows, or goes on at `exit`.
    Loop {
        slot: usize,
        min: u32,
        max: u32,
        lazy: bool,
        exit: usize,
    },
    /// Looks at the sub-program that follows and goes on at `exit`.
    Look {
        behind: Option<usize>,
        negative: bool,
        exit: usize,
    },
    Atomic {
        exit: usize,
    },
    Possessive {
        min: u32,
        max: u32,
        exit: usize,
    },
    Reference {
        group: usize,
        mode: Mode,
    },
    /// Goes on if the group has matched, else at `other`.
    Condition {
        group: usize,
        other: usize,
    },
    Never,
    Accept,
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) code: Vec<Inst>,
    /// Group 0 is not counted.
    pub(super) groups: usize,
    pub(super) loops: usize,
}

/// Compiles a tree.
pub(super) fn compile(tree: &Tree) -> Parsed<Program> {
    let mut compiler = Compiler {
        code: Vec::new(),
        loops: 0,
        widths: &tree.widths,
    };
    compiler.sequence(&tree.nodes, tree.flags)?;
    compiler.code.push(Inst::Accept);
    Ok(Program {
        code: compiler.code,
        groups: tree.groups,
        loops: compiler.loops,
    })
}

struct Compiler<'a> {
    code: Vec<Inst>,
    loops: usize,
    widths: &'a [Option<(u64, u64)>],
}

const TYPE_FLAGS: u32 = flags::ASCII | flags::LOCALE | flags::UNICODE;

fn mode(flags: u32) -> Mode {
    Mode {
        ignore_case: flags & flags::IGNORE_CASE != 0,
        ascii: flags & flags::UNICODE == 0,
    }
}

/// The one character that a node matches.
fn one(node: &Node, flags: u32) -> Option<One> {
    let mode = mode(flags);
    let is_letter = |code: u32| {
        mode.ignore_case
            && super::sets::variants(code, mode.ascii)
                .into_iter()
                .flatten()
                .any(|other| other != code)
    };
    Some(match node {
        Node::Char(code) if is_letter(*code) => {
            One::Set(Set::new(vec![Item::Char(*code)], false, mode))
        }
        Node::Char(code) => One::Char(*code),
        Node::NotChar(code) if is_letter(*code) => {
            One::Set(Set::new(vec![Item::Char(*code)], true, mode))
        }
        Node::NotChar(code) => One::NotChar(*code),
        Node::Any if flags & flags::DOT_ALL != 0 => One::All,
        Node::Any => One::NotNewline,
        Node::Set { items, negated } => One::Set(Set::new(items.clone(), *negated, mode)),
        Node::Group {
            index: None,
            add,
            remove,
            body,
        } => match body.as_slice() {
            [node] => one(node, combined(flags, *add, *remove))?,
            _ => return None,
        },
        _ => return None,
    })
}

fn combined(flags: u32, add: u32, remove: u32) -> u32 {
    let flags = if add & TYPE_FLAGS != 0 {
        flags & !TYPE_FLAGS
    } else {
        flags
    };
    (flags | add) & !remove
}

impl Compiler<'_> {
    fn sequence(&mut self, nodes: &[Node], flags: u32) -> Parsed<()> {
        nodes.iter().try_for_each(|node| self.node(node, flags))
    }

    fn here(&self) -> usize {
        self.code.len()
    }

    /// An instruction whose target is filled in later.
    fn hole(&mut self) -> usize {
        self.code.push(Inst::Never);
        self.here() - 1
    }

    fn node(&mut self, node: &Node, flags: u32) -> Parsed<()> {
        if let Some(one) = one(node, flags) {
            self.code.push(Inst::One(one));
            return Ok(());
        }
        match node {
            Node::At(at) => self.code.push(Inst::At(place(*at, flags))),
            Node::Branch(all) => self.branch(all, flags)?,
            Node::Group {
                index,
                add,
                remove,
                body,
            } => {
                let flags = combined(flags, *add, *remove);
                if let Some(index) = index {
                    self.code.push(Inst::Save(2 * index));
                }
                self.sequence(body, flags)?;
                if let Some(index) = index {
                    self.code.push(Inst::Save(2 * index + 1));
                }
            }
            Node::Atomic(body) => {
                let hole = self.hole();
                self.accepted(body, flags)?;
                self.code[hole] = Inst::Atomic { exit: self.here() };
            }
            Node::Look {
                behind,
                negative,
                body,
            } => {
                let behind = match behind {
                    true => Some(self.fixed_width(body)?),
                    false => None,
                };
                let hole = self.hole();
                self.accepted(body, flags)?;
                self.code[hole] = Inst::Look {
                    behind,
                    negative: *negative,
                    exit: self.here(),
                };
            }
            Node::Reference(group) => self.code.push(Inst::Reference {
                group: *group,
                mode: mode(flags),
            }),
            Node::Condition(group, yes, no) => {
                let hole = self.hole();
                self.sequence(yes, flags)?;
                let jump = self.hole();
                self.code[hole] = Inst::Condition {
                    group: *group,
                    other: self.here(),
                };
                self.sequence(no, flags)?;
                self.code[jump] = Inst::Jump(self.here());
            }
            Node::Repeat {
                min,
                max,
                kind,
                body,
            } => self.repeat(*min, *max, *kind, body, flags)?,
            _ => self.code.push(Inst::Never),
        }
        Ok(())
    }

    fn accepted(&mut self, body: &[Node], flags: u32) -> Parsed<()> {
        self.sequence(body, flags)?;
        self.code.push(Inst::Accept);
        Ok(())
    }

    fn fixed_width(&self, body: &[Node]) -> Parsed<usize> {
        match width(body, self.widths) {
            (low, high) if low == high => Ok(low as usize),
            _ => Err(Fault::Syntax(
                "look-behind requires fixed-width pattern".into(),
                None,
            )),
        }
    }

    fn branch(&mut self, all: &[Vec<Node>], flags: u32) -> Parsed<()> {
        let mut jumps = Vec::new();
        for (index, nodes) in all.iter().enumerate() {
            if index + 1 == all.len() {
                self.sequence(nodes, flags)?;
                break;
            }
            let split = self.hole();
            self.sequence(nodes, flags)?;
            jumps.push(self.hole());
            self.code[split] = Inst::Split(self.here());
        }
        let end = self.here();
        jumps
            .into_iter()
            .for_each(|jump| self.code[jump] = Inst::Jump(end));
        Ok(())
    }

    fn repeat(&mut self, min: u32, max: u32, kind: Greed, body: &[Node], flags: u32) -> Parsed<()> {
        if let [node] = body
            && let Some(one) = one(node, flags)
        {
            self.code.push(Inst::Run {
                one,
                min,
                max,
                kind,
            });
            return Ok(());
        }
        if kind == Greed::Possessive {
            let hole = self.hole();
            self.accepted(body, flags)?;
            self.code[hole] = Inst::Possessive {
                min,
                max,
                exit: self.here(),
            };
            return Ok(());
        }
        if (min, max) == (0, 1) && kind == Greed::Greedy {
            let split = self.hole();
            self.sequence(body, flags)?;
            self.code[split] = Inst::Split(self.here());
            return Ok(());
        }
        let slot = self.loops;
        self.loops += 1;
        self.code.push(Inst::LoopStart(slot));
        let decide = self.hole();
        self.sequence(body, flags)?;
        self.code.push(Inst::Jump(decide));
        let exit = self.here();
        self.code[decide] = Inst::Loop {
            slot,
            min,
            max,
            lazy: kind == Greed::Lazy,
            exit,
        };
        Ok(())
    }
}

fn place(at: At, flags: u32) -> Place {
    let ascii = flags & flags::UNICODE == 0;
    match at {
        At::Beginning if flags & flags::MULTILINE != 0 => Place::LineStart,
        At::Beginning | At::BeginningOfText => Place::TextStart,
        At::End if flags & flags::MULTILINE != 0 => Place::LineEnd,
        At::End => Place::LastLineEnd,
        At::EndOfText => Place::TextEnd,
        At::Boundary => Place::Boundary(true, ascii),
        At::NoBoundary => Place::Boundary(false, ascii),
    }
}

impl Program {
    /// What the first character of every match must be, where that is known.
    pub(super) fn first(&self) -> Option<&One> {
        for inst in &self.code {
            match inst {
                Inst::Save(_) => {}
                Inst::One(one) => return Some(one),
                Inst::Run { one, min, .. } if *min > 0 => return Some(one),
                _ => return None,
            }
        }
        None
    }
}

/// `UNLIMITED` is more than any count.
pub(super) fn below(count: u32, max: u32) -> bool {
    max == UNLIMITED || count < max
}
