//! `_net`: pages, for `requests` and `urllib`; `_hashlib`: digests.

use md5::Md5;
use sha1::Sha1;
use sha2::digest::Digest;
use sha2::{Sha224, Sha256, Sha384, Sha512};

use crate::sys::{HttpReply, HttpRequest, NetworkError, Reply, Request, SysError};
use crate::vm::builtins::NativeModule;
use crate::vm::heap::Heap;
use crate::vm::native::{NativeDef, Res};
use crate::vm::types::sync::{plain, request, seconds};
use crate::vm::value::Value;

/// `_net`.
pub static NET: NativeModule = NativeModule {
    name: "_net",
    functions: &[NativeDef::new("http", &["method", "url", "headers", "body", "timeout"], 5, http)],
    init: |_| Vec::new(),
};

/// `_hashlib`.
pub static HASHLIB: NativeModule = NativeModule {
    name: "_hashlib",
    functions: &[NativeDef::new("digest", &["name", "data"], 2, digest)],
    init: |_| Vec::new(),
};

fn text(h: &mut Heap, v: Value) -> Res<String> {
    match v {
        Value::Str(id) => Ok(h.str(id).to_owned()),
        _ => Err(h.type_error("a str is needed here")),
    }
}

fn bytes(h: &mut Heap, v: Value) -> Res<Vec<u8>> {
    match v {
        Value::Bytes(id) => Ok(h.bytes.get(id).data.to_vec()),
        Value::ByteArray(id) => Ok(h.bytearrays.get(id).data.clone()),
        _ => Err(h.type_error("a bytes-like object is required")),
    }
}

/// Fetches a page. The result is `(status, reason, url, [name, value, ...], body, seconds)`, or `(kind, message)` for a
/// failure of the network.
fn http(h: &mut Heap, args: &[Value]) -> Res {
    let mut headers = Vec::new();
    if let Value::List(id) = args[2] {
        let flat = h.lists.get(id).items.clone();
        for pair in flat.chunks_exact(2) {
            headers.push((text(h, pair[0])?, text(h, pair[1])?));
        }
    }
    let timeout = if args[4].is_none() { None } else { Some(seconds(h, args[4])?) };
    let method = text(h, args[0])?;
    let url = text(h, args[1])?;
    let body = bytes(h, args[3])?;
    let what = HttpRequest { method, url, headers, body, timeout };
    request(Request::Http(Box::new(what)), [Value::None; 2], |h, reply, _| match reply {
        Reply::Http(reply) => Ok(page(h, *reply)),
        Reply::Error(SysError::Network { kind, message }) => {
            let kind = h.new_str(match kind {
                NetworkError::Connection => "connection",
                NetworkError::Timeout => "timeout",
                NetworkError::InvalidUrl => "url",
            });
            let message = h.new_string(message);
            Ok(h.new_tuple(vec![kind, message]))
        }
        other => plain(h, other),
    })
}

fn page(h: &mut Heap, reply: HttpReply) -> Value {
    let mut headers = Vec::new();
    for (name, value) in reply.headers {
        headers.push(h.new_string(name));
        headers.push(h.new_string(value));
    }
    let parts = vec![
        Value::Int(i64::from(reply.status)),
        h.new_string(reply.reason),
        h.new_string(reply.url),
        h.new_list(headers),
        h.new_bytes(reply.body),
        Value::Float(reply.elapsed),
    ];
    h.new_tuple(parts)
}

fn digest(h: &mut Heap, args: &[Value]) -> Res {
    let name = text(h, args[0])?;
    let data = bytes(h, args[1])?;
    let digest = match name.as_str() {
        "md5" => Md5::digest(&data).to_vec(),
        "sha1" => Sha1::digest(&data).to_vec(),
        "sha224" => Sha224::digest(&data).to_vec(),
        "sha256" => Sha256::digest(&data).to_vec(),
        "sha384" => Sha384::digest(&data).to_vec(),
        "sha512" => Sha512::digest(&data).to_vec(),
        _ => return Err(h.value_error(format!("unsupported hash type {name}"))),
    };
    Ok(h.new_bytes(digest))
}
