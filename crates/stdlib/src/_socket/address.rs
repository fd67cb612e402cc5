//! Addresses: tuples of a host and a port, or paths.

use std::io;
use std::net::{IpAddr, SocketAddr, SocketAddrV6};

use portalis_io::net::{Address, Family};
use portalis_runtime::{Error, Int, Object, Result, Str, Tuple, Value, View, errors, files};

/// The OSError for what went wrong.
pub(crate) fn failed(error: &io::Error) -> Error {
    if error.kind() == io::ErrorKind::Unsupported {
        let host = portalis_async::host::platform();
        return errors::os_error_from(38, format!("{} has no sockets", host.name()), None);
    }
    files::host_error(error, None)
}

/// An address as Python has it.
pub(crate) fn address_value(address: &Address) -> Value {
    let host = |ip: IpAddr| Value::from(ip.to_string());
    let port = |port: u16| Value::from(i64::from(port));
    match address {
        Address::Path(path) => Value::from(path.clone()),
        Address::Net(SocketAddr::V4(at)) => {
            Value::Tuple(Tuple::from(vec![host((*at.ip()).into()), port(at.port())]))
        }
        Address::Net(SocketAddr::V6(at)) => Value::Tuple(Tuple::from(vec![
            host((*at.ip()).into()),
            port(at.port()),
            Value::from(i64::from(at.flowinfo())),
            Value::from(i64::from(at.scope_id())),
        ])),
    }
}

/// The address that a program names. A host's name is looked up.
pub(crate) fn address_of(value: &Value, family: Family, function: &str) -> Result<Address> {
    if family == Family::Unix {
        return Ok(Address::Path(View::str(value)?.to_string()));
    }
    let Value::Tuple(parts) = value else {
        let kind = if family == Family::V4 {
            "AF_INET"
        } else {
            "AF_INET6"
        };
        return Err(errors::type_error(format!(
            "{function}(): {kind} address must be tuple, not {}",
            value.class_name()
        )));
    };
    let parts = parts.to_vec();
    let (Some(host), Some(port)) = (parts.first(), parts.get(1)) else {
        return Err(errors::type_error(
            "AF_INET address must be a pair (host, port)",
        ));
    };
    let port = port_of(port, function)?;
    let host: Str = Object::from_value(host.clone())?;
    let ip = address_of_host(host.as_str(), family)?;
    let number = |at: usize| match parts.get(at) {
        Some(value) => Int::from_value(value.clone()).map(|number| number.clamp_i64() as u32),
        None => Ok(0),
    };
    Ok(Address::Net(match ip {
        IpAddr::V6(ip) => SocketAddr::V6(SocketAddrV6::new(ip, port, number(2)?, number(3)?)),
        ip => SocketAddr::new(ip, port),
    }))
}

fn port_of(value: &Value, function: &str) -> Result<u16> {
    let port = Int::from_value(value.clone())?.clamp_i64();
    u16::try_from(port)
        .map_err(|_| errors::overflow_error(format!("{function}(): port must be 0-65535.")))
}

fn address_of_host(host: &str, family: Family) -> Result<IpAddr> {
    let any = match family {
        Family::V6 => IpAddr::from([0_u16; 8]),
        _ => IpAddr::from([0, 0, 0, 0]),
    };
    match host {
        "" => Ok(any),
        "<broadcast>" => Ok(IpAddr::from([255, 255, 255, 255])),
        host => {
            let found = super::names::lookup(host, 0)?;
            let wanted = |address: &&SocketAddr| address.is_ipv6() == (family == Family::V6);
            match found.iter().find(wanted) {
                Some(address) => Ok(address.ip()),
                None => Err(super::names::unknown_host()),
            }
        }
    }
}
