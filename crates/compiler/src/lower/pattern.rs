//! `match`: each case is a Rust condition that binds its captures as it succeeds (PEP 634).
//!
//! Where inference found that the subject's type is enough, it keeps its type, and the patterns look at that; a match on
//! the members of an enumeration is a Rust `match`. Else the subject is a `Value`, and the runtime takes it apart.

use super::scope::Body;
use super::value::{Val, dynamic, owned, place};
use crate::hir::{self, Case, CompareOp, ExprKind, Pattern, VarId};
use crate::ir::{Block, Expr, Stmt, call, text};
use crate::typed::{Ty, Use};

impl<'a> Body<'a, '_> {
    /// `match subject: …`.
    pub(super) fn match_stmt(&mut self, subject: &'a hir::Expr, cases: &'a [Case]) -> Vec<Stmt> {
        let is_static = *self.lower.typed.operation(subject.id) == Use::Builtin;
        let value = match is_static {
            true => self.expr(subject),
            false => {
                let value = self.value_of(subject);
                dynamic(value)
            }
        };
        if is_static && let Some(whole) = self.member_match(value.clone(), cases) {
            return vec![Stmt::Expr(whole)];
        }
        let ty = value.ty.clone();
        let name = self.temporary("subject");
        let mut out = vec![Stmt::Let {
            pattern: name.clone(),
            ty: None,
            value: Some(self.own(value)),
        }];
        let held = place(text(name), ty);
        let mut chain: Vec<(Option<Expr>, Block)> = Vec::new();
        for case in cases {
            self.line = self.lower.line(
                self.function.module,
                case.body.first().map_or(0, |s| s.span.start),
            );
            let mut test = self.pattern(&case.pattern, &held);
            if let Some(guard) = &case.guard {
                let guard = self.test(guard);
                test = both(test, Some(guard));
            }
            let body = self.case_body(case);
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
    fn case_body(&mut self, case: &'a Case) -> Block {
        let mut body = self.block(&case.body);
        let comments = case.comments.iter().map(|c| Stmt::Comment(c.clone()));
        body.stmts.splice(0..0, comments);
        body
    }
    /// A Rust `match`, where the subject is a member of an enumeration and all patterns are members of it.
    fn member_match(&mut self, subject: Val, cases: &'a [Case]) -> Option<Expr> {
        let Ty::Instance(class) = subject.ty else {
            return None;
        };
        let made = self.lower.enumeration(class)?;
        let mut named = Vec::new();
        for case in cases {
            let names = member_names(&case.pattern)?;
            let is_twice = names.iter().any(|name| named.contains(name));
            if case.guard.is_some() || is_twice {
                return None;
            }
            named.extend(names);
        }
        let mut arms = Vec::new();
        let mut is_whole = named.len() == made.members.len();
        for case in cases {
            let names = member_names(&case.pattern)?;
            let paths: Vec<String> = names
                .iter()
                .filter_map(|name| self.member_path(class, made, name))
                .filter_map(|val| match val.expr {
                    Expr::Text(path) => Some(path),
                    _ => None,
                })
                .collect();
            let is_rest = names.is_empty();
            if is_rest && is_whole {
                break;
            }
            let body = Expr::Block(None, self.case_body(case));
            arms.push((
                if is_rest {
                    "_".into()
                } else {
                    paths.join(" | ")
                },
                body,
            ));
            if is_rest {
                is_whole = true;
                break;
            }
        }
        if !is_whole {
            arms.push(("_".into(), Expr::Block(None, Block::default())));
        }
        let subject = self.own(subject);
        Some(Expr::Match(Box::new(subject), arms))
    }
    /// A condition that holds if the pattern matches; `None` if it always does and binds nothing.
    fn pattern(&mut self, pattern: &'a Pattern, subject: &Val) -> Option<Expr> {
        match pattern {
            Pattern::Value(value) => Some(self.compared_to(subject, CompareOp::Eq, value)),
            Pattern::Singleton(value) => Some(self.compared_to(subject, CompareOp::Is, value)),
            Pattern::Capture(None) | Pattern::Star(None) => None,
            Pattern::Capture(Some(var)) | Pattern::Star(Some(var)) => {
                Some(self.bind(*var, subject.clone()))
            }
            Pattern::As(inner, var) => {
                let test = self.pattern(inner, subject);
                let bind = self.bind(*var, subject.clone());
                both(test, Some(bind))
            }
            Pattern::Or(patterns) => {
                let mut any: Option<Expr> = None;
                for pattern in patterns {
                    let test = self
                        .pattern(pattern, subject)
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
    /// The subject compared to what a pattern says.
    fn compared_to(&mut self, subject: &Val, op: CompareOp, value: &'a hir::Expr) -> Expr {
        if subject.ty == Ty::Value {
            let value = self.value_ref(value);
            let object = subject.expr.clone();
            return match op {
                CompareOp::Is => object.method("is", vec![value]),
                _ => self.equal(object, value),
            };
        }
        let test = self.compare_one(subject.clone(), op, value);
        self.truth(test)
    }
    /// `{ var = subject; true }`.
    fn bind(&mut self, var: VarId, subject: Val) -> Expr {
        let value = owned(self.own(subject.clone()), subject.ty);
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
    /// The items of a tuple, each against its pattern.
    fn items_pattern(
        &mut self,
        patterns: &'a [Pattern],
        types: &[Ty],
        subject: &Val,
    ) -> Option<Expr> {
        let mut test = None;
        for (at, (pattern, ty)) in patterns.iter().zip(types).enumerate() {
            let item = subject.expr.clone().dot(at.to_string());
            let more = self.pattern(pattern, &place(item, ty.clone()));
            test = both(test, more);
        }
        test
    }
    /// `match_sequence::<N>(&subject)?` gives the items where the length fits.
    fn sequence_pattern(&mut self, patterns: &'a [Pattern], subject: &Val) -> Option<Expr> {
        if let Ty::Tuple(types) = &subject.ty
            && types.len() == patterns.len()
        {
            return self.items_pattern(patterns, types, subject);
        }
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
        let items = self.attempt(call(head, vec![subject.expr.clone().borrow()]));
        let mut test = Some(Expr::Let(format!("Some({pattern})"), Box::new(items)));
        for (pattern, name) in patterns.iter().zip(names) {
            let more = self.pattern(pattern, &place(text(name), Ty::Value));
            test = both(test, more);
        }
        test
    }
    fn mapping_pattern(
        &mut self,
        items: &'a [(hir::Expr, Pattern)],
        rest: Option<VarId>,
        subject: &Val,
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
            vec![subject.expr.clone().borrow(), Expr::Array(keys)],
        ));
        let pattern = format!(
            "Some(([{}], {}))",
            shown.join(", "),
            remaining.as_deref().unwrap_or("_")
        );
        let mut test = Some(Expr::Let(pattern, Box::new(found)));
        for (pattern, name) in patterns.into_iter().zip(names) {
            let more = self.pattern(pattern, &place(text(name), Ty::Value));
            test = both(test, more);
        }
        if let (Some(var), Some(name)) = (rest, remaining) {
            let bind = self.bind(var, place(text(name), Ty::Value));
            test = both(test, Some(bind));
        }
        test
    }
    fn class_pattern(
        &mut self,
        class: &'a hir::Expr,
        positional: &'a [Pattern],
        named: &'a [(String, Pattern)],
        subject: &Val,
    ) -> Option<Expr> {
        if let Use::Construct(class, _) = *self.lower.typed.meaning(class.id) {
            return self.instance_pattern(class, positional, named, subject);
        }
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
                subject.expr.clone().borrow(),
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
            let more = self.pattern(pattern, &place(text(name), Ty::Value));
            test = both(test, more);
        }
        test
    }
    /// `case Class(…)` on an instance of its family: `let Some(it) = Class::of(&subject)`, then the fields.
    fn instance_pattern(
        &mut self,
        class: hir::ClassId,
        positional: &'a [Pattern],
        named: &'a [(String, Pattern)],
        subject: &Val,
    ) -> Option<Expr> {
        let mut test = None;
        let mut object = subject.clone();
        if let Ty::Optional(inner) = subject.ty.clone() {
            let name = self.temporary("held");
            let held = subject.expr.clone().borrow();
            test = Some(Expr::Let(format!("Some({name})"), Box::new(held)));
            object = Val {
                form: super::value::Form::Ref,
                ..place(text(name), *inner)
            };
        }
        let Ty::Instance(of) = object.ty else {
            return test;
        };
        if !self.lower.is_subclass(of, class) {
            let name = self.temporary("it");
            let from = self.borrow(object);
            let found = self.downcast(from, of, class);
            let is = Expr::Let(format!("Some({name})"), Box::new(found));
            test = both(test, Some(is));
            object = place(text(name), Ty::Instance(class));
        }
        let names = self.lower.match_args(class).into_iter().zip(positional);
        let named = named.iter().map(|(name, p)| (name.clone(), p));
        for (name, pattern) in names.chain(named).collect::<Vec<_>>() {
            let part = self.held_field(object.expr.clone(), class, &name);
            let more = self.pattern(pattern, &part);
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

/// The members that a pattern names; none for one that matches all.
fn member_names(pattern: &Pattern) -> Option<Vec<&str>> {
    match pattern {
        Pattern::Capture(None) => Some(Vec::new()),
        Pattern::Value(e) => match &e.kind {
            ExprKind::Attribute(_, name) => Some(vec![name]),
            _ => None,
        },
        Pattern::Or(all) => {
            let mut names = Vec::new();
            for p in all {
                match p {
                    Pattern::Value(_) => names.extend(member_names(p)?),
                    _ => return None,
                }
            }
            Some(names)
        }
        _ => None,
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
    let binds = |pattern: &str| pattern.replace("Some", "").contains(char::is_alphabetic);
    match test {
        Expr::Let(pattern, value) if !binds(&pattern) => {
            Expr::Macro("matches".into(), '(', vec![*value, text(pattern)])
        }
        test if has_let(&test) => {
            let no = Box::new(Expr::Block(None, Block::value(text("false"))));
            Expr::If(Box::new(test), Block::value(text("true")), Some(no))
        }
        test => test,
    }
}
