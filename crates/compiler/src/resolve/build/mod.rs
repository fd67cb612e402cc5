//! Builds the resolved tree of each module from its syntax tree and symbol table.
//!
//! [`stmt`], [`expr`], [`pattern`], [`function`] and [`import`] have one function for each kind of node; [`fold`] decides
//! tests that are known now (`TYPE_CHECKING`, `__name__ == "__main__"`).
//!
//! *Invariant:* names are settled here as far as scopes go; which definition a use sees is for [`super::flow`].

mod expr;
mod fold;
mod function;
mod import;
mod literal;
mod name;
mod pattern;
mod stmt;

pub(crate) use expr::is_async;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;

use portalis_signature::Catalogue;
use ruff_text_size::Ranged;

use super::modules::{Modules, Unit, new_variable};
use super::scopes::{Place, ScopeId, mangle};
use crate::diagnostic::Diagnostic;
use crate::hir::*;
use crate::{Loader, Source};

/// What a name means in annotations only.
#[derive(Clone, Debug)]
pub(super) enum TypeMeaning {
    Known(Meaning),
    /// Whatever that variable means.
    Same(VarId),
}

/// Diagnostics, what names mean in annotations only, and the Python parts of library modules.
type Built = (
    Vec<Diagnostic>,
    Vec<(VarId, TypeMeaning)>,
    BTreeMap<String, ModuleId>,
);

/// Builds the program. The second result is what names mean in annotations only, the third the Python parts of library
/// modules.
pub(super) fn build(
    main: Source,
    loader: &dyn Loader,
    catalogue: &Catalogue,
    program: &mut Program,
) -> Built {
    let mut modules = Modules::new(loader, catalogue);
    modules.add(main, false, program);
    let mut shared = Shared {
        modules,
        program,
        types: Vec::new(),
        reads: Vec::new(),
        runs: Vec::new(),
        type_only: Vec::new(),
    };
    let mut next = 0;
    while let Some(unit) = shared.modules.units.get(next).cloned() {
        Builder::new(&mut shared, unit, ModuleId(next as u32)).module();
        next += 1;
    }
    import::finish(&mut shared);
    let modules = shared.modules;
    (modules.diagnostics, shared.types, modules.companions)
}

/// What the builders of all modules share.
struct Shared<'a> {
    modules: Modules<'a>,
    program: &'a mut Program,
    types: Vec<(VarId, TypeMeaning)>,
    /// `from b import x` or `import b` in a: (a, b).
    reads: Vec<(ModuleId, ModuleId)>,
    /// Running a runs b.
    runs: Vec<(ModuleId, ModuleId)>,
    /// Imports under `if TYPE_CHECKING`: variable, module, name in it.
    type_only: Vec<(VarId, String, Option<String>)>,
}

/// Builds one module.
struct Builder<'b, 'a> {
    shared: &'b mut Shared<'a>,
    unit: Rc<Unit>,
    module: ModuleId,
    scope: ScopeId,
    function: FunctionId,
    /// Variables of each scope by name, and the function that owns them.
    variables: HashMap<ScopeId, HashMap<String, VarId>>,
    owners: HashMap<ScopeId, FunctionId>,
    next_comment: usize,
    /// Added to positions: string annotations are parsed from their own text.
    base: u32,
    in_annotation: bool,
    /// How many `:=` there have been.
    walruses: u32,
    /// How many suites are around; at 1 a statement is in the module's straight line.
    depth: u32,
    /// Modules that have been run when what follows is executed.
    has_run: BTreeSet<ModuleId>,
    /// How many `try` statements that catch ImportError are around.
    import_guards: u32,
}

impl<'b, 'a> Builder<'b, 'a> {
    fn new(shared: &'b mut Shared<'a>, unit: Rc<Unit>, module: ModuleId) -> Self {
        let function = unit.function;
        Builder {
            shared,
            module,
            scope: 0,
            function,
            variables: HashMap::new(),
            owners: HashMap::from([(0, function)]),
            next_comment: 0,
            base: 0,
            in_annotation: false,
            walruses: 0,
            import_guards: 0,
            depth: 0,
            has_run: BTreeSet::new(),
            unit,
        }
    }

    fn module(mut self) {
        let unit = self.unit.clone();
        let comments = self.licence();
        let (docstring, body) = self.docstring_and_body(&unit.body);
        let function = self.function_mut(unit.function);
        function.body = body;
        function.docstring = docstring.clone();
        function.span = 0..0;
        self.shared.program.modules.push(Module {
            name: unit.source.module.clone(),
            path: unit.source.path.clone(),
            text: unit.source.text.clone(),
            is_package: unit.source.is_package,
            body: unit.function,
            docstring,
            comments,
            names: BTreeMap::new(),
            future_annotations: unit.future_annotations,
            is_library: unit.is_library,
            in_import_cycle: false,
        });
    }

    fn function_mut(&mut self, id: FunctionId) -> &mut Function {
        &mut self.shared.program.functions[id.index()]
    }

    fn error(&mut self, diagnostic: Diagnostic) {
        self.shared.modules.diagnostics.push(diagnostic);
    }

    fn span(&self, node: &impl Ranged) -> Range<u32> {
        let span = crate::parse::span(node);
        span.start + self.base..span.end + self.base
    }

    fn expr_id(&mut self) -> ExprId {
        let id = ExprId(self.shared.program.expr_count);
        self.shared.program.expr_count += 1;
        id
    }

    fn make(&mut self, span: Range<u32>, kind: ExprKind) -> Expr {
        Expr {
            id: self.expr_id(),
            span,
            kind,
        }
    }

    fn mangled(&self, name: &str) -> String {
        mangle(self.unit.scopes.all[self.scope].private.as_deref(), name)
    }

    /// Makes the variables that scope `id` binds. They belong to `owner`.
    fn open(&mut self, id: ScopeId, owner: FunctionId, hidden: bool) {
        let unit = self.unit.clone();
        self.owners.insert(id, owner);
        let mut variables = HashMap::new();
        let mut symbols: Vec<_> = unit.scopes.all[id]
            .symbols
            .iter()
            .filter(|s| s.place == Place::Local)
            .collect();
        symbols.sort_by_key(|symbol| (!symbol.param, symbol.span.start));
        for symbol in symbols {
            let var = new_variable(
                self.shared.program,
                &symbol.name,
                owner,
                symbol.span.clone(),
            );
            self.shared.program.variables[var.index()].is_hidden = hidden;
            variables.insert(symbol.name.clone(), var);
        }
        self.variables.insert(id, variables);
    }

    /// The variable `name` of scope `id`.
    fn variable(&mut self, id: ScopeId, name: &str, span: Range<u32>) -> VarId {
        if id == 0 {
            return self
                .shared
                .modules
                .name(self.module, name, &span, self.shared.program);
        }
        if let Some(var) = self
            .variables
            .get(&id)
            .and_then(|variables| variables.get(name))
        {
            return *var;
        }
        // Only a scope with an error in it gets here, e.g. `:=` in a class body's comprehension.
        let owner = self.owners.get(&id).copied().unwrap_or(self.function);
        let var = new_variable(self.shared.program, name, owner, span);
        self.variables
            .entry(id)
            .or_default()
            .insert(name.to_owned(), var);
        var
    }

    /// The variable that a binding of `name` in the current scope binds.
    fn bound(&mut self, name: &str, span: Range<u32>) -> VarId {
        self.bound_from(self.scope, name, span)
    }

    fn bound_from(&mut self, scope: ScopeId, name: &str, span: Range<u32>) -> VarId {
        let name = self.mangled(name);
        match self.unit.scopes.look_up(scope, &name) {
            Place::Local => self.variable(scope, &name, span),
            Place::Enclosing(owner) => self.variable(owner, &name, span),
            Place::Global => self.variable(0, &name, span),
        }
    }

    /// The comments at the head of the file that are set apart from the first statement by an empty line.
    fn licence(&mut self) -> Vec<String> {
        let unit = self.unit.clone();
        let text = unit.source.text.as_str();
        let first = unit
            .body
            .first()
            .map_or(text.len(), |stmt| stmt.start().to_usize());
        let head: Vec<_> = unit
            .comments
            .iter()
            .take_while(|c| c.own_line && (c.span.end as usize) <= first)
            .cloned()
            .collect();
        let is_gap = |end: u32, start: usize| {
            text.get(end as usize..start)
                .unwrap_or("")
                .matches('\n')
                .count()
                > 1
        };
        let starts = head
            .iter()
            .skip(1)
            .map(|c| c.span.start as usize)
            .chain([first]);
        let gaps = head.iter().zip(starts).enumerate();
        let last_gap = gaps
            .filter(|(_, (comment, next))| is_gap(comment.span.end, *next))
            .map(|(index, _)| index)
            .last();
        self.next_comment = last_gap.map_or(0, |index| index + 1);
        let shebang = |text: &str| text.starts_with('!');
        head.into_iter()
            .take(self.next_comment)
            .map(|c| c.text)
            .filter(|text| !shebang(text))
            .collect()
    }

    /// Takes the comments that start before `position`.
    fn comments_before(&mut self, position: u32) -> Vec<String> {
        let mut result = Vec::new();
        while let Some(comment) = self.unit.comments.get(self.next_comment)
            && comment.span.start < position
        {
            result.push(comment.text.clone());
            self.next_comment += 1;
        }
        result
    }

    /// Takes the comment that follows `position` on its line.
    fn trailing_comment(&mut self, position: u32) -> Option<String> {
        let comment = self.unit.comments.get(self.next_comment)?;
        let between = self
            .unit
            .source
            .text
            .get(position as usize..comment.span.start as usize)?;
        if comment.own_line || between.contains(['\n', '\r']) {
            return None;
        }
        self.next_comment += 1;
        Some(comment.text.clone())
    }
}
