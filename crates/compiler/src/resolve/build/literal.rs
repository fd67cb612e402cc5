//! Numbers, strings and f-strings.
//!
//! *Invariant:* escapes and implicit concatenation are gone afterwards.

use ruff_python_ast::{self as ast, ConversionFlag, InterpolatedStringElement, Number};

use super::Builder;
use crate::check::literals;
use crate::hir::*;
use crate::parse::span;

impl Builder<'_, '_> {
    pub(super) fn number(&mut self, node: &ast::ExprNumberLiteral) -> ExprKind {
        match &node.value {
            Number::Int(value) => match decimal(&value.to_string()) {
                Some(digits) => {
                    if let Some(error) =
                        literals::too_many_digits(&self.unit.source, span(node), &digits)
                    {
                        self.error(error);
                    }
                    ExprKind::Int(digits)
                }
                None => ExprKind::Int("0".to_owned()),
            },
            Number::Float(value) => ExprKind::Float(*value),
            Number::Complex { imag, .. } => ExprKind::Imaginary(*imag),
        }
    }

    pub(super) fn string(&mut self, node: &ast::ExprStringLiteral) -> ExprKind {
        for part in &node.value {
            self.check_surrogates(&part.value, span(part));
        }
        ExprKind::Str(node.value.to_str().to_owned())
    }

    fn check_surrogates(&mut self, value: &str, at: std::ops::Range<u32>) {
        if value.contains('\u{fffd}')
            && let Some(error) = literals::surrogates(&self.unit.source, at)
        {
            self.error(error);
        }
    }

    pub(super) fn f_string(&mut self, node: &ast::ExprFString) -> ExprKind {
        let mut parts = Vec::new();
        for part in &node.value {
            match part {
                ast::FStringPart::Literal(literal) => {
                    self.check_surrogates(&literal.value, span(literal));
                    push_text(&mut parts, &literal.value);
                }
                ast::FStringPart::FString(part) => self.interpolations(&part.elements, &mut parts),
            }
        }
        match parts.as_slice() {
            [] => ExprKind::Str(String::new()),
            [FPart::Text(text)] => ExprKind::Str(text.clone()),
            _ => ExprKind::FString(parts),
        }
    }

    fn interpolations(
        &mut self,
        elements: &ast::InterpolatedStringElements,
        parts: &mut Vec<FPart>,
    ) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(text) => {
                    self.check_surrogates(&text.value, span(text));
                    push_text(parts, &text.value);
                }
                InterpolatedStringElement::Interpolation(element) => {
                    self.interpolation(element, parts)
                }
            }
        }
    }

    fn interpolation(&mut self, element: &ast::InterpolatedElement, parts: &mut Vec<FPart>) {
        if let Some(debug) = &element.debug_text {
            push_text(
                parts,
                &format!(
                    "{}{}{}",
                    debug.leading(),
                    debug.expression(),
                    debug.trailing()
                ),
            );
        }
        let value = self.expr(&element.expression);
        let mut spec = Vec::new();
        if let Some(format) = &element.format_spec {
            self.interpolations(&format.elements, &mut spec);
        }
        let conversion = match element.conversion {
            ConversionFlag::Str => Some('s'),
            ConversionFlag::Ascii => Some('a'),
            ConversionFlag::Repr => Some('r'),
            // `f"{x=}"` shows the repr, `f"{x=:>5}"` formats.
            ConversionFlag::None
                if element.debug_text.is_some() && element.format_spec.is_none() =>
            {
                Some('r')
            }
            ConversionFlag::None => None,
        };
        parts.push(FPart::Value {
            value,
            conversion,
            spec,
        });
    }
}

fn push_text(parts: &mut Vec<FPart>, text: &str) {
    if text.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(FPart::Text(last)) => last.push_str(text),
        _ => parts.push(FPart::Text(text.to_owned())),
    }
}

/// The decimal digits of an integer literal, which may have a radix prefix and underscores.
fn decimal(literal: &str) -> Option<String> {
    let literal = literal.replace('_', "");
    let radix = match literal.get(..2) {
        Some("0x" | "0X") => 16,
        Some("0o" | "0O") => 8,
        Some("0b" | "0B") => 2,
        _ => {
            let digits = literal.trim_start_matches('0');
            return Some(if digits.is_empty() {
                "0".to_owned()
            } else {
                digits.to_owned()
            });
        }
    };
    // Base 10^9, least significant first.
    let mut limbs: Vec<u32> = vec![0];
    for digit in literal.get(2..)?.chars() {
        let mut carry = u64::from(digit.to_digit(radix)?);
        for limb in &mut limbs {
            let value = u64::from(*limb) * u64::from(radix) + carry;
            *limb = (value % 1_000_000_000) as u32;
            carry = value / 1_000_000_000;
        }
        if carry > 0 {
            limbs.push(carry as u32);
        }
    }
    let mut text = limbs.last()?.to_string();
    limbs
        .iter()
        .rev()
        .skip(1)
        .for_each(|limb| text.push_str(&format!("{limb:09}")));
    Some(text)
}
