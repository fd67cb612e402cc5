//! Text to syntax tree: Ruff's parser, set to Python 3.13, its errors as diagnostics, and the comments.
//!
//! *Invariant:* a tree with syntax errors is never handed on: [`Parsed::body`] is then empty.
//!
//! Next: [`crate::resolve`]. The wording of syntax errors is in [`crate::check::syntax_error`].

use std::ops::Range;

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_ast::visitor::source_order::{SourceOrderVisitor, TraversalSignal};
use ruff_python_ast::{self as ast, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;

use crate::Source;
use crate::check::{syntax_error, unsupported_version};
use crate::diagnostic::Diagnostic;

/// A comment of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where it is, `#` included.
    pub span: Range<u32>,
    /// Its text without `#` and one space.
    pub text: String,
    /// Nothing but white space is before it on its line.
    pub own_line: bool,
}

/// A parsed file.
#[derive(Debug)]
pub struct Parsed {
    /// The statements; empty where there are syntax errors.
    pub body: ast::Suite,
    /// All comments in source order.
    pub comments: Vec<Comment>,
    /// Syntax errors.
    pub errors: Vec<Diagnostic>,
}

/// Parses `source`.
pub fn parse(source: &Source) -> Parsed {
    if u32::try_from(source.text.len()).is_err() {
        let error = syntax_error::at(source, 0..0, "source file is larger than 4 GiB".to_owned());
        return Parsed {
            body: ast::Suite::new(),
            comments: Vec::new(),
            errors: vec![error],
        };
    }
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY313);
    let parsed = parse_unchecked(&source.text, options);
    let mut errors = syntax_error::from_parser(source, parsed.errors(), parsed.tokens());
    errors.extend(
        parsed
            .unsupported_syntax_errors()
            .iter()
            .map(|error| unsupported_version(source, error)),
    );
    if errors.is_empty() {
        errors.extend(syntax_error::tabs(source, parsed.tokens()));
        errors.extend(syntax_error::nested_brackets(source, parsed.tokens()));
    }
    if errors.is_empty()
        && let Some(deep) = too_deep(parsed.syntax())
    {
        errors.push(crate::check::too_deep(source, deep));
    }
    let comments = comments(&source.text, parsed.tokens());
    let body = match parsed.into_syntax() {
        ast::Mod::Module(module) if errors.is_empty() => module.body,
        _ => ast::Suite::new(),
    };
    Parsed {
        body,
        comments,
        errors,
    }
}

/// How deep expressions and statements may be nested. CPython stops somewhere between 200 (brackets) and 10,000 (`a.b`).
const MAX_DEPTH: usize = 2_000;

/// Runs `work` with a stack on which trees of [`MAX_DEPTH`] can be walked by recursion.
pub fn with_deep_stack<T>(work: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(128 << 20, 256 << 20, work)
}

/// Where the tree is nested too deeply.
fn too_deep(tree: &ast::Mod) -> Option<Range<u32>> {
    struct Depth {
        depth: usize,
        found: Option<Range<u32>>,
    }
    impl<'a> SourceOrderVisitor<'a> for Depth {
        fn enter_node(&mut self, node: ast::AnyNodeRef<'a>) -> TraversalSignal {
            self.depth += 1;
            if self.depth <= MAX_DEPTH {
                return TraversalSignal::Traverse;
            }
            self.found.get_or_insert_with(|| span(&node));
            TraversalSignal::Skip
        }
        fn leave_node(&mut self, _node: ast::AnyNodeRef<'a>) {
            self.depth -= 1;
        }
    }
    let mut visitor = Depth {
        depth: 0,
        found: None,
    };
    visitor.visit_mod(tree);
    visitor.found
}

/// Parses the text of a string annotation that starts at `offset` of the file; `None` where it is no expression.
pub fn parse_annotation(text: &str) -> Option<ast::Expr> {
    let options =
        ParseOptions::from(Mode::ParenthesizedExpression).with_target_version(PythonVersion::PY313);
    let parsed = parse_unchecked(text, options);
    if !parsed.errors().is_empty() {
        return None;
    }
    match parsed.into_syntax() {
        ast::Mod::Expression(expression) => Some(*expression.body),
        ast::Mod::Module(_) => None,
    }
}

/// Parses statements that the compiler itself has written. Their positions are those in `text`.
pub(crate) fn parse_statements(text: &str) -> ast::Suite {
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY313);
    match parse_unchecked(text, options).into_syntax() {
        ast::Mod::Module(module) => module.body,
        ast::Mod::Expression(_) => ast::Suite::new(),
    }
}

fn comments(text: &str, tokens: &Tokens) -> Vec<Comment> {
    let is_comment = |kind| kind == TokenKind::Comment;
    tokens
        .iter()
        .filter(|token| is_comment(token.kind()))
        .map(|token| {
            let span = span(token);
            let line = text.get(..span.start as usize).unwrap_or("");
            let line = line.rsplit(['\n', '\r']).next().unwrap_or("");
            let body = text
                .get(span.start as usize + 1..span.end as usize)
                .unwrap_or("");
            Comment {
                own_line: line.chars().all(char::is_whitespace),
                text: body.strip_prefix(' ').unwrap_or(body).trim_end().to_owned(),
                span,
            }
        })
        .collect()
}

/// The byte range of a node.
pub fn span(node: &impl Ranged) -> Range<u32> {
    let range = node.range();
    range.start().to_u32()..range.end().to_u32()
}

/// Removes the indentation of a docstring as CPython 3.13's compiler does (`inspect.cleandoc` without the removal of
/// blank lines around it).
pub fn clean_docstring(text: &str) -> String {
    let text = expand_tabs(text);
    let mut lines = text.split('\n');
    let first = lines.next().unwrap_or("").trim_start_matches(' ');
    let rest: Vec<&str> = lines.collect();
    let indent = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let margin = rest
        .iter()
        .filter(|line| !line.trim_matches(' ').is_empty())
        .map(indent)
        .min()
        .unwrap_or(0);
    let mut result = first.to_owned();
    for line in rest {
        result.push('\n');
        result.push_str(line.get(margin.min(indent(&line))..).unwrap_or(""));
    }
    result
}

/// `str.expandtabs(8)`.
fn expand_tabs(text: &str) -> String {
    if !text.contains('\t') {
        return text.to_owned();
    }
    let mut result = String::with_capacity(text.len() + 8);
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let width = 8 - column % 8;
                result.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            '\n' | '\r' => {
                result.push(c);
                column = 0;
            }
            _ => {
                result.push(c);
                column += 1;
            }
        }
    }
    result
}
