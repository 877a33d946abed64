//! What stands above a table, and the names of sheet and file: years and days for rows that name none.

use crate::calendar::Date;
use crate::digits::digit;
use crate::exchange::container::Container;
use crate::exchange::inspect::header::HeadRow;
use crate::exchange::spec::Source;
use crate::exchange::{DateFormat, Hints, cell::date};

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

/// Words that follow a year in a title.
const YEAR: [&str; 14] =
    ["г", "год", "года", "году", "year", "fy", "godina", "godine", "година", "године", "leto", "jahr", "rok", "roku"];

impl Titles {
    fn take(&mut self, text: &str) {
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

    fn year(&mut self, year: i16) {
        if !self.years.contains(&year) {
            self.years.push(year);
        }
    }
}

#[cfg(test)]
mod tests;
