//! The two wasm modules: compiled by cargo, given their JavaScript side by wasm-bindgen, made small by wasm-opt.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::node;
use crate::shell::{root, run, say};
use crate::toolchain::Toolchain;

/// What browsers of the last years know, and the compiler uses.
const FEATURES: &[&str] = &[
    "--enable-threads",
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-extended-const",
];

/// A module of the crate `racecourse-www`: its name is that of the binary and of the feature.
pub struct Module {
    /// The name.
    pub name: &'static str,
    /// Options of cargo that change the release profile.
    profile: &'static [&'static str],
    /// Options of the compiler.
    rustflags: &'static [&'static str],
    /// How wasm-opt is to optimise.
    optimise: &'static str,
}

/// What the user sees: small.
pub const PAGE: Module = Module {
    name: "page",
    profile: &["profile.release.opt-level='z'"],
    rustflags: &["-Ctarget-feature=+bulk-memory,+mutable-globals"],
    optimise: "-Oz",
};

/// The virtual machine: fast, and with threads over a shared memory that the page makes.
pub const ENGINE: Module = Module {
    name: "engine",
    // Measured: at level 3 the engine is an eighth larger. The dependencies (the parser above all) run once a program.
    profile: &["profile.release.opt-level='s'", "profile.release.package.'*'.opt-level='z'"],
    rustflags: &[
        "-Ctarget-feature=+atomics,+bulk-memory,+mutable-globals",
        "-Clink-arg=--shared-memory",
        "-Clink-arg=--import-memory",
        // The page chooses the memory's size; the module only says that it can live with so much.
        "-Clink-arg=--max-memory=1073741824",
        // The first thread compiles the program: the parser recurses.
        "-Clink-arg=-zstack-size=4194304",
        "-Clink-arg=--export=__heap_base",
        "-Clink-arg=--export=__wasm_init_tls",
        "-Clink-arg=--export=__tls_size",
        "-Clink-arg=--export=__tls_align",
        "-Clink-arg=--export=__tls_base",
    ],
    optimise: "-Os",
};

impl Module {
    /// Builds the module. The folder returned has NAME.js and NAME_bg.wasm.
    pub fn build(&self, toolchain: &Toolchain) -> Result<PathBuf> {
        let target = root().join("target-wasm").join(self.name);
        self.compile(toolchain, &target)?;
        let compiled = target.join("wasm32-unknown-unknown/release").join(format!("{}.wasm", self.name));
        let out = target.join("out");
        let stamp = target.join("out.stamp");
        let fingerprint = fingerprint(&compiled)?;
        if fs::read_to_string(&stamp).is_ok_and(|text| text == fingerprint) {
            return Ok(out);
        }
        self.bind(&compiled, &out)?;
        self.shrink(&out)?;
        fs::write(stamp, fingerprint)?;
        Ok(out)
    }

    fn compile(&self, toolchain: &Toolchain, target: &Path) -> Result<()> {
        let root = root();
        // The stub changes the lock file, so this build works on a copy. It starts as the workspace's own: same versions.
        fs::create_dir_all(target)?;
        let lock = target.join("Cargo.lock");
        fs::copy(root.join("Cargo.lock"), &lock)?;
        let stub = root.join("www/stubs/unicode_names2");
        let mut command = toolchain.cargo();
        command
            .current_dir(&root)
            // Warnings are shown by the lints of the native build.
            .env("RUSTFLAGS", format!("-Awarnings {}", self.rustflags.join(" ")))
            .args(["build", "--quiet", "--release", "--target=wasm32-unknown-unknown"])
            .args(["--package=racecourse-www", "--bin", self.name, "--features", self.name])
            .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size", "-Zlockfile-path"])
            .arg("--target-dir")
            .arg(target)
            .arg(format!("--config=resolver.lockfile-path={:?}", lock))
            .arg(format!("--config=patch.crates-io.unicode_names2.path={:?}", stub));
        for option in self.profile {
            command.arg("--config").arg(option);
        }
        run(&format!("compiling the {} module for wasm (minutes the first time)", self.name), &mut command)
    }

    fn bind(&self, compiled: &Path, out: &Path) -> Result<()> {
        say(&format!("making the JavaScript side of the {} module", self.name));
        if out.exists() {
            fs::remove_dir_all(out)?;
        }
        Bindgen::new()
            .input_path(compiled)
            .out_name(self.name)
            .web(true)
            .and_then(|bindgen| bindgen.typescript(false).remove_producers_section(true).generate(out))
            .map_err(|error| anyhow!("{error:#}"))
            .with_context(|| format!("wasm-bindgen on the {} module", self.name))?;
        replace_snippets(out, &out.join(format!("{}.js", self.name)))
    }

    fn shrink(&self, out: &Path) -> Result<()> {
        let wasm = out.join(format!("{}_bg.wasm", self.name));
        let small = out.join("small.wasm");
        run(
            &format!("optimising the {} module", self.name),
            node::wasm_opt()?
                .args([self.optimise, "--strip-debug", "--strip-producers"])
                .args(FEATURES)
                .arg(&wasm)
                .arg("-o")
                .arg(&small),
        )?;
        fs::rename(small, wasm)?;
        Ok(())
    }
}

/// wasm-bindgen-rayon brings JavaScript that starts its workers. `www/static/helpers.js` takes its place.
fn replace_snippets(out: &Path, script: &Path) -> Result<()> {
    let snippets = out.join("snippets");
    if !snippets.exists() {
        return Ok(());
    }
    let text = fs::read_to_string(script)?;
    let lines: Vec<String> = text
        .lines()
        .map(|line| match line.split_once(" from './snippets/wasm-bindgen-rayon-") {
            Some((names, _)) => format!("{names} from './helpers.js';"),
            None => line.to_owned(),
        })
        .collect();
    let text = lines.join("\n");
    ensure!(!text.contains("./snippets/"), "{} wants JavaScript that nobody has looked at", script.display());
    fs::write(script, text)?;
    fs::remove_dir_all(snippets).context("cannot remove what was replaced")
}

/// Changes when the file or the options of this build change.
fn fingerprint(compiled: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    fs::read(compiled).with_context(|| format!("no {}", compiled.display()))?.hash(&mut hasher);
    include_str!("wasm.rs").hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}
