//! A file of the size and shape of the UCI "Online Retail" data, made anew
//! each time and always the same.

use std::fmt::Write;

use crate::random::Lcg;

/// Lines of order, as many as the original has.
pub const LINES: usize = 541_909;
/// Invoices, about as many as the original has.
const INVOICES: usize = 25_900;
/// Customers that have a number, as many as the original has.
pub const CUSTOMERS: usize = 4_372;
/// 2010-12-01 to 2011-12-09.
const DAYS: usize = 374;
const MONTH_LENGTHS: [usize; 13] = [31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const COUNTRIES: [&str; 6] = ["United Kingdom", "Germany", "France", "EIRE", "Netherlands", "Spain"];
const ARTICLES: [&str; 8] = [
    "WHITE HANGING HEART T-LIGHT HOLDER",
    "REGENCY CAKESTAND 3 TIER",
    "JUMBO BAG RED RETROSPOT",
    "SET OF 3 CAKE TINS PANTRY DESIGN",
    "ASSORTED COLOUR BIRD ORNAMENT",
    "\"LUNCH BAG, BLACK SKULL\"",
    "PACK OF 72 RETROSPOT CAKE CASES",
    "ALARM CLOCK BAKELIKE RED",
];

/// The file: a header and [`LINES`] lines.
pub fn online_retail() -> String {
    let mut lcg = Lcg(20_101_201);
    let mut text = String::with_capacity(55_000_000);
    text.push_str("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
    let mut named = 0;
    for invoice in 0..INVOICES {
        let first = invoice * LINES / INVOICES;
        let last = (invoice + 1) * LINES / INVOICES;
        let cancelled = lcg.below(50) == 0;
        let date = date(invoice * DAYS / INVOICES);
        let time = format!("{:02}:{:02}:00", 7 + lcg.below(13), lcg.below(60));
        let country = COUNTRIES[if lcg.below(10) == 0 { 1 + lcg.below(5) } else { 0 }];
        let customer = if lcg.below(4) == 0 {
            String::new()
        } else {
            // Everybody buys once before anybody is drawn by chance.
            let number = if named < CUSTOMERS { named } else { lcg.below(CUSTOMERS) };
            named += 1;
            (12_346 + number).to_string()
        };
        for _ in first..last {
            let (prefix, sign) = if cancelled { ("C", "-") } else { ("", "") };
            let article = lcg.below(ARTICLES.len());
            let _ = writeln!(
                text,
                "{prefix}{number},{stock}{letter},{description},{sign}{quantity},{date} {time},{pounds}.{pence:02},{customer},{country}",
                number = 536_365 + invoice,
                stock = 20_000 + lcg.below(4_000),
                letter = ["", "A", "B"][lcg.below(3)],
                description = ARTICLES[article],
                quantity = 1 + lcg.below(24),
                pounds = lcg.below(20),
                pence = 1 + lcg.below(99),
            );
        }
    }
    text
}

/// The ISO date so many days after 2010-12-01.
fn date(mut day: usize) -> String {
    for (month, length) in MONTH_LENGTHS.iter().enumerate() {
        if day < *length {
            let (year, month) = if month == 0 { (2010, 12) } else { (2011, month) };
            return format!("{year}-{month:02}-{:02}", day + 1);
        }
        day -= length;
    }
    unreachable!("no invoice is later than 2011-12-31")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_file_has_the_shape_of_the_original() {
        let text = online_retail();
        assert!((45_000_000..52_000_000).contains(&text.len()), "{} bytes", text.len());
        let records = crate::csv::records(&text);
        assert_eq!(records.len(), 1 + LINES);
        assert!(records.iter().all(|record| record.len() == 8));
        let lines = &records[1..];
        let distinct = |column: usize| lines.iter().map(|line| line[column].as_str()).collect::<HashSet<_>>();
        assert_eq!(distinct(0).len(), INVOICES);
        assert_eq!(distinct(6).len(), 1 + CUSTOMERS);
        let percent = |part: usize| part * 100 / LINES;
        assert!((23..27).contains(&percent(lines.iter().filter(|line| line[6].is_empty()).count())));
        let cancelled: Vec<_> = lines.iter().filter(|line| line[0].starts_with('C')).collect();
        assert!((1..3).contains(&percent(cancelled.len())));
        assert!(lines.iter().all(|line| line[0].starts_with('C') == line[3].starts_with('-')));
        assert!(lines[0][4].starts_with("2010-12-01 "));
        assert!(lines[LINES - 1][4].starts_with("2011-12-09 "));
    }
}
