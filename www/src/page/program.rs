//! The programs that the editor can show, and the learner's texts of them, which are never lost.

use std::collections::BTreeMap;

use super::catalogue::Catalogue;

/// A program of the list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Program {
    /// The learner's own.
    Own,
    /// One that came with a link; the key tells one from another.
    Linked(String),
    /// One of the catalogue, by name.
    Scenario(String),
}

/// All programs and their texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Programs {
    /// The catalogue.
    pub catalogue: Catalogue,
    /// What the learner has written, by [`Program::key`].
    drafts: BTreeMap<String, String>,
    /// What the editor shows.
    pub current: Program,
}

impl Program {
    /// The name under which its text is kept.
    pub fn key(&self) -> String {
        match self {
            Program::Own => "own".to_owned(),
            Program::Linked(key) => format!("link-{key}"),
            Program::Scenario(name) => format!("scenario-{name}"),
        }
    }

    /// The program kept under that name.
    pub fn of_key(key: &str) -> Option<Program> {
        if key == "own" {
            return Some(Program::Own);
        }
        let linked = key.strip_prefix("link-").map(|key| Program::Linked(key.to_owned()));
        linked.or_else(|| key.strip_prefix("scenario-").map(|name| Program::Scenario(name.to_owned())))
    }

    /// The program that a link with that text opens: the same text is the same program.
    pub fn linked(text: &str) -> Program {
        // FNV-1a, 64 bits
        let hash = text
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
        Program::Linked(format!("{hash:016x}"))
    }
}

impl Programs {
    /// The catalogue and the drafts of earlier visits.
    pub fn new(catalogue: Catalogue, drafts: BTreeMap<String, String>) -> Programs {
        Programs { catalogue, drafts, current: Program::Own }
    }

    /// The text of the current program.
    pub fn text(&self) -> &str {
        let draft = self.drafts.get(&self.current.key()).map(String::as_str);
        draft.or_else(|| self.original(&self.current)).unwrap_or_default()
    }

    /// The text that the catalogue gives for a program.
    pub fn original(&self, program: &Program) -> Option<&str> {
        match program {
            Program::Scenario(name) => self.catalogue.entry(name).map(|entry| entry.source),
            _ => None,
        }
    }

    /// Takes the text of the current program. True: it is to be kept; false: it is the catalogue's and needs no keeping.
    pub fn edit(&mut self, text: String) -> bool {
        let key = self.current.key();
        if self.original(&self.current) == Some(text.as_str()) {
            self.drafts.remove(&key);
            return false;
        }
        self.drafts.insert(key, text);
        true
    }

    /// Whether the learner has changed this program.
    pub fn is_edited(&self, program: &Program) -> bool {
        self.drafts.contains_key(&program.key())
    }

    /// The programs that came with links.
    pub fn linked(&self) -> Vec<Program> {
        let of = |key: &String| Program::of_key(key).filter(|program| matches!(program, Program::Linked(_)));
        self.drafts.keys().filter_map(of).collect()
    }
}
