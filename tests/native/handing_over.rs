//! What leaves for whom, and that whoever gets such files, in any order, knows and counts what is theirs.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use vital_few::book::account::{BUSINESS, GENERAL};
use vital_few::book::kind::Audience;
use vital_few::book::{
    Account, Book, Change, Colleague, Competitor, CompetitorAtAccount, Confirmation, Contact, Edit, HandOver,
    ImportBatch, Interaction, KINDS, Kept, Label, Note, Promise, RecordId, RecordKind, Stamp, WhiteSpace, account,
    merge_accounts, promise, white_space,
};
use vital_few::calendar::Date;
use vital_few::dossier::Dossier;
use vital_few::dossier::handover::{Handover, Leaving, audience_of};
use vital_few::exchange::delta::delta;
use vital_few::exchange::json::{Sender, from_json, to_json};
use vital_few::ledger::{Batch, Document, Ledger, Line, Sales, Valuation};

use crate::import_expected::sample_dossiers;

/// An account of the sample, with a rich dossier.
const ERNST: RecordId = RecordId::well_known(0x1001);

/// Accounts of which nothing is known but the name.
const A: RecordId = RecordId::well_known(0x1001);
const B: RecordId = RecordId::well_known(0x1002);

const IMPORT: RecordId = RecordId::well_known(0x2001);
/// A later import of the same file.
const AGAIN: RecordId = RecordId::well_known(0x2002);

/// One of those who hand files to each other.
#[derive(Clone, Default)]
struct Side {
    book: Book,
    /// By the import they came with, or the part of one.
    held: BTreeMap<RecordId, Batch>,
}

impl Side {
    fn with_accounts() -> Self {
        let mut side = Self::default();
        let mut edits = Account { name: "A".into(), ..Account::default() }.create(A);
        edits.extend(Account { name: "B".into(), ..Account::default() }.create(B));
        side.edit(edits, 1);
        side
    }

    fn with_orders() -> Self {
        let mut side = Self::with_accounts();
        side.import(IMPORT, orders(), 3);
        side
    }

    fn with_sample() -> Self {
        let mut side = Self::default();
        let mut edits = Vec::new();
        for (at, number) in (0x1001..).zip(["ERNSH", "QUICK", "SAVEA", "LEHMS", "MORGK", "MEREP", "HUNGC"]) {
            let account = Account { name: number.into(), external_id: number.into(), ..Account::default() };
            edits.extend(account.create(RecordId::well_known(at)));
        }
        side.edit(edits, 1);
        let edits = sample_dossiers(&mut side.book);
        side.edit(edits, 2);
        side
    }

    fn apply(&mut self, change: &Change, at: u64) -> Change {
        self.book.apply(change, Stamp { millis: at, ..Stamp::default() })
    }

    fn edit(&mut self, edits: Vec<Edit>, at: u64) {
        self.apply(&Change::new(Label::Sample, edits), at);
    }

    fn merge(&mut self, from: RecordId, into: RecordId, at: u64) {
        let change = merge_accounts(&self.book, from, into);
        self.apply(&change, at);
    }

    fn import(&mut self, id: RecordId, sales: Batch, at: u64) {
        let receipt = ImportBatch { file: "margins of all customers.csv".into(), ..ImportBatch::default() };
        self.edit(receipt.create(id), at);
        self.held.insert(id, sales);
    }

    fn dossier(&self, account: RecordId) -> Dossier {
        Dossier::of(&self.book, account).expect("the account is there and counts")
    }

    fn hand_over(&self, account: RecordId, audience: Audience) -> Leaving {
        let handover = Handover { audience, with_sales: true };
        handover.of(&self.dossier(account), &self.book, self.counting())
    }

    /// The file of everything.
    fn export(&self) -> Leaving {
        Leaving { book: self.book.clone(), batches: self.held.clone(), held_back: 0 }
    }

    /// One who took these files over, in this order.
    fn with_files(files: &[Leaving]) -> Self {
        let mut side = Self::default();
        for (at, file) in (10..).zip(files) {
            side.take_in(file, at);
        }
        side
    }

    /// Takes a file over; returns what undoes it.
    fn take_in(&mut self, file: &Leaving, at: u64) -> Change {
        let change = self.book.changes_from(&file.book, Label::Merge { file: String::new() });
        for (id, sales) in &file.batches {
            self.held.entry(*id).or_insert_with(|| sales.clone());
        }
        self.apply(&change, at)
    }

    /// The sales that count, of those that are here.
    fn counting(&self) -> impl Iterator<Item = (RecordId, &Batch)> {
        ImportBatch::counting(&self.book).into_iter().filter_map(|id| Some((id, self.held.get(&id)?)))
    }

    fn ledger(&self) -> Ledger {
        Ledger::of(Valuation::of(&self.book), self.counting().map(|(_, sales)| sales))
    }

    fn totals(&self) -> BTreeMap<RecordId, i64> {
        let ledger = self.ledger();
        ledger.accounts().map(|(id, sales)| (id, sales.iter().map(|sale| sale.amount).sum())).collect()
    }

    fn total(&self) -> i64 {
        self.totals().values().sum()
    }
}

/// A bought for 100 and B for 10, with a profit of 1 each.
fn orders() -> Batch {
    let line = |customer, amount| Line {
        customer,
        day: Date::EPOCH,
        document: Some(customer),
        group: None,
        amount,
        profit: Some(1),
        currency: 0,
    };
    Batch {
        accounts: vec![A, B],
        sales: Sales {
            documents: ["10", "11"].map(Document::from).into(),
            lines: vec![line(0, 100), line(1, 10)],
            ..Sales::default()
        },
    }
}

/// What leaves of the sample's account, without sales.
fn leaving(audience: Audience) -> Leaving {
    let ours = Side::with_sample();
    Handover { audience, with_sales: false }.of(&ours.dossier(ERNST), &ours.book, [])
}

/// Everything that leaves, as text.
fn text(leaving: &Leaving) -> String {
    serde_json::to_string(&leaving.book).unwrap_or_default()
}

#[test]
fn the_customer_sees_nothing_we_think_of_it() {
    let customer = leaving(Audience::Customer);
    for kind in ["tender", "rivalry", "competitor", "white_space", "favour", "note", "tie", "interaction"] {
        assert_eq!(customer.count(kind), 0, "{kind}");
    }
    for kind in ["contact", "promise", "complaint", "proposal", "colleague"] {
        assert!(customer.count(kind) > 0, "{kind}");
    }
    let text = text(&customer);
    for secret in ["opponent", "\"stance\"", "\"roles\"", "preferences", "birthday", "weak_points", "types", "level"] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[test]
fn who_delivers_knows_whom_to_call_and_not_what_we_think() {
    let delivery = text(&leaving(Audience::Delivery));
    for secret in ["\"stance\"", "our_bid", "threat", "weak_points", "birthday", "types_reason"] {
        assert!(!delivery.contains(secret), "{secret}");
    }
    assert!(delivery.contains("reports_to") && (delivery.contains("Roland") || delivery.contains("Leitner")));
}

#[test]
fn management_sees_all_but_what_is_personal() {
    let management = text(&leaving(Audience::Management));
    for personal in ["birthday", "preferences", "\"favour\""] {
        assert!(!management.contains(personal), "{personal}");
    }
    for known in ["stance", "our_bid", "threat", "weak_points", "types_reason", "custom."] {
        assert!(management.contains(known), "{known}");
    }
}

#[test]
fn the_team_gets_everything_that_belongs_to_the_account_and_nothing_of_others() {
    let team = leaving(Audience::Team);
    assert_eq!(team.held_back, 0);
    for (id, record) in Side::with_sample().dossier(ERNST).parts() {
        assert_eq!(team.book.record(id), Some(record), "{} {id}", record.kind);
    }
    let others = team.book.records().filter_map(|(_, record)| record.account()).filter(|of| *of != ERNST);
    assert_eq!(others.count(), 0);
    assert_eq!(team.count(Account::KIND), 1);
    // Whoever is spoken of is there by name.
    assert!(team.count(Competitor::KIND) >= 2 && team.count(Colleague::KIND) >= 3);
}

#[test]
fn each_audience_sees_what_the_one_before_sees_and_more() {
    let all = [Audience::Customer, Audience::Delivery, Audience::Management, Audience::Team];
    let facts = all.map(|audience| {
        let leaving = leaving(audience);
        let fields = leaving
            .book
            .records()
            .flat_map(|(id, record)| record.fields.keys().map(move |field| (id, field.clone())).collect::<Vec<_>>());
        fields.collect::<BTreeSet<_>>()
    });
    for pair in facts.windows(2) {
        assert!(pair[0].is_subset(&pair[1]) && pair[0].len() < pair[1].len());
    }
}

/// A field that no list names would go to nobody but the team; those of forms are all named.
#[test]
fn every_field_of_a_form_has_its_audience() {
    for field in GENERAL.iter().chain(BUSINESS) {
        assert_eq!(audience_of(Account::KIND, field.name), field.audience);
    }
    for kind in KINDS {
        for field in kind.fields {
            assert_eq!(audience_of(kind.code, field.name), field.audience, "{}", field.name);
        }
    }
    assert_eq!(audience_of("contact", "shoe_size"), Audience::Team);
}

/// Three accounts' sales in one import.
fn batch(lines: Vec<(u32, i64)>) -> Batch {
    let line = |(at, (customer, amount)): (i32, (u32, i64))| Line {
        customer,
        day: Date::EPOCH.plus(at),
        document: Some(customer),
        group: Some(at as u32 % 2),
        amount,
        profit: Some(amount / 2),
        currency: 0,
    };
    Batch {
        accounts: (0x1001..0x1004).map(RecordId::well_known).collect(),
        sales: Sales {
            documents: ["10", "11", "12"].map(Document::from).into(),
            groups: vec!["Tea".into(), "Tofu".into()],
            lines: (0..).zip(lines).map(line).collect(),
            ..Sales::default()
        },
    }
}

proptest! {
    /// Whoever gets dossiers, again and in any order, and the whole book before or after, counts
    /// every sale once.
    #[test]
    fn no_sale_is_counted_twice(
        lines in prop::collection::vec((0u32..3, -50i64..100), 1..20),
        files in prop::collection::vec(0usize..4, 0..6),
    ) {
        let mut ours = Side::with_sample();
        ours.import(IMPORT, batch(lines), 3);
        let parts = (0x1001..0x1004).map(|id| ours.hand_over(RecordId::well_known(id), Audience::Team));
        let all: Vec<Leaving> = parts.chain([ours.export()]).collect();
        let mut theirs = Side::default();
        for file in files.iter().map(|file| &all[*file]) {
            theirs.book.join_book(&file.book);
            theirs.held.extend(file.batches.clone());
        }
        let expected: BTreeMap<_, _> = ours
            .totals()
            .into_iter()
            .filter(|(id, _)| {
                let at = (0x1001..).map(RecordId::well_known).position(|of| of == *id);
                files.contains(&3) || at.is_some_and(|at| files.contains(&at))
            })
            .collect();
        prop_assert_eq!(theirs.totals(), expected);
    }
}

#[test]
fn the_customer_gets_its_sales_without_our_profit() {
    let mut ours = Side::with_sample();
    ours.import(IMPORT, batch(vec![(0, 100), (1, 7), (0, 50)]), 3);
    let customer = ours.hand_over(ERNST, Audience::Customer);
    let part = customer.batches.values().next().cloned().unwrap_or_default();
    assert_eq!(part.sales.lines.iter().map(|line| line.amount).collect::<Vec<_>>(), [100, 50]);
    assert!(part.sales.lines.iter().all(|line| line.profit.is_none()));
    assert_eq!(part.sales.documents.len(), 1, "other customers' documents stay");
    let receipt = customer.book.all::<ImportBatch>().next().map(|(_, receipt)| receipt).unwrap_or_default();
    assert_eq!((receipt.part_of, receipt.first), (Some(IMPORT), Some(Date::EPOCH)));
    assert!(ours.hand_over(ERNST, Audience::Team).batches.values().all(|part| part.sales.lines[0].profit.is_some()));
}

/// What they count who got the file of one account, and after the merge that of the one that stays.
fn total_before_and_after_a_merge(first: RecordId) -> i64 {
    let mut ours = Side::with_orders();
    let before = ours.hand_over(first, Audience::Team);
    ours.merge(B, A, 5);
    let after = ours.hand_over(A, Audience::Team);
    Side::with_files(&[before, after]).total()
}

#[test]
fn parts_before_and_after_a_merge_count_once() {
    assert_eq!(total_before_and_after_a_merge(B), 110);
}

#[test]
fn part_after_merge_arrives() {
    assert_eq!(total_before_and_after_a_merge(A), 110);
}

#[test]
fn undoing_the_whole_brings_the_part_back() {
    let ours = Side::with_orders();
    let mut theirs = Side::default();
    theirs.take_in(&ours.hand_over(A, Audience::Team), 10);
    assert_eq!(theirs.total(), 100);
    let backup = theirs.book.clone();

    let undo = theirs.take_in(&ours.export(), 11);
    assert_eq!(theirs.total(), 110);

    let mut restored = theirs.clone();
    theirs.apply(&undo, 12);
    let restore = restored.book.changes_to(&backup, Label::Restore { file: String::new() });
    restored.apply(&restore, 12);
    assert_eq!((theirs.total(), restored.total()), (100, 100), "undo, restore");
}

#[test]
fn taken_back_and_imported_again_counts_once_there() {
    let mut ours = Side::with_orders();
    let first = ours.hand_over(A, Audience::Team);
    let take_back = ImportBatch::take_back(&ours.book, IMPORT, Label::Sample);
    ours.apply(&take_back, 4);
    ours.import(AGAIN, orders(), 5);
    let second = ours.hand_over(A, Audience::Team);
    assert_eq!(Side::with_files(&[first, second]).total(), 100);
}

#[test]
fn profit_arrives_with_the_richer_file() {
    let ours = Side::with_orders();
    let files = [Audience::Delivery, Audience::Team].map(|audience| ours.hand_over(A, audience));
    assert!(Side::with_files(&files).ledger().knows_profit());
}

#[test]
fn what_came_without_profit_is_passed_on_as_such() {
    let ours = Side::with_orders();
    let between = Side::with_files(&[ours.hand_over(A, Audience::Delivery)]);
    let theirs = Side::with_files(&[between.hand_over(A, Audience::Team), ours.hand_over(A, Audience::Team)]);
    assert_eq!(theirs.total(), 100);
    assert!(theirs.ledger().knows_profit());
}

#[test]
fn the_receivers_part_of_less_profit_does_not_beat_the_whole() {
    let mut ours = Side::with_orders();
    // Handed to delivery, whose file came back.
    let back = ours.hand_over(A, Audience::Delivery);
    ours.take_in(&back, 10);
    let file = ours.hand_over(A, Audience::Team);
    assert!(file.batches.values().all(|part| part.sales.lines.iter().all(|line| line.profit.is_some())));
}

#[test]
fn a_file_is_compared_with_what_counts() {
    let mut ours = Side::with_orders();
    let mut file = ours.hand_over(A, Audience::Team);
    // The part came back; what counts is compared, which it doesn't.
    ours.book.join_book(&file.book);
    ours.held.extend([file.batches.pop_first().unwrap()]);
    let live = ours.counting().map(|(_, sales)| sales);
    let found = delta(&orders().sales, &[Some(A), Some(B)], live, ours.book.merged());
    assert_eq!(found.sales.lines, vec![]);
}

#[test]
fn people_of_a_merged_account_arrive() {
    let mut ours = Side::with_accounts();
    ours.merge(B, A, 3);
    let late = Contact { account: Some(B), name: "Late".into(), ..Contact::default() };
    ours.edit(late.create(RecordId::well_known(50)), 4);

    let theirs = Side::with_files(&[ours.hand_over(A, Audience::Team)]);
    assert_eq!(theirs.dossier(A).all::<Contact>().count(), 1);
}

#[test]
fn a_confirmation_that_was_taken_away_is_gone_there_too() {
    let mut ours = Side::with_accounts();
    let promised = RecordId::well_known(60);
    let broken = Promise { account: Some(A), what: "x".into(), outcome: Some(Kept::Broken), ..Promise::default() };
    let confirmation = Confirmation { on: Date::EPOCH, by: None };
    let mut edits = broken.create(promised);
    edits.push(account::field::employees.set(A, "60".into()));
    edits.push(Confirmation::edit(A, "account", "employees", Some(&confirmation)));
    ours.edit(edits, 2);
    let mut theirs = Side::default();
    theirs.take_in(&ours.hand_over(A, Audience::Team), 10);

    let edits = vec![
        account::field::employees.set(A, "600".into()),
        Confirmation::edit(A, "account", "employees", None),
        promise::field::outcome.set(promised, None),
    ];
    ours.edit(edits, 20);
    theirs.take_in(&ours.hand_over(A, Audience::Team), 30);
    let record = theirs.book.record(A).unwrap();
    assert_eq!(record.get::<String>("employees"), "600");
    let outcome = theirs.book.get::<Promise>(promised).unwrap().outcome;
    assert_eq!((Confirmation::of(record, "employees"), outcome), (None, None));
}

#[test]
fn what_was_brought_back_is_brought_back_there() {
    let mut ours = Side::with_accounts();
    let tea = WhiteSpace::of(A, "Tea");
    let record = WhiteSpace { account: Some(A), group: "Tea".into(), ..WhiteSpace::default() };
    ours.edit(record.create(tea), 2);
    let mut theirs = ours.clone();
    theirs.edit(vec![Edit::delete::<WhiteSpace>(tea)], 3);
    ours.edit(vec![Edit::revive(tea, "white_space"), white_space::field::note.set(tea, "new".into())], 5);

    theirs.take_in(&ours.hand_over(A, Audience::Team), 10);
    let mut whole = theirs.book.clone();
    whole.join_book(&ours.book);
    assert!(whole.get::<WhiteSpace>(tea).is_some(), "by the whole book");
    assert!(theirs.book.get::<WhiteSpace>(tea).is_some());
}

#[test]
fn what_was_deleted_goes_there_too() {
    let mut ours = Side::with_accounts();
    let rival = RecordId::well_known(70);
    let record = CompetitorAtAccount { account: Some(A), supplies: "Tea".into(), ..CompetitorAtAccount::default() };
    ours.edit(record.create(rival), 2);
    let mut theirs = Side::default();
    theirs.take_in(&ours.hand_over(A, Audience::Team), 10);

    ours.edit(vec![Edit::delete::<CompetitorAtAccount>(rival)], 20);
    theirs.take_in(&ours.hand_over(A, Audience::Team), 30);
    assert_eq!(theirs.book.count::<CompetitorAtAccount>(), 0);
}

#[test]
fn who_was_deleted_keeps_the_name_in_a_handover() {
    let mut ours = Side::with_accounts();
    let (ana, met) = (RecordId::well_known(70), RecordId::well_known(71));
    ours.edit(Colleague { name: "Ana".into(), ..Colleague::default() }.create(ana), 2);
    let interaction = Interaction { account: Some(A), colleagues: vec![ana], ..Interaction::default() };
    ours.edit(interaction.create(met), 2);
    ours.edit(vec![Edit::delete::<Colleague>(ana)], 3);
    let file = ours.hand_over(A, Audience::Team);
    assert_eq!(file.book.name(ana), "Ana");
}

#[test]
fn whoever_of_ours_is_named_has_a_name_there() {
    let mut ours = Side::with_accounts();
    let [ana, bo, cy] = [80, 81, 82].map(RecordId::well_known);
    for (id, name) in [(ana, "Ana"), (bo, "Bo"), (cy, "Cy")] {
        ours.edit(Colleague { name: name.into(), ..Colleague::default() }.create(id), 2);
    }
    let confirmation = Confirmation { on: Date::EPOCH, by: Some(bo) };
    let note = Note { account: Some(A), text: "x".into(), by: Some(cy), ..Note::default() };
    let mut edits = note.create(RecordId::well_known(83));
    edits.push(account::field::owner.set(A, Some(ana)));
    edits.push(account::field::city.set(A, "Graz".into()));
    edits.push(Confirmation::edit(A, "account", "city", Some(&confirmation)));
    ours.edit(edits, 3);
    let named = |audience| [ana, bo, cy].map(|id| ours.hand_over(A, audience).book.name(id)).join(" ");
    let found = [Audience::Customer, Audience::Delivery, Audience::Management].map(named);
    assert_eq!(found, ["Ana  ", "Ana Bo ", "Ana Bo Cy"]);
    ours.edit(vec![Edit::delete::<Colleague>(ana)], 4);
    assert_eq!(ours.hand_over(A, Audience::Customer).book.name(ana), "Ana", "the account still names her");
}

#[test]
fn the_customer_gets_no_file_names_placeholders_salespeople() {
    let mut ours = Side::with_accounts();
    let mut sales = orders();
    sales.sales.people = vec!["Salesperson Ana".into()];
    sales.sales.documents[0].person = Some(0);
    ours.import(IMPORT, sales, 3);
    let unknown =
        Contact { account: Some(A), name: "Unknown CFO, blocks us".into(), placeholder: true, ..Contact::default() };
    ours.edit(unknown.create(RecordId::well_known(50)), 2);
    let file = ours.hand_over(A, Audience::Customer);
    let text = serde_json::to_string(&file.book).unwrap() + &serde_json::to_string(&file.batches).unwrap();
    let secrets = ["margins of all", "Unknown CFO", "Salesperson Ana"];
    let found: Vec<_> = secrets.into_iter().filter(|secret| text.contains(secret)).collect();
    assert_eq!(found, Vec::<&str>::new());
}

/// Whoever takes several accounts over gets one file: all that each would have sent alone, and what both speak of once.
#[test]
fn accounts_that_go_together_go_once_each() {
    let side = Side::with_sample();
    let ids = [0x1001, 0x1002].map(RecordId::well_known);
    let dossiers: Vec<Dossier> = ids.iter().filter_map(|id| Dossier::of(&side.book, *id)).collect();
    let handover = Handover { audience: Audience::Team, with_sales: true };
    let held = || side.held.iter().map(|(id, batch)| (*id, batch));
    let together = handover.of_several(&dossiers, &side.book, held);
    let mut apart = BTreeSet::new();
    for dossier in &dossiers {
        for (id, record) in handover.of(dossier, &side.book, held()).book.records() {
            assert_eq!(together.book.record(id), Some(record));
            apart.insert(id);
        }
    }
    assert_eq!(together.book.records().count(), apart.len(), "and nothing else");
    assert_eq!((together.count("account"), together.count("hand_over")), (2, 1));
}

/// A file of a version that kept the ticks of a hand-over in one list.
#[test]
fn ticks_in_one_list_are_read_and_can_be_taken_away() {
    let mut book = from_json(&crate::data("export/v5_ticks.json")).expect("the file is read").book;
    let id = book.of_kind(HandOver::KIND).next().expect("a hand-over").0;
    let ticked = |book: &Book| {
        let record = book.record(id).expect("it is there");
        ["facts", "gaps", "records"].map(|code| HandOver::is_ticked(record, code))
    };
    assert_eq!(ticked(&book), [true, true, false]);
    let edits = vec![HandOver::tick(id, "facts", false), HandOver::tick(id, "records", true)];
    let later = |book: &Book| Stamp { millis: book.latest_stamp().millis + 1, ..Stamp::default() };
    let stamp = later(&book);
    let undo = book.apply(&Change::new(Label::Sample, edits), stamp);
    assert_eq!(ticked(&book), [false, true, true]);
    let stamp = later(&book);
    book.apply(&undo, stamp);
    assert_eq!(ticked(&book), [true, true, false]);
}

#[test]
fn ticks_leave_with_the_book_and_come_back() {
    let mut side = Side::with_sample();
    let id = RecordId::well_known(0x9_001);
    let hand_over = HandOver { account: Some(ERNST), ..HandOver::default() };
    side.edit(hand_over.create(id).into_iter().chain([HandOver::tick(id, "facts", true)]).collect(), 3);
    let again =
        from_json(&to_json(&side.book, [], "2026-01-01T00:00:00Z", &Sender::default())).expect("the file is read").book;
    assert_eq!(again, side.book);
    assert!(again.record(id).is_some_and(|record| HandOver::is_ticked(record, "facts")));
}
