//! Properties: no text makes the front of the engine panic, and arithmetic agrees with Rust's own and with algebra.

use proptest::prelude::*;
use racecourse::session::{End, Options, SimRun};

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/case.rs"]
mod case;
#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/engine.rs"]
mod engine;

/// Prints one line for each expression, in one run.
fn evaluate(expressions: &[String]) -> Vec<String> {
    let program: String = expressions.iter().map(|e| format!("print({e})\n")).collect();
    let options = Options { time_limit: Some(30.0), ..Options::default() };
    let outcome = engine::sim(&program, "prop.py", options).expect("no panic");
    assert_eq!(outcome.end, Ok(End::Exit { code: 0 }), "{program}\n{}", outcome.all_stderr());
    outcome.stdout.lines().map(str::to_owned).collect()
}

/// Compiles the text; whatever it is, the answer is a program or diagnostics that point into the text.
fn compiles_or_says_why(text: &str) {
    if let Err(found) = SimRun::new(text, "prop.py", Options::default()) {
        assert!(!found.is_empty(), "refused without a word");
        for diagnostic in found {
            let _ = diagnostic.render("prop.py", text);
            assert!(!diagnostic.message.is_empty());
        }
    }
}

/// Integers of all sizes, with the edges of machine words.
fn integer() -> impl Strategy<Value = i128> {
    let edges =
        vec![0, 1, -1, 255, 256, 1 << 30, 1 << 31, 1 << 60, 1 << 62, 1 << 63, (1 << 63) - 1, -(1 << 63), 1 << 64];
    prop_oneof![
        any::<i64>().prop_map(i128::from),
        (-1000..1000i128),
        any::<i32>().prop_map(i128::from),
        proptest::sample::select(edges),
    ]
}

/// Integers of hundreds of bits, as Python text.
fn big_integer() -> impl Strategy<Value = String> {
    let limbs = proptest::collection::vec(any::<u64>(), 1..6);
    (limbs, any::<bool>()).prop_map(|(limbs, minus)| {
        let hex: String = limbs.iter().map(|limb| format!("{limb:x}")).collect();
        format!("({}0x{hex})", if minus { "-" } else { "" })
    })
}

/// Floor division and its remainder, which has the sign of the divisor.
fn floor(a: i128, b: i128) -> (i128, i128) {
    let (q, r) = (a / b, a % b);
    if r != 0 && (r < 0) != (b < 0) { (q - 1, r + b) } else { (q, r) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_compiles_or_is_refused(text in "\\PC*") {
        compiles_or_says_why(&text);
    }

    #[test]
    fn pythonish_text_compiles_or_is_refused(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "def f(", "):", "\n", "    ", "\t", "class A:", "if", "x", "=", "==", "(", ")", "[", "]", "{", "}", ":", ",", "lambda",
                "yield", "await", "async", "for", "in", "while", "return", "*", "**", "'", "\"\"\"", "f'{", "}'", "@", ":=", "->", "match x:",
                "case _:", "try:", "except", "finally:", "with", "as", "import", "from", ".", "0x", "1e", "1_", "\\", "#", "é", "not", "is",
                "global x", "nonlocal x", "del", "assert", "raise", "break", "continue", "pass", ";", "...", "else:", "elif",
            ]),
            0..40,
        ),
    ) {
        compiles_or_says_why(&words.join(" "));
        compiles_or_says_why(&words.concat());
    }

    #[test]
    fn mutated_programs_compile_or_are_refused(pick in any::<prop::sample::Index>(), cut in any::<(u16, u16, u16)>()) {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
        let cases = case::load(&root).expect("readable headers");
        let text: Vec<char> = pick.get(&cases).source.chars().collect();
        let at = |n: u16| usize::from(n) % (text.len() + 1);
        let (from, to) = (at(cut.0).min(at(cut.1)), at(cut.0).max(at(cut.1)));
        let without: String = text[..from].iter().chain(&text[to..]).collect();
        compiles_or_says_why(&without);
        let moved: String = text[..at(cut.2)].iter().chain(&text[from..to]).chain(&text[at(cut.2)..]).collect();
        compiles_or_says_why(&moved);
    }

    #[test]
    fn integers_agree_with_rust(pairs in proptest::collection::vec((integer(), integer()), 1..12)) {
        let mut asked = Vec::new();
        let mut wanted = Vec::new();
        for (a, b) in pairs {
            let (x, y) = (format!("({a})"), format!("({b})"));
            for (operator, value) in [("+", a + b), ("-", a - b), ("&", a & b), ("|", a | b), ("^", a ^ b)] {
                asked.push(format!("{x} {operator} {y}"));
                wanted.push(value.to_string());
            }
            if let Some(product) = a.checked_mul(b) {
                asked.push(format!("{x} * {y}"));
                wanted.push(product.to_string());
            }
            if b != 0 {
                let (quotient, remainder) = floor(a, b);
                asked.push(format!("divmod({x}, {y}), {x} // {y}, {x} % {y}"));
                wanted.push(format!("({quotient}, {remainder}) {quotient} {remainder}"));
            }
            asked.push(format!("{x} < {y}, {x} == {y}, {x} >= {y}, -{x}, ~{x}, abs({x}), {x} >> 3, {x} << 5"));
            let truth = |b: bool| if b { "True" } else { "False" };
            wanted.push(format!(
                "{} {} {} {} {} {} {} {}",
                truth(a < b), truth(a == b), truth(a >= b), -a, !a, a.abs(), a >> 3, a << 5
            ));
        }
        prop_assert_eq!(evaluate(&asked), wanted);
    }

    #[test]
    fn big_integers_obey_algebra(a in big_integer(), b in big_integer(), n in 0..200u32) {
        let laws = [
            format!("({a} + {b}) - {b} == {a}"),
            format!("({a} * {b}) // {a} == {b}"),
            format!("({a} // {b}) * {b} + {a} % {b} == {a}"),
            format!("0 <= {a} % abs({b}) < abs({b})"),
            format!("({a} << {n}) >> {n} == {a}"),
            format!("({a} ^ {b}) ^ {b} == {a}"),
            format!("~{a} == -{a} - 1"),
            format!("({a} & {b}) + ({a} | {b}) == {a} + {b}"),
            format!("int(str({a})) == {a} and int(hex({a}), 16) == {a} and int(bin({a}), 2) == {a}"),
            format!("({a} + {b}) ** 2 == {a} ** 2 + 2 * {a} * {b} + {b} ** 2"),
            format!("pow({a}, 5, abs({b}) + 1) == {a} ** 5 % (abs({b}) + 1)"),
            format!("hash({a}) == hash({a} + {b} - {b})"),
            format!("({a} < {b}) == ({a} - {b} < 0)"),
        ];
        for (law, holds) in laws.iter().zip(evaluate(&laws)) {
            prop_assert_eq!(holds.as_str(), "True", "{}", law);
        }
    }

    #[test]
    fn floats_agree_with_rust(pairs in proptest::collection::vec(
        (proptest::num::f64::NORMAL | proptest::num::f64::ZERO, proptest::num::f64::NORMAL), 1..12,
    )) {
        let mut asked = Vec::new();
        let mut wanted = Vec::new();
        for (a, b) in pairs {
            for (operator, value) in [("+", a + b), ("-", a - b), ("*", a * b), ("/", a / b)] {
                asked.push(format!("({a:e}) {operator} ({b:e})"));
                wanted.push(value);
            }
            asked.push(format!("float(repr({a:e}))"));
            wanted.push(a);
        }
        for ((expression, printed), wanted) in asked.iter().zip(evaluate(&asked)).zip(wanted) {
            let value: f64 = printed.parse().expect("a float");
            prop_assert!(value == wanted || value.is_nan() && wanted.is_nan(), "{} is {}, printed {}", expression, wanted, printed);
            prop_assert!(digits(&printed) <= digits(&format!("{wanted:e}")), "{} is not the shortest form", printed);
        }
    }
}

/// How many significant digits a printed float has.
fn digits(text: &str) -> usize {
    let mantissa = text.split('e').next().unwrap_or("");
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').trim_end_matches('0').len()
}
