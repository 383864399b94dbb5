//! What a thread does, in words, for people who follow a run: `takes lock 'a'`, `reads counter: 3`.

use super::Process;
use super::values::{quoted, short};
use crate::choice::{self, Access, Mode, Part, Variable};
use crate::code::instr::Instr;
use crate::ids::{Fd, ObjectId, Who};
use crate::kernel::{Kernel, Object, Place, Proc};
use crate::sys::{Patience, Request};
use crate::vm::heap::arena::Id;
use crate::vm::object::Misc;
use crate::vm::value::{Sym, Value};

/// What a request is, in words.
pub fn request(kernel: &Kernel, process: &Process, who: Who, request: &Request) -> String {
    let object = |id: ObjectId| object(kernel.proc(who.pid), Some(process), id);
    let thread = |tid| kernel.proc(who.pid).thread(tid).name.clone();
    let patience = |patience: Patience| match patience {
        Patience::Try => " if that is possible at once".to_owned(),
        Patience::Forever => String::new(),
        Patience::For(seconds) => format!(", for {seconds} s at most"),
    };
    match request {
        Request::Acquire { object: id, patience: p } => format!("takes {}{}", object(*id), patience(*p)),
        Request::Release { object: id, .. } => format!("releases {}", object(*id)),
        Request::IsSet { object: id } => format!("looks at {}", object(*id)),
        Request::CondWait { object: id, patience: p } => format!("waits at {}{}", object(*id), patience(*p)),
        Request::CondNotify { object: id, n: u32::MAX } => format!("notifies all who wait at {}", object(*id)),
        Request::CondNotify { object: id, .. } => format!("notifies {}", object(*id)),
        Request::EventWait { object: id, patience: p } => format!("waits for {}{}", object(*id), patience(*p)),
        Request::EventSet { object: id } => format!("sets {}", object(*id)),
        Request::EventClear { object: id } => format!("clears {}", object(*id)),
        Request::BarrierWait { object: id, .. } => format!("comes to {}", object(*id)),
        Request::QueuePut { object: id, patience: p } => format!("puts into {}{}", object(*id), patience(*p)),
        Request::QueueGet { object: id, patience: p } => format!("gets from {}{}", object(*id), patience(*p)),
        Request::QueueTaskDone { object: id } => format!("has done a task of {}", object(*id)),
        Request::QueueJoin { object: id } => format!("waits for the tasks of {}", object(*id)),
        Request::QueueState { object: id } => format!("looks at {}", object(*id)),
        Request::Sleep { seconds } => format!("sleeps for {seconds} s"),
        Request::Yield => "lets others run".to_owned(),
        Request::Spawn { name, .. } => format!("starts {name}"),
        Request::Join { thread: tid, patience: p } => format!("waits for {} to end{}", thread(*tid), patience(*p)),
        Request::IsAlive { thread: tid } => format!("asks whether {} is alive", thread(*tid)),
        Request::Write { fd, pieces } if fd.0 < 3 => format!("prints {}", quoted(&pieces.concat())),
        Request::Write { fd: Fd(fd), .. } | Request::WriteBytes { fd: Fd(fd), .. } => {
            format!("writes to descriptor {fd}")
        }
        Request::Read { fd: Fd(fd), .. } => format!("reads from descriptor {fd}"),
        Request::Close { fd: Fd(fd) } => format!("closes descriptor {fd}"),
        Request::ReadLine => "reads a line of input".to_owned(),
        Request::Http(request) => format!("fetches {}", request.url),
        Request::Fork { .. } => "forks".to_owned(),
        Request::WaitChild { pid: -1, .. } => "waits for a child to end".to_owned(),
        Request::WaitChild { pid, .. } => format!("waits for process {pid} to end"),
        Request::Kill { pid, signal } => format!("sends signal {signal} to process {pid}"),
        Request::Exit { status } => format!("ends the process with status {status}"),
        Request::TakeShared { id, .. } => format!("takes {}", shared(process, id.0)),
        Request::GiveShared { id } => format!("releases {}", shared(process, id.0)),
        Request::ReadMemory { .. } => "reads shared memory".to_owned(),
        Request::WriteMemory { .. } => "writes shared memory".to_owned(),
        _ => "asks the system".to_owned(),
    }
}

fn shared(process: &Process, id: u32) -> String {
    process.name_of(id, true).map_or_else(|| "something shared".to_owned(), |name| format!("'{name}'"))
}

/// What an object of the kernel is called: its kind, and the name that the program has for it.
pub fn object(process: &Proc, names: Option<&Process>, id: ObjectId) -> String {
    let kind = match &process.entry(id).object {
        Object::Lock(lock) if lock.reentrant => "RLock",
        Object::Lock(_) => "lock",
        Object::Condition(_) => "condition",
        Object::Semaphore(_) => "semaphore",
        Object::Flag(flag) if flag.future => "the result of a future",
        Object::Flag(_) => "event",
        Object::Barrier(_) => "barrier",
        Object::Queue(_) => "queue",
    };
    let name = names.and_then(|process| process.name_of(id.0, false));
    name.map_or_else(|| kind.to_owned(), |name| format!("{kind} '{name}'"))
}

/// What a use of memory is, in words: the first write if there is one, else the first read. The names are the program's; the
/// value is left out (see [`value`]).
pub fn uses(process: &Process, uses: &[Access]) -> Option<String> {
    let (variable, mode) = first(uses)?;
    let verb = if mode == Mode::Read { "reads" } else { "writes" };
    Some(format!("{verb} {}", variable_name(process, variable)))
}

/// The use that counts.
fn first(uses: &[Access]) -> Option<(Variable, Mode)> {
    let access = uses.iter().find(|access| access.mode != Mode::Read).or(uses.first())?;
    let choice::Object::Memory(_, variable) = access.object else { return None };
    Some((variable, access.mode))
}

/// The value of the place of memory that [`uses`] names, if it is short.
pub fn value(process: &Process, uses: &[Access]) -> Option<String> {
    let (variable, _) = first(uses)?;
    let Part::Item(item) = variable.part else { return None };
    let heap = &process.heap;
    let value = if is_kind(Value::Module, variable) {
        heap.modules.get(Id::from_raw(variable.id)).slots.get(item as usize).copied()?
    } else if is_kind(Value::Instance, variable) {
        let instance = heap.instances.get(Id::from_raw(variable.id));
        let slot = heap.shapes.slot(instance.shape, Sym(item as u32))?;
        instance.slots.get(slot as usize).copied()?
    } else {
        return None;
    };
    match value {
        Value::None | Value::Bool(_) | Value::Int(_) | Value::Str(_) => short(process, value),
        _ => None,
    }
}

fn is_kind<T>(kind: fn(Id<T>) -> Value, variable: Variable) -> bool {
    kind(Id::from_raw(0)).key().0 == variable.kind
}

/// What an instruction of the program uses, as it is called there; else as a global calls it that holds it.
pub fn used_at(process: &Process, place: Place, used: Variable) -> String {
    let object = &process.heap.codes[place.code as usize];
    let name = |sym: Sym| process.heap.name(sym).to_owned();
    let variable = |register: u16| {
        let free = register.checked_sub(object.code.first_free).and_then(|at| object.code.free.get(at as usize));
        let own = object.code.local_names.get(register as usize);
        free.map(|free| &free.name).or(own).cloned().unwrap_or_else(|| "a variable".to_owned())
    };
    match object.code.instrs.get(place.pc as usize) {
        Some(Instr::LoadGlobal { slot, .. } | Instr::StoreGlobal { slot, .. } | Instr::DelGlobal { slot }) => {
            object.unit.globals.get(*slot as usize).cloned().unwrap_or_default()
        }
        Some(
            Instr::GetAttr { name: n, .. }
            | Instr::SetAttr { name: n, .. }
            | Instr::DelAttr { name: n, .. }
            | Instr::LoadMethod { name: n, .. },
        ) => format!("attribute '{}'", name(object.names[*n as usize])),
        Some(Instr::LoadCell { cell, .. } | Instr::StoreCell { cell, .. } | Instr::DelCell { cell }) => variable(*cell),
        Some(Instr::GetItem { .. } | Instr::SetItem { .. } | Instr::DelItem { .. }) => {
            format!("an item of {}", process.container(used))
        }
        _ => process.container(used),
    }
}

/// What the program calls a place in memory.
fn variable_name(process: &Process, variable: Variable) -> String {
    let heap = &process.heap;
    let name = |sym: u64| heap.name(Sym(sym as u32)).to_owned();
    match variable.part {
        Part::Item(slot) if is_kind(Value::Module, variable) => {
            let module = heap.modules.get(Id::from_raw(variable.id));
            let found = module.index.iter().find(|&(_, &at)| u64::from(at) == slot);
            found.map_or_else(|| "a global".to_owned(), |(&sym, _)| heap.name(sym).to_owned())
        }
        Part::Item(sym) if is_kind(Value::Instance, variable) => {
            let id = Id::from_raw(variable.id);
            let class = heap.classes.get(heap.instances.get(id).class).name.clone();
            match process.holder_of(variable) {
                Some(holder) => format!("{holder}.{}", name(sym)),
                None => format!("{} of a {class}", name(sym)),
            }
        }
        Part::Item(sym) if is_kind(Value::Class, variable) => {
            let class = &heap.classes.get(Id::from_raw(variable.id)).name;
            format!("{class}.{}", name(sym))
        }
        Part::Item(_) => format!("an item of {}", process.container(variable)),
        _ if is_kind(Value::Cell, variable) => "a variable of an outer function".to_owned(),
        Part::Shape | Part::Items => process.container(variable),
    }
}

impl Process {
    /// The global, or the attribute of a global, that holds an object of the heap.
    fn holder_of(&self, variable: Variable) -> Option<String> {
        self.way_to(&|value| value.key() == (variable.kind, u64::from(variable.id)), false)
    }

    fn container(&self, variable: Variable) -> String {
        if let Some(holder) = self.holder_of(variable) {
            return holder;
        }
        let kind = match variable {
            v if is_kind(Value::List, v) => "a list",
            v if is_kind(Value::Dict, v) => "a dict",
            v if is_kind(Value::Set, v) => "a set",
            v if is_kind(Value::Misc, v) => match self.heap.misc.get(Id::from_raw(v.id)) {
                Misc::Deque(_) => "a deque",
                _ => "an object",
            },
            _ => "an object",
        };
        kind.to_owned()
    }
}
