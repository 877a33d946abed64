//! An answer to an interview, read and previewed, until it is taken over.

use super::{Context, Destination, Event, Failure, Incoming, Outbox, Phase};
use crate::book::{SETTINGS, settings};
use crate::exchange::interview::answers::{AnswerRefusal, Reply};
use crate::exchange::interview::returning::{Already, Returned};

#[derive(Clone, Debug)]
pub(super) struct Answering {
    pub file: Incoming,
    reply: Reply,
    /// As it finds its place in the book as it is now.
    pub returned: Returned,
}

impl Answering {
    /// Out of the text of a file, or a mail that was pasted.
    ///
    /// # Errors
    /// [`AnswerRefusal`] says why it is no answer to an interview of this book.
    pub fn begin(file: Incoming, text: &str, context: &Context) -> Result<Self, AnswerRefusal> {
        let reply = Reply::read(text)?;
        let returned = Returned::of(context.book, &reply)?;
        Ok(Self { file, reply, returned })
    }

    pub fn on(mut self: Box<Self>, event: &Event, out: &mut Outbox, context: &Context) -> Phase {
        match event {
            Event::BookChanged | Event::TakeOver => match Returned::of(context.book, &self.reply) {
                Ok(returned) => self.returned = returned,
                // Its interview is gone meanwhile.
                Err(refusal) => return out.stop(Some(self.file), Failure::NoAnswer(refusal)),
            },
            _ => {}
        }
        let account = self.returned.interview.account;
        match (event, account) {
            (Event::TakeOver, Some(account)) if self.returned.already() != Already::TheSame => {
                // A book that is read on a day of its own has its answers on that day.
                let read_on = context.book.value(SETTINGS, settings::field::read_on);
                let change = self.returned.change(context.book, read_on.unwrap_or(context.today));
                out.commit(Phase::Answering(self), change, Vec::new(), Destination::Interviews(account))
            }
            _ => Phase::Answering(self),
        }
    }
}
