//! What a program may reach of the real machine: files in allowed directories, the network. Everything else is the
//! virtual machine's.

mod files;
mod net;

use std::collections::BTreeMap;
use std::fs::File;
use std::sync::{Arc, MutexGuard};

use racecourse::sys::{Reply, Request};

use crate::args::Run;
use files::Files;

/// The files that are open, kept as they are for a while.
pub type OpenFiles<'a> = Option<MutexGuard<'a, BTreeMap<u32, Arc<File>>>>;

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

    /// A handle of a file is not used any more.
    pub fn close(&self, handle: u32) {
        if let Some(files) = &self.files {
            files.close(handle);
        }
    }

    /// Keeps the table of open files still, for a fork.
    pub fn hold(&self) -> OpenFiles<'_> {
        self.files.as_ref().map(Files::table)
    }

    /// The same for a fork's child, with the same open files. Connections stay with the parent.
    pub fn in_child(&self, open: &OpenFiles<'_>) -> Outside {
        let files = self.files.as_ref().zip(open.as_ref()).map(|(files, open)| files.in_child(BTreeMap::clone(open)));
        Outside { files, net: self.net.as_ref().map(|_| net::agent()) }
    }
}
