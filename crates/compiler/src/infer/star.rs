//! Arguments of functions of the program, `*items` among them: the items of a fixed tuple go to one parameter each, those of
//! anything else where `*parameter` takes them.
//!
//! *Invariant:* what CPython would refuse is refused here; the call is then dynamic and raises it.

use super::Infer;
use super::bind::{Actual as Written, Formal, bind};
use super::call::formal_of_param;
use super::narrow::arg_value;
use super::term::{Cell, Term};
use crate::hir::*;
use crate::typed::Binding;

/// Why arguments are not bound.
pub(super) enum Unbound {
    /// A starred argument has no type yet.
    Waits,
    /// They do not fit.
    Misfit,
}

/// An argument, or a part of a starred one.
#[derive(Clone, Copy)]
struct Source {
    arg: usize,
    part: Option<usize>,
}

impl<'a> Infer<'a, '_> {
    /// The argument of each parameter.
    pub(super) fn bind_arguments(
        &mut self,
        params: &[Param],
        args: &'a [Arg],
    ) -> Result<Vec<Binding>, Unbound> {
        let (written, sources) = self.taken_apart(args)?;
        let formals: Vec<Formal<'_>> = params.iter().map(formal_of_param).collect();
        let bindings = bind(&formals, &written, true).ok_or(Unbound::Misfit)?;
        let bindings = bindings.into_iter().map(|b| restored(b, &sources));
        bindings.collect::<Option<_>>().ok_or(Unbound::Misfit)
    }

    /// The arguments as if the items of fixed tuples were written out.
    fn taken_apart(&mut self, args: &'a [Arg]) -> Result<(Vec<Written<'a>>, Vec<Source>), Unbound> {
        let mut written = Vec::new();
        let mut sources = Vec::new();
        for (arg, a) in args.iter().enumerate() {
            let count = match a {
                Arg::Star(items) => match self.operand(items) {
                    Term::Tuple(parts) => Some(parts.len()),
                    Term::Never if self.forcing => return Err(Unbound::Misfit),
                    Term::Never => return Err(Unbound::Waits),
                    _ => None,
                },
                _ => None,
            };
            match count {
                Some(count) => {
                    written.extend((0..count).map(|_| Written::Positional));
                    sources.extend((0..count).map(|part| Source {
                        arg,
                        part: Some(part),
                    }));
                }
                None => {
                    written.push(written_one(a));
                    sources.push(Source { arg, part: None });
                }
            }
        }
        Ok((written, sources))
    }

    /// The argument at this index reaches the slot of `*args`: its items, where it is starred.
    pub(super) fn pass_rest(&mut self, arg: &'a Arg, cell: Cell) {
        let Arg::Star(items) = arg else {
            return self.pass_value(arg_value(arg), cell);
        };
        let item = self.iterate(items, false);
        self.cells.flow(&item, cell);
    }

    /// An item of a fixed tuple reaches a parameter's slot.
    pub(super) fn pass_part(&mut self, arg: &'a Arg, part: usize, cell: Cell) {
        if let Term::Tuple(items) = self.operand(arg_value(arg))
            && let Some(item) = items.get(part)
        {
            self.cells.flow(item, cell);
        }
    }
}

fn written_one(arg: &Arg) -> Written<'_> {
    match arg {
        Arg::Positional(_) => Written::Positional,
        Arg::Star(_) => Written::Star,
        Arg::Keyword(name, _) => Written::Keyword(name),
        Arg::DoubleStar(_) => Written::DoubleStar,
    }
}

/// The binding in terms of the arguments as they are written. `*parameter` takes a tuple's items all or none.
fn restored(binding: Binding, sources: &[Source]) -> Option<Binding> {
    Some(match binding {
        Binding::Arg(index) => {
            let source = sources.get(index)?;
            match source.part {
                Some(part) => Binding::Part(source.arg, part),
                None => Binding::Arg(source.arg),
            }
        }
        Binding::Rest(indices) => {
            let mut rest: Vec<usize> = Vec::new();
            for index in indices {
                let source = sources.get(index)?;
                match source.part {
                    None | Some(0) => rest.push(source.arg),
                    Some(_) if rest.last() == Some(&source.arg) => {}
                    Some(_) => return None,
                }
            }
            Binding::Rest(rest)
        }
        Binding::KeywordRest(indices) => {
            let at = |index: usize| sources.get(index).map(|source| source.arg);
            let indices: Option<Vec<usize>> = indices.into_iter().map(at).collect();
            Binding::KeywordRest(indices?)
        }
        other => other,
    })
}
