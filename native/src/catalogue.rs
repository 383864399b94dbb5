//! `racecourse list` and `racecourse show`.

use racecourse::scenario::{self, Scenario};

/// The catalogue, topic by topic.
pub fn list() -> String {
    let width = scenario::all().iter().map(|entry| entry.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for topic in scenario::topics() {
        text += &format!("{}\n", topic.title_en);
        for entry in scenario::all().iter().filter(|entry| entry.topic == topic.name) {
            text += &format!("  {:width$}  {}\n", entry.name, entry.title_en);
        }
    }
    text
}

/// An entry: title, lesson, program.
pub fn show(name: &str) -> Option<String> {
    let Scenario { title_en, lesson_en, source, .. } = scenario::find(name)?;
    Some(format!("# {title_en}\n\n{}\n\n```python\n{}\n```\n", lesson_en.trim(), source.trim_end()))
}

/// What to say of a name that is neither a file nor in the catalogue.
pub fn unknown(name: &str) -> String {
    format!("there is no file and no entry of the catalogue called '{name}' (`racecourse list` names them)")
}
