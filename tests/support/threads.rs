//! Random small programs whose threads meet at locks, conditions, semaphores, events, barriers, queues and plain memory.

use racecourse::rng::Rng;

/// What a thread can do, by what it does it with: the line that makes that thing, and the operations. `{r}` is the list of
/// results that belongs to the thread, `{n}` a small number, `{t}` another thread, `...` another operation, indented.
const THEMES: &[(&str, &[&str])] = &[
    (
        "A = threading.Lock()",
        &[
            "A.acquire()",
            "A.acquire()\n...\nA.release()",
            "A.release()",
            "with A:\n    ...",
            "with A:\n    ...",
            "{r}.append(A.acquire(blocking=False))",
            "{r}.append(A.acquire(timeout=0.{n}))",
            "if A.acquire(blocking=False):\n    ...\n    A.release()",
            "if A.acquire(timeout=0.1):\n    ...\n    A.release()",
            "{r}.append(A.locked())",
        ],
    ),
    (
        "B = threading.Lock()\nA2 = threading.Lock()",
        &[
            "with A2:\n    with B:\n        ...",
            "with B:\n    with A2:\n        ...",
            "with B:\n    ...",
            "with A2:\n    {r}.append(B.acquire(timeout=0.1))",
            "with B:\n    if A2.acquire(blocking=False):\n        A2.release()",
            "{r}.append(B.locked())",
        ],
    ),
    (
        "R = threading.RLock()",
        &[
            "R.acquire()",
            "R.release()",
            "with R:\n    ...",
            "with R:\n    with R:\n        ...",
            "{r}.append(R.acquire(blocking=False))",
            "{r}.append(R.acquire(timeout=0.{n}))",
        ],
    ),
    (
        "C = threading.Condition()",
        &[
            "with C:\n    C.wait()",
            "with C:\n    C.notify()",
            "with C:\n    C.notify_all()",
            "with C:\n    {r}.append(C.wait(timeout=0.{n}))",
            "with C:\n    ...\n    C.notify()",
            "with C:\n    C.wait()\n    ...",
            "C.notify()",
        ],
    ),
    (
        "K = threading.Lock()\nD = threading.Condition(K)\nE = threading.Condition(K)\nready = 0",
        &[
            "with D:\n    D.wait()\n    E.notify()",
            "with E:\n    E.wait(timeout=0.1)\n    D.notify()",
            "with D:\n    while not ready:\n        D.wait()",
            "with K:\n    ready = 1\n    D.notify()",
            "with K:\n    ready = 1\n    D.notify_all()",
            "ready = 1",
            "with K:\n    {r}.append(D.wait_for(lambda: ready, timeout=0.2))",
            "{r}.append(K.locked())",
        ],
    ),
    (
        "S = threading.Semaphore({n})",
        &[
            "S.acquire()",
            "S.release()",
            "S.release()",
            "with S:\n    ...",
            "{r}.append(S.acquire(blocking=False))",
            "{r}.append(S.acquire(timeout=0.{n}))",
            "S.release(2)",
        ],
    ),
    (
        "G = threading.BoundedSemaphore(1)",
        &[
            "G.acquire()",
            "G.release()",
            "with G:\n    ...",
            "try:\n    G.release()\nexcept ValueError:\n    {r}.append('often')",
            "{r}.append(G.acquire(blocking=False))",
            "{r}.append(G.acquire(timeout=0.{n}))",
        ],
    ),
    (
        "V = threading.Event()",
        &[
            "V.set()",
            "V.set()",
            "V.clear()",
            "V.wait()",
            "{r}.append(V.wait(timeout=0.{n}))",
            "{r}.append(V.is_set())",
            "V.wait()\n...",
        ],
    ),
    (
        "W = threading.Barrier(2)",
        &[
            "{r}.append(W.wait())",
            "try:\n    {r}.append(W.wait(timeout=0.{n}))\nexcept threading.BrokenBarrierError:\n    {r}.append('broken')",
            "try:\n    W.wait()\nexcept threading.BrokenBarrierError:\n    {r}.append('broken')",
            "W.abort()",
            "W.reset()",
            "{r}.append(W.n_waiting)",
            "{r}.append(W.broken)",
        ],
    ),
    (QUEUE, QUEUE_OPERATIONS),
    ("Q = queue.Queue(1)", QUEUE_OPERATIONS),
    ("Q = queue.LifoQueue(1)", QUEUE_OPERATIONS),
    ("Q = queue.LifoQueue()", QUEUE_OPERATIONS),
    ("x = 0", &["x += 1", "x += 1", "x = {n}", "{r}.append(x)", "x = x * 2 + {n}", "if x:\n    ..."]),
    ("y = 0\nz = 0", &["y = 1\n{r}.append(z)", "z = 1\n{r}.append(y)", "y, z = z, y", "z += y", "{r}.append((y, z))"]),
    (
        "l = [0]",
        &[
            "l.append({n})",
            "l[0] += 1",
            "l[-1] = {n}",
            "{r}.append(len(l))",
            "{r}.append(l[0])",
            "{r}.append(list(l))",
            "l.pop()",
            "l.sort()",
            "for i in l:\n    {r}.append(i)",
            "l += [{n}]",
            "l[0:1] = [7, 8]",
            "if l:\n    ...",
            "{r}.append({n} in l)",
        ],
    ),
    (
        "d = {'a': 0}",
        &[
            "d['a'] += 1",
            "d['b'] = {n}",
            "{r}.append(d.get('b'))",
            "{r}.append('b' in d)",
            "{r}.append(len(d))",
            "d.setdefault('b', {n})",
            "d.pop('a', None)",
            "{r}.append(list(d.items()))",
            "if 'b' not in d:\n    d['b'] = []\nd['b'].append({n})",
            "for k in d:\n    ...",
            "del d['a']",
        ],
    ),
    (
        "class Thing:\n    n = 0\n    def add(self):\n        self.n += 1\no = Thing()",
        &[
            "o.n += 1",
            "o.n = {n}",
            "{r}.append(o.n)",
            "o.add()",
            "Thing.n = {n}",
            "{r}.append(hasattr(o, 'm'))",
            "o.m = {n}",
        ],
    ),
    (
        "class Base:\n    n = 0\nclass Kid(Base):\n    pass\nk = Kid()",
        &[
            "k.n += 1",
            "Kid.n = {n}",
            "Base.n += 1",
            "{r}.append(k.n)",
            "{r}.append(Kid.n)",
            "try:\n    del k.n\nexcept AttributeError:\n    {r}.append('none')",
            "try:\n    del Kid.n\nexcept AttributeError:\n    ...",
            "{r}.append(sorted(vars(k)))",
            "{r}.append(len(k.__dict__))",
            "vars(k)['n'] = {n}",
            "{r}.append(getattr(k, 'm', 'none'))",
            "setattr(Kid, 'm', {n})",
        ],
    ),
    (
        "def h():\n    h.calls += 1\nh.calls = 0",
        &["h()", "h.calls = {n}", "{r}.append(h.calls)", "if h.calls:\n    ..."],
    ),
    ("", &["{r}.append(ts[{t}].is_alive())"]),
    ("", &["time.sleep(0.{n})"]),
    ("", &["u = threading.Thread(target=extra)\nu.start()\nu.join()", "threading.Thread(target=extra).start()"]),
    ("", &["print('{t}{n}')", "print({r})"]),
];

const QUEUE: &str = "Q = queue.Queue()";
const QUEUE_OPERATIONS: &[&str] = &[
    "Q.put({n})",
    "Q.put({n})",
    "{r}.append(Q.get())",
    "{r}.append(Q.get())",
    "try:\n    Q.put_nowait({n})\nexcept queue.Full:\n    {r}.append('full')",
    "try:\n    {r}.append(Q.get_nowait())\nexcept queue.Empty:\n    {r}.append('empty')",
    "try:\n    {r}.append(Q.get(timeout=0.{n}))\nexcept queue.Empty:\n    {r}.append('empty')",
    "try:\n    Q.put({n}, timeout=0.{n})\nexcept queue.Full:\n    {r}.append('full')",
    "Q.task_done()",
    "Q.get()\nQ.task_done()",
    "Q.join()",
    "{r}.append(Q.qsize())",
    "{r}.append((Q.empty(), Q.full()))",
    "{r}.append(Q.unfinished_tasks)",
];

/// How large programs are: threads and operations of each, at most.
#[derive(Clone, Copy)]
pub struct Size {
    /// Threads beside the main thread.
    pub threads: u64,
    /// Operations of each thread.
    pub operations: u64,
    /// Themes that one program mixes.
    pub themes: u64,
}

/// The program of a seed.
pub fn program(seed: u64, size: Size) -> String {
    let mut rng = Rng::new(seed);
    let mut themes = Vec::new();
    for _ in 0..1 + rng.below(size.themes) {
        let theme = rng.below(THEMES.len() as u64) as usize;
        // One `Q` is enough.
        let clashes =
            |&other: &usize| other == theme || (made(other).starts_with("Q =") && made(theme).starts_with("Q ="));
        if !themes.iter().any(clashes) {
            themes.push(theme);
        }
    }
    let threads = 2 + rng.below(size.threads - 1);
    let most = if threads > 2 { size.operations.div_ceil(2) } else { size.operations };
    let mut text = String::new();
    for &theme in &themes {
        text += &(made(theme).replace("{n}", &rng.below(3).to_string()) + "\n");
    }
    let mut bodies = String::new();
    for thread in 0..threads {
        text += &format!("r{thread} = []\n");
        let operations: Vec<String> =
            (0..1 + rng.below(most)).map(|_| operation(&mut rng, &themes, 0, thread, threads)).collect();
        bodies += &format!("def t{thread}():\n    global x, y, z, ready, l\n{}", indented(&operations.join("")));
    }
    if bodies.contains("extra") {
        let body = loop {
            let body = operation(&mut rng, &themes, 0, threads, threads);
            if !body.contains("extra") {
                break body;
            }
            themes.push(made_index("x = 0"));
        };
        text += &format!("x = 0\nr{threads} = []\ndef extra():\n    global x, y, z, ready, l\n{}", indented(&body));
    }
    let names: Vec<String> = (0..threads).map(|thread| format!("t{thread}")).collect();
    text += &bodies;
    text += &format!("ts = [threading.Thread(target=f) for f in ({})]\n", names.join(", "));
    // Whether a thread lives that has not been started yet, nobody is asked.
    let waits = bodies.contains("is_alive");
    if waits {
        text = text.replace("    global x, y, z, ready, l\n", "    global x, y, z, ready, l\n    go.wait()\n");
        text += "go = threading.Event()\n";
    }
    text += "for t in ts: t.start()\n";
    text += if waits { "go.set()\n" } else { "" };
    text += "for t in ts: t.join()\n";
    let shared = [
        ("l = [0]", "l"),
        ("d = {", "d"),
        ("class Thing", "o.n, sorted(vars(o)), Thing.n"),
        ("class Base", "k.n, Kid.n, sorted(vars(k))"),
        ("def h()", "h.calls"),
        ("ready = 0", "ready"),
    ];
    let shared = shared.into_iter().filter(|(made, _)| text.contains(made)).map(|(_, name)| name.to_owned());
    let numbers =
        ["x", "y", "z"].into_iter().filter(|name| text.contains(&format!("\n{name} = 0\n"))).map(str::to_owned);
    let lists = (0..=threads).map(|thread| format!("r{thread}")).filter(|name| text.contains(&format!("{name} = []")));
    let all: Vec<String> = shared.chain(numbers).chain(lists).collect();
    text += &format!("print({})\n", all.join(", "));
    let used = ["threading", "queue", "time"].into_iter().filter(|name| text.contains(&format!("{name}.")));
    let imports: String = used.map(|name| format!("import {name}\n")).collect();
    imports + &text
}

fn made(theme: usize) -> &'static str {
    THEMES[theme].0
}

fn made_index(line: &str) -> usize {
    THEMES.iter().position(|(made, _)| *made == line).expect("there is such a theme")
}

fn operation(rng: &mut Rng, themes: &[usize], depth: u32, thread: u64, threads: u64) -> String {
    let operations = THEMES[themes[rng.below(themes.len() as u64) as usize]].1;
    let mut text = operations[rng.below(operations.len() as u64) as usize].to_owned() + "\n";
    text = text.replace("{r}", &format!("r{thread}"));
    text = text.replace("{t}", &((thread + 1) % threads).to_string());
    text = text.replace("{n}", &(1 + rng.below(2)).to_string());
    if let Some(at) = text.find("...\n") {
        let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let inner = if depth < 1 { operation(rng, themes, depth + 1, thread, threads) } else { "pass\n".to_owned() };
        let margin = &text[start..at];
        let inner: String = inner.lines().map(|line| format!("{margin}{line}\n")).collect();
        text = format!("{}{inner}{}", &text[..start], &text[at + 4..]);
    }
    text
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

/// A program with as few of its statements as still make it wrong: one after the other is left out, with all that is in it.
pub fn smaller(text: &str, is_wrong: &dyn Fn(&str) -> bool) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut at = 0;
    let mut left_out = false;
    while at < lines.len() || std::mem::take(&mut left_out) {
        if at >= lines.len() {
            at = 0;
        }
        let depth = |line: &str| line.len() - line.trim_start().len();
        let inside = lines[at + 1..].iter().take_while(|line| depth(line) > depth(&lines[at])).count();
        let (before, after) = (&lines[..at], &lines[at + 1 + inside..]);
        let without = [before, after].concat();
        // What is in it may do without it.
        let inner: Vec<String> = lines[at + 1..=at + inside].iter().map(|line| line[4..].to_owned()).collect();
        let unwrapped = [before, &inner, after].concat();
        let wrong = |lines: &[String]| is_wrong(&(lines.join("\n") + "\n"));
        if wrong(&without) {
            (lines, left_out) = (without, true);
        } else if inside > 0 && wrong(&unwrapped) {
            (lines, left_out) = (unwrapped, true);
        } else {
            at += 1;
        }
    }
    lines.join("\n") + "\n"
}
