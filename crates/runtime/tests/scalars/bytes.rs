//! `bytes`, `bytearray` and the codecs.

use portalis_runtime::{ByteArray, Bytes, Result, codecs};

use crate::table::{Arg, Show};

pub(crate) fn call(operation: &str, args: &[Arg]) -> String {
    match operation.split_once('.') {
        Some(("codec", "encode")) => {
            codecs::encode(args[0].str(), args[1].str(), args[2].str()).show()
        }
        Some(("codec", _)) => codecs::decode(args[0].bytes(), args[1].str(), args[2].str())
            .map(portalis_runtime::Str::from)
            .show(),
        Some(("array", name)) => array(name, args),
        Some((_, "fromhex")) => Bytes::fromhex(args[0].str()).show(),
        Some((_, name)) => {
            let data = Bytes::from(args[0].bytes());
            without_arguments(name, &data)
                .or_else(|| search(name, &data, args))
                .unwrap_or_else(|| others(name, &data, args))
        }
        None => panic!("no operation {operation}"),
    }
}

fn without_arguments(name: &str, data: &Bytes) -> Option<String> {
    Some(match name {
        "capitalize" => data.capitalize().show(),
        "isalnum" => data.isalnum().show(),
        "isalpha" => data.isalpha().show(),
        "isascii" => data.isascii().show(),
        "isdigit" => data.isdigit().show(),
        "islower" => data.islower().show(),
        "isspace" => data.isspace().show(),
        "istitle" => data.istitle().show(),
        "isupper" => data.isupper().show(),
        "lower" => data.lower().show(),
        "swapcase" => data.swapcase().show(),
        "title" => data.title().show(),
        "upper" => data.upper().show(),
        "repr" => data.to_repr().show(),
        _ => return None,
    })
}

fn search(name: &str, data: &Bytes, args: &[Arg]) -> Option<String> {
    let [_, Arg::Bytes(sub), start, end] = args else {
        return None;
    };
    let sub = Bytes::from(sub.as_slice());
    if name == "replace" {
        return Some(
            data.replace(&sub, &Bytes::from(start.bytes()), end.i64())
                .show(),
        );
    }
    let (start, end) = (start.optional_i64(), end.optional_i64());
    Some(match name {
        "find" => data.find(&sub, start, end).show(),
        "rfind" => data.rfind(&sub, start, end).show(),
        "index" => data.index(&sub, start, end).show(),
        "rindex" => data.rindex(&sub, start, end).show(),
        "count" => data.count(&sub, start, end).show(),
        "startswith" => data.startswith(&sub, start, end).show(),
        "endswith" => data.endswith(&sub, start, end).show(),
        _ => return None,
    })
}

fn others(name: &str, data: &Bytes, args: &[Arg]) -> String {
    let bytes = |index: usize| Bytes::from(args[index].bytes());
    let optional = |index: usize| (!matches!(args[index], Arg::None)).then(|| bytes(index));
    match name {
        "splitlines" => data.splitlines(args[1].bool()).show(),
        "expandtabs" => data.expandtabs(args[1].i64()).show(),
        "strip" => data.strip(optional(1).as_ref()).show(),
        "lstrip" => data.lstrip(optional(1).as_ref()).show(),
        "rstrip" => data.rstrip(optional(1).as_ref()).show(),
        "contains" => data.contains(&bytes(1)).show(),
        "split" => data.split(optional(1).as_ref(), args[2].i64()).show(),
        "rsplit" => data.rsplit(optional(1).as_ref(), args[2].i64()).show(),
        "partition" => data.partition(&bytes(1)).show(),
        "rpartition" => data.rpartition(&bytes(1)).show(),
        "removeprefix" => data.removeprefix(&bytes(1)).show(),
        "removesuffix" => data.removesuffix(&bytes(1)).show(),
        "slice" => data
            .slice(
                args[1].optional_i64(),
                args[2].optional_i64(),
                args[3].optional_i64(),
            )
            .show(),
        "get_item" => data.get_item(args[1].int()).show(),
        "mul" => data.mul(args[1].int()).show(),
        "lt" => (*data < bytes(1)).show(),
        "center" => data.center(args[1].i64(), Some(&bytes(2))).show(),
        "ljust" => data.ljust(args[1].i64(), Some(&bytes(2))).show(),
        "rjust" => data.rjust(args[1].i64(), Some(&bytes(2))).show(),
        "zfill" => data.zfill(args[1].i64()).show(),
        "hex" => data.hex(args[1].optional_str(), args[2].i64()).show(),
        "translate" => data.translate(optional(1).as_ref(), Some(&bytes(2))).show(),
        "maketrans" => Bytes::maketrans(data, &bytes(1)).show(),
        _ => panic!("no operation {name}"),
    }
}

/// The array after the operation, or what it gives.
fn array(name: &str, args: &[Arg]) -> String {
    let array = ByteArray::from(args[0].bytes().to_vec());
    let bounds = || {
        (
            args[1].optional_i64(),
            args[2].optional_i64(),
            args[3].optional_i64(),
        )
    };
    let done: Result<()> = match name {
        "repr" => return array.to_repr().show(),
        "pop" => return array.pop(args[1].int()).show(),
        "append" => array.append(args[1].int()),
        "remove" => array.remove(args[1].int()),
        "insert" => array.insert(args[1].i64(), args[2].int()),
        "set_item" => array.set_item(args[1].int(), args[2].int()),
        "set_slice" => {
            let (start, stop, step) = bounds();
            array.set_slice(start, stop, step, args[4].bytes())
        }
        "del_slice" => {
            let (start, stop, step) = bounds();
            array.del_slice(start, stop, step)
        }
        _ => panic!("no operation {name}"),
    };
    done.map(|()| array.to_vec()).show()
}
