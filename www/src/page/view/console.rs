//! The console: how the run goes, its threads, what they print, and how it ended.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::outcome::Report;
use super::processes::ProcessesPart;
use super::prompt::Prompt;
use super::status::Status;
use crate::page::console::{Author, Chunk, Line, Piece, Segment, places};
use crate::page::processes::Label;
use crate::page::run::{FILENAME, Run};
use crate::page::state::{Action, EngineState};
use crate::page::texts::Texts;

/// How many colours threads have before they repeat.
const COLOURS: usize = 10;
/// Pixels from the end at which the console still counts as being at its end.
const NEAR_END: i32 = 24;

/// What the console needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// Whether it is the part that is shown.
    pub shown: bool,
    /// The run.
    pub run: Run,
    /// Whether the engine is there.
    pub engine: EngineState,
    /// Seconds of the run.
    pub clock: f64,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// The console.
#[component]
pub fn ConsolePart(props: &Props) -> Html {
    let Props { texts, run, .. } = props;
    let scroller = use_node_ref();
    let at_end = use_mut_ref(|| true);
    let follow = (scroller.clone(), at_end.clone());
    use_effect(move || {
        let (scroller, at_end) = follow;
        if let Some(element) = scroller.cast::<Element>().filter(|_| *at_end.borrow()) {
            element.set_scroll_top(element.scroll_height());
            // A report is read from its beginning.
            if let Ok(Some(report)) = element.query_selector(".card") {
                report.scroll_into_view_with_bool(true);
            }
        }
    });
    let scrolled = {
        let scroller = scroller.clone();
        move |_: Event| {
            if let Some(element) = scroller.cast::<Element>() {
                let below = element.scroll_height() - element.scroll_top() - element.client_height();
                *at_end.borrow_mut() = below < NEAR_END;
            }
        }
    };
    html! {
        <section class="console" aria-label={texts.get("console.label")} hidden={!props.shown}>
            <Status
                texts={texts.clone()}
                run={run.clone()}
                engine={props.engine.clone()}
                clock={props.clock}
                act={props.act.clone()}
            />
            <ProcessesPart texts={texts.clone()} processes={run.processes.clone()} />
            <div
                class={classes!("scroll", run.processes.are_several().then_some("several"))}
                ref={scroller}
                onscroll={scrolled}
                tabindex="0"
                role="log"
                aria-label={texts.get("console.output")}
            >
                if run.console.dropped() > 0 {
                    <p class="dropped">
                        {texts.fill("console.dropped", &[("lines", &run.console.dropped().to_string())])}
                    </p>
                }
                if run.number == 0 {
                    <p class="empty">{texts.get("console.empty")}</p>
                }
                { for run.console.chunks(run.flood).map(|chunk| html! {
                    <Lines
                        key={chunk.first}
                        chunk={chunk.clone()}
                        labels={run.processes.labels.clone()}
                        user={texts.get("console.user")}
                        act={props.act.clone()}
                    />
                }) }
                <Report texts={texts.clone()} run={run.clone()} act={props.act.clone()} />
            </div>
            if let Some(thread) = run.input {
                <Prompt texts={texts.clone()} thread={run.processes.label(thread).text()} key={run.number} act={props.act.clone()} />
            }
        </section>
    }
}

/// The class that gives a thread its colour.
pub fn colour(rank: usize) -> String {
    format!("t{}", rank % COLOURS)
}

/// What some lines need. They are drawn again only when this changes.
#[derive(Clone, Properties)]
struct LinesProps {
    chunk: Rc<Chunk>,
    labels: Rc<Vec<Label>>,
    user: AttrValue,
    act: Callback<Action>,
}

impl PartialEq for LinesProps {
    /// Labels of threads that wrote nothing here make no difference.
    fn eq(&self, other: &Self) -> bool {
        let segments = || self.chunk.lines.iter().flat_map(|line| &line.segments);
        let same_label = |segment: &Segment| match segment.author {
            Author::Thread(rank) | Author::ThreadError(rank) => self.labels.get(rank) == other.labels.get(rank),
            Author::User => true,
        };
        self.chunk == other.chunk
            && self.user == other.user
            && (Rc::ptr_eq(&self.labels, &other.labels) || segments().all(same_label))
    }
}

#[component]
fn Lines(props: &LinesProps) -> Html {
    let mut before = None;
    let line = |line: &Line| {
        let author = line.segments.first().map(|segment| segment.author);
        let repeats = author.is_some() && author == before;
        before = author;
        one_line(props, line, repeats)
    };
    html! { <div class="lines">{ for props.chunk.lines.iter().map(line) }</div> }
}

/// A line with its author's name before it, unless the line above has the same one, and the number of another author
/// where threads tore the line.
fn one_line(props: &LinesProps, line: &Line, repeats: bool) -> Html {
    let first = line.segments.first();
    let mut author = first.map(|segment| segment.author);
    let segment = |segment: &Segment| {
        let torn = author != Some(segment.author) && segment.author != Author::User;
        author = Some(segment.author);
        let (rank, label) = label(props, segment.author);
        html! {
            <>
                if torn {
                    <span class={classes!("tear", colour(rank))} title={label.text()}>{rank}</span>
                }
                <span class={classes!("said", class(segment.author), colour(rank))}>{linked(props, &segment.text)}</span>
            </>
        }
    };
    let segments: Html = line.segments.iter().map(segment).collect();
    let (rank, label) = first.map_or((0, Label::default()), |first| label(props, first.author));
    html! {
        <div class={classes!("line", colour(rank), repeats.then_some("repeats"))}>
            <span class="who" title={label.text()}>{who(label)}</span>
            <span class="text">{segments}</span>
        </div>
    }
}

/// A text whose places in the program are buttons that move the editor's cursor there.
fn linked(props: &LinesProps, text: &str) -> Html {
    let piece = |piece: Piece| match piece {
        Piece::Text(text) => html! { {text} },
        Piece::Place(text, line) => {
            let act = props.act.clone();
            html! {
                <button type="button" class="place" onclick={move |_| act.emit(Action::Goto(line))}>{text}</button>
            }
        }
    };
    places(text, FILENAME).into_iter().map(piece).collect()
}

/// A label in pieces, so that where there is little room the numbers stay whole.
fn who(label: Label) -> Html {
    let thread = |name: String| html! { <span class="thread-name">{name}</span> };
    match label {
        Label { process: None, thread: name } => name.unwrap_or_default().into(),
        Label { process: Some((name, pid)), thread: own } => html! {
            <>
                <span class="process-name">{name}</span>{" "}<span class="pid">{pid}</span>
                if let Some(own) = own {
                    {" "}{thread(own)}
                }
            </>
        },
    }
}

fn label(props: &LinesProps, author: Author) -> (usize, Label) {
    match author {
        Author::Thread(rank) | Author::ThreadError(rank) => match props.labels.get(rank) {
            Some(label) => (rank, label.clone()),
            None => (rank, Label { process: None, thread: Some(format!("#{rank}")) }),
        },
        Author::User => (0, Label { process: None, thread: Some(props.user.to_string()) }),
    }
}

fn class(author: Author) -> &'static str {
    match author {
        Author::Thread(_) => "out",
        Author::ThreadError(_) => "err",
        Author::User => "user",
    }
}
