//! The way of a file, step by step, also in orders that a browser rarely makes.

mod answers;
mod decisions;
mod disturbed;
mod locked;
mod page;
mod sizes;

use crate::book::{Contact, ImportBatch, Label, RecordKind};
use crate::exchange::book_merge::MergeMode;
use crate::exchange::flow::*;
use crate::exchange::json::{Sender, to_json};
use crate::exchange::sample;
use page::Page;

const ORDERS: &str = "Customer,Date,Order,Amount\nAlfa,2024-01-15,1,10.00\nBeta,2024-02-13,2,20.50\n";
const CARDS: &str =
    "Customer,Contact,Address,City,Country\nAlfa,Anna Ek,Street 1,Berlin,Germany\nDelta,Bo,Street 2,Lyon,France\n";
const OTHERS: &str = "Customer,Date,Order,Amount\nGamma,2024-03-15,3,30.00\n";
/// Day or month first? Both orders are on the same days.
const DOUBTFUL: &str = "Customer,Date,Order,Amount\nAlfa,05/06/2024,1,10.00\nBeta,07/06/2024,2,20.00\n";

/// An export of ours with one account.
fn export(name: &str) -> String {
    let mut page = Page::default();
    page.another_tab_adds(name);
    to_json(&page.book, [], "2025-01-01T00:00:00Z", &Sender::default())
}

#[test]
fn a_file_goes_its_way_and_nothing_is_written_before_it_is_taken_over() {
    let mut page = Page::default();
    assert_eq!(page.state(), "idle");
    page.drop_file("orders.csv", ORDERS);
    let mut states = vec![page.state()];
    while page.next() {
        assert!(page.commits.is_empty() && page.accounts().is_empty());
        if states.last() != Some(&page.state()) {
            states.push(page.state());
        }
    }
    assert_eq!(states, ["looking", "asking", "reading", "ready"]);
    assert_eq!(page.went, [Destination::Files(Expected::Any)]);
    assert_eq!(page.flow.effect().map(|effect| effect.created), Some(2));
    page.happen(Event::TakeOver);
    assert_eq!((page.state(), page.accounts().len()), ("saving", 0));
    page.settle();
    assert_eq!(page.state(), "idle");
    assert_eq!(page.accounts(), ["Alfa", "Beta"]);
    assert_eq!((page.sold("Alfa"), page.sold("Beta")), (1_000, 2_050));
    assert_eq!(page.went, [Destination::Files(Expected::Any), Destination::Segments]);
    assert!(page.worker.is_none(), "nobody reads any more");
    let receipts: Vec<ImportBatch> = page.book.all().map(|(_, receipt)| receipt).collect();
    assert_eq!(receipts.len(), 1);
    assert_eq!((receipts[0].file.as_str(), receipts[0].imported), ("orders.csv", 2));
    assert!(matches!(&page.commits[0].label, Label::Import { file } if file == "orders.csv"));
}

/// Bug: whoever went to the accounts while a file was being taken over was fetched to the segments when it was.
#[test]
fn who_went_on_while_it_was_written_stays_there() {
    let mut page = Page::default();
    page.is_elsewhere = true;
    page.drop_file("orders.csv", ORDERS);
    page.settle();
    page.happen(Event::TakeOver);
    page.settle();
    assert_eq!((page.state(), page.accounts().len()), ("idle", 2));
    assert_eq!(page.went, [Destination::Files(Expected::Any)]);
}

#[test]
fn what_is_written_is_seen_until_the_page_is_where_the_result_shows() {
    let mut page = Page::default();
    page.drop_file("orders.csv", ORDERS);
    page.settle();
    page.happen(Event::TakeOver);
    while page.went.len() < 2 {
        assert_eq!(page.state(), "saving");
        assert!(page.next());
    }
    assert_eq!(page.state(), "saving", "the page of files isn't built in between");
    page.settle();
    assert_eq!(page.state(), "idle");
}

#[test]
fn a_list_of_candidates_leads_to_the_prospects_it_made() {
    let mut page = Page::default();
    page.drop_file("candidates.csv", CARDS);
    page.settle();
    page.happen(Event::ExpectedSaid(Expected::Candidates));
    assert_eq!(page.state(), "previewed", "nobody enters before it is known who is barred");
    decide_candidates(&mut page);
    page.take_over();
    assert_eq!(page.accounts(), ["Alfa", "Delta"]);
    assert_eq!(page.book.count::<crate::book::Prospect>(), 2);
    assert_eq!(page.went.last(), Some(&Destination::Prospects));
    assert!(matches!(page.commits.last().map(|change| &change.label), Some(Label::ImportProspects { .. })));
}

/// Who came for candidates from their page has them as such at once.
#[test]
fn candidates_that_are_expected_arrive_as_candidates() {
    let mut page = Page::expecting(Expected::Candidates);
    page.drop_file("candidates.csv", CARDS);
    assert_eq!(page.went, [Destination::Files(Expected::Candidates)]);
    page.settle();
    assert_eq!((page.flow.expected(), page.state()), (Expected::Candidates, "previewed"));
    page.happen(Event::TakeOver);
    page.settle();
    assert!(page.commits.is_empty(), "not before it is known how they enter");
    decide_candidates(&mut page);
    page.settle();
    assert_eq!(page.flow.effect().map(|effect| (effect.created, effect.entering)), Some((2, 2)));
    page.take_over();
    assert_eq!(page.book.count::<crate::book::Prospect>(), 2);
    assert_eq!((page.went.last(), page.expects), (Some(&Destination::Prospects), Expected::Any));
}

#[test]
fn what_is_expected_is_kept_until_a_file_comes_from_elsewhere() {
    let mut page = Page::expecting(Expected::Candidates);
    page.drop_file("candidates.csv", CARDS);
    page.settle();
    // Let go, and chosen again: it is still the page that expects candidates.
    page.happen(Event::LetGo);
    page.drop_file("candidates.csv", CARDS);
    page.settle();
    assert_eq!(page.flow.expected(), Expected::Candidates);
    page.look_again(|hints| hints.header = Some(crate::exchange::HeaderAt { line: 1, rows: 1 }));
    page.settle();
    assert_eq!(page.flow.expected(), Expected::Candidates, "looked at again");
    decide_candidates(&mut page);
    // By way of another page.
    page.expects = Expected::Any;
    page.drop_file("cards.csv", CARDS);
    page.take_over();
    assert_eq!(page.book.count::<crate::book::Prospect>(), 0);
    assert_eq!(page.accounts(), ["Alfa", "Delta"]);
    assert_eq!(page.went.last(), Some(&Destination::Accounts));
}

#[test]
fn who_says_that_they_are_no_candidates_is_not_asked_to_say_it_again() {
    let mut page = Page::expecting(Expected::Candidates);
    page.drop_file("cards.csv", CARDS);
    page.settle();
    decide_candidates(&mut page);
    page.happen(Event::ExpectedSaid(Expected::Any));
    assert_eq!((page.expects, page.state()), (Expected::Any, "previewed"));
    page.happen(Event::CandidatesDecided(None));
    page.settle();
    assert_eq!(page.state(), "ready");
    page.happen(Event::LetGo);
    page.drop_file("cards.csv", CARDS);
    page.take_over();
    assert_eq!((page.book.count::<crate::book::Prospect>(), page.accounts().len()), (0, 2));
}

/// Orders name their customers, who bought: none of them is a candidate.
#[test]
fn orders_are_orders_though_candidates_were_expected() {
    let mut page = Page::expecting(Expected::Candidates);
    page.drop_file("orders.csv", ORDERS);
    page.take_over();
    assert_eq!((page.accounts().len(), page.book.count::<crate::book::Prospect>()), (2, 0));
    assert_eq!(page.went.last(), Some(&Destination::Segments));
}

/// Where the book bars all of them there is nothing to take over.
#[test]
fn a_list_of_which_nobody_enters_brings_nothing() {
    let mut page = Page::default();
    page.drop_file("orders.csv", "Customer,Date,Order,Amount\nAlfa,2024-01-15,1,10.00\nDelta,2024-02-13,2,20.50\n");
    page.take_over();
    page.expects = Expected::Candidates;
    page.drop_file("candidates.csv", CARDS);
    page.settle();
    decide_candidates(&mut page);
    page.settle();
    assert_eq!((page.flow.effect().map(|effect| effect.entering), page.state()), (Some(0), "previewed"));
}

/// The page says how candidates enter: held against the book as it is.
fn decide_candidates(page: &mut Page) {
    let counting = ImportBatch::counting(&page.book);
    let live = page.batches.iter().filter(|(id, _)| counting.contains(id)).map(|(_, batch)| &**batch);
    let ledger = crate::ledger::Ledger::of(crate::ledger::Valuation::of(&page.book), live);
    let candidates = Candidates {
        source: None,
        whence: String::new(),
        found_by: None,
        found: crate::calendar::date(2025, 1, 1),
        checks: std::sync::Arc::new(crate::exchange::candidates::Checks::of(&page.book, &ledger)),
    };
    page.happen(Event::CandidatesDecided(Some(Box::new(candidates))));
}

#[test]
fn customers_are_taken_over_beside_their_orders() {
    let mut page = Page::default();
    page.drop_file("orders.csv", ORDERS);
    page.take_over();
    page.drop_file("cards.csv", CARDS);
    page.settle();
    let effect = page.flow.effect().unwrap_or_default();
    assert_eq!((effect.created, effect.updated), (1, 1));
    page.take_over();
    assert_eq!(page.accounts(), ["Alfa", "Beta", "Delta"]);
    assert_eq!(page.book.count::<Contact>(), 2);
    assert_eq!(page.went.last(), Some(&Destination::Accounts));
    assert!(matches!(&page.commits[1].label, Label::ImportCustomers { .. }));
}

#[test]
fn people_are_taken_over_once_and_the_same_cards_again_bring_nothing() {
    let cards = "BEGIN:VCARD\nFN:Anna Ek\nORG:Alfa\nEND:VCARD\nBEGIN:VCARD\nFN:Cy Orr\nORG:Gamma\nEND:VCARD\n";
    let mut page = Page::default();
    page.drop_file("orders.csv", ORDERS);
    page.take_over();
    page.drop_file("people.vcf", cards);
    page.settle();
    let people = |page: &Page| page.flow.effect().map(|effect| (effect.people.new, effect.people.aside));
    assert_eq!((people(&page), page.state()), (Some((1, 1)), "ready"));
    // Somebody says that Gamma is an account, and thinks better of it; then that it is Beta.
    page.happen(Event::FoundedDecided { names: vec!["Gamma".into()], founds: true });
    page.settle();
    assert_eq!((people(&page), page.flow.effect().map(|effect| effect.created)), (Some((2, 0)), Some(1)));
    page.happen(Event::FoundedDecided { names: vec!["Gamma".into()], founds: false });
    let beta = page.book.accounts().find(|(_, account)| account.name == "Beta").map(|(id, _)| id);
    page.happen(Event::SameDecided { customer: 1, account: beta });
    page.settle();
    assert_eq!((people(&page), page.state()), (Some((2, 0)), "ready"));
    page.take_over();
    assert_eq!((page.book.count::<Contact>(), page.accounts().len()), (2, 2));
    assert_eq!(page.went.last(), Some(&Destination::Accounts));
    assert!(matches!(page.commits.last().map(|change| &change.label), Some(Label::ImportPeople { .. })));
    page.drop_file("people.vcf", cards);
    page.settle();
    assert_eq!((people(&page), page.state()), (Some((0, 0)), "previewed"), "there is nothing to take over");
    // The book says another function by now: that of the file is taken only where somebody says so.
    let anna =
        page.book.all::<Contact>().find(|(_, one)| one.name == "Anna Ek").map(|(id, _)| id).unwrap_or_else(|| panic!());
    page.write(&Change::new(Label::Sample, vec![crate::book::contact::field::function.set(anna, "Buyer".into())]));
    page.drop_file("people.vcf", cards.replace("FN:Anna Ek", "FN:Anna Ek\nTITLE:Owner"));
    page.settle();
    assert_eq!(page.state(), "previewed");
    page.happen(Event::TakenDecided { person: anna, field: "function", takes: true });
    page.take_over();
    assert_eq!(page.book.get::<Contact>(anna).map(|one| one.function), Some("Owner".to_owned()));
}

#[test]
fn the_same_file_again_brings_nothing_and_a_longer_one_what_is_new() {
    let mut page = Page::default();
    page.drop_file("orders.csv", ORDERS);
    page.take_over();
    page.drop_file("orders.csv", ORDERS);
    page.settle();
    assert_eq!(page.state(), "previewed", "there is nothing to take over");
    page.happen(Event::TakeOver);
    page.settle();
    assert_eq!(page.commits.len(), 1);
    page.drop_file("longer.csv", format!("{ORDERS}Beta,2024-04-01,4,5.00\n"));
    page.settle();
    let delta = page.flow.preview().map(|preview| preview.delta.clone()).unwrap_or_default();
    assert_eq!((delta.orders_created, delta.orders_unchanged, delta.lines_added), (1, 2, 1));
    page.take_over();
    assert_eq!((page.sold("Alfa"), page.sold("Beta")), (1_000, 2_550));
}

/// What a CSV of ours guards against formulas is guarded no longer when it comes back.
#[test]
fn a_guard_against_formulas_is_taken_off() {
    let mut page = Page::default();
    let rows = "'+381 11 123,'-5,2024-01-15,-10.00\n\"'=SUM(A1;B2)\",''=7,2024-02-13,20.50\n";
    page.drop_file("orders.csv", format!("Customer,Customer No,Date,Amount\n{rows}"));
    page.take_over();
    let mut found: Vec<_> = page.book.accounts().map(|(_, account)| (account.name, account.external_id)).collect();
    found.sort();
    assert_eq!(found, [("+381 11 123".into(), "-5".into()), ("=SUM(A1;B2)".into(), "'=7".into())]);
    assert_eq!(page.sold("+381 11 123"), -1_000);
}

#[test]
fn an_export_is_previewed_and_written_once() {
    let mut page = Page::default();
    page.another_tab_adds("Alfa");
    page.settle();
    page.drop_file("theirs.json", export("Gamma"));
    page.settle();
    assert_eq!(page.state(), "merging");
    assert!(page.worker.is_none(), "an export needs no worker");
    assert_eq!(page.accounts(), ["Alfa"]);
    page.happen(Event::TakeOverMerge(Box::new(MergeMode::Add.into())));
    page.happen(Event::TakeOverMerge(Box::new(MergeMode::Restore.into())));
    page.happen(Event::LetGo);
    assert_eq!(page.state(), "merging", "it is seen until the page leaves it");
    page.settle();
    assert_eq!((page.commits.len(), page.state()), (1, "idle"));
    assert_eq!(page.accounts(), ["Alfa", "Gamma"]);
    assert_eq!(page.went.last(), Some(&Destination::Segments));
}

/// However many records it has, the page answers while they are read.
#[test]
fn a_large_export_is_read_in_steps() {
    let mut page = Page::default();
    (0..3_000).for_each(|at| page.another_tab_adds(&format!("Account {at}")));
    let text = to_json(&page.book, [], "2025-01-01T00:00:00Z", &Sender::default());
    let mut page = Page::default();
    page.drop_file("theirs.json", text.as_bytes());
    page.until(|flow| flow.merge().is_some());
    assert!(page.turns > text.len() / BYTES_AT_ONCE / 2, "{} turns for {} bytes", page.turns, text.len());
    page.drop_file("theirs.json", text.as_bytes());
    page.go_on(3);
    assert_eq!(page.state(), "looking", "it is being read");
    page.happen(Event::LetGo);
    page.settle();
    assert_eq!((page.state(), page.commits.len()), ("idle", 0));
}

#[test]
fn restoring_makes_the_book_as_the_file() {
    let mut page = Page::default();
    page.another_tab_adds("Alfa");
    page.settle();
    // Told by its first character, whatever its name and its mark of the order of bytes.
    page.drop_file("theirs.txt", format!("\u{feff}\n {}", export("Gamma")));
    page.settle();
    page.happen(Event::TakeOverMerge(Box::new(MergeMode::Restore.into())));
    page.settle();
    assert_eq!(page.accounts(), ["Gamma"]);
}

#[test]
fn what_is_no_export_says_so() {
    for (name, text) in [("theirs.json", "Customer,Date\n"), ("other.txt", "{\"format\": \"other\"}")] {
        let mut page = Page::default();
        page.drop_file(name, text);
        page.settle();
        assert!(matches!(page.flow.failure(), Some(Failure::NotAnExport(_))), "{name}");
        assert_eq!(page.flow.file(), Some(&page::incoming(name)), "it is said of which file");
    }
}

#[test]
fn the_sample_is_one_change_of_three_files() {
    let mut page = Page::default();
    page.happen(Event::SampleWanted);
    while page.state() == "sample" {
        assert!(page.flow.file().is_none() && page.flow.preview().is_none(), "nothing of it is shown");
        assert!(page.next());
    }
    page.settle();
    assert_eq!((page.commits.len(), page.accounts().len()), (1, 96));
    assert_eq!(page.commits[0].label, Label::Sample);
    assert_eq!((page.book.count::<ImportBatch>(), page.batches.len()), (2, 2));
    assert!(page.book.records().any(|(_, record)| record.kind == crate::book::Competitor::KIND), "dossiers are there");
    assert_eq!(page.went, [Destination::Segments]);
    let mut seen = std::collections::HashSet::new();
    let twice = page.commits[0].edits.iter().find(|edit| !seen.insert((edit.id, edit.field.clone())));
    assert_eq!(twice, None, "a change names a field once");
}

#[test]
fn the_sample_says_which_part_is_missing_and_can_be_tried_again() {
    for part in [sample::ORDERS, sample::CUSTOMERS, sample::DOSSIERS] {
        let mut page = Page::default();
        page.missing = Some(part);
        page.happen(Event::SampleWanted);
        page.settle();
        assert!(matches!(page.flow.failure(), Some(Failure::NoSample(detail)) if detail.contains(part)), "{part}");
        assert!(page.commits.is_empty() && !page.flow.is_loading_sample() && page.worker.is_none());
        page.missing = None;
        page.happen(Event::SampleWanted);
        page.settle();
        assert_eq!(page.accounts().len(), 96);
    }
}
