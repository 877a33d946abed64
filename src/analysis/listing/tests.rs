//! Filters, orders and sums of the list of accounts.

use super::*;
use crate::analysis::losses::{Known, LossRule, TypicalGaps, state_on};
use crate::analysis::{AbcClass, Config, Segment, XyzClass, purchase_days};
use crate::book::{Account, AccountType, Change, Coded, Colleague, KeyDecision, Label, RecordKind, Stamp, account};
use crate::calendar::{Date, date};
use crate::currency::Currency;
use crate::ledger::{Batch, Line, Sales};

const ANN: RecordId = RecordId::well_known(50);

fn id(number: usize) -> RecordId {
    RecordId::well_known(100 + number as u128)
}

struct World {
    book: Book,
    ledger: Ledger,
    analysis: Option<Analysis>,
}

/// Accounts with what they bought; Ann owns whom the id says.
fn world(accounts: Vec<(Account, Vec<(Date, i64)>)>) -> World {
    let mut book = Book::default();
    let mut batch = Batch { accounts: Vec::new(), sales: Sales::default() };
    let mut apply = |edits| book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
    apply(Colleague { name: "Ann".into(), ..Colleague::default() }.create(ANN));
    for (number, (account, bought)) in accounts.into_iter().enumerate() {
        apply(account.create(id(number)));
        batch.accounts.push(id(number));
        batch.sales.lines.extend(bought.into_iter().map(|(day, amount)| Line::plain(number as u32, day, amount)));
    }
    let ledger = Ledger::of(Currency::default(), [&batch]);
    let analysis = Analysis::of(&book, &ledger, &Config::default());
    World { book, ledger, analysis }
}

/// Monthly purchases of 2024 up to a month.
fn monthly(until: i8, amount: i64) -> Vec<(Date, i64)> {
    (1..=until).map(|month| (date(2024, month, 5), amount)).collect()
}

fn plain(name: &str) -> Account {
    Account { name: name.into(), ..Account::default() }
}

/// A large one that buys every month, one that fell silent, a small one that is key, and one that never bought.
fn four() -> World {
    world(vec![
        (Account { owner: Some(ANN), city: "Wien".into(), ..plain("Large") }, monthly(12, 900)),
        (Account { city: "Graz".into(), ..plain("silent") }, monthly(4, 400)),
        (Account { key: Some(KeyDecision::Key), level: Some(Level::Loyal), ..plain("Égal") }, monthly(12, 5)),
        (plain("Never"), Vec::new()),
    ])
}

impl World {
    fn figures(&self) -> Figures<'_> {
        self.analysis.as_ref().map(|analysis| (analysis, &self.ledger))
    }

    fn shown(&self, filter: AccountFilter, sorting: Sorting<Column>) -> Vec<String> {
        let rows = all_rows(&self.book, self.figures());
        let levels = levels(&self.book, &rows, self.figures());
        let listing = Listing {
            rows: &rows,
            analysis: self.analysis.as_ref(),
            found: None,
            levels: Some(&levels),
            healths: None,
            states: Some(&rows.iter().map(|row| self.state(row.id)).collect::<Vec<_>>()),
        };
        listing.shown(filter, sorting).into_iter().map(|at| rows[at].name.clone()).collect()
    }

    fn state(&self, account: RecordId) -> Option<State> {
        let (_, until) = self.ledger.span()?;
        let known = Known { typical: &TypicalGaps::default(), rule: LossRule::default(), until };
        Some(state_on(&purchase_days(self.ledger.sales(account)), &[], known))
    }

    fn only(&self, filter: AccountFilter) -> Vec<String> {
        self.shown(filter, Sorting { column: Column::Name, descending: false })
    }
}

#[test]
fn those_without_a_value_stand_last_whichever_way_it_is_sorted() {
    let world = four();
    let by = |column, descending| world.shown(AccountFilter::default(), Sorting { column, descending });
    assert_eq!(by(Column::Value, true), ["Large", "silent", "Égal", "Never"]);
    assert_eq!(by(Column::Value, false), ["Égal", "silent", "Large", "Never"]);
    assert_eq!(by(Column::Place, false), ["silent", "Large", "Égal", "Never"]);
    assert_eq!(by(Column::Place, true), ["Large", "silent", "Égal", "Never"]);
    assert_eq!(by(Column::Name, false), ["Égal", "Large", "Never", "silent"]);
    assert_eq!(by(Column::Overdue, true)[0], "silent");
    assert_eq!(by(Column::Orders, false), ["silent", "Égal", "Large", "Never"]);
    assert_eq!(by(Column::Level, true)[0], "Égal");
    assert_eq!(by(Column::Key, true), ["Égal", "Large", "silent", "Never"]);
    assert_eq!(by(Column::Owner, false)[0], "Large");
    assert_eq!(by(Column::Segment, false)[0], "Large");
}

#[test]
fn every_column_keeps_all_rows_and_is_its_own_code() {
    let world = four();
    for column in Column::all() {
        for descending in [false, true] {
            let sorting = Sorting { column: *column, descending };
            assert_eq!(world.shown(AccountFilter::default(), sorting).len(), 4, "{column:?}");
            assert_eq!(Sorting::of_code(&sorting.code()), Some(sorting));
        }
    }
}

#[test]
fn a_head_clicked_again_turns_the_order_round() {
    let first = Sorting::default().clicked(Column::Place);
    assert_eq!(first, Sorting { column: Column::Place, descending: false });
    assert_eq!(first.clicked(Column::Place), Sorting { column: Column::Place, descending: true });
    assert_eq!(first.clicked(Column::Last), Sorting { column: Column::Last, descending: true });
}

#[test]
fn classes_combine_and_each_field_narrows_further() {
    let world = four();
    let abc = |classes: &[AbcClass]| AccountFilter { abc: classes.iter().copied().collect(), ..Default::default() };
    assert_eq!(world.only(abc(&[AbcClass::A])), ["Large"]);
    assert_eq!(world.only(abc(&[AbcClass::A, AbcClass::B])), ["Large", "silent"]);
    assert_eq!(world.only(AccountFilter::default()).len(), 4);
    let xyz = Chosen::only(ClassFilter::Is(XyzClass::X));
    assert_eq!(world.only(AccountFilter { xyz, ..abc(&[AbcClass::A, AbcClass::B]) }), ["Large"]);
    let cell = AccountFilter::of_cell(Segment { abc: AbcClass::C, xyz: XyzClass::X });
    assert_eq!(world.only(cell), ["Égal"]);
}

#[test]
fn key_at_risk_type_level_and_owner_are_filters() {
    let world = four();
    let any = AccountFilter::default();
    assert_eq!(world.only(AccountFilter { key: true, ..any }), ["Égal", "Large", "silent"]);
    assert_eq!(world.only(AccountFilter { at_risk: true, ..any }), ["silent"]);
    let types = Chosen::only(AccountType::Provider);
    assert_eq!(world.only(AccountFilter { types, ..any }), ["Large", "silent"]);
    assert_eq!(world.only(AccountFilter { levels: Chosen::only(Level::Loyal), ..any }), ["Égal"]);
    assert_eq!(world.only(AccountFilter { levels: Chosen::only(Level::Lead), ..any }), ["Never"]);
    assert_eq!(world.only(AccountFilter { owner: Owner::One(ANN), ..any }), ["Large"]);
    assert_eq!(world.only(AccountFilter { owner: Owner::Nobody, ..any }), ["Égal", "Never", "silent"]);
}

#[test]
fn the_sum_of_what_is_shown_is_of_customers_and_of_others() {
    let walk_in = Account { stands_for: Some(crate::book::StandsFor::Many), ..plain("walk-in") };
    let world = world(vec![
        (plain("one"), monthly(3, 300)),
        (plain("two"), monthly(3, 100)),
        (walk_in, monthly(3, 50)),
        (plain("refunded"), monthly(3, -10)),
    ]);
    let rows = all_rows(&world.book, world.figures());
    let listing = Listing {
        rows: &rows,
        analysis: world.analysis.as_ref(),
        found: None,
        levels: None,
        healths: None,
        states: None,
    };
    let all = listing.shown(AccountFilter::default(), Sorting::default());
    assert_eq!(listing.sum(&all), Sum { value: 900 + 300 + 150 - 30, share: 1.0 });
    assert_eq!(listing.sum(&all[1..2]), Sum { value: 300, share: 0.25 });
    assert_eq!(listing.sum(&[]), Sum::default());
}

#[test]
fn levels_of_all_are_those_of_each() {
    let world = four();
    let rows = all_rows(&world.book, world.figures());
    let (analysis, ledger) = world.figures().unwrap();
    for (row, level) in rows.iter().zip(levels(&world.book, &rows, world.figures())) {
        let behaviour = crate::analysis::behaviour::Behaviour::of(analysis, ledger, row.id);
        let one = crate::analysis::suggested_level(analysis, ledger, row.id, behaviour.as_ref(), 0).level;
        assert_eq!(level, row.level.or(Some(one)), "{}", row.name);
    }
}

#[test]
fn the_archive_is_a_list_of_its_own_and_has_no_key_account() {
    let mut world = four();
    let archive = account::field::archived_on.set(id(2), Some(date(2025, 1, 31)));
    let label = Label::Archive { account: "Égal".into() };
    let undo = world.book.apply(&Change::new(label, vec![archive]), Stamp { millis: 2, ..Stamp::default() });
    let any = AccountFilter::default();
    assert_eq!(world.only(any), ["Large", "Never", "silent"]);
    assert_eq!(world.only(AccountFilter { archived: true, ..any }), ["Égal"]);
    assert_eq!(world.only(AccountFilter { key: true, ..any }), ["Large", "silent"]);
    let figures = world.analysis.as_ref().map(|analysis| analysis.net_total);
    world.book.apply(&undo, Stamp { millis: 3, ..Stamp::default() });
    assert_eq!(world.only(any).len(), 4);
    let again = Analysis::of(&world.book, &world.ledger, &Config::default()).map(|analysis| analysis.net_total);
    assert_eq!(figures, again, "its figures stay in every total");
}

#[test]
fn the_healthiest_stand_first_and_those_without_a_score_last() {
    let world = four();
    let rows = all_rows(&world.book, world.figures());
    let healths: Vec<Option<u32>> = (0..rows.len()).map(|at| (at > 0).then_some(at as u32 * 10)).collect();
    let listing = Listing {
        rows: &rows,
        analysis: world.analysis.as_ref(),
        found: None,
        levels: None,
        healths: Some(&healths),
        states: None,
    };
    let sorting = |descending| Sorting { column: Column::Health, descending };
    let any = AccountFilter::default();
    assert_eq!(listing.shown(any, sorting(true)), [3, 2, 1, 0]);
    assert_eq!(listing.shown(any, sorting(false)), [1, 2, 3, 0]);
    assert!(Sorting::default().clicked(Column::Health).descending);
}

#[test]
fn before_any_list_was_shown_one_goes_along_the_whole_list_as_it_stands_first() {
    let mut accounts =
        vec![(plain("Never"), Vec::new()), (plain("zwei"), monthly(3, 50)), (plain("Eins"), monthly(3, 50))];
    accounts.push((Account { archived_on: Some(date(2024, 5, 1)), ..plain("Old") }, monthly(2, 70)));
    accounts.push((plain("Also never"), Vec::new()));
    accounts.push((plain("Back"), vec![(date(2024, 3, 1), -40)]));
    let world = world(accounts);
    let whole = whole_list(&world.book, world.analysis.as_ref());
    let names: Vec<String> = whole.iter().map(|id| world.book.name(*id)).collect();
    assert_eq!(names, world.shown(AccountFilter::default(), Sorting::default()));
    assert_eq!(names, ["Eins", "zwei", "Back", "Also never", "Never"]);
}

#[test]
fn neighbours_are_told_of_accounts_that_are_still_there() {
    let mut world = four();
    let list: Vec<RecordId> = (0..4).map(id).collect();
    let about = |world: &World, at| Neighbours::of(&world.book, &list, id(at));
    let found = Neighbours { before: Some(id(0)), after: Some(id(2)), place: 2, of: 4 };
    assert_eq!(about(&world, 1), Some(found));
    assert_eq!(about(&world, 9), None);
    let merge = Change::new(Label::Sample, vec![account::field::merged_into.set(id(2), Some(id(0)))]);
    world.book.apply(&merge, Stamp { millis: 2, ..Stamp::default() });
    assert_eq!(about(&world, 1), Some(Neighbours { after: Some(id(3)), of: 3, ..found }));
    assert_eq!(about(&world, 0).map(|found| (found.before, found.place)), Some((None, 1)));
    assert_eq!(about(&world, 2), None, "it is part of another");
}

/// Bug: with A on, X said how many X there are, and left others.
#[test]
fn a_chip_counts_what_it_would_leave_beside_the_others() {
    let world = four();
    let rows = all_rows(&world.book, world.figures());
    let states = vec![Some(State::Active); rows.len()];
    let listing = |found| Listing {
        rows: &rows,
        analysis: world.analysis.as_ref(),
        found,
        levels: None,
        healths: None,
        states: Some(&states),
    };
    let filters = [
        AccountFilter::default(),
        AccountFilter { abc: Chosen::only(AbcClass::A), ..AccountFilter::default() },
        AccountFilter { abc: Chosen::only(AbcClass::A), key: true, ..AccountFilter::default() },
        AccountFilter { xyz: Chosen::only(ClassFilter::Is(XyzClass::X)), ..AccountFilter::default() },
        AccountFilter { owner: Owner::One(ANN), ..AccountFilter::default() },
    ];
    let first = Found { by_name: vec![0], elsewhere: Vec::new() };
    for (filter, found) in filters.into_iter().flat_map(|filter| [(filter, None), (filter, Some(&first))]) {
        let counts = listing(found).chip_counts(filter);
        let shown = |filter| listing(found).shown(filter, Sorting::default()).len();
        assert_eq!(counts.key, shown(AccountFilter { key: true, ..filter }), "{filter:?}");
        assert_eq!(counts.archived, 0, "{filter:?}");
        assert_eq!(counts.at_risk, 0, "{filter:?}");
        for (class, count) in AbcClass::ALL.into_iter().zip(counts.abc) {
            assert_eq!(count, shown(AccountFilter { abc: Chosen::only(class), ..filter }), "{filter:?} {class:?}");
        }
        for (class, count) in ClassFilter::ALL.into_iter().zip(counts.xyz) {
            assert_eq!(count, shown(AccountFilter { xyz: Chosen::only(class), ..filter }), "{filter:?} {class:?}");
        }
    }
    let alone = listing(None).chip_counts(AccountFilter::default());
    let within =
        listing(None).chip_counts(AccountFilter { abc: Chosen::only(AbcClass::A), ..AccountFilter::default() });
    assert!(within.xyz.iter().sum::<usize>() < alone.xyz.iter().sum::<usize>(), "{within:?} of {alone:?}");
    assert_eq!(within.abc, alone.abc, "of a kind, any of what is chosen will do");
}
