//! One account's purchases: a bar for each period, its mean and deviation, a tick for each order.

use crate::calendar::Date;

use super::Frame;
use super::canvas::{Anchor, Canvas, Plane, Scale, drawing};
use super::periods::{Columns, PeriodWords, draw_room, time_axis, value_axis};
use super::place::apart;
use super::role::{Ink, Role};
use crate::analysis::{Period, Regularity, Series};

/// What [`account`] draws.
#[derive(Clone, Copy, Debug)]
pub struct Purchases<'a> {
    /// The account's value by period.
    pub series: &'a Series,
    /// Mean and deviation, with the period they count from.
    pub regularity: Option<&'a Regularity>,
    /// The day of each order.
    pub orders: &'a [Date],
}

/// The words of [`account`].
#[derive(Clone, Copy)]
pub struct AccountWords<'a> {
    /// What the drawing is, for those who don't see it.
    pub aria: &'a str,
    pub periods: PeriodWords<'a>,
    /// A round value on the axis, in minor units: "10k".
    pub money: &'a dyn Fn(f64) -> String,
    /// The value of a bar, in minor units, as short as can be: "12.1".
    pub value: &'a dyn Fn(f64) -> String,
    /// What a bar says, in minor units: "1997 Q4: 12,085.00".
    pub bar: &'a dyn Fn(Period, f64) -> String,
    /// The mean, in minor units: "mean 12.0k".
    pub mean: &'a dyn Fn(f64) -> String,
    /// "± deviation"
    pub deviation: &'a str,
    /// The number of orders: "30 orders".
    pub orders: &'a dyn Fn(usize) -> String,
}

/// The frame this chart has at a width.
pub fn account_frame(width: f64, mirrored: bool) -> Frame {
    Frame::of(width, mirrored, 250.0, 220.0)
}

/// Draws one account's purchases. Values below zero hang below the zero line.
pub fn account(purchases: &Purchases<'_>, frame: Frame, words: &AccountWords<'_>) -> String {
    drawing(frame, words.aria, |canvas| {
        let series = purchases.series;
        let periods: Vec<Period> = series.periods().collect();
        let values: Vec<f64> = series.values.iter().map(|value| *value as f64).collect();
        let spread = purchases.regularity.filter(|found| found.mean.is_finite() && found.std_dev.is_finite());
        let reach = spread.map(|found| found.mean + found.std_dev);
        let scale = Scale::of(values.iter().copied().chain(reach), 4);
        let ticks: Vec<String> = scale.ticks.iter().map(|tick| (words.money)(*tick)).collect();

        let mean = spread.map(|found| (words.mean)(found.mean));
        let orders = (!purchases.orders.is_empty()).then(|| (words.orders)(purchases.orders.len()));
        let deviation = spread.map(|_| words.deviation.to_owned());
        let strong = canvas.widest(Ink::Strong, mean.as_ref());
        let beside = canvas.widest(Ink::Second, orders.iter().chain(&deviation)).max(strong);
        let frame = canvas.frame;
        let left = canvas.widest(Ink::Plain, &ticks) + 10.0;
        let are_beside = frame.is_wide() && beside > 0.0 && frame.width - left - beside > frame.width * 0.55;
        let right = frame.width - if are_beside { beside + 8.0 } else { 8.0 };
        let plane = Plane::new(
            (left, right),
            (24.0, frame.height - 50.0),
            0.0..periods.len().max(1) as f64,
            scale.range.clone(),
        );

        // From the first period counted on; the incomplete one is compared with it, too.
        let counted = spread.map(|found| (found, plane.x(counted_from(found, series, periods.len()))));
        if let Some((found, from)) = counted {
            let within = |value: f64| plane.y(value.clamp(scale.range.start, scale.range.end));
            let (top, bottom) = (within(found.mean + found.std_dev), within(found.mean - found.std_dev));
            canvas.rect((from, top), (plane.right, bottom), Role::Band);
        }
        value_axis(canvas, &plane, &scale, &ticks);
        let columns = Columns::of(&plane, values.len(), 0.62);
        for (at, (value, period)) in values.iter().zip(&periods).enumerate() {
            canvas.marked(&(words.bar)(*period, *value), || {
                draw_room(canvas, &plane, &columns, at);
                draw_bar(canvas, &plane, &columns, (at, *value), series.is_incomplete(*period));
            });
        }
        let mean_line = counted.map(|(found, from)| (plane.y(found.mean), from));
        if let Some((y, from)) = mean_line {
            canvas.line((from, y), (plane.right, y), Role::Mean);
        }
        draw_values(canvas, &plane, &columns, &values, mean_line, words);
        draw_orders(canvas, &plane, series, purchases.orders);
        time_axis(canvas, &periods, |at| plane.x(at as f64 + 0.5), plane.bottom + 32.0, &words.periods);

        if are_beside {
            let x = plane.right + 6.0;
            if let (Some(found), Some(mean), Some(deviation)) = (spread, &mean, &deviation) {
                let edge = plane.y((found.mean + found.std_dev).min(scale.range.end)) + 6.0;
                let mut centers = [(edge, 17.0), (plane.y(found.mean), 17.0)];
                apart(&mut centers, (plane.top - 10.0, plane.bottom));
                let [(above, _), (center, _)] = centers;
                canvas.text((x, above + 4.0), Anchor::Start, Ink::Plain, deviation);
                canvas.text((x, center + 4.0), Anchor::Start, Ink::Strong, mean);
            }
            if let Some(orders) = &orders {
                canvas.text((x, plane.bottom + 13.0), Anchor::Start, Ink::Second, orders);
            }
        }
    })
}

/// The position of the first period counted.
fn counted_from(found: &Regularity, series: &Series, count: usize) -> f64 {
    if found.first.unit != series.first.unit {
        return 0.0;
    }
    f64::from(found.first.number.saturating_sub(series.first.number)).clamp(0.0, count as f64)
}

fn draw_bar(canvas: &Canvas<'_>, plane: &Plane, columns: &Columns, (at, value): (usize, f64), is_part: bool) {
    let (left, right) = columns.sides(plane, at);
    let (zero, end) = (plane.y(0.0), plane.y(value));
    if (zero - end).abs() < 0.1 {
        return;
    }
    if is_part && columns.bar > 2.0 {
        canvas.rect((left + 0.5, zero), (right - 0.5, end), Role::BarPart);
    } else {
        canvas.rect((left, zero), (right, end), if is_part { Role::BarPart } else { Role::Bar });
    }
}

/// The value at the end of each bar, within it where the mean line would run through; all of
/// them or none.
fn draw_values(
    canvas: &Canvas<'_>,
    plane: &Plane,
    columns: &Columns,
    values: &[f64],
    mean: Option<(f64, f64)>,
    words: &AccountWords<'_>,
) {
    if columns.step < 16.0 {
        return;
    }
    let texts: Vec<String> = values.iter().map(|value| (words.value)(*value)).collect();
    if canvas.widest(Ink::Second, &texts) + 4.0 > columns.step {
        return;
    }
    for (at, (value, text)) in values.iter().zip(&texts).enumerate() {
        if *value == 0.0 {
            continue;
        }
        let (x, end) = (plane.x(at as f64 + 0.5), plane.y(*value));
        let (outside, inside) = if *value < 0.0 { (end + 14.0, end - 5.0) } else { (end - 5.0, end + 15.0) };
        let is_crossed =
            |baseline: f64| mean.is_some_and(|(y, from)| x >= from && (baseline - 12.0..=baseline + 4.0).contains(&y));
        let has_room = (plane.y(0.0) - end).abs() > 18.0 && columns.bar >= canvas.width(Ink::OnBar, text);
        if is_crossed(outside) && has_room && !is_crossed(inside) {
            canvas.text((x, inside), Anchor::Middle, Ink::OnBar, text);
        } else {
            let ink = if is_crossed(outside) { Ink::Halo } else { Ink::Second };
            canvas.text((x, outside), Anchor::Middle, ink, text);
        }
    }
}

/// A tick for each day with an order, where it lies within its period.
fn draw_orders(canvas: &Canvas<'_>, plane: &Plane, series: &Series, orders: &[Date]) {
    let unit = series.first.unit;
    let days = |from: Date, to: Date| to.since(from);
    let place = |day: &Date| {
        let period = unit.of(*day);
        let length = f64::from(days(period.first_day(), period.next().first_day()).max(1));
        let within = (f64::from(days(period.first_day(), *day)) + 0.5) / length;
        let at = f64::from(period.number - series.first.number) + within;
        let x = plane.x(at);
        // Half a pixel is the least that can be told apart.
        ((plane.left..=plane.right).contains(&x)).then_some((x * 2.0).round() as i64)
    };
    let mut places: Vec<i64> = orders.iter().filter_map(place).collect();
    places.sort_unstable();
    places.dedup();
    for x in places {
        let x = x as f64 / 2.0;
        canvas.line((x, plane.bottom + 5.0), (x, plane.bottom + 14.0), Role::Tick);
    }
}
