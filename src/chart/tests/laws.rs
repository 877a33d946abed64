//! What holds whatever the figures are.

use proptest::prelude::*;

use super::*;
use crate::chart::typeset;

/// What a text covers, by the same measure the charts use.
pub(super) fn cover(element: &Element) -> (f64, f64, f64, f64) {
    let is_bold =
        ["data-abc", "data-seg", "data-group"].iter().any(|name| element.has(name)) || element.is("class", "strong");
    let size = if element.get("class").is_some_and(|class| class.starts_with("big")) { 14.0 } else { 12.0 };
    let width = typeset::width(&element.text, size, is_bold);
    let (x, y) = (element.number("x"), element.number("y"));
    let left = match element.get("text-anchor") {
        Some("start") => x,
        Some("end") => x - width,
        _ => x - width / 2.0,
    };
    (left, left + width, y - size * 0.75, y + 2.0)
}

/// No text leaves the frame, and none lies on another.
pub(super) fn check_texts(svg: &str) {
    let found = elements(svg);
    let bounds: Vec<f64> = found[0].get("viewBox").unwrap_or_default().split(' ').flat_map(str::parse).collect();
    let texts: Vec<(&Element, _)> = found.iter().filter(|e| e.name == "text").map(|e| (e, cover(e))).collect();
    for (text, (left, right, top, bottom)) in &texts {
        assert!(*left >= -0.5 && *right <= bounds[2] + 0.5, "{text:?} from {left} to {right} of {bounds:?}");
        assert!(*top >= -0.5 && *bottom <= bounds[3] + 0.5, "{text:?} from {top} to {bottom} of {bounds:?}");
    }
    for (at, (one, a)) in texts.iter().enumerate() {
        for (other, b) in &texts[at + 1..] {
            let apart = a.1 <= b.0 || b.1 <= a.0 || a.3 <= b.2 || b.3 <= a.2;
            assert!(apart, "{:?} on {:?}: {a:?} {b:?}", one.text, other.text);
        }
    }
}

/// The mirrored drawing is the reflection of the other.
pub(super) fn check_reflection(plain: &str, mirrored: &str) {
    let (plain, mirrored) = (elements(plain), elements(mirrored));
    assert_eq!(plain.len(), mirrored.len());
    let width: f64 = plain[0].get("viewBox").and_then(|v| v.split(' ').nth(2)).and_then(|w| w.parse().ok()).expect("w");
    let same = |a: f64, b: f64| assert!((a - b).abs() < 0.051, "{a} {b}");
    for (a, b) in plain.iter().zip(&mirrored) {
        assert_eq!((&a.name, a.get("class"), a.get("data-seg")), (&b.name, b.get("class"), b.get("data-seg")));
        for key in ["x1", "x2", "cx"].into_iter().filter(|key| a.has(key)) {
            same(width - a.number(key), b.number(key));
        }
        for key in ["y", "y1", "y2", "cy", "height", "width"].into_iter().filter(|key| a.has(key)) {
            same(a.number(key), b.number(key));
        }
        if a.name == "rect" {
            same(width - a.number("x") - a.number("width"), b.number("x"));
        }
        if a.name == "text" {
            same(width - a.number("x"), b.number("x"));
            let turned = match a.get("text-anchor") {
                Some("start") => "end",
                Some("end") => "start",
                _ => "middle",
            };
            assert_eq!(b.get("text-anchor"), Some(turned));
        }
        for ((x, y), (u, v)) in a.points().into_iter().zip(b.points()) {
            same(width - x, u);
            same(y, v);
        }
    }
}

#[test]
fn the_sample_fits_at_every_width() {
    for width in (320..=1_400).step_by(20) {
        let charts = all(frame(width.into(), false));
        charts.iter().for_each(|svg| check_texts(svg));
        let mirrored = all(frame(width.into(), true));
        charts.iter().zip(&mirrored).for_each(|(plain, mirrored)| check_reflection(plain, mirrored));
    }
}

#[test]
fn long_series_keep_their_labels_apart() {
    for unit in PeriodUnit::ALL {
        for count in [1, 2, 5, 13, 24, 60, 110, 260, 520] {
            let values: Vec<i128> = (0..count).map(|at| 100_000 + 17_000 * (at % 7)).collect();
            let cells = Segment::all().map(Some).chain([None]).map(|cell| (cell, values.clone()));
            let timeline = stacked(unit, cells, false);
            let series = series(unit, &values, false);
            let purchases = Purchases { series: &series, regularity: None, orders: &[] };
            for width in [320.0, 480.0, 700.0, 1_400.0] {
                for mirrored in [false, true] {
                    let frame = frame(width, mirrored);
                    check_texts(&Words::default().segments(&timeline, frame));
                    check_texts(&Words::default().account(&purchases, frame));
                }
            }
        }
    }
}

#[test]
fn any_number_of_customers_fits() {
    let long = "The Honourable Company of Merchants Trading into Faraway Places and Back Again";
    for count in [0, 1, 2, 3, 4, 5, 9, 20, 89, 500, 10_000] {
        for flat in [0.0, 0.5, 5.0, 1_000_000.0] {
            let cumulative = ranks(count, flat);
            for names in [NAMES, [long; 3]] {
                let found = curve(&cumulative, names);
                for width in [320.0, 400.0, 480.0, 700.0, 1_400.0] {
                    check_texts(&Words::default().pareto(&found, frame(width, false)));
                }
            }
        }
    }
    // One that brings nearly everything.
    let mut cumulative = vec![0.97];
    cumulative.extend((1..=60).map(|at| 0.97 + 0.03 * f64::from(at) / 60.0));
    check_texts(&Words::default().pareto(&curve(&cumulative, NAMES), frame(320.0, false)));
    check_texts(&Words::default().pareto(&curve(&cumulative, NAMES), frame(700.0, false)));
}

#[test]
fn nothing_is_drawn_of_nothing() {
    let words = Words::default();
    for values in [vec![], vec![0], vec![0, 0, 0]] {
        let timeline = stacked(PeriodUnit::Month, [(None, values.clone())], true);
        check_texts(&words.segments(&timeline, frame(320.0, false)));
        let series = series(PeriodUnit::Month, &values, true);
        check_texts(&words.account(&Purchases { series: &series, regularity: None, orders: &[] }, frame(320.0, true)));
        assert_eq!(elements(&spark(&series, false)).len(), 2);
    }
    let nothing = Timeline { total: series(PeriodUnit::Week, &[], true), cells: BTreeMap::new() };
    check_texts(&words.segments(&nothing, frame(f64::NAN, false)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_series_can_be_drawn(
        values in prop::collection::vec(prop_oneof![
            -1_000_000_i128..50_000_000, Just(0), -10..10_i128, any::<i64>().prop_map(i128::from), any::<i128>(),
        ], 0..90),
        unit in 0usize..4,
        width in -10.0..2_000.0,
        is_complete: bool,
        mirrored: bool,
    ) {
        let unit = PeriodUnit::ALL[unit];
        let frame = Frame { width, height: 250.0, mirrored };
        let halves = values.iter().map(|value| value / 90).collect::<Vec<_>>();
        let cells = [(Segment::all().nth(3), halves.clone()), (None, halves.iter().rev().copied().collect())];
        elements(&Words::default().segments(&stacked(unit, cells, is_complete), frame));
        let series = series(unit, &values, is_complete);
        let orders = [series.window.0, series.window.1];
        let regularity = crate::analysis::Regularity {
            first: series.first, values: values.as_slice().into(), mean: values.iter().map(|v| *v as f64).sum(),
            std_dev: 1e9, cv: None, class: None,
        };
        let purchases = Purchases { series: &series, regularity: Some(&regularity), orders: &orders };
        elements(&Words::default().account(&purchases, frame));
        elements(&spark(&series, mirrored));
    }

    #[test]
    fn every_ranking_can_be_drawn(
        mut weights in prop::collection::vec(0.000_001..1_000.0, 0..200),
        classes in prop::array::uniform3((0usize..100, -1.0..2.0)),
        limits in (0u32..12_000, 0u32..12_000),
        name in any::<String>(),
        width in 200.0..1_500.0,
    ) {
        weights.sort_by(|a: &f64, b| b.total_cmp(a));
        let total: f64 = weights.iter().sum();
        let mut sum = 0.0;
        let cumulative: Vec<f64> = weights.iter().map(|weight| { sum += weight / total; sum }).collect();
        let found = curve(&cumulative, [&name; 3]);
        let frame = frame(width, false);
        check_texts(&Words::default().pareto(&found, Frame { width: width.max(320.0), ..frame }));
        let odd = Pareto { classes, limits: AbcLimits { a: limits.0, b: limits.1, ..AbcLimits::default() }, ..found };
        elements(&Words::default().pareto(&odd, frame));
    }

    #[test]
    fn floats_that_are_no_numbers_are_none(cumulative in prop::collection::vec(any::<f64>(), 0..20)) {
        let classes = [(3, f64::NAN), (9, f64::INFINITY), (100, 0.0)];
        let found = Pareto { cumulative: &cumulative, classes, limits: AbcLimits::default(), largest: vec![("a", f64::NAN)] };
        elements(&Words::default().pareto(&found, frame(700.0, false)));
    }
}
