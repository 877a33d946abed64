//! The competitor at an account: what one of them does and offers there, and what we answer (D4).

use super::codes::codes;
use super::kind::{Agenda, Audience, Course, DueRule, HistoryWords, Kind, Reminder, SeenOn, ask};
use super::{Record, RecordId, RecordKind, competitor::PriceLevel};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// What a competitor does and offers at an account, stored under its first name.
    CompetitorAtAccount = "rivalry" {
        account: Option<RecordId>,
        competitor: Option<RecordId>,
        /// What it supplies there now.
        supplies: String,
        /// What it offers to get more.
        offer: String,
        /// What it does well there.
        strengths: String,
        /// Where it falls short there.
        weaknesses: String,
        price_level: Option<PriceLevel>,
        /// The day its contract ends.
        contract_end: Option<Date>,
        threat: Option<Threat>,
        /// What we answer.
        answer: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`CompetitorAtAccount`] is to people.
pub static COMPETITOR_AT_ACCOUNT: Kind = Kind {
    code: CompetitorAtAccount::KIND,
    title: Key::PieceRivalry,
    plural: Key::PluralRivalry,
    glyph: Glyph::Flag,
    audience: Audience::Management,
    fields: &[
        ask::competitor(field::competitor, Key::RivalryCompetitor),
        ask::text(field::supplies, Key::RivalrySupplies),
        ask::text(field::offer, Key::RivalryOffer),
        ask::text(field::strengths, Key::RivalryStrengths),
        ask::text(field::weaknesses, Key::RivalryWeaknesses),
        ask::choice(field::price_level, Key::CompetitorPriceLevel),
        ask::day(field::contract_end, Key::RivalryContractEnd),
        ask::choice(field::threat, Key::RivalryThreat),
        ask::text(field::answer, Key::RivalryAnswer),
    ],
    begins: |id, account, _| vec![field::account.set(id, account)],
    course: Course::Lasting(reminder),
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<CompetitorAtAccount>,
};

/// A competitor's contract ends: it takes long to win, and over is over.
pub static CONTRACT_ENDS: DueRule = DueRule {
    code: "contract_end",
    glyph: Glyph::Flag,
    agenda: Some(Agenda {
        words: Key::DueContractEnds,
        rank: 6,
        ahead: Some(180),
        horizon: 90,
        weight: 1.0,
        without_day: false,
    }),
    history: HistoryWords::USUAL,
};

fn reminder(record: &Record, seen: SeenOn) -> Option<Reminder> {
    let day = record.get::<Option<Date>>(field::contract_end.name).filter(|end| *end >= seen.today)?;
    let title = record.get(field::supplies.name);
    Some(Reminder { rule: &CONTRACT_ENDS, day, title, competitor: record.get(field::competitor.name) })
}

codes! {
    /// How much of our business there it endangers.
    Threat {
        High = "high" => ThreatHigh,
        Medium = "medium" => ThreatMedium,
        Low = "low" => ThreatLow,
    }
}
