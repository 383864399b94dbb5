//! The catalogue as the page lists it: every text once for each language, by [`Language::index`].
//!
//! [`Language::index`]: super::texts::Language::index

use std::rc::Rc;

use racecourse::scenario;

/// All scenarios and their topics. Copies share it.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalogue {
    /// The topics in the order in which they are taught.
    pub topics: Rc<[Topic]>,
    /// The scenarios, topic by topic.
    pub entries: Rc<[Entry]>,
}

/// A group of scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// What entries name it by.
    pub name: &'static str,
    /// Its heading.
    pub title: [&'static str; 2],
}

/// A scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name in links and on the command line.
    pub name: &'static str,
    /// The name of its topic.
    pub topic: &'static str,
    /// The title.
    pub title: [&'static str; 2],
    /// What it teaches, as Markdown.
    pub lesson: [&'static str; 2],
    /// The program.
    pub source: &'static str,
    /// The seed with which the sim engine shows what the lesson is about.
    pub seed: u64,
}

impl Catalogue {
    /// The project's own.
    pub fn new() -> Catalogue {
        let topic = |topic: &scenario::Topic| Topic { name: topic.name, title: [topic.title_en, topic.title_zh] };
        let entry = |entry: &scenario::Scenario| Entry {
            name: entry.name,
            topic: entry.topic,
            title: [entry.title_en, entry.title_zh],
            lesson: [entry.lesson_en, entry.lesson_zh],
            source: entry.source,
            seed: entry.seed,
        };
        Catalogue {
            topics: scenario::topics().iter().map(topic).collect(),
            entries: scenario::all().iter().map(entry).collect(),
        }
    }

    /// The entries that a search finds: every word of it is in a title, in the name or in the program.
    pub fn found<'a>(&'a self, search: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |entry| {
            let texts = [entry.title[0], entry.title[1], entry.name, entry.source].map(str::to_lowercase);
            search.to_lowercase().split_whitespace().all(|word| texts.iter().any(|text| text.contains(word)))
        })
    }

    /// The entry of that name.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == name)
    }
}

impl Default for Catalogue {
    fn default() -> Self {
        Catalogue::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_looks_into_titles_and_programs() {
        let catalogue = Catalogue::new();
        let found = |search| catalogue.found(search).map(|entry| entry.name).collect::<Vec<_>>();
        assert_eq!(found("").len(), catalogue.entries.len());
        assert!(found("barrier(").contains(&"barrier"));
        assert!(found("僵尸").contains(&"zombie"));
        assert!(found("ZOMBIES wait").contains(&"zombie"));
        assert!(found("no such thing at all").is_empty());
    }
}
