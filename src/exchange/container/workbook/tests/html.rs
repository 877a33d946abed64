//! Pages with tables.

use super::*;

fn page(text: &str) -> Result<Vec<Line>, Refusal> {
    read(text.as_bytes().to_vec(), Format::Html)
}

#[test]
fn the_largest_table_is_read_as_a_browser_shows_it() {
    let found = page(
        "<html><head><title>Report</title><style>td{color:red}</style></head><body>
        <table><tr><td>Menu<td>Home</table>
        <table border=1><caption>Sales</caption><thead><tr><th rowspan=2>Client</th><th colspan=2>2024</th></tr>
        <tr><th>Jan</th><th>Feb</th></tr></thead><tbody>
        <tr><td rowspan=2>Ann &amp; <b>Co</b></td><td>1&nbsp;234,50<td><script>x('<td>')</script>5</tr>
        <tr style='display: none'><td>6</td><td>a<br>b
           c</td></tr>
        <tr><td><table><tr><td>inner</td></tr></table>outer</td><td></td><td>7</table></body></html>",
    );
    let expected = expect(&[
        (1, "Client|2024|2024"),
        (2, "Client|Jan|Feb"),
        (3, "Ann & Co|1\u{a0}234,50|5"),
        (4, "Ann & Co|6|a b c"),
        (5, "outer||7"),
    ]);
    assert_eq!(found, Ok(expected));
}

#[test]
fn its_encoding_is_what_it_proves_or_says() {
    let page = |meta: &str, text: &[u8]| {
        read([b"<html>", meta.as_bytes(), b"<table><tr><td>", text, b"</td></tr></table>"].concat(), Format::Html)
    };
    let total = Ok(expect(&[(1, "Итого")]));
    assert_eq!(
        page("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>", b"\xc8\xf2\xee\xe3\xee"),
        total
    );
    assert_eq!(page("<meta charset=koi8-r>", b"\xe9\xd4\xcf\xc7\xcf"), total);
    assert_eq!(page("<meta charset=windows-1251>", "Итого".as_bytes()), total, "the bytes know better");
    let utf16: Vec<u8> = "\u{feff}<table><tr><td>Итого".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(utf16, Format::Html), total);
}

#[test]
fn hidden_rows_are_counted() {
    let rows = "<table><tr><td>1</td></tr><tr style='DISPLAY:none;'><td>2</td></tr></table>";
    let workbook = Workbook::open(rows.into(), Format::Html).expect("a page");
    assert_eq!((workbook.sheets()[0].rows, workbook.sheets()[0].hidden_rows), (2, 1));
}

#[test]
fn without_a_table_there_is_no_sheet() {
    assert_eq!(page("<html><p>Please sign in</p></html>"), Err(Refusal::NoSheet));
    assert_eq!(page("<table><tr><td> </td></tr></table>"), Err(Refusal::NoSheet));
}

#[test]
fn spans_of_any_size_and_tables_of_any_depth_are_read() {
    let wide = page("<table><tr><td colspan=99999999999 rowspan=4294967295>a<tr><td>b").expect("rows");
    assert_eq!(wide.iter().map(|(_, cells)| cells.len()).collect::<Vec<_>>(), [1000, 1001]);
    assert_eq!(page(&"<table><tr><td>x".repeat(10_000)), Ok(expect(&[(1, "x")])));
}
