//! Patterns of `match`.
//!
//! *Invariant:* sub-patterns are in the order in which CPython matches them.

use ruff_python_ast::{Identifier, Pattern as Ast, Singleton};

use super::Builder;
use crate::hir::*;

impl Builder<'_, '_> {
    pub(super) fn pattern(&mut self, node: &Ast) -> Pattern {
        match node {
            Ast::MatchValue(p) => Pattern::Value(self.expr(&p.value)),
            Ast::MatchSingleton(p) => {
                let kind = match p.value {
                    Singleton::None => ExprKind::None,
                    Singleton::True => ExprKind::Bool(true),
                    Singleton::False => ExprKind::Bool(false),
                };
                Pattern::Singleton(self.make(self.span(p), kind))
            }
            Ast::MatchSequence(p) => Pattern::Sequence(self.patterns(&p.patterns)),
            Ast::MatchMapping(p) => {
                let items = p.keys.iter().zip(&p.patterns);
                let items = items
                    .map(|(key, pattern)| (self.expr(key), self.pattern(pattern)))
                    .collect();
                Pattern::Mapping(items, self.capture(p.rest.as_ref()))
            }
            Ast::MatchClass(p) => {
                let class = self.expr(&p.cls);
                let positional = self.patterns(&p.arguments.patterns);
                let keywords = p.arguments.keywords.iter();
                let keywords = keywords
                    .map(|k| (self.mangled(&k.attr), self.pattern(&k.pattern)))
                    .collect();
                Pattern::Class(class, positional, keywords)
            }
            Ast::MatchStar(p) => Pattern::Star(self.capture(p.name.as_ref())),
            Ast::MatchAs(p) => match (&p.pattern, self.capture(p.name.as_ref())) {
                (Some(pattern), Some(var)) => Pattern::As(Box::new(self.pattern(pattern)), var),
                (_, var) => Pattern::Capture(var),
            },
            Ast::MatchOr(p) => Pattern::Or(self.patterns(&p.patterns)),
        }
    }

    fn patterns(&mut self, nodes: &[Ast]) -> Vec<Pattern> {
        nodes.iter().map(|node| self.pattern(node)).collect()
    }

    fn capture(&mut self, name: Option<&Identifier>) -> Option<VarId> {
        name.map(|name| self.bound(name, self.span(name)))
    }
}
