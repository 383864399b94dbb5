//! The text of a `str`. Programs build long strings by `s += piece`; where CPython grows the string in its place, a text here
//! stays a chain of pieces until somebody reads it, so that building costs what is added and not what there is already.

use std::fmt;
use std::ops::Deref;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};

use compact_str::CompactString;

/// Shorter texts are simply copied.
const CHAINED: usize = 512;

/// A text that never changes.
#[derive(Clone)]
pub struct Text(Repr);

#[derive(Clone)]
enum Repr {
    /// Short ones are held in place: most texts of a program are, and most live only for a moment.
    Flat(CompactString),
    Chain(Arc<Link>),
}

/// A text as an earlier one and what was added to it.
struct Link {
    before: Option<Arc<Link>>,
    piece: Box<str>,
    /// Bytes in all.
    len: usize,
    /// The whole, once somebody has read it.
    whole: OnceLock<Box<str>>,
}

impl Text {
    /// Bytes; asks nobody to put the pieces together.
    #[inline]
    pub fn len(&self) -> usize {
        match &self.0 {
            Repr::Flat(text) => text.len(),
            Repr::Chain(link) => link.len,
        }
    }

    /// Whether there is no character.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// This text with another behind it; and how many bytes that took.
    pub fn append(&self, more: &str) -> (Self, usize) {
        let len = self.len() + more.len();
        let link = match &self.0 {
            Repr::Flat(text) if len < CHAINED => return (Self::of(text, more), len),
            Repr::Flat(text) => Arc::new(Link::new(None, text.as_str().into(), text.len())),
            // What is whole starts a chain of its own, or each link would keep its whole alive.
            Repr::Chain(link) => match link.whole.get() {
                Some(whole) => Arc::new(Link::new(None, whole.clone(), whole.len())),
                None => Arc::clone(link),
            },
        };
        let copied = if Arc::strong_count(&link) == 1 { link.len } else { 0 };
        (Self(Repr::Chain(Arc::new(Link::new(Some(link), more.into(), len)))), copied + more.len() + size_of::<Link>())
    }

    fn of(text: &str, more: &str) -> Self {
        let mut whole = CompactString::with_capacity(text.len() + more.len());
        whole.push_str(text);
        whole.push_str(more);
        Self(Repr::Flat(whole))
    }
}

impl Link {
    fn new(before: Option<Arc<Link>>, piece: Box<str>, len: usize) -> Self {
        Self { before, piece, len, whole: OnceLock::new() }
    }

    fn whole(&self) -> &str {
        self.whole.get_or_init(|| {
            let mut pieces: Vec<&str> = vec![&self.piece];
            let mut at = self.before.as_deref();
            while let Some(link) = at {
                if let Some(whole) = link.whole.get() {
                    pieces.push(whole);
                    break;
                }
                pieces.push(&link.piece);
                at = link.before.as_deref();
            }
            let mut text = String::with_capacity(self.len);
            pieces.iter().rev().for_each(|piece| text.push_str(piece));
            text.into_boxed_str()
        })
    }
}

impl Drop for Link {
    /// Link by link: a chain may be longer than the stack is deep.
    fn drop(&mut self) {
        let mut before = self.before.take();
        while let Some(link) = before {
            before = Arc::into_inner(link).and_then(|mut link| link.before.take());
        }
    }
}

impl Deref for Text {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        match &self.0 {
            Repr::Flat(text) => text,
            Repr::Chain(link) => link.whole(),
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self(Repr::Flat(CompactString::default()))
    }
}

impl From<String> for Text {
    fn from(mut text: String) -> Self {
        if text.capacity() - text.len() > text.len() / 4 + 32 {
            text.shrink_to_fit();
        }
        Self(Repr::Flat(CompactString::from(text)))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Repr::Flat(CompactString::new(text)))
    }
}

impl From<Text> for Box<str> {
    fn from(text: Text) -> Self {
        match text.0 {
            Repr::Flat(text) => text.as_str().into(),
            Repr::Chain(link) => link.whole().into(),
        }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// The hash of a text, computed when first asked for.
#[derive(Debug, Default)]
pub struct LazyHash(AtomicI64);

impl LazyHash {
    /// The hash of `text`, which must be the same at every call.
    #[inline]
    pub fn of(&self, text: &Text) -> i64 {
        match self.0.load(Ordering::Relaxed) {
            0 => {
                let hash = super::types::str_hash(text);
                self.0.store(hash, Ordering::Relaxed);
                hash
            }
            known => known,
        }
    }
}

impl Clone for LazyHash {
    fn clone(&self) -> Self {
        Self(AtomicI64::new(self.0.load(Ordering::Relaxed)))
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn long_texts_grow_by_pieces() {
        let mut text = Text::from("x".repeat(600));
        let mut told = text.to_string();
        for n in 0..200_000 {
            let piece = (n % 10).to_string();
            let (longer, cost) = text.append(&piece);
            assert!(n % 1000 == 1 || cost < 1000 || n == 0, "cost {cost} at {n}");
            told.push_str(&piece);
            text = longer;
            if n % 50_000 == 0 {
                assert_eq!(&*text, told, "read in between");
            }
        }
        let earlier = text.clone();
        let (longer, _) = text.append("!");
        told.push('!');
        assert_eq!(&*longer, told);
        assert_eq!(&*earlier, &told[..told.len() - 1]);
        assert_eq!(longer.len(), told.len());
    }
}
