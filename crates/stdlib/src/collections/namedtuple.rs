//! `namedtuple`: classes derived from `tuple` whose items have names.

use portalis_macros::pyfn;
use portalis_runtime::{
    Args, Class, Dict, Instance, Int, List, Payload, Result, Str, Tuple, Value, View, class, classes, descriptor, errors,
};

use crate::support::callable;

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
    "pass", "raise", "return", "try", "while", "with", "yield",
];

fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c == '_' || c.is_alphabetic()) && chars.all(|c| c == '_' || c.is_alphanumeric())
}

/// Returns a new subclass of tuple with named fields.
///
/// >>> Point = namedtuple('Point', ['x', 'y'])
/// >>> p = Point(11, y=22)             # instantiate with positional args or keywords
/// >>> p[0] + p[1]                     # indexable like a plain tuple
/// 33
/// >>> x, y = p                        # unpack like a regular tuple
/// >>> p.x + p.y                       # fields also accessible by name
/// 33
#[pyfn("def namedtuple(typename: str, field_names: Any, *, rename: bool = False, defaults: Any = None, module: Any = None) -> Any")]
pub fn namedtuple(typename: Str, field_names: Value, rename: bool, defaults: Value, module: Value) -> Result<Value> {
    let mut fields = names(&field_names)?;
    if rename {
        rename_invalid(&mut fields);
    }
    check(&typename, &fields, rename)?;
    let defaults = match defaults {
        Value::None => Vec::new(),
        defaults => defaults.iter()?.collect::<Result<Vec<Value>>>()?,
    };
    if defaults.len() > fields.len() {
        return Err(errors::type_error("Got more default values than field names"));
    }
    let module = match module {
        Value::None => Str::from("__main__"),
        module => View::str(&module)?,
    };
    make(typename, fields, defaults, module)
}

/// A named tuple class of the library's own.
pub fn namedtuple_class(typename: &str, fields: &[&str], module: &str) -> Result<Value> {
    make(Str::from(typename), fields.iter().map(|f| Str::from(*f)).collect(), Vec::new(), Str::from(module))
}

fn names(field_names: &Value) -> Result<Vec<Str>> {
    match field_names {
        Value::Str(text) => Ok(text.as_str().replace(',', " ").split_whitespace().map(Str::from).collect()),
        names => names.iter()?.map(|name| View::str(&name?)).collect(),
    }
}

fn rename_invalid(fields: &mut [Str]) {
    let mut seen: Vec<Str> = Vec::new();
    for (index, field) in fields.iter_mut().enumerate() {
        let bad = !is_identifier(field) || KEYWORDS.contains(&field.as_str()) || field.starts_with('_') || seen.contains(field);
        if bad {
            *field = Str::from(format!("_{index}"));
        }
        seen.push(field.clone());
    }
}

fn check(typename: &Str, fields: &[Str], rename: bool) -> Result<()> {
    for name in std::iter::once(typename).chain(fields) {
        if !is_identifier(name) {
            let text = format!("Type names and field names must be valid identifiers: {}", View::repr(name)?);
            return Err(errors::value_error(text));
        }
        if KEYWORDS.contains(&name.as_str()) {
            let text = format!("Type names and field names cannot be a keyword: {}", View::repr(name)?);
            return Err(errors::value_error(text));
        }
    }
    for (index, name) in fields.iter().enumerate() {
        if name.starts_with('_') && !rename {
            return Err(errors::value_error(format!("Field names cannot start with an underscore: {}", View::repr(name)?)));
        }
        if fields[..index].contains(name) {
            return Err(errors::value_error(format!("Encountered duplicate field name: {}", View::repr(name)?)));
        }
    }
    Ok(())
}

/// What the methods of one class share.
#[derive(Clone)]
struct Layout {
    name: Str,
    fields: Vec<Str>,
    /// For the last fields.
    defaults: Vec<Value>,
}

impl Layout {
    fn default(&self, index: usize) -> Option<Value> {
        let first = self.fields.len() - self.defaults.len();
        self.defaults.get(index.checked_sub(first)?).cloned()
    }

    /// The arguments of `__new__`, as the function that it is would bind them.
    fn bind(&self, args: Args) -> Result<Vec<Value>> {
        let (positional, keywords) = args.into_parts();
        let given = positional.len();
        if given > self.fields.len() {
            return Err(self.too_many(given));
        }
        let mut bound: Vec<Option<Value>> = positional.into_iter().map(Some).collect();
        bound.resize(self.fields.len(), None);
        for (name, value) in keywords {
            match self.fields.iter().position(|field| *field == name) {
                Some(index) if bound[index].is_some() => {
                    let text = format!("{}.__new__() got multiple values for argument '{name}'", self.name);
                    return Err(errors::type_error(text));
                }
                Some(index) => bound[index] = Some(value),
                None => {
                    let text = format!("{}.__new__() got an unexpected keyword argument '{name}'", self.name);
                    return Err(errors::type_error(text));
                }
            }
        }
        for (index, slot) in bound.iter_mut().enumerate().filter(|(_, slot)| slot.is_none()) {
            *slot = self.default(index);
        }
        let missing: Vec<&Str> = self.fields.iter().zip(&bound).filter(|(_, slot)| slot.is_none()).map(|(f, _)| f).collect();
        match missing.is_empty() {
            true => Ok(bound.into_iter().flatten().collect()),
            false => Err(self.missing(&missing)),
        }
    }

    fn too_many(&self, given: usize) -> portalis_runtime::Error {
        // `cls` counts.
        let (most, least) = (self.fields.len() + 1, self.fields.len() - self.defaults.len() + 1);
        let takes = if least == most { format!("{most}") } else { format!("from {least} to {most}") };
        let plural = if most == 1 { "" } else { "s" };
        let text = format!("{}.__new__() takes {takes} positional argument{plural} but {} were given", self.name, given + 1);
        errors::type_error(text)
    }

    fn missing(&self, names: &[&Str]) -> portalis_runtime::Error {
        let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
        let listed = match &quoted[..] {
            [one] => one.clone(),
            [a, b] => format!("{a} and {b}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        let text = format!("{}.__new__() missing {} required positional argument{plural}: {listed}", self.name, names.len());
        errors::type_error(text)
    }
}

/// The items of an instance.
fn items(instance: &Value) -> Result<Tuple<Value>> {
    match instance {
        Value::Tuple(tuple) => Ok(tuple.clone()),
        Value::Object(object) => match object.payload() {
            Some(Value::Tuple(tuple)) => Ok(tuple),
            _ => Err(errors::type_error("expected a named tuple")),
        },
        _ => Err(errors::type_error("expected a named tuple")),
    }
}

fn instance(class: &Value, values: Vec<Value>) -> Result<Value> {
    match Class::of_value(class) {
        Some(class) => Ok(Instance::make(&class, Payload::value(Value::Tuple(Tuple::from(values))))),
        None => Err(errors::type_error("expected a class")),
    }
}

fn first(args: &Args) -> Result<Value> {
    args.values().first().cloned().ok_or_else(|| errors::type_error("missing the first argument"))
}

/// The class of these fields; `defaults` are those of the last ones.
pub(crate) fn make(typename: Str, fields: Vec<Str>, defaults: Vec<Value>, module: Str) -> Result<Value> {
    let names = Value::Tuple(fields.iter().cloned().map(Value::Str).collect());
    let layout = Layout { name: typename.clone(), fields, defaults };
    let namespace: Dict<Value, Value> = Dict::new();
    let set = |name: &str, value: Value| namespace.insert_name(name, value);
    set("__module__", Value::Str(module));
    set("__doc__", Value::from(format!("{typename}({})", layout.fields.iter().map(|f| f.as_str()).collect::<Vec<_>>().join(", "))));
    set("__slots__", Value::Tuple(Tuple::from(Vec::new())));
    set("_fields", names.clone());
    set("__match_args__", names);
    set("_field_defaults", field_defaults(&layout));
    for (index, field) in layout.fields.iter().enumerate() {
        let get = callable(field, move |args| items(&first(&args)?)?.get_item(&Int::from(index)));
        let doc = Value::from(format!("Alias for field number {index}"));
        set(field, descriptor::property(get, Value::None, Value::None, doc));
    }
    methods(&layout, &set);
    let bases = [classes::TUPLE.class().value()];
    let made = class::new_class(classes::TYPE.class(), typename, &bases, &Value::Dict(namespace.clone()), Vec::new())?;
    Ok(made.value())
}

fn field_defaults(layout: &Layout) -> Value {
    let dict = Dict::new();
    for (index, field) in layout.fields.iter().enumerate() {
        if let Some(default) = layout.default(index) {
            dict.insert_name(field, default);
        }
    }
    Value::Dict(dict)
}

fn methods(layout: &Layout, set: &impl Fn(&str, Value)) {
    let own = layout.clone();
    set("__new__", callable("__new__", move |args| {
        let Some((class, rest)) = args.split_first() else {
            return Err(errors::type_error("__new__() missing 1 required positional argument: '_cls'"));
        };
        instance(&class, own.bind(rest)?)
    }));
    let own = layout.clone();
    set("_make", descriptor::class_method(callable("_make", move |args| {
        let [class, iterable] = args.values() else {
            return Err(errors::type_error("_make() takes one iterable"));
        };
        let values = iterable.iter()?.collect::<Result<Vec<Value>>>()?;
        if values.len() != own.fields.len() {
            return Err(errors::type_error(format!("Expected {} arguments, got {}", own.fields.len(), values.len())));
        }
        instance(class, values)
    })));
    let own = layout.clone();
    let replace = callable("_replace", move |args| own.replace(args));
    set("_replace", replace.clone());
    set("__replace__", replace);
    let own = layout.clone();
    set("__repr__", callable("__repr__", move |args| own.repr(&first(&args)?)));
    let own = layout.clone();
    set("_asdict", callable("_asdict", move |args| {
        let dict = Dict::new();
        let values = items(&first(&args)?)?;
        own.fields.iter().zip(values.as_slice()).for_each(|(field, value)| dict.insert_name(field, value.clone()));
        Ok(Value::Dict(dict))
    }));
    set("__getnewargs__", callable("__getnewargs__", |args| Ok(Value::Tuple(items(&first(&args)?)?))));
}

impl Layout {
    fn replace(&self, args: Args) -> Result<Value> {
        let this = first(&args)?;
        let mut values = items(&this)?.to_vec();
        let mut unknown = List::new();
        for (name, value) in args.keywords() {
            match self.fields.iter().position(|field| field == name) {
                Some(index) => values[index] = value.clone(),
                None => unknown.append(Value::Str(name.clone())),
            }
        }
        if unknown.truthy() {
            let names = View::repr(&std::mem::take(&mut unknown))?;
            return Err(errors::type_error(format!("Got unexpected field names: {names}")));
        }
        instance(&this.class().value(), values)
    }

    fn repr(&self, this: &Value) -> Result<Value> {
        let mut parts = Vec::new();
        for (field, value) in self.fields.iter().zip(items(this)?.as_slice()) {
            parts.push(format!("{field}={}", View::repr(value)?));
        }
        Ok(Value::from(format!("{}({})", this.class().name(), parts.join(", "))))
    }
}
