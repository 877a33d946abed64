//! Accounts as a list: which there are, which pass a filter, in what order.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{AbcClass, Analysis, Finding, Rfm, XyzClass};
use crate::book::{Book, Record, RecordId, account::field};
use crate::calendar::Date;

/// Which accounts are wanted, by class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccountFilter {
    pub abc: Option<AbcClass>,
    pub xyz: Option<ClassFilter>,
}

/// A class, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassFilter {
    Is(XyzClass),
    Missing,
}

impl AccountFilter {
    /// Whether an account with these findings passes.
    pub fn admits(self, finding: &Finding) -> bool {
        self.abc.is_none_or(|wanted| finding.abc() == Some(wanted))
            && self.xyz.is_none_or(|wanted| match wanted {
                ClassFilter::Is(class) => finding.xyz() == Some(class),
                ClassFilter::Missing => finding.abc().is_some() && finding.xyz().is_none(),
            })
    }
}

/// A line of the list: what is shown of an account, and what sorting and search compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: RecordId,
    pub name: String,
    /// "Graz, Austria"
    pub place: String,
    /// Index into the findings of the analysis.
    pub finding: Option<usize>,
    /// `None` without a purchase.
    pub rfm: Option<Rfm>,
    value: Option<i128>,
    orders: Option<usize>,
    last: Option<Date>,
    sort_name: String,
    /// What search looks through, in lower case.
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Name,
    Value,
    Orders,
    Last,
    Rfm,
    Place,
}

/// By which column, and whether the largest stand first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorting {
    pub column: Column,
    pub descending: bool,
}

impl Sorting {
    /// The largest accounts first.
    pub const BY_VALUE: Self = Self { column: Column::Value, descending: true };

    /// What a click on a column's head makes of it: names are looked for from the top of the
    /// alphabet, figures from the largest.
    pub fn clicked(self, column: Column) -> Self {
        let first = !matches!(column, Column::Name | Column::Place);
        Self { column, descending: if self.column == column { !self.descending } else { first } }
    }
}

/// Every living account as a row, but for those merged into another.
pub fn all_rows(book: &Book, analysis: Option<&Analysis>) -> Vec<Row> {
    let accounts = book.account_ids().filter_map(|id| Some((id, book.record(id)?)));
    let rfm = analysis.map(Analysis::rfm).unwrap_or_default();
    accounts.map(|(id, record)| row(book, id, record, analysis, &rfm)).collect()
}

fn row(book: &Book, id: RecordId, record: &Record, analysis: Option<&Analysis>, rfm: &BTreeMap<RecordId, Rfm>) -> Row {
    let text = |field: crate::book::Field<String>| record.get::<String>(field.name);
    let [name, city, country] = [field::name, field::city, field::country].map(text);
    let owner = record.get::<Option<RecordId>>(field::owner.name).map(|owner| book.name(owner)).unwrap_or_default();
    let searched = [&name, &text(field::external_id), &city, &country, &owner, &text(field::notes)];
    let found = analysis.and_then(|analysis| Some((analysis.position(id)?, analysis.finding(id)?)));
    let finding = found.map(|(_, finding)| finding);
    Row {
        id,
        finding: found.map(|(at, _)| at),
        rfm: rfm.get(&id).copied(),
        value: finding.map(|finding| finding.value),
        orders: finding.map(|finding| finding.orders),
        last: finding.and_then(|finding| finding.purchases).map(|(_, last)| last),
        text: searched.map(|text| text.to_lowercase()).join("\n"),
        sort_name: name.to_lowercase(),
        place: [city, country].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        name,
    }
}

/// The indices of the rows that pass, in order. `search` in any spelling of its letters' case.
pub fn shown(
    rows: &[Row],
    analysis: Option<&Analysis>,
    search: &str,
    filter: AccountFilter,
    sorting: Sorting,
) -> Vec<usize> {
    let wanted = search.trim().to_lowercase();
    let passes = |row: &Row| {
        let finding = analysis.zip(row.finding).and_then(|(analysis, at)| analysis.findings.get(at));
        filter == AccountFilter::default() || finding.is_some_and(|finding| filter.admits(finding))
    };
    let mut found: Vec<(usize, &Row)> =
        rows.iter().enumerate().filter(|(_, row)| row.text.contains(&wanted) && passes(row)).collect();
    found.sort_by(|(_, a), (_, b)| compare(a, b, sorting));
    found.into_iter().map(|(at, _)| at).collect()
}

/// Those without a value stand last, whichever way it is sorted; equals stand by name.
fn compare(a: &Row, b: &Row, sorting: Sorting) -> Ordering {
    fn by<T: Ord>(a: Option<T>, b: Option<T>, descending: bool) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if descending => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
    fn filled(text: &str) -> Option<&str> {
        Some(text).filter(|text| !text.is_empty())
    }
    let down = sorting.descending;
    let order = match sorting.column {
        Column::Name => by(filled(&a.sort_name), filled(&b.sort_name), down),
        Column::Value => by(a.value, b.value, down),
        Column::Orders => by(a.orders, b.orders, down),
        Column::Last => by(a.last, b.last, down),
        Column::Rfm => by(a.rfm, b.rfm, down),
        Column::Place => by(filled(&a.place), filled(&b.place), down),
    };
    order.then_with(|| a.sort_name.cmp(&b.sort_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, place: &str, value: Option<i128>) -> Row {
        Row {
            id: RecordId::well_known(1),
            name: name.into(),
            place: place.into(),
            finding: None,
            rfm: None,
            value,
            orders: None,
            last: None,
            sort_name: name.to_lowercase(),
            text: format!("{name}\n{place}").to_lowercase(),
        }
    }

    fn names<'a>(rows: &'a [Row], search: &str, sorting: Sorting) -> Vec<&'a str> {
        let shown = shown(rows, None, search, AccountFilter::default(), sorting);
        shown.into_iter().filter_map(|at| rows.get(at)).map(|row| row.name.as_str()).collect()
    }

    #[test]
    fn those_without_a_value_stand_last_whichever_way_it_is_sorted() {
        let rows = [row("Never", "Graz", None), row("small", "", Some(1)), row("Large", "Wien", Some(9))];
        assert_eq!(names(&rows, "", Sorting::BY_VALUE), ["Large", "small", "Never"]);
        let up = Sorting::BY_VALUE.clicked(Column::Value);
        assert_eq!(names(&rows, "", up), ["small", "Large", "Never"]);
        let by_place = up.clicked(Column::Place);
        assert_eq!(names(&rows, "", by_place), ["Never", "Large", "small"]);
        assert_eq!(names(&rows, "", by_place.clicked(Column::Name)), ["Large", "Never", "small"]);
    }

    #[test]
    fn search_is_blind_to_case_and_finds_places() {
        let rows = [row("Königlich Essen", "Brandenburg", None), row("Ernst Handel", "Graz", None)];
        assert_eq!(names(&rows, " KÖNIG ", Sorting::BY_VALUE), ["Königlich Essen"]);
        assert_eq!(names(&rows, "graz", Sorting::BY_VALUE), ["Ernst Handel"]);
        assert!(names(&rows, "nobody", Sorting::BY_VALUE).is_empty());
    }
}
