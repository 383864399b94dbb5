//! How the run goes, in one row: its state, how many processes and threads, how long, and with which seed.

use yew::prelude::*;

use super::icons;
use crate::page::run::{Outcome, Phase, Run};
use crate::page::state::{Action, EngineState};
use crate::page::texts::Texts;
use crate::protocol::{End, Engine};

/// What the row needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// The run.
    pub run: Run,
    /// Whether the engine is there.
    pub engine: EngineState,
    /// Seconds of the run.
    pub clock: f64,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// The row.
#[component]
pub fn Status(props: &Props) -> Html {
    let Props { texts, run, .. } = props;
    let (class, text) = summary(props);
    let ran = run.number > 0 && !matches!(run.outcome(), Some(Outcome::Rejected(_)));
    html! {
        <div
            class="status"
            data-engine={engine_name(&props.engine)}
            data-phase={class}
            data-run={run.number.to_string()}
            data-digest={run.digest.clone()}
            data-stop-took={run.stop_took.map(|took| format!("{took:.1}"))}
        >
            <p class={classes!("state", class)} role="status">{text}</p>
            {button(props)}
            if ran {
                <dl class="figures">
                    if run.processes.are_several() {
                        <div><dt>{texts.get("figure.processes")}</dt><dd class="processes-alive">{process_counts(run)}</dd></div>
                    }
                    <div><dt>{texts.get("figure.threads")}</dt><dd class="alive">{counts(run)}</dd></div>
                    <div title={time_hint(props)}>
                        <dt>{time_name(props)}</dt>
                        <dd class="clock">{texts.fill("figure.seconds", &[("seconds", &seconds(props.clock))])}</dd>
                    </div>
                    if run.engine == Engine::Sim {
                        <div><dt>{texts.get("figure.seed")}</dt><dd>{run.seed}</dd></div>
                        if !run.gil {
                            <div><dt>{texts.get("gil.label")}</dt><dd class="gil-off">{texts.get("figure.off")}</dd></div>
                        }
                    }
                    if let Some(digest) = &run.digest {
                        <div title={texts.get("figure.digest-hint")}>
                            <dt>{texts.get("figure.digest")}</dt><dd class="digest">{digest.chars().take(8).collect::<String>()}</dd>
                        </div>
                    }
                </dl>
            }
        </div>
    }
}

/// The name of the state in the style sheet, and its words.
fn summary(props: &Props) -> (&'static str, String) {
    let Props { texts, run, .. } = props;
    let ended = match &run.phase {
        Phase::Never => {
            return match &props.engine {
                EngineState::Starting(_) => ("idle", texts.get("status.loading")),
                EngineState::Ready => ("idle", texts.get("status.ready")),
                EngineState::Failed(_) => ("failed", texts.get("status.broken")),
            };
        }
        Phase::Starting => return ("running", texts.get("status.starting")),
        Phase::Running if run.input.is_some() => return ("waiting", texts.get("status.input")),
        Phase::Running => return ("running", texts.get("status.running")),
        Phase::Stopping { .. } => return ("running", texts.get("status.stopping")),
        Phase::Over(Outcome::Rejected(_)) => return ("failed", texts.get("status.rejected")),
        Phase::Over(Outcome::Broken(_)) => return ("failed", texts.get("status.broken")),
        Phase::Over(Outcome::Ended(end)) => end,
    };
    match ended {
        End::Exit { code: 0 } => ("done", texts.get("status.done")),
        End::Exit { code } => ("failed", texts.fill("status.exit", &[("code", &code.to_string())])),
        End::Deadlock { .. } => ("deadlock", texts.get("status.deadlock")),
        End::Limit { .. } => ("failed", texts.get("status.limit")),
        End::Stopped => ("stopped", texts.get("status.stopped")),
    }
}

/// Run or stop once more, where the tool bar is not in sight.
fn button(props: &Props) -> Html {
    let running = props.run.is_on();
    let act = props.act.clone();
    let (class, picture, text, action) = if running {
        ("stop", icons::stop(), props.texts.get("run.stop"), Action::Stop)
    } else {
        ("run", icons::run(), props.texts.get("run.start"), Action::Run)
    };
    html! {
        <button
            type="button"
            class={classes!("button", class, "narrow-only")}
            onclick={move |_| act.emit(action.clone())}
        >
            {picture}{text}
        </button>
    }
}

/// The engine's state, for the style sheet and the tests.
fn engine_name(engine: &EngineState) -> &'static str {
    match engine {
        EngineState::Starting(_) => "starting",
        EngineState::Ready => "ready",
        EngineState::Failed(_) => "failed",
    }
}

/// Threads that are alive, of all that there were.
fn counts(run: &Run) -> String {
    let all = run.processes.threads.len();
    if run.is_on() { format!("{} / {all}", run.processes.threads_alive()) } else { all.to_string() }
}

/// The same of processes.
fn process_counts(run: &Run) -> String {
    let all = run.processes.all.len();
    if run.is_on() { format!("{} / {all}", run.processes.processes_alive()) } else { all.to_string() }
}

fn time_name(props: &Props) -> String {
    match props.run.engine {
        Engine::Sim => props.texts.get("figure.virtual-time"),
        Engine::Live => props.texts.get("figure.time"),
    }
}

fn time_hint(props: &Props) -> Option<String> {
    (props.run.engine == Engine::Sim).then(|| props.texts.get("figure.virtual-time-hint"))
}

fn seconds(clock: f64) -> String {
    if clock < 10.0 { format!("{clock:.2}") } else { format!("{clock:.1}") }
}
