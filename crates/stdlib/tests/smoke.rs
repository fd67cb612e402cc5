//! Dynamic calls through the modules' tables.

use portalis_runtime::declare::NativeModule;
use portalis_runtime::{Args, Result, Value, View, args};

fn call(module: &'static NativeModule, name: &str, arguments: Args) -> Result<Value> {
    if let Some(function) = module.functions.iter().find(|f| f.name == name) {
        return (function.entry)(arguments);
    }
    let class = module
        .classes
        .iter()
        .find(|c| c.name == name)
        .expect("a function or class of that name");
    class.class().value().call(arguments)
}

fn shown(result: Result<Value>) -> String {
    match result {
        Ok(value) => View::repr(&value).map_or_else(|e| e.to_string(), String::from),
        Err(error) => format!("{error:?}"),
    }
}

#[test]
fn dynamic_calls() {
    use portalis_stdlib as lib;
    let math = &lib::math::native::MODULE;
    assert_eq!(shown(call(math, "sqrt", args![2])), "1.4142135623730951");
    assert_eq!(
        shown(call(math, "sqrt", args!["x"])),
        "TypeError: must be real number, not str"
    );
    assert_eq!(
        shown(call(math, "sqrt", args![])),
        "TypeError: math.sqrt() takes exactly one argument (0 given)"
    );
    assert_eq!(
        shown(call(math, "fma", args![1, 2])),
        "TypeError: fma expected 3 arguments, got 2"
    );
    assert_eq!(shown(call(math, "gcd", args![12, 18])), "6");
    assert_eq!(shown(call(math, "floor", args![2.5])), "2");
    let collections = &lib::collections::native::MODULE;
    let deque = call(
        collections,
        "deque",
        args![vec_value(&[1, 2, 3]), maxlen = 2],
    );
    assert_eq!(shown(deque.clone()), "deque([2, 3], maxlen=2)");
    let deque = deque.expect("a deque");
    assert_eq!(shown(deque.call_method("append", args![4])), "None");
    assert_eq!(shown(deque.get_item(&Value::from(0))), "3");
    assert_eq!(shown(deque.len().map(Value::from)), "2");
    assert_eq!(
        shown(deque.call_method("append", args![])),
        "TypeError: deque.append() takes exactly one argument (0 given)"
    );
    let point = call(collections, "namedtuple", args!["Point", "x y"]).expect("a class");
    let p = point.call(args![1, y = 2]);
    assert_eq!(shown(p.clone()), "Point(x=1, y=2)");
    assert_eq!(shown(p.and_then(|p| p.get_attr("y"))), "2");
    assert_eq!(
        shown(point.call(args![1])),
        "TypeError: Point.__new__() missing 1 required positional argument: 'y'"
    );
    let json = &lib::json::native::MODULE;
    let text = "{\"a\": [1, 2.5, null, \"\\u00e9\"], \"b\": {}}";
    let value = call(json, "loads", args![text]);
    assert_eq!(shown(value.clone()), "{'a': [1, 2.5, None, 'é'], 'b': {}}");
    assert_eq!(
        shown(call(json, "dumps", args![value.expect("a dict")])),
        "'{\"a\": [1, 2.5, null, \"\\\\u00e9\"], \"b\": {}}'"
    );
    assert_eq!(
        shown(call(json, "loads", args!["[1,\n x]"])),
        "JSONDecodeError: Expecting value: line 2 column 2 (char 5)"
    );
    let itertools = &lib::itertools::native::MODULE;
    let rows = call(itertools, "product", args![vec_value(&[1, 2]), "ab"]).expect("an iterator");
    let rows: Vec<String> = rows.iter().expect("iterable").map(shown).collect();
    assert_eq!(rows.join(" "), "(1, 'a') (1, 'b') (2, 'a') (2, 'b')");
    let chained = call(itertools, "chain", args![vec_value(&[1]), "a"]).expect("an iterator");
    assert_eq!(
        chained
            .iter()
            .expect("iterable")
            .map(shown)
            .collect::<Vec<_>>()
            .join(" "),
        "1 'a'"
    );
    let functools = &lib::functools::native::MODULE;
    let sqrt = Value::from(&lib::math::native::sqrt);
    let cached = call(functools, "lru_cache", args![maxsize = 2])
        .and_then(|d| d.call(args![sqrt.clone()]))
        .expect("a wrapper");
    assert_eq!(shown(cached.call(args![4])), "2.0");
    assert_eq!(shown(cached.call(args![4])), "2.0");
    assert_eq!(
        shown(cached.call_method("cache_info", args![])),
        "CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)"
    );
    let partial = call(
        functools,
        "partial",
        args![Value::from(&lib::math::native::pow), 2],
    )
    .expect("a partial");
    assert_eq!(shown(partial.call(args![3])), "8.0");
    let heapq = &lib::heapq::native::MODULE;
    let heap = vec_value(&[5, 1, 4]);
    assert_eq!(shown(call(heapq, "heapify", args![heap.clone()])), "None");
    assert_eq!(shown(call(heapq, "heappop", args![heap.clone()])), "1");
    assert_eq!(shown(call(heapq, "nlargest", args![1, heap])), "[5]");
    let typing = &lib::typing::native::MODULE;
    let optional = typing
        .constants
        .iter()
        .find(|(name, _)| *name == "Optional")
        .map(|(_, get)| get())
        .expect("Optional");
    assert_eq!(
        shown(optional.get_item(&Value::from(portalis_runtime::classes::INT))),
        "typing.Optional[int]"
    );
    let random = &lib::random::native::MODULE;
    let generator = call(random, "Random", args![42]).expect("a generator");
    assert_eq!(
        shown(generator.call_method("random", args![])),
        "0.6394267984578837"
    );
    assert_eq!(shown(generator.call_method("randint", args![1, 6])), "1");
}

#[test]
fn dicts() {
    let collections = &portalis_stdlib::collections::native::MODULE;
    let counter = call(collections, "Counter", args!["abracadabra"]).expect("a counter");
    assert_eq!(
        shown(Ok(counter.clone())),
        "Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1})"
    );
    assert_eq!(
        shown(counter.call_method("most_common", args![2])),
        "[('a', 5), ('b', 2)]"
    );
    assert_eq!(shown(counter.get_item(&Value::from("z"))), "0");
    assert_eq!(shown(counter.len().map(Value::from)), "5");
    assert_eq!(
        shown(counter.contains(&Value::from("a")).map(Value::from)),
        "True"
    );
    let isinstance = portalis_runtime::introspect::isinstance(
        &counter,
        &Value::from(portalis_runtime::classes::DICT),
    );
    assert_eq!(shown(isinstance.map(Value::from)), "True");
    let more = call(collections, "Counter", args![a = 1, z = 3]).expect("a counter");
    assert_eq!(
        shown(counter.add(&more)),
        "Counter({'a': 6, 'z': 3, 'b': 2, 'r': 2, 'c': 1, 'd': 1})"
    );
    assert_eq!(
        shown(counter.sub(&more)),
        "Counter({'a': 4, 'b': 2, 'r': 2, 'c': 1, 'd': 1})"
    );
    let lists = call(
        collections,
        "defaultdict",
        args![portalis_runtime::classes::LIST],
    )
    .expect("a dict");
    lists
        .get_item(&Value::from("x"))
        .and_then(|list| list.call_method("__iadd__", args![vec_value(&[1])]))
        .ok();
    assert_eq!(shown(lists.get_item(&Value::from("y"))), "[]");
    assert!(shown(Ok(lists.clone())).starts_with("defaultdict(<class 'list'>, {'x': ["));
    let json = &portalis_stdlib::json::native::MODULE;
    assert_eq!(
        shown(call(json, "dumps", args![more])),
        "'{\"a\": 1, \"z\": 3}'"
    );
    let ordered = call(collections, "OrderedDict", args![a = 1, b = 2]).expect("a dict");
    ordered
        .call_method("move_to_end", args!["a"])
        .expect("a is there");
    assert_eq!(shown(Ok(ordered.clone())), "OrderedDict({'b': 2, 'a': 1})");
    assert_eq!(
        shown(ordered.call_method("popitem", args![last = false])),
        "('b', 2)"
    );
    let abc = &portalis_stdlib::collections::abc::native::MODULE;
    let mapping = abc
        .constants
        .iter()
        .find(|(name, _)| *name == "Mapping")
        .map(|(_, get)| get())
        .expect("Mapping");
    assert_eq!(
        shown(portalis_runtime::introspect::isinstance(&ordered, &mapping).map(Value::from)),
        "True"
    );
}

fn vec_value(items: &[i64]) -> Value {
    Value::List(items.iter().map(|n| Value::from(*n)).collect())
}

#[cfg(feature = "catalogue")]
#[test]
fn catalogue() {
    let catalogue = portalis_stdlib::catalogue();
    for module in &catalogue.modules {
        println!(
            "{}: {} functions, {} classes, {} constants",
            module.name,
            module.functions.len(),
            module.classes.len(),
            module.constants.len()
        );
    }
    let sqrt = catalogue
        .module("math")
        .and_then(|m| m.functions.iter().find(|f| f.signature.name == "sqrt"));
    assert_eq!(sqrt.map(|f| f.rust.as_str()), Some("math::sqrt"));
}
