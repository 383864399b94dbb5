//! What the next step of a thread would use, and of time, where that may pass at any moment.

use smallvec::smallvec;

use super::{At, Machine};
use crate::choice::{Access, Mode, Object, Uses};
use crate::ids::Who;
use crate::sys::{Request, Seconds};
use crate::vm::access::Extent;

impl Machine {
    /// What the thread's next step would use, as things are now.
    pub fn footprint(&self, who: Who) -> Uses {
        let mut uses = match self.at.get(who) {
            None if who == Who::TIME => return self.footprint_of_time(Mode::Give { spare: false }),
            None => return Uses::new(),
            Some(At::Use) => self.world.processes[&who.pid].uses(who, Extent::Possible),
            Some(At::End(_)) => smallvec![Access { object: Object::End(who), mode: Mode::Give { spare: false } }],
            Some(At::Request(request)) => self.world.kernel.footprint(who, request),
            Some(At::Waits) => self.world.kernel.footprint_of_wait(who, self.world.clock),
        };
        uses.push(Access { object: Object::Process(who.pid), mode: Mode::Read });
        if self.any_time {
            uses.extend(self.use_of_time(who).map(|mode| Access { object: Object::Clock, mode }));
        }
        uses
    }

    /// How the next step of a thread depends on the time, where that may pass at any moment.
    fn use_of_time(&self, who: Who) -> Option<Mode> {
        match self.at.get(who)? {
            // Somebody's wait may end by it before its time is up.
            At::Request(Request::CondNotify { .. } | Request::Exit { .. } | Request::Kill { .. }) => {
                self.world.next_moment().map(|_| Mode::Read)
            }
            At::Request(request) => asks_time(request).then_some(Mode::Read),
            // Whose time is up could not go on before.
            At::Waits => {
                let deadline = self.world.kernel.deadline(who)?;
                Some(if deadline <= self.world.clock { Mode::Take } else { Mode::Read })
            }
            _ => None,
        }
    }

    fn footprint_of_time(&self, mode: Mode) -> Uses {
        let mut uses: Uses = smallvec![Access { object: Object::Clock, mode }];
        if self.world.kernel.next_alarm().is_some() {
            // A signal may end its process.
            let all = self.world.processes.keys();
            uses.extend(all.map(|&pid| Access { object: Object::Process(pid), mode: Mode::Write }));
        }
        uses
    }

    /// What a thread that has to wait would use if it had not to, whether its time is up or not.
    pub fn footprint_of_wait(&self, who: Who) -> Uses {
        match self.at.get(who) {
            None if who == Who::TIME => self.footprint_of_time(Mode::Write),
            Some(At::Waits) => self.world.kernel.footprint_of_wait(who, Seconds::NEG_INFINITY),
            _ => self.footprint(who),
        }
    }

    /// What the thread's next step uses of memory.
    pub(super) fn uses(&self, who: Who) -> Uses {
        self.world.processes[&who.pid].uses(who, Extent::Made)
    }
}

/// Whether the answer to a request depends on the moment at which it is asked.
pub(super) fn asks_time(request: &Request) -> bool {
    request.needs_time() && *request != Request::CpuTime
}
