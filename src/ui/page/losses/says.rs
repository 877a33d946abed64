//! The words of what speaks for a reason.

use crate::analysis::Share;
use crate::retention::evidence::{Evidence, Suggested};
use crate::text::Key;
use crate::ui::words::{Words, isolated};

/// "2 of 5 orders came late"
pub fn evidence(words: Words, found: &Evidence) -> String {
    let share = |key: Key, Share { of, among }: Share| {
        words.fill(key, &[("n", &words.number(of)), ("all", &words.number(among))])
    };
    let first = |key: Key, count: usize, first: &str| {
        let first = if first.is_empty() { words.text(Key::Unnamed).to_owned() } else { isolated(first) };
        words.counted(key, count, &[("first", &first)])
    };
    match found {
        Evidence::Late(late) => share(Key::LossSignLate, *late),
        Evidence::Broken(broken) => share(Key::LossSignBroken, *broken),
        Evidence::OpenComplaints { count, first: of } => first(Key::LossSignComplaints, *count, of),
        Evidence::OpenClaims { count, first: of } => first(Key::LossSignClaims, *count, of),
        Evidence::NotSolved(count) => words.count(Key::LossSignNotSolved, *count),
        Evidence::Unanswered(count) => words.count(Key::LossSignUnanswered, *count),
        Evidence::BadMark { mark, on } => {
            words.fill(Key::LossSignMark, &[("mark", &words.number((*mark).into())), ("day", &words.day(*on))])
        }
        Evidence::NoTouch(Some(days)) => words.count(Key::LossSignNoTouch, usize::try_from(*days).unwrap_or_default()),
        Evidence::NoTouch(None) => words.text(Key::LossSignNeverTouched).into(),
        Evidence::Competitor { name, offer } => {
            let name = if name.is_empty() { words.text(Key::PieceCompetitor).to_owned() } else { isolated(name) };
            match offer.is_empty() {
                true => words.fill(Key::LossSignCompetitor, &[("name", &name)]),
                false => words.fill(Key::LossSignCompetitorWith, &[("name", &name), ("offer", &isolated(offer))]),
            }
        }
        Evidence::TenderLost(on) => words.fill(Key::LossSignTender, &[("day", &words.day(*on))]),
        Evidence::Left { name, on } => {
            words.fill(Key::LossSignLeft, &[("name", &isolated(name)), ("day", &words.day(*on))])
        }
    }
}

/// All that speaks for a suggested reason, in a line.
pub fn all_evidence(words: Words, suggested: &Suggested) -> String {
    words.list(suggested.evidence.iter().map(|found| evidence(words, found)))
}
