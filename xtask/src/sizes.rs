//! How large the page is, as it is and as a static web server would send it, beside what it may be.

use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::Result;

use crate::shell::say;

/// The largest compressed sizes in kB: of the engine's module, and of all the rest but the editor.
const ENGINE_BUDGET: usize = 700;
const PAGE_BUDGET: usize = 300;

/// Prints the sizes of all files, and says where they are more than they may be.
pub fn print(dist: &Path) -> Result<()> {
    say("sizes in kB (brotli)");
    let mut engine = 0;
    let mut page = 0;
    for path in files(dist)? {
        let bytes = fs::read(&path)?;
        let compressed = brotli(&bytes)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        println!("    {:>7.1} {:>7.1}  {name}", kilobytes(bytes.len()), kilobytes(compressed));
        match name.as_ref() {
            "engine_bg.wasm" => engine += compressed,
            "editor.js" | "editor.js.LEGAL.txt" => {}
            _ => page += compressed,
        }
    }
    for (what, size, budget) in [("engine", engine, ENGINE_BUDGET), ("page", page, PAGE_BUDGET)] {
        let verdict = if size > budget * 1000 { "MORE THAN" } else { "of at most" };
        println!("    {what}: {:.1} {verdict} {budget}", kilobytes(size));
    }
    Ok(())
}

fn files(dist: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![dist.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut counter = Counter(0);
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut counter, &params)?;
    Ok(counter.0)
}

fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}

/// Counts what is written.
struct Counter(usize);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
