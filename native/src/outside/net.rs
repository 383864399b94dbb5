//! Real pages.

use std::time::{Duration, Instant};

use racecourse::sys::{HttpReply, HttpRequest, NetworkError, Reply, SysError};
use ureq::{Agent, ResponseExt, http};

/// The largest page that is taken.
const MOST: u64 = 64 << 20;
/// Seconds without an answer after which a request without a time of its own is given up.
const PATIENCE: f64 = 60.0;

/// A client that hands every status to the program.
pub fn agent() -> Agent {
    Agent::config_builder().http_status_as_error(false).build().into()
}

/// Fetches a page.
pub fn fetch(agent: &Agent, request: &HttpRequest) -> Reply {
    let start = Instant::now();
    match page(agent, request, start) {
        Ok(page) => Reply::Http(Box::new(page)),
        Err(error) => {
            let kind = match &error {
                ureq::Error::Timeout(_) => NetworkError::Timeout,
                ureq::Error::BadUri(_) | ureq::Error::Http(_) => NetworkError::InvalidUrl,
                _ => NetworkError::Connection,
            };
            Reply::Error(SysError::Network { kind, message: error.to_string() })
        }
    }
}

fn page(agent: &Agent, request: &HttpRequest, start: Instant) -> Result<HttpReply, ureq::Error> {
    let mut builder = http::Request::builder().method(request.method.as_str()).uri(&request.url);
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let call = builder.body(request.body.clone())?;
    let seconds = request.timeout.unwrap_or(PATIENCE).clamp(0.0, 86_400.0);
    let call = agent.configure_request(call).timeout_global(Some(Duration::from_secs_f64(seconds))).build();
    let mut response = agent.run(call)?;
    let headers = response.headers().iter();
    let headers =
        headers.map(|(name, value)| (title(name.as_str()), String::from_utf8_lossy(value.as_bytes()).into_owned()));
    let status = response.status();
    Ok(HttpReply {
        status: status.as_u16(),
        reason: status.canonical_reason().unwrap_or_default().to_owned(),
        url: response.get_uri().to_string(),
        headers: headers.collect(),
        body: response.body_mut().with_config().limit(MOST).read_to_vec()?,
        elapsed: start.elapsed().as_secs_f64(),
    })
}

/// `content-type` as `Content-Type`, which is how programs expect to see it.
fn title(name: &str) -> String {
    let parts = name.split('-').map(|part| {
        let (first, rest) = part.split_at(part.len().min(1));
        first.to_uppercase() + rest
    });
    parts.collect::<Vec<_>>().join("-")
}
