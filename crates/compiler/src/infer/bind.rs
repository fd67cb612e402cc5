//! Arguments to parameters: who gets which value.
//!
//! *Invariant:* what CPython would refuse with a TypeError is `None`; the call is then dynamic and raises it.

use crate::typed::Binding;
use portalis_signature::Kind;

/// A parameter, of the program or the library.
pub(super) struct Formal<'a> {
    pub(super) name: &'a str,
    pub(super) kind: Kind,
    pub(super) has_default: bool,
}

/// How an argument is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Actual<'a> {
    Positional,
    Star,
    Keyword(&'a str),
    DoubleStar,
}

/// The value of each parameter. A `*argument` may only go where `*parameter` takes it.
pub(super) fn bind(
    formals: &[Formal<'_>],
    actuals: &[Actual<'_>],
    allow_star: bool,
) -> Option<Vec<Binding>> {
    let mut bound: Vec<Option<Binding>> = formals.iter().map(|_| None).collect();
    let mut next = 0;
    for (index, actual) in actuals.iter().enumerate() {
        match actual {
            Actual::Positional => take_positional(formals, &mut bound, &mut next, index)?,
            Actual::Star => {
                if !allow_star || formals.get(next)?.kind != Kind::VarPositional {
                    return None;
                }
                take_positional(formals, &mut bound, &mut next, index)?;
            }
            Actual::Keyword(name) => take_keyword(formals, &mut bound, name, index)?,
            Actual::DoubleStar => return None,
        }
    }
    let fill = |(formal, bound): (&Formal<'_>, Option<Binding>)| {
        bound.or(match formal.kind {
            Kind::VarPositional => Some(Binding::Rest(Vec::new())),
            Kind::VarKeyword => Some(Binding::KeywordRest(Vec::new())),
            _ => formal.has_default.then_some(Binding::Default),
        })
    };
    formals.iter().zip(bound).map(fill).collect()
}

fn take_positional(
    formals: &[Formal<'_>],
    bound: &mut [Option<Binding>],
    next: &mut usize,
    index: usize,
) -> Option<()> {
    let slot = bound.get_mut(*next)?;
    match formals.get(*next)?.kind {
        Kind::VarPositional => match slot {
            Some(Binding::Rest(rest)) => rest.push(index),
            _ => *slot = Some(Binding::Rest(vec![index])),
        },
        Kind::PositionalOnly | Kind::PositionalOrKeyword if slot.is_none() => {
            *slot = Some(Binding::Arg(index));
            *next += 1;
        }
        _ => return None,
    }
    Some(())
}

fn take_keyword(
    formals: &[Formal<'_>],
    bound: &mut [Option<Binding>],
    name: &str,
    index: usize,
) -> Option<()> {
    let by_name = |f: &Formal<'_>| {
        f.name == name && matches!(f.kind, Kind::PositionalOrKeyword | Kind::KeywordOnly)
    };
    if let Some(at) = formals.iter().position(by_name) {
        let slot = bound.get_mut(at)?;
        return slot.replace(Binding::Arg(index)).is_none().then_some(());
    }
    let at = formals.iter().position(|f| f.kind == Kind::VarKeyword)?;
    let slot = bound.get_mut(at)?;
    match slot {
        Some(Binding::KeywordRest(rest)) => rest.push(index),
        _ => *slot = Some(Binding::KeywordRest(vec![index])),
    }
    Some(())
}
