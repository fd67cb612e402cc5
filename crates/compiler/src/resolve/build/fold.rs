//! Tests whose outcome is known now: `TYPE_CHECKING`, `__name__ == "__main__"`, `sys.version_info >= (3, 11)`.
//!
//! *Invariant:* a name keeps its scope even where the only statement that binds it is dropped.

use std::cmp::Ordering;

use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr as Ast, Number, Stmt as AstStmt, UnaryOp};
use ruff_text_size::Ranged;

use super::Builder;
use super::expr::start;
use crate::hir::*;

impl Builder<'_, '_> {
    /// An `if`, without the arms that are never taken.
    pub(super) fn if_(&mut self, stmt: &ast::StmtIf, out: &mut Vec<Stmt>) {
        let first = (Some(&*stmt.test), &stmt.body);
        let clauses = stmt
            .elif_else_clauses
            .iter()
            .map(|clause| (clause.test.as_ref(), &clause.body));
        let mut arms: Vec<(Expr, Vec<Stmt>)> = Vec::new();
        let mut orelse = Vec::new();
        let mut decided = false;
        for (test, body) in std::iter::once(first).chain(clauses) {
            let known = if decided {
                Some(false)
            } else {
                test.map_or(Some(true), |test| self.known(test))
            };
            match (known, test) {
                (Some(false), _) => self.dropped(body, !decided),
                (None, Some(test)) => {
                    let test = self.expr(test);
                    arms.push((test, self.suite(body)));
                }
                (Some(true), _) | (None, None) => {
                    orelse = self.suite(body);
                    decided = true;
                }
            }
        }
        if arms.is_empty() {
            return out.append(&mut orelse);
        }
        let kind = StmtKind::If(arms, orelse);
        out.push(Stmt {
            comments: Vec::new(),
            trailing: None,
            span: self.span(stmt),
            kind,
        });
    }

    /// The body of an `if` that is not compiled. What it imports is known to annotations.
    pub(super) fn dropped(&mut self, body: &[AstStmt], has_types: bool) {
        if has_types {
            self.type_imports(body);
        }
        if let Some(last) = body.last() {
            self.comments_before(last.end().to_u32());
        }
    }

    /// The outcome of a test that is known now.
    fn known(&self, test: &Ast) -> Option<bool> {
        match test {
            Ast::BooleanLiteral(literal) => Some(literal.value),
            Ast::NumberLiteral(literal) => match &literal.value {
                Number::Int(value) => value.as_u64().map(|value| value != 0),
                _ => None,
            },
            Ast::Name(name) if name.id == "TYPE_CHECKING" => {
                self.is_type_checking().then_some(false)
            }
            Ast::Attribute(attribute) => {
                let module = matches!(&*attribute.value, Ast::Name(_));
                (module && attribute.attr.as_str() == "TYPE_CHECKING").then_some(false)
            }
            Ast::UnaryOp(not) if not.op == UnaryOp::Not => {
                self.known(&not.operand).map(|value| !value)
            }
            Ast::BoolOp(op) => {
                let values: Vec<Option<bool>> =
                    op.values.iter().map(|value| self.known(value)).collect();
                let decides = op.op == BoolOp::Or;
                // Only a prefix that is known decides: what stands before may have effects.
                if values.first() == Some(&Some(decides)) {
                    return Some(decides);
                }
                values.into_iter().try_fold(!decides, |sum, value| {
                    Some(if decides { sum | value? } else { sum & value? })
                })
            }
            Ast::Compare(compare) => match (&*compare.ops, &*compare.comparators) {
                ([op], [right]) => self.known_comparison(&compare.left, *op, right),
                _ => None,
            },
            _ => None,
        }
    }

    fn known_comparison(&self, left: &Ast, op: CmpOp, right: &Ast) -> Option<bool> {
        if is_version_info(left) {
            return version(right, op);
        }
        let text = |node: &Ast| match node {
            Ast::StringLiteral(literal) => Some(literal.value.to_str().to_owned()),
            Ast::Name(name) if name.id == "__name__" && !self.binds("__name__") => {
                Some(self.unit.source.module.clone())
            }
            _ => None,
        };
        let equal = text(left)? == text(right)?;
        match op {
            CmpOp::Eq => Some(equal),
            CmpOp::NotEq => Some(!equal),
            _ => None,
        }
    }

    fn binds(&self, name: &str) -> bool {
        self.shared.modules.names[self.module.index()].contains_key(name)
    }

    /// The module imports `TYPE_CHECKING` from typing, or sets it to False itself.
    fn is_type_checking(&self) -> bool {
        self.unit.body.iter().any(|stmt| match stmt {
            AstStmt::ImportFrom(import) => {
                matches!(
                    import.module.as_deref(),
                    Some("typing" | "typing_extensions")
                ) && import
                    .names
                    .iter()
                    .any(|alias| alias.name.as_str() == "TYPE_CHECKING" && alias.asname.is_none())
            }
            AstStmt::Assign(assign) => {
                matches!(&*assign.targets, [Ast::Name(name)] if name.id == "TYPE_CHECKING")
                    && matches!(&*assign.value, Ast::BooleanLiteral(literal) if !literal.value)
            }
            _ => false,
        })
    }

    /// A `try` whose body only imports: whether it fails is known now.
    pub(super) fn try_(&mut self, stmt: &ast::StmtTry, out: &mut Vec<Stmt>) {
        match self.import_outcome(stmt) {
            Some(Outcome::Succeeds) => {
                out.extend(self.suite(&stmt.body));
                for ast::ExceptHandler::ExceptHandler(handler) in &stmt.handlers {
                    self.dropped(&handler.body, false);
                }
                out.extend(self.suite(&stmt.orelse));
            }
            Some(Outcome::Fails(at, handler)) => {
                let (before, after) = stmt.body.split_at(at.min(stmt.body.len()));
                out.extend(self.suite(before));
                self.dropped(after, false);
                for (index, ast::ExceptHandler::ExceptHandler(clause)) in
                    stmt.handlers.iter().enumerate()
                {
                    if index == handler {
                        self.comments_before(start(clause));
                        out.extend(self.suite(&clause.body));
                    } else {
                        self.dropped(&clause.body, false);
                    }
                }
                self.dropped(&stmt.orelse, false);
            }
            None => {
                let kind = self.plain_try(stmt);
                out.push(Stmt {
                    comments: Vec::new(),
                    trailing: None,
                    span: self.span(stmt),
                    kind,
                });
            }
        }
    }
}

/// How a `try` around imports ends.
pub(super) enum Outcome {
    Succeeds,
    /// The statement of the body that fails, and the handler that runs.
    Fails(usize, usize),
}

fn is_version_info(node: &Ast) -> bool {
    matches!(node, Ast::Attribute(attribute) if attribute.attr.as_str() == "version_info"
        && matches!(&*attribute.value, Ast::Name(name) if name.id == "sys"))
}

/// `sys.version_info op (3, 11)`, for the language version that is compiled.
fn version(right: &Ast, op: CmpOp) -> Option<bool> {
    let Ast::Tuple(tuple) = right else {
        return None;
    };
    let numbers: Option<Vec<u64>> = tuple
        .elts
        .iter()
        .map(|element| match element {
            Ast::NumberLiteral(ast::ExprNumberLiteral {
                value: Number::Int(value),
                ..
            }) => value.as_u64(),
            _ => None,
        })
        .collect();
    let numbers = numbers?;
    let head = numbers.get(..numbers.len().min(2))?;
    let ordering = match [3, 13][..head.len()].cmp(head) {
        Ordering::Equal if numbers.len() > 2 => return None,
        Ordering::Equal => Ordering::Greater,
        other => other,
    };
    match op {
        CmpOp::Gt => Some(ordering.is_gt()),
        CmpOp::GtE => Some(ordering.is_ge()),
        CmpOp::Lt => Some(ordering.is_lt()),
        CmpOp::LtE => Some(ordering.is_le()),
        _ => None,
    }
}
