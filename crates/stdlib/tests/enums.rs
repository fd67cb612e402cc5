//! Enumerations made by class statements. What is expected was printed by CPython 3.13.

use portalis_runtime::{Result, Value, View, args, class};
use portalis_stdlib::r#enum as enums;

fn shown(result: Result<Value>) -> String {
    match result {
        Ok(value) => View::repr(&value).map_or_else(|e| e.to_string(), String::from),
        Err(error) => format!("{error:?}"),
    }
}

fn make(
    name: &'static str,
    base: Value,
    members: &[(&'static str, Option<Value>)],
) -> Result<Value> {
    class(name, name, "__main__", &[base], |ns| {
        for (member, value) in members {
            ns.set(member, value.clone().unwrap_or_else(enums::auto))?;
        }
        Ok(())
    })
}

fn listed(iterable: &Value) -> String {
    shown(
        iterable
            .iter()
            .and_then(|items| items.collect::<Result<Vec<Value>>>())
            .map(|items| Value::List(items.into())),
    )
}

#[test]
fn plain() {
    let color = make(
        "Color",
        enums::enum_(),
        &[
            ("RED", Some(1.into())),
            ("GREEN", Some(2.into())),
            ("ALIAS", Some(1.into())),
        ],
    )
    .expect("a class");
    let red = color.get_attr("RED");
    assert_eq!(shown(red.clone()), "<Color.RED: 1>");
    let red = red.expect("a member");
    assert_eq!(
        View::str(&red).map(String::from).unwrap_or_default(),
        "Color.RED"
    );
    assert_eq!(shown(color.call(args![1])), "<Color.RED: 1>");
    assert_eq!(
        shown(color.call(args![5])),
        "ValueError: 5 is not a valid Color"
    );
    assert_eq!(shown(color.get_item(&"RED".into())), "<Color.RED: 1>");
    assert_eq!(shown(color.get_item(&"X".into())), "KeyError: 'X'");
    assert_eq!(listed(&color), "[<Color.RED: 1>, <Color.GREEN: 2>]");
    assert_eq!(shown(color.len().map(Value::Int)), "2");
    assert_eq!(shown(color.contains(&1.into()).map(Value::Bool)), "True");
    assert_eq!(shown(color.get_attr("ALIAS")), "<Color.RED: 1>");
    assert_eq!(
        shown(color.set_attr("RED", 3).map(Value::from)),
        "AttributeError: cannot reassign member 'RED'"
    );
    assert_eq!(
        shown(color.del_attr("RED").map(Value::from)),
        "AttributeError: 'Color' cannot delete member 'RED'."
    );
    assert_eq!(
        shown(red.set_attr("value", 3).map(Value::from)),
        "AttributeError: <enum 'Enum'> cannot set attribute 'value'"
    );
    assert_eq!(shown(Ok(color.clone())), "<enum 'Color'>");
    assert_eq!(shown(red.eq(&1.into())), "False");
    assert_eq!(
        shown(red.lt(&red)),
        "TypeError: '<' not supported between instances of 'Color' and 'Color'"
    );
    assert_eq!(
        shown(color.call(args![])),
        "TypeError: EnumType.__call__() missing 1 required positional argument: 'value'"
    );
    assert_eq!(
        shown(red.get_attr("foo")),
        "AttributeError: 'Color' object has no attribute 'foo'"
    );
    assert_eq!(
        shown(color.get_attr("FOO")),
        "AttributeError: type object 'Color' has no attribute 'FOO'"
    );
    let animal = enums::enum_()
        .call(args!["Animal", "CAT DOG"])
        .expect("a class");
    assert_eq!(listed(&animal), "[<Animal.CAT: 1>, <Animal.DOG: 2>]");
    let twice = make(
        "U",
        enums::enum_(),
        &[("A", Some(1.into())), ("A", Some(2.into()))],
    );
    assert_eq!(shown(twice), "TypeError: 'A' already defined as 1");
    let unique = make(
        "U",
        enums::enum_(),
        &[("A", Some(1.into())), ("B", Some(1.into()))],
    )
    .and_then(enums::unique);
    assert_eq!(
        shown(unique),
        "ValueError: duplicate values found in <enum 'U'>: B -> A"
    );
}

#[test]
fn mixed() {
    let n = make(
        "N",
        enums::int_enum(),
        &[("A", Some(1.into())), ("B", None), ("C", None)],
    )
    .expect("a class");
    let b = n.get_attr("B").expect("a member");
    assert_eq!(shown(Ok(b.clone())), "<N.B: 2>");
    assert_eq!(View::str(&b).map(String::from).unwrap_or_default(), "2");
    assert_eq!(
        View::format(&b, "03d")
            .map(String::from)
            .unwrap_or_default(),
        "002"
    );
    assert_eq!(shown(b.add(&1.into())), "3");
    assert_eq!(shown(n.get_attr("A").and_then(|a| a.lt(&b))), "True");
    assert_eq!(shown(b.eq(&2.into())), "True");
    assert_eq!(shown(n.call(args![9])), "ValueError: 9 is not a valid N");
    let s = make(
        "S",
        enums::str_enum(),
        &[("AA", None), ("BB", Some("x".into()))],
    )
    .expect("a class");
    let aa = s.get_attr("AA").expect("a member");
    assert_eq!(shown(Ok(aa.clone())), "<S.AA: 'aa'>");
    assert_eq!(View::str(&aa).map(String::from).unwrap_or_default(), "aa");
    assert_eq!(shown(aa.call_method("upper", args![])), "'AA'");
    assert_eq!(shown(s.call(args!["x"])), "<S.BB: 'x'>");
    assert_eq!(shown(aa.eq(&"aa".into())), "True");
    let v = class(
        "V",
        "V",
        "__main__",
        &[portalis_runtime::classes::STR.into(), enums::enum_()],
        |ns| ns.set("A", "a"),
    )
    .expect("a class");
    let a = v.get_attr("A").expect("a member");
    assert_eq!(shown(Ok(a.clone())), "<V.A: 'a'>");
    assert_eq!(View::str(&a).map(String::from).unwrap_or_default(), "V.A");
    assert_eq!(shown(a.eq(&"a".into())), "True");
}

#[test]
fn flags() {
    let p = class("P", "P", "__main__", &[enums::flag_()], |ns| {
        ns.set("R", enums::auto())?;
        ns.set("W", enums::auto())?;
        ns.set("X", enums::auto())?;
        ns.set(
            "RWX",
            ns.get("R")?.bit_or(&ns.get("W")?)?.bit_or(&ns.get("X")?)?,
        )
    })
    .expect("a class");
    let of = |name: &str| p.get_attr(name).expect("a member");
    let rw = of("R").bit_or(&of("W"));
    assert_eq!(shown(rw.clone()), "<P.R|W: 3>");
    let rw = rw.expect("a member");
    assert_eq!(
        View::str(&rw).map(String::from).unwrap_or_default(),
        "P.R|W"
    );
    assert_eq!(shown(of("RWX").contains(&of("R")).map(Value::Bool)), "True");
    assert_eq!(shown(of("R").invert()), "<P.W|X: 6>");
    assert_eq!(shown(p.call(args![0])), "<P: 0>");
    assert_eq!(shown(p.call(args![3])), "<P.R|W: 3>");
    assert_eq!(
        shown(p.call(args![8])),
        "ValueError: <flag 'P'> invalid value 8\n    given 0b0 1000\n  allowed 0b0 0111"
    );
    assert_eq!(listed(&of("RWX")), "[<P.R: 1>, <P.W: 2>, <P.X: 4>]");
    assert_eq!(listed(&p), "[<P.R: 1>, <P.W: 2>, <P.X: 4>]");
    assert_eq!(shown(of("R").bit_and(&of("W"))), "<P: 0>");
    assert_eq!(shown(of("R").bit_xor(&of("RWX"))), "<P.W|X: 6>");
    assert_eq!(
        shown(of("R").bit_or(&1.into())),
        "TypeError: unsupported operand type(s) for |: 'P' and 'int'"
    );
    let i = make(
        "I",
        enums::int_flag(),
        &[
            ("A", Some(1.into())),
            ("B", Some(2.into())),
            ("C", Some(4.into())),
        ],
    )
    .expect("a class");
    let of = |name: &str| i.get_attr(name).expect("a member");
    assert_eq!(shown(of("A").bit_or(&of("B"))), "<I.A|B: 3>");
    assert_eq!(shown(of("A").bit_or(&8.into())), "<I.A|8: 9>");
    assert_eq!(
        View::str(&of("A")).map(String::from).unwrap_or_default(),
        "1"
    );
    assert_eq!(shown(of("A").add(&1.into())), "2");
    assert_eq!(shown(of("A").invert()), "<I.B|C: 6>");
    assert_eq!(shown(i.call(args![16])), "<I: 16>");
}
