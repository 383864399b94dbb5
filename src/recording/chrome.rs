//! A recording as Chrome Trace Event JSON, which Perfetto and `chrome://tracing` open. Format: "Trace Event Format",
//! Google, 2016: complete events (`X`) for what a thread does, metadata (`M`) for names, instants (`i`) for output and ends,
//! flows (`s`, `f`) for forks, starts, wake-ups and messages. Times are microseconds.

use std::collections::{BTreeMap, VecDeque};

use crate::ids::{Pid, Who};
use crate::sys::Seconds;
use crate::trace::Event;

/// Characters of an output that are shown.
const SHOWN: usize = 500;

/// The whole document. Events are put into the order of their times; equal times keep their order.
pub fn document(mut events: Vec<(Seconds, Event)>) -> String {
    events.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut writer = Writer::default();
    for (time, event) in events {
        writer.now = writer.now.max(time);
        writer.take(event);
    }
    writer.finish()
}

#[derive(Default)]
struct Writer {
    now: Seconds,
    lines: Vec<String>,
    threads: BTreeMap<Who, Thread>,
    /// The first thread of each process, which has the process's number.
    mains: BTreeMap<Pid, Who>,
    /// Flows that wait for the first thread of a process.
    births: BTreeMap<Pid, u64>,
    ended: Vec<Pid>,
    /// Messages on their way: bytes that are not received yet, and the flow; 0 where its arrow is drawn.
    channels: BTreeMap<u64, VecDeque<(u64, u64)>>,
    flows: u64,
}

/// What a thread does, since when.
struct Thread {
    since: Seconds,
    doing: Doing,
}

#[derive(Clone, PartialEq)]
enum Doing {
    Running,
    Blocked(String),
    Sleeping(String),
}

impl Writer {
    fn take(&mut self, event: Event) {
        match event {
            Event::ProcessStarted { pid, by, .. } => {
                // Parent and child both tell it.
                let is_new = !self.mains.contains_key(&pid) && !self.births.contains_key(&pid);
                if let Some(by) = by.filter(|_| is_new) {
                    let flow = self.start_flow(by, "fork");
                    self.births.insert(pid, flow);
                }
            }
            Event::ProcessRenamed { pid, name } => self.name("process_name", pid, pid.0.into(), &name),
            Event::ProcessEnded { pid, status } => self.end_process(pid, status),
            Event::ThreadStarted { who, name, parent, .. } => {
                self.start_thread(who, &name, parent.map(|tid| Who { pid: who.pid, tid }));
            }
            Event::ThreadRenamed { who, name } => self.name("thread_name", who.pid, self.number(who), &name),
            Event::ThreadEnded { who } => self.close(who),
            Event::NeedInput { who } => self.turn(who, Doing::Blocked("waits for a line of input".to_owned())),
            Event::Blocked { who, on, sleeps } => {
                self.turn(who, if sleeps { Doing::Sleeping(on) } else { Doing::Blocked(on) });
            }
            Event::Resumed { who, by } => {
                let flow = by.filter(|&by| by != who).map(|by| self.start_flow(by, "wake"));
                self.turn(who, Doing::Running);
                if let Some(flow) = flow {
                    self.end_flow(flow, who, "wake");
                }
            }
            Event::Sent { who, channel, bytes } => {
                self.run(who);
                let flow = self.start_flow(who, "message");
                self.channels.entry(channel).or_default().push_back((bytes, flow));
            }
            Event::Received { who, channel, bytes } => self.receive(who, channel, bytes),
            Event::Output { who, text, .. } => {
                self.run(who);
                let text: String = text.trim_end_matches('\n').chars().take(SHOWN).collect();
                let (name, at) = (string(&text), self.place(who, self.now));
                self.lines.push(format!(r#"{{"ph":"i","s":"t","cat":"output","name":{name},{at}}}"#));
            }
            Event::ProcessReaped { .. } => {}
        }
    }

    fn start_thread(&mut self, who: Who, name: &str, by: Option<Who>) {
        let flow = match by {
            Some(by) => Some((self.start_flow(by, "start"), "start")),
            None => self.births.remove(&who.pid).map(|flow| (flow, "fork")),
        };
        self.mains.entry(who.pid).or_insert(who);
        self.name("thread_name", who.pid, self.number(who), name);
        self.threads.entry(who).or_insert(Thread { since: self.now, doing: Doing::Running });
        if let Some((flow, name)) = flow {
            self.end_flow(flow, who, name);
        }
    }

    /// What was under way ends here, something else begins.
    fn turn(&mut self, who: Who, doing: Doing) {
        self.close(who);
        self.threads.insert(who, Thread { since: self.now, doing });
    }

    /// Who does something is not waiting any more.
    fn run(&mut self, who: Who) {
        if self.threads.get(&who).is_none_or(|thread| thread.doing != Doing::Running) {
            self.turn(who, Doing::Running);
        }
    }

    /// What a thread was doing ends here.
    fn close(&mut self, who: Who) {
        let Some(Thread { since, doing }) = self.threads.remove(&who) else { return };
        // Colours of the viewer's own palette.
        let (name, kind, colour) = match doing {
            Doing::Running => ("running".to_owned(), "running", "thread_state_running"),
            Doing::Blocked(on) => (on, "blocked", "thread_state_uninterruptible"),
            Doing::Sleeping(on) => (on, "sleeping", "thread_state_sleeping"),
        };
        let (name, at, length) = (string(&name), self.place(who, since), micros(self.now - since));
        self.lines.push(format!(r#"{{"ph":"X","cat":"{kind}","cname":"{colour}","name":{name},"dur":{length},{at}}}"#));
    }

    /// The process tells it, and so does who waits for it: once is enough.
    fn end_process(&mut self, pid: Pid, status: i32) {
        if self.ended.contains(&pid) {
            return;
        }
        let threads: Vec<Who> = self.threads.keys().copied().filter(|who| who.pid == pid).collect();
        threads.into_iter().for_each(|who| self.close(who));
        self.ended.push(pid);
        let how = match status & 0x7f {
            0 => format!("ended with status {}", status >> 8 & 0xff),
            signal => format!("killed by signal {signal}"),
        };
        let ts = micros(self.now);
        self.lines
            .push(format!(r#"{{"ph":"i","s":"p","cat":"process","name":"{how}","ts":{ts},"pid":{pid},"tid":{pid}}}"#));
    }

    fn receive(&mut self, who: Who, channel: u64, bytes: u64) {
        self.run(who);
        let mut left = bytes;
        let mut arrived = Vec::new();
        let queue = self.channels.entry(channel).or_default();
        while left > 0 {
            let Some((unread, flow)) = queue.front_mut() else { break };
            // The arrow goes to whoever receives the beginning.
            arrived.extend((*flow != 0).then_some(*flow));
            *flow = 0;
            let taken = left.min(*unread);
            *unread -= taken;
            left -= taken;
            if *unread == 0 {
                queue.pop_front();
            }
        }
        for flow in arrived {
            self.end_flow(flow, who, "message");
        }
    }

    fn start_flow(&mut self, from: Who, name: &str) -> u64 {
        self.flows += 1;
        let (id, at) = (self.flows, self.place(from, self.now));
        self.lines.push(format!(r#"{{"ph":"s","cat":"flow","name":"{name}","id":{id},{at}}}"#));
        id
    }

    fn end_flow(&mut self, id: u64, to: Who, name: &str) {
        let at = self.place(to, self.now);
        self.lines.push(format!(r#"{{"ph":"f","bp":"e","cat":"flow","name":"{name}","id":{id},{at}}}"#));
    }

    fn name(&mut self, what: &str, pid: Pid, tid: u64, name: &str) {
        let name = string(name);
        self.lines.push(format!(r#"{{"ph":"M","name":"{what}","pid":{pid},"tid":{tid},"args":{{"name":{name}}}}}"#));
    }

    /// A thread's number in the document: no two processes share one, and the first of a process has the process's.
    fn number(&self, who: Who) -> u64 {
        match self.mains.get(&who.pid) {
            Some(&main) if main == who => u64::from(who.pid.0),
            _ => u64::from(who.pid.0) * 100_000 + u64::from(who.tid.0),
        }
    }

    fn place(&self, who: Who, time: Seconds) -> String {
        format!(r#""ts":{},"pid":{},"tid":{}"#, micros(time), who.pid, self.number(who))
    }

    fn finish(mut self) -> String {
        let threads: Vec<Who> = self.threads.keys().copied().collect();
        threads.into_iter().for_each(|who| self.close(who));
        format!("{{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n{}\n]}}\n", self.lines.join(",\n"))
    }
}

/// Microseconds, to the nanosecond.
fn micros(seconds: Seconds) -> String {
    format!("{:.3}", seconds * 1e6)
}

/// A JSON string.
fn string(text: &str) -> String {
    let mut json = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => json += "\\\"",
            '\\' => json += "\\\\",
            '\n' => json += "\\n",
            c if (c as u32) < 0x20 || c == '\u{7f}' => json += &format!("\\u{:04x}", c as u32),
            c => json.push(c),
        }
    }
    json + "\""
}

#[cfg(test)]
mod tests {
    use super::{document, string};
    use crate::ids::{Pid, Tid, Who};
    use crate::trace::Event;

    fn who(pid: u32, tid: u32) -> Who {
        Who { pid: Pid(pid), tid: Tid(tid) }
    }

    fn lines(events: Vec<(f64, Event)>) -> Vec<String> {
        let document = document(events);
        let body = document.strip_prefix("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n").expect("the head");
        let body = body.strip_suffix("\n]}\n").expect("the foot");
        body.split(",\n").map(str::to_owned).collect()
    }

    fn started(pid: u32, by: Option<Who>) -> [Event; 2] {
        let start = Event::ProcessStarted { pid: Pid(pid), parent: by.map(|by| by.pid), by };
        [start, Event::ThreadStarted { who: who(pid, 0), name: "MainThread".to_owned(), parent: None, daemon: false }]
    }

    #[test]
    fn a_wait_is_a_slice_between_two_and_its_end_an_arrow() {
        let thread = Event::ThreadStarted { who: who(1, 1), name: "T".to_owned(), parent: Some(Tid(0)), daemon: true };
        let [process, main] = started(1, None);
        let got = lines(vec![
            (0.0, process),
            (0.0, main),
            (1.0, thread),
            (2.0, Event::Blocked { who: who(1, 1), on: "waits for lock 'a'".to_owned(), sleeps: false }),
            (3.0, Event::Resumed { who: who(1, 1), by: Some(who(1, 0)) }),
            (4.0, Event::ThreadEnded { who: who(1, 1) }),
            (5.0, Event::ProcessEnded { pid: Pid(1), status: 256 }),
        ]);
        let want = [
            r#"{"ph":"M","name":"thread_name","pid":1,"tid":1,"args":{"name":"MainThread"}}"#,
            r#"{"ph":"s","cat":"flow","name":"start","id":1,"ts":1000000.000,"pid":1,"tid":1}"#,
            r#"{"ph":"M","name":"thread_name","pid":1,"tid":100001,"args":{"name":"T"}}"#,
            r#"{"ph":"f","bp":"e","cat":"flow","name":"start","id":1,"ts":1000000.000,"pid":1,"tid":100001}"#,
            r#"{"ph":"X","cat":"running","cname":"thread_state_running","name":"running","dur":1000000.000,"ts":1000000.000,"pid":1,"tid":100001}"#,
            r#"{"ph":"s","cat":"flow","name":"wake","id":2,"ts":3000000.000,"pid":1,"tid":1}"#,
            r#"{"ph":"X","cat":"blocked","cname":"thread_state_uninterruptible","name":"waits for lock 'a'","dur":1000000.000,"ts":2000000.000,"pid":1,"tid":100001}"#,
            r#"{"ph":"f","bp":"e","cat":"flow","name":"wake","id":2,"ts":3000000.000,"pid":1,"tid":100001}"#,
            r#"{"ph":"X","cat":"running","cname":"thread_state_running","name":"running","dur":1000000.000,"ts":3000000.000,"pid":1,"tid":100001}"#,
            r#"{"ph":"X","cat":"running","cname":"thread_state_running","name":"running","dur":5000000.000,"ts":0.000,"pid":1,"tid":1}"#,
            r#"{"ph":"i","s":"p","cat":"process","name":"ended with status 1","ts":5000000.000,"pid":1,"tid":1}"#,
        ];
        assert_eq!(got, want);
    }

    #[test]
    fn forks_and_messages_are_arrows_between_processes() {
        let [process, main] = started(1, None);
        let [fork, child] = started(2, Some(who(1, 0)));
        // As real processes write them: not in order.
        let got = lines(vec![
            (1.0, fork.clone()),
            (1.05, fork),
            (2.0, Event::Sent { who: who(1, 0), channel: 9, bytes: 10 }),
            (0.0, process),
            (0.0, main),
            (1.1, child),
            (3.0, Event::Received { who: who(2, 0), channel: 9, bytes: 4 }),
            (3.5, Event::Received { who: who(2, 0), channel: 9, bytes: 6 }),
            (4.0, Event::ProcessEnded { pid: Pid(2), status: 9 }),
            (4.5, Event::ProcessEnded { pid: Pid(2), status: 9 }),
        ]);
        let flows: Vec<&String> = got.iter().filter(|line| line.contains(r#""cat":"flow""#)).collect();
        let want = [
            r#"{"ph":"s","cat":"flow","name":"fork","id":1,"ts":1000000.000,"pid":1,"tid":1}"#,
            r#"{"ph":"f","bp":"e","cat":"flow","name":"fork","id":1,"ts":1100000.000,"pid":2,"tid":2}"#,
            r#"{"ph":"s","cat":"flow","name":"message","id":2,"ts":2000000.000,"pid":1,"tid":1}"#,
            r#"{"ph":"f","bp":"e","cat":"flow","name":"message","id":2,"ts":3000000.000,"pid":2,"tid":2}"#,
        ];
        assert_eq!(flows, want);
        assert_eq!(got.iter().filter(|line| line.contains("killed by signal 9")).count(), 1);
        assert!(got.last().is_some_and(|line| line.contains(r#""dur":4500000.000,"ts":0.000,"pid":1,"tid":1"#)));
    }

    #[test]
    fn texts_are_json() {
        assert_eq!(string("a\"b\\\n\u{1}é"), r#""a\"b\\\n\u0001é""#);
    }
}
