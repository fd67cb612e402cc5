//! What the parser makes of signatures, and what it says about wrong ones.

use super::*;

fn int() -> Type {
    Type::Class("int".into(), vec![])
}

#[test]
fn kinds_and_defaults() {
    let s = function(
        "def f(a: int, /, b=-1.5e-3, *args: T, c: str | None = None, d='x\\'y', **kw: Any) -> None",
    )
    .unwrap();
    let seen: Vec<_> = s
        .params
        .iter()
        .map(|p| (p.name.as_str(), p.kind, p.default.as_deref()))
        .collect();
    assert_eq!(
        seen,
        [
            ("a", Kind::PositionalOnly, None),
            ("b", Kind::PositionalOrKeyword, Some("-1.5e-3")),
            ("args", Kind::VarPositional, None),
            ("c", Kind::KeywordOnly, Some("None")),
            ("d", Kind::KeywordOnly, Some("'x\\'y'")),
            ("kw", Kind::VarKeyword, None),
        ]
    );
    assert_eq!(s.returns, Type::None);
    assert_eq!(s.params[2].ty, Type::Var("T".into()));
}

#[test]
fn async_and_bare_star() {
    let s = function("async def get(self, *, timeout: float = 1e3, empty=()) -> T").unwrap();
    assert!(s.is_async);
    assert_eq!(s.params[1].kind, Kind::KeywordOnly);
    assert_eq!(s.params[2].default.as_deref(), Some("()"));
}

#[test]
fn types() {
    let of = |text: &str| ty(text).unwrap();
    assert_eq!(of("int | None"), Type::Optional(Box::new(int())));
    assert_eq!(of("None | int"), of("int | None"));
    assert_eq!(of("Optional[int]"), of("int | None"));
    assert_eq!(of("int | str"), Type::Any);
    assert_eq!(of("int | str | None"), Type::Any);
    assert_eq!(of("Any | None"), Type::Any);
    assert_eq!(
        of("tuple[int, ...]"),
        Type::Class("tuple".into(), vec![int()])
    );
    assert_eq!(
        of("tuple[int, T]"),
        Type::Tuple(vec![int(), Type::Var("T".into())])
    );
    assert_eq!(of("tuple[()]"), Type::Tuple(vec![]));
    assert_eq!(
        of("Callable[[], int]"),
        Type::Callable(Some(vec![]), Box::new(int()))
    );
    assert_eq!(
        of("Callable[..., Any]"),
        Type::Callable(None, Box::new(Type::Any))
    );
    assert_eq!(of("Callable"), of("Callable[..., Any]"));
    assert_eq!(of("Literal[\"r\"]"), Type::Literal("\"r\"".into()));
    assert_eq!(
        of("asyncio.Queue[K2]"),
        Type::Class("asyncio.Queue".into(), vec![Type::Var("K2".into())])
    );
    let nested = of("Iterable[tuple[K, list[V]]]");
    assert_eq!(format!("{nested:?}").matches("Class").count(), 2);
}

#[test]
fn classes_and_constants() {
    let c = class("class Counter[K](dict, collections.abc.Mapping)").unwrap();
    assert_eq!(
        (c.name.as_str(), c.type_params),
        ("Counter", vec!["K".to_string()])
    );
    assert_eq!(c.bases, ["dict", "collections.abc.Mapping"]);
    assert_eq!(class("class object").unwrap().bases.len(), 0);
    assert_eq!(constant("maxsize: int").unwrap(), ("maxsize".into(), int()));
}

#[test]
fn errors_name_the_place() {
    let message = |text: &str| function(text).unwrap_err().to_string();
    assert_eq!(message("def f(a b)"), "expected `)`, found `b` (at byte 8)");
    assert_eq!(
        message("def f(a=1, b)"),
        "the parameter `b` needs a default, because one before it has one (at byte 12)"
    );
    assert_eq!(
        message("def f(*)"),
        "a parameter must follow a bare `*` (at byte 7)"
    );
    assert_eq!(
        message("def f(/)"),
        "`/` stands once, behind at least one parameter and before `*` (at byte 7)"
    );
    assert_eq!(
        message("def f(a, a)"),
        "the parameter `a` is there twice (at byte 10)"
    );
    assert_eq!(message("def f(a='x)"), "the string has no end (at byte 8)");
    assert_eq!(
        message("def f() -> int int"),
        "expected the end of the signature, found `int` (at byte 15)"
    );
    assert_eq!(
        message("def f(a: ?)"),
        "`?` means nothing in a signature (at byte 9)"
    );
}
