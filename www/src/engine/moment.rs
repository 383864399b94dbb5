//! The page's form of what there is to wait for in a program that is stepped.

use racecourse::session;

use super::live::{holder, whom};
use crate::protocol::moment::{DeadlineView, Moment, ObjectState, ObjectView, PipeView, Waiter};

/// A moment for the page.
pub fn moment(moment: session::Moment) -> Moment {
    Moment {
        ended: moment.ended,
        objects: moment.objects.into_iter().map(object).collect(),
        pipes: moment.pipes.into_iter().map(pipe).collect(),
        deadlines: moment
            .deadlines
            .into_iter()
            .map(|deadline| DeadlineView { at: deadline.at, name: deadline.name, what: deadline.what })
            .collect(),
    }
}

fn object(object: session::ObjectView) -> ObjectView {
    ObjectView {
        name: object.name,
        process: object.process,
        line: object.line,
        state: state(object.state),
        waiters: object.waiters.into_iter().map(waiter).collect(),
    }
}

fn state(state: session::ObjectState) -> ObjectState {
    use session::ObjectState as Core;
    match state {
        Core::Lock { owner, depth } => ObjectState::Lock { owner: owner.as_ref().map(holder), depth },
        Core::Condition { lock } => ObjectState::Condition { lock },
        Core::Semaphore { value, holders, .. } => {
            ObjectState::Semaphore { value, holders: holders.iter().map(holder).collect() }
        }
        Core::Event { set } => ObjectState::Event { set },
        Core::Future { done, owner } => ObjectState::Future { done, owner: owner.as_ref().map(holder) },
        Core::Barrier { parties, waiting, broken } => ObjectState::Barrier { parties, waiting, broken },
        Core::Queue { items, maxsize, contents, .. } => ObjectState::Queue { items, maxsize, contents },
    }
}

fn waiter(waiter: session::Waiter) -> Waiter {
    Waiter { who: whom(waiter.who), name: waiter.name }
}

fn pipe(pipe: session::PipeView) -> PipeView {
    let who = |writes: bool| {
        let mut names: Vec<String> =
            pipe.ends.iter().filter(|end| end.writes == writes).map(|end| end.process.clone()).collect();
        names.dedup();
        names
    };
    PipeView {
        bytes: pipe.bytes,
        ends: [who(true), who(false)],
        contents: pipe.contents,
        waiters: pipe.waiters.into_iter().map(waiter).collect(),
    }
}
