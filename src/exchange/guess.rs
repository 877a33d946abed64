//! Guessing what each column is: words propose, values bear out.

use std::collections::{HashMap, HashSet};

use super::header::{Dictionary, HeadRow, Meaning, Strength};
use super::{Column, Confidence, Evidence, Role, date, number};

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
}

impl Profile {
    fn of(header: &str, cells: &[&str], dictionary: &Dictionary) -> Self {
        let mut seen = HashSet::new();
        let mut samples = Vec::new();
        let (mut filled, mut codes, mut names) = (0, 0, 0);
        for cell in cells.iter().filter(|cell| !cell.is_empty()) {
            filled += 1;
            if seen.insert(*cell) && samples.len() < SAMPLES {
                samples.push(cell.chars().take(SAMPLE_CHARS).collect());
            }
            let is_code = cell.chars().count() <= 16 && cell.chars().all(|c| !c.is_whitespace() && !c.is_lowercase());
            codes += u64::from(is_code);
            names += u64::from(cell.contains(char::is_whitespace) && cell.contains(char::is_alphabetic));
        }
        let column = Column {
            header: header.to_owned(),
            samples,
            role: Role::Ignore,
            confidence: Confidence::Unsure,
            evidence: Vec::new(),
            numbers: number::findings(cells.iter().copied()),
            dates: date::findings(cells.iter().copied()),
        };
        Self { column, meaning: dictionary.meaning(header), filled, distinct: seen.len() as u64, codes, names }
    }

    /// At least so many of the filled cells, in per cent.
    fn share(&self, count: u64, percent: u64) -> bool {
        self.filled > 0 && count * 100 >= self.filled * percent
    }

    fn has_dates(&self) -> bool {
        self.share(self.column.dates.dates, 50)
    }

    fn has_numbers(&self) -> bool {
        self.share(self.column.numbers.numbers, 50) && !self.has_dates()
    }

    /// Whether the values can be what this role needs.
    fn bears_out(&self, role: Role) -> bool {
        match role {
            Role::Date => self.has_dates(),
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

/// What each column of these rows is. A header word decides if the values bear it out; where no
/// header says so, values alone can suggest a date, an amount and a customer.
pub(super) fn guess(headers: &[String], rows: &[&HeadRow], dictionary: &Dictionary) -> Vec<Column> {
    let cells =
        |at: usize| -> Vec<&str> { rows.iter().map(|row| row.cells.get(at).map_or("", String::as_str)).collect() };
    let mut profiles: Vec<Profile> =
        headers.iter().enumerate().map(|(at, header)| Profile::of(header, &cells(at), dictionary)).collect();
    by_words(&mut profiles);
    customer_or_number(&mut profiles, &cells);
    by_values(&mut profiles);
    profiles.iter_mut().for_each(Profile::describe);
    profiles.into_iter().map(|profile| profile.column).collect()
}

/// Gives each role to the column whose header says it best.
fn by_words(profiles: &mut [Profile]) {
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Ignore) {
        let score = |(_, profile): &(usize, &Profile)| {
            let meaning = profile.meaning.as_ref();
            (profile.bears_out(role), meaning.map(|m| m.strength), std::cmp::Reverse(meaning.map(|m| m.rank)))
        };
        let says = |profile: &Profile| profile.meaning.as_ref().is_some_and(|m| m.role == role);
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

/// Suggests what no header named, from the values.
fn by_values(profiles: &mut [Profile]) {
    let is_free = |profile: &Profile| profile.column.role == Role::Ignore && profile.meaning.is_none();
    let has = |profiles: &[Profile], role| profiles.iter().any(|profile| profile.column.role == role);
    if !has(profiles, Role::Date) {
        let dates = profiles.iter_mut().find(|p| is_free(p) && p.share(p.column.dates.dates, 80));
        if let Some(profile) = dates {
            profile.column.role = Role::Date;
            profile.column.confidence = Confidence::Likely;
        }
    }
    if !(has(profiles, Role::Amount) || has(profiles, Role::Quantity) && has(profiles, Role::Price)) {
        let is_amount = |p: &Profile| is_free(p) && p.has_numbers() && p.column.numbers.format.is_some();
        let mut amounts = profiles.iter_mut().filter(|p| is_amount(p));
        // One column of broken numbers can only be the amount; of several it is a person's choice.
        if let (Some(profile), None) = (amounts.next(), amounts.next()) {
            profile.column.role = Role::Amount;
        }
    }
    if !has(profiles, Role::Customer) && !has(profiles, Role::CustomerId) {
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
            is_utf8: true,
        });
        let header = rows.next().map(|row| row.cells).unwrap_or_default();
        let rows: Vec<HeadRow> = rows.collect();
        let columns = guess(&header, &rows.iter().collect::<Vec<_>>(), &Dictionary::new());
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
        assert_eq!(found[2..], [Product, Quantity, Date, Price, CustomerId, Ignore]);
    }

    #[test]
    fn the_net_amount_wins_over_tax_and_grand_total() {
        let found = roles(
            "Customer;Posting Date;Sales - X;Net Total;Tax Total;Grand Total\nA B;2024-01-15;5.50;5.50;1.10;6.60\n",
        );
        assert_eq!(found, [Customer, Date, Ignore, Amount, Ignore, Ignore]);
    }

    #[test]
    fn values_alone_suggest() {
        let found = roles("who;when did it;what\nErnst Handel;2024-01-15;5.50\n");
        assert_eq!(found, [Customer, Date, Amount]);
    }
}
