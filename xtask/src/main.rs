//! The project's tasks: `cargo xtask setup|build|serve|test|bench|differential|fuzz`.
//!
//! Each task installs what it needs and is missing, and says what it is doing while it does it. Nothing here is part
//! of the product.

mod bench;
mod check;
mod differential;
mod dist;
mod fuzz;
mod node;
mod rivals;
mod serve;
mod shell;
mod sizes;
mod system;
mod toolchain;
mod wasm;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask TASK

  setup          install what the other tasks need
  build          build the page into dist/, a static folder for any host and any path
  serve [PORT]   build, and serve the page on this machine (default port 8080)
  test           everything: format, lints, unit, integration and browser tests
  test --no-web  the same without the page
  bench          measure against CPython
  bench --web    measure parallel processes in a browser
  bench --explore  measure exploring beside loom, shuttle and frontrun
  differential   run the test cases with CPython and compare
  fuzz           try random programs: every way to explore against the naive search
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match args.as_slice() {
        ["setup"] => setup(),
        ["build"] => dist::build().map(drop),
        ["serve", rest @ ..] => serve::serve(rest),
        ["test", rest @ ..] => check::everything(rest),
        ["bench", rest @ ..] => bench::bench(rest),
        ["differential", rest @ ..] => differential::differential(rest),
        ["fuzz", rest @ ..] => fuzz::fuzz(rest),
        ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn setup() -> anyhow::Result<()> {
    let toolchain = toolchain::Toolchain::find_or_install()?;
    shell::say(&format!("wasm toolchain: {}", toolchain.name));
    node::packages()?;
    system::browser()?;
    Ok(())
}
