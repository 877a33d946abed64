//! Excel's XML of 2003.

use super::*;

pub fn sales() -> String {
    r#"<?xml version="1.0" encoding="windows-1251"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
    <Worksheet ss:Name="Продажи"><Table>
    <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Отчёт за год</Data></Cell></Row>
    <Row ss:Index="3"><Cell ss:MergeDown="1"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">Пекарня <B>Колосок</B> &amp; Ко</ss:Data><Comment><ss:Data>нет</ss:Data></Comment></Cell>
    <Cell><Data ss:Type="DateTime">2024-01-15T00:00:00.000</Data></Cell><Cell ss:Index="4"><Data ss:Type="Number">1.5E3</Data></Cell></Row>
    <Row ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="DateTime">1899-12-31T08:30:00.000</Data></Cell><Cell ss:Formula="=A1"/><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
    </Table></Worksheet>
    <Worksheet ss:Name="x"><Table/><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"#
        .to_owned()
}

#[test]
fn excel_xml_is_read_whole_in_its_encoding() {
    let bytes = encoding_rs::WINDOWS_1251.encode(&sales()).0.into_owned();
    assert_eq!(super::super::super::sniff(&bytes), Ok(Format::SpreadsheetXml));
    let mut workbook = Workbook::open(bytes, Format::SpreadsheetXml).expect("a workbook");
    let info = |name: &str, hidden, rows, hidden_rows, uncalculated| SheetInfo {
        name: name.into(),
        hidden,
        rows,
        hidden_rows,
        uncalculated,
    };
    assert_eq!(workbook.sheets(), [info("Продажи", false, 3, 1, 1), info("x", true, 0, 0, 0)]);
    let expected = expect(&[
        (1, "Отчёт за год|Отчёт за год"),
        (3, "Пекарня Колосок & Ко|@2024-01-15||#1500"),
        (4, "Пекарня Колосок & Ко|08:30:00||TRUE"),
    ]);
    assert_eq!(lines(&mut workbook, 0), Ok(expected));
}
