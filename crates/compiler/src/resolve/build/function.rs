//! `def`, `lambda`, `class` and type parameters.
//!
//! *Invariant:* decorators, defaults, annotations and bases are built in the scope around.

use ruff_python_ast::{self as ast, Stmt as AstStmt};

use super::super::scopes::ScopeId;
use super::Builder;
use crate::hir::*;
use crate::parse::clean_docstring;

impl Builder<'_, '_> {
    pub(super) fn def(&mut self, node: &ast::StmtFunctionDef) -> StmtKind {
        let var = self.bound(&node.name, self.span(&node.name));
        let id = self.new_scope(&node.name, FunctionKind::Def);
        let decorators = node
            .decorator_list
            .iter()
            .map(|d| self.expr(&d.expression))
            .collect();
        let defaults = self.defaults(&node.parameters);
        let outer = self.scope;
        let type_params = self.type_params(node, &node.name, node.type_params.as_deref());
        let annotations = self.annotations(&node.parameters);
        let returns = node
            .returns
            .as_deref()
            .map(|annotation| self.annotation(annotation));
        let span = self.header(node.range.start().to_u32(), &node.name, |end| {
            let parameters = crate::parse::span(&*node.parameters).end;
            node.returns
                .as_deref()
                .map_or(parameters, |returns| crate::parse::span(returns).end)
                .max(end)
        });
        let Some(scope) = self.unit.scopes.of(node) else {
            self.scope = outer;
            return StmtKind::Def(var, id);
        };
        let (docstring, body, params) = self.inside(scope, id, |this| {
            let params = this.params(scope, Some(&node.parameters), defaults, annotations);
            let (docstring, body) = this.docstring_and_body(&node.body);
            (docstring, body, params)
        });
        self.scope = outer;
        let function = self.function_mut(id);
        function.is_async = node.is_async;
        function.params = params;
        function.returns = returns;
        function.decorators = decorators;
        function.body = body;
        function.docstring = docstring;
        function.type_params = type_params;
        function.span = span;
        StmtKind::Def(var, id)
    }

    pub(super) fn lambda(&mut self, node: &ast::ExprLambda) -> ExprKind {
        let Some(scope) = self.unit.scopes.of(node) else {
            return ExprKind::Name(Name::Undefined(String::new()));
        };
        let id = self.new_scope("<lambda>", FunctionKind::Lambda);
        let parameters = node.parameters.as_deref();
        let defaults = parameters
            .map(|parameters| self.defaults(parameters))
            .unwrap_or_default();
        let span = self.span(node);
        let (params, body) = self.inside(scope, id, |this| {
            let params = this.params(scope, parameters, defaults, Vec::new());
            let value = this.expr(&node.body);
            let span = value.span.clone();
            let kind = StmtKind::Return(Some(value));
            (
                params,
                vec![Stmt {
                    comments: Vec::new(),
                    trailing: None,
                    span,
                    kind,
                }],
            )
        });
        let function = self.function_mut(id);
        function.params = params;
        function.body = body;
        function.span = span;
        ExprKind::Lambda(id)
    }

    /// An expression as a function without parameters.
    pub(super) fn lazily(&mut self, node: &ast::Expr) -> Expr {
        let span = self.span(node);
        let kind = match self.unit.scopes.of(node) {
            None => ExprKind::None,
            Some(scope) => {
                let id = self.new_scope("<lambda>", FunctionKind::Lambda);
                let kind = self.inside(scope, id, |this| StmtKind::Return(Some(this.expr(node))));
                let function = self.function_mut(id);
                function.body = vec![Stmt {
                    comments: Vec::new(),
                    trailing: None,
                    span: span.clone(),
                    kind,
                }];
                function.span = span.clone();
                ExprKind::Lambda(id)
            }
        };
        self.make(span, kind)
    }

    pub(super) fn class(&mut self, node: &ast::StmtClassDef) -> StmtKind {
        let var = self.bound(&node.name, self.span(&node.name));
        let class = ClassId(self.shared.program.classes.len() as u32);
        let id = self.new_scope(&node.name, FunctionKind::Class(class));
        let span = self.header(node.range.start().to_u32(), &node.name, |end| {
            node.arguments
                .as_deref()
                .map_or(end, |arguments| crate::parse::span(arguments).end)
        });
        self.shared.program.classes.push(Class {
            id: class,
            name: node.name.to_string(),
            qualname: self.shared.program.functions[id.index()].qualname.clone(),
            module: self.module,
            bases: Vec::new(),
            decorators: Vec::new(),
            body: id,
            docstring: None,
            type_params: Vec::new(),
            span: span.clone(),
        });
        let decorators = node
            .decorator_list
            .iter()
            .map(|d| self.expr(&d.expression))
            .collect();
        let outer = self.scope;
        let type_params = self.type_params(node, &node.name, node.type_params.as_deref());
        let bases = node
            .arguments
            .as_deref()
            .map(|arguments| self.args(arguments))
            .unwrap_or_default();
        let scope = self.unit.scopes.of(node);
        let (docstring, body) = match scope {
            Some(scope) => self.inside(scope, id, |this| this.docstring_and_body(&node.body)),
            None => (None, Vec::new()),
        };
        self.scope = outer;
        let function = self.function_mut(id);
        function.body = body;
        function.span = span;
        function.docstring = docstring.clone();
        if let Some(class) = self.shared.program.classes.get_mut(class.index()) {
            class.bases = bases;
            class.decorators = decorators;
            class.docstring = docstring;
            class.type_params = type_params;
        }
        StmtKind::Class(var, class)
    }

    /// Adds a function of the current one.
    fn new_scope(&mut self, name: &str, kind: FunctionKind) -> FunctionId {
        let id = super::super::new_function(self.shared.program, self.module);
        let is_global = self.unit.scopes.all[self.scope]
            .symbol(name)
            .is_some_and(|s| s.declared_global.is_some());
        let parent = &self.shared.program.functions[self.function.index()];
        let qualname = match parent.kind {
            FunctionKind::Module => name.to_owned(),
            _ if is_global => name.to_owned(),
            FunctionKind::Class(_) => format!("{}.{name}", parent.qualname),
            FunctionKind::Def | FunctionKind::Lambda => {
                format!("{}.<locals>.{name}", parent.qualname)
            }
        };
        let class = match parent.kind {
            FunctionKind::Class(class) if kind == FunctionKind::Def => Some(class),
            _ => None,
        };
        let parent = Some(self.function);
        let function = self.function_mut(id);
        function.name = name.to_owned();
        function.qualname = qualname;
        function.parent = parent;
        function.class = class;
        function.kind = kind;
        id
    }

    /// Runs `build` with function `id`, whose scope is `scope`, as the current one.
    fn inside<T>(
        &mut self,
        scope: ScopeId,
        id: FunctionId,
        build: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.open(scope, id, false);
        // A `yield` in a branch that is left out makes a generator too.
        self.function_mut(id).is_generator = self.unit.scopes.all[scope].is_generator;
        let outer_scope = std::mem::replace(&mut self.scope, scope);
        let outer_function = std::mem::replace(&mut self.function, id);
        let guards = std::mem::take(&mut self.import_guards);
        let result = build(self);
        self.scope = outer_scope;
        self.function = outer_function;
        self.import_guards = guards;
        result
    }

    fn defaults(&mut self, parameters: &ast::Parameters) -> Vec<Option<Expr>> {
        parameters
            .iter()
            .map(|parameter| self.optional(parameter.default()))
            .collect()
    }

    fn annotations(&mut self, parameters: &ast::Parameters) -> Vec<Option<Expr>> {
        parameters
            .iter()
            .map(|parameter| parameter.annotation().map(|a| self.annotation(a)))
            .collect()
    }

    fn params(
        &mut self,
        scope: ScopeId,
        parameters: Option<&ast::Parameters>,
        defaults: Vec<Option<Expr>>,
        annotations: Vec<Option<Expr>>,
    ) -> Vec<Param> {
        let Some(parameters) = parameters else {
            return Vec::new();
        };
        let positional_only = parameters.posonlyargs.len();
        let positional = positional_only + parameters.args.len();
        let star = usize::from(parameters.vararg.is_some());
        let keyword_only = positional + star + parameters.kwonlyargs.len();
        let mut annotations = annotations.into_iter();
        let mut params = Vec::new();
        for ((index, parameter), default) in parameters.iter().enumerate().zip(defaults) {
            let name = parameter.as_parameter().name();
            let mangled = self.mangled(name);
            let var = self.variable(scope, &mangled, self.span(name));
            if let Some(variable) = self.shared.program.variables.get_mut(var.index()) {
                variable.is_param = true;
            }
            let kind = match index {
                _ if index < positional_only => ParamKind::PositionalOnly,
                _ if index < positional => ParamKind::PositionalOrKeyword,
                _ if index < positional + star => ParamKind::VarPositional,
                _ if index < keyword_only => ParamKind::KeywordOnly,
                _ => ParamKind::VarKeyword,
            };
            params.push(Param {
                var,
                name: mangled,
                kind,
                default,
                annotation: annotations.next().flatten(),
            });
        }
        params
    }

    /// Opens the scope of type parameters, if there are any. The caller puts the scope back.
    pub(super) fn type_params<T>(
        &mut self,
        node: &T,
        name: &str,
        params: Option<&ast::TypeParams>,
    ) -> Vec<TypeParam> {
        let (Some(params), Some(scope)) = (params, self.unit.scopes.type_params_of(node)) else {
            return Vec::new();
        };
        let owner = self.function;
        self.open(scope, owner, true);
        self.scope = scope;
        params
            .iter()
            .map(|param| self.type_param(param, name))
            .collect()
    }

    fn type_param(&mut self, param: &ast::TypeParam, owner: &str) -> TypeParam {
        let name = param.name();
        let (kind, bound) = match param {
            ast::TypeParam::TypeVar(var) => (TypeParamKind::TypeVar, var.bound.as_deref()),
            ast::TypeParam::TypeVarTuple(_) => (TypeParamKind::TypeVarTuple, None),
            ast::TypeParam::ParamSpec(_) => (TypeParamKind::ParamSpec, None),
        };
        let var = self.bound(name, self.span(name));
        self.shared.program.variables[var.index()].type_param = Some(owner.to_owned());
        let bound = bound.map(|bound| self.annotation(bound));
        let default = param.default().map(|default| self.annotation(default));
        TypeParam {
            var,
            name: name.to_string(),
            kind,
            bound,
            default,
        }
    }

    /// The docstring and the statements after it.
    pub(super) fn docstring_and_body(&mut self, body: &[AstStmt]) -> (Option<String>, Vec<Stmt>) {
        if let Some((AstStmt::Expr(first), rest)) = body.split_first()
            && let ast::Expr::StringLiteral(literal) = &*first.value
        {
            let docstring = clean_docstring(literal.value.to_str());
            let function = self.function;
            self.function_mut(function).docstring = Some(docstring.clone());
            return (Some(docstring), self.suite(rest));
        }
        (None, self.suite(body))
    }

    /// From `def` or `class` to the end of the header; `node_start` may be a decorator's.
    fn header(
        &self,
        node_start: u32,
        name: &ast::Identifier,
        end: impl FnOnce(u32) -> u32,
    ) -> Span {
        let name = crate::parse::span(name);
        let before = self
            .unit
            .source
            .text
            .get(node_start as usize..name.start as usize)
            .unwrap_or("");
        let keyword = ["def", "class"]
            .iter()
            .filter_map(|word| before.rfind(word))
            .max()
            .unwrap_or(0);
        let keyword = match before.get(..keyword).map(str::trim_end) {
            Some(rest) if rest.ends_with("async") => rest.len() - "async".len(),
            _ => keyword,
        };
        node_start + keyword as u32..end(name.end)
    }
}
