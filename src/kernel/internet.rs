//! The virtual internet: a few hosts with pages of our own, each at its own distance. The same address gives the same
//! answer after the same time, in both engines, so that download programs can be taught without a network.

use crate::sys::{HttpReply, HttpRequest, NetworkError, Seconds, SysError};

/// A host and how far it is.
struct Site {
    name: &'static str,
    title: &'static str,
    latency: Seconds,
    /// Paragraphs of its front page.
    size: usize,
}

/// The hosts; all of them also answer under a leading `www.` or without it.
const SITES: &[Site] = &[
    Site { name: "baidu.com", title: "百度一下，你就知道", latency: 0.12, size: 12 },
    Site { name: "python.org", title: "Welcome to Python.org", latency: 0.35, size: 60 },
    Site { name: "docs.python.org", title: "3.11 Documentation", latency: 0.4, size: 40 },
    Site { name: "pypi.org", title: "PyPI", latency: 0.38, size: 30 },
    Site { name: "douban.com", title: "豆瓣", latency: 0.28, size: 80 },
    Site { name: "movie.douban.com", title: "豆瓣电影", latency: 0.3, size: 90 },
    Site { name: "sina.com.cn", title: "新浪首页", latency: 0.22, size: 200 },
    Site { name: "163.com", title: "网易", latency: 0.2, size: 180 },
    Site { name: "qq.com", title: "腾讯网", latency: 0.18, size: 150 },
    Site { name: "taobao.com", title: "淘宝网", latency: 0.25, size: 110 },
    Site { name: "jd.com", title: "京东", latency: 0.24, size: 120 },
    Site { name: "sohu.com", title: "搜狐", latency: 0.26, size: 130 },
    Site { name: "zhihu.com", title: "知乎", latency: 0.27, size: 70 },
    Site { name: "bilibili.com", title: "哔哩哔哩", latency: 0.23, size: 100 },
    Site { name: "csdn.net", title: "CSDN", latency: 0.29, size: 95 },
    Site { name: "github.com", title: "GitHub", latency: 0.45, size: 75 },
    Site { name: "google.com", title: "Google", latency: 0.15, size: 10 },
    Site { name: "wikipedia.org", title: "Wikipedia", latency: 0.32, size: 50 },
    Site { name: "stackoverflow.com", title: "Stack Overflow", latency: 0.42, size: 85 },
    Site { name: "bing.com", title: "Bing", latency: 0.16, size: 15 },
    Site { name: "example.com", title: "Example Domain", latency: 0.1, size: 3 },
    Site { name: "example.org", title: "Example Domain", latency: 0.1, size: 3 },
    Site { name: "httpbin.org", title: "httpbin", latency: 0.5, size: 5 },
];

/// Seconds to learn that a host does not exist.
const LOOKUP: Seconds = 0.05;

/// The answer to a request, and after how many seconds it comes.
pub fn fetch(request: &HttpRequest) -> (Result<HttpReply, SysError>, Seconds) {
    let (answer, seconds) = answer(request);
    match request.timeout {
        Some(timeout) if timeout < seconds => {
            let message = format!("Read timed out. (read timeout={timeout})");
            (Err(SysError::Network { kind: NetworkError::Timeout, message }), timeout.max(0.0))
        }
        _ => (answer, seconds),
    }
}

fn answer(request: &HttpRequest) -> (Result<HttpReply, SysError>, Seconds) {
    let Some((host, path)) = split(&request.url) else {
        let message =
            format!("Invalid URL '{}': No scheme supplied. Perhaps you meant https://{}?", request.url, request.url);
        return (Err(SysError::Network { kind: NetworkError::InvalidUrl, message }), 0.0);
    };
    let bare = host.strip_prefix("www.").unwrap_or(&host);
    let Some(site) = SITES.iter().find(|site| site.name == bare) else {
        let message = format!("Failed to resolve '{host}' ([Errno -2] Name or service not known)");
        return (Err(SysError::Network { kind: NetworkError::Connection, message }), LOOKUP);
    };
    // Pages of one host differ a little in their distance, so that equal programs do not end in the order of their lines.
    let spread = f64::from(checksum(&path) % 50) / 1000.0;
    let (status, kind, body, extra) = page(site, &path, request);
    let elapsed = site.latency + spread + extra;
    let headers = [
        ("Content-Type", kind),
        ("Content-Length", &body.len().to_string()),
        ("Server", "racecourse-virtual-internet"),
    ];
    let reply = HttpReply {
        status,
        reason: reason(status).to_owned(),
        url: request.url.clone(),
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        body: if request.method == "HEAD" { Vec::new() } else { body.into_bytes() },
        elapsed,
    };
    (Ok(reply), elapsed)
}

/// Host in lower case without port, and path with query.
fn split(url: &str) -> Option<(String, String)> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let path = path.split('#').next().unwrap_or_default();
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    (!host.is_empty()).then_some((host, path))
}

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json";

fn page(site: &Site, path: &str, request: &HttpRequest) -> (u16, &'static str, String, Seconds) {
    if site.name != "httpbin.org" {
        return (200, HTML, html(site.title, path, site.size), 0.0);
    }
    let plain = path.split('?').next().unwrap_or_default();
    let number = |prefix: &str| plain.strip_prefix(prefix).and_then(|n| n.parse::<f64>().ok());
    if let Some(seconds) = number("/delay/") {
        return (200, JSON, echo(request), seconds.clamp(0.0, 10.0));
    }
    if let Some(status) = number("/status/") {
        return (status.clamp(100.0, 599.0) as u16, HTML, String::new(), 0.0);
    }
    if let Some(n) = number("/bytes/") {
        return (200, "application/octet-stream", "x".repeat(n.clamp(0.0, 102_400.0) as usize), 0.0);
    }
    match plain {
        "/" => (200, HTML, html(site.title, path, site.size), 0.0),
        "/get" | "/post" | "/put" | "/delete" | "/anything" => (200, JSON, echo(request), 0.0),
        "/ip" => (200, JSON, "{\n  \"origin\": \"203.0.113.7\"\n}\n".to_owned(), 0.0),
        "/uuid" => (200, JSON, "{\n  \"uuid\": \"3d6f4a1e-8c2b-4f57-9a10-6b1f0c2d9e44\"\n}\n".to_owned(), 0.0),
        "/headers" | "/user-agent" => (200, JSON, echo(request), 0.0),
        _ => (404, HTML, html("404 Not Found", path, 1), 0.0),
    }
}

fn html(title: &str, path: &str, paragraphs: usize) -> String {
    let mut text = format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    for n in 1..=paragraphs {
        text += &format!("<p>Paragraph {n} of {} on Racecourse's virtual internet.</p>\n", escaped(path));
    }
    text + "</body>\n</html>\n"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What httpbin says about a request.
fn echo(request: &HttpRequest) -> String {
    let headers: Vec<String> =
        request.headers.iter().map(|(name, value)| format!("    {}: {}", quoted(name), quoted(value))).collect();
    let query = request.url.split_once('?').map_or("", |(_, query)| query);
    let args: Vec<String> = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| format!("    {}: {}", quoted(name), quoted(value)))
        .collect();
    format!(
        "{{\n  \"args\": {},\n  \"data\": {},\n  \"headers\": {},\n  \"origin\": \"203.0.113.7\",\n  \"url\": {}\n}}\n",
        object(&args),
        quoted(&String::from_utf8_lossy(&request.body)),
        object(&headers),
        quoted(&request.url)
    )
}

fn object(members: &[String]) -> String {
    if members.is_empty() { "{}".to_owned() } else { format!("{{\n{}\n  }}", members.join(",\n")) }
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out += "\\\"",
            '\\' => out += "\\\\",
            '\n' => out += "\\n",
            '\r' => out += "\\r",
            '\t' => out += "\\t",
            c if (c as u32) < 0x20 => out += &format!("\\u{:04x}", c as u32),
            c => out.push(c),
        }
    }
    out + "\""
}

fn checksum(text: &str) -> u32 {
    text.bytes().fold(17, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)))
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        304 => "Not Modified",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        418 => "I'm a teapot",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Unknown",
    }
}
