//! The SyntaxErrors of `match` that CPython's compiler raises.
//!
//! *Invariant:* one error a pattern and rule, at CPython's place.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use ruff_python_ast::{self as ast, Expr, Pattern};

use crate::Source;
use crate::check::syntax_error;
use crate::diagnostic::Diagnostic;
use crate::parse::span;

/// Checks the patterns of a `match`.
pub(crate) fn check(source: &Source, node: &ast::StmtMatch) -> Vec<Diagnostic> {
    let mut checker = Checker {
        source,
        errors: Vec::new(),
    };
    let last = node.cases.len().saturating_sub(1);
    for (index, case) in node.cases.iter().enumerate() {
        if index < last && case.guard.is_none() {
            checker.unreachable(&case.pattern);
        }
        checker.pattern(&case.pattern, &mut BTreeSet::new());
    }
    checker.errors
}

struct Checker<'a> {
    source: &'a Source,
    errors: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn error(&mut self, span: Range<u32>, message: String) {
        self.errors
            .push(syntax_error::at(self.source, span, message));
    }

    /// A pattern that always matches, before others.
    fn unreachable(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::MatchAs(ast::PatternMatchAs {
                pattern: None,
                name,
                ..
            }) => {
                let what = match name {
                    Some(name) => format!("name capture '{name}'"),
                    None => "wildcard".to_owned(),
                };
                self.error(
                    span(pattern),
                    format!("{what} makes remaining patterns unreachable"),
                );
            }
            Pattern::MatchAs(ast::PatternMatchAs {
                pattern: Some(pattern),
                ..
            }) => self.unreachable(pattern),
            Pattern::MatchOr(or) => {
                if let Some(last) = or.patterns.last() {
                    self.unreachable(last);
                }
            }
            _ => {}
        }
    }

    fn bind(&mut self, name: &ast::Identifier, at: Range<u32>, bound: &mut BTreeSet<String>) {
        if name.as_str() == "__debug__" {
            self.error(at.clone(), "cannot assign to __debug__".to_owned());
        }
        if !bound.insert(name.to_string()) {
            self.error(
                at,
                format!("multiple assignments to name '{name}' in pattern"),
            );
        }
    }

    fn pattern(&mut self, pattern: &Pattern, bound: &mut BTreeSet<String>) {
        match pattern {
            Pattern::MatchValue(node) => {
                if node.value.is_f_string_expr() {
                    let message = "patterns may only match literals and attribute lookups";
                    self.error(span(node), message.to_owned());
                }
            }
            Pattern::MatchSingleton(_) => {}
            Pattern::MatchSequence(node) => {
                let stars = node
                    .patterns
                    .iter()
                    .filter(|pattern| pattern.is_match_star())
                    .count();
                if stars > 1 {
                    self.error(
                        span(node),
                        "multiple starred names in sequence pattern".to_owned(),
                    );
                }
                node.patterns
                    .iter()
                    .for_each(|pattern| self.pattern(pattern, bound));
            }
            Pattern::MatchMapping(node) => {
                self.keys(node);
                node.patterns
                    .iter()
                    .for_each(|pattern| self.pattern(pattern, bound));
                if let Some(rest) = &node.rest {
                    self.bind(rest, span(node), bound);
                }
            }
            Pattern::MatchClass(node) => {
                let mut seen = HashSet::new();
                for keyword in &node.arguments.keywords {
                    if !seen.insert(keyword.attr.as_str()) {
                        let message =
                            format!("attribute name repeated in class pattern: {}", keyword.attr);
                        self.error(span(&keyword.pattern), message);
                    }
                }
                node.arguments
                    .patterns
                    .iter()
                    .for_each(|pattern| self.pattern(pattern, bound));
                node.arguments
                    .keywords
                    .iter()
                    .for_each(|keyword| self.pattern(&keyword.pattern, bound));
            }
            Pattern::MatchStar(node) => {
                if let Some(name) = &node.name {
                    self.bind(name, span(node), bound);
                }
            }
            Pattern::MatchAs(node) => {
                if let Some(pattern) = &node.pattern {
                    self.pattern(pattern, bound);
                }
                if let Some(name) = &node.name {
                    self.bind(name, span(node), bound);
                }
            }
            Pattern::MatchOr(node) => self.alternatives(node, bound),
        }
    }

    fn keys(&mut self, node: &ast::PatternMatchMapping) {
        let mut seen = HashSet::new();
        for key in &node.keys {
            let Some(shown) = literal(key) else { continue };
            if !seen.insert(shown.clone()) {
                self.error(
                    span(node),
                    format!("mapping pattern checks duplicate key ({shown})"),
                );
            }
        }
    }

    fn alternatives(&mut self, node: &ast::PatternMatchOr, bound: &mut BTreeSet<String>) {
        let mut first: Option<BTreeSet<String>> = None;
        let last = node.patterns.len().saturating_sub(1);
        for (index, pattern) in node.patterns.iter().enumerate() {
            if index < last {
                self.unreachable(pattern);
            }
            let mut own = bound.clone();
            self.pattern(pattern, &mut own);
            match &first {
                None => first = Some(own),
                Some(first) if *first != own => {
                    return self.error(
                        span(node),
                        "alternative patterns bind different names".to_owned(),
                    );
                }
                Some(_) => {}
            }
        }
        bound.extend(first.unwrap_or_default());
    }
}

/// The `repr` of a literal key; `None` for names.
fn literal(key: &Expr) -> Option<String> {
    match key {
        Expr::StringLiteral(literal) => Some(format!("'{}'", literal.value.to_str())),
        Expr::NumberLiteral(ast::ExprNumberLiteral {
            value: ast::Number::Int(value),
            ..
        }) => Some(value.to_string()),
        Expr::BooleanLiteral(literal) => {
            Some(if literal.value { "True" } else { "False" }.to_owned())
        }
        Expr::NoneLiteral(_) => Some("None".to_owned()),
        Expr::UnaryOp(node) => literal(&node.operand).map(|text| format!("-{text}")),
        _ => None,
    }
}
