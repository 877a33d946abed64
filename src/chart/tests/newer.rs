//! Lorenz, variation, product groups, what a change came from, an account against its group, the matrix.

use proptest::prelude::*;

use super::laws::{check_reflection, check_texts, cover};
use super::*;
use crate::analysis::{ByGroup, Concentration, GroupPart, GroupSeries, SegmentPeers, XyzClass, XyzLimits};

pub(super) fn concentration(count: usize, flat: f64) -> Concentration {
    let cumulative = ranks(count, flat);
    let top_fifth = count.div_ceil(5);
    let top_fifth_share = top_fifth.checked_sub(1).map_or(0.0, |at| cumulative[at]);
    Concentration { accounts: count, gini: 0.58, top_fifth, top_fifth_share, cumulative, ..Concentration::default() }
}

pub(super) fn variation() -> Variation {
    let coefficients: Vec<f64> =
        (0..89).map(|at| f64::from(at * at % 97) / 97.0 * 1.6 + f64::from(at) / 100.0).collect();
    Variation::of(&coefficients, XyzLimits::default())
}

pub(super) fn by_group(unit: PeriodUnit, count: usize) -> ByGroup {
    let parts: Vec<GroupSeries> = GroupPart::all()
        .take(count)
        .zip(1_i128..)
        .map(|(part, at)| {
            let values: Vec<i128> = (0..8).map(|period| (10 - at) * 400_000 + period * 90_000 * (at % 3)).collect();
            let name = match part {
                GroupPart::Largest(at) => ["Beverages", "Dairy Products", "Confections"].get(usize::from(at)).copied(),
                _ => None,
            };
            GroupSeries { part, name: name.map(str::to_owned), series: series(unit, &values, false) }
        })
        .collect();
    let at = |at: usize| parts.iter().map(|part| part.series.values[at]).sum();
    ByGroup { total: series(unit, &(0..8).map(at).collect::<Vec<_>>(), false), parts }
}

/// What made the second year of a small wholesaler twice the first.
pub(super) fn steps() -> Vec<BridgeRow> {
    let rows = [
        ("12 months before", 408_907.0, true),
        ("61 bought more", 512_000.0, false),
        ("9 are new", 31_353.0, false),
        ("18 bought less", -95_275.0, false),
        ("1 is gone", -100.0, false),
        ("Last 12 months", 856_885.0, true),
    ];
    let row = |(label, value, is_whole): (&str, f64, bool)| BridgeRow {
        label: label.into(),
        value,
        is_whole,
        said: format!("{value}"),
    };
    rows.map(row).into()
}

pub(super) fn segment_peers() -> SegmentPeers {
    let own = series(PeriodUnit::Quarter, &[350_000, 0, 1_030_000, 920_000, -80_000, 1_690_000, 2_030_000], false);
    let typical = series(PeriodUnit::Quarter, &[250_000, 310_000, 530_000, 620_000, 580_000, 690_000, 100_000], false);
    let segment = Segment::all().next().expect("a segment");
    SegmentPeers { segment, accounts: 21, own, typical, recent: None }
}

#[test]
fn the_lorenz_curve_lies_below_equality_and_ends_at_all() {
    let found = elements(&Words::default().lorenz(&concentration(89, 1.0), lorenz_frame(700.0, false)));
    let line = found.iter().find(|e| e.is("class", "line")).expect("a curve");
    let equality = found.iter().find(|e| e.is("class", "limit")).expect("the line of equality");
    let points = line.points();
    assert_eq!(points.first().copied(), Some((equality.number("x1"), equality.number("y1"))));
    assert_eq!(points.last().copied(), Some((equality.number("x2"), equality.number("y2"))));
    let (run, rise) = (equality.number("x2") - equality.number("x1"), equality.number("y2") - equality.number("y1"));
    for (x, y) in points {
        let equal = equality.number("y1") + (x - equality.number("x1")) / run * rise;
        assert!(y >= equal - 0.2, "{x} {y}");
    }
    assert_eq!(count(&found, |e| e.is("class", "area")), 1);
    for text in ["Gini 0.58", "if all were equal"] {
        assert!(found.iter().any(|e| e.text == text), "{text}");
    }
    assert!(found.iter().any(|e| e.text.starts_with("top 20 % bring ")));
}

#[test]
fn a_limit_cuts_its_bin_and_belongs_to_the_class_below() {
    let limits = XyzLimits { x: 0.25, y: 1.0 };
    let found = Variation::of(&[0.0, 0.2, 0.24, 0.25, 0.26, 0.3, 1.0, 1.01, 2.0, 7.0], limits);
    let filled: Vec<_> =
        found.bins.iter().filter(|bin| bin.count > 0).map(|bin| (bin.from, bin.to, bin.class, bin.count)).collect();
    use XyzClass::*;
    assert_eq!(
        filled,
        [
            (0.0, Some(0.1), X, 1),
            (0.1, Some(0.2), X, 1),
            (0.2, Some(0.25), X, 2),
            (0.25, Some(0.3), Y, 2),
            (0.9, Some(1.0), Y, 1),
            (1.0, Some(1.1), Z, 1),
            (1.9, Some(2.0), Z, 1),
            (2.0, None, Z, 1),
        ]
    );
    assert_eq!((found.classes, found.bins.len()), ([4, 3, 3], 22));
    assert!(found.median.is_some_and(|median| (median - 0.28).abs() < 1e-9));
    let drawn = elements(&Words::default().histogram(&found, histogram_frame(700.0, false)));
    assert_eq!(count(&drawn, |e| e.name == "rect" && e.has("data-xyz")), 8);
    assert_eq!(count(&drawn, |e| e.is("class", "limit")), 2);
    for text in ["X up to 0.25", "median 0.28", "over 2"] {
        assert!(drawn.iter().any(|e| e.text == text), "{text}");
    }
    // On a phone the limits and the median stand in two rows, each at its own line.
    let narrow = elements(&Words::default().histogram(&found, histogram_frame(328.0, false)));
    let text_with = |part: &str| narrow.iter().filter(|e| e.name == "text" && e.text.contains(part)).count();
    assert_eq!((text_with("≤ 0.25"), text_with("≤ 1"), text_with("up to"), text_with("median")), (1, 1, 0, 1));
}

/// "median 0.92" stood on the line at 1, and "if all were equal" on that at 50 %.
#[test]
fn no_line_strikes_out_a_label_where_there_is_another_place() {
    let limits = XyzLimits { x: 0.5, y: 1.0 };
    let found = Variation::of(&[0.1, 0.4, 0.6, 0.92, 0.92, 1.1, 1.8], limits);
    let drawn = elements(&Words::default().histogram(&found, histogram_frame(700.0, false)));
    let text = drawn.iter().find(|e| e.text == "median 0.92").expect("the median");
    let (left, right, ..) = cover(text);
    let limits = drawn.iter().filter(|e| e.is("class", "limit")).map(|e| e.number("x1"));
    assert_eq!(limits.filter(|x| (left..right).contains(x)).count(), 0);
    let drawn = elements(&Words::default().lorenz(&concentration(89, 1.0), lorenz_frame(700.0, false)));
    let grid: Vec<f64> = drawn.iter().filter(|e| e.is("class", "grid")).map(|e| e.number("y1")).collect();
    assert_eq!(grid.len(), 5);
    for text in ["if all were equal", "Gini 0.58"] {
        let (_, _, top, bottom) = cover(drawn.iter().find(|e| e.text == text).expect(text));
        assert!(!grid.iter().any(|y| (top..bottom).contains(y)), "{text}");
    }
}

#[test]
fn groups_are_stacked_outlined_and_named() {
    let found = by_group(PeriodUnit::Quarter, 9);
    let drawn = elements(&Words::default().groups(&found, groups_frame(700.0, false)));
    // A part of each column and a mark in the key.
    for code in ["1", "7", "others", "without"] {
        assert_eq!(count(&drawn, |e| e.name == "rect" && e.is("data-group", code)), 9, "{code}");
    }
    assert_eq!(count(&drawn, |e| e.is("class", "group is-part")), 9);
    for text in ["\u{2068}Dairy Products\u{2069}", "other groups", "no group"] {
        assert!(drawn.iter().any(|e| e.text == text), "{text}");
    }
    let height = |width| {
        let drawn = elements(&Words::default().groups(&found, groups_frame(width, false)));
        drawn[0].get("viewBox").and_then(|bounds| bounds.rsplit(' ').next()?.parse::<f64>().ok()).expect("a height")
    };
    assert!(height(328.0) - 260.0 > height(1_000.0) - 300.0, "a narrow key takes more lines");
}

#[test]
fn a_step_begins_where_the_one_before_ended() {
    let drawn = elements(&Words::default().bridge(&steps(), bridge_frame(700.0, 6, false)));
    let bars: Vec<&Element> = drawn.iter().filter(|e| e.name == "rect").collect();
    let classes: Vec<_> = bars.iter().filter_map(|bar| bar.get("class")).collect();
    assert_eq!(classes, ["bar is-key", "gain", "gain", "loss", "loss", "bar is-key"]);
    let left = |at: usize| bars[at].number("x");
    let right = |at: usize| bars[at].number("x") + bars[at].number("width");
    for (end, start) in [(right(0), left(1)), (right(1), left(2)), (right(2), right(3)), (left(3), right(4))] {
        assert!((end - start).abs() < 0.25, "{end} {start}");
    }
    let unit = (right(0) - left(0)) / 408_907.0;
    assert!((right(1) - left(1) - unit * 512_000.0).abs() < 0.5);
    assert!(bars[4].number("width") >= 1.0, "next to nothing is seen all the same");
    assert!(drawn.iter().any(|e| e.name == "title" && e.text == "18 bought less: -95275"));
}

#[test]
fn every_mark_says_its_value() {
    let says = |svg: &str| {
        let drawn = elements(svg);
        assert_eq!(count(&drawn, |e| e.is("class", "value")), count(&drawn, |e| e.name == "title"));
        drawn.into_iter().filter(|e| e.name == "title").map(|e| e.text).collect::<Vec<_>>()
    };
    let words = Words::default();
    let cumulative = ranks(89, 1.0);
    let pareto = says(&words.pareto(&curve(&cumulative, NAMES), pareto_frame(700.0, false)));
    assert_eq!((pareto.len(), pareto.first().map(|text| text.starts_with("the first 1 bring"))), (89, Some(true)));
    let many = ranks(10_000, 1.0);
    let pareto = says(&words.pareto(&curve(&many, NAMES), pareto_frame(700.0, false)));
    assert!((50..120).contains(&pareto.len()), "{} can be pointed at", pareto.len());
    assert_eq!(pareto.last().map(String::as_str), Some("the first 10000 bring 100.0 %"));
    assert!(
        says(&words.segments(&timeline(), segments_frame(700.0, false))).contains(&"AX in 1996 Q3: 4k of 76k".into())
    );
    assert_eq!(says(&words.groups(&by_group(PeriodUnit::Quarter, 9), groups_frame(700.0, false))).len(), 72);
    assert_eq!(says(&words.lorenz(&concentration(89, 1.0), lorenz_frame(700.0, false))).len(), 89);
    assert_eq!(says(&words.histogram(&variation(), histogram_frame(700.0, false))).len(), variation().bins.len());
    assert_eq!(says(&words.segment_peers(&segment_peers(), segment_peers_frame(700.0, false))).len(), 7);
}

#[test]
fn an_account_stands_beside_the_median() {
    let drawn = elements(&Words::default().segment_peers(&segment_peers(), segment_peers_frame(700.0, false)));
    // Six whole periods with a value, of which one is below zero, the key, and one incomplete.
    assert_eq!(count(&drawn, |e| e.is("class", "bar is-key")), 5 + 1);
    assert_eq!(count(&drawn, |e| e.is("class", "bar")), 1);
    assert_eq!(count(&drawn, |e| e.is("class", "line")), 2);
    assert!(drawn.iter().any(|e| e.text == "median of 21 AY accounts"));
}

#[test]
fn the_matrix_has_its_nine_cells() {
    for persian in [false, true] {
        let svg = Words { persian }.matrix(persian);
        check_texts(&svg);
        let drawn = elements(&svg);
        assert_eq!(count(&drawn, |e| e.name == "rect" && e.has("data-seg")), 9);
        for cell in Segment::all() {
            assert!(drawn.iter().any(|e| e.text == cell.letters()));
        }
    }
    check_reflection(&Words::default().matrix(false), &Words::default().matrix(true));
}

#[test]
fn nothing_and_little_can_be_drawn() {
    let words = Words::default();
    for count in [0, 1, 2, 3, 10, 5_000] {
        for flat in [0.0, 5.0, 1_000_000.0] {
            for width in [320.0, 700.0, 1_400.0] {
                check_texts(&words.lorenz(&concentration(count, flat), frame(width, false)));
            }
        }
    }
    check_texts(&words.histogram(&Variation::of(&[], XyzLimits::default()), frame(320.0, false)));
    let nothing = ByGroup { total: series(PeriodUnit::Week, &[], true), parts: Vec::new() };
    check_texts(&words.groups(&nothing, frame(320.0, false)));
    check_texts(&words.bridge(&[], bridge_frame(320.0, 0, false)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_bridge_can_be_drawn(
        values in prop::collection::vec((prop_oneof![-1e9..1e9, any::<f64>()], any::<bool>()), 0..9),
        width in 320.0..1_500.0,
    ) {
        let row = |(value, is_whole): &(f64, bool)| BridgeRow {
            label: "a label that is longer than there is room for it where it is narrow".into(),
            value: *value,
            is_whole: *is_whole,
            said: "+123,456.78".into(),
        };
        let rows: Vec<BridgeRow> = values.iter().map(row).collect();
        check_texts(&Words::default().bridge(&rows, bridge_frame(width, rows.len(), false)));
    }

    #[test]
    fn every_variation_can_be_drawn(
        coefficients in prop::collection::vec(prop_oneof![0.0..3.0, any::<f64>()], 0..300),
        limits in (0.0..3.0, 0.0..3.0),
        width in 320.0..1_500.0,
    ) {
        let found = Variation::of(&coefficients, XyzLimits { x: limits.0, y: limits.1 });
        let known = coefficients.iter().filter(|cv| cv.is_finite() && **cv >= 0.0).count();
        prop_assert_eq!(found.bins.iter().map(|bin| bin.count).sum::<usize>(), known);
        check_texts(&Words::default().histogram(&found, frame(width, false)));
    }
}
