//! A colleague's leaving from the first list to the last confirmation, and what each step may not do.

use super::*;
use crate::book::{Account, Colleague, Contact, KINDS, PlannedStep, Promise, Stamp, Strength, Tie, promise};
use crate::calendar::date;
use crate::currency::Currency;
use crate::team::departure::{Departures, Values};
use crate::working_time::Wall;
use proptest::prelude::*;

const ANA: RecordId = RecordId::well_known(0x101);
const BO: RecordId = RecordId::well_known(0x102);
const CY: RecordId = RecordId::well_known(0x103);
const ALFA: RecordId = RecordId::well_known(0x201);
const BETA: RecordId = RecordId::well_known(0x202);
const EVA: RecordId = RecordId::well_known(0x301);
const PROMISE: RecordId = RecordId::well_known(0x401);
const KEPT: RecordId = RecordId::well_known(0x402);
const BOS: RecordId = RecordId::well_known(0x403);

fn today() -> Date {
    date(1998, 5, 6)
}

fn noon() -> Instant {
    Instant::on(Wall::new(today(), 720), 0)
}

fn apply(book: &mut Book, change: &Change) -> Change {
    let millis = book.latest_stamp().millis + 1;
    book.apply(change, Stamp { millis, ..Stamp::default() })
}

/// Ana answers for Alfa, where she alone knows Eva, and for Beta, where Bo stands in.
fn book() -> Book {
    let mut edits = Vec::new();
    for (id, name) in [(ANA, "Ana"), (BO, "Bo"), (CY, "Cy")] {
        edits.extend(Colleague { name: name.into(), ..Colleague::default() }.create(id));
    }
    let account = |name: &str, deputy| Account { name: name.into(), owner: Some(ANA), deputy, ..Account::default() };
    edits.extend(account("Alfa", None).create(ALFA));
    edits.extend(account("Beta", Some(BO)).create(BETA));
    let by_ana = Confirmation { on: date(1998, 1, 1), by: Some(ANA) };
    edits.push(account::field::industry.set(ALFA, "Cheese".into()));
    edits.push(Confirmation::edit(ALFA, Account::KIND, "industry", Some(&by_ana)));
    edits.extend(Contact { account: Some(ALFA), name: "Eva".into(), ..Contact::default() }.create(EVA));
    let tie = Tie {
        account: Some(ALFA),
        contact: Some(EVA),
        colleague: Some(ANA),
        strength: Some(Strength::Good),
        ..Tie::default()
    };
    edits.extend(tie.create(RecordId::well_known(0x302)));
    let promise = |colleagues: Vec<RecordId>, outcome| Promise {
        account: Some(ALFA),
        what: "samples".into(),
        due: Some(date(1998, 5, 10)),
        colleagues,
        outcome,
        ..Promise::default()
    };
    edits.extend(promise(vec![ANA, BO], None).create(PROMISE));
    edits.extend(promise(vec![ANA], Some(crate::book::Kept::Kept)).create(KEPT));
    edits.extend(promise(vec![BO], None).create(BOS));
    let mut book = Book::default();
    apply(&mut book, &Change::new(Label::Sample, edits));
    book
}

fn departure(book: &Book) -> Departure {
    Departures::of(book, &Values::default(), today()).with(ANA)
}

fn begun(book: &mut Book) -> Vec<RecordId> {
    let beginning = Beginning::of(book, &departure(book), ANA, "Ana leaves".into(), today());
    let change = beginning.change(book, "Ana".into());
    apply(book, &change);
    of_colleague(book, ANA).0
}

fn seen(book: &Book, id: RecordId) -> Passing {
    let ledger = Ledger::of(Currency::default(), []);
    let as_of = AsOf { today: today(), fresh: 365 };
    let account = book.value(id, field::account).expect("it is of an account");
    let dossier = Dossier::of(book, account).expect("it is there");
    let only = departure(book).only_at(account);
    passing(Seen { book, ledger: &ledger, as_of }, &dossier, &only, id).expect("it is there")
}

#[test]
fn a_leaving_is_a_hand_over_of_each_account_and_the_deputy_is_to_take_it() {
    let mut book = book();
    let all = begun(&mut book);
    let of: Vec<_> = all.iter().map(|id| seen(&book, *id)).map(|of| (of.name, of.hand_over.to)).collect();
    assert_eq!(of, [("Alfa".into(), None), ("Beta".into(), Some(BO))]);
    assert_eq!(of_colleague(&book, BO).1.len(), 1);
    // Once more it changes nothing.
    let again = Beginning::of(&book, &departure(&book), ANA, "again".into(), today()).change(&book, "Ana".into());
    assert_eq!(again.edits, []);
}

#[test]
fn the_list_has_what_is_open_whom_and_what_only_they_know_and_what_is_missing() {
    let mut book = book();
    let id = begun(&mut book)[0];
    let of = seen(&book, id);
    let codes: Vec<&str> = of.items.iter().map(|item| item.code.as_str()).collect();
    let (promise, eva) = (PROMISE.to_string(), EVA.to_string());
    assert_eq!(codes, [&promise, &eva, "facts", "gaps"]);
    assert_eq!(of.items[2].what, What::Facts(vec!["industry".into()]));
    assert!(of.items.iter().all(|item| !item.is_done) && !of.is_gone_through());
    let first = of.ticked(&eva, true);
    apply(&mut book, &first);
    let after = seen(&book, id);
    assert_eq!((after.done(), after.items.len()), (1, 4));
    let back = after.ticked(&eva, false);
    apply(&mut book, &back);
    assert_eq!(seen(&book, id), of, "and what is ticked can be open again");
}

#[test]
fn the_taker_sees_to_what_is_open_and_to_nothing_else() {
    let mut book = book();
    let id = begun(&mut book)[0];
    assert_eq!(seen(&book, id).items_taken(&book), None, "nobody takes it yet");
    let given = seen(&book, id).given_to(Some(BO));
    apply(&mut book, &given);
    let change = seen(&book, id).items_taken(&book).expect("Ana is named");
    assert_eq!(change.touched(), [PROMISE]);
    let inverse = apply(&mut book, &change);
    assert_eq!(book.value(PROMISE, promise::field::colleagues), [BO], "once, though he was named beside her");
    assert_eq!(book.value(KEPT, promise::field::colleagues), [ANA], "what is over stays as it was");
    assert_eq!(seen(&book, id).items_taken(&book), None);
    apply(&mut book, &inverse);
    assert_eq!(book.value(PROMISE, promise::field::colleagues), [ANA, BO]);
}

#[test]
fn each_account_goes_when_its_taker_confirms_it() {
    let mut book = book();
    let all = begun(&mut book);
    let (alfa, beta) = (all[0], all[1]);
    assert_eq!(seen(&book, alfa).confirmed(&book, noon()), None, "nobody takes it yet");
    let change = seen(&book, beta).confirmed(&book, noon()).expect("Bo takes it");
    let inverse = apply(&mut book, &change);
    let owners = |book: &Book| [ALFA, BETA].map(|id| book.value(id, account::field::owner));
    assert_eq!(owners(&book), [Some(ANA), Some(BO)]);
    assert_eq!(seen(&book, beta).confirmed(&book, noon()), None, "once");
    assert_eq!(seen(&book, beta).items, []);
    apply(&mut book, &inverse);
    assert_eq!(owners(&book), [Some(ANA), Some(ANA)], "and one step takes both back");
    assert!(seen(&book, beta).hand_over.is_open());
}

#[test]
fn it_stands_among_what_is_due_for_the_taker_until_it_is_confirmed() {
    let mut book = book();
    let beta = begun(&mut book)[1];
    let due = |book: &Book| {
        let all = Dossier::of(book, BETA).expect("is there").due(today());
        all.into_iter().map(|due| (due.rule.code, due.day, due.ours.first().copied())).collect::<Vec<_>>()
    };
    assert_eq!(due(&book), [("plan_action", Some(today().plus(USUAL_DAYS)), Some(BO))]);
    let late = seen(&book, beta).due(Some(date(1998, 5, 1)));
    apply(&mut book, &late);
    assert!(seen(&book, beta).is_late(today()));
    let change = seen(&book, beta).confirmed(&book, noon()).expect("Bo takes it");
    apply(&mut book, &change);
    assert_eq!(due(&book), []);
    assert!(!seen(&book, beta).is_late(today()));
}

#[test]
fn what_was_called_off_can_be_begun_again_on_the_same_day() {
    let mut book = book();
    let all = begun(&mut book);
    let ticked = seen(&book, all[0]).ticked("gaps", true);
    apply(&mut book, &ticked);
    let off = seen(&book, all[0]).called_off();
    apply(&mut book, &off);
    assert_eq!(of_colleague(&book, ANA).0.len(), 1);
    let again = begun(&mut book);
    assert_eq!(again.len(), 2);
    assert_eq!(seen(&book, again[0]).done(), 0, "nothing of it is gone through");
}

#[test]
fn a_change_of_owner_becomes_a_hand_over() {
    let mut book = book();
    let change = of_owner_change(&book, ALFA, ANA, CY, "other region".into(), today());
    apply(&mut book, &change);
    let id = of_colleague(&book, ANA).0[0];
    let of = seen(&book, id);
    assert_eq!((of.hand_over.from, of.hand_over.to, of.hand_over.why.as_str()), (Some(ANA), Some(CY), "other region"));
}

#[test]
fn it_is_a_kind_like_the_others() {
    assert!(KINDS.contains(&&HAND_OVER));
    assert_eq!(PlannedStep::KIND, "planned_step");
}

proptest! {
    /// Whatever is handed over to whom in whatever order, and undone: each account belongs to whom confirmed it last,
    /// and undoing everything leaves nothing behind.
    #[test]
    fn undone_in_turn_nothing_is_left(steps in prop::collection::vec((0usize..2, 0u8..5), 0..24)) {
        let start = book();
        let mut book = start.clone();
        let all = begun(&mut book);
        let begun = book.clone();
        let mut inverses = Vec::new();
        for (at, step) in steps {
            let of = seen(&book, all[at]);
            let change = match step {
                0 => Some(of.given_to(Some(BO))),
                1 => Some(of.given_to(Some(CY))),
                2 => of.items_taken(&book),
                3 => of.confirmed(&book, noon()),
                _ => of.items.first().map(|item| of.ticked(&item.code, true)),
            };
            let Some(change) = change else { continue };
            inverses.push(apply(&mut book, &change));
            let after = seen(&book, all[at]);
            if !after.hand_over.is_open() && step == 3 {
                prop_assert_eq!(book.value(after.account, account::field::owner), after.hand_over.to);
            }
        }
        for inverse in inverses.iter().rev() {
            apply(&mut book, inverse);
        }
        for (id, record) in begun.records() {
            for (field, register) in &record.fields {
                let value = book.record(id).map(|record| record.value(field).clone());
                prop_assert_eq!(value, Some(register.value.clone()), "{}", field);
            }
        }
    }
}

/// Ticks were one list in one field: of what two devices ticked apart, one's was lost.
#[test]
fn ticks_of_two_devices_are_both_kept() {
    let mut ours = book();
    let id = begun(&mut ours)[0];
    let mut theirs = ours.clone();
    let tick = |book: &mut Book, code: &str, is_done, device: u64| {
        let change = seen(book, id).ticked(code, is_done);
        let stamp = Stamp { millis: 1_000 + device, ..Stamp::default() };
        book.apply(&change, stamp)
    };
    let undo = tick(&mut ours, "facts", true, 1);
    tick(&mut theirs, "gaps", true, 2);
    for (id, record) in theirs.records() {
        ours.join(id, record.clone());
    }
    let done = |book: &Book| {
        let of = seen(book, id);
        of.items.iter().filter(|item| item.is_done).map(|item| item.code.clone()).collect::<Vec<_>>()
    };
    assert_eq!(done(&ours), ["facts", "gaps"]);
    apply(&mut ours, &undo);
    assert_eq!(done(&ours), ["gaps"], "what is undone is one's own tick");
    // Begun anew on the same day after it was called off, nothing is ticked.
    let called_off = seen(&ours, id).called_off();
    apply(&mut ours, &called_off);
    let anew = begun(&mut ours)[0];
    assert_eq!((anew, done(&ours)), (id, vec![]));
}
