//! Properties of pickling: what is written comes back, whichever way was taken; no bytes make the unpickler fall over.

use proptest::prelude::*;
use racecourse::session::{End, Options};

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/engine.rs"]
mod engine;

/// A pickler that is asked about every object, and an unpickler that gets its bytes piece by piece and looks all names up.
const PRELUDE: &str = r#"
import io
import pickle
import struct
from collections import OrderedDict, deque

class P:
    def __init__(self, a, b):
        self.a, self.b = a, b
    def __eq__(self, other):
        return type(other) is P and vars(self) == vars(other)
    def __hash__(self):
        return 7

class Asking(pickle.Pickler):
    def reducer_override(self, obj):
        return NotImplemented
    def persistent_id(self, obj):
        return None

class Plain(pickle.Pickler):
    dispatch_table = {}
    def reducer_override(self, obj):
        return NotImplemented

class Looking(pickle.Unpickler):
    def find_class(self, module, name):
        return super().find_class(module, name)

def check(value):
    for protocol in range(6):
        data = pickle.dumps(value, protocol)
        assert pickle.loads(data) == value, (protocol, value)
        assert Looking(io.BytesIO(data)).load() == value, (protocol, value)
        for cls in (Asking, Plain):
            file = io.BytesIO()
            cls(file, protocol).dump(value)
            assert file.getvalue() == data, (cls, protocol, value)
    print("ok")

def spoil(value, protocol, at, byte, cut):
    data = bytearray(pickle.dumps(value, protocol))
    data[at % len(data)] = byte
    for bad in (bytes(data), bytes(data[:cut % len(data)])):
        try:
            pickle.loads(bad)
        except BaseException as error:
            assert not isinstance(error, SystemError), error
    print("ok")
"#;

/// Runs a program after the prelude; its lines.
fn run(program: &str) -> Vec<String> {
    let text = format!("{PRELUDE}\n{program}");
    let options = Options { time_limit: Some(60.0), ..Options::default() };
    let outcome = engine::sim(&text, "prop.py", options).expect("no panic");
    assert_eq!(outcome.end, Ok(End::Exit { code: 0 }), "{program}\n{}", outcome.all_stderr());
    outcome.stdout.lines().map(str::to_owned).collect()
}

/// Python text of a value that can be a key.
fn atom() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("None".to_owned()),
        any::<bool>().prop_map(|b| if b { "True" } else { "False" }.to_owned()),
        any::<i64>().prop_map(|i| i.to_string()),
        (-300..70000i64).prop_map(|i| i.to_string()),
        (any::<i64>(), 1..4u32).prop_map(|(i, n)| format!("({i}) ** {n}")),
        (proptest::num::f64::NORMAL | proptest::num::f64::ZERO).prop_map(|f| format!("{f:?}")),
        "[a-zA-Z0-9 éß€😀\u{0}]{0,12}".prop_map(|s| python_text(&s)),
        proptest::collection::vec(any::<u8>(), 0..8).prop_map(|b| format!("bytes({b:?})")),
        (0..400usize).prop_map(|n| format!("'long' * {n}")),
        Just("int".to_owned()),
        Just("check".to_owned()),
    ]
}

fn python_text(text: &str) -> String {
    let escaped: String = text.chars().map(|c| format!("\\U{:08x}", c as u32)).collect();
    format!("\"{escaped}\"")
}

/// Python text of a value made of others.
fn value() -> impl Strategy<Value = String> {
    atom().prop_recursive(4, 24, 5, |inner| {
        let several = || proptest::collection::vec(inner.clone(), 0..5).prop_map(|items| items.join(", "));
        let atoms = || proptest::collection::vec(atom(), 0..5).prop_map(|items| items.join(", "));
        let pairs = || {
            proptest::collection::vec((atom(), inner.clone()), 0..5).prop_map(|pairs| {
                let pairs: Vec<String> = pairs.into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
                format!("{{{}}}", pairs.join(", "))
            })
        };
        prop_oneof![
            several().prop_map(|items| format!("[{items}]")),
            several().prop_map(|items| format!("tuple([{items}])")),
            several().prop_map(|items| format!("deque([{items}])")),
            atoms().prop_map(|items| format!("set([{items}])")),
            atoms().prop_map(|items| format!("frozenset([{items}])")),
            pairs(),
            pairs().prop_map(|pairs| format!("OrderedDict({pairs})")),
            proptest::collection::vec(any::<u8>(), 0..8).prop_map(|b| format!("bytearray({b:?})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("P({a}, {b})")),
            inner.prop_map(|a| format!("(lambda x: [x, (x,), {{1: x}}])({a})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn values_come_back_whichever_way_is_taken(values in proptest::collection::vec(value(), 1..8)) {
        let program: String = values.iter().map(|v| format!("check({v})\n")).collect();
        prop_assert_eq!(run(&program), vec!["ok"; values.len()]);
    }

    #[test]
    fn spoilt_bytes_raise_an_exception(
        spoils in proptest::collection::vec((value(), 0..6u8, any::<(u16, u8, u16)>()), 1..12),
    ) {
        let program: String = spoils
            .iter()
            .map(|(value, protocol, (at, byte, cut))| format!("spoil({value}, {protocol}, {at}, {byte}, {cut})\n"))
            .collect();
        prop_assert_eq!(run(&program), vec!["ok"; spoils.len()]);
    }

    #[test]
    fn any_bytes_raise_an_exception(pickles in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..40), 1..20)) {
        let program: String = pickles
            .iter()
            .map(|bytes| {
                format!("try:\n    pickle.loads(bytes({bytes:?}))\nexcept BaseException as error:\n    assert not isinstance(error, SystemError)\n")
            })
            .collect();
        prop_assert!(run(&program).is_empty());
    }

    #[test]
    fn packed_numbers_come_back(numbers in proptest::collection::vec((any::<i64>(), any::<u32>(), any::<f32>(), any::<f64>()), 1..20)) {
        let program: String = numbers
            .iter()
            .map(|(i, u, f, d)| {
                let (f, d) = (f.to_bits(), d.to_bits());
                format!(
                    "for order in '@<>':\n    data = struct.pack(order + 'qIIQ', {i}, {u}, {f}, {d})\n    \
                     assert struct.unpack(order + 'qIIQ', data) == ({i}, {u}, {f}, {d})\n    \
                     q, w, x, y = struct.unpack(order + 'qIfd', data)\n    \
                     assert x != x or struct.pack(order + 'qIfd', q, w, x, y)[:-8] == data[:-8]\n    \
                     assert y != y or struct.pack('d', y) == struct.pack('Q', {d})\nprint('ok')\n"
                )
            })
            .collect();
        prop_assert_eq!(run(&program), vec!["ok"; numbers.len()]);
    }
}
