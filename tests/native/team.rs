//! Who answers for whom and what each carries, against independent computations (C17, C23).

use std::collections::BTreeMap;

use proptest::prelude::*;
use vital_few::analysis::{Analysis, Config, KeyAccounts};
use vital_few::book::settings::working_calendar;
use vital_few::book::{
    Book, Change, Colleague, Edit, Hours, Label, OwnCadence, Promise, RecordId, RecordKind, Stamp, account, colleague,
    promise,
};
use vital_few::calendar::Date;
use vital_few::exchange::load_table::load_table;
use vital_few::exchange::owners_table::owners_table;
use vital_few::ledger::Ledger;
use vital_few::team::carried::{Team, Teaming};
use vital_few::team::departure::{Departing, Departures, Valuing, values};
use vital_few::team::draft::{Draft, Rule};
use vital_few::team::load::Band;
use vital_few::team::work::Seen;

use crate::import_expected::{import, sample_dossiers, world};

fn day() -> Date {
    Date::new(1998, 5, 6).expect("the last day of the orders")
}

fn northwind() -> (Book, Ledger) {
    let text = crate::data("northwind/northwind_order_lines.csv");
    let (mut book, ledger) = world(&import(text.as_bytes()).expect("the file imports"));
    // As an import does it.
    for name in ledger.people() {
        let (_, edits) = book.colleague(name).expect("a name");
        apply(&mut book, edits);
    }
    (book, ledger)
}

/// With the dossiers of the sample.
fn sample_book() -> (Book, Ledger) {
    let (mut book, ledger) = northwind();
    let edits = sample_dossiers(&mut book);
    apply(&mut book, edits);
    (book, ledger)
}

fn apply(book: &mut Book, edits: Vec<Edit>) {
    let millis = book.latest_stamp().millis + 1;
    book.apply(&Change::new(Label::Owners, edits), Stamp { millis, ..Stamp::default() });
}

fn team(book: &Book, ledger: &Ledger) -> Team {
    let analysis = Analysis::of(book, ledger, &Config::default());
    let key = KeyAccounts::of(book, analysis.as_ref());
    let seen = Seen { book, ledger, analysis: analysis.as_ref(), key: &key, today: day() };
    Team::of(seen, &working_calendar(book))
}

fn named(book: &Book, name: &str) -> RecordId {
    book.colleague(name).expect("a name").0
}

/// By name, the accounts of a draft and what they bring in whole units.
fn owned(book: &Book, team: &Team, draft: &Draft) -> Vec<(String, usize, i128)> {
    let carried = team.carried(draft).into_iter();
    carried.filter(|of| of.accounts > 0).map(|of| (book.name(of.id), of.accounts, (of.value + 50) / 100)).collect()
}

/// The cells of a line, of which the first alone may hold a comma.
fn cells(line: &str, count: usize) -> Vec<String> {
    let mut cells: Vec<String> = line.rsplitn(count, ',').map(|cell| cell.trim_matches('"').to_owned()).collect();
    cells.reverse();
    cells
}

/// The expected file was made by another program from the same orders.
#[test]
fn forty_four_of_eighty_eight_accounts_have_a_seller_with_half_of_their_value() {
    let (book, ledger) = northwind();
    let team = team(&book, &ledger);
    let text = owners_table(&book, &team.ownership, ledger.people(), ledger.currency()).csv();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    assert!(lines.next().unwrap_or_default().starts_with("account,external_id,owner,suggested,share,"));
    let rows: Vec<Vec<String>> = lines.map(|line| cells(line, 10)).collect();
    assert_eq!(rows.len(), book.account_ids().count());
    let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
    let with_share = rows.iter().filter(|row| !cell(row, 4).is_empty());
    let mut found: Vec<[String; 3]> = with_share.map(|row| [cell(row, 0), cell(row, 3), cell(row, 4)]).collect();
    found.sort();
    let expected = crate::data("expected/northwind_owners.csv");
    let mut wanted: Vec<[String; 3]> = expected
        .lines()
        .skip(1)
        .map(|line| cells(line, 3))
        .map(|row| [cell(&row, 0), cell(&row, 1), cell(&row, 2)])
        .collect();
    wanted.sort();
    assert_eq!(found, wanted);
    assert_eq!((found.len(), found.iter().filter(|row| !row[1].is_empty()).count()), (88, 44));
    assert!(rows.iter().all(|row| cell(row, 2).is_empty()), "nobody said who answers for any of them");
}

#[test]
fn nine_sellers_are_colleagues_and_own_what_is_suggested() {
    let (book, ledger) = northwind();
    let team = team(&book, &ledger);
    assert_eq!((team.members.len(), team.carried(&Draft::default()).len()), (9, 9));
    assert_eq!(owned(&book, &team, &Draft::default()), []);
    let draft = Draft::by(Rule::Suggested, &team.ownership);
    assert_eq!(draft.len(), 44);
    let own = owned(&book, &team, &draft);
    let who = own.iter().map(|(name, accounts, value)| (name.as_str(), *accounts, *value));
    let wanted = [
        ("Margaret Peacock", 13, 73_552),
        ("Nancy Davolio", 5, 50_467),
        ("Laura Callahan", 8, 29_057),
        ("Janet Leverling", 5, 21_051),
        ("Andrew Fuller", 7, 18_740),
        ("Robert King", 3, 17_034),
        ("Steven Buchanan", 2, 6_218),
        ("Anne Dodsworth", 1, 2_954),
    ];
    assert_eq!(who.collect::<Vec<_>>(), wanted);
    let all = owned(&book, &team, &Draft::by(Rule::Largest, &team.ownership));
    assert_eq!(all.iter().map(|(_, accounts, _)| accounts).sum::<usize>(), 88);
    assert_eq!((team.total + 50) / 100, 856_885);
}

/// What is drafted is what is there once it was used, and undone it is as before.
#[test]
fn a_draft_that_is_used_is_what_it_showed() {
    let (mut book, ledger) = sample_book();
    let before = team(&book, &ledger);
    let draft = Draft::by(Rule::Largest, &before.ownership);
    let shown = before.carried(&draft);
    let values = values(&ledger, day());
    let bus = Departures::with_owners(&book, &values, day(), |id, now| draft.owner(id, now)).bus_factor();
    let change = Change::new(Label::Owners, before.ownership.owners(draft.owners()));
    let undo = book.apply(&change, Stamp { millis: 10, ..Stamp::default() });
    let used = team(&book, &ledger);
    assert_eq!(used.carried(&Draft::default()), shown);
    assert_eq!(Departures::of(&book, &values, day()).bus_factor(), bus);
    assert!(bus.is_some());
    book.apply(&undo, Stamp { millis: 11, ..Stamp::default() });
    assert_eq!(team(&book, &ledger), before);
}

/// Reckoned by hand for one who owns three accounts with cadences of their own.
#[test]
fn load_is_what_it_is_by_hand() {
    let (mut book, ledger) = northwind();
    let peacock = named(&book, "Margaret Peacock");
    let ids: Vec<RecordId> = ["Alfreds Futterkiste", "Around the Horn", "Bólido Comidas preparadas"]
        .into_iter()
        .filter_map(|name| book.account_ids().find(|id| book.name(*id) == name))
        .collect();
    assert_eq!(ids.len(), 3);
    let mut edits = vec![colleague::field::weekly_hours.set(peacock, Hours::of_minutes(60))];
    for (id, ideal) in ids.iter().zip([7, 14, 30]) {
        edits.push(account::field::owner.set(*id, Some(peacock)));
        let own = OwnCadence { ideal, longest: 60, set: day() };
        edits.push(account::field::cadence.set(*id, Some(own)));
    }
    let mut promise = |number: u128, due: Option<Date>, ours: Vec<RecordId>| {
        let promise = Promise { account: ids.first().copied(), due, colleagues: ours, ..Promise::default() };
        edits.extend(promise.create(RecordId::well_known(0x900 + number)));
    };
    promise(1, Some(day().plus(28)), vec![]);
    promise(2, Some(day().plus(29)), vec![]);
    promise(3, Some(day().plus(-300)), vec![]);
    promise(4, None, vec![]);
    let fuller = book.colleague("Andrew Fuller").expect("a name").0;
    promise(5, Some(day()), vec![fuller]);
    edits.push(promise::field::note.set(RecordId::well_known(0x901), "by hand".into()));
    apply(&mut book, edits);
    let team = team(&book, &ledger);
    let carried = team.carried(&Draft::default());
    let of = |id| carried.iter().find(|of| of.id == id).expect("somebody of ours");
    let need = of(peacock).load.need;
    // Half an hour each: 28/7, 28/14 and 28/30 times.
    assert!((need.touches.value() - 0.5 * (4.0 + 2.0 + 28.0 / 30.0)).abs() < 1e-12);
    assert_eq!((need.items.value(), need.complaints.value()), (3.0, 0.0), "29 days ahead is not yet");
    assert_eq!(of(fuller).load.need.items.value(), 1.0, "who is named sees to it");
    assert_eq!((of(fuller).load.share(), of(peacock).load.band()), (None, Some(Band::TooMuch)));
    let share = of(peacock).load.share().map(|share| share.value());
    assert!((share.unwrap_or_default() - (3.0 + 0.5 * (6.0 + 28.0 / 30.0)) / 2.8).abs() < 1e-12);
}

#[test]
fn the_table_of_loads_has_its_columns() {
    let (book, ledger) = sample_book();
    let team = team(&book, &ledger);
    let text = load_table(&book, &team.carried(&Draft::default()), |_| Some(12_345), ledger.currency()).csv();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let head = lines.next().unwrap_or_default();
    assert!(head.starts_with("colleague,accounts,value,need_hours,capacity_hours,load,exposed_value,"), "{head}");
    assert_eq!(lines.clone().count(), 9);
    assert!(lines.all(|line| line.contains(",123.45,")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// However accounts are given to colleagues: nothing of the work or the value is lost, and nothing is counted
    /// twice.
    #[test]
    fn what_all_carry_is_what_there_is_to_carry(given in prop::collection::vec(0_usize..10, 91)) {
        let (book, ledger) = world_once();
        let team = team(book, ledger);
        let ours: Vec<RecordId> = team.members.iter().map(|member| member.id).collect();
        let mut draft = Draft::default();
        for (of, to) in team.ownership.accounts.iter().zip(&given) {
            draft.give(of, ours.get(*to).copied());
        }
        let carried = team.carried(&draft);
        let need = carried.iter().map(|of| of.load.need.total()).sum::<vital_few::team::Ratio>();
        let is_owned = |id: RecordId, now| draft.owner(id, now).is_some();
        let left: Vec<_> = team.ownership.accounts.iter().filter(|of| !is_owned(of.id, of.owner)).collect();
        let unowned = left.iter().map(|of| team.work.of_account(of.id).total()).sum::<vital_few::team::Ratio>();
        prop_assert_eq!(need + unowned, team.work.all().total());
        let value: i128 = carried.iter().map(|of| of.value).sum();
        prop_assert_eq!(value + left.iter().map(|of| of.value).sum::<i128>(), team.total);
        prop_assert_eq!(carried.iter().map(|of| of.accounts).sum::<usize>() + left.len(), team.ownership.accounts.len());
        // What is compared is what differs.
        let compared: BTreeMap<RecordId, _> = team.compared(&draft).into_iter().map(|(before, after)| (before.id, (before, after))).collect();
        let now: BTreeMap<RecordId, _> = team.carried(&Draft::default()).into_iter().map(|of| (of.id, of)).collect();
        for of in &carried {
            let was = now.get(&of.id).copied();
            prop_assert_eq!(compared.get(&of.id).map(|(_, after)| *after), (was != Some(*of)).then_some(*of));
        }
    }
}

fn world_once() -> &'static (Book, Ledger) {
    static WORLD: std::sync::OnceLock<(Book, Ledger)> = std::sync::OnceLock::new();
    WORLD.get_or_init(|| {
        let (mut book, ledger) = sample_book();
        let extra = Colleague { name: "Zoe New".into(), ..Colleague::default() };
        apply(&mut book, extra.create(RecordId::well_known(0x950)));
        (book, ledger)
    })
}

/// The page drew bars, a legend and nine rows of nothing.
#[test]
fn where_nobody_owns_anything_and_nobodys_hours_are_known_there_is_nothing_to_tell() {
    let (mut book, ledger) = northwind();
    let told = |book: &Book| {
        let carried = team(book, &ledger).carried(&Draft::default());
        (carried.len(), carried.iter().filter(|of| of.is_told()).count())
    };
    assert_eq!(told(&book), (9, 0));
    let nancy = named(&book, "Nancy Davolio");
    let mut with_hours = book.clone();
    apply(&mut with_hours, vec![colleague::field::weekly_hours.set(nancy, Hours::of_minutes(2_400))]);
    assert_eq!(told(&with_hours), (9, 1));
    let account = book.accounts().map(|(id, _)| id).next().expect("an account");
    apply(&mut book, vec![account::field::owner.set(account, Some(nancy))]);
    assert_eq!(told(&book), (9, 1));
}

/// The team of 5,000 accounts is no piece for one frame: a step looks at no more accounts, or records, than it is asked
/// to, and what it comes to is the same.
#[test]
fn a_team_made_in_bounded_steps_is_the_same() {
    let (book, ledger) = sample_book();
    let analysis = Analysis::of(&book, &ledger, &Config::default());
    let key = KeyAccounts::of(&book, analysis.as_ref());
    let seen = Seen { book: &book, ledger: &ledger, analysis: analysis.as_ref(), key: &key, today: day() };
    let calendar = working_calendar(&book);
    let (whole, brought) = (Team::of(seen, &calendar), values(&ledger, day()));
    let (listed, bought) = (book.account_ids().count(), ledger.accounts().count());
    let left = Departures::of(&book, &brought, day());
    for at_once in [1, 20, 50] {
        let mut teaming = Teaming::begin(seen, &calendar);
        let (steps, made) = self::steps(|| teaming.step(seen, at_once));
        assert_eq!(made, whole);
        // Who answers for each, the groups, the work, and the values.
        let least = 3 * listed.div_ceil(at_once) + bought.div_ceil(at_once);
        assert!(steps >= least, "{steps} steps of {at_once}");
        let mut valuing = Valuing::default();
        let (steps, made) = self::steps(|| valuing.step(&ledger, day(), at_once));
        assert_eq!((made, steps >= bought.div_ceil(at_once)), (brought.clone(), true));
        let mut departing = Departing::begin(&book, day());
        let (steps, made) = self::steps(|| departing.step(&book, &brought, day(), at_once, &|_, owner| owner));
        assert_eq!((made, steps > listed / at_once), (left.clone(), true));
    }
}

/// How many steps it takes, and what is made.
fn steps<T>(mut step: impl FnMut() -> Option<T>) -> (usize, T) {
    let mut steps = 1;
    loop {
        match step() {
            Some(made) => return (steps, made),
            None => steps += 1,
        }
    }
}
