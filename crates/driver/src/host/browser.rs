//! A package in headless Chromium: a server on the loopback interface hands out its files and takes in what the program prints.
//!
//! *Invariant:* the server answers this machine alone, serves the package's folder alone, and ends with the program.

use super::Start;
use super::process::Stream;
use crate::error::{Failure, Result};
use crate::fs;
use crate::program::Built;
use crate::toolchain;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// The page that runs the program and reports.
const PAGE: &str = include_str!("../web/run.html");
/// No body that a page posts is longer: output comes in pieces.
const LONGEST_BODY: usize = 1 << 28;

/// What the page tells.
enum Report {
    Output(Stream, Vec<u8>),
    Exit(u8),
}

/// Runs the program; `None` if `limit` was over first.
pub(super) fn run(
    built: &Built,
    program: &Start,
    limit: Option<Duration>,
    sink: &mut dyn FnMut(Stream, &[u8]),
) -> Result<Option<u8>> {
    let chromium = find()?;
    let options = options(program.argv0, program.args);
    let no_server = |e: std::io::Error| {
        Failure::unavailable(format!("cannot serve the page on this machine: {e}"))
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(no_server)?;
    let address = listener.local_addr().map_err(no_server)?;
    let (sender, receiver) = channel();
    let site = Arc::new(Site {
        folder: built.artifact.clone(),
        options,
    });
    // The thread ends with this process; it owns nothing that must be given back.
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (site, sender) = (Arc::clone(&site), sender.clone());
            std::thread::spawn(move || serve(&stream, &site, &sender));
        }
    });
    let profile = Profile::new(address.port())?;
    let mut browser = start(
        &chromium,
        &format!("http://{address}/portalis/run"),
        &profile.0,
    )?;
    let result = listen(&receiver, &mut browser, limit, sink);
    let _ = browser.kill();
    let _ = browser.wait();
    result
}

/// Passes output on until the program ends.
fn listen(
    receiver: &Receiver<Report>,
    browser: &mut Child,
    limit: Option<Duration>,
    sink: &mut dyn FnMut(Stream, &[u8]),
) -> Result<Option<u8>> {
    let end = limit.map(|limit| Instant::now() + limit);
    loop {
        match receiver.recv_timeout(Duration::from_millis(200)) {
            Ok(Report::Output(stream, bytes)) => sink(stream, &bytes),
            Ok(Report::Exit(code)) => return Ok(Some(code)),
            Err(_) => {
                if let Ok(Some(status)) = browser.try_wait() {
                    return Err(Failure::unavailable(format!(
                        "Chromium ended before the program did ({status})"
                    ))
                    .help(
                        "Try `chromium --headless --no-sandbox --dump-dom about:blank` by hand.",
                    ));
                }
                if end.is_some_and(|end| Instant::now() > end) {
                    return Ok(None);
                }
            }
        }
    }
}

/// Chromium, by any of its names.
pub(crate) fn find() -> Result<PathBuf> {
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ];
    names.into_iter().find_map(toolchain::on_path).ok_or_else(|| {
        Failure::unavailable("Chromium is not installed, or not on PATH")
            .help("Install Chromium or Chrome (Debian: apt-get install chromium).")
            .help("Or use `portalis build --target browser` and open the page in the browser you have.")
    })
}

/// A profile folder that goes away with the value.
struct Profile(PathBuf);

impl Profile {
    fn new(port: u16) -> Result<Profile> {
        let path =
            std::env::temp_dir().join(format!("portalis-browser-{}-{port}", std::process::id()));
        fs::create_dir(&path)?;
        Ok(Profile(path))
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        // Helper processes of the browser may still write for a moment.
        for _ in 0..10 {
            if std::fs::remove_dir_all(&self.0).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn start(chromium: &Path, url: &str, profile: &Path) -> Result<Child> {
    let mut profile_arg = OsString::from("--user-data-dir=");
    profile_arg.push(profile);
    Command::new(chromium)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-default-browser-check",
            "--no-first-run",
            "--mute-audio",
        ])
        .arg(profile_arg)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| Failure::io("start", chromium, &e))
}

/// What the page asks for: arguments, as JSON.
fn options(main: &Path, args: &[OsString]) -> String {
    let args: Vec<String> = args
        .iter()
        .map(|a| json_string(&a.to_string_lossy()))
        .collect();
    format!(
        "{{\"argv0\": {}, \"args\": [{}]}}",
        json_string(&main.to_string_lossy()),
        args.join(", ")
    )
}

fn json_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What is served.
struct Site {
    folder: PathBuf,
    options: String,
}

/// Answers requests on one connection until it closes.
fn serve(stream: &TcpStream, site: &Site, sender: &Sender<Report>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let request = Request::read(&mut reader)?;
        let (status, kind, body) = answer(request, site, sender);
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\r\n",
            body.len()
        );
        let mut writer = stream;
        writer.write_all(head.as_bytes()).ok()?;
        writer.write_all(&body).ok()?;
    }
}

struct Request {
    is_post: bool,
    path: String,
    body: Vec<u8>,
}

impl Request {
    fn read(reader: &mut impl BufRead) -> Option<Request> {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let mut words = line.split_whitespace();
        let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
        let mut length = 0;
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).ok()?;
            if header.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = header.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().ok()?;
            }
        }
        if length > LONGEST_BODY {
            return None;
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        let path = target.split('?').next().unwrap_or_default().to_owned();
        Some(Request {
            is_post: method == "POST",
            path,
            body,
        })
    }
}

type Answer = (&'static str, &'static str, Vec<u8>);

fn answer(request: Request, site: &Site, sender: &Sender<Report>) -> Answer {
    let not_found = ("404 Not Found", "text/plain", Vec::new());
    match (request.is_post, request.path.as_str()) {
        (false, "/portalis/run") => ("200 OK", "text/html", PAGE.into()),
        (false, "/portalis/options") => ("200 OK", "application/json", site.options.clone().into()),
        (false, path) => file(&site.folder, path).unwrap_or(not_found),
        (true, path) => {
            let report = match path {
                "/portalis/stdout" => Report::Output(Stream::Stdout, request.body),
                "/portalis/stderr" => Report::Output(Stream::Stderr, request.body),
                "/portalis/exit" => {
                    let code: i64 = String::from_utf8_lossy(&request.body)
                        .trim()
                        .parse()
                        .unwrap_or(1);
                    Report::Exit(code.to_le_bytes()[0])
                }
                _ => return not_found,
            };
            // The receiver is gone once the program has ended.
            let _ = sender.send(report);
            ("204 No Content", "text/plain", Vec::new())
        }
    }
}

/// A file of the package; nothing above its folder.
fn file(folder: &Path, path: &str) -> Option<Answer> {
    let name = path.trim_start_matches('/');
    if name.split('/').any(|part| part == ".." || part.is_empty()) {
        return None;
    }
    let kind = match Path::new(name).extension()?.to_str()? {
        "html" => "text/html",
        "js" | "mjs" => "text/javascript",
        "wasm" => "application/wasm",
        "json" => "application/json",
        _ => "text/plain",
    };
    Some(("200 OK", kind, std::fs::read(folder.join(name)).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_read() {
        let text =
            b"POST /portalis/stdout?x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcrest";
        let request = Request::read(&mut text.as_slice()).unwrap();
        assert!(request.is_post);
        assert_eq!(
            (request.path.as_str(), request.body.as_slice()),
            ("/portalis/stdout", b"abc".as_slice())
        );
        assert!(Request::read(&mut b"".as_slice()).is_none());
    }

    #[test]
    fn nothing_above_the_package_is_served() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert!(file(&folder, "/web/run.html").is_some());
        assert!(file(&folder, "/../Cargo.toml").is_none());
        assert!(file(&folder, "//etc/passwd").is_none());
    }

    #[test]
    fn arguments_are_quoted() {
        let text = options(Path::new("a.py"), &["x\"y".into(), "\n".into()]);
        assert_eq!(
            text,
            "{\"argv0\": \"a.py\", \"args\": [\"x\\\"y\", \"\\u000a\"]}"
        );
    }
}
