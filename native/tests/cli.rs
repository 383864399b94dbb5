//! The command line tool from outside: exit statuses, standard streams, Ctrl-C, limits.

#[path = "support/tool.rs"]
mod tool;

use std::io::Read;
use std::time::{Duration, Instant};

use tool::{Folder, check, feed, run, signal, start, text};

const ENGINES: [&str; 2] = ["sim", "live"];

#[test]
fn a_program_ends_with_its_own_status() {
    for engine in ENGINES {
        let engine = ["--engine", engine];
        check(&run("print('hi')\n", &engine, ""), 0, "hi\n", "");
        check(&run("import sys\nsys.exit(7)\n", &engine, ""), 7, "", "");
        check(&run("import sys\nsys.exit('bad')\n", &engine, ""), 1, "", "bad\n");
        check(&run("import os\nos._exit(9)\n", &engine, ""), 9, "", "");
    }
}

#[test]
fn an_uncaught_exception_is_1_with_a_traceback() {
    for engine in ENGINES {
        let output = run("def f():\n    1 / 0\nf()\n", &["--engine", engine], "");
        let want = "Traceback (most recent call last):\n  File \"p.py\", line 3, in <module>\n    f()\n  \
                    File \"p.py\", line 2, in f\n    1 / 0\n    ~~^~~\nZeroDivisionError: division by zero\n";
        check(&output, 1, "", want);
    }
}

#[test]
fn a_syntax_error_is_1() {
    let output = run("print('a')\nx = = 1\n", &[], "");
    check(&output, 1, "", "  File \"p.py\", line 2\n    x = = 1\n        ^\nSyntaxError: invalid syntax\n");
}

#[test]
fn wrong_usage_is_2() {
    let folder = Folder::new();
    for (args, words) in [
        (vec!["run"], "Usage"),
        (vec!["run", "nothing.py"], "nothing.py"),
        (vec!["run", "no-such-entry"], "no-such-entry"),
        (vec!["run", "--time-limit", "never", "p.py"], "seconds"),
        (vec!["run", "--max-memory", "much", "p.py"], "64M"),
        (vec!["run", "--allow-read", "nowhere", "-"], "nowhere"),
        (vec!["show", "no-such-entry"], "no-such-entry"),
        (vec!["fly"], "fly"),
    ] {
        check(&feed(folder.command(&args), ""), 2, "", words);
    }
}

const DEADLOCK: &str = "import threading
import time
a = threading.Lock()
b = threading.Lock()
def one():
    with a:
        time.sleep(0.1)
        with b:
            pass
def two():
    with b:
        time.sleep(0.1)
        with a:
            pass
t = threading.Thread(target=one)
u = threading.Thread(target=two)
t.start()
u.start()
t.join()
";

#[test]
fn a_deadlock_is_3_with_a_report() {
    for engine in ENGINES {
        let start = Instant::now();
        let output = run(DEADLOCK, &["--engine", engine], "");
        check(&output, 3, "", "deadlock: 2 threads wait for each other\n");
        let err = text(&output.stderr);
        for words in [
            "Thread-1 (one) waits for lock 'b' (created at line 4), held by Thread-2 (two) (acquired at line 11), at line 8 in one: with b:\n",
            "Thread-2 (two) waits for lock 'a' (created at line 3), held by Thread-1 (one) (acquired at line 6), at line 13 in two: with a:\n",
            "MainThread waits for thread Thread-1 (one) to end, at line 19 in <module>: t.join()\n",
        ] {
            assert!(err.contains(words), "no {words:?} in:\n{err}");
        }
        assert!(start.elapsed() < Duration::from_secs(20), "at once");
    }
}

#[test]
fn limits_end_a_run() {
    for engine in ENGINES {
        let limited = |program: &str, limit: &[&str]| {
            let args: Vec<&str> = ["--engine", engine].iter().chain(limit).copied().collect();
            run(program, &args, "")
        };
        let endless = "try:\n    while True: pass\nexcept BaseException:\n    print('caught')\n";
        check(&limited(endless, &["--time-limit", "0.3"]), 124, "", "time limit");
        check(&limited("import time\ntime.sleep(50)\n", &["--time-limit", "0.3"]), 124, "", "time limit");
        let hog = "x = []\nwhile True: x.append('y' * 1000 + str(len(x)))\n";
        check(&limited(hog, &["--max-memory", "16M"]), 125, "", "memory limit reached");
        let big = "try:\n    x = 'x' * 10**12\nexcept MemoryError:\n    print('no')\n";
        check(&limited(big, &[]), 0, "no\n", "");
        let chatty = limited("while True: print('x' * 100_000)\n", &[]);
        assert_eq!(chatty.status.code(), Some(125));
        assert!(text(&chatty.stderr).contains("output limit"));
    }
}

#[test]
fn input_reads_standard_input() {
    let program =
        "a = input('first? ')\nb = input()\nprint(a + b)\ntry:\n    input()\nexcept EOFError as e:\n    print(e)\n";
    for engine in ENGINES {
        check(&run(program, &["--engine", engine], "one\ntwo"), 0, "first? onetwo\nEOF when reading a line\n", "");
    }
}

#[test]
fn a_program_comes_from_standard_input() {
    let folder = Folder::new();
    let output = feed(folder.command(&["run", "-", "x", "--y"]), "import sys\nprint(sys.argv)\n");
    check(&output, 0, "['-', 'x', '--y']\n", "");
}

#[test]
fn the_same_seed_gives_the_same_digest() {
    let program = "import threading\nn = 0\ndef f():\n    global n\n    for i in range(200):\n        n += 1\n\
                   ts = [threading.Thread(target=f) for _ in range(4)]\nfor t in ts: t.start()\nfor t in ts: t.join()\nprint(n)\n";
    let digest = |seed: &str| {
        let output = run(program, &["--engine", "sim", "--digest", "--seed", seed], "");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stderr)
    };
    assert_eq!(digest("5"), digest("5"));
    assert_ne!(digest("5"), digest("6"));
    assert!(digest("5").starts_with("digest: "));
}

#[test]
fn files_are_in_memory_unless_a_folder_is_allowed() {
    let program = "with open('note.txt', 'w') as f:\n    f.write('from the program')\nprint(open('note.txt').read())\n";
    for engine in ENGINES {
        let folder = Folder::new();
        folder.write("p.py", program);
        let ok = |args: &[&str]| check(&feed(folder.command(args), ""), 0, "from the program\n", "");
        ok(&["run", "--engine", engine, "p.py"]);
        assert!(!folder.0.join("note.txt").exists());
        ok(&["run", "--engine", engine, "--allow-write", ".", "p.py"]);
        assert_eq!(std::fs::read_to_string(folder.0.join("note.txt")).expect("written"), "from the program");
        let output = feed(folder.command(&["run", "--engine", engine, "--allow-read", ".", "p.py"]), "");
        check(&output, 1, "", "PermissionError: [Errno 13] Permission denied: 'note.txt'");
    }
}

#[test]
fn the_catalogue_is_listed_shown_and_run() {
    let folder = Folder::new();
    let list = feed(folder.command(&["list"]), "");
    let name = text(&list.stdout).lines().find_map(|line| Some(line.strip_prefix("  ")?.split(' ').next()?.to_owned()));
    let name = name.expect("an entry");
    let show = text(&feed(folder.command(&["show", &name]), "").stdout);
    assert!(show.starts_with("# ") && show.contains("```python"));
    let run = feed(folder.command(&["run", "--engine", "sim", &name]), "");
    assert!(run.status.success() || run.status.code() == Some(3), "{}", text(&run.stderr));
}

#[test]
fn ctrl_c_is_a_keyboard_interrupt_in_the_main_thread() {
    let body =
        ["while True: pass", "import time; time.sleep(1000)", "import threading; threading.Event().wait()", "input()"];
    for wait in body {
        let folder = Folder::new();
        let program = format!(
            "try:\n    print('ready', flush=True)\n    {wait}\nexcept KeyboardInterrupt:\n    print('caught')\n"
        );
        // The thread that waits for an event alone would be a deadlock without somebody who may yet set it.
        let program = format!(
            "import threading, time\nthreading.Thread(target=time.sleep, args=(1000,), daemon=True).start()\n{program}"
        );
        let (mut child, mut reader) = start(&folder, &program, &[]);
        signal("INT", child.id());
        let mut rest = String::new();
        reader.read_to_string(&mut rest).expect("text");
        assert_eq!(rest, "caught\n", "{wait}");
        assert_eq!(child.wait().expect("it ends").code(), Some(0));
    }
}

#[test]
fn an_uncaught_interrupt_ends_with_a_traceback() {
    let folder = Folder::new();
    let (child, _reader) = start(&folder, "print('ready', flush=True)\nwhile True: pass\n", &[]);
    signal("INT", child.id());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130));
    let err = text(&output.stderr);
    assert!(err.contains(", in <module>") && err.ends_with("KeyboardInterrupt\n"), "{err}");
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let folder = Folder::new();
    let (child, reader) = start(&folder, "print('ready')\nwhile True: print('x' * 1000)\n", &[]);
    drop(reader);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(141), ""));
}
