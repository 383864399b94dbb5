//! The exploration: how far it is, the verdict, the outcomes, and what is to be said of the program.

use racecourse::recording::report::{Report, Verdict};
use yew::prelude::*;

use super::found::{Findings, Outcomes, Races};
use super::icons;
use super::outcome::{card, diagnostics};
use crate::page::exploring::{Action as Explored, Exploring, Over, Phase};
use crate::page::reworded;
use crate::page::state::Action;
use crate::page::texts::Texts;

/// What the part needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// The exploration.
    pub exploring: Exploring,
    /// How long it takes so far, or took.
    pub seconds: f64,
    /// It is about the text that the editor has now.
    pub current: bool,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// The exploration.
#[component]
pub fn ExplorePart(props: &Props) -> Html {
    let Props { texts, exploring, act, .. } = props;
    let stale = exploring.number > 0 && !props.current;
    html! {
        <section
            class="explore"
            aria-label={texts.get("face.explore")}
            data-phase={phase(exploring)}
            data-explorers={exploring.explorers.to_string()}
        >
            {head(props)}
            <div class="found" tabindex="0" role="region" aria-label={texts.get("explore.found")}>
                if exploring.number == 0 {
                    <p class="hint">{texts.get("explore.empty")}</p>
                }
                if stale {
                    <p class="stale" role="status">{texts.get("explore.stale")}</p>
                }
                {trouble(props)}
                if let Some(report) = &exploring.report {
                    if !exploring.is_on() && report.executions > 0 {
                        {verdict(texts, report, exploring.figures.outcomes)}
                    }
                    if !exploring.is_on() && exploring.source.contains("input(") {
                        <p class="hint">{texts.get("explore.input")}</p>
                    }
                    <Outcomes
                        texts={texts.clone()}
                        report={report.clone()}
                        all={exploring.figures.outcomes}
                        can_step={!stale}
                        act={act.clone()}
                    />
                    <Races texts={texts.clone()} races={report.races.clone()} can_step={!stale} act={act.clone()} />
                    <Findings
                        texts={texts.clone()}
                        findings={report.findings.clone()}
                        can_step={!stale}
                        act={act.clone()}
                    />
                }
            </div>
        </section>
    }
}

/// The name of the state, for the style sheet and the tests.
fn phase(exploring: &Exploring) -> &'static str {
    match &exploring.phase {
        Phase::Never => "never",
        Phase::Searching | Phase::Stopping => "searching",
        Phase::Over(Over::Rejected(_)) => "rejected",
        Phase::Over(Over::Broken(_)) => "broken",
        Phase::Over(Over::Reported) => match exploring.report.as_ref().map(|report| report.verdict) {
            Some(Verdict::Ok) => "ok",
            Some(Verdict::Failure) => "failure",
            Some(Verdict::Deadlock) => "deadlock",
            Some(Verdict::Incomplete) | None => "incomplete",
        },
    }
}

/// The state, the button, the figures.
fn head(props: &Props) -> Html {
    let Props { texts, exploring, act, .. } = props;
    let act = act.clone();
    let is_on = exploring.is_on();
    let (class, words) = match phase(exploring) {
        "never" => ("idle", texts.get("explore.never")),
        "searching" if exploring.phase == Phase::Stopping => ("running", texts.get("status.stopping")),
        "searching" => ("running", texts.get("explore.searching")),
        "ok" => ("done", texts.get("explore.complete")),
        "failure" => ("failed", texts.get("explore.failure")),
        "deadlock" => ("deadlock", texts.get("status.deadlock")),
        "rejected" => ("failed", texts.get("status.rejected")),
        "broken" => ("failed", texts.get("status.broken")),
        _ if exploring.report.as_ref().is_some_and(|report| report.complete) => {
            ("waiting", texts.get("explore.endless"))
        }
        _ => ("waiting", texts.get("explore.incomplete")),
    };
    html! {
        <div class="row-head">
            <p class={classes!("state", class)} role="status">{words}</p>
            if is_on {
                <button
                    type="button"
                    class="button cancel"
                    onclick={move |_| act.emit(Action::Exploring(Explored::Cancel))}
                >
                    {icons::stop()}{texts.get("explore.cancel")}
                </button>
            } else {
                <button type="button" class="button" onclick={move |_| act.emit(Action::Explore)}>
                    {icons::explore()}
                    {if exploring.number == 0 { texts.get("explore.start") } else { texts.get("explore.again") }}
                </button>
            }
            if exploring.number > 0 {
                {figures(props)}
            }
        </div>
    }
}

fn figures(props: &Props) -> Html {
    let Props { texts, exploring, seconds, .. } = props;
    let figures = exploring.figures;
    let rate = if figures.seconds > 0.0 { figures.executions as f64 / figures.seconds } else { 0.0 };
    let traces = match figures.estimate.filter(|_| exploring.is_on()) {
        Some(all) => {
            let (traces, all) = (grouped(figures.traces), grouped(all.max(figures.traces)));
            texts.fill("explore.of-about", &[("traces", &traces), ("all", &all)])
        }
        None => grouped(figures.traces),
    };
    let figure = |key: &str, class: &'static str, value: String| {
        let hint = texts.get(&format!("figure.{key}-hint"));
        html! { <div title={hint}><dt>{texts.get(&format!("figure.{key}"))}</dt><dd class={class}>{value}</dd></div> }
    };
    html! {
        <dl class="figures">
            {figure("outcomes", "outcomes-found", grouped(figures.outcomes as u64))}
            {figure("executions", "executions", grouped(figures.executions))}
            {figure("traces", "traces", traces)}
            {figure("states", "states", grouped(figures.states))}
            {figure("rate", "rate", grouped(rate.round() as u64))}
            if exploring.explorers > 1 {
                {figure("explorers", "explorers", exploring.explorers.to_string())}
            }
            <div>
                <dt>{texts.get("figure.time")}</dt>
                <dd>{texts.fill("figure.seconds", &[("seconds", &short(*seconds))])}</dd>
            </div>
        </dl>
    }
}

/// What went wrong with the exploration itself.
fn trouble(props: &Props) -> Html {
    let texts = &props.texts;
    match &props.exploring.phase {
        Phase::Over(Over::Rejected(errors)) => {
            card("rejected", texts.get("rejected.title"), diagnostics(texts, errors, &props.act))
        }
        Phase::Over(Over::Broken(reason)) => {
            let content = html! { <><p>{texts.get("explore.broken")}</p><pre>{reason}</pre></> };
            card("broken", texts.get("broken.title"), content)
        }
        _ => Html::default(),
    }
}

/// The verdict in plain words, and why not everything was seen, where that is so.
fn verdict(texts: &Texts, report: &Report, outcomes: usize) -> Html {
    let several = outcomes > 1;
    let count = outcomes.to_string();
    let (class, title, words) = match report.verdict {
        Verdict::Ok if several => {
            ("good", texts.fill("verdict.several", &[("number", &count)]), texts.get("verdict.several-words"))
        }
        Verdict::Ok => ("good", texts.get("verdict.ok"), texts.get("verdict.ok-words")),
        Verdict::Failure => ("bad", texts.get("verdict.failure"), texts.get("verdict.failure-words")),
        Verdict::Deadlock => ("bad", texts.get("verdict.deadlock"), texts.get("verdict.deadlock-words")),
        Verdict::Incomplete if report.complete => {
            ("open", texts.get("verdict.endless"), texts.get("verdict.endless-words"))
        }
        Verdict::Incomplete => ("open", texts.get("verdict.incomplete"), texts.get("verdict.incomplete-words")),
    };
    let reason = report.reason.as_ref().filter(|_| !report.complete).map(|reason| reworded::reason(texts, reason));
    html! {
        <section class={classes!("verdict", class)}>
            <h3>{title}</h3>
            <p>{words}</p>
            if let Some(reason) = reason {
                <p class="reason">{texts.fill("verdict.reason", &[("reason", &reason)])}</p>
            } else if report.verdict != Verdict::Ok {
                <p>{texts.get("verdict.all-seen")}</p>
            }
        </section>
    }
}

/// A number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

fn short(seconds: f64) -> String {
    if seconds < 10.0 { format!("{seconds:.2}") } else { format!("{seconds:.0}") }
}
