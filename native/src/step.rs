//! `racecourse step`: a program stepped by hand in the terminal. The source with each thread's place in it, the threads and why
//! they wait, the variables of one of them, what there is to wait for, the output.

mod things;

use racecourse::session::{End, Moment, Options, Ran, Stepper, Stepping, Token, Until, Way, Who};
use ratatui::Frame;
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEventKind};
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Paragraph, Wrap};

use crate::args::Step;
use crate::console;
use crate::program::Program;

/// Colours that tell threads apart; the letters do so too.
const COLOURS: [Color; 6] =
    [Color::Cyan, Color::Yellow, Color::Magenta, Color::Green, Color::LightBlue, Color::LightRed];
/// Steps that the page keys go.
const PAGE: usize = 20;
/// Steps that `r` goes at most.
const RUN: usize = 100_000;
/// Rows beside the source from which on there is room for what there is to wait for under the variables.
const TALL: u16 = 24;
const KEYS: &str = " ↑↓ thread  → step  l line  b block  ← back  u until  r run  x random  Tab view  ? keys  q quit ";
const MORE_KEYS: &str =
    " PgUp PgDn 20 steps  Home start  End last step known  t in turn  u: line, text of output, or end ";

/// What is shown under the threads.
#[derive(Clone, Copy, PartialEq)]
enum View {
    Variables,
    Waits,
    Memory,
}

struct App {
    name: String,
    lines: Vec<String>,
    stepper: Stepper,
    threads: Vec<Stepping>,
    /// The thread that is chosen, by its place in `threads`.
    chosen: usize,
    moment: Moment,
    view: View,
    /// What is being typed that the run is to go on to.
    wanted: Option<String>,
    /// How often the run went on at random: another way each time.
    tries: u64,
    /// What the last key could not do.
    message: String,
}

/// Steps a program until the user has had enough; the exit status.
///
/// # Errors
/// The program or the schedule cannot be read, or there is no terminal.
pub fn run(args: &Step) -> Result<i32, String> {
    let program = Program::load(&args.file)?;
    let options = Options { seed: program.seed, args: args.args.clone(), ..Options::default() };
    let mut stepper = match Stepper::new(&program.source, &program.name, &options) {
        Ok(stepper) => stepper,
        Err(errors) => {
            errors.first().into_iter().for_each(|e| console::error(&e.render(&program.name, &program.source)));
            return Ok(1);
        }
    };
    let mut misfit = String::new();
    if let Some(token) = &args.schedule {
        let token: Token = token.parse().map_err(|error| format!("{error}"))?;
        let followed = stepper.follow(&token);
        misfit = followed.misfit.unwrap_or_default();
        // From its start, with all of it ahead.
        stepper.go_to(0);
    }
    let mut app = App::new(&program, stepper);
    app.message = misfit;
    let mut terminal = ratatui::try_init().map_err(|error| format!("stepping needs a terminal: {error}"))?;
    let result = loop {
        if let Err(error) = terminal.draw(|frame| app.draw(frame)) {
            break Err(format!("the terminal is gone: {error}"));
        }
        match event::read() {
            Ok(Event::Key(key)) if key.kind == KeyEventKind::Press => {
                if !app.key(key.code) {
                    break Ok(0);
                }
            }
            Ok(_) => {}
            Err(error) => break Err(format!("the terminal is gone: {error}")),
        }
    };
    ratatui::restore();
    console::output(&format!("to come here again: racecourse run --schedule {} {}\n", app.stepper.token(), args.file));
    result
}

impl App {
    fn new(program: &Program, mut stepper: Stepper) -> Self {
        let threads = stepper.choices();
        let lines = program.source.lines().map(str::to_owned).collect();
        let moment = stepper.moment();
        Self {
            name: program.name.clone(),
            lines,
            stepper,
            threads,
            chosen: 0,
            moment,
            view: View::Variables,
            wanted: None,
            tries: 0,
            message: String::new(),
        }
    }

    /// Does what a key asks for; false to leave.
    fn key(&mut self, key: KeyCode) -> bool {
        self.message.clear();
        if let Some(text) = self.wanted.take() {
            self.typed(text, key);
            return true;
        }
        let (at, known) = self.stepper.position();
        let chosen = self.threads.get(self.chosen).map(|thread| thread.who);
        match key {
            KeyCode::Char('q') | KeyCode::Esc => return false,
            KeyCode::Up => {
                self.chosen = self.chosen.saturating_sub(1);
                return true;
            }
            KeyCode::Down => {
                self.chosen = (self.chosen + 1).min(self.threads.len().saturating_sub(1));
                return true;
            }
            KeyCode::Right | KeyCode::Enter | KeyCode::Char(' ') => {
                self.moved(|s| chosen.is_some_and(|who| s.step(who)))
            }
            KeyCode::Char('l') => self.moved(|s| chosen.is_some_and(|who| s.step_line(who))),
            KeyCode::Char('b') => self.moved(|s| chosen.is_some_and(|who| s.step_block(who))),
            KeyCode::Char('u') => self.wanted = Some(String::new()),
            KeyCode::Char('t') => self.moved(|s| runs(s, Way::InTurn)),
            KeyCode::Char('x') => {
                self.tries += 1;
                let seed = self.tries;
                self.moved(|s| runs(s, Way::Random(seed)));
            }
            KeyCode::Tab => {
                self.view = match self.view {
                    View::Variables => View::Waits,
                    View::Waits => View::Memory,
                    View::Memory => View::Variables,
                }
            }
            KeyCode::Char('?') => self.message = MORE_KEYS.trim().to_owned(),
            KeyCode::Left | KeyCode::Backspace => self.stepper.go_to(at.saturating_sub(1)),
            KeyCode::PageUp => self.stepper.go_to(at.saturating_sub(PAGE)),
            KeyCode::PageDown if at < known => self.stepper.go_to(at + PAGE),
            KeyCode::PageDown => self.moved(|s| s.go_on(PAGE)),
            KeyCode::Home => self.stepper.go_to(0),
            KeyCode::End => self.stepper.go_to(known),
            KeyCode::Char('r') => self.moved(|s| runs(s, Way::Steady)),
            _ => return true,
        }
        self.look(
            chosen,
            matches!(key, KeyCode::Right | KeyCode::Enter | KeyCode::Tab | KeyCode::Char(' ' | 'l' | 'b' | '?' | 'u')),
        );
        true
    }

    /// A key while it is typed what the run is to go on to: a line, a text of the output, or nothing for the end.
    fn typed(&mut self, mut text: String, key: KeyCode) {
        match key {
            KeyCode::Esc => return,
            KeyCode::Enter => {
                let until = match (text.as_str(), text.parse()) {
                    ("", _) => Until::End,
                    (_, Ok(line)) => Until::Line(line, None),
                    _ => Until::Output(text.clone()),
                };
                let ran = self.stepper.run(Way::Steady, &until, RUN);
                self.message = match (ran, until) {
                    (Ran::There, _) => String::new(),
                    (_, Until::Line(line, _)) => format!("it never comes to line {line}"),
                    _ => format!("it never prints {text:?}"),
                };
                return self.look(None, false);
            }
            KeyCode::Backspace => drop(text.pop()),
            KeyCode::Char(c) => text.push(c),
            _ => {}
        }
        self.wanted = Some(text);
    }

    fn moved(&mut self, step: impl FnOnce(&mut Stepper) -> bool) {
        if !step(&mut self.stepper) {
            let thread = self.threads.get(self.chosen);
            self.message = match thread.and_then(|thread| thread.waits.as_ref().map(|why| (thread, why))) {
                _ if self.stepper.is_over() => "the program has ended: ← goes back".to_owned(),
                Some((thread, why)) => format!("{} {why}", thread.name),
                None => "nobody can go on".to_owned(),
            };
        }
    }

    /// Threads as they are now. The chosen one stays, or the one that took the last step is.
    fn look(&mut self, chosen: Option<Who>, stays: bool) {
        self.threads = self.stepper.choices();
        self.moment = self.stepper.moment();
        let wanted = if stays { chosen } else { self.stepper.last().or(chosen) };
        let place = |wanted| self.threads.iter().position(|thread| Some(thread.who) == wanted);
        self.chosen = place(wanted).or(place(chosen)).unwrap_or(0);
    }

    // ---- drawing -----------------------------------------------------------------------------------------------------

    fn draw(&self, frame: &mut Frame<'_>) {
        let [head, body, output, foot] =
            Layout::vertical([Constraint::Length(1), Constraint::Min(8), Constraint::Length(7), Constraint::Length(1)])
                .areas(frame.area());
        let [source, side] = Layout::horizontal([Constraint::Percentage(55), Constraint::Percentage(45)]).areas(body);
        let [threads, below] = Layout::vertical([Constraint::Percentage(50), Constraint::Percentage(50)]).areas(side);
        self.draw_head(frame, head);
        self.draw_source(frame, source);
        self.draw_threads(frame, threads);
        match self.view {
            View::Variables if side.height >= TALL => {
                let [variables, waits] =
                    Layout::vertical([Constraint::Percentage(50), Constraint::Percentage(50)]).areas(below);
                self.draw_variables(frame, variables);
                draw_lines(frame, waits, " to wait for ", &things::waits(&self.moment));
            }
            View::Variables => self.draw_variables(frame, below),
            View::Waits => draw_lines(frame, below, " to wait for ", &things::waits(&self.moment)),
            View::Memory => draw_lines(frame, below, " memory ", &things::memory(&self.moment)),
        }
        self.draw_output(frame, output);
        let words = match &self.wanted {
            Some(text) => format!(" run until (line, text of the output, nothing for the end): {text}▏"),
            None if self.message.is_empty() => KEYS.to_owned(),
            None => format!(" {} ", self.message),
        };
        frame.render_widget(Paragraph::new(words).style(Style::new().add_modifier(Modifier::REVERSED)), foot);
    }

    fn draw_head(&self, frame: &mut Frame<'_>, area: Rect) {
        let (at, known) = self.stepper.position();
        let state = match self.stepper.machine().end() {
            None => String::new(),
            Some(End::Exit { code }) => format!("   ended with status {code}"),
            Some(End::Deadlock(_)) => "   deadlock".to_owned(),
            Some(_) => "   stopped".to_owned(),
        };
        let clock = self.stepper.machine().world().clock();
        let text = format!(" {}   step {at} of {known}   {clock:.3} s{state}", self.name);
        frame.render_widget(Paragraph::new(text).style(Style::new().add_modifier(Modifier::BOLD)), area);
    }

    fn draw_source(&self, frame: &mut Frame<'_>, area: Rect) {
        let height = area.height.saturating_sub(2) as usize;
        let here = self.threads.get(self.chosen).map_or(0, |thread| thread.line as usize);
        let first = here.saturating_sub(height / 2 + 1).min(self.lines.len().saturating_sub(height));
        let width = self.threads.len().clamp(1, 6);
        let lines = self.lines.iter().enumerate().skip(first).take(height).map(|(n, text)| {
            let on_line = |thread: &&(usize, &Stepping)| thread.1.line as usize == n + 1;
            let mut spans: Vec<Span<'_>> = Vec::new();
            let here: Vec<(usize, &Stepping)> = self.threads.iter().enumerate().collect();
            let marks: Vec<_> = here.iter().filter(on_line).take(width).collect();
            spans.push(Span::raw(" ".repeat(width - marks.len())));
            spans.extend(marks.iter().map(|(at, _)| Span::styled(letter(*at), colour(*at))));
            let is_chosen = marks.iter().any(|(at, _)| *at == self.chosen);
            spans.push(Span::styled(format!("{:>4} ", n + 1), Style::new().add_modifier(Modifier::DIM)));
            let style = if is_chosen { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
            spans.push(Span::styled(text.as_str(), style));
            Line::from(spans)
        });
        let lines: Vec<Line<'_>> = lines.collect();
        frame.render_widget(Paragraph::new(lines).block(Block::bordered().title(" program ")), area);
    }

    fn draw_threads(&self, frame: &mut Frame<'_>, area: Rect) {
        let mut lines = Vec::new();
        for (at, thread) in self.threads.iter().enumerate() {
            let mark = if at == self.chosen { "▶" } else { " " };
            let name = Span::styled(format!("{mark}{} {}", letter(at), thread.name), colour(at));
            let what = match &thread.waits {
                Some(why) => Span::styled(format!("  {why}"), Style::new().add_modifier(Modifier::DIM)),
                None if thread.wakes.is_empty() => Span::raw(format!("  next: {}", thread.what)),
                None => Span::raw(format!("  next: {}, which lets {} go on", thread.what, thread.wakes.join(" or "))),
            };
            lines.push(Line::from(vec![name]));
            lines.push(Line::from(vec![what]));
        }
        let block = Block::bordered().title(" threads ");
        frame.render_widget(Paragraph::new(lines).wrap(Wrap { trim: false }).block(block), area);
    }

    fn draw_variables(&self, frame: &mut Frame<'_>, area: Rect) {
        let mut lines = Vec::new();
        let frames = self.threads.get(self.chosen).map_or(&[][..], |thread| &thread.frames);
        for call in frames.iter().rev() {
            let place = format!("{}, line {}", call.function, call.line);
            lines.push(Line::styled(place, Style::new().add_modifier(Modifier::BOLD)));
            lines.extend(call.locals.iter().map(|(name, value)| Line::raw(format!("  {name} = {value}"))));
        }
        frame.render_widget(Paragraph::new(lines).block(Block::bordered().title(" calls and variables ")), area);
    }

    fn draw_output(&self, frame: &mut Frame<'_>, area: Rect) {
        let machine = self.stepper.machine();
        let mut text = format!("{}{}", machine.output(), machine.errors());
        if let Some(End::Deadlock(report)) = machine.end() {
            text += &report.text;
        }
        let height = area.height.saturating_sub(2) as usize;
        let lines: Vec<Line<'_>> = text.lines().map(Line::raw).collect();
        let skip = lines.len().saturating_sub(height);
        let block = Block::bordered().title(" output ");
        frame.render_widget(Paragraph::new(lines[skip..].to_vec()).block(block), area);
    }
}

/// Goes on until the end.
fn runs(stepper: &mut Stepper, way: Way) -> bool {
    let (before, _) = stepper.position();
    stepper.run(way, &Until::End, RUN);
    stepper.position().0 > before
}

fn draw_lines(frame: &mut Frame<'_>, area: Rect, title: &str, lines: &[String]) {
    let lines: Vec<Line<'_>> = lines.iter().map(Line::raw).collect();
    frame.render_widget(Paragraph::new(lines).wrap(Wrap { trim: false }).block(Block::bordered().title(title)), area);
}

/// The letter of a thread.
fn letter(at: usize) -> String {
    char::from_u32(u32::from('A') + at as u32).filter(char::is_ascii_uppercase).unwrap_or('*').to_string()
}

fn colour(at: usize) -> Style {
    Style::new().fg(COLOURS[at % COLOURS.len()]).add_modifier(Modifier::BOLD)
}

#[cfg(test)]
mod tests {
    use racecourse::session::{Options, Stepper};
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::crossterm::event::KeyCode;

    use super::App;
    use crate::program::Program;

    const PROGRAM: &str = "import threading
lock = threading.Lock()
def work(n):
    with lock:
        print('at work', n)
t = threading.Thread(target=work, args=(7,))
lock.acquire()
t.start()
lock.release()
t.join()
";

    fn app() -> App {
        let program = Program { name: "p.py".to_owned(), source: PROGRAM.to_owned(), from_stdin: false, seed: 0 };
        let stepper = Stepper::new(PROGRAM, "p.py", &Options::default()).expect("it compiles");
        App::new(&program, stepper)
    }

    fn screen(app: &App) -> String {
        drawn(app, 110, 30)
    }

    fn small_screen(app: &App) -> String {
        drawn(app, 80, 24)
    }

    fn drawn(app: &App, width: u16, height: u16) -> String {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen");
        terminal.draw(|frame| app.draw(frame)).expect("it is drawn");
        terminal.backend().to_string()
    }

    #[test]
    fn a_program_is_stepped_back_and_forth() {
        let mut app = app();
        let start = screen(&app);
        assert!(start.contains("step 0 of 0") && start.contains("A MainThread"), "{start}");
        while app.threads.len() < 2 {
            assert!(app.key(KeyCode::Char('l')));
        }
        let started = screen(&app);
        assert!(started.contains("B Thread-1 (work)"), "{started}");
        app.key(KeyCode::Down);
        for _ in 0..4 {
            app.key(KeyCode::Right);
        }
        let waits = screen(&app);
        assert!(waits.contains("waits for lock 'lock'") && waits.contains("n = 7"), "{waits}");
        let (at, _) = app.stepper.position();
        app.key(KeyCode::Right);
        assert_eq!(app.stepper.position().0, at, "it cannot go on");
        assert!(screen(&app).contains("held by MainThread"), "{}", screen(&app));
        app.key(KeyCode::Char('r'));
        let over = screen(&app);
        assert!(over.contains("at work 7") && over.contains("ended with status 0"), "{over}");
        app.key(KeyCode::Home);
        assert!(screen(&app).contains("step 0 of"), "{}", screen(&app));
        app.key(KeyCode::End);
        assert_eq!(screen(&app), over);
        assert!(!app.key(KeyCode::Char('q')));
    }

    #[test]
    fn what_there_is_to_wait_for_fits_a_small_terminal() {
        let mut app = app();
        while app.threads.len() < 2 {
            app.key(KeyCode::Char('l'));
        }
        app.key(KeyCode::Down);
        app.key(KeyCode::Char('b'));
        app.key(KeyCode::Tab);
        let small = small_screen(&app);
        assert!(small.contains("lock 'lock': held by MainThread"), "{small}");
        assert!(small.contains("  Thread-1 (work) waits for it"), "{small}");
        app.key(KeyCode::Up);
        app.key(KeyCode::Right);
        assert!(app.threads[0].what.starts_with("releases lock"), "{:?}", app.threads);
        assert!(small_screen(&app).contains("which lets Thread-1"), "{}", small_screen(&app));
    }

    #[test]
    fn a_run_goes_on_until_what_is_typed() {
        let mut app = app();
        let typed = |app: &mut App, text: &str| {
            app.key(KeyCode::Char('u'));
            text.chars().for_each(|c| assert!(app.key(KeyCode::Char(c))));
            assert!(screen(app).contains("run until"), "{}", screen(app));
            app.key(KeyCode::Enter);
        };
        typed(&mut app, "5");
        assert!(app.threads.iter().any(|thread| thread.line == 5), "{:?}", app.threads);
        typed(&mut app, "work 7");
        assert!(screen(&app).contains("at work 7"), "{}", screen(&app));
        typed(&mut app, "nothing");
        assert!(screen(&app).contains("it never prints \"nothing\""), "{}", screen(&app));
        app.key(KeyCode::Home);
        app.key(KeyCode::Char('x'));
        assert!(screen(&app).contains("ended with status 0"), "{}", screen(&app));
    }
}
