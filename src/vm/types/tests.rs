//! Tables made by CPython 3.11: each line is an input and what CPython says.

use num_bigint::BigInt;

use super::{float, float_text, format, format_float, int_text};

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().map(|line| line.split('\t').collect())
}

fn unescape(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
}

#[test]
fn format_specs_do_what_cpython_does() {
    let mut wrong = Vec::new();
    for row in rows(include_str!("../../../tests/data/format.tsv")) {
        let [kind, value, spec, expected] = row[..] else { panic!("bad row {row:?}") };
        let found = match format::plain_for_test(kind, value, spec) {
            Ok(text) => format!("={text}"),
            Err(message) => format!("!{message}"),
        };
        if found != unescape(expected) {
            wrong.push(format!("{kind} {value} {spec:?}: {found} for {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn floats_are_written_read_hashed_and_rounded_as_in_cpython() {
    for row in rows(include_str!("../../../tests/data/floats.tsv")) {
        let x = float_text::from_hex(row[0]).expect(row[0]);
        assert_eq!(float_text::hex(x), row[0]);
        assert_eq!(float_text::repr(x), row[1]);
        assert_eq!(float_text::parse(row[1]).map(f64::to_bits), Some(x.to_bits()));
        if !x.is_nan() {
            assert_eq!(float::hash(x).to_string(), row[2], "hash of {}", row[1]);
        }
        for (digits, expected) in [(2, row[3]), (-2, row[4]), (5, row[5])] {
            assert_eq!(float_text::repr(float::rounded(x, digits)), expected, "round({}, {digits})", row[1]);
        }
    }
}

#[test]
fn integers_are_read_as_int_reads_them() {
    let good = [
        ("12", 10, 12),
        (" -1_000\n", 10, -1000),
        ("0x1f", 16, 31),
        ("0x1F", 0, 31),
        ("z", 36, 35),
        ("+0b1", 2, 1),
        ("0_0", 0, 0),
        ("\u{663}", 10, 3),
        ("0x_f", 0, 15),
        ("0b1", 16, 0xb1),
    ];
    for (text, base, value) in good {
        assert_eq!(int_text::parse(text, base, 4300), Ok(BigInt::from(value)), "{text}");
    }
    for (text, base) in
        [("", 10), ("_1", 10), ("1__0", 10), ("1_", 10), ("010", 0), ("0x", 16), ("2", 2), ("- 1", 10), ("1.0", 10)]
    {
        assert_eq!(int_text::parse(text, base, 4300), Err(int_text::Invalid::Syntax), "{text}");
    }
}

#[test]
fn large_precisions_are_padded_with_zeros() {
    let text = format_float::digits(0.5, 'f', 70_000, false);
    assert_eq!((text.len(), text.ends_with("00")), (70_002, true));
}
