//! Tables that are packed, which are read as if they weren't.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::currency::Currency;
use crate::exchange::testing::{Memory, data, importer};
use crate::exchange::{Hints, Preview};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn zipped(entries: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        archive.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("a name");
        archive.write_all(content).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

fn preview(bytes: Vec<u8>) -> Result<Preview, Refusal> {
    let mut importer = importer(bytes);
    let Ok(inspection) = importer.inspect(&Hints::default());
    let spec = inspection?.spec(Currency::default());
    let Ok(preview) = importer.read(&spec, |_, _| ());
    preview
}

fn unpacked(bytes: Vec<u8>, kind: Binary) -> Result<Unpacked<Memory>, Refusal> {
    let mut file = Unpacked::new(Memory(bytes));
    let Ok(done) = file.unpack(kind);
    done.map(|()| file)
}

#[test]
fn a_packed_table_is_the_same_table() {
    let table = data("northwind/northwind_order_lines.csv");
    let plain = preview(table.clone());
    assert!(plain.is_ok());
    let (first, second) = table.split_at(table.len() / 2);
    let others: [(&str, &[u8]); 4] =
        [("__MACOSX/._orders.csv", b"x"), ("data/", b""), ("data/orders.csv", &table), ("readme.pdf", b"%PDF-")];
    let packed = [
        gzip(&table),
        // As `cat` makes one of two.
        [gzip(first), gzip(second)].concat(),
        zipped(&[("orders", &table)], CompressionMethod::Deflated),
        zipped(&[("orders.csv", &table)], CompressionMethod::Stored),
        zipped(&others, CompressionMethod::Deflated),
    ];
    for bytes in packed {
        assert_eq!(preview(bytes), plain);
    }
}

#[test]
fn progress_goes_to_the_end_of_the_packed_file() {
    let packed = gzip(&data("northwind/northwind_order_lines.csv"));
    let size = packed.len() as u64;
    let mut importer = importer(packed);
    let Ok(inspection) = importer.inspect(&Hints::default());
    let spec = inspection.expect("a table").spec(Currency::default());
    let mut last = 0;
    let Ok(preview) = importer.read(&spec, |bytes, _| last = bytes);
    assert_eq!((preview.is_ok(), last), (true, size));
}

#[test]
fn archives_without_just_one_table_are_refused() {
    let refusal = |entries: &[(&str, &[u8])]| preview(zipped(entries, CompressionMethod::Deflated)).map(|_| ());
    let no_table = Err(Refusal::Binary(Binary::Zip));
    assert_eq!(refusal(&[("a.csv", b"x"), ("b.csv", b"y")]), no_table);
    assert_eq!(refusal(&[("a.pdf", b"x"), ("b.png", b"y")]), no_table);
    assert_eq!(refusal(&[("[Content_Types].xml", b""), ("word/embedded.xlsx", b"y")]), no_table);
    assert_eq!(preview(gzip(&gzip(b"a,b"))).map(|_| ()), Err(Refusal::Binary(Binary::Gzip)));
    assert_eq!(preview(gzip(b"")).map(|_| ()), Err(Refusal::Empty));
}

#[test]
fn what_is_damaged_is_refused_before_anything_is_read() {
    let table = data("northwind/northwind_order_lines.csv");
    let is_broken = |bytes: Vec<u8>, kind| matches!(unpacked(bytes, kind), Err(Refusal::BrokenArchive { .. }));
    let (mut gzip, mut zip) = (gzip(&table), zipped(&[("a.csv", &table)], CompressionMethod::Deflated));
    assert!(is_broken(gzip[..gzip.len() / 2].to_vec(), Binary::Gzip), "cut");
    let sum = gzip.len() - 8;
    gzip[sum] ^= 1;
    assert!(is_broken(gzip, Binary::Gzip), "the sum");
    let cut = unpacked(zip[..zip.len() / 2].to_vec(), Binary::Zip);
    assert_eq!(cut.err(), Some(Refusal::Binary(Binary::Zip)), "nothing lists what is in it");
    zip[100] ^= 1;
    assert!(is_broken(zip, Binary::Zip), "the sum");
}

#[test]
fn a_bomb_is_stopped_by_what_comes_out_of_it() {
    let much = vec![b' '; MAX_UNPACKED as usize + 1];
    let limit = Some(Refusal::Workbook(Limit::Unpacked));
    assert_eq!(unpacked(gzip(&much), Binary::Gzip).err(), limit);
    assert_eq!(unpacked(zipped(&[("a", &much)], CompressionMethod::Deflated), Binary::Zip).err(), limit);
}

#[test]
fn a_file_that_goes_away_is_not_damaged() {
    struct Going(Memory, RefCell<u32>);
    impl ByteSource for Going {
        type Error = &'static str;
        fn size(&self) -> u64 {
            self.0.size()
        }
        fn slice(&self, from: u64, to: u64) -> Result<Vec<u8>, Self::Error> {
            let mut left = self.1.borrow_mut();
            *left = left.checked_sub(1).ok_or("moved")?;
            self.0.slice(from, to).map_err(|error| match error {})
        }
    }
    let table = gzip(&data("northwind/northwind_order_lines.csv"));
    for left in 0..2 {
        let mut file = Unpacked::new(Going(Memory(table.clone()), RefCell::new(left)));
        let done = file.unpack(Binary::Gzip).and_then(|_| file.slice(0, 10));
        assert_eq!(done, Err("moved"), "{left}");
    }
}

proptest! {
    /// A part is the same whatever was asked for before.
    #[test]
    fn any_part_is_unpacked(bytes in prop::collection::vec(any::<u8>(), 0..2000), parts in prop::collection::vec((0u64..2200, 0u64..400), 1..9)) {
        let file = unpacked(gzip(&bytes), Binary::Gzip).expect("sound");
        prop_assert_eq!(file.size(), bytes.len() as u64);
        let plain = Memory(bytes);
        for (from, length) in parts {
            prop_assert_eq!(file.slice(from, from + length), plain.slice(from, from + length));
        }
    }
}
