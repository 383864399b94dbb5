//! What an exploration has found: the outcomes, the data races, and what else is to be said.

use std::rc::Rc;

use racecourse::recording::report::{Finding, Outcome, OutcomeKind, Race, Report, Use};
use yew::prelude::*;

use super::icons;
use super::outcome::place;
use crate::page::reworded;
use crate::page::state::Action;
use crate::page::texts::Texts;
use crate::protocol::exploring::OUTCOMES;

/// Lines of an output that are shown one below the other, and characters of one that are shown.
const LINES: usize = 4;
const SHOWN: usize = 240;

/// What the outcomes need.
#[derive(Clone, PartialEq, Properties)]
pub struct OutcomesProps {
    /// The words.
    pub texts: Texts,
    /// The report.
    pub report: Rc<Report>,
    /// How many outcomes were found, those too that the report leaves out.
    pub all: usize,
    /// The schedules belong to the text in the editor.
    pub can_step: bool,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// The table of outcomes, the worst first.
#[component]
pub fn Outcomes(props: &OutcomesProps) -> Html {
    let texts = &props.texts;
    let outcomes = &props.report.outcomes;
    if outcomes.is_empty() {
        return Html::default();
    }
    let column = |name: &str, hint: &str| {
        html! { <th scope="col" class="number-cell" title={texts.get(hint)}>{texts.get(name)}</th> }
    };
    // A report can be older than what else is known: one that is not full had them all.
    let more = if outcomes.len() < OUTCOMES { 0 } else { props.all.saturating_sub(OUTCOMES) };
    html! {
        <>
            <table class="outcomes">
                <caption>{texts.get("outcomes.title")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts.get("outcomes.outcome")}</th>
                        {column("outcomes.traces", "figure.traces-hint")}
                        {column("outcomes.preemptions", "outcomes.preemptions-hint")}
                    </tr>
                </thead>
                <tbody>
                    { for outcomes.iter().map(|outcome| row(props, outcome)) }
                </tbody>
            </table>
            if more > 0 {
                <p class="hint">{texts.fill("outcomes.more", &[("number", &more.to_string())])}</p>
            }
        </>
    }
}

fn row(props: &OutcomesProps, outcome: &Outcome) -> Html {
    let texts = &props.texts;
    let (act, schedule) = (props.act.clone(), outcome.schedule.clone());
    let class = kind(outcome.kind);
    let error = match outcome.kind {
        OutcomeKind::Exception => Some(outcome.error.clone()),
        OutcomeKind::Cut => Some(reworded::reason(texts, &outcome.error)),
        OutcomeKind::Ok | OutcomeKind::Deadlock => None,
    };
    html! {
        <tr class={class} data-kind={class} key={outcome.schedule.clone()}>
            <td>
                <button
                    type="button"
                    class="outcome"
                    disabled={!props.can_step}
                    title={texts.get("outcomes.step")}
                    onclick={move |_| act.emit(Action::StepThrough(schedule.clone()))}
                >
                    <span class="kind">{texts.get(&format!("kind.{class}"))}</span>
                    if let Some(error) = error {
                        <span class="error">{error}</span>
                    }
                    if outcome.stdout.is_empty() {
                        <span class="silent">{texts.get("outcomes.silent")}</span>
                    } else {
                        <code class="printed">{shortened(&outcome.stdout)}</code>
                    }
                    {icons::through()}
                </button>
            </td>
            <td class="number-cell">{outcome.traces}</td>
            <td class="number-cell">{outcome.preemptions}</td>
        </tr>
    }
}

/// The name of a kind, as in the report's JSON.
fn kind(kind: OutcomeKind) -> &'static str {
    match kind {
        OutcomeKind::Ok => "ok",
        OutcomeKind::Cut => "cut",
        OutcomeKind::Exception => "exception",
        OutcomeKind::Deadlock => "deadlock",
    }
}

/// Many lines go one after the other: their order may be all that tells two outcomes apart.
fn shortened(output: &str) -> String {
    let output = output.trim_end_matches('\n');
    let text = if output.lines().count() > LINES { output.replace('\n', " ↵ ") } else { output.to_owned() };
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{} …", &text[..at]),
        None => text,
    }
}

/// What the races need.
#[derive(Clone, PartialEq, Properties)]
pub struct RacesProps {
    /// The words.
    pub texts: Texts,
    /// The races.
    pub races: Vec<Race>,
    /// The schedules belong to the text in the editor.
    pub can_step: bool,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// The data races.
#[component]
pub fn Races(props: &RacesProps) -> Html {
    let texts = &props.texts;
    let used = |used: &Use| {
        let line = used.line.to_string();
        let text = if used.writes {
            texts.fill("race.written", &[("line", &line)])
        } else {
            texts.fill("race.read", &[("line", &line)])
        };
        html! { <p>{place(text, used.line, &props.act)}{" "}<code>{&used.source}</code></p> }
    };
    let race = |(variable, uses): (&str, Vec<&Use>)| {
        let first = props.races.iter().find(|race| race.variable == variable);
        let schedule = first.map(|race| &race.schedule);
        html! {
            <section class="card race" data-variable={variable.to_owned()}>
                <h3>{texts.fill("race.title", &[("variable", &reworded::variable(texts, variable))])}</h3>
                { for uses.into_iter().map(used) }
                <p class="why">{texts.get("race.why")}</p>
                if let Some(schedule) = schedule.filter(|_| props.can_step) {
                    {step_through(texts, schedule, &props.act)}
                }
            </section>
        }
    };
    by_variable(&props.races).into_iter().map(race).collect()
}

/// The races of a variable together: each use once.
fn by_variable(races: &[Race]) -> Vec<(&str, Vec<&Use>)> {
    let mut variables: Vec<(&str, Vec<&Use>)> = Vec::new();
    for race in races {
        let at = variables.iter().position(|(name, _)| *name == race.variable).unwrap_or_else(|| {
            variables.push((&race.variable, Vec::new()));
            variables.len() - 1
        });
        for used in &race.uses {
            if !variables[at].1.contains(&used) {
                variables[at].1.push(used);
            }
        }
    }
    variables
}

/// What the findings need.
#[derive(Clone, PartialEq, Properties)]
pub struct FindingsProps {
    /// The words.
    pub texts: Texts,
    /// The findings.
    pub findings: Vec<Finding>,
    /// The schedules belong to the text in the editor.
    pub can_step: bool,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// What is no error yet.
#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let texts = &props.texts;
    let finding = |finding: &Finding| {
        let line = texts.fill("rejected.line", &[("line", &finding.line.to_string())]);
        html! {
            <section class="card finding" data-kind={finding.kind.clone()}>
                <h3>{texts.get(&format!("finding.{}", finding.kind))}</h3>
                <p>{reworded::finding(texts, &finding.message)}</p>
                if finding.line > 0 {
                    <p>{place(line, finding.line, &props.act)}{" "}<code>{&finding.source}</code></p>
                }
                if props.can_step {
                    {step_through(texts, &finding.schedule, &props.act)}
                }
            </section>
        }
    };
    props.findings.iter().map(finding).collect()
}

/// A button that leads through a schedule.
fn step_through(texts: &Texts, schedule: &str, act: &Callback<Action>) -> Html {
    let (act, schedule) = (act.clone(), schedule.to_owned());
    html! {
        <button
            type="button"
            class="button small"
            onclick={move |_| act.emit(Action::StepThrough(schedule.clone()))}
        >
            {icons::through()}{texts.get("outcomes.step")}
        </button>
    }
}
