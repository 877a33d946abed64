//! Laws of sharing: two to five people edit what they like and exchange files in any order, and nothing is lost.
//!
//! Each law is tried on a few hundred histories (`PROPTEST_CASES`), and on ten thousand with `VITAL_FEW_SOAK=1`.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use vital_few::book::{
    Account, Actor, Book, Bulk, Change, Clock, Contact, DELETED, Decisions, Device, ERASED, Edit, Erasing, Joined,
    Label, MergeReceipt, MergeSide, Record, RecordId, RecordKind, Seen,
};
use vital_few::exchange::book_merge::{BookMerge, Here, MergeMode, MergePreview, MergeSpec, MergeSteps, Standing};
use vital_few::exchange::json::{Export, Part, Sender, from_json, to_json};
use vital_few::exchange::sharing::{lacking, peers};

/// In the year 2026.
const NOW: u64 = 1_795_000_000_000;
const TEN_YEARS: u64 = 315_576_000_000;

const ACCOUNTS: u8 = 2;
const PEOPLE: u8 = 3;

fn config() -> ProptestConfig {
    let is_soak = std::env::var_os("VITAL_FEW_SOAK").is_some_and(|soak| soak == "1");
    let usual = ProptestConfig::default();
    ProptestConfig { cases: if is_soak { 10_000 } else { usual.cases }, failure_persistence: None, ..usual }
}

fn id(number: u8) -> RecordId {
    RecordId::from_parts(u64::from(number) + 1, [number; 10])
}

/// A person of an account: the first account has two.
fn person(number: u8) -> RecordId {
    id(100 + number)
}

/// How somebody decides what is asked.
#[derive(Clone, Copy, Debug)]
enum Policy {
    Ours,
    Theirs,
    Later,
    /// Both texts where there are two, else the later.
    Both,
    /// Nothing is decided.
    Open,
}

impl Policy {
    fn decisions(self, asked: &Joined) -> Decisions {
        let mut decisions = Decisions { takes_held_back: true, ..Decisions::default() };
        match self {
            Self::Ours => asked.decide_all(Bulk::Ours, &mut decisions),
            Self::Theirs => asked.decide_all(Bulk::Theirs, &mut decisions),
            Self::Later => asked.decide_all(Bulk::Later, &mut decisions),
            Self::Both => {
                asked.decide_all(Bulk::Later, &mut decisions);
                let both = asked.conflicts.iter().filter(|conflict| conflict.may_keep_both());
                decisions.values.extend(both.map(|conflict| (conflict.key(), MergeSide::Both)));
            }
            Self::Open => {}
        }
        decisions
    }
}

/// Somebody with a browser of their own.
#[derive(Clone, Debug)]
struct Colleague {
    book: Book,
    clock: Clock,
    device: Device,
    /// By how much their clock is wrong, in ms.
    wrong: i64,
}

impl Colleague {
    fn new(number: u32, wrong: i64) -> Self {
        let device = Device(number + 1);
        Self { book: Book::default(), clock: Clock::new(Actor::of(device, 9)), device, wrong }
    }

    fn now(&self, minute: u64) -> u64 {
        (NOW + minute * 60_000).saturating_add_signed(self.wrong)
    }

    /// Applies a change as a page does; what takes it back.
    fn enter(&mut self, change: &Change, minute: u64) -> Change {
        let newest = change.edits.iter().filter_map(|edit| edit.stamp).max();
        newest.into_iter().for_each(|seen| self.clock.observe(seen));
        let stamp = self.clock.tick(self.now(minute));
        self.book.apply(change, stamp)
    }

    fn edit(&mut self, edits: Vec<Edit>, minute: u64) -> Change {
        self.enter(&Change::new(Label::Sample, edits), minute)
    }

    /// An export as the other page reads it.
    fn file(&self) -> BookMerge {
        let (book, seen) = (self.book.clone(), Some(Seen::of(&self.book, self.device)));
        let export = Export { book, by: Some(self.device), seen, ..Export::default() };
        BookMerge { export, file: format!("vital-few-{}.json", self.device) }
    }

    /// An export of a part, for somebody else.
    fn part(&self, of: Content, other: Device) -> BookMerge {
        let mut file = self.file();
        match of {
            Content::Whole => {}
            Content::Lacking => {
                let seen = peers(&self.book, self.device).into_iter().find(|peer| peer.device == Some(other));
                let since = seen.map(|peer| peer.seen).unwrap_or_default();
                file.export.book = lacking(&self.book, &since);
                (file.export.part, file.export.since) = (Some(Part::Changes), Some(since));
            }
            Content::Account(number) => {
                let mut book = Book::default();
                let is_of = |of: RecordId, record: &Record| of == id(number) || record.account() == Some(id(number));
                let own = self.book.records().filter(|(of, record)| is_of(*of, record));
                own.for_each(|(of, record)| book.join(of, record.clone()));
                (file.export.part, file.export.book) = (Some(Part::Accounts), book);
            }
        }
        file
    }

    /// The same by way of its text.
    fn written_file(&self) -> BookMerge {
        let sender = Sender::of(&self.book, self.device, None);
        let text = to_json(&self.book, [], "2026-11-30T09:00:00Z", &sender);
        let export = from_json(&text).expect("what was written is read");
        assert!(!export.is_altered);
        BookMerge { export, file: format!("vital-few-{}.json", self.device) }
    }

    fn preview(&self, file: &BookMerge, decisions: Decisions, minute: u64) -> MergePreview {
        self.go_on(&mut MergeSteps::default(), file, decisions, minute)
    }

    /// The preview, once more decided otherwise.
    fn go_on(&self, steps: &mut MergeSteps, file: &BookMerge, decisions: Decisions, minute: u64) -> MergePreview {
        let here = Here { book: &self.book, sales: &|_| None, device: self.device, now: self.now(minute) };
        let spec = MergeSpec { mode: MergeMode::Add, decisions };
        loop {
            if let Some(preview) = steps.step(file, &here, &spec) {
                return preview;
            }
        }
    }

    /// Takes a file over; whether it brought anything, and what takes that back.
    fn take(&mut self, file: &BookMerge, policy: Policy, minute: u64) -> (bool, Change) {
        let mut steps = MergeSteps::default();
        let asked = self.go_on(&mut steps, file, Decisions::default(), minute).asked;
        let preview = self.go_on(&mut steps, file, policy.decisions(&asked), minute);
        let here = Here { book: &self.book, sales: &|_| None, device: self.device, now: self.now(minute) };
        assert_eq!(preview.change, file.change(&here, &preview.spec), "what is previewed is what is done");
        let before = living(&self.book);
        let inverse = self.enter(&preview.change, minute);
        let after = living(&self.book);
        // What the preview counts is what happens.
        let counts = preview.effect.of_all(|_| true);
        assert_eq!(counts.new, after.difference(&before).count(), "{:?}", preview.effect);
        assert_eq!(counts.removed, before.difference(&after).count(), "{:?}", preview.effect);
        let by_account: usize = preview.effect.accounts.values().map(|counts| counts.new + counts.changed).sum();
        assert_eq!(by_account, counts.new + counts.changed);
        (!preview.brings_nothing, inverse)
    }
}

fn living(book: &Book) -> BTreeSet<RecordId> {
    let living = book.records().filter(|(_, record)| !record.is_deleted() && record.kind != MergeReceipt::KIND);
    living.map(|(id, _)| id).collect()
}

/// What a person can see, as bytes: living records with their filled fields, without stamps.
fn visible(book: &Book) -> String {
    let seen: BTreeMap<String, BTreeMap<&String, &Value>> = book
        .records()
        .filter(|(_, record)| !record.is_deleted() && record.kind != MergeReceipt::KIND)
        .map(|(id, record)| {
            let known = record.fields.iter().filter(|(field, _)| *field != DELETED);
            (
                id.to_string(),
                known.filter(|(_, of)| !of.value.is_null()).map(|(field, of)| (field, &of.value)).collect(),
            )
        })
        .collect();
    serde_json::to_string(&seen).expect("texts and values")
}

/// What somebody does. A record is told by its place among those that are there, or among those that are deleted.
#[derive(Clone, Debug)]
enum Deed {
    /// A field gets a value, or is emptied.
    Set {
        record: u8,
        field: u8,
        value: Option<u8>,
    },
    /// With an account goes what belongs to it.
    Delete {
        record: u8,
    },
    Revive {
        record: u8,
    },
    /// Somebody is erased for good.
    Erase {
        person: u8,
    },
    /// A new person at an account.
    Add {
        account: u8,
        number: u8,
    },
}

/// What happens: somebody does something, takes over somebody's file, or takes back what they did last, be it that.
#[derive(Clone, Debug)]
enum Happening {
    Deed(usize, Deed),
    Exchange { from: usize, to: usize, of: Content, policy: Policy },
    Undo(usize),
}

/// What is in a file.
#[derive(Clone, Copy, Debug)]
enum Content {
    Whole,
    /// What the other lacks, as far as the writer knows.
    Lacking,
    /// What belongs to one account.
    Account(u8),
}

const FIELDS: [&str; 3] = ["name", "notes", "favourite_colour"];

impl Deed {
    fn edits(&self, who: usize, book: &Book) -> Vec<Edit> {
        let pick = |number: u8, is_deleted: bool| {
            let all = book.records().filter(|(_, record)| record.kind != MergeReceipt::KIND);
            let all: Vec<_> = all.filter(|(_, record)| record.is_deleted() == is_deleted).collect();
            all.get(usize::from(number) % all.len().max(1)).map(|(id, record)| (*id, record.kind.clone()))
        };
        match *self {
            Self::Set { record, field, value } => {
                let Some((id, kind)) = pick(record, false) else { return Vec::new() };
                let field = FIELDS[usize::from(field) % FIELDS.len()];
                let value = value.map_or(Value::Null, |value| json!(format!("{who} says\n{value}")));
                vec![Edit::raw(id, &kind, field, value)]
            }
            Self::Delete { record } => {
                let Some((id, kind)) = pick(record, false) else { return Vec::new() };
                let parts = book.belonging([id]).into_iter().map(|(id, record)| (id, record.kind.clone()));
                parts.chain([(id, kind)]).map(|(id, kind)| Edit::raw(id, &kind, DELETED, true.into())).collect()
            }
            Self::Erase { person } => {
                let people: Vec<RecordId> = book.ids::<Contact>().collect();
                let Some(id) = people.get(usize::from(person) % people.len().max(1)) else { return Vec::new() };
                Erasing::of(book, *id).change(&BTreeSet::new()).edits
            }
            Self::Revive { record } => {
                let Some((id, kind)) = pick(record, true) else { return Vec::new() };
                vec![Edit::revive(id, &kind)]
            }
            Self::Add { account, number } => {
                let account = id(account % ACCOUNTS);
                let new = RecordId::from_parts(1_000 + u64::from(number), [who as u8; 10]);
                if !book.has::<Account>(account) || book.record(new).is_some() {
                    return Vec::new();
                }
                Contact { account: Some(account), name: format!("New {who} {number}"), ..Contact::default() }
                    .create(new)
            }
        }
    }
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        5 => (any::<u8>(), 0u8..3, prop::option::weighted(0.8, 0u8..3))
            .prop_map(|(record, field, value)| Deed::Set { record, field, value }),
        3 => any::<u8>().prop_map(|record| Deed::Delete { record }),
        2 => any::<u8>().prop_map(|record| Deed::Revive { record }),
        1 => any::<u8>().prop_map(|person| Deed::Erase { person }),
        1 => (0u8..ACCOUNTS, 0u8..2).prop_map(|(account, number)| Deed::Add { account, number }),
    ]
}

fn happenings(people: usize) -> impl Strategy<Value = Vec<Happening>> {
    let policy = prop_oneof![
        Just(Policy::Ours),
        Just(Policy::Theirs),
        Just(Policy::Later),
        Just(Policy::Both),
        Just(Policy::Open)
    ];
    // From somebody else.
    let content = prop_oneof![
        4 => Just(Content::Whole),
        1 => Just(Content::Lacking),
        1 => (0u8..ACCOUNTS).prop_map(Content::Account)
    ];
    let exchange = (0..people, 1..people, content, policy).prop_map(move |(to, by, of, policy)| Happening::Exchange {
        from: (to + by) % people,
        to,
        of,
        policy,
    });
    let happening = prop_oneof![
        6 => (0..people, deed()).prop_map(|(who, deed)| Happening::Deed(who, deed)),
        4 => exchange,
        1 => (0..people).prop_map(Happening::Undo),
    ];
    prop::collection::vec(happening, 0..20)
}

/// How many people there are, how wrong their clocks, and what happens.
fn histories() -> impl Strategy<Value = (Vec<i64>, Vec<Happening>)> {
    let ten = TEN_YEARS as i64;
    // Whose book it was to begin with has a clock that is right.
    let wrong = prop::collection::vec(prop::sample::select(vec![0, 0, 0, 60_000, ten, -ten]), 1..5);
    wrong.prop_flat_map(|mut wrong| {
        wrong.insert(0, 0);
        let people = wrong.len();
        (Just(wrong), happenings(people))
    })
}

/// Colleagues who have the same book: accounts with people, and a record of a kind nobody knows.
fn colleagues(wrong: &[i64]) -> Vec<Colleague> {
    let mut first = Colleague::new(0, 0);
    let mut edits = Vec::new();
    for number in 0..ACCOUNTS {
        edits.extend(Account { name: format!("Account {number}"), ..Account::default() }.create(id(number)));
    }
    for number in 0..PEOPLE {
        let account = Some(id(number % ACCOUNTS));
        edits
            .extend(Contact { account, name: format!("Person {number}"), ..Contact::default() }.create(person(number)));
    }
    edits.push(Edit::raw(id(200), "moonshot", "name", json!("far")));
    first.edit(edits, 0);
    let file = first.file();
    let mut all = vec![first];
    for (number, wrong) in (1..).zip(wrong.iter().skip(1)) {
        let mut next = Colleague::new(number, *wrong);
        next.take(&file, Policy::Later, 1);
        all.push(next);
    }
    all
}

/// Files go round, from one to the next and back, until nothing is new.
fn settle(all: &mut [Colleague], mut minute: u64) {
    let there = (1..all.len()).map(|to| (to - 1, to));
    let round: Vec<(usize, usize)> = there.clone().chain(there.rev().map(|(from, to)| (to, from))).collect();
    for _ in 0..12 {
        let mut is_news = false;
        for (from, to) in &round {
            let file = all[*from].file();
            minute += 1;
            is_news |= all[*to].take(&file, Policy::Later, minute).0;
        }
        if !is_news {
            return;
        }
    }
    panic!("they never come to an end");
}

/// What each did in the end to each field, and which records somebody deleted or brought back.
#[derive(Default)]
struct Done {
    said: BTreeMap<(RecordId, String), BTreeMap<usize, Value>>,
    contested: BTreeSet<RecordId>,
}

impl Done {
    fn note(&mut self, who: usize, edits: &[Edit]) {
        // A receipt is its owner's alone, and nobody else ever sees what becomes of it.
        for edit in edits.iter().filter(|edit| edit.kind != MergeReceipt::KIND) {
            if [DELETED, ERASED].contains(&edit.field.as_str()) {
                self.contested.insert(edit.id);
            } else {
                let said = self.said.entry((edit.id, edit.field.clone())).or_default();
                said.insert(who, edit.value.clone());
            }
        }
    }
}

/// Lets everything happen.
fn happen(all: &mut [Colleague], happenings: &[Happening]) -> Done {
    let mut done = Done::default();
    let mut undo: Vec<Vec<Change>> = vec![Vec::new(); all.len()];
    for (minute, happening) in (10..).zip(happenings) {
        match happening {
            Happening::Deed(who, deed) => {
                let edits = deed.edits(*who, &all[*who].book);
                if !edits.is_empty() {
                    done.note(*who, &edits);
                    undo[*who].push(all[*who].edit(edits, minute));
                }
            }
            Happening::Exchange { from, to, of, policy } => {
                let file = all[*from].part(*of, all[*to].device);
                undo[*to].push(all[*to].take(&file, *policy, minute).1);
            }
            // What somebody takes back of others' edits is an edit of theirs.
            Happening::Undo(who) => {
                if let Some(inverse) = undo[*who].pop() {
                    done.note(*who, &inverse.edits);
                    all[*who].enter(&inverse, minute);
                }
            }
        }
    }
    done
}

proptest! {
    #![proptest_config(config())]

    /// Whatever happened, and however things were decided on the way: in the end all books show the same.
    #[test]
    fn all_come_to_the_same_book((wrong, happenings) in histories()) {
        let mut all = colleagues(&wrong);
        happen(&mut all, &happenings);
        settle(&mut all, 1_000);
        let first = visible(&all[0].book);
        for other in &all[1..] {
            prop_assert_eq!(&visible(&other.book), &first);
        }
        for (colleague, wrong) in all.iter().zip(&wrong) {
            // A clock that is years ahead infects nobody.
            let is_right = *wrong <= 60_000;
            prop_assert!(!is_right || !colleague.book.latest_stamp().is_ahead(NOW + TEN_YEARS / 100));
        }
    }

    /// A field that one person alone edited has their value in every book, whatever else was decided, and however wrong
    /// their clock is.
    #[test]
    fn every_uncontested_edit_survives((wrong, happenings) in histories()) {
        let mut all = colleagues(&wrong);
        let done = happen(&mut all, &happenings);
        settle(&mut all, 1_000);
        for ((id, field), said) in &done.said {
            let account = all[0].book.record(*id).and_then(|record| record.account());
            let is_contested = done.contested.contains(id) || account.is_some_and(|of| done.contested.contains(&of));
            let Some((who, value)) = said.iter().next().filter(|_| said.len() == 1 && !is_contested) else { continue };
            for colleague in &all {
                let record = colleague.book.record(*id);
                prop_assert!(record.is_some_and(|record| !record.is_deleted()), "{id} of {who} is gone");
                prop_assert_eq!(record.map(|record| record.value(field)), Some(value), "{} of {}", field, who);
            }
        }
    }

    /// The same file twice: the second time it says so, and does nothing.
    #[test]
    fn a_file_taken_over_twice_does_nothing((wrong, happenings) in histories(), policy in 0usize..4) {
        let mut all = colleagues(&wrong);
        happen(&mut all, &happenings);
        let policy = [Policy::Ours, Policy::Theirs, Policy::Later, Policy::Both][policy];
        let file = all[1].written_file();
        all[0].take(&file, policy, 900);
        let before = visible(&all[0].book);
        let again = all[0].preview(&file, Decisions::default(), 901);
        prop_assert!(again.brings_nothing, "{:?}", again.change);
        prop_assert!(again.change.edits.is_empty(), "{:?}", again.change);
        prop_assert_eq!((again.open(), again.asked.deletions.len(), again.asked.held_back.len()), (0, 0, 0));
        prop_assert!(matches!(again.standing, Standing::Again(_)));
        all[0].take(&file, Policy::Theirs, 902);
        prop_assert_eq!(visible(&all[0].book), before);
    }

    /// A file that is older than one taken over before says so, and changes nothing.
    #[test]
    fn an_older_file_changes_nothing((wrong, happenings) in histories(), edit in 0u8..3) {
        let mut all = colleagues(&wrong);
        happen(&mut all, &happenings);
        let older = all[1].file();
        let field = FIELDS[usize::from(edit)];
        all[1].edit(vec![Edit::raw(id(200), "moonshot", field, json!("newer"))], 899);
        let newer = all[1].file();
        all[0].take(&newer, Policy::Later, 900);
        let before = visible(&all[0].book);
        let preview = all[0].preview(&older, Decisions::default(), 901);
        prop_assert!(matches!(preview.standing, Standing::Older(_)));
        prop_assert!(preview.change.edits.is_empty());
        all[0].take(&older, Policy::Theirs, 902);
        prop_assert_eq!(visible(&all[0].book), before);
    }

    /// Whoever is erased in one book is erased in all, once files went round, and nothing of them is left in any.
    #[test]
    fn who_is_erased_comes_back_nowhere((wrong, happenings) in histories(), late in 0usize..2) {
        let mut all = colleagues(&wrong);
        let older = all[late.min(wrong.len() - 1)].file();
        happen(&mut all, &happenings);
        let erased = |of: &Colleague| -> BTreeSet<RecordId> {
            of.book.records().filter(|(_, record)| record.is_erased()).map(|(id, _)| id).collect()
        };
        let everybody: BTreeSet<RecordId> = all.iter().flat_map(erased).collect();
        settle(&mut all, 1_000);
        for one in &mut all {
            let decisions = Decisions { delete_edited: true, takes_held_back: true, ..Decisions::default() };
            let change = one.preview(&older, decisions, 1_500).change;
            one.enter(&change, 1_500);
            prop_assert_eq!(&erased(one), &everybody);
            for id in &everybody {
                prop_assert!(one.book.record(*id).is_some_and(|record| record.is_deleted() && record.fields.len() <= 2));
            }
        }
    }

    /// One undo takes all of a merge back: the same bytes as before, and once more after it is done again.
    #[test]
    fn undo_brings_back_the_same_bytes((wrong, happenings) in histories(), policy in 0usize..5) {
        // There is no way back from that.
        let is_erasing = |it: &Happening| matches!(it, Happening::Deed(_, Deed::Erase { .. }));
        let happenings: Vec<_> = happenings.into_iter().filter(|it| !is_erasing(it)).collect();
        let mut all = colleagues(&wrong);
        happen(&mut all, &happenings);
        let policy = [Policy::Ours, Policy::Theirs, Policy::Later, Policy::Both, Policy::Open][policy];
        let file = all[1].file();
        let (before, receipts) = (visible(&all[0].book), all[0].book.count::<MergeReceipt>());
        let (_, inverse) = all[0].take(&file, policy, 900);
        let after = visible(&all[0].book);
        let redo = all[0].enter(&inverse, 901);
        prop_assert_eq!(visible(&all[0].book), before);
        prop_assert_eq!(all[0].book.count::<MergeReceipt>(), receipts, "its receipt goes with it");
        // After a reload as well: the journal's entries are applied again, in their order.
        let reloaded: Book = serde_json::from_str(&serde_json::to_string(&all[0].book)?)?;
        prop_assert_eq!(visible(&reloaded), visible(&all[0].book));
        all[0].enter(&redo, 902);
        prop_assert_eq!(visible(&all[0].book), after);
    }

    /// Edits made apart: in which order files are taken over doesn't matter, nor how they are taken together, where
    /// the later edit is chosen.
    ///
    /// A record kept against a deletion is an edit of one's own, with a new stamp: that is decided of what is known
    /// then, and who hears of more before may be asked something else. Where anybody was asked about a deletion the
    /// books are the same once they met, and else at once.
    #[test]
    fn merging_is_commutative_and_associative(
        deeds in prop::collection::vec((0usize..3, deed()), 0..12),
    ) {
        let mut all = colleagues(&[0, 0, 0]);
        for (minute, (who, deed)) in (10..).zip(&deeds) {
            let edits = deed.edits(*who, &all[*who].book);
            if !edits.is_empty() {
                all[*who].edit(edits, minute);
            }
        }
        let files: Vec<BookMerge> = all.iter().map(Colleague::file).collect();
        let mut minute = 900;
        // Somebody who takes these files over one after the other, and whether a deletion was asked about.
        let mut taking = |who: usize, files: &[&BookMerge]| {
            let (mut taker, mut is_asked) = (all[who].clone(), false);
            for file in files {
                minute += 1;
                is_asked |= !taker.preview(file, Decisions::default(), minute).asked.deletions.is_empty();
                taker.take(file, Policy::Later, minute);
            }
            (taker, is_asked)
        };
        let one = taking(0, &[&files[1], &files[2]]);
        let other = taking(0, &[&files[2], &files[1]]);
        let together = taking(1, &[&files[2]]);
        let third = taking(0, &[&together.0.file()]);
        let third = (third.0, third.1 || together.1);
        let (there, back) = (taking(0, &[&files[1]]), taking(1, &[&files[0]]));
        for (law, [one, other]) in
            [("commutative", [&one, &other]), ("associative", [&one, &third]), ("either way", [&there, &back])]
        {
            if !one.1 && !other.1 {
                prop_assert_eq!(visible(&one.0.book), visible(&other.0.book), "{}", law);
            }
        }
        let last = taking(2, &[&files[1], &files[0]]);
        for [(mut one, _), (mut other, _)] in [[one, last.clone()], [third, last], [there, back]] {
            one.take(&other.file(), Policy::Later, 950);
            other.take(&one.file(), Policy::Later, 951);
            prop_assert_eq!(visible(&one.book), visible(&other.book), "once they met");
        }
    }

    /// Of what this version doesn't know every field comes along, and no stamp of it is lost.
    #[test]
    fn unknown_fields_and_kinds_survive((wrong, happenings) in histories()) {
        let mut all = colleagues(&wrong);
        all[0].edit(vec![Edit::raw(id(0), Account::KIND, "shoe_size", json!({ "left": 44, "right": [45] }))], 5);
        all[0].edit(vec![Edit::raw(id(201), "sunshot", "heat", json!(5_778))], 6);
        // Whoever takes back that they took it over takes it away.
        let happenings: Vec<_> = happenings.into_iter().filter(|it| !matches!(it, Happening::Undo(_))).collect();
        happen(&mut all, &happenings);
        settle(&mut all, 1_000);
        for colleague in &all {
            let value = |id, field: &str| colleague.book.record(id).map(|record| record.value(field).clone());
            prop_assert_eq!(value(id(0), "shoe_size"), Some(json!({ "left": 44, "right": [45] })));
            prop_assert_eq!(value(id(201), "heat"), Some(json!(5_778)));
        }
    }
}

#[test]
fn an_edit_by_nobody_elses_knowledge_is_a_conflict_and_a_later_one_an_update() {
    let mut all = colleagues(&[0, 0]);
    let field = |book: &Book| book.record(id(0)).map(|record| record.value("city").clone());
    all[0].edit(vec![Edit::raw(id(0), Account::KIND, "city", json!("Graz"))], 10);
    let file = all[0].file();
    all[1].take(&file, Policy::Open, 11);
    // Bo knows what Ana wrote, and writes something else: an update.
    all[1].edit(vec![Edit::raw(id(0), Account::KIND, "city", json!("Linz"))], 12);
    let file = all[1].file();
    assert_eq!(all[0].preview(&file, Decisions::default(), 13).asked.conflicts.len(), 0);
    all[0].take(&file, Policy::Open, 13);
    assert_eq!(field(&all[0].book), Some(json!("Linz")));
    // Each writes without knowing of the other; one empties it.
    all[0].edit(vec![Edit::raw(id(0), Account::KIND, "city", Value::Null)], 20);
    all[1].edit(vec![Edit::raw(id(0), Account::KIND, "city", json!("Wien"))], 21);
    let file = all[1].file();
    let preview = all[0].preview(&file, Decisions::default(), 22);
    assert_eq!((preview.asked.conflicts.len(), preview.open()), (1, 1), "cleared against filled");
    all[0].take(&file, Policy::Open, 22);
    assert_eq!(field(&all[0].book), Some(Value::Null), "what is left open stays as it is");
    assert_eq!(all[0].preview(&file, Decisions::default(), 23).open(), 1, "and is asked again");
    let file = all[0].file();
    assert_eq!(all[1].preview(&file, Decisions::default(), 24).open(), 1, "there too");
    all[1].take(&file, Policy::Ours, 24);
    let file = all[1].file();
    assert_eq!(all[0].preview(&file, Decisions::default(), 25).open(), 0, "decided once, it is an update");
    all[0].take(&file, Policy::Open, 25);
    assert_eq!(field(&all[0].book), Some(json!("Wien")));
    let lost = MergeReceipt::lost_of(&all[1].book, all[1].device, id(0));
    assert_eq!(lost.iter().map(|lost| lost.theirs.clone()).collect::<Vec<_>>(), [Value::Null], "what lost is kept");
}

#[test]
fn many_deletions_are_held_back_and_what_is_kept_stays_in_any_order() {
    let mut all = colleagues(&[0, 0, 0]);
    let more: Vec<Edit> = (0..40)
        .flat_map(|number| {
            let contact = Contact { account: Some(id(0)), name: format!("P {number}"), ..Contact::default() };
            contact.create(RecordId::from_parts(5_000 + number, [7; 10]))
        })
        .collect();
    all[0].edit(more, 5);
    let file = all[0].file();
    all[1].take(&file, Policy::Later, 6);
    all[2].take(&file, Policy::Later, 6);
    let gone = (0..30).map(|number| RecordId::from_parts(5_000 + number, [7; 10]));
    all[1].edit(gone.map(Edit::delete::<Contact>).collect(), 7);
    let file = all[1].file();
    let preview = all[0].preview(&file, Decisions::default(), 8);
    assert_eq!((preview.asked.held_back.len(), preview.effect.of_all(|_| true).removed), (30, 0));
    let taken = Decisions { takes_held_back: true, ..Decisions::default() };
    assert_eq!(all[0].preview(&file, taken.clone(), 8).effect.of_all(|_| true).removed, 30);
    // One is below the line, and needs no word.
    let change = all[0].preview(&file, Decisions::default(), 8).change;
    all[0].enter(&change, 8);
    assert_eq!(all[0].book.count::<Contact>(), 43);
    // The third took the deletions, and hears that they were not meant so; whoever made them too.
    let change = all[2].preview(&file, taken, 9).change;
    all[2].enter(&change, 9);
    assert_eq!(all[2].book.count::<Contact>(), 13);
    settle(&mut all, 100);
    assert!(all.iter().all(|colleague| colleague.book.count::<Contact>() == 43));
}

#[test]
fn reporting_lines_drawn_apart_make_no_circle() {
    let mut all = colleagues(&[0, 0]);
    let reports = |from: u8, to: u8| vec![Edit::raw(person(from), Contact::KIND, "reports_to", json!(person(to)))];
    all[0].edit(reports(0, 2), 10);
    all[1].edit(reports(2, 0), 11);
    settle(&mut all, 100);
    for colleague in &all {
        let to = |from: u8| colleague.book.record(person(from)).map(|record| record.value("reports_to").clone());
        assert_eq!((to(0), to(2)), (Some(json!(person(2))), Some(Value::Null)), "the line drawn last is taken back");
    }
}

#[test]
fn settings_are_offered_and_never_taken_in_silence() {
    use vital_few::book::{SETTINGS, SettingGroup, settings};
    let mut all = colleagues(&[0, 0]);
    all[1].edit(vec![settings::field::abc_a.set(SETTINGS, Some(7_500))], 10);
    let file = all[1].file();
    let limit = |book: &Book| book.value(SETTINGS, settings::field::abc_a);
    let preview = all[0].preview(&file, Decisions::default(), 11);
    assert_eq!(preview.asked.settings.iter().map(|of| of.group).collect::<Vec<_>>(), [SettingGroup::Abc]);
    let before = all[0].clone();
    all[0].enter(&preview.change, 11);
    assert_eq!(limit(&all[0].book), None);
    assert_eq!(all[0].preview(&file, Decisions::default(), 12).asked.settings.len(), 0, "declined once is enough");
    let taken = Decisions { settings: [SettingGroup::Abc].into(), ..Decisions::default() };
    let mut other = before;
    let change = other.preview(&file, taken, 11).change;
    other.enter(&change, 11);
    assert_eq!(limit(&other.book), Some(7_500));
}

#[test]
fn what_one_deletes_and_another_edits_is_shown_and_kept_unless_somebody_says_no() {
    let mut all = colleagues(&[0, 0]);
    all[0].edit(vec![Edit::delete::<Contact>(person(0))], 10);
    all[1].edit(vec![Edit::raw(person(0), Contact::KIND, "phone", json!("1"))], 11);
    let file = all[1].file();
    let preview = all[0].preview(&file, Decisions::default(), 12);
    assert_eq!(preview.asked.deletions.iter().map(|of| of.is_there).collect::<Vec<_>>(), [false]);
    let file = all[0].file();
    let preview = all[1].preview(&file, Decisions::default(), 12);
    assert_eq!(preview.asked.deletions.iter().map(|of| of.is_there).collect::<Vec<_>>(), [true]);
    let mut gone = all[1].clone();
    gone.take(&file, Policy::Theirs, 12);
    assert!(!gone.book.has::<Contact>(person(0)));
    all[1].enter(&preview.change, 12);
    assert!(all[1].book.has::<Contact>(person(0)), "kept where nothing is said");
    settle(&mut all, 100);
    assert!(all.iter().all(|colleague| colleague.book.has::<Contact>(person(0))));
}

/// The city of an account.
fn city(of: &Colleague) -> Value {
    of.book.record(id(0)).map(|record| record.value("city").clone()).unwrap_or_default()
}

fn says(who: &mut Colleague, city: &str, minute: u64) {
    who.edit(vec![Edit::raw(id(0), Account::KIND, "city", json!(city))], minute);
}

/// Bug: who took an edit over from a clock that is ahead dated it anew, and it was another edit from then on.
#[test]
fn an_edit_dated_anew_is_the_same_edit_in_every_book() {
    for wrong in [TEN_YEARS as i64, -(TEN_YEARS as i64)] {
        let mut all = colleagues(&[0, wrong, 0]);
        says(&mut all[1], "Graz", 10);
        let file = all[1].file();
        all[0].take(&file, Policy::Open, 11);
        all[2].take(&file, Policy::Open, 12);
        // Each has a copy of it, and nobody has anything to say to the others.
        for (from, to) in [(0, 2), (2, 0), (0, 1), (2, 1)] {
            let file = all[from].file();
            let (preview, here) = (all[to].preview(&file, Decisions::default(), 13), &all[to].book);
            assert!(preview.asked.conflicts.is_empty() && preview.effect.of_all(|_| true).changed == 0, "{here:?}");
        }
        // Who knows of it writes over it, whatever the clocks say, and whoever made it as well.
        says(&mut all[2], "Linz", 20);
        let file = all[2].file();
        assert!(all[1].preview(&file, Decisions::default(), 21).asked.conflicts.is_empty());
        all[1].take(&file, Policy::Open, 21);
        says(&mut all[1], "Wien", 22);
        let file = all[1].file();
        assert!(all[0].preview(&file, Decisions::default(), 23).asked.conflicts.is_empty());
        settle(&mut all, 100);
        assert!(all.iter().all(|one| city(one) == "Wien"), "{wrong}");
        assert!(!all[0].book.latest_stamp().is_ahead(NOW + TEN_YEARS / 100));
    }
}

/// Bug: what somebody left open counted as known to whoever took their file over, and gave way without a word.
#[test]
fn what_is_left_open_stays_open_until_somebody_decides() {
    let mut all = colleagues(&[0, 0, 0]);
    says(&mut all[0], "Graz", 10);
    says(&mut all[1], "Linz", 11);
    let file = all[1].file();
    all[0].take(&file, Policy::Open, 12);
    // The third hears of one value alone, from somebody who knows of both.
    let file = all[0].file();
    all[2].take(&file, Policy::Open, 13);
    assert_eq!(city(&all[2]), "Graz");
    let file = all[2].file();
    assert_eq!(all[1].preview(&file, Decisions::default(), 14).open(), 1);
    let file = all[1].file();
    assert_eq!(all[2].preview(&file, Decisions::default(), 14).open(), 1);
    all[2].take(&file, Policy::Ours, 14);
    let file = all[2].file();
    for other in [0, 1] {
        assert_eq!(all[other].preview(&file, Decisions::default(), 15).open(), 0, "decided once");
        all[other].take(&file, Policy::Open, 15);
        assert_eq!(city(&all[other]), "Graz");
    }
}

/// Bug: in which order files came decided whether somebody who was deleted came back with their account.
#[test]
fn whom_somebody_deleted_alone_stays_deleted_where_the_account_is_kept() {
    let all = {
        let mut all = colleagues(&[0, 0, 0]);
        all[0].edit(vec![Edit::delete::<Contact>(person(0))], 10);
        let edits = [person(0), person(2)].map(Edit::delete::<Contact>).into_iter();
        all[1].edit(edits.chain([Edit::delete::<Account>(id(0))]).collect(), 11);
        let new = Contact { account: Some(id(0)), name: "New".into(), ..Contact::default() };
        all[2].edit(new.create(id(150)), 12);
        all
    };
    for order in [[1, 2], [2, 1]] {
        let mut one = all[0].clone();
        for (minute, from) in (20..).zip(order) {
            one.take(&all[from].file(), Policy::Later, minute);
        }
        let there = [person(0), person(2), id(150)].map(|id| one.book.has::<Contact>(id));
        assert_eq!((one.book.has::<Account>(id(0)), there), (true, [false, true, true]), "{order:?}");
    }
}

/// Bug: what was kept against one deletion stood against the next, which nobody had spoken of.
#[test]
fn what_is_kept_against_one_deletion_goes_with_another() {
    let mut all = colleagues(&[0, 0, 0]);
    let edits = [person(0), person(2)].map(Edit::delete::<Contact>).into_iter();
    all[1].edit(edits.chain([Edit::delete::<Account>(id(0))]).collect(), 10);
    says(&mut all[0], "Graz", 11);
    all[2].edit(vec![Edit::delete::<Contact>(person(0))], 12);
    for from in [1, 2] {
        let file = all[from].file();
        all[0].take(&file, Policy::Later, 13);
    }
    let there = [person(0), person(2)].map(|id| all[0].book.has::<Contact>(id));
    assert_eq!((all[0].book.has::<Account>(id(0)), there), (true, [false, true]));
}

/// Bug: a file that emptied the book made the next file bring back all that it still had.
#[test]
fn what_a_colleagues_file_deletes_another_ones_does_not_bring_back() {
    let mut all = colleagues(&[0, 0, 0]);
    let gone = all[2].book.records().filter(|(_, record)| record.kind != MergeReceipt::KIND);
    let gone = gone.map(|(id, record)| Edit::raw(id, &record.kind, DELETED, true.into())).collect();
    all[2].edit(gone, 10);
    for from in [2, 1] {
        let file = all[from].file();
        all[0].take(&file, Policy::Later, 11);
        assert_eq!(visible(&all[0].book), "{}");
    }
}

/// Bug: what came with a part of somebody's book wasn't known to have come, and was asked about with every file.
#[test]
fn what_came_with_a_part_is_known_edit_by_edit() {
    let mut all = colleagues(&[0, 0, 0]);
    says(&mut all[2], "Graz", 10);
    let part = all[2].part(Content::Account(0), all[1].device);
    all[1].take(&part, Policy::Open, 11);
    let file = all[1].file();
    all[0].take(&file, Policy::Open, 12);
    // Whoever writes over it knew of it, and what is deleted then is deleted.
    says(&mut all[0], "Linz", 13);
    all[0].edit(vec![Edit::delete::<Contact>(person(0))], 14);
    let mine = all[0].file();
    for other in [1, 2] {
        let asked = all[other].preview(&mine, Decisions::default(), 15).asked;
        assert_eq!((asked.conflicts.len(), asked.deletions.len()), (0, 0));
    }
    assert!(all[0].preview(&file, Decisions::default(), 15).brings_nothing);
}

/// Bug: a value that was left open was asked about for ever once its record was deleted.
#[test]
fn what_was_left_open_is_settled_with_its_record() {
    let mut all = colleagues(&[0, -(TEN_YEARS as i64)]);
    says(&mut all[0], "Graz", 10);
    says(&mut all[1], "Linz", 11);
    let file = all[1].file();
    all[0].take(&file, Policy::Open, 12);
    let parts = [person(0), person(2)].map(Edit::delete::<Contact>).into_iter();
    all[0].edit(parts.chain([Edit::delete::<Account>(id(0))]).collect(), 13);
    all[0].take(&file, Policy::Ours, 14);
    let again = all[0].preview(&file, Decisions::default(), 15);
    assert_eq!((again.open(), again.asked.deletions.len()), (0, 0));
    assert!(again.brings_nothing && !all[0].book.has::<Account>(id(0)));
}

/// Bug: an edit that came with a file, whose writer had taken over and taken back it was of, counted as seen until it was
/// written over, and then no more.
#[test]
fn an_older_file_is_older_also_where_a_merge_was_taken_back() {
    let mut all = colleagues(&[0, 60_000, TEN_YEARS as i64]);
    let happenings = [
        Happening::Deed(2, Deed::Set { record: 5, field: 1, value: None }),
        Happening::Exchange { from: 2, to: 0, of: Content::Whole, policy: Policy::Ours },
        Happening::Undo(0),
        Happening::Exchange { from: 0, to: 1, of: Content::Whole, policy: Policy::Ours },
    ];
    happen(&mut all, &happenings);
    let older = all[1].file();
    all[1].edit(vec![Edit::raw(id(200), "moonshot", FIELDS[1], json!("newer"))], 899);
    let newer = all[1].file();
    all[0].take(&newer, Policy::Later, 900);
    let preview = all[0].preview(&older, Decisions::default(), 901);
    assert!(matches!(preview.standing, Standing::Older(_)), "{:?}", preview.standing);
}
