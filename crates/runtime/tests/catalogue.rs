//! Which builtins the catalogue has.
#![cfg(feature = "catalogue")]

#[test]
fn classes_of_builtins_are_declared() {
    let module = portalis_runtime::builtins::describe();
    for name in [
        "int",
        "float",
        "bool",
        "str",
        "bytes",
        "bytearray",
        "list",
        "dict",
        "set",
        "frozenset",
        "tuple",
        "range",
        "slice",
        "object",
        "type",
        "property",
        "staticmethod",
        "classmethod",
        "ValueError",
        "dict_items",
        "Iterator",
        "Generator",
        "AsyncGenerator",
    ] {
        assert!(
            module.classes.iter().any(|class| class.name == name),
            "{name} is not declared"
        );
    }
}
