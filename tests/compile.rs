//! What the compiler makes of small programs, as listings.

use std::sync::Arc;

use racecourse::code::compile::compile;
use racecourse::code::dis::listing;
use racecourse::span::Source;

fn list(text: &str) -> String {
    match compile(Arc::new(Source::new("case.py", text)), false) {
        Ok(unit) => listing(&unit),
        Err(errors) => format!("{errors:?}"),
    }
}

#[test]
fn show() {
    if let Ok(path) = std::env::var("SHOW") {
        println!("{}", list(&std::fs::read_to_string(path).unwrap()));
    }
}

/// Every case program compiles (but for those that are wrong).
#[test]
fn cases_compile() {
    let mut failed = Vec::new();
    let mut stack = vec![std::path::PathBuf::from("tests/cases")];
    let mut n = 0;
    while let Some(dir) = stack.pop() {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                stack.push(path);
            } else if path.extension().is_some_and(|e| e == "py") {
                let text = std::fs::read_to_string(&path).unwrap();
                n += 1;
                if let Err(errors) = compile(Arc::new(Source::new("case.py", text)), false) {
                    failed.push(format!("{}: {:?}", path.display(), errors.first()));
                }
            }
        }
    }
    println!("{n} programs\n{}", failed.join("\n"));
}
