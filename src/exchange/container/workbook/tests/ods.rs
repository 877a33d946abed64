//! OpenDocument.

use super::*;

fn table(rows: &str) -> Vec<u8> {
    let content = format!("<o:c xmlns:o='o'><table><table-row>{rows}</table-row></table></o:c>");
    zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

#[test]
fn a_workbook_of_libreoffice_is_read_whole() {
    let mut workbook = Workbook::open(zipped_folder("workbook/calc.ods.d"), Format::Ods).expect("a workbook");
    let info = |name: &str, hidden, rows, hidden_rows, uncalculated| SheetInfo {
        name: name.into(),
        hidden,
        rows,
        hidden_rows,
        uncalculated,
    };
    assert_eq!(workbook.sheets(), [info("Prodaja", false, 6, 1, 1), info("Skriveno", true, 1, 0, 0)]);
    let expected = expect(&[
        (1, "Kupci & prodaja|Kupci & prodaja|Kupci & prodaja|Kupci & prodaja|Kupci & prodaja"),
        (4, "Kupac|Datum|Iznos|Popust|Vreme"),
        (5, "Đorđe  i sin|@2024-01-15|#1234.5 EUR|#0.05|08:30:00"),
        (6, "Đorđe  i sin|@2024-01-16|#DIV/0!||TRUE"),
        (7, "|#7|#7"),
        (8, "|#7|#7"),
    ]);
    assert_eq!(lines(&mut workbook, 0), Ok(expected));
    assert_eq!(lines(&mut workbook, 1), Ok(expect(&[(1, "x")])));
}

#[test]
fn a_locked_one_says_so() {
    let manifest = b"<m><file-entry><encryption-data/></file-entry></m>";
    let bytes = zipped(&[("META-INF/manifest.xml", manifest), ("content.xml", b"\xff\xff")]);
    assert_eq!(read(bytes, Format::Ods), Err(Refusal::Locked));
}

#[test]
fn what_is_repeated_is_counted_before_it_is_made() {
    let times = |rows: &str, columns: &str| {
        format!(
            "</table-row><table-row number-rows-repeated='{rows}'><table-cell number-columns-repeated='{columns}' value-type='float' value='1'/>"
        )
    };
    let too_many = Err(Refusal::Workbook(Limit::Cells));
    assert_eq!(read(table(&times("1048576", "16384")), Format::Ods), too_many);
    assert_eq!(read(table(&times("4294967295", "4294967295")), Format::Ods), too_many);
    let spanned =
        "<table-cell number-rows-spanned='1048576' number-columns-spanned='16384' value-type='float' value='1'/>";
    assert_eq!(read(table(spanned), Format::Ods), Ok(expect(&[(1, "#1")])));
    let mut rows = 0;
    let mut workbook = Workbook::open(table(&times("1048576", "1")), Format::Ods).expect("a workbook");
    workbook.read(0, &mut |_| rows += 1).expect("rows");
    assert_eq!(rows, 1_048_576, "a column filled to its end is no attack");
}
