//! The processes and threads of a run as the page shows them.
//!
//! Threads are numbered over all processes in the order in which they start: that rank gives a thread its colour, and the
//! console's lines name their author by it. Where the engine says nothing, the rules of the system fill in: a child whose
//! parent ends is adopted by init, and init leaves no zombies.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::protocol::{Event, Status, Who};

/// Processes that are shown at most, as far as the others have ended.
const SHOWN: usize = 60;

/// All processes and threads that there were.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Processes {
    /// The processes, in the order in which they started.
    pub all: Vec<Process>,
    /// The threads, in the order in which they started.
    pub threads: Vec<Thread>,
    /// What the console writes before the lines of each thread; shared with those lines.
    pub labels: Rc<Vec<Label>>,
    /// What the last batch with such news told of processes; nothing while there is only one.
    pub news: Vec<News>,
    ranks: BTreeMap<Who, usize>,
}

/// A process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// Its id.
    pub pid: u32,
    /// The process that made it; none for the first.
    pub parent: Option<u32>,
    /// Its name in the program.
    pub name: String,
    /// What has become of it.
    pub state: State,
    /// Its parent has ended, and init has taken it.
    pub adopted: bool,
    /// The ranks of its threads, the main thread first.
    pub threads: Vec<usize>,
}

/// What has become of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It has not ended.
    Running,
    /// It can never go on: the run ended in a deadlock.
    Stuck,
    /// It has ended, and nobody has asked how.
    Zombie(Status),
    /// Nothing is left of it.
    Ended(Status),
    /// The run ended before it did.
    Stopped,
}

/// A thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Its id in the engine.
    pub who: Who,
    /// Its name in the program.
    pub name: String,
    /// The program may end without it.
    pub daemon: bool,
    /// It has not ended.
    pub alive: bool,
}

/// How a thread is called before its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The name and the id of its process, where there are several.
    pub process: Option<(String, u32)>,
    /// Its own name; none for the main thread of one process of several.
    pub thread: Option<String>,
}

/// Something to be told of a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// It has started.
    Started(u32),
    /// It has ended: now it is a zombie, or gone.
    Ended(u32, State),
    /// Its parent has waited for it.
    Reaped(u32),
}

impl Processes {
    /// Takes in what a batch tells of them.
    pub fn events<'a>(&mut self, events: impl Iterator<Item = &'a Event>) {
        let before = std::mem::take(&mut self.news);
        for event in events {
            self.event(event);
        }
        if self.news.is_empty() {
            self.news = before;
        }
    }

    fn event(&mut self, event: &Event) {
        match event {
            Event::ProcessStarted { process, parent } => self.process_started(*process, *parent),
            Event::ProcessRenamed { process, name } => {
                let Some(process) = self.process_mut(*process) else { return };
                process.name.clone_from(name);
                let threads = process.threads.clone();
                self.relabel(threads);
            }
            Event::ProcessEnded { process, status } => self.process_ended(*process, *status),
            Event::ProcessReaped { process: pid } => {
                if let Some(process) = self.process_mut(*pid)
                    && let State::Zombie(status) = process.state
                {
                    process.state = State::Ended(status);
                    self.news.push(News::Reaped(*pid));
                }
            }
            Event::ThreadStarted { who, name, daemon } => self.thread_started(*who, name, *daemon),
            Event::ThreadRenamed { who, name } => {
                if let Some(&rank) = self.ranks.get(who) {
                    self.threads[rank].name.clone_from(name);
                    self.relabel([rank]);
                }
            }
            Event::ThreadEnded { who } => {
                if let Some(&rank) = self.ranks.get(who) {
                    self.threads[rank].alive = false;
                }
            }
            Event::Output { .. } | Event::NeedInput { .. } => {}
        }
    }

    fn process_started(&mut self, pid: u32, parent: Option<u32>) {
        let name =
            parent.and_then(|parent| self.process(parent)).map_or("MainProcess", |parent| &parent.name).to_owned();
        self.all.push(Process { pid, parent, name, state: State::Running, adopted: false, threads: Vec::new() });
        match self.all.len() {
            1 => return,
            2 => self.relabel(0..self.threads.len()),
            _ => {}
        }
        self.news.push(News::Started(pid));
    }

    fn process_ended(&mut self, pid: u32, status: Status) {
        for child in self.all.iter_mut().filter(|process| process.parent == Some(pid)) {
            match child.state {
                State::Running => child.adopted = true,
                State::Zombie(status) => child.state = State::Ended(status),
                _ => {}
            }
        }
        let Some(process) = self.process_mut(pid) else { return };
        let is_awaited = process.parent.is_some() && !process.adopted;
        process.state = if is_awaited { State::Zombie(status) } else { State::Ended(status) };
        let state = process.state;
        if self.are_several() {
            self.news.push(News::Ended(pid, state));
        }
    }

    fn thread_started(&mut self, who: Who, name: &str, daemon: bool) {
        let rank = self.threads.len();
        self.threads.push(Thread { who, name: name.to_owned(), daemon, alive: true });
        self.ranks.insert(who, rank);
        if let Some(process) = self.process_mut(who.process) {
            process.threads.push(rank);
        }
        let label = self.label_of(rank);
        Rc::make_mut(&mut self.labels).push(label);
    }

    /// The run is over. Threads in a deadlock stay as they stand; else nothing lives on.
    pub fn end(&mut self, deadlocked: bool) {
        for thread in self.threads.iter_mut().filter(|_| !deadlocked) {
            thread.alive = false;
        }
        for process in self.all.iter_mut().filter(|process| process.state == State::Running) {
            process.state = if deadlocked { State::Stuck } else { State::Stopped };
        }
    }

    /// There is or was more than one process.
    pub fn are_several(&self) -> bool {
        self.all.len() > 1
    }

    /// A process by its id.
    pub fn process(&self, pid: u32) -> Option<&Process> {
        self.all.iter().rev().find(|process| process.pid == pid)
    }

    /// The place of a thread in the order of starting, which gives it its colour.
    pub fn rank(&self, who: Who) -> usize {
        self.ranks.get(&who).copied().unwrap_or(who.thread as usize)
    }

    /// How a thread is called.
    pub fn label(&self, who: Who) -> Label {
        let known = self.ranks.get(&who).and_then(|&rank| self.labels.get(rank));
        known.cloned().unwrap_or_else(|| Label { process: None, thread: Some(format!("#{}", who.thread)) })
    }

    /// How many threads have not ended.
    pub fn threads_alive(&self) -> usize {
        self.threads.iter().filter(|thread| thread.alive).count()
    }

    /// How many processes have not ended.
    pub fn processes_alive(&self) -> usize {
        self.all.iter().filter(|process| process.state == State::Running).count()
    }

    /// The process tree: for each process that is shown its children, by their places in [`Processes::all`], the first
    /// process under none. And how many are not shown, because they have ended long ago.
    pub fn tree(&self) -> (BTreeMap<Option<usize>, Vec<usize>>, usize) {
        let places: BTreeMap<u32, usize> = self.all.iter().enumerate().map(|(at, process)| (process.pid, at)).collect();
        let parent = |at: usize| self.all[at].parent.and_then(|pid| places.get(&pid).copied());
        let mut left = SHOWN;
        let mut shown = vec![false; self.all.len()];
        // The youngest first, and with each all those above it.
        for at in (0..self.all.len()).rev() {
            let gone = matches!(self.all[at].state, State::Ended(_)) && self.all[at].parent.is_some();
            shown[at] |= !gone || left > 0;
            if shown[at] {
                left = left.saturating_sub(1);
                if let Some(parent) = parent(at) {
                    shown[parent] = true;
                }
            }
        }
        let mut tree: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for at in (0..self.all.len()).filter(|&at| shown[at]) {
            tree.entry(parent(at)).or_default().push(at);
        }
        (tree, shown.iter().filter(|shown| !**shown).count())
    }

    fn relabel(&mut self, ranks: impl IntoIterator<Item = usize>) {
        for rank in ranks {
            let label = self.label_of(rank);
            Rc::make_mut(&mut self.labels)[rank] = label;
        }
    }

    fn label_of(&self, rank: usize) -> Label {
        let thread = &self.threads[rank];
        let process = self.process(thread.who.process).filter(|_| self.are_several());
        let is_main = process.is_some_and(|process| process.threads.first() == Some(&rank));
        Label {
            process: process.map(|process| (process.name.clone(), process.pid)),
            thread: (!is_main).then(|| thread.name.clone()),
        }
    }

    fn process_mut(&mut self, pid: u32) -> Option<&mut Process> {
        self.all.iter_mut().rev().find(|process| process.pid == pid)
    }
}

impl Label {
    /// The whole name in one text.
    pub fn text(&self) -> String {
        match (&self.process, &self.thread) {
            (None, thread) => thread.clone().unwrap_or_default(),
            (Some((name, pid)), None) => format!("{name} ({pid})"),
            (Some((name, pid)), Some(thread)) => format!("{name} ({pid}) · {thread}"),
        }
    }
}

/// The name of a signal, where it has a usual one.
pub fn signal_name(number: u32) -> Option<&'static str> {
    Some(match number {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        6 => "SIGABRT",
        8 => "SIGFPE",
        9 => "SIGKILL",
        10 => "SIGUSR1",
        11 => "SIGSEGV",
        12 => "SIGUSR2",
        13 => "SIGPIPE",
        14 => "SIGALRM",
        15 => "SIGTERM",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn started(processes: &mut Processes, pid: u32, parent: Option<u32>) {
        let who = Who { process: pid, thread: 0 };
        let thread = Event::ThreadStarted { who, name: "MainThread".to_owned(), daemon: false };
        processes.events([Event::ProcessStarted { process: pid, parent }, thread].iter());
    }

    fn ended(processes: &mut Processes, pid: u32, code: u32) {
        processes.events([Event::ProcessEnded { process: pid, status: Status::Exit(code) }].iter());
    }

    fn family() -> Processes {
        let mut processes = Processes::default();
        started(&mut processes, 10, None);
        started(&mut processes, 11, Some(10));
        started(&mut processes, 12, Some(11));
        processes
    }

    #[test]
    fn labels_name_the_process_where_there_are_several() {
        let mut processes = Processes::default();
        started(&mut processes, 10, None);
        assert_eq!(processes.labels[0].text(), "MainThread");
        started(&mut processes, 11, Some(10));
        processes.events([Event::ProcessRenamed { process: 11, name: "Process-1".to_owned() }].iter());
        let who = Who { process: 11, thread: 1 };
        processes.events([Event::ThreadStarted { who, name: "Ann".to_owned(), daemon: false }].iter());
        let texts: Vec<String> = processes.labels.iter().map(Label::text).collect();
        assert_eq!(texts, ["MainProcess (10)", "Process-1 (11)", "Process-1 (11) · Ann"]);
        assert_eq!((processes.rank(who), processes.label(who).text()), (2, texts[2].clone()));
    }

    #[test]
    fn a_child_that_ends_is_a_zombie_until_its_parent_waits() {
        let mut processes = family();
        ended(&mut processes, 12, 7);
        assert_eq!(processes.process(12).map(|one| one.state), Some(State::Zombie(Status::Exit(7))));
        assert_eq!(processes.news, [News::Ended(12, State::Zombie(Status::Exit(7)))]);
        processes.events([Event::ProcessReaped { process: 12 }].iter());
        assert_eq!(processes.process(12).map(|one| one.state), Some(State::Ended(Status::Exit(7))));
        assert_eq!(processes.processes_alive(), 2);
    }

    #[test]
    fn init_adopts_orphans_and_leaves_no_zombies() {
        let mut processes = family();
        ended(&mut processes, 11, 0);
        assert!(processes.process(12).is_some_and(|orphan| orphan.adopted));
        ended(&mut processes, 12, 0);
        assert_eq!(processes.process(12).map(|one| one.state), Some(State::Ended(Status::Exit(0))));
        assert_eq!(processes.process(11).map(|one| one.state), Some(State::Zombie(Status::Exit(0))));
        ended(&mut processes, 10, 0);
        assert_eq!(processes.process(11).map(|one| one.state), Some(State::Ended(Status::Exit(0))));
    }

    #[test]
    fn at_the_end_processes_are_stuck_or_stopped() {
        for (deadlocked, state, threads) in [(true, State::Stuck, 3), (false, State::Stopped, 0)] {
            let mut processes = family();
            processes.end(deadlocked);
            assert!(processes.all.iter().all(|one| one.state == state));
            assert_eq!(processes.threads_alive(), threads);
        }
    }

    #[test]
    fn the_tree_shows_the_living_and_the_last_of_those_that_have_ended() {
        let mut processes = family();
        for pid in 20..320 {
            started(&mut processes, pid, Some(10));
            ended(&mut processes, pid, 0);
            processes.events([Event::ProcessReaped { process: pid }].iter());
        }
        let (tree, hidden) = processes.tree();
        let shown: usize = tree.values().map(Vec::len).sum();
        assert_eq!((shown, shown + hidden), (SHOWN + 3, 303));
        assert_eq!((&tree[&None], &tree[&Some(1)]), (&vec![0], &vec![2]));
    }
}
