//! The page's texts in each language, from the message catalogues in `www/messages`.
//!
//! A catalogue has a line `key = text` for each message; `{name}` in a text stands for something that the page fills in.

use std::collections::BTreeMap;
use std::rc::Rc;

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// All languages.
    pub const ALL: [Language; 2] = [Language::English, Language::Chinese];

    /// The language's tag, as in HTML.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh-Hans",
        }
    }

    /// Its own name.
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Chinese => "简体中文",
        }
    }

    /// The language that fits a tag best, if any does.
    pub fn of_tag(tag: &str) -> Option<Language> {
        match tag.split(['-', '_']).next() {
            Some("en") => Some(Language::English),
            Some("zh") => Some(Language::Chinese),
            _ => None,
        }
    }

    /// Its place in arrays of texts.
    pub fn index(self) -> usize {
        match self {
            Language::English => 0,
            Language::Chinese => 1,
        }
    }

    fn catalogue(self) -> &'static str {
        match self {
            Language::English => include_str!("../../messages/en.properties"),
            Language::Chinese => include_str!("../../messages/zh.properties"),
        }
    }
}

/// The texts in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Texts {
    /// The language.
    pub language: Language,
    messages: Rc<BTreeMap<&'static str, &'static str>>,
}

impl Texts {
    /// Reads the catalogue of a language.
    pub fn new(language: Language) -> Texts {
        let line = |line: &'static str| {
            let (key, text) = line.split_once('=')?;
            (!key.starts_with('#')).then(|| (key.trim(), text.trim()))
        };
        Texts { language, messages: Rc::new(language.catalogue().lines().filter_map(line).collect()) }
    }

    /// The message with that key; the key itself where there is none, so that it is noticed.
    pub fn get(&self, key: &str) -> String {
        self.messages.get(key).map_or_else(|| key.to_owned(), |&text| text.to_owned())
    }

    /// The messages whose keys begin so, with their keys.
    pub fn group(&self, prefix: &str) -> Vec<(&'static str, &'static str)> {
        self.messages.iter().filter(|(key, _)| key.starts_with(prefix)).map(|(&key, &text)| (key, text)).collect()
    }

    /// The message with `{name}` filled in for each name.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = self.get(key);
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_that_the_page_asks_for_is_there() {
        let english = Texts::new(Language::English);
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/page");
        let mut asked = 0;
        let mut folders = vec![folder];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the sources are here") {
                let path = entry.expect("the folder can be read").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let source = std::fs::read_to_string(&path).expect("a source is text");
                for opening in ["texts.get(\"", "texts.fill(\""] {
                    for rest in source.split(opening).skip(1) {
                        let key = rest.split('"').next().unwrap_or_default();
                        // This file names the openings themselves.
                        if key.contains(['.', '-']) {
                            asked += 1;
                            assert!(english.messages.contains_key(key), "no message {key} for {}", path.display());
                        }
                    }
                }
            }
        }
        assert!(asked > 20, "the test found only {asked} messages");
    }

    #[test]
    fn values_are_filled_in() {
        let texts = Texts::new(Language::English);
        assert_eq!(texts.fill("no such {key}", &[("key", "x")]), "no such x");
    }
}
