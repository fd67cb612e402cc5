//! Expressions.
//!
//! *Invariant:* expressions get their ids before their operands do, so ids follow the source from outside in.

use ruff_python_ast::{self as ast, ArgOrKeyword, CmpOp, Expr as Ast, Operator};
use ruff_text_size::Ranged;

use super::Builder;
use crate::hir::*;
use crate::parse::parse_annotation;
use crate::resolve::each_child;

/// Builtins that run an iterable to its end before they return.
const CONSUMERS: &[&str] = &[
    "all",
    "any",
    "bytearray",
    "bytes",
    "dict",
    "frozenset",
    "list",
    "max",
    "min",
    "set",
    "sorted",
    "sum",
    "tuple",
];

impl Builder<'_, '_> {
    pub(super) fn expr(&mut self, node: &Ast) -> Expr {
        let id = self.expr_id();
        let span = self.span(node);
        Expr {
            id,
            span,
            kind: self.kind(node),
        }
    }

    fn boxed(&mut self, node: &Ast) -> Box<Expr> {
        Box::new(self.expr(node))
    }

    fn exprs(&mut self, nodes: &[Ast]) -> Vec<Expr> {
        nodes.iter().map(|node| self.expr(node)).collect()
    }

    pub(super) fn optional(&mut self, node: Option<&Ast>) -> Option<Expr> {
        node.map(|node| self.expr(node))
    }

    fn optional_box(&mut self, node: Option<&Ast>) -> Option<Box<Expr>> {
        node.map(|node| self.boxed(node))
    }

    fn kind(&mut self, node: &Ast) -> ExprKind {
        match node {
            Ast::NoneLiteral(_) => ExprKind::None,
            Ast::EllipsisLiteral(_) => ExprKind::Ellipsis,
            Ast::BooleanLiteral(e) => ExprKind::Bool(e.value),
            Ast::NumberLiteral(e) => self.number(e),
            Ast::StringLiteral(e) => self.string(e),
            Ast::BytesLiteral(e) => ExprKind::Bytes(e.value.bytes().collect()),
            Ast::FString(e) => self.f_string(e),
            Ast::Name(e) => self.name(e),
            Ast::Attribute(e) => ExprKind::Attribute(self.boxed(&e.value), self.mangled(&e.attr)),
            Ast::Subscript(e) => ExprKind::Subscript(self.boxed(&e.value), self.boxed(&e.slice)),
            Ast::Slice(e) => ExprKind::Slice(
                self.optional_box(e.lower.as_deref()),
                self.optional_box(e.upper.as_deref()),
                self.optional_box(e.step.as_deref()),
            ),
            Ast::Call(e) => self.call(e),
            Ast::UnaryOp(e) => self.unary(e),
            Ast::BinOp(e) => {
                ExprKind::Binary(binary_op(e.op), self.boxed(&e.left), self.boxed(&e.right))
            }
            Ast::BoolOp(e) => match e.op {
                ast::BoolOp::And => ExprKind::And(self.exprs(&e.values)),
                ast::BoolOp::Or => ExprKind::Or(self.exprs(&e.values)),
            },
            Ast::Compare(e) => {
                let first = self.boxed(&e.left);
                let rest = e.ops.iter().zip(&e.comparators);
                ExprKind::Compare(
                    first,
                    rest.map(|(op, value)| (compare_op(*op), self.expr(value)))
                        .collect(),
                )
            }
            Ast::If(e) => {
                let test = self.boxed(&e.test);
                ExprKind::If(test, self.boxed(&e.body), self.boxed(&e.orelse))
            }
            Ast::Lambda(e) => self.lambda(e),
            Ast::Tuple(e) => ExprKind::Tuple(self.exprs(&e.elts)),
            Ast::List(e) => ExprKind::List(self.exprs(&e.elts)),
            Ast::Set(e) => ExprKind::Set(self.exprs(&e.elts)),
            Ast::Dict(e) => {
                let items = e.items.iter();
                ExprKind::Dict(
                    items
                        .map(|item| (self.optional(item.key.as_ref()), self.expr(&item.value)))
                        .collect(),
                )
            }
            Ast::ListComp(e) => {
                let is_async = is_async(&e.generators, &[&e.elt]);
                self.comprehension(e, &e.generators, is_async, |this| {
                    ComprehensionKind::List(this.expr(&e.elt))
                })
            }
            Ast::SetComp(e) => {
                let is_async = is_async(&e.generators, &[&e.elt]);
                self.comprehension(e, &e.generators, is_async, |this| {
                    ComprehensionKind::Set(this.expr(&e.elt))
                })
            }
            Ast::Generator(e) => {
                let is_async = is_async(&e.generators, &[&e.elt]);
                self.comprehension(e, &e.generators, is_async, |this| {
                    ComprehensionKind::Generator(this.expr(&e.elt))
                })
            }
            Ast::DictComp(e) => {
                // `{**d for …}`, without a key, is a syntax error before Python 3.15.
                let key = e.key.as_deref().unwrap_or(&e.value);
                let is_async = is_async(&e.generators, &[key, &e.value]);
                self.comprehension(e, &e.generators, is_async, |this| {
                    ComprehensionKind::Dict(this.expr(key), this.expr(&e.value))
                })
            }
            Ast::Await(e) => ExprKind::Await(self.boxed(&e.value)),
            Ast::Yield(e) => ExprKind::Yield(self.optional_box(e.value.as_deref())),
            Ast::YieldFrom(e) => ExprKind::YieldFrom(self.boxed(&e.value)),
            Ast::Named(e) => self.walrus(e),
            Ast::Starred(e) => ExprKind::Starred(self.boxed(&e.value)),
            // Both are syntax errors in Python 3.13 and end before this stage.
            Ast::TString(_) | Ast::IpyEscapeCommand(_) => ExprKind::None,
        }
    }

    fn unary(&mut self, node: &ast::ExprUnaryOp) -> ExprKind {
        let operand = self.boxed(&node.operand);
        match node.op {
            ast::UnaryOp::Not => ExprKind::Not(operand),
            ast::UnaryOp::USub => ExprKind::Unary(UnaryOp::Neg, operand),
            ast::UnaryOp::UAdd => ExprKind::Unary(UnaryOp::Pos, operand),
            ast::UnaryOp::Invert => ExprKind::Unary(UnaryOp::Invert, operand),
        }
    }

    fn walrus(&mut self, node: &ast::ExprNamed) -> ExprKind {
        let value = self.boxed(&node.value);
        let Ast::Name(name) = &*node.target else {
            return value.kind;
        };
        self.walruses += 1;
        let scope = self.unit.scopes.outside_comprehensions(self.scope);
        let var = self.bound_from(scope, &name.id, self.span(name));
        ExprKind::Walrus(var, value)
    }

    fn call(&mut self, node: &ast::ExprCall) -> ExprKind {
        let callee = self.boxed(&node.func);
        let walruses = self.walruses;
        let mut args = self.args(&node.arguments);
        // What a generator expression binds outlives it, even where it does not outlive the call.
        let binds = self.walruses != walruses;
        if let (
            Some(Arg::Positional(Expr {
                kind: ExprKind::Comprehension(first),
                ..
            })),
            true,
            false,
        ) = (args.first_mut(), consumes(&callee), binds)
        {
            first.consumed_at_once = true;
        }
        ExprKind::Call(callee, args)
    }

    pub(super) fn args(&mut self, arguments: &ast::Arguments) -> Vec<Arg> {
        let arg = |arg: ArgOrKeyword| match arg {
            ArgOrKeyword::Arg(Ast::Starred(starred)) => Arg::Star(self.expr(&starred.value)),
            ArgOrKeyword::Arg(value) => Arg::Positional(self.expr(value)),
            // Names of keyword arguments are not mangled, although those of parameters are.
            ArgOrKeyword::Keyword(keyword) => match &keyword.arg {
                Some(name) => Arg::Keyword(name.to_string(), self.expr(&keyword.value)),
                None => Arg::DoubleStar(self.expr(&keyword.value)),
            },
        };
        let mut args: Vec<Arg> = arguments.iter_source_order().map(arg).collect();
        // `f(k=1, *rest)` evaluates `rest` first.
        args.sort_by_key(|arg| matches!(arg, Arg::Keyword(..) | Arg::DoubleStar(_)));
        args
    }

    fn comprehension<T>(
        &mut self,
        node: &T,
        generators: &[ast::Comprehension],
        is_async: bool,
        item: impl FnOnce(&mut Self) -> ComprehensionKind,
    ) -> ExprKind {
        let Some((first, rest)) = generators.split_first() else {
            return ExprKind::None;
        };
        // The first iterable belongs to the scope around.
        let iter = self.expr(&first.iter);
        let Some(scope) = self.unit.scopes.of(node) else {
            return ExprKind::Name(Name::Undefined(String::new()));
        };
        let owner = self.function;
        self.open(scope, owner, true);
        let outer = std::mem::replace(&mut self.scope, scope);
        let mut clauses = vec![self.clause(first, iter)];
        for clause in rest {
            let iter = self.expr(&clause.iter);
            clauses.push(self.clause(clause, iter));
        }
        let kind = item(self);
        self.scope = outer;
        let mut variables: Vec<VarId> = self
            .variables
            .get(&scope)
            .map(|variables| variables.values().copied().collect())
            .unwrap_or_default();
        variables.sort();
        let consumed_at_once = !matches!(kind, ComprehensionKind::Generator(_));
        let comprehension = Comprehension {
            kind,
            clauses,
            is_async,
            consumed_at_once,
            variables,
        };
        ExprKind::Comprehension(Box::new(comprehension))
    }

    fn clause(&mut self, node: &ast::Comprehension, iter: Expr) -> Clause {
        let target = self.target(&node.target);
        Clause {
            is_async: node.is_async,
            target,
            iter,
            conditions: self.exprs(&node.ifs),
        }
    }

    /// Something that is assigned to.
    pub(super) fn target(&mut self, node: &Ast) -> Target {
        let span = self.span(node);
        match node {
            Ast::Name(name) => Target::Var(self.bound(&name.id, span.clone()), span),
            Ast::Attribute(e) => {
                Target::Attribute(self.expr(&e.value), self.mangled(&e.attr), span)
            }
            Ast::Subscript(e) => Target::Subscript(self.expr(&e.value), self.expr(&e.slice), span),
            Ast::Tuple(e) => Target::Unpack(
                e.elts.iter().map(|target| self.target(target)).collect(),
                span,
            ),
            Ast::List(e) => Target::Unpack(
                e.elts.iter().map(|target| self.target(target)).collect(),
                span,
            ),
            Ast::Starred(e) => Target::Starred(Box::new(self.target(&e.value)), span),
            // A syntax error, which has been reported.
            _ => Target::Unpack(Vec::new(), span),
        }
    }

    /// An annotation: strings in it are parsed too.
    pub(super) fn annotation(&mut self, node: &Ast) -> Expr {
        let outer = std::mem::replace(&mut self.in_annotation, true);
        let mut expr = self.expr(node);
        self.string_annotations(&mut expr);
        self.in_annotation = outer;
        expr
    }

    /// Parses the strings in an annotation, but not those that are values (`Literal["x"]`, `Annotated[int, "metre"]`).
    fn string_annotations(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::Str(text) => {
                let text = text.clone();
                if let Some(parsed) = self.parsed_annotation(&text, expr.span.clone()) {
                    self.shared
                        .program
                        .string_annotations
                        .insert(expr.id, parsed);
                }
            }
            ExprKind::Subscript(value, index) => {
                match (last_name(self.shared.program, value), &mut index.kind) {
                    (Some("Literal"), _) => {}
                    (Some("Annotated"), ExprKind::Tuple(items)) => {
                        items
                            .iter_mut()
                            .take(1)
                            .for_each(|item| self.string_annotations(item));
                    }
                    _ => self.string_annotations(index),
                }
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items
                    .iter_mut()
                    .for_each(|item| self.string_annotations(item));
            }
            ExprKind::Binary(_, left, right) => {
                self.string_annotations(left);
                self.string_annotations(right);
            }
            _ => {}
        }
    }

    fn parsed_annotation(&mut self, text: &str, span: Span) -> Option<Expr> {
        let literal = self
            .unit
            .source
            .text
            .get(span.start as usize..span.end as usize)?;
        let inside = literal.find(text).filter(|_| !text.is_empty())?;
        let parsed = parse_annotation(text)?;
        let outer = std::mem::replace(&mut self.base, span.start + inside as u32);
        let mut expr = self.expr(&parsed);
        self.string_annotations(&mut expr);
        self.base = outer;
        Some(expr)
    }
}

/// The last part of a dotted name.
fn last_name<'p>(program: &'p Program, expr: &'p Expr) -> Option<&'p str> {
    match &expr.kind {
        ExprKind::Attribute(_, name) => Some(name),
        ExprKind::Name(Name::Var(var)) => program
            .variables
            .get(var.index())
            .map(|var| var.name.as_str()),
        _ => None,
    }
}

fn consumes(callee: &Expr) -> bool {
    match &callee.kind {
        ExprKind::Name(Name::Builtin(name)) => CONSUMERS.contains(&name.as_str()),
        ExprKind::Attribute(value, name) => {
            name == "join" && matches!(value.kind, ExprKind::Str(_))
        }
        _ => false,
    }
}

/// A comprehension is asynchronous where it has `async for`, or `await` outside its first iterable; so is one with an
/// asynchronous comprehension inside, unless that is a generator expression.
pub(crate) fn is_async(clauses: &[ast::Comprehension], items: &[&Ast]) -> bool {
    items.iter().any(|item| awaits(item))
        || clauses
            .iter()
            .any(|clause| clause.is_async || clause.ifs.iter().any(awaits))
        || clauses.iter().skip(1).any(|clause| awaits(&clause.iter))
}

/// Evaluating the expression awaits something.
fn awaits(expr: &Ast) -> bool {
    let first =
        |clauses: &[ast::Comprehension]| clauses.first().is_some_and(|clause| awaits(&clause.iter));
    match expr {
        Ast::Await(_) => true,
        Ast::Lambda(_) => false,
        Ast::Generator(e) => first(&e.generators),
        Ast::ListComp(e) => first(&e.generators) || is_async(&e.generators, &[&e.elt]),
        Ast::SetComp(e) => first(&e.generators) || is_async(&e.generators, &[&e.elt]),
        Ast::DictComp(e) => {
            let key = e.key.as_deref().unwrap_or(&e.value);
            first(&e.generators) || is_async(&e.generators, &[key, &e.value])
        }
        _ => {
            let mut found = false;
            each_child(expr, &mut |child| found |= awaits(child));
            found
        }
    }
}

/// The operator of `a + b` and `a += b`.
pub(super) fn binary_op(op: Operator) -> BinaryOp {
    match op {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Sub,
        Operator::Mult => BinaryOp::Mul,
        Operator::MatMult => BinaryOp::MatMul,
        Operator::Div => BinaryOp::Div,
        Operator::Mod => BinaryOp::Mod,
        Operator::Pow => BinaryOp::Pow,
        Operator::LShift => BinaryOp::LShift,
        Operator::RShift => BinaryOp::RShift,
        Operator::BitOr => BinaryOp::BitOr,
        Operator::BitXor => BinaryOp::BitXor,
        Operator::BitAnd => BinaryOp::BitAnd,
        Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}

fn compare_op(op: CmpOp) -> CompareOp {
    match op {
        CmpOp::Eq => CompareOp::Eq,
        CmpOp::NotEq => CompareOp::NotEq,
        CmpOp::Lt => CompareOp::Lt,
        CmpOp::LtE => CompareOp::LtE,
        CmpOp::Gt => CompareOp::Gt,
        CmpOp::GtE => CompareOp::GtE,
        CmpOp::Is => CompareOp::Is,
        CmpOp::IsNot => CompareOp::IsNot,
        CmpOp::In => CompareOp::In,
        CmpOp::NotIn => CompareOp::NotIn,
    }
}

/// Start of a node, for comment attachment.
pub(super) fn start(node: &impl Ranged) -> u32 {
    node.start().to_u32()
}
