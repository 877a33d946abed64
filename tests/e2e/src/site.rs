//! A static host: files below a sub-path, nothing anywhere else.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Context, Result};

/// Where the page is. A sub-path shows whether every address is relative.
const BASE: &str = "/some/path/";

/// What is served, and what is wrong with it.
struct Served {
    root: PathBuf,
    /// This file has a byte changed.
    damaged: Option<PathBuf>,
    /// Nobody answers.
    is_gone: bool,
}

/// A thread for each connection, one request a connection: a pool would let a browser's idle
/// connections starve its busy ones.
pub struct Site {
    served: Arc<Mutex<Served>>,
    ended: Arc<AtomicBool>,
    worker: Option<JoinHandle<()>>,
    at: SocketAddr,
}

impl Site {
    /// Serves a directory on a free port of this machine.
    pub fn serve(root: &Path) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").context("cannot serve")?;
        let at = listener.local_addr().context("the server has no port")?;
        let ended = Arc::new(AtomicBool::new(false));
        let served = Arc::new(Mutex::new(Served { root: root.to_owned(), damaged: None, is_gone: false }));
        let worker = std::thread::spawn({
            let (ended, served) = (Arc::clone(&ended), Arc::clone(&served));
            move || {
                for connection in listener.incoming().map_while(|connection| connection.ok()) {
                    if ended.load(Ordering::Relaxed) {
                        break;
                    }
                    let served = Arc::clone(&served);
                    // A browser that has gone away needs no answer.
                    std::thread::spawn(move || answer(&served, connection).ok());
                }
            }
        });
        Ok(Self { served, ended, worker: Some(worker), at })
    }

    /// From now on serves a file, by its path below the page, with the byte in its middle changed, and the others as
    /// they are.
    pub fn damage(&self, file: Option<&str>) {
        self.served().damaged = file.map(PathBuf::from);
    }

    /// From now on closes every connection without a word, or not any more.
    pub fn go(&self, is_gone: bool) {
        self.served().is_gone = is_gone;
    }

    /// From now on serves another directory.
    pub fn publish(&self, root: &Path) {
        self.served().root = root.to_owned();
    }

    fn served(&self) -> MutexGuard<'_, Served> {
        self.served.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The address of the page, ending in a slash.
    pub fn address(&self) -> String {
        format!("http://{}{BASE}", self.at)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        // A last connection wakes the listener, so that it sees its end.
        let _ = TcpStream::connect(self.at);
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }
}

/// Reads one request and answers it.
fn answer(served: &Mutex<Served>, mut connection: TcpStream) -> std::io::Result<()> {
    connection.set_read_timeout(Some(Duration::from_secs(60)))?;
    let mut lines = BufReader::new(connection.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let url = request.split(' ').nth(1).unwrap_or_default();
    let file = file_for(url);
    let (root, is_damaged) = {
        let served = served.lock().unwrap_or_else(PoisonError::into_inner);
        if served.is_gone {
            return Ok(());
        }
        (served.root.clone(), file.is_some() && served.damaged == file)
    };
    let found = file.as_ref().and_then(|file| Some((mime_type(file), std::fs::read(root.join(file)).ok()?)));
    let (status, mime, mut body) = match found {
        Some((mime, body)) => ("200 OK", mime, body),
        None => ("404 Not Found", "text/plain", b"not found".to_vec()),
    };
    let length = body.len();
    if let Some(byte) = body.get_mut(length / 2).filter(|_| is_damaged) {
        *byte ^= 1;
    }
    write!(
        connection,
        "HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nContent-Length: {length}\r\n\
         Cache-Control: no-cache\r\nConnection: close\r\n\r\n"
    )?;
    connection.write_all(&body)
}

/// The file an address means, if it is below the sub-path.
fn file_for(url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path.strip_prefix(BASE)?;
    let file = PathBuf::from(if path.is_empty() { "index.html" } else { path });
    file.components().all(|part| matches!(part, Component::Normal(_))).then_some(file)
}

fn mime_type(file: &Path) -> &'static str {
    match file.extension().and_then(|e| e.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_below_the_sub_path_is_served() {
        assert_eq!(file_for("/some/path/"), Some(PathBuf::from("index.html")));
        assert_eq!(file_for("/some/path/a/b.js?x=1"), Some(PathBuf::from("a/b.js")));
        assert_eq!(file_for("/index.html"), None);
        assert_eq!(file_for("/some/path"), None);
        assert_eq!(file_for("/some/path/../secret"), None);
        assert_eq!(file_for("/some/path//etc/passwd"), None);
    }

    #[test]
    fn a_browser_streams_wasm_only_by_its_own_type() {
        assert_eq!(mime_type(Path::new("a/b_bg.wasm")), "application/wasm");
    }
}
