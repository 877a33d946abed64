//! An encrypted export, until its passphrase is given.

use super::{Context, Event, Heard, Incoming, Outbox, Phase, Wanted};
use crate::exchange::encrypted::EncryptedRefusal;
use crate::exchange::export_reader::ExportReader;
use crate::exchange::message::Request;

/// What is to be seen of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Whether a passphrase is being tried.
    pub is_trying: bool,
    /// Why the last one didn't open it.
    pub refusal: Option<EncryptedRefusal>,
}

#[derive(Debug)]
pub(super) struct Locked {
    pub file: Incoming,
    text: String,
    pub lock: Lock,
}

impl Locked {
    pub fn new(file: Incoming, text: String) -> Self {
        Self { file, text, lock: Lock::default() }
    }

    pub fn on(mut self: Box<Self>, event: Wanted, out: &mut Outbox, context: &Context) -> Phase {
        match event {
            Wanted::Event(Event::PassphraseGiven(passphrase)) if !self.lock.is_trying => {
                self.lock = Lock { is_trying: true, refusal: None };
                out.ask(Request::Decrypt { file: self.text.clone(), passphrase });
            }
            Wanted::Heard(Heard::Decrypted(Ok(text))) => {
                // What held the key goes with it.
                out.end_worker();
                return Phase::read_export(self.file, Box::new(ExportReader::new(text)), out, context);
            }
            Wanted::Heard(Heard::Decrypted(Err(refusal))) => {
                self.lock = Lock { is_trying: false, refusal: Some(refusal) };
            }
            // Where memory ran out in spite of all, the worker ends by itself.
            Wanted::Heard(Heard::Failed(failure)) => return out.stop(Some(self.file), failure),
            _ => {}
        }
        Phase::Locked(self)
    }
}
