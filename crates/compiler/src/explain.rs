//! What inference found out, for people: `portalis explain`.
//!
//! *Invariant:* reads only; source order.

use crate::Slot;
use crate::hir::*;
use crate::infer::expressions;
use crate::typed::{Ty, Typed, Use};
use portalis_signature::Catalogue;
use std::collections::HashMap;

/// Every variable and function result with its type, and why it is dynamic where it is.
pub fn slots(program: &Program, typed: &Typed, catalogue: &Catalogue) -> Vec<Slot> {
    let lines = Lines::new(program);
    let places = places(program);
    let mut reasons = HashMap::new();
    for (var, expr, reason) in &typed.widenings {
        let (module, span) = places
            .get(expr)
            .cloned()
            .unwrap_or_else(|| home(program, *var));
        let (path, line) = locate(program, &lines, module, &span);
        reasons.entry(*var).or_insert((path, line, reason.clone()));
    }
    let mut slots: Vec<(u32, u32, Slot)> = Vec::new();
    let is_own = |module: ModuleId| !program.module(module).is_library;
    // A class that is a struct is bound to no variable at run time, decorated or not.
    let is_struct = |v: &Variable| match &v.undecorated {
        Some(Meaning::Class(class)) => typed.plain.get(class.index()).is_some_and(Option::is_some),
        _ => false,
    };
    let shown = |v: &&Variable| {
        v.meaning.is_none() && is_own(program.function(v.scope).module) && !is_struct(v)
    };
    for variable in program.variables.iter().filter(shown) {
        let (module, span) = home(program, variable.id);
        let slot = Slot {
            name: path(program, variable),
            location: locate(program, &lines, module, &span),
            ty: spell(typed.var(variable.id), program, catalogue),
            widened: reasons.remove(&variable.id),
        };
        slots.push((module.0, span.start, slot));
    }
    let is_def = |f: &&Function| f.kind == FunctionKind::Def && is_own(f.module);
    for function in program.functions.iter().filter(is_def) {
        let slot = Slot {
            name: format!("{}()", function.qualname),
            location: locate(program, &lines, function.module, &function.span),
            ty: spell(typed.result(function.id), program, catalogue),
            widened: None,
        };
        slots.push((function.module.0, function.span.start, slot));
    }
    slots.sort_by_key(|(module, start, _)| (*module, *start));
    slots.into_iter().map(|(_, _, slot)| slot).collect()
}

/// The operations that are left to Python's data model: file, line and source text.
pub fn dynamic_operations(program: &Program, typed: &Typed) -> Vec<(String, u32, String)> {
    let lines = Lines::new(program);
    let mut found = Vec::new();
    for function in &program.functions {
        let module = program.module(function.module);
        if module.is_library {
            continue;
        }
        expressions(function, &mut |e| {
            let is_dynamic = match &e.kind {
                ExprKind::Compare(_, rest) => rest
                    .iter()
                    .any(|(_, e)| *typed.operation(e.id) == Use::Dynamic),
                ExprKind::Call(..)
                | ExprKind::Subscript(..)
                | ExprKind::Unary(..)
                | ExprKind::Binary(..)
                | ExprKind::Await(_) => *typed.meaning(e.id) == Use::Dynamic,
                _ => false,
            };
            if is_dynamic {
                let range = e.span.start as usize..e.span.end as usize;
                let text = module.text.get(range).unwrap_or("").to_owned();
                let (path, line) = locate(program, &lines, function.module, &e.span);
                found.push((path, line, text));
            }
        });
    }
    found
}

/// Module and span of every expression.
fn places(program: &Program) -> HashMap<ExprId, (ModuleId, Span)> {
    let mut places = HashMap::new();
    for function in &program.functions {
        expressions(function, &mut |e| {
            places.insert(e.id, (function.module, e.span.clone()));
        });
    }
    places
}

fn home(program: &Program, var: VarId) -> (ModuleId, Span) {
    let variable = program.variable(var);
    (
        program.function(variable.scope).module,
        variable.span.clone(),
    )
}

fn path(program: &Program, variable: &Variable) -> String {
    let scope = program.function(variable.scope);
    let module = program.module(scope.module);
    match (scope.kind, module.name.as_str()) {
        (FunctionKind::Module, "__main__") => variable.name.clone(),
        (FunctionKind::Module, name) => format!("{name}.{}", variable.name),
        _ => format!("{}.{}", scope.qualname, variable.name),
    }
}

/// Path and 1-based line.
fn locate(program: &Program, lines: &Lines, module: ModuleId, span: &Span) -> (String, u32) {
    let path = program.module(module).path.clone();
    (path, lines.line(module, span.start))
}

/// A type in Python's notation.
pub fn spell(ty: &Ty, program: &Program, catalogue: &Catalogue) -> String {
    let all = |types: &[Ty]| {
        let spelt: Vec<String> = types.iter().map(|t| spell(t, program, catalogue)).collect();
        spelt.join(", ")
    };
    let one = |name: &str, ty: &Ty| format!("{name}[{}]", spell(ty, program, catalogue));
    match ty {
        Ty::Never => "Never".to_owned(),
        Ty::Value => "Value".to_owned(),
        Ty::None => "None".to_owned(),
        Ty::Optional(inner) => format!("{} | None", spell(inner, program, catalogue)),
        Ty::Tuple(items) if items.is_empty() => "tuple[()]".to_owned(),
        Ty::Tuple(items) => format!("tuple[{}]", all(items)),
        Ty::Class(class, args) => {
            let module = catalogue.modules.get(class.module as usize);
            let found = module.and_then(|m| Some((m, m.classes.get(class.class as usize)?)));
            let Some((module, class)) = found else {
                return "?".to_owned();
            };
            let dots = if module.name == "builtins" {
                String::new()
            } else {
                format!("{}.", module.name)
            };
            match (class.name.as_str(), args.is_empty()) {
                (portalis_signature::parse::NUMBER, _) => "int | float".to_owned(),
                (name, true) => format!("{dots}{name}"),
                ("tuple", false) => format!("tuple[{}, ...]", all(args)),
                (name, false) => format!("{dots}{name}[{}]", all(args)),
            }
        }
        Ty::Instance(class) => program.class(*class).name.clone(),
        Ty::Callable(params, result) => {
            format!(
                "Callable[[{}], {}]",
                all(params),
                spell(result, program, catalogue)
            )
        }
        Ty::Coroutine(result) => one("Coroutine", result),
        Ty::Iterable(item) => one("Iterable", item),
        Ty::AsyncIterable(item) => one("AsyncIterable", item),
        Ty::Awaitable(result) => one("Awaitable", result),
    }
}
