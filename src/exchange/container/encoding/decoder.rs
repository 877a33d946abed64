//! Bytes in any encoding to UTF-8, in chunks of any size.

use encoding_rs::{CoderResult, DecoderResult};

use super::Encoding;

const BOM: &[u8] = b"\xef\xbb\xbf";
/// What stands for a sequence the encoding doesn't know: no UTF-8, so its row is told to be broken.
const BROKEN: &[u8] = b"\xff";
const BUFFER: usize = 8 * 1024;

/// Hands over text as UTF-8 without its byte order mark.
///
/// UTF-8 goes through untouched, broken bytes too: the row that has them says so. What another
/// encoding can't read becomes a byte that is no UTF-8, to the same end.
pub(in crate::exchange) struct Decoder(Inner);

enum Inner {
    /// Bytes of a byte order mark seen so far; `None` once past it.
    Utf8(Option<usize>),
    Other(Box<encoding_rs::Decoder>),
}

impl Decoder {
    pub fn new(encoding: Encoding) -> Self {
        Self(if encoding == Encoding::UTF_8 {
            Inner::Utf8(Some(0))
        } else {
            Inner::Other(Box::new(encoding.codec().new_decoder_with_bom_removal()))
        })
    }

    /// Takes the next bytes and hands over what they say.
    pub fn feed(&mut self, bytes: &[u8], take: &mut impl FnMut(&[u8])) {
        match &mut self.0 {
            Inner::Utf8(mark) => utf8(mark, bytes, take),
            Inner::Other(decoder) => other(decoder, bytes, false, take),
        }
    }

    /// The end of the bytes.
    pub fn finish(self, take: &mut impl FnMut(&[u8])) {
        match self.0 {
            // What looked like the beginning of a mark is text.
            Inner::Utf8(Some(seen)) if seen > 0 => take(BOM.get(..seen).unwrap_or_default()),
            Inner::Utf8(_) => {}
            Inner::Other(mut decoder) => other(&mut decoder, &[], true, take),
        }
    }
}

fn utf8(mark: &mut Option<usize>, mut bytes: &[u8], take: &mut impl FnMut(&[u8])) {
    while let Some(seen) = *mark {
        let Some((first, rest)) = bytes.split_first() else { return };
        if BOM.get(seen) == Some(first) {
            bytes = rest;
            *mark = (seen + 1 < BOM.len()).then_some(seen + 1);
        } else {
            *mark = None;
            if seen > 0 {
                take(BOM.get(..seen).unwrap_or_default());
            }
        }
    }
    if !bytes.is_empty() {
        take(bytes);
    }
}

fn other(decoder: &mut encoding_rs::Decoder, mut bytes: &[u8], last: bool, take: &mut impl FnMut(&[u8])) {
    let mut buffer = [0; BUFFER];
    loop {
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(bytes, &mut buffer, last);
        if let Some(text) = buffer.get(..written).filter(|text| !text.is_empty()) {
            take(text);
        }
        bytes = bytes.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => take(BROKEN),
        }
    }
}

/// Text decoded at once, without its byte order mark; what is broken is U+FFFD.
pub(in crate::exchange) fn decode(bytes: &[u8], encoding: Encoding) -> String {
    let mut decoder = encoding.codec().new_decoder_with_bom_removal();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len()));
    let (result, ..) = decoder.decode_to_string(bytes, &mut text, true);
    debug_assert_eq!(result, CoderResult::InputEmpty, "room for all of it");
    text
}
