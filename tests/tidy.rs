//! The invariants of the source tree that the compiler does not check: floors, module docs, file sizes, banned effects.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The floors of the core. A module imports only from lower floors; itself and what lies in its folder are one module.
const FLOORS: &[(&str, u32)] = &[
    ("ids", 0),
    ("span", 0),
    ("rng", 0),
    ("sys", 1),
    ("choice", 1),
    ("syntax", 1),
    ("scenario", 1),
    ("code", 2),
    ("trace", 2),
    ("vm", 3),
    ("kernel", 3),
    ("schedule", 3),
    ("check", 3),
    ("process", 4),
    ("world", 5),
    ("live", 5),
    ("explore", 6),
    ("recording", 7),
    ("session", 8),
];

/// Lines that a source file may have.
const MOST_LINES: usize = 600;

/// Files that may be longer, and why.
const LONG_FILES: &[(&str, &str)] =
    &[("src/vm/types/unicode_tables.rs", "a table, made from the Unicode character database")];

/// What the core must not reach for: effects go through `sys::Request` or `live::Host`.
const BANNED_IN_CORE: &[&str] =
    &["std::fs", "std::env", "std::thread", "std::time", "std::process", "std::net", "println!", "eprintln!"];

/// What the front ends may import from the core.
const FRONT_DOORS: &[&str] = &["session", "scenario", "recording", "ids", "span", "sys"];

#[test]
fn modules_import_only_from_lower_floors() {
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        let Some(own) = module_of(&file) else { continue };
        let Some(floor) = floor_of(&own) else {
            wrong.push(format!("{}: module `{own}` has no floor", file.display()));
            continue;
        };
        for (line, used) in imports(&read(&file), "crate::") {
            let below = floor_of(&used).is_some_and(|f| f < floor);
            if used != own && !below {
                wrong.push(format!("{}:{line}: `{own}` (floor {floor}) imports `crate::{used}`", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the floors:\n{}", wrong.join("\n"));
}

#[test]
fn front_ends_use_the_front_doors() {
    let mut wrong = Vec::new();
    for file in rust_files("native/src").into_iter().chain(rust_files("www/src")) {
        for (line, used) in imports(&read(&file), "racecourse::") {
            if !FRONT_DOORS.contains(&used.as_str()) {
                wrong.push(format!("{}:{line}: imports `racecourse::{used}`", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "the front ends see only {FRONT_DOORS:?}:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_owns() {
    let silent: Vec<_> = all_rust_files()
        .into_iter()
        .filter(|file| !read(file).lines().find(|l| !l.trim().is_empty()).unwrap_or("").starts_with("//!"))
        .collect();
    assert!(silent.is_empty(), "modules without `//!`: {silent:#?}");
}

#[test]
fn files_stay_small() {
    let mut wrong = Vec::new();
    for file in all_rust_files() {
        let lines = read(&file).lines().count();
        let name = file.to_string_lossy().replace('\\', "/");
        let excused = LONG_FILES.iter().any(|(path, reason)| *path == name && !reason.is_empty());
        if lines > MOST_LINES && !excused {
            wrong.push(format!("{name}: {lines} lines"));
        }
    }
    assert!(wrong.is_empty(), "at most {MOST_LINES} lines, or a reason in LONG_FILES:\n{}", wrong.join("\n"));
}

#[test]
fn the_core_has_no_effects() {
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        for (number, line) in code_lines(&read(&file)) {
            for banned in BANNED_IN_CORE {
                if line.contains(banned) {
                    wrong.push(format!("{}:{number}: {banned}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "effects in the core:\n{}", wrong.join("\n"));
}

#[test]
fn no_module_is_called_mod() {
    let found: Vec<_> = all_rust_files().into_iter().filter(|f| f.ends_with("mod.rs")).collect();
    assert!(found.is_empty(), "name the file after its module: {found:?}");
}

#[test]
fn every_scenario_file_is_in_the_catalogue() {
    let table = read(Path::new("src/scenario/files.rs"));
    let mut missing = Vec::new();
    for file in files_below("src/scenario") {
        let name = file.strip_prefix("src/scenario").unwrap_or(&file).to_string_lossy().replace('\\', "/");
        if !name.ends_with(".rs") && !table.contains(&format!("include_str!(\"{name}\")")) {
            missing.push(name);
        }
    }
    assert!(missing.is_empty(), "not in src/scenario/files.rs: {missing:?}");
}

#[test]
fn every_case_has_its_output_and_nothing_is_left_over() {
    let files: BTreeSet<PathBuf> = files_below("tests/cases").into_iter().collect();
    let programs = files.iter().filter(|f| f.extension().is_some_and(|e| e == "py"));
    let silent: Vec<_> = programs.clone().filter(|p| !files.contains(&p.with_extension("out"))).collect();
    assert!(silent.is_empty(), "cases without expected output: {silent:?}");
    let orphans: Vec<_> = files.iter().filter(|f| !files.contains(&f.with_extension("py"))).collect();
    assert!(orphans.is_empty(), "outputs without a case: {orphans:?}");
    assert!(programs.count() >= 180, "the cases have become fewer");
}

#[test]
fn both_message_catalogues_say_the_same_things() {
    let (english, chinese) = (messages("www/messages/en.properties"), messages("www/messages/zh.properties"));
    let keys = |catalogue: &BTreeMap<String, String>| catalogue.keys().cloned().collect::<BTreeSet<_>>();
    let one_sided: Vec<_> = keys(&english).symmetric_difference(&keys(&chinese)).cloned().collect();
    assert!(one_sided.is_empty(), "keys in only one catalogue of www/messages: {one_sided:?}");
    for (key, text) in &english {
        assert_eq!(blanks(text), blanks(&chinese[key]), "what is filled in differs for `{key}`");
        assert!(!text.is_empty() && !chinese[key].is_empty(), "`{key}` says nothing");
    }
    for file in rust_files("www/src") {
        for (number, line) in code_lines(&read(&file)) {
            for key in line.split("texts.get(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(english.contains_key(key), "{}:{number}: no message `{key}`", file.display());
            }
        }
    }
}

/// A catalogue of `key = text` lines.
fn messages(file: &str) -> BTreeMap<String, String> {
    let text = read(Path::new(file));
    let pairs = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('='));
    pairs.map(|(key, text)| (key.trim().to_owned(), text.trim().to_owned())).collect()
}

/// The `{names}` in a message.
fn blanks(text: &str) -> BTreeSet<&str> {
    let name = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).filter(name).collect()
}

fn floor_of(module: &str) -> Option<u32> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

/// The top module that a file of `src/` belongs to; none for `lib.rs`.
fn module_of(file: &Path) -> Option<String> {
    let first = file.strip_prefix("src").ok()?.components().next()?;
    let name = first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
    (name != "lib").then_some(name)
}

/// The modules named right after `root` (`crate::` or a crate's name), with their lines; `root::{a, b}` names two.
fn imports(text: &str, root: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in code_lines(text) {
        for (at, _) in line.match_indices(root) {
            if line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let rest = &line[at + root.len()..];
            let names = match rest.strip_prefix('{') {
                Some(list) => list.split(',').map(first_name).collect(),
                None => vec![first_name(rest)],
            };
            found.extend(names.into_iter().filter(|n| !n.is_empty()).map(|name| (number, name)));
        }
    }
    found
}

fn first_name(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The lines that are not comments, numbered from 1. Test modules at the end of a file are no part of the core.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().take_while(|(_, line)| *line != "#[cfg(test)]");
    lines.map(|(i, line)| (i + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn all_rust_files() -> Vec<PathBuf> {
    ["src", "native", "www", "xtask", "tests"].into_iter().flat_map(rust_files).collect()
}

fn rust_files(folder: &str) -> Vec<PathBuf> {
    files_below(folder).into_iter().filter(|f| f.extension().is_some_and(|e| e == "rs")).collect()
}

/// All files below a folder of the repository, sorted; what tools made is left out.
fn files_below(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir() {
                if name != "target" && name != "node_modules" && name != "dist" && name != "pkg" {
                    folders.push(path);
                }
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
