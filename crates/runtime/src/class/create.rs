//! Making classes: the `class` statement and `type(name, bases, namespace)` (language reference 3.3.3).

use crate::names::NameMap;
use crate::{
    Args, Class, Dict, Result, Shared, Str, Tuple, Value, args, classes, descriptor, errors,
    object::View, reach, special,
};

/// The namespace that a class body fills.
pub struct Namespace {
    mapping: Value,
    cell: Shared<Value>,
}

impl Namespace {
    /// Binds a name.
    pub fn set(&self, name: &str, value: impl Into<Value>) -> Result<()> {
        self.mapping.set_item(&key(name), value)
    }

    /// What a name is bound to, if it is.
    pub fn find(&self, name: &str) -> Result<Option<Value>> {
        match &self.mapping {
            Value::Dict(dict) => dict.find(&key(name)),
            mapping => match mapping.get_item(&key(name)) {
                Ok(value) => Ok(Some(value)),
                Err(error) if error.is(&errors::KeyError) => Ok(None),
                Err(error) => Err(error),
            },
        }
    }

    /// What a name is bound to; NameError where it is not.
    pub fn get(&self, name: &str) -> Result<Value> {
        self.find(name)?.ok_or_else(|| errors::undefined_name(name))
    }

    /// Unbinds a name.
    pub fn del(&self, name: &str) -> Result<()> {
        match self.find(name)? {
            Some(_) => self.mapping.del_item(&key(name)),
            None => Err(errors::undefined_name(name)),
        }
    }

    /// Unbinds a name if it is bound: the end of `except … as`.
    pub fn unbind(&self, name: &str) -> Result<()> {
        match self.find(name)? {
            Some(_) => self.mapping.del_item(&key(name)),
            None => Ok(()),
        }
    }

    /// `name: annotation` in the class body.
    pub fn annotate(&self, name: &str, annotation: impl Into<Value>) -> Result<()> {
        let annotations = match self.find("__annotations__")? {
            Some(annotations) => annotations,
            None => {
                let annotations = Value::Dict(Dict::new());
                self.set("__annotations__", &annotations)?;
                annotations
            }
        };
        annotations.set_item(&key(name), annotation)
    }

    /// The `__class__` cell: holds the class as soon as it exists. Methods that use `super()` capture it.
    pub fn class_cell(&self) -> Shared<Value> {
        self.cell.clone()
    }
}

fn key(name: &str) -> Value {
    Value::Str(Str::from(name.to_string()))
}

/// A `class` statement without keywords.
pub fn class(
    name: &'static str,
    qualname: &'static str,
    module: &'static str,
    bases: &[Value],
    body: impl FnOnce(&Namespace) -> Result<()>,
) -> Result<Value> {
    class_with(
        name,
        qualname,
        module,
        Args::positional(bases.to_vec()),
        body,
    )
}

/// A `class` statement: `arguments` are the bases and the keywords (`metaclass` among them).
pub fn class_with(
    name: &'static str,
    qualname: &'static str,
    module: &'static str,
    mut arguments: Args,
    body: impl FnOnce(&Namespace) -> Result<()>,
) -> Result<Value> {
    reach::MEMBERS.turn_on();
    let explicit = arguments.take_keyword("metaclass");
    let (written, keywords) = arguments.into_parts();
    let (bases, replaced) = resolve_bases(&written)?;
    let metaclass = match explicit {
        Some(metaclass) if Class::of_value(&metaclass).is_none() => metaclass,
        explicit => {
            most_derived(explicit.as_ref().and_then(Class::of_value), &bases)?.quiet_value()
        }
    };
    let bases_value = Value::Tuple(Tuple::from(bases));
    let mapping = prepare(&metaclass, name, &bases_value, &keywords)?;
    let namespace = Namespace {
        mapping: mapping.clone(),
        cell: Shared::unbound("__class__"),
    };
    namespace.set("__module__", module)?;
    namespace.set("__qualname__", qualname)?;
    body(&namespace)?;
    if replaced {
        namespace.set("__orig_bases__", Value::Tuple(Tuple::from(written)))?;
    }
    namespace.set(
        "__classcell__",
        Value::object(crate::globals::Cell_(namespace.cell.clone())),
    )?;
    let made = Args::with_keywords(vec![Value::from(name), bases_value, mapping], keywords);
    let class = metaclass.call(made)?;
    if namespace.cell.is_unbound() {
        namespace.cell.set(class.clone());
    }
    Ok(class)
}

/// `__mro_entries__` of bases that are no classes (PEP 560).
fn resolve_bases(written: &[Value]) -> Result<(Vec<Value>, bool)> {
    let (mut bases, mut replaced) = (Vec::new(), false);
    for base in written {
        if Class::of_value(base).is_some() {
            bases.push(base.clone());
            continue;
        }
        match base.quiet_find_attr("__mro_entries__")? {
            Some(entries) => {
                replaced = true;
                let all = Value::Tuple(Tuple::from(written.to_vec()));
                for entry in entries.call(args![all])?.iter()? {
                    bases.push(entry?);
                }
            }
            None => bases.push(base.clone()),
        }
    }
    Ok((bases, replaced))
}

/// The most derived metaclass of the explicit one and those of the bases.
fn most_derived(explicit: Option<Class>, bases: &[Value]) -> Result<Class> {
    let mut winner = explicit.unwrap_or_else(|| classes::TYPE.class());
    for base in bases {
        let candidate = base.class();
        if winner.is_subclass(&candidate) {
            continue;
        }
        if candidate.is_subclass(&winner) {
            winner = candidate;
            continue;
        }
        return Err(errors::type_error(
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
        ));
    }
    Ok(winner)
}

fn prepare(
    metaclass: &Value,
    name: &'static str,
    bases: &Value,
    keywords: &[(Str, Value)],
) -> Result<Value> {
    let plain = Class::of_value(metaclass).is_some_and(|class| class.is_native());
    if !plain && let Some(prepare) = metaclass.quiet_find_attr("__prepare__")? {
        return prepare.call(Args::with_keywords(
            vec![Value::from(name), bases.clone()],
            keywords.to_vec(),
        ));
    }
    Ok(Value::Dict(Dict::new()))
}

/// `type.__new__(metaclass, name, bases, namespace, **keywords)`.
pub fn new_class(
    metaclass: Class,
    name: Str,
    bases: &[Value],
    namespace: &Value,
    keywords: Vec<(Str, Value)>,
) -> Result<Class> {
    reach::MEMBERS.turn_on();
    make_class(metaclass, name, bases, namespace, keywords)
}

/// [`new_class`] where members count already.
pub(crate) fn make_class(
    metaclass: Class,
    name: Str,
    bases: &[Value],
    namespace: &Value,
    keywords: Vec<(Str, Value)>,
) -> Result<Class> {
    reach::CLASSES.turn_on();
    special::install_operators();
    let bases = base_classes(bases)?;
    let mut attributes = copy_namespace(namespace)?;
    let cell = attributes.remove("__classcell__");
    let qualname = match attributes.remove("__qualname__") {
        Some(Value::Str(qualname)) => qualname,
        Some(other) => {
            return Err(errors::type_error(format!(
                "type __qualname__ must be a str, not {}",
                other.class_name()
            )));
        }
        None => name.clone(),
    };
    wrap_special(&mut attributes);
    let slots = slot_names(&attributes)?;
    let has_dict = slots.is_none()
        || bases
            .iter()
            .any(|base| base.has_dict() && !base.is_native());
    let wants_dict = slots
        .as_ref()
        .is_some_and(|slots| slots.iter().any(|slot| slot.as_str() == "__dict__"));
    for slot in slots
        .iter()
        .flatten()
        .filter(|slot| !matches!(slot.as_str(), "__dict__" | "__weakref__"))
    {
        if attributes.get(slot.as_str()).is_some() {
            return Err(errors::value_error(format!(
                "'{slot}' in __slots__ conflicts with class variable"
            )));
        }
        attributes.set(
            slot.as_str(),
            Value::object(descriptor::SlotMember::new(slot.clone())),
        );
    }
    let metaclass = (!metaclass.is_native()).then_some(metaclass);
    let class = Class::build(
        name,
        qualname,
        bases,
        metaclass,
        attributes,
        None,
        has_dict || wants_dict,
    )?;
    if let Some(cell) = cell
        .as_ref()
        .and_then(|cell| cell.downcast::<crate::globals::Cell_>())
    {
        cell.0.set(class.quiet_value());
    }
    name_attributes(&class)?;
    init_subclass(&class, keywords)?;
    Ok(class)
}

fn base_classes(bases: &[Value]) -> Result<Vec<Class>> {
    let mut classes = Vec::new();
    for base in bases {
        let Some(class) = Class::of_value(base) else {
            return Err(errors::type_error("bases must be types"));
        };
        if class.native().is_some_and(|native| !native.is_base) {
            return Err(errors::type_error(format!(
                "type '{}' is not an acceptable base type",
                class.name()
            )));
        }
        if classes.iter().any(|known: &Class| known.same(&class)) {
            return Err(errors::type_error(format!(
                "duplicate base class {}",
                class.name()
            )));
        }
        classes.push(class);
    }
    if classes.is_empty() {
        classes.push(classes::OBJECT.class());
    }
    let conflict = classes
        .iter()
        .filter_map(Class::native_base)
        .collect::<Vec<_>>();
    if let [first, rest @ ..] = &conflict[..]
        && rest.iter().any(|native| !related(first, native))
    {
        return Err(errors::type_error(
            "multiple bases have instance lay-out conflict",
        ));
    }
    Ok(classes)
}

/// One layout extends the other. Exceptions share one layout.
fn related(a: &'static crate::NativeClass, b: &'static crate::NativeClass) -> bool {
    let (first, second) = (a.class(), b.class());
    let plain = |native: &crate::NativeClass| native.constructor().is_none();
    first.is_subclass(&second) || second.is_subclass(&first) || plain(a) || plain(b)
}

fn copy_namespace(namespace: &Value) -> Result<NameMap> {
    let mut attributes = NameMap::default();
    let entries = match namespace {
        Value::Dict(dict) => dict.entries(),
        Value::Object(object) => match object.payload() {
            Some(Value::Dict(dict)) => dict.entries(),
            _ => return Err(errors::type_error("type.__new__() argument 3 must be dict")),
        },
        other => {
            return Err(errors::type_error(format!(
                "type.__new__() argument 3 must be dict, not {}",
                other.class_name()
            )));
        }
    };
    for (key, value) in entries {
        attributes.set(View::str(&key)?.as_str(), value);
    }
    if attributes.get("__doc__").is_none() {
        attributes.set("__doc__", Value::None);
    }
    Ok(attributes)
}

/// Methods that are static or class methods by their name, and the `__hash__` rule.
fn wrap_special(attributes: &mut NameMap) {
    let is_function =
        |value: &Value| matches!(value, Value::Object(object) if object.is_function());
    if let Some(new) = attributes
        .get("__new__")
        .filter(|value| is_function(value))
        .cloned()
    {
        attributes.set("__new__", descriptor::static_method(new));
    }
    for name in ["__init_subclass__", "__class_getitem__"] {
        if let Some(function) = attributes
            .get(name)
            .filter(|value| is_function(value))
            .cloned()
        {
            attributes.set(name, descriptor::class_method(function));
        }
    }
    if attributes.get("__eq__").is_some() && attributes.get("__hash__").is_none() {
        attributes.set("__hash__", Value::None);
    }
}

fn slot_names(attributes: &NameMap) -> Result<Option<Vec<Str>>> {
    match attributes.get("__slots__") {
        None => Ok(None),
        Some(Value::Str(name)) => Ok(Some(vec![name.clone()])),
        Some(names) => {
            let mut slots = Vec::new();
            for name in names.iter()? {
                match name? {
                    Value::Str(name) => slots.push(name),
                    other => {
                        return Err(errors::type_error(format!(
                            "__slots__ items must be strings, not '{}'",
                            other.class_name()
                        )));
                    }
                }
            }
            Ok(Some(slots))
        }
    }
}

/// Calls `__set_name__` of what has it.
fn name_attributes(class: &Class) -> Result<()> {
    for (name, value) in class.own_attributes() {
        let Value::Object(object) = &value else {
            continue;
        };
        let owner = object.class();
        if owner.is_native() && owner.overriding("__set_name__").is_none() {
            continue;
        }
        if let Some(hook) = special::method(&value, &owner, "__set_name__")? {
            let called = hook.call(args![class.quiet_value(), name.clone()]);
            called.inspect_err(|error| {
                let text = format!(
                    "Error calling __set_name__ on '{}' instance '{name}' in '{}'",
                    owner.name(),
                    class.name()
                );
                error.add_note(Str::from(text));
            })?;
        }
    }
    Ok(())
}

fn init_subclass(class: &Class, keywords: Vec<(Str, Value)>) -> Result<()> {
    let Some(hook) = class.lookup_after(class, "__init_subclass__") else {
        return match keywords.is_empty() {
            true => Ok(()),
            false => Err(errors::type_error(format!(
                "{}.__init_subclass__() takes no keyword arguments",
                class.qualname()
            ))),
        };
    };
    let bound = special::read_from_class(hook, Some(&class.quiet_value()), class)?;
    bound
        .call(Args::with_keywords(Vec::new(), keywords))
        .map(|_| ())
}

/// The C3 linearisation of the bases: the method resolution order without the class itself.
pub(super) fn linearise(bases: &[Class]) -> Result<Vec<Class>> {
    let mut sequences: Vec<Vec<Class>> = bases.iter().map(|base| base.mro().to_vec()).collect();
    sequences.push(bases.to_vec());
    let mut order = Vec::new();
    loop {
        sequences.retain(|sequence| !sequence.is_empty());
        if sequences.is_empty() {
            return Ok(order);
        }
        let in_tail = |candidate: &Class| {
            sequences
                .iter()
                .any(|s| s[1..].iter().any(|class| class.same(candidate)))
        };
        let Some(next) = sequences
            .iter()
            .map(|sequence| &sequence[0])
            .find(|head| !in_tail(head))
            .cloned()
        else {
            let names: Vec<_> = bases
                .iter()
                .map(|base| base.name().as_str().to_string())
                .collect();
            return Err(errors::type_error(format!(
                "Cannot create a consistent method resolution order (MRO) for bases {}",
                names.join(", ")
            )));
        };
        for sequence in &mut sequences {
            if sequence[0].same(&next) {
                sequence.remove(0);
            }
        }
        order.push(next);
    }
}
