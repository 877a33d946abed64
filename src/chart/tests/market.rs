//! The map of the market and the first days of a customer keep their marks and their words apart.

use proptest::prelude::*;

use super::laws::{check_reflection, check_texts, cover};
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

/// The texts of the map that lie on one of its discs; those on the axes stand outside of the plane.
fn covered(svg: &str) -> Vec<String> {
    let found = elements(svg);
    let discs = found.iter().filter(|e| e.name == "circle");
    let discs: Vec<(f64, f64, f64)> = discs.map(|e| (e.number("cx"), e.number("cy"), e.number("r"))).collect();
    let is_word = |e: &&Element| e.name == "text" && e.text.chars().any(char::is_alphabetic);
    let words = found.iter().filter(is_word).filter(|e| !e.text.contains("score on"));
    let on_a_disc = |e: &&Element| {
        let (left, right, top, bottom) = cover(e);
        discs.iter().any(|(x, y, r)| {
            let nearest = (x.clamp(left, right), y.clamp(top, bottom));
            (nearest.0 - x).hypot(nearest.1 - y) < r - 0.1
        })
    };
    words.filter(on_a_disc).map(|e| e.text.clone()).collect()
}

/// Bug: on a phone the words of the zone stood under a circle.
#[test]
fn the_words_of_the_zone_stand_beside_a_circle_on_a_phone() {
    // Where they would begin.
    let points = [point("A", 3.4, Some(0.44), 100.0, false), point("B", 4.2, Some(0.4), 90.0, false)];
    for width in [320.0, 360.0, 700.0] {
        for mirrored in [false, true] {
            let svg = map(&points, width, mirrored);
            assert_eq!(covered(&svg), Vec::<String>::new(), "{width} {mirrored}");
            assert!(svg.contains("buys little"), "{width}: there is room below");
        }
    }
}

proptest! {
    #[test]
    fn no_word_of_the_map_lies_on_a_disc(
        found in prop::collection::vec((1.0..5.0_f64, prop::option::of(0.0..1.2_f64), 0.0..1_000.0_f64), 0..14),
        width in 300.0..900.0_f64,
    ) {
        let points: Vec<MarketPoint> =
            found.iter().map(|(score, share, gap)| point("Name", *score, *share, *gap, false)).collect();
        let svg = map(&points, width, false);
        prop_assert_eq!(covered(&svg), Vec::<String>::new());
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
