//! What kind of file it is, by content: names lie.

use super::{Binary, Refusal};

/// The UTF-8 byte order mark.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

const MAGIC: [(&[u8], Binary); 10] = [
    (b"PK\x03\x04", Binary::Zip),
    (b"PK\x05\x06", Binary::Zip),
    (b"\xd0\xcf\x11\xe0", Binary::OldExcel),
    (b"%PDF-", Binary::Pdf),
    (b"\x89PNG", Binary::Image),
    (b"\xff\xd8\xff", Binary::Image),
    (b"GIF8", Binary::Image),
    (b"II*\0", Binary::Image),
    (b"MM\0*", Binary::Image),
    (b"\x1f\x8b", Binary::Gzip),
];

/// Whether the first bytes of a file can be delimited text.
///
/// # Errors
/// The [`Refusal`] that says what they are instead.
pub(super) fn check(head: &[u8]) -> Result<(), Refusal> {
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(Refusal::Binary(*kind));
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Err(Refusal::Utf16);
    }
    let text = head.strip_prefix(BOM).unwrap_or(head);
    if text.iter().all(|byte| byte.is_ascii_whitespace()) {
        return Err(Refusal::Empty);
    }
    let nuls = text.iter().filter(|byte| **byte == 0).count();
    if nuls > 0 {
        // In UTF-16 text of any language delimiters and digits have a zero half, all on one side.
        let even = text.iter().step_by(2).filter(|byte| **byte == 0).count();
        let one_sided = even == 0 || even == nuls;
        return Err(if one_sided && nuls * 10 > text.len() {
            Refusal::Utf16
        } else {
            Refusal::Binary(Binary::NulBytes)
        });
    }
    let start: Vec<u8> = text.iter().skip_while(|b| b.is_ascii_whitespace()).take(15).copied().collect();
    let start = start.to_ascii_lowercase();
    if [&b"<!doctype html"[..], b"<html", b"<table"].iter().any(|tag| start.starts_with(tag)) {
        return Err(Refusal::Html);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_what_a_file_is() {
        assert_eq!(check(b""), Err(Refusal::Empty));
        assert_eq!(check(b"\xef\xbb\xbf \r\n\t"), Err(Refusal::Empty));
        assert_eq!(check(b"PK\x03\x04rest"), Err(Refusal::Binary(Binary::Zip)));
        assert_eq!(check(b"\xd0\xcf\x11\xe0"), Err(Refusal::Binary(Binary::OldExcel)));
        assert_eq!(check(b"a;b\n\0\0\0c"), Err(Refusal::Binary(Binary::NulBytes)));
        assert_eq!(check(b"\xff\xfea\0"), Err(Refusal::Utf16));
        assert_eq!(check(b"a\0;\0b\0"), Err(Refusal::Utf16));
        assert_eq!(check(b" <!DOCTYPE html><p>"), Err(Refusal::Html));
        assert_eq!(check("Клиент;Дата".as_bytes()), Ok(()));
    }
}
