//! The nine cells as a picture, for those who take them elsewhere. On the page they are a table.

use super::Frame;
use super::canvas::{Anchor, Canvas, drawing};
use super::role::{Ink, Role};
use super::typeset;
use crate::analysis::{AbcClass, Segment, XyzClass};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixCell {
    /// "12"
    pub count: String,
    /// "34.2 %"
    pub share: String,
    /// "Backbone"
    pub meaning: String,
}

/// The words of [`matrix`].
#[derive(Clone, Copy)]
pub struct MatrixWords<'a> {
    /// What the drawing is, for those who don't see it.
    pub aria: &'a str,
    pub cell: &'a dyn Fn(Segment) -> MatrixCell,
    /// Below the letter of a row: "first 80 %", "34 accounts".
    pub row: &'a dyn Fn(AbcClass) -> [String; 2],
    /// Beside the letter of a column: "steady · CV ≤ 0.5".
    pub column: &'a dyn Fn(XyzClass) -> String,
}

/// The frame this picture has; there is no page whose width it would follow.
pub fn matrix_frame(mirrored: bool) -> Frame {
    Frame { width: 800.0, height: 420.0, mirrored }
}

const GAP: f64 = 6.0;
const HEAD: f64 = 28.0;
const PAD: f64 = 12.0;

/// Draws the nine cells in their colours, each with its letters, number and share.
pub fn matrix(frame: Frame, words: &MatrixWords<'_>) -> String {
    drawing(frame, words.aria, |canvas| {
        let frame = canvas.frame;
        let rows = AbcClass::ALL.map(|class| (class, (words.row)(class)));
        let side = canvas.widest(Ink::Second, rows.iter().flat_map(|(_, lines)| lines)).clamp(24.0, frame.width / 4.0);
        let left = side + PAD;
        let width = (frame.width - left - 2.0 * GAP) / 3.0;
        let height = (frame.height - HEAD - 2.0 * GAP - 1.0) / 3.0;
        for (at, class) in (0..).zip(XyzClass::ALL) {
            let x = left + f64::from(at) * (width + GAP);
            let head = typeset::shortened(&(words.column)(class), width - 22.0);
            canvas.text((x, 16.0), Anchor::Start, Ink::Strong, class.letter());
            canvas.text((x + 18.0, 16.0), Anchor::Start, Ink::Second, &head);
        }
        for (down, (abc, lines)) in (0..).zip(rows) {
            let y = HEAD + f64::from(down) * (height + GAP);
            canvas.text((0.0, y + 18.0), Anchor::Start, Ink::Letter(abc), abc.letter());
            for (line, text) in (0..).zip(lines) {
                let text = typeset::shortened(&text, side);
                canvas.text((0.0, y + 38.0 + f64::from(line) * 17.0), Anchor::Start, Ink::Second, &text);
            }
            for (across, xyz) in (0..).zip(XyzClass::ALL) {
                let x = left + f64::from(across) * (width + GAP);
                draw_cell(canvas, (x, y), (width - 1.0, height), Segment { abc, xyz }, words);
            }
        }
    })
}

fn draw_cell(
    canvas: &Canvas<'_>,
    (x, y): (f64, f64),
    (width, height): (f64, f64),
    segment: Segment,
    words: &MatrixWords<'_>,
) {
    let cell = (words.cell)(segment);
    canvas.rect((x, y), (x + width, y + height), Role::Seg(Some(segment)));
    let (large, plain) = (Ink::SegLarge(segment), Ink::Seg(Some(segment)));
    canvas.text((x + PAD, y + 22.0), Anchor::Start, large, segment.letters());
    canvas.text((x + PAD, y + 50.0), Anchor::Start, large, &cell.count);
    canvas.text((x + width - PAD, y + 50.0), Anchor::End, large, &cell.share);
    // It is bold, which takes a little more.
    let meaning = typeset::shortened(&cell.meaning, (width - 2.0 * PAD) / 1.08);
    canvas.text((x + PAD, y + height - 16.0), Anchor::Start, plain, &meaning);
}
