//! What holds for every chart: well-formed, finite, within its frame, and the same mirrored.

mod guesses;
mod laws;
mod market;
mod newer;
mod people;
mod plan;
mod preview;
mod svg_check;
mod words;

use std::collections::BTreeMap;

use crate::calendar::{Date, date};

use super::*;
use crate::analysis::{AbcLimits, PeriodUnit, Segment, Series, Timeline};
use svg_check::{Element, elements};
use words::Words;

fn series(unit: PeriodUnit, values: &[i128], is_complete: bool) -> Series {
    let first = unit.of(date(1996, 7, 4));
    let last = (0..values.len().saturating_sub(1)).fold(first, |period, _| period.next());
    let end = if is_complete { last.last_day() } else { last.first_day() };
    Series { first, values: values.to_vec(), window: (first.first_day(), end) }
}

/// Quarters like those of a small wholesaler, for the cells of A to C and for accounts without one.
fn timeline() -> Timeline {
    let rows: [(&str, [i128; 8]); 8] = [
        ("AX", [400_000, 2_900_000, 2_400_000, 2_200_000, 4_300_000, 4_100_000, 4_600_000, 4_500_000]),
        ("AY", [4_400_000, 7_400_000, 6_700_000, 8_500_000, 7_100_000, 8_600_000, 13_800_000, 6_400_000]),
        ("AZ", [1_000_000, 200_000, 2_200_000, 600_000, 300_000, 1_400_000, 5_300_000, 1_200_000]),
        ("BX", [100_000, 100_000, 100_000, 0, 200_000, 200_000, 200_000, 100_000]),
        ("BY", [700_000, 400_000, 1_600_000, 1_000_000, 1_700_000, 1_400_000, 1_500_000, 200_000]),
        ("BZ", [600_000, 1_300_000, 400_000, 1_400_000, 800_000, 1_300_000, 2_000_000, 800_000]),
        ("CY", [0, 100_000, 100_000, 200_000, 100_000, 200_000, 500_000, 100_000]),
        ("CZ", [400_000, 100_000, 100_000, 300_000, 400_000, 500_000, 1_000_000, 400_000]),
    ];
    let cell = |letters: &str| Segment::all().find(|cell| cell.letters() == letters);
    stacked(PeriodUnit::Quarter, rows.map(|(letters, values)| (cell(letters), values.to_vec())), false)
}

fn stacked(
    unit: PeriodUnit,
    rows: impl IntoIterator<Item = (Option<Segment>, Vec<i128>)>,
    is_complete: bool,
) -> Timeline {
    let cells: BTreeMap<_, _> =
        rows.into_iter().map(|(cell, values)| (cell, series(unit, &values, is_complete))).collect();
    let count = cells.values().map(|series| series.values.len()).max().unwrap_or(0);
    let total = |at: usize| cells.values().filter_map(|series| series.values.get(at)).sum();
    let totals: Vec<i128> = (0..count).map(total).collect();
    Timeline { total: series(unit, &totals, is_complete), cells }
}

/// A curve of so many customers, each bringing a share like 1 / (rank + `flat`).
fn ranks(count: usize, flat: f64) -> Vec<f64> {
    let weights: Vec<f64> = (1..=count).map(|rank| 1.0 / (rank as f64 + flat)).collect();
    let total: f64 = weights.iter().sum();
    let mut sum = 0.0;
    let cumulate = |weight: &f64| {
        sum += weight / total;
        sum
    };
    weights.iter().map(cumulate).collect()
}

fn curve<'a>(cumulative: &'a [f64], names: [&'a str; 3]) -> Pareto<'a> {
    let reached = |share: f64| cumulative.iter().position(|sum| *sum >= share - 1e-9).map_or(0, |at| at + 1);
    let (a, b) = (reached(0.8), reached(0.95));
    let upto = |rank: usize| rank.checked_sub(1).map_or(0.0, |at| cumulative[at]);
    let count = cumulative.len();
    let classes = [(a, upto(a)), (b - a, upto(b) - upto(a)), (count - b, upto(count) - upto(b))];
    let shares = (0..count.min(3)).map(|at| cumulative[at] - upto(at));
    Pareto { cumulative, classes, limits: AbcLimits::default(), largest: names.into_iter().zip(shares).collect() }
}

const NAMES: [&str; 3] = ["QUICK-Stop", "Ernst Handel", "Save-a-lot Markets"];

fn frame(width: f64, mirrored: bool) -> Frame {
    Frame { width, height: 300.0, mirrored }
}

/// Every chart of the sample at this frame.
fn all(frame: Frame) -> Vec<String> {
    let cumulative = ranks(89, 1.0);
    let values = [350_000, 1_210_000, 1_030_000, 920_000, 1_180_000, 1_690_000, 2_030_000, 2_090_000];
    let series = series(PeriodUnit::Quarter, &values, false);
    let orders: Vec<Date> = (0..60).map(|at| date(1996, 7, 17).plus(at * 11)).collect();
    let words = Words::default();
    let purchases = Purchases { series: &series, regularity: None, orders: &orders };
    vec![
        words.pareto(&curve(&cumulative, NAMES), frame),
        words.segments(&timeline(), frame),
        words.account(&purchases, frame),
        words.lorenz(&newer::concentration(89, 1.0), frame),
        words.histogram(&newer::variation(), frame),
        words.groups(&newer::by_group(PeriodUnit::Quarter, 8), frame),
        words.bridge(&newer::steps(), frame),
        words.segment_peers(&newer::segment_peers(), frame),
    ]
}

fn count<'a>(found: &'a [Element], is: impl Fn(&Element) -> bool + 'a) -> usize {
    found.iter().filter(|element| is(element)).count()
}

#[test]
fn the_pareto_curve_has_its_parts() {
    let cumulative = ranks(89, 1.0);
    let found = elements(&Words::default().pareto(&curve(&cumulative, NAMES), pareto_frame(700.0, false)));
    for class in ["under", "curve"] {
        for abc in ["A", "B", "C"] {
            assert_eq!(count(&found, |e| e.is("class", class) && e.is("data-abc", abc)), 1, "{class} {abc}");
        }
    }
    assert_eq!(count(&found, |e| e.is("class", "limit")), 4);
    let texts: Vec<&str> = found.iter().map(|e| e.text.as_str()).collect();
    for text in ["80 % limit", "95 % limit", "A", "B", "C", "customers, largest first", "1", "89", "0 %", "100 %"] {
        assert!(texts.contains(&text), "{text} in {texts:?}");
    }
    assert!(texts.iter().any(|text| text.contains("bring half")));
    for name in NAMES {
        assert!(texts.iter().any(|text| text.starts_with(&format!("\u{2068}{name}\u{2069} "))), "{name} in {texts:?}");
    }
}

#[test]
fn thinning_keeps_the_borders() {
    let cumulative = ranks(10_000, 300.0);
    let found = curve(&cumulative, NAMES);
    let drawn = elements(&Words::default().pareto(&found, frame(1_000.0, false)));
    let curves: Vec<&Element> = drawn.iter().filter(|e| e.is("class", "curve")).collect();
    let points: usize = curves.iter().map(|e| e.points().len()).sum();
    assert!(points <= 610, "{points} points");
    // Where one class ends, the next begins, at the place of the border's circle.
    let ends: Vec<(f64, f64)> = curves.iter().filter_map(|e| e.points().last().copied()).collect();
    let starts: Vec<(f64, f64)> = curves.iter().filter_map(|e| e.points().first().copied()).collect();
    assert_eq!(ends[0], starts[1]);
    assert_eq!(ends[1], starts[2]);
    for (at, class) in ["A", "B"].iter().enumerate() {
        let circle = drawn.iter().find(|e| e.name == "circle" && e.is("r", "3.5") && e.is("data-abc", class));
        assert_eq!(circle.map(|e| (e.number("cx"), e.number("cy"))), Some(ends[at]));
    }
}

#[test]
fn segments_are_stacked_outlined_and_named() {
    let found = elements(&Words::default().segments(&timeline(), frame(700.0, false)));
    let count = |is: &dyn Fn(&Element) -> bool| count(&found, is);
    assert_eq!(count(&|e| e.name == "rect" && e.is("data-seg", "AY") && !e.has("class")), 7);
    assert_eq!(count(&|e| e.name == "rect" && e.is("data-seg", "AY") && e.is("class", "is-part")), 1);
    assert!(count(&|e| e.name == "text" && e.is("data-seg", "AY")) > 5);
    assert_eq!(count(&|e| e.text == "to 4 Apr" || e.text == "to 1 Apr"), 1);
    assert_eq!(count(&|e| e.text == "1997 Q1" && e.is("class", "strong")), 1);
    assert_eq!(count(&|e| e.text.starts_with("\u{2068}A\u{2069} 8") && e.is("data-abc", "A")), 1);
    let top = |cell: &str| found.iter().find(|e| e.name == "rect" && e.is("data-seg", cell)).map(|e| e.number("y"));
    assert!(top("AX") > top("AY") && top("AY") > top("BZ") && top("BZ") > top("CZ"));
}

#[test]
fn accounts_without_a_segment_stand_on_top() {
    let cell = Segment::all().next();
    let timeline = stacked(PeriodUnit::Month, [(None, vec![500; 4]), (cell, vec![900; 4])], true);
    let found = elements(&Words::default().segments(&timeline, frame(700.0, false)));
    let top = |cell: &str| found.iter().find(|e| e.name == "rect" && e.is("data-seg", cell)).map(|e| e.number("y"));
    assert!(top("-").is_some() && top("-") < top("AX"));
}

#[test]
fn negative_values_hang_below_zero() {
    let series = series(PeriodUnit::Month, &[500, -300, 200], true);
    let purchases = Purchases { series: &series, regularity: None, orders: &[] };
    let found = elements(&Words::default().account(&purchases, frame(700.0, false)));
    let zero = found.iter().find(|e| e.is("class", "axis")).map(|e| e.number("y1")).expect("a zero line");
    let bars: Vec<&Element> = found.iter().filter(|e| e.is("class", "bar is-key")).collect();
    let ends: Vec<(f64, f64)> = bars.iter().map(|e| (e.number("y"), e.number("y") + e.number("height"))).collect();
    assert!(ends[0].1 <= zero + 0.2 && ends[1].0 >= zero - 0.2 && ends[1].1 > zero + 10.0, "{ends:?} around {zero}");
}

#[test]
fn an_account_shows_mean_deviation_and_orders() {
    let values = [300_000, 900_000, 600_000, 700_000];
    let series = series(PeriodUnit::Quarter, &values, false);
    let regularity = crate::analysis::Regularity {
        first: series.first.next(),
        values: values.into(),
        mean: 625_000.0,
        std_dev: 216_506.0,
        cv: Some(0.35),
        class: None,
    };
    let orders = [date(1996, 8, 1), date(1996, 8, 1), date(1996, 12, 24), date(2020, 1, 1)];
    let purchases = Purchases { series: &series, regularity: Some(&regularity), orders: &orders };
    let found = elements(&Words::default().account(&purchases, frame(700.0, false)));
    let one = |class: &str| {
        let found: Vec<&Element> = found.iter().filter(|e| e.is("class", class)).collect();
        assert_eq!(found.len(), 1, "{class}");
        found[0].clone()
    };
    // Counted from the second period on.
    let second = found.iter().filter(|e| e.is("class", "bar is-key")).nth(1).map(|e| e.number("x"));
    assert!(second.is_some_and(|x| x > one("band").number("x") && one("mean").number("x1") < x));
    assert_eq!(one("band").number("x"), one("mean").number("x1"));
    assert_eq!(count(&found, |e| e.is("class", "tick")), 2);
    assert_eq!(count(&found, |e| e.is("class", "bar")), 1);
    assert_eq!(count(&found, |e| e.text == "4 orders"), 1);
}

#[test]
fn a_spark_outlines_what_is_incomplete() {
    let found = elements(&spark(&series(PeriodUnit::Quarter, &[5, -3, 9, 4], false), false));
    assert_eq!(count(&found, |e| e.name == "rect"), 3);
    assert_eq!(count(&found, |e| e.is("class", "is-part")), 1);
    let mirrored = elements(&spark(&series(PeriodUnit::Quarter, &[5, -3, 9, 4], false), true));
    let first = |found: &[Element]| found.iter().find(|e| e.name == "rect").map(|e| (e.number("x"), e.number("width")));
    assert_eq!(first(&found), Some((0.0, 7.0)));
    assert_eq!(first(&mirrored), Some((65.0, 7.0)));
    let long = elements(&spark(&series(PeriodUnit::Week, &[7; 500], false), false));
    assert!(count(&long, |e| e.name == "rect") <= 38);
}

#[test]
fn foreign_names_stay_text() {
    let cumulative = ranks(89, 1.0);
    let names = ["<b>&\"'", "bell\u{7}\u{202e}gnp", "فروشگاه"];
    let svg = Words::default().pareto(&curve(&cumulative, names), pareto_frame(700.0, true));
    assert!(svg.contains("\u{2068}&lt;b&gt;&amp;&quot;&#39;\u{2069}"), "{svg}");
    assert!(svg.contains("\u{2068}bellgnp\u{2069}"));
    assert!(svg.contains("\u{2068}فروشگاه\u{2069}"));
    elements(&svg);
}

#[test]
fn there_are_no_colours_and_no_styles() {
    for svg in all(frame(700.0, false)) {
        for word in ["style=", "fill=", "stroke=", "rgb", "#1", "<script", "font-"] {
            assert!(!svg.contains(word), "{word}");
        }
        assert!(svg.starts_with("<svg viewBox=\"0 0 700 3"));
        assert!(svg.contains(" direction=\"ltr\" role=\"img\" aria-label=\""));
    }
}
