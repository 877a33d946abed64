//! Files made to do harm.

use super::xlsx::workbook;
use super::*;

fn refusal(sheet: &str) -> Result<Vec<Line>, Refusal> {
    read(workbook(sheet, ""), Format::Xlsx)
}

fn is_broken(result: Result<Vec<Line>, Refusal>) -> bool {
    matches!(result, Err(Refusal::BrokenWorkbook { .. }))
}

#[test]
fn what_is_no_workbook_is_refused() {
    let good = workbook("<sheetData/>", "");
    assert!(is_broken(read(good[..good.len() / 2].to_vec(), Format::Xlsx)), "cut");
    assert!(is_broken(refusal("<sheetData><row><c t='s'><v>9</v></c></row></sheetData>")), "no such string");
    assert!(is_broken(refusal("<sheetData><row>")), "cut in the middle");
    assert!(is_broken(refusal("<sheetData><row><c><v>&boom;</v></c></row></sheetData>")), "no entity");
    assert!(is_broken(refusal(&"<a>".repeat(1000))), "deep");
    assert_eq!(read(zipped(&[("word/document.xml", b"<x/>")]), Format::Xlsx), Err(Refusal::NoSheet));
    assert_eq!(read(vec![b'P'; (25 << 20) + 1], Format::Xlsx), Err(Refusal::Workbook(Limit::Compressed)));
    let many: Vec<(String, &[u8])> = (0..10_001).map(|at| (format!("xl/{at}.xml"), &b""[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    assert_eq!(read(zipped(&many), Format::Xlsx), Err(Refusal::Workbook(Limit::Entries)));
}

#[test]
fn entities_of_its_own_are_not_expanded() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>"#;
    let sheet = format!("{bomb}<sheetData><row><c t='str'><v>&b;</v></c></row></sheetData>");
    assert!(is_broken(refusal(&sheet)));
}

#[test]
fn bombs_are_stopped_by_what_comes_out_of_them() {
    let empty = "<row></row>".repeat(4 << 20);
    assert!(empty.len() as u64 > MAX_INFLATED);
    assert_eq!(refusal(&empty), Err(Refusal::Workbook(Limit::Inflated)));
    let long = " ".repeat(20 << 20);
    assert!(is_broken(refusal(&long)), "a text of 20 MB");
}

#[test]
fn far_corners_cost_nothing() {
    let far = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>"#;
    let mut seen = Vec::new();
    let mut workbook = Workbook::open(workbook(far, ""), Format::Xlsx).expect("a workbook");
    workbook.read(0, &mut |row| seen.push((row.line, row.too_long))).expect("rows");
    assert_eq!(seen, [(1, false), (1_048_576, true)]);
}

#[test]
fn many_far_cells_are_too_many() {
    let row = r#"<row><c r="FAA1"><v>1</v></c></row>"#;
    let sheet = format!("<sheetData>{}</sheetData>", row.repeat(60_000));
    let mut workbook = Workbook::open(workbook(&sheet, ""), Format::Xlsx).expect("a workbook");
    assert_eq!(workbook.read(0, &mut |_| ()), Err(Refusal::Workbook(Limit::Cells)));
}

#[test]
fn wide_and_long_rows_are_too_long() {
    let wide = format!("<sheetData><row>{}</row></sheetData>", "<c><v>1</v></c>".repeat(16_384));
    let long = format!("<sheetData><row><c t='str'><v>{}</v></c></row></sheetData>", "x".repeat(10 << 20));
    for sheet in [wide, long] {
        let mut too_long = Vec::new();
        let mut workbook = Workbook::open(workbook(&sheet, ""), Format::Xlsx).expect("a workbook");
        workbook.read(0, &mut |row| too_long.push(row.too_long)).expect("rows");
        assert_eq!(too_long, [true]);
    }
}

#[test]
fn merges_over_each_other_fill_a_row_once() {
    let merges = "<mergeCell ref='A1:XFD1048576'/>".repeat(10_000);
    let rows = r#"<row><c t='str'><v>x</v></c><c r="DZZ1"><v>1</v></c></row>"#.repeat(500);
    let sheet = format!("<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>");
    let mut widths = Vec::new();
    let mut workbook = Workbook::open(workbook(&sheet, ""), Format::Xlsx).expect("a workbook");
    workbook.read(0, &mut |row| widths.push(row.width())).expect("rows");
    assert_eq!((widths.len(), widths.iter().max()), (500, Some(&3406)));
}

#[test]
fn sizes_an_archive_claims_are_not_believed() {
    let good = workbook("<sheetData><row><c><v>1</v></c></row></sheetData>", "");
    for (mark, at) in [(&b"PK\x01\x02"[..], 24), (&b"PK\x03\x04"[..], 22)] {
        for size in [0_u32, 1, u32::MAX - 1] {
            let mut lying = good.clone();
            let places: Vec<usize> = (0..lying.len()).filter(|from| lying[*from..].starts_with(mark)).collect();
            places.iter().for_each(|from| lying[from + at..from + at + 4].copy_from_slice(&size.to_le_bytes()));
            let read = read(lying, Format::Xlsx);
            assert!(is_broken(read.clone()) || read == Ok(expect(&[(1, "#1")])), "{read:?}");
        }
    }
}

#[test]
fn cells_covered_over_and_over_are_too_many() {
    let wide = "<td rowspan=65000 colspan=1000>".repeat(17);
    let page = format!("<table><tr>{wide}{}", "<tr><td>".repeat(10_000));
    assert_eq!(read(page.into_bytes(), Format::Html), Err(Refusal::Workbook(Limit::Cells)));
}
