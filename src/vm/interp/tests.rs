//! The interpreter alone: no process, no kernel.

use std::sync::Arc;

use crate::code::compile::{Kind, compile};
use crate::ids::Tid;
use crate::span::Source;
use crate::vm::heap::{Heap, Settings};
use crate::vm::link::link;
use crate::vm::thread::{Inject, Thread};
use crate::vm::value::Value;
use crate::vm::{self, Exit};

/// Runs a program that needs no operating system, so many instructions at a time. Returns the value of its global `answer`
/// and how many instructions it took.
fn run(text: &str, quantum: u64) -> (Value, u64) {
    let mut heap = Heap::new(&[], Settings::default());
    let unit = compile(Arc::new(Source::new("test.py", text)), Kind::Program).expect("a correct program");
    let (module, code) = link(&mut heap, Arc::new(unit), "__main__");
    std::sync::Arc::make_mut(&mut heap.loaded).insert("__main__".into(), module);
    let mut thread = Thread::new(Tid(0));
    vm::push_module(&mut heap, &mut thread, module, code);
    let mut turns = 0;
    loop {
        let mut fuel = quantum;
        match vm::run(&mut heap, &mut thread, &mut fuel) {
            Exit::Fuel => turns += 1,
            Exit::Finished(Ok(_)) => {
                let answer = heap.global(module, "answer").expect("the program sets `answer`");
                return (answer, turns * quantum + quantum - fuel);
            }
            other => panic!("unexpected exit {other:?}"),
        }
        assert!(
            thread
                .frames
                .last()
                .is_some_and(|frame| frame.pc as usize <= heap.codes[frame.code as usize].code.instrs.len())
        );
    }
}

#[test]
fn fuel_is_counted_by_the_instruction() {
    let program = "\
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def squares(n):
    for i in range(n):
        yield i * i

class Sum:
    def __init__(self):
        self.total = 0
    def __iadd__(self, n):
        self.total += n
        return self

s = Sum()
for square in squares(20):
    s += square
try:
    s.missing
except AttributeError:
    s += fib(10)
answer = s.total
";
    let (answer, all) = run(program, 1 << 40);
    assert!(answer.is(Value::Int(2470 + 55)), "{answer:?}");
    for quantum in [1, 2, 3, 7, 127, 128, 129, 1000] {
        let (same, count) = run(program, quantum);
        assert!(same.is(answer), "{same:?} at a quantum of {quantum}");
        assert_eq!(count, all, "instructions at a quantum of {quantum}");
    }
}

#[test]
fn an_exception_from_outside_is_raised_at_the_next_instruction() {
    let mut heap = Heap::new(&[], Settings::default());
    let text = "answer = 0\ntry:\n    while True:\n        answer += 1\nexcept KeyboardInterrupt:\n    answer = -1\n";
    let unit = compile(Arc::new(Source::new("test.py", text)), Kind::Program).expect("a correct program");
    let (module, code) = link(&mut heap, Arc::new(unit), "__main__");
    let mut thread = Thread::new(Tid(0));
    vm::push_module(&mut heap, &mut thread, module, code);
    let mut fuel = 1000;
    assert!(matches!(vm::run(&mut heap, &mut thread, &mut fuel), Exit::Fuel));
    let class = heap.builtins.exception("KeyboardInterrupt");
    thread.inject = Some(Inject::Raise(heap.new_exception(class, Vec::new())));
    fuel = 1000;
    assert!(matches!(vm::run(&mut heap, &mut thread, &mut fuel), Exit::Finished(Ok(_))));
    assert!(heap.global(module, "answer").is_some_and(|v| v.is(Value::Int(-1))));
}

#[test]
fn a_generator_deep_in_generators_needs_no_deep_stack() {
    let program = "\
def down(n):
    if n:
        yield from down(n - 1)
    yield n

answer = 0
for n in down(900):
    answer += n
";
    let (answer, _) = run(program, 1 << 40);
    assert!(answer.is(Value::Int(900 * 901 / 2)), "{answer:?}");
}
