//! What records and devices of two books are called.

use crate::book::{Author, Book, Device, RecordId, Stamp, account, author};
use crate::exchange::book_merge::BookMerge;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::fields::record_title;
use crate::ui::session::Session;
use crate::ui::words::{Words, isolated};

/// How many records a sentence names.
const MOST_NAMES: usize = 8;

/// The book here, and the one of the file.
#[derive(Clone)]
pub(super) struct Sides {
    pub session: Session,
    pub words: Words,
    pub theirs: ByPtr<BookMerge>,
}

impl Sides {
    pub fn their_book(&self) -> &Book {
        &self.theirs.export.book
    }

    /// What a record is called, here or there: what belongs to an account with the account.
    pub fn name(&self, id: RecordId) -> String {
        let ours = self.session.book_untracked();
        let found = [&*ours, self.their_book()].into_iter().find_map(|book| Some((book, book.record(id)?)));
        let Some((book, record)) = found else { return String::new() };
        let title = record_title(self.words, book, record);
        match record.account().map(|account| self.account(account)) {
            Some(account) if !account.is_empty() => format!("{title}, {account}"),
            _ => title,
        }
    }

    /// What a record is called by itself.
    pub fn title(&self, id: RecordId) -> String {
        let ours = self.session.book_untracked();
        let found = [&*ours, self.their_book()].into_iter().find_map(|book| Some((book, book.record(id)?)));
        found.map(|(book, record)| record_title(self.words, book, record)).unwrap_or_default()
    }

    /// What an account is called, here or there.
    pub fn account(&self, id: RecordId) -> String {
        let ours = self.session.book_untracked();
        let records = [&*ours, self.their_book()].into_iter().filter_map(|book| book.record(id));
        let mut names = records.map(|record| record.get::<String>(account::field::name.name));
        names.find(|name| !name.is_empty()).unwrap_or_default()
    }

    /// Who works at a device, as far as either book knows.
    pub fn device(&self, device: Device) -> String {
        if device == self.session.actor().device() {
            return self.words.text(Key::MergeYou).into();
        }
        let ours = self.session.book_untracked();
        let mut names = [&*ours, self.their_book()].into_iter().filter_map(|book| {
            let colleague = book.value(Author::id(device), author::field::colleague)?;
            Some(book.name(colleague)).filter(|name| !name.is_empty())
        });
        let code = || self.words.fill(Key::OtherDevice, &[("code", &format!("{:04x}", device.0 & 0xFFFF))]);
        names.next().unwrap_or_else(code)
    }

    /// "Ana Novak, 5 May, 16:40"
    pub fn who_and_when(&self, stamp: Stamp) -> String {
        let who = isolated(&self.device(stamp.actor.device()));
        self.words.list([who, self.words.moment(stamp.millis)])
    }
}

/// The names of some records, and how many more there are.
pub(super) fn listed(sides: &Sides, ids: impl Iterator<Item = RecordId>) -> String {
    let ids: Vec<RecordId> = ids.collect();
    let names = ids.iter().take(MOST_NAMES).map(|id| isolated(&sides.name(*id)));
    let more = ids.len().saturating_sub(MOST_NAMES);
    let more = (more > 0).then(|| sides.words.count(Key::MergeFieldsMore, more));
    sides.words.list(names.chain(more))
}
