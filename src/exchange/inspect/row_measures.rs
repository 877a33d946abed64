//! Several things that are counted in rows of their own: a row of prices and one of pieces for each customer.
//! They are no sales to be added: one of them is what was sold, or one times the other is.

use serde::{Deserialize, Serialize};

use crate::exchange::cell::fold::fold;
use crate::exchange::cell::money;
use crate::exchange::inspect::header::{Dictionary, HeadRow};
use crate::exchange::inspect::period_columns::{chosen, is_plan_or_fact};
use crate::exchange::{Column, Role};

/// More different texts than this are no measures.
const MOST: usize = 8;

/// What a column of measures may be called.
const HEADERS: &str = " measure measures metric metrics indicator kpi figure figures data values value показатель показатели метрика \
    значения данные kennzahl kennzahlen werte messgrosse indicateur indicateurs mesure mesures valeurs indicador indicadores medida \
    valores indicatore indicatori misura valori miara wskaznik wartosci pokazatelj pokazatel показатељ ukazatel kazalnik gosterge olcu \
    показник 指标 指標 شاخص مؤشر માપ सूचक ";

/// Measures in rows, as the first part of a file has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowMeasures {
    /// The column that names them.
    pub column: usize,
    /// As they stand in the file, in the order they come.
    pub names: Vec<String>,
    /// Which of them are a price and pieces, so that one times the other is what was sold.
    pub priced: Option<(usize, usize)>,
    /// Which of them is what was sold, where that is clear.
    pub chosen: Option<usize>,
}

/// Finds them: texts beside amounts, all of which name something that can be counted.
pub(super) fn find(columns: &[Column], rows: &[&HeadRow], dictionary: &Dictionary) -> Option<RowMeasures> {
    let is_amount = |column: &Column| matches!(column.role, Role::Period | Role::Amount | Role::AmountGross);
    if !columns.iter().any(is_amount) {
        return None;
    }
    let is_other = |column: &Column| {
        !matches!(column.role, Role::Customer | Role::CustomerId | Role::Currency | Role::TaxId)
            && !column.role.is_numeric()
            && !column.role.is_day()
            && column.could_be(Role::Product)
    };
    (0..columns.len())
        .filter(|at| columns.get(*at).is_some_and(is_other))
        .find_map(|at| in_column(columns, rows, at, dictionary))
}

/// "Price, EUR" in a row says the currency of what stands beside it.
pub(super) fn name_currency(columns: &mut [Column], measures: Option<&RowMeasures>) {
    let names = measures.iter().flat_map(|measures| &measures.names);
    let mut named: Vec<_> = names.flat_map(|name| money::in_header(name)).collect();
    named.dedup();
    let is_bare = |column: &&mut Column| {
        matches!(column.role, Role::Period | Role::Amount | Role::AmountGross) && column.currencies.is_empty()
    };
    columns.iter_mut().filter(is_bare).for_each(|column| column.currencies.clone_from(&named));
}

fn in_column(columns: &[Column], rows: &[&HeadRow], at: usize, dictionary: &Dictionary) -> Option<RowMeasures> {
    let mut names: Vec<String> = Vec::new();
    for text in rows.iter().map(|row| row.cell(at).text).filter(|text| !text.is_empty()) {
        if !names.iter().any(|known| known == text) {
            names.push(text.to_owned());
        }
        if names.len() > MOST {
            return None;
        }
    }
    let means = |name: &String| dictionary.meaning(name).map(|meaning| meaning.role);
    let is_counted = |name: &&String| {
        let is_numeric =
            means(name).is_some_and(|role| role.is_numeric() && !matches!(role, Role::Debit | Role::Credit));
        is_numeric || is_plan_or_fact(name)
    };
    let counted = names.iter().filter(is_counted).count();
    let header = fold(&columns.get(at)?.header);
    let says = header.split(' ').any(|word| HEADERS.contains(&format!(" {word} ")));
    if names.len() < 2 || counted < names.len() && !(says && counted > 0) {
        return None;
    }
    let only = |role: Role| {
        let mut found = (0..names.len()).filter(|at| names.get(*at).and_then(means) == Some(role));
        found.next().filter(|_| found.next().is_none())
    };
    let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
    Some(RowMeasures {
        column: at,
        priced: only(Role::Price).zip(only(Role::Quantity)),
        chosen: chosen(&folded, dictionary),
        names,
    })
}
