//! `_pickle`: the pickle format. A pickler and an unpickler work in Rust for as long as no Python code has a say; then
//! they return a question, which the Python of `pickle` answers, and go on.

mod build;
mod op;
mod output;
mod plain;
mod reader;
mod writer;

use self::reader::Stop;
use crate::vm::builtins::NativeModule;
use crate::vm::compare::truth;
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::{NativeDef, Res};
use crate::vm::object::Misc;
use crate::vm::types::bytes::bytes_like;
use crate::vm::types::pickle::{Answer, Pickle, Question, Reader, Reduced, Table, Task, Writer};
use crate::vm::value::Value;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_pickle", functions: FUNCTIONS, init: |_| Vec::new() };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::new("writer", &["protocol", "persistent", "overriding", "renaming", "table"], 5, writer),
    NativeDef::new("save", &["writer", "object"], 2, |h, a| {
        let object = a[1];
        write(h, a[0], |_, w| {
            w.start();
            w.tasks.push(Task::Save(object));
            Ok(())
        })
    }),
    NativeDef::new("answer", &["writer", "answer"], 2, |h, a| {
        let answer = a[1];
        write(h, a[0], |h, w| answered(h, w, answer))
    }),
    NativeDef::new("taken", &["writer"], 1, |h, a| {
        let data = std::mem::take(&mut writer_of(h, a[0])?.out);
        Ok(h.new_bytes(data))
    }),
    NativeDef::new("forget", &["writer"], 1, |h, a| {
        let w = writer_of(h, a[0])?;
        w.memo.clear();
        w.kept.clear();
        Ok(Value::None)
    }),
    NativeDef::new("reader", &["data", "whole", "finding"], 3, reader),
    NativeDef::new("load", &["reader", "answer"], 1, load),
    NativeDef::new("module_of", &["function"], 1, module_of),
];

/// The state that a value is, of a pickler or of an unpickler.
fn id_of(h: &mut Heap, v: Value, writes: bool) -> Res<Id<Misc>> {
    if let Value::Misc(id) = v
        && let Misc::Pickle(state) = h.misc.get(id)
        && matches!(**state, Pickle::Writer(_)) == writes
    {
        return Ok(id);
    }
    Err(h.type_error("another state of _pickle is needed here"))
}

// ---- pickling ----------------------------------------------------------------------------------------------------------

fn writer(h: &mut Heap, args: &[Value]) -> Res {
    let protocol = if let Value::Int(n) = args[0] { n.clamp(0, 5) as u8 } else { 4 };
    let writer = Writer {
        protocol,
        persistent: truth(h, args[1])?,
        overriding: truth(h, args[2])?,
        renaming: truth(h, args[3])?,
        table: Table(args[4]),
        ..Writer::default()
    };
    Ok(h.new_misc(Misc::Pickle(Box::new(Pickle::Writer(writer)))))
}

fn writer_of(h: &mut Heap, v: Value) -> Res<&mut Writer> {
    let id = id_of(h, v, true)?;
    let Misc::Pickle(state) = h.misc.get_mut(id) else { unreachable!("looked at above") };
    let Pickle::Writer(writer) = &mut **state else { unreachable!("looked at above") };
    Ok(writer)
}

/// Prepares a pickler and lets it work: None when all is written, else a question and its object.
fn write(h: &mut Heap, state: Value, prepare: impl FnOnce(&mut Heap, &mut Writer) -> Res<()>) -> Res {
    let mut writer = std::mem::take(writer_of(h, state)?);
    let before = writer.out.len();
    let asked = prepare(h, &mut writer).and_then(|()| writer.run(h));
    if let Ok(None) = asked {
        writer.finish();
    }
    if asked.is_err() {
        // The pickler can be used again, from the start.
        writer.tasks.clear();
        writer.out.clear();
        writer.frame = None;
        writer.depth = 0;
    }
    h.charge(writer.out.len().saturating_sub(before));
    *writer_of(h, state)? = writer;
    Ok(match asked? {
        None => Value::None,
        Some((question, object)) => {
            let name = match question {
                Question::Persistent => "persistent",
                Question::Override => "override",
                Question::Reduce => "reduce",
            };
            let name = h.new_str(name);
            h.new_tuple(vec![name, object])
        }
    })
}

/// What follows from the answer to the question under way.
fn answered(h: &mut Heap, w: &mut Writer, answer: Value) -> Res<()> {
    let Some((question, object)) = w.asked.take() else { return Err(h.type_error("nothing was asked")) };
    match (question, answer) {
        (Question::Persistent, Value::None) => w.tasks.push(Task::SaveOwn(object)),
        (Question::Persistent, Value::Str(id)) if !w.binary() => {
            let line = format!("P{}\n", h.str(id));
            w.put(line.as_bytes());
        }
        (Question::Persistent, id) => {
            w.tasks.push(Task::Op(op::BINPERSID));
            w.tasks.push(Task::SaveOwn(id));
        }
        (Question::Override, Value::NotImplemented) => w.tasks.push(Task::SaveRest(object)),
        (_, Value::Tuple(id)) => match *h.tuples.get(id).items {
            [module, name] => w.put_global(h, object, module, name),
            [kind, callable, args, keywords, state, items, pairs, setter] => {
                let reduced = Reduced { object, items, pairs, state, setter };
                w.tasks.push(Task::Reduced(Box::new(reduced)));
                match kind {
                    Value::Int(0) => w.tasks.push(Task::Op(op::REDUCE)),
                    Value::Int(1) => w.tasks.push(Task::Op(op::NEWOBJ)),
                    _ => w.tasks.extend([Task::Op(op::NEWOBJ_EX), Task::Save(keywords)]),
                }
                w.tasks.extend([Task::Save(args), Task::Save(callable)]);
            }
            _ => return Err(h.type_error("a name or a reduction is needed here")),
        },
        _ => return Err(h.type_error("a name or a reduction is needed here")),
    }
    Ok(())
}

/// The name of the public module that a native function is found in, or None.
fn module_of(h: &mut Heap, args: &[Value]) -> Res {
    let found = h.loaded.iter().find(|(name, id)| {
        let module = h.modules.get(**id);
        let public = module.library && !name.starts_with('_') && !name.contains("._");
        public && module.slots.iter().any(|slot| slot.is(args[0]))
    });
    match found.map(|(name, _)| name.clone()) {
        Some(name) => {
            let name = h.intern(&name);
            Ok(h.name_value(name))
        }
        None => Ok(Value::None),
    }
}

// ---- unpickling --------------------------------------------------------------------------------------------------------

fn reader(h: &mut Heap, args: &[Value]) -> Res {
    let data = bytes_like(h, args[0]).unwrap_or_default().to_vec();
    h.charge(data.len());
    let reader = Reader { data, whole: truth(h, args[1])?, finding: truth(h, args[2])?, ..Reader::default() };
    Ok(h.new_misc(Misc::Pickle(Box::new(Pickle::Reader(reader)))))
}

fn reader_of(h: &mut Heap, v: Value) -> Res<&mut Reader> {
    let id = id_of(h, v, false)?;
    let Misc::Pickle(state) = h.misc.get_mut(id) else { unreachable!("looked at above") };
    let Pickle::Reader(reader) = &mut **state else { unreachable!("looked at above") };
    Ok(reader)
}

/// Lets an unpickler work: a tuple of what it says ("done", "error", "read", "line" or what Python code is to do) and what
/// belongs to it. An answer to the question before comes with it.
fn load(h: &mut Heap, args: &[Value]) -> Res {
    let mut reader = std::mem::take(reader_of(h, args[0])?);
    match reader.answer {
        Answer::Push => reader.stack.push(args[1]),
        Answer::Data => match bytes_like(h, args[1]) {
            Some(more) if !more.is_empty() => {
                reader.data.drain(..reader.at);
                reader.at = 0;
                reader.data.extend_from_slice(more);
            }
            _ => reader.whole = true,
        },
        Answer::Drop => {}
    }
    reader.answer = Answer::Drop;
    let stop = reader.run(h);
    let (word, values) = match stop {
        Stop::Done(value) => ("done", vec![value]),
        Stop::Ask(word, values, answer) => {
            reader.answer = answer;
            (word, values)
        }
        Stop::More(n) => {
            reader.answer = Answer::Data;
            ("read", vec![Value::Int(n as i64)])
        }
        Stop::Line => {
            reader.answer = Answer::Data;
            ("line", Vec::new())
        }
        Stop::Bad(message) => ("error", vec![h.new_string(message)]),
        Stop::Raise(esc) => {
            *reader_of(h, args[0])? = reader;
            return Err(esc);
        }
    };
    *reader_of(h, args[0])? = reader;
    let mut all = vec![h.new_str(word)];
    all.extend(values);
    Ok(h.new_tuple(all))
}
