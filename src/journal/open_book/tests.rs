//! Step by step, also in orders a browser rarely makes.

use serde_json::json;

use super::*;
use crate::book::{Contact, Field, Promise, Rate, SETTINGS, contact, import_batch, settings};
use crate::journal::{Damaged, Manifest, Place, What};

fn id(number: u8) -> RecordId {
    RecordId::from_parts(u64::from(number), [number; 10])
}

fn stamp(millis: u64, actor: u64) -> Stamp {
    Stamp { millis, counter: 0, actor: Actor(actor) }
}

/// What the stores held: these records, whole.
fn found(edits: Vec<Edit>) -> Opened {
    let mut book = Book::default();
    book.apply(&Change::new(Label::Sample, edits), stamp(1, 9));
    Opened { book, verdict: Verdict::Whole, ..Opened::default() }
}

/// The page of a device, with two accounts and a person.
fn page(actor: u64) -> OpenBook {
    let mut edits = Account { name: "Alfa".into(), ..Account::default() }.create(id(1));
    edits.extend(Account { name: "Beta".into(), ..Account::default() }.create(id(2)));
    edits.extend(Contact { account: Some(id(1)), name: "Ana".into(), ..Contact::default() }.create(id(3)));
    let mut open = OpenBook::default();
    open.opened(Actor(actor), found(edits), true, None);
    open
}

fn typing(of: u8, field: Field<String>, text: &str) -> Change {
    // The label says what the account is called, which may be what is being typed.
    Change::new(Label::EditAccount { account: text.into() }, vec![field.set(id(of), text.into())])
}

/// Enters a change that brings no sales; the entry that is to be kept.
fn enter(open: &mut OpenBook, change: Change, now: u64) -> Arc<Entry> {
    kept(&open.enter(change, Vec::new(), now)).expect("it is entered")
}

fn kept(effects: &[Effect]) -> Option<Arc<Entry>> {
    effects.iter().find_map(|effect| match effect {
        Effect::Keep(entry, _) => Some(entry.clone()),
        _ => None,
    })
}

/// Who is woken, in their order.
fn woken(effects: &[Effect]) -> Vec<Aspect> {
    let aspects = effects.iter().filter_map(|effect| match effect {
        Effect::Changed(aspect) => Some(*aspect),
        _ => None,
    });
    aspects.collect()
}

/// The last notice: `None` if nothing is said of it.
fn notice(effects: &[Effect]) -> Option<Option<Notice>> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::Notice(notice) => Some(notice.clone()),
        _ => None,
    })
}

fn state(effects: &[Effect]) -> Option<SaveState> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::Saves(state) => Some(state.clone()),
        _ => None,
    })
}

fn asked(effects: &[Effect]) -> Option<Vec<RecordId>> {
    effects.iter().find_map(|effect| match effect {
        Effect::ReadSales(ids) => Some(ids.clone()),
        _ => None,
    })
}

fn starts(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Start(_)))
}

fn holds(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Hold))
}

fn name(open: &OpenBook, of: u8) -> String {
    open.book().value(id(of), account::field::name)
}

fn refused(what: &str) -> StoreError {
    StoreError::Refused(what.into())
}

/// A receipt of an import.
fn receipt(number: u8) -> Change {
    let edits = vec![import_batch::field::file.set(id(number), "orders.csv".into())];
    Change::new(Label::Import { file: "orders.csv".into() }, edits)
}

// Keystrokes.

#[test]
fn keystrokes_in_one_field_are_one_step() {
    let mut open = page(1);
    let name_of = account::field::name;
    let first = enter(&mut open, typing(1, name_of, "Alfa L"), 10_000);
    assert_eq!(first.replaces, None);
    let second = enter(&mut open, typing(1, name_of, "Alfa Lt"), 10_000 + TYPING - 1);
    let third = enter(&mut open, typing(1, name_of, "Alfa Ltd"), 10_000 + 2 * TYPING - 2);
    assert_eq!((second.replaces, third.replaces), (Some(first.stamp), Some(second.stamp)));
    assert_eq!(open.log().entries().count(), 1, "each stands for the one before");
    open.undo(30_000);
    assert_eq!(name(&open, 1), "Alfa", "all of it is taken back at once");
    open.redo(30_001);
    assert_eq!(name(&open, 1), "Alfa Ltd");
}

#[test]
fn after_a_pause_typing_is_a_step_of_its_own() {
    let mut open = page(1);
    enter(&mut open, typing(1, account::field::name, "Alfa L"), 10_000);
    let later = enter(&mut open, typing(1, account::field::name, "Alfa Lt"), 10_000 + TYPING);
    assert_eq!(later.replaces, None);
    open.undo(20_000);
    assert_eq!(name(&open, 1), "Alfa L");
}

#[test]
fn another_field_another_record_or_several_at_once_are_steps_of_their_own() {
    let mut open = page(1);
    enter(&mut open, typing(1, account::field::name, "A"), 10_000);
    let other_field = enter(&mut open, typing(1, account::field::notes, "n"), 10_001);
    let other_record = enter(&mut open, typing(2, account::field::notes, "n"), 10_002);
    let both = vec![account::field::notes.set(id(2), "no".into()), account::field::city.set(id(2), "Graz".into())];
    let several = Change::new(Label::EditAccount { account: "Beta".into() }, both);
    let several = enter(&mut open, several, 10_003);
    assert_eq!([other_field.replaces, other_record.replaces, several.replaces], [None; 3]);
}

#[test]
fn only_what_is_typed_goes_on_and_only_for_the_same_purpose() {
    let mut open = page(1);
    let set = |label: Label, text: &str| Change::new(label, vec![contact::field::name.set(id(3), text.into())]);
    let edit = || Label::Edit { kind: contact::CONTACT.words(), of: "Alfa".into() };
    let confirmed = || Label::Confirm { account: "Alfa".into() };
    enter(&mut open, set(edit(), "An"), 10_000);
    assert_eq!(enter(&mut open, set(confirmed(), "Ann"), 10_001).replaces, None);
    assert_eq!(enter(&mut open, set(confirmed(), "Anna"), 10_002).replaces, None, "this is no typing");
    let typed = enter(&mut open, set(edit(), "Anna B"), 10_003);
    assert_eq!(typed.replaces, None, "what came before was for something else");
    assert_eq!(enter(&mut open, set(edit(), "Anna B."), 10_004).replaces, Some(typed.stamp));
}

#[test]
fn undo_ends_the_typing() {
    let mut open = page(1);
    enter(&mut open, typing(1, account::field::name, "Alfa L"), 10_000);
    open.undo(10_001);
    let next = enter(&mut open, typing(1, account::field::name, "Alfa X"), 10_002);
    assert_eq!(next.replaces, None);
    open.undo(10_003);
    assert_eq!(name(&open, 1), "Alfa");
    open.undo(10_004);
    assert_eq!(name(&open, 1), "Alfa", "the first was taken back already");
}

#[test]
fn another_tabs_change_ends_the_typing() {
    let (mut open, mut other) = (page(1), page(2));
    let ours = enter(&mut open, typing(1, account::field::name, "Alfa L"), 10_000);
    other.hear(StoreEvent::Heard(ours));
    let theirs = enter(&mut other, typing(1, account::field::name, "Alfa Lt"), 10_001);
    assert_eq!(theirs.replaces, None, "the other tab types for itself");
    open.hear(StoreEvent::Heard(theirs));
    assert_eq!(enter(&mut open, typing(1, account::field::name, "Alfa Ltd"), 10_002).replaces, None);
}

#[test]
fn a_keystroke_that_changes_nothing_joins_nothing_and_says_nothing() {
    let mut open = page(1);
    enter(&mut open, typing(1, account::field::name, "Alfa L"), 10_000);
    let effects = open.enter(typing(1, account::field::name, "Alfa L"), Vec::new(), 10_001);
    assert_eq!(notice(&effects), None);
    let entry = kept(&effects).expect("it is kept all the same: its stamp counts");
    assert_eq!((entry.replaces, entry.is_visible()), (None, false));
}

#[test]
fn a_keystroke_copies_the_list_of_records_only_while_somebody_holds_it() {
    let mut open = page(1);
    let place = |open: &OpenBook| Arc::as_ptr(open.book());
    let before = place(&open);
    let type_in = |open: &mut OpenBook, text: &str| drop(enter(open, typing(1, account::field::name, text), 10_000));
    type_in(&mut open, "A");
    assert_eq!(place(&open), before);
    let held = open.book().clone();
    type_in(&mut open, "Al");
    assert_ne!(place(&open), before, "what is being written stays as it was");
    assert_eq!((held.value(id(1), account::field::name), name(&open, 1)), ("A".into(), "Al".into()));
    let copied = place(&open);
    type_in(&mut open, "Alf");
    assert_eq!(place(&open), copied, "and it is copied once");
}

// Undo and redo.

#[test]
fn tabs_agree_on_what_can_be_undone() {
    let (mut one, mut other) = (page(1), page(2));
    let change = |name: &str| Change::new(Label::Sample, vec![account::field::name.set(id(1), name.into())]);
    let first = enter(&mut one, change("first"), 10_000);
    other.hear(StoreEvent::Heard(first));
    let second = enter(&mut other, change("second"), 10_001);
    one.hear(StoreEvent::Heard(second));
    let undo = kept(&one.undo(10_002)).expect("the other tab's change can be taken back here");
    other.hear(StoreEvent::Heard(undo));
    assert_eq!([name(&one, 1), name(&other, 1)], ["first", "first"]);
    let redo = kept(&other.redo(10_003)).expect("and done again there");
    one.hear(StoreEvent::Heard(redo));
    assert_eq!([name(&one, 1), name(&other, 1)], ["second", "second"]);
}

#[test]
fn both_tabs_taking_back_the_same_take_it_back_once() {
    let (mut one, mut other) = (page(1), page(2));
    let change = |name: &str| Change::new(Label::Sample, vec![account::field::name.set(id(1), name.into())]);
    for (number, text) in ["first", "second"].into_iter().enumerate() {
        let entry = enter(&mut one, change(text), 10_000 + number as u64);
        other.hear(StoreEvent::Heard(entry));
    }
    let (here, there) = (kept(&one.undo(10_010)), kept(&other.undo(10_010)));
    one.hear(StoreEvent::Heard(there.expect("taken back")));
    other.hear(StoreEvent::Heard(here.expect("taken back")));
    assert_eq!([name(&one, 1), name(&other, 1)], ["first", "first"]);
    one.undo(10_011);
    assert_eq!(name(&one, 1), "Alfa");
}

#[test]
fn with_nothing_to_take_back_nothing_happens() {
    let mut open = page(1);
    assert!(open.undo(10_000).is_empty() && open.redo(10_001).is_empty());
    assert_eq!(open.log().entries().count(), 0);
}

#[test]
fn a_change_after_an_undo_leaves_nothing_to_redo() {
    let mut open = page(1);
    enter(&mut open, typing(1, account::field::name, "first"), 10_000);
    open.undo(10_001);
    assert!(open.log().redoable().is_some());
    enter(&mut open, typing(2, account::field::name, "other"), 10_002);
    assert!(open.redo(10_003).is_empty());
}

// Notices.

#[test]
fn each_act_has_its_notice_and_typing_has_none() {
    let mut open = page(1);
    let delete = Change::new(Label::DeleteAccount { account: "Beta".into() }, vec![Edit::delete::<Account>(id(2))]);
    let label = delete.label.clone();
    let said = [open.enter(delete, Vec::new(), 10_000), open.undo(10_001), open.redo(10_002)].map(|done| notice(&done));
    let wanted = [Notice::Changed(label.clone()), Notice::Undone(label.clone()), Notice::Redone(label)];
    assert_eq!(said, wanted.map(|notice| Some(Some(notice))));
    let typed = open.enter(typing(1, account::field::name, "Alfa L"), Vec::new(), 10_003);
    assert_eq!(notice(&typed), Some(None), "and what stood there is taken away: its undo would take back this");
}

#[test]
fn a_notice_ends_when_another_tab_changes_something() {
    let (mut open, mut other) = (page(1), page(2));
    let theirs = enter(&mut other, typing(1, account::field::name, "Alfa L"), 10_000);
    let heard = open.hear(StoreEvent::Heard(theirs.clone()));
    assert_eq!(notice(&heard), Some(None));
    assert!(open.hear(StoreEvent::Heard(theirs)).is_empty(), "what is known already is no news");
}

// What wakes what.

#[test]
fn a_change_wakes_what_reads_what_it_touches() {
    use Aspect::{Book, Figures, Ledger, Log};
    let rate = Rate { value: "1.1".into(), ..Rate::default() }.create(id(40));
    let promise = Promise { account: Some(id(1)), what: "call".into(), ..Promise::default() }.create(id(41));
    let cases: [(Vec<Edit>, &[Aspect]); 10] = [
        (vec![account::field::notes.set(id(1), "n".into())], &[Book, Log]),
        (vec![contact::field::name.set(id(3), "An".into())], &[Book, Log]),
        (promise, &[Book, Log]),
        (vec![account::field::name.set(id(1), "A".into())], &[Book, Figures, Log]),
        (vec![account::field::external_id.set(id(1), "1".into())], &[Book, Figures, Log]),
        (vec![Edit::delete::<Account>(id(2))], &[Book, Ledger, Figures, Log]),
        (vec![account::field::merged_into.set(id(2), Some(id(1)))], &[Book, Ledger, Log]),
        (rate, &[Book, Ledger, Log]),
        (vec![settings::field::fresh_days.set(SETTINGS, Some(30))], &[Book, Figures, Log]),
        (vec![settings::field::currency.set(SETTINGS, "EUR".parse().ok())], &[Book, Ledger, Figures, Log]),
    ];
    for (edits, wanted) in cases {
        let change = Change::new(Label::Sample, edits);
        let mut here = page(1);
        let effects = here.enter(change.clone(), Vec::new(), 10_000);
        assert_eq!(woken(&effects), wanted, "{change:?}");
        // The same is woken where it is heard, and by undo.
        let heard = page(2).hear(StoreEvent::Heard(kept(&effects).expect("it is entered")));
        assert_eq!(woken(&heard), wanted, "{change:?} in another tab");
        assert_eq!(woken(&here.undo(10_001)), wanted, "{change:?} taken back");
    }
}

#[test]
fn the_log_is_there_before_it_is_to_be_kept() {
    let mut open = page(1);
    let effects = open.enter(typing(1, account::field::notes, "n"), Vec::new(), 10_000);
    assert!(matches!(effects.last(), Some(Effect::Keep(entry, _)) if open.log().contains(entry.stamp)));
    assert_eq!(open.book().value(id(1), account::field::notes), "n");
}

// Sales.

#[test]
fn sales_come_with_their_change() {
    let mut open = page(1);
    let batch = Arc::new(Batch::default());
    let effects = open.enter(receipt(50), vec![(id(50), batch.clone())], 10_000);
    assert!(woken(&effects).starts_with(&[Aspect::Sales, Aspect::Book, Aspect::Ledger]));
    assert!(matches!(effects.last(), Some(Effect::Keep(_, sales)) if *sales == [(id(50), batch)]));
    assert_eq!(asked(&effects), Some(Vec::new()), "nothing is lacking");
    assert_eq!(open.counting_sales().len(), 1);
    // Taken back, they stay at hand; done again, they count again.
    open.undo(10_001);
    assert_eq!((open.live_sales().len(), open.holds_sales(id(50))), (0, true));
    open.redo(10_002);
    assert_eq!(open.live_sales().len(), 1);
}

#[test]
fn what_stands_in_counts_and_what_is_stored_leaves_in_files() {
    let mut open = page(1);
    let (whole, rest) = (Arc::new(Batch { accounts: vec![id(1)], ..Batch::default() }), Arc::new(Batch::default()));
    open.enter(receipt(50), vec![(id(50), whole.clone())], 10_000);
    open.stand_in(vec![(id(50), rest.clone())]);
    assert_eq!(open.counting_sales(), [(id(50), rest)]);
    let stored = vec![(id(50), whole)];
    assert_eq!((open.live_sales(), open.stored_sales(open.book(), &Vec::new())), (stored.clone(), stored));
}

/// Bug: "the sales of customers.csv are missing" was said of a list of customers, which has none.
#[test]
fn the_sales_of_a_list_of_customers_are_not_missing() {
    let import =
        |orders| ImportBatch { file: "customers.csv".into(), rows: 5, created: orders, ..ImportBatch::default() };
    for (orders, missing) in [(0, vec![]), (3, vec![id(50)])] {
        let mut open = page(1);
        open.enter(Change::new(Label::Sample, import(orders).create(id(50))), Vec::new(), 10_000);
        assert_eq!((open.lacking(), open.missing_sales()), (vec![id(50)], missing));
    }
}

#[test]
fn the_sales_of_another_tabs_import_are_asked_for() {
    let (mut open, mut other) = (page(1), page(2));
    let effects = other.enter(receipt(50), vec![(id(50), Arc::new(Batch::default()))], 10_000);
    let heard = open.hear(StoreEvent::Heard(kept(&effects).expect("it is entered")));
    assert_eq!((asked(&heard), open.lacking()), (Some(vec![id(50)]), vec![id(50)]));
    assert_eq!(woken(&open.sales_read(vec![(id(50), Arc::new(Batch::default()))])), [Aspect::Sales]);
    assert_eq!(open.lacking(), []);
}

#[test]
fn a_store_that_was_emptied_gets_the_sales_that_live() {
    let mut open = page(1);
    open.enter(receipt(50), vec![(id(50), Arc::new(Batch::default()))], 10_000);
    open.enter(receipt(51), vec![(id(51), Arc::new(Batch::default()))], 20_000);
    open.undo(20_001);
    let effects = open.hear(StoreEvent::Emptied);
    assert!(matches!(effects.as_slice(), [Effect::Refill(sales)] if sales.len() == 1 && sales[0].0 == id(50)));
}

#[test]
fn the_page_is_ready_once_the_sales_were_looked_for() {
    let mut open = OpenBook::default();
    let effects = open.opened(Actor(1), found(receipt(50).edits), true, None);
    assert_eq!(asked(&effects), Some(vec![id(50)]));
    let is_ready = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::Ready));
    assert!(!is_ready(&effects));
    let effects = open.sales_read(Vec::new());
    assert!(is_ready(&effects) && woken(&effects).is_empty(), "also if they are nowhere");
    assert!(!is_ready(&open.sales_read(Vec::new())), "it becomes ready once");
}

// Opening.

#[test]
fn nothing_is_entered_before_the_stores_are_read() {
    let mut open = OpenBook::default();
    let early = [
        open.enter(typing(1, account::field::name, "A"), vec![(id(50), Arc::new(Batch::default()))], 10_000),
        open.undo(10_001),
        open.redo(10_002),
        open.accept(),
        open.erase(),
    ];
    assert!(early.iter().all(Vec::is_empty));
    assert!(open.book().is_empty() && !open.holds_sales(id(50)));
}

#[test]
fn what_is_heard_while_the_stores_are_read_is_not_lost() {
    let mut other = page(2);
    let theirs = enter(&mut other, typing(1, account::field::name, "heard"), 50_000);
    let mut open = OpenBook::default();
    let heard = open.hear(StoreEvent::Heard(theirs.clone()));
    assert_eq!(woken(&heard), [Aspect::Book, Aspect::Figures, Aspect::Log]);
    // The stores were read before it was kept.
    let mut edits = Account { name: "Alfa".into(), notes: "stored".into(), ..Account::default() }.create(id(1));
    edits.extend(Account { name: "Beta".into(), ..Account::default() }.create(id(2)));
    assert!(starts(&open.opened(Actor(1), found(edits), true, None)));
    assert_eq!((name(&open, 1), name(&open, 2)), ("heard".into(), "Beta".into()));
    assert_eq!(open.book().value(id(1), account::field::notes), "stored");
    assert_eq!(open.log().undoable().map(|entry| entry.stamp), Some(theirs.stamp));
    // And what is entered here comes after it, though this machine's clock is late.
    let ours = enter(&mut open, typing(1, account::field::name, "ours"), 10);
    assert!(ours.stamp > theirs.stamp);
    assert_eq!(name(&open, 1), "ours");
}

#[test]
fn a_newer_version_that_shows_up_while_the_stores_are_read_keeps_the_page_from_writing() {
    let mut open = OpenBook::default();
    assert!(holds(&open.hear(StoreEvent::Outdated)));
    let effects = open.opened(Actor(1), found(Vec::new()), true, None);
    assert!(holds(&effects) && !starts(&effects), "whatever the stores say");
    assert!(open.is_read_only());
}

#[test]
fn what_was_read_before_another_tab_erased_everything_is_no_more() {
    let mut open = OpenBook::default();
    open.hear(StoreEvent::Erased);
    let mut other = page(2);
    let theirs = enter(&mut other, typing(7, account::field::name, "new"), 50_000);
    open.hear(StoreEvent::Heard(theirs));
    let edits = Account { name: "Alfa".into(), ..Account::default() }.create(id(1));
    let effects = open.opened(Actor(1), Opened { verdict: Verdict::Doubtful, ..found(edits) }, true, None);
    assert!(starts(&effects) && open.doubt().is_none(), "there is nothing to be in doubt about");
    assert_eq!((name(&open, 1), name(&open, 7)), (String::new(), "new".into()));
}

#[test]
fn a_page_without_stores_goes_on_in_memory() {
    let mut open = OpenBook::default();
    let effects = open.opened(Actor(1), Opened::default(), false, Some(StoreError::Unavailable));
    assert_eq!(state(&effects), Some(SaveState::MemoryOnly));
    let has_trouble = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::Trouble(Some(_))));
    assert!(!has_trouble(&effects), "what is said once needn't be said twice");
    enter(&mut open, typing(1, account::field::name, "A"), 10_000);
    let erased = open.erase();
    assert!(open.book().is_empty() && state(&erased).is_none(), "there is nothing to erase, and nothing is saved");
    assert!(has_trouble(&OpenBook::default().opened(Actor(1), Opened::default(), true, Some(StoreError::Unavailable))));
}

// Read-only.

#[test]
fn the_data_of_a_newer_version_are_shown_and_not_changed() {
    let mut open = OpenBook::default();
    let edits = Account { name: "Alfa".into(), ..Account::default() }.create(id(1));
    let effects = open.opened(Actor(1), Opened { verdict: Verdict::Newer, ..found(edits) }, true, None);
    assert!(holds(&effects) && !starts(&effects) && woken(&effects).contains(&Aspect::Phase));
    let batch = || vec![(id(50), Arc::new(Batch::default()))];
    for effects in [open.enter(typing(1, account::field::name, "A"), batch(), 10_000), open.erase()] {
        assert!(matches!(effects.as_slice(), [Effect::Notice(Some(Notice::ReadOnly))]), "{effects:?}");
    }
    assert!(open.undo(10_001).is_empty(), "there is nothing to take back");
    assert_eq!((name(&open, 1), open.holds_sales(id(50))), ("Alfa".into(), false));
    // What others write is shown.
    let theirs = enter(&mut page(2), typing(1, account::field::name, "theirs"), 50_000);
    open.hear(StoreEvent::Heard(theirs));
    assert_eq!(name(&open, 1), "theirs");
    assert_eq!(notice(&open.undo(60_000)), Some(Some(Notice::ReadOnly)));
    assert_eq!(name(&open, 1), "theirs");
}

#[test]
fn a_page_that_was_overtaken_writes_nothing_more() {
    let mut open = page(1);
    enter(&mut open, typing(1, account::field::name, "A"), 10_000);
    assert!(holds(&open.hear(StoreEvent::Outdated)));
    assert_eq!(
        notice(&open.enter(typing(1, account::field::name, "B"), Vec::new(), 10_001)),
        Some(Some(Notice::ReadOnly))
    );
    assert_eq!(name(&open, 1), "A");
}

// Doubt.

fn doubtful() -> (OpenBook, Vec<Effect>) {
    let edits = Account { name: "Alfa".into(), ..Account::default() }.create(id(1));
    let text = Damaged { place: Place::Shelf, what: What::Record, key: "key".into(), text: "text".into() };
    let expected = Manifest { records: 7, ..Manifest::default() };
    let mut open = OpenBook::default();
    let opened = Opened { verdict: Verdict::Doubtful, damaged: vec![text], newest: Some(expected), ..found(edits) };
    let effects = open.opened(Actor(1), opened, true, None);
    (open, effects)
}

#[test]
fn a_book_that_may_not_be_whole_waits_for_a_person() {
    let (mut open, effects) = doubtful();
    assert!(!starts(&effects) && !holds(&effects));
    let doubt = open.doubt().expect("in doubt");
    assert_eq!((doubt.accounts, doubt.records, doubt.damaged), (1, 1, 1));
    assert_eq!(doubt.expected.map(|expected| expected.records), Some(7));
    assert!(open.undo(10_000).is_empty() && open.redo(10_000).is_empty());
    let accepted = open.accept();
    assert!(starts(&accepted) && open.doubt().is_none());
    assert!(open.accept().is_empty(), "it begins to write once");
}

#[test]
fn whoever_reads_a_backup_into_it_goes_on_with_it() {
    let (mut open, _) = doubtful();
    let effects = open.enter(typing(1, account::field::name, "restored"), Vec::new(), 10_000);
    let start = effects.iter().position(|effect| matches!(effect, Effect::Start(_)));
    let keep = effects.iter().position(|effect| matches!(effect, Effect::Keep(..)));
    assert!(start.is_some() && start < keep, "the stores begin with what was found, and then keep this");
    assert!(open.doubt().is_none());
}

#[test]
fn a_newer_version_ends_the_doubt_by_ending_the_writing() {
    let (mut open, _) = doubtful();
    open.hear(StoreEvent::Outdated);
    assert!(open.accept().is_empty(), "nothing begins to write any more");
    assert!(open.is_read_only() && open.doubt().is_none());
}

#[test]
fn erasing_ends_the_doubt() {
    let (mut open, _) = doubtful();
    let effects = open.erase();
    assert!(open.doubt().is_none() && !starts(&effects));
    assert!(matches!(effects.last(), Some(Effect::Erase)));
}

// Erasing.

#[test]
fn what_is_erased_is_gone_at_once_and_leaves_nothing_to_undo() {
    let mut open = page(1);
    open.enter(receipt(50), vec![(id(50), Arc::new(Batch::default()))], 10_000);
    let effects = open.erase();
    assert!(open.book().is_empty() && open.log().undoable().is_none() && !open.holds_sales(id(50)));
    assert_eq!((notice(&effects), state(&effects)), (Some(Some(Notice::Erased)), Some(SaveState::Saving)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::ForgetBackup)));
    assert_eq!(state(&open.erased(Ok(()))), Some(SaveState::Saved));
    // The page goes on with an empty book, and its stamps still grow.
    let entry = enter(&mut open, typing(1, account::field::name, "new"), 10);
    assert!(entry.stamp > stamp(10_000, 1));
}

#[test]
fn a_store_that_will_not_forget_says_so_whatever_was_said_before() {
    let mut open = page(1);
    open.erase();
    let entry = enter(&mut open, typing(1, account::field::name, "new"), 10_000);
    open.hear(StoreEvent::Saving);
    let effects = open.erased(Err(refused("the disk is gone")));
    let Some(SaveState::Failed(failed)) = state(&effects) else { panic!("{effects:?}") };
    assert_eq!(failed.errors().collect::<Vec<_>>(), [&refused("the disk is gone")]);
    // What was entered since stays, and is saved when the stores say so.
    assert!(open.log().contains(entry.stamp));
    assert_eq!(state(&open.hear(StoreEvent::Saved)), Some(SaveState::Saved));
}

#[test]
fn another_tab_that_erases_everything_empties_this_one_too() {
    let mut open = page(1);
    enter(&mut open, typing(1, account::field::name, "A"), 10_000);
    let effects = open.hear(StoreEvent::Erased);
    assert!(open.book().is_empty() && open.log().undoable().is_none());
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Erase)), "it is done already");
    assert_eq!(open.undo(10_001).len(), 0);
}

// What the stores say.

#[test]
fn trouble_is_told_once_and_ends_when_the_vault_works() {
    let mut open = page(1);
    let vault = || StoreEvent::Trouble(Trouble::Vault(refused("full")));
    assert!(matches!(open.hear(vault()).as_slice(), [Effect::Trouble(Some(Trouble::Vault(_)))]));
    assert!(open.hear(vault()).is_empty(), "the same again is no news");
    assert!(matches!(open.hear(StoreEvent::VaultWorks).as_slice(), [Effect::Trouble(None)]));
    assert!(open.hear(StoreEvent::VaultWorks).is_empty());
    // That of the shelf is another matter.
    open.hear(StoreEvent::Trouble(Trouble::Shelf(refused("full"))));
    assert!(open.hear(StoreEvent::VaultWorks).is_empty());
    assert!(matches!(open.save_again().as_slice(), [Effect::Trouble(None), Effect::Retry]));
    assert!(matches!(open.save_again().as_slice(), [Effect::Retry]));
}

#[test]
fn a_change_that_was_not_kept_is_still_on_the_page() {
    let mut open = page(1);
    enter(&mut open, typing(1, account::field::name, "A"), 10_000);
    let failed = NotKept { vault: Some(refused("gone")), shelf: Some(StoreError::Newer) };
    let effects = open.hear(StoreEvent::Failed(failed.clone()));
    assert_eq!(state(&effects), Some(SaveState::Failed(failed)));
    assert_eq!(name(&open, 1), "A");
    assert!(open.log().undoable().is_some());
}

#[test]
fn edits_that_bring_their_stamps_are_not_outrun_by_the_clock() {
    let mut open = page(1);
    let late = Edit { stamp: Some(stamp(90_000, 7)), ..Edit::raw(id(1), Account::KIND, "name", json!("merged")) };
    let entry = enter(&mut open, Change::new(Label::Merge { file: String::new() }, vec![late]), 10_000);
    assert!(entry.stamp > stamp(90_000, 7));
    enter(&mut open, typing(1, account::field::name, "after"), 10_001);
    assert_eq!(name(&open, 1), "after");
}

/// A clock ten years ahead is questioned; a day is not.
#[test]
fn what_is_dated_ahead_of_the_clock_is_told() {
    const DAY: u64 = 86_400_000;
    let mut open = page(1);
    enter(&mut open, typing(1, account::field::name, "Alpha"), 10 * DAY);
    assert_eq!(open.dated_ahead(9 * DAY), None);
    assert_eq!(open.dated_ahead(9 * DAY - 1), Some(10 * DAY));
    assert_eq!(open.dated_ahead(10 * DAY), None);
    // And what is entered then can be read again, however far ahead it was.
    let far = enter(&mut open, typing(1, account::field::name, "Alfa"), u64::MAX);
    assert!(Entry::read(&far.key(), &far.sealed()).is_some());
}

/// The database never answered: what local storage took is kept, and no mark calls it saved.
#[test]
fn what_a_silent_vault_does_not_have_is_not_called_saved() {
    let mut open = OpenBook::default();
    let effects = open.opened(Actor(1), found(Vec::new()), true, Some(StoreError::Unanswered));
    assert_eq!(state(&effects), Some(SaveState::OnShelf));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Trouble(Some(Trouble::Unread(_))))));
    assert_eq!(state(&open.hear(StoreEvent::Saved)), Some(SaveState::OnShelf));
    assert_ne!(SaveState::OnShelf.code(), SaveState::Saved.code());

    let mut open = page(1);
    assert_eq!(state(&open.hear(StoreEvent::Saved)), Some(SaveState::Saved));
    open.hear(StoreEvent::Trouble(Trouble::Vault(StoreError::Unanswered)));
    assert_eq!(state(&open.hear(StoreEvent::Saved)), Some(SaveState::OnShelf));
    open.hear(StoreEvent::VaultWorks);
    assert_eq!(state(&open.hear(StoreEvent::Saved)), Some(SaveState::Saved));
}

/// Both stores were emptied, and something outside them remembers that there was a book.
#[test]
fn emptied_stores_are_no_first_visit() {
    let mut emptied = crate::journal::open(&crate::journal::Image::default());
    assert_eq!(emptied.verdict, Verdict::Fresh);
    emptied.remember();
    let mut open = OpenBook::default();
    let effects = open.opened(Actor(1), emptied, true, None);
    assert!(open.doubt().is_some_and(|doubt| doubt.records == 0 && doubt.expected.is_none()));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Start(_))), "nothing is written before");
    let mut whole = found(Vec::new());
    whole.remember();
    assert_eq!(whole.verdict, Verdict::Whole);
}

/// A change that is applied to a copy first is the same change, in bounded steps; and one that the book has outrun
/// meanwhile is entered all the same.
#[test]
fn a_change_foreseen_is_the_change_entered() {
    let merge = || {
        let named = |number: u64| {
            let account = Account { name: format!("Account {number}"), ..Account::default() };
            account.create(RecordId::from_parts(number, [9; 10]))
        };
        let mut edits: Vec<Edit> = (100..2_500).flat_map(named).collect();
        edits.push(account::field::name.set(id(1), "Alpha".into()));
        Change::new(Label::Merge { file: "book.json".into() }, edits)
    };
    let (mut plain, mut ahead) = (page(1), page(1));
    let effects = plain.enter(merge(), Vec::new(), 10_000);
    let mut foreseen = ahead.foresee(merge(), Vec::new(), 10_000).unwrap_or_else(|_| panic!("the book is open"));
    let mut steps = 1;
    while !foreseen.step() {
        steps += 1;
    }
    assert!(steps > merge().edits.len() / 5_000, "{steps} steps");
    assert_eq!(name(&ahead, 1), "Alfa", "nothing is entered yet");
    assert!(ahead.is_next(&foreseen));
    let entered = ahead.enter_foreseen(foreseen, 10_005);
    assert_eq!(format!("{entered:?}"), format!("{effects:?}"));
    assert_eq!(ahead.book(), plain.book());
    // What is entered after it is later.
    assert!(enter(&mut ahead, typing(1, account::field::name, "A"), 10_000).stamp > stamp(10_000, 1));

    let mut outrun = page(1);
    let foreseen = outrun.foresee(merge(), Vec::new(), 10_000).unwrap_or_else(|_| panic!("the book is open"));
    enter(&mut outrun, typing(2, account::field::name, "Bravo"), 10_001);
    assert!(!outrun.is_next(&foreseen));
    let entry = kept(&outrun.enter_foreseen(foreseen, 10_002)).expect("it is entered");
    assert!(entry.stamp > stamp(10_001, 1));
    assert_eq!((name(&outrun, 1), name(&outrun, 2)), ("Alpha".into(), "Bravo".into()));
    assert!(OpenBook::default().foresee(merge(), Vec::new(), 1).is_err(), "the stores are still being read");
}
