//! Threads, sleep, console, files, network, interrupts, standstill.

use super::{A, B, C, D, Machine, NO, YES, acquire, acquire_for, release};
use crate::ids::{Fd, Tid, Who};
use crate::kernel::{Fate, Outcome};
use crate::sys::{Dead, FileCall, HttpRequest, NetworkError, ObjectSpec, Patience, Reply, Request, SysError};
use crate::trace::{Event, Stream};

#[test]
fn joining_waits_for_the_end() {
    let mut m = Machine::new();
    let join = |patience| Request::Join { thread: B.tid, patience };
    m.blocks(A, join(Patience::Forever));
    m.blocks(C, join(Patience::For(1.0)));
    m.now = 1.0;
    m.goes_on(C, NO);
    m.kernel.end_thread(B, 0);
    m.goes_on(A, YES);
    m.gives(A, join(Patience::Try), YES);
    m.gives(A, Request::IsAlive { thread: B.tid }, NO);
    assert_eq!(m.kernel.take_events(), [Event::ThreadEnded { who: B }]);
}

#[test]
fn threads_are_named_by_who_started_them() {
    let mut m = Machine::new();
    let spawn = |name: &str| Request::Spawn { token: 0, name: name.to_owned(), daemon: true };
    m.gives(C, spawn("x"), Reply::Thread(Tid(4)));
    m.gives(C, spawn("y"), Reply::Thread(Tid(5)));
    assert_eq!(*m.kernel.thread(Who { tid: Tid(5), ..A }).path, [1, 1]);
    for n in 6..8 {
        m.gives(A, spawn("z"), Reply::Thread(Tid(n)));
    }
    m.gives(A, spawn("one too many"), Reply::Error(SysError::NoThreads));
}

#[test]
fn sleep_ends_at_its_deadline() {
    let mut m = Machine::new();
    m.blocks(A, Request::Sleep { seconds: 0.5 });
    m.now = 0.5;
    m.goes_on(A, Reply::Unit);
    assert_eq!(m.ask(A, Request::Sleep { seconds: 0.0 }), Outcome::Again);
    m.goes_on(A, Reply::Unit);
    m.gives(A, Request::UnixTime, Reply::Float(1000.5));
}

#[test]
fn pieces_are_written_one_by_one() {
    let mut m = Machine::new();
    let write = |a: &str| Request::Write { fd: Fd(1), pieces: vec![a.into(), "\n".into()] };
    assert_eq!(m.ask(A, write("a")), Outcome::Again);
    assert_eq!(m.ask(B, write("b")), Outcome::Again);
    m.goes_on(A, Reply::Int(2));
    m.goes_on(B, Reply::Int(2));
    let output = |who, text: &str| Event::Output { who, stream: Stream::Stdout, text: text.to_owned() };
    assert_eq!(m.kernel.take_events(), [output(A, "a"), output(B, "b"), output(A, "\n"), output(B, "\n")]);
}

#[test]
fn too_much_output_ends_the_run() {
    let mut m = Machine::new();
    m.ask(A, Request::Write { fd: Fd(2), pieces: vec!["x".repeat(1000).into()] });
    assert_eq!(m.kernel.fate(), None);
    m.ask(A, Request::Write { fd: Fd(1), pieces: vec!["x\n".into()] });
    assert_eq!(m.kernel.fate(), Some(Fate::TooMuchOutput));
}

#[test]
fn input_is_asked_for_and_comes() {
    let mut m = Machine::new();
    m.blocks(A, Request::ReadLine);
    assert_eq!(m.kernel.take_events(), [Event::NeedInput { who: A }]);
    m.kernel.input(Some("hello".to_owned()));
    m.goes_on(A, Reply::Text("hello".to_owned()));
    m.kernel.input(None);
    m.gives(A, Request::ReadLine, Reply::Eof);
}

#[test]
fn standstill_is_seen_only_when_nobody_can_ever_go_on() {
    let mut m = Machine::new();
    let locks = [m.make(ObjectSpec::Lock), m.make(ObjectSpec::Lock)];
    m.kernel.end_thread(C, 0);
    m.kernel.end_thread(D, 0);
    m.gives(A, acquire(locks[0]), YES);
    m.gives(B, acquire(locks[1]), YES);
    m.blocks(A, acquire(locks[1]));
    assert!(!m.stuck());
    m.blocks(B, acquire_for(locks[0], 1.0));
    assert!(!m.stuck(), "B gives up some time");
    m.now = 1.0;
    m.goes_on(B, NO);
    m.blocks(B, acquire(locks[0]));
    assert!(m.stuck());
}

#[test]
fn waiting_for_input_is_no_deadlock() {
    let mut m = Machine::new();
    for tid in [B, C, D] {
        m.kernel.end_thread(tid, 0);
    }
    m.blocks(A, Request::ReadLine);
    assert!(!m.stuck());
}

#[test]
fn an_interrupt_ends_a_wait() {
    let mut m = Machine::new();
    let lock = m.make(ObjectSpec::Lock);
    let cond = m.make(ObjectSpec::Condition { lock });
    assert!(!m.kernel.interrupt(A), "it does not wait");
    m.blocks(A, Request::Sleep { seconds: 9.0 });
    assert!(m.kernel.interrupt(A));
    m.goes_on(A, Reply::Error(SysError::Interrupted));
    m.gives(A, acquire(lock), YES);
    m.blocks(A, Request::CondWait { object: cond, patience: Patience::Forever });
    m.gives(B, acquire(lock), YES);
    assert!(m.kernel.interrupt(A));
    m.steps(A);
    m.gives(B, release(lock), Reply::Unit);
    m.goes_on(A, Reply::Error(SysError::Interrupted));
    m.gives(B, Request::IsSet { object: lock }, YES);
}

#[test]
fn forgotten_numbers_are_used_again_but_not_under_a_condition() {
    let mut m = Machine::new();
    let lock = m.make(ObjectSpec::Lock);
    let cond = m.make(ObjectSpec::Condition { lock });
    m.kernel.forget(A.pid, &[Dead::Object(lock)]);
    m.gives(A, acquire(lock), YES);
    m.blocks(A, Request::CondWait { object: cond, patience: Patience::For(1.0) });
    m.kernel.forget(A.pid, &[Dead::Object(cond)]);
    m.now = 1.0;
    m.goes_on(A, NO);
    m.kernel.forget(A.pid, &[Dead::Object(cond)]);
    let again = [m.make(ObjectSpec::Event), m.make(ObjectSpec::Event)];
    assert!(again.contains(&lock) && again.contains(&cond));
}

#[test]
fn files_are_read_and_written() {
    let mut m = Machine::new();
    let open = |path: &str, mode: &str| Request::Open { path: path.to_owned(), mode: mode.to_owned() };
    m.gives(A, open("data/notes.txt", "r"), Reply::File(Fd(3)));
    m.gives(A, Request::Read { fd: Fd(3), n: Some(4) }, Reply::Bytes(b"one\n".to_vec()));
    m.gives(A, Request::Read { fd: Fd(3), n: None }, Reply::Bytes(b"two\n".to_vec()));
    m.gives(A, open("/home/learner/data/../data/notes.txt", "ab"), Reply::File(Fd(4)));
    m.gives(A, Request::WriteBytes { fd: Fd(4), bytes: b"three".to_vec() }, Reply::Int(5));
    m.gives(A, Request::Read { fd: Fd(3), n: None }, Reply::Bytes(b"three".to_vec()));
    m.gives(A, Request::Close { fd: Fd(3) }, Reply::Unit);
    let missing = SysError::Os { errno: 2, path: Some("nothing".to_owned()) };
    m.gives(A, open("nothing", "r"), Reply::Error(missing));
    m.gives(A, Request::File(FileCall::Exists("data".to_owned())), YES);
    m.gives(A, Request::File(FileCall::List("data".to_owned())), Reply::Texts(vec!["notes.txt".to_owned()]));
    m.gives(A, Request::Environ { name: "COLOUR".to_owned() }, Reply::Text("blue".to_owned()));
}

#[test]
fn pages_take_their_time() {
    let mut m = Machine::new();
    let get = |url: &str, timeout| {
        let method = "GET".to_owned();
        Request::Http(Box::new(HttpRequest { method, url: url.to_owned(), headers: vec![], body: vec![], timeout }))
    };
    m.blocks(A, get("http://www.baidu.com", None));
    assert!(!m.kernel.is_ready(A, 0.1));
    match m.kernel.retry(A, 1.0) {
        Outcome::Done(Reply::Http(page)) => assert_eq!((page.status, page.url.as_str()), (200, "http://www.baidu.com")),
        other => panic!("{other:?}"),
    }
    let failure = |kernel: &mut super::Kernel| match kernel.retry(A, 9.0) {
        Outcome::Done(Reply::Error(SysError::Network { kind, .. })) => kind,
        other => panic!("{other:?}"),
    };
    m.blocks(A, get("http://nowhere.invalid/", None));
    assert_eq!(failure(&mut m.kernel), NetworkError::Connection);
    m.blocks(A, get("https://httpbin.org/delay/5", Some(0.2)));
    assert_eq!(m.kernel.deadline(A), Some(0.2));
    assert_eq!(failure(&mut m.kernel), NetworkError::Timeout);
    m.blocks(A, get("baidu", None));
    assert_eq!(failure(&mut m.kernel), NetworkError::InvalidUrl);
}
