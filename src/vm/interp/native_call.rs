//! Calling native functions: binding, payloads of subclasses, and what they ask for instead of returning.

use super::super::Exit;
use super::super::native::{Esc, NativeDef, Pending, Res, Slow};
use super::super::thread::Then;
use super::super::types::dict;
use super::super::value::{NativeId, Sym, Value};
use super::call::Args;
use super::{Step, Vm};
use crate::sys::Reply;

impl Vm<'_> {
    /// Calls a native function.
    pub(super) fn call_native(&mut self, id: NativeId, args: Args<'_>, then: Then) -> Step {
        let def = self.heap.natives[id.0 as usize];
        let (at, len) = self.bind_native(def, args)?;
        let first = self.unwrap_payload(def, at, len);
        match (def.call)(self.heap, &self.thread.stack[at..at + len]) {
            Ok(value) => self.deliver(then, value),
            Err(Esc::Slow) => {
                if let Some(first) = first {
                    self.thread.stack[at] = first;
                }
                self.native_slow(id, at, len, then)
            }
            Err(esc) => self.escape(esc, then),
        }
    }

    /// What a native function, called on the stack with complete arguments, asked for.
    #[cold]
    #[inline(never)]
    pub(super) fn native_escape(&mut self, id: NativeId, at: usize, len: usize, esc: Esc, then: Then) -> Step {
        match esc {
            Esc::Slow => self.native_slow(id, at, len, then),
            esc => self.escape(esc, then),
        }
    }

    /// A method of a built-in type is given the built-in value in an instance of a subclass. Returns the instance.
    pub(super) fn unwrap_payload(&mut self, def: &NativeDef, at: usize, len: usize) -> Option<Value> {
        if len == 0 {
            return None;
        }
        let first = self.thread.stack[at];
        let Value::Instance(id) = first else { return None };
        let payload = self.heap.instances.get(id).payload;
        if matches!(payload, Value::Unbound | Value::Exc(_)) || !takes_payload(def.name) {
            return None;
        }
        self.thread.stack[at] = payload;
        Some(first)
    }

    /// Arranges the arguments as `NativeDef::call` wants them; returns where they are.
    pub(super) fn bind_native(&mut self, def: &NativeDef, args: Args<'_>) -> Res<(usize, usize)> {
        let Args { at, argc, .. } = args;
        let params = def.params.len();
        if !args.keywords.is_empty() {
            return self.bind_native_keywords(def, args);
        }
        if argc < def.required as usize || (argc > params && !def.star) {
            return Err(self.native_count_error(def, argc));
        }
        let taken = argc.min(positional(def));
        let filled = params + usize::from(def.kwargs);
        let len = filled + argc - taken;
        if len > argc {
            self.reach(at + len);
            let stack = &mut self.thread.stack;
            stack.copy_within(at + taken..at + argc, at + filled);
            stack[at + taken..at + filled].fill(Value::Unbound);
        }
        Ok((at, len))
    }

    fn bind_native_keywords(&mut self, def: &NativeDef, args: Args<'_>) -> Res<(usize, usize)> {
        let Args { at, argc, keywords } = args;
        let params = def.params.len();
        let given = self.thread.stack[at..at + argc + keywords.len()].to_vec();
        if argc > params && !def.star {
            return Err(self.native_count_error(def, argc + keywords.len()));
        }
        let taken = argc.min(positional(def));
        let mut bound = given[..taken].to_vec();
        bound.resize(params, Value::Unbound);
        let mut rest = Value::Unbound;
        for (&name, &value) in keywords.iter().zip(&given[argc..]) {
            let text = self.heap.name(name).to_owned();
            match def.params.iter().position(|&p| p == text && p != "self") {
                Some(place) if !bound[place].is_unbound() => return Err(self.native_twice(def, &text, place)),
                Some(place) => bound[place] = value,
                None if def.kwargs => {
                    let Value::Dict(id) = rest else {
                        let id = self.heap.new_dict();
                        rest = Value::Dict(id);
                        let key = self.heap.name_value(name);
                        dict::set(self.heap, id, key, value)?;
                        continue;
                    };
                    let key = self.heap.name_value(name);
                    dict::set(self.heap, id, key, value)?;
                }
                None => return Err(self.native_unexpected(def, &text)),
            }
        }
        if let Some(missing) = bound[..def.required as usize].iter().position(|v| v.is_unbound()) {
            return Err(self.native_missing(def, argc, missing));
        }
        if def.kwargs {
            bound.push(rest);
        }
        bound.extend_from_slice(&given[taken..argc]);
        self.reach(at + bound.len());
        self.thread.stack[at..at + bound.len()].copy_from_slice(&bound);
        Ok((at, bound.len()))
    }

    fn native_unexpected(&mut self, def: &NativeDef, name: &str) -> Esc {
        let short = short_name(def);
        let takes_keywords = def.kwargs || def.params.iter().any(|p| *p != "self" && !p.starts_with('/'));
        self.heap.type_error(if takes_keywords {
            format!("'{name}' is an invalid keyword argument for {short}()")
        } else {
            format!("{}() takes no keyword arguments", def.name)
        })
    }

    fn native_twice(&mut self, def: &NativeDef, name: &str, place: usize) -> Esc {
        let short = short_name(def);
        let place = place + 1 - is_method(def);
        self.heap.type_error(format!("argument for {short}() given by name ('{name}') and position ({place})"))
    }

    fn native_missing(&mut self, def: &NativeDef, argc: usize, place: usize) -> Esc {
        if def.params[place].starts_with('/') {
            return self.native_count_error(def, argc);
        }
        let short = short_name(def);
        let number = place + 1 - is_method(def);
        let message = format!("{short}() missing required argument '{}' (pos {number})", def.params[place]);
        self.heap.type_error(message)
    }

    /// A wrong number of positional arguments, in the words of CPython's several kinds of built-ins.
    fn native_count_error(&mut self, def: &NativeDef, argc: usize) -> Esc {
        let method = is_method(def);
        if argc < method {
            return self.heap.type_error(format!("unbound method {}() needs an argument", def.name));
        }
        let given = argc - method;
        let (least, most) = (def.required as usize - method.min(def.required as usize), def.params.len() - method);
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        let short = short_name(def);
        let by_keyword = def.params[method..].iter().any(|p| !p.starts_with('/'));
        let message = if short.starts_with("__") && least == most {
            format!("expected {least} argument{}, got {given}", plural(least))
        } else if given < least && least == 1 && by_keyword && def.params[method].starts_with('/') {
            format!("{short} expected {least} argument, got {given}")
        } else if def.star {
            format!("{short} expected at least {least} argument{}, got {given}", plural(least))
        } else if (least, most) == (0, 0) {
            format!("{}() takes no arguments ({given} given)", def.name)
        } else if (least, most) == (1, 1) {
            format!("{}() takes exactly one argument ({given} given)", def.name)
        } else if given < least && by_keyword && least != most {
            let missing = def.params[method + given];
            format!("{short}() missing required argument '{missing}' (pos {})", given + 1)
        } else if by_keyword && least != most {
            let kind = if least == most { "exactly" } else { "at most" };
            format!("{short}() takes {kind} {most} argument{} ({given} given)", plural(most))
        } else if least == most {
            format!("{short} expected {least} arguments, got {given}")
        } else if given < least {
            format!("{short} expected at least {least} argument{}, got {given}", plural(least))
        } else {
            format!("{short} expected at most {most} argument{}, got {given}", plural(most))
        };
        self.heap.type_error(message)
    }

    /// A native function met what only Python code can do.
    fn native_slow(&mut self, id: NativeId, at: usize, len: usize, then: Then) -> Step {
        let def = self.heap.natives[id.0 as usize];
        let (mut args, keywords) = self.rebuild_call(def, at, len);
        match def.slow {
            Slow::Prelude(name) => self.call_prelude(name, &args, &keywords, then),
            Slow::Collect(n) => {
                args.splice(0..0, [Value::Native(id), Value::Int(i64::from(n))]);
                self.call_prelude("call_collected", &args, &keywords, then)
            }
            // An argument that is an integer only by its `__index__`.
            Slow::Never => {
                args.insert(0, Value::Native(id));
                self.call_prelude("call_indexed", &args, &keywords, then)
            }
        }
    }

    /// The arguments of a native call as they would be written: absent ones left out, those behind a gap by keyword.
    fn rebuild_call(&mut self, def: &NativeDef, at: usize, len: usize) -> (Vec<Value>, Vec<Sym>) {
        let given = self.thread.stack[at..at + len].to_vec();
        let params = def.params.len();
        let (mut args, mut named, mut keywords) = (Vec::new(), Vec::new(), Vec::new());
        let mut gap = false;
        for (i, &value) in given[..params].iter().enumerate() {
            match value {
                Value::Unbound => gap = true,
                _ if gap || i >= positional(def) => {
                    named.push(value);
                    keywords.push(self.heap.intern(def.params[i].trim_start_matches('/')));
                }
                _ => args.push(value),
            }
        }
        let mut rest = &given[params..];
        if def.kwargs {
            if let Value::Dict(id) = rest[0] {
                let entries: Vec<_> = self.heap.dicts.get(id).entries().collect();
                for (key, value) in entries {
                    if let Value::Str(key) = key {
                        let key = self.heap.str(key).to_owned();
                        keywords.push(self.heap.intern(&key));
                        named.push(value);
                    }
                }
            }
            rest = &rest[1..];
        }
        args.extend_from_slice(rest);
        args.append(&mut named);
        (args, keywords)
    }

    /// What a native function or a heap operation asked for instead of returning a value for `then`.
    pub(super) fn escape(&mut self, esc: Esc, then: Then) -> Step {
        match esc {
            Esc::Raise(exc) => self.fail(then, exc),
            Esc::Slow => Err(self.heap.raise("SystemError", "an operation lacks its slow path")),
            Esc::Call(call) => self.tail_call(&call, then),
            Esc::Request(pending) => self.ask(pending, then),
            Esc::Vm(call) => self.vm_call(call, then),
        }
    }

    fn ask(&mut self, pending: Box<Pending>, then: Then) -> Step {
        let request = pending.request.clone();
        self.thread.pending = Some(pending);
        self.thread.pending_then = then;
        Self::exit(Exit::Request(request))
    }

    /// The reply to the request under way.
    pub(super) fn answer(&mut self, reply: Reply) -> Step {
        let Some(pending) = self.thread.pending.take() else { return Ok(super::Flow::Reload) };
        let then = std::mem::replace(&mut self.thread.pending_then, Then::Drop);
        match (pending.then)(self.heap, reply, pending.keep) {
            Ok(value) => self.deliver(then, value),
            Err(esc) => self.escape(esc, then),
        }
    }
}

/// Whether the first argument of a native is unwrapped: methods of built-in types that have state.
pub(super) fn takes_payload(name: &str) -> bool {
    match name.split_once('.') {
        Some((class, _)) => !matches!(class, "object" | "type" | "BaseException"),
        None => false,
    }
}

/// How many parameters may be given by position. Where further arguments are taken, the optional ones may not.
fn positional(def: &NativeDef) -> usize {
    if def.star { def.required as usize } else { def.params.len() }
}

fn is_method(def: &NativeDef) -> usize {
    usize::from(matches!(def.params.first(), Some(&"self" | &"/self" | &"cls" | &"/cls")) && def.name.contains('.'))
}

/// The name without its type.
fn short_name(def: &NativeDef) -> &'static str {
    def.name.rsplit('.').next().unwrap_or(def.name)
}
