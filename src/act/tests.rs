//! The table is whole: everything in it can be told apart, found, and done somewhere.

use std::collections::BTreeSet;

use super::*;
use crate::book::promise::PROMISE;
use crate::route::Route;
use crate::text::{Catalogue, Language};

/// Every state a person can be in.
fn everywhere() -> impl Iterator<Item = Where> {
    (0..1_u32 << 9).map(|bits| {
        let is = |bit: u32| bits & (1 << bit) != 0;
        Where {
            is_read_only: is(0),
            is_empty: is(1),
            has_figures: is(2),
            can_undo: is(3),
            can_redo: is(4),
            lists_accounts: is(5),
            dossier: is(6).then_some(AtDossier { has_sales: is(7), is_archived: is(8) }),
        }
    })
}

fn press(letter: &'static str, code: &'static str) -> Press<'static> {
    Press { letter, code, ctrl: false, shift: false, alt: false }
}

#[test]
fn every_act_has_a_name_of_its_own_for_programs_and_for_people() {
    let codes: BTreeSet<_> = Act::all().map(Act::code).collect();
    assert_eq!(codes.len(), Act::all().count());
    for code in codes {
        assert!(!code.is_empty() && code.chars().all(|c| c.is_ascii_lowercase() || "-_".contains(c)), "{code}");
    }
    for catalogue in Language::ALL.map(Catalogue::whole) {
        let mut seen = BTreeSet::new();
        for act in Act::all() {
            let title = match act.title() {
                Title::Text(key) => catalogue.get(key).unwrap_or_default(),
                Title::Name(name) => name,
            };
            let name = (act.group().map(|group| catalogue.get(group).unwrap_or_default()), title);
            assert!(!title.is_empty() && !title.contains('{'), "{act:?} has places to fill");
            assert!(seen.insert(name), "{:?}: {name:?} is said of two acts", catalogue.language());
        }
    }
}

#[test]
fn every_act_can_be_done_somewhere() {
    for act in Act::all() {
        assert!(everywhere().any(|at| act.applies(&at)), "{act:?}");
    }
}

#[test]
fn a_book_that_is_only_read_is_not_written() {
    let reading = || everywhere().filter(|at| at.is_read_only);
    for act in Act::all() {
        assert_eq!(reading().any(|at| act.applies(&at)), !act.writes(), "{act:?}");
        assert!(reading().any(|at| act.is_offered(&at)), "{act:?} is offered nevertheless");
    }
    let written: BTreeSet<_> = Act::all().filter(|act| act.writes()).map(Act::code).collect();
    for code in ["undo", "add-promise", "add-account", "merge-with", "delete-account", "import-file"] {
        assert!(written.contains(code), "{code}");
    }
    for code in ["export-json", "print-dossier", "history", "go-data", "language-ru", "theme-dark"] {
        assert!(!written.contains(code), "{code}");
    }
}

#[test]
fn an_act_is_offered_where_it_has_what_it_needs() {
    let offered = |at: Where| Act::all().filter(move |act| act.is_offered(&at)).collect::<Vec<_>>();
    let nowhere = Where { is_empty: true, ..Where::default() };
    assert!(offered(nowhere).contains(&Act::LoadSample));
    assert!(!offered(nowhere).contains(&Act::Undo));
    assert!(!offered(nowhere).contains(&Act::ExportJson));
    assert!(offered(Where { can_undo: true, ..nowhere }).contains(&Act::Undo));

    let book = Where { has_figures: true, ..Where::default() };
    assert!(!offered(book).contains(&Act::LoadSample));
    assert!(offered(book).contains(&Act::ExportSegmentsXlsx));
    assert!(!offered(book).contains(&Act::Add(&PROMISE)));
    assert!(!offered(book).contains(&Act::ShowHistory));

    let archived = Where { dossier: Some(AtDossier { has_sales: true, is_archived: true }), ..book };
    assert!(offered(archived).contains(&Act::Unarchive) && !offered(archived).contains(&Act::Archive));
    let dossier = |has_sales| Where { dossier: Some(AtDossier { has_sales, is_archived: false }), ..book };
    assert!(offered(dossier(true)).contains(&Act::Archive) && !offered(dossier(true)).contains(&Act::Unarchive));
    assert!(offered(dossier(true)).contains(&Act::Add(&PROMISE)));
    assert!(!offered(dossier(true)).contains(&Act::DeleteAccount));
    assert!(offered(dossier(false)).contains(&Act::DeleteAccount));
}

/// What is begun at an account needs no line of its own: a kind that is listed can be added.
#[test]
fn records_of_an_account_can_be_added() {
    let added = |kind: &Kind| Act::all().any(|act| matches!(act, Act::Add(known) if known == kind));
    let elsewhere = [
        "tie",
        "colleague",
        "absence",
        "organisation",
        "competitor",
        "white_space",
        "custom_field",
        "delivery_correction",
        "skill_assessment",
        "winback",
        "winback_step",
        "prospect",
        "market_profile",
        "plan",
        "plan_goal",
        "plan_objective",
        "plan_person",
        "plan_action",
        "plan_review",
        "negotiation_point",
        "negotiation_question",
        "negotiation_position",
        "negotiation_concession",
        "negotiation_proposal",
    ];
    for kind in KINDS {
        assert_eq!(added(kind), !elsewhere.contains(&kind.code), "{}", kind.code);
    }
}

#[test]
fn every_destination_is_a_page() {
    for page in DESTINATIONS {
        let route = Route::parse(page.address);
        assert!(!matches!(route, Route::Unknown(_)), "{}", page.address);
        assert_eq!(route.to_string(), page.address);
    }
}

#[test]
fn no_two_acts_have_the_same_keys() {
    let keys = || Act::all().flat_map(|act| act.shortcuts().iter().map(move |shortcut| (act, *shortcut)));
    for (one, shortcut) in keys() {
        for (other, of_other) in keys().filter(|(other, _)| *other != one) {
            assert!(!shortcut.clashes_with(of_other), "{one:?} and {other:?}");
        }
    }
}

#[test]
fn a_sign_of_persian_layouts_is_named_to_those_who_write_them_alone() {
    let named = |language| shortcut::KEYS.iter().filter(move |shortcut| shortcut.is_named_in(language)).count();
    assert_eq!([Language::English, Language::Russian, Language::Persian].map(named), [1, 1, 2]);
}

#[test]
fn a_press_finds_its_act_on_every_layout() {
    let at = Where { lists_accounts: true, ..Where::default() };
    let found = |press: Press<'_>| Act::of_press(&press, &at);
    let ctrl = |press| Press { ctrl: true, ..press };
    let shift = |press| Press { shift: true, ..press };
    assert_eq!(found(ctrl(press("z", "KeyZ"))), Some(Act::Undo));
    assert_eq!(found(ctrl(press("я", "KeyZ"))), Some(Act::Undo));
    assert_eq!(found(ctrl(press("z", "KeyY"))), Some(Act::Undo), "on a German keyboard");
    assert_eq!(found(shift(ctrl(press("Z", "KeyZ")))), Some(Act::Redo));
    assert_eq!(found(ctrl(press("y", "KeyY"))), Some(Act::Redo));
    assert_eq!(found(ctrl(press("y", "KeyZ"))), Some(Act::Redo), "on a German keyboard");
    assert_eq!(found(press("/", "Slash")), Some(Act::SearchAccounts));
    assert_eq!(found(shift(press("?", "Slash"))), Some(Act::ShowKeys));
    assert_eq!(found(shift(press("?", "Minus"))), Some(Act::ShowKeys), "on a German keyboard");
    assert_eq!(found(shift(press("؟", "Slash"))), Some(Act::ShowKeys), "on a Persian keyboard");
    assert_eq!(found(shift(press("/", "Digit7"))), Some(Act::SearchAccounts), "on a German keyboard");
    assert_eq!(found(ctrl(press("و", "KeyY"))), Some(Act::Redo), "on a Persian keyboard");
    for letter in ["l", "L", "д", "م", "લ"] {
        assert_eq!(found(press(letter, "KeyL")), Some(Act::LogTouch), "{letter}");
    }
    assert_eq!(found(ctrl(press("l", "KeyL"))), None, "the browser's address");
    assert_eq!(found(ctrl(press("w", "KeyZ"))), None, "on a French keyboard it closes the tab");
    assert_eq!(found(ctrl(press(";", "KeyZ"))), None, "on a Dvorak keyboard");
    assert_eq!(found(press("-", "Slash")), None, "on a German keyboard");
    for nothing in [press("z", "KeyZ"), ctrl(press("/", "Slash")), Press { alt: true, ..press("/", "Slash") }] {
        assert_eq!(found(nothing), None, "{nothing:?}");
    }
    assert_eq!(Act::of_press(&press("/", "Slash"), &Where::default()), None, "elsewhere the browser has it");
}
