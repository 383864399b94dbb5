//! Binding the arguments of a call to the parameters of a Python function, with CPython's complaints.

use super::super::heap::arena::Id;
use super::super::native::{Esc, Res};
use super::super::object::Function;
use super::super::types::dict;
use super::super::value::{Sym, Value};
use super::Vm;
use super::call::Args;
use crate::code::Code;

impl Vm<'_> {
    /// Arranges arguments as the first registers of a frame at `args.at`.
    pub(super) fn bind(&mut self, id: Id<Function>, code: &Code, args: Args<'_>) -> Res<()> {
        let (at, argc) = (args.at, args.argc);
        let params = code.n_params as usize;
        let plain = args.keywords.is_empty() && !code.varargs && !code.varkw && code.n_kwonly == 0;
        if plain && argc <= params && argc + code.n_defaults as usize >= params {
            self.reach(at + params);
            let defaults = &self.heap.functions.get(id).defaults;
            let missing = &defaults[defaults.len() - (params - argc)..];
            self.thread.stack[at + argc..at + params].copy_from_slice(missing);
            return Ok(());
        }
        self.bind_any(id, code, args)
    }

    fn bind_any(&mut self, id: Id<Function>, code: &Code, args: Args<'_>) -> Res<()> {
        let (params, kwonly) = (code.n_params as usize, code.n_kwonly as usize);
        let given = self.thread.stack[args.at..args.at + args.argc + args.keywords.len()].to_vec();
        let (positional, named) = given.split_at(args.argc);
        let mut bound = vec![Value::Unbound; params + kwonly];
        let taken = positional.len().min(params);
        bound[..taken].copy_from_slice(&positional[..taken]);
        let rest = if code.varkw { Some(self.heap.new_dict()) } else { None };
        self.bind_keywords(id, code, args.keywords, named, &mut bound, rest)?;
        if positional.len() > params && !code.varargs {
            return Err(self.too_many(id, code, positional.len(), &bound));
        }
        self.fill_defaults(id, code, &mut bound)?;
        if code.varargs {
            bound.push(self.heap.new_tuple(positional[taken..].to_vec()));
        }
        bound.extend(rest.map(Value::Dict));
        self.reach(args.at + bound.len());
        self.thread.stack[args.at..args.at + bound.len()].copy_from_slice(&bound);
        Ok(())
    }

    fn bind_keywords(
        &mut self,
        id: Id<Function>,
        code: &Code,
        names: &[Sym],
        values: &[Value],
        bound: &mut [Value],
        rest: Option<Id<dict::Dict>>,
    ) -> Res<()> {
        let object = std::sync::Arc::clone(&self.heap.codes[self.heap.functions.get(id).code as usize]);
        for (&name, &value) in names.iter().zip(values) {
            let place = object.locals[..bound.len()].iter().position(|&local| local == name);
            match place.filter(|&p| p >= code.n_posonly as usize) {
                Some(place) if !bound[place].is_unbound() => {
                    let message = format!("got multiple values for argument '{}'", self.heap.name(name));
                    return Err(self.bind_error(id, &message));
                }
                Some(place) => bound[place] = value,
                None => match rest {
                    Some(dict) => {
                        let key = self.heap.name_value(name);
                        dict::set(self.heap, dict, key, value)?;
                    }
                    None => return Err(self.unexpected(id, code, names, name)),
                },
            }
        }
        Ok(())
    }

    fn unexpected(&mut self, id: Id<Function>, code: &Code, names: &[Sym], name: Sym) -> Esc {
        let object = std::sync::Arc::clone(&self.heap.codes[self.heap.functions.get(id).code as usize]);
        let posonly: Vec<_> = object.locals[..code.n_posonly as usize]
            .iter()
            .filter(|local| names.contains(local))
            .map(|&local| self.heap.name(local))
            .collect();
        let message = if posonly.is_empty() {
            format!("got an unexpected keyword argument '{}'", self.heap.name(name))
        } else {
            let names = posonly.join(", ");
            format!("got some positional-only arguments passed as keyword arguments: '{names}'")
        };
        self.bind_error(id, &message)
    }

    fn fill_defaults(&mut self, id: Id<Function>, code: &Code, bound: &mut [Value]) -> Res<()> {
        let params = code.n_params as usize;
        let function = self.heap.functions.get(id);
        let first = params - function.defaults.len().min(params);
        for (place, &value) in bound[first..params].iter_mut().zip(function.defaults.iter()) {
            if place.is_unbound() {
                *place = value;
            }
        }
        for &(index, value) in function.kw_defaults.iter() {
            let place = &mut bound[params + index as usize];
            if place.is_unbound() {
                *place = value;
            }
        }
        let missing = |range: std::ops::Range<usize>| -> Vec<String> {
            range.filter(|&i| bound[i].is_unbound()).map(|i| format!("'{}'", code.local_names[i])).collect()
        };
        for (kind, names) in [("positional", missing(0..params)), ("keyword-only", missing(params..bound.len()))] {
            if !names.is_empty() {
                let s = if names.len() == 1 { "" } else { "s" };
                let message = format!("missing {} required {kind} argument{s}: {}", names.len(), listed(&names));
                return Err(self.bind_error(id, &message));
            }
        }
        Ok(())
    }

    fn too_many(&mut self, id: Id<Function>, code: &Code, given: usize, bound: &[Value]) -> Esc {
        let params = code.n_params as usize;
        let defaults = self.heap.functions.get(id).defaults.len();
        let takes = match defaults {
            0 => format!("{params}"),
            n => format!("from {} to {params}", params - n),
        };
        let s = if params == 1 && defaults == 0 { "" } else { "s" };
        let kwonly = bound[params..].iter().filter(|v| !v.is_unbound()).count();
        let given_text = if kwonly > 0 {
            let (sg, sk) = (if given == 1 { "" } else { "s" }, if kwonly == 1 { "" } else { "s" });
            format!("{given} positional argument{sg} (and {kwonly} keyword-only argument{sk}) were")
        } else {
            format!("{given} {}", if given == 1 { "was" } else { "were" })
        };
        self.bind_error(id, &format!("takes {takes} positional argument{s} but {given_text} given"))
    }

    fn bind_error(&mut self, id: Id<Function>, message: &str) -> Esc {
        let qualname = match self.heap.functions.get(id).qualname {
            Value::Str(text) => self.heap.str(text).to_owned(),
            _ => String::new(),
        };
        self.heap.type_error(format!("{qualname}() {message}"))
    }
}

/// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`.
fn listed(names: &[String]) -> String {
    match names {
        [one] => one.clone(),
        [a, b] => format!("{a} and {b}"),
        [init @ .., last] => format!("{}, and {last}", init.join(", ")),
        [] => String::new(),
    }
}
