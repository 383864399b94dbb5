//! Test cases as they lie under `tests/cases`: a program with a header of comments, and beside it what it prints.
//!
//! `name.py` begins with lines `# key = value`; `name.out` is its whole standard output, `name.err` its standard error
//! without the frames of library files. Both were written by CPython 3.11 (`cargo xtask differential --bless`).

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[path = "header.rs"]
mod header;

/// What tracebacks call the program.
pub const FILE_NAME: &str = "case.py";

/// One case.
#[derive(Debug)]
pub struct Case {
    /// Folder and file without ending: `threads/event`.
    pub name: String,
    /// The program with its header.
    pub source: String,
    /// `stdin`: the whole standard input.
    pub stdin: String,
    /// `args`: `sys.argv[1:]`.
    pub args: Vec<String>,
    /// `exit`: the status to end with; 3 is a deadlock.
    pub exit: i32,
    /// `engines`: which engines run it, `sim` and `live` unless told.
    pub engines: Vec<String>,
    /// `seed`: for sim.
    pub seed: u64,
    /// `stderr`: texts that standard error must hold, where it cannot be given exactly.
    pub fragments: Vec<String>,
    /// `warns`: CPython writes warnings to standard error, which is not compared then.
    pub warns: bool,
    /// `stdout = "terminal"`: standard output is flushed at the end of a line, as on a terminal; else at once, as under
    /// `PYTHONUNBUFFERED`. (On the engines: `Options::unbuffered` is off.)
    pub terminal: bool,
    /// `real = false`: with real processes it goes otherwise (see LIMITATIONS.md).
    pub real: bool,
    /// `cpython = false`: CPython cannot run it (it visits the virtual internet), its output was written by hand.
    pub cpython: bool,
    /// `name.out`.
    pub out: String,
    /// `name.err`; none: standard error must be empty, unless `stderr` or `warns` is there.
    pub err: Option<String>,
}

impl Case {
    /// Whether standard error has to be what `err` says.
    pub fn exact_stderr(&self) -> bool {
        self.fragments.is_empty() && !self.warns
    }

    /// Whether a run was as it should be; else what differs.
    pub fn judge(&self, status: i32, stdout: &str, stderr: &str) -> Result<(), String> {
        let mut text = String::new();
        if status != self.exit {
            let _ = writeln!(text, "exit status {status}, wanted {}", self.exit);
        }
        text += &difference("stdout", &self.out, stdout);
        let wanted_stderr = self.err.as_deref().unwrap_or_default();
        if self.exact_stderr() {
            text += &difference("stderr", &own_frames(wanted_stderr), &own_frames(stderr));
        } else if !text.is_empty() && !stderr.is_empty() {
            let _ = writeln!(text, "stderr was:\n{}", stderr.trim_end());
        }
        for fragment in &self.fragments {
            if !stderr.to_lowercase().contains(&fragment.to_lowercase()) {
                let _ = writeln!(text, "stderr has no {fragment:?}:\n{}", stderr.trim_end());
            }
        }
        if text.is_empty() { Ok(()) } else { Err(text) }
    }
}

/// All cases below a folder, by name. A header that cannot be read is an error that names the file.
pub fn load(root: &Path) -> Result<Vec<Case>, String> {
    let mut programs = Vec::new();
    collect(root, &mut programs);
    programs.sort();
    programs.iter().map(|path| read(root, path)).collect()
}

/// The lines of a traceback that are the program's own: frames of library files are left out.
pub fn own_frames(stderr: &str) -> String {
    let mut out = String::new();
    let mut foreign = false;
    for line in stderr.split_inclusive('\n') {
        if let Some(rest) = line.strip_prefix("  File \"") {
            foreign = !rest.starts_with(&format!("{FILE_NAME}\""));
        } else if !line.starts_with("    ") {
            foreign = false;
        }
        if !foreign {
            out.push_str(line);
        }
    }
    out
}

/// The lines from the first that differs on, a few of each side; empty when there is none.
fn difference(what: &str, wanted: &str, got: &str) -> String {
    if wanted == got {
        return String::new();
    }
    let (wanted, got): (Vec<&str>, Vec<&str>) = (wanted.split('\n').collect(), got.split('\n').collect());
    let same = wanted.iter().zip(&got).take_while(|(a, b)| a == b).count();
    let mut text = format!("{what} differs from line {} on\n", same + 1);
    for line in &wanted[same..wanted.len().min(same + 4)] {
        let _ = writeln!(text, "  wanted |{line}");
    }
    for line in &got[same..got.len().min(same + 8)] {
        let _ = writeln!(text, "  got    |{line}");
    }
    text
}

fn collect(folder: &Path, programs: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, programs);
        } else if path.extension().is_some_and(|e| e == "py") {
            programs.push(path);
        }
    }
}

fn read(root: &Path, path: &Path) -> Result<Case, String> {
    let source = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let name = path.strip_prefix(root).unwrap_or(path).with_extension("");
    let beside = |ending: &str| std::fs::read_to_string(path.with_extension(ending)).ok();
    let mut case = Case {
        name: name.to_string_lossy().replace('\\', "/"),
        stdin: String::new(),
        args: Vec::new(),
        exit: 0,
        engines: vec!["sim".to_owned(), "live".to_owned()],
        seed: 1,
        fragments: Vec::new(),
        warns: false,
        terminal: false,
        cpython: true,
        real: true,
        out: beside("out").unwrap_or_default(),
        err: beside("err"),
        source: String::new(),
    };
    for (key, value) in header::lines(&source) {
        set(&mut case, key, value).ok_or_else(|| format!("{}: cannot read `# {key} = {value}`", path.display()))?;
    }
    case.source = source;
    Ok(case)
}

fn set(case: &mut Case, key: &str, value: &str) -> Option<()> {
    match key {
        "stdin" => case.stdin = header::string(value)?,
        "args" => case.args = header::strings(value)?,
        "exit" => case.exit = value.parse().ok()?,
        "engines" => case.engines = header::strings(value)?,
        "seed" => case.seed = value.parse().ok()?,
        "stderr" => case.fragments = header::strings(value)?,
        "warns" => case.warns = value.parse().ok()?,
        "stdout" => case.terminal = header::string(value)? == "terminal",
        "real" => case.real = value.parse().ok()?,
        "cpython" => case.cpython = value.parse().ok()?,
        _ => return None,
    }
    Some(())
}
