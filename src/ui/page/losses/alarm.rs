//! How alarms and their records are told.

use crate::analysis::behaviour::SilenceRule;
use crate::analysis::losses::{AlarmRecord, Replay};
use crate::text::Key;
use crate::ui::words::Words;

/// "2 × own gap, at least 60 days"
pub fn alarm(words: Words, rule: SilenceRule) -> String {
    let (times, days) = (words.decimal(rule.times, 3), words.days(f64::from(rule.days)));
    match rule {
        SilenceRule { times: 0.0, .. } => words.fill(Key::AlarmFixed, &[("days", &days)]),
        SilenceRule { days: 0, .. } => words.fill(Key::AlarmOwn, &[("times", &times)]),
        _ => words.fill(Key::AlarmOwnFloor, &[("times", &times), ("days", &days)]),
    }
}

/// The three parts of a record: losses, returns, open.
pub fn parts(words: Words, record: &AlarmRecord) -> [String; 3] {
    let tally = record.tally;
    [
        words.count(Key::AlarmRight, tally.right),
        words.count(Key::AlarmWrong, tally.wrong),
        words.count(Key::AlarmOpen, tally.undecided),
    ]
}

/// "In your last 22 months this alarm rang **106 times**: **18 were losses**, 82 came back, 6 are open; median lead
/// 115.5 days; 4.8 a month."
pub fn told(words: Words, record: &AlarmRecord, replay: &Replay) -> String {
    let (from, until) = replay.span();
    let months = (f64::from(until.since(from)) / 30.4375).round() as usize;
    let months = words.count(Key::AlarmMonths, months);
    let raised = record.tally.raised();
    if raised == 0 {
        return words.fill(Key::AlarmNever, &[("months", &months)]);
    }
    let rang = words.counted(Key::AlarmRang, raised, &[("months", &months)]);
    let lead = record.lead.map(|lead| words.fill(Key::AlarmLead, &[("days", &words.days(lead))]));
    let a_month = record.a_month.map(|rate| words.fill(Key::AlarmMonth, &[("n", &words.decimal(rate, 1))]));
    let more = [Some(words.list(parts(words, record))), lead, a_month];
    let more: Vec<String> = more.into_iter().flatten().collect();
    format!("{} {}.", rang.trim_end(), parted(words, &more))
}

/// Parts of a sentence that hold commas themselves: "18 were losses, 82 came back; 4.8 a month".
pub fn parted(words: Words, parts: &[String]) -> String {
    parts.join(&format!("{} ", words.text(Key::AlarmBreak)))
}

/// What the draft does otherwise: losses it misses, false alarms it spares.
pub fn compared(words: Words, draft: &AlarmRecord, now: &AlarmRecord) -> String {
    let missed = match now.tally.right.saturating_sub(draft.tally.right) {
        0 => words.text(Key::AlarmMissesNone).to_owned(),
        missed => words.count(Key::AlarmMisses, missed),
    };
    let (was, is) = (now.tally.wrong, draft.tally.wrong);
    match is.cmp(&was) {
        std::cmp::Ordering::Less => format!("{missed} {}", words.count(Key::AlarmFewer, was - is)),
        std::cmp::Ordering::Greater => format!("{missed} {}", words.count(Key::AlarmMore, is - was)),
        std::cmp::Ordering::Equal => missed,
    }
}
