//! Uses of the library: its items as values, and static calls of its functions, methods and operators.
//!
//! How an argument is passed is what the declaration says ([`Passing`]); no function is known by name here.

use super::scope::Body;
use super::value::{Form, Val, dynamic, owned};
use crate::hir::{self, CompareOp, ExprKind, Meaning, Name};
use crate::ir::{Block, Expr, Stmt, call, text};
use crate::typed::{Binding, LibCall, LibFunction, Ty, Use};
use portalis_signature::{Function, Passing};

/// An argument: Python still to be lowered, the items of such an expression (`*items`), or lowered already.
#[derive(Clone)]
pub(super) enum Operand<'a> {
    Py(&'a hir::Expr),
    Star(&'a hir::Expr),
    Val(Val),
}

impl<'a> Body<'a, '_> {
    /// The declaration behind a static call.
    pub(super) fn declaration(&self, target: LibFunction) -> Option<&'a Function> {
        let catalogue = self.lower.catalogue;
        match target {
            LibFunction::Function { module, function } => catalogue
                .modules
                .get(module as usize)?
                .functions
                .get(function as usize),
            LibFunction::Method { class, member } => {
                let class = catalogue
                    .modules
                    .get(class.module as usize)?
                    .classes
                    .get(class.class as usize)?;
                class.members.get(member as usize).map(|(_, f)| f)
            }
        }
    }
    /// Whether the static target has that Python name.
    pub(super) fn names(&self, lib: &LibCall, name: &str) -> bool {
        self.declaration(lib.target)
            .is_some_and(|f| f.signature.name == name)
    }
    /// `__radd__` and the like: the receiver is the right operand.
    pub(super) fn is_reflected(&self, lib: &LibCall) -> bool {
        const REFLECTED: &[&str] = &[
            "__radd__",
            "__rsub__",
            "__rmul__",
            "__rmatmul__",
            "__rtruediv__",
            "__rfloordiv__",
            "__rmod__",
            "__rpow__",
            "__rlshift__",
            "__rrshift__",
            "__ror__",
            "__rxor__",
            "__rand__",
        ];
        self.declaration(lib.target)
            .is_some_and(|f| REFLECTED.contains(&f.signature.name.as_str()))
    }
    /// Whether the static target is a method of that type's class.
    pub(super) fn belongs(&self, lib: &LibCall, ty: &Ty) -> bool {
        matches!((lib.target, ty), (LibFunction::Method { class, .. }, Ty::Class(own, _)) if class == *own)
    }
    /// `a < b` as `b.__gt__(a)`.
    pub(super) fn is_reflected_comparison(&self, lib: &LibCall, op: CompareOp) -> bool {
        let swapped = match op {
            CompareOp::Lt => "__gt__",
            CompareOp::LtE => "__ge__",
            CompareOp::Gt => "__lt__",
            CompareOp::GtE => "__le__",
            _ => return false,
        };
        self.names(lib, swapped)
    }
    /// Names an item of the library that is no Python API.
    pub(super) fn library_item(&mut self, path: &str) -> String {
        self.path(path)
    }
    /// Names a library path in this file.
    pub(super) fn path(&mut self, path: &str) -> String {
        let module = self.lower.library_module_of(path);
        self.lower.file.uses.extend(module);
        path.to_string()
    }
    /// A function, class or constant of the library as a value.
    pub(super) fn library_value(&mut self, module: &str, name: &str, span: &hir::Span) -> Val {
        let catalogue = self.lower.catalogue;
        let Some(declared) = catalogue.module(module) else {
            self.refuse(
                span,
                format!("The module '{module}' is not part of the library."),
                "See `portalis doctor` for the modules there are.",
            );
            return dynamic(text("Value::None"));
        };
        let rust_module = rust_module(module);
        if let Some(constant) = declared.constants.iter().find(|c| c.name == name) {
            let path = self.path(&constant.rust);
            let ty = match &constant.ty {
                portalis_signature::Type::Class(name, args) if args.is_empty() => {
                    self.lower.builtin(name, vec![])
                }
                _ => Ty::Value,
            };
            let is_scalar = ["int", "float", "bool", "str"]
                .iter()
                .any(|name| self.lower.is_builtin(&ty, name));
            if is_scalar {
                return owned(text(path), ty);
            }
            if constant.ty == portalis_signature::Type::Any {
                return dynamic(text(path));
            }
            return dynamic(call("Value::from", vec![text(path)]));
        }
        let is_function = declared.functions.iter().any(|f| f.signature.name == name);
        let is_class = declared.classes.iter().any(|c| c.name == name);
        let native = self.path(&format!(
            "{rust_module}::native::{}",
            super::names::escape_keyword(name)
        ));
        if is_function {
            return dynamic(call("Value::from", vec![text(native).borrow()]));
        }
        if is_class {
            return dynamic(call("Value::from", vec![text(native)]));
        }
        let full = format!("{module}.{name}");
        if catalogue.module(&full).is_some() {
            return self.library_module(&full, span);
        }
        if module == "builtins" {
            self.refuse(
                span,
                format!("'{name}' of the module '{module}' is not supported yet."),
                "Write it in Python, or do without it.",
            );
            return dynamic(text("Value::None"));
        }
        // What the module may lack is only asked for where an AttributeError is caught.
        let module = self.library_module(module, span).expr;
        let found = module.method("get_attr", vec![text(format!("{name:?}"))]);
        let found = self.attempt(found);
        dynamic(found)
    }
    /// The static of the program's exception class that an expression names, where it is nothing but a name.
    pub(super) fn bare_exception(&self, class: &hir::Expr) -> Option<String> {
        let var = match &class.kind {
            ExprKind::Name(Name::Var(var)) => *var,
            ExprKind::Attribute(object, name) => self.module_variable(object, name)?,
            _ => return None,
        };
        match self.lower.meaning(var)? {
            Meaning::Class(class) => self.lower.exception(*class),
            _ => None,
        }
    }
    /// A reference to the exception class that an expression names: one of the library, or one that is nothing but a name.
    pub(super) fn exception_class(&mut self, class: &hir::Expr) -> Option<Expr> {
        if let Some(class) = self.bare_exception(class) {
            return Some(text(class).borrow());
        }
        let (module, name) = match &class.kind {
            ExprKind::Name(Name::Builtin(name)) => ("builtins".to_string(), name.clone()),
            ExprKind::Name(Name::Var(var)) => match self.lower.meaning(*var)? {
                Meaning::Library(module, name) => (module.clone(), name.clone()),
                _ => return None,
            },
            ExprKind::Attribute(object, name) => match self.module_of(object)? {
                Meaning::LibraryModule(module) => (module, name.clone()),
                _ => return None,
            },
            _ => return None,
        };
        let classes = &self.lower.catalogue.module(&module)?.classes;
        let found = classes.iter().find(|c| c.name == name && c.is_exception)?;
        if module == "builtins" {
            return Some(text(found.rust.clone()).borrow());
        }
        let native = format!("{}::native::{name}", rust_module(&module));
        Some(text(self.path(&native)))
    }
    /// A library module as a value.
    pub(super) fn library_module(&mut self, module: &str, span: &hir::Span) -> Val {
        if self.lower.catalogue.module(module).is_none() {
            self.refuse(
                span,
                format!("The module '{module}' is not part of the library."),
                "See `portalis doctor` for the modules there are.",
            );
        }
        let path = self.path(&format!("{}::native::MODULE", rust_module(module)));
        dynamic(call("Value::from", vec![text(path).borrow()]))
    }
    /// What a static operator gives.
    pub(super) fn library_operator(&mut self, lib: &LibCall, left: Val, right: Val) -> Val {
        self.library_call(lib, Some(left), vec![Operand::Val(right)])
    }
    /// What a static method, subscript or property gives.
    pub(super) fn library_method(&mut self, lib: &LibCall, receiver: Val, args: Vec<Val>) -> Val {
        self.library_call(
            lib,
            Some(receiver),
            args.into_iter().map(Operand::Val).collect(),
        )
    }
    /// A static call of the library.
    pub(super) fn library_call(
        &mut self,
        lib: &LibCall,
        receiver: Option<Val>,
        args: Vec<Operand<'a>>,
    ) -> Val {
        let Some(f) = self.declaration(lib.target) else {
            return dynamic(text("Value::None"));
        };
        let is_method = f.signature.params.first().is_some_and(|p| p.name == "self");
        if let (Some(operator), Some(left)) = (&f.operator, &receiver) {
            return self.operator(operator, f, lib, left.clone(), args);
        }
        let (receiver, args) = match receiver {
            // A builtin that means a method takes its first argument as the receiver.
            None if is_method && !args.is_empty() => {
                let mut args = args;
                let first = args.remove(0);
                (Some(self.operand_val(first)), args)
            }
            receiver => (receiver, args),
        };
        let mut passed = Vec::new();
        let mut variant = String::new();
        let params = f.signature.params.iter().skip(usize::from(is_method));
        for (i, (param, binding)) in params.zip(&lib.bindings).enumerate() {
            let ty = lib.params.get(i).cloned().unwrap_or(Ty::Value);
            let passing = f.passing.get(i).cloned().unwrap_or(Passing::Owned);
            if let (Passing::Awaitables, Binding::Rest(indices)) = (&passing, binding) {
                let rest = indices.iter().filter_map(|i| args.get(*i).cloned());
                let all;
                (variant, all) = self.awaitables(rest.collect(), &ty, &lib.result);
                passed.push(all);
            } else {
                passed.push(self.bound(binding, &param.default, &ty, &passing, &args));
            }
        }
        let made = match receiver {
            Some(receiver) if is_method => {
                let receiver = self.as_receiver(receiver, lib);
                self.receiver(receiver)
                    .method(f.rust.rsplit("::").next().unwrap_or(&f.rust), passed)
            }
            _ if f.is_macro => Expr::Macro(self.path(&f.rust), '(', passed),
            _ => {
                let path = self.library_path(lib, f) + &variant;
                if f.blocks && !self.lower.options.can_block {
                    call(self.path(&format!("{path}_async")), passed).awaited()
                } else {
                    call(self.path(&path), passed)
                }
            }
        };
        self.outcome_of(f, lib, made)
    }
    /// The path of a function; constructors and static methods are in their class.
    fn library_path(&self, lib: &LibCall, f: &Function) -> String {
        let LibFunction::Method { class, .. } = lib.target else {
            return f.rust.clone();
        };
        let module = self.lower.catalogue.modules.get(class.module as usize);
        match module.and_then(|m| m.classes.get(class.class as usize)) {
            Some(class) => {
                let of = |name: &String| lib.type_args.iter().find(|(n, _)| n == name);
                // Where the call says nothing of them, neither could rustc.
                let is_open = lib.type_args.is_empty();
                let rust = |name: &String| match of(name) {
                    Some((_, ty)) => Some(self.lower.rust_type(ty)),
                    None => is_open.then(|| "Value".to_string()),
                };
                let args: Option<Vec<String>> = class.type_params.iter().map(rust).collect();
                match args.filter(|args| !args.is_empty()) {
                    Some(args) => format!("{}::<{}>::{}", class.rust, args.join(", "), f.rust),
                    None => format!("{}::{}", class.rust, f.rust),
                }
            }
            None => f.rust.clone(),
        }
    }
    /// Whether a type parameter stands for an optional type in this call.
    fn is_optional(&self, ty: &portalis_signature::Type, lib: &LibCall) -> bool {
        let portalis_signature::Type::Var(name) = ty else {
            return false;
        };
        lib.type_args
            .iter()
            .any(|(n, ty)| n == name && matches!(ty, Ty::Optional(_)))
    }
    /// `await`s, `?` and the type of what a library function gives.
    fn outcome_of(&mut self, f: &Function, lib: &LibCall, made: Expr) -> Val {
        if f.signature.is_async || f.is_async {
            return Val {
                expr: made,
                ty: Ty::Coroutine(Box::new(lib.result.clone())),
                form: Form::Future,
            };
        }
        let made = if f.fallible { self.attempt(made) } else { made };
        // `V | None` is one `Option` less where `V` is dynamic or optional itself.
        let made = match (&f.signature.returns, &lib.result) {
            (portalis_signature::Type::Optional(_), Ty::Value) => {
                made.method("unwrap_or_default", vec![])
            }
            (portalis_signature::Type::Optional(inner), Ty::Optional(_))
                if self.is_optional(inner, lib) =>
            {
                made.method("flatten", vec![])
            }
            _ => made,
        };
        owned(made, lib.result.clone())
    }
    /// A `bool` whose method is that of `int`.
    fn as_receiver(&mut self, val: Val, lib: &LibCall) -> Val {
        let int = self.lower.builtin("int", vec![]);
        if self.lower.is_builtin(&val.ty, "bool") && self.belongs(lib, &int) {
            return self.coerce(val, &int);
        }
        val
    }
    fn operator(
        &mut self,
        operator: &str,
        f: &Function,
        lib: &LibCall,
        left: Val,
        args: Vec<Operand<'a>>,
    ) -> Val {
        let Some(right) = args.into_iter().next() else {
            let left = if left.form == Form::Literal {
                owned(self.own(left.clone()), left.ty)
            } else {
                left
            };
            let made = Expr::Prefix(
                if operator == "-" { "-" } else { "!" },
                Box::new(self.operand_side(left)),
            );
            return self.outcome_of(f, lib, made);
        };
        let right = self.operand_val(right);
        let want = lib
            .params
            .first()
            .cloned()
            .unwrap_or_else(|| right.ty.clone());
        let right = self.coerce(right, &want);
        let is_comparison = matches!(operator, "==" | "!=" | "<" | "<=" | ">" | ">=");
        let left = self.as_receiver(left, lib);
        // A literal may stand bare beside an operand of its own class only.
        let bare = |own: &Val, other: &Val| {
            own.form != Form::Literal || (other.form != Form::Literal && own.ty == other.ty)
        };
        let (keep_left, keep_right) = (bare(&left, &right), bare(&right, &left));
        let keep_left = keep_left
            && !(left.form == Form::Literal
                && operator != "+"
                && self.lower.is_builtin(&left.ty, "str"));
        let left = if keep_left {
            left
        } else {
            owned(self.own(left.clone()), left.ty)
        };
        let right = if keep_right {
            right
        } else {
            owned(self.own(right.clone()), right.ty)
        };
        let (a, b) = if is_comparison {
            (self.compared(left), self.compared(right))
        } else {
            (self.operand_side(left), self.operand_side(right))
        };
        self.outcome_of(
            f,
            lib,
            Expr::Binary(operator.to_string(), Box::new(a), Box::new(b)),
        )
    }
    /// An operand of a Rust comparison, which borrows by itself.
    pub(super) fn compared(&self, val: Val) -> Expr {
        match val.form {
            Form::Ref => Expr::Prefix("*", Box::new(val.expr)),
            _ => val.expr,
        }
    }
    /// An operand of a Rust operator: literals and `Copy` values as they are, temporaries moved, places borrowed.
    fn operand_side(&self, val: Val) -> Expr {
        match val.form {
            Form::Literal | Form::Owned => val.expr,
            _ if self.lower.is_copy(&val.ty) => self.own(val),
            _ => self.borrow(val),
        }
    }
    fn operand_val(&mut self, operand: Operand<'a>) -> Val {
        match operand {
            Operand::Py(e) | Operand::Star(e) => self.expr(e),
            Operand::Val(val) => val,
        }
    }
    /// The Rust argument for one parameter.
    fn bound(
        &mut self,
        binding: &Binding,
        default: &Option<String>,
        ty: &Ty,
        passing: &Passing,
        args: &[Operand<'a>],
    ) -> Expr {
        match binding {
            Binding::Arg(i) => match (args.get(*i), passing) {
                // Where the default stands for "not given", an argument of `None` is one that is.
                (Some(operand), Passing::Optional(inner)) if default.as_deref() == Some("...") => {
                    let inner_ty = match ty {
                        Ty::Optional(inner) => inner,
                        ty => ty,
                    };
                    let value = self.pass(operand.clone(), inner_ty, inner);
                    call("Some", vec![value])
                }
                (Some(operand), _) => self.pass(operand.clone(), ty, passing),
                (None, _) => text("Value::None"),
            },
            Binding::Rest(indices) => {
                let rest: Vec<Operand<'a>> = indices
                    .iter()
                    .filter_map(|i| args.get(*i).cloned())
                    .collect();
                self.rest_argument(rest, ty, passing)
            }
            Binding::KeywordRest(indices) => {
                let item = match passing {
                    Passing::Slice(item) | Passing::Vec(item) => (**item).clone(),
                    other => other.clone(),
                };
                let mut items = Vec::new();
                for i in indices {
                    if let (Some(operand), Some(Some(name))) =
                        (args.get(*i), self.keywords.get(*i).cloned())
                    {
                        let value = self.pass(operand.clone(), ty, &item);
                        items.push(Expr::Tuple(vec![
                            call("Str::from", vec![text(format!("{name:?}"))]),
                            value,
                        ]));
                    }
                }
                Expr::Macro("vec".into(), '[', items)
            }
            Binding::Part(..) | Binding::Default => {
                self.default_argument(default.as_deref().unwrap_or("None"), ty, passing)
            }
        }
    }
    /// The Rust argument for `*args`.
    fn rest_argument(&mut self, rest: Vec<Operand<'a>>, ty: &Ty, passing: &Passing) -> Expr {
        let item = match passing {
            Passing::Slice(item) | Passing::Vec(item) => (**item).clone(),
            other => other.clone(),
        };
        if rest.iter().any(|x| matches!(x, Operand::Star(_))) {
            let is_view = item == Passing::View;
            let all = self.spread_arguments(rest, ty, is_view);
            let all = if is_view {
                call("views", vec![all.borrow()])
            } else {
                all
            };
            return match passing {
                Passing::Vec(_) => all,
                _ => all.borrow(),
            };
        }
        let items = rest.into_iter().map(|x| self.pass(x, ty, &item)).collect();
        match passing {
            Passing::Vec(_) => Expr::Macro("vec".into(), '[', items),
            _ => Expr::Array(items).borrow(),
        }
    }
    /// A `Vec` of arguments among which there are `*items`. What is only looked at keeps its type if nothing else is there.
    pub(super) fn spread_arguments(
        &mut self,
        rest: Vec<Operand<'a>>,
        ty: &Ty,
        is_view: bool,
    ) -> Expr {
        if let [Operand::Star(items)] = rest.as_slice() {
            let (all, item) = self.collected(items);
            return if is_view {
                all
            } else {
                self.mapped(all, &item, ty)
            };
        }
        let want = if is_view { Ty::Value } else { ty.clone() };
        let name = self.temporary("arguments");
        let mut first = Vec::new();
        let mut stmts = Vec::new();
        for operand in rest {
            let stmt = match operand {
                Operand::Star(items) => {
                    let (all, item) = self.collected(items);
                    let all = self.mapped(all, &item, &want);
                    text(name.clone()).method("extend", vec![all])
                }
                operand => {
                    let val = self.operand_val(operand);
                    let val = self.owned_as(val, &want);
                    if stmts.is_empty() {
                        first.push(val);
                        continue;
                    }
                    text(name.clone()).method("push", vec![val])
                }
            };
            stmts.push(Stmt::Expr(stmt));
        }
        let start = Stmt::Let {
            pattern: format!("mut {name}"),
            ty: first
                .is_empty()
                .then(|| format!("Vec<{}>", self.lower.rust_type(&want))),
            value: Some(Expr::Macro("vec".into(), '[', first)),
        };
        stmts.insert(0, start);
        Expr::Block(
            None,
            Block {
                stmts,
                tail: Some(Box::new(text(name))),
            },
        )
    }
    /// A `Vec` of the items of an iterable, and their type.
    pub(super) fn collected(&mut self, items: &'a hir::Expr) -> (Expr, Ty) {
        let val = self.expr(items);
        let item = self.item_type(&val, Some(items.id));
        let val = self.iterable(val, &item);
        let val = self.borrow(val);
        (self.attempt(call("collected", vec![val])), item)
    }
    /// The items of a `Vec` as another type.
    pub(super) fn mapped(&mut self, all: Expr, from: &Ty, to: &Ty) -> Expr {
        if from == to {
            return all;
        }
        let item = self.owned_as(owned(text("x"), from.clone()), to);
        let each = super::value::mapping("x", item);
        let mapped = all.method("into_iter", vec![]).method("map", vec![each]);
        mapped.method("collect::<Vec<_>>", vec![])
    }
    /// `gather(a, b)` takes a tuple, `gather(*items)` what is iterated; results of several types, or of too many for a tuple,
    /// are for `gather_mixed`, and those that are unpacked at once for `gather_tuple`: the end of the name, and the argument.
    fn awaitables(&mut self, rest: Vec<Operand<'a>>, ty: &Ty, result: &Ty) -> (String, Expr) {
        /// For how many the library's traits are implemented.
        const LONGEST_TUPLE: usize = 12;
        if let [Operand::Star(items)] = rest.as_slice() {
            let val = self.expr(items);
            let item = self.item_type(&val, Some(items.id));
            let val = self.iterable(val, &item);
            return (String::new(), self.borrow(val));
        }
        let ty = match ty {
            Ty::Awaitable(result) => (**result).clone(),
            _ => Ty::Value,
        };
        let mut items = Vec::new();
        let mut is_mixed = rest.len() > LONGEST_TUPLE;
        for operand in rest {
            let val = self.operand_val(operand);
            is_mixed |= awaited(&val.ty) != Some(&ty);
            items.push(self.pass_val(val, &Ty::Value, &Passing::Awaitable));
        }
        let is_unpacked =
            matches!(result, Ty::Class(_, args) if matches!(args.as_slice(), [Ty::Tuple(_)]));
        if items.is_empty() {
            let none = call(
                format!("Vec::<Coroutine<{}>>::new", self.lower.rust_type(&ty)),
                vec![],
            );
            (String::new(), none)
        } else if is_unpacked {
            ("_tuple".to_owned(), Expr::Tuple(items))
        } else if is_mixed {
            let child = |item| call("asyncio::child", vec![item]);
            let items = items.into_iter().map(child).collect();
            let variant = format!("_mixed::<{}>", self.lower.rust_type(&ty));
            (variant, Expr::Macro("vec".into(), '[', items))
        } else {
            (String::new(), Expr::Tuple(items))
        }
    }
    /// A default, which is a Python literal.
    fn default_argument(&mut self, default: &str, ty: &Ty, passing: &Passing) -> Expr {
        if let Passing::Optional(inner) = passing {
            return if matches!(default, "None" | "...") {
                text(self.nothing(ty, inner))
            } else {
                call("Some", vec![self.default_argument(default, ty, inner)])
            };
        }
        let bool = self.lower.builtin("bool", vec![]);
        let val = match default {
            "None" => owned(text("()"), Ty::None),
            "True" => owned(text("true"), bool),
            "False" => owned(text("false"), bool),
            "()" if *ty == Ty::Value => dynamic(text("Value::from(Tuple::from(vec![]))")),
            "[]" if *ty == Ty::Value => dynamic(text("Value::from(List::<Value>::new())")),
            d if d.starts_with(['"', '\'']) => {
                let inner = &d[1..d.len().saturating_sub(1)];
                Val {
                    expr: text(format!("\"{}\"", inner.replace('"', "\\\""))),
                    ty: self.lower.builtin("str", vec![]),
                    form: Form::Literal,
                }
            }
            d if d.contains(['.', 'e', 'E']) || d.contains("inf") => {
                owned(text(d.to_string()), self.lower.builtin("float", vec![]))
            }
            d => Val {
                expr: text(d.to_string()),
                ty: self.lower.builtin("int", vec![]),
                form: Form::Literal,
            },
        };
        self.pass_val(val, ty, passing)
    }
    /// A closure with the types of its parameters, which its body may need before anything else tells them.
    fn with_types(&self, closure: Expr, ty: &Ty) -> Expr {
        let Ty::Callable(types, _) = ty else {
            return closure;
        };
        match closure {
            Expr::Closure {
                is_move,
                params,
                body,
            } => {
                let typed = params
                    .split(", ")
                    .zip(types)
                    .map(|(name, ty)| format!("{name}: {}", self.lower.rust_type(ty)));
                let params = typed.collect::<Vec<_>>().join(", ");
                Expr::Closure {
                    is_move,
                    params,
                    body,
                }
            }
            Expr::Block(label, mut block) => {
                block.tail = block.tail.map(|tail| Box::new(self.with_types(*tail, ty)));
                Expr::Block(label, block)
            }
            other => other,
        }
    }
    /// `None`, with the type that nothing else tells where a closure is left out.
    fn nothing(&self, ty: &Ty, passing: &Passing) -> String {
        let ty = match ty {
            Ty::Optional(inner) => inner,
            ty => ty,
        };
        match (ty, passing) {
            (Ty::Callable(params, result), Passing::Closure) => {
                let params: Vec<String> = params.iter().map(|t| self.lower.rust_type(t)).collect();
                let result = self.lower.rust_type(result);
                format!("None::<fn({}) -> Result<{result}>>", params.join(", "))
            }
            _ => "None".to_string(),
        }
    }
    /// An argument as the Rust function takes it.
    fn pass(&mut self, operand: Operand<'a>, ty: &Ty, passing: &Passing) -> Expr {
        if let (Operand::Py(e), Passing::Closure) = (&operand, passing) {
            let closure = self.closure(e, ty);
            return self.with_types(closure, ty);
        }
        if let (Operand::Py(e), Passing::Optional(inner)) = (&operand, passing)
            && **inner == Passing::Closure
            && !matches!(e.kind, ExprKind::None)
            && !matches!(self.lower.typed.ty(e.id), Ty::None | Ty::Optional(_))
        {
            let inner_ty = match ty {
                Ty::Optional(inner) => (**inner).clone(),
                ty => ty.clone(),
            };
            let closure = self.closure(e, &inner_ty);
            return call("Some", vec![self.with_types(closure, &inner_ty)]);
        }
        let iterator = match (&operand, passing) {
            (Operand::Py(e), Passing::Iterable) => match self.lower.typed.operation(e.id) {
                Use::Function(iterator, _) => Some(*iterator),
                _ => None,
            },
            _ => None,
        };
        let mut val = self.operand_val(operand);
        if let (Some(iterator), Ty::Instance(_)) = (iterator, &val.ty) {
            val = self.method_on(iterator, val, vec![]);
        }
        self.pass_val(val, ty, passing)
    }
    fn pass_val(&mut self, val: Val, ty: &Ty, passing: &Passing) -> Expr {
        match passing {
            Passing::Owned => self.owned_as(val, ty),
            Passing::Borrowed => {
                let val = self.coerce(val, ty);
                self.borrow(val)
            }
            Passing::StrSlice => {
                let val = self.coerce(val, ty);
                if val.form == Form::Literal {
                    val.expr
                } else {
                    self.receiver(val).method("as_str", vec![])
                }
            }
            Passing::I64 => {
                let val = self.coerce(val, ty);
                if val.form == Form::Literal {
                    return val.expr;
                }
                let receiver = self.receiver(val);
                self.attempt(receiver.method("try_i64", vec![]))
            }
            Passing::Iterable => {
                let item = match ty {
                    Ty::Iterable(item) => (**item).clone(),
                    _ => Ty::Value,
                };
                let val = self.iterable_of(val, &item);
                self.borrow(val)
            }
            Passing::Closure => self.closure_value(val, ty),
            Passing::Awaitable => match val.form {
                Form::Future => val.expr,
                _ => self.own(val),
            },
            Passing::View if self.lower.is_builtin(&val.ty, "slice") => {
                let val = self.to_value(val);
                self.borrow(val)
            }
            Passing::View => self.borrow(val),
            Passing::Optional(inner) => {
                let inner_ty = match ty {
                    Ty::Optional(inner) => (**inner).clone(),
                    ty => ty.clone(),
                };
                match &val.ty {
                    Ty::None => text(self.nothing(ty, inner)),
                    // A dynamic value may be `None` as well.
                    Ty::Optional(_) | Ty::Value
                        if matches!(val.ty, Ty::Optional(_))
                            || !matches!(inner_ty, Ty::Value | Ty::Never) =>
                    {
                        let val = self.coerce(val, &Ty::Optional(Box::new(inner_ty)));
                        match **inner {
                            Passing::Owned => self.own(val),
                            _ => self.receiver(val).method("as_ref", vec![]),
                        }
                    }
                    _ => call("Some", vec![self.pass_val(val, &inner_ty, inner)]),
                }
            }
            Passing::Awaitables => self.own(val),
            Passing::Slice(inner) => {
                let item = self.pass_val(val, ty, inner);
                Expr::Array(vec![item]).borrow()
            }
            Passing::Vec(inner) => {
                let item = self.pass_val(val, ty, inner);
                Expr::Macro("vec".into(), '[', vec![item])
            }
        }
    }
    /// An iterable whose items are of this type.
    pub(super) fn iterable_of(&mut self, val: Val, item: &Ty) -> Val {
        if let Expr::Call(path, args) = &val.expr
            && args.is_empty()
            && matches!(&**path, Expr::Text(path) if path == "List::<Value>::new")
        {
            // An empty list is one of whatever is wanted.
            let ty = self.lower.builtin("list", vec![item.clone()]);
            return owned(
                call(
                    format!("List::<{}>::new", self.lower.rust_type(item)),
                    vec![],
                ),
                ty,
            );
        }
        let own = self.item_type(&val, None);
        let is_free = matches!(
            item,
            Ty::Value | Ty::Never | Ty::Iterable(_) | Ty::AsyncIterable(_) | Ty::Awaitable(_)
        );
        let is_settled = matches!(val.ty, Ty::Tuple(_)) || matches!(own, Ty::Value) || is_free;
        let is_wider = own == Ty::Value && !matches!(val.ty, Ty::Tuple(_)) && !is_free;
        let val = self.iterable(val, item);
        if is_wider {
            let items = self.borrow(val);
            let head = format!("narrowed::<{}>", self.lower.rust_type(item));
            let made = self.attempt(call(head, vec![items]));
            return match self.lower.builtin("Iterator", vec![item.clone()]) {
                Ty::Value => dynamic(made),
                ty => owned(made, ty),
            };
        }
        if !is_settled && own != *item {
            return self.converted_items(val, own, item);
        }
        if *item == Ty::Value && own != Ty::Value {
            self.viewed(val)
        } else {
            val
        }
    }
    /// An iterable whose items become another type on the way.
    pub(super) fn converted_items(&mut self, val: Val, from: Ty, to: &Ty) -> Val {
        let item = self.owned_as(owned(text("x"), from), to);
        let closure = Expr::Closure {
            is_move: false,
            params: "x".into(),
            body: Box::new(item),
        };
        let items = self.borrow(val);
        let made = self.attempt(call("converted", vec![items, closure]));
        match self.lower.builtin("Iterator", vec![to.clone()]) {
            Ty::Value => dynamic(made),
            ty => owned(made, ty),
        }
    }
    /// A `Callable` argument as a Rust closure.
    pub(super) fn closure(&mut self, e: &'a hir::Expr, ty: &Ty) -> Expr {
        let (params, result) = match ty {
            Ty::Callable(params, result) => (params.clone(), (**result).clone()),
            _ => (vec![Ty::Value], Ty::Value),
        };
        let program = self.lower.program;
        match &e.kind {
            ExprKind::Lambda(id)
                if program.function(*id).params.len() == params.len()
                    && !program.function(*id).is_generator =>
            {
                let f = program.function(*id);
                let clones = self.clones(&self.lower.captures[id.index()].clone());
                let (names, body) = self.inner(f, |inner| inner.closure_body(f, &params, &result));
                closure_block(
                    clones,
                    names,
                    body,
                    !self.lower.captures[id.index()].is_empty(),
                )
            }
            ExprKind::Name(Name::Var(var))
                if matches!(self.lower.meaning(*var), Some(Meaning::Function(_)))
                    && !super::function::has_storage(program, self.lower.typed, *var) =>
            {
                let Some(Meaning::Function(id)) = self.lower.meaning(*var).cloned() else {
                    return text("()");
                };
                let f = program.function(id);
                let captured = self.lower.captures[id.index()].clone();
                let is_owned = self.lower.is_owned(f);
                let (clones, passed, _) = self.captured_clones(&captured, is_owned);
                let names: Vec<String> = (0..params.len()).map(|i| format!("x{i}")).collect();
                let mut args = Vec::new();
                for ((param, name), ty) in f.params.iter().zip(&names).zip(&params) {
                    let want = self.lower.var_ty(param.var);
                    let val = self.coerce(owned(text(name.clone()), ty.clone()), &want);
                    args.push(if self.lower.is_borrowed(f, param) {
                        self.borrow(val)
                    } else {
                        self.own(val)
                    });
                }
                args.extend(passed);
                let direct = call(self.function_path(id), args);
                let body = self.callable_body(id, direct, &result);
                closure_block(clones, names, body, true)
            }
            _ => {
                if let Use::Library(lib) = self.lower.typed.operation(e.id).clone()
                    && !matches!(self.lower.typed.ty(e.id), Ty::Callable(..))
                    && self.fits(&lib, &params)
                {
                    return self.library_closure(&lib, &params, &result);
                }
                let val = self.expr(e);
                self.closure_value(val, ty)
            }
        }
    }
    /// A function of the library as a Rust closure.
    /// Whether a method that stands for a function gets objects of its own class: the items may have become values since
    /// it was chosen.
    fn fits(&self, lib: &LibCall, params: &[Ty]) -> bool {
        let is_method = self
            .declaration(lib.target)
            .and_then(|f| f.signature.params.first())
            .is_some_and(|p| p.name == "self");
        !is_method || params.first() != Some(&Ty::Value)
    }
    fn library_closure(&mut self, lib: &LibCall, params: &[Ty], result: &Ty) -> Expr {
        let names: Vec<String> = (0..params.len()).map(|i| format!("x{i}")).collect();
        let operand = |(name, ty): (&String, &Ty)| {
            Operand::Val(super::value::place(text(name.clone()), ty.clone()))
        };
        let operands = names.iter().zip(params).map(operand).collect();
        let around = std::mem::take(&mut self.around);
        let value = self.library_call(lib, None, operands);
        let value = self.owned_as(value, result);
        self.around = around;
        let body = value.as_result();
        closure_block(Vec::new(), names, body, false)
    }
    /// Parameters and body of a lambda that is passed as a Rust closure.
    fn closure_body(
        &mut self,
        f: &'a hir::Function,
        params: &[Ty],
        result: &Ty,
    ) -> (Vec<String>, Expr) {
        let mut names = Vec::new();
        let mut stmts = Vec::new();
        for (param, ty) in f.params.iter().zip(params) {
            let want = self.lower.var_ty(param.var);
            let slot = self.slot(param.var);
            let val = self.coerce(owned(text(slot.name.clone()), ty.clone()), &want);
            if slot.storage == super::scope::Storage::Shared {
                let value = call(
                    "Shared::new",
                    vec![text(format!("{:?}", param.name)), val.expr],
                );
                stmts.push(Stmt::Let {
                    pattern: slot.name.clone(),
                    ty: None,
                    value: Some(value),
                });
            } else if *ty != want {
                stmts.push(Stmt::Let {
                    pattern: slot.name.clone(),
                    ty: None,
                    value: Some(val.expr),
                });
            }
            names.push(slot.name);
        }
        let value = match f.body.first().map(|s| &s.kind) {
            Some(hir::StmtKind::Return(Some(e))) => self.expr(e),
            _ => owned(text("()"), Ty::None),
        };
        let value = self.owned_as(value, result).as_result();
        stmts.append(&mut self.ahead);
        if stmts.is_empty() {
            return (names, value);
        }
        (
            names,
            Expr::Block(
                None,
                Block {
                    stmts,
                    tail: Some(Box::new(value)),
                },
            ),
        )
    }
    /// A callable value as a Rust closure.
    fn closure_value(&mut self, val: Val, ty: &Ty) -> Expr {
        let (params, result) = match ty {
            Ty::Callable(params, result) => (params.clone(), (**result).clone()),
            _ => (vec![Ty::Value], Ty::Value),
        };
        if let Ty::Callable(..) = val.ty {
            return self.callable_closure(val, &params);
        }
        let val = self.to_value(val);
        let name = self.temporary("callable");
        let held = Stmt::Let {
            pattern: name.clone(),
            ty: None,
            value: Some(self.own(val)),
        };
        let names: Vec<String> = (0..params.len()).map(|i| format!("x{i}")).collect();
        let given = names.iter().zip(&params);
        let given = given.map(|(name, ty)| self.argument(owned(text(name.clone()), ty.clone())));
        let args = Expr::Macro("args".into(), '[', given.collect());
        let called = text(name).method("call", vec![args]);
        let body = if result == Ty::Value {
            called
        } else {
            let around = std::mem::take(&mut self.around);
            let value = dynamic(called.tried());
            let value = self.owned_as(value, &result);
            self.around = around;
            call("Ok", vec![value])
        };
        closure_block(vec![held], names, body, true)
    }
}

/// `{ clones; move |names| body }`.
fn closure_block(clones: Vec<Stmt>, names: Vec<String>, body: Expr, is_move: bool) -> Expr {
    let closure = Expr::Closure {
        is_move: is_move || !clones.is_empty(),
        params: names.join(", "),
        body: Box::new(body),
    };
    if clones.is_empty() {
        return closure;
    }
    Expr::Block(
        None,
        Block {
            stmts: clones,
            tail: Some(Box::new(closure)),
        },
    )
}

/// The Rust path of a library module: `collections::abc`, `r#enum`.
fn rust_module(python: &str) -> String {
    let parts = python.split('.').map(super::names::escape_keyword);
    parts.collect::<Vec<_>>().join("::")
}

/// What awaiting something of this type gives.
fn awaited(ty: &Ty) -> Option<&Ty> {
    match ty {
        Ty::Value => Some(&Ty::Value),
        Ty::Coroutine(result) => Some(result),
        Ty::Class(_, args) => args.first(),
        _ => None,
    }
}
