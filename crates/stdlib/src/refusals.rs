//! What there cannot be in compiled programs, and why.
//!
//! *Invariant:* a name is here only if there is a reason that will stand; what is merely not written yet is simply missing.

use portalis_signature::Refusal;

/// Module, names in it (none: the module itself), reason.
const REFUSALS: &[(&str, &[&str], &str)] = &[
    (
        "sys",
        &["getsizeof", "getrefcount", "getallocatedblocks"],
        "objects have no CPython layout whose size or count could be told.",
    ),
    (
        "sys",
        &[
            "_getframe",
            "_current_frames",
            "settrace",
            "setprofile",
            "call_tracing",
        ],
        "compiled code keeps no frames that could be looked at.",
    ),
    (
        "sys",
        &["meta_path", "path_hooks", "path_importer_cache"],
        "all modules are compiled with the program; nothing is imported at run time.",
    ),
    ("dis", &[], "there is no byte code."),
    ("marshal", &[], "there is no byte code."),
    (
        "ctypes",
        &[],
        "foreign libraries cannot be called from compiled programs.",
    ),
    (
        "importlib",
        &[],
        "all modules are compiled with the program; nothing is imported at run time.",
    ),
    (
        "code",
        &[],
        "Python code cannot be run that is made at run time.",
    ),
    (
        "unittest",
        &["mock"],
        "it replaces attributes of modules while the program runs, which compiled names do not follow.",
    ),
    (
        "unittest.mock",
        &[],
        "it replaces attributes of modules while the program runs, which compiled names do not follow.",
    ),
    (
        "tkinter",
        &[],
        "there is no Tk on the hosts that programs are compiled for.",
    ),
    (
        "multiprocessing",
        &[],
        "a compiled program cannot start copies of itself that share its functions.",
    ),
];

/// All of them.
pub(crate) fn refusals() -> Vec<Refusal> {
    let refusal = |module: &str, name: Option<&str>, reason: &str| Refusal {
        module: module.to_owned(),
        name: name.map(str::to_owned),
        reason: reason.to_owned(),
    };
    let each = |(module, names, reason): &(&str, &[&str], &str)| -> Vec<Refusal> {
        match names {
            [] => vec![refusal(module, None, reason)],
            names => names
                .iter()
                .map(|name| refusal(module, Some(name), reason))
                .collect(),
        }
    };
    REFUSALS.iter().flat_map(each).collect()
}
