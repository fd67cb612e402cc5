//! [`Class`]: class objects, library classes and those that Python code makes alike.
//!
//! Making a class is in [`create`], calling one in [`instantiate`], attribute access on classes in [`object`].
//!
//! *Invariant:* a class's lookup cache never holds what a walk along its method resolution order would not find;
//! [`Class::store`] keeps it.

mod create;
mod instantiate;
mod object;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::names::{NameMap, NameTable, Shape};
use crate::native::{NativeClass, NativeFunction};
use crate::{Str, Value, descriptor, native_object, reach};

pub(crate) use create::make_class;
pub use create::{Namespace, class, class_with, new_class};
pub use instantiate::{abstract_class, allocate, instantiate};

/// A class object. Clones are the same object.
#[derive(Clone)]
pub struct Class(Rc<ClassData>);

/// What a class object holds.
pub struct ClassData {
    this: Weak<ClassData>,
    name: RefCell<Str>,
    qualname: RefCell<Str>,
    bases: RefCell<Vec<Class>>,
    mro: RefCell<Rc<[Class]>>,
    metaclass: RefCell<Option<Class>>,
    attributes: RefCell<NameMap>,
    native: Option<&'static NativeClass>,
    cache: RefCell<NameTable<Option<Value>>>,
    plain_lookup: Cell<Option<bool>>,
    plain_store: Cell<Option<bool>>,
    finaliser: Cell<Option<bool>>,
    /// Whether no attribute is a data descriptor, and the epoch in which that was found.
    instance_first: Cell<Option<(u32, bool)>>,
    subclasses: RefCell<Vec<Weak<ClassData>>>,
    root_shape: Rc<Shape>,
    has_dict: Cell<bool>,
    is_exception: bool,
}

thread_local! {
    /// Changes when a class becomes a descriptor or is none any more.
    static EPOCH: Cell<u32> = const { Cell::new(0) };
    /// The classes of tables, sorted by the tables' addresses.
    static NATIVE: RefCell<Vec<(usize, Class)>> = const { RefCell::new(Vec::new()) };
}

impl NativeClass {
    /// The class object of this table; one a program.
    pub fn class(&'static self) -> Class {
        let key = std::ptr::from_ref(self) as usize;
        let find =
            |classes: &Vec<(usize, Class)>| classes.binary_search_by_key(&key, |known| known.0);
        let known = |classes: &Vec<(usize, Class)>| Some(classes[find(classes).ok()?].1.clone());
        if let Some(class) = NATIVE.with_borrow(known) {
            return class;
        }
        let class = Class::from_native(self);
        NATIVE.with_borrow_mut(|classes| {
            if let Err(at) = find(classes) {
                classes.insert(at, (key, class.clone()));
            }
        });
        class
    }
}

impl Class {
    fn from_native(native: &'static NativeClass) -> Class {
        let bases: Vec<Class> = match native.bases {
            [] if std::ptr::eq(native, &crate::classes::OBJECT) => Vec::new(),
            [] => vec![crate::classes::OBJECT.class()],
            bases => bases.iter().map(|base| base.class()).collect(),
        };
        let name = Str::from(native.name);
        // The tables of the library are consistent; a failing linearisation would show in the first test.
        Class::build(
            name.clone(),
            name,
            bases,
            None,
            NameMap::default(),
            Some(native),
            true,
        )
        .unwrap_or_else(|_| unreachable!("the bases of library classes have a linear order"))
    }

    fn build(
        name: Str,
        qualname: Str,
        bases: Vec<Class>,
        metaclass: Option<Class>,
        attributes: NameMap,
        native: Option<&'static NativeClass>,
        has_dict: bool,
    ) -> crate::Result<Class> {
        let tail = create::linearise(&bases)?;
        let is_exception = tail.iter().any(|class| class.0.is_exception)
            || native.is_some_and(|native| std::ptr::eq(native, &crate::errors::BaseException));
        let data = Rc::new_cyclic(|this| ClassData {
            this: this.clone(),
            name: RefCell::new(name),
            qualname: RefCell::new(qualname),
            bases: RefCell::new(bases),
            mro: RefCell::new(Rc::new([])),
            metaclass: RefCell::new(metaclass),
            attributes: RefCell::new(attributes),
            native,
            cache: RefCell::default(),
            plain_lookup: Cell::new(None),
            plain_store: Cell::new(None),
            finaliser: Cell::new(None),
            instance_first: Cell::new(None),
            subclasses: RefCell::default(),
            root_shape: Rc::default(),
            has_dict: Cell::new(has_dict),
            is_exception,
        });
        let class = Class(data);
        let mro: Vec<Class> = std::iter::once(class.clone()).chain(tail).collect();
        *class.0.mro.borrow_mut() = mro.into();
        for base in class.0.bases.borrow().iter() {
            base.0.subclasses.borrow_mut().push(Rc::downgrade(&class.0));
        }
        Ok(class)
    }

    /// The class as a value.
    pub fn value(&self) -> Value {
        reach::MEMBERS.turn_on();
        self.quiet_value()
    }

    /// [`Class::value`] where members count already, or where the class does not get to the program.
    pub fn quiet_value(&self) -> Value {
        Value::Object(self.0.clone())
    }

    /// The class that a value is, if it is one.
    pub fn of_value(value: &Value) -> Option<Class> {
        value.downcast::<ClassData>().map(ClassData::handle)
    }

    /// Same class object.
    #[inline]
    pub fn same(&self, other: &Class) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// `__name__`.
    pub fn name(&self) -> Str {
        self.0.name.borrow().clone()
    }

    /// `__qualname__`.
    pub fn qualname(&self) -> Str {
        self.0.qualname.borrow().clone()
    }

    /// `module.qualname`; `qualname` alone for builtins.
    pub fn full_name(&self) -> String {
        let qualname = self.qualname();
        let module = match self.0.native {
            Some(native) => Some(Str::from(native.module)),
            None => self.python_module(),
        };
        match module {
            Some(module) if module.as_str() != "builtins" => [&module, ".", &qualname].concat(),
            _ => String::from(qualname),
        }
    }

    /// `__module__` of a class made by Python code.
    fn python_module(&self) -> Option<Str> {
        reach::CLASSES.gate(|| match self.lookup("__module__") {
            Some(Value::Str(module)) => Some(module),
            _ => None,
        })
    }

    /// Its table, for a library class.
    pub fn native(&self) -> Option<&'static NativeClass> {
        self.0.native
    }

    /// It is a library class, not one that Python code made.
    pub fn is_native(&self) -> bool {
        !reach::CLASSES.is_on() || self.0.native.is_some()
    }

    /// It derives from `BaseException`.
    pub fn is_exception(&self) -> bool {
        self.0.is_exception
    }

    /// Instances have a `__dict__`.
    pub(crate) fn has_dict(&self) -> bool {
        self.0.has_dict.get()
    }

    /// `__bases__`.
    pub fn bases(&self) -> Vec<Class> {
        self.0.bases.borrow().clone()
    }

    /// `__mro__`.
    pub fn mro(&self) -> Rc<[Class]> {
        self.0.mro.borrow().clone()
    }

    /// `type(cls)`.
    pub fn metaclass(&self) -> Class {
        self.0
            .metaclass
            .borrow()
            .clone()
            .unwrap_or_else(|| crate::classes::TYPE.class())
    }

    /// The metaclass is `type` itself.
    pub(crate) fn has_plain_metaclass(&self) -> bool {
        !reach::CLASSES.is_on() || self.0.metaclass.borrow().is_none()
    }

    /// `issubclass(self, other)` along the method resolution order.
    pub fn is_subclass(&self, other: &Class) -> bool {
        self.same(other) || self.0.mro.borrow().iter().any(|class| class.same(other))
    }

    /// It is the library class `native` or derives from it.
    pub fn derives(&self, native: &'static NativeClass) -> bool {
        let is = |class: &Class| {
            class
                .0
                .native
                .is_some_and(|known| std::ptr::eq(known, native))
        };
        is(self) || self.0.mro.borrow().iter().any(is)
    }

    /// The nearest library class other than `object` in the resolution order.
    pub(crate) fn native_base(&self) -> Option<&'static NativeClass> {
        self.0.mro.borrow().iter().find_map(|class| {
            class
                .0
                .native
                .filter(|native| !std::ptr::eq(*native, &crate::classes::OBJECT))
        })
    }

    pub(crate) fn root_shape(&self) -> Rc<Shape> {
        self.0.root_shape.clone()
    }

    /// The attribute as it stands in the dict of the class or of one of its bases, without any binding.
    pub fn lookup(&self, name: &str) -> Option<Value> {
        if let Some(known) = self.0.cache.borrow().get(name) {
            return known.clone();
        }
        let found = self.mro().iter().find_map(|class| class.own(name));
        // What is not found now may be found once members count.
        if found.is_none() && !reach::MEMBERS.is_on() {
            return None;
        }
        self.0.cache.borrow_mut().insert(name.into(), found.clone());
        found
    }

    /// The function that the tables of this class and its bases have under the name.
    pub(crate) fn native_method(&self, name: &str) -> Option<&'static NativeFunction> {
        self.mro()
            .iter()
            .find_map(|class| class.0.native?.method(name))
    }

    /// There is such an attribute in the dict of the class or of one of its bases.
    pub fn has(&self, name: &str) -> bool {
        match reach::CLASSES.is_on() {
            true => self.lookup(name).is_some(),
            false => self.native_method(name).is_some(),
        }
    }

    /// [`Class::lookup`] in the classes that follow `after` in the resolution order: what `super` sees.
    pub fn lookup_after(&self, after: &Class, name: &str) -> Option<Value> {
        self.mro()
            .iter()
            .skip_while(|class| !class.same(after))
            .skip(1)
            .find_map(|class| class.own(name))
    }

    /// The attribute of the class's own dict.
    pub fn own(&self, name: &str) -> Option<Value> {
        if let Some(value) = self.0.attributes.borrow().get(name) {
            return Some(value.clone());
        }
        let value = native_attribute(self.0.native?, name)?;
        self.0.attributes.borrow_mut().set(name, value.clone());
        Some(value)
    }

    /// The attribute, where it is defined by a class other than `object`.
    pub(crate) fn overriding(&self, name: &str) -> Option<Value> {
        let mro = self.mro();
        let (last, rest) = mro.split_last()?;
        if rest.is_empty() {
            return last.own(name);
        }
        rest.iter().find_map(|class| class.own(name))
    }

    /// `name` means something else here than in `base`, one of its bases.
    pub fn overrides(&self, name: &str, base: &Class) -> bool {
        match (self.lookup(name), base.lookup(name)) {
            (Some(mine), Some(theirs)) => !mine.is(&theirs),
            (mine, theirs) => mine.is_some() != theirs.is_some(),
        }
    }

    /// A Python class in the resolution order defines one of these names.
    pub(crate) fn overrides_any(&self, names: &[&str]) -> bool {
        let mro = self.mro();
        mro.iter()
            .filter(|class| !class.is_native())
            .any(|class| names.iter().any(|name| class.own(name).is_some()))
    }

    /// Neither `__getattribute__` nor `__getattr__` is defined.
    #[inline]
    pub(crate) fn has_plain_lookup(&self) -> bool {
        !reach::CLASSES.is_on()
            || self.0.plain_lookup.get().unwrap_or_else(|| {
                let plain = self.overriding("__getattribute__").is_none()
                    && self.lookup("__getattr__").is_none();
                self.0.plain_lookup.set(Some(plain));
                plain
            })
    }

    /// Neither `__setattr__` nor `__delattr__` is defined, and no attribute of the class is a data descriptor that
    /// assignment must find first.
    #[inline]
    pub(crate) fn has_plain_store(&self) -> bool {
        !reach::CLASSES.is_on()
            || self.0.plain_store.get().unwrap_or_else(|| {
                let plain = self.overriding("__setattr__").is_none()
                    && self.overriding("__delattr__").is_none();
                self.0.plain_store.set(Some(plain));
                plain
            })
    }

    /// An instance's own attributes come before those of the class, whatever their name but for dunders: neither
    /// attribute hooks nor data descriptors stand in the way.
    #[inline]
    pub(crate) fn instance_first(&self) -> bool {
        reach::CLASSES.is_on()
            && match self.0.instance_first.get() {
                Some((epoch, answer)) if epoch == EPOCH.get() => answer,
                _ => self.find_instance_first(),
            }
    }

    fn find_instance_first(&self) -> bool {
        let blocks = |class: &Class| match class.0.native {
            Some(native) => {
                !std::ptr::eq(native, &crate::classes::OBJECT)
                    && !(native.members)().properties.is_empty()
            }
            None => {
                let attributes = class.0.attributes.borrow();
                attributes.iter().any(|(_, value)| matches!(value, Value::Object(object) if object.is_data_descriptor()))
            }
        };
        let answer = self.has_plain_lookup()
            && self.has_plain_store()
            && self.has_dict()
            && !self.mro().iter().any(blocks);
        self.0.instance_first.set(Some((EPOCH.get(), answer)));
        answer
    }

    /// `__del__` is defined.
    #[inline]
    pub(crate) fn has_finaliser(&self) -> bool {
        reach::CLASSES.is_on()
            && self.0.finaliser.get().unwrap_or_else(|| {
                let has = !self.is_native() && self.lookup("__del__").is_some();
                self.0.finaliser.set(Some(has));
                has
            })
    }

    /// Sets an attribute of the class's own dict, or deletes it; tells whether it was there.
    pub fn store(&self, name: &str, value: Option<Value>) -> bool {
        let known = self.own(name).is_some();
        let _old = match value {
            Some(value) => self.0.attributes.borrow_mut().set(name, value),
            None => self.0.attributes.borrow_mut().remove(name),
        };
        if matches!(name, "__set__" | "__delete__") {
            EPOCH.set(EPOCH.get().wrapping_add(1));
        }
        self.forget(name);
        known
    }

    /// Drops what this class and those below it remember of a name.
    fn forget(&self, name: &str) {
        self.0.cache.borrow_mut().remove(name);
        self.0.plain_lookup.set(None);
        self.0.plain_store.set(None);
        self.0.finaliser.set(None);
        self.0.instance_first.set(None);
        let below: Vec<Class> = self
            .0
            .subclasses
            .borrow()
            .iter()
            .filter_map(Weak::upgrade)
            .map(Class)
            .collect();
        below.iter().for_each(|class| class.forget(name));
    }

    /// Direct subclasses that are alive.
    pub fn subclasses(&self) -> Vec<Class> {
        self.0
            .subclasses
            .borrow()
            .iter()
            .filter_map(Weak::upgrade)
            .map(Class)
            .collect()
    }

    /// The class's own dict: names and values.
    pub fn own_attributes(&self) -> Vec<(Str, Value)> {
        if let Some(native) = self.0.native {
            for name in ["__module__", "__doc__"]
                .into_iter()
                .chain(native_names(native))
            {
                self.own(name);
            }
            self.own("__hash__");
        }
        self.0
            .attributes
            .borrow()
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }
}

impl ClassData {
    /// The handle of this class.
    pub fn handle(&self) -> Class {
        Class(
            self.this
                .upgrade()
                .expect("a class that is borrowed is alive"),
        )
    }
}

fn native_names(native: &'static NativeClass) -> impl Iterator<Item = &'static str> {
    let members = (native.members)();
    let functions = [
        native.slots,
        members.slots,
        native.protocol,
        members.methods,
        members.statics,
        members.class_methods,
    ];
    let properties = members.properties.iter().map(|property| property.name);
    functions
        .into_iter()
        .flatten()
        .map(|function| function.name)
        .chain(properties)
}

/// The object that the table of a library class gives for a name.
fn native_attribute(native: &'static NativeClass, name: &str) -> Option<Value> {
    if let Some(function) = native.method(name) {
        return Some(Value::object(native_object::NativeMethod::new(
            function, native,
        )));
    }
    match name {
        "__module__" => return Some(Value::from(native.module)),
        "__doc__" if native.doc.is_empty() => return Some(Value::None),
        "__doc__" => return Some(Value::from(native.doc)),
        _ => {}
    }
    // Instances that compare by value are hashed only where the class says how.
    if name == "__hash__" && native.method("__eq__").is_some() {
        return Some(Value::None);
    }
    // Nothing else can be found, and the optimiser knows it.
    if !reach::MEMBERS.is_on() && !reach::INSTANCES.is_on() && !reach::GROUPS.is_on() {
        return None;
    }
    let members = (native.members)();
    let find =
        |table: &'static [NativeFunction]| table.iter().find(|function| function.name == name);
    if let Some(function) = find(members.statics) {
        return Some(descriptor::static_method(native_object::native_function(
            function,
        )));
    }
    if let Some(function) = find(members.class_methods) {
        return Some(descriptor::class_method(native_object::native_function(
            function,
        )));
    }
    if let Some(property) = members
        .properties
        .iter()
        .find(|property| property.name == name)
    {
        return Some(Value::object(descriptor::NativeGetSet::new(
            property, native,
        )));
    }
    let is_exception = members.constructor.is_none();
    match name {
        "__new__" if !is_exception => Some(descriptor::static_method(Value::object(
            native_object::NativeNew(native),
        ))),
        "__init__" if !is_exception && !native.is_immutable => {
            Some(Value::object(native_object::NativeInit(native)))
        }
        _ => None,
    }
}
