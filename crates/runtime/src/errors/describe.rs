//! What the compiler knows of the exception classes: their names and bases, and the members that it can call on an
//! [`Error`](crate::Error).

use crate::native::NativeClass;
use portalis_signature::{Class, Function, Member, Passing, parse};

/// Kind, `def` line, method of `Error`, and whether that can fail.
type Described = (Member, &'static str, &'static str, bool);

const OF_ALL: &[Described] = &[
    (
        Member::Property,
        "def args(self) -> tuple[Any, ...]",
        "args",
        false,
    ),
    (
        Member::Property,
        "def __cause__(self) -> BaseException | None",
        "cause",
        false,
    ),
    (
        Member::Property,
        "def __context__(self) -> BaseException | None",
        "context",
        false,
    ),
    (
        Member::Method,
        "def add_note(self, note: str) -> None",
        "add_note",
        false,
    ),
    (Member::Method, "def __str__(self) -> str", "str", true),
    (Member::Method, "def __repr__(self) -> str", "repr", true),
];

const OF_GROUPS: &[Described] = &[
    (
        Member::Property,
        "def message(self) -> str",
        "message",
        false,
    ),
    (
        Member::Property,
        "def exceptions(self) -> tuple[BaseException, ...]",
        "exceptions",
        false,
    ),
    (
        Member::Method,
        "def split(self, condition: Any) -> tuple[BaseExceptionGroup | None, BaseExceptionGroup | None]",
        "split",
        true,
    ),
    (
        Member::Method,
        "def subgroup(self, condition: Any) -> BaseExceptionGroup | None",
        "subgroup",
        true,
    ),
];

/// The description of one class.
pub(super) fn class(class: &NativeClass) -> Class {
    let members = match class.name {
        "BaseException" => OF_ALL,
        "BaseExceptionGroup" => OF_GROUPS,
        _ => &[],
    };
    Class {
        name: class.name.into(),
        type_params: Vec::new(),
        bases: class.bases.iter().map(|base| base.name.into()).collect(),
        rust: format!("errors::{}", class.name),
        is_copy: false,
        is_immutable: true,
        is_exception: true,
        members: members.iter().map(member).collect(),
        doc: class.doc.into(),
    }
}

fn member((kind, text, rust, fallible): &Described) -> (Member, Function) {
    let signature = parse::function(text).expect("the lines above are signatures");
    let passing = |name: &str| match name {
        "condition" => Passing::Borrowed,
        _ => Passing::Owned,
    };
    let params = signature.params.iter().skip(1);
    let function = Function {
        passing: params.map(|p| passing(&p.name)).collect(),
        signature,
        rust: (*rust).into(),
        is_async: false,
        fallible: *fallible,
        is_macro: false,
        operator: None,
        dunder: None,
        blocks: false,
        doc: String::new(),
    };
    (*kind, function)
}
