//! Generated sales, and files of every shape that tell them.

use proptest::prelude::*;

/// A shape of a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// With documents and groups.
    Documents,
    Loose,
    Wide,
    /// Years over months.
    TwoRows,
    /// Customers above their rows, a subtotal below.
    Sections,
    /// Keys only in the first line of an order.
    FillDown,
}

pub const SHAPES: [Shape; 6] =
    [Shape::Documents, Shape::Loose, Shape::Wide, Shape::TwoRows, Shape::Sections, Shape::FillDown];
const NAMES: [&str; 6] = ["Alfa Ltd", "Beta GmbH", "Gamma", "Пекара Сунце", "Omega AG", "O'Neil & Co"];
const GROUPS: [&str; 3] = ["Bolts", "Nuts", ""];
const MONTHS: [&str; 4] = ["Jan", "Feb", "Nov", "Dec"];

/// A sale: customer, order (whose day and customer follow from it), group and hundredths.
#[derive(Clone, Copy, Debug)]
pub struct Sale {
    pub order: u32,
    pub group: usize,
    pub amount: i64,
}

impl Sale {
    pub fn name(self) -> &'static str {
        NAMES[self.order as usize * 7 % NAMES.len()]
    }

    fn day(self) -> String {
        format!("2024-{:02}-{:02}", 1 + self.order % 9, 13 + self.order % 15)
    }
}

pub fn money(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
}

/// Sales in the order of their documents.
pub fn sales(count: impl Into<proptest::collection::SizeRange>) -> impl Strategy<Value = Vec<Sale>> {
    let amount = prop_oneof![4 => 1..9_999_999_i64, 1 => -999_999..-1_i64];
    let sale = (0..40_u32, 0..GROUPS.len(), amount).prop_map(|(order, group, amount)| Sale { order, group, amount });
    prop::collection::vec(sale, count).prop_map(|mut sales| {
        sales.sort_by_key(|sale| sale.order);
        sales
    })
}

pub fn cells(of: &[&str]) -> Vec<String> {
    of.iter().map(|cell| (*cell).to_owned()).collect()
}

/// The rows of a file, and how many of them are the header.
pub fn table(shape: Shape, sales: &[Sale]) -> (Vec<Vec<String>>, usize) {
    let mut rows = Vec::new();
    match shape {
        Shape::Documents => {
            rows.push(cells(&["Customer", "Invoice", "Date", "Category", "Amount"]));
            for sale in sales {
                let (document, group) = (format!("INV-{}", sale.order), GROUPS[sale.group]);
                rows.push(cells(&[sale.name(), &document, &sale.day(), group, &money(sale.amount)]));
            }
        }
        Shape::Loose => {
            rows.push(cells(&["Customer", "Date", "Amount"]));
            rows.extend(sales.iter().map(|sale| cells(&[sale.name(), &sale.day(), &money(sale.amount)])));
        }
        Shape::Wide | Shape::TwoRows => return wide(shape, sales),
        Shape::Sections => {
            rows.push(cells(&["", "Date", "Num", "Amount"]));
            for of_one in sales.chunk_by(|one, other| one.name() == other.name()) {
                rows.push(cells(&[of_one[0].name(), "", "", ""]));
                for sale in of_one {
                    rows.push(cells(&["", &sale.day(), &format!("INV-{}", sale.order), &money(sale.amount)]));
                }
                let total = money(of_one.iter().map(|sale| sale.amount).sum());
                rows.push(cells(&[&format!("Total {}", of_one[0].name()), "", "", &total]));
            }
        }
        Shape::FillDown => {
            rows.push(cells(&["Order", "Customer", "Date", "Product", "Amount"]));
            // One line without keys at the very end could be anything: the longest order goes first.
            let mut orders: Vec<&[Sale]> = sales.chunk_by(|one, other| one.order == other.order).collect();
            orders.sort_by_key(|order| std::cmp::Reverse(order.len()));
            for of_one in orders {
                for (at, sale) in of_one.iter().enumerate() {
                    let keys = [format!("S{}", sale.order), sale.name().to_owned(), sale.day()];
                    let keys = if at == 0 { keys } else { Default::default() };
                    rows.push([&keys[..], &cells(&["Bolt", &money(sale.amount)])].concat());
                }
            }
        }
    }
    (rows, 1)
}

/// A row for each order, its lines the cells.
fn wide(shape: Shape, sales: &[Sale]) -> (Vec<Vec<String>>, usize) {
    let mut rows = match shape {
        Shape::Wide => vec![[cells(&["Customer"]), MONTHS.map(|month| format!("{month} 2024")).into()].concat()],
        _ => {
            let years = cells(&["Customer", "2023", "", "2024", ""]);
            vec![years, cells(&["", "Jan", "Feb", "Jan", "Feb"])]
        }
    };
    let header = rows.len();
    for (at, of_one) in sales.chunk_by(|one, other| one.order == other.order).enumerate() {
        let mut row = cells(&[&format!("{} {at}", of_one[0].name()), "", "", "", ""]);
        for (cell, sale) in row.iter_mut().skip(1).zip(of_one) {
            *cell = money(sale.amount);
        }
        rows.push(row);
    }
    (rows, header)
}

pub fn text(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.join(";") + "\n").collect()
}
