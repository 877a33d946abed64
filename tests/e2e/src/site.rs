//! A static host: files below a sub-path, nothing anywhere else.

use std::io::Cursor;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use anyhow::{Context, Result, anyhow};
use tiny_http::{Header, Response, Server};

/// Where the page is. A sub-path shows whether every address is relative.
const BASE: &str = "/some/path/";

pub struct Site {
    server: Arc<Server>,
    worker: Option<JoinHandle<()>>,
    address: String,
}

impl Site {
    /// Serves a directory on a free port of this machine.
    pub fn serve(root: &Path) -> Result<Self> {
        let root = root.to_owned();
        let server = Server::http("127.0.0.1:0").map_err(|error| anyhow!("cannot serve: {error}"))?;
        let server = Arc::new(server);
        let port = server.server_addr().to_ip().context("the server has no port")?.port();
        let worker = std::thread::spawn({
            let server = Arc::clone(&server);
            // Ends when `drop` unblocks it.
            move || {
                for request in server.incoming_requests() {
                    let root = root.clone();
                    // One thread a request: a browser that is slow to take one file waits for another
                    // meanwhile, and would wait for ever.
                    std::thread::spawn(move || {
                        let response = respond(&root, request.url());
                        // A browser that has gone away needs no answer.
                        let _ = request.respond(response);
                    });
                }
            }
        });
        Ok(Self { server, worker: Some(worker), address: format!("http://127.0.0.1:{port}{BASE}") })
    }

    /// The address of the page, ending in a slash.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }
}

fn respond(root: &Path, url: &str) -> Response<Cursor<Vec<u8>>> {
    let file = file_for(url).map(|file| root.join(file));
    let Some((file, bytes)) = file.and_then(|file| Some((file.clone(), std::fs::read(file).ok()?))) else {
        return Response::from_string("not found").with_status_code(404);
    };
    let mut response = Response::from_data(bytes);
    let headers = [("Content-Type", mime_type(&file)), ("Cache-Control", "no-cache")];
    for header in headers.iter().filter_map(|(name, value)| Header::from_bytes(*name, *value).ok()) {
        response.add_header(header);
    }
    response
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
