//! What a program may reach of the real machine: files in allowed directories, the network. Everything else is the
//! virtual machine's.

mod files;
mod net;

use racecourse::sys::{Reply, Request};

use crate::args::Run;
use files::Files;

/// The allowed part of the real machine.
pub struct Outside {
    files: Option<Files>,
    net: Option<ureq::Agent>,
}

impl Outside {
    /// As the command line allows; an error names a directory that is none.
    pub fn new(run: &Run) -> Result<Outside, String> {
        let wanted = !(run.allow_read.is_empty() && run.allow_write.is_empty());
        let files = if wanted { Some(Files::new(&run.allow_read, &run.allow_write)?) } else { None };
        Ok(Outside { files, net: run.allow_net.then(net::agent) })
    }

    /// Serves a request, if it is about something allowed.
    pub fn serve(&self, request: &Request) -> Option<Reply> {
        match request {
            Request::Http(request) => self.net.as_ref().map(|agent| net::fetch(agent, request)),
            request => self.files.as_ref()?.serve(request),
        }
    }
}
