//! Guessing what each column is: words propose, values bear out.

mod amount;
mod whose;

use std::collections::{HashMap, HashSet};

use crate::exchange::cell::fold::fold;
use crate::exchange::cell::period::PeriodName;
use crate::exchange::cell::row::Cell;
use crate::exchange::inspect::amounts::{Level, level};
use crate::exchange::inspect::header::{Dictionary, HeadRow, Meaning, Strength, is_identifier};
use crate::exchange::{Column, Confidence, Evidence, Role, cell::date, cell::money, cell::number, cell::period};

/// Cells of samples are cut to this many characters.
const SAMPLE_CHARS: usize = 80;
const SAMPLES: usize = 3;

/// What the values of a column say, with what its header says.
struct Profile {
    column: Column,
    meaning: Option<Meaning>,
    filled: u64,
    distinct: u64,
    /// Filled cells that are short codes without a space or a small letter.
    codes: u64,
    /// Filled cells with a space between letters.
    names: u64,
    /// Filled cells that end with a per cent sign.
    percents: u64,
}

impl Profile {
    fn of(header: &str, cells: &[Cell], dictionary: &Dictionary) -> Self {
        let mut seen = HashSet::new();
        let mut samples = Vec::new();
        let (mut filled, mut codes, mut names, mut percents) = (0, 0, 0, 0);
        let (mut periods, mut bare_periods) = (0, 0);
        for cell in cells.iter().map(|cell| cell.text).filter(|cell| !cell.is_empty()) {
            filled += 1;
            if seen.insert(cell) && samples.len() < SAMPLES {
                samples.push(cell.chars().take(SAMPLE_CHARS).collect());
            }
            let is_code = cell.chars().count() <= 16 && cell.chars().all(|c| !c.is_whitespace() && !c.is_lowercase());
            codes += u64::from(is_code);
            names += u64::from(cell.contains(char::is_whitespace) && cell.contains(char::is_alphabetic));
            percents += u64::from(cell.ends_with(['%', '٪']));
            // Of a long column the first rows say it.
            let period = if filled <= 200 { period::parse(cell) } else { None };
            periods += u64::from(period.is_some_and(|period| period.last_day(None).is_some()));
            bare_periods += u64::from(period.is_some_and(PeriodName::needs_year));
        }
        let column = Column {
            header: header.to_owned(),
            samples,
            role: Role::Ignore,
            confidence: Confidence::Unsure,
            evidence: Vec::new(),
            numbers: number::findings(cells.iter().copied()),
            dates: date::findings(cells.iter().copied()),
            is_net: is_net(header),
            currencies: Vec::new(),
            taken_off: money::taken_off(header),
            periods,
            bare_periods,
        };
        Self {
            column,
            meaning: dictionary.meaning(header),
            filled,
            distinct: seen.len() as u64,
            codes,
            names,
            percents,
        }
    }

    /// At least so many of the filled cells, in per cent.
    fn share(&self, count: u64, percent: u64) -> bool {
        self.filled > 0 && count * 100 >= self.filled * percent
    }

    fn has_dates(&self) -> bool {
        self.share(self.column.dates.dates, 50) || self.names_periods()
    }

    fn has_numbers(&self) -> bool {
        let numbers = &self.column.numbers;
        numbers.numbers > 0 && numbers.numbers * 2 >= numbers.filled && !self.has_dates()
    }

    /// Whether the cells, of which the first are looked at, name periods.
    fn names_periods(&self) -> bool {
        let seen = self.filled.min(200);
        seen > 0 && (self.column.periods + self.column.bare_periods) * 100 >= seen * 80
    }

    /// Whether the values can be what this role needs.
    fn bears_out(&self, role: Role) -> bool {
        match role {
            role if role.is_day() => {
                let dates = &self.column.dates;
                self.has_dates() || dates.could_be_serials() || dates.could_be_without_year()
            }
            // A margin in per cent is no profit.
            Role::Year => self.column.numbers.numbers > 0 || self.names_periods(),
            Role::Profit => self.has_numbers() && !self.share(self.percents, 50),
            role if role.is_numeric() => self.has_numbers(),
            Role::Ignore => true,
            _ => self.filled > 0 && !self.has_dates(),
        }
    }

    fn describe(&mut self) {
        let mut evidence = Vec::new();
        let role = self.column.role;
        if let Some(meaning) = self.meaning.as_ref().filter(|meaning| meaning.role == role) {
            evidence.push(Evidence::KnownWord { word: meaning.word.clone() });
        }
        if self.filled == 0 {
            evidence.push(Evidence::Empty);
        } else if self.has_dates() {
            let dates = &self.column.dates;
            evidence.push(Evidence::DatesLike { format: dates.format, over_12: dates.over_12.clone() });
        } else if self.has_numbers() && (role.is_numeric() || role == Role::Ignore) {
            let numbers = &self.column.numbers;
            evidence.push(Evidence::NumbersLike { format: numbers.format, grouping: numbers.grouping });
        } else {
            evidence.push(Evidence::DistinctValues { distinct: self.distinct, filled: self.filled });
            if self.share(self.codes, 95) {
                evidence.push(Evidence::Codes);
            } else if self.share(self.names, 50) {
                evidence.push(Evidence::Names);
            }
        }
        if role != Role::Ignore && self.filled > 0 && !self.bears_out(role) {
            let example = self.column.samples.first().cloned().unwrap_or_default();
            evidence.push(Evidence::Contradicted { example });
        }
        self.column.evidence.splice(0..0, evidence);
    }
}

/// Words by which a header says that tax is not in its amounts.
const NET: &str = " net netto neto нето ht nettobetrag nettoumsatz nettowert خالص ચોખ્ખી liquido imponibile matrah 不含税金额 未税金额 税抜金額 शुद्ध ";

/// Whether a header says that tax is not in its amounts.
fn is_net(header: &str) -> bool {
    let folded = fold(header);
    ["без ндс", "без пдв", "bez dph", "kdv haric", "sin iva", "sem iva"].iter().any(|words| folded.contains(words))
        || folded.split(' ').any(|word| NET.contains(&format!(" {word} ")))
}

/// What each column of these rows is. A header word decides if the values bear it out; where no
/// header says so, values alone can suggest a date, an amount and a customer.
pub(in crate::exchange) fn guess(
    headers: &[String],
    wide: &[bool],
    rows: &[&HeadRow],
    dictionary: &Dictionary,
) -> Vec<Column> {
    let cells = |at: usize| -> Vec<&str> { rows.iter().map(|row| row.cell(at).text).collect() };
    let profile = |(at, header): (usize, &String)| {
        let cells: Vec<Cell> = rows.iter().map(|row| row.cell(at)).collect();
        Profile::of(header, &cells, dictionary)
    };
    let mut profiles: Vec<Profile> = headers.iter().enumerate().map(profile).collect();
    by_words(&mut profiles);
    amount::both_sides(&mut profiles);
    let is_order_named = whose::name_of_order(&mut profiles, &cells);
    amount::total_of_order(&mut profiles, rows.len() as u64);
    whose::number_of_nobody(&mut profiles, rows.len());
    customer_or_number(&mut profiles, &cells);
    year_and_month(&mut profiles, &cells);
    periods(&mut profiles, wide);
    by_values(&mut profiles, is_order_named);
    profiles.iter_mut().for_each(Profile::describe);
    profiles.into_iter().map(|profile| profile.column).collect()
}

/// In a wide file the columns of its periods are the amounts; what else is counted is a sum of them.
/// A date with an amount beside it goes before: then the periods are something else.
fn periods(profiles: &mut [Profile], wide: &[bool]) {
    // Most of their cells together are numbers, or one column's are; a column of which most are bad stays, and each
    // bad cell is listed.
    let is_wide = |at: &usize| wide.get(*at) == Some(&true);
    let all = || profiles.iter().enumerate().filter(|(at, _)| is_wide(at)).map(|(_, profile)| &profile.column.numbers);
    let (numbers, filled) = all().fold((0, 0), |(numbers, filled), of| (numbers + of.numbers, filled + of.filled));
    let are_numbers = numbers > 0 && numbers * 2 >= filled;
    let is_period = |(at, profile): &(usize, &mut Profile)| {
        is_wide(at) && (are_numbers || profile.has_numbers() || profile.filled == 0)
    };
    let sure = |profile: &&Profile| profile.column.confidence != Confidence::Unsure;
    let holds = |role| profiles.iter().filter(sure).any(|profile| profile.column.role == role);
    let is_list = holds(Role::Date) && (holds(Role::Amount) || holds(Role::AmountGross) || holds(Role::Price));
    if is_list || wide.iter().filter(|wide| **wide).count() < 2 {
        return;
    }
    for profile in profiles.iter_mut() {
        if profile.column.role.is_numeric() || profile.column.role.is_day() {
            profile.column.role = Role::Ignore;
            profile.column.confidence = Confidence::Unsure;
        }
    }
    for (_, profile) in profiles.iter_mut().enumerate().filter(is_period) {
        profile.column.role = Role::Period;
        profile.column.confidence = Confidence::Sure;
        profile.column.evidence.push(Evidence::PeriodName);
    }
}

/// Gives each role to the column whose header says it best.
fn by_words(profiles: &mut [Profile]) {
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Ignore) {
        let says = |profile: &Profile| profile.meaning.as_ref().is_some_and(|m| m.role == role);
        // An order's total stands in its first line only; its lines' amounts stand in all.
        let most = profiles.iter().filter(|profile| says(profile)).map(|profile| profile.filled).max().unwrap_or(0);
        let score = |(_, profile): &(usize, &Profile)| {
            let meaning = profile.meaning.as_ref();
            let is_whole = profile.filled * 2 >= most;
            let rank = std::cmp::Reverse(meaning.map(|m| m.rank));
            // Of prices that one counts which was really to be paid, whatever words say it.
            let level = match role {
                Role::Price => level(&profile.column.header),
                Role::Amount => level(&profile.column.header).min(Level::Plain),
                _ => Level::Plain,
            };
            (profile.bears_out(role), is_whole, level, meaning.map(|m| m.strength), rank)
        };
        let candidates = profiles.iter().enumerate().filter(|(_, profile)| says(profile));
        // Of equals the first column wins.
        let best = candidates.rev().max_by_key(score).map(|(at, _)| at);
        let Some(best) = best else { continue };
        for (at, profile) in profiles.iter_mut().enumerate().filter(|(_, profile)| says(profile)) {
            if at == best {
                let strength = profile.meaning.as_ref().map(|m| m.strength);
                let is_borne_out = profile.bears_out(role);
                // A word alone, with values that say otherwise, is kept only if it is a good one: then
                // the rows will say what is wrong with them.
                if strength != Some(Strength::Whole) && !is_borne_out {
                    continue;
                }
                profile.column.role = role;
                profile.column.confidence = match strength {
                    _ if !is_borne_out => Confidence::Unsure,
                    Some(Strength::Whole) => Confidence::Sure,
                    _ => Confidence::Likely,
                };
            } else {
                profile.column.evidence.push(Evidence::LessLikelyThan { column: best });
            }
        }
    }
}

/// Sorts out which of "customer", "name", "code" is the customer's name and which its number.
fn customer_or_number<'a>(profiles: &mut [Profile], cells: &impl Fn(usize) -> Vec<&'a str>) {
    let holder = |profiles: &[Profile], role| profiles.iter().position(|profile| profile.column.role == role);
    let give = |profiles: &mut [Profile], at: usize, role, confidence| {
        if let Some(profile) = profiles.get_mut(at) {
            profile.column.role = role;
            profile.column.confidence = confidence;
            profile.column.evidence.retain(|evidence| !matches!(evidence, Evidence::LessLikelyThan { .. }));
        }
    };
    let is_weak = |profile: &Profile| profile.meaning.as_ref().is_some_and(|m| m.strength == Strength::Weak);

    // "Code" and such may be the code of anything: it must go with the customer.
    if let (Some(id), Some(name)) = (holder(profiles, Role::CustomerId), holder(profiles, Role::Customer))
        && profiles.get(id).is_some_and(is_weak)
        && !depends(&cells(id), &cells(name))
    {
        give(profiles, id, Role::Ignore, Confidence::Unsure);
    }
    // "Customer" with codes in it beside a "Name" is the number.
    let Some(customer) = holder(profiles, Role::Customer) else {
        // A "customer id" that holds names, and nothing else that does.
        if let Some(id) = holder(profiles, Role::CustomerId)
            && profiles.get(id).is_some_and(|profile| profile.share(profile.names, 80))
        {
            give(profiles, id, Role::Customer, Confidence::Likely);
        }
        return;
    };
    // "Customer" with codes in it beside a "Name" is the number, whichever of the two won.
    if holder(profiles, Role::CustomerId).is_some() {
        return;
    }
    let is_code = |at: usize| profiles.get(at).is_some_and(|profile| profile.share(profile.codes, 95));
    let is_named = |at: usize| profiles.get(at).is_some_and(|profile| profile.share(profile.names, 20));
    let says =
        |at: &usize| profiles.get(*at).and_then(|p| p.meaning.as_ref()).is_some_and(|m| m.role == Role::Customer);
    let mut others = (0..profiles.len()).filter(|at| *at != customer).filter(says);
    let pair = others.find_map(|other| {
        let (id, name) = if is_code(customer) { (customer, other) } else { (other, customer) };
        (is_code(id) && is_named(name) && depends(&cells(name), &cells(id))).then_some((id, name))
    });
    if let Some((id, name)) = pair {
        give(profiles, id, Role::CustomerId, Confidence::Likely);
        give(profiles, name, Role::Customer, Confidence::Likely);
    }
}

/// Whether one column's value follows from the other's, but for a few rows.
fn depends(values: &[&str], keys: &[&str]) -> bool {
    let mut first: HashMap<&str, &str> = HashMap::new();
    let pairs = || keys.iter().zip(values).filter(|(key, _)| !key.is_empty());
    let odd = pairs().filter(|(key, value)| *first.entry(key).or_insert(value) != **value).count();
    odd * 20 <= pairs().count()
}

/// Sorts out a column of years: with a month beside it, it completes that; alone, it is the date.
fn year_and_month<'a>(profiles: &mut [Profile], cells: &impl Fn(usize) -> Vec<&'a str>) {
    let holder = |profiles: &[Profile], role| profiles.iter().position(|profile| profile.column.role == role);
    let Some(year) = holder(profiles, Role::Year) else { return };
    let is_month = |at: usize| {
        let mut filled = cells(at).into_iter().filter(|cell| !cell.is_empty()).take(200).peekable();
        filled.peek().is_some() && filled.all(|cell| cell.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month)))
    };
    let says = |at: &usize| {
        profiles.get(*at).and_then(|profile| profile.meaning.as_ref()).is_some_and(|meaning| meaning.role == Role::Date)
    };
    let month = (0..profiles.len()).filter(says).find(|at| is_month(*at));
    let at = match holder(profiles, Role::Date) {
        Some(_) => return,
        None => month.unwrap_or(year),
    };
    if let Some(profile) = profiles.get_mut(at) {
        profile.column.role = Role::Date;
        profile.column.confidence = Confidence::Likely;
    }
}

/// Suggests what no header named, from the values.
fn by_values(profiles: &mut [Profile], is_order_named: bool) {
    let is_free = |profile: &Profile| profile.column.role == Role::Ignore && profile.meaning.is_none();
    let has = |profiles: &[Profile], role| profiles.iter().any(|profile| profile.column.role == role);
    let is_wide = has(profiles, Role::Period);
    if !has(profiles, Role::Date) && !is_wide {
        let is_dated = |p: &Profile| is_free(p) && (p.share(p.column.dates.dates, 80) || p.names_periods());
        let mut dates = profiles.iter_mut().filter(|p| is_dated(p));
        if let (Some(profile), None) = (dates.next(), dates.next()) {
            profile.column.role = Role::Date;
            profile.column.confidence = Confidence::Likely;
        }
    }
    if !(is_wide
        || has(profiles, Role::Amount)
        || has(profiles, Role::AmountGross)
        || has(profiles, Role::Quantity) && has(profiles, Role::Price))
    {
        let is_named = |p: &Profile| is_identifier(&fold(&p.column.header));
        let is_amount =
            |p: &Profile| is_free(p) && p.has_numbers() && p.column.numbers.format.is_some() && !is_named(p);
        let mut amounts = profiles.iter_mut().filter(|p| is_amount(p));
        // One column of broken numbers can only be the amount; of several it is a person's choice.
        if let (Some(profile), None) = (amounts.next(), amounts.next()) {
            profile.column.role = Role::Amount;
        }
    }
    // Where "name" was an order's, a person says whose it is.
    if !has(profiles, Role::Customer) && !has(profiles, Role::CustomerId) && !is_order_named {
        let is_name = |p: &Profile| is_free(p) && p.share(p.names, 50) && !p.has_dates();
        let mut named = profiles.iter_mut().filter(|p| is_name(p));
        if let (Some(profile), None) = (named.next(), named.next()) {
            profile.column.role = Role::Customer;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The roles of the columns of a small file.
    fn roles(text: &str) -> Vec<Role> {
        let mut rows = text.lines().enumerate().map(|(at, line)| HeadRow {
            line: at as u64 + 1,
            cells: line.split(';').map(str::to_owned).collect(),
            kinds: Vec::new(),
            is_utf8: true,
            lines: 1,
            is_odd: false,
        });
        let header = rows.next().map(|row| row.cells).unwrap_or_default();
        let rows: Vec<HeadRow> = rows.collect();
        let columns = guess(&header, &[], &rows.iter().collect::<Vec<_>>(), Dictionary::get());
        columns.into_iter().map(|column| column.role).collect()
    }

    use Role::{Amount, Customer, CustomerId, Date, Document, Ignore, Price, Product, Quantity};

    #[test]
    fn a_customer_that_is_a_code_beside_a_name_is_the_number() {
        let found = roles("Client;Nom;Commande;Date;Montant\nVINET;Vins et alcools;1;04/07/1996;440,00 €\n");
        assert_eq!(found, [CustomerId, Customer, Document, Date, Amount]);
    }

    #[test]
    fn a_customer_that_is_a_code_beside_a_better_name_is_the_number() {
        let found = roles("Customer;Customer Name;Posting Date;Net Total\nC-1;Acme Ltd;15-01-2024;5.50\n");
        assert_eq!(found, [CustomerId, Customer, Date, Amount]);
    }

    #[test]
    fn a_code_must_go_with_the_customer() {
        let found =
            roles("Контрагент;Код;Дата;Сумма\nООО А;1;04.07.1996;4\nООО А;2;04.07.1996;4\nООО А;3;04.07.1996;4\n");
        assert_eq!(found, [Customer, Ignore, Date, Amount]);
        let found = roles("Контрагент;Код;Дата;Сумма\nООО А;1;04.07.1996;4\nООО Б;2;04.07.1996;4\n");
        assert_eq!(found, [Customer, CustomerId, Date, Amount]);
    }

    #[test]
    fn a_customer_id_that_holds_names_is_the_name() {
        let found = roles("customer_id;order_date;revenue;first_name\nBrion Stark;2004-12-20;32;Brion\n");
        assert_eq!(found, [Customer, Date, Amount, Ignore]);
    }

    #[test]
    fn online_retail_has_numbers_only() {
        let found = roles(
            "InvoiceNo;StockCode;Description;Quantity;InvoiceDate;UnitPrice;CustomerID;Country\n\
             536365;85123A;WHITE HANGING HEART;6;2010-12-01 08:26:00;2.55;17850;United Kingdom\n",
        );
        assert_eq!(found[..2], [Document, Ignore]);
        assert_eq!(found[2..], [Product, Quantity, Date, Price, CustomerId, Role::Country]);
    }

    #[test]
    fn the_net_amount_wins_over_tax_and_grand_total() {
        let found = roles(
            "Customer;Posting Date;Sales - X;Net Total;Tax Total;Grand Total\nA B;2024-01-15;5.50;5.50;1.10;6.60\n",
        );
        assert_eq!(found, [Customer, Date, Ignore, Amount, Role::Tax, Role::AmountGross]);
    }

    #[test]
    fn values_alone_suggest() {
        let found = roles("who;when did it;what\nErnst Handel;2024-01-15;5.50\n");
        assert_eq!(found, [Customer, Date, Amount]);
    }
}
