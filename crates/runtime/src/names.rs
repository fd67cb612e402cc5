//! Maps from attribute names, in insertion order, and the shapes of instances.
//!
//! Instances of a class that assign the same attributes in the same order share one [`Shape`], which says at which index of the instance's
//! values an attribute is ("hidden classes": Chambers, Ungar, Lee, OOPSLA 1989).
//!
//! *Invariant:* a shape never changes once made; adding a name leads to another shape.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use crate::{Str, Value};

/// Hashes names: short, and from the program's own text, so speed matters and flooding does not.
#[derive(Default)]
pub struct NameHasher(u64);

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut mix =
            |word: u64| self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            mix(chunk
                .iter()
                .rev()
                .fold(0, |word, byte| (word << 8) | u64::from(*byte)));
        }
        mix(chunks
            .remainder()
            .iter()
            .fold(bytes.len() as u64, |word, byte| {
                (word << 8) | u64::from(*byte)
            }));
    }

    // A name is hashed alone, so nothing has to mark its end.
    fn write_u8(&mut self, _end: u8) {}

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

/// A hash map keyed by names.
pub type NameTable<T> = HashMap<Box<str>, T, BuildHasherDefault<NameHasher>>;

/// Above this many names a map is searched through a hash table.
const LINEAR: usize = 8;

/// Names in insertion order with their indexes.
#[derive(Clone, Default)]
struct Names {
    names: Vec<Str>,
    index: Option<NameTable<usize>>,
}

impl Names {
    fn find(&self, name: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(name).copied(),
            None => self.names.iter().position(|known| known.as_str() == name),
        }
    }

    fn push(&mut self, name: Str) {
        if let Some(index) = &mut self.index {
            index.insert(name.as_str().into(), self.names.len());
        }
        self.names.push(name);
        if self.index.is_none() && self.names.len() > LINEAR {
            self.rebuild();
        }
    }

    fn remove(&mut self, at: usize) {
        self.names.remove(at);
        self.rebuild();
    }

    fn rebuild(&mut self) {
        self.index = (self.names.len() > LINEAR).then(|| {
            self.names
                .iter()
                .enumerate()
                .map(|(index, name)| (name.as_str().into(), index))
                .collect()
        });
    }
}

/// A map from names to values in insertion order: the attributes of a class or function.
#[derive(Clone, Default)]
pub struct NameMap {
    names: Names,
    values: Vec<Value>,
}

impl NameMap {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.names.find(name).map(|index| &self.values[index])
    }

    /// Sets the value of a name. The old value is for the caller to drop, outside any borrow.
    pub fn set(&mut self, name: &str, value: Value) -> Option<Value> {
        match self.names.find(name) {
            Some(index) => Some(std::mem::replace(&mut self.values[index], value)),
            None => {
                self.names.push(Str::from(name.to_string()));
                self.values.push(value);
                None
            }
        }
    }

    /// Takes a name out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let index = self.names.find(name)?;
        self.names.remove(index);
        Some(self.values.remove(index))
    }

    /// Names and values in insertion order.
    pub fn iter(&self) -> impl Iterator<Item = (&Str, &Value)> {
        self.names.names.iter().zip(&self.values)
    }
}

/// Which attribute is at which index of an instance's values.
#[derive(Default)]
pub struct Shape {
    names: Names,
    next: RefCell<Vec<Rc<Shape>>>,
}

impl Shape {
    /// The index of a name.
    #[inline]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.names.find(name)
    }

    /// The names in order of their indexes.
    pub fn names(&self) -> &[Str] {
        &self.names.names
    }

    /// The shape with one more name.
    pub fn with(&self, name: &str) -> Rc<Shape> {
        let known = self
            .next
            .borrow()
            .iter()
            .find(|shape| {
                shape
                    .names()
                    .last()
                    .is_some_and(|last| last.as_str() == name)
            })
            .cloned();
        known.unwrap_or_else(|| {
            let mut names = self.names.clone();
            names.push(Str::from(name.to_string()));
            let shape = Rc::new(Shape {
                names,
                next: RefCell::default(),
            });
            self.next.borrow_mut().push(shape.clone());
            shape
        })
    }
}
