//! Sharing with colleagues: who has seen what, and a file of what somebody lacks.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::{Author, Book, Device, MergeReceipt, RecordId, RecordKind, Register, Seen, Stamp, author, colleague};

/// Somebody else who works with this book.
#[derive(Clone, Debug, PartialEq)]
pub struct Peer {
    /// Who they are, as far as the book knows.
    pub colleague: Option<RecordId>,
    /// The device their last file came from; `None`: nothing was ever exchanged.
    pub device: Option<Device>,
    /// When a file of theirs was taken over last, in ms since 1970.
    pub last: Option<u64>,
    /// How many changes of this device they can't know.
    pub lacks: usize,
    /// How many of their changes are here.
    pub held: usize,
    /// What they had seen then.
    pub seen: Seen,
}

impl Peer {
    /// Whether a file ever came from them.
    pub fn has_exchanged(&self) -> bool {
        self.device.is_some()
    }
}

/// Who else works with the book: those whose files were taken over, the latest first, then our people with whom
/// nothing was exchanged yet, by name.
pub fn peers(book: &Book, own: Device) -> Vec<Peer> {
    let changes = changes_by_device(book);
    let lacks = |seen: &Seen| changes.get(&own).into_iter().flatten().filter(|stamp| !seen.has(**stamp)).count();
    let whose = |device: Device| book.value(Author::id(device), author::field::colleague);
    let mut found: Vec<(Peer, BTreeSet<Device>)> = Vec::new();
    for (_, receipt) in MergeReceipt::all_of(book, own) {
        let Some(device) = receipt.from.filter(|device| *device != own) else { continue };
        let colleague = whose(device);
        let is_same = |peer: &Peer| peer.device == Some(device) || (colleague.is_some() && peer.colleague == colleague);
        match found.iter_mut().find(|(peer, _)| is_same(peer)) {
            // What they had seen by any of their devices.
            Some((peer, devices)) => {
                peer.seen.join(&receipt.seen_there);
                devices.insert(device);
            }
            None => {
                let (last, seen) = (Some(receipt.at), receipt.seen_there);
                let peer = Peer { colleague, device: Some(device), last, lacks: 0, held: 0, seen };
                found.push((peer, [device].into()));
            }
        }
    }
    let mut peers: Vec<Peer> = Vec::new();
    for (peer, devices) in found {
        let held = devices.iter().filter_map(|device| changes.get(device)).map(BTreeSet::len).sum();
        peers.push(Peer { lacks: lacks(&peer.seen), held, ..peer });
    }
    let known: BTreeSet<RecordId> = peers.iter().filter_map(|peer| peer.colleague).chain(whose(own)).collect();
    let mut others: Vec<RecordId> = book
        .values(colleague::field::left_on)
        .filter(|(id, left)| left.is_none() && !known.contains(id))
        .map(|(id, _)| id)
        .collect();
    others.sort_by_cached_key(|id| (book.name(*id), *id));
    let seen = Seen::default();
    let all = lacks(&seen);
    peers.extend(others.into_iter().map(|colleague| Peer {
        colleague: Some(colleague),
        device: None,
        last: None,
        lacks: all,
        held: 0,
        seen: Seen::default(),
    }));
    peers
}

/// The changes that stand in the book, by the device that made them: what was made at once has one stamp.
fn changes_by_device(book: &Book) -> BTreeMap<Device, BTreeSet<Stamp>> {
    let mut all: BTreeMap<Device, BTreeSet<Stamp>> = BTreeMap::new();
    for (_, record) in book.records().filter(|(_, record)| record.kind != MergeReceipt::KIND) {
        for made in record.fields.values().map(Register::made) {
            all.entry(made.actor.device()).or_default().insert(made);
        }
    }
    all
}

/// What somebody lacks who has seen this: every field that was edited since, by whomever.
pub fn lacking(book: &Book, seen: &Seen) -> Book {
    let mut lacking = Book::default();
    for (id, record) in book.records().filter(|(_, record)| record.kind != MergeReceipt::KIND) {
        let mut copy = record.clone();
        copy.fields.retain(|field, register| !seen.has_settled(id, field, register.made()));
        if !copy.fields.is_empty() {
            lacking.join(id, copy);
        }
    }
    lacking
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Actor, Change, Colleague, Label, account};
    use crate::exchange::book_merge::{BookMerge, Here, MergeMode};
    use crate::exchange::json::{Part, Sender, from_json, to_json};

    fn id(number: u128) -> RecordId {
        RecordId::well_known(1_000 + number)
    }

    fn edit(book: &mut Book, device: u32, millis: u64, edits: Vec<crate::book::Edit>) {
        let stamp = Stamp { millis, counter: 0, actor: Actor::of(Device(device), 1) };
        book.apply(&Change::new(Label::Sample, edits), stamp);
    }

    fn named(number: u128, name: &str) -> Vec<crate::book::Edit> {
        Account { name: name.into(), ..Account::default() }.create(id(number))
    }

    fn takes(ours: &mut Book, device: u32, theirs: &Book, sender: &Sender, now: u64) {
        let export = from_json(&to_json(theirs, [], "2026-01-01T00:00:00Z", sender)).unwrap_or_default();
        let merge = BookMerge { export, file: "theirs.json".into() };
        let here = Here { book: ours, sales: &|_| None, device: Device(device), now };
        let change = merge.change(&here, &MergeMode::Add.into());
        let stamp = Stamp { millis: now, counter: 0, actor: Actor::of(Device(device), 1) };
        ours.apply(&change, stamp);
    }

    #[test]
    fn a_file_of_what_somebody_lacks_brings_them_up_to_date() {
        let (mut ana, mut bo) = (Book::default(), Book::default());
        edit(&mut ana, 1, 1, named(1, "Alfa"));
        edit(&mut ana, 1, 2, named(2, "Beta"));
        takes(&mut bo, 2, &ana, &Sender::of(&ana, Device(1), None), 3);
        edit(&mut bo, 2, 4, vec![account::field::city.set(id(1), "Graz".into())]);
        takes(&mut ana, 1, &bo, &Sender::of(&bo, Device(2), None), 5);
        let peer = |book: &Book, own| peers(book, Device(own)).into_iter().next().unwrap();
        assert_eq!((peer(&ana, 1).lacks, peer(&ana, 1).held, peer(&ana, 1).last), (0, 1, Some(5)));
        edit(
            &mut ana,
            1,
            6,
            vec![account::field::city.set(id(2), "Linz".into()), account::field::name.set(id(2), "B".into())],
        );
        let bo_as_known = peer(&ana, 1);
        assert_eq!((bo_as_known.lacks, bo_as_known.device), (1, Some(Device(2))), "one change of two fields");
        assert!(bo_as_known.has_exchanged());
        let lacks = lacking(&ana, &bo_as_known.seen);
        assert_eq!(lacks.records().map(|(id, record)| (id, record.fields.len())).collect::<Vec<_>>(), [(id(2), 2)]);
        let sender = Sender { since: Some(bo_as_known.seen), ..Sender::of(&ana, Device(1), Some(Part::Changes)) };
        takes(&mut bo, 2, &lacks, &sender, 7);
        assert_eq!((bo.name(id(2)), bo.count::<Account>()), ("B".into(), 2), "what isn't in it stays");
        // And Bo is known to have seen it.
        assert!(Seen::of(&bo, Device(2)).covers(&Seen::of(&ana, Device(1))));
        // Somebody who lacks what was before takes the fields, and doesn't know the rest.
        let mut cy = Book::default();
        takes(&mut cy, 3, &lacks, &sender, 8);
        assert_eq!(cy.name(id(2)), "B");
        assert!(!Seen::of(&cy, Device(3)).covers(&Seen::of(&ana, Device(1))));
    }

    #[test]
    fn colleagues_with_whom_nothing_was_exchanged_lack_everything() {
        let mut book = Book::default();
        edit(&mut book, 1, 1, named(1, "Alfa"));
        for (number, name) in [(11, "Ana"), (12, "Bo"), (13, "Cy")] {
            let person = Colleague { name: name.into(), ..Colleague::default() };
            edit(&mut book, 1, number as u64, person.create(id(number)));
        }
        edit(&mut book, 1, 20, vec![author::field::colleague.set(Author::id(Device(1)), Some(id(11)))]);
        edit(&mut book, 1, 21, vec![colleague::field::left_on.set(id(13), Some(crate::calendar::date(2024, 1, 1)))]);
        let all = peers(&book, Device(1));
        let told = |peer: &Peer| (peer.colleague, peer.lacks, peer.has_exchanged());
        assert_eq!(all.iter().map(told).collect::<Vec<_>>(), [(Some(id(12)), 6, false)]);
    }
}
