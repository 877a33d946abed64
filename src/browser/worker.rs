//! The import worker, as the page has it: started, asked, ended.
//!
//! It reads order files off the page's thread and is a wasm of its own (`src/bin/import_worker.rs`),
//! fetched when a file is to be read: the page doesn't carry what most visits don't need.
//! `worker.js` starts it.
//!
//! Messages are bytes, whose memory is handed over, not copied.
//! Cancelling is ending the worker, which takes effect at once whatever it is doing.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::beside;
use crate::exchange::message::{Answer, BUILD, Request, packed, unpacked};

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
        let worker = web_sys::Worker::new_with_options(&address(), &options)?;
        let waiting = Rc::new(RefCell::new(Some(Vec::new())));

        let (queue, to, hear_message) = (waiting.clone(), worker.clone(), hear.clone());
        let on_message = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            let data = event.unchecked_into::<web_sys::MessageEvent>().data();
            match heard(&data) {
                Some(Answer::Ready(build)) if build == BUILD => {
                    for message in queue.borrow_mut().take().into_iter().flatten() {
                        let _ = to.post_message(&message);
                    }
                }
                // After an update a page that is still open may get the new worker.
                Some(Answer::Ready(_)) => hear_message(Answer::Died("another version; reload the page".into())),
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

    /// Hands over the file.
    pub fn take(&self, file: &web_sys::File) {
        self.post(js_sys::Array::of2(&bytes(&Request::Open), file));
    }

    /// Asks for something.
    pub fn ask(&self, request: &Request) {
        self.post(js_sys::Array::of1(&bytes(request)));
    }

    fn post(&self, message: js_sys::Array) {
        match &mut *self.waiting.borrow_mut() {
            Some(waiting) => waiting.push(message.into()),
            None => drop(self.worker.post_message(&message)),
        }
    }
}

fn bytes(request: &Request) -> js_sys::Uint8Array {
    js_sys::Uint8Array::from(packed(request).as_slice())
}

impl Drop for ImportWorker {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// The address of `worker.js`. The worker's files have fixed names; after an update a cache may
/// still have the old ones, whose messages would make no sense. So they are asked for by the name of
/// the page's own script, which carries a hash.
fn address() -> String {
    format!("worker.js?for={}", js_sys::encode_uri_component(&beside::script()))
}

fn heard(data: &JsValue) -> Option<Answer> {
    unpacked(&data.dyn_ref::<js_sys::Uint8Array>()?.to_vec())
}
