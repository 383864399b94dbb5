//! What the library does with what a program gives it is seen when that is explored.

use racecourse::explore::{Config, Strategy, explore};
use racecourse::session::Options;

/// Starts the threads `ts` and waits for them.
const RUN: &str = "for t in ts: t.start()\nfor t in ts: t.join()\n";

/// Outcomes and races of a program, which is explored to its end.
fn seen_in(program: &str) -> (usize, usize) {
    let config = Config { strategy: Strategy::Dpor, max_executions: 2_000, ..Config::default() };
    let report = explore(program, "p.py", &Options::default(), &config, &mut |_| None).expect("it compiles");
    assert!(report.complete, "{:?}\n{program}", report.reason);
    (report.outcomes.len(), report.races.len())
}

/// Two threads add to one place: one of them may be lost.
#[test]
fn places_in_all_sorts_of_containers() {
    let places = [
        ("a = [0]", "a[0]"),
        ("a = {0: 0}", "a[0]"),
        ("a = bytearray(1)", "a[0]"),
        ("a = collections.deque([0])", "a[0]"),
        ("a = collections.Counter()", "a[0]"),
        ("a = collections.defaultdict(int)", "a[0]"),
        ("a = collections.OrderedDict({0: 0})", "a[0]"),
        ("a = collections.UserDict({0: 0})", "a[0]"),
        ("a = collections.UserList([0])", "a[0]"),
        ("a = collections.ChainMap({0: 0})", "a[0]"),
        ("class Own(collections.UserDict): pass\na = Own({0: 0})", "a[0]"),
        ("class Own(dict): pass\na = Own({0: 0})", "a[0]"),
        ("a = array.array('i', [0])", "a[0]"),
        ("a = (ctypes.c_int * 1)()", "a[0]"),
        ("a = ctypes.c_int(0)", "a.value"),
        ("a = types.SimpleNamespace(n=0)", "a.n"),
        ("def a(): pass\na.n = 0", "a.n"),
        ("class Own: n = 0\na = Own()", "a.n"),
        ("class a: n = 0", "a.n"),
    ];
    for (made, place) in places {
        let program = format!(
            "import threading, array, collections, ctypes, types\n{made}\ndef f(): {place} += 1
ts = [threading.Thread(target=f) for _ in range(2)]\n{RUN}print({place})\n"
        );
        let (outcomes, races) = seen_in(&program);
        assert!(outcomes == 2 && races > 0, "{outcomes} outcomes, {races} races\n{program}");
    }
}

/// What built-in functions and the library do with a list is use of the list, and nothing else is.
#[test]
fn lists_in_the_hands_of_the_library() {
    const IMPORTS: &str =
        "import threading, functools, random, heapq, bisect, operator, itertools, collections, json, copy
import statistics, pprint, pickle, array, queue
from concurrent.futures import ThreadPoolExecutor
seen = [1]
";
    let started = |thread: &str, main: &str| format!("{IMPORTS}t = {thread}\nt.start()\n{main}\nt.join()\n");
    let mut missed = String::new();
    let writes = [
        "seen.append(*[2])",
        "list(map(seen.append, [2]))",
        "any(filter(seen.append, [2]))",
        "[*map(seen.append, [2])]",
        "sorted([2], key=seen.append)",
        "functools.partial(seen.append, 2)()",
        "functools.reduce(lambda _, n: seen.append(n), [1, 2])",
        "next(itertools.starmap(seen.append, [(2,)]))",
        "heapq.heappush(seen, 2)",
        "bisect.insort(seen, 2)",
        "operator.iadd(seen, [2])",
        "(random.shuffle(seen), seen.append(2))",
    ];
    let writers = writes.map(|write| format!("threading.Thread(target=lambda: {write})"));
    let targets = ["threading.Thread(target=seen.append, args=(2,))", "threading.Timer(0, seen.append, [2])"];
    for thread in writers.iter().map(String::as_str).chain(targets) {
        if seen_in(&started(thread, "print(len(seen))")) < (2, 1) {
            missed += &format!("{thread}\n");
        }
    }
    for call in ["pool.submit(seen.append, 2)", "pool.map(seen.append, [2])"] {
        let program = format!("{IMPORTS}with ThreadPoolExecutor(1) as pool:\n    {call}\n    print(len(seen))\n");
        if seen_in(&program) < (2, 1) {
            missed += &format!("{call}\n");
        }
    }
    let reads = [
        "seen * 2",
        "json.dumps(seen)",
        "copy.copy(seen)",
        "collections.Counter(seen)",
        "statistics.mean(seen)",
        "functools.reduce(int.__add__, seen)",
        "list(itertools.chain(seen, [3]))",
        "list(map(str, seen))",
        "pprint.pformat(seen)",
        "pickle.dumps(seen)",
        "heapq.nsmallest(3, seen)",
        "operator.itemgetter(-1)(seen)",
        "array.array('i', seen)",
    ];
    for read in reads {
        let thread = "threading.Thread(target=lambda: seen.append(2))";
        if seen_in(&started(thread, &format!("print({read})"))) < (2, 1) {
            missed += &format!("{read}\n");
        }
    }
    // The list is in another container.
    for read in [
        "print([seen])",
        "print('%s' % ({'it': (seen,)},))",
        "print(f'{[seen]}')",
        "print(str([[seen]]))",
        "json.dumps({'it': seen})",
        "copy.deepcopy([seen])",
        "print(*[[seen]])",
        "print([seen] == [[1]])",
    ] {
        let thread = "threading.Thread(target=lambda: seen.append(2))";
        if seen_in(&started(thread, read)).1 == 0 {
            missed += &format!("{read}\n");
        }
    }
    // What library code does to attributes of the program's objects.
    let objects = "from dataclasses import dataclass, asdict
@dataclass
class Account: balance: int = 0
account = Account()
def f(): account.balance = 5
";
    let looks = [
        "print(account)",
        "print([account])",
        "account == Account()",
        "asdict(account)",
        "copy.copy(account)",
        "pickle.dumps([account])",
        "operator.attrgetter('balance')(account)",
    ];
    for look in looks {
        let program = format!("{IMPORTS}{objects}t = threading.Thread(target=f)\nt.start()\n{look}\nt.join()\n");
        if seen_in(&program).1 == 0 {
            missed += &format!("{look}\n");
        }
    }
    // Iterators that threads share: who comes first gets the first.
    let moves = [
        ("iter([1, 2])", "next(it)"),
        ("itertools.count(1)", "next(it)"),
        ("(n for n in [1, 2])", "next(it)"),
        ("map(int, '12')", "list(itertools.islice(it, 1))"),
        ("iter([1, 2])", "[n for n in it]"),
        ("(n for n in [1, 2])", "[n for n in it]"),
    ];
    for (iterator, take) in moves {
        let program = format!(
            "{IMPORTS}it = {iterator}\ngot = [0, 0]\ndef f(at): got[at] = {take}
ts = [threading.Thread(target=f, args=(at,)) for at in (0, 1)]\n{RUN}print(got)\n"
        );
        if seen_in(&program) < (2, 1) {
            missed += &format!("{take} of {iterator}\n");
        }
    }
    let hands_on = [
        "isinstance(seen, list)",
        "type(seen)",
        "id(seen)",
        "len([seen])",
        "list([seen])",
        "threading.Thread(target=print, args=(seen,))",
        "functools.partial(print, seen)",
        "queue.Queue().put(seen)",
        "[].append(seen)",
        "class Holder: pass\nholder = Holder()\nholder.it = seen\nprint(str(holder) == holder)",
    ];
    for call in hands_on {
        let thread = "threading.Thread(target=lambda: seen.append(2))";
        if seen_in(&started(thread, call)) != (1, 0) {
            missed += &format!("{call} does not look into the list\n");
        }
    }
    assert!(missed.is_empty(), "\n{missed}");
}
