//! Statements and their comments.
//!
//! *Invariant:* one statement of the source is one statement here, but for chained `with` items, imports, annotated
//! assignments and tests that are known now.

use ruff_python_ast::{self as ast, ExceptHandler, Stmt as Ast};
use ruff_text_size::Ranged;

use super::Builder;
use super::expr::{binary_op, start};
use crate::hir::*;

impl Builder<'_, '_> {
    pub(super) fn suite(&mut self, nodes: &[Ast]) -> Vec<Stmt> {
        let mut result = Vec::with_capacity(nodes.len());
        self.depth += 1;
        for node in nodes {
            self.stmt(node, &mut result);
        }
        self.depth -= 1;
        result
    }

    fn stmt(&mut self, node: &Ast, out: &mut Vec<Stmt>) {
        let mut comments = self.comments_before(header_start(node));
        let span = self.span(node);
        let first = out.len();
        let mut trailing =
            first_of_body(node).and_then(|body| self.header_comment(body, &mut comments));
        let mut push = |kind| {
            out.push(Stmt {
                comments: Vec::new(),
                trailing: None,
                span: span.clone(),
                kind,
            });
        };
        match node {
            Ast::Pass(_) | Ast::Global(_) | Ast::Nonlocal(_) | Ast::IpyEscapeCommand(_) => {}
            Ast::Expr(stmt) => push(StmtKind::Expr(self.expr(&stmt.value))),
            Ast::Assign(stmt) => {
                let value = self.expr(&stmt.value);
                let targets = stmt
                    .targets
                    .iter()
                    .map(|target| self.target(target))
                    .collect();
                push(StmtKind::Assign(targets, value));
            }
            Ast::AnnAssign(stmt) => {
                let annotation = self.annotation(&stmt.annotation);
                let target = self.target(&stmt.target);
                push(StmtKind::Annotation(target, annotation));
                if let Some(value) = &stmt.value {
                    let value = self.expr(value);
                    let target = self.target(&stmt.target);
                    push(StmtKind::Assign(vec![target], value));
                }
            }
            Ast::AugAssign(stmt) => {
                let id = self.expr_id();
                let target = self.target(&stmt.target);
                let value = self.expr(&stmt.value);
                push(StmtKind::AugAssign(target, binary_op(stmt.op), value, id));
            }
            Ast::Delete(stmt) => push(StmtKind::Delete(
                stmt.targets
                    .iter()
                    .map(|target| self.target(target))
                    .collect(),
            )),
            Ast::Return(stmt) => push(StmtKind::Return(self.optional(stmt.value.as_deref()))),
            Ast::Raise(stmt) => {
                let exception = self.optional(stmt.exc.as_deref());
                push(StmtKind::Raise(
                    exception,
                    self.optional(stmt.cause.as_deref()),
                ));
            }
            Ast::Assert(stmt) => {
                let test = self.expr(&stmt.test);
                push(StmtKind::Assert(test, self.optional(stmt.msg.as_deref())));
            }
            Ast::Break(_) => push(StmtKind::Break),
            Ast::Continue(_) => push(StmtKind::Continue),
            Ast::If(stmt) => self.if_(stmt, out),
            Ast::While(stmt) => {
                let test = self.expr(&stmt.test);
                let body = self.suite(&stmt.body);
                push(StmtKind::While(test, body, self.suite(&stmt.orelse)));
            }
            Ast::For(stmt) => {
                let iter = self.expr(&stmt.iter);
                let target = self.target(&stmt.target);
                let body = self.suite(&stmt.body);
                let orelse = self.suite(&stmt.orelse);
                push(StmtKind::For {
                    is_async: stmt.is_async,
                    target,
                    iter,
                    body,
                    orelse,
                });
            }
            Ast::With(stmt) => match self.with(stmt, &stmt.items) {
                Some(kind) => push(kind),
                None => out.extend(self.suite(&stmt.body)),
            },
            Ast::Try(stmt) => self.try_(stmt, out),
            Ast::Match(stmt) => {
                let subject = self.expr(&stmt.subject);
                push(StmtKind::Match(
                    subject,
                    stmt.cases.iter().map(|case| self.case(case)).collect(),
                ));
            }
            Ast::FunctionDef(stmt) => push(self.def(stmt)),
            Ast::ClassDef(stmt) => push(self.class(stmt)),
            Ast::TypeAlias(stmt) => {
                if let Some(kind) = self.type_alias(stmt) {
                    push(kind);
                }
            }
            Ast::Import(stmt) => self.import(stmt, out),
            Ast::ImportFrom(stmt) => self.import_from(stmt, out),
        }
        let mut inner = self.inner_comments(node);
        if let Some(first) = out.get_mut(first) {
            let mut all = comments;
            all.append(&mut first.comments);
            all.append(&mut inner);
            first.comments = all;
            if trailing.is_none() {
                trailing = self.trailing_comment(node.end().to_u32());
            }
            if trailing.is_some() {
                first.trailing = trailing;
            }
        } else if !comments.is_empty() || trailing.is_some() {
            // `pass` and folded statements: what was said there goes to the next statement.
            self.next_comment = self
                .next_comment
                .saturating_sub(comments.len() + usize::from(trailing.is_some()));
        }
    }

    /// Own-line comments inside a simple statement, e.g. in a list over several lines.
    fn inner_comments(&mut self, node: &Ast) -> Vec<String> {
        if first_of_body(node).is_some() {
            Vec::new()
        } else {
            self.comments_before(node.end().to_u32())
        }
    }

    /// The comment at the end of a compound statement's header, and what is said on the lines of the header before it.
    fn header_comment(&mut self, body: u32, above: &mut Vec<String>) -> Option<String> {
        let unit = self.unit.clone();
        let rest = unit.comments.get(self.next_comment..)?;
        let before_body = rest.iter().take_while(|comment| comment.span.start < body);
        let (last, comment) = before_body
            .enumerate()
            .filter(|(_, comment)| !comment.own_line)
            .last()?;
        above.extend(rest.iter().take(last).map(|comment| comment.text.clone()));
        self.next_comment += last + 1;
        Some(comment.text.clone())
    }

    /// One `with` statement an item.
    fn with(&mut self, stmt: &ast::StmtWith, items: &[ast::WithItem]) -> Option<StmtKind> {
        let (first, rest) = items.split_first()?;
        let context = self.expr(&first.context_expr);
        let target = first
            .optional_vars
            .as_deref()
            .map(|target| self.target(target));
        let body = match rest {
            [] => self.suite(&stmt.body),
            [next, ..] => {
                let span = self.span(next).start..self.span(stmt).end;
                let inner = self.with(stmt, rest).into_iter();
                inner
                    .map(|kind| Stmt {
                        comments: Vec::new(),
                        trailing: None,
                        span: span.clone(),
                        kind,
                    })
                    .collect()
            }
        };
        Some(StmtKind::With {
            is_async: stmt.is_async,
            context,
            target,
            body,
            may_suppress: true,
        })
    }

    /// A `try` as it stands.
    pub(super) fn plain_try(&mut self, stmt: &ast::StmtTry) -> StmtKind {
        let guards = u32::from(
            stmt.handlers
                .iter()
                .any(super::import::catches_import_error),
        );
        self.import_guards += guards;
        let body = self.suite(&stmt.body);
        self.import_guards -= guards;
        let handlers = stmt
            .handlers
            .iter()
            .map(|handler| self.handler(handler))
            .collect();
        let orelse = self.suite(&stmt.orelse);
        let finally = self.suite(&stmt.finalbody);
        StmtKind::Try(Box::new(Try {
            body,
            handlers,
            orelse,
            finally,
            is_star: stmt.is_star,
        }))
    }

    fn handler(&mut self, handler: &ExceptHandler) -> Handler {
        let ExceptHandler::ExceptHandler(handler) = handler;
        let comments = self.comments_before(start(handler));
        let ty = self.optional(handler.type_.as_deref());
        let var = handler
            .name
            .as_ref()
            .map(|name| self.bound(name, self.span(name)));
        Handler {
            ty,
            var,
            body: self.suite(&handler.body),
            span: self.span(handler),
            comments,
        }
    }

    fn case(&mut self, case: &ast::MatchCase) -> Case {
        let comments = self.comments_before(start(case));
        let pattern = self.pattern(&case.pattern);
        let guard = self.optional(case.guard.as_deref());
        Case {
            pattern,
            guard,
            body: self.suite(&case.body),
            comments,
        }
    }

    fn type_alias(&mut self, stmt: &ast::StmtTypeAlias) -> Option<StmtKind> {
        let ast::Expr::Name(name) = &*stmt.name else {
            return None;
        };
        let var = self.bound(&name.id, self.span(name));
        let outer = self.scope;
        let params = self.type_params(stmt, &name.id, stmt.type_params.as_deref());
        let value = self.lazily(&stmt.value);
        self.scope = outer;
        Some(StmtKind::TypeAlias(var, params, value))
    }
}

/// Where the statement begins after its decorators.
fn header_start(node: &Ast) -> u32 {
    match node {
        Ast::FunctionDef(stmt) => start(&stmt.name),
        Ast::ClassDef(stmt) => start(&stmt.name),
        _ => start(node),
    }
}

/// Where the first statement inside a compound statement begins.
fn first_of_body(node: &Ast) -> Option<u32> {
    let body = match node {
        Ast::FunctionDef(stmt) => &stmt.body,
        Ast::ClassDef(stmt) => &stmt.body,
        Ast::If(stmt) => &stmt.body,
        Ast::While(stmt) => &stmt.body,
        Ast::For(stmt) => &stmt.body,
        Ast::With(stmt) => &stmt.body,
        Ast::Try(stmt) => &stmt.body,
        Ast::Match(stmt) => return stmt.cases.first().map(start),
        _ => return None,
    };
    body.first().map(start)
}
