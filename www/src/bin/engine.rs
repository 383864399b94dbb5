//! The engine's module: what the workers load. Its entry points are exported by `racecourse_www::engine`.

// Without a use of the library its exports would not be linked.
extern crate racecourse_www;

fn main() {}
