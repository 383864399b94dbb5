//! Stepping: what there is to see of each kind of object, going on in various ways, and that looking changes nothing.

use racecourse::session::{
    Followed, Moment, ObjectState, ObjectView, Options, Ran, Stepper, Stepping, Until, Waiter, Wants, Way, Who,
};

fn stepper(source: &str) -> Stepper {
    Stepper::new(source, "p.py", &Options::default()).expect("it compiles")
}

/// Goes on at random until the moment is as wanted; looks at each step.
fn search(source: &str, wanted: impl Fn(&Moment) -> bool) -> Moment {
    for seed in 0..200 {
        let mut stepper = stepper(source);
        while !stepper.is_over() {
            stepper.run(Way::Random(seed), &Until::End, 1);
            let before = stepper.machine().world().digest();
            let moment = stepper.moment();
            assert_eq!(stepper.machine().world().digest(), before, "looking changes nothing");
            if wanted(&moment) {
                return moment;
            }
        }
    }
    panic!("it never comes to that");
}

fn object<'a>(moment: &'a Moment, name: &str) -> &'a ObjectView {
    let names: Vec<&str> = moment.objects.iter().map(|object| object.name.as_str()).collect();
    moment.objects.iter().find(|object| object.name == name).unwrap_or_else(|| panic!("no {name} in {names:?}"))
}

fn state<'a>(moment: &'a Moment, name: &str) -> Option<&'a ObjectState> {
    moment.objects.iter().find(|object| object.name == name).map(|object| &object.state)
}

fn waiters(moment: &Moment, name: &str) -> Vec<(String, Wants)> {
    let found = moment.objects.iter().find(|object| object.name == name);
    let told = |waiter: &Waiter| (waiter.name.clone(), waiter.wants);
    found.map_or_else(Vec::new, |object| object.waiters.iter().map(told).collect())
}

fn named(stepper: &mut Stepper, name: &str) -> Stepping {
    let threads = stepper.choices();
    threads.into_iter().find(|thread| thread.name.starts_with(name)).unwrap_or_else(|| panic!("no thread {name}"))
}

fn who(stepper: &mut Stepper, name: &str) -> Who {
    named(stepper, name).who
}

const EMBRACE: &str = "import threading
a, b = threading.Lock(), threading.RLock()
def ann():
    with a:
        with b: pass
def bob():
    with b:
        with b:
            with a: pass
ts = [threading.Thread(target=ann, name='Ann'), threading.Thread(target=bob, name='Bob')]
for t in ts: t.start()
for t in ts: t.join()
";

#[test]
fn locks_and_the_graph_of_who_waits_for_whom() {
    let moment = search(EMBRACE, |moment| moment.waits.len() == 3);
    let ObjectState::Lock { owner: Some(owner), depth: 1 } = &object(&moment, "lock 'a'").state else {
        panic!("{:?}", moment.objects);
    };
    assert_eq!((owner.name.as_str(), owner.line, object(&moment, "lock 'a'").line), ("Ann", 4, 2));
    let ObjectState::Lock { owner: Some(owner), depth: 2 } = &object(&moment, "RLock 'b'").state else {
        panic!("{:?}", moment.objects);
    };
    assert_eq!((owner.name.as_str(), owner.line), ("Bob", 7));
    assert_eq!(waiters(&moment, "lock 'a'"), [("Bob".to_owned(), Wants::It)]);
    assert_eq!(waiters(&moment, "RLock 'b'"), [("Ann".to_owned(), Wants::It)]);
    let edges: Vec<_> = moment.waits.iter().map(|wait| (&*wait.thread_name, &*wait.reason)).collect();
    let wanted = [
        ("MainThread", "waits for thread Ann to end"),
        ("Ann", "waits for RLock 'b' (created at line 2), held by Bob (acquired at line 7)"),
        ("Bob", "waits for lock 'a' (created at line 2), held by Ann (acquired at line 4)"),
    ];
    assert_eq!(edges, wanted);
    assert!(moment.waits.iter().all(|wait| wait.held_by.is_some()));
}

#[test]
fn conditions_and_who_is_woken() {
    let source = "import threading
c = threading.Condition()
def work():
    with c: c.wait()
ts = [threading.Thread(target=work, name=n) for n in ('A', 'B')]
for t in ts: t.start()
while len(threading.enumerate()) < 3: pass
with c:
    c.notify()
    pass
with c: c.notify_all()
for t in ts: t.join()
";
    let mut stepper = stepper(source);
    let main = who(&mut stepper, "MainThread");
    assert_eq!(stepper.run(Way::Steady, &Until::Line(7, Some(main)), 1000), Ran::There);
    let (a, b) = (who(&mut stepper, "A"), who(&mut stepper, "B"));
    stepper.step_block(b);
    stepper.step_block(a);
    let moment = stepper.moment();
    assert_eq!(waiters(&moment, "condition 'c'"), [("B".to_owned(), Wants::Notice), ("A".to_owned(), Wants::Notice)]);
    assert_eq!(object(&moment, "condition 'c'").state, ObjectState::Condition { lock: "RLock 'c'".to_owned() });
    assert_eq!(stepper.run(Way::Steady, &Until::Line(9, Some(main)), 1000), Ran::There);
    while !named(&mut stepper, "Main").what.starts_with("notifies") {
        assert!(stepper.step(main));
    }
    assert_eq!(named(&mut stepper, "Main").wakes, ["B"]);
    stepper.step(main);
    let moment = stepper.moment();
    assert_eq!(waiters(&moment, "condition 'c'"), [("A".to_owned(), Wants::Notice)]);
    assert_eq!(waiters(&moment, "RLock 'c'"), [("B".to_owned(), Wants::LockAgain)]);
    let reason = named(&mut stepper, "B").waits.expect("it waits");
    assert!(
        reason.starts_with("waits to take the lock of condition 'c' (created at line 2) again, held by Main"),
        "{reason}"
    );
    while !named(&mut stepper, "Main").what.starts_with("releases") {
        assert!(stepper.step(main));
    }
    assert_eq!(named(&mut stepper, "Main").wakes, ["B"]);
    while !named(&mut stepper, "Main").what.starts_with("notifies all") {
        assert!(stepper.step(main));
    }
    assert_eq!(named(&mut stepper, "Main").wakes, ["A"]);
}

#[test]
fn whoever_is_let_go_on_by_a_release() {
    let source = "import threading
lock = threading.Lock()
def work():
    with lock: pass
ts = [threading.Thread(target=work, name=n) for n in ('A', 'B')]
lock.acquire()
for t in ts: t.start()
lock.release()
";
    let mut stepper = stepper(source);
    let main = who(&mut stepper, "MainThread");
    assert_eq!(stepper.run(Way::Steady, &Until::Line(8, Some(main)), 1000), Ran::There);
    for name in ["A", "B"] {
        let thread = who(&mut stepper, name);
        stepper.step_block(thread);
        let reason = named(&mut stepper, name).waits;
        let wanted = "waits for lock 'lock' (created at line 2), held by MainThread (acquired at line 6)";
        assert_eq!(reason.as_deref(), Some(wanted));
    }
    while !named(&mut stepper, "Main").what.starts_with("releases") {
        stepper.step(main);
    }
    assert_eq!(named(&mut stepper, "Main").wakes, ["A", "B"]);
    stepper.step(main);
    let able: Vec<String> =
        stepper.choices().into_iter().filter(|thread| thread.waits.is_none()).map(|thread| thread.name).collect();
    assert_eq!(able, ["A", "B"], "either may take it, and the main thread waits for both at exit");
}

#[test]
fn semaphores_events_and_barriers() {
    let source = "import threading
s = threading.BoundedSemaphore(1)
e = threading.Event()
b = threading.Barrier(3)
def work():
    with s: e.wait()
    b.wait()
ts = [threading.Thread(target=work, name=n) for n in ('A', 'B')]
for t in ts: t.start()
e.set()
b.wait()
for t in ts: t.join()
";
    let moment =
        search(source, |moment| waiters(moment, "semaphore 's'").len() == 1 && waiters(moment, "event 'e'").len() == 1);
    let ObjectState::Semaphore { value: 0, bound: Some(1), holders } = &object(&moment, "semaphore 's'").state else {
        panic!("{:?}", moment.objects);
    };
    let (holder, waiter) = (&holders[0].name, &object(&moment, "semaphore 's'").waiters[0].name);
    assert_ne!(holder, waiter);
    assert_eq!(waiters(&moment, "event 'e'"), [(holder.clone(), Wants::It)]);
    assert_eq!(object(&moment, "event 'e'").state, ObjectState::Event { set: false });
    let moment = search(source, |moment| {
        state(moment, "barrier 'b'") == Some(&ObjectState::Barrier { parties: 3, waiting: 2, broken: false })
    });
    assert_eq!(object(&moment, "event 'e'").state, ObjectState::Event { set: true });
    assert_eq!(waiters(&moment, "barrier 'b'").len(), 2);
}

#[test]
fn queues_with_their_items_and_both_sides() {
    let source = "import threading, queue
q = queue.Queue(2)
class Box:
    def __init__(self): self.q = queue.PriorityQueue()
box = Box()
def put(name):
    for n in range(2): q.put(name + str(n))
ts = [threading.Thread(target=put, args=(n,), name=n) for n in ('A', 'B')]
for t in ts: t.start()
box.q.put(7); box.q.put(3)
for n in range(4): q.get()
q.get()
";
    let moment = search(source, |moment| waiters(moment, "queue 'q'").len() == 2);
    let ObjectState::Queue { items: 2, maxsize: Some(2), unfinished: 2, contents: Some(contents) } =
        &object(&moment, "queue 'q'").state
    else {
        panic!("{:?}", moment.objects);
    };
    assert!(contents.starts_with("[\"") && contents.len() == "[\"A0\", \"A1\"]".len(), "{contents}");
    assert!(waiters(&moment, "queue 'q'").iter().all(|(_, wants)| *wants == Wants::Room));
    let moment = search(source, |moment| waiters(moment, "queue 'q'").iter().any(|(_, wants)| *wants == Wants::Item));
    assert_eq!(waiters(&moment, "queue 'q'")[0].0, "MainThread");
    let ObjectState::Queue { maxsize: None, contents, .. } = &object(&moment, "queue 'box.q'").state else {
        panic!("{:?}", moment.objects);
    };
    assert_eq!(contents.as_deref(), Some("[3, 7]"));
}

#[test]
fn futures_timers_and_the_clock() {
    let source = "import threading, time
from concurrent.futures import ThreadPoolExecutor
def work():
    time.sleep(2)
    return 1
lock = threading.Lock()
lock.acquire()
def late(): lock.acquire(timeout=0.5)
threading.Thread(target=late, name='Late').start()
with ThreadPoolExecutor(1) as pool:
    result = pool.submit(work).result(9)
print(result)
";
    // When the last of them waits, nobody can go on: the first deadline comes at once.
    let moment = search(source, |moment| moment.deadlines.len() == 3);
    let told: Vec<(f64, &str)> = moment.deadlines.iter().map(|at| (at.at, at.what.as_str())).collect();
    assert_eq!(moment.clock, 0.5);
    assert!(told[0].0 == 0.5 && told[0].1.starts_with("waits for lock 'lock'"), "{told:?}");
    assert_eq!(told[1], (2.0, "sleeps"));
    assert!(told[2].0 == 9.0 && told[2].1.starts_with("waits for the result of a future that"), "{told:?}");
    let future = moment.objects.iter().find(|object| matches!(object.state, ObjectState::Future { .. }));
    let future = future.expect("there is one");
    let ObjectState::Future { done: false, owner: Some(owner) } = &future.state else { panic!("{future:?}") };
    assert!(owner.name.starts_with("ThreadPoolExecutor") && future.waiters[0].name == "MainThread", "{future:?}");
    let later = search(source, |moment| moment.deadlines.len() == 2 && moment.clock > 0.0);
    assert_eq!((later.clock, later.deadlines[0].at), (0.5, 2.0));
}

#[test]
fn processes_pipes_and_what_they_share() {
    let source = "import os, multiprocessing
lock = multiprocessing.Lock()
r, w = os.pipe()
pid = os.fork()
if pid == 0:
    with lock: os.write(w, b'hello')
    os._exit(3)
with lock: got = os.read(r, 2)
os.wait()
";
    let moment = search(source, |moment| moment.pipes.iter().any(|pipe| !pipe.waiters.is_empty()));
    let pipe = &moment.pipes[0];
    let ends: Vec<bool> = pipe.ends.iter().map(|end| end.writes).collect();
    assert_eq!((pipe.bytes, ends), (0, vec![false, true, false, true]));
    assert_eq!((pipe.waiters[0].wants, pipe.ends[0].descriptor), (Wants::Item, 3));
    let lock = object(&moment, "process lock 'lock'");
    let ObjectState::Semaphore { value: 0, bound: Some(1), holders } = &lock.state else { panic!("{lock:?}") };
    assert!(holders[0].name.starts_with("MainProcess") && lock.line == 2, "{lock:?}");
    let moment = search(source, |moment| moment.pipes.iter().any(|pipe| pipe.bytes == 3));
    assert_eq!(moment.pipes[0].contents, "b'llo'");
    let moment = search(source, |moment| moment.processes.iter().any(|process| process.status.is_some()));
    let child = &moment.processes[1];
    assert_eq!((child.status, child.parent, child.threads.len()), (Some(3 << 8), moment.processes[0].pid, 0));
}

#[test]
fn what_variables_name_and_that_two_names_are_one_thing() {
    let source = "import threading
from collections import deque
class Account:
    def __init__(self): self.balance = 3
account, items, table, seen, line = Account(), [1, 'a', None], {'k': [1, 2]}, {5}, deque([9])
same = items
def work(own):
    inner = {}
    own.append(inner)
t = threading.Thread(target=work, args=(items,), name='T')
t.start()
t.join()
";
    let moment = search(source, |moment| moment.heap.iter().any(|object| object.names.len() == 3));
    let told: Vec<String> = moment
        .heap
        .iter()
        .map(|object| format!("{} is a {}: {}", object.names.join(", "), object.kind, object.value))
        .collect();
    let wanted = [
        "account is a Account: Account(balance=3)",
        "items, same, own in work of T is a list: [1, \"a\", None]",
        "table is a dict: {\"k\": list of 2}",
        "seen is a set: {5}",
        "line is a collections.deque: deque([9])",
        "inner in work of T is a dict: {}",
    ];
    assert_eq!(told, wanted);
}

#[test]
fn runs_until_something_is_so() {
    let source = "import threading
e = threading.Event()
def work(n):
    print('at', n)
    e.wait()
    print('done', n)
ts = [threading.Thread(target=work, args=(n,), name='T' + str(n)) for n in range(2)]
for t in ts: t.start()
print('set')
e.set()
for t in ts: t.join()
";
    for way in [Way::Steady, Way::InTurn, Way::Random(3), Way::Pct(5)] {
        let mut stepper = stepper(source);
        assert_eq!(stepper.run(way, &Until::Output("at 1".to_owned()), 1000), Ran::There, "{way:?}");
        assert!(stepper.machine().output().ends_with("at 1\n"), "{}", stepper.machine().output());
        stepper.go_to(0);
        assert_eq!(stepper.run(way, &Until::Line(4, None), 1000), Ran::There);
        assert_eq!(stepper.choices().iter().filter(|thread| thread.line == 4).count(), 1);
        let first = stepper.choices().iter().find(|thread| thread.line == 4).expect("it is there").who;
        assert_eq!(stepper.run(way, &Until::Ended(first), 1000), Ran::There);
        assert!(stepper.choices().iter().all(|thread| thread.who != first));
        assert_eq!(stepper.moment().ended.len(), 3 - stepper.choices().len());
        assert_eq!(stepper.run(way, &Until::End, 1), Ran::NotYet);
        assert_eq!(stepper.run(way, &Until::Output("never".to_owned()), 1000), Ran::ToTheEnd);
        assert_eq!(stepper.run(way, &Until::End, 1000), Ran::There);
    }
    // Steps that were taken back are taken once more, and then others.
    let mut again = stepper(source);
    again.run(Way::Random(5), &Until::Output("set".to_owned()), 1000);
    let (set, known) = again.position();
    assert_eq!(set, known);
    let token = again.token();
    again.go_to(3);
    assert_eq!(again.run(Way::Again, &Until::Output("set".to_owned()), 1000), Ran::There);
    assert_eq!((again.position(), again.token()), ((set, known), token));
    again.go_to(3);
    assert_eq!(again.run(Way::Again, &Until::End, known - 4), Ran::NotYet);
    assert_eq!(again.position(), (known - 1, known));
    assert_eq!(again.run(Way::Again, &Until::End, 1000), Ran::There);
    assert!(again.is_over() && again.position().0 > known);
    let mut stepper = stepper(source);
    let main = who(&mut stepper, "Main");
    assert_eq!(stepper.run(Way::Steady, &Until::Waits(main), 1000), Ran::There);
    assert!(named(&mut stepper, "Main").waits.is_some());
}

#[test]
fn from_any_step_on_another_scheduler_leads_elsewhere_and_back() {
    let mut stepper = stepper(EMBRACE);
    assert_eq!(stepper.run(Way::Steady, &Until::End, 1000), Ran::There);
    let (token, length) = (stepper.token(), stepper.position().1);
    stepper.go_to(length / 2);
    let half = stepper.machine().world().digest();
    let mut digests = Vec::new();
    for seed in [1, 2, 1] {
        stepper.go_to(length / 2);
        assert_eq!(stepper.machine().world().digest(), half);
        stepper.run(Way::Random(seed), &Until::End, 1000);
        assert!(stepper.is_over());
        digests.push(stepper.token());
    }
    assert_eq!(digests[0], digests[2]);
    assert_ne!(digests[0], digests[1]);
    stepper.go_to(0);
    assert_eq!(stepper.follow(&token), Followed { steps: length, misfit: None });
}

#[test]
fn how_far_a_wrong_schedule_fits() {
    let mut one = stepper(EMBRACE);
    one.run(Way::Steady, &Until::End, 1000);
    let mut token = one.token();
    let (length, all) = (one.position().1, token.clone());
    let misfit = |token: &racecourse::session::Token, source: &str| {
        let mut other = stepper(source);
        let followed = other.follow(token);
        assert_eq!(followed.steps, other.position().0);
        (followed.steps, followed.misfit.unwrap_or_default())
    };
    token.push(&[], 1);
    let over = format!("after {length} steps it does not fit: the program has ended");
    assert_eq!(misfit(&token, EMBRACE), (length, over));
    let mut nobody = all.clone();
    nobody.runs.truncate(1);
    nobody.push(&[7], 1);
    let steps = nobody.runs[0].1 as usize;
    let words = format!("after {steps} steps it does not fit: the thread that it names is not there");
    assert_eq!(misfit(&nobody, EMBRACE), (steps, words));
    // Bob takes Ann's lock twice.
    let mut blocked = stepper(EMBRACE);
    let main = who(&mut blocked, "Main");
    blocked.step_block(main);
    let ann = who(&mut blocked, "Ann");
    while blocked.moment().objects.iter().all(|object| !matches!(&object.state, ObjectState::Lock { depth: 1, .. })) {
        blocked.step(ann);
    }
    let (mut token, steps) = (blocked.token(), blocked.position().0);
    token.push(&[1], 50);
    let (fits, reason) = misfit(&token, EMBRACE);
    assert!(
        fits > steps
            && reason.ends_with("Bob waits for lock 'a' (created at line 2), held by Ann (acquired at line 4)"),
        "{reason}"
    );
    let changed = EMBRACE.replace("with a: pass", "a.acquire()");
    let (fits, reason) = misfit(&all, &changed);
    let stale = "the schedule was made for another program text";
    assert!(fits > 0 && fits <= length && reason.starts_with(stale), "{fits} {reason}");
}
