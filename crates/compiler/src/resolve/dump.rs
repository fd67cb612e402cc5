//! Shows a resolved program as compact text, for `--dump=resolved` and golden tests.
//!
//! A name is written with the scope that owns it where that is not the scope at hand (`outer:x`, `::x` for a module's),
//! and numbered (`x.2`) where the scope has several variables of that name.
//!
//! *Invariant:* ids do not appear, so that a change in one place of a program changes the text in one place.

use std::fmt::Write;

use crate::hir::*;

/// The program as text.
pub fn dump(program: &Program) -> String {
    let mut out = String::new();
    for module in &program.modules {
        let mut flags = String::new();
        let mut flag = |on: bool, text: &str| flags.push_str(if on { text } else { "" });
        flag(module.is_package, " package");
        flag(module.is_library, " library");
        flag(module.future_annotations, " future-annotations");
        flag(module.in_import_cycle, " in-cycle");
        let _ = writeln!(out, "module {}{flags}", module.name);
        comments(&mut out, &module.comments, 1);
        function(program, &mut out, module.body);
        for inner in &program.functions {
            if inner.module == program.function(module.body).module && inner.id != module.body {
                function(program, &mut out, inner.id);
            }
        }
    }
    out
}

fn function(program: &Program, out: &mut String, id: FunctionId) {
    let function = program.function(id);
    let printer = Printer { program, id };
    let kind = match function.kind {
        FunctionKind::Module => "body",
        FunctionKind::Def => "def",
        FunctionKind::Lambda => "lambda",
        FunctionKind::Class(_) => "class",
    };
    let mut line = format!("{kind} {}", function.qualname);
    let params = function.params.iter().map(|param| {
        let star = match param.kind {
            ParamKind::VarPositional => "*",
            ParamKind::VarKeyword => "**",
            ParamKind::PositionalOnly => "/",
            ParamKind::KeywordOnly => "=",
            ParamKind::PositionalOrKeyword => "",
        };
        format!("{star}{}", printer.var(param.var))
    });
    if matches!(function.kind, FunctionKind::Def | FunctionKind::Lambda) {
        let _ = write!(line, "({})", params.collect::<Vec<_>>().join(", "));
    }
    let mut flag = |on: bool, text: &str| line.push_str(if on { text } else { "" });
    flag(function.is_async, " async");
    flag(function.is_generator, " generator");
    flag(function.uses_class_cell, " class-cell");
    if !function.captures.is_empty() {
        let names: Vec<String> = function
            .captures
            .iter()
            .map(|var| printer.var(*var))
            .collect();
        let _ = write!(line, " captures {}", names.join(" "));
    }
    let _ = writeln!(out, "  {line}");
    if let Some(docstring) = &function.docstring {
        let _ = writeln!(out, "    doc {docstring:?}");
    }
    for var in &function.variables {
        let _ = writeln!(out, "    var {}", printer.variable(*var));
    }
    printer.stmts(out, &function.body, 2);
}

fn comments(out: &mut String, comments: &[String], depth: usize) {
    for comment in comments {
        let _ = writeln!(out, "{:depth$}# {comment}", "", depth = depth * 2);
    }
}

struct Printer<'a> {
    program: &'a Program,
    id: FunctionId,
}

impl Printer<'_> {
    /// A variable with what is known of it.
    fn variable(&self, var: VarId) -> String {
        let variable = self.program.variable(var);
        let mut text = self.var(var);
        let mut flag = |on: bool, name: &str| {
            if on {
                text.push(' ');
                text.push_str(name);
            }
        };
        flag(variable.is_param, "param");
        flag(variable.is_hidden, "hidden");
        flag(variable.is_captured, "captured");
        flag(variable.is_used_lazily, "lazy");
        flag(variable.is_rebound_elsewhere, "rebound-elsewhere");
        flag(
            variable.bindings != 1,
            &format!("bindings={}", variable.bindings),
        );
        flag(variable.is_deleted, "deleted");
        flag(variable.maybe_unbound, "maybe-unbound");
        flag(
            variable.is_captured && variable.bound_before_captures,
            "bound-before-captures",
        );
        let meaning = |meaning: &Meaning| self.meaning(meaning);
        flag(
            variable.meaning.is_some(),
            &format!(
                "= {}",
                variable.meaning.as_ref().map(meaning).unwrap_or_default()
            ),
        );
        let undecorated = variable
            .undecorated
            .as_ref()
            .map(meaning)
            .unwrap_or_default();
        flag(
            variable.undecorated.is_some(),
            &format!("undecorated {undecorated}"),
        );
        let ty = variable
            .type_meaning
            .as_ref()
            .map(meaning)
            .unwrap_or_default();
        flag(variable.type_meaning.is_some(), &format!("type {ty}"));
        text
    }

    fn meaning(&self, meaning: &Meaning) -> String {
        match meaning {
            Meaning::Function(id) => format!("def {}", self.program.function(*id).qualname),
            Meaning::Class(id) => format!("class {}", self.program.class(*id).qualname),
            Meaning::Module(id) => format!("module {}", self.program.module(*id).name),
            Meaning::LibraryModule(name) => format!("library {name}"),
            Meaning::Library(module, name) => format!("library {module}.{name}"),
        }
    }

    fn var(&self, var: VarId) -> String {
        let Some(variable) = self.program.variables.get(var.index()) else {
            return format!("?{}", var.0);
        };
        let scope = self.program.function(variable.scope);
        let same: Vec<VarId> = scope
            .variables
            .iter()
            .copied()
            .filter(|other| self.program.variable(*other).name == variable.name)
            .collect();
        let number = match same.as_slice() {
            [_] => String::new(),
            _ => format!(
                ".{}",
                same.iter()
                    .position(|other| *other == var)
                    .map_or(0, |index| index + 1)
            ),
        };
        let owner = match scope.kind {
            _ if variable.scope == self.id => String::new(),
            FunctionKind::Module if scope.module == self.program.function(self.id).module => {
                "::".to_owned()
            }
            FunctionKind::Module => format!("{}::", self.program.module(scope.module).name),
            _ => format!("{}:", scope.qualname),
        };
        format!("{owner}{}{number}", variable.name)
    }

    fn stmts(&self, out: &mut String, body: &[Stmt], depth: usize) {
        for stmt in body {
            comments(out, &stmt.comments, depth);
            let line = self.stmt(&stmt.kind);
            let trailing = stmt
                .trailing
                .as_ref()
                .map(|text| format!("  # {text}"))
                .unwrap_or_default();
            let _ = writeln!(out, "{:depth$}{line}{trailing}", "", depth = depth * 2);
            self.inside(out, &stmt.kind, depth + 1);
        }
    }

    fn block(&self, out: &mut String, word: &str, body: &[Stmt], depth: usize) {
        if !body.is_empty() {
            let _ = writeln!(out, "{:depth$}{word}", "", depth = (depth - 1) * 2);
            self.stmts(out, body, depth);
        }
    }

    /// The bodies of a compound statement.
    fn inside(&self, out: &mut String, kind: &StmtKind, depth: usize) {
        match kind {
            StmtKind::If(arms, orelse) => {
                for (index, (test, body)) in arms.iter().enumerate() {
                    if index > 0 {
                        let _ = writeln!(
                            out,
                            "{:d$}elif {}",
                            "",
                            self.expr(test),
                            d = (depth - 1) * 2
                        );
                    }
                    self.stmts(out, body, depth);
                }
                self.block(out, "else", orelse, depth);
            }
            StmtKind::While(_, body, orelse) | StmtKind::For { body, orelse, .. } => {
                self.stmts(out, body, depth);
                self.block(out, "else", orelse, depth);
            }
            StmtKind::With { body, .. } => self.stmts(out, body, depth),
            StmtKind::Try(stmt) => {
                self.stmts(out, &stmt.body, depth);
                for handler in &stmt.handlers {
                    comments(out, &handler.comments, depth - 1);
                    let ty = handler
                        .ty
                        .as_ref()
                        .map(|ty| format!(" {}", self.expr(ty)))
                        .unwrap_or_default();
                    let name = handler
                        .var
                        .map(|var| format!(" as {}", self.var(var)))
                        .unwrap_or_default();
                    let star = if stmt.is_star { "*" } else { "" };
                    let _ = writeln!(out, "{:d$}except{star}{ty}{name}", "", d = (depth - 1) * 2);
                    self.stmts(out, &handler.body, depth);
                }
                self.block(out, "else", &stmt.orelse, depth);
                self.block(out, "finally", &stmt.finally, depth);
            }
            StmtKind::Match(_, cases) => {
                for case in cases {
                    comments(out, &case.comments, depth - 1);
                    let guard = case
                        .guard
                        .as_ref()
                        .map(|guard| format!(" if {}", self.expr(guard)))
                        .unwrap_or_default();
                    let _ = writeln!(
                        out,
                        "{:d$}case {}{guard}",
                        "",
                        self.pattern(&case.pattern),
                        d = (depth - 1) * 2
                    );
                    self.stmts(out, &case.body, depth);
                }
            }
            _ => {}
        }
    }

    fn stmt(&self, kind: &StmtKind) -> String {
        let optional = |expr: &Option<Expr>| {
            expr.as_ref()
                .map(|expr| format!(" {}", self.expr(expr)))
                .unwrap_or_default()
        };
        match kind {
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Assign(targets, value) => {
                let targets: Vec<String> =
                    targets.iter().map(|target| self.target(target)).collect();
                format!("{} = {}", targets.join(" = "), self.expr(value))
            }
            StmtKind::Annotation(target, annotation) => {
                format!("{}: {}", self.target(target), self.expr(annotation))
            }
            StmtKind::TypeAlias(var, params, value) => {
                format!(
                    "type {}{} = {}",
                    self.var(*var),
                    self.type_params(params),
                    self.expr(value)
                )
            }
            StmtKind::AugAssign(target, op, value, _) => {
                format!(
                    "{} {}= {}",
                    self.target(target),
                    binary(*op),
                    self.expr(value)
                )
            }
            StmtKind::Delete(targets) => {
                let targets: Vec<String> =
                    targets.iter().map(|target| self.target(target)).collect();
                format!("del {}", targets.join(", "))
            }
            StmtKind::Return(value) => format!("return{}", optional(value)),
            StmtKind::Raise(value, cause) => {
                let cause = cause
                    .as_ref()
                    .map(|cause| format!(" from {}", self.expr(cause)))
                    .unwrap_or_default();
                format!("raise{}{cause}", optional(value))
            }
            StmtKind::Assert(test, message) => {
                let message = message
                    .as_ref()
                    .map(|text| format!(", {}", self.expr(text)))
                    .unwrap_or_default();
                format!("assert {}{message}", self.expr(test))
            }
            StmtKind::If(arms, _) => match arms.first() {
                Some((test, _)) => format!("if {}", self.expr(test)),
                None => "if".to_owned(),
            },
            StmtKind::While(test, ..) => format!("while {}", self.expr(test)),
            StmtKind::For {
                is_async,
                target,
                iter,
                ..
            } => {
                format!(
                    "{}for {} in {}",
                    asynchronous(*is_async),
                    self.target(target),
                    self.expr(iter)
                )
            }
            StmtKind::Try(_) => "try".to_owned(),
            StmtKind::With {
                is_async,
                context,
                target,
                may_suppress,
                ..
            } => {
                let target = target
                    .as_ref()
                    .map(|target| format!(" as {}", self.target(target)))
                    .unwrap_or_default();
                let suppress = if *may_suppress { " (may suppress)" } else { "" };
                format!(
                    "{}with {}{target}{suppress}",
                    asynchronous(*is_async),
                    self.expr(context)
                )
            }
            StmtKind::Match(subject, _) => format!("match {}", self.expr(subject)),
            StmtKind::Def(var, id) => self.def(*var, *id),
            StmtKind::Class(var, id) => self.class(*var, *id),
            StmtKind::ImportModule(id) => format!("run {}", self.program.module(*id).name),
            StmtKind::ImportName(var, meaning) => {
                format!("import {} = {}", self.var(*var), self.meaning(meaning))
            }
            StmtKind::ImportVar(var, source) => {
                format!("import {} = {}", self.var(*var), self.var(*source))
            }
            StmtKind::Break => "break".to_owned(),
            StmtKind::Continue => "continue".to_owned(),
        }
    }

    fn type_params(&self, params: &[TypeParam]) -> String {
        if params.is_empty() {
            return String::new();
        }
        let param = |param: &TypeParam| {
            let star = match param.kind {
                TypeParamKind::TypeVar => "",
                TypeParamKind::TypeVarTuple => "*",
                TypeParamKind::ParamSpec => "**",
            };
            let bound = param
                .bound
                .as_ref()
                .map(|bound| format!(": {}", self.expr(bound)))
                .unwrap_or_default();
            let default = param
                .default
                .as_ref()
                .map(|value| format!(" = {}", self.expr(value)))
                .unwrap_or_default();
            format!("{star}{}{bound}{default}", self.var(param.var))
        };
        format!(
            "[{}]",
            params.iter().map(param).collect::<Vec<_>>().join(", ")
        )
    }

    fn decorators(&self, decorators: &[Expr]) -> String {
        decorators
            .iter()
            .map(|decorator| format!("@{} ", self.expr(decorator)))
            .collect()
    }

    fn def(&self, var: VarId, id: FunctionId) -> String {
        let function = self.program.function(id);
        let header: Vec<String> = function
            .params
            .iter()
            .filter(|param| param.default.is_some() || param.annotation.is_some())
            .map(|param| {
                let annotation = param
                    .annotation
                    .as_ref()
                    .map(|a| format!(": {}", self.expr(a)))
                    .unwrap_or_default();
                let default = param
                    .default
                    .as_ref()
                    .map(|value| format!(" = {}", self.expr(value)))
                    .unwrap_or_default();
                format!("{}{annotation}{default}", param.name)
            })
            .collect();
        let returns = function
            .returns
            .as_ref()
            .map(|returns| format!(" -> {}", self.expr(returns)))
            .unwrap_or_default();
        let (decorators, params) = (
            self.decorators(&function.decorators),
            self.type_params(&function.type_params),
        );
        format!(
            "{decorators}def {} = {}{params}({}){returns}",
            self.var(var),
            function.qualname,
            header.join(", ")
        )
    }

    fn class(&self, var: VarId, id: ClassId) -> String {
        let class = self.program.class(id);
        let (decorators, params) = (
            self.decorators(&class.decorators),
            self.type_params(&class.type_params),
        );
        format!(
            "{decorators}class {} = {}{params}({})",
            self.var(var),
            class.qualname,
            self.args(&class.bases)
        )
    }

    fn target(&self, target: &Target) -> String {
        match target {
            Target::Var(var, _) => self.var(*var),
            Target::Attribute(value, name, _) => format!("{}.{name}", self.expr(value)),
            Target::Subscript(value, index, _) => {
                format!("{}[{}]", self.expr(value), self.expr(index))
            }
            Target::Unpack(targets, _) => {
                format!(
                    "({})",
                    targets
                        .iter()
                        .map(|target| self.target(target))
                        .collect::<Vec<_>>()
                        .join(", ")
                )
            }
            Target::Starred(target, _) => format!("*{}", self.target(target)),
        }
    }

    fn pattern(&self, pattern: &Pattern) -> String {
        let list = |patterns: &[Pattern], separator: &str| {
            patterns
                .iter()
                .map(|pattern| self.pattern(pattern))
                .collect::<Vec<_>>()
                .join(separator)
        };
        let name = |var: &Option<VarId>| var.map_or("_".to_owned(), |var| self.var(var));
        match pattern {
            Pattern::Value(value) | Pattern::Singleton(value) => self.expr(value),
            Pattern::Capture(var) => name(var),
            Pattern::As(pattern, var) => format!("{} as {}", self.pattern(pattern), self.var(*var)),
            Pattern::Or(patterns) => list(patterns, " | "),
            Pattern::Sequence(patterns) => format!("[{}]", list(patterns, ", ")),
            Pattern::Star(var) => format!("*{}", name(var)),
            Pattern::Mapping(items, rest) => {
                let mut parts: Vec<String> = items
                    .iter()
                    .map(|(key, value)| format!("{}: {}", self.expr(key), self.pattern(value)))
                    .collect();
                parts.extend(rest.map(|rest| format!("**{}", self.var(rest))));
                format!("{{{}}}", parts.join(", "))
            }
            Pattern::Class(class, positional, keywords) => {
                let mut parts: Vec<String> = positional
                    .iter()
                    .map(|pattern| self.pattern(pattern))
                    .collect();
                parts.extend(
                    keywords
                        .iter()
                        .map(|(name, pattern)| format!("{name}={}", self.pattern(pattern))),
                );
                format!("{}({})", self.expr(class), parts.join(", "))
            }
        }
    }

    fn name(&self, name: &Name) -> String {
        match name {
            Name::Var(var) => self.var(*var),
            Name::Builtin(name) => format!("builtins.{name}"),
            Name::ClassThenOuter(var, outer) => {
                format!("({} else {})", self.var(*var), self.name(outer))
            }
            Name::ClassCell(class) => format!("__class__({})", self.program.class(*class).qualname),
            Name::Undefined(name) => format!("undefined.{name}"),
        }
    }

    fn exprs(&self, values: &[Expr], separator: &str) -> String {
        values
            .iter()
            .map(|value| self.expr(value))
            .collect::<Vec<_>>()
            .join(separator)
    }

    fn expr(&self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::None => "None".to_owned(),
            ExprKind::Ellipsis => "...".to_owned(),
            ExprKind::Bool(value) => if *value { "True" } else { "False" }.to_owned(),
            ExprKind::Int(digits) => digits.clone(),
            ExprKind::Float(value) => format!("{value:?}"),
            ExprKind::Imaginary(value) => format!("{value:?}j"),
            ExprKind::Str(text) => match self.program.string_annotations.get(&expr.id) {
                Some(parsed) => format!("{text:?}<{}>", self.expr(parsed)),
                None => format!("{text:?}"),
            },
            ExprKind::Bytes(bytes) => format!("b{:?}", String::from_utf8_lossy(bytes)),
            ExprKind::FString(parts) => format!("f\"{}\"", self.parts(parts)),
            ExprKind::Name(name) => self.name(name),
            ExprKind::Attribute(value, name) => format!("{}.{name}", self.expr(value)),
            ExprKind::Subscript(value, index) => {
                format!("{}[{}]", self.expr(value), self.expr(index))
            }
            ExprKind::Slice(start, stop, step) => {
                let part = |part: &Option<Box<Expr>>| {
                    part.as_ref()
                        .map(|part| self.expr(part))
                        .unwrap_or_default()
                };
                format!("{}:{}:{}", part(start), part(stop), part(step))
            }
            ExprKind::Call(callee, args) => format!("{}({})", self.expr(callee), self.args(args)),
            ExprKind::Unary(op, operand) => {
                let op = match op {
                    UnaryOp::Neg => "-",
                    UnaryOp::Pos => "+",
                    UnaryOp::Invert => "~",
                };
                format!("{op}{}", self.expr(operand))
            }
            ExprKind::Not(operand) => format!("(not {})", self.expr(operand)),
            ExprKind::Binary(op, left, right) => {
                format!("({} {} {})", self.expr(left), binary(*op), self.expr(right))
            }
            ExprKind::Compare(first, rest) => {
                let rest: String = rest
                    .iter()
                    .map(|(op, value)| format!(" {} {}", compare(*op), self.expr(value)))
                    .collect();
                format!("({}{rest})", self.expr(first))
            }
            ExprKind::And(values) => format!("({})", self.exprs(values, " and ")),
            ExprKind::Or(values) => format!("({})", self.exprs(values, " or ")),
            ExprKind::If(test, then, other) => {
                format!(
                    "({} if {} else {})",
                    self.expr(then),
                    self.expr(test),
                    self.expr(other)
                )
            }
            ExprKind::Lambda(id) => self.lambda(*id),
            ExprKind::Tuple(values) => format!("({},)", self.exprs(values, ", ")),
            ExprKind::List(values) => format!("[{}]", self.exprs(values, ", ")),
            ExprKind::Set(values) => format!("{{{}}}", self.exprs(values, ", ")),
            ExprKind::Dict(items) => {
                let item = |(key, value): &(Option<Expr>, Expr)| match key {
                    Some(key) => format!("{}: {}", self.expr(key), self.expr(value)),
                    None => format!("**{}", self.expr(value)),
                };
                format!(
                    "{{{}}}",
                    items.iter().map(item).collect::<Vec<_>>().join(", ")
                )
            }
            ExprKind::Comprehension(comprehension) => self.comprehension(comprehension),
            ExprKind::Await(value) => format!("await {}", self.expr(value)),
            ExprKind::Yield(value) => match value {
                Some(value) => format!("(yield {})", self.expr(value)),
                None => "(yield)".to_owned(),
            },
            ExprKind::YieldFrom(value) => format!("(yield from {})", self.expr(value)),
            ExprKind::Walrus(var, value) => format!("({} := {})", self.var(*var), self.expr(value)),
            ExprKind::Starred(value) => format!("*{}", self.expr(value)),
        }
    }

    fn lambda(&self, id: FunctionId) -> String {
        let function = self.program.function(id);
        let defaults: Vec<String> = function
            .params
            .iter()
            .filter_map(|param| {
                param
                    .default
                    .as_ref()
                    .map(|value| format!("{}={}", param.name, self.expr(value)))
            })
            .collect();
        format!("lambda {}({})", function.qualname, defaults.join(", "))
    }

    fn parts(&self, parts: &[FPart]) -> String {
        let part = |part: &FPart| match part {
            FPart::Text(text) => text.escape_debug().to_string(),
            FPart::Value {
                value,
                conversion,
                spec,
            } => {
                let conversion = conversion.map(|c| format!("!{c}")).unwrap_or_default();
                let spec = if spec.is_empty() {
                    String::new()
                } else {
                    format!(":{}", self.parts(spec))
                };
                format!("{{{}{conversion}{spec}}}", self.expr(value))
            }
        };
        parts.iter().map(part).collect()
    }

    fn args(&self, args: &[Arg]) -> String {
        let arg = |arg: &Arg| match arg {
            Arg::Positional(value) => self.expr(value),
            Arg::Star(value) => format!("*{}", self.expr(value)),
            Arg::Keyword(name, value) => format!("{name}={}", self.expr(value)),
            Arg::DoubleStar(value) => format!("**{}", self.expr(value)),
        };
        args.iter().map(arg).collect::<Vec<_>>().join(", ")
    }

    fn comprehension(&self, comprehension: &Comprehension) -> String {
        let clauses: String = comprehension
            .clauses
            .iter()
            .map(|clause| {
                let tests: String = clause
                    .conditions
                    .iter()
                    .map(|test| format!(" if {}", self.expr(test)))
                    .collect();
                let (target, iter) = (self.target(&clause.target), self.expr(&clause.iter));
                format!(
                    " {}for {target} in {iter}{tests}",
                    asynchronous(clause.is_async)
                )
            })
            .collect();
        match &comprehension.kind {
            ComprehensionKind::List(item) => format!("[{}{clauses}]", self.expr(item)),
            ComprehensionKind::Set(item) => format!("{{{}{clauses}}}", self.expr(item)),
            ComprehensionKind::Dict(key, value) => {
                format!("{{{}: {}{clauses}}}", self.expr(key), self.expr(value))
            }
            ComprehensionKind::Generator(item) => {
                let lazy = if comprehension.consumed_at_once {
                    ""
                } else {
                    "lazy "
                };
                format!("({lazy}{}{clauses})", self.expr(item))
            }
        }
    }
}

fn asynchronous(is_async: bool) -> &'static str {
    if is_async { "async " } else { "" }
}

fn binary(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::MatMul => "@",
        BinaryOp::Div => "/",
        BinaryOp::FloorDiv => "//",
        BinaryOp::Mod => "%",
        BinaryOp::Pow => "**",
        BinaryOp::LShift => "<<",
        BinaryOp::RShift => ">>",
        BinaryOp::BitOr => "|",
        BinaryOp::BitXor => "^",
        BinaryOp::BitAnd => "&",
    }
}

fn compare(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Eq => "==",
        CompareOp::NotEq => "!=",
        CompareOp::Lt => "<",
        CompareOp::LtE => "<=",
        CompareOp::Gt => ">",
        CompareOp::GtE => ">=",
        CompareOp::Is => "is",
        CompareOp::IsNot => "is not",
        CompareOp::In => "in",
        CompareOp::NotIn => "not in",
    }
}
