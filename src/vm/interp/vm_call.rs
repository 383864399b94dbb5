//! What native functions ask of the VM itself.

use super::super::heap::arena::Id;
use super::super::native::{Esc, VmCall};
use super::super::object::{Generator, Misc};
use super::super::repr;
use super::super::thread::{Frame, Then};
use super::super::types::dict;
use super::super::value::Value;
use super::{Step, Vm};

impl Vm<'_> {
    pub(super) fn vm_call(&mut self, call: VmCall, then: Then) -> Step {
        let value = match call {
            VmCall::CurrentException => self.thread.exc,
            VmCall::CurrentTid => Value::Int(i64::from(self.thread.tid.0)),
            VmCall::CurrentThread if self.thread.object.is_unbound() => Value::None,
            VmCall::CurrentThread => self.thread.object,
            VmCall::SetCurrentThread(object) => {
                self.thread.object = object;
                Value::None
            }
            VmCall::Stack => self.stack_texts(),
            VmCall::Globals => {
                let module = self.frame().module;
                self.heap.new_misc(Misc::AttrDict(Value::Module(module)))
            }
            VmCall::Locals => self.locals(),
            VmCall::GenSend(generator, value) => {
                let id = self.generator(generator)?;
                return self.send(id, value, then);
            }
            VmCall::GenThrow(generator, exc) => {
                let id = self.generator(generator)?;
                return self.throw(id, exc, then);
            }
            VmCall::GenClose(generator) => {
                let id = self.generator(generator)?;
                return self.close(id, then);
            }
            VmCall::Import(name) => {
                let Value::Str(name) = name else {
                    return Err(self.heap.type_error("module name must be a string"));
                };
                let name = self.heap.str(name).to_owned();
                return self.import_for_native(&name, then);
            }
            VmCall::Collect => {
                self.heap.meter.collect_at = 0;
                Value::Int(0)
            }
        };
        self.deliver(then, value)
    }

    fn generator(&mut self, value: Value) -> Result<Id<Generator>, Esc> {
        match value {
            Value::Generator(id) => Ok(id),
            _ => {
                let name = repr::type_name(self.heap, value);
                Err(self.heap.type_error(format!("'{name}' object is not a generator")))
            }
        }
    }

    /// The frame of the program's or library's code that called a native function.
    fn locals(&mut self) -> Value {
        let frame = self.frame().clone();
        if let Some(namespace) = frame.namespace {
            return Value::Dict(namespace);
        }
        let code = std::sync::Arc::clone(self.code());
        if code.code.kind == crate::code::CodeKind::Module {
            return self.heap.new_misc(Misc::AttrDict(Value::Module(frame.module)));
        }
        let dict = self.heap.new_dict();
        let free = code.code.free.iter().enumerate().map(|(i, f)| (code.code.first_free as usize + i, f.name.as_str()));
        let names = code.code.local_names.iter().map(String::as_str).enumerate();
        for (register, name) in names.chain(free) {
            let mut value = self.thread.stack[frame.base as usize + register];
            if let Value::Cell(cell) = value {
                value = self.heap.cells.get(cell).0;
            }
            if !value.is_unbound() && !name.starts_with('.') {
                dict::set_str(self.heap, dict, name, value);
            }
        }
        Value::Dict(dict)
    }

    /// The calls in progress as `traceback.format_stack` gives them.
    fn stack_texts(&mut self) -> Value {
        let texts: Vec<String> = self.thread.frames.iter().filter_map(|frame| self.frame_text(frame)).collect();
        let texts = texts.into_iter().map(|text| self.heap.new_string(text)).collect();
        self.heap.new_list(texts)
    }

    fn frame_text(&self, frame: &Frame) -> Option<String> {
        let code = &self.heap.codes[frame.code as usize];
        if code.unit.library {
            return None;
        }
        let source = &code.unit.source;
        let span = code.code.spans.get(frame.pc as usize)?;
        let line = source.line_of(span.start);
        let text = source.line(line).trim();
        let name = &code.code.name;
        Some(format!("  File \"{}\", line {line}, in {name}\n    {text}\n", source.name))
    }
}
