//! `match`: each case is a Rust condition that binds its captures as it succeeds (PEP 634).

use super::scope::Body;
use super::value::{Val, dynamic};
use crate::hir::{self, Case, Pattern, VarId};
use crate::ir::{Block, Expr, Stmt, call, text};

impl<'a> Body<'a, '_> {
    /// `match subject: …`.
    pub(super) fn match_stmt(&mut self, subject: &'a hir::Expr, cases: &'a [Case]) -> Vec<Stmt> {
        let value = self.value_of(subject);
        let name = self.temporary("subject");
        let mut out = vec![Stmt::Let {
            pattern: name.clone(),
            ty: None,
            value: Some(value),
        }];
        let mut chain: Vec<(Option<Expr>, Block)> = Vec::new();
        for case in cases {
            self.line = self.lower.line(
                self.function.module,
                case.body.first().map_or(0, |s| s.span.start),
            );
            let mut test = self.pattern(&case.pattern, text(name.clone()));
            if let Some(guard) = &case.guard {
                let guard = self.test(guard);
                test = both(test, Some(guard));
            }
            let mut body = self.block(&case.body);
            let comments = case.comments.iter().map(|c| Stmt::Comment(c.clone()));
            body.stmts.splice(0..0, comments);
            let is_last = test.is_none();
            chain.push((test, body));
            if is_last {
                break;
            }
        }
        let mut whole: Option<Expr> = None;
        for (test, body) in chain.into_iter().rev() {
            whole = Some(match test {
                None => Expr::Block(None, body),
                Some(test) => Expr::If(
                    Box::new(test),
                    body,
                    whole.filter(|e| !super::stmt::is_empty(e)).map(Box::new),
                ),
            });
        }
        out.extend(whole.map(Stmt::Expr));
        out
    }
    /// A condition that holds if the pattern matches; `None` if it always does and binds nothing.
    fn pattern(&mut self, pattern: &'a Pattern, subject: Expr) -> Option<Expr> {
        match pattern {
            Pattern::Value(value) => {
                let value = self.value_ref(value);
                Some(self.equal(subject, value))
            }
            Pattern::Singleton(value) => {
                let value = self.value_ref(value);
                Some(subject.method("is", vec![value]))
            }
            Pattern::Capture(None) | Pattern::Star(None) => None,
            Pattern::Capture(Some(var)) | Pattern::Star(Some(var)) => {
                Some(self.bind(*var, subject))
            }
            Pattern::As(inner, var) => {
                let test = self.pattern(inner, subject.clone());
                let bind = self.bind(*var, subject);
                both(test, Some(bind))
            }
            Pattern::Or(patterns) => {
                let mut any: Option<Expr> = None;
                for pattern in patterns {
                    let test = self
                        .pattern(pattern, subject.clone())
                        .unwrap_or_else(|| text("true"));
                    let test = without_let(test);
                    any = Some(match any {
                        None => test,
                        Some(before) => Expr::Binary("||".into(), Box::new(before), Box::new(test)),
                    });
                }
                any
            }
            Pattern::Sequence(patterns) => self.sequence_pattern(patterns, subject),
            Pattern::Mapping(items, rest) => self.mapping_pattern(items, *rest, subject),
            Pattern::Class(class, positional, named) => {
                self.class_pattern(class, positional, named, subject)
            }
        }
    }
    /// `{ var = subject; true }`.
    fn bind(&mut self, var: VarId, subject: Expr) -> Expr {
        let value = dynamic(subject.method("clone", vec![]));
        let mut stmts = self.assign_var(var, value);
        let mut all = std::mem::take(&mut self.ahead);
        all.append(&mut stmts);
        Expr::Block(
            None,
            Block {
                stmts: all,
                tail: Some(Box::new(text("true"))),
            },
        )
    }
    /// `match_sequence::<N>(&subject)?` gives the items where the length fits.
    fn sequence_pattern(&mut self, patterns: &'a [Pattern], subject: Expr) -> Option<Expr> {
        let star = patterns.iter().position(|p| matches!(p, Pattern::Star(_)));
        let names: Vec<String> = patterns.iter().map(|_| self.temporary("item")).collect();
        let (head, pattern) = match star {
            None => (
                format!("match_sequence::<{}>", patterns.len()),
                format!("[{}]", unused(patterns, &names).join(", ")),
            ),
            Some(at) => {
                let shown = unused(patterns, &names);
                let pattern = format!(
                    "([{}], {}, [{}])",
                    shown[..at].join(", "),
                    shown[at],
                    shown[at + 1..].join(", ")
                );
                (
                    format!("match_sequence_star::<{at}, {}>", patterns.len() - at - 1),
                    pattern,
                )
            }
        };
        let items = self.attempt(call(head, vec![subject.borrow()]));
        let mut test = Some(Expr::Let(format!("Some({pattern})"), Box::new(items)));
        for (pattern, name) in patterns.iter().zip(names) {
            let more = self.pattern(pattern, text(name));
            test = both(test, more);
        }
        test
    }
    fn mapping_pattern(
        &mut self,
        items: &'a [(hir::Expr, Pattern)],
        rest: Option<VarId>,
        subject: Expr,
    ) -> Option<Expr> {
        let keys: Vec<Expr> = items.iter().map(|(key, _)| self.value_of(key)).collect();
        let names: Vec<String> = items.iter().map(|_| self.temporary("item")).collect();
        let patterns: Vec<&Pattern> = items.iter().map(|(_, p)| p).collect();
        let shown: Vec<String> = patterns
            .iter()
            .zip(&names)
            .map(|(p, n)| if is_wild(p) { "_".into() } else { n.clone() })
            .collect();
        let remaining = rest.map(|_| self.temporary("rest"));
        let found = self.attempt(call(
            "match_mapping",
            vec![subject.borrow(), Expr::Array(keys)],
        ));
        let pattern = format!(
            "Some(([{}], {}))",
            shown.join(", "),
            remaining.as_deref().unwrap_or("_")
        );
        let mut test = Some(Expr::Let(pattern, Box::new(found)));
        for (pattern, name) in patterns.into_iter().zip(names) {
            let more = self.pattern(pattern, text(name));
            test = both(test, more);
        }
        if let (Some(var), Some(name)) = (rest, remaining) {
            let bind = self.bind(var, text(name));
            test = both(test, Some(bind));
        }
        test
    }
    fn class_pattern(
        &mut self,
        class: &'a hir::Expr,
        positional: &'a [Pattern],
        named: &'a [(String, Pattern)],
        subject: Expr,
    ) -> Option<Expr> {
        let class = self.value_ref(class);
        let names: Vec<String> = positional
            .iter()
            .chain(named.iter().map(|(_, p)| p))
            .map(|_| self.temporary("item"))
            .collect();
        let all: Vec<&Pattern> = positional
            .iter()
            .chain(named.iter().map(|(_, p)| p))
            .collect();
        let shown: Vec<String> = all
            .iter()
            .zip(&names)
            .map(|(p, n)| if is_wild(p) { "_".into() } else { n.clone() })
            .collect();
        let keywords: Vec<Expr> = named
            .iter()
            .map(|(name, _)| text(format!("{name:?}")))
            .collect();
        let head = format!("match_class::<{}>", all.len());
        let found = self.attempt(call(
            head,
            vec![
                subject.borrow(),
                class,
                text(positional.len().to_string()),
                Expr::Array(keywords).borrow(),
            ],
        ));
        let mut test = Some(Expr::Let(
            format!("Some([{}])", shown.join(", ")),
            Box::new(found),
        ));
        for (pattern, name) in all.into_iter().zip(names) {
            let more = self.pattern(pattern, text(name));
            test = both(test, more);
        }
        test
    }
    /// `a == b` as a Rust condition.
    fn equal(&mut self, left: Expr, right: Expr) -> Expr {
        let compared = self.attempt(left.method("eq", vec![right]));
        let value: Val = dynamic(compared);
        self.truth(value)
    }
}

fn is_wild(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::Capture(None) | Pattern::Star(None))
}

fn unused(patterns: &[Pattern], names: &[String]) -> Vec<String> {
    patterns
        .iter()
        .zip(names)
        .map(|(p, n)| if is_wild(p) { "_".into() } else { n.clone() })
        .collect()
}

/// `a && b`, where both are there.
fn both(a: Option<Expr>, b: Option<Expr>) -> Option<Expr> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Expr::Binary("&&".into(), Box::new(a), Box::new(b))),
        (a, b) => a.or(b),
    }
}

/// A condition that may stand beside `||`, where no `let` can.
fn without_let(test: Expr) -> Expr {
    fn has_let(e: &Expr) -> bool {
        match e {
            Expr::Let(..) => true,
            Expr::Binary(op, a, b) if op == "&&" => has_let(a) || has_let(b),
            _ => false,
        }
    }
    match test {
        Expr::Let(pattern, value) if !pattern.contains("item") && !pattern.contains("rest") => {
            Expr::Macro("matches".into(), '(', vec![*value, text(pattern)])
        }
        test if has_let(&test) => {
            let no = Box::new(Expr::Block(None, Block::value(text("false"))));
            Expr::If(Box::new(test), Block::value(text("true")), Some(no))
        }
        test => test,
    }
}
