//! What the macros make of declarations.

use std::rc::Rc;

use crate::declare::{Declared, NativeModule};
use crate::{Args, Object, Result, Value};
use portalis_macros::{pyclass, pyfn, pymethods, pymodule};

fn nothing(_args: Args) -> Result<Value> {
    Ok(Value::None)
}

#[pymodule("things")]
#[expect(
    dead_code,
    unreachable_pub,
    reason = "the tests look at what the macros make of it"
)]
mod things {
    use super::*;

    /// A box of things.
    #[pyclass("class Box[T](object)", manual)]
    #[derive(Clone)]
    pub struct Box<T>(pub(super) Rc<Vec<T>>);

    #[pymethods]
    impl<T: Object> Box<T> {
        /// Takes one.
        #[pyfn("def take(self, index: int = -1, /) -> T", dynamic = nothing)]
        pub fn take(&self, _index: i64) -> Result<Option<T>> {
            Ok(None)
        }

        #[pyfn("def __new__(cls, items: Iterable[T] = ()) -> Box[T]", dynamic = nothing)]
        pub fn new(items: Vec<T>) -> Self {
            Box(Rc::new(items))
        }
    }

    #[pymethods(7)]
    impl<T: Object> Box<T> {
        #[pyfn("def __len__(self) -> int", operator = "len", dynamic = nothing)]
        pub fn len(&self) -> i64 {
            self.0.len() as i64
        }
    }

    /// Maps.
    #[pyfn("async def apply(f: Callable[[str], T], what: str, *rest: T, key: T = ..., **more: Any) -> list[T]", blocks, dynamic = nothing)]
    pub async fn apply<T: Object, F: Fn(crate::Str) -> Result<T>>(
        _f: F,
        _what: &str,
        _rest: &[T],
        _key: Option<T>,
        _more: Vec<(crate::Str, Value)>,
    ) -> Result<Vec<T>> {
        Ok(Vec::new())
    }
}

#[test]
fn tables() {
    let class = <things::Box<Value> as Declared>::CLASS;
    let names =
        |functions: &[crate::NativeFunction]| functions.iter().map(|f| f.name).collect::<Vec<_>>();
    assert_eq!(
        (class.name, class.module, class.doc),
        ("Box", "things", "A box of things.")
    );
    assert_eq!(names(class.protocol), ["__len__"]);
    crate::reach::MEMBERS.turn_on();
    assert_eq!(names((class.members)().methods), ["take"]);
    assert!(class.constructor().is_some());
    let module: &NativeModule = &things::native::MODULE;
    assert_eq!(module.functions.len(), 1);
    assert_eq!(things::native::apply.module, "things");
    assert!(std::ptr::eq(things::native::Box, class));
}

#[cfg(feature = "catalogue")]
#[test]
fn descriptions() {
    use portalis_signature::{Member, Passing};
    let module = things::describe();
    let apply = &module.functions[0];
    assert_eq!(
        (
            apply.rust.as_str(),
            apply.is_async,
            apply.fallible,
            apply.blocks
        ),
        ("things::apply", true, true, true)
    );
    assert_eq!(
        apply.passing,
        [
            Passing::Closure,
            Passing::StrSlice,
            Passing::Slice(std::boxed::Box::new(Passing::Owned)),
            Passing::Optional(std::boxed::Box::new(Passing::Owned)),
            Passing::Vec(std::boxed::Box::new(Passing::Owned)),
        ]
    );
    let class = &module.classes[0];
    assert_eq!(class.rust, "things::Box");
    let members: Vec<_> = class
        .members
        .iter()
        .map(|(m, f)| (*m, f.signature.name.as_str(), f.rust.as_str()))
        .collect();
    assert_eq!(
        members,
        [
            (Member::Method, "take", "take"),
            (Member::Static, "__new__", "new"),
            (Member::Method, "__len__", "len")
        ]
    );
    let (_, new) = &class.members[1];
    assert_eq!(new.signature.params.len(), 1);
    assert_eq!(class.members[2].1.operator.as_deref(), Some("len"));
}
