//! The methods that a dataclass gets.

use std::rc::Rc;

use portalis_runtime::native::{Kind, Param};
use portalis_runtime::{
    Args, Class, CompareOp, Instance, Result, Str, Tuple, Value, View, binder, errors, instance, repr_guard::ReprGuard,
};

use super::FrozenInstanceError;
use super::decorate::Params;
use super::field::{FieldData, FieldKind, is_missing};
use crate::support::callable;

/// Puts the methods on the class.
pub(super) fn install(class: &Class, fields: &[FieldData], params: Params) -> Result<()> {
    let real: Vec<FieldData> = fields.iter().filter(|f| f.kind == FieldKind::Field).cloned().collect();
    let has_own_hash = match class.own("__hash__") {
        None => false,
        // `__eq__` without `__hash__` has set it to None.
        Some(Value::None) => class.own("__eq__").is_none(),
        Some(_) => true,
    };
    if params.init {
        let initialised: Vec<FieldData> = fields.iter().filter(|f| f.kind != FieldKind::ClassVar).cloned().collect();
        put(class, "__init__", init(class, initialised, params.frozen)?);
    }
    if params.repr {
        let shown = real.iter().filter(|f| f.repr).map(|f| f.name.clone()).collect();
        put(class, "__repr__", repr(shown));
    }
    let compared: Rc<[Str]> = real.iter().filter(|f| f.compare).map(|f| f.name.clone()).collect();
    if params.eq {
        put(class, "__eq__", comparison("__eq__", CompareOp::Eq, compared.clone()));
    }
    if params.order {
        order(class, params, &compared)?;
    }
    if params.frozen {
        freeze(class, &real)?;
    }
    hash(class, &real, params, has_own_hash)?;
    if params.match_args && class.own("__match_args__").is_none() {
        let names = fields.iter().filter(|f| f.kind != FieldKind::ClassVar && f.init && !f.is_kw_only());
        let names: Tuple<Value> = names.map(|f| Value::Str(f.name.clone())).collect();
        class.store("__match_args__", Some(Value::Tuple(names)));
    }
    if matches!(class.own("__doc__"), None | Some(Value::None)) {
        class.store("__doc__", Some(Value::from(format!("{}{}", class.name(), signature(fields)?))));
    }
    Ok(())
}

/// Sets a method unless the class defines it.
fn put(class: &Class, name: &str, method: Value) -> bool {
    if class.own(name).is_some() {
        return false;
    }
    let qualname = Value::from(format!("{}.{name}", class.qualname()));
    // A callable of the library takes any attribute.
    let _ = method.set_attr("__qualname__", qualname);
    class.store(name, Some(method));
    true
}

/// `(x: int, y: int = 0)`.
fn signature(fields: &[FieldData]) -> Result<String> {
    let mut parts = Vec::new();
    for f in fields.iter().filter(|f| f.kind != FieldKind::ClassVar && f.init) {
        let ty = match Class::of_value(&f.ty) {
            Some(class) => class.full_name(),
            None => View::str(&f.ty)?.to_string(),
        };
        parts.push(match () {
            _ if !is_missing(&f.default_factory) => format!("{}: {ty} = <factory>", f.name),
            _ if !is_missing(&f.default) => format!("{}: {ty} = {}", f.name, View::repr(&f.default)?),
            _ => format!("{}: {ty}", f.name),
        });
    }
    Ok(format!("({})", parts.join(", ")))
}

/// Parameters live as long as the class, and classes as long as the program.
fn parameters(fields: &[FieldData]) -> &'static [Param] {
    let name = |name: &str| -> &'static str { Box::leak(name.to_owned().into_boxed_str()) };
    let mut params = vec![Param::new("self", Kind::PositionalOrKeyword, false)];
    let given = |keyword: bool| fields.iter().filter(move |f| f.init && f.is_kw_only() == keyword);
    params.extend(given(false).map(|f| Param::new(name(&f.name), Kind::PositionalOrKeyword, f.has_default())));
    params.extend(given(true).map(|f| Param::new(name(&f.name), Kind::KeywordOnly, f.has_default())));
    Box::leak(params.into_boxed_slice())
}

fn init(class: &Class, fields: Vec<FieldData>, frozen: bool) -> Result<Value> {
    let mut defaulted: Option<&FieldData> = None;
    for f in fields.iter().filter(|f| f.init && !f.is_kw_only()) {
        match defaulted {
            _ if f.has_default() => defaulted = Some(f),
            Some(before) => {
                let text = format!("non-default argument {} follows default argument {}", View::repr(&f.name)?, View::repr(&before.name)?);
                return Err(errors::type_error(text));
            }
            None => {}
        }
    }
    let params = parameters(&fields);
    let qualname = format!("{}.__init__", class.qualname());
    Ok(callable("__init__", move |args| {
        let bound = binder::bind(&qualname, params, args)?;
        let this = bound.first().cloned().flatten().unwrap_or_default();
        let find = |name: &Str| {
            let index = params.iter().position(|p| p.name == name.as_str())?;
            bound.get(index).cloned().flatten()
        };
        initialise(&this, &fields, frozen, find)?;
        Ok(Value::None)
    }))
}

fn initialise(this: &Value, fields: &[FieldData], frozen: bool, find: impl Fn(&Str) -> Option<Value>) -> Result<()> {
    let mut post = Vec::new();
    for f in fields {
        let given = if f.init { find(&f.name) } else { None };
        let value = match given {
            Some(value) => Some(value),
            None if !is_missing(&f.default_factory) => Some(f.default_factory.call(Args::new())?),
            // Without init, a plain default stays on the class.
            None if f.init && !is_missing(&f.default) => Some(f.default.clone()),
            None => None,
        };
        let Some(value) = value else { continue };
        match f.kind {
            FieldKind::InitVar => post.push(value),
            _ => set(this, &f.name, value, frozen)?,
        }
    }
    match this.class().lookup("__post_init__") {
        Some(_) => this.call_method("__post_init__", Args::positional(post)).map(|_| ()),
        None => Ok(()),
    }
}

/// Assigns a field; past a frozen class's `__setattr__`, as `object.__setattr__` does.
fn set(this: &Value, name: &str, value: Value, frozen: bool) -> Result<()> {
    match this.downcast::<Instance>() {
        Some(_) if frozen => instance::plain_set_attr(this, name, Some(value)),
        _ => this.set_attr(name, value),
    }
}

fn repr(names: Vec<Str>) -> Value {
    callable("__repr__", move |args| {
        let [this] = one(&args, "__repr__")?;
        let Some(_guard) = ReprGuard::enter(this.id() as usize) else { return Ok(Value::from("...")) };
        let mut parts = Vec::new();
        for name in &names {
            parts.push(format!("{name}={}", View::repr(&this.get_attr(name)?)?));
        }
        Ok(Value::from(format!("{}({})", this.class().qualname(), parts.join(", "))))
    })
}

/// Exactly `N` positional arguments.
fn one<'a, const N: usize>(args: &'a Args, name: &str) -> Result<&'a [Value; N]> {
    args.values().try_into().map_err(|_| {
        let given = args.values().len();
        errors::type_error(format!("{name}() takes {N} positional arguments but {given} were given"))
    })
}

fn fields_tuple(this: &Value, names: &[Str]) -> Result<Value> {
    names.iter().map(|name| this.get_attr(name)).collect::<Result<Tuple<Value>>>().map(Value::Tuple)
}

fn comparison(name: &'static str, op: CompareOp, names: Rc<[Str]>) -> Value {
    callable(name, move |args| {
        let [this, other] = one(&args, name)?;
        if this.is(other) && op == CompareOp::Eq {
            return Ok(Value::Bool(true));
        }
        if !this.class().same(&other.class()) {
            return Ok(Value::NotImplemented);
        }
        fields_tuple(this, &names)?.compare(op, &fields_tuple(other, &names)?)
    })
}

fn order(class: &Class, params: Params, names: &Rc<[Str]>) -> Result<()> {
    if !params.eq {
        return Err(errors::value_error("eq must be true if order is true"));
    }
    let operations = [("__lt__", CompareOp::Lt), ("__le__", CompareOp::Le), ("__gt__", CompareOp::Gt), ("__ge__", CompareOp::Ge)];
    for (name, op) in operations {
        if !put(class, name, comparison(name, op, names.clone())) {
            let text = format!("Cannot overwrite attribute {name} in class {} Consider using functools.total_ordering", class.name());
            return Err(errors::type_error(text));
        }
    }
    Ok(())
}

fn freeze(class: &Class, fields: &[FieldData]) -> Result<()> {
    let names: Rc<[Str]> = fields.iter().map(|f| f.name.clone()).collect();
    let (own, known) = (class.clone(), names.clone());
    let set = callable("__setattr__", move |args| {
        let [this, name, value] = one(&args, "__setattr__")?;
        let name = View::str(name)?;
        if this.class().same(&own) || known.contains(&name) {
            return Err(frozen(format!("cannot assign to field {}", View::repr(&name)?)));
        }
        instance::plain_set_attr(this, &name, Some(value.clone())).map(Value::from)
    });
    let own = class.clone();
    let delete = callable("__delattr__", move |args| {
        let [this, name] = one(&args, "__delattr__")?;
        let name = View::str(name)?;
        if this.class().same(&own) || names.contains(&name) {
            return Err(frozen(format!("cannot delete field {}", View::repr(&name)?)));
        }
        instance::plain_set_attr(this, &name, None).map(Value::from)
    });
    for (name, method) in [("__setattr__", set), ("__delattr__", delete)] {
        if !put(class, name, method) {
            return Err(errors::type_error(format!("Cannot overwrite attribute {name} in class {}", class.name())));
        }
    }
    Ok(())
}

fn frozen(text: String) -> portalis_runtime::Error {
    errors::exception_with(&FrozenInstanceError, vec![Value::from(text)])
}

/// What becomes of `__hash__` by `unsafe_hash`, `eq` and `frozen` (the table in the documentation of `dataclass`).
fn hash(class: &Class, fields: &[FieldData], params: Params, has_own: bool) -> Result<()> {
    let hashed = |f: &&FieldData| match &f.hash {
        Value::None => f.compare,
        wanted => View::truthy(wanted).unwrap_or(false),
    };
    let names: Vec<Str> = fields.iter().filter(hashed).map(|f| f.name.clone()).collect();
    let method = callable("__hash__", move |args| {
        let [this] = one(&args, "__hash__")?;
        View::hash(&fields_tuple(this, &names)?).map(Value::from)
    });
    match (params.unsafe_hash, params.eq, params.frozen) {
        (true, _, _) if has_own => {
            return Err(errors::type_error(format!("Cannot overwrite attribute __hash__ in class {}", class.name())));
        }
        (true, _, _) => {
            class.store("__hash__", Some(method));
        }
        (false, true, true) if !has_own => {
            class.store("__hash__", Some(method));
        }
        (false, true, false) if !has_own => {
            class.store("__hash__", Some(Value::None));
        }
        _ => {}
    }
    Ok(())
}
