//! The little Markdown that lessons are written in: paragraphs, and in them `code`, *emphasis* and **strong** text.

/// A run of text in one style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span<'a> {
    /// As it is.
    Text(&'a str),
    /// Between back quotes.
    Code(&'a str),
    /// Between single stars.
    Emphasis(&'a str),
    /// Between double stars.
    Strong(&'a str),
}

/// The paragraphs of a text, each on one line. Lines are joined with a space, but not between Chinese characters.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).map(joined).collect()
}

/// The styled runs of a paragraph.
pub fn spans(paragraph: &str) -> Vec<Span<'_>> {
    let mut spans = Vec::new();
    let mut rest = paragraph;
    while !rest.is_empty() {
        let (span, length) = first(rest);
        spans.push(span);
        rest = &rest[length..];
    }
    spans
}

/// Makes a run of the text between two marks.
type Style<'a> = fn(&'a str) -> Span<'a>;

/// The first run and its length in the source.
fn first<'a>(text: &'a str) -> (Span<'a>, usize) {
    let styles: [(&str, Style<'a>); 3] = [("`", Span::Code), ("**", Span::Strong), ("*", Span::Emphasis)];
    for (mark, style) in styles {
        let inner = text.strip_prefix(mark).and_then(|rest| rest.split_once(mark)).map(|(inner, _)| inner);
        if let Some(inner) = inner.filter(|inner| !inner.is_empty()) {
            return (style(inner), inner.len() + 2 * mark.len());
        }
    }
    // A mark without its pair is just a character.
    let start = text.chars().next().map_or(0, char::len_utf8);
    let end = text[start..].find(['`', '*']).map_or(text.len(), |at| at + start);
    (Span::Text(&text[..end]), end)
}

fn joined(paragraph: &str) -> String {
    let mut text = String::new();
    for line in paragraph.lines().map(str::trim) {
        let wide = |char: Option<char>| char.is_none_or(|char| char >= '\u{2e80}');
        if !wide(text.chars().last()) || !wide(line.chars().next()) {
            text.push(' ');
        }
        text.push_str(line);
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_found() {
        assert_eq!(
            spans("Use `a * b`, *now*, **Try:** it"),
            [
                Span::Text("Use "),
                Span::Code("a * b"),
                Span::Text(", "),
                Span::Emphasis("now"),
                Span::Text(", "),
                Span::Strong("Try:"),
                Span::Text(" it"),
            ]
        );
        assert_eq!(spans("2 * 3"), [Span::Text("2 "), Span::Text("* 3")]);
    }

    #[test]
    fn lines_are_joined_as_the_language_wants() {
        assert_eq!(paragraphs("one\ntwo\n\nthree\n"), ["one two", "three"]);
        assert_eq!(paragraphs("一行，\n两行"), ["一行，两行"]);
    }
}
