//! `racecourse step`: a program stepped by hand in the terminal. The source with each thread's place in it, the threads and why
//! they wait, the variables of one of them, the output.

use racecourse::session::{End, Options, Stepper, Stepping, Token};
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
const KEYS: &str = " ↑↓ thread  → step  l line  ← back  PgUp PgDn 20 steps  Home End  r run  q quit ";

struct App {
    name: String,
    lines: Vec<String>,
    stepper: Stepper,
    threads: Vec<Stepping>,
    /// The thread that is chosen, by its place in `threads`.
    chosen: usize,
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
    if let Some(token) = &args.schedule {
        let token: Token = token.parse().map_err(|error| format!("{error}"))?;
        token.check(&program.source).map_err(|error| error.to_string())?;
        stepper.follow(&token);
        // From its start, with all of it ahead.
        stepper.go_to(0);
    }
    let mut app = App::new(&program, stepper);
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
        Self { name: program.name.clone(), lines, stepper, threads, chosen: 0, message: String::new() }
    }

    /// Does what a key asks for; false to leave.
    fn key(&mut self, key: KeyCode) -> bool {
        self.message.clear();
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
            KeyCode::Left | KeyCode::Backspace => self.stepper.go_to(at.saturating_sub(1)),
            KeyCode::PageUp => self.stepper.go_to(at.saturating_sub(PAGE)),
            KeyCode::PageDown if at < known => self.stepper.go_to(at + PAGE),
            KeyCode::PageDown => self.moved(|s| s.go_on(PAGE)),
            KeyCode::Home => self.stepper.go_to(0),
            KeyCode::End => self.stepper.go_to(known),
            KeyCode::Char('r') => self.moved(|s| s.go_on(RUN)),
            _ => return true,
        }
        self.look(chosen, matches!(key, KeyCode::Right | KeyCode::Enter | KeyCode::Char(' ' | 'l')));
        true
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
    fn look(&mut self, chosen: Option<racecourse::session::Who>, stays: bool) {
        self.threads = self.stepper.choices();
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
        let [threads, variables] =
            Layout::vertical([Constraint::Percentage(55), Constraint::Percentage(45)]).areas(side);
        self.draw_head(frame, head);
        self.draw_source(frame, source);
        self.draw_threads(frame, threads);
        self.draw_variables(frame, variables);
        self.draw_output(frame, output);
        let words = if self.message.is_empty() { KEYS.to_owned() } else { format!(" {} ", self.message) };
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
                None => Span::raw(format!("  next: {}", thread.what)),
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
        let mut terminal = Terminal::new(TestBackend::new(110, 30)).expect("a screen");
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
}
