//! Real processes from outside: they are there while the program runs, and none is left when it has ended, however it did.

#[path = "support/tool.rs"]
mod tool;

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tool::{Folder, check, feed, line, run, signal, start, text, wait_until};

/// A parent that waits for three children that run for ever.
const FAMILY: &str = "import os, time
for i in range(3):
    if os.fork() == 0:
        if i == 0:
            while True: pass
        if i == 1 and os.fork() > 0:
            os._exit(0)
        while True: time.sleep(100)
print('ready', flush=True)
while True: time.sleep(100)
";

/// The tool, the main process and what [`FAMILY`] forks; the grandchild's parent is a zombie, without an environment.
const MEMBERS: usize = 5;

#[test]
fn both_sides_of_a_fork_are_processes_of_the_system() {
    let folder = Folder::new();
    let program = "import os
print('ready', flush=True)
r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(w)
    os.read(r, 1)
    print('child', os.getpid(), os.getppid(), flush=True)
    os._exit(7)
print(os.getpid(), pid, flush=True)
input()
os.close(w)
ended, status = os.waitpid(pid, 0)
print('parent', ended == pid, os.WEXITSTATUS(status))
";
    let (mut child, mut reader) = start(&folder, program, &[]);
    let pids: Vec<u32> = line(&mut reader).split(' ').map(|pid| pid.parse().expect("a pid")).collect();
    assert_eq!((parent_of(pids[0]), parent_of(pids[1])), (child.id(), pids[0]));
    assert_eq!(folder.processes().len(), 3);
    drop(child.stdin.take());
    // The end of the input is an error of the program's: it gets a line first.
    let status = child.wait().expect("it ends");
    assert_eq!(status.code(), Some(1));
    folder.expect_nobody();

    let (mut child, mut reader) = start(&folder, program, &[]);
    let pids = line(&mut reader);
    let (parent, forked) = pids.split_once(' ').expect("two pids");
    std::io::Write::write_all(child.stdin.as_mut().expect("piped"), b"\n").expect("it listens");
    assert_eq!(line(&mut reader), format!("child {forked} {parent}"));
    assert_eq!(line(&mut reader), "parent True 7");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

fn parent_of(pid: u32) -> u32 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).expect("the process is there");
    let fields = stat.rsplit_once(") ").expect("a name").1;
    fields.split(' ').nth(1).expect("a parent").parse().expect("a number")
}

#[test]
fn no_process_outlives_the_run() {
    for (how, status) in [("INT", Some(130)), ("TERM", Some(143)), ("KILL", None)] {
        let folder = Folder::new();
        let (mut child, mut reader) = start(&folder, FAMILY, &[]);
        wait_until("the family is complete", || folder.processes().len() == MEMBERS);
        signal(how, child.id());
        if how == "INT" {
            // The first one is for the main process only, which the others outlive.
            wait_until("the main process has ended", || folder.processes().len() == MEMBERS - 1);
            signal(how, child.id());
        }
        assert_eq!(child.wait().expect("it ends").code(), status, "{how}");
        folder.expect_nobody();
        let mut rest = String::new();
        reader.read_to_string(&mut rest).expect("nobody holds the pipe any more");
        assert_eq!(rest, "");
    }
}

#[test]
fn a_stopped_process_dies_with_the_supervisor() {
    let folder = Folder::new();
    let (mut child, _reader) = start(&folder, FAMILY, &[]);
    wait_until("the family is complete", || folder.processes().len() == MEMBERS);
    for pid in folder.processes() {
        if pid != child.id() {
            signal("STOP", pid);
        }
    }
    signal("KILL", child.id());
    child.wait().expect("it ends");
    folder.expect_nobody();
}

#[test]
fn limits_end_the_whole_run() {
    let (stdout, family) = ("ready\n", FAMILY);
    check(&run(family, &["--time-limit", "0.5"], ""), 124, stdout, "time limit reached: the program ran for 0.5 s");
    let hog = format!(
        "import os\nx = 'y'\nif os.fork() == 0:\n    x = []\n    while True: x.append('y' * 1000 + str(len(x)))\n{family}"
    );
    let output = run(&hog, &["--max-memory", "16M"], "");
    assert_eq!(output.status.code(), Some(125), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("memory limit reached"));
    let chatty = format!("import os\nif os.fork() == 0:\n    while True: print('x' * 100_000)\n{family}");
    let output = run(&chatty, &[], "");
    assert_eq!(output.status.code(), Some(125));
    assert!(text(&output.stderr).contains("output limit"));
}

#[test]
fn memory_is_counted_over_all_processes() {
    let program = "import os, time
for i in range(6):
    if os.fork() == 0:
        x = []
        for j in range(4000): x.append('y' * 1000 + str(j))
        while True: time.sleep(100)
os.wait()
";
    let output = run(program, &["--max-memory", "20M"], "");
    check(&output, 125, "", "memory limit reached");
}

#[test]
fn a_fork_bomb_hits_the_limit_and_leaves_nothing() {
    let program = "import os
n = 0
while True:
    try:
        n += 1
        if os.fork() == 0:
            n = 0
    except BlockingIOError as e:
        if os.getpid() == main:
            print('ready', e.errno, flush=True)
            break
while True: pass
";
    let program = format!("import os\nmain = os.getpid()\n{program}");
    let output = run(&program, &["--max-processes", "12", "--time-limit", "3"], "");
    check(&output, 124, "ready 11\n", "time limit");
}

#[test]
fn two_thousand_forks_leave_nothing_behind() {
    let folder = Folder::new();
    let program = "import os, multiprocessing
print('ready', flush=True)
def fork(i):
    r, w = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.write(w, b'x')
        os._exit(i % 200)
    os.close(w)
    assert os.read(r, 10) == b'x'
    os.close(r)
    ended, status = os.waitpid(pid, 0)
    assert ended == pid and os.WEXITSTATUS(status) == i % 200
for i in range(100): fork(i)
print(os.getpid(), flush=True)
input()
for i in range(2000):
    fork(i)
    multiprocessing.Lock()
print('done', flush=True)
input()
";
    let (mut child, mut reader) = start(&folder, program, &[]);
    let pid: u32 = line(&mut reader).parse().expect("a pid");
    let look = || (folder.processes().len(), descriptors(pid), descriptors(child.id()));
    let (before, memory) = (look(), resident(pid));
    let mut stdin = child.stdin.as_ref().expect("piped");
    std::io::Write::write_all(&mut stdin, b"\n").expect("it listens");
    assert_eq!(line(&mut reader), "done");
    assert_eq!((look(), before.0), (before, 2));
    let grown = resident(pid).saturating_sub(memory);
    assert!(grown < 8 << 10, "{grown} KiB more than after the first hundred forks");
    std::io::Write::write_all(&mut stdin, b"\n").expect("it listens");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    folder.expect_nobody();
}

fn descriptors(pid: u32) -> usize {
    std::fs::read_dir(format!("/proc/{pid}/fd")).expect("the process is there").count()
}

/// KiB of memory that the process takes.
fn resident(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("the process is there");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its size");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

#[test]
fn a_pipe_without_readers_breaks_and_without_writers_ends() {
    let program = "import os
r, w = os.pipe()
os.close(r)
try:
    os.write(w, b'x')
except BrokenPipeError as e:
    print(e.errno)
r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(r)
    os.write(w, b'x' * 300_000)
    os._exit(0)
os.close(w)
n = 0
while True:
    bytes = os.read(r, 100_000)
    if not bytes: break
    n += len(bytes)
print(n, os.waitpid(pid, 0)[1])
";
    check(&run(program, &[], ""), 0, "32\n300000 0\n", "");
}

#[test]
fn an_orphan_goes_on_and_has_init_for_a_parent() {
    let program = "import os, signal, time
parent = os.getpid()
if os.fork() == 0:
    os.kill(parent, signal.SIGKILL)
    while os.getppid() == parent: time.sleep(0.001)
    print('orphan', os.getppid(), flush=True)
    os._exit(0)
while True: time.sleep(100)
";
    check(&run(program, &[], ""), 137, "orphan 1\n", "the main process was killed by signal 9 (SIGKILL)\n");
}

#[test]
fn signals_are_real() {
    let program = "import os, signal, time
told, tell = os.pipe()
def handler(number, frame):
    print('handler', number, flush=True)
    os.write(tell, b'h')
signal.signal(signal.SIGTERM, handler)
os.kill(os.getpid(), signal.SIGTERM)
print('after', os.read(told, 1), flush=True)
r, w = os.pipe()
pid = os.fork()
if pid == 0:
    # The read goes on after the handler.
    print(os.read(r, 1), flush=True)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.write(tell, b'd')
    while True: time.sleep(100)
os.kill(pid, signal.SIGTERM)
print(os.read(told, 1), flush=True)
os.write(w, b'y')
print(os.read(told, 1), flush=True)
os.kill(pid, signal.SIGTERM)
ended, status = os.waitpid(pid, 0)
print(os.WIFSIGNALED(status), os.WTERMSIG(status))
def ring(number, frame):
    # Should it come before the pause.
    signal.alarm(1)
signal.signal(signal.SIGALRM, ring)
signal.alarm(1)
print(signal.pause())
signal.alarm(0)
try:
    os.kill(1, 0)
except OSError as e:
    print(type(e).__name__)
";
    let want = "handler 15\nafter b'h'\nhandler 15\nb'h'\nb'y'\nb'd'\nTrue 15\nNone\nProcessLookupError\n";
    check(&run(program, &[], ""), 0, want, "");
}

#[test]
fn a_key_on_the_terminal_interrupts_every_process() {
    let folder = Folder::new();
    let program = "import os, time
r, w = os.pipe()
pid = os.fork()
try:
    os.write(w, b'x')
    if pid > 0:
        os.read(r, 1), os.read(r, 1)
        print('ready', flush=True)
    while True: time.sleep(100)
except KeyboardInterrupt:
    if pid == 0:
        print('child caught', flush=True)
        os._exit(0)
    print('parent caught', os.waitpid(pid, 0)[1], flush=True)
";
    folder.write("p.py", program);
    // `script` gives it a terminal of its own, and runs it by way of a shell: `exec`, so that no shell waits beside it and
    // dies of the key itself.
    let tool = format!("exec {} run p.py", env!("CARGO_BIN_EXE_racecourse"));
    let mut command = Command::new("script");
    command
        .args(["-qefc", &tool, "/dev/null"])
        .env("SHELL", "/bin/sh")
        .current_dir(&folder.0)
        .env("RACECOURSE_TEST_MARK", &folder.0);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("util-linux's `script` is there");
    let mut reader = std::io::BufReader::new(child.stdout.take().expect("piped"));
    assert_eq!(line(&mut reader), "ready");
    std::io::Write::write_all(child.stdin.as_mut().expect("piped"), b"\x03").expect("it listens");
    let mut rest = String::new();
    reader.read_to_string(&mut rest).expect("text");
    assert_eq!(rest.replace("^C", "").replace("\r\n", "\n"), "child caught\nparent caught 0\n");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    folder.expect_nobody();
}

#[test]
fn a_deadlock_across_processes_is_3_with_a_report() {
    let locks = "import multiprocessing as mp
a = mp.Lock()
b = mp.Lock()
x, y = mp.Event(), mp.Event()
def one():
    a.acquire()
    y.set()
    x.wait()
    b.acquire()
def two():
    b.acquire()
    x.set()
    y.wait()
    a.acquire()
ps = [mp.Process(target=f) for f in (one, two)]
for p in ps: p.start()
print('ready', flush=True)
for p in ps: p.join()
";
    let join = "import multiprocessing as mp
def f(q): q.put('x' * 1_000_000)
q = mp.Queue()
p = mp.Process(target=f, args=(q,))
p.start()
print('ready', flush=True)
p.join()
q.get()
";
    let killed = "import multiprocessing as mp, os, signal
a = mp.Lock()
def f():
    a.acquire()
    os.kill(os.getpid(), signal.SIGKILL)
p = mp.Process(target=f)
p.start()
print('ready', flush=True)
while p.is_alive(): pass
a.acquire()
";
    let own_pipe = "import os
r, w = os.pipe()
if os.fork() == 0: os._exit(0)
print('ready', flush=True)
os.read(r, 1)
";
    for (program, words) in [
        (
            locks,
            vec![
                "deadlock: 3 processes wait for each other\n",
                "Process-1",
                "last taken by Process-2",
                "b.acquire()\n",
            ],
        ),
        (join, vec!["deadlock: 2 processes wait for each other\n", "waits for room in a pipe\n", "p.join()\n"]),
        (killed, vec!["deadlock: ", "which has ended", "a.acquire()\n"]),
        (own_pipe, vec!["deadlock: ", "waits for something to read from a pipe", "os.read(r, 1)\n"]),
    ] {
        let folder = Folder::new();
        let (child, _reader) = start(&folder, program, &[]);
        let start = Instant::now();
        let output = child.wait_with_output().expect("it ends");
        let err = text(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{program}{err}");
        // Half a second where the machine has nothing else to do.
        assert!(start.elapsed() < Duration::from_secs(10), "at once");
        for words in words {
            assert!(err.contains(words), "no {words:?} in:\n{err}");
        }
        folder.expect_nobody();
    }
}

#[test]
fn who_may_yet_be_woken_is_no_deadlock() {
    let program = "import os, signal, time
def handler(number, frame): print('woken')
signal.signal(signal.SIGALRM, handler)
r, w = os.pipe()
if os.fork() == 0:
    time.sleep(1.2)
    os.write(w, b'x')
    os._exit(0)
print(os.read(r, 1), flush=True)
signal.alarm(1)
try:
    os.read(r, 1)
except BaseException as e:
    print(e)
";
    // Without the alarm the second read would be a deadlock; it is one again when the alarm has gone off.
    let output = run(program, &[], "");
    check(&output, 3, "b'x'\nwoken\n", "deadlock: ");
}

#[test]
fn ps_prints_the_tree() {
    let folder = Folder::new();
    folder.write("p.py", "import multiprocessing as mp, time, sys\ndef f(n): sys.exit(n)\nps = [mp.Process(target=f, args=(n,)) for n in (0, 3)]\nfor p in ps: p.start()\nfor p in ps: p.join()\nprint('text')\n");
    let output = feed(folder.command(&["ps", "--quiet", "p.py"]), "");
    let out = text(&output.stdout);
    let lines: Vec<&str> = out.lines().map(|line| line.trim_start_matches(|c: char| !c.is_alphabetic())).collect();
    let want = ["MainProcess: ended with status 0", "Process-1: ended with status 0", "Process-2: ended with status 3"];
    assert_eq!(lines, want, "{}", text(&output.stderr));

    let program = "import multiprocessing as mp, time
def f():
    # It has its name by now.
    print('ready', flush=True)
    time.sleep(100)
p = mp.Process(target=f)
p.start()
p.join()
";
    folder.write("p.py", program);
    let mut child = folder.command(&["ps", "p.py"]).stdout(Stdio::piped()).spawn().expect("the tool starts");
    let mut reader = std::io::BufReader::new(child.stdout.take().expect("piped"));
    assert_eq!(line(&mut reader), "ready");
    signal("INT", child.id());
    let mut out = String::new();
    reader.read_to_string(&mut out).expect("text");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    // Where the main thread is not waiting yet, it runs.
    assert!(out.contains(" MainProcess: ") && out.contains("\n└─ ") && out.contains(" Process-1: "), "{out}");
    folder.expect_nobody();
}

#[test]
fn a_trace_shows_processes_waits_forks_and_messages() {
    let program = "import os
r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(w)
    print(os.read(r, 10), flush=True)
    os._exit(0)
os.write(w, b'hello')
os.waitpid(pid, 0)
";
    for engine in ["live", "sim"] {
        let folder = Folder::new();
        folder.write("p.py", program);
        let args = ["run", "--engine", engine, "--trace", "t.json", "p.py"];
        check(&feed(folder.command(&args), ""), 0, "b'hello'\n", "");
        let trace = std::fs::read_to_string(folder.0.join("t.json")).expect("it was written");
        assert!(trace.starts_with("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n") && trace.ends_with("\n]}\n"));
        let pids: std::collections::BTreeSet<&str> =
            trace.split("\"pid\":").skip(1).filter_map(|rest| rest.split(',').next()).collect();
        assert_eq!(pids.len(), 2, "{engine}: {trace}");
        for part in ["\"cat\":\"running\"", "\"ph\":\"s\",\"cat\":\"flow\",\"name\":\"fork\"", "\"name\":\"b'hello'\""]
        {
            assert!(trace.contains(part), "{engine}: no {part} in {trace}");
        }
        for flow in ["fork", "message"] {
            let ends =
                trace.matches(&format!("\"ph\":\"f\",\"bp\":\"e\",\"cat\":\"flow\",\"name\":\"{flow}\"")).count();
            assert_eq!(ends, 1, "{engine}: one {flow} in {trace}");
        }
        assert_eq!(trace.matches("ended with status 0").count(), 2, "{engine}: {trace}");
        folder.expect_nobody();
    }
}
