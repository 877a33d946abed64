//! The segments as a workbook: the accounts with typed cells, the matrix, the settings used (A4).
//!
//! The first sheet has the columns of [`segments_csv`](crate::exchange::segments_csv) under the same names,
//! for other programs; what the other sheets say comes in as words. The same analysis, words and day
//! make the same bytes.

use rust_xlsxwriter::Worksheet;

use crate::analysis::{AbcClass, Analysis, Tally, XyzClass};
use crate::calendar::Date;
use crate::exchange::list_table::Cell;
pub use crate::exchange::list_xlsx::NotWritten;
use crate::exchange::list_xlsx::{Formats, fitting, named, new_workbook, write, write_table};
use crate::exchange::segments_csv::segments_table;

/// What the sheets say, in the language of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetWords {
    /// What the sheets are called. Excel takes up to 31 characters, none of them `[]:*?/\`; under a
    /// name it doesn't take, a sheet keeps its number.
    pub segments: String,
    pub matrix: String,
    pub settings: String,
    /// Above the three tables of the matrix.
    pub accounts: String,
    /// With the currency: "Revenue, USD".
    pub value: String,
    pub share: String,
    pub total: String,
    /// The row and the column of accounts without a class.
    pub no_abc: String,
    pub no_xyz: String,
    /// What each of the settings is called, and those that are words themselves.
    pub labels: SettingLabels,
    pub measure: String,
    /// Where an account that crosses a limit belongs.
    pub crossing: String,
    /// What a provider's share is of.
    pub provider_of: String,
    pub period: String,
    /// Whether the words run from right to left: then the sheets with words do, too.
    pub is_rtl: bool,
}

/// What the settings are called.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingLabels {
    pub measure: String,
    pub from: String,
    pub to: String,
    pub limit_a: String,
    pub limit_b: String,
    pub crossing: String,
    pub limit_x: String,
    pub limit_y: String,
    pub provider: String,
    pub provider_of: String,
    pub period: String,
    pub currency: String,
    pub accounts: String,
    pub exported: String,
}

/// Writes the workbook as of a day.
///
/// # Errors
/// [`NotWritten`] where a sheet has no room for all accounts.
pub fn segments_xlsx(analysis: &Analysis, words: &SheetWords, exported: Date) -> Result<Vec<u8>, NotWritten> {
    let mut workbook = new_workbook(exported);
    let formats = Formats::new();
    write_table(named(&mut workbook, &words.segments), &segments_table(analysis), &formats)?;
    let sheet = named(&mut workbook, &words.matrix);
    sheet.set_right_to_left(words.is_rtl);
    write_matrix(sheet, analysis, words, &formats)?;
    let sheet = named(&mut workbook, &words.settings);
    sheet.set_right_to_left(words.is_rtl);
    write_settings(sheet, analysis, words, exported, &formats)?;
    workbook.save_to_buffer()
}

/// Three tables, one below the other: number, value and share.
fn write_matrix(
    sheet: &mut Worksheet,
    analysis: &Analysis,
    words: &SheetWords,
    formats: &Formats,
) -> Result<(), NotWritten> {
    type Figure<'f> = &'f dyn Fn(Tally) -> Cell;
    let currency = analysis.currency;
    let tables: [(&str, Figure<'_>); 3] = [
        (&words.accounts, &|tally| Cell::Count(tally.count)),
        (&words.value, &|tally| Cell::Money(currency.plain(tally.value))),
        (&words.share, &|tally| Cell::Share(analysis.share(tally.value))),
    ];
    let classes = |none: &str| {
        let letters = AbcClass::ALL.map(|class| (Line::Abc(Some(class)), class.letter().to_owned()));
        letters.into_iter().chain([(Line::Abc(None), none.to_owned()), (Line::All, words.total.clone())])
    };
    let across = || {
        let letters = XyzClass::ALL.map(|class| (Line::Xyz(Some(class)), class.letter().to_owned()));
        letters.into_iter().chain([(Line::Xyz(None), words.no_xyz.clone()), (Line::All, words.total.clone())])
    };
    sheet.set_column_width(0, 24)?;
    sheet.set_column_range_width(1, 5, 15)?;
    for (top, (title, figure)) in (0..).step_by(7).zip(tables) {
        sheet.write_string_with_format(top, 0, title, &formats.head)?;
        for (column, (_, letter)) in (1..).zip(across()) {
            sheet.write_string_with_format(top, column, letter, &formats.head_end)?;
        }
        for (row, (abc, letter)) in (top + 1..).zip(classes(&words.no_abc)) {
            sheet.write_string_with_format(row, 0, letter, &formats.head)?;
            for (column, (xyz, _)) in (1..).zip(across()) {
                let tally = analysis.tally(|finding| abc.admits(finding) && xyz.admits(finding));
                write(sheet, (row, column), &figure(tally), formats)?;
            }
        }
    }
    Ok(())
}

/// A row or a column of the matrix.
#[derive(Clone, Copy)]
enum Line {
    Abc(Option<AbcClass>),
    Xyz(Option<XyzClass>),
    All,
}

impl Line {
    fn admits(self, finding: &crate::analysis::Finding) -> bool {
        match self {
            Self::Abc(class) => finding.abc() == class,
            Self::Xyz(class) => finding.xyz() == class,
            Self::All => true,
        }
    }
}

fn write_settings(
    sheet: &mut Worksheet,
    analysis: &Analysis,
    words: &SheetWords,
    exported: Date,
    formats: &Formats,
) -> Result<(), NotWritten> {
    let (abc, xyz) = (analysis.config.abc, analysis.config.xyz);
    let hundredths = |limit: u32| Cell::Share(f64::from(limit) / 10_000.0);
    let labels = &words.labels;
    let settings = [
        (&labels.measure, Cell::Text(words.measure.clone())),
        (&labels.from, Cell::Day(analysis.window.0)),
        (&labels.to, Cell::Day(analysis.window.1)),
        (&labels.limit_a, hundredths(abc.a)),
        (&labels.limit_b, hundredths(abc.b)),
        (&labels.crossing, Cell::Text(words.crossing.clone())),
        (&labels.limit_x, Cell::Ratio(xyz.x)),
        (&labels.limit_y, Cell::Ratio(xyz.y)),
        (&labels.provider, hundredths(analysis.config.provider.share)),
        (&labels.provider_of, Cell::Text(words.provider_of.clone())),
        (&labels.period, Cell::Text(words.period.clone())),
        (&labels.currency, Cell::Text(analysis.currency.to_string())),
        (&labels.accounts, Cell::Count(analysis.findings.len())),
        (&labels.exported, Cell::Day(exported)),
    ];
    sheet.set_column_width(0, 44)?;
    sheet.set_column_width(1, 18)?;
    for (row, (label, value)) in (0..).zip(settings) {
        sheet.write_string_with_format(row, 0, fitting(label), &formats.head)?;
        write(sheet, (row, 1), &value, formats)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
