//! The import worker, as the page has it: started, asked, ended.
//!
//! It reads order files off the page's thread and is a wasm of its own (`src/bin/import_worker.rs`),
//! fetched when a file is to be read: the page doesn't carry what most visits don't need.
//! Its script is fetched and checked by the page, since a browser doesn't check what a worker is started from; the
//! worker then fetches its wasm the same way (`worker.js`).
//!
//! Messages are bytes, whose memory is handed over, not copied.
//! Cancelling is ending the worker, which takes effect at once whatever it is doing.

use std::cell::{OnceCell, RefCell};
use std::rc::{Rc, Weak};

use wasm_bindgen::prelude::*;

use super::error::message_of;
use super::{beside, files};
use crate::exchange::message::{Answer, BUILD, Request, packed, unpacked};

/// The worker's script and wasm.
const SCRIPT: &str = "import-worker.js";
const WASM: &str = "import-worker_bg.wasm";

/// What follows the script in the worker: it starts the wasm.
const STARTER: &str = include_str!("worker.js");

/// What hears the worker.
type Listener = Closure<dyn FnMut(web_sys::Event)>;

/// A worker. Dropping it ends the worker.
pub struct ImportWorker(Rc<Running>);

/// What the browser and the page hold of a worker.
struct Running {
    worker: OnceCell<web_sys::Worker>,
    /// What was asked before it was ready.
    waiting: RefCell<Option<Vec<JsValue>>>,
    listeners: OnceCell<[Listener; 2]>,
}

impl ImportWorker {
    /// Starts a worker that answers to `hear`. One that can't be had answers that it died, and of what.
    pub fn start(hear: impl Fn(Answer) + Clone + 'static) -> Self {
        let waiting = RefCell::new(Some(Vec::new()));
        let running = Rc::new(Running { worker: OnceCell::new(), waiting, listeners: OnceCell::new() });
        let begun = Rc::downgrade(&running);
        wasm_bindgen_futures::spawn_local(async move {
            if let Err(error) = begin(begun, hear.clone()).await {
                hear(Answer::Died(message_of(&error)));
            }
        });
        Self(running)
    }

    /// Hands over the file.
    pub fn take(&self, file: &web_sys::File) {
        self.post(js_sys::Array::of2(&bytes(&Request::Open), file));
    }

    /// Asks for something.
    pub fn ask(&self, request: &Request) {
        self.post(js_sys::Array::of1(&bytes(request)));
    }

    fn post(&self, message: js_sys::Array) {
        match &mut *self.0.waiting.borrow_mut() {
            Some(waiting) => waiting.push(message.into()),
            None => self.0.send(&message),
        }
    }
}

impl Running {
    fn send(&self, message: &JsValue) {
        if let Some(worker) = self.worker.get() {
            let _ = worker.post_message(message);
        }
    }

    /// Sends what waited; from now on nothing waits.
    fn is_ready(&self) {
        let waiting = self.waiting.borrow_mut().take();
        waiting.iter().flatten().for_each(|message| self.send(message));
    }
}

/// Fetches the script and starts the worker, unless nobody wants it any more.
async fn begin(begun: Weak<Running>, hear: impl Fn(Answer) + Clone + 'static) -> Result<(), JsValue> {
    let script = files::fetch_text(&beside::of_this_build(SCRIPT)).await?;
    let integrity = beside::integrity(WASM).await?;
    let Some(running) = begun.upgrade() else { return Ok(()) };
    // A worker that is made of text has no address of its own to ask from.
    let base = web_sys::window().and_then(|window| window.document()).and_then(|document| document.base_uri().ok()?);
    let wasm = web_sys::Url::new_with_base(&beside::of_this_build(WASM), &base.unwrap_or_default())?.href();

    let ready = begun.clone();
    let hear_message = hear.clone();
    let on_message = Listener::new(move |event: web_sys::Event| {
        let data = event.unchecked_into::<web_sys::MessageEvent>().data();
        match heard(&data) {
            Some(Answer::Ready(build)) if build == BUILD => {
                if let Some(running) = ready.upgrade() {
                    running.is_ready();
                }
            }
            // After an update a page that is still open may get the new worker.
            Some(Answer::Ready(_)) => hear_message(Answer::Died("another version; reload the page".into())),
            Some(answer) => hear_message(answer),
            None => hear_message(Answer::Died("a message without sense".into())),
        }
    });
    let on_error = Listener::new(move |event: web_sys::Event| {
        let detail = event.dyn_ref::<web_sys::ErrorEvent>().map(web_sys::ErrorEvent::message);
        hear(Answer::Died(detail.unwrap_or_default()));
    });
    let source = files::blob("text/javascript", &JsValue::from_str(&(script + STARTER)))?;
    let address = web_sys::Url::create_object_url_with_blob(&source)?;
    let worker = web_sys::Worker::new(&address);
    // The browser has begun to fetch it.
    web_sys::Url::revoke_object_url(&address)?;
    let worker = worker?;
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    worker.post_message(&js_sys::Array::of2(&JsValue::from_str(&wasm), &integrity))?;
    let _ = running.listeners.set([on_message, on_error]);
    let _ = running.worker.set(worker);
    Ok(())
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(worker) = self.worker.get() {
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
        }
    }
}

fn bytes(request: &Request) -> js_sys::Uint8Array {
    js_sys::Uint8Array::from(packed(request).as_slice())
}

fn heard(data: &JsValue) -> Option<Answer> {
    unpacked(&data.dyn_ref::<js_sys::Uint8Array>()?.to_vec())
}
