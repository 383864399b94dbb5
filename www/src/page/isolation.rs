//! The isolation ladder as the page shows it: how far it was climbed before the page started, by `isolation.js`.

/// The step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isolation {
    /// The web server isolates the page.
    Header,
    /// The page's service worker does.
    Worker,
    /// The page is in a frame of another one, where this browser cannot isolate it.
    Frame,
    /// The page came over a connection that is not secure.
    Insecure,
    /// The browser has no service workers here.
    Unsupported,
    /// All was tried, and the browser did not isolate the page.
    Refused,
}

impl Isolation {
    const ALL: [Isolation; 6] = [
        Isolation::Header,
        Isolation::Worker,
        Isolation::Frame,
        Isolation::Insecure,
        Isolation::Unsupported,
        Isolation::Refused,
    ];

    /// The step of that name.
    pub fn of_name(name: &str) -> Option<Isolation> {
        Isolation::ALL.into_iter().find(|step| step.name() == name)
    }

    /// The name that `isolation.js` gives it, and the key of its text in the message catalogue under `isolation.`.
    pub fn name(self) -> &'static str {
        match self {
            Isolation::Header => "header",
            Isolation::Worker => "worker",
            Isolation::Frame => "frame",
            Isolation::Insecure => "insecure",
            Isolation::Unsupported => "unsupported",
            Isolation::Refused => "refused",
        }
    }

    /// Whether there can be real threads.
    pub fn is_isolated(self) -> bool {
        matches!(self, Isolation::Header | Isolation::Worker)
    }
}
