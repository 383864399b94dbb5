//! Texts of exceptions: what `BaseException.__repr__` and `__str__` give.

use super::attr;
use super::class::is_subclass;
use super::heap::Heap;
use super::native::Res;
use super::repr;
use super::sym;
use super::value::Value;

fn args(h: &Heap, exc: Value) -> Vec<Value> {
    let Some(state) = attr::exception_state(h, exc) else { return Vec::new() };
    match h.excs.get(state).args {
        Value::Tuple(id) => h.tuples.get(id).items.to_vec(),
        _ => Vec::new(),
    }
}

/// `ValueError('x')`, whatever `__repr__` the class defines.
pub fn repr_of(h: &mut Heap, exc: Value) -> Res<String> {
    let class = attr::type_of(h, exc);
    let mut parts = Vec::new();
    for arg in args(h, exc) {
        parts.push(repr::repr(h, arg)?);
    }
    Ok(format!("{}({})", h.classes.get(class).name, parts.join(", ")))
}

/// The message, whatever `__str__` the class defines.
pub fn str_of(h: &mut Heap, exc: Value) -> Res<String> {
    let class = attr::type_of(h, exc);
    if is_subclass(h, class, h.builtins.exception("OSError"))
        && let Some(text) = os_error(h, exc)?
    {
        return Ok(text);
    }
    match args(h, exc)[..] {
        [] => Ok(String::new()),
        [key] if is_subclass(h, class, h.builtins.exception("KeyError")) => repr::repr(h, key),
        [one] => repr::str(h, one),
        ref many => {
            let all = h.new_tuple(many.to_vec());
            repr::repr(h, all)
        }
    }
}

/// `[Errno 2] No such file or directory: 'x'`.
fn os_error(h: &mut Heap, exc: Value) -> Res<Option<String>> {
    let Value::Instance(id) = exc else { return Ok(None) };
    let part = |h: &Heap, name| {
        let instance = h.instances.get(id);
        attr::slot(h, instance.shape, name).and_then(|slot| instance.slots.get(slot as usize).copied())
    };
    let (Some(errno), Some(message)) = (part(h, sym::N_ERRNO), part(h, sym::N_STRERROR)) else { return Ok(None) };
    let (errno, message) = (repr::str(h, errno)?, repr::str(h, message)?);
    let mut text = format!("[Errno {errno}] {message}");
    if let Some(file) = part(h, sym::N_FILENAME).filter(|f| !f.is_none()) {
        text += &format!(": {}", repr::repr(h, file)?);
    }
    Ok(Some(text))
}
