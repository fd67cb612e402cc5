//! The format-spec mini-language.

use portalis_runtime::format::{format_bool, format_float, format_int, format_str};

use crate::table::{Arg, Show};

pub(crate) fn call(_operation: &str, args: &[Arg]) -> String {
    let spec = args[1].str();
    match &args[0] {
        Arg::Bool(value) => format_bool(*value, spec),
        Arg::Int(value) => format_int(value, spec),
        Arg::Float(value) => format_float(*value, spec),
        value => format_str(value.str(), spec),
    }
    .show()
}
