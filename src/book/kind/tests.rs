//! What every kind must keep, whichever it is: one that forgets something fails here.

use std::collections::BTreeSet;

use super::*;
use crate::book::{Book, Change, Label, Named, Stamp, record};
use crate::calendar::{Date, date};
use crate::working_time::Wall;

const ACCOUNT: RecordId = RecordId::well_known(1);
const ID: RecordId = RecordId::well_known(2);

fn today() -> Date {
    date(2024, 5, 6)
}

/// Late on that day, far from where UTC is.
fn now() -> Instant {
    Instant::on(Wall::new(today(), 23 * 60 + 30), -480)
}

/// A record of a kind as these edits leave it.
fn made(kind: &Kind, edits: Vec<Edit>) -> Record {
    let mut book = Book::default();
    let mut all = vec![Edit::revive(ID, kind.code)];
    all.extend(edits);
    book.apply(&Change::new(Label::Sample, all), Stamp { millis: 1, ..Stamp::default() });
    book.record(ID).cloned().unwrap_or_else(|| Record::new(kind.code))
}

fn begun(kind: &Kind) -> Record {
    made(kind, (kind.begins)(ID, Some(ACCOUNT), now()))
}

/// The files of this room that declare a kind of record, with the code each declares.
fn declared() -> Vec<(String, String)> {
    let room = concat!(env!("CARGO_MANIFEST_DIR"), "/src/book");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(room).expect("the room is here").flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        let Some((_, declaration)) = text.split_once("\nrecord_kind! {") else { continue };
        let code = declaration.split('"').nth(1).expect("a kind has a code");
        found.push((entry.file_name().to_string_lossy().into_owned(), code.to_owned()));
    }
    found
}

/// Kinds that people don't fill in one by one: the machinery makes them, or a page of their own does.
const NOT_FILLED_IN: &[&str] = &[
    "account",
    "alias",
    "author",
    "distinct",
    "handling",
    "import_batch",
    "import_profile",
    "merge_receipt",
    "playbook",
    "question_set",
    "rate",
    "segment_strategy",
    "settings",
    "snapshot",
];

#[test]
fn every_kind_of_record_is_listed_or_is_none_that_people_fill_in() {
    let declared = declared();
    for (file, code) in &declared {
        let is_listed = Kind::of_code(code).is_some();
        assert_ne!(is_listed, NOT_FILLED_IN.contains(&code.as_str()), "src/book/{file}: `{code}` in `KINDS`?");
    }
    let codes: BTreeSet<&str> = declared.iter().map(|(_, code)| code.as_str()).collect();
    let known: BTreeSet<&str> = KINDS.iter().map(|kind| kind.code).chain(NOT_FILLED_IN.iter().copied()).collect();
    assert_eq!(codes, known);
}

#[test]
fn codes_and_places_are_one_kinds_alone() {
    let codes: BTreeSet<&str> = KINDS.iter().map(|kind| kind.code).collect();
    assert_eq!(codes.len(), KINDS.len());
    assert!(KINDS.is_sorted());
    for kind in KINDS {
        assert_eq!(Kind::of_code(kind.code), Some(*kind));
    }
    assert_eq!(Kind::of_code("moonshot"), None);
}

/// A field of a form that its record doesn't have would be typed in and never read.
#[test]
fn every_field_of_a_form_is_one_of_its_record_and_asked_once() {
    for kind in KINDS {
        let asked: BTreeSet<&str> = kind.fields.iter().map(|field| field.name).collect();
        assert_eq!(asked.len(), kind.fields.len(), "{kind:?}");
        assert!(!asked.is_empty(), "{kind:?}");
        for field in kind.fields {
            let value = example(field.input);
            let record = made(kind, vec![Edit::raw(ID, kind.code, field.name, value.clone())]);
            let again = (kind.written_again)(ID, &record);
            assert!(
                again.iter().any(|edit| edit.field == field.name && edit.value == value),
                "{kind:?} {}",
                field.name
            );
        }
    }
}

/// A value of the type that an input stores.
fn example(input: Input) -> serde_json::Value {
    use serde_json::json;
    let id = json!(RecordId::well_known(9));
    match input {
        Input::Line | Input::Text | Input::Group | Input::Document => json!("words"),
        Input::Day => json!("2024-05-06"),
        Input::Instant => json!("2024-05-06T16:00+02:00"),
        Input::Spans => {
            json!([{"from": "2024-05-06T16:00+02:00"}, {"from": "2024-05-06T16:00Z", "to": "2024-05-07T09:00Z"}])
        }
        Input::Money => json!({"minor": 1, "currency": "EUR"}),
        Input::Mark => json!(7),
        Input::Hours | Input::Whole | Input::Year => json!(450),
        Input::Quantity => json!(7_500),
        Input::Flag => json!(true),
        Input::Choice(list) => json!(list[0].0),
        Input::Choices(list) => json!([list[0].0]),
        Input::Person | Input::Colleague | Input::Competitor => id,
        Input::People | Input::Colleagues => json!([id]),
        Input::Birthday => json!("1950-05-20"),
        Input::Cadence => json!({"ideal": 14, "longest": 30, "set": "2024-05-06"}),
        Input::Reach => json!([{"kind": "phone", "value": "1"}]),
        Input::Reasons => json!([{"cause": "deadlines", "evidence": "2 late"}]),
        Input::Answers => json!([{"code": "own1", "asked": "What else?", "words": "Cheese"}]),
    }
}

/// A record whose fields may go further than its being there would be a hole.
#[test]
fn no_field_goes_further_than_its_record() {
    for kind in KINDS {
        for field in kind.fields {
            assert!(field.audience >= kind.audience, "{kind:?} {}", field.name);
        }
    }
}

/// Were it forgotten, the record would be added to no account, and seen nowhere.
#[test]
fn what_begins_at_an_account_belongs_to_it() {
    for kind in KINDS {
        let record = begun(kind);
        let knows_accounts = (kind.written_again)(ID, &made(kind, vec![account_edit(kind)]))
            .iter()
            .any(|edit| edit.field == record::ACCOUNT);
        assert_eq!(record.account(), knows_accounts.then_some(ACCOUNT), "{kind:?}");
        assert!((kind.begins)(ID, Some(ACCOUNT), now()).iter().all(|edit| edit.kind == kind.code), "{kind:?}");
    }
}

fn account_edit(kind: &Kind) -> Edit {
    Edit::raw(ID, kind.code, record::ACCOUNT, serde_json::json!(ACCOUNT))
}

/// An event begins on the day it is written down, and stands in the history from its first word.
#[test]
fn an_event_that_begins_stands_in_the_history_on_its_day() {
    for kind in KINDS {
        let event = kind.event(&begun(kind));
        assert_eq!(event.and_then(|event| event.day), kind.is_event().then_some(today()), "{kind:?}");
    }
}

#[test]
fn an_event_says_no_field_that_its_form_does_not_have() {
    for kind in KINDS {
        let said = kind.event(&begun(kind)).map(|event| event.said).unwrap_or_default();
        for name in said {
            assert!(kind.field(name).is_some(), "{kind:?} {name}");
        }
    }
}

/// What binds somebody can be settled in one step, and each act settles it; what binds nobody has none.
#[test]
fn every_act_settles_what_is_open() {
    let mut codes = BTreeSet::new();
    for kind in KINDS {
        let open = begun(kind);
        let binds = kind.event(&open).is_some_and(|event| event.commitment.is_some());
        assert_eq!(binds, !kind.settlements.is_empty(), "{kind:?}");
        for act in kind.settlements {
            assert!(codes.insert(act.code), "{} is the name of two acts", act.code);
            let mut edits = (kind.begins)(ID, Some(ACCOUNT), now());
            if let Some(condition) = kind.unmet_by(act, ID, &open, now()) {
                let needed = |name: &&str| kind.field(name).expect("a need has a place in the form");
                let known = condition.needs.iter().map(needed);
                edits.extend(known.map(|field| Edit::raw(ID, kind.code, field.name, example(field.input))));
            }
            assert_eq!(kind.unmet_by(act, ID, &made(kind, edits.clone()), now()), None, "{kind:?} {}", act.code);
            edits.extend((act.edits)(ID, now()));
            let settled = kind.event(&made(kind, edits)).and_then(|event| event.commitment?.settled);
            let is_done = settled.map(|settled| settled.outcome.is_done);
            assert!(settled.is_some(), "{kind:?} {}", act.code);
            // Broken is no way of doing it, whatever the act says.
            assert!(!act.is_done || is_done == Some(true), "{kind:?} {}", act.code);
        }
    }
}

#[test]
fn a_condition_has_one_name_and_other_fields() {
    let mut codes = BTreeSet::new();
    for (kind, field) in KINDS.iter().flat_map(|kind| kind.fields.iter().map(move |field| (kind, field))) {
        let Some(condition) = field.condition else { continue };
        assert!(codes.insert(condition.code), "{} is the name of two", condition.code);
        assert!(!condition.needs.is_empty() && !condition.needs.contains(&field.name), "{kind:?} {}", field.name);
        let known = |field: &str| kind.field(field).is_some();
        assert!(condition.needs.iter().all(|need| known(need)), "{kind:?} {}", field.name);
    }
    assert!(codes.contains("cause_and_verdict"));
}

/// What is to take place again has a day to reckon from, and a place among what is due.
#[test]
fn only_events_recur_and_are_due() {
    for kind in KINDS {
        if let Some(recurrence) = kind.recurrence {
            assert!(kind.is_event() && recurrence.after > 0, "{kind:?}");
            assert!(recurrence.rule.agenda.is_some(), "{kind:?}");
        }
    }
}

#[test]
fn a_list_names_every_code_once_and_in_order() {
    fn of<T: Named>() {
        assert_eq!(T::NAMES.len(), T::all().len());
        for (value, (code, name)) in T::all().iter().zip(T::NAMES) {
            assert_eq!((value.code(), value.name()), (*code, *name));
        }
    }
    of::<crate::book::Rank>();
    of::<crate::book::BuyingRole>();
    of::<crate::book::TenderReason>();
    assert_eq!(code_words(crate::book::Rank::NAMES, "top"), Some(Key::RankTop));
    assert_eq!(code_words(crate::book::Rank::NAMES, "emperor"), None);
}

/// A value of the wrong type, or a field that a later version wrote, takes nothing else along.
#[test]
fn what_is_misread_is_one_field() {
    for kind in KINDS {
        let mut edits = (kind.begins)(ID, Some(ACCOUNT), now());
        edits.push(Edit::raw(ID, kind.code, "of_a_later_version", 7.into()));
        let again = (kind.written_again)(ID, &made(kind, edits));
        assert_eq!(again.len(), (kind.begins)(ID, Some(ACCOUNT), now()).len(), "{kind:?}");
    }
}
