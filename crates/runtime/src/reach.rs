//! What a program can come to use of the dynamic object model: switches by which the optimiser drops the rest.
//!
//! A table that lists all methods of a class links them all, though most programs ask for none of them by name. So what
//! stands behind a [`Switch`] is looked at only where the switch is on, and what needs it turns it on first. In an
//! optimised build of a program that never does, nobody writes the switch: link-time optimisation sees a constant, and
//! what only the other branch refers to is gone.
//!
//! *Invariant:* a switch is turned on before the first look behind it could find anything, and never off: whether it is on
//! changes no answer. What stands behind one must not be what turns it on, or it keeps itself alive.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use crate::native::{NativeClass, NativeFunction, NativeMembers};

/// A part of the object model that a program may do without.
#[derive(Default)]
pub struct Switch(AtomicBool);

impl Switch {
    /// One that is off.
    pub const fn new() -> Switch {
        Switch(AtomicBool::new(false))
    }

    /// The part is needed from now on.
    #[inline(always)]
    pub fn turn_on(&self) {
        self.0.store(true, Relaxed);
    }

    /// The part may have been needed.
    #[inline(always)]
    pub fn is_on(&self) -> bool {
        self.0.load(Relaxed)
    }

    /// What `part` gives; it is not asked before the switch is on.
    #[inline(always)]
    pub fn gate<T: Unreached>(&self, part: impl FnOnce() -> T) -> T {
        if self.is_on() { part() } else { T::unreached() }
    }
}

/// Stands for the result of a part that no program gets to.
pub trait Unreached {
    /// That result.
    fn unreached() -> Self;
}

impl<T> Unreached for crate::Result<T> {
    #[inline(always)]
    fn unreached() -> crate::Result<T> {
        Err(unreached())
    }
}

impl<T> Unreached for Option<T> {
    #[inline(always)]
    fn unreached() -> Option<T> {
        None
    }
}

#[cold]
fn unreached() -> crate::Error {
    crate::errors::system_error("a switch of the object model was not turned on")
}

/// A part that is installed by what needs it: nothing refers to it before, so the linker drops it where nobody does.
pub struct Hook<T: 'static>(OnceLock<&'static T>);

impl<T: Sync + 'static> Hook<T> {
    /// One with nothing installed.
    pub const fn new() -> Hook<T> {
        Hook(OnceLock::new())
    }

    /// The part is needed from now on. There is one part for a hook.
    #[inline(always)]
    pub fn install(&self, part: &'static T) {
        if self.0.get().is_none() {
            let _ = self.0.set(part);
        }
    }

    /// The part, where it may have been needed.
    #[inline(always)]
    pub fn get(&self) -> Option<&'static T> {
        self.0.get().copied()
    }
}

impl<T: Sync + 'static> Default for Hook<T> {
    fn default() -> Hook<T> {
        Hook::new()
    }
}

macro_rules! switches {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        pub static $name: Switch = Switch::new();
    )*};
}

switches! {
    /// Members of library classes by name: attributes are read, classes are values.
    MEMBERS
    /// Names are looked up as attributes, if only by the library itself.
    NAMES
    /// Classes made by Python code.
    CLASSES
    /// Library classes, exceptions above all, that are called by the library itself.
    INSTANCES
    /// Exception groups.
    GROUPS
    /// Asynchronous generators, which event loops close.
    ASYNC_GENERATORS
    /// Something in the place of `sys.stdout` or `sys.stderr`.
    STREAMS
    /// `repr(x)`.
    REPR
    /// `str(x)`.
    STR
    /// `format(x)`.
    FORMAT
}

/// Methods that the library itself calls on whatever it is given: never behind [`MEMBERS`], as dunders are not.
pub const PROTOCOL: [&str; 9] = [
    "close", "derive", "flush", "keys", "send", "shutdown", "submit", "throw", "write",
];

/// It is a dunder or in [`PROTOCOL`].
pub const fn is_protocol(name: &str) -> bool {
    if matches!(name.as_bytes(), [b'_', b'_', .., b'_', b'_']) {
        return true;
    }
    is_one_of(name, &PROTOCOL)
}

const fn is_one_of(name: &str, names: &[&str]) -> bool {
    let mut at = 0;
    while at < names.len() {
        if same(names[at].as_bytes(), name.as_bytes()) {
            return true;
        }
        at += 1;
    }
    false
}

/// `a == b`, which is no `const fn` of the standard library.
const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len()
}

/// Dunders that no operator looks up.
const NO_OPERATORS: [&str; 15] = [
    "__aenter__",
    "__aexit__",
    "__aiter__",
    "__anext__",
    "__class_getitem__",
    "__del__",
    "__enter__",
    "__exit__",
    "__format__",
    "__init__",
    "__new__",
    "__repr__",
    "__reversed__",
    "__set_name__",
    "__str__",
];

/// One of the bases has a variant of its own in `Value`: `class Counter(dict)`.
pub(crate) const fn extends_variant(class: &NativeClass) -> bool {
    let mut at = 0;
    while at < class.bases.len() {
        if class.bases[at].is_variant || extends_variant(class.bases[at]) {
            return true;
        }
        at += 1;
    }
    false
}

/// Operators on instances of the class, or of one of its bases, may go by its table.
pub(crate) const fn has_operators(class: &NativeClass) -> bool {
    let mut at = 0;
    while at < class.bases.len() {
        if has_operators(class.bases[at]) {
            return true;
        }
        at += 1;
    }
    if extends_variant(class) {
        return true;
    }
    any_operator(class.slots) || any_operator(class.protocol)
}

const fn any_operator(functions: &[NativeFunction]) -> bool {
    let mut at = 0;
    while at < functions.len() {
        let name = functions[at].name;
        if is_one_of(name, &NO_OPERATORS) || is_one_of(name, &PROTOCOL) {
            at += 1;
        } else {
            return true;
        }
    }
    false
}

/// The table of a class, behind [`MEMBERS`].
#[inline(always)]
pub fn members(table: &'static NativeMembers) -> &'static NativeMembers {
    if MEMBERS.is_on() {
        table
    } else {
        &NativeMembers::NONE
    }
}

/// `members: class_members! { methods: …, properties: … }` in a `static NativeClass`; after a semicolon where other parts of
/// the runtime look into the table as well: the function that says when.
macro_rules! class_members {
    ($gate:ident; $($field:ident: $value:expr),* $(,)?) => {
        || {
            static MEMBERS: $crate::NativeMembers = $crate::NativeMembers {
                $($field: $value,)*
                ..$crate::NativeMembers::NONE
            };
            $crate::reach::$gate(&MEMBERS)
        }
    };
    ($($field:ident: $value:expr),* $(,)?) => {
        $crate::reach::class_members! { members; $($field: $value),* }
    };
}

/// The table of an exception class.
#[inline(always)]
pub(crate) fn exception_members(table: &'static NativeMembers) -> &'static NativeMembers {
    if MEMBERS.is_on() || INSTANCES.is_on() || GROUPS.is_on() {
        table
    } else {
        &NativeMembers::NONE
    }
}

/// The table of a class whose methods the library looks up by name (`send`, `close`).
#[inline(always)]
pub(crate) fn coroutine_members(table: &'static NativeMembers) -> &'static NativeMembers {
    if MEMBERS.is_on() || NAMES.is_on() {
        table
    } else {
        &NativeMembers::NONE
    }
}

pub(crate) use class_members;
