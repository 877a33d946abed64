//! What stands above a table, and the names of sheet and file: years and days for rows that name none.

use crate::calendar::Date;
use crate::digits::digit;
use crate::exchange::cell::period::Unit;
use crate::exchange::container::Container;
use crate::exchange::inspect::header::HeadRow;
use crate::exchange::spec::Source;
use crate::exchange::{DateFormat, Hints, cell::date, cell::period};

/// Years and days that titles speak of.
#[derive(Default)]
pub(in crate::exchange) struct Titles {
    pub years: Vec<i16>,
    /// Whether the only year is said by the title or the sheet; the name of a file is no proof.
    pub is_year_known: bool,
    /// The last first.
    pub days: Vec<Date>,
    /// Whether a year stands where a title has it: at its end, before a word for year, or in a date.
    is_said: bool,
}

/// Reads the rows above the header and the names.
pub(in crate::exchange) fn titles(
    above: &[HeadRow],
    hints: &Hints,
    source: &Source,
    container: &Container,
    is_jalali: bool,
) -> Titles {
    let mut found = Titles::default();
    for cell in above.iter().flat_map(HeadRow::all) {
        found.take(cell.text);
    }
    if let (Source::Sheet(at), Container::Sheets(sheets)) = (source, container)
        && let Some(sheet) = sheets.get(*at)
    {
        found.take(&sheet.name);
    }
    // Months of one calendar don't take years of the other.
    found.years.retain(|year| (*year < 1500) == is_jalali);
    found.is_year_known = found.years.len() == 1 && found.is_said;
    if found.years.is_empty() {
        found.take(&hints.file);
    }
    found.days.sort_unstable_by(|one, other| other.cmp(one));
    found.days.dedup();
    found
}

/// Titles that are longer say no days, in bytes.
const LONGEST: usize = 200;
/// A day or a period has no more words than this.
const WORDS: usize = 5;

/// Words that follow a year in a title.
const YEAR: [&str; 14] =
    ["г", "год", "года", "году", "year", "fy", "godina", "godine", "година", "године", "leto", "jahr", "rok", "roku"];

impl Titles {
    fn take(&mut self, text: &str) {
        self.ends(text);
        let is_within = |c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '-');
        for word in text.split(|c: char| !is_within(c)) {
            let word = word.trim_matches(['.', '/', '-']);
            if let Some(day) = date::read(word, Some(DateFormat::Dmy)) {
                self.is_said = true;
                self.days.push(day);
                self.year(day.year());
                continue;
            }
            // "2023-2024", "orders_2024.csv"
            let word: String =
                word.chars().map(|c| digit(c).and_then(|d| char::from_digit(d, 10)).unwrap_or(c)).collect();
            for number in word.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4) {
                if let Ok(year @ (1990..=2099 | 1300..=1499)) = number.parse::<i16>() {
                    self.year(year);
                    // "2000 Harbor Boulevard" is an address.
                    let after = text.split_once(number).map_or("", |(_, after)| after);
                    let next = after.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty());
                    self.is_said |= next.is_none_or(|next| YEAR.contains(&next.to_lowercase().as_str()));
                }
            }
        }
    }

    /// Days and ends of periods in a text of several words: "January 1-June 30, 2024", "Q1 2024". A day without a year
    /// is of the year of the next one.
    fn ends(&mut self, text: &str) {
        if text.len() > LONGEST || !text.contains(|c| digit(c).is_some()) {
            return;
        }
        // A dash between a number or a word and a word parts two days: "1-June".
        let mut spaced = String::with_capacity(text.len() + 8);
        let mut before = ' ';
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied().unwrap_or(' ');
            let parts_words = matches!(c, '-' | '–' | '—') && (date::is_letter(next) || date::is_letter(before));
            let stands_alone = c == '-' && before.is_whitespace() && next.is_whitespace();
            let is_dash = matches!(c, '–' | '—') || parts_words || stands_alone;
            spaced.push_str(if is_dash { " – " } else { "" });
            spaced.extend(Some(c).filter(|_| !is_dash));
            before = c;
        }
        let words: Vec<&str> = spaced.split_whitespace().map(|word| word.trim_matches(['(', ')', ';', ':'])).collect();
        let mut at = 0;
        let mut open: Vec<String> = Vec::new();
        while at < words.len() {
            // What stands before the dash may be a day or a month that leaves its year to the other.
            if matches!(
                words.get(at),
                Some(&"–" | &"-" | &"to" | &"through" | &"bis" | &"по" | &"au" | &"al" | &"do" | &"до" | &"تا")
            ) {
                let from = |count: usize| words.get(at.checked_sub(count)?..at).map(|part| part.join(" "));
                open.extend([from(2), from(1)].into_iter().flatten());
                at += 1;
                continue;
            }
            let found = (1..=WORDS.min(words.len() - at)).rev().find_map(|count| {
                let part = words.get(at..at + count)?.join(" ");
                let part = part.trim_end_matches([',', '.']);
                let day = date::read(part, Some(DateFormat::Dmy)).map(|day| (day, day));
                // "January 15" is a day and no month of 2015.
                let is_dated = part.split(|c: char| digit(c).is_none()).any(|number| number.chars().count() == 4);
                let period = || {
                    is_dated.then_some(())?;
                    let period = period::parse(part).filter(|period| period.unit() < Unit::Year)?;
                    Some((period.first_day(None)?, period.last_day(None)?))
                };
                day.or_else(period).map(|days| (count, days))
            });
            if let Some((count, (first, last))) = found {
                self.is_said = true;
                self.year(last.year());
                for text in open.drain(..) {
                    let day = format!("{text}, {}", last.year());
                    let month = || period::parse(&format!("{text} {}", last.year()))?.first_day(None);
                    self.days.extend(date::read(&day, Some(DateFormat::Dmy)).or_else(month));
                }
                self.days.extend([first, last]);
                at += count;
                continue;
            }
            at += 1;
        }
    }

    fn year(&mut self, year: i16) {
        if !self.years.contains(&year) {
            self.years.push(year);
        }
    }
}

#[cfg(test)]
mod tests;
