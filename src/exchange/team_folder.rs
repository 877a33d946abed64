//! A folder that a team shares: each page writes a file of its own, and looks which of the others' bring something.
//!
//! Everything is told by the head of a file, so that a folder of large books is looked through at once: who wrote it,
//! when, and the marks of what it holds. A file that holds what one's own does brings nothing, whoever wrote it later;
//! so two pages that took over each other's files have nothing to offer each other.
//!
//! **Invariant:** a page writes only into a file that is its own, or isn't there.

use serde::Deserialize;
use serde_json::Value;

use super::json::{FORMAT, Marks, VERSION};
use crate::book::{Book, Device, MergeReceipt};
use crate::calendar::Date;

/// How many bytes of a file are its head: of more than this what its writer has seen is no short list any more, and
/// the file is offered without its marks being known.
pub const HEAD: u32 = 1 << 16;

/// What the name of a file of a team begins and ends with.
const BEGINS: &str = "vital-few-";
const ENDS: &str = ".json";

/// What the head of a file says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The device that wrote it.
    pub by: Option<Device>,
    /// When, as it says: ISO 8601 in UTC.
    pub exported_at: String,
    version: u64,
    /// Whether it isn't all of a book.
    is_part: bool,
    marks: Option<Marks>,
}

/// A file as it was found in the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub name: String,
    /// When it was last written, in ms since 1970, as the folder says.
    pub modified: u64,
    /// Nothing, if it isn't an export of ours or can't be read.
    pub head: Option<Head>,
}

/// What a file in the folder is to whoever looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The file of this device.
    Mine,
    /// A colleague's, and it may bring something.
    News,
    /// A colleague's, of which nothing is new: it holds what is here, or was taken over.
    Known,
    /// It isn't a file of ours, or is half written.
    Broken,
}

/// Whether a file of this name is looked at: others have no business here, nor have backups, which begin with a day.
pub fn is_ours(name: &str) -> bool {
    let stem = name.strip_prefix(BEGINS).and_then(|stem| stem.strip_suffix(ENDS));
    stem.is_some_and(|stem| stem.get(..DAY).is_none_or(|day| day.parse::<Date>().is_err()))
}

/// How long a day is as text: 2026-11-30.
const DAY: usize = 10;

impl Head {
    /// Reads the first bytes of a file, cut anywhere; `None` if they aren't of an export of ours.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}');
        if member(text, "format")? != FORMAT {
            return None;
        }
        let by = member(text, "by").and_then(|by| Device::deserialize(by).ok());
        let marks = member(text, "marks").and_then(|marks| Marks::deserialize(marks).ok());
        let exported_at = member(text, "exported_at").and_then(|at| at.as_str().map(str::to_owned));
        let version = member(text, "version").and_then(|version| version.as_u64());
        let is_part = member(text, "part").is_some();
        Some(Self { by, exported_at: exported_at.unwrap_or_default(), version: version?, is_part, marks })
    }

    /// Whether both hold the same.
    pub fn holds_the_same(&self, other: &Self) -> bool {
        self.marks.is_some() && self.marks == other.marks
    }
}

/// A member of the outermost object of a text that may be cut, if it is there as a whole.
fn member(text: &str, name: &str) -> Option<Value> {
    let mut rest = text.trim_start().strip_prefix('{')?;
    loop {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        let key = values.next()?.ok()?;
        rest = rest.get(values.byte_offset()..)?.trim_start().strip_prefix(':')?;
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        let value = values.next()?.ok()?;
        if key == name {
            return Some(value);
        }
        rest = rest.get(values.byte_offset()..)?.trim_start().strip_prefix(',')?.trim_start();
    }
}

/// The name of one's own file: `name` is what the person is called, or nothing. A name that is another's already gets
/// the device's code behind it.
pub fn own_name(name: &str, own: Device, found: &[Found]) -> String {
    let words: Vec<String> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let code = format!("{:04x}", own.0 & 0xFFFF);
    let plain = if words.is_empty() { code.clone() } else { words.join("-") };
    let file = |name: &str| format!("{BEGINS}{name}{ENDS}");
    // Whoever changed their name goes on with the file they have.
    if let Some(mine) = mine(found, own) {
        return mine.name.clone();
    }
    let is_taken = |name: &str| found.iter().any(|found| found.name.eq_ignore_ascii_case(name));
    match file(&plain) {
        name if is_taken(&name) => file(&format!("{plain}-{code}")),
        name => name,
    }
}

/// One's own file among those that were found.
pub fn mine(found: &[Found], own: Device) -> Option<&Found> {
    let is_mine = |found: &&Found| found.head.as_ref().is_some_and(|head| head.by == Some(own) && !head.is_part);
    found.iter().filter(is_mine).max_by_key(|found| found.modified)
}

/// What each file is to a device, the latest first; `book` knows which were taken over.
pub fn look(found: &[Found], book: &Book, own: Device) -> Vec<(Found, Standing)> {
    let receipts = MergeReceipt::all_of(book, own);
    let own_head = mine(found, own).and_then(|found| found.head.as_ref());
    let was_taken = |head: &Head| {
        receipts.iter().any(|(_, receipt)| {
            receipt.from.is_some()
                && receipt.from == head.by
                && receipt.part.is_empty()
                && receipt.exported_at >= head.exported_at
        })
    };
    // Of several of one device the last says it all.
    let is_last = |head: &Head| {
        let theirs = found.iter().filter_map(|found| found.head.as_ref());
        let theirs = theirs.filter(|other| head.by.is_some() && other.by == head.by && !other.is_part);
        !theirs.into_iter().any(|other| other.exported_at > head.exported_at)
    };
    let is_known = |head: &Head| {
        was_taken(head) || !is_last(head) || own_head.is_some_and(|own| !head.is_part && own.holds_the_same(head))
    };
    let standing = |found: &Found| match &found.head {
        None => Standing::Broken,
        Some(head) if head.by == Some(own) => Standing::Mine,
        // What a later version wrote the preview says.
        Some(head) if head.version <= VERSION && is_known(head) => Standing::Known,
        Some(_) => Standing::News,
    };
    let mut all: Vec<_> = found.iter().map(|found| (found.clone(), standing(found))).collect();
    all.sort_by(|(one, _), (other, _)| other.modified.cmp(&one.modified).then_with(|| one.name.cmp(&other.name)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Actor, Change, Label, RecordId, RecordKind, Stamp};
    use crate::exchange::book_merge::{BookMerge, Here, MergeMode};
    use crate::exchange::json::{Sender, from_json, to_json};

    fn enter(book: &mut Book, device: u32, millis: u64, name: &str) {
        let account = Account { name: name.into(), ..Account::default() };
        let stamp = Stamp { millis, counter: 0, actor: Actor::of(Device(device), 1) };
        book.apply(&Change::new(Label::Sample, account.create(RecordId::well_known(u128::from(millis)))), stamp);
    }

    fn text(book: &Book, device: u32, at: &str) -> String {
        to_json(book, [], at, &Sender::of(book, Device(device), None))
    }

    fn found(name: &str, modified: u64, text: &str) -> Found {
        Found { name: name.into(), modified, head: Head::read(text) }
    }

    fn takes(book: &mut Book, device: u32, text: &str, now: u64) {
        let merge = BookMerge { export: from_json(text).unwrap_or_default(), file: "theirs.json".into() };
        let here = Here { book, sales: &|_| None, device: Device(device), now };
        let change = merge.change(&here, &MergeMode::Add.into());
        book.apply(&change, Stamp { millis: now, counter: 0, actor: Actor::of(Device(device), 1) });
    }

    fn standings(found: &[Found], book: &Book, own: u32) -> Vec<(String, Standing)> {
        look(found, book, Device(own)).into_iter().map(|(found, standing)| (found.name, standing)).collect()
    }

    #[test]
    fn a_head_is_read_however_it_is_cut() {
        let mut book = Book::default();
        enter(&mut book, 7, 1, "Alfa");
        let whole = text(&book, 7, "2026-01-02T00:00:00Z");
        let head = Head::read(&whole).unwrap_or_default();
        assert_eq!((head.by, head.exported_at.as_str()), (Some(Device(7)), "2026-01-02T00:00:00Z"));
        let book_at = whole.find("\"book\":{\"0").unwrap_or_default();
        assert_eq!(Head::read(&whole[..book_at + 30]), Some(head.clone()), "what it says stands before the book");
        assert!(head.holds_the_same(&head));
        for at in 0..book_at {
            assert!(Head::read(&whole[..at]).is_none_or(|cut| cut.by.is_none() || cut.by == head.by));
        }
        for other in
            ["", "{", "[]", "{\"format\":\"other\"}", "{\"a\":1,", "{\"format\":\"vital-few\"}", "{\"format\" 1}"]
        {
            assert_eq!(Head::read(other), None, "{other}");
        }
    }

    #[test]
    fn only_what_changed_is_offered() {
        let (mut ana, mut bo) = (Book::default(), Book::default());
        enter(&mut ana, 1, 10, "Alfa");
        enter(&mut bo, 2, 11, "Beta");
        let of_ana = |ana: &Book| found("vital-few-Ana.json", 20, &text(ana, 1, "2026-01-01T00:00:00Z"));
        let first = text(&bo, 2, "2026-01-01T00:00:00Z");
        let folder = [of_ana(&ana), found("vital-few-Bo.json", 30, &first), found("vital-few-x.json", 5, "half")];
        let told = |name: &str, standing| (name.to_owned(), standing);
        assert_eq!(
            standings(&folder, &ana, 1),
            [
                told("vital-few-Bo.json", Standing::News),
                told("vital-few-Ana.json", Standing::Mine),
                told("vital-few-x.json", Standing::Broken)
            ]
        );
        // Taken over it is known, also before one's own is written again; what comes later is news.
        takes(&mut ana, 1, &first, 40);
        assert_eq!(standings(&folder, &ana, 1)[0].1, Standing::Known);
        enter(&mut bo, 2, 50, "Gamma");
        let later = [of_ana(&ana), found("vital-few-Bo.json", 60, &text(&bo, 2, "2026-01-02T00:00:00Z"))];
        assert_eq!(standings(&later, &ana, 1)[0].1, Standing::News);
        // Bo takes Ana's and has nothing new for her, though his file is the later.
        takes(&mut bo, 2, &text(&ana, 1, "2026-01-03T00:00:00Z"), 70);
        takes(&mut ana, 1, &text(&bo, 2, "2026-01-04T00:00:00Z"), 80);
        let last = [of_ana(&ana), found("vital-few-Bo.json", 90, &text(&bo, 2, "2026-01-05T00:00:00Z"))];
        assert_eq!(standings(&last, &ana, 1)[0].1, Standing::Known);
        assert_eq!(standings(&last, &bo, 2).iter().filter(|(_, of)| *of == Standing::News).count(), 0);
    }

    #[test]
    fn nobody_writes_anothers_file() {
        let mut book = Book::default();
        enter(&mut book, 2, 1, "Alfa");
        let theirs = found("vital-few-Ana-Novak.json", 1, &text(&book, 2, "2026-01-01T00:00:00Z"));
        let name = |found: &[Found]| own_name(" Ana  Novak/", Device(0xABCD), found);
        assert_eq!(name(&[]), "vital-few-Ana-Novak.json");
        assert_eq!(name(std::slice::from_ref(&theirs)), "vital-few-Ana-Novak-abcd.json");
        let broken = found("vital-few-ana-novak.json", 1, "half");
        assert_eq!(name(&[broken]), "vital-few-Ana-Novak-abcd.json", "what isn't known to be one's own isn't");
        let own = found("vital-few-Maiden.json", 1, &text(&book, 0xABCD, "2026-01-01T00:00:00Z"));
        assert_eq!(name(&[theirs, own]), "vital-few-Maiden.json", "one goes on with the file one has");
        assert_eq!(own_name("", Device(7), &[]), "vital-few-0007.json");
        assert_eq!(own_name("Ана", Device(7), &[]), "vital-few-Ана.json");
        assert!(!is_ours("vital-few-2026-11-30-abcd.json"), "a backup");
        assert!(is_ours("vital-few-Ana.json") && !is_ours("notes.json") && !is_ours("vital-few-Ana.json.crswap"));
    }
}
