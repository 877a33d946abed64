//! A list as a workbook of one sheet: the cells of its [`ListTable`] with their types, under the same names as in the
//! CSV. The same table, words and day make the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

use super::list_table::{Cell, ListTable, six};
use crate::calendar::Date;

/// Why a workbook can't be written: more rows than a sheet has.
pub use rust_xlsxwriter::XlsxError as NotWritten;

/// The longest text a cell takes, in UTF-16 units.
pub(super) const LONGEST: usize = 32_767;

/// Columns are this wide at most, in characters.
const WIDEST: usize = 48;

/// Writes the workbook as of a day. The sheet is called as the page calls the list; under a name Excel doesn't take it
/// keeps its number.
///
/// # Errors
/// [`NotWritten`] where a sheet has no room for all rows.
pub fn list_xlsx(table: &ListTable, sheet: &str, exported: Date) -> Result<Vec<u8>, NotWritten> {
    let mut workbook = new_workbook(exported);
    write_table(named(&mut workbook, sheet), table, &Formats::new())?;
    workbook.save_to_buffer()
}

/// A workbook without sheets, made on a day.
pub(super) fn new_workbook(exported: Date) -> Workbook {
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new();
    // Without a day of its own the file would name the moment it was made.
    if let Some(day) = excel_day(exported) {
        properties = properties.set_creation_datetime(&day);
    }
    workbook.set_properties(&properties);
    workbook
}

pub(super) struct Formats {
    pub head: Format,
    pub head_end: Format,
    count: Format,
    money: Format,
    percent: Format,
    ratio: Format,
    day: Format,
}

impl Formats {
    pub fn new() -> Self {
        let number = |format: &str| Format::new().set_num_format(format);
        Self {
            head: Format::new().set_bold(),
            head_end: Format::new().set_bold().set_align(rust_xlsxwriter::FormatAlign::Right),
            count: number("#,##0"),
            money: number("#,##0.00"),
            percent: number("0.00%"),
            ratio: number("0.000"),
            day: number("yyyy-mm-dd"),
        }
    }
}

pub(super) fn named<'w>(workbook: &'w mut Workbook, name: &str) -> &'w mut Worksheet {
    let sheet = workbook.add_worksheet();
    // A name Excel doesn't take leaves the sheet its number.
    let _ = sheet.set_name(name);
    sheet
}

/// The table with a head that stays and a filter to each column.
pub(super) fn write_table(sheet: &mut Worksheet, table: &ListTable, formats: &Formats) -> Result<(), NotWritten> {
    for (column, (at, name)) in (0..).zip(table.columns.iter().enumerate()) {
        sheet.write_string_with_format(0, column, *name, &formats.head)?;
        let below = table.rows.iter().filter_map(|row| row.get(at)).map(width_of).max();
        // The name has the mark of its filter beside it.
        let width = below.unwrap_or_default().min(WIDEST).max(name.len() + 2);
        sheet.set_column_width(column, width as f64 + 2.0)?;
    }
    let mut last = 0;
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            write(sheet, (row, column), cell, formats)?;
        }
        last = row;
    }
    sheet.set_freeze_panes(1, 1)?;
    if let Some(last_column) = table.columns.len().checked_sub(1).and_then(|column| u16::try_from(column).ok()) {
        sheet.autofilter(0, 0, last, last_column)?;
    }
    Ok(())
}

/// In characters, as the cell is shown.
fn width_of(cell: &Cell) -> usize {
    match cell {
        Cell::Empty => 0,
        Cell::Text(text) | Cell::Number(text) => text.chars().count(),
        // With commas between thousands.
        Cell::Money(money) => money.len() + money.len() / 4,
        Cell::Count(count) => count.checked_ilog10().unwrap_or_default() as usize * 4 / 3 + 1,
        Cell::Days(_) | Cell::Difference(_) | Cell::Share(_) | Cell::Ratio(_) => 7,
        Cell::Day(_) => 10,
    }
}

/// A text stays a text, whatever it begins with: only formulas are formulas in this format.
pub(super) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), NotWritten> {
    // As many decimals as the CSV has, so that both say the same.
    let number = |text: &str| text.parse::<f64>().unwrap_or_default();
    let written = match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) if text.is_empty() => return Ok(()),
        Cell::Text(text) => sheet.write_string(row, column, fitting(text)),
        Cell::Days(days) => sheet.write_number_with_format(row, column, f64::from(*days), &formats.count),
        Cell::Count(count) => sheet.write_number_with_format(row, column, *count as f64, &formats.count),
        Cell::Money(money) => sheet.write_number_with_format(row, column, number(money), &formats.money),
        Cell::Number(written) => sheet.write_number(row, column, number(written)),
        Cell::Share(share) => sheet.write_number_with_format(row, column, number(&six(*share)), &formats.percent),
        Cell::Difference(points) => sheet.write_number_with_format(row, column, *points, &formats.count),
        Cell::Ratio(ratio) => sheet.write_number_with_format(row, column, number(&six(*ratio)), &formats.ratio),
        Cell::Day(day) => match excel_day(*day) {
            Some(date) => sheet.write_datetime_with_format(row, column, date, &formats.day),
            None => sheet.write_string(row, column, day.to_string()),
        },
    };
    written.map(|_| ())
}

/// `None` of days before 1900, which Excel doesn't know.
fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let part = |part: i8| u8::try_from(part).unwrap_or(1);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, part(day.month()), part(day.day())).ok()
}

/// The text, cut where a cell ends.
pub(super) fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut left = LONGEST - 1;
    let fits = |c: &char| {
        let (before, length) = (left, c.len_utf16());
        left = before.saturating_sub(length);
        before >= length
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::date;

    fn read(bytes: &[u8]) -> Vec<Vec<Data>> {
        let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
        let sheet = workbook.worksheet_range_at(0).expect("a sheet").expect("readable");
        sheet.rows().map(<[Data]>::to_vec).collect()
    }

    #[test]
    fn each_kind_of_cell_has_its_type_and_says_what_the_csv_says() {
        let columns = ["account", "count", "late_by", "value", "share", "cv", "change", "day", "nothing"];
        let row = [
            Cell::Text("=1+1".into()),
            Cell::Count(7),
            Cell::Days(-3),
            Cell::Money("1234.56".into()),
            Cell::Share(0.25),
            Cell::Ratio(2.0 / 3.0),
            Cell::Difference(-13),
            Cell::Day(date(2024, 5, 6)),
            Cell::Empty,
        ];
        let table = ListTable::of(columns, [row]);
        assert_eq!(
            table.csv(),
            "\u{feff}account,count,late_by,value,share,cv,change,day,nothing\r\n\
             '=1+1,7,-3,1234.56,0.250000,0.666667,-13,2024-05-06,\r\n"
        );
        let rows = read(&list_xlsx(&table, "Today", date(2024, 5, 6)).expect("a workbook"));
        let names: Vec<Data> = columns.map(|name| Data::String(name.into())).to_vec();
        assert_eq!(rows.first(), Some(&names));
        let told = rows.get(1).expect("a row");
        assert_eq!(told.first(), Some(&Data::String("=1+1".into())), "a text, without a guard and no formula");
        let numbers = [7.0, -3.0, 1234.56, 0.25, 0.666_667, -13.0];
        assert_eq!(told.get(1..7), Some(numbers.map(Data::Float).as_slice()));
        assert!(matches!(told.get(7), Some(Data::DateTime(day)) if day.as_f64() == 45_418.0), "{told:?}");
        assert_eq!(told.get(8), Some(&Data::Empty));
    }

    #[test]
    fn the_same_table_makes_the_same_bytes_and_an_empty_one_a_head() {
        let table = ListTable::of(["account"], Vec::<Vec<Cell>>::new());
        let written = list_xlsx(&table, "a/sheet: that Excel refuses?", date(1998, 5, 6)).expect("a workbook");
        assert_eq!(list_xlsx(&table, "a/sheet: that Excel refuses?", date(1998, 5, 6)).ok(), Some(written.clone()));
        assert_eq!(read(&written), [[Data::String("account".into())]]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whatever is written into a list comes out of the workbook.
        #[test]
        fn no_text_is_lost(texts in proptest::collection::vec("[^\\p{C}]{1,12}", 1..8)) {
            let table = ListTable::of(["account"], texts.iter().map(|text| [Cell::Text(text.clone())]));
            let rows = read(&list_xlsx(&table, "Accounts", date(2024, 5, 6)).expect("a workbook"));
            let found: Vec<String> = rows.iter().skip(1).map(|row| row.first().expect("a cell").to_string()).collect();
            prop_assert_eq!(found, texts);
        }
    }
}
