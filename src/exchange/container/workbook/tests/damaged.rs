//! Workbooks with bytes changed, cut or put in: read or refused, and never a panic.

use proptest::prelude::*;

use super::*;

/// What happens to a file: bytes replaced by others, and an end.
#[derive(Clone, Debug)]
struct Damage {
    bytes: Vec<(prop::sample::Index, u8)>,
    end: Option<prop::sample::Index>,
}

fn damage() -> impl Strategy<Value = Damage> {
    let byte = prop_oneof![any::<u8>(), Just(0xff), Just(0), Just(b'<'), Just(b'9')];
    let bytes = prop::collection::vec((any::<prop::sample::Index>(), byte), 1..8);
    (bytes, prop::option::weighted(0.1, any::<prop::sample::Index>())).prop_map(|(bytes, end)| Damage { bytes, end })
}

impl Damage {
    fn on(&self, mut file: Vec<u8>) -> Vec<u8> {
        for (at, byte) in &self.bytes {
            let at = at.index(file.len());
            file[at] = *byte;
        }
        if let Some(end) = &self.end {
            file.truncate(end.index(file.len()));
        }
        file
    }
}

/// Opens and reads all there is.
fn try_all(bytes: Vec<u8>, format: Format) {
    if let Ok(mut workbook) = Workbook::open(bytes, format) {
        for sheet in 0..workbook.sheets().len() {
            let _ = workbook.read(sheet, &mut |row| assert!(row.width() > 0));
        }
    }
}

/// An archive whose one part, by number, is damaged.
fn with_part(bytes: Vec<u8>, part: &prop::sample::Index, damage: &Damage) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let damaged = part.index(archive.len());
    let parts: Vec<(String, Vec<u8>)> = (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).expect("a part");
            let mut content = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut content).expect("memory");
            let content = if at == damaged && !content.is_empty() { damage.on(content) } else { content };
            (file.name().expect("a name").into_owned(), content)
        })
        .collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    zipped(&parts)
}

fn small_xlsx() -> Vec<u8> {
    let sheet = "<sheetData><row r='1' hidden='1'><c r='A1' t='s' s='1'><v>1</v></c><c r='C1' s='2'><f>1</f><v>45306</v></c></row></sheetData>
        <mergeCells><mergeCell ref='A1:B4'/></mergeCells>";
    super::xlsx::workbook(sheet, "<workbookPr date1904='0'/>")
}

proptest! {
    #[test]
    fn archives(damage in damage(), which in 0_usize..3) {
        let (bytes, format) = match which {
            0 => (small_xlsx(), Format::Xlsx),
            1 => (super::xlsb::sales(), Format::Xlsb),
            _ => (zipped_folder("workbook/calc.ods.d"), Format::Ods),
        };
        try_all(damage.on(bytes), format);
    }

    #[test]
    fn parts(damage in damage(), part in any::<prop::sample::Index>(), which in 0_usize..3) {
        let (bytes, format) = match which {
            0 => (small_xlsx(), Format::Xlsx),
            1 => (super::xlsb::sales(), Format::Xlsb),
            _ => (zipped_folder("workbook/calc.ods.d"), Format::Ods),
        };
        try_all(with_part(bytes, &part, &damage), format);
    }

    #[test]
    fn old_workbooks(damage in damage()) {
        try_all(damage.on(super::xls::sales()), Format::Xls);
    }

    #[test]
    fn streams_of_old_workbooks(damage in damage()) {
        let mut file = cfb::CompoundFile::open(Cursor::new(super::xls::sales())).expect("a file");
        let mut stream = Vec::new();
        std::io::Read::read_to_end(&mut file.open_stream("/Workbook").expect("a stream"), &mut stream).expect("memory");
        try_all(super::xls::compound("/Workbook", &damage.on(stream)), Format::Xls);
    }

    #[test]
    fn markup(damage in damage()) {
        let page = "<table><tr><td rowspan=2 colspan=3>a<td>b</tr><tr><th>c &amp; d<table><tr><td>e</table></table><style>x</style>";
        try_all(damage.on(page.as_bytes().to_vec()), Format::Html);
        try_all(damage.on(super::spreadsheet_xml::sales().into_bytes()), Format::SpreadsheetXml);
    }

    #[test]
    fn noise(bytes in prop::collection::vec(any::<u8>(), 0..200), which in 0_usize..4) {
        let format = [Format::Xlsx, Format::Xls, Format::Html, Format::SpreadsheetXml][which];
        try_all(bytes, format);
    }
}
