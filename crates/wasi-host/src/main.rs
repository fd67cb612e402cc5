//! Runs a WASI 0.2 component: `portalis-wasi COMPONENT ARGV0 ARGS…`.
//!
//! The component sees what the program would see natively: the environment, the current folder, the network and the terminal.
//! What Cranelift made of it is kept beside it as `COMPONENT.cwasm`, so that the next start takes a millisecond.
//!
//! *Invariant:* the exit code is the program's; 125 means that it could not be started.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wasmtime::component::{Component, Linker, ResourceTable};
use wasmtime::{Config, Engine, Result, Store};
use wasmtime_wasi::p2::bindings::Command;
use wasmtime_wasi::{FsPerms, I32Exit, WasiCtx, WasiCtxView, WasiView};

/// The component could not be started.
const CANNOT_START: u8 = 125;

/// Bytes for the program's calls; pages that are not touched cost nothing.
const STACK: usize = 64 << 20;

struct Host {
    table: ResourceTable,
    wasi: WasiCtx,
}

impl WasiView for Host {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView {
            ctx: &mut self.wasi,
            table: &mut self.table,
        }
    }
}

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(path) = args.next() else {
        eprintln!("usage: portalis-wasi COMPONENT [ARGV0 [ARGS…]]");
        return ExitCode::from(2);
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .enable_io()
        .build();
    let result = runtime
        .map_err(Into::into)
        .and_then(|r| r.block_on(run(Path::new(&path), args.collect())));
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("portalis-wasi: {error:?}");
            ExitCode::from(CANNOT_START)
        }
    }
}

async fn run(path: &Path, args: Vec<String>) -> Result<u8> {
    let mut config = Config::new();
    // A recursion of Python is cut off after a thousand calls by an exception, and not by us.
    config
        .max_wasm_stack(STACK)
        .async_stack_size(STACK + (1 << 20));
    let engine = Engine::new(&config)?;
    let component = load(&engine, path)?;
    let mut linker: Linker<Host> = Linker::new(&engine);
    wasmtime_wasi::p2::add_to_linker_async(&mut linker)?;
    let mut store = Store::new(
        &engine,
        Host {
            table: ResourceTable::new(),
            wasi: context(&args)?,
        },
    );
    let command = Command::instantiate_async(&mut store, &component, &linker).await?;
    match command.wasi_cli_run().call_run(&mut store).await {
        Ok(outcome) => Ok(u8::from(outcome.is_err())),
        Err(error) => match error.downcast_ref::<I32Exit>() {
            Some(exit) => Ok(exit.0.to_le_bytes()[0]),
            None => Err(error),
        },
    }
}

/// What the program sees of this machine.
fn context(args: &[String]) -> Result<WasiCtx> {
    let mut builder = WasiCtx::builder();
    builder.inherit_stdio().inherit_env().args(args);
    builder
        .inherit_network()
        .allow_tcp(true)
        .allow_udp(true)
        .allow_ip_name_lookup(true);
    for folder in folders() {
        let name = folder.to_string_lossy().into_owned();
        // Folders that this user may not open are closed to the program too.
        let _ = builder.preopened_dir(&folder, name, FsPerms::ReadWrite);
    }
    Ok(builder.build())
}

/// The current folder, and each below the root. Not the root itself: the program's own idea of the current folder is `/`, so that a
/// relative path would be looked up there.
fn folders() -> Vec<PathBuf> {
    let below = std::fs::read_dir("/")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    std::iter::once(PathBuf::from("."))
        .chain(below.filter(|path| path.is_dir()))
        .collect()
}

/// The component, compiled now or earlier.
fn load(engine: &Engine, path: &Path) -> Result<Component> {
    let kept = kept(path);
    let time = |path: &Path| std::fs::metadata(path).and_then(|m| m.modified()).ok();
    if time(&kept) > time(path) {
        // SAFETY: the file was written by `keep`, in a folder that only this user writes to; wasmtime checks that the version and
        // the settings are its own, and refuses it otherwise.
        if let Ok(component) = unsafe { Component::deserialize_file(engine, &kept) } {
            return Ok(component);
        }
    }
    let component = Component::from_file(engine, path)?;
    keep(&component, &kept);
    Ok(component)
}

fn kept(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".cwasm");
    name.into()
}

/// Keeps the compiled component; a folder that cannot be written to costs time and nothing else.
fn keep(component: &Component, kept: &Path) {
    let Ok(bytes) = component.serialize() else {
        return;
    };
    let mut temporary = kept.as_os_str().to_owned();
    temporary.push(format!(".{}", std::process::id()));
    if std::fs::write(&temporary, bytes).is_err() || std::fs::rename(&temporary, kept).is_err() {
        let _ = std::fs::remove_file(&temporary);
    }
}
