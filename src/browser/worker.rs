//! The import worker: reads order files off the page's thread.
//!
//! The worker runs the same wasm as the page, which the browser has at hand already: `worker.js`
//! starts it, `main` sees that there is no window and calls [`serve`]. A second binary would cost
//! its own download and as long a build again.
//!
//! Messages are bytes, whose memory is handed over, not copied.
//! Cancelling is ending the worker, which takes effect at once whatever it is doing.

use std::cell::RefCell;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::exchange::{HEAD_BYTES, Import, Outline, Plan, Reader, Refusal, look};

/// What the page asks; the file goes with it.
#[derive(Serialize, Deserialize)]
enum Request {
    /// What does this file look like?
    Look,
    /// Read it by this plan.
    Read(Box<Plan>),
}

/// What the worker answers.
#[derive(Serialize, Deserialize)]
pub enum Answer {
    /// It has started and listens.
    Ready,
    Looked(Box<Result<Outline, Refusal>>),
    Progress {
        bytes: f64,
        rows: u64,
    },
    Read(Box<Result<Import, Refusal>>),
    /// The file could not be read at all: moved, changed, or no permission.
    Unreadable(String),
    /// The worker ended by itself; nothing more will come.
    Died(String),
}

/// A running worker. Dropping it ends the worker.
pub struct ImportWorker {
    worker: web_sys::Worker,
    /// What was asked before it was ready.
    waiting: Rc<RefCell<Option<Vec<JsValue>>>>,
    _listeners: [Closure<dyn FnMut(web_sys::Event)>; 2],
}

impl ImportWorker {
    /// Starts a worker that answers to `hear`.
    ///
    /// # Errors
    /// What the browser said if it can't start one.
    pub fn start(hear: impl Fn(Answer) + Clone + 'static) -> Result<Self, JsValue> {
        let options = web_sys::WorkerOptions::new();
        options.set_type(web_sys::WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(&address()?, &options)?;
        let waiting = Rc::new(RefCell::new(Some(Vec::new())));

        let (queue, to, hear_message) = (waiting.clone(), worker.clone(), hear.clone());
        let on_message = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            let data = event.unchecked_into::<web_sys::MessageEvent>().data();
            match unpacked(&data) {
                Some(Answer::Ready) => {
                    for message in queue.borrow_mut().take().into_iter().flatten() {
                        let _ = to.post_message(&message);
                    }
                }
                Some(answer) => hear_message(answer),
                None => hear_message(Answer::Died("a message without sense".into())),
            }
        });
        let on_error = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            let detail = event.dyn_ref::<web_sys::ErrorEvent>().map(web_sys::ErrorEvent::message);
            hear(Answer::Died(detail.unwrap_or_default()));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self { worker, waiting, _listeners: [on_message, on_error] })
    }

    /// Asks what a file looks like.
    pub fn look(&self, file: &web_sys::File) {
        self.ask(&Request::Look, file);
    }

    /// Asks to read a file.
    pub fn read(&self, file: &web_sys::File, plan: Plan) {
        self.ask(&Request::Read(Box::new(plan)), file);
    }

    fn ask(&self, request: &Request, file: &web_sys::File) {
        let message = js_sys::Array::of2(&packed(request), file);
        match &mut *self.waiting.borrow_mut() {
            Some(waiting) => waiting.push(message.into()),
            None => drop(self.worker.post_message(&message)),
        }
    }
}

impl Drop for ImportWorker {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// The address of `worker.js`, told where the page's own script and wasm are: their names carry
/// hashes, and the build leaves them in the page as preloads.
fn address() -> Result<String, JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let href = |selector: &str| -> Result<String, JsValue> {
        let link = document.query_selector(selector)?.ok_or_else(|| JsValue::from_str(selector))?;
        Ok(link.get_attribute("href").unwrap_or_default())
    };
    let script = js_sys::encode_uri_component(&href("link[rel=modulepreload]")?);
    let wasm = js_sys::encode_uri_component(&href("link[rel=preload][type='application/wasm']")?);
    Ok(format!("worker.js?script={script}&wasm={wasm}"))
}

/// A message as bytes. Writing to memory can't fail; an empty message makes no sense to the hearer,
/// who says so.
fn packed<T: Serialize>(message: &T) -> js_sys::Uint8Array {
    js_sys::Uint8Array::from(postcard::to_stdvec(message).unwrap_or_default().as_slice())
}

fn unpacked<T: for<'a> Deserialize<'a>>(data: &JsValue) -> Option<T> {
    postcard::from_bytes(&data.dyn_ref::<js_sys::Uint8Array>()?.to_vec()).ok()
}

/// How much of a file is read at a time: often enough for progress, seldom enough for speed.
const CHUNK: f64 = 1_048_576.0;

/// How many further parts of a long file are looked at when its first leaves a doubt, and how long
/// each is.
const PARTS: u32 = 64;
const PART: f64 = 32_768.0;

/// Serves requests in the worker until the page ends it.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() else { return };
    let answering = scope.clone();
    let on_message = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let Ok(parts) = event.data().dyn_into::<js_sys::Array>() else { return };
        let (Some(request), Ok(file)) = (unpacked(&parts.get(0)), parts.get(1).dyn_into::<web_sys::Blob>()) else {
            return;
        };
        let result = match request {
            Request::Look => look_at(&answering, &file),
            Request::Read(plan) => read(&answering, &file, *plan),
        };
        if let Err(error) = result {
            send(&answering, &Answer::Unreadable(describe(&error)));
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    send(&scope, &Answer::Ready);
}

fn look_at(scope: &web_sys::DedicatedWorkerGlobalScope, file: &web_sys::Blob) -> Result<(), JsValue> {
    let files = web_sys::FileReaderSync::new()?;
    let head = slice(&files, file, 0.0, HEAD_BYTES as f64)?;
    let mut outline = look(&head, file.size() <= HEAD_BYTES as f64);
    if let Ok(outline) = &mut outline {
        for step in 1..=PARTS {
            if !outline.is_in_doubt() || outline.whole {
                break;
            }
            let from = file.size() * f64::from(step) / f64::from(PARTS + 1);
            outline.settle(&slice(&files, file, from, from + PART)?);
        }
    }
    send(scope, &Answer::Looked(Box::new(outline)));
    Ok(())
}

fn read(scope: &web_sys::DedicatedWorkerGlobalScope, file: &web_sys::Blob, plan: Plan) -> Result<(), JsValue> {
    let files = web_sys::FileReaderSync::new()?;
    let size = file.size();
    let mut reader = Reader::new(plan);
    let mut at = 0.0;
    while at < size {
        reader.feed(&slice(&files, file, at, at + CHUNK)?);
        at += CHUNK;
        send(scope, &Answer::Progress { bytes: at.min(size), rows: reader.rows() });
    }
    send(scope, &Answer::Read(Box::new(reader.finish())));
    Ok(())
}

fn slice(files: &web_sys::FileReaderSync, file: &web_sys::Blob, from: f64, to: f64) -> Result<Vec<u8>, JsValue> {
    let part = file.slice_with_f64_and_f64(from, to.min(file.size()))?;
    Ok(js_sys::Uint8Array::new(&files.read_as_array_buffer(&part)?.into()).to_vec())
}

fn send(scope: &web_sys::DedicatedWorkerGlobalScope, answer: &Answer) {
    let message = packed(answer);
    let transfer = js_sys::Array::of1(&message.buffer());
    // Refused only for memory that can't be handed over; this can.
    let _ = scope.post_message_with_transfer(&message, &transfer);
}

fn describe(error: &JsValue) -> String {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    message.or_else(|| error.as_string()).unwrap_or_default()
}
