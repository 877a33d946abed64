//! A writer of old workbooks, as far as the reader reads; calamine must agree with it.

use calamine::{Data, DataType, Reader};

use super::*;

pub fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    let mut record = kind.to_le_bytes().to_vec();
    record.extend(u16::try_from(content.len()).expect("short").to_le_bytes());
    record.extend(content);
    record
}

fn shorts(shorts: &[u16]) -> Vec<u8> {
    shorts.iter().flat_map(|short| short.to_le_bytes()).collect()
}

/// Text with its length in characters; `wide` in two bytes each.
fn text(text: &str, wide: bool) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = shorts(&[units.len() as u16]);
    bytes.push(u8::from(wide));
    match wide {
        true => bytes.extend(shorts(&units)),
        false => bytes.extend(units.iter().map(|unit| *unit as u8)),
    }
    bytes
}

fn number(row: u16, column: u16, style: u16, value: f64) -> Vec<u8> {
    record(0x203, &[shorts(&[row, column, style]), value.to_le_bytes().to_vec()].concat())
}

fn string(row: u16, column: u16, number: u32) -> Vec<u8> {
    record(0xfd, &[shorts(&[row, column, 0]), number.to_le_bytes().to_vec()].concat())
}

fn formula(row: u16, column: u16, value: [u8; 8]) -> Vec<u8> {
    record(0x06, &[shorts(&[row, column, 0]), value.to_vec(), vec![0; 6], shorts(&[0])].concat())
}

/// A compound file with one stream.
pub fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    file.create_stream(name).expect("a name").write_all(stream).expect("memory");
    file.into_inner().into_inner()
}

/// A stream with one sheet.
fn stream(version: u16, globals: &[Vec<u8>], name: &[u8], sheet: &[Vec<u8>]) -> Vec<u8> {
    let begin = |what| record(0x809, &[shorts(&[version, what]), vec![0; 12]].concat());
    let globals = [begin(5), globals.concat()].concat();
    let bound = |place: u32| record(0x85, &[&place.to_le_bytes()[..], &[0, 0], name].concat());
    let end = record(0x0a, &[]);
    let place = globals.len() + bound(0).len() + end.len();
    [globals, bound(u32::try_from(place).expect("small")), end.clone(), begin(16), sheet.concat(), end].concat()
}

pub fn sales() -> Vec<u8> {
    let strings: Vec<u8> = [text("Client", false), text("Щ", true)[..].to_vec()].concat();
    // The second string goes on in the next record, and there it is wide again.
    let long = "Ромашка".encode_utf16().collect::<Vec<_>>();
    let first =
        [&shorts(&[3, 3])[..], &[0; 4], &strings, &shorts(&[7]), &[9], &shorts(&[1]), &shorts(&long[..3])].concat();
    let rest = [&[1][..], &shorts(&long[3..]), &[0; 4]].concat();
    let globals = [
        record(0x42, &shorts(&[1200])),
        record(0x41e, &[shorts(&[170]), text("dd.mm.yyyy", false)].concat()),
        record(0xe0, &shorts(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
        record(0xe0, &shorts(&[0, 170, 0, 0, 0, 0, 0, 0, 0, 0])),
        record(0xfc, &first),
        record(0x3c, &rest),
    ];
    let hundredths = (12_345_u32 << 2) | 3;
    let sheet = [
        record(0x208, &[shorts(&[2, 0, 4, 0, 0, 0]), shorts(&[0x20, 0])].concat()),
        string(0, 0, 0),
        string(0, 1, 2),
        string(1, 0, 1),
        number(1, 1, 1, 45306.5),
        record(
            0xbd,
            &[
                shorts(&[1, 2, 0]),
                hundredths.to_le_bytes().to_vec(),
                shorts(&[0]),
                (5_u32 << 2 | 2).to_le_bytes().to_vec(),
                shorts(&[3]),
            ]
            .concat(),
        ),
        formula(2, 1, 1.5_f64.to_le_bytes()),
        formula(2, 2, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        record(0x207, &text("so", false)),
        formula(2, 3, [2, 0, 0x2a, 0, 0, 0, 0xff, 0xff]),
        record(0x205, &[shorts(&[2, 4, 0]), vec![1, 0]].concat()),
        record(0xe5, &shorts(&[1, 1, 2, 0, 0])),
    ];
    let mut name = text("Лист", true);
    name.remove(1);
    compound("/Workbook", &stream(0x600, &globals, &name, &sheet))
}

#[test]
fn an_old_workbook_is_read_whole() {
    let mut workbook = Workbook::open(sales(), Format::Xls).expect("a workbook");
    let info = SheetInfo { name: "Лист".into(), hidden: false, rows: 3, hidden_rows: 1, uncalculated: 0 };
    assert_eq!(workbook.sheets(), [info]);
    let expected = expect(&[(1, "Client|Ромашка"), (2, "Щ|@2024-01-15|#123.45|#5"), (3, "Щ|#1.5|so|#N/A|TRUE")]);
    assert_eq!(lines(&mut workbook, 0), Ok(expected));
}

#[test]
fn calamine_reads_the_same() {
    let mut other: calamine::Xls<_> = calamine::open_workbook_from_rs(Cursor::new(sales())).expect("a workbook");
    let range = other.worksheet_range("Лист").expect("a sheet");
    let value = |row, column| range.get_value((row, column)).cloned().unwrap_or_default();
    assert_eq!(value(0, 1), Data::String("Ромашка".into()));
    assert_eq!(value(1, 2), Data::Float(123.45));
    assert!(value(1, 1).is_datetime());
    assert_eq!(value(2, 2), Data::String("so".into()));
}

#[test]
fn one_of_excel_95_has_a_code_page() {
    let label = |row, column, text: &[u8]| {
        record(0x204, &[shorts(&[row, column, 0]), shorts(&[text.len() as u16]), text.to_vec()].concat())
    };
    let sheet = [label(0, 0, b"\xc8\xf2\xee\xe3\xee"), number(0, 1, 0, 10.5)];
    let bytes = compound("/Book", &stream(0x500, &[record(0x42, &shorts(&[1251]))], b"\x04\xcb\xe8\xf1\xf2", &sheet));
    let mut workbook = Workbook::open(bytes, Format::Xls).expect("a workbook");
    assert_eq!(workbook.sheets()[0].name, "Лист");
    assert_eq!(lines(&mut workbook, 0), Ok(expect(&[(1, "Итого|#10.5")])));
}

#[test]
fn passwords_and_other_documents_are_told() {
    let locked = compound("/Workbook", &stream(0x600, &[record(0x2f, &[0; 6])], b"\x01\x00a", &[]));
    assert_eq!(read(locked, Format::Xls), Err(Refusal::Locked));
    assert_eq!(read(compound("/EncryptedPackage", b"x"), Format::Xls), Err(Refusal::Locked));
    assert_eq!(read(compound("/WordDocument", b"x"), Format::Xls), Err(Refusal::NoSheet));
}
