//! The cases on processes once more, with real ones: `tests/cases/processes` through the command line tool.
//!
//! `CASE=fork cargo test -p racecourse-native --test cases` runs those whose name holds the text.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

#[path = "../../tests/support/case.rs"]
#[allow(dead_code, reason = "each test uses a part of it")]
mod case;
#[path = "support/tool.rs"]
mod tool;

use case::{Case, FILE_NAME};
use tool::{Folder, feed, text};

/// How many at a time.
const WORKERS: usize = 2;

#[test]
fn real_processes_print_what_cpython_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    let wanted = std::env::var("CASE").unwrap_or_default();
    let mut cases = case::load(&root).expect("readable headers");
    cases.retain(|case| case.real && case.name.starts_with("processes/") && case.name.contains(&wanted));
    assert!(!cases.is_empty(), "no case has {wanted:?} in its name");
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(difference) = check(case) {
                        failures.lock().unwrap().push(format!("--- {}\n{difference}", case.name));
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{} of {} cases failed:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

fn check(case: &Case) -> Result<(), String> {
    let folder = Folder::new();
    folder.write(FILE_NAME, &case.source);
    let mut args = vec!["run", "--engine", "live", "--time-limit", "30", FILE_NAME];
    args.extend(case.args.iter().map(String::as_str));
    let mut command = folder.command(&args);
    match case.terminal {
        true => command.env_remove("PYTHONUNBUFFERED"),
        false => command.env("PYTHONUNBUFFERED", "1"),
    };
    let output = feed(command, &case.stdin);
    folder.expect_nobody();
    case.judge(output.status.code().unwrap_or(-1), &text(&output.stdout), &text(&output.stderr))
}
