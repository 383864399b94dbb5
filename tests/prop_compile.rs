//! The compiler answers any text: with code or with diagnostics, never with a panic, never by exhausting a small stack.

use std::sync::Arc;

use proptest::prelude::*;
use racecourse::code::compile::{Kind, compile};
use racecourse::code::{Code, instr::Instr};
use racecourse::span::Source;

/// The stack of a browser's worker.
const SMALL_STACK: usize = 1 << 20;

/// Compiles on a small stack; panics and overflows fail the test.
fn compiles(text: &str) -> bool {
    match compile(Arc::new(Source::new("case.py", text)), Kind::Program) {
        Ok(unit) => {
            well_formed(&unit.code);
            true
        }
        Err(errors) => {
            assert!(!errors.is_empty(), "no diagnostic for {text:?}");
            false
        }
    }
}

/// Jumps stay inside, tables are long enough.
fn well_formed(code: &Code) {
    let n = code.instrs.len() as i64;
    assert_eq!(code.instrs.len(), code.spans.len());
    for (pc, instr) in code.instrs.iter().enumerate() {
        let next = pc as i64 + 1;
        let target = match *instr {
            Instr::Jump { to }
            | Instr::JumpIf { to, .. }
            | Instr::JumpIfNot { to, .. }
            | Instr::JumpIfNone { to, .. }
            | Instr::JumpIfNotNone { to, .. } => i64::from(to),
            Instr::JumpIfNotCmp { skip, .. } | Instr::JumpIfNotCmpInt { skip, .. } => next + i64::from(skip),
            Instr::ForIter { skip, .. } => next + i64::from(skip),
            _ => 0,
        };
        assert!((0..n.max(1)).contains(&target), "{}: {pc} {instr:?}", code.qualname);
        match *instr {
            Instr::LoadConst { k, .. } => assert!((k as usize) < code.consts.len()),
            Instr::MakeFunction { child, .. } => assert!((child as usize) < code.children.len()),
            Instr::Move { dst, src } => assert!(dst.max(src) < code.n_regs),
            _ => {}
        }
    }
    if let Some(last) = code.instrs.last() {
        let ends = matches!(
            last,
            Instr::Return { .. }
                | Instr::ReturnNone
                | Instr::Jump { .. }
                | Instr::RaiseAgain { .. }
                | Instr::Raise { .. }
                | Instr::Reraise
        );
        assert!(ends, "{} runs off its end: {last:?}", code.qualname);
    }
    for child in &code.children {
        well_formed(child);
    }
}

fn programs() -> Vec<String> {
    let mut found = Vec::new();
    let mut dirs = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases")];
    while let Some(dir) = dirs.pop() {
        for entry in std::fs::read_dir(dir).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                dirs.push(path);
            } else if path.extension().is_some_and(|e| e == "py") {
                found.push(path);
            }
        }
    }
    found.sort();
    found.iter().map(|path| std::fs::read_to_string(path).expect("a text")).collect()
}

const WORDS: [&str; 56] = [
    "if ",
    "else",
    ":",
    "\n",
    "    ",
    "\n    ",
    "x",
    "y",
    " = ",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    "def f",
    "class A",
    "return ",
    "yield ",
    "lambda ",
    "for ",
    " in ",
    "while ",
    "try",
    "except ",
    "finally",
    "with ",
    " as ",
    "match ",
    "case ",
    "*",
    "**",
    ".",
    "1",
    "2.5",
    "'s'",
    "f'{x}'",
    "not ",
    " and ",
    " or ",
    " is ",
    "==",
    "<",
    ":=",
    "import ",
    "from ",
    "global ",
    "nonlocal ",
    "del ",
    "raise ",
    "assert ",
    "pass",
    "break",
    "await ",
    "async ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in ".{0,200}") {
        compiles(&text);
    }

    #[test]
    fn words_in_any_order(picks in prop::collection::vec(0..WORDS.len(), 0..60)) {
        compiles(&picks.iter().map(|&i| WORDS[i]).collect::<String>());
    }

    #[test]
    fn programs_with_pieces_missing_or_doubled(which in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(),
                                               length in 1usize..40, double in any::<bool>()) {
        let programs = programs();
        let text = &programs[which.index(programs.len())];
        let mut at: Vec<char> = text.chars().collect();
        if !at.is_empty() {
            let from = from.index(at.len());
            let to = (from + length).min(at.len());
            if double {
                let piece: Vec<char> = at[from..to].to_vec();
                at.splice(from..from, piece);
            } else {
                at.drain(from..to);
            }
        }
        compiles(&at.into_iter().collect::<String>());
    }

    #[test]
    fn programs_with_lines_swapped(which in any::<prop::sample::Index>(), a in any::<prop::sample::Index>(),
                                   b in any::<prop::sample::Index>()) {
        let programs = programs();
        let mut lines: Vec<&str> = programs[which.index(programs.len())].lines().collect();
        if !lines.is_empty() {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
        }
        compiles(&lines.join("\n"));
    }
}

/// Deep programs, on a thread with the stack that a browser gives.
#[test]
fn deep_programs_fit_a_small_stack() {
    let mut texts = Vec::new();
    for n in [50, 99, 199, 250, 400, 499, 700, 1400, 1499, 1501, 5000, 100_000] {
        texts.push(format!("x = {}1{}", "(".repeat(n), ")".repeat(n)));
        texts.push(format!("x = {}1{}", "[".repeat(n), "]".repeat(n)));
        texts.push(format!("x = {}1{}", "f(".repeat(n), ")".repeat(n)));
        texts.push(format!("x = {}{}", "{1:".repeat(n), "}".repeat(n)));
        texts.push(format!("x = a{}", " + a".repeat(n)));
        texts.push(format!("x = a{}", " ** a".repeat(n)));
        texts.push(format!("x = {}a", "not ".repeat(n)));
        texts.push(format!("x = {}a", "-".repeat(n)));
        texts.push(format!("x = {}a", "await ".repeat(n)));
        texts.push(format!("x = a{}", ".a".repeat(n)));
        texts.push(format!("x = a{}", "()".repeat(n)));
        texts.push(format!("x = a{}", "[0]".repeat(n)));
        texts.push(format!("x = a{}", ".b(c)".repeat(n)));
        texts.push(format!("x = {}a", "lambda: ".repeat(n)));
        texts.push(format!("x = {}a", "lambda x=1: ".repeat(n)));
        texts.push(format!("x = {}a", "a if b else ".repeat(n)));
        texts.push(format!("x = a{}", " and a or b".repeat(n)));
        texts.push(format!("x = a{}", " < a".repeat(n)));
        texts.push(format!("x = {}", "'s' ".repeat(n)));
        texts.push(format!("{}1", "x = ".repeat(n)));
        texts.push(format!("if a: pass\n{}", "elif a: pass\n".repeat(n)));
        texts.push(format!("x = [a {}]", "for b in c ".repeat(n)));
        texts.push(format!("x = {}a{}", "[b for b in ".repeat(n), "]".repeat(n)));
        texts.push(format!("{}x", "@a\n".repeat(n)));
        let deep: String = (0..n.min(2000)).map(|i| format!("{}if a:\n", " ".repeat(i))).collect();
        texts.push(format!("{deep}{}pass\n", " ".repeat(n.min(2000))));
        let deep: String = (0..n.min(2000)).map(|i| format!("{}def f():\n", " ".repeat(i))).collect();
        texts.push(format!("{deep}{}pass\n", " ".repeat(n.min(2000))));
        let deep: String = (0..n.min(99)).map(|i| format!("{}try:\n", " ".repeat(i))).collect();
        let ends: String = (0..n.min(99)).rev().map(|i| format!("{0}finally: x\n", " ".repeat(i))).collect();
        texts.push(format!("{deep}{}pass\n{ends}", " ".repeat(n.min(99))));
    }
    // Everything together: indentation, brackets, operators.
    let deep: String = (0..98).map(|i| format!("{}while a:\n", " ".repeat(i))).collect();
    texts.push(format!("{deep}{}x = {}{}a{}", " ".repeat(98), "(1 + ".repeat(150), "-".repeat(100), ")".repeat(150)));
    texts.push("match x:\n  case ".to_owned() + &"[".repeat(190) + &"]".repeat(190) + ": pass");
    texts.push("match x:\n  case ".to_owned() + &"A(".repeat(190) + &")".repeat(190) + ": pass");
    texts.push("match x:\n  case 1".to_owned() + &" | 1".repeat(1400) + ": pass");
    for n in [50, 90, 500, 5000] {
        texts.push("x = f'".to_owned() + &"{a:".repeat(n) + &"}".repeat(n) + "'");
        texts.push("x = f'".to_owned() + &"{f(".repeat(n) + &")}".repeat(n) + "'");
        texts.push(format!("x = f'{{{}a}}'", "-".repeat(n)));
        texts.push(format!("x = f'{{a{}}}'", ".a".repeat(n)));
        texts.push(format!("x = f'{{{}a}}'", "not ".repeat(n)));
    }
    let run = move || texts.iter().map(|text| u32::from(compiles(text))).sum::<u32>();
    let thread = std::thread::Builder::new().stack_size(SMALL_STACK).spawn(run).expect("a thread");
    assert!(thread.join().expect("no panic") > 100);
}

/// Blocks that do not fit the instruction set are refused.
#[test]
fn large_programs_are_refused_or_compiled() {
    assert!(compiles(&"x = a.b(c)\n".repeat(5_000)));
    assert!(!compiles(&"x = a.b(c)\n".repeat(60_000)));
    let locals: String = (0..70_000).map(|i| format!(" x{i}=1\n")).collect();
    assert!(!compiles(&format!("def f():\n{locals}")));
    let far: String = "  y = a.b(c)\n".repeat(10_000);
    assert!(compiles(&format!("def f(a, b, x):\n while x < b:\n{far}\n return 1\n")));
    let list = format!("x = [{}]", "a, ".repeat(25_000));
    assert!(compiles(&list));
    assert!(compiles(&format!("x = [{}]", "1, ".repeat(100_000))));
}
