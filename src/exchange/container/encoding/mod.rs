//! Which encoding text is in: what its bytes prove, else a guess a person can correct.

mod decoder;
#[cfg(test)]
mod tests;

pub(in crate::exchange) use decoder::{Decoder, decode};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    IBM866, ISO_8859_2, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253,
    WINDOWS_1254, WINDOWS_1256, WINDOWS_1257,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An encoding by its WHATWG name, as `windows-1251`; UTF-8 by default.
///
/// Only the name: the page, which shows and hands on what was chosen, carries no tables of encodings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static str);

/// Every encoding there can be.
const NAMES: [&str; 30] = [
    "UTF-8",
    "UTF-16LE",
    "UTF-16BE",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "KOI8-U",
    "KOI8-R",
    "IBM866",
    "ISO-8859-2",
    "ISO-8859-4",
    "ISO-8859-5",
    "ISO-8859-6",
    "ISO-8859-7",
    "ISO-8859-8",
    "macintosh",
    "x-mac-cyrillic",
    "Shift_JIS",
    "EUC-JP",
    "EUC-KR",
    "GBK",
    "gb18030",
    "Big5",
];

impl Encoding {
    pub const UTF_8: Self = Self("UTF-8");

    /// The encoding of a name or label (`cp1251`, `UTF-8`), in any case.
    pub fn of(label: &str) -> Option<Self> {
        Self::named(encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())?.name())
    }

    /// The encoding of just this name.
    fn named(name: &str) -> Option<Self> {
        NAMES.into_iter().find(|known| *known == name).map(Self)
    }

    /// Its WHATWG name.
    pub fn name(self) -> &'static str {
        self.0
    }

    pub(in crate::exchange) fn is_utf16(self) -> bool {
        self.0.starts_with("UTF-16")
    }

    /// What reads it.
    fn codec(self) -> &'static encoding_rs::Encoding {
        encoding_rs::Encoding::for_label(self.0.as_bytes()).unwrap_or(UTF_8)
    }
}

impl From<&'static encoding_rs::Encoding> for Encoding {
    fn from(codec: &'static encoding_rs::Encoding) -> Self {
        Self::named(codec.name()).unwrap_or_default()
    }
}

impl Default for Encoding {
    fn default() -> Self {
        Self::UTF_8
    }
}

impl Serialize for Encoding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Encoding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::named(&name).ok_or_else(|| de::Error::custom("not an encoding"))
    }
}

/// An encoding and what the file says in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncodingChoice {
    pub encoding: Encoding,
    /// The first words that aren't ASCII, at most 60 characters; empty if there are none.
    pub sample: String,
}

/// The encoding of a file by its first part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncodingFindings {
    pub encoding: Encoding,
    /// Whether it begins with a byte order mark.
    pub bom: bool,
    /// Whether the bytes prove it; else it is a guess. ASCII proves UTF-8: it reads the same in all.
    pub sure: bool,
    /// What it could be, the encoding chosen first; nothing else if it is sure.
    pub choices: Vec<EncodingChoice>,
}

/// What a guess chooses from, and a person after it.
const GUESSES: [&encoding_rs::Encoding; 10] = [
    WINDOWS_1251,
    WINDOWS_1252,
    WINDOWS_1250,
    WINDOWS_1256,
    KOI8_U,
    IBM866,
    ISO_8859_2,
    WINDOWS_1254,
    WINDOWS_1253,
    WINDOWS_1257,
];
const SAMPLE_CHARS: usize = 60;
/// How much is decoded for a sample, or looked through for the name of an encoding.
const SAMPLE_BYTES: usize = 4096;
/// Of so many characters beyond ASCII one may be broken, and it still is UTF-8.
const BROKEN_IN: usize = 10;

/// The encoding a byte order mark names, and the mark's length.
pub(super) fn unicode_mark(head: &[u8]) -> Option<(Encoding, usize)> {
    encoding_rs::Encoding::for_bom(head).map(|(codec, length)| (codec.into(), length))
}

/// UTF-16 by the zero bytes of its ASCII, all on one side.
pub(super) fn utf16_by_zeros(head: &[u8]) -> Option<Encoding> {
    let mut zeros = [0_usize; 2];
    for pair in head.chunks_exact(2) {
        for (side, byte) in zeros.iter_mut().zip(pair) {
            *side += usize::from(*byte == 0);
        }
    }
    // In text of any language the delimiters, digits and line ends have a zero half.
    match zeros {
        [0, odd] if odd * 10 > head.len() / 2 => Some(UTF_16LE.into()),
        [even, 0] if even * 10 > head.len() / 2 => Some(UTF_16BE.into()),
        _ => None,
    }
}

/// The encoding of text by its first bytes; `whole` says that there are no more.
pub(in crate::exchange) fn detect(head: &[u8], whole: bool) -> EncodingFindings {
    let sure = |encoding: Encoding, bom| EncodingFindings {
        encoding,
        bom,
        sure: true,
        choices: vec![EncodingChoice { encoding, sample: sample(head, encoding) }],
    };
    if let Some((encoding, _)) = unicode_mark(head) {
        return sure(encoding, true);
    }
    if let Some(encoding) = utf16_by_zeros(head) {
        return sure(encoding, false);
    }
    let (characters, broken) = utf8(head, whole);
    if broken == 0 {
        return sure(Encoding::UTF_8, false);
    }
    let guess = if characters >= broken.saturating_mul(BROKEN_IN) { Encoding::UTF_8 } else { guess(head, whole) };
    let mut choices = vec![EncodingChoice { encoding: guess, sample: sample(head, guess) }];
    for encoding in GUESSES.map(Encoding::from).into_iter().chain([Encoding::UTF_8]) {
        let sample = sample(head, encoding);
        // What reads the same is no choice, nor is what can't be read.
        if !sample.contains('\u{fffd}') && choices.iter().all(|choice| choice.sample != sample) {
            choices.push(EncodingChoice { encoding, sample });
        }
    }
    EncodingFindings { encoding: guess, bom: false, sure: false, choices }
}

/// The encoding of markup: what the bytes prove, else what it says after `key` (`charset=`), else what
/// it looks like.
pub(super) fn declared(bytes: &[u8], key: &str) -> Encoding {
    let found = detect(bytes, true);
    if found.sure {
        return found.encoding;
    }
    let head = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let named = head.split(key).nth(1).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
    let label = named.and_then(|rest| rest.split(['"', '\'', ' ', ';', '>', '/', '?']).next());
    label.and_then(Encoding::of).filter(|named| !named.is_utf16()).unwrap_or(found.encoding)
}

/// How many characters beyond ASCII the bytes have as UTF-8, and how many sequences are broken.
/// A sequence cut by the end of a part is not.
fn utf8(head: &[u8], whole: bool) -> (usize, usize) {
    let (mut characters, mut broken, mut rest) = (0, 0, head);
    let beyond_ascii = |text: &str| text.chars().filter(|char| !char.is_ascii()).count();
    loop {
        match std::str::from_utf8(rest) {
            Ok(text) => return (characters + beyond_ascii(text), broken),
            Err(error) => {
                let (valid, after) = rest.split_at_checked(error.valid_up_to()).unwrap_or((rest, &[]));
                characters += std::str::from_utf8(valid).map_or(0, beyond_ascii);
                let Some(length) = error.error_len() else { return (characters, broken + usize::from(whole)) };
                broken += 1;
                rest = after.get(length..).unwrap_or_default();
            }
        }
    }
}

fn guess(head: &[u8], whole: bool) -> Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, whole);
    detector.guess(None, Utf8Detection::Deny).into()
}

/// The first words beyond ASCII, as the encoding reads them.
fn sample(head: &[u8], encoding: Encoding) -> String {
    let start = if encoding.is_utf16() { 0 } else { head.iter().position(|byte| !byte.is_ascii()).unwrap_or(0) };
    let line = head.get(..start).and_then(|before| before.iter().rposition(|byte| byte.is_ascii_whitespace()));
    let part = head.get(line.map_or(0, |at| at + 1)..).unwrap_or_default();
    let is_cut = part.len() > SAMPLE_BYTES;
    let text = decode(part.get(..SAMPLE_BYTES).unwrap_or(part), encoding);
    // The cut may go through a character.
    let text = if is_cut { text.trim_end_matches('\u{fffd}') } else { &text };
    let mut sample = String::new();
    let words = text.split(|char: char| char.is_whitespace() || matches!(char, ';' | ',' | '|' | '"'));
    for word in words.filter(|word| word.contains(|char: char| !char.is_ascii() && char.is_alphanumeric())) {
        if !sample.is_empty() {
            sample.push(' ');
        }
        sample.push_str(word);
        if sample.chars().count() >= SAMPLE_CHARS {
            break;
        }
    }
    sample.chars().take(SAMPLE_CHARS).collect()
}
