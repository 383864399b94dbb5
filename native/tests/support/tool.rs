//! What the tests of the tool have in common: programs in folders of their own, the tool run on them, the processes that it
//! leaves.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A folder of its own for each program. Its path is also the mark by which the processes of its runs are known.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let dir = std::env::temp_dir().join(format!("racecourse-cli-{}-{number}-", std::process::id()));
        std::fs::create_dir_all(&dir).expect("a folder for the test");
        Self(dir)
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).expect("a file for the test");
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_racecourse"));
        command.args(args).current_dir(&self.0).env("RACECOURSE_TEST_MARK", &self.0);
        command
    }

    /// The processes that have this folder's mark in their environment, the tool's own among them.
    pub fn processes(&self) -> Vec<u32> {
        let mark = format!("RACECOURSE_TEST_MARK={}\0", self.0.display()).into_bytes();
        let pids = std::fs::read_dir("/proc").expect("/proc").flatten();
        let pids = pids.filter_map(|entry| entry.file_name().to_string_lossy().parse().ok());
        pids.filter(|pid: &u32| {
            let environ = std::fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
            environ.windows(mark.len()).any(|window| window == mark)
        })
        .collect()
    }

    /// Waits until no process is left.
    #[track_caller]
    pub fn expect_nobody(&self) {
        wait_until("nobody is left", || self.processes().is_empty());
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder left behind does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Waits for a state, not for a time: half a minute is for machines that stand still.
#[track_caller]
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(30), "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Runs `program` as `p.py` with these arguments before the file.
pub fn run(program: &str, args: &[&str], input: &str) -> Output {
    let folder = Folder::new();
    folder.write("p.py", program);
    let args: Vec<&str> = ["run"].iter().chain(args).chain(&["p.py"]).copied().collect();
    let output = feed(folder.command(&args), input);
    folder.expect_nobody();
    output
}

pub fn feed(mut command: Command, input: &str) -> Output {
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.expect("the tool starts");
    let mut stdin = child.stdin.take().expect("piped");
    // A program that reads nothing may be gone already.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("the tool ends")
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[track_caller]
pub fn check(output: &Output, status: i32, stdout: &str, in_stderr: &str) {
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!((output.status.code(), out.as_str()), (Some(status), stdout), "stderr: {err}");
    assert!(err.contains(in_stderr), "no {in_stderr:?} in {err:?}");
    assert!(!in_stderr.is_empty() || err.is_empty(), "{err}");
}

/// Starts a program that prints `ready` and waits for that.
#[track_caller]
pub fn start(folder: &Folder, program: &str, args: &[&str]) -> (Child, BufReader<ChildStdout>) {
    folder.write("p.py", program);
    let args: Vec<&str> = ["run"].iter().chain(args).chain(&["p.py"]).copied().collect();
    let mut command = folder.command(&args);
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.expect("the tool starts");
    let mut reader = BufReader::new(child.stdout.take().expect("piped"));
    let line = line(&mut reader);
    assert_eq!(line, "ready");
    (child, reader)
}

/// The next line without its end.
pub fn line(reader: &mut BufReader<ChildStdout>) -> String {
    let mut line = String::new();
    reader.read_line(&mut line).expect("a line");
    line.trim_end().to_owned()
}

pub fn signal(name: &str, pid: u32) {
    let status = Command::new("kill").args([&format!("-{name}"), &pid.to_string()]).status();
    assert!(status.expect("kill is there").success());
}
