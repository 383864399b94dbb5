//! The built-in types, a file each.

mod arguments;
pub mod bool;
pub mod bytes;
pub mod bytes_methods;
pub mod codec;
#[cfg(test)]
mod container_tests;
pub mod deque;
pub mod dict;
pub mod dict_methods;
pub mod file;
pub mod float;
pub mod float_text;
pub mod format;
pub mod format_float;
pub mod int;
pub mod int_text;
pub mod iter;
pub mod list;
pub mod percent;
pub mod pickle;
pub mod random;
pub mod range;
pub mod real;
pub mod set;
pub mod set_methods;
pub mod slice;
pub mod str;
pub mod str_format;
pub mod str_methods;
pub mod str_search;
pub mod str_split;
pub mod stream;
pub mod sync;
pub mod tools;
pub mod tuple;
pub mod unicode;
pub mod unicode_tables;
pub mod views;

pub use self::arguments::{index_value, int_argument, text_of, wrong_self};

#[cfg(test)]
mod tests;

/// The hash of a text, the same in every run and on every machine.
pub fn str_hash(text: &str) -> i64 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(text.as_bytes());
    let hash = hasher.finish() as i64;
    if hash == -1 { -2 } else { hash }
}
