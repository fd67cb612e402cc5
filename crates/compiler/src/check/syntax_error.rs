//! The parser's errors in CPython's words.
//!
//! Where CPython says more than "invalid syntax" for a common mistake, so does this; the parser's own, more detailed
//! wording goes into the help otherwise.
//!
//! *Invariant:* one error a line: what follows the first is mostly its consequence.

use std::ops::Range;

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_ast::{self as ast, Expr};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType,
};
use ruff_text_size::{Ranged, TextSize};

use crate::Source;
use crate::diagnostic::{Diagnostic, line_and_column};
use crate::parse::{parse_annotation, span};

/// A syntax error with CPython's text, and its class before it.
pub(crate) fn at(source: &Source, span: Range<u32>, message: String) -> Diagnostic {
    let class = match message.as_str() {
        "inconsistent use of tabs and spaces in indentation" => "TabError",
        "unexpected indent" | "unindent does not match any outer indentation level" => {
            "IndentationError"
        }
        text if text.starts_with("expected an indented block") => "IndentationError",
        _ => "SyntaxError",
    };
    Diagnostic::error("P0001", &source.path, span, format!("{class}: {message}"))
}

/// The diagnostics of a file's parse errors.
pub(crate) fn from_parser(
    source: &Source,
    errors: &[ParseError],
    tokens: &Tokens,
) -> Vec<Diagnostic> {
    let mut result: Vec<Diagnostic> = Vec::new();
    let wording = Wording { source, tokens };
    if errors
        .iter()
        .any(|error| error.error == ParseErrorType::Lexical(LexicalErrorType::Eof))
        && let Some((bracket, position)) = wording.unclosed()
    {
        return vec![at(
            source,
            position..position + 1,
            format!("'{bracket}' was never closed"),
        )];
    }
    let mut last_line = 0;
    for error in errors {
        let (line, _) = line_and_column(&source.text, span(error).start);
        if line == last_line {
            continue;
        }
        last_line = line;
        result.push(wording.diagnostic(error));
    }
    result
}

/// Inconsistent tabs and spaces, by CPython's rule: a line's indentation must be right whether a tab is worth eight
/// columns or one.
pub(crate) fn tabs(source: &Source, tokens: &Tokens) -> Option<Diagnostic> {
    let mut stack: Vec<(usize, usize)> = vec![(0, 0)];
    let mut at_start = true;
    for token in tokens {
        match token.kind() {
            TokenKind::Newline => at_start = true,
            TokenKind::NonLogicalNewline
            | TokenKind::Comment
            | TokenKind::Indent
            | TokenKind::Dedent
            | TokenKind::EndOfFile => {}
            _ if at_start => {
                at_start = false;
                let (wide, narrow) = indentation(&source.text, span(token).start);
                while stack.last().is_some_and(|(top, _)| *top > wide) {
                    stack.pop();
                }
                let (top, narrow_top) = stack.last().copied().unwrap_or((0, 0));
                if (top == wide) != (narrow_top == narrow) || (wide > top) != (narrow > narrow_top)
                {
                    let message = "inconsistent use of tabs and spaces in indentation";
                    return Some(at(source, span(token), message.to_owned()));
                }
                if wide > top {
                    stack.push((wide, narrow));
                }
            }
            _ => {}
        }
    }
    None
}

/// Brackets that are nested more deeply than CPython takes.
pub(crate) fn nested_brackets(source: &Source, tokens: &Tokens) -> Option<Diagnostic> {
    let mut depth = 0;
    for token in tokens {
        match token.kind() {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth -= 1,
            _ => {}
        }
        if depth > 200 {
            return Some(at(
                source,
                span(token),
                "too many nested parentheses".to_owned(),
            ));
        }
    }
    None
}

/// The columns of the white space before `position` on its line, with tabs of eight and of one column.
fn indentation(text: &str, position: u32) -> (usize, usize) {
    let before = text.get(..position as usize).unwrap_or("");
    let line = before.rsplit(['\n', '\r']).next().unwrap_or("");
    line.chars().fold((0, 0), |(wide, narrow), c| match c {
        '\t' => ((wide / 8 + 1) * 8, narrow + 1),
        '\x0c' => (0, 0),
        _ => (wide + 1, narrow + 1),
    })
}

struct Wording<'a> {
    source: &'a Source,
    tokens: &'a Tokens,
}

impl Wording<'_> {
    fn diagnostic(&self, error: &ParseError) -> Diagnostic {
        match self.known(error) {
            Some((span, message)) => at(self.source, span, message),
            None => at(self.source, span(error), "invalid syntax".to_owned())
                .with_help(sentence(&error.error.to_string())),
        }
    }

    /// CPython's words and place.
    fn known(&self, error: &ParseError) -> Option<(Range<u32>, String)> {
        let place = span(error);
        let text = self.text(&place);
        let message = match &error.error {
            ParseErrorType::Lexical(error) => return self.lexical(error, place),
            ParseErrorType::FStringError(error) => interpolated(error, text)?,
            ParseErrorType::ExpectedToken {
                expected: TokenKind::Colon,
                found: TokenKind::Newline,
            } => "expected ':'".to_owned(),
            ParseErrorType::ExpectedToken {
                expected: TokenKind::Lpar,
                found: TokenKind::Newline,
            } => "expected '('".to_owned(),
            ParseErrorType::SimpleStatementsOnSameLine => return self.adjacent(place),
            ParseErrorType::InvalidAssignmentTarget => self.assignment(text, &place)?,
            ParseErrorType::InvalidDeleteTarget => format!("cannot delete {}", kind_of(text)?),
            ParseErrorType::InvalidAugmentedAssignmentTarget => {
                format!(
                    "'{}' is an illegal expression for augmented assignment",
                    kind_of(text)?
                )
            }
            ParseErrorType::InvalidNamedAssignmentTarget => {
                format!("cannot use assignment expressions with {}", kind_of(text)?)
            }
            ParseErrorType::InvalidAnnotatedAssignmentTarget => match kind_of(text)? {
                kind @ ("list" | "tuple") => {
                    format!("only single target (not {kind}) can be annotated")
                }
                "lambda" => return None,
                _ => "illegal target for annotation".to_owned(),
            },
            ParseErrorType::UnparenthesizedGeneratorExpression => {
                "Generator expression must be parenthesized".to_owned()
            }
            ParseErrorType::InvalidArgumentUnpackingOrder => {
                "iterable argument unpacking follows keyword argument unpacking".to_owned()
            }
            ParseErrorType::PositionalAfterKeywordArgument => {
                "positional argument follows keyword argument".to_owned()
            }
            ParseErrorType::PositionalAfterKeywordUnpacking => {
                "positional argument follows keyword argument unpacking".to_owned()
            }
            ParseErrorType::IterableUnpackingInComprehension => {
                "iterable unpacking cannot be used in comprehension".to_owned()
            }
            ParseErrorType::ExpectedKeywordParam => "named arguments must follow bare *".to_owned(),
            ParseErrorType::NonDefaultParamAfterDefaultParam => {
                "parameter without a default follows parameter with a default".to_owned()
            }
            ParseErrorType::ParamAfterVarKeywordParam => {
                "arguments cannot follow var-keyword argument".to_owned()
            }
            ParseErrorType::UnexpectedIndentation => "unexpected indent".to_owned(),
            ParseErrorType::EmptyImportNames => {
                "Expected one or more names after 'import'".to_owned()
            }
            ParseErrorType::ExpectedImaginaryNumber => {
                "imaginary number required in complex literal".to_owned()
            }
            ParseErrorType::ExpectedRealNumber => {
                "real number required in complex literal".to_owned()
            }
            ParseErrorType::OtherError(words) => self.other(words, &place)?,
            _ => return None,
        };
        Some((place, message))
    }

    fn text(&self, place: &Range<u32>) -> &str {
        self.source
            .text
            .get(place.start as usize..place.end as usize)
            .unwrap_or("")
    }

    fn lexical(&self, error: &LexicalErrorType, place: Range<u32>) -> Option<(Range<u32>, String)> {
        let text = self.text(&place);
        let message = match error {
            LexicalErrorType::UnclosedStringError => {
                let quotes = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
                let triple = quotes.starts_with("'''") || quotes.starts_with("\"\"\"");
                self.unterminated(
                    if triple {
                        "triple-quoted string"
                    } else {
                        "string"
                    },
                    triple,
                    &place,
                )
            }
            LexicalErrorType::FStringError(error) => {
                interpolated(error, text).unwrap_or_else(|| match error {
                    InterpolatedStringErrorType::UnterminatedTripleQuotedString => {
                        self.unterminated("triple-quoted f-string", true, &place)
                    }
                    _ => self.unterminated("f-string", false, &place),
                })
            }
            LexicalErrorType::UnrecognizedToken { tok } if !tok.is_ascii() => {
                match tok.is_control() || tok.is_whitespace() {
                    true => format!("invalid non-printable character U+{:04X}", u32::from(*tok)),
                    false => format!("invalid character '{tok}' (U+{:04X})", u32::from(*tok)),
                }
            }
            LexicalErrorType::IndentationError => {
                "unindent does not match any outer indentation level".to_owned()
            }
            LexicalErrorType::InvalidByteLiteral => {
                "bytes can only contain ASCII literal characters".to_owned()
            }
            LexicalErrorType::LineContinuationError => {
                let message = "unexpected character after line continuation character".to_owned();
                return Some((place.start + 1..place.end.max(place.start + 2), message));
            }
            LexicalErrorType::Eof => "unexpected EOF while parsing".to_owned(),
            LexicalErrorType::OtherError(words) => number(words, text)?,
            _ => return None,
        };
        Some((place, message))
    }

    fn unterminated(&self, what: &str, to_end: bool, place: &Range<u32>) -> String {
        let end = if to_end {
            self.source.text.trim_end_matches('\n').len() as u32
        } else {
            place.start
        };
        let (line, _) = line_and_column(&self.source.text, end);
        format!("unterminated {what} literal (detected at line {line})")
    }

    /// Two expressions side by side.
    fn adjacent(&self, place: Range<u32>) -> Option<(Range<u32>, String)> {
        let before = self.tokens.before(TextSize::new(place.start)).last()?;
        let previous = span(before);
        let is_number = matches!(
            before.kind(),
            TokenKind::Int | TokenKind::Float | TokenKind::Complex
        );
        if is_number && previous.end == place.start {
            let literal = self.text(&previous).to_ascii_lowercase();
            let kind = match literal.get(..2) {
                Some("0x") => "hexadecimal",
                Some("0o") => "octal",
                Some("0b") => "binary",
                _ if literal.ends_with('j') => "imaginary",
                _ => "decimal",
            };
            return Some((
                previous.end - 1..previous.end,
                format!("invalid {kind} literal"),
            ));
        }
        let name = self.text(&previous);
        if matches!(name, "print" | "exec") {
            let message =
                format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
            return Some((previous.start..place.end.max(previous.end), message));
        }
        None
    }

    fn assignment(&self, text: &str, place: &Range<u32>) -> Option<String> {
        let kind = kind_of(text)?;
        if kind == "yield expression" {
            return Some("assignment to yield expression not possible".to_owned());
        }
        let simple = matches!(
            kind,
            "function call"
                | "expression"
                | "await expression"
                | "list comprehension"
                | "set comprehension"
                | "dict comprehension"
                | "dict literal"
                | "set display"
                | "f-string expression"
                | "ellipsis"
                | "literal"
                | "named expression"
        );
        let is_operation = matches!(parse_annotation(text), Some(Expr::BoolOp(_)))
            || matches!(parse_annotation(text), Some(Expr::UnaryOp(op)) if op.op == ast::UnaryOp::Not);
        let hint = simple && !is_operation && self.is_first_target(place);
        let hint = if hint {
            " here. Maybe you meant '==' instead of '='?"
        } else {
            ""
        };
        Some(format!("cannot assign to {kind}{hint}"))
    }

    /// The target stands at the start of its line and one `=` follows on it.
    fn is_first_target(&self, place: &Range<u32>) -> bool {
        let (before, after) = (
            self.tokens.before(TextSize::new(place.start)),
            self.tokens.after(TextSize::new(place.end)),
        );
        let first = before
            .iter()
            .rev()
            .find(|token| token.kind() != TokenKind::Lpar);
        let starts = first.is_none_or(|token| {
            matches!(
                token.kind(),
                TokenKind::Newline
                    | TokenKind::NonLogicalNewline
                    | TokenKind::Indent
                    | TokenKind::Dedent
                    | TokenKind::Semi
            ) || token.kind() == TokenKind::Comment
        });
        let rest = after
            .iter()
            .take_while(|token| token.kind() != TokenKind::Newline);
        starts
            && rest
                .filter(|token| token.kind() == TokenKind::Equal)
                .count()
                == 1
    }

    /// Errors that the parser words itself.
    fn other(&self, words: &str, place: &Range<u32>) -> Option<String> {
        if let Some(rest) = words.strip_prefix("Expected an indented block after ") {
            let (line, _) = line_and_column(&self.source.text, self.line_before(place.start));
            return Some(format!(
                "expected an indented block after {} on line {line}",
                rest.replace('`', "'")
            ));
        }
        let message = match words {
            "Expected `except` or `finally` after `try` block" => {
                "expected 'except' or 'finally' block"
            }
            "Positional patterns cannot follow keyword patterns" => {
                "positional patterns follow keyword patterns"
            }
            "Only one '*' parameter allowed" => "* argument may appear only once",
            "Only one '/' separator allowed" => "/ may appear only once",
            "'/' parameter must appear before '*' parameter" => "/ must be ahead of *",
            "Position-only parameter separator not allowed as first parameter" => {
                "at least one argument must precede /"
            }
            "Only single target (not tuple) can be annotated" => {
                "only single target (not tuple) can be annotated"
            }
            "Only single target (not list) can be annotated" => {
                "only single target (not list) can be annotated"
            }
            "Cannot have both 'except' and 'except*' on the same 'try'" => {
                "cannot have both 'except' and 'except*' on the same 'try'"
            }
            "Expected one or more exception types" => "expected one or more exception types",
            _ => return None,
        };
        Some(message.to_owned())
    }

    /// Where the logical line before `position` begins.
    fn line_before(&self, position: u32) -> u32 {
        let mut start = 0;
        let mut at_start = true;
        for token in self.tokens {
            let place = span(token);
            if place.start >= position && token.kind() != TokenKind::Newline {
                break;
            }
            match token.kind() {
                TokenKind::Newline => at_start = true,
                TokenKind::NonLogicalNewline
                | TokenKind::Comment
                | TokenKind::Indent
                | TokenKind::Dedent => {}
                _ if at_start => {
                    start = place.start;
                    at_start = false;
                }
                _ => {}
            }
        }
        start
    }

    /// The innermost bracket that is never closed.
    fn unclosed(&self) -> Option<(char, u32)> {
        let mut open = Vec::new();
        for token in self.tokens {
            let bracket = match token.kind() {
                TokenKind::Lpar => '(',
                TokenKind::Lsqb => '[',
                TokenKind::Lbrace => '{',
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                    open.pop();
                    continue;
                }
                _ => continue,
            };
            open.push((bracket, token.start().to_u32()));
        }
        open.pop()
    }
}

fn interpolated(error: &InterpolatedStringErrorType, text: &str) -> Option<String> {
    Some(match error {
        InterpolatedStringErrorType::UnclosedLbrace => "f-string: expecting '}'".to_owned(),
        InterpolatedStringErrorType::SingleRbrace => {
            "f-string: single '}' is not allowed".to_owned()
        }
        InterpolatedStringErrorType::InvalidConversionFlag if text.is_empty() || text == "}" => {
            "f-string: missing conversion character".to_owned()
        }
        InterpolatedStringErrorType::InvalidConversionFlag => {
            format!("f-string: invalid conversion character '{text}': expected 's', 'r', or 'a'")
        }
        InterpolatedStringErrorType::LambdaWithoutParentheses => {
            "f-string: lambda expressions are not allowed without parentheses".to_owned()
        }
        _ => return None,
    })
}

/// Numbers that the lexer rejects.
fn number(words: &str, text: &str) -> Option<String> {
    if words == "Invalid decimal integer literal" {
        let message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
        return Some(message.to_owned());
    }
    if !words.starts_with("ParseIntError")
        && !words.contains("invalid digit")
        && !words.contains("empty string")
    {
        return None;
    }
    let kind = match text.get(..2) {
        Some("0x" | "0X") => "hexadecimal",
        Some("0o" | "0O") => "octal",
        Some("0b" | "0B") => "binary",
        _ => "decimal",
    };
    Some(format!("invalid {kind} literal"))
}

/// What CPython calls the expression in messages about targets.
fn kind_of(text: &str) -> Option<&'static str> {
    Some(match parse_annotation(text)? {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) | Expr::TString(_) => "f-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(literal) => match literal.value {
            true => "True",
            false => "False",
        },
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => "literal",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        Expr::Slice(_) | Expr::IpyEscapeCommand(_) => return None,
    })
}

fn sentence(text: &str) -> String {
    if text.ends_with('.') {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
