//! What the user has chosen and finds again at the next visit.

use super::texts::Language;
use crate::protocol::Engine;

/// The choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The language of the page.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// The editor is a plain text field.
    pub plain: bool,
    /// The engine that runs use where it can be had.
    pub engine: Engine,
    /// The seed of the next run.
    pub seed: u64,
    /// The processors of the simulated machine.
    pub processors: u32,
    /// The simulated machine runs one thread of a process at a time.
    pub gil: bool,
    /// The part that a narrow page shows; not kept.
    pub view: View,
}

/// How many processors the simulated machine may have.
pub const PROCESSORS: [u32; 4] = [1, 2, 4, 8];

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// A part of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The list of programs.
    List,
    /// The editor.
    #[default]
    Editor,
    /// The console.
    Console,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            language: Language::English,
            theme: Theme::System,
            plain: false,
            engine: Engine::Live,
            seed: 1,
            processors: 4,
            gil: true,
            view: View::Editor,
        }
    }
}

impl Theme {
    /// All, in the order in which the switch goes round.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The name in storage, in messages and in the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of that name.
    pub fn of_name(name: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

impl View {
    /// All, from left to right.
    pub const ALL: [View; 3] = [View::List, View::Editor, View::Console];

    /// The name in messages and in the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            View::List => "list",
            View::Editor => "editor",
            View::Console => "console",
        }
    }
}
