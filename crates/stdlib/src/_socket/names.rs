//! Hosts by name.

use std::net::{IpAddr, SocketAddr};

use portalis_io::net::{self, Address};
use portalis_macros::{pyclass, pyfn};
use portalis_runtime::{Error, Int, List, NativeClass, Object, Result, Str, Tuple, Value, errors};

use super::address::address_value;

/// A host is not known.
#[pyclass("class gaierror(OSError)", immutable)]
#[expect(non_upper_case_globals, reason = "Python's name")]
pub static gaierror: NativeClass = NativeClass {
    bases: &[&errors::OSError],
    ..NativeClass::new("gaierror", "socket")
};

pub(crate) fn unknown_host() -> Error {
    let args = vec![
        Value::from(-2_i64),
        Value::from("Name or service not known"),
    ];
    Error::new(&gaierror, args)
}

/// The addresses of a host. Those that are numbers ask nobody.
pub(crate) fn lookup(host: &str, port: u16) -> Result<Vec<SocketAddr>> {
    if let Ok(ip) = host.parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(ip, port)]);
    }
    let found = net::resolve(host, port).map_err(|error| match error.kind() {
        std::io::ErrorKind::Unsupported => super::failed(&error),
        _ => unknown_host(),
    })?;
    let mut unique: Vec<SocketAddr> = Vec::new();
    for address in found {
        if !unique.contains(&address) {
            unique.push(address);
        }
    }
    Ok(unique)
}

/// A port, by number or by the name of its service.
pub(crate) fn port_of(value: &Value) -> Result<u16> {
    let port = match value {
        Value::None => 0,
        Value::Str(text) => match (text.as_str(), text.as_str().parse::<i64>()) {
            (_, Ok(port)) => port,
            ("http", _) => 80,
            ("https", _) => 443,
            _ => {
                let text = "Servname not supported for ai_socktype";
                let args = vec![Value::from(-8_i64), Value::from(text)];
                return Err(Error::new(&gaierror, args));
            }
        },
        other => Int::from_value(other.clone())?.clamp_i64(),
    };
    u16::try_from(port).map_err(|_| errors::overflow_error("getsockaddrarg: port must be 0-65535."))
}

/// Addresses of a host, as `(is it IPv6, address)`.
#[pyfn("def _lookup(host: str, port: Any) -> list[Any]")]
pub fn lookup_values(host: Str, port: Value) -> Result<List<Value>> {
    let entry = |address: SocketAddr| {
        let shown = address_value(&Address::Net(address));
        Value::Tuple(Tuple::from(vec![Value::from(address.is_ipv6()), shown]))
    };
    let found = lookup(host.as_str(), port_of(&port)?)?;
    Ok(found.into_iter().map(entry).collect())
}

/// Return the name of this machine.
#[pyfn("def gethostname() -> str")]
pub fn gethostname() -> Str {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    match name.trim() {
        "" => Str::from("localhost"),
        name => Str::from(name.to_owned()),
    }
}

/// Return the address of a host as a number.
#[pyfn("def gethostbyname(hostname: str, /) -> str")]
pub fn gethostbyname(hostname: Str) -> Result<Str> {
    match lookup(hostname.as_str(), 0)?
        .iter()
        .find(|address| address.is_ipv4())
    {
        Some(address) => Ok(Str::from(address.ip().to_string())),
        None => Err(unknown_host()),
    }
}

/// Convert an IP address to bytes.
#[pyfn("def inet_aton(ip: str, /) -> bytes")]
pub fn inet_aton(ip: &str) -> Result<portalis_runtime::Bytes> {
    match ip.parse::<std::net::Ipv4Addr>() {
        Ok(ip) => Ok(portalis_runtime::Bytes::from(ip.octets().to_vec())),
        Err(_) => Err(errors::os_error(
            "illegal IP address string passed to inet_aton",
        )),
    }
}

/// Convert four bytes to an IP address.
#[pyfn("def inet_ntoa(packed: bytes, /) -> str")]
pub fn inet_ntoa(packed: &portalis_runtime::Bytes) -> Result<Str> {
    match <[u8; 4]>::try_from(packed.as_slice()) {
        Ok(octets) => Ok(Str::from(std::net::Ipv4Addr::from(octets).to_string())),
        Err(_) => Err(errors::os_error("packed IP wrong length")),
    }
}
