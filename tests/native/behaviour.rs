//! Buying behaviour, offers, RFM, types and levels: known answers, small worlds worked out by hand,
//! and laws checked against naive definitions.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use vital_few::analysis::behaviour::{
    Basis, Behaviour, Season, Shift, Verdict, Warning, Yardstick, overdue_accounts, typical_gap,
};
use vital_few::analysis::recommendation::{
    LEAST_PEERS, MOST, PEERS, Profiles, Reason, Recommendation, recommendations,
};
use vital_few::analysis::{Analysis, Config, PeriodUnit, Risk, TypeEvidence, suggested_level, suggested_types};
use vital_few::book::{Account, AccountType, Book, Change, Label, Level, RecordId, RecordKind, Stamp};
use vital_few::calendar::Date;
use vital_few::currency::Currency;
use vital_few::ledger::{Batch, Document, Ledger, Line, Sales};

use crate::import_expected::{import, world as imported};

fn date(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a day")
}

fn id(account: usize) -> RecordId {
    RecordId::well_known(100 + account as u128)
}

/// Account, day, product group, amount in major units. What an account buys on a day is one document.
type Row = (usize, Date, Option<usize>, i64);

struct World {
    ledger: Ledger,
    analysis: Analysis,
}

impl World {
    fn of(rows: &[Row], until: Date) -> Self {
        Self::with(rows, until, |_| None)
    }

    /// `delivery`: promised and delivered day of a document by its first day.
    fn with(rows: &[Row], until: Date, delivery: impl Fn(Date) -> Option<(Date, Option<Date>)>) -> Self {
        let accounts = rows.iter().map(|row| row.0 + 1).max().unwrap_or(0);
        let mut book = Book::default();
        for at in 0..accounts {
            let account = Account { name: format!("account {at:02}"), ..Account::default() };
            let change = Change::new(Label::Sample, account.create(id(at)));
            book.apply(&change, Stamp { millis: 1, ..Stamp::default() });
        }
        let mut sales = Sales { groups: (0..9).map(|at| format!("group {at}")).collect(), ..Sales::default() };
        let mut documents = BTreeMap::new();
        for (account, day, group, amount) in rows {
            let document = *documents.entry((*account, *day)).or_insert_with(|| {
                let facts = delivery(*day);
                sales.documents.push(Document {
                    number: format!("{account}/{day}"),
                    promised: facts.map(|facts| facts.0),
                    delivered: facts.and_then(|facts| facts.1),
                    person: None,
                });
                sales.documents.len() as u32 - 1
            });
            sales.lines.push(Line {
                customer: *account as u32,
                day: *day,
                document: Some(document),
                group: group.map(|group| group as u32),
                amount: amount * 100,
                profit: None,
                currency: 0,
            });
        }
        let batch = Batch { accounts: (0..accounts).map(id).collect(), sales };
        let ledger = Ledger::of(Currency::default(), [&batch]);
        let config = Config { window: (None, Some(until)), ..Config::default() };
        let analysis = Analysis::of(&book, &ledger, &config).expect("sales");
        Self { ledger, analysis }
    }

    fn behaviour(&self, account: usize) -> Behaviour {
        Behaviour::of(&self.analysis, &self.ledger, id(account)).expect("it bought")
    }

    fn recommendations(&self, account: usize) -> Vec<Recommendation> {
        let profiles = Profiles::of(&self.analysis, &self.ledger);
        recommendations(&self.analysis, &profiles, id(account), &self.behaviour(account))
    }

    fn group(&self, name: usize) -> Option<u32> {
        let wanted = format!("group {name}");
        self.ledger.groups().iter().position(|group| *group == wanted).map(|at| at as u32)
    }

    fn level(&self, account: usize) -> Level {
        let behaviour = Behaviour::of(&self.analysis, &self.ledger, id(account));
        suggested_level(&self.analysis, &self.ledger, id(account), behaviour.as_ref(), 0).level
    }
}

/// An order of one account every `step` days from `first`, so many times.
fn every(account: usize, first: Date, step: i32, times: i32, group: Option<usize>, amount: i64) -> Vec<Row> {
    (0..times).map(|at| (account, first.plus(at * step), group, amount)).collect()
}

#[test]
fn overdue_on_northwind() {
    let import = import(crate::data("northwind/northwind_order_lines.csv").as_bytes()).expect("the file imports");
    let (book, ledger) = imported(&import);
    let analysis = Analysis::of(&book, &ledger, &Config::default()).expect("sales");
    assert_eq!(analysis.window.1, date(1998, 5, 6));
    let all = overdue_accounts(&analysis, &ledger);
    let own: Vec<_> =
        all.iter().filter(|overdue| matches!(overdue.rhythm.yardstick, Some(Yardstick::Own(_)))).collect();
    let above = |times: f64| own.iter().filter(|overdue| overdue.times > times).count();
    assert_eq!((own.len(), above(2.0), above(3.0)), (86, 8, 5));
    // Those with fewer order days are judged by the others.
    assert_eq!(all.len(), 89);
    let first = own.iter().max_by(|a, b| a.times.total_cmp(&b.times)).expect("one");
    let finding = analysis.finding(first.account).expect("a finding");
    assert_eq!((&*finding.external_id, first.rhythm.silence), ("MEREP", 188));
    assert!((first.times - 10.742_857).abs() < 1e-6, "{}", first.times);
    assert_eq!(first.verdict, Verdict::PresumedLost);
    for overdue in &own {
        let finding = analysis.finding(overdue.account).expect("a finding");
        assert_eq!(finding.overdue, Some(overdue.times), "{}", finding.name);
    }
    let weights: Vec<f64> = all.iter().map(|overdue| overdue.times * overdue.value as f64).collect();
    assert!(weights.is_sorted_by(|a, b| a >= b));
}

/// Every account of Northwind has readings, and none panics.
#[test]
fn northwind_from_end_to_end() {
    let import = import(crate::data("northwind/northwind_order_lines.csv").as_bytes()).expect("the file imports");
    let (book, ledger) = imported(&import);
    let analysis = Analysis::of(&book, &ledger, &Config::default()).expect("sales");
    let profiles = Profiles::of(&analysis, &ledger);
    let (mut levels, mut proposed) = (BTreeMap::new(), 0);
    for finding in &analysis.findings {
        let behaviour = Behaviour::of(&analysis, &ledger, finding.account).expect("it bought");
        assert_eq!(behaviour.basket.orders, finding.orders);
        assert_eq!(behaviour.groups.iter().map(|group| group.value).sum::<i128>(), finding.value);
        assert!(matches!(behaviour.season, Season::TooShort { months } if months <= 22));
        proposed += recommendations(&analysis, &profiles, finding.account, &behaviour).len();
        let level = suggested_level(&analysis, &ledger, finding.account, Some(&behaviour), 0).level;
        *levels.entry(level.code()).or_insert(0) += 1;
        let types = suggested_types(&analysis, &ledger, finding);
        let holds = types.iter().any(|found| found.kind() == AccountType::Provider && found.holds);
        assert_eq!(holds, finding.is_provider);
    }
    assert!(proposed > 100, "{proposed}");
    let major: i32 = levels.iter().filter(|(level, _)| **level != "minor_buyer").map(|(_, count)| count).sum();
    assert_eq!(major as usize, analysis.abc_tally(vital_few::analysis::AbcClass::A).count, "{levels:?}");
    assert!(levels.contains_key("loyal") && levels.contains_key("major_at_risk"), "{levels:?}");
}

/// The scores of the convention, from the rows of the file and by counting.
#[test]
fn rfm_of_a_thousand_customers() {
    let text = crate::data("rfm/rfm_data_orders.csv");
    let mut names: Vec<String> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut days: BTreeMap<String, BTreeMap<Date, i64>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let mut cells = line.split(',').map(|cell| cell.trim_matches('"'));
        let mut cell = || cells.next().expect("a cell");
        let (name, day, revenue) = (cell().to_owned(), cell().parse::<Date>(), cell().parse::<i64>());
        let (day, revenue) = (day.expect("a day"), revenue.expect("a number"));
        *days.entry(name.clone()).or_default().entry(day).or_default() += revenue;
        let at = names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        rows.push((at, day, None, revenue));
    }
    let until = rows.iter().map(|row| row.1).max().expect("a day");
    let found = World::of(&rows, until).analysis.rfm();
    assert_eq!((names.len(), found.len()), (days.len(), days.len()));
    let facts: Vec<[i64; 3]> = names
        .iter()
        .map(|name| {
            let bought = days[name].iter().filter(|(_, sum)| **sum > 0);
            let last = bought.clone().next_back().map_or(0, |(day, _)| i64::from(day.number()));
            [last, bought.count() as i64, days[name].values().sum()]
        })
        .collect();
    for (at, own) in facts.iter().enumerate() {
        let score = |which: usize| 1 + 5 * facts.iter().filter(|other| other[which] < own[which]).count() / facts.len();
        let rfm = found[&id(at)];
        let scores = [rfm.recency, rfm.frequency, rfm.monetary].map(usize::from);
        assert_eq!(scores, [score(0), score(1), score(2)], "{}", names[at]);
    }
}

#[test]
fn a_silence_is_judged_by_the_own_gap_or_that_of_the_others() {
    let start = date(2024, 1, 1);
    // A gap of 10 days; a longest of 25; two days only; one day only.
    let mut rows = every(0, start, 10, 5, None, 10);
    rows.extend([0, 10, 20, 45].map(|day| (1, start.plus(day), None, 10)));
    rows.extend([0, 30].map(|day| (2, start.plus(day), None, 10)));
    rows.push((3, start, None, 10));
    let world = |day: i32| World::of(&rows, start.plus(day));
    let rhythm = |day: i32, account: usize| world(day).behaviour(account).rhythm.expect("a rhythm");
    assert_eq!(rhythm(60, 0).verdict(), Some(Verdict::OnTime));
    assert_eq!(rhythm(60, 0).due(), Some(start.plus(50)));
    // 21 days are more than twice 10, and longer than ever.
    assert_eq!(rhythm(61, 0).verdict(), Some(Verdict::PresumedLost));
    // 21 days are more than twice 10, but it has been silent for 25 before; 31 are more than three times.
    assert_eq!(rhythm(66, 1).verdict(), Some(Verdict::AtRisk));
    assert_eq!(rhythm(76, 1).verdict(), Some(Verdict::PresumedLost));
    assert_eq!(typical_gap(&world(60).analysis), Some((10.0, 2)));
    assert_eq!(rhythm(60, 2).yardstick, Some(Yardstick::Others(10.0, 2)));
    assert_eq!((rhythm(60, 2).gap, rhythm(60, 2).overdue()), (Some(30.0), Some(3.0)));
    assert_eq!(rhythm(60, 2).verdict(), Some(Verdict::AtRisk));
    assert_eq!(rhythm(60, 3).verdict(), Some(Verdict::PresumedLost));
}

#[test]
fn nobody_has_a_rhythm_so_nobody_is_judged() {
    let start = date(2024, 1, 1);
    let world = World::of(&[(0, start, None, 5), (1, start.plus(9), None, 5)], start.plus(50));
    assert_eq!(world.behaviour(0).rhythm.and_then(|rhythm| rhythm.verdict()), None);
    assert_eq!(overdue_accounts(&world.analysis, &world.ledger), []);
    assert_eq!(world.recommendations(0), []);
}

#[test]
fn halves_are_compared_where_history_is_short() {
    let start = date(2024, 1, 1);
    // Six orders: 100, 100, 100 of two groups, then 80 of one, twice as far apart.
    let mut rows = Vec::new();
    for (day, amount) in [(0, 100), (10, 100), (20, 100), (30, 100), (50, 80), (70, 80), (90, 80), (110, 80)] {
        rows.push((0, start.plus(day), Some(0), amount - 10));
        rows.push((0, start.plus(day), Some(if day <= 30 { 1 } else { 0 }), 10));
    }
    let world = World::of(&rows, start.plus(119));
    let behaviour = world.behaviour(0);
    let basket = behaviour.basket.shift.expect("eight orders");
    assert_eq!((basket.basis, basket.earlier.count, basket.later.count), (Basis::HalfOfOrders, 4, 4));
    assert_eq!((basket.earlier.value, basket.later.value), (10_000.0, 8_000.0));
    assert_eq!(basket.change().map(|change| (change * 100.0).round()), Some(-20.0));
    assert_eq!(behaviour.basket.groups, Some(1.5));
    let trend = behaviour.trend.expect("a trend");
    // 120 days and half a gap of 20 before them, cut in two: 480 and 240.
    assert_eq!((trend.basis, trend.earlier.value, trend.later.value), (Basis::Halves, 48_000.0, 24_000.0));
    assert_eq!((trend.earlier.to, trend.later.from), (start.plus(54), start.plus(55)));
    let kinds: Vec<&str> = behaviour
        .warnings
        .iter()
        .map(|warning| match warning {
            Warning::ShrinkingBasket(_) => "basket",
            Warning::LongerGaps(gaps) => {
                assert_eq!((gaps.earlier.value, gaps.later.value), (10.0, 20.0));
                "gaps"
            }
            Warning::FewerGroups(groups) => {
                assert_eq!((groups.earlier.value, groups.later.value), (2.0, 1.0));
                "groups"
            }
            Warning::FallingVolume(_) => "volume",
        })
        .collect();
    assert_eq!(kinds, ["basket", "gaps", "groups", "volume"]);
}

#[test]
fn years_are_compared_where_history_is_long_enough() {
    // Monthly for two years to the day, 100 and then 79.
    let rows: Vec<Row> = (0..24)
        .map(|month| (0, date(2022 + month / 12, (month % 12) as i8 + 1, 1), None, if month < 12 { 100 } else { 79 }))
        .collect();
    let behaviour = World::of(&rows, date(2023, 12, 31)).behaviour(0);
    let trend = behaviour.trend.expect("a trend");
    assert_eq!((trend.basis, trend.earlier.from, trend.later.from), (Basis::Years, date(2022, 1, 1), date(2023, 1, 1)));
    assert_eq!((trend.earlier.value, trend.later.value), (120_000.0, 94_800.0));
    assert!(matches!(behaviour.warnings[..], [Warning::ShrinkingBasket(_), Warning::FallingVolume(_)]));
    // A day less of history, and halves are compared.
    let later: Vec<Row> = rows.iter().map(|row| (row.0, row.1.plus(1), row.2, row.3)).collect();
    let trend = World::of(&later, date(2023, 12, 31)).behaviour(0).trend.expect("a trend");
    assert_eq!(trend.basis, Basis::Halves);
}

#[test]
fn the_season_needs_two_whole_years() {
    let rows: Vec<Row> = (0..24)
        .map(|month| {
            let month = month as i16;
            let amount = if month % 12 == 10 { 130 } else { 10 };
            (0, date(2022 + month / 12, (month % 12) as i8 + 1, 1), None, amount)
        })
        .collect();
    let season = |until: Date| World::of(&rows, until).behaviour(0).season;
    let Season::Known(known) = season(date(2023, 12, 31)) else { panic!("two years are enough") };
    assert_eq!((known.unit, known.years, known.from), (PeriodUnit::Month, 2, date(2022, 1, 1)));
    assert_eq!((known.values[0], known.values[10]), (2_000, 26_000));
    let (at, share) = known.peak().expect("November");
    assert!(at == 10 && (share - 260.0 / 480.0).abs() < 1e-12, "{at} {share}");
    assert_eq!(season(date(2023, 12, 30)), Season::TooShort { months: 23 });
}

#[test]
fn a_group_is_due_and_then_it_has_stopped() {
    let start = date(2024, 1, 1);
    let mut rows = every(0, start, 10, 4, Some(0), 20);
    // Something else keeps it buying.
    rows.extend(every(0, start, 5, 20, Some(1), 3));
    rows.push((1, start, Some(1), 1));
    let of_tea = |day: i32| {
        let world = World::of(&rows, start.plus(day));
        let tea = world.group(0);
        world.recommendations(0).into_iter().find(|found| found.group == tea)
    };
    assert_eq!(of_tea(39), None);
    // One order of it is worth 20; a year of it at most the 80 it was.
    let due = of_tea(40).expect("due");
    assert_eq!((due.expected, due.is_of_one_order()), (2_000.0, true));
    assert_eq!(due.reason, Reason::Due { days: 4, last: start.plus(30), gap: 10.0, times: 1.0 });
    assert!(matches!(of_tea(50).map(|found| found.reason), Some(Reason::Due { .. })));
    let stopped = of_tea(51).expect("stopped");
    assert_eq!((stopped.expected, stopped.is_of_one_order()), (8_000.0, false));
    assert!(matches!(stopped.reason, Reason::Stopped { days: 4, times, .. } if times > 2.0));
}

#[test]
fn without_groups_only_the_next_order_is_due() {
    let rows = every(0, date(2024, 1, 1), 10, 4, None, 20);
    assert_eq!(World::of(&rows, date(2024, 2, 9)).recommendations(0), []);
    let due = World::of(&rows, date(2024, 2, 10)).recommendations(0);
    assert!(matches!(due[..], [Recommendation { group: None, reason: Reason::DueAsAWhole { .. }, expected: 2_000.0 }]));
}

#[test]
fn what_similar_accounts_buy_is_offered() {
    let start = date(2024, 1, 1);
    let mut rows = Vec::new();
    // Eight accounts alike; five of them buy group 2 as well, for a fifth of what they spend.
    for account in 0..8 {
        rows.extend(every(account, start, 30, 4, Some(0), 40));
        rows.extend(every(account, start, 30, 4, Some(1), 40));
        if (1..=5).contains(&account) {
            rows.extend(every(account, start, 30, 4, Some(2), 20));
        }
        if account == 1 {
            // Of one alone.
            rows.extend(every(account, start, 30, 4, Some(3), 5));
        }
    }
    let until = start.plus(100);
    let world = World::of(&rows, until);
    let found = world.recommendations(0);
    assert_eq!(found.len(), 1, "{found:?}");
    let Reason::Peers { peers, buyers, share, yearly } = found[0].reason else { panic!("{found:?}") };
    assert_eq!((found[0].group, peers, buyers), (world.group(2), 7, 5));
    assert_eq!((share, yearly), (0.2, 32_000.0));
    assert_eq!(found[0].expected, 6_400.0);
    // Four similar ones are too few.
    let few: Vec<Row> = rows.iter().copied().filter(|row| row.0 < 5).collect();
    assert_eq!(World::of(&few, until).recommendations(0), []);
}

#[test]
fn levels_follow_the_rules() {
    let start = date(2024, 1, 1);
    let until = date(2025, 3, 31);
    // A large one that buys every month, a small one, and one whose only sale is a credit note.
    let mut rows = every(0, start, 30, 15, None, 1_000);
    rows.extend(every(1, start, 30, 15, None, 1));
    rows.push((2, start, None, -5));
    let world = World::of(&rows, until);
    assert_eq!([0, 1, 2].map(|account| world.level(account)), [Level::Loyal, Level::MinorBuyer, Level::Lead]);
    let risks = |world: &World| {
        let behaviour = world.behaviour(0);
        suggested_level(&world.analysis, &world.ledger, id(0), Some(&behaviour), 0).risks
    };
    // New: nothing is known of its faith.
    let new: Vec<Row> = rows.iter().copied().filter(|row| row.0 != 0 || row.1 > date(2024, 9, 1)).collect();
    assert_eq!(World::of(&new, until).level(0), Level::MajorBuyer);
    // Silent since January.
    let silent: Vec<Row> = rows.iter().copied().filter(|row| row.0 != 0 || row.1 < date(2025, 1, 1)).collect();
    let silent = World::of(&silent, until);
    assert_eq!(silent.level(0), Level::MajorAtRisk);
    assert!(matches!(risks(&silent)[..], [Risk::Silence { times, .. }, Risk::Decline(_)] if times > 2.0));
    // It buys a fifth less in the later half.
    let less: Vec<Row> = rows
        .iter()
        .map(|row| if row.1 > date(2024, 8, 1) { (row.0, row.1, row.2, row.3 * 7 / 10) } else { *row })
        .collect();
    let less = World::of(&less, until);
    assert!(matches!(risks(&less)[..], [Risk::Decline(_)]), "{:?}", risks(&less));
    assert_eq!(less.level(0), Level::MajorAtRisk);
    // Promised within 10 days, delivered in 12 from the autumn on; what is promised later isn't judged.
    let promise = |day: Date| Some((day.plus(10), Some(day.plus(if day > date(2024, 9, 1) { 12 } else { 10 }))));
    let late = World::with(&rows, until, promise);
    let [Risk::LateDeliveries(deliveries)] = risks(&late)[..] else { panic!("{:?}", risks(&late)) };
    assert_eq!((deliveries.promised, deliveries.late), (15, 6));
    // Without a column of deliveries nothing is late.
    assert_eq!(risks(&World::with(&rows, until, |day| Some((day.plus(10), None)))), []);
    let open = |day: Date| Some((day.plus(10), Some(day).filter(|day| *day < date(2024, 9, 1))));
    assert!(matches!(risks(&World::with(&rows, until, open))[..], [Risk::LateDeliveries(found)] if found.late == 6));
    // Complaints are known to the book alone.
    let angry = suggested_level(&world.analysis, &world.ledger, id(0), Some(&world.behaviour(0)), 2);
    assert_eq!((angry.level, &angry.risks[..]), (Level::MajorAtRisk, &[Risk::OpenComplaints(2)][..]));
}

#[test]
fn loyalty_wants_three_of_four_periods() {
    let months = |skipped: &[i8]| {
        let month = |at: i8| date(2024 + i16::from(at / 12), at % 12 + 1, 5);
        let mut rows: Vec<Row> =
            (0..16).filter(|at| !skipped.contains(at)).map(|at| (0, month(at), None, 10)).collect();
        // What keeps the period a month, and the trend from falling.
        rows.push((0, month(15).plus(1), None, 90));
        World::of(&rows, date(2025, 4, 30))
    };
    assert_eq!(months(&[]).analysis.period.unit, PeriodUnit::Month);
    assert_eq!(months(&[9, 11]).level(0), Level::Loyal);
    assert_eq!(months(&[9, 11, 13]).level(0), Level::MajorBuyer);
}

#[test]
fn a_prospect_is_new_in_a_long_history_and_not_small() {
    let until = date(2025, 12, 31);
    let kinds = |first: Date, amount: i64| {
        let rows = [(0, date(2024, 1, 1), None, 100), (1, first, None, amount), (0, until, None, 100)];
        let world = World::of(&rows, until);
        let finding = world.analysis.finding(id(1)).expect("a finding");
        let types = suggested_types(&world.analysis, &world.ledger, finding);
        types.into_iter().filter(|found| found.holds).map(|found| found.kind()).collect::<Vec<_>>()
    };
    assert_eq!(kinds(date(2025, 1, 1), 19), [AccountType::Prospect]);
    assert_eq!(kinds(date(2025, 1, 1), 200), [AccountType::Provider, AccountType::Prospect]);
    // Before the last 12 months; of class C.
    assert_eq!(kinds(date(2024, 12, 31), 19), []);
    let rows = [(0, date(2024, 1, 1), None, 990), (1, date(2025, 2, 1), None, 1)];
    let world = World::of(&rows, until);
    assert_eq!(suggested_types(&world.analysis, &world.ledger, &world.analysis.findings[1]), []);
    // In a history that began when it did, everybody is new.
    let rows = [(0, date(2025, 1, 1), None, 100), (1, date(2025, 1, 1), None, 90)];
    let world = World::of(&rows, until);
    let types = suggested_types(&world.analysis, &world.ledger, &world.analysis.findings[1]);
    assert!(matches!(types[..], [found] if matches!(found.evidence, TypeEvidence::Provider(_))), "{types:?}");
}

/// Up to fourteen accounts that buy five groups over two and a half years.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (0usize..14, 0i32..900, prop::option::weighted(0.9, 0usize..5), -40i64..200);
    let row = row.prop_map(|(account, day, group, amount)| (account, date(2022, 1, 1).plus(day), group, amount));
    prop::collection::vec(row, 1..160)
}

/// The middle of an unsorted list, or the mean of the two middle ones.
fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    if n % 2 == 1 { values[n / 2] } else { (values[n / 2 - 1] + values[n / 2]) / 2.0 }
}

/// Days with a positive sum among these rows.
fn positive_days<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<Date> {
    let mut sums: BTreeMap<Date, i64> = BTreeMap::new();
    rows.for_each(|row| *sums.entry(row.1).or_default() += row.3);
    sums.into_iter().filter(|(_, sum)| *sum > 0).map(|(day, _)| day).collect()
}

fn median_gap(days: &[Date]) -> f64 {
    middle(days.windows(2).map(|pair| f64::from(pair[1].since(pair[0]))).collect())
}

/// Positive value by group of an account, as a dense vector.
fn vector(rows: &[Row], account: usize) -> [f64; 5] {
    std::array::from_fn(|group| {
        let of_group = rows.iter().filter(|row| row.0 == account && row.2 == Some(group));
        of_group.map(|row| row.3 * 100).sum::<i64>().max(0) as f64
    })
}

fn cosine(a: [f64; 5], b: [f64; 5]) -> f64 {
    let dot = |a: [f64; 5], b: [f64; 5]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    dot(a, b) / (dot(a, a).sqrt() * dot(b, b).sqrt())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever is offered is true when it is worked out another way.
    #[test]
    fn what_is_offered_is_true(rows in rows(), beyond in 0i32..60) {
        let until = rows.iter().map(|row| row.1).max().unwrap_or(Date::EPOCH).plus(beyond);
        let world = World::of(&rows, until);
        let has_segment = |account: usize| world.analysis.finding(id(account)).and_then(|found| found.segment()).is_some();
        for account in 0..14 {
            if Behaviour::of(&world.analysis, &world.ledger, id(account)).is_none() {
                prop_assert!(positive_days(rows.iter().filter(|row| row.0 == account)).is_empty());
                continue;
            }
            let found = world.recommendations(account);
            prop_assert!(found.len() <= MOST);
            prop_assert!(found.is_sorted_by(|a, b| (a.reason.sureness(), -a.expected) <= (b.reason.sureness(), -b.expected)));
            prop_assert_eq!(found.iter().map(|found| found.group).collect::<BTreeSet<_>>().len(), found.len());
            let own = vector(&rows, account);
            let mut near: Vec<(f64, usize)> = (0..14)
                .filter(|other| *other != account && has_segment(*other))
                .map(|other| (cosine(own, vector(&rows, other)), other))
                .filter(|(cosine, _)| *cosine > 0.0)
                .collect();
            near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            near.truncate(PEERS);
            for offer in found {
                prop_assert!(offer.expected > 0.0);
                let group = offer.group.and_then(|group| (0..5).find(|name| world.group(*name) == Some(group)));
                let days = positive_days(rows.iter().filter(|row| row.0 == account && (group.is_none() || row.2 == group)));
                let silence = days.last().map(|last| f64::from(until.since(*last)));
                match offer.reason {
                    Reason::Peers { peers, buyers, share, .. } => {
                        let group = group.expect("a group");
                        prop_assert!(own[group] == 0.0 && peers == near.len() && peers >= LEAST_PEERS);
                        let shares: Vec<f64> = near
                            .iter()
                            .map(|(_, other)| vector(&rows, *other))
                            .map(|other| other[group] / other.iter().sum::<f64>())
                            .filter(|share| *share > 0.0)
                            .collect();
                        prop_assert!(buyers == shares.len() && buyers * 2 >= peers);
                        prop_assert!((share - middle(shares)).abs() < 1e-12);
                    }
                    Reason::Stopped { times, .. } => {
                        prop_assert!(days.len() >= 3 && times > 2.0);
                        prop_assert_eq!(silence.map(|silence| silence / median_gap(&days)), Some(times));
                    }
                    Reason::Due { times, .. } => {
                        prop_assert!(days.len() >= 3 && (1.0..=2.0).contains(&times));
                        prop_assert_eq!(silence.map(|silence| silence / median_gap(&days)), Some(times));
                    }
                    Reason::DueAsAWhole { times, .. } => prop_assert!(group.is_none() && times >= 1.0),
                }
            }
        }
    }

    /// Whatever is warned of is so when it is worked out another way, and nothing panics.
    #[test]
    fn warnings_hold(rows in rows(), beyond in 0i32..60) {
        let until = rows.iter().map(|row| row.1).max().unwrap_or(Date::EPOCH).plus(beyond);
        let world = World::of(&rows, until);
        for account in 0..14 {
            let Some(behaviour) = Behaviour::of(&world.analysis, &world.ledger, id(account)) else { continue };
            let level = suggested_level(&world.analysis, &world.ledger, id(account), Some(&behaviour), 0);
            prop_assert_eq!(level.level == Level::MajorAtRisk, level.class.is_some_and(|class| class.letter() == "A") && !level.risks.is_empty());
            let own: Vec<&Row> = rows.iter().filter(|row| row.0 == account).collect();
            let sums = |from: Date, to: Date| -> Vec<i64> {
                let days = positive_days(own.iter().copied()).into_iter().filter(|day| (from..=to).contains(day));
                days.map(|day| own.iter().filter(|row| row.1 == day).map(|row| row.3 * 100).sum()).collect()
            };
            let holds = |shift: Shift, of: &dyn Fn(Date, Date) -> f64| {
                of(shift.earlier.from, shift.earlier.to) == shift.earlier.value
                    && of(shift.later.from, shift.later.to) == shift.later.value
                    && shift.earlier.to < shift.later.from
            };
            let total = |from: Date, to: Date| own.iter().filter(|row| (from..=to).contains(&row.1)).map(|row| row.3 * 100).sum::<i64>() as f64;
            let mean = |from: Date, to: Date| sums(from, to).iter().sum::<i64>() as f64 / sums(from, to).len() as f64;
            for warning in behaviour.warnings {
                match warning {
                    Warning::ShrinkingBasket(shift) => prop_assert!(holds(shift, &mean) && shift.fell()),
                    Warning::FallingVolume(shift) => prop_assert!(holds(shift, &total) && shift.fell()),
                    Warning::FewerGroups(shift) => prop_assert!(shift.fell() && shift.later.count >= 3),
                    Warning::LongerGaps(shift) => prop_assert!(shift.change() >= Some(0.5)),
                }
            }
        }
    }
}
