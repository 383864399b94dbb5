//! What the compiler makes of small programs: `tests/data/listings.txt` holds programs and the bytecode expected.
//! `UPDATE=1 cargo test --test compile` writes the file anew; read the difference before it is committed.

use std::fmt::Write as _;
use std::sync::Arc;

use racecourse::code::compile::{Kind, compile};
use racecourse::code::dis::listing;
use racecourse::span::Source;

const FILE: &str = "tests/data/listings.txt";
const PROGRAM: &str = "=== program\n";
const LISTING: &str = "--- bytecode\n";

fn list(text: &str) -> String {
    match compile(Arc::new(Source::new("case.py", text)), Kind::Program) {
        Ok(unit) => listing(&unit),
        Err(errors) => format!("{errors:?}\n"),
    }
}

#[test]
fn listings() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let file = std::fs::read_to_string(&path).expect("the file of listings");
    let mut anew = String::new();
    for case in file.split(PROGRAM).skip(1) {
        let (program, _) = case.split_once(LISTING).unwrap_or((case, ""));
        let _ = writeln!(anew, "{PROGRAM}{program}{LISTING}{}", list(program));
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &anew).expect("a writable file");
    }
    assert_eq!(file, anew);
}

/// `SHOW=file.py cargo test --test compile show -- --nocapture` lists a program.
#[test]
fn show() {
    let Some(path) = std::env::var_os("SHOW") else { return };
    let text = list(&std::fs::read_to_string(path).expect("a program"));
    println!("{text}");
    assert!(!text.is_empty());
}
