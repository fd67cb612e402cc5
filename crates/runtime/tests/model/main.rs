//! The object model as generated code uses it. Expected texts are CPython 3.13's.

mod protocols;

use portalis_runtime::*;

fn text(value: &Value) -> String {
    View::repr(value).map_or_else(|error| format!("{error:?}"), String::from)
}

fn failure<T>(result: Result<T>) -> String {
    match result {
        Ok(_) => "no error".to_string(),
        Err(error) => format!("{error:?}"),
    }
}

static METHOD: Signature = Signature::new(
    "f",
    "C.f",
    "__main__",
    &[
        Param::new("self", Kind::PositionalOrKeyword, false),
        Param::new("x", Kind::PositionalOrKeyword, true),
    ],
);

static ONE: Signature = Signature::new(
    "g",
    "g",
    "__main__",
    &[Param::new("a", Kind::PositionalOrKeyword, false)],
);

fn ints(items: &[i64]) -> List<Value> {
    items.iter().map(|item| Value::from(*item)).collect()
}

#[test]
fn classes_and_attributes() -> Result<()> {
    let class_c = class("C", "C", "__main__", &[], |ns| {
        ns.set("limit", 3)?;
        let init = function(&METHOD, [Value::from(7)], |[this, x]: [Value; 2]| {
            this.set_attr("x", x)?;
            Ok(Value::None)
        });
        ns.set("__init__", init)?;
        let f = function(&METHOD, [Value::from(1)], |[this, x]: [Value; 2]| {
            this.get_attr("x")?.add(&x)
        });
        ns.set("f", f)
    })?;
    let c = class_c.call(args![])?;
    assert_eq!(text(&c.call_method("f", args![])?), "8");
    assert_eq!(text(&c.call_method("f", args![x = 5])?), "12");
    assert_eq!(text(&c.get_attr("limit")?), "3");
    assert_eq!(
        failure(c.get_attr("nope")),
        "AttributeError: 'C' object has no attribute 'nope'"
    );
    assert_eq!(
        failure(class_c.get_attr("nope")),
        "AttributeError: type object 'C' has no attribute 'nope'"
    );
    assert_eq!(text(&class_c), "<class '__main__.C'>");
    assert_eq!(text(&c.get_attr("__dict__")?), "{'x': 7}");
    c.get_attr("__dict__")?.set_item(&Value::from("y"), 2)?;
    assert_eq!(text(&c.get_attr("y")?), "2");
    assert_eq!(
        failure(class_c.call(args![1, 2, 3])),
        "TypeError: C.f() takes from 1 to 2 positional arguments but 4 were given"
    );
    let d = class("D", "D", "__main__", std::slice::from_ref(&class_c), |_| {
        Ok(())
    })?;
    assert!(introspect::isinstance(&d.call(args![])?, &class_c)?);
    assert_eq!(
        text(&d.get_attr("__mro__")?),
        "(<class '__main__.D'>, <class '__main__.C'>, <class 'object'>)"
    );
    assert!(text(&c).starts_with("<__main__.C object at 0x"));
    assert!(text(&c.get_attr("f")?).starts_with("<bound method C.f of <__main__.C object at 0x"));
    Ok(())
}

#[test]
fn derived_from_builtins() -> Result<()> {
    let my_list = class("L", "L", "__main__", &[Value::from(classes::LIST)], |_| {
        Ok(())
    })?;
    let list = my_list.call(args![ints(&[3, 1, 2])])?;
    list.call_method("append", args![9])?;
    list.call_method("sort", args![])?;
    assert_eq!(text(&list), "[1, 2, 3, 9]");
    assert_eq!(text(&list.get_item(&Value::from(1))?), "2");
    assert_eq!(text(&list.len()?.to_value()), "4");
    assert!(list.eq(&Value::List(ints(&[1, 2, 3, 9])))?.truthy()?);
    let my_int = class("I", "I", "__main__", &[Value::from(classes::INT)], |_| {
        Ok(())
    })?;
    let five = my_int.call(args![5])?;
    assert_eq!(text(&five.add(&Value::from(2))?), "7");
    assert_eq!(text(&Value::from(2).sub(&five)?), "-3");
    assert_eq!(text(&five), "5");
    assert_eq!(
        text(&ints(&[1, 2, 3, 4, 5, 6]).get_item(&Int::new(5))?),
        "6"
    );
    assert_eq!(
        text(&Value::List(ints(&[1, 2, 3, 4, 5, 6])).get_item(&five)?),
        "6"
    );
    assert!(five.eq(&Value::from(5))?.truthy()? && Value::from(5).eq(&five)?.truthy()?);
    let my_str = class("S", "S", "__main__", &[Value::from(classes::STR)], |_| {
        Ok(())
    })?;
    let hello = my_str.call(args!["hello"])?;
    assert_eq!(text(&hello.call_method("upper", args![])?), "'HELLO'");
    assert_eq!(text(&hello), "'hello'");
    let my_dict = class("M", "M", "__main__", &[Value::from(classes::DICT)], |ns| {
        ns.set(
            "__missing__",
            function(&METHOD, [Value::None], |[_, x]: [Value; 2]| {
                x.mul(&Value::from(2))
            }),
        )
    })?;
    let dict = my_dict.call(args![a = 1])?;
    assert_eq!(text(&dict.get_item(&Value::from("a"))?), "1");
    assert_eq!(text(&dict.get_item(&Value::from(21))?), "42");
    assert_eq!(text(&dict), "{'a': 1}");
    Ok(())
}

#[test]
fn exceptions() -> Result<()> {
    let my_error = class(
        "MyError",
        "MyError",
        "__main__",
        &[Value::from(&errors::ValueError)],
        |_| Ok(()),
    )?;
    let error = raise::<()>(my_error.call(args!["boom", 2])?).expect_err("raised");
    assert!(error.is(&errors::ValueError) && error.is_instance(&my_error)?);
    assert_eq!(text(&error.value()), "MyError('boom', 2)");
    assert_eq!(error.text().as_str(), "('boom', 2)");
    let chained = {
        let _handling = handling(&error);
        errors::key_error("k")
    };
    assert_eq!(chained.text().as_str(), "'k'");
    static FRAME: Frame = Frame::with_text("prog.py", "f", "x = 1\nraise KeyError('k')\n");
    let chained = chained.at(&FRAME, 2);
    let report = error::report::report(&chained);
    assert_eq!(
        report,
        "__main__.MyError: ('boom', 2)\n\nDuring handling of the above exception, another exception occurred:\n\n\
         Traceback (most recent call last):\n  File \"prog.py\", line 2, in f\n    raise KeyError('k')\nKeyError: 'k'\n"
            .replace("__main__.", "")
    );
    let missing = errors::os_error_from(2, "No such file or directory", Some(Value::from("x")));
    assert_eq!(
        format!("{missing:?}"),
        "FileNotFoundError: [Errno 2] No such file or directory: 'x'"
    );
    assert_eq!(text(&missing.value().get_attr("errno")?), "2");
    let group = Value::from(&errors::ExceptionGroup).call(args![
        "g",
        List::from([
            errors::value_error("a").value(),
            errors::type_error("b").value()
        ])
    ])?;
    assert_eq!(
        text(&group),
        "ExceptionGroup('g', [ValueError('a'), TypeError('b')])"
    );
    let parts = group.call_method("split", args![&errors::ValueError])?;
    assert_eq!(
        text(&parts),
        "(ExceptionGroup('g', [ValueError('a')]), ExceptionGroup('g', [TypeError('b')]))"
    );
    assert_eq!(
        failure(raise::<()>(3)),
        "TypeError: exceptions must derive from BaseException"
    );
    Ok(())
}

#[test]
fn operators_and_messages() -> Result<()> {
    let (one, a) = (Value::from(1), Value::from("a"));
    assert_eq!(
        failure(one.add(&a)),
        "TypeError: unsupported operand type(s) for +: 'int' and 'str'"
    );
    assert_eq!(
        failure(a.add(&one)),
        "TypeError: can only concatenate str (not \"int\") to str"
    );
    assert_eq!(
        failure(one.lt(&a)),
        "TypeError: '<' not supported between instances of 'int' and 'str'"
    );
    assert_eq!(
        failure(one.iter()),
        "TypeError: 'int' object is not iterable"
    );
    assert_eq!(
        failure(one.len()),
        "TypeError: object of type 'int' has no len()"
    );
    assert_eq!(
        failure(Value::List(ints(&[1])).get_item(&a)),
        "TypeError: list indices must be integers or slices, not str"
    );
    assert_eq!(
        failure(one.call(args![])),
        "TypeError: 'int' object is not callable"
    );
    assert_eq!(
        failure(Value::List(ints(&[])).hash()),
        "TypeError: unhashable type: 'list'"
    );
    assert_eq!(
        failure(one.isub(&a)),
        "TypeError: unsupported operand type(s) for -=: 'int' and 'str'"
    );
    let g = function(&ONE, [], |[a]: [Value; 1]| Ok(a));
    assert_eq!(
        failure(g.call(args![])),
        "TypeError: g() missing 1 required positional argument: 'a'"
    );
    assert_eq!(
        failure(g.call(args![1, b = 2])),
        "TypeError: g() got an unexpected keyword argument 'b'"
    );
    assert_eq!(
        failure(g.call(args![1, a = 2])),
        "TypeError: g() got multiple values for argument 'a'"
    );
    assert_eq!(
        failure(g.call(args![1, 2])),
        "TypeError: g() takes 1 positional argument but 2 were given"
    );
    assert_eq!(text(&Value::List(ints(&[1, 2, 3]))), "[1, 2, 3]");
    assert_eq!(text(&Value::Tuple(Tuple::from([one.clone()]))), "(1,)");
    Ok(())
}

#[test]
fn sets_in_order() -> Result<()> {
    let set = Set::from_items(ints(&[100, 33, 8, 1, 64, 7]).to_vec())?;
    assert_eq!(text(&Value::Set(set)), "{64, 33, 1, 100, 7, 8}");
    let dict = Dict::from_items((0..20).map(|i| (Value::from(i), Value::from(i * i))))?;
    dict.del_item(&Value::from(3))?;
    assert_eq!(
        text(&Value::Dict(dict.clone()).get_item(&Value::from(19))?),
        "361"
    );
    assert_eq!(dict.count_items(), 19);
    assert_eq!(failure(dict.get_item(&Value::from(3))), "KeyError: 3");
    assert_eq!(
        View::hash(&(Int::new(1), Int::new(2)))?,
        -3_550_055_125_485_641_917
    );
    Ok(())
}

#[test]
fn generators() -> Result<()> {
    let counter: Generator<Value> = generator("count", |y| async move {
        let mut total = Value::from(0);
        loop {
            let sent = y.yield_(&total).await?;
            if sent.is_none() {
                return Ok(total);
            }
            total = total.add(&sent)?;
        }
    });
    let value = Value::from(counter);
    assert_eq!(text(&value.call_method("__next__", args![])?), "0");
    assert_eq!(text(&value.call_method("send", args![5])?), "5");
    assert_eq!(
        failure(value.call_method("__next__", args![])),
        "StopIteration: 5"
    );
    let outer: Generator<Value> = generator("outer", |y| async move {
        let got = y.yield_from(&Value::List(ints(&[1, 2]))).await?;
        y.yield_(got).await?;
        Ok(Value::None)
    });
    let items: Vec<String> = Value::from(outer)
        .iter()?
        .map(|item| item.map(|item| text(&item)))
        .collect::<Result<_>>()?;
    assert_eq!(items, ["1", "2", "None"]);
    let thrower: Generator<Value> = generator("t", |y| async move {
        match y.yield_(1).await {
            Err(error) => Ok(error.value()),
            Ok(value) => Ok(value),
        }
    });
    let thrower = Value::from(thrower);
    thrower.call_method("__next__", args![])?;
    let stopped = thrower.call_method("throw", args![errors::value_error("x")]);
    assert_eq!(failure(stopped), "StopIteration: x");
    Ok(())
}

#[test]
fn containers_change_under_iteration() -> Result<()> {
    let dict = Dict::from_items([(Value::from(1), Value::None)])?;
    let mut keys = dict.iter()?;
    keys.next();
    dict.set_item(Value::from(2), Value::None)?;
    assert_eq!(
        failure(keys.next().unwrap_or(Ok(Value::None))),
        "RuntimeError: dictionary changed size during iteration"
    );
    let list = ints(&[1, 2, 3]);
    let mut seen = Vec::new();
    for item in list.iter()? {
        let item = item?;
        if seen.len() < 4 {
            list.append(item.clone());
        }
        seen.push(text(&item));
    }
    assert_eq!(seen, ["1", "2", "3", "1", "2", "3", "1"]);
    list.set_slice(&slice(1, 3, ()), &Value::List(ints(&[9])))?;
    assert_eq!(text(&Value::List(list.clone())), "[1, 9, 1, 2, 3, 1]");
    list.del_slice(&slice((), (), 2))?;
    assert_eq!(text(&Value::List(list)), "[9, 2, 1]");
    Ok(())
}

#[test]
fn functions_as_objects() -> Result<()> {
    let g = function(&ONE, [], |[a]: [Value; 1]| Ok(a));
    assert_eq!(text(&g.get_attr("__name__")?), "'g'");
    g.set_attr("tag", 1)?;
    g.get_attr("__dict__")?
        .call_method("update", args![other = 2])?;
    assert_eq!(text(&g.get_attr("__dict__")?), "{'tag': 1, 'other': 2}");
    assert_eq!(text(&g.get_attr("other")?), "2");
    g.set_attr("__name__", "renamed")?;
    assert_eq!(text(&g.get_attr("__name__")?), "'renamed'");
    g.del_attr("tag")?;
    assert_eq!(
        failure(g.get_attr("tag")),
        "AttributeError: 'function' object has no attribute 'tag'"
    );
    let bound = g.get_attr("__get__")?.call(args![5, ()])?;
    assert_eq!(text(&bound.call(args![])?), "5");
    let method = Value::List(ints(&[1])).get_attr("append")?;
    method.call(args![2])?;
    assert_eq!(text(&method.get_attr("__self__")?), "[1, 2]");
    let upper = Value::from(classes::STR).get_attr("upper")?;
    assert_eq!(text(&upper.call(args!["a"])?), "'A'");
    assert_eq!(
        failure(upper.call(args![1])),
        "TypeError: descriptor 'upper' for 'str' objects doesn't apply to a 'int' object"
    );
    assert_eq!(
        failure(Value::from("a").call_method("upper", args![1])),
        "TypeError: str.upper() takes no arguments (1 given)"
    );
    assert_eq!(
        failure(Value::List(ints(&[])).call_method("append", args![])),
        "TypeError: list.append() takes exactly one argument (0 given)"
    );
    assert_eq!(
        failure(Value::Dict(Dict::new()).call_method("get", args![])),
        "TypeError: get expected at least 1 argument, got 0"
    );
    Ok(())
}

#[test]
fn typed_generators_as_values() -> Result<()> {
    let numbers: Generator<Int> = generator("numbers", |y| async move {
        let sent = y.yield_(Int::new(1)).await?;
        y.yield_(Int::new(2)).await?;
        Ok(sent)
    });
    let value = numbers.to_value();
    assert_eq!(text(&value.call_method("__next__", args![])?), "1");
    assert_eq!(text(&value.call_method("send", args!["got"])?), "2");
    assert_eq!(
        failure(value.call_method("__next__", args![])),
        "StopIteration: got"
    );
    let views = Dict::from_items([(Str::from("a"), Int::new(1))])?;
    assert!(views.values().contains(&Int::new(1))? && views.keys().contains(&Str::from("a"))?);
    Ok(())
}
