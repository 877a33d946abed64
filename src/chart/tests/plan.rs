//! What came, what was expected and the year before are three lines, and labels stay within at any width.

use super::laws::{check_reflection, check_texts};
use super::*;
use crate::ledger::Sale;
use crate::planning::over_time::OverTime;
use crate::planning::to_date::Measure;

fn found(today: Date) -> OverTime {
    let sale = |day: Date, amount: i64| Sale { day, document: None, group: None, amount, profit: None };
    let before = [(1, 846_772), (2, 179_200), (4, 862_345), (5, 10_000), (6, 55_059)];
    let mut sales: Vec<Sale> = before.map(|(month, amount)| sale(date(1997, month, 12), amount)).into();
    sales
        .extend([(1, 767_200), (2, -30_000), (4, 1_571_975)].map(|(month, amount)| sale(date(1998, month, 3), amount)));
    let span = (date(1998, 1, 1), date(1998, 6, 30));
    OverTime::of(&sales, span, 4_500_000, Measure::Revenue, today).expect("a span")
}

fn picture(found: &OverTime, width: f64, mirrored: bool) -> String {
    let words = PlanWords {
        aria: "Plan",
        money: &|minor| format!("{}k", minor / 100_000.0),
        month: &|day| format!("M{}", day.month()),
        target: "target 45,000",
        before: "1997: 19,434",
        actual: "23,092 by 6 May",
        point: &|place| format!("month {place}"),
    };
    plan(found, plan_frame(width, mirrored), &words)
}

#[test]
fn three_lines_say_their_months_and_what_is_to_come_is_shaded() {
    let running = picture(&found(date(1998, 5, 6)), 760.0, false);
    for class in ["line", "expected", "before", "band", "dot"] {
        assert_eq!(running.matches(&format!("class=\"{class}\"")).count(), 1, "{class}");
    }
    assert_eq!(running.matches("class=\"value\"").count(), 6, "a month each");
    let ahead = picture(&found(date(1997, 12, 31)), 760.0, false);
    assert_eq!((ahead.matches("class=\"line\"").count(), ahead.matches("class=\"dot\"").count()), (0, 0));
    let over = picture(&found(date(1998, 8, 1)), 760.0, false);
    assert_eq!(over.matches("class=\"band\"").count(), 0, "nothing is to come");
}

#[test]
fn months_are_those_of_the_readers_calendar() {
    // One that is eleven days behind.
    let mut shown = picture(&found(date(1998, 5, 6)), 760.0, false);
    let month = |day: Date| format!("N{}", day.plus(11).month());
    let words = PlanWords {
        aria: "Plan",
        money: &|minor| format!("{}k", minor / 100_000.0),
        month: &month,
        target: "",
        before: "",
        actual: "",
        point: &|_| String::new(),
    };
    assert!(shown.contains(">M1<") && shown.contains(">M6<"), "{shown}");
    let found = found(date(1998, 5, 6));
    shown = plan(&found, plan_frame(760.0, false), &words);
    // The last one has no room within the plan.
    assert!(shown.contains(">N1<") && shown.contains(">N6<"), "{shown}");
    let at = |text: &str| shown.find(&format!(">{text}<")).expect("a month");
    assert!(at("N1") < at("N2") && at("N2") < at("N6"));
}

#[test]
fn labels_stay_within_and_turn_with_the_page() {
    for width in [240.0, 328.0, 560.0, 760.0] {
        for today in [date(1998, 1, 2), date(1998, 5, 6), date(1998, 6, 29)] {
            let found = found(today);
            let (plain, mirrored) = (picture(&found, width, false), picture(&found, width, true));
            check_texts(&plain);
            check_reflection(&plain, &mirrored);
        }
    }
}
