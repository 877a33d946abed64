//! What a printed page says, read back from Chromium's PDF.
//!
//! Skia writes three things about a run of text: a ToUnicode map (glyphs, so presentation forms and
//! ligatures), `/Span <</ActualText>>` where the letters differ from that map, and `/ReversedChars`
//! around a run drawn right to left. Honouring the last two gives each run in logical order and base
//! letters; only the order of the runs on one line stays visual.

use std::collections::HashMap;

use anyhow::{Context, Result};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};
use unicode_normalization::UnicodeNormalization;

/// A printed page.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// In points.
    pub width: f32,
    /// In points.
    pub height: f32,
    /// Runs as drawn, one per BT…ET.
    pub runs: Vec<String>,
    /// The smallest and largest type, in points on paper.
    pub type_size: (f32, f32),
}

/// The pages of a PDF that Chromium made.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>> {
    let doc = Document::load_mem(bytes)?;
    doc.get_pages().into_values().map(|id| page(&doc, id)).collect()
}

fn page(doc: &Document, id: ObjectId) -> Result<Sheet> {
    let bounds =
        inherited(doc, id, b"MediaBox")?.as_array()?.iter().map(Object::as_float).collect::<lopdf::Result<Vec<_>>>()?;
    let resources = doc.dereference(inherited(doc, id, b"Resources")?)?.1.as_dict()?;
    let mut page =
        Sheet { width: bounds[2] - bounds[0], height: bounds[3] - bounds[1], runs: vec![], type_size: (f32::MAX, 0.0) };
    walk(doc, &doc.get_page_content(id), resources, 1.0, &mut page)?;
    Ok(page)
}

/// A page's own entry, or its nearest parent's.
fn inherited<'a>(doc: &'a Document, mut id: ObjectId, key: &[u8]) -> Result<&'a Object> {
    loop {
        let dict = doc.get_dictionary(id)?;
        match dict.get(key) {
            Ok(value) => return Ok(doc.dereference(value)?.1),
            Err(_) => id = dict.get(b"Parent")?.as_reference()?,
        }
    }
}

fn entry<'a>(doc: &'a Document, resources: &'a Dictionary, kind: &[u8], name: &[u8]) -> Option<&'a Object> {
    let group = doc.dereference(resources.get(kind).ok()?).ok()?.1.as_dict().ok()?;
    Some(doc.dereference(group.get(name).ok()?).ok()?.1)
}

/// What an open marked-content section does to the text inside it.
enum Mark {
    Plain,
    /// The section's text, in place of its glyphs'.
    Actual(String),
    /// Where in the run the reversed part begins.
    Reversed(usize),
}

fn walk(doc: &Document, content: &[u8], resources: &Dictionary, scale: f32, page: &mut Sheet) -> Result<()> {
    let mut fonts: HashMap<Vec<u8>, Encoding> = HashMap::new();
    let (mut font, mut size, mut scale) = (vec![], 0.0, scale);
    let (mut saved, mut marks): (Vec<f32>, Vec<Mark>) = (vec![], vec![]);
    // One piece per glyph or per ActualText, so that a reversed run turns around by letters
    let mut run: Vec<String> = vec![];
    for op in Content::decode(content)?.operations {
        let arg = &op.operands;
        match op.operator.as_str() {
            "q" => saved.push(scale),
            "Q" => scale = saved.pop().unwrap_or(scale),
            "cm" => scale *= arg[0].as_float()?.hypot(arg[1].as_float()?),
            "Tf" => {
                (font, size) = (arg[0].as_name()?.to_vec(), arg[1].as_float()?);
                if !fonts.contains_key(&font) {
                    let dict =
                        entry(doc, resources, b"Font", &font).context("a font the page does not have")?.as_dict()?;
                    fonts.insert(font.clone(), dict.get_font_encoding(doc)?);
                }
            }
            "BT" => run.clear(),
            "ET" if !run.is_empty() => page.runs.push(run.drain(..).collect()),
            "BMC" | "BDC" => marks.push(match arg.first().map(Object::as_name) {
                Some(Ok(b"ReversedChars")) => Mark::Reversed(run.len()),
                _ => match arg.get(1).and_then(|of| of.as_dict().ok()).and_then(|of| of.get(b"ActualText").ok()) {
                    Some(text) => Mark::Actual(lopdf::decode_text_string(text)?),
                    None => Mark::Plain,
                },
            }),
            "EMC" => match marks.pop() {
                Some(Mark::Actual(text)) => run.push(text),
                Some(Mark::Reversed(from)) => run[from..].reverse(),
                _ => {}
            },
            "Tj" | "TJ" => {
                let on_paper = size * scale;
                page.type_size = (page.type_size.0.min(on_paper), page.type_size.1.max(on_paper));
                if marks.iter().any(|mark| matches!(mark, Mark::Actual(_))) {
                    continue;
                }
                let parts = match &arg[0] {
                    Object::Array(parts) => parts.as_slice(),
                    part => std::slice::from_ref(part),
                };
                for part in parts {
                    if let Object::String(codes, _) = part {
                        // Two bytes a glyph: Identity-H
                        for code in codes.chunks(2) {
                            run.push(Document::decode_text(&fonts[&font], code)?);
                        }
                    }
                }
            }
            "Do" => {
                if let Some(Object::Stream(form)) = entry(doc, resources, b"XObject", arg[0].as_name()?)
                    && form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form")
                {
                    let own = form
                        .dict
                        .get(b"Resources")
                        .and_then(|own| doc.dereference(own))
                        .and_then(|own| own.1.as_dict())
                        .unwrap_or(resources);
                    walk(doc, &form.decompressed_content().unwrap_or_else(|_| form.content.clone()), own, scale, page)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// What is compared of a text: letters and digits only, each with whether it begins a word. Spaces, joiners, bidi marks, hyphens and
/// other punctuation go; ligatures and compatibility forms open up; case goes (text-transform).
#[derive(Default)]
pub struct Letters(Vec<(char, bool)>);

impl Letters {
    fn add(&mut self, text: &str) {
        let (mut begins, mut before) = (true, false);
        for letter in text.nfkc().flat_map(char::to_lowercase) {
            if letter.is_alphanumeric() {
                // Where the direction turns, a run ends
                let rtl = is_rtl(letter);
                self.0.push((letter, begins || rtl != before));
                (begins, before) = (false, rtl);
            } else if !matches!(letter, '\u{200c}' | '\u{200d}' | '\u{ad}') {
                begins = true;
            }
        }
    }
    pub fn of<'a>(runs: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        runs.into_iter().for_each(|run| all.add(run));
        all
    }
    fn words(&self) -> Vec<&[(char, bool)]> {
        self.0.chunk_by(|_, next| !next.1).collect()
    }
    /// How many times a value stands here, whole: from the beginning of a word to the end of one. In logical
    /// order; or, on a page with letters that run right to left, as the same letters in a row with each of its words
    /// whole among them, for the runs of a line are in the order in which they are seen.
    pub fn count(&self, value: &str) -> usize {
        let value = Self::of([value]);
        let (n, rtl) = (value.0.len(), self.0.iter().any(|(letter, _)| is_rtl(*letter)));
        if n == 0 || n > self.0.len() {
            return 0;
        }
        let words = value.words();
        let same = |a: &[(char, bool)], b: &[(char, bool)]| a.iter().map(|l| l.0).eq(b.iter().map(|l| l.0));
        let sorted = |of: &[(char, bool)]| {
            let mut letters: Vec<char> = of.iter().map(|l| l.0).collect();
            letters.sort_unstable();
            letters
        };
        let sum = |of: &[(char, bool)]| of.iter().map(|l| u64::from(l.0)).sum::<u64>();
        let (all, total) = (sorted(&value.0), sum(&value.0));
        let (mut count, mut free, mut here) = (0, 0, 0);
        for end in 1..=self.0.len() {
            here += u64::from(self.0[end - 1].0);
            if end < n {
                continue;
            }
            let window = &self.0[end - n..end];
            if here == total
                && end - n >= free
                && window[0].1
                && self.0.get(end).is_none_or(|next| next.1)
                && (same(window, &value.0)
                    || rtl
                        && sorted(window) == all
                        && words.iter().all(|word| window.windows(word.len()).any(|part| same(part, word))))
            {
                count += 1;
                free = end;
            }
            here -= u64::from(window[0].0);
        }
        count
    }
}

fn is_rtl(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}') && !letter.is_numeric()
}

/// The values that are not on paper as often as on the page. One that a page break divides counts if its
/// beginning is on a page and the rest on the next.
pub fn missing<'a>(pages: &[Sheet], values: &'a [String]) -> Vec<&'a str> {
    let pages: Vec<Letters> = pages.iter().map(|page| Letters::of(page.runs.iter().map(String::as_str))).collect();
    let divided = |value: &str| {
        let words: Vec<&str> = value.split_whitespace().collect();
        // Three words on either side, or a word found anywhere would stand for one that is lost
        (3..words.len().saturating_sub(2)).any(|cut| {
            let (before, after) = (words[..cut].join(" "), words[cut..].join(" "));
            pages.windows(2).any(|two| two[0].count(&before) > 0 && two[1].count(&after) > 0)
        })
    };
    let mut wanted: HashMap<&str, usize> = HashMap::new();
    values
        .iter()
        .map(|value| value.trim())
        .filter(|value| value.chars().any(char::is_alphanumeric))
        .for_each(|value| *wanted.entry(value).or_default() += 1);
    let mut missing: Vec<_> = wanted
        .into_iter()
        .filter(|(value, times)| {
            let found: usize = pages.iter().map(|page| page.count(value)).sum();
            found < *times && found + usize::from(divided(value)) < *times
        })
        .map(|(value, _)| value)
        .collect();
    missing.sort_unstable();
    missing
}
