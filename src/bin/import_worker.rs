//! The import worker: looks at order files and reads them, off the page's thread.
//!
//! Serves requests until the page ends it. What it reads with is [`vital_few::exchange`]; here is
//! only what makes that a worker. The page's side of it is `browser::worker`.

use vital_few::exchange::message::{Answer, Request, packed, unpacked};
use vital_few::exchange::{HEAD_BYTES, Plan, Reader, look};
use wasm_bindgen::prelude::*;

/// How much of a file is read at a time: often enough for progress, seldom enough for speed.
const CHUNK: f64 = 1_048_576.0;

/// How many further parts of a long file are looked at when its first leaves a doubt, and how long
/// each is.
const PARTS: u32 = 64;
const PART: f64 = 32_768.0;

fn main() {
    console_error_panic_hook::set_once();
    let Ok(scope) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() else { return };
    let answering = scope.clone();
    let on_message = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let Ok(parts) = event.data().dyn_into::<js_sys::Array>() else { return };
        let (Some(request), Ok(file)) = (heard(&parts.get(0)), parts.get(1).dyn_into::<web_sys::Blob>()) else {
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

fn heard(data: &JsValue) -> Option<Request> {
    unpacked(&data.dyn_ref::<js_sys::Uint8Array>()?.to_vec())
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
    let message = js_sys::Uint8Array::from(packed(answer).as_slice());
    let transfer = js_sys::Array::of1(&message.buffer());
    // Refused only for memory that can't be handed over; this can.
    let _ = scope.post_message_with_transfer(&message, &transfer);
}

fn describe(error: &JsValue) -> String {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    message.or_else(|| error.as_string()).unwrap_or_default()
}
