//! The decision map: who reports to whom, who sways whom, and how each stands to us by shape as well as
//! by colour.

use super::Frame;
use super::canvas::{Anchor, At, Canvas, drawing, mark};
use super::role::{Ink, Role};
use super::typeset::{in_lines, isolated, leftwards};
use crate::book::{RecordId, Stance};
use crate::dossier::people::map::{BOX_HEIGHT, BOX_WIDTH, Map};

/// What stands in a person's box.
pub struct PersonWords {
    pub name: String,
    pub function: String,
    /// The parts they play, in one text.
    pub roles: String,
    /// Who knows them, and when they were last spoken to.
    pub known: String,
    pub stance: Option<Stance>,
    /// Whether it is only known that there must be somebody.
    pub is_open: bool,
}

/// From the edge of a box to its text, and to the base line of each.
const PAD: f64 = 10.0;
const MARK: f64 = 16.0;
const FIRST_LINE: f64 = 19.0;
const LINE: f64 = 15.5;
/// So many lines a box has room for.
const LINES: usize = 5;

/// The whole picture. `person` says what stands in each box.
pub fn decision_map(map: &Map, mirrored: bool, aria: &str, person: impl Fn(RecordId) -> Option<PersonWords>) -> String {
    let frame = Frame { width: map.width, height: map.height, mirrored };
    drawing(frame, aria, |canvas| {
        for line in &map.lines {
            canvas.curve(line.iter().copied(), Role::Reports);
        }
        for line in &map.sways {
            canvas.curve(line.iter().copied(), Role::Sways);
        }
        for (id, at) in &map.boxes {
            if let Some(words) = person(*id) {
                boxed(canvas, *at, &words);
            }
        }
        // Over the boxes: an arrow must be seen where it ends.
        for line in &map.sways {
            canvas.polygon(head(line), Role::SwaysTo);
        }
    })
}

fn boxed(canvas: &Canvas<'_>, (x, y): At, words: &PersonWords) {
    let role = if words.is_open { Role::Somebody } else { Role::Person };
    canvas.rect((x, y), (x + BOX_WIDTH, y + BOX_HEIGHT), role);
    stance(canvas, (x + PAD + MARK / 2.0, y + FIRST_LINE - 4.5), words.stance);
    let start = x + PAD + MARK + 6.0;
    // What a text is reckoned to need is on the wide side: it may come near the edge.
    let room = (x + BOX_WIDTH - PAD - start) * 1.03;
    for (line, (ink, text)) in lines(words, room).into_iter().enumerate() {
        // A name first and a day behind it: as the page reads, not as the name does.
        let is_known = matches!(ink, Ink::Plain);
        let text = if canvas.frame.mirrored && is_known { leftwards(&text) } else { isolated(&text) };
        canvas.text((start, y + FIRST_LINE + line as f64 * LINE), Anchor::Start, ink, &text);
    }
}

/// What stands in a box, line by line. What is longer than its line takes a second one while there is room: a
/// function first, then the parts they play, the name, and who knows them.
fn lines(words: &PersonWords, room: f64) -> Vec<(Ink, String)> {
    let texts = [&words.name, &words.function, &words.roles, &words.known];
    let mut spare = LINES.saturating_sub(texts.into_iter().filter(|text| !text.is_empty()).count());
    let mut told = |ink: Ink, text: &str, room: f64| {
        let lines = in_lines(text, room, if spare > 0 { 2 } else { 1 });
        spare = spare.saturating_sub(lines.len().saturating_sub(1));
        lines.into_iter().map(|line| (ink, line)).collect::<Vec<_>>()
    };
    let function = told(Ink::Second, &words.function, room);
    let roles = told(Ink::Second, &words.roles, room);
    // Bold letters are wider than what is reckoned with.
    let name = told(Ink::Strong, &words.name, room / 1.08);
    let known = told(Ink::Plain, &words.known, room);
    [name, function, roles, known].concat()
}

/// The mark of a stance by itself, for lists, cards and keys.
pub fn stance_mark(of: Option<Stance>) -> String {
    mark(MARK, "stance-mark", |canvas| stance(canvas, (MARK / 2.0, MARK / 2.0), of))
}

/// A disc for us, ringed if they speak for us; a square for neutral; a triangle against us, hollow while
/// they only doubt; a broken ring where nothing is known.
fn stance(canvas: &Canvas<'_>, (x, y): At, of: Option<Stance>) {
    let role = Role::Stance(of);
    let triangle = [(x - 5.5, y - 4.5), (x + 5.5, y - 4.5), (x, y + 5.0)];
    match of {
        Some(Stance::Champion) => {
            canvas.circle((x, y), 6.5, Role::StanceRing);
            canvas.circle((x, y), 3.5, role);
        }
        Some(Stance::Supporter) | None => canvas.circle((x, y), 5.0, role),
        Some(Stance::Neutral) => canvas.rect((x - 4.5, y - 4.5), (x + 4.5, y + 4.5), role),
        Some(Stance::Sceptic | Stance::Opponent) => canvas.polygon(triangle, role),
    }
}

/// The head of an arrow at the end of a line.
fn head(line: &[At]) -> Vec<At> {
    let [.., before, (x, y)] = line else { return Vec::new() };
    let (dx, dy) = (x - before.0, y - before.1);
    let length = dx.hypot(dy).max(0.1);
    let (dx, dy) = (dx / length * 7.0, dy / length * 7.0);
    vec![(*x, *y), (x - dx + dy / 2.0, y - dy - dx / 2.0), (x - dx - dy / 2.0, y - dy + dx / 2.0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(function: &str, roles: &str) -> PersonWords {
        PersonWords {
            name: "Horst Kloss".into(),
            function: function.into(),
            roles: roles.into(),
            known: "nobody of ours".into(),
            stance: None,
            is_open: false,
        }
    }

    fn told(words: &PersonWords) -> Vec<String> {
        lines(words, 180.0).into_iter().map(|(_, line)| line).collect()
    }

    #[test]
    fn a_day_is_not_torn_between_two_lines() {
        let words = PersonWords { known: "Steven Buchanan +1 · 9\u{a0}Ordibehesht".into(), ..person("Buyer", "user") };
        assert_eq!(told(&words)[3..], ["Steven Buchanan +1 ·", "9\u{a0}Ordibehesht"]);
    }

    #[test]
    fn what_is_too_long_for_a_line_takes_the_one_that_is_spare() {
        let long = person("Accounting Manager", "gatekeeper, champion, economic buyer");
        assert_eq!(
            told(&long),
            ["Horst Kloss", "Accounting Manager", "gatekeeper, champion,", "economic buyer", "nobody of ours"]
        );
        let both = person("Manager of the shop at Dresden station", "gatekeeper, champion, economic buyer");
        let lines = told(&both);
        assert_eq!(lines.len(), LINES);
        assert!(lines.iter().any(|line| line.ends_with('…')), "{lines:?}");
        assert_eq!(told(&person("", "user")), ["Horst Kloss", "user", "nobody of ours"]);
    }
}
