//! `str`.

use portalis_runtime::{Str, str};

use crate::table::{Arg, Show};

pub(crate) fn call(operation: &str, args: &[Arg]) -> String {
    let text = args[0].str();
    let name = operation.trim_start_matches("str.");
    without_arguments(name, text)
        .or_else(|| search(name, text, args))
        .unwrap_or_else(|| others(name, text, args))
}

fn without_arguments(name: &str, text: &Str) -> Option<String> {
    Some(match name {
        "capitalize" => text.capitalize().show(),
        "casefold" => text.casefold().show(),
        "isalnum" => text.isalnum().show(),
        "isalpha" => text.isalpha().show(),
        "isascii" => text.isascii().show(),
        "isdecimal" => text.isdecimal().show(),
        "isdigit" => text.isdigit().show(),
        "isidentifier" => text.isidentifier().show(),
        "islower" => text.islower().show(),
        "isnumeric" => text.isnumeric().show(),
        "isprintable" => text.isprintable().show(),
        "isspace" => text.isspace().show(),
        "istitle" => text.istitle().show(),
        "isupper" => text.isupper().show(),
        "lower" => text.lower().show(),
        "swapcase" => text.swapcase().show(),
        "title" => text.title().show(),
        "upper" => text.upper().show(),
        "repr" => str::repr(text).show(),
        "ascii" => str::ascii(text).show(),
        "len" => text.char_count().show(),
        "iter" => text.code_points().collect::<Vec<_>>().show(),
        _ => return None,
    })
}

fn search(name: &str, text: &Str, args: &[Arg]) -> Option<String> {
    let [_, Arg::Str(sub), start, end] = args else {
        return None;
    };
    if name == "replace" {
        return Some(text.replace(sub, start.str(), end.i64()).show());
    }
    let (start, end) = (start.optional_i64(), end.optional_i64());
    Some(match name {
        "find" => text.find(sub, start, end).show(),
        "rfind" => text.rfind(sub, start, end).show(),
        "index" => text.index(sub, start, end).show(),
        "rindex" => text.rindex(sub, start, end).show(),
        "count" => text.count(sub, start, end).show(),
        "startswith" => text.startswith(sub, start, end).show(),
        "endswith" => text.endswith(sub, start, end).show(),
        _ => return None,
    })
}

fn others(name: &str, text: &Str, args: &[Arg]) -> String {
    let optional = |index: usize| args[index].optional_str();
    match name {
        "splitlines" => text.splitlines(args[1].bool()).show(),
        "expandtabs" => text.expandtabs(args[1].i64()).show(),
        "strip" => text.strip(optional(1)).show(),
        "lstrip" => text.lstrip(optional(1)).show(),
        "rstrip" => text.rstrip(optional(1)).show(),
        "contains" => text.contains(args[1].str()).show(),
        "split" => text.split(optional(1), args[2].i64()).show(),
        "rsplit" => text.rsplit(optional(1), args[2].i64()).show(),
        "partition" => text.partition(args[1].str()).show(),
        "rpartition" => text.rpartition(args[1].str()).show(),
        "removeprefix" => text.removeprefix(args[1].str()).show(),
        "removesuffix" => text.removesuffix(args[1].str()).show(),
        "slice" => text
            .slice(
                args[1].optional_i64(),
                args[2].optional_i64(),
                args[3].optional_i64(),
            )
            .show(),
        "get_item" => text.get_item(args[1].int()).show(),
        "mul" => text.mul(args[1].int()).show(),
        "add" => (text + args[1].str()).show(),
        "lt" => (text < args[1].str()).show(),
        "center" => text.center(args[1].i64(), args[2].str()).show(),
        "ljust" => text.ljust(args[1].i64(), args[2].str()).show(),
        "rjust" => text.rjust(args[1].i64(), args[2].str()).show(),
        "zfill" => text.zfill(args[1].i64()).show(),
        _ => panic!("no operation {name}"),
    }
}

#[test]
fn appending_keeps_other_handles() {
    let mut text = Str::from("a text that is too long to be inline");
    let before = text.clone();
    text += "!";
    text += "é";
    assert_eq!(text.char_count(), before.char_count() + 2);
    assert_eq!(before, "a text that is too long to be inline");
    assert_eq!(text.get_index(-1).ok(), Some(Str::from("é")));
}

#[test]
fn hashes_do_not_depend_on_the_representation() {
    let long = "0123456789abcdef";
    assert_eq!(
        Str::literal(&"0123456789abcdef").py_hash(),
        Str::from(long).py_hash()
    );
    assert_eq!(
        Str::literal(&"short").py_hash(),
        Str::from("short").py_hash()
    );
    assert_ne!(Str::from("ab").py_hash(), Str::from("ba").py_hash());
}
