//! The records of a book as an export, written some at a time, so that the page can answer in between.

use super::json::{FORMAT, Marks, Sender, VERSION};
use super::sender::sender_members;
use crate::book::{Book, MergeReceipt, RecordId, RecordKind};
use crate::journal::Mark;

/// An export without sales being written.
#[derive(Debug)]
pub struct BookWriter {
    text: String,
    after: Option<RecordId>,
    /// Whether a record stands in the text.
    is_begun: bool,
    marks: Marks,
    /// The receipts of merges, which stand apart.
    merges: Book,
}

impl BookWriter {
    /// Begins one; `exported_at` is ISO 8601 in UTC.
    pub fn new(exported_at: &str, sender: &Sender) -> Self {
        let exported_at = serde_json::Value::from(exported_at);
        let text = format!(
            "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"exported_at\":{exported_at}{},\"book\":{{",
            sender_members(sender)
        );
        Self { text, after: None, is_begun: false, marks: Marks::default(), merges: Book::default() }
    }

    /// Writes up to so many more records of the book, always the same; the text, once all are written.
    pub fn step(&mut self, book: &Book, at_most: usize) -> Option<String> {
        let mut written = 0;
        for (id, record) in book.records_after(self.after).take(at_most) {
            self.after = Some(id);
            written += 1;
            if record.kind == MergeReceipt::KIND {
                self.merges.join(id, record.clone());
                continue;
            }
            if std::mem::replace(&mut self.is_begun, true) {
                self.text.push(',');
            }
            // Texts, integers and maps with text keys: nothing here can fail to serialise.
            let text = serde_json::to_string(record).unwrap_or_default();
            self.text += &format!("\"{id}\":{text}");
            self.marks.book.toggle(Mark::of_record(id, record));
        }
        if written == at_most {
            return None;
        }
        let marks = serde_json::to_string(&self.marks).unwrap_or_default();
        let merges = serde_json::to_string(&self.merges).unwrap_or_default();
        self.text += &format!("}},\"merges\":{merges},\"ledger\":{{\"batches\":{{}}}},\"marks\":{marks}}}");
        Some(std::mem::take(&mut self.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Change, Device, Label, Stamp};
    use crate::exchange::export_reader::ExportReader;
    use crate::exchange::json::{Export, from_json};

    #[test]
    fn what_is_written_in_steps_is_read_as_it_was() {
        let mut book = Book::default();
        for number in 0..7 {
            let account = Account { name: format!("Account \"{number}\""), ..Account::default() };
            let stamp = Stamp { millis: 1 + number, ..Stamp::default() };
            book.apply(&Change::new(Label::Sample, account.create(RecordId::well_known(number.into()))), stamp);
        }
        let receipt = MergeReceipt { by: Some(Device(7)), at: 5, ..MergeReceipt::default() };
        let stamp = Stamp { millis: 20, ..Stamp::default() };
        book.apply(&Change::new(Label::Sample, receipt.create(RecordId::well_known(3_000))), stamp);
        let sender = Sender::of(&book, Device(7), None);
        for at_most in [1, 3, 7, 100] {
            let mut writer = BookWriter::new("2026-01-01T00:00:00Z", &sender);
            let text = loop {
                if let Some(text) = writer.step(&book, at_most) {
                    break text;
                }
            };
            let expected = Export {
                book: book.clone(),
                exported_at: "2026-01-01T00:00:00Z".into(),
                by: sender.by,
                seen: sender.seen.clone(),
                ..Export::default()
            };
            assert_eq!(from_json(&text), Ok(expected.clone()));
            assert_eq!(ExportReader::new(text).step(usize::MAX), Some(Ok(expected)), "as this program writes it");
        }
    }
}
