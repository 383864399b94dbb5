//! The page's module.

fn main() {
    racecourse_www::page::start();
}
