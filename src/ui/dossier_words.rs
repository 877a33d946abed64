//! Words for what a dossier says of itself: what should be known, what is due.

use super::fields::input_value;
use super::words::{Words, isolated};
use crate::book::kind::Input;
use crate::book::{Book, Opportunity};
use crate::browser::clock;
use crate::calendar::Date;
use crate::dossier::due::Due;
use crate::dossier::health::{Need, Weight};
use crate::dossier::opportunities::{Worth, worth};
use crate::dossier::stage::Prompt;
use crate::service::health_score::Part;
use crate::text::Key;
use crate::today::AwaitedRequest;
use crate::today::cadence::Tries;

/// What should be known, as it stands in a list.
pub fn need(words: Words, need: Need) -> &'static str {
    words.text(match need {
        Need::Fact(_) => need.field().map_or(Key::Unnamed, |field| field.label),
        Need::Classification => Key::NeedStanding,
        Need::Decider => Key::NeedDecider,
        Need::Stances => Key::NeedStances,
        Need::TwoLevels => Key::NeedTwoLevels,
        Need::TwoTies => Key::NeedTwoTies,
        Need::Values => Key::NeedValues,
        Need::Competitors => Key::NeedCompetitors,
        Need::WhiteSpace => Key::NeedWhiteSpace,
        Need::LastContact => Key::NeedLastContact,
        Need::NextStep => Key::NeedNextStep,
    })
}

pub fn weight(words: Words, weight: Weight) -> &'static str {
    words.text(match weight {
        Weight::Essential => Key::WeightEssential,
        Weight::Important => Key::WeightImportant,
        Weight::Useful => Key::WeightUseful,
    })
}

/// "read as of 6 May 1998": for paper that is printed on another day; nothing where it is the same.
pub fn read_as_of(words: Words, day: Date) -> Option<String> {
    (day != clock::today()).then(|| words.fill(Key::ReadAsOf, &[("day", &words.day(day))]))
}

/// What a part of the health of a relationship is called.
pub fn health_part(part: Part) -> Key {
    match part {
        Part::Trend => Key::HealthPartTrend,
        Part::Rhythm => Key::HealthPartRhythm,
        Part::Satisfaction => Key::HealthPartSatisfaction,
        Part::Complaints => Key::HealthPartComplaints,
        Part::Delivery => Key::HealthPartDelivery,
        Part::Responsiveness => Key::HealthPartResponsiveness,
        Part::Coverage => Key::HealthPartCoverage,
        Part::Contact => Key::HealthPartContact,
        Part::Promises => Key::HealthPartPromises,
        Part::Freshness => Key::HealthPartFreshness,
    }
}

/// "Promised: samples of the new cheeses"
pub fn due(words: Words, book: &Book, due: &Due) -> String {
    let Some(agenda) = due.rule.agenda else { return due.title.clone() };
    let title = if due.title.is_empty() { words.text(Key::Unnamed) } else { &due.title };
    let competitor = due.competitor.and_then(|id| book.record(id)).map(|record| record.get::<String>("name"));
    let competitor = competitor.unwrap_or_else(|| words.text(Key::Unnamed).into());
    words.fill(agenda.words, &[("what", &isolated(title)), ("competitor", &isolated(&competitor))])
}

/// "tried 3 times since 4 May 1998"
pub fn tried(words: Words, tries: Tries) -> String {
    words.counted(Key::TouchTried, tries.count, &[("day", &words.day(tries.first))])
}

/// "15 May 1998, in 9 days"
pub fn due_when(words: Words, day: Option<Date>, today: Date) -> String {
    let Some(day) = day else { return words.text(Key::DueNoDay).into() };
    let left = day.since(today);
    let days = usize::try_from(left.unsigned_abs()).unwrap_or_default();
    let relative = match left {
        0 => words.text(Key::DueToday).into(),
        1.. => words.count(Key::DueInDays, days),
        _ => words.count(Key::DueLateDays, days),
    };
    words.fill(Key::DueWhen, &[("day", &words.whole_day(day)), ("when", &relative)])
}

/// "5 May 1998, 13:00", "9 May 1998, in 3 days": until when something is awaited.
pub fn request_until(words: Words, request: &AwaitedRequest, today: Date) -> String {
    match request.by_target() {
        Some(by) => words.wall(by),
        None => due_when(words, request.day, today),
    }
}

/// What could come next.
pub fn prompt(words: Words, book: &Book, prompt: &Prompt, today: Date) -> String {
    match prompt {
        Prompt::Due(found) => words
            .fill(Key::PromptDue, &[("what", &due(words, book, found)), ("when", &due_when(words, found.day, today))]),
        Prompt::Overdue(times) => words.fill(Key::PromptOverdue, &[("times", &words.decimal(*times, 1))]),
        Prompt::Silent(Some(days)) => words.count(Key::PromptSilent, usize::try_from(*days).unwrap_or_default()),
        Prompt::Silent(None) => words.text(Key::PromptNeverSpoken).into(),
        Prompt::NoDecider => words.text(Key::PromptNoDecider).into(),
    }
}

/// The value of a fact of an account as text.
pub fn fact(words: Words, book: &Book, record: &crate::book::Record, name: &str, input: Input) -> Option<String> {
    let value = record.value(name);
    (!value.is_null()).then(|| input_value(words, book, input, value)).flatten()
}

/// "3 are open, worth EUR 12,000 a year, by their likelihood EUR 5,400."
pub fn opportunities_worth<'a>(words: Words, all: impl Iterator<Item = &'a Opportunity> + Clone) -> String {
    let open = all.clone().filter(|of| of.is_open()).count();
    if open == 0 {
        return words.text(Key::OpportunitiesNone).into();
    }
    let sums = worth(all);
    let count = words.count(Key::OpportunitiesOpen, open);
    if sums.is_empty() {
        return count;
    }
    let money = |minor: fn(&Worth) -> i128| {
        words.list(
            sums.iter()
                .map(|of| isolated(&format!("{} {}", of.currency, words.money_round(of.currency, minor(of) as f64)))),
        )
    };
    let places = [("count", count), ("value", money(|of| of.value)), ("weighted", money(|of| of.weighted))];
    words.fill(Key::OpportunitiesWorth, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// What the book knows of a candidate, in words.
pub fn candidate_standing(of: crate::exchange::candidates::Standing) -> Key {
    use crate::exchange::candidates::Standing;
    match of {
        Standing::New => Key::CandidateNew,
        Standing::Idle => Key::CandidateIdle,
        Standing::Prospect => Key::CandidateProspect,
        Standing::Customer => Key::CandidateCustomer,
        Standing::Competitor => Key::CandidateCompetitor,
        Standing::Disqualified => Key::CandidateDisqualified,
        Standing::DoNotApproach => Key::CandidateDoNotApproach,
    }
}
