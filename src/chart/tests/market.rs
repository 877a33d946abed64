//! The map of the market and the first days of a customer keep their marks and their words apart.

use super::laws::{check_reflection, check_texts};
use super::*;

fn point(name: &str, score: f64, share: Option<f64>, gap: f64, is_new: bool) -> MarketPoint {
    let says = format!("{name}: score");
    MarketPoint { name: name.into(), score, range: (score - 0.4, score + 0.6), share, gap, is_new, says }
}

fn map(points: &[MarketPoint], width: f64, mirrored: bool) -> String {
    let words = MarketWords {
        aria: "Map",
        score: "score on the key list",
        share: "share of what they need",
        unknown: "share not known",
        zone: "strong, buys little from us",
        percent: &|share| format!("{:.0} %", share * 100.0),
        mark: &|mark| format!("{mark:.0}"),
    };
    market(points, market_frame(width, mirrored), &words)
}

fn points() -> Vec<MarketPoint> {
    vec![
        point("Save-a-lot Markets", 4.7, Some(0.266), 227_626.0, false),
        point("QUICK-Stop", 4.55, Some(0.428), 108_762.0, false),
        point("Alpenmarkt", 4.45, Some(0.0), 240_000.0, true),
        point("Königlich Essen", 1.58, None, 0.0, false),
        point("Above all", 2.0, Some(1.7), 0.0, false),
    ]
}

#[test]
fn customers_newcomers_and_those_of_unknown_share_are_told_apart() {
    let svg = map(&points(), 700.0, false);
    let count = |class: &str| svg.matches(&format!("class=\"{class}\"")).count();
    assert_eq!((count("dot"), count("dot is-new"), count("dot is-dash"), count("zone")), (3, 1, 1, 1));
    assert_eq!(count("value"), 5);
}

#[test]
fn the_map_fits_at_every_width_and_turns_with_the_page() {
    for width in [240.0, 360.0, 700.0, 1_200.0] {
        for points in [points(), Vec::new(), vec![point("A", f64::NAN, Some(f64::NAN), f64::INFINITY, true)]] {
            let (plain, mirrored) = (map(&points, width, false), map(&points, width, true));
            check_texts(&plain);
            check_reflection(&plain, &mirrored);
        }
    }
}

fn first_days(orders: &[(i32, f64)], today: i32, width: f64, mirrored: bool) -> String {
    let orders: Vec<FirstOrder> = (1..)
        .zip(orders)
        .map(|(at, (day, value))| FirstOrder {
            day: *day,
            value: *value,
            label: format!("order {at}"),
            says: format!("day {day}"),
        })
        .collect();
    let words = BeginningWords { aria: "First days", day: &|day| format!("day {day}"), today: "day 97, today" };
    beginning(&orders, 180, today, beginning_frame(width, mirrored), &words)
}

#[test]
fn each_order_day_is_a_bar_and_what_is_to_come_is_shaded() {
    let svg = first_days(&[(0, 649.0), (35, 800.0), (54, 543.0)], 97, 700.0, false);
    assert_eq!((svg.matches("class=\"bar is-key\"").count(), svg.matches("class=\"rest\"").count()), (3, 1));
    assert_eq!(first_days(&[(0, 1.0)], 180, 700.0, false).matches("class=\"rest\"").count(), 0);
}

#[test]
fn the_first_days_fit_at_every_width_and_turn_with_the_page() {
    let many: Vec<(i32, f64)> = (0..180).map(|day| (day, f64::from(day))).collect();
    for width in [240.0, 360.0, 700.0] {
        for orders in [&many[..], &[(0, f64::NAN)], &[]] {
            for today in [0, 1, 97, 179, 400] {
                let (plain, mirrored) =
                    (first_days(orders, today, width, false), first_days(orders, today, width, true));
                check_texts(&plain);
                check_reflection(&plain, &mirrored);
            }
        }
    }
}
