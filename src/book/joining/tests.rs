//! Two books joined: what is taken, asked, kept.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::book::{Actor, Contact, Record, account, contact};

/// In the year 2026.
const NOW: u64 = 1_795_000_000_000;
const DAY: u64 = 86_400_000;

fn id(number: u8) -> RecordId {
    RecordId::from_parts(u64::from(number), [number; 10])
}

fn stamp(minute: u64) -> Stamp {
    Stamp { millis: NOW - DAY + minute * 60_000, ..Stamp::default() }
}

fn edit(book: &mut Book, edits: Vec<Edit>, at: Stamp) {
    book.apply(&Change::new(Label::Sample, edits), at);
}

fn joining<'a>(ours: &'a Book, theirs: &'a Book) -> Joining<'a> {
    Joining { ours, theirs, seen: None, is_part: false, takes_settings: true, sold: &[], now: NOW }
}

fn taken(ours: &Book, joined: &Joined) -> Book {
    let mut book = ours.clone();
    edit(&mut book, joined.edits.clone(), Stamp { millis: NOW, ..Stamp::default() });
    book
}

/// What was deleted there, or here, and edited on the other side.
fn edited(joined: &Joined, is_there: bool) -> Vec<RecordId> {
    let conflicts = joined.deletions.iter().filter(|conflict| conflict.is_there == is_there);
    conflicts.flat_map(|conflict| conflict.records.iter().copied()).collect()
}

fn all_theirs(joined: &Joined) -> Decisions {
    let values = joined.conflicts.iter().map(|conflict| (conflict.key(), Side::Theirs)).collect();
    Decisions { values, ..Decisions::default() }
}

/// An account with a contact, both known on both sides.
fn world() -> Book {
    let mut book = Book::default();
    let mut edits = Account { name: "Alfa".into(), ..Account::default() }.create(id(1));
    edits.extend(Account { name: "Beta".into(), ..Account::default() }.create(id(2)));
    edits.extend(Contact { account: Some(id(1)), name: "Ana".into(), ..Contact::default() }.create(id(11)));
    edit(&mut book, edits, stamp(1));
    book
}

fn delete_alfa(book: &mut Book, at: Stamp) {
    let parts = book.belonging([id(1)]).into_iter().map(|(id, _)| Edit::delete::<Contact>(id));
    let edits = parts.chain([Edit::delete::<Account>(id(1))]).collect();
    edit(book, edits, at);
}

#[test]
fn an_older_deletion_takes_no_later_edit_along_unless_somebody_says_so() {
    let (mut ours, mut theirs) = (world(), world());
    delete_alfa(&mut theirs, stamp(5));
    let joined = joining(&ours, &theirs).joined(&Decisions::default());
    assert_eq!(edited(&joined, true), [], "nothing was edited");
    edit(&mut ours, vec![contact::field::phone.set(id(11), "1".into())], stamp(6));
    let joined = joining(&ours, &theirs).joined(&Decisions::default());
    assert_eq!(edited(&joined, true).len(), 2, "the account and its contact: {joined:?}");
    let kept = taken(&ours, &joined);
    assert!(kept.has::<Account>(id(1)) && kept.has::<Contact>(id(11)));
    assert_eq!(joining(&kept, &theirs).joined(&Decisions::default()), Joined::default(), "asked once");
    // And the other side hears of it.
    let back = joining(&theirs, &kept).joined(&Decisions::default());
    assert!(taken(&theirs, &back).has::<Contact>(id(11)));
    let decided = Decisions { delete_edited: true, ..Decisions::default() };
    assert!(!taken(&ours, &joining(&ours, &theirs).joined(&decided)).has::<Account>(id(1)));
}

#[test]
fn a_contact_that_came_after_the_deletion_of_its_account_counts_as_an_edit() {
    let (mut ours, mut theirs) = (world(), world());
    delete_alfa(&mut theirs, stamp(5));
    let bo = Contact { account: Some(id(1)), name: "Bo".into(), ..Contact::default() };
    edit(&mut ours, bo.create(id(12)), stamp(6));
    for joined in [
        taken(&ours, &joining(&ours, &theirs).joined(&Decisions::default())),
        taken(&theirs, &joining(&theirs, &ours).joined(&Decisions::default())),
    ] {
        assert!(joined.has::<Account>(id(1)) && joined.has::<Contact>(id(11)) && joined.has::<Contact>(id(12)));
    }
}

#[test]
fn what_was_deleted_here_and_edited_there_later_comes_back_unless_somebody_says_no() {
    let (mut ours, mut theirs) = (world(), world());
    delete_alfa(&mut ours, stamp(5));
    edit(&mut theirs, vec![account::field::city.set(id(1), "Graz".into())], stamp(4));
    let joined = joining(&ours, &theirs).joined(&Decisions::default());
    assert_eq!(edited(&joined, false), [], "a deletion stands");
    edit(&mut theirs, vec![account::field::city.set(id(1), "Linz".into())], stamp(6));
    let joined = joining(&ours, &theirs).joined(&Decisions::default());
    assert_eq!(edited(&joined, false), [id(1), id(11)]);
    assert!(taken(&ours, &joined).has::<Contact>(id(11)), "with what went with it");
    let decided = Decisions { leave_deleted: true, ..Decisions::default() };
    let joined = joining(&ours, &theirs).joined(&decided);
    assert_eq!((edited(&joined, false).len(), taken(&ours, &joined).has::<Account>(id(1))), (2, false));
}

#[test]
fn an_account_with_sales_is_not_deleted_by_a_file() {
    let (mut ours, mut theirs) = (world(), world());
    edit(&mut ours, ImportBatch { rows: 1, ..ImportBatch::default() }.create(id(21)), stamp(2));
    delete_alfa(&mut theirs, stamp(5));
    let accounts = [id(1)];
    let sold = [(id(21), accounts.as_slice())];
    let with_sales = |ours: &Book, theirs: &Book| {
        let joining = Joining { sold: &sold, ..joining(ours, theirs) };
        let decided = Decisions { delete_edited: true, ..Decisions::default() };
        let joined = joining.joined(&decided);
        (joined.with_sales.clone(), taken(ours, &joined))
    };
    let (kept, book) = with_sales(&ours, &theirs);
    assert_eq!(kept, [id(1)]);
    assert!(book.has::<Account>(id(1)) && book.has::<Contact>(id(11)));
    // Where the import is taken back as well, nothing needs it.
    let mut back = theirs.clone();
    edit(&mut back, vec![Edit::delete::<ImportBatch>(id(21))], stamp(6));
    let (kept, book) = with_sales(&ours, &back);
    assert_eq!((kept.len(), book.has::<Account>(id(1))), (0, false));
    // A ghost that comes from there is none here.
    let mut ghost = theirs.clone();
    edit(&mut ghost, ImportBatch { rows: 1, ..ImportBatch::default() }.create(id(21)), stamp(2));
    let (kept, book) = with_sales(&Book::default(), &ghost);
    assert_eq!((kept.len(), book.has::<Account>(id(1))), (1, true));
}

#[test]
fn a_dossier_deletes_nothing_but_its_own() {
    let (ours, mut theirs) = (world(), Book::default());
    edit(&mut theirs, vec![account::field::name.set(id(2), "Beta".into())], stamp(1));
    edit(&mut theirs, vec![Edit::delete::<Contact>(id(11)), Edit::delete::<Account>(id(1))], stamp(5));
    let joined = Joining { is_part: true, ..joining(&ours, &theirs) }.joined(&Decisions::default());
    assert_eq!(joined.outside, [id(1), id(11)]);
    assert!(taken(&ours, &joined).has::<Contact>(id(11)));
    let mut own = Book::default();
    edit(&mut own, vec![account::field::name.set(id(1), "Alfa".into())], stamp(1));
    edit(&mut own, vec![Edit::delete::<Contact>(id(11))], stamp(5));
    let joined = Joining { is_part: true, ..joining(&ours, &own) }.joined(&Decisions::default());
    assert_eq!((joined.outside.len(), taken(&ours, &joined).has::<Contact>(id(11))), (0, false));
}

#[test]
fn a_clock_ten_years_ahead_wins_no_conflict_and_infects_nobody() {
    let ahead = Stamp { millis: NOW + 3_650 * DAY, ..Stamp::default() };
    let (ours, mut theirs) = (world(), world());
    let name = account::field::name;
    edit(&mut theirs, vec![name.set(id(1), "Alpha".into()), account::field::city.set(id(1), "Graz".into())], ahead);
    edit(&mut theirs, vec![Edit::delete::<Account>(id(2))], ahead);
    let joined = joining(&ours, &theirs).joined(&Decisions::default());
    assert_eq!(
        (joined.conflicts.len(), joined.latest, edited(&joined, true).as_slice()),
        (1, Some(ahead), [id(2)].as_slice())
    );
    let mut book = taken(&ours, &joined);
    assert_eq!((book.name(id(1)), book.value(id(1), account::field::city)), ("Alfa".into(), "Graz".into()));
    assert!(book.has::<Account>(id(2)));
    assert!(!book.latest_stamp().is_ahead(NOW), "{:?}", book.latest_stamp());
    edit(&mut book, vec![name.set(id(1), "Alfa AG".into())], Stamp { millis: NOW + 1, ..Stamp::default() });
    let again = joining(&book, &theirs).joined(&Decisions::default());
    assert_eq!(taken(&book, &again).name(id(1)), "Alfa AG");
    let decided = Decisions { delete_edited: true, ..all_theirs(&joined) };
    let book = taken(&ours, &joining(&ours, &theirs).joined(&decided));
    assert_eq!((book.name(id(1)).as_str(), book.has::<Account>(id(2))), ("Alpha", false));
    assert!(!book.latest_stamp().is_ahead(NOW));
}

#[test]
fn a_clock_that_was_ahead_here_wins_no_conflict_either() {
    let ahead = Stamp { millis: NOW + 3_650 * DAY, ..Stamp::default() };
    let (mut ours, mut theirs) = (world(), world());
    edit(&mut ours, vec![account::field::name.set(id(1), "Alpha".into())], ahead);
    edit(&mut theirs, vec![account::field::name.set(id(1), "Alfa AG".into())], stamp(5));
    let joined = joining(&ours, &theirs).joined(&Decisions::default());
    assert_eq!((joined.edits.len(), joined.conflicts.len(), joined.latest), (0, 1, Some(ahead)));
    let decided = all_theirs(&joined);
    let joined = joining(&ours, &theirs).joined(&decided);
    edit(&mut ours, joined.edits, Stamp { counter: 1, ..ahead });
    assert_eq!(ours.name(id(1)), "Alfa AG");
}

#[test]
fn a_day_ahead_is_joined_as_ever() {
    let (ours, mut theirs) = (world(), world());
    let ahead = Stamp { millis: NOW + DAY - 1, ..Stamp::default() };
    edit(&mut theirs, vec![account::field::name.set(id(1), "Alpha".into())], ahead);
    let joined = joining(&ours, &theirs).joined(&Decisions::default());
    assert_eq!((joined.latest, joined.edits[0].stamp), (None, Some(ahead)));
}

/// Edits of one side: accounts 1 and 2, contacts of theirs, deletions of each alone or of an account whole.
fn side(actor: u64) -> impl Strategy<Value = Book> {
    let edit_of = (0u8..5, 0u8..4, 2u64..30);
    prop::collection::vec(edit_of, 0..8).prop_map(move |mut edits| {
        edits.sort_by_key(|(.., minute)| *minute);
        let mut book = world();
        for (counter, (what, value, minute)) in (0..).zip(edits) {
            let at = Stamp { counter, actor: Actor(actor), ..stamp(minute) };
            let name = json!(["a", "b", "c", "d"][usize::from(value)]);
            match what {
                0 => edit(&mut book, vec![Edit::raw(id(1), Account::KIND, "city", name)], at),
                1 => edit(&mut book, vec![Edit::raw(id(11), Contact::KIND, "name", name)], at),
                2 => delete_alfa(&mut book, at),
                3 => edit(&mut book, vec![Edit::delete::<Contact>(id(11))], at),
                _ => edit(&mut book, vec![Edit::revive(id(1), Account::KIND)], at),
            }
        }
        book
    })
}

fn visible(book: &Book) -> Vec<(RecordId, Vec<(String, Value)>)> {
    let living = book.records().filter(|(_, record)| !record.is_deleted());
    let fields = |record: &Record| {
        let known = record.fields.iter().filter(|(field, _)| *field != DELETED);
        known.map(|(field, register)| (field.clone(), register.value.clone())).collect()
    };
    living.map(|(id, record)| (id, fields(record))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn both_sides_come_to_show_the_same_and_then_ask_nothing(one in side(1), other in side(2)) {
        let first = taken(&one, &joining(&one, &other).joined(&Decisions::default()));
        let second = taken(&other, &joining(&other, &first).joined(&Decisions::default()));
        prop_assert_eq!(visible(&first), visible(&second));
        // Record by record it comes to the same.
        let (joining, mut steps) = (joining(&one, &other), JoinSteps::default());
        while !steps.step(&joining, 1) {}
        let all = joining.joined(&Decisions::default());
        prop_assert_eq!(steps.joined(&joining, &Decisions::default()), all);
        let again = Joining { ours: &first, theirs: &second, ..joining };
        prop_assert_eq!(again.joined(&Decisions::default()), Joined::default());
    }
}
