//! Workbooks as directories of their parts, put into an archive without compression.

use std::path::{Path, PathBuf};

/// The archive of a directory.
pub fn zipped(directory: &Path) -> Vec<u8> {
    archive(&parts(directory))
}

/// The files of a directory with their names in the archive, in the order of these, `mimetype` first.
pub fn parts(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    collect(directory, &mut files);
    files.sort_by_key(|path| (!path.ends_with("mimetype"), path.clone()));
    let part = |path: &PathBuf| {
        let name = path.strip_prefix(directory).expect("it is within").to_string_lossy().replace('\\', "/");
        (name, std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    };
    files.iter().map(part).collect()
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}

/// An archive of files by name, stored as they are.
pub fn archive(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut local, mut central) = (Vec::new(), Vec::new());
    for (name, data) in parts {
        let offset = local.len() as u32;
        // Version, flags (names are UTF-8), method, time, day, sum, both sizes, lengths of name and extra.
        let mut common = Vec::new();
        for number in [20_u16, 0x0800, 0, 0, 0x21] {
            common.extend(number.to_le_bytes());
        }
        for number in [crc(data), data.len() as u32, data.len() as u32] {
            common.extend(number.to_le_bytes());
        }
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0; 2]);
        local.extend(b"PK\x03\x04");
        local.extend(&common);
        local.extend(name.as_bytes());
        local.extend(data);
        central.extend(b"PK\x01\x02\x14\x00");
        central.extend(&common);
        // No comment, the first disk, no attributes.
        central.extend([0; 10]);
        central.extend(offset.to_le_bytes());
        central.extend(name.as_bytes());
    }
    let (count, start, length) = (parts.len() as u16, local.len() as u32, central.len() as u32);
    local.extend(central);
    local.extend(b"PK\x05\x06\x00\x00\x00\x00");
    local.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    local.extend([length.to_le_bytes(), start.to_le_bytes()].concat());
    local.extend([0; 2]);
    local
}

/// CRC-32, bit by bit: the files are small.
fn crc(data: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
    !data.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}

#[test]
fn the_sum_is_the_one_archives_use() {
    assert_eq!(crc(b"123456789"), 0xcbf4_3926);
}
