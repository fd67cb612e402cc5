//! `cargo xtask bench [NAME…]`: the numbers that the project promises, on this machine, in one table.
//!
//! Processes are timed as a user would, from start to exit; medians of several runs, and two things that are compared take turns.

use crate::Result;
use crate::bless;
use crate::json::Json;
use crate::programs::{self, Program};
use crate::tools;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;
/// A script of about a hundred lines that does not wait for anything.
const SCRIPT: &str = "examples/text_report.py";
/// A small async program: what the promised sizes are of.
const SMALL: &str = "xtask/programs/small.py";
/// A program that is built first: classes, queues, tasks.
const FIRST: &str = "examples/producer_consumer.py";
/// Kilobytes after gzip of the small program as a browser package, WebAssembly and JavaScript together.
const BROWSER_LIMIT: f64 = 60.0;
/// What the same package must not grow beyond meanwhile.
const BROWSER_TODAY: f64 = 76.0;

/// One line of the table.
struct Row {
    what: String,
    value: f64,
    unit: &'static str,
    /// What is promised: not more than this.
    limit: Option<f64>,
}

impl Row {
    fn new(what: impl Into<String>, value: f64, unit: &'static str, limit: Option<f64>) -> Row {
        Row {
            what: what.into(),
            value,
            unit,
            limit,
        }
    }

    fn is_kept(&self) -> bool {
        self.limit.is_none_or(|limit| self.value <= limit)
    }
}

type Bench = fn(&Place) -> Result<Vec<Row>>;

const BENCHES: [(&str, Bench); 8] = [
    ("first", first_build),
    ("edit", edit_to_output),
    ("size", sizes),
    ("transpile", transpile),
    ("explain", explain),
    ("runtime", runtime),
    ("cpython", cpython),
    ("table", table),
];

pub(crate) fn bench(names: &[&str]) -> Result<()> {
    let place = Place::new()?;
    let mut rows = Vec::new();
    for (name, bench) in BENCHES.iter().filter(|(name, _)| match names {
        // Minutes of builds, and nothing that is promised.
        [] => *name != "table",
        names => names.contains(name),
    }) {
        match bench(&place) {
            Ok(more) => more.into_iter().for_each(|row| {
                print(&row);
                rows.push(row);
            }),
            Err(message) => println!("{name}: {message}"),
        }
    }
    let broken = rows.iter().filter(|r| !r.is_kept()).count();
    println!("{} measured, {broken} over their limit", rows.len());
    if broken == 0 {
        Ok(())
    } else {
        Err(String::new())
    }
}

fn print(row: &Row) {
    let limit = row
        .limit
        .map_or(String::new(), |limit| format!("limit {limit} {}", row.unit));
    let mark = if row.is_kept() { "" } else { "  OVER" };
    println!(
        "{:<52} {:>10.3} {:<6} {limit}{mark}",
        row.what, row.value, row.unit
    );
}

/// The optimised command, with builds kept apart.
struct Place {
    portalis: PathBuf,
    folder: PathBuf,
}

impl Place {
    fn new() -> Result<Place> {
        let portalis = tools::portalis(true)?;
        let folder = tools::target_dir().join("bench");
        fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        Ok(Place { portalis, folder })
    }

    /// As installed: with the runtime that the command carries.
    fn portalis(&self, home: &str) -> Command {
        let mut command = Command::new(&self.portalis);
        command
            .current_dir(tools::root())
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        command
            .env("PORTALIS_HOME", self.folder.join(home))
            .env_remove("PORTALIS_RUNTIME");
        command
    }
}

fn seconds(command: &mut Command) -> Result<f64> {
    let start = Instant::now();
    let status = command
        .status()
        .map_err(|e| format!("cannot start {command:?}: {e}"))?;
    let elapsed = start.elapsed();
    // `sys.exit(1)` is how one of the programs ends.
    if !matches!(status.code(), Some(0 | 1)) {
        return Err(format!("{command:?}: {status}"));
    }
    Ok(elapsed.as_secs_f64())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn first_build(place: &Place) -> Result<Vec<Row>> {
    let _ = fs::remove_dir_all(place.folder.join("first"));
    let time = seconds(place.portalis("first").args(["run", FIRST]))?;
    let release = seconds(
        place
            .portalis("first")
            .args(["build", "--release", FIRST, "-o"])
            .arg(place.folder.join("first-program")),
    )?;
    Ok(vec![
        Row::new("first build with dependencies", time, "s", Some(60.0)),
        Row::new("first build with --release", release, "s", None),
    ])
}

fn edit_to_output(place: &Place) -> Result<Vec<Row>> {
    let file = place.folder.join("edited.py");
    let text = fs::read_to_string(tools::root().join(SCRIPT)).map_err(|e| e.to_string())?;
    let mut rows = Vec::new();
    for (what, mode, limit) in [
        ("edit to output, 100 lines", None, Some(1.5)),
        ("… with --release", Some("--release"), None),
    ] {
        let run = |round: usize| {
            // Before the last lines, which exit.
            let edited = text.replacen("\nimport ", &format!("\nEDIT = {round}\nimport "), 1);
            fs::write(&file, edited).map_err(|e| e.to_string())?;
            seconds(place.portalis("home").arg("run").args(mode).arg(&file))
        };
        run(1000)?;
        let times: Result<Vec<f64>> = (0..ROUNDS).map(run).collect();
        rows.push(Row::new(what, median(times?), "s", limit));
    }
    let again: Result<Vec<f64>> = (0..ROUNDS)
        .map(|_| seconds(place.portalis("home").arg("run").arg(&file)))
        .collect();
    rows.push(Row::new(
        "run again, nothing edited",
        median(again?),
        "s",
        None,
    ));
    Ok(rows)
}

/// A program as built for the target with `--release`.
fn built(place: &Place, target: &str, program: &str) -> Result<PathBuf> {
    let name = Path::new(program).file_stem().unwrap_or_default();
    let out = place
        .folder
        .join(format!("{}-{target}", name.to_string_lossy()));
    let mut portalis = place.portalis("home");
    portalis
        .args(["build", "--release", "--target", target, program, "-o"])
        .arg(&out);
    tools::run(&mut portalis)?;
    Ok(out)
}

fn sizes(place: &Place) -> Result<Vec<Row>> {
    Ok(vec![
        Row::new(
            "native binary, stripped",
            native_size(place, SMALL)?,
            "MB",
            Some(1.5),
        ),
        Row::new(
            "browser package, wasm and glue, gzip",
            browser_size(place, SMALL)?,
            "KB",
            Some(BROWSER_LIMIT),
        ),
        Row::new(
            "component, gzip",
            gzip(&built(place, "wasi", SMALL)?)? / 1e3,
            "KB",
            Some(COMPONENT_LIMIT),
        ),
    ])
}

/// Megabytes.
fn native_size(place: &Place, program: &str) -> Result<f64> {
    let binary = built(place, "native", program)?;
    let metadata = fs::metadata(binary).map_err(|e| e.to_string())?;
    Ok(metadata.len() as f64 / 1e6)
}

/// Kilobytes of what a page loads: not the types, and not the start for Node.
fn browser_size(place: &Place, program: &str) -> Result<f64> {
    let package = built(place, "browser", program)?;
    let mut compressed = 0.0;
    for entry in fs::read_dir(&package).map_err(|e| e.to_string())?.flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|e| e == "wasm" || e == "js") {
            compressed += gzip(&path)?;
        }
    }
    Ok(compressed / 1e3)
}

/// Kilobytes after gzip of the small program as a component.
const COMPONENT_LIMIT: f64 = 150.0;

/// The small program does not grow: the sizes that CI looks at.
pub(crate) fn check_size() -> Result<()> {
    let place = Place {
        portalis: tools::portalis(false)?,
        folder: tools::target_dir().join("bench"),
    };
    fs::create_dir_all(&place.folder).map_err(|e| e.to_string())?;
    let component = gzip(&built(&place, "wasi", SMALL)?)? / 1e3;
    if component > COMPONENT_LIMIT {
        return Err(format!(
            "{SMALL} is {component:.1} KB as a component, more than {COMPONENT_LIMIT} KB"
        ));
    }
    let size = browser_size(&place, SMALL)?;
    match size <= BROWSER_TODAY {
        true => {
            println!("{SMALL}: {size:.1} KB in the browser, {component:.1} KB as a component");
            Ok(())
        }
        false => Err(format!(
            "{SMALL} is {size:.1} KB in the browser, more than {BROWSER_TODAY} KB; \
             crates/runtime/src/reach.rs says what keeps programs small"
        )),
    }
}

/// The sizes of all examples.
fn table(place: &Place) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for program in programs::below("examples", "") {
        let (browser, native) = (
            browser_size(place, &program.path)?,
            native_size(place, &program.path)?,
        );
        let what = format!("{} (native {native:.2} MB)", program.path);
        rows.push(Row::new(what, browser, "KB", None));
    }
    Ok(rows)
}

/// Bytes after compression.
fn gzip(path: &Path) -> Result<f64> {
    let output = Command::new("gzip")
        .args(["-9", "-c"])
        .arg(path)
        .output()
        .map_err(|e| format!("cannot start gzip: {e}"))?;
    Ok(output.stdout.len() as f64)
}

/// Ten thousand lines: the examples over and over as modules of one program.
fn transpile(place: &Place) -> Result<Vec<Row>> {
    let folder = place.folder.join("long");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    let examples: Vec<String> = programs::below("examples", "")
        .iter()
        .filter(|p| !p.path.ends_with("/main.py"))
        .filter_map(|p| fs::read_to_string(tools::root().join(&p.path)).ok())
        .collect();
    let (mut main, mut lines) = (String::new(), 0);
    for (number, text) in examples.iter().cycle().enumerate().take(1000) {
        if lines > 10_000 {
            break;
        }
        lines += text.lines().count();
        main.push_str(&format!("import part{number}\n"));
        fs::write(folder.join(format!("part{number}.py")), text).map_err(|e| e.to_string())?;
    }
    let file = folder.join("main.py");
    fs::write(&file, main).map_err(|e| e.to_string())?;
    let once = || {
        seconds(
            place
                .portalis("home")
                .args(["transpile", "--dump=rust"])
                .arg(&file),
        )
    };
    let times: Result<Vec<f64>> = (0..ROUNDS).map(|_| once()).collect();
    Ok(vec![Row::new(
        format!("transpile {lines} lines"),
        median(times?),
        "s",
        Some(0.5),
    )])
}

/// The share of dynamic slots in the examples.
fn explain(place: &Place) -> Result<Vec<Row>> {
    let (mut total, mut dynamic) = (0.0, 0.0);
    for program in programs::below("examples", "") {
        let mut portalis = place.portalis("home");
        let text = tools::output(portalis.stdout(Stdio::piped()).args([
            "explain",
            "--json",
            &program.path,
        ]))?;
        let json = Json::parse(&text).ok_or("explain --json printed no JSON")?;
        let number = |name: &str| json.get(name).and_then(Json::number).unwrap_or(0.0);
        // One of them is there to be dynamic.
        if !program.path.ends_with("matrix.py") {
            total += number("total");
            dynamic += number("dynamic");
        }
        println!(
            "  {:<40} {:>5} slots {:>5.1} % dynamic",
            program.path,
            number("total"),
            number("percent")
        );
    }
    Ok(vec![Row::new(
        "dynamic slots in the typed examples",
        100.0 * dynamic / f64::max(total, 1.0),
        "%",
        Some(10.0),
    )])
}

/// The runtime's own figures.
fn runtime(_: &Place) -> Result<Vec<Row>> {
    let mut cargo = tools::cargo();
    let text = tools::output(cargo.args([
        "run",
        "--quiet",
        "--release",
        "-p",
        "portalis-async",
        "--example",
        "measure",
    ]))?;
    let mut rows = Vec::new();
    for line in text.lines() {
        let Some((what, rest)) = line.split_once(" p50 ") else {
            continue;
        };
        let mut words = rest.split_whitespace();
        let value = words
            .next()
            .and_then(|v| v.parse().ok())
            .unwrap_or(f64::NAN);
        let unit = match words.next() {
            Some("ns") => "ns",
            Some("us") => "us",
            _ => "ms",
        };
        let tail = words
            .clone()
            .skip_while(|word| *word != "p99")
            .nth(1)
            .and_then(|v| v.parse().ok());
        let limit = match what.trim() {
            "spawn_local + join" => Some(100.0),
            what if what.starts_with("lateness") => Some(200.0),
            _ => None,
        };
        rows.push(Row::new(what.trim(), value, unit, limit));
        if let Some(tail) = tail {
            rows.push(Row::new(format!("{}, p99", what.trim()), tail, unit, None));
        }
    }
    Ok(rows)
}

/// Each program of `benches/` under CPython and as built, in turns.
fn cpython(place: &Place) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for program in programs::below("benches", "") {
        match against_cpython(place, &program) {
            Ok(row) => rows.push(row),
            Err(message) => println!("{}: {message}", program.path),
        }
    }
    Ok(rows)
}

fn against_cpython(place: &Place, program: &Program) -> Result<Row> {
    let binary = place
        .folder
        .join(program.path.replace('/', "-"))
        .with_extension("bin");
    tools::run(
        place
            .portalis("home")
            .args(["build", "--release", &program.path, "-o"])
            .arg(&binary),
    )?;
    let expected = bless::under_python(program)?.stdout;
    let output = Command::new(&binary).output().map_err(|e| e.to_string())?;
    if output.stdout != expected {
        return Err("it does not print what CPython prints".into());
    }
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        theirs.push(seconds(
            tools::python()?.arg(&program.path).stdout(Stdio::null()),
        )?);
        ours.push(seconds(Command::new(&binary).stdout(Stdio::null()))?);
        std::thread::sleep(Duration::from_millis(20));
    }
    let (theirs, ours) = (median(theirs), median(ours));
    let what = format!("{} ({:.3} s, CPython {theirs:.3} s)", program.path, ours);
    Ok(Row::new(what, theirs / ours, "times", None))
}
