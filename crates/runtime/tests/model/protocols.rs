//! Descriptors, metaclasses, `super`, comparison rules, asynchronous protocols.

use super::{failure, text};
use portalis_runtime::*;

const SELF: Param = Param::new("self", Kind::PositionalOrKeyword, false);
const X: Param = Param::new("x", Kind::PositionalOrKeyword, false);
static GET: Signature = Signature::new("get", "get", "__main__", &[SELF]);
static WITH: Signature = Signature::new("with", "with", "__main__", &[SELF, X]);
static REST: Signature = Signature::new(
    "rest",
    "rest",
    "__main__",
    &[
        Param::new("self", Kind::PositionalOrKeyword, false),
        Param::new("args", Kind::VarPositional, false),
        Param::new("kwargs", Kind::VarKeyword, false),
    ],
);

fn getter(body: impl Fn(Value) -> Result<Value> + 'static) -> Value {
    function(&GET, [], move |[this]: [Value; 1]| body(this))
}

fn method(body: impl Fn(Value, Value) -> Result<Value> + 'static) -> Value {
    function(&WITH, [], move |[this, x]: [Value; 2]| body(this, x))
}

#[test]
fn properties_and_slots() -> Result<()> {
    let class_p = class("P", "P", "__main__", &[], |ns| {
        ns.set("__slots__", Tuple::from([Value::from("_x")]))?;
        let read = descriptor::property(getter(|this| this.get_attr("_x")), (), (), ());
        let write = method(|this, x| this.set_attr("_x", x).map(Value::from));
        ns.set("x", read.call_method("setter", args![write])?)?;
        ns.set(
            "y",
            descriptor::property(getter(|_| Ok(Value::from(5))), (), (), ()),
        )
    })?;
    let p = class_p.call(args![])?;
    assert_eq!(
        failure(p.get_attr("x")),
        "AttributeError: 'P' object has no attribute '_x'"
    );
    p.set_attr("x", 3)?;
    assert_eq!(text(&p.get_attr("x")?), "3");
    assert_eq!(
        failure(p.set_attr("y", 3)),
        "AttributeError: property 'y' of 'P' object has no setter"
    );
    assert_eq!(
        failure(p.set_attr("z", 3)),
        "AttributeError: 'P' object has no attribute 'z' and no __dict__ for setting new attributes"
    );
    assert_eq!(
        failure(p.get_attr("__dict__")),
        "AttributeError: 'P' object has no attribute '__dict__'"
    );
    Ok(())
}

#[test]
fn cooperative_super() -> Result<()> {
    fn layer(name: &'static str, bases: &[Value]) -> Result<Value> {
        class(name, name, "__main__", bases, |ns| {
            let cell = ns.class_cell();
            ns.set(
                "names",
                getter(move |this| {
                    let class = cell.get()?;
                    let parent = super_(&class, &this)?;
                    let own = class.get_attr("__name__")?;
                    match parent.find_attr("names")? {
                        Some(names) => own.add(&Value::from(" "))?.add(&names.call(args![])?),
                        None => Ok(own),
                    }
                }),
            )
        })
    }
    let a = layer("A", &[])?;
    let (b, c) = (
        layer("B", std::slice::from_ref(&a))?,
        layer("C", std::slice::from_ref(&a))?,
    );
    let d = layer("D", &[b.clone(), c.clone()])?;
    assert_eq!(
        text(&d.call(args![])?.call_method("names", args![])?),
        "'D B C A'"
    );
    assert_eq!(
        failure(layer("E", &[a.clone(), d.clone()])),
        "TypeError: Cannot create a consistent method resolution order (MRO) for bases A, D"
    );
    Ok(())
}

#[test]
fn metaclasses() -> Result<()> {
    let meta = class(
        "Meta",
        "Meta",
        "__main__",
        &[Value::from(&classes::TYPE)],
        |ns| {
            let cell = ns.class_cell();
            let new = function(&REST, [], move |[this, rest, more]: [Value; 3]| {
                let made = super_(&cell.get()?, &this)?
                    .call_method("__new__", args![this, *rest, **more])?;
                made.set_attr("tag", "tagged")?;
                Ok(made)
            });
            ns.set("__new__", new)?;
            ns.set("__len__", getter(|_| Ok(Value::from(42))))?;
            ns.set("__getitem__", method(|_, key| key.mul(&Value::from(2))))
        },
    )?;
    let class_c = class_with(
        "C",
        "C",
        "__main__",
        args![metaclass = meta.clone()],
        |_| Ok(()),
    )?;
    let derived = class("D", "D", "__main__", std::slice::from_ref(&class_c), |_| {
        Ok(())
    })?;
    assert_eq!(text(&derived.get_attr("tag")?), "'tagged'");
    assert_eq!(text(&derived.len()?.to_value()), "42");
    assert_eq!(text(&class_c.get_item(&Value::from(4))?), "8");
    assert_eq!(
        text(&Value::from(derived.class())),
        "<class '__main__.Meta'>"
    );
    assert!(text(&derived.call(args![])?).starts_with("<__main__.D object at "));
    Ok(())
}

#[test]
fn subclass_hooks() -> Result<()> {
    let base = class("Base", "Base", "__main__", &[], |ns| {
        let hook = function(&REST, [], |[this, _, more]: [Value; 3]| {
            this.set_attr("options", more).map(Value::from)
        });
        ns.set("__init_subclass__", hook)
    })?;
    let derived = class_with("D", "D", "__main__", args![base, tag = 1], |_| Ok(()))?;
    assert_eq!(text(&derived.get_attr("options")?), "{'tag': 1}");
    let plain = class_with("P", "P", "__main__", args![tag = 1], |_| Ok(()));
    assert_eq!(
        failure(plain),
        "TypeError: P.__init_subclass__() takes no keyword arguments"
    );
    let field = class("Field", "Field", "__main__", &[], |ns| {
        static NAMED: Signature = Signature::new(
            "f",
            "f",
            "__main__",
            &[SELF, X, Param::new("y", Kind::PositionalOrKeyword, true)],
        );
        ns.set(
            "__set_name__",
            function(&NAMED, [Value::None], |[this, _, name]: [Value; 3]| {
                this.set_attr("name", name).map(Value::from)
            }),
        )?;
        ns.set(
            "__get__",
            function(&NAMED, [Value::None], |[this, _, _]: [Value; 3]| {
                this.get_attr("name")
            }),
        )
    })?;
    let instance = field.call(args![])?;
    let owner = class("O", "O", "__main__", &[], |ns| ns.set("size", instance))?;
    assert_eq!(text(&owner.call(args![])?.get_attr("size")?), "'size'");
    Ok(())
}

#[test]
fn comparison_and_hash_rules() -> Result<()> {
    let class_e = class("E", "E", "__main__", &[], |ns| {
        ns.set("__eq__", method(|_, _| Ok(Value::Bool(true))))
    })?;
    let e = class_e.call(args![])?;
    assert!(e.eq(&Value::from(1))?.truthy()? && Value::from(1).eq(&e)?.truthy()?);
    assert!(!e.ne(&Value::from(1))?.truthy()?);
    assert_eq!(failure(e.hash()), "TypeError: unhashable type: 'E'");
    assert_eq!(
        failure(e.lt(&e)),
        "TypeError: '<' not supported between instances of 'E' and 'E'"
    );
    let class_r = class("R", "R", "__main__", &[], |ns| {
        ns.set(
            "__radd__",
            method(|_, x| Ok(Value::Tuple(Tuple::from([Value::from("radd"), x])))),
        )?;
        ns.set("__getattr__", method(|_, name| name.add(&Value::from("!"))))
    })?;
    let r = class_r.call(args![])?;
    assert_eq!(text(&Value::from(1).add(&r)?), "('radd', 1)");
    assert_eq!(text(&r.get_attr("missing")?), "'missing!'");
    assert_eq!(
        failure(r.add(&Value::from(1))),
        "TypeError: unsupported operand type(s) for +: 'R' and 'int'"
    );
    let class_n = class("N", "N", "__main__", &[], |_| Ok(()))?;
    assert_eq!(
        failure(class_n.call(args![1])),
        "TypeError: N() takes no arguments"
    );
    let (a, b) = (class_n.call(args![])?, class_n.call(args![])?);
    assert!(a.eq(&a)?.truthy()? && !a.eq(&b)?.truthy()? && a.ne(&b)?.truthy()?);
    let set = Set::from_items([a.clone(), b, a])?;
    assert_eq!(set.count_items(), 2);
    Ok(())
}

#[test]
fn iteration_protocols() -> Result<()> {
    let class_s = class("S", "S", "__main__", &[], |ns| {
        ns.set(
            "__getitem__",
            method(|_, index| match index.lt(&Value::from(3))?.truthy()? {
                true => index.mul(&index),
                false => Err(errors::index_error("end")),
            }),
        )
    })?;
    let s = class_s.call(args![])?;
    assert_eq!(text(&Value::List(List::from_iterable(&s)?)), "[0, 1, 4]");
    assert!(s.contains(&Value::from(4))? && !s.contains(&Value::from(5))?);
    let class_i = class("I", "I", "__main__", &[], |ns| {
        ns.set("__iter__", getter(Ok))?;
        ns.set("__next__", getter(|_| Err(errors::stop_iteration(7))))
    })?;
    let i = class_i.call(args![])?;
    assert_eq!(text(&Value::List(List::from_iterable(&i)?)), "[]");
    let outer: Generator<Value> = generator("o", {
        let i = i.clone();
        move |y| async move { y.yield_from(&i).await }
    });
    assert_eq!(
        failure(Value::from(outer).call_method("__next__", args![])),
        "StopIteration: 7"
    );
    let class_m = class("M", "M", "__main__", &[], |ns| {
        ns.set("__enter__", getter(|_| Ok(Value::from("in"))))?;
        ns.set(
            "__exit__",
            function(&REST, [], |[_, args, _]: [Value; 3]| {
                Value::from(3).eq(&Value::Int(args.len()?))
            }),
        )
    })?;
    let m = class_m.call(args![])?;
    assert_eq!(text(&m.enter()?), "'in'");
    assert!(m.exit(Some(&errors::value_error("x")))?);
    assert_eq!(
        failure(s.enter()),
        "TypeError: 'S' object does not support the context manager protocol"
    );
    Ok(())
}

#[test]
fn awaiting() -> Result<()> {
    use std::future::Future;
    use std::task::{Context, Poll, Waker};
    fn now<T>(future: impl Future<Output = T>) -> T {
        let mut future = std::pin::pin!(future);
        loop {
            if let Poll::Ready(value) = future
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()))
            {
                return value;
            }
        }
    }
    let coroutine = Value::from(Coroutine::new("work", async { Ok(Value::from(5)) }));
    assert_eq!(text(&now(coroutine.await_())?), "5");
    assert_eq!(
        failure(now(coroutine.await_())),
        "RuntimeError: cannot reuse already awaited coroutine"
    );
    assert_eq!(
        failure(now(Value::from(1).await_())),
        "TypeError: object int can't be used in 'await' expression"
    );
    let class_a = class("A", "A", "__main__", &[], |ns| {
        ns.set(
            "__await__",
            getter(|_| {
                Ok(Value::from(generator("A.__await__", |y| async move {
                    y.yield_(Value::None).await?;
                    Ok(Value::from("awaited"))
                })))
            }),
        )
    })?;
    assert_eq!(text(&now(class_a.call(args![])?.await_())?), "'awaited'");
    let numbers: AsyncGenerator<Value> = async_generator("numbers", |y| async move {
        for i in 0..3 {
            Coroutine::new("step", async { Ok(()) }).await?;
            y.yield_(i).await?;
        }
        Ok(())
    });
    let items = Value::from(numbers).aiter()?;
    let mut seen = Vec::new();
    while let Some(item) = now(items.anext())? {
        seen.push(text(&item));
    }
    assert_eq!(seen, ["0", "1", "2"]);
    Ok(())
}
