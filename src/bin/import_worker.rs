//! The import worker: looks at files and reads them, off the page's thread.
//!
//! Serves requests until the page ends it. What it does is the [`ImportService`]; here is only what
//! makes that a worker. The page's side of it is `browser::worker`.

use std::cell::RefCell;
use std::rc::Rc;

use vital_few::exchange::message::{Answer, BUILD, Request, packed, unpacked};
use vital_few::exchange::{ByteSource, ImportService};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, FileReaderSync};

/// A file the page handed over.
struct Handed {
    blob: web_sys::Blob,
    reader: FileReaderSync,
}

impl ByteSource for Handed {
    type Error = JsValue;

    fn size(&self) -> u64 {
        self.blob.size() as u64
    }

    fn slice(&self, from: u64, to: u64) -> Result<Vec<u8>, JsValue> {
        let part = self.blob.slice_with_f64_and_f64(from as f64, to as f64)?;
        Ok(js_sys::Uint8Array::new(&self.reader.read_as_array_buffer(&part)?.into()).to_vec())
    }
}

fn main() {
    console_error_panic_hook::set_once();
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let service = Rc::new(RefCell::new(ImportService::default()));
    let answering = scope.clone();
    let on_message = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let Ok(parts) = event.data().dyn_into::<js_sys::Array>() else { return };
        let Some(request) = heard(&parts.get(0)) else { return };
        let mut service = service.borrow_mut();
        if let Ok(blob) = parts.get(1).dyn_into::<web_sys::Blob>() {
            match FileReaderSync::new() {
                Ok(reader) => service.open(Handed { blob, reader }),
                Err(error) => return send(&answering, &Answer::Unreadable(describe(&error))),
            }
        }
        if let Err(error) = service.serve(request, &mut |answer| send(&answering, &answer)) {
            send(&answering, &Answer::Unreadable(describe(&error)));
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    send(&scope, &Answer::Ready(BUILD.to_owned()));
}

fn heard(data: &JsValue) -> Option<Request> {
    unpacked(&data.dyn_ref::<js_sys::Uint8Array>()?.to_vec())
}

fn send(scope: &DedicatedWorkerGlobalScope, answer: &Answer) {
    let message = js_sys::Uint8Array::from(packed(answer).as_slice());
    let transfer = js_sys::Array::of1(&message.buffer());
    // Refused only for memory that can't be handed over; this can.
    let _ = scope.post_message_with_transfer(&message, &transfer);
}

fn describe(error: &JsValue) -> String {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    message.or_else(|| error.as_string()).unwrap_or_default()
}
