//! The evidence of types, levels and comparisons in sentences.

use crate::analysis::behaviour::{Basis, Shift};
use crate::analysis::{Analysis, LevelSuggestion, MAJOR, NextClass, Risk, TypeEvidence, TypeSuggestion};
use crate::book::Level;
use crate::text::Key;
use crate::ui::words::Words;

/// Why a type is suggested, or how near it is.
pub fn of_type(words: Words, analysis: &Analysis, found: &TypeSuggestion) -> String {
    let money = |minor: i128| words.money(analysis.currency, minor);
    match found.evidence {
        TypeEvidence::Provider(share) => {
            let text = words.fill(
                Key::ProviderEvidence,
                &[
                    ("share", &words.percent(share.share())),
                    ("measure", words.measure(share.measure)),
                    ("value", &money(share.value)),
                    ("total", &money(share.total)),
                    ("limit", &words.limit(share.limit)),
                ],
            );
            let note = found.is_borderline.then(|| words.text(Key::BorderlineShare));
            sentences([Some(text), note.map(Into::into)])
        }
        TypeEvidence::Prospect { first, history, class, near } => {
            let text = words.fill(
                Key::ProspectEvidence,
                &[("first", &words.day(first)), ("history", &words.day(history)), ("class", class.letter())],
            );
            sentences([Some(text), near.map(|next| borderline(words, analysis, next, Key::BorderlineLess))])
        }
    }
}

/// Why a level is suggested: class, risks, loyalty.
pub fn of_level(words: Words, analysis: &Analysis, found: &LevelSuggestion) -> String {
    let major = words.list(MAJOR.map(|class| class.letter()));
    let class = match (found.level, found.class) {
        (Level::Lead, _) => words.fill(Key::EvidenceLead, &[("day", &words.day(analysis.window.1))]),
        (Level::MinorBuyer, None) => words.fill(Key::EvidenceNoClass, &[("major", &major)]),
        (Level::MinorBuyer, Some(class)) => {
            words.fill(Key::EvidenceClass, &[("class", class.letter()), ("major", &major)])
        }
        (_, class) => {
            words.fill(Key::EvidenceMajor, &[("class", class.map(|class| class.letter()).unwrap_or_default())])
        }
    };
    let is_major = !matches!(found.level, Level::Lead | Level::MinorBuyer);
    let mut parts = vec![Some(class)];
    parts.extend(found.risks.iter().filter(|_| is_major).map(|risk| Some(of_risk(words, analysis, risk))));
    parts.push(found.loyalty.filter(|_| is_major).map(|loyalty| {
        words.fill(
            Key::EvidenceLoyalty,
            &[
                ("since", &words.day(loyalty.since)),
                ("unit", words.unit(loyalty.unit)),
                ("bought", &words.number(loyalty.bought)),
                ("periods", &words.number(loyalty.periods)),
            ],
        )
    }));
    parts.push((found.level == Level::MajorBuyer).then(|| words.text(Key::EvidenceNotYetLoyal).into()));
    let key = if is_major { Key::BorderlineLess } else { Key::BorderlineMore };
    parts.push(found.borderline.map(|next| borderline(words, analysis, next, key)));
    sentences(parts)
}

fn of_risk(words: Words, analysis: &Analysis, risk: &Risk) -> String {
    match risk {
        Risk::Silence { rhythm, times } => words.fill(
            Key::EvidenceSilence,
            &[("days", &words.days(rhythm.silence.into())), ("times", &words.decimal(*times, 1))],
        ),
        Risk::Decline(shift) => {
            let money = |minor: f64| words.money_round(analysis.currency, minor);
            words.fill(Key::EvidenceDecline, &[("shift", &of_shift(words, shift, money))])
        }
        Risk::LateDeliveries(found) => words.fill(
            Key::EvidenceLate,
            &[("late", &words.number(found.late)), ("promised", &words.number(found.promised))],
        ),
        Risk::OpenComplaints(count) => words.count(Key::EvidenceComplaints, *count),
    }
}

/// "8,000 after 10,000, −20%. Compared: …", with the two values as `value` writes them.
pub fn of_shift(words: Words, shift: &Shift, value: impl Fn(f64) -> String) -> String {
    let (later, earlier) = (words.number(shift.later.count), words.number(shift.earlier.count));
    let compared = match shift.basis {
        Basis::Years => words.fill(Key::ComparedYears, &[("later", &later), ("earlier", &earlier)]),
        Basis::HalfOfOrders => words.fill(Key::ComparedOrders, &[("later", &later), ("earlier", &earlier)]),
        Basis::Halves => words.fill(
            Key::ComparedHalves,
            &[
                ("from", &words.day(shift.later.from)),
                ("to", &words.day(shift.later.to)),
                ("since", &words.day(shift.earlier.from)),
                ("later", &later),
                ("earlier", &earlier),
            ],
        ),
    };
    words.fill(
        Key::ShiftText,
        &[
            ("later", &value(shift.later.value)),
            ("earlier", &value(shift.earlier.value)),
            ("change", &shift.change().map_or_else(|| "–".into(), |change| words.change(change))),
            ("compared", &compared),
        ],
    )
}

fn borderline(words: Words, analysis: &Analysis, next: NextClass, key: Key) -> String {
    words.fill(key, &[("value", &words.money(analysis.currency, next.by)), ("class", next.class.letter())])
}

/// The sentences there are, one after the other.
fn sentences(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
