//! The header of a test program: its first lines, as long as they look like `# key = value`, the value as in TOML.

/// The pairs of the header.
pub fn lines(source: &str) -> impl Iterator<Item = (&str, &str)> {
    source.lines().map_while(|line| {
        let (key, value) = line.strip_prefix("# ")?.split_once(" = ")?;
        key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_').then_some((key, value))
    })
}

/// A TOML basic string.
pub fn string(value: &str) -> Option<String> {
    let inner = value.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                'n' => '\n',
                't' => '\t',
                other => other,
            },
            other => other,
        });
    }
    Some(out)
}

/// A list of strings on one line; they hold no `", "`.
pub fn strings(value: &str) -> Option<Vec<String>> {
    let inner = value.strip_prefix('[')?.strip_suffix(']')?;
    if inner.is_empty() {
        return Some(Vec::new());
    }
    inner.split("\", ").map(|part| string(&format!("{}\"", part.trim_end_matches('"')))).collect()
}
