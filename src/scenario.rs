//! The catalogue: programs on one concurrency subject each, with a lesson in English and in Chinese.
//!
//! A scenario is a `.py` file whose first lines are a header of `# key = "value"` comments, with its two lessons beside
//! it in Markdown. The texts are embedded, so that page and command line show the same catalogue without any files.

mod files;

use std::sync::OnceLock;

use files::{FILES, Files, TOPICS};

/// A group of scenarios; its name is the folder's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The key that [`Scenario::topic`] holds.
    pub name: &'static str,
    /// Its heading in English.
    pub title_en: &'static str,
    /// Its heading in Chinese.
    pub title_zh: &'static str,
}

/// How a run of a scenario ends when its lesson comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The program comes to its end.
    Normal,
    /// All threads wait for each other.
    Deadlock,
}

/// One entry of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Unique, in lower case with hyphens: what `racecourse run NAME` takes.
    pub name: &'static str,
    /// The name of its [`Topic`].
    pub topic: &'static str,
    /// A short title in English.
    pub title_en: &'static str,
    /// A short title in Chinese.
    pub title_zh: &'static str,
    /// The lesson in English, Markdown of a few paragraphs.
    pub lesson_en: &'static str,
    /// The lesson in Chinese.
    pub lesson_zh: &'static str,
    /// The program, without its header.
    pub source: &'static str,
    /// Lines to answer its `input()` calls with, for tests and demonstrations.
    pub stdin: Vec<&'static str>,
    /// How it ends.
    pub ending: Ending,
    /// The seed with which the sim engine shows what the lesson is about.
    pub seed: u64,
}

/// The topics, in the order in which they are taught.
pub fn topics() -> &'static [Topic] {
    TOPICS
}

/// All scenarios, topic by topic.
pub fn all() -> &'static [Scenario] {
    static ALL: OnceLock<Vec<Scenario>> = OnceLock::new();
    ALL.get_or_init(|| FILES.iter().map(assemble).collect())
}

/// The scenario of that name; an underscore is as good as a hyphen.
pub fn find(name: &str) -> Option<&'static Scenario> {
    let same = |own: &str| {
        own.len() == name.len() && own.bytes().zip(name.bytes()).all(|(a, b)| a == if b == b'_' { b'-' } else { b })
    };
    all().iter().find(|scenario| same(scenario.name))
}

fn assemble(files: &Files) -> Scenario {
    let (header, source) = split_header(files.program);
    let value = |key: &str| header.iter().find(|(k, _)| *k == key).map(|(_, v)| *v);
    Scenario {
        name: files.name,
        topic: files.topic,
        title_en: value("title_en").unwrap_or(files.name),
        title_zh: value("title_zh").unwrap_or(files.name),
        lesson_en: files.en,
        lesson_zh: files.zh,
        source,
        stdin: header.iter().filter(|(k, _)| *k == "stdin").map(|(_, v)| *v).collect(),
        ending: if value("ends") == Some("deadlock") { Ending::Deadlock } else { Ending::Normal },
        seed: value("seed").and_then(|v| v.parse().ok()).unwrap_or(1),
    }
}

/// The header's pairs, and the program below it.
fn split_header(text: &'static str) -> (Vec<(&'static str, &'static str)>, &'static str) {
    let mut pairs = Vec::new();
    let mut rest = text;
    while let Some((line, below)) = rest.split_once('\n') {
        let Some((key, value)) = line.strip_prefix("# ").and_then(|l| l.split_once(" = ")) else { break };
        pairs.push((key, value.trim_matches('"')));
        rest = below;
    }
    (pairs, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scenario_is_complete() {
        for (i, s) in all().iter().enumerate() {
            assert!(topics().iter().any(|t| t.name == s.topic), "{}: no topic {}", s.name, s.topic);
            assert!(all()[..i].iter().all(|other| other.name != s.name), "{} is there twice", s.name);
            assert_ne!(s.title_en, s.name, "{} has no English title", s.name);
            assert!(!s.title_zh.is_ascii(), "{} has no Chinese title", s.name);
            assert!(s.lesson_en.len() > 200 && s.lesson_zh.len() > 200, "{}: a lesson is missing", s.name);
            assert!(!s.lesson_zh.is_ascii(), "{}: the Chinese lesson is not Chinese", s.name);
            assert!(!s.source.starts_with("# ") && s.source.contains("import"), "{}: header and program", s.name);
        }
    }

    #[test]
    fn a_name_is_found_with_hyphens_or_underscores() {
        assert_eq!(find("lost-update").map(|s| s.topic), Some("locks"));
        assert_eq!(find("lost_update"), find("lost-update"));
        assert_eq!(find("no-such-scenario"), None);
    }

    #[test]
    fn the_header_does_not_reach_the_program() {
        let guess = find("guess-the-number").expect("in the catalogue");
        assert_eq!(guess.stdin, ["50", "25", "17"]);
        assert!(guess.source.starts_with("import threading"));
        assert_eq!(find("deadly-embrace").map(|s| s.ending), Some(Ending::Deadlock));
    }
}
