//! What there is to wait for, in lines of text: locks and who has them, queues and what is in them, pipes, deadlines; and what the
//! program's variables name.

use racecourse::session::{Moment, ObjectState, ObjectView, PipeView, Waiter, Wants};

/// All of it but the memory.
pub fn waits(moment: &Moment) -> Vec<String> {
    let mut lines: Vec<String> = moment.objects.iter().flat_map(object).collect();
    lines.extend(moment.pipes.iter().flat_map(pipe));
    let deadline = |at: &racecourse::session::DeadlineView| format!("at {:.3} s {} {}", at.at, at.name, at.what);
    lines.extend(moment.deadlines.iter().map(deadline));
    lines
}

/// What variables name and can be changed.
pub fn memory(moment: &Moment) -> Vec<String> {
    let told = moment.heap.iter().map(|object| {
        let process = if object.process.is_empty() { String::new() } else { format!(" of {}", object.process) };
        format!("{}{process} = {}", object.names.join(" = "), object.value)
    });
    told.collect()
}

fn object(view: &ObjectView) -> Vec<String> {
    let process = if view.process.is_empty() { String::new() } else { format!(" of {}", view.process) };
    let mut lines = vec![format!("{}{process}: {}", view.name, state(&view.state))];
    lines.extend(waiters(&view.waiters));
    lines
}

fn state(state: &ObjectState) -> String {
    match state {
        ObjectState::Lock { owner: None, depth: 0 } => "free".to_owned(),
        ObjectState::Lock { owner, depth } => {
            let by = owner.as_ref().map_or("somebody", |owner| &owner.name);
            let line = owner.as_ref().filter(|owner| owner.line > 0).map(|owner| format!(" since line {}", owner.line));
            let times = if *depth > 1 { format!(", {depth} times") } else { String::new() };
            format!("held by {by}{}{times}", line.unwrap_or_default())
        }
        ObjectState::Condition { lock } => format!("over {lock}"),
        ObjectState::Semaphore { value, holders, .. } => {
            let names: Vec<&str> = holders.iter().map(|holder| holder.name.as_str()).collect();
            let by = if names.is_empty() { String::new() } else { format!(", taken by {}", names.join(", ")) };
            format!("{value} left{by}")
        }
        ObjectState::Event { set: true } => "set".to_owned(),
        ObjectState::Event { set: false } => "not set".to_owned(),
        ObjectState::Future { done: true, .. } => "there".to_owned(),
        ObjectState::Future { owner: Some(owner), .. } => format!("{} works on it", owner.name),
        ObjectState::Future { owner: None, .. } => "nobody works on it".to_owned(),
        ObjectState::Barrier { broken: true, .. } => "broken".to_owned(),
        ObjectState::Barrier { parties, waiting, .. } => format!("{waiting} of {parties} have come"),
        ObjectState::Queue { items, maxsize, contents, .. } => {
            let most = maxsize.map_or(String::new(), |most| format!(" of {most}"));
            let contents = contents.as_ref().filter(|_| *items > 0).map_or(String::new(), |c| format!(" {c}"));
            format!("{items}{most} items{contents}")
        }
    }
}

fn pipe(view: &PipeView) -> Vec<String> {
    let ends = view
        .ends
        .iter()
        .map(|end| format!("{} of {} {}", end.descriptor, end.process, if end.writes { "writes" } else { "reads" }));
    let ends: Vec<String> = ends.collect();
    let contents = if view.bytes > 0 { format!(" {}", view.contents) } else { String::new() };
    let mut lines = vec![format!("pipe: {} bytes{contents}; {}", view.bytes, ends.join(", "))];
    lines.extend(waiters(&view.waiters));
    lines
}

fn waiters(waiters: &[Waiter]) -> impl Iterator<Item = String> {
    waiters.iter().map(|waiter| {
        let wants = match waiter.wants {
            Wants::It => "waits for it",
            Wants::Notice => "waits to be notified",
            Wants::LockAgain => "waits to take it again",
            Wants::Room => "waits for room",
            Wants::Item => "waits for something to be in it",
            Wants::Tasks => "waits until all tasks are done",
        };
        format!("  {} {wants}", waiter.name)
    })
}
