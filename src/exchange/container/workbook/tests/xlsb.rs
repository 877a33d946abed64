//! A writer of binary workbooks, as far as the reader reads; calamine must agree with it.

use calamine::{Data, Reader};

use super::*;

fn record(kind: u16, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let mut record = if kind < 128 { vec![kind as u8] } else { vec![(kind & 0x7f) as u8 | 0x80, (kind >> 7) as u8] };
    record.extend([(content.len() & 0x7f) as u8 | 0x80, (content.len() >> 7) as u8]);
    record.extend(content);
    record
}

fn int(number: u32) -> Vec<u8> {
    number.to_le_bytes().to_vec()
}

fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    units.iter().fold(int(units.len() as u32), |bytes, unit| [bytes, unit.to_le_bytes().to_vec()].concat())
}

fn row(row: u32, hidden: bool) -> Vec<u8> {
    record(0, &[&int(row), &int(0), &[0, 0, 0, if hidden { 0x10 } else { 0 }, 0], &int(0)])
}

fn cell(kind: u16, column: u32, style: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[&int(column), &int(style), value])
}

pub fn sales() -> Vec<u8> {
    let relations = |list: &[(&str, &str)]| {
        let list: String = list
            .iter()
            .map(|(kind, target)| format!("<Relationship Id='{kind}' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}' Target='{target}'/>"))
            .collect();
        format!("<Relationships>{list}</Relationships>")
    };
    let workbook = [
        record(131, &[]),
        record(153, &[&int(0), &int(0), &text("")]),
        record(143, &[]),
        record(156, &[&int(0), &int(1), &text("worksheet"), &text("Prodaja")]),
        record(144, &[]),
        record(132, &[]),
    ];
    let styles = [
        record(615, &[&int(1)]),
        record(44, &[&[170, 0], &text("dd/mm/yyyy")]),
        record(616, &[]),
        record(617, &[&int(2)]),
        record(47, &[&[0, 0, 0, 0], &[0; 12]]),
        record(47, &[&[0, 0, 170, 0], &[0; 12]]),
        record(618, &[]),
    ];
    let strings = [record(159, &[&int(1), &int(1)]), record(19, &[&[0], &text("Đorđe")]), record(160, &[])];
    let sheet = [
        record(129, &[]),
        record(148, &[&int(0), &int(2), &int(0), &int(3)]),
        record(145, &[]),
        row(0, false),
        cell(7, 0, 0, &int(0)),
        cell(6, 1, 0, &text("Iznos")),
        row(2, true),
        cell(2, 1, 0, &int(12_345 << 2 | 3)),
        cell(5, 2, 1, &45306.0_f64.to_le_bytes()),
        cell(9, 3, 0, &[&1.5_f64.to_le_bytes()[..], &[0, 0], &int(0), &int(0)].concat()),
        cell(4, 4, 0, &[1]),
        record(146, &[]),
        record(177, &[&int(1)]),
        record(176, &[&int(0), &int(2), &int(0), &int(0)]),
        record(178, &[]),
        record(130, &[]),
    ];
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", relations(&[("officeDocument", "xl/workbook.bin")]).as_bytes()),
        ("xl/workbook.bin", &workbook.concat()),
        (
            "xl/_rels/workbook.bin.rels",
            relations(&[
                ("worksheet", "worksheets/sheet1.bin"),
                ("styles", "styles.bin"),
                ("sharedStrings", "sharedStrings.bin"),
            ])
            .as_bytes(),
        ),
        ("xl/styles.bin", &styles.concat()),
        ("xl/sharedStrings.bin", &strings.concat()),
        ("xl/worksheets/sheet1.bin", &sheet.concat()),
    ])
}

#[test]
fn a_binary_workbook_is_read_whole() {
    let mut workbook = Workbook::open(sales(), Format::Xlsx).expect("a workbook, whatever it was taken for");
    let info = SheetInfo { name: "Prodaja".into(), hidden: false, rows: 2, hidden_rows: 1, uncalculated: 0 };
    assert_eq!(workbook.sheets(), [info]);
    let expected = expect(&[(1, "Đorđe|Iznos"), (3, "Đorđe|#123.45|@2024-01-15|#1.5|TRUE")]);
    assert_eq!(lines(&mut workbook, 0), Ok(expected));
}

#[test]
fn calamine_reads_the_same() {
    let mut other: calamine::Xlsb<_> = calamine::open_workbook_from_rs(Cursor::new(sales())).expect("a workbook");
    let range = other.worksheet_range("Prodaja").expect("a sheet");
    assert_eq!(range.get_value((0, 0)), Some(&Data::String("Đorđe".into())));
    assert_eq!(range.get_value((2, 1)), Some(&Data::Float(123.45)));
}
