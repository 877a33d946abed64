//! Workbooks of Excel.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const ROOT: &str = r#"<Relationships><Relationship Id="r1" Type="http://x/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<Relationships>
    <Relationship Id="r1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/>
    <Relationship Id="r2" Type="http://x/relationships/worksheet" Target="/xl/worksheets/sheet2.xml"/>
    <Relationship Id="r3" Type="http://x/relationships/chartsheet" Target="chartsheets/sheet1.xml"/>
    <Relationship Id="r4" Type="http://x/relationships/styles" Target="styles.xml"/>
    <Relationship Id="r5" Type="http://x/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd.mm.yyyy;@"/><numFmt numFmtId="171" formatCode="[h]:mm"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="4"/></cellXfs></styleSheet>"#;
const STRINGS: &str = r#"<sst><si><t>Client</t></si><si><r><t xml:space="preserve">Ann </t></r><r><t>&amp; Co</t></r><rPh><t>an</t></rPh></si><si><t/></si></sst>"#;

/// A workbook with a first sheet of this inside, and a second one that is hidden.
pub fn workbook(sheet: &str, properties: &str) -> Vec<u8> {
    let workbook = format!(
        r#"<x:workbook xmlns:x="m" xmlns:r="r">{properties}<x:sheets><x:sheet name="Sales &amp; more" sheetId="1" r:id="r1"/>
        <x:sheet name="Chart" sheetId="3" r:id="r3"/><x:sheet name="Old" sheetId="2" state="veryHidden" r:id="r2"/></x:sheets></x:workbook>"#
    );
    let sheet = format!("<?xml version='1.0' encoding='UTF-8'?><worksheet>{sheet}</worksheet>");
    zipped(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("XL\\SharedStrings.xml", STRINGS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/worksheets/sheet2.xml", b"<worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>"),
    ])
}

fn rows(cells: &str) -> Vec<Line> {
    read(workbook(&format!("<sheetData>{cells}</sheetData>"), ""), Format::Xlsx).expect("a workbook")
}

#[test]
fn northwind_is_read_whole() {
    let mut workbook = Workbook::open(zipped_folder("locale/nw_1900.xlsx.d"), Format::Xlsx).expect("a workbook");
    let info = SheetInfo { name: "Sheet".into(), hidden: false, rows: 831, hidden_rows: 0, uncalculated: 0 };
    assert_eq!(workbook.sheets(), [info]);
    let lines = lines(&mut workbook, 0).expect("rows");
    assert_eq!(lines.len(), 831);
    assert_eq!(
        lines[..2],
        expect(&[
            (1, "Customer|Name|Order|Date|Amount"),
            (2, "VINET|Vins et alcools Chevalier|#10248|@1996-07-04|#440")
        ])
    );
}

#[test]
fn sheets_are_listed_and_charts_are_not() {
    let mut workbook = Workbook::open(workbook("<sheetData/>", ""), Format::Xlsx).expect("a workbook");
    let names: Vec<_> = workbook.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.hidden, sheet.rows)).collect();
    assert_eq!(names, [("Sales & more", false, 0), ("Old", true, 1)]);
    assert_eq!(lines(&mut workbook, 1), Ok(expect(&[(1, "#7")])));
    assert_eq!(lines(&mut workbook, 2), Err(Refusal::NoSheet));
}

#[test]
fn cells_are_what_the_workbook_says() {
    let found = rows(
        r#"<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>
        <row r="4"><c r="A4"><v>1.5E3</v></c><c r="B4" s="1"><v>45306</v></c><c r="C4" s="2"><v>45306.75</v></c><c r="D4" s="3"><v>1.25</v></c>
        <c r="E4" s="4"><v>-0.1</v></c><c t="inlineStr"><is><t> 1 234,50 </t></is></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2024-01-15T00:00:00</v></c></row>
        <row><c><v></v></c><c t="str"><f>A1&amp;"x"</f><v>a_x000D_b</v></c></row>"#,
    );
    assert_eq!(
        found,
        expect(&[
            (2, "Client||Ann & Co"),
            (4, "#1500|@2024-01-15|@2024-01-15|30:00:00|#-0.1|1 234,50|TRUE|#N/A|@2024-01-15"),
            (5, "|a\rb"),
        ])
    );
}

#[test]
fn the_calendar_of_1904() {
    let sheet = r#"<sheetData><row><c s="1"><v>43844</v></c></row></sheetData>"#;
    let bytes = workbook(sheet, r#"<workbookPr date1904="1"/>"#);
    assert_eq!(read(bytes, Format::Xlsx), Ok(expect(&[(1, "@2024-01-15")])));
}

#[test]
fn formulas_without_a_value_and_hidden_rows_are_counted() {
    let sheet = r#"<sheetData><row><c><f>1+1</f><v>2</v></c><c><f>B1</f></c><c><f>C1</f><v></v></c><c t="str"><f>""</f><v></v></c></row>
        <row hidden="1"><c><v>3</v></c></row><row hidden="1"/><row><c/></row></sheetData>"#;
    let mut workbook = Workbook::open(workbook(sheet, ""), Format::Xlsx).expect("a workbook");
    let sheet = &workbook.sheets()[0];
    assert_eq!((sheet.rows, sheet.hidden_rows, sheet.uncalculated), (2, 1, 2));
    assert_eq!(lines(&mut workbook, 0), Ok(expect(&[(1, "#2"), (2, "#3")])), "hidden rows are read");
}

#[test]
fn merged_cells_repeat_but_sums_do_not_add_up() {
    let text = |place: &str, text: &str| format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let number = |place: &str, number: u32| format!(r#"<c r="{place}"><v>{number}</v></c>"#);
    let sheet = [
        "<sheetData><row r='1'>", &text("A1", "Title"), "</row>",
        "<row r='2'>", &text("A2", "Client"), &number("B2", 2024), &text("D2", "Total"), "</row>",
        "<row r='3'>", &text("A3", "Ann"), &number("B3", 1), &number("C3", 2), &number("D3", 6), "</row>",
        "<row r='4'>", &number("B4", 1), &number("C4", 2), &number("D4", 6), "</row>",
        "<row r='5'/><row r='6'>", &text("A6", "Bob"), &number("B6", 5), "</row></sheetData>",
        "<mergeCells><mergeCell ref='A1:Z1'/><mergeCell ref='B2:C2'/><mergeCell ref='A3:A5'/><mergeCell ref='D3:D4'/></mergeCells>",
    ]
    .concat();
    let expected = expect(&[
        (1, "Title|Title|Title|Title"),
        (2, "Client|#2024|#2024|Total"),
        (3, "Ann|#1|#2|#6"),
        (4, "Ann|#1|#2|"),
        (6, "Bob|#5"),
    ]);
    assert_eq!(read(workbook(&sheet, ""), Format::Xlsx), Ok(expected));
}

#[test]
fn what_is_too_much_to_keep_is_parsed_again() {
    let row = |at: usize| format!(r#"<row><c t="str"><v>{}</v></c></row>"#, "x".repeat(100_000 + at));
    let sheet = format!("<sheetData>{}</sheetData>", (0..60).map(row).collect::<String>());
    let mut workbook = Workbook::open(workbook(&sheet, ""), Format::Xlsx).expect("a workbook");
    assert!(workbook.source.is_some());
    for _ in 0..2 {
        let mut lengths = Vec::new();
        workbook.read(0, &mut |row| lengths.push(row.text(0).len())).expect("rows");
        assert_eq!(lengths, (100_000..100_060).collect::<Vec<_>>());
    }
    assert_eq!(lines(&mut workbook, 1), Ok(expect(&[(1, "#7")])));
}

#[test]
fn reading_ends_when_no_more_is_wanted() {
    let mut workbook = Workbook::open(zipped_folder("locale/nw_1900.xlsx.d"), Format::Xlsx).expect("a workbook");
    assert!(workbook.source.is_none());
    let mut seen = 0;
    let done = workbook.read_while(0, &mut |_| {
        seen += 1;
        seen < 5
    });
    assert_eq!((done, seen), (Ok(()), 5));
}

proptest! {
    /// A comment in a cell leaves it to the reader of XML, and changes nothing.
    #[test]
    fn a_plain_cell_is_read_like_any_other(cells in prop::collection::vec((
        select(vec!["", " r=\"B3\"", " r='D9'", " r=\"$A$1\"", " r=\"AAAA1\"", " r=\"x\""]),
        select(vec!["", " s=\"1\"", " s='4'", " s=\"9\"", " s=\"-1\"", " cm=\"1\""]),
        select(vec!["", "", " t=\"s\"", " t=\"str\"", " t=\"inlineStr\"", " t='b'", " t=\"e\"", " t=\"d\"", " t=\"n\""]),
        select(vec![
            "", "<v>0</v>", "<v> 1 </v>", "<v>1.50</v>", "<v>-0</v>", "<v>45306</v>", "<v>1E3</v>", "<v>a_x0041_</v>",
            "<v>2024-01-15</v>", "<v/>", "<v></v>", "<f>A1</f>", "<f>A1</f><v>7</v>", "<f t=\"shared\"/><v>x</v>",
            "<is><t> a_x0041_ </t></is>", "<is><t/></is>", "<v>1</v><v>2</v>",
        ]),
        select(vec!["", "", "</row><row>", "</row>\n<row r=\"9\"/> <row>", "</row><row r='5' spans=\"1:8\">", " "]),
    ), 0..8)) {
        let sheet = |comment: &str| {
            let cell = |(place, style, kind, content, after): &(&str, &str, &str, &str, &str)| {
                let of_row = after.replace("\"9\"/>", &format!("\"9\">{comment}</row>"));
                format!("<c{place}{style}{kind}>{content}{comment}</c>{of_row}")
            };
            format!("<sheetData><row>{}</row></sheetData>", cells.iter().map(cell).collect::<String>())
        };
        let read = |sheet: String| {
            let mut workbook = Workbook::open(workbook(&sheet, ""), Format::Xlsx)?;
            Ok::<_, Refusal>((lines(&mut workbook, 0)?, workbook.sheets().to_vec()))
        };
        prop_assert_eq!(read(sheet("")), read(sheet("<!-- -->")));
    }
}
