//! Seeding, and getting and setting the state.

use portalis_runtime::{Bytes, Int, List, Result, Tuple, Value, View, errors};

use super::source::Source;
use super::twister::Twister;

impl Source {
    /// `seed(a, version)`.
    pub(super) fn seed(&mut self, a: &Value, version: &Int) -> Result<()> {
        self.twister = match a {
            Value::None => Twister::of_entropy(),
            Value::Str(text) if *version == 1 => Twister::of_int(&old_hash(text.chars().map(u64::from))),
            Value::Bytes(bytes) if *version == 1 => Twister::of_int(&old_hash(bytes.as_slice().iter().map(|b| u64::from(*b)))),
            Value::Str(text) => Twister::of_bytes(text.as_bytes()),
            Value::Bytes(bytes) => Twister::of_bytes(bytes.as_slice()),
            Value::Int(number) => Twister::of_int(number),
            Value::Bool(truth) => Twister::of_int(&Int::new(i64::from(*truth))),
            Value::Float(_) => Twister::of_int(&Int::from(View::hash(a)? as u64)),
            _ => {
                let text = "The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.";
                return Err(errors::type_error(text));
            }
        };
        self.gauss_next = None;
        Ok(())
    }

    /// `randbytes(n)`.
    pub(super) fn randbytes(&mut self, n: &Int) -> Result<Bytes> {
        let count = n.to_index()?;
        let bits = self.getrandbits(&Int::new(count.saturating_mul(8)))?;
        let (_, mut bytes) = bits.to_big().to_bytes_le();
        bytes.resize(count as usize, 0);
        Ok(Bytes::from(bytes))
    }

    /// `getstate()`.
    pub(super) fn getstate(&self) -> Value {
        let (words, index) = self.twister.state();
        let mut numbers: Vec<Value> = words.iter().map(|word| Value::from(i64::from(*word))).collect();
        numbers.push(Value::from(index));
        let gauss = self.gauss_next.map_or(Value::None, Value::Float);
        Value::Tuple(Tuple::from(vec![Value::from(3), Value::Tuple(Tuple::from(numbers)), gauss]))
    }

    /// `setstate(state)`.
    pub(super) fn setstate(&mut self, state: &Value) -> Result<()> {
        let parts = state.iter()?.collect::<Result<Vec<Value>>>()?;
        let [version, numbers, gauss] = &parts[..] else {
            return Err(errors::value_error("state vector is the wrong size"));
        };
        if !version.is(&Value::from(3)) {
            let text = format!("state with version {} passed to Random.setstate() of version 3", View::str(version)?);
            return Err(errors::value_error(text));
        }
        let numbers = numbers.iter()?.map(|number| number?.index()).collect::<Result<Vec<Int>>>()?;
        let words: Option<Vec<u32>> = numbers.iter().map(|n| n.to_i64().and_then(|n| u32::try_from(n).ok())).collect();
        let twister = words.as_deref().and_then(|words| words.split_last()).and_then(|(index, words)| Twister::of_state(words, *index as usize));
        self.twister = twister.ok_or_else(|| errors::value_error("invalid state"))?;
        self.gauss_next = match gauss {
            Value::Float(number) => Some(*number),
            _ => None,
        };
        Ok(())
    }
}

/// Version 1 of the seed of a text.
fn old_hash(codes: impl Iterator<Item = u64>) -> Int {
    let mut codes = codes.peekable();
    let mut x = codes.peek().map_or(0, |first| first << 7);
    let mut length = 0;
    for code in codes {
        x = x.wrapping_mul(1_000_003) ^ code;
        length += 1;
    }
    Int::from(x ^ length)
}

/// The values of a sequence, by `len` and subscripts.
pub(super) fn sequence_items(sequence: &Value) -> Result<List<Value>> {
    let length = sequence.len()?.to_index()?;
    (0..length).map(|index| sequence.get_item(&Value::from(index))).collect::<Result<Vec<Value>>>().map(List::from)
}
