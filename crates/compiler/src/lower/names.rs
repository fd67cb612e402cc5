//! Rust names for Python names: case, keywords, and names that generated code itself relies on.

use std::collections::HashSet;

/// Words that are no identifiers in Rust (2024), but for those that `r#` cannot rescue.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "union", "unsafe", "unsized",
    "use", "virtual", "where", "while", "yield",
];

/// Functions of the prelude that generated code calls; a program's own name must not hide them.
const PRELUDE_FUNCTIONS: &[&str] = &[
    "class",
    "class_with",
    "exception_class",
    "drop",
    "function",
    "generator",
    "async_generator",
    "handling",
    "raise",
    "raise_from",
    "reraise",
    "undefined",
    "assertion_failed",
    "already_run",
    "annotated",
    "generic",
    "recursion_guard",
    "super_",
    "super_without",
    "truthy",
    "collected",
    "converted",
    "unpack",
    "unpack_star",
    "views",
    "is_instance",
    "leave",
    "aleave",
    "format_value",
    "join_str",
    "build_tuple",
    "build_list",
    "import",
    "call_async",
    "narrow",
    "narrowed",
    "and",
    "iter_values",
    "coroutine",
    "define",
    "module",
    "abstract_class",
    "collect",
    "exit_arguments",
    "face_class",
    "handling_outcome",
    "match_class",
    "match_mapping",
    "match_sequence",
    "match_sequence_star",
    "missing_attribute",
    "repr_once",
    "run_now",
    "settle",
    "spread",
    "spread_dict",
    "spread_keywords",
    "static_method",
    "unsupported",
];

/// Types of the prelude that generated code names.
const PRELUDE_TYPES: &[&str] = &[
    "Args",
    "AsyncGenerator",
    "Box",
    "ByteArray",
    "Bytes",
    "Callable",
    "Complex",
    "Coroutine",
    "Dict",
    "Err",
    "Error",
    "Flow",
    "Frame",
    "FrozenSet",
    "Generator",
    "Global",
    "Int",
    "Iter",
    "Iterable",
    "List",
    "Local",
    "MemoryView",
    "Namespace",
    "None",
    "Number",
    "Object",
    "Ok",
    "Option",
    "Range",
    "Result",
    "Self",
    "Set",
    "Shared",
    "Signature",
    "Slice",
    "Some",
    "Str",
    "String",
    "Tuple",
    "Value",
    "Vec",
    "View",
    "ExitCode",
    "Float",
    "Instance",
    "Awaitable",
    "Param",
    "Rc",
    "AsyncIter",
    "At",
    "Attributes",
    "BoolMethods",
    "Class",
    "DictItems",
    "DictKeys",
    "DictValues",
    "EnumFace",
    "Face",
    "Field",
    "FloatMethods",
    "FunctionKind",
    "GlobalKey",
    "Kind",
    "NativeClass",
    "Subclass",
    "Yielder",
];

/// `fetchAll` and `FetchAll` become `fetch_all`.
pub(super) fn snake(name: &str) -> String {
    let mut out = String::new();
    let chars: Vec<char> = name.chars().collect();
    for (i, &c) in chars.iter().enumerate() {
        if c.is_uppercase() {
            let after_lower =
                i > 0 && (chars[i - 1].is_lowercase() || chars[i - 1].is_ascii_digit());
            let before_lower = i > 0
                && chars[i - 1].is_uppercase()
                && chars.get(i + 1).is_some_and(|n| n.is_lowercase());
            if after_lower || before_lower {
                out.push('_');
            }
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
    }
    out
}

/// A local variable's or parameter's name.
pub(super) fn variable(name: &str) -> String {
    let name = match name {
        "self" => "this".to_string(),
        "_" => "_".to_string(),
        _ => snake(name),
    };
    escape(name)
}

/// A method's name.
pub(super) fn method(name: &str) -> String {
    match snake(name).as_str() {
        "self" | "super" | "crate" => format!("{name}_"),
        "_" => UNDERSCORE.to_string(),
        name => escape_keyword(name),
    }
}

/// A function's name.
pub(super) fn function(name: &str) -> String {
    match name {
        "_" => UNDERSCORE.to_string(),
        _ => escape(snake(name)),
    }
}

/// What `_` is called where Rust needs an identifier.
pub(super) const UNDERSCORE: &str = "underscore";

/// A static's name.
pub(super) fn constant(name: &str) -> String {
    let upper = snake(name).to_uppercase();
    if upper.chars().all(|c| c == '_') {
        format!("UNDERSCORE{upper}")
    } else {
        upper
    }
}

/// `http_error` becomes `HttpError`, `HTTPError` stays.
pub(super) fn camel(name: &str) -> String {
    let mut out = String::new();
    for part in name.split('_').filter(|p| !p.is_empty()) {
        let mut chars = part.chars();
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(chars.as_str());
    }
    if out.is_empty() {
        out.push_str("Unnamed");
    }
    out
}

/// A type's name: `http_error` becomes `HttpError`, `HTTPError` stays.
pub(super) fn type_name(name: &str) -> String {
    let out = camel(name);
    if PRELUDE_TYPES.contains(&out.as_str()) {
        format!("{out}Class")
    } else {
        out
    }
}

/// A name that is only a Rust identifier: keywords are escaped and nothing else.
pub(super) fn escape_keyword(name: &str) -> String {
    if matches!(name, "self" | "super" | "crate") {
        format!("{name}_")
    } else if KEYWORDS.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_string()
    }
}

/// Keywords and prelude functions get out of the way.
fn escape(name: String) -> String {
    match name.as_str() {
        "self" | "super" | "crate" => format!("{name}_"),
        "_" => "_".to_string(),
        n if n.chars().all(|c| c == '_') => format!("{n}unnamed"),
        n if KEYWORDS.contains(&n) => format!("r#{n}"),
        n if PRELUDE_FUNCTIONS.contains(&n) => format!("{n}_"),
        _ => name,
    }
}

/// Names taken in one Rust scope.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken(HashSet<String>);

impl Taken {
    /// `name`, or `name_2`, `name_3` … where it is taken; taken from now on.
    pub(super) fn unique(&mut self, name: &str) -> String {
        if name == "_" {
            return name.to_string();
        }
        let base = name.trim_start_matches("r#");
        let mut candidate = name.to_string();
        let mut n = 2;
        while !self.0.insert(candidate.clone()) {
            candidate = format!("{base}_{n}");
            n += 1;
        }
        candidate
    }
}
