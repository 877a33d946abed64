//! What we guessed people would say beside what they said, a line a person.

use super::Frame;
use super::canvas::{Anchor, Canvas, Plane, drawing};
use super::role::{Ink, Role};
use super::typeset::{isolated, shortened};

/// One person's line.
pub struct GuessRow {
    pub name: String,
    /// Their mark, 0 to 10.
    pub answer: u8,
    /// What we guessed before it; `None`: nobody did.
    pub guess: Option<u8>,
    /// "2 lower than thought"
    pub says: String,
}

/// The words of [`guesses`].
#[derive(Clone, Copy)]
pub struct GuessesWords<'a> {
    /// What the drawing is, for those who don't see it.
    pub aria: &'a str,
    /// "7"
    pub mark: &'a dyn Fn(u8) -> String,
    /// The key: "guess" and "answer".
    pub key: [&'a str; 2],
}

/// The best mark there is.
const BEST: f64 = 10.0;
/// The height of a person's line, and of what stands above and below all of them.
const ROW: f64 = 40.0;
const ABOVE: f64 = 28.0;
const BELOW: f64 = 22.0;
/// From here on the words of a line have room beside it.
const BESIDE: f64 = 560.0;

/// The frame this chart has for so many people at a width.
pub fn guesses_frame(rows: usize, width: f64, mirrored: bool) -> Frame {
    Frame { width, height: ABOVE + ROW * rows as f64 + BELOW, mirrored }.sane()
}

/// Draws a ring for the guess and a disc for the answer, with a line between where they differ.
pub fn guesses(rows: &[GuessRow], frame: Frame, words: &GuessesWords<'_>) -> String {
    drawing(frame, words.aria, |canvas| {
        let frame = canvas.frame;
        let names = (frame.width * 0.3).min(180.0);
        let right = if frame.width >= BESIDE { frame.width - 170.0 } else { frame.width - 14.0 };
        let bottom = frame.height - BELOW;
        let plane = Plane::new((names + 10.0, right), (ABOVE, bottom), 0.0..BEST, 0.0..1.0);
        for tick in [0, 5, 10] {
            let x = plane.x(f64::from(tick));
            canvas.line((x, ABOVE - 6.0), (x, bottom), Role::Grid);
            canvas.text((x, frame.height - 6.0), Anchor::Middle, Ink::Plain, &(words.mark)(tick));
        }
        key(canvas, words.key);
        for (at, row) in rows.iter().enumerate() {
            let y = ABOVE + ROW * (at as f64 + 0.6);
            let name = isolated(&shortened(&row.name, names));
            canvas.text((0.0, y + 4.0), Anchor::Start, Ink::Strong, &name);
            canvas.marked(&format!("{}: {}", isolated(&row.name), row.says), || line(canvas, &plane, row, y, words));
            if frame.width >= BESIDE {
                let says = shortened(&row.says, frame.width - right - 22.0);
                canvas.text((right + 22.0, y + 4.0), Anchor::Start, Ink::Second, &says);
            }
        }
    })
}

fn line(canvas: &Canvas<'_>, plane: &Plane, row: &GuessRow, y: f64, words: &GuessesWords<'_>) {
    let answer = plane.x(row.answer.into());
    if let Some(guess) = row.guess {
        let x = plane.x(guess.into());
        if guess == row.answer {
            canvas.circle((x, y), 9.0, Role::Guess);
        } else {
            canvas.curve([(answer, y), (x, y)], Role::Between { is_over: guess > row.answer });
            canvas.circle((x, y), 6.0, Role::Guess);
            canvas.text((x, y - 12.0), Anchor::Middle, Ink::Plain, &(words.mark)(guess));
        }
    }
    canvas.circle((answer, y), 6.0, Role::Dot);
    canvas.text((answer, y - 12.0), Anchor::Middle, Ink::Strong, &(words.mark)(row.answer));
}

/// What the ring and the disc are, above all lines.
fn key(canvas: &Canvas<'_>, [guess, answer]: [&str; 2]) {
    canvas.circle((6.0, 8.0), 5.0, Role::Guess);
    canvas.text((16.0, 12.0), Anchor::Start, Ink::Second, guess);
    let x = 16.0 + canvas.width(Ink::Second, guess) + 20.0;
    canvas.circle((x, 8.0), 5.0, Role::Dot);
    canvas.text((x + 10.0, 12.0), Anchor::Start, Ink::Second, answer);
}
