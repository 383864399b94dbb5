//! Where the program comes from.

use std::fs;
use std::io::{self, Read};

use racecourse::scenario;

use crate::catalogue;

/// A program's text.
pub struct Program {
    /// What tracebacks call it.
    pub name: String,
    /// The text.
    pub source: String,
    /// Standard input has been read for it.
    pub from_stdin: bool,
    /// The seed that suits it.
    pub seed: u64,
}

impl Program {
    /// Reads it; an error says why that cannot be done.
    pub fn load(file: &str) -> Result<Program, String> {
        if file == "-" {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map_err(|e| format!("cannot read standard input: {e}"))?;
            return Ok(Program { name: "<stdin>".to_owned(), source: text(bytes, file)?, from_stdin: true, seed: 0 });
        }
        match fs::read(file) {
            Ok(bytes) => Ok(Program { name: file.to_owned(), source: text(bytes, file)?, from_stdin: false, seed: 0 }),
            Err(error) => match scenario::find(file) {
                Some(entry) => Ok(Program {
                    name: format!("{}.py", entry.name),
                    source: entry.source.to_owned(),
                    from_stdin: false,
                    seed: entry.seed,
                }),
                None if error.kind() == io::ErrorKind::NotFound && !file.contains(['/', '.']) => {
                    Err(catalogue::unknown(file))
                }
                None => Err(format!("can't open file '{file}': {}", reason(&error))),
            },
        }
    }
}

fn text(bytes: Vec<u8>, file: &str) -> Result<String, String> {
    let text = String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let line = e.as_bytes()[..at].iter().filter(|&&b| b == b'\n').count() + 1;
        format!("'{file}' is not UTF-8 text (line {line})")
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// An error without its number.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or directory".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a directory".to_owned(),
        _ => error.to_string(),
    }
}
