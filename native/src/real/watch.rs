//! The watch for deadlocks across processes. A run stands still for ever when each of its processes says that it is stuck,
//! none has moved for a while, and each, asked one by one, finds that none of its waits could be granted. Since a process
//! moves visibly before it takes anything (see `calls`), nothing can have happened meanwhile where nobody has moved by the
//! end of the questions.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::board::{Board, state};
use super::children::has_ended;
use super::wire::{Doing, Message};

/// Looks without a move before the processes are asked.
const LOOKS: u32 = 2;
/// How long a process may take to answer.
const ANSWER: Duration = Duration::from_secs(1);
/// After an answer that somebody can go on, nobody is asked for so long.
const REST: Duration = Duration::from_millis(500);

/// Where each process is that is stuck: its number, its epoch.
type Still = Vec<(u32, u64)>;

/// What has been seen so far.
#[derive(Default)]
pub struct Watch {
    still: Still,
    /// Looks at which it was the same.
    looks: u32,
    asked: Option<Asked>,
    rest_until: Option<Instant>,
}

struct Asked {
    question: u32,
    at: Instant,
    threads: BTreeMap<u32, Vec<Doing>>,
    /// By process: is it stuck, and where.
    answers: BTreeMap<u32, (bool, u64)>,
}

impl Watch {
    /// Looks at the board; to be called every now and then.
    pub fn look(&mut self, board: &Board) {
        let now = still(board);
        if now.is_none() || now.as_ref() != Some(&self.still) {
            self.still = now.unwrap_or_default();
            self.looks = 0;
            self.asked = None;
            return;
        }
        self.looks += 1;
        let resting = self.rest_until.is_some_and(|until| Instant::now() < until);
        if self.looks >= LOOKS && self.asked.is_none() && !self.still.is_empty() && !resting {
            let question = board.ask();
            self.asked =
                Some(Asked { question, at: Instant::now(), threads: BTreeMap::new(), answers: BTreeMap::new() });
        }
    }

    /// Takes an answer in.
    pub fn take(&mut self, message: Message) {
        let Some(asked) = &mut self.asked else { return };
        match message {
            Message::Thread { pid, question, doing } if question == asked.question => {
                asked.threads.entry(pid).or_default().push(doing);
            }
            Message::Answer { pid, question, stuck, epoch } if question == asked.question => {
                asked.answers.insert(pid, (stuck, epoch));
            }
            _ => {}
        }
    }

    /// The report, when the run has come to a standstill.
    pub fn verdict(&mut self, board: &Board) -> Option<String> {
        let asked = self.asked.as_ref()?;
        let answer = |pid| asked.answers.get(&pid).copied();
        let denied = self.still.iter().any(|&(pid, epoch)| answer(pid).is_some_and(|given| given != (true, epoch)));
        if denied || asked.at.elapsed() > ANSWER {
            self.rest_until = Some(Instant::now() + REST);
            self.asked = None;
            self.looks = 0;
            return None;
        }
        if !self.still.iter().all(|&(pid, _)| answer(pid).is_some()) || still(board).as_ref() != Some(&self.still) {
            return None;
        }
        Some(report(board, &self.still, &asked.threads))
    }
}

/// Where the stuck processes are, if all that live are stuck.
fn still(board: &Board) -> Option<Still> {
    let mut still = Vec::new();
    let mut seen = 0;
    for (_, pid, slot) in board.processes() {
        seen += 1;
        if slot.is(state::STUCK) {
            still.push((pid, slot.epoch.load(Ordering::SeqCst)));
        }
    }
    let mut running = board.processes().filter(|(_, _, slot)| !slot.is(state::STUCK));
    // Some are being made.
    if seen != board.live() || still.is_empty() {
        return None;
    }
    // One that says so itself may have something left to close.
    running.all(|(_, pid, _)| has_ended(pid)).then_some(still)
}

fn report(board: &Board, still: &Still, threads: &BTreeMap<u32, Vec<Doing>>) -> String {
    let mut text = match still.len() {
        1 => "deadlock: the program waits for ever\n".to_owned(),
        n => format!("deadlock: {n} processes wait for each other\n"),
    };
    for (pid, _) in still {
        let name = board.find(*pid).map_or(String::new(), |at| board.slot(at).name());
        for doing in threads.get(pid).into_iter().flatten() {
            text += &format!("  {name} (process {pid}): {}\n", doing.line);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{LOOKS, Watch};
    use crate::real::board::{Board, state};
    use crate::real::wire::{Doing, Message};
    use crate::sys;
    use std::sync::atomic::Ordering;

    /// A board with one process, this one, which is stuck.
    fn one() -> (&'static Board, usize, u32) {
        let board = sys::new_board().expect("a board");
        board.limit.store(4, Ordering::Relaxed);
        let pid = std::process::id();
        let at = board.reserve(pid).expect("room");
        board.enter(at, pid);
        board.slot(at).set_name("MainProcess");
        board.slot(at).state.store(state::STUCK, Ordering::Relaxed);
        // Tests must not be killed by the question.
        let _ = sys::on_signal(sys::ask_signal(), sys::Disposition::Ignore);
        (board, at, pid)
    }

    fn asked(watch: &mut Watch, board: &Board) -> u32 {
        for _ in 0..=LOOKS {
            watch.look(board);
        }
        board.question.load(Ordering::Relaxed)
    }

    #[test]
    fn a_standstill_is_reported_when_all_have_said_so() {
        let (board, at, pid) = one();
        let mut watch = Watch::default();
        let question = asked(&mut watch, board);
        assert_eq!(question, 1);
        assert_eq!(watch.verdict(board), None, "nobody has answered");
        let doing = Doing { line: "MainThread waits for lock 'a', at line 3".into(), ..Doing::default() };
        watch.take(Message::Thread { pid, question, doing });
        watch.take(Message::Answer { pid, question, stuck: true, epoch: 0 });
        let report = watch.verdict(board).expect("a report");
        let line = format!("  MainProcess (process {pid}): MainThread waits for lock 'a', at line 3\n");
        assert_eq!(report, format!("deadlock: the program waits for ever\n{line}"));
        board.slot(at).moved();
        assert_eq!(watch.verdict(board), None, "it moved after its answer");
    }

    #[test]
    fn who_can_go_on_is_no_deadlock() {
        let (board, at, pid) = one();
        let mut watch = Watch::default();
        let question = asked(&mut watch, board);
        watch.take(Message::Answer { pid, question, stuck: false, epoch: 0 });
        assert_eq!(watch.verdict(board), None);
        assert_eq!(asked(&mut watch, board), question, "it is left alone for a while");
        board.slot(at).state.store(state::RUNNING, Ordering::Relaxed);
        assert_eq!(asked(&mut Watch::default(), board), question, "who runs is not asked");
    }

    #[test]
    fn a_process_that_is_being_made_is_not_still() {
        let (board, _, pid) = one();
        let child = board.reserve(pid).expect("room");
        assert_eq!(asked(&mut Watch::default(), board), 0);
        board.unreserve(child);
        assert_eq!(asked(&mut Watch::default(), board), 1);
    }
}
