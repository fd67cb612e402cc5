//! `Field`, `field()` and the markers.

use std::cell::RefCell;
use std::rc::Rc;

use portalis_macros::{pyclass, pyconst, pyfn, pymethods};
use portalis_runtime::{Dict, Object, Result, Str, Value, View, errors};

/// An object that stands for something by being itself.
#[pyclass("class _Marker", repr, final)]
#[derive(Clone)]
pub struct Marker(Rc<str>);

#[pymethods]
impl Marker {
    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        Ok(Str::from(format!("<dataclasses.{} object>", self.0)))
    }

    #[pyfn("def __getitem__(self, ty: Any) -> Any")]
    fn subscript(&self, _ty: Value) -> Value {
        self.to_value()
    }
}

thread_local! {
    static MISSING: Marker = Marker(Rc::from("_MISSING_TYPE"));
    static KW_ONLY: Marker = Marker(Rc::from("_KW_ONLY_TYPE"));
    static INIT_VAR: Marker = Marker(Rc::from("InitVar"));
}

/// Stands for "no value".
#[pyconst("MISSING: Any")]
pub fn missing() -> Value {
    MISSING.with(View::to_value)
}

/// Fields below a pseudo-field of this type are keyword-only.
#[pyconst("KW_ONLY: Any")]
pub fn kw_only() -> Value {
    KW_ONLY.with(View::to_value)
}

/// A pseudo-field that only `__init__` and `__post_init__` see.
#[pyconst("InitVar: Any")]
pub fn init_var() -> Value {
    INIT_VAR.with(View::to_value)
}

pub(super) fn is_missing(value: &Value) -> bool {
    value.is(&missing())
}

/// What kind of annotation a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldKind {
    Field,
    ClassVar,
    InitVar,
}

/// What is known of a field. Name and type come from the class it is found in.
#[derive(Clone)]
pub(super) struct FieldData {
    pub(super) name: Str,
    pub(super) ty: Value,
    pub(super) default: Value,
    pub(super) default_factory: Value,
    pub(super) init: bool,
    pub(super) repr: bool,
    pub(super) hash: Value,
    pub(super) compare: bool,
    pub(super) metadata: Value,
    pub(super) kw_only: Value,
    pub(super) kind: FieldKind,
}

impl FieldData {
    pub(super) fn plain(default: Value) -> FieldData {
        FieldData {
            name: Str::from(""),
            ty: Value::None,
            default,
            default_factory: missing(),
            init: true,
            repr: true,
            hash: Value::None,
            compare: true,
            metadata: Value::Dict(Dict::new()),
            kw_only: missing(),
            kind: FieldKind::Field,
        }
    }

    pub(super) fn has_default(&self) -> bool {
        !is_missing(&self.default) || !is_missing(&self.default_factory)
    }

    pub(super) fn is_kw_only(&self) -> bool {
        matches!(self.kw_only, Value::Bool(true))
    }
}

/// `__dataclass_fields__` of a class whose fields are known by their names only: enough for `asdict` and `astuple`.
pub fn field_table(names: &[&'static str]) -> Value {
    let table = Dict::new();
    for name in names {
        let data = FieldData { name: Str::from(*name), ..FieldData::plain(missing()) };
        table.insert_name(name, Field::new(data).to_value());
    }
    Value::Dict(table)
}

/// A field of a dataclass.
#[pyclass("class Field", repr, final)]
#[derive(Clone)]
pub struct Field(Rc<RefCell<FieldData>>);

impl Field {
    pub(super) fn new(data: FieldData) -> Field {
        Field(Rc::new(RefCell::new(data)))
    }

    pub(super) fn data(&self) -> FieldData {
        self.0.borrow().clone()
    }

    pub(super) fn update(&self, data: FieldData) {
        let _old = self.0.replace(data);
    }
}

#[pymethods]
impl Field {
    #[pyfn("def name(self) -> Any", property)]
    fn name(&self) -> Str {
        self.data().name
    }

    #[pyfn("def type(self) -> Any", property)]
    fn ty(&self) -> Value {
        self.data().ty
    }

    #[pyfn("def default(self) -> Any", property)]
    fn default(&self) -> Value {
        self.data().default
    }

    #[pyfn("def default_factory(self) -> Any", property)]
    fn default_factory(&self) -> Value {
        self.data().default_factory
    }

    #[pyfn("def init(self) -> bool", property)]
    fn init(&self) -> bool {
        self.data().init
    }

    #[pyfn("def repr(self) -> bool", property)]
    fn repr(&self) -> bool {
        self.data().repr
    }

    #[pyfn("def hash(self) -> Any", property)]
    fn hash(&self) -> Value {
        self.data().hash
    }

    #[pyfn("def compare(self) -> bool", property)]
    fn compare(&self) -> bool {
        self.data().compare
    }

    #[pyfn("def metadata(self) -> Any", property)]
    fn metadata(&self) -> Value {
        self.data().metadata
    }

    #[pyfn("def kw_only(self) -> Any", property)]
    fn kw_only(&self) -> Value {
        self.data().kw_only
    }

    #[pyfn("def __repr__(self) -> str")]
    fn py_repr(&self) -> Result<Str> {
        let f = self.data();
        let kind = match f.kind {
            FieldKind::Field => "_FIELD",
            FieldKind::ClassVar => "_FIELD_CLASSVAR",
            FieldKind::InitVar => "_FIELD_INITVAR",
        };
        let truth = |value: bool| if value { "True" } else { "False" };
        Ok(Str::from(format!(
            "Field(name={},type={},default={},default_factory={},init={},repr={},hash={},compare={},metadata=mappingproxy({}),kw_only={},_field_type={kind})",
            View::repr(&f.name)?,
            View::repr(&f.ty)?,
            View::repr(&f.default)?,
            View::repr(&f.default_factory)?,
            truth(f.init),
            truth(f.repr),
            View::repr(&f.hash)?,
            truth(f.compare),
            View::repr(&f.metadata)?,
            View::repr(&f.kw_only)?,
        )))
    }
}

/// Return an object to identify dataclass fields.
///
/// default is the default value of the field.  default_factory is a
/// 0-argument function called to initialize a field's value.  If init
/// is true, the field will be a parameter to the class's __init__()
/// function.  If repr is true, the field will be included in the
/// object's repr().  If hash is true, the field will be included in the
/// object's hash().  If compare is true, the field will be used in
/// comparison functions.  metadata, if specified, must be a mapping
/// which is stored but not otherwise examined by dataclass.  If kw_only
/// is true, the field will become a keyword-only parameter to
/// __init__().
///
/// It is an error to specify both default and default_factory.
#[pyfn("def field(*, default: Any = ..., default_factory: Any = ..., init: bool = True, repr: bool = True, hash: Any = None, compare: bool = True, metadata: Any = None, kw_only: Any = ...) -> Any")]
#[expect(clippy::too_many_arguments, reason = "Python's signature")]
pub fn field(
    default: Option<Value>,
    default_factory: Option<Value>,
    init: bool,
    repr: bool,
    hash: Value,
    compare: bool,
    metadata: Value,
    kw_only: Option<Value>,
) -> Result<Value> {
    if default.as_ref().is_some_and(|d| !is_missing(d)) && default_factory.as_ref().is_some_and(|d| !is_missing(d)) {
        return Err(errors::value_error("cannot specify both default and default_factory"));
    }
    let metadata = if metadata.is_none() { Value::Dict(Dict::new()) } else { metadata };
    let data = FieldData {
        default_factory: default_factory.unwrap_or_else(missing),
        init,
        repr,
        hash,
        compare,
        metadata,
        kw_only: kw_only.unwrap_or_else(missing),
        ..FieldData::plain(default.unwrap_or_else(missing))
    };
    Ok(Field::new(data).to_value())
}

/// The field that a value is, if it is one.
pub(super) fn as_field(value: &Value) -> Option<Field> {
    Field::from_value(value.clone()).ok()
}
