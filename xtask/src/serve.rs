//! A small static web server for this machine: it serves `dist/` on the loopback address with the headers that give
//! the page real threads.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::{fs, thread};

use anyhow::{Context, Result};

use crate::dist;

const DEFAULT_PORT: u16 = 8080;
/// The first Chromium that knows the Document-Isolation-Policy.
const POLICY_VERSION: u32 = 137;
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; \
     style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

/// Builds the page and serves it for ever. `--no-build` serves what is there.
pub fn serve(args: &[&str]) -> Result<()> {
    let build = !args.contains(&"--no-build");
    let port = match args.iter().find(|arg| !arg.starts_with("--")) {
        Some(port) => port.parse().with_context(|| format!("{port} is not a port"))?,
        None => DEFAULT_PORT,
    };
    let dist = if build { dist::build()? } else { crate::shell::root().join("dist") };
    let server = Server::start(dist, port)?;
    println!("\nRacecourse is at {}   (Ctrl-C ends it)", server.url());
    loop {
        thread::park();
    }
}

/// A server that runs in the background as long as this process does.
pub struct Server {
    port: u16,
}

impl Server {
    /// Serves the folder at that port; 0 takes a free one.
    pub fn start(folder: PathBuf, port: u16) -> Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .with_context(|| format!("port {port} is not free: name another one (cargo xtask serve PORT)"))?;
        let port = listener.local_addr()?.port();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let folder = folder.clone();
                // A browser that goes away in the middle is no failure of ours.
                thread::spawn(move || answer(&folder, stream).ok());
            }
        });
        Ok(Server { port })
    }

    /// Where the page is.
    pub fn url(&self) -> String {
        format!("http://localhost:{}/", self.port)
    }
}

struct Request {
    method: String,
    path: String,
    user_agent: String,
}

/// Answers the requests of one connection until the browser closes it.
fn answer(folder: &Path, mut stream: TcpStream) -> Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    while let Some(request) = read_request(&mut reader)? {
        let body = (request.method != "HEAD").then_some(());
        let (status, kind, bytes) = match request.method.as_str() {
            "GET" | "HEAD" => match file(folder, &request.path) {
                Some((path, bytes)) => ("200 OK", media_type(&path), bytes),
                None => ("404 Not Found", "text/plain; charset=utf-8", b"not found\n".to_vec()),
            },
            _ => ("405 Method Not Allowed", "text/plain; charset=utf-8", b"only GET\n".to_vec()),
        };
        let mut head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
             X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
             Content-Security-Policy: {CONTENT_SECURITY_POLICY}\r\n",
            bytes.len(),
        );
        for (name, value) in isolation(&request.user_agent) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        if body.is_some() {
            stream.write_all(&bytes)?;
        }
    }
    Ok(())
}

fn read_request(reader: &mut impl BufRead) -> Result<Option<Request>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_ascii_whitespace();
    let method = words.next().unwrap_or_default().to_owned();
    let path = words.next().unwrap_or_default().split(['?', '#']).next().unwrap_or_default().to_owned();
    let mut user_agent = String::new();
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
            return Ok(Some(Request { method, path, user_agent }));
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("user-agent")
        {
            user_agent = value.trim().to_owned();
        }
    }
}

/// What isolates the page. The Document-Isolation-Policy leaves windows that the page opens connected with it, so where
/// it is known it is the only one sent.
fn isolation(user_agent: &str) -> &'static [(&'static str, &'static str)] {
    let version = user_agent
        .split_once("Chrome/")
        .and_then(|(_, rest)| rest.split('.').next())
        .and_then(|version| version.parse::<u32>().ok());
    if version.is_some_and(|version| version >= POLICY_VERSION) {
        &[("Document-Isolation-Policy", "isolate-and-credentialless"), ("Cross-Origin-Resource-Policy", "same-origin")]
    } else {
        &[
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Embedder-Policy", "require-corp"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ]
    }
}

/// The file at that path, never one outside the folder.
fn file(folder: &Path, path: &str) -> Option<(PathBuf, Vec<u8>)> {
    let path = Path::new(path.trim_start_matches('/'));
    if path.components().any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let mut file = folder.join(path);
    if file.is_dir() {
        file.push("index.html");
    }
    fs::read(&file).ok().map(|bytes| (file, bytes))
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json" | "map") => "application/json",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let folder = crate::shell::root().join("xtask");
        assert!(file(&folder, "/Cargo.toml").is_some());
        assert!(file(&folder, "/../Cargo.toml").is_none());
        assert!(file(&folder, "//etc/passwd").is_none());
    }

    #[test]
    fn one_policy_isolates() {
        assert_eq!(isolation("Mozilla/5.0 Chrome/148.0.0.0 Safari/537.36")[0].0, "Document-Isolation-Policy");
        assert_eq!(isolation("Mozilla/5.0 Chrome/136.0.0.0 Safari/537.36")[0].0, "Cross-Origin-Opener-Policy");
        assert_eq!(isolation("Mozilla/5.0 Firefox/150.0")[0].0, "Cross-Origin-Opener-Policy");
    }
}
