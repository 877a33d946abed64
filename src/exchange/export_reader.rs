//! A large export of ours read some records at a time, so that the page can answer in between.
//!
//! **Invariant:** it comes to what [`from_json`] comes to, whatever the text. Only what is written as this program
//! writes it is read in steps: at the first thing that isn't, the whole text is handed to [`from_json`], which says
//! what is wrong and where.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::json::{Export, FORMAT, JsonRefusal, Marks, SenderIn, VERSION, batch_mark, from_json};
use crate::book::{Book, Forward, Record, RecordId};
use crate::journal::Mark;
use crate::ledger::Batch;

/// How much of a text is read before the page may answer.
pub const BYTES_AT_ONCE: usize = 1 << 17;

/// An object that is read member by member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    File,
    Book,
    Ledger,
    Batches,
}

/// A text being read.
#[derive(Debug)]
pub struct ExportReader {
    text: String,
    at: usize,
    /// The objects it is in, the innermost last; none before the first and after the last.
    inside: Vec<Inside>,
    /// Whether the next member is its object's first.
    is_first: bool,
    /// The members of the file that are small.
    head: BTreeMap<String, Value>,
    book: Option<Book>,
    forward: Forward,
    batches: Option<BTreeMap<RecordId, Batch>>,
    marks: Marks,
}

/// The text is not as this program writes it.
struct Otherwise;

impl ExportReader {
    pub fn new(text: String) -> Self {
        Self {
            text,
            at: 0,
            inside: Vec::new(),
            is_first: true,
            head: BTreeMap::new(),
            book: None,
            forward: Forward::default(),
            batches: None,
            marks: Marks::default(),
        }
    }

    /// Reads on for about so many bytes; what it comes to, once it is read.
    pub fn step(&mut self, bytes: usize) -> Option<Result<Export, JsonRefusal>> {
        let until = self.at.saturating_add(bytes);
        while self.at < until {
            match self.read_member() {
                Ok(None) => {}
                Ok(Some(export)) => return Some(Ok(export)),
                Err(Otherwise) => return Some(from_json(&self.text)),
            }
        }
        None
    }

    /// Reads one member, or the beginning or end of an object; the export, at its end.
    fn read_member(&mut self) -> Result<Option<Export>, Otherwise> {
        let Some(inside) = self.inside.last().copied() else {
            if self.at > 0 {
                return self.finish().map(Some);
            }
            self.at = self.text.len() - self.text.trim_start_matches('\u{feff}').len();
            self.enter(Inside::File)?;
            return Ok(None);
        };
        let Some(key) = self.key()? else {
            self.inside.pop();
            self.is_first = false;
            return Ok(None);
        };
        match (inside, key.as_str()) {
            (Inside::File, "book") if self.book.is_none() => {
                self.book = Some(Book::default());
                self.enter(Inside::Book)?;
            }
            (Inside::File, "ledger") if self.batches.is_none() => self.enter(Inside::Ledger)?,
            (Inside::Ledger, "batches") if self.batches.is_none() => {
                self.batches = Some(BTreeMap::new());
                self.enter(Inside::Batches)?;
            }
            (Inside::File, "book" | "ledger") | (Inside::Ledger, "batches") => return Err(Otherwise),
            (Inside::File, _) => {
                let value = self.value()?;
                if self.head.insert(key, value).is_some() {
                    return Err(Otherwise);
                }
            }
            (Inside::Ledger, _) => drop(self.value::<Value>()?),
            (Inside::Book, _) => {
                let (id, mut record) = (key.parse().map_err(|_| Otherwise)?, self.value::<Record>()?);
                let book = self.book.as_mut().filter(|book| book.record(id).is_none()).ok_or(Otherwise)?;
                self.marks.book.toggle(Mark::of_record(id, &record));
                self.forward.record(&mut record);
                book.join(id, record);
            }
            (Inside::Batches, _) => {
                let (id, batch) = (key.parse().map_err(|_| Otherwise)?, self.value::<Batch>()?);
                self.marks.ledger.toggle(batch_mark(id, &batch));
                if self.batches.as_mut().and_then(|batches| batches.insert(id, batch)).is_some() {
                    return Err(Otherwise);
                }
            }
        }
        Ok(None)
    }

    fn finish(&mut self) -> Result<Export, Otherwise> {
        self.space();
        let version = self.head.get("version").and_then(Value::as_u64);
        let is_ours = self.head.get("format").and_then(Value::as_str) == Some(FORMAT);
        if self.at < self.text.len() || !is_ours || !version.is_some_and(|version| (2..=VERSION).contains(&version)) {
            return Err(Otherwise);
        }
        let mut member = |name: &str| self.head.remove(name).unwrap_or_default();
        let written: Option<Marks> = Deserialize::deserialize(member("marks")).map_err(|_| Otherwise)?;
        let (mut book, batches) = (self.book.take().ok_or(Otherwise)?, self.batches.take().ok_or(Otherwise)?);
        self.forward.join_colleagues(&mut book);
        let is_altered = written.is_some_and(|written| written != self.marks);
        let head = std::mem::take(&mut self.head).into_iter().collect::<serde_json::Map<_, _>>();
        let sender = SenderIn::deserialize(Value::Object(head)).map_err(|_| Otherwise)?;
        Ok(sender.export(book, batches, is_altered))
    }

    /// The next byte that isn't space.
    fn next(&mut self) -> Option<u8> {
        self.space();
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
    }

    fn take(&mut self, wanted: u8) -> Result<(), Otherwise> {
        if self.next() != Some(wanted) {
            return Err(Otherwise);
        }
        self.at += 1;
        Ok(())
    }

    fn enter(&mut self, object: Inside) -> Result<(), Otherwise> {
        self.take(b'{')?;
        self.inside.push(object);
        self.is_first = true;
        Ok(())
    }

    /// The key of the next member, up to its value; `None` at the end of the object, which is passed.
    fn key(&mut self) -> Result<Option<String>, Otherwise> {
        if self.next() == Some(b'}') {
            self.at += 1;
            return Ok(None);
        }
        if !std::mem::replace(&mut self.is_first, false) {
            self.take(b',')?;
            // No member may be missing after a comma.
            if self.next() != Some(b'"') {
                return Err(Otherwise);
            }
        }
        let key = self.value::<String>()?;
        self.take(b':')?;
        Ok(Some(key))
    }

    /// The value that follows.
    fn value<T: DeserializeOwned>(&mut self) -> Result<T, Otherwise> {
        self.space();
        let end = end_of_value(self.text.as_bytes(), self.at).ok_or(Otherwise)?;
        let text = self.text.get(self.at..end).ok_or(Otherwise)?;
        self.at = end;
        // One reader for all JSON of the page: through `Value`.
        T::deserialize(serde_json::from_str::<Value>(text).map_err(|_| Otherwise)?).map_err(|_| Otherwise)
    }
}

/// Where a value that begins here ends, by its quotes and brackets alone.
fn end_of_value(bytes: &[u8], from: usize) -> Option<usize> {
    let (mut depth, mut is_text, mut is_escaped) = (0usize, false, false);
    for (at, byte) in bytes.iter().enumerate().skip(from) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_text => is_escaped = true,
            b'"' => {
                is_text = !is_text;
                if !is_text && depth == 0 {
                    return Some(at + 1);
                }
            }
            _ if is_text => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return Some(at),
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b',' if depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FILES: [&str; 10] = [
        include_str!("../../tests/data/export/v1.json"),
        include_str!("../../tests/data/export/v2.json"),
        include_str!("../../tests/data/export/v3.json"),
        include_str!("../../tests/data/export/v4.json"),
        include_str!("../../tests/data/export/v5.json"),
        include_str!("../../tests/data/export/v4_people.json"),
        include_str!("../../tests/data/export/v6.json"),
        include_str!("../../tests/data/export/v5_ticks.json"),
        include_str!("../../tests/data/stored/v5.json"),
        "{\"format\": \"other\"}",
    ];

    /// What it comes to in steps of so many bytes, and how many they were.
    fn read(text: &str, bytes: usize) -> (Result<Export, JsonRefusal>, usize) {
        let mut reader = ExportReader::new(text.into());
        let mut steps = 1;
        loop {
            match reader.step(bytes) {
                Some(export) => return (export, steps),
                None => steps += 1,
            }
        }
    }

    #[test]
    fn every_file_comes_to_the_same_in_steps() {
        for text in FILES {
            let marked = format!("\u{feff} {text}");
            for text in [text, &marked] {
                assert_eq!(read(text, 1).0, from_json(text));
                assert_eq!(read(text, usize::MAX).0, from_json(text));
            }
        }
        // Records are steps of their own.
        assert!(read(FILES[4], 1).1 > 10, "{}", read(FILES[4], 1).1);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

        #[test]
        fn a_damaged_file_is_refused_or_read_as_ever(
            file in 0usize..FILES.len(),
            at: prop::sample::Index,
            to in prop::sample::select(vec!["", ",", "\"", "{", "}", "[", "\\", " ", "0", "\u{feff}", ",,", "null"]),
            bytes in 1usize..400,
        ) {
            let mut text: Vec<char> = FILES[file].chars().collect();
            let at = at.index(text.len());
            text.splice(at..=at, to.chars());
            let text: String = text.into_iter().collect();
            prop_assert_eq!(read(&text, bytes).0, from_json(&text));
        }
    }
}
