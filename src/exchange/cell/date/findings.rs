//! Deciding the format of a column of dates.

use serde::{Deserialize, Serialize};

use super::parts::Parts;
use super::without_year::Pair;
use super::{DateFormat, is_real, read, serial, turned};
use crate::calendar::Date;
use crate::exchange::cell::row::{Cell, Kind};
use crate::exchange::{Answer, Choice, Doubt, Reading};

/// What the cells of a column are as dates.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DateFindings {
    /// How many of the filled cells looked at are dates.
    pub dates: u64,
    /// How many cells looked at are filled.
    pub filled: u64,
    /// The format, where the values decide it; never one of serial numbers.
    pub format: Option<DateFormat>,
    /// The value whose day is over 12 and decided between day and month first.
    pub over_12: Option<String>,
    /// A value that can be read both ways (`4/7/1996`), if nothing decides.
    pub doubt: Option<Doubt>,
    /// How many cells are days that don't say their year: `15.03`. They don't count as dates: only a header can say so.
    pub without_year: u64,
    /// Their format, where a value decides it.
    pub format_without_year: Option<DateFormat>,
    /// One that can be read both ways, if nothing decides.
    pub doubt_without_year: Option<Doubt>,
    /// A real date whose day and month a spreadsheet may have taken for each other, as it is and as it would be turned:
    /// no real date has a day over 12, and every text has one.
    pub turned: Option<Doubt>,
    /// Whether a real date or a text shows that no day was taken for a month.
    pub is_never_turned: bool,
    /// How many cells are numbers that could be days of 1990 to 2100 as spreadsheets count them.
    /// They don't count as dates: only a header can say so.
    pub serials: u64,
    /// One of them, as it would be in either system; 1900 is by far the likelier.
    pub serial: Option<Doubt>,
    /// The first and the last day, and how many are before 1990, where the format is decided.
    pub first: Option<Date>,
    pub last: Option<Date>,
    pub before_1990: u64,
}

/// Fewer real dates, or texts, than this may have such days by chance.
const TELLING: u64 = 2;

/// What tells that days up to 12 were taken for months.
#[derive(Default)]
struct Mixed<'a> {
    /// Real dates with a day up to 12 and over it, and an example of the first whose month is another number.
    up_to_12: u64,
    over_12: u64,
    example: Option<(&'a str, Date)>,
    /// Texts with a number over 12, and others.
    sure_texts: u64,
    other_texts: u64,
}

impl<'a> Mixed<'a> {
    fn add(&mut self, parts: &Parts, cell: Cell<'a>, day: Date) {
        if is_real(cell) {
            *(if day.day() <= 12 { &mut self.up_to_12 } else { &mut self.over_12 }) += 1;
            if day.day() <= 12 && i16::from(day.day()) != i16::from(day.month()) {
                self.example.get_or_insert((cell.text, day));
            }
        } else {
            let is_sure = !parts.is_named() && matches!(parts.verdict(), Some(DateFormat::Dmy | DateFormat::Mdy));
            *(if is_sure { &mut self.sure_texts } else { &mut self.other_texts }) += 1;
        }
    }

    fn doubt(&self) -> Option<Doubt> {
        let is_mixed = self.up_to_12 >= TELLING && self.sure_texts >= TELLING && self.over_12 + self.other_texts == 0;
        let (value, day) = self.example.filter(|_| is_mixed)?;
        let choice =
            |is_turned: bool, day| Choice { answer: Answer::Turned(is_turned), reading: Some(Reading::Date(day)) };
        Some(Doubt { value: value.to_owned(), choices: vec![choice(true, turned(day)?), choice(false, day)] })
    }
}

impl DateFindings {
    /// Whether all cells but a few could be days without their year: where a header says "date", they are.
    pub fn could_be_without_year(&self) -> bool {
        self.without_year > 0 && self.dates == 0 && self.without_year * 20 >= self.filled * 19
    }

    /// Whether all cells but a few could be serial numbers: where a header says "date", they are.
    pub fn could_be_serials(&self) -> bool {
        self.serials > 0 && self.serials * 20 >= self.filled * 19
    }
}

/// The days of a column as one format has them.
#[derive(Clone, Copy, Default)]
struct Span {
    first: Option<Date>,
    last: Option<Date>,
    before_1990: u64,
}

impl Span {
    fn add(&mut self, day: Date) {
        self.first = Some(self.first.map_or(day, |first| first.min(day)));
        self.last = self.last.max(Some(day));
        self.before_1990 += u64::from(day.year() < 1990);
    }
}

/// The formats that values decide.
const DECIDED: [DateFormat; 4] = [DateFormat::Ymd, DateFormat::Dmy, DateFormat::Mdy, DateFormat::Jalali];

/// What the values of a column say about its format.
#[derive(Default)]
struct Votes<'a> {
    /// The year in front.
    year: u64,
    /// A number over 12 where only the day can be.
    day: u64,
    month: u64,
    /// A month by name, behind the day or in front of it.
    day_named: u64,
    month_named: u64,
    /// Day and month the same number.
    even: u64,
    /// Nothing but points.
    pointed: u64,
    jalali: u64,
    /// Years of two digits that could be of either calendar.
    short: u64,
    day_example: Option<&'a str>,
    month_example: Option<&'a str>,
    /// Can be read both ways.
    open: Option<&'a str>,
}

impl<'a> Votes<'a> {
    fn add(&mut self, parts: &Parts, cell: &'a str) {
        let named = parts.is_named();
        self.short += u64::from(parts.is_short() && !named);
        match parts.verdict() {
            Some(DateFormat::Jalali) => self.jalali += 1,
            Some(DateFormat::Dmy) if named => self.day_named += 1,
            Some(DateFormat::Mdy) if named => self.month_named += 1,
            Some(DateFormat::Dmy) => {
                self.day += 1;
                self.day_example.get_or_insert(cell);
            }
            Some(DateFormat::Mdy) => {
                self.month += 1;
                self.month_example.get_or_insert(cell);
            }
            Some(_) => self.year += 1,
            None if parts.is_even() => self.even += 1,
            // By points, the day is first all over the world, unless another value says no.
            None if parts.points => self.pointed += 1,
            None => {
                self.open.get_or_insert(cell);
            }
        }
    }

    /// The format with the value that decided it, or else the value in doubt.
    fn decide(&self, dates: u64) -> Result<(DateFormat, Option<&'a str>), Option<&'a str>> {
        let others = dates.saturating_sub(self.jalali + self.short);
        if self.jalali > others {
            return Ok((DateFormat::Jalali, None));
        }
        match (self.day, self.month) {
            (1.., 0) => Ok((DateFormat::Dmy, self.day_example)),
            (0, 1..) => Ok((DateFormat::Mdy, self.month_example)),
            // Both orders in one column: a few odd ones are bad cells, more are a question.
            (1.., 1..) if self.day > self.month * 20 => Ok((DateFormat::Dmy, self.day_example)),
            (1.., 1..) if self.month > self.day * 20 => Ok((DateFormat::Mdy, self.month_example)),
            (1.., 1..) => Err(self.open.or(self.month_example)),
            _ if self.open.is_some() => Err(self.open),
            _ if self.pointed > 0 => Ok((DateFormat::Dmy, None)),
            _ if self.year > 0 => Ok((DateFormat::Ymd, None)),
            // A month's name says nothing about the order in other cells.
            _ if self.month_named > self.day_named => Ok((DateFormat::Mdy, None)),
            _ if self.even + self.day_named > 0 => Ok((DateFormat::Dmy, None)),
            _ if self.jalali > 0 => Ok((DateFormat::Jalali, None)),
            _ => Err(None),
        }
    }
}

/// Decides the format of a column from its cells.
pub(in crate::exchange) fn findings<'a>(cells: impl Iterator<Item = Cell<'a>>) -> DateFindings {
    let mut found = DateFindings::default();
    let mut votes = Votes::default();
    let mut spans = [Span::default(); DECIDED.len()];
    let (mut pairs, mut mixed) = (Pairs::default(), Mixed::default());
    for Cell { text, kind } in cells.filter(|cell| !cell.is_empty()) {
        found.filled += 1;
        if kind != Kind::Date && serial::is_likely(text) {
            found.serials += 1;
            found.serial.get_or_insert_with(|| in_doubt(text, [DateFormat::Serial1900, DateFormat::Serial1904]));
        }
        if let Some(pair) = Pair::of(text) {
            found.without_year += 1;
            pairs.add(pair, text);
        }
        if kind == Kind::Number {
            continue;
        }
        let Some(parts) = Parts::of(text) else { continue };
        let Some(day) = parts.date(parts.verdict().or(Some(DateFormat::Dmy))) else { continue };
        found.dates += 1;
        mixed.add(&parts, Cell { text, kind }, day);
        votes.add(&parts, text);
        for (span, format) in spans.iter_mut().zip(DECIDED) {
            parts.date(Some(format)).into_iter().for_each(|day| span.add(day));
        }
    }
    (found.format_without_year, found.doubt_without_year) = pairs.decide();
    found.turned = mixed.doubt();
    found.is_never_turned = mixed.over_12 + mixed.other_texts > 0;
    match votes.decide(found.dates) {
        Ok((format, example)) => {
            found.format = Some(format);
            found.over_12 = example.map(str::to_owned);
            if let Some((span, _)) = spans.iter().zip(DECIDED).find(|(_, decided)| *decided == format) {
                (found.first, found.last, found.before_1990) = (span.first, span.last, span.before_1990);
            }
        }
        Err(open) => found.doubt = open.map(|open| in_doubt(open, [DateFormat::Dmy, DateFormat::Mdy])),
    }
    found
}

/// What days without their year say of the order of their numbers.
#[derive(Default)]
struct Pairs<'a> {
    day_first: u64,
    month_first: u64,
    open: Option<&'a str>,
}

impl<'a> Pairs<'a> {
    fn add(&mut self, pair: Pair, cell: &'a str) {
        let [day_first, month_first] = [DateFormat::DayMonth, DateFormat::MonthDay].map(|format| pair.in_order(format));
        match (day_first, month_first) {
            (Some(_), None) => self.day_first += 1,
            (None, Some(_)) => self.month_first += 1,
            (one, other) if one == other => {}
            _ => drop(self.open.get_or_insert(cell)),
        }
    }

    fn decide(&self) -> (Option<DateFormat>, Option<Doubt>) {
        match (self.day_first, self.month_first, self.open) {
            (day, month, _) if day > month * 20 => (Some(DateFormat::DayMonth), None),
            (day, month, _) if month > day * 20 => (Some(DateFormat::MonthDay), None),
            (0, 0, None) => (Some(DateFormat::DayMonth), None),
            (.., open) => (None, open.map(|open| in_doubt(open, [DateFormat::DayMonth, DateFormat::MonthDay]))),
        }
    }
}

/// What a value is in one format and in the other.
fn in_doubt(value: &str, formats: [DateFormat; 2]) -> Doubt {
    let choice =
        |format| Choice { answer: Answer::Date(format), reading: read(value, Some(format)).map(Reading::Date) };
    Doubt { value: value.to_owned(), choices: formats.map(choice).into() }
}
