//! Assignment targets: variables, attributes, subscripts, unpacking, `del`, augmented assignment.

use super::operator::method_name;
use super::scope::{Body, Storage};
use super::value::{Val, dynamic, owned};
use crate::hir::{self, BinaryOp, ExprId, ExprKind, Target, VarId};
use crate::ir::{Expr, Stmt, call, text};
use crate::typed::{Ty, Use};
use portalis_signature as sig;

impl<'a> Body<'a, '_> {
    /// `t1 = t2 = value`.
    pub(super) fn assign(&mut self, targets: &'a [Target], value: &'a hir::Expr) -> Vec<Stmt> {
        if let ([Target::Unpack(targets, _)], ExprKind::Tuple(values)) = (targets, &value.kind)
            && targets.len() == values.len()
            && !targets.iter().any(|t| matches!(t, Target::Starred(..)))
            && !values
                .iter()
                .any(|v| matches!(v.kind, ExprKind::Starred(_)))
        {
            return self.assign_each(targets, values);
        }
        let lowered = self.expr(value);
        match targets {
            [target] => self.assign_to(target, lowered, Some(value.id)),
            _ => {
                let ty = lowered.ty.clone();
                let name = self.temporary("value");
                let lowered = self.own(lowered);
                let mut out = vec![Stmt::Let {
                    pattern: name.clone(),
                    ty: None,
                    value: Some(lowered),
                }];
                for target in targets {
                    let val = super::value::place(text(name.clone()), ty.clone());
                    let mut stmts = self.assign_to(target, val, Some(value.id));
                    out.append(&mut self.ahead);
                    out.append(&mut stmts);
                }
                out
            }
        }
    }
    /// `a, b = x, y`: no tuple object is made.
    fn assign_each(&mut self, targets: &'a [Target], values: &'a [hir::Expr]) -> Vec<Stmt> {
        let mut lowered = Vec::new();
        for (target, value) in targets.iter().zip(values) {
            let val = self.expr(value);
            let want = match target {
                Target::Var(var, _) => self.lower.var_ty(*var),
                _ => val.ty.clone(),
            };
            let val = self.coerce(val, &want);
            let expr = self.own(val);
            lowered.push((expr, want));
        }
        if let Some(assigned) = self.destructure(targets, &lowered) {
            return assigned;
        }
        let mut out = Vec::new();
        let mut temporaries = Vec::new();
        for (expr, ty) in lowered {
            let name = self.temporary("value");
            out.push(Stmt::Let {
                pattern: name.clone(),
                ty: None,
                value: Some(expr),
            });
            temporaries.push((name, ty));
        }
        for (target, (name, ty)) in targets.iter().zip(temporaries) {
            let mut stmts = self.assign_to(target, owned(text(name), ty), None);
            out.append(&mut self.ahead);
            out.append(&mut stmts);
        }
        out
    }
    /// `(a, b) = (x, y);` where all targets are Rust variables: all new, or all there already.
    fn destructure(&mut self, targets: &[Target], values: &[(Expr, Ty)]) -> Option<Vec<Stmt>> {
        let vars: Option<Vec<VarId>> = targets
            .iter()
            .map(|t| match t {
                Target::Var(v, _) => Some(*v),
                _ => None,
            })
            .collect();
        let vars = vars?;
        let distinct = vars.iter().enumerate().all(|(i, v)| !vars[..i].contains(v));
        let slots: Vec<_> = vars.iter().map(|v| self.slot(*v)).collect();
        if !distinct
            || slots
                .iter()
                .any(|s| s.storage != Storage::Local || s.name == "_")
        {
            return None;
        }
        let is_param = |b: &Self, v: &VarId| b.function.params.iter().any(|p| p.var == *v);
        let new = vars
            .iter()
            .filter(|v| !self.declared.contains(v) && !is_param(self, v))
            .count();
        let right = Expr::Tuple(values.iter().map(|(e, _)| e.clone()).collect());
        if new == 0 {
            let left = Expr::Tuple(slots.iter().map(|s| text(s.name.clone())).collect());
            return Some(vec![Stmt::Expr(Expr::Assign(
                Box::new(left),
                Box::new(right),
            ))]);
        }
        if new < vars.len() {
            return None;
        }
        let mut names = Vec::new();
        for (var, slot) in vars.iter().zip(&slots) {
            self.declared.insert(*var);
            let mutable = self.mutability(var, &slot.name);
            names.push(format!("{mutable}{}", slot.name));
        }
        let types: Vec<String> = vars
            .iter()
            .map(|v| {
                let ty = self.lower.var_ty(*v);
                self.lower.rust_type(&ty)
            })
            .collect();
        let needs_type = values.iter().any(|(e, _)| matches!(e, Expr::Text(t) if t == "None") || matches!(e, Expr::Call(p, a) if a.is_empty() && matches!(&**p, Expr::Text(p) if p.ends_with("::new"))));
        let ty = needs_type.then(|| format!("({})", types.join(", ")));
        Some(vec![Stmt::Let {
            pattern: format!("({})", names.join(", ")),
            ty,
            value: Some(right),
        }])
    }
    /// `var = value`.
    pub(super) fn assign_var(&mut self, var: VarId, value: Val) -> Vec<Stmt> {
        let want = if self.slot(var).storage == Storage::ClassAttribute {
            Ty::Value
        } else {
            self.lower.var_ty(var)
        };
        let value = self.owned_as(value, &want);
        vec![self.write(var, value)]
    }
    /// Assigns a lowered value. `source` is the Python expression it comes from, for its items when it is unpacked.
    pub(super) fn assign_to(
        &mut self,
        target: &'a Target,
        value: Val,
        source: Option<ExprId>,
    ) -> Vec<Stmt> {
        match target {
            Target::Var(var, _) => self.assign_var(*var, value),
            Target::Attribute(object, name, span) => self.set_attribute(object, name, value, span),
            Target::Subscript(object, index, _) => self.set_item(object, index, value),
            Target::Unpack(targets, _) => self.unpack(targets, value, source),
            Target::Starred(inner, _) => self.assign_to(inner, value, source),
        }
    }
    fn set_attribute(
        &mut self,
        object: &'a hir::Expr,
        name: &str,
        value: Val,
        span: &hir::Span,
    ) -> Vec<Stmt> {
        // Python evaluates the value before the target.
        let (mut out, value) = self.settled(value, object);
        if let Some(var) = self.module_variable(object, name) {
            out.extend(self.assign_var(var, value));
            return out;
        }
        if let Some(module) = self.module_of(object) {
            if let Some(setter) = self.setter(&module, name) {
                let value = self.to_value(value);
                let value = self.own(value);
                out.push(Stmt::Expr(call(&setter, vec![value])));
                return out;
            }
            self.refuse(
                span,
                format!("The attribute '{name}' of a module cannot be assigned here."),
                "Keep the value in a variable of your own module.",
            );
            return out;
        }
        match self.lower.typed.operation(object.id).clone() {
            Use::Field(class) => {
                out.extend(self.write_field(object, class, name, value));
                return out;
            }
            Use::Function(setter, _) => {
                let object = self.expr(object);
                let set = self.method_on(setter, object, vec![value]);
                out.push(Stmt::Expr(set.expr));
                return out;
            }
            _ => {}
        }
        let value = self.to_value(value);
        let value = self.own(value);
        let object = self.dynamic_receiver(object);
        let set = self.attempt(object.method("set_attr", vec![text(format!("{name:?}")), value]));
        out.push(Stmt::Expr(set));
        out
    }
    /// The function that assigns `name` of a library module.
    fn setter(&mut self, module: &hir::Meaning, name: &str) -> Option<String> {
        let hir::Meaning::LibraryModule(module) = module else {
            return None;
        };
        let constants = &self.lower.catalogue.module(module)?.constants;
        let constant = constants.iter().find(|c| c.name == name)?;
        let home = constant.rust.rsplit_once("::").map_or("", |(home, _)| home);
        let setter = constant.setter.as_ref()?;
        Some(self.path(&format!("{home}::{setter}")))
    }
    /// The value in a temporary, where lowering the target after it would change the order of effects.
    fn settled(&mut self, value: Val, target: &hir::Expr) -> (Vec<Stmt>, Val) {
        let simple = matches!(target.kind, ExprKind::Name(_));
        if simple
            || matches!(value.expr, Expr::Text(_))
            || value.form == super::value::Form::Literal
        {
            return (Vec::new(), value);
        }
        let ty = value.ty.clone();
        let name = self.temporary("value");
        let expr = self.own(value);
        (
            vec![Stmt::Let {
                pattern: name.clone(),
                ty: None,
                value: Some(expr),
            }],
            owned(text(name), ty),
        )
    }
    fn set_item(&mut self, object: &'a hir::Expr, index: &'a hir::Expr, value: Val) -> Vec<Stmt> {
        let (mut out, value) = self.settled(value, object);
        let (more, value) = self.settled(value, index);
        out.extend(more);
        if let Use::Library(lib) = self.lower.typed.operation(index.id).clone() {
            let object = self.expr(object);
            let index = self.expr(index);
            let set = self.library_method(&lib, object, vec![index, value]);
            out.push(Stmt::Expr(set.expr));
            return out;
        }
        let value = self.to_value(value);
        let value = self.own(value);
        let object = self.dynamic_receiver(object);
        let index = self.value_ref(index);
        let set = self.attempt(object.method("set_item", vec![index, value]));
        out.push(Stmt::Expr(set));
        out
    }
    /// An expression as a `Value` that a method is called on.
    pub(super) fn dynamic_receiver(&mut self, e: &'a hir::Expr) -> Expr {
        let value = self.expr(e);
        let value = self.to_value(value);
        self.receiver(value)
    }
    /// An expression as `&Value`.
    pub(super) fn value_ref(&mut self, e: &'a hir::Expr) -> Expr {
        let value = self.expr(e);
        let value = self.to_value(value);
        self.borrow(value)
    }
    /// `a, *b, c = value`.
    fn unpack(&mut self, targets: &'a [Target], value: Val, source: Option<ExprId>) -> Vec<Stmt> {
        let value = match value.ty {
            Ty::Instance(class) if self.lower.is_named_tuple(class) => self.with_data(value),
            _ => value,
        };
        let star = targets
            .iter()
            .position(|t| matches!(t, Target::Starred(..)));
        let item = self.item_type(&value, source);
        let names: Vec<String> = targets.iter().map(|_| self.temporary("item")).collect();
        if let (Ty::Tuple(items), None) = (value.ty.clone(), star)
            && items.len() == targets.len()
            && !items.is_empty()
        {
            let whole = self.own(value);
            return self.unpack_into(
                targets,
                &names,
                &items,
                whole,
                ("(", if items.len() == 1 { ",)" } else { ")" }),
            );
        }
        let value = self.borrow_iterable(value);
        let types = |count: usize| vec![item.clone(); count];
        let Some(star) = star else {
            let whole = self.attempt(call(format!("unpack::<{}, _>", targets.len()), vec![value]));
            return self.unpack_into(targets, &names, &types(targets.len()), whole, ("[", "]"));
        };
        let (before, after) = (star, targets.len() - star - 1);
        let whole = self.attempt(call(
            format!("unpack_star::<{before}, {after}, _>"),
            vec![value],
        ));
        let pattern = format!(
            "([{}], {}, [{}])",
            names[..before].join(", "),
            names[star],
            names[star + 1..].join(", ")
        );
        let mut out = vec![Stmt::Let {
            pattern,
            ty: None,
            value: Some(whole),
        }];
        for (i, target) in targets.iter().enumerate() {
            let value = text(names[i].clone());
            let value = if i == star {
                self.starred(target, value, &item)
            } else {
                owned(value, item.clone())
            };
            let mut stmts = self.assign_to(target, value, None);
            out.append(&mut self.ahead);
            out.append(&mut stmts);
        }
        out
    }
    /// The list of a starred target, with items of the type that the target's have.
    fn starred(&mut self, target: &Target, list: Expr, item: &Ty) -> Val {
        let list = owned(list, self.lower.builtin("list", vec![item.clone()]));
        let Target::Starred(inner, _) = target else {
            return list;
        };
        let Target::Var(var, _) = &**inner else {
            return list;
        };
        let want = self.lower.var_ty(*var);
        match &want {
            Ty::Class(_, items) if want != list.ty && self.lower.is_builtin(&want, "list") => {
                let Some(to) = items.first().cloned() else {
                    return list;
                };
                let items = self.converted_items(list, item.clone(), &to);
                let items = self.borrow(items);
                let head = format!("List::<{}>::from_iterable", self.lower.rust_type(&to));
                owned(self.attempt(call(head, vec![items])), want)
            }
            _ => list,
        }
    }
    /// `let (a, b) = whole;` with the targets' own names where they are new variables of the items' types.
    fn unpack_into(
        &mut self,
        targets: &'a [Target],
        names: &[String],
        types: &[Ty],
        whole: Expr,
        brackets: (&str, &str),
    ) -> Vec<Stmt> {
        let mut pattern = Vec::new();
        let mut after = Vec::new();
        for ((target, name), ty) in targets.iter().zip(names).zip(types) {
            if let Target::Var(var, _) = target {
                let slot = self.slot(*var);
                let is_param = self.function.params.iter().any(|p| p.var == *var);
                let plain = slot.storage == Storage::Local && self.lower.var_ty(*var) == *ty;
                if plain && !is_param && (slot.name == "_" || self.declared.insert(*var)) {
                    let mutable = self.mutability(var, &slot.name);
                    pattern.push(format!("{mutable}{}", slot.name));
                    continue;
                }
            }
            pattern.push(name.clone());
            let mut stmts = self.assign_to(target, owned(text(name.clone()), ty.clone()), None);
            after.append(&mut self.ahead);
            after.append(&mut stmts);
        }
        let pattern = format!("{}{}{}", brackets.0, pattern.join(", "), brackets.1);
        let mut out = vec![Stmt::Let {
            pattern,
            ty: None,
            value: Some(whole),
        }];
        out.append(&mut after);
        out
    }
    /// The type of the items of a value that is iterated.
    pub(super) fn item_type(&self, value: &Val, source: Option<ExprId>) -> Ty {
        if value.ty == Ty::Value {
            return Ty::Value;
        }
        if let Some(item) = self.declared_items(&value.ty) {
            return item;
        }
        let inferred = source
            .and_then(|id| self.lower.typed.items.get(id.index()))
            .cloned();
        match inferred {
            Some(Ty::Never) | None => self.items_of(&value.ty),
            Some(ty) => ty,
        }
    }
    /// The items of a library class, as its `__iter__` declares them.
    fn declared_items(&self, ty: &Ty) -> Option<Ty> {
        let Ty::Class(class, args) = ty else {
            return None;
        };
        let class = self.lower.lib_class(*class)?;
        let (_, iter) = class
            .members
            .iter()
            .find(|(_, f)| f.signature.name == "__iter__")?;
        match &iter.signature.returns {
            sig::Type::Class(_, items) => {
                self.substituted(items.first()?, &class.type_params, args)
            }
            _ => None,
        }
    }
    /// A declared type with the class's arguments put in.
    fn substituted(&self, ty: &sig::Type, params: &[String], args: &[Ty]) -> Option<Ty> {
        match ty {
            sig::Type::Any => Some(Ty::Value),
            sig::Type::Var(name) => args.get(params.iter().position(|p| p == name)?).cloned(),
            sig::Type::Tuple(items) => {
                let items: Option<Vec<Ty>> = items
                    .iter()
                    .map(|t| self.substituted(t, params, args))
                    .collect();
                Some(Ty::Tuple(items?))
            }
            sig::Type::Class(name, own) => {
                let own: Option<Vec<Ty>> = own
                    .iter()
                    .map(|t| self.substituted(t, params, args))
                    .collect();
                if name == "Coroutine" {
                    return own?.pop().map(|result| Ty::Coroutine(Box::new(result)));
                }
                Some(self.lower.builtin(name, own?)).filter(|ty| *ty != Ty::Value)
            }
            _ => None,
        }
    }
    /// The items of a type, where it alone tells.
    fn items_of(&self, ty: &Ty) -> Ty {
        match ty {
            Ty::Class(_, args) if !args.is_empty() => args[0].clone(),
            _ => Ty::Value,
        }
    }
    /// `del target`.
    pub(super) fn delete(&mut self, target: &'a Target) -> Vec<Stmt> {
        let stmt = match target {
            Target::Var(var, _) => {
                let slot = self.slot(*var);
                match slot.storage {
                    Storage::Local | Storage::Borrowed => return Vec::new(),
                    Storage::ClassAttribute => self
                        .attempt(text("ns").method("del", vec![text(format!("{:?}", slot.name))])),
                    _ => self.attempt(text(slot.name).method("del", vec![])),
                }
            }
            Target::Attribute(object, name, _) => {
                let object = self.dynamic_receiver(object);
                self.attempt(object.method("del_attr", vec![text(format!("{name:?}"))]))
            }
            Target::Subscript(object, index, _) => {
                if let Use::Library(lib) = self.lower.typed.operation(index.id).clone() {
                    let object = self.expr(object);
                    let index = self.expr(index);
                    return vec![Stmt::Expr(
                        self.library_method(&lib, object, vec![index]).expr,
                    )];
                }
                let object = self.dynamic_receiver(object);
                let index = self.value_ref(index);
                self.attempt(object.method("del_item", vec![index]))
            }
            Target::Unpack(targets, _) => {
                return targets.iter().flat_map(|t| self.delete(t)).collect();
            }
            Target::Starred(inner, _) => return self.delete(inner),
        };
        vec![Stmt::Expr(stmt)]
    }
    /// `target op= value`.
    pub(super) fn aug_assign(
        &mut self,
        target: &'a Target,
        op: BinaryOp,
        value: &'a hir::Expr,
        id: ExprId,
    ) -> Vec<Stmt> {
        let mut out = Vec::new();
        match target {
            Target::Var(var, _) => {
                let old = self.read(*var);
                let new = self.aug_operator(old, op, value);
                out.extend(self.assign_var(*var, new));
            }
            Target::Attribute(object, name, _) => {
                if let Some(var) = self.module_variable(object, name) {
                    let old = self.read(var);
                    let new = self.aug_operator(old, op, value);
                    return self.assign_var(var, new);
                }
                if let Use::Field(class) = self.lower.typed.operation(object.id).clone() {
                    out.extend(self.aug_field(object, class, name, op, value));
                    return out;
                }
                if let (Use::Function(getter, _), Use::Function(setter, _)) = (
                    self.lower.typed.meaning(id).clone(),
                    self.lower.typed.operation(object.id).clone(),
                ) {
                    let kept = self.kept_val(object, &mut out);
                    let old = self.method_on(getter, kept.clone(), vec![]);
                    let new = self.aug_operator(old, op, value);
                    let set = self.method_on(setter, kept, vec![new]);
                    out.push(Stmt::Expr(set.expr));
                    return out;
                }
                let object = self.kept(object, &mut out);
                let old = self.attempt(
                    object
                        .clone()
                        .method("get_attr", vec![text(format!("{name:?}"))]),
                );
                let new = self.aug_operator(dynamic(old), op, value);
                let new = self.to_value(new);
                let new = self.own(new);
                out.push(Stmt::Expr(self.attempt(
                    object.method("set_attr", vec![text(format!("{name:?}")), new]),
                )));
            }
            Target::Subscript(object, index, _) => {
                self.aug_item(object, index, op, value, id, &mut out)
            }
            Target::Unpack(..) | Target::Starred(..) => {}
        }
        out
    }
    fn aug_item(
        &mut self,
        object: &'a hir::Expr,
        index: &'a hir::Expr,
        op: BinaryOp,
        value: &'a hir::Expr,
        id: ExprId,
        out: &mut Vec<Stmt>,
    ) {
        if let (Use::Library(get), Use::Library(set)) = (
            self.lower.typed.meaning(id).clone(),
            self.lower.typed.operation(index.id).clone(),
        ) {
            let object = self.kept_val(object, out);
            let index = self.kept_val(index, out);
            let old = self.library_method(&get, object.clone(), vec![index.clone()]);
            let new = self.aug_operator(old, op, value);
            let (before, new) = self.in_temporary(new);
            out.push(before);
            let stmt = self.library_method(&set, object, vec![index, new]);
            out.push(Stmt::Expr(stmt.expr));
            return;
        }
        let object = self.kept(object, out);
        let index = self.kept(index, out);
        let old = self.attempt(
            object
                .clone()
                .method("get_item", vec![index.clone().borrow()]),
        );
        let new = self.aug_operator(dynamic(old), op, value);
        let new = self.to_value(new);
        let new = self.own(new);
        out.push(Stmt::Expr(
            self.attempt(object.method("set_item", vec![index.borrow(), new])),
        ));
    }
    fn in_temporary(&mut self, value: Val) -> (Stmt, Val) {
        let ty = value.ty.clone();
        let name = self.temporary("value");
        let expr = self.own(value);
        (
            Stmt::Let {
                pattern: name.clone(),
                ty: None,
                value: Some(expr),
            },
            owned(text(name), ty),
        )
    }
    /// An expression that is used twice, as a `Value` in a variable.
    fn kept(&mut self, e: &'a hir::Expr, out: &mut Vec<Stmt>) -> Expr {
        let value = self.expr(e);
        let value = self.to_value(value);
        if matches!(value.expr, Expr::Text(_)) && value.form == super::value::Form::Place {
            return value.expr;
        }
        let name = self.temporary("target");
        let expr = self.own(value);
        out.push(Stmt::Let {
            pattern: name.clone(),
            ty: None,
            value: Some(expr),
        });
        text(name)
    }
    /// Likewise in its own type.
    pub(super) fn kept_val(&mut self, e: &'a hir::Expr, out: &mut Vec<Stmt>) -> Val {
        let value = self.expr(e);
        if matches!(value.expr, Expr::Text(_)) {
            return value;
        }
        let ty = value.ty.clone();
        let name = self.temporary("target");
        let expr = self.own(value);
        out.push(Stmt::Let {
            pattern: name.clone(),
            ty: None,
            value: Some(expr),
        });
        super::value::place(text(name), ty)
    }
    pub(super) fn aug_operator(&mut self, old: Val, op: BinaryOp, value: &'a hir::Expr) -> Val {
        if let Use::Library(lib) = self.lower.typed.operation(value.id).clone()
            && old.ty != Ty::Value
        {
            let right = self.expr(value);
            return self.library_operator(&lib, old, right);
        }
        if let Use::Function(id, _) = self.lower.typed.operation(value.id).clone() {
            let right = self.expr(value);
            return self.special_operator(id, op, old, right);
        }
        let old = self.to_value(old);
        let old = self.receiver(old);
        let right = self.value_ref(value);
        dynamic(self.attempt(old.method(format!("i{}", method_name(op)), vec![right])))
    }
}
