//! `hashlib`: MD5, SHA-1 and SHA-2.
//!
//! *Invariant:* the hashes are RustCrypto's; nothing here computes.

use std::cell::RefCell;
use std::rc::Rc;

use md5::Md5;
use portalis_macros::{module, pyclass, pyconst, pyfn, pymethods};
use portalis_runtime::{Args, Bytes, FrozenSet, Int, Result, Str, Value, args, errors};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

use crate::io::bytes_of;

module!("hashlib");

const NAMES: [&str; 6] = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"];

/// What every platform has.
#[pyconst("algorithms_guaranteed: Any")]
pub fn algorithms_guaranteed() -> Value {
    let names = NAMES.into_iter().map(Value::from).collect::<Vec<_>>();
    FrozenSet::from_items(names).map_or(Value::None, Value::FrozenSet)
}

struct Data {
    name: &'static str,
    state: RefCell<State>,
}

#[derive(Clone)]
enum State {
    Md5(Md5),
    Sha1(Sha1),
    Sha224(Sha224),
    Sha256(Sha256),
    Sha384(Sha384),
    Sha512(Sha512),
}

/// The same for each algorithm.
macro_rules! each {
    ($state:expr, $hash:ident => $result:expr) => {
        match $state {
            State::Md5($hash) => $result,
            State::Sha1($hash) => $result,
            State::Sha224($hash) => $result,
            State::Sha256($hash) => $result,
            State::Sha384($hash) => $result,
            State::Sha512($hash) => $result,
        }
    };
}

/// A hash that is fed with bytes.
#[pyclass("class HASH", repr, final, tp_name = "_hashlib.HASH")]
#[derive(Clone)]
pub struct Hash(Rc<Data>);

fn state(name: &str) -> Option<(&'static str, State)> {
    let name = name.to_ascii_lowercase().replace('-', "");
    let name = NAMES.into_iter().find(|known| *known == name)?;
    let state = match name {
        "md5" => State::Md5(Md5::default()),
        "sha1" => State::Sha1(Sha1::default()),
        "sha224" => State::Sha224(Sha224::default()),
        "sha256" => State::Sha256(Sha256::default()),
        "sha384" => State::Sha384(Sha384::default()),
        _ => State::Sha512(Sha512::default()),
    };
    Some((name, state))
}

fn started(name: &str, data: &Option<Value>) -> Result<Hash> {
    let Some((name, state)) = state(name) else {
        return Err(errors::value_error(format!("unsupported hash type {name}")));
    };
    let hash = Hash(Rc::new(Data {
        name,
        state: RefCell::new(state),
    }));
    if let Some(data) = data {
        hash.feed(data)?;
    }
    Ok(hash)
}

impl Hash {
    fn feed(&self, data: &Value) -> Result<()> {
        let bytes = match data {
            Value::Str(_) => {
                return Err(errors::type_error("Strings must be encoded before hashing"));
            }
            other => bytes_of(other)
                .map_err(|_| errors::type_error("object supporting the buffer API required"))?,
        };
        each!(&mut *self.0.state.borrow_mut(), hash => hash.update(&bytes));
        Ok(())
    }

    fn finished(&self) -> Vec<u8> {
        each!(self.0.state.borrow().clone(), hash => hash.finalize().to_vec())
    }

    fn py_repr(&self) -> Result<Str> {
        Ok(Str::from(format!("<{} _hashlib.HASH object>", self.0.name)))
    }
}

/// Bytes in hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[pymethods]
impl Hash {
    /// Update this hash object's state with the provided bytes.
    #[pyfn("def update(self, obj: Any, /) -> None")]
    pub fn update(&self, obj: Value) -> Result<()> {
        self.feed(&obj)
    }

    /// Return the digest value as a bytes object.
    #[pyfn("def digest(self) -> bytes")]
    pub fn digest(&self) -> Bytes {
        Bytes::from(self.finished())
    }

    /// Return the digest value as a string of hexadecimal digits.
    #[pyfn("def hexdigest(self) -> str")]
    pub fn hexdigest(&self) -> Str {
        Str::from(hexadecimal(&self.finished()))
    }

    /// Return a copy of the hash object.
    #[pyfn("def copy(self) -> HASH")]
    pub fn copy(&self) -> Hash {
        let state = self.0.state.borrow().clone();
        Hash(Rc::new(Data {
            name: self.0.name,
            state: RefCell::new(state),
        }))
    }

    /// The algorithm.
    #[pyfn("def name(self) -> str", property)]
    pub fn name(&self) -> Str {
        Str::from(self.0.name)
    }

    /// How many bytes a digest has.
    #[pyfn("def digest_size(self) -> int", property)]
    pub fn digest_size(&self) -> Int {
        Int::from(self.finished().len())
    }

    /// How many bytes are hashed at once.
    #[pyfn("def block_size(self) -> int", property)]
    pub fn block_size(&self) -> Int {
        Int::new(if matches!(self.0.name, "sha384" | "sha512") {
            128
        } else {
            64
        })
    }

    #[pyfn("def __repr__(self) -> str")]
    fn repr_text(&self) -> Result<Str> {
        self.py_repr()
    }
}

/// Return a new hashing object using the named algorithm; optionally initialized with data.
#[pyfn("def new(name: str, data: Any = ..., *, usedforsecurity: bool = True) -> HASH")]
pub fn new(name: &str, data: Option<Value>, _usedforsecurity: bool) -> Result<Hash> {
    started(name, &data)
}

/// Returns a md5 hash object; optionally initialized with a string
#[pyfn("def md5(string: Any = ..., *, usedforsecurity: bool = True) -> HASH")]
pub fn md5(string: Option<Value>, _usedforsecurity: bool) -> Result<Hash> {
    started("md5", &string)
}

/// Returns a sha1 hash object; optionally initialized with a string
#[pyfn("def sha1(string: Any = ..., *, usedforsecurity: bool = True) -> HASH")]
pub fn sha1(string: Option<Value>, _usedforsecurity: bool) -> Result<Hash> {
    started("sha1", &string)
}

/// Returns a sha224 hash object; optionally initialized with a string
#[pyfn("def sha224(string: Any = ..., *, usedforsecurity: bool = True) -> HASH")]
pub fn sha224(string: Option<Value>, _usedforsecurity: bool) -> Result<Hash> {
    started("sha224", &string)
}

/// Returns a sha256 hash object; optionally initialized with a string
#[pyfn("def sha256(string: Any = ..., *, usedforsecurity: bool = True) -> HASH")]
pub fn sha256(string: Option<Value>, _usedforsecurity: bool) -> Result<Hash> {
    started("sha256", &string)
}

/// Returns a sha384 hash object; optionally initialized with a string
#[pyfn("def sha384(string: Any = ..., *, usedforsecurity: bool = True) -> HASH")]
pub fn sha384(string: Option<Value>, _usedforsecurity: bool) -> Result<Hash> {
    started("sha384", &string)
}

/// Returns a sha512 hash object; optionally initialized with a string
#[pyfn("def sha512(string: Any = ..., *, usedforsecurity: bool = True) -> HASH")]
pub fn sha512(string: Option<Value>, _usedforsecurity: bool) -> Result<Hash> {
    started("sha512", &string)
}

/// Hash the contents of a file-like object. Returns a digest object.
#[pyfn("def file_digest(fileobj: Any, digest: Any, /) -> Any")]
pub fn file_digest(fileobj: Value, digest: Value) -> Result<Value> {
    let hash = match &digest {
        Value::Str(name) => portalis_runtime::View::to_value(&started(name.as_str(), &None)?),
        callable => callable.call(Args::new())?,
    };
    let data = fileobj.call_method("read", Args::new())?;
    hash.call_method("update", args![data])?;
    Ok(hash)
}
