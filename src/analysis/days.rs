//! Sales and days of purchase within a stretch of time.

use crate::calendar::Date;
use crate::ledger::Sale;

/// First and last day of a stretch, inclusive.
pub type Span = (Date, Date);

/// The sales within a span. They are sorted by day.
pub fn within(sales: &[Sale], (from, to): Span) -> &[Sale] {
    let start = sales.partition_point(|sale| sale.day < from);
    let end = sales.partition_point(|sale| sale.day <= to);
    sales.get(start..end).unwrap_or_default()
}

/// Days with a positive sum of revenue, in order. The sales are sorted by day.
pub fn purchase_days(sales: &[Sale]) -> Vec<Date> {
    let days = sales.chunk_by(|a, b| a.day == b.day);
    let bought = days.filter(|day| day.iter().map(|sale| i128::from(sale.amount)).sum::<i128>() > 0);
    bought.filter_map(|day| day.first().map(|sale| sale.day)).collect()
}

/// Days between successive days.
pub fn gaps(days: &[Date]) -> Vec<f64> {
    days.iter().zip(days.iter().skip(1)).map(|(day, next)| f64::from(next.since(*day))).collect()
}
