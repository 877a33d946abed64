//! The opportunity: what an account could buy of us besides, and what we do to get there (R5, R6).

use super::codes::codes;
use super::kind::{Audience, Commitment, Course, Event, Kind, Outcome, PLAN_ACTION, Settled, Settlement, Tone, ask};
use super::{Amount, Edit, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// Something they could buy of us, until it is won or lost. Found in white space, in a need they spoke of,
    /// in an interview, in an order that brought something up.
    Opportunity = "opportunity" {
        account: Option<RecordId>,
        /// The day it was seen.
        day: Option<Date>,
        what: String,
        /// Where it was seen.
        source: Option<OpportunitySource>,
        /// The product group, as the ledger calls it.
        group: String,
        /// The number of the order it came up with, as in the file.
        document: String,
        /// What it would bring in a year.
        value: Option<Amount>,
        likelihood: Option<Likelihood>,
        /// What we do next about it.
        next_step: String,
        next_on: Option<Date>,
        /// Whom of theirs it concerns.
        contacts: Vec<RecordId>,
        /// Who of ours sees to it.
        colleagues: Vec<RecordId>,
        outcome: Option<OpportunityOutcome>,
        /// The day it was won or lost.
        settled: Option<Date>,
        /// Why it ended so.
        reason: String,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What an [`Opportunity`] is to people.
pub static OPPORTUNITY: Kind = Kind {
    code: Opportunity::KIND,
    title: Key::PieceOpportunity,
    plural: Key::HistoryOpportunities,
    glyph: Glyph::Segments,
    audience: Audience::Management,
    fields: &[
        ask::day(field::day, Key::EntryDay),
        ask::line(field::what, Key::OpportunityWhat),
        ask::choice(field::source, Key::OpportunitySource),
        ask::group(field::group, Key::SpaceGroup),
        ask::document(field::document, Key::CameUpWithOrder),
        ask::money(field::value, Key::OpportunityValue),
        ask::choice(field::likelihood, Key::OpportunityLikelihood),
        ask::line(field::next_step, Key::NeedNextStep),
        ask::day(field::next_on, Key::OpportunityNextOn),
        ask::people(field::contacts, Key::OpportunityContacts),
        ask::colleagues(field::colleagues, Key::OpportunityColleagues),
        ask::choice(field::outcome, Key::OpportunityOutcome),
        ask::day(field::settled, Key::OpportunitySettled),
        ask::text(field::reason, Key::OpportunityReason),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: SETTLEMENTS,
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Opportunity>,
};

/// What it is, with the next step while it is open.
fn title(record: &Record, is_open: bool) -> String {
    let (what, step) = (field::what.of(record), field::next_step.of(record));
    match (what.is_empty(), step.is_empty() || !is_open) {
        (_, true) => what,
        (true, false) => step,
        (false, false) => format!("{what}: {step}"),
    }
}

fn event(record: &Record) -> Option<Event> {
    let outcome = field::outcome.of(record);
    let mut said = vec![field::day.name, field::what.name, field::outcome.name];
    // Until it is settled, that day says nothing, and the next step is in the title.
    said.push(if outcome.is_some() { field::settled.name } else { field::next_step.name });
    Some(Event {
        day: field::day.of(record),
        heading: OPPORTUNITY.title,
        title: title(record, outcome.is_none()),
        said,
        theirs: field::contacts.of(record),
        ours: field::colleagues.of(record),
        commitment: Some(Commitment {
            rule: &PLAN_ACTION,
            until: field::next_on.of(record),
            settled: outcome.map(|outcome| Settled { outcome: outcome.outcome(), on: field::settled.of(record) }),
        }),
    })
}

fn settled(id: RecordId, outcome: OpportunityOutcome, day: Date) -> Vec<Edit> {
    vec![field::outcome.set(id, Some(outcome)), field::settled.set(id, Some(day))]
}

const SETTLEMENTS: &[Settlement] = &[
    Settlement {
        code: "opportunity_won",
        text: Key::OpportunityWonToday,
        is_done: false,
        edits: |id, now| settled(id, OpportunityOutcome::Won, now.day()),
    },
    Settlement {
        code: "opportunity_lost",
        text: Key::OpportunityLostToday,
        is_done: false,
        edits: |id, now| settled(id, OpportunityOutcome::Lost, now.day()),
    },
];

impl Opportunity {
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    /// What it would bring in a year, weighed by its likelihood: in minor units, rounded half away from zero.
    /// `None` while either is unknown.
    pub fn weighted(&self) -> Option<Amount> {
        let (value, percent) = (self.value?, i128::from(self.likelihood?.percent()));
        let hundredfold = i128::from(value.minor) * percent;
        let minor = (hundredfold + 50 * hundredfold.signum()) / 100;
        Some(Amount { minor: i64::try_from(minor).ok()?, ..value })
    }
}

impl OpportunityOutcome {
    fn outcome(self) -> Outcome {
        let tone = match self {
            Self::Won => Tone::Good,
            Self::Lost | Self::Dropped => Tone::Plain,
        };
        Outcome { words: self.name(), tone, is_done: false }
    }
}

impl Likelihood {
    /// In per cent.
    pub const fn percent(self) -> u8 {
        match self {
            Self::Ten => 10,
            Self::Quarter => 25,
            Self::Half => 50,
            Self::ThreeQuarters => 75,
            Self::Ninety => 90,
        }
    }
}

codes! {
    /// Where an opportunity was seen.
    OpportunitySource {
        WhiteSpace = "white_space" => OpportunityFromSpace,
        Need = "need" => OpportunityFromNeed,
        Interview = "interview" => OpportunityFromInterview,
        Order = "order" => OpportunityFromOrder,
        Other = "other" => OpportunityFromElsewhere,
    }
}

codes! {
    /// How likely it is to be won, in steps that people can tell apart.
    Likelihood {
        Ten = "10" => Likelihood10,
        Quarter = "25" => Likelihood25,
        Half = "50" => Likelihood50,
        ThreeQuarters = "75" => Likelihood75,
        Ninety = "90" => Likelihood90,
    }
}

codes! {
    /// What became of it; empty: it is open.
    OpportunityOutcome {
        Won = "won" => OpportunityWon,
        Lost = "lost" => OpportunityLost,
        /// We gave it up, or it wasn't one.
        Dropped = "dropped" => OpportunityDropped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;

    const ID: RecordId = RecordId::well_known(2);

    fn record(edits: Vec<Edit>) -> Record {
        let mut book = crate::book::Book::default();
        let mut all = vec![Edit::revive(ID, Opportunity::KIND)];
        all.extend(edits);
        let stamp = crate::book::Stamp { millis: 1, ..Default::default() };
        book.apply(&crate::book::Change::new(crate::book::Label::Sample, all), stamp);
        book.record(ID).cloned().unwrap_or_else(|| Record::new(Opportunity::KIND))
    }

    #[test]
    fn an_open_one_says_its_next_step_and_until_when() {
        let edits = vec![
            field::what.set(ID, "Rice for the canteen".into()),
            field::next_step.set(ID, "send samples".into()),
            field::next_on.set(ID, Some(date(2024, 5, 6))),
        ];
        let open = event(&record(edits.clone())).map(|event| (event.title, event.commitment.and_then(|it| it.until)));
        assert_eq!(open, Some(("Rice for the canteen: send samples".into(), Some(date(2024, 5, 6)))));
        let won = [edits, settled(ID, OpportunityOutcome::Won, date(2024, 5, 9))].concat();
        let won = event(&record(won)).map(|event| (event.title, event.commitment.and_then(|it| it.settled)));
        let on = Some(date(2024, 5, 9));
        let outcome = OpportunityOutcome::Won.outcome();
        assert_eq!(won, Some(("Rice for the canteen".into(), Some(Settled { outcome, on }))));
    }

    #[test]
    fn what_it_is_worth_is_weighed_by_how_likely_it_is() {
        let worth = |minor, likelihood| {
            let value = Some(Amount { minor, currency: Default::default() });
            Opportunity { value, likelihood, ..Opportunity::default() }.weighted().map(|amount| amount.minor)
        };
        assert_eq!(worth(1_000, Some(Likelihood::Quarter)), Some(250));
        assert_eq!(worth(5, Some(Likelihood::Ten)), Some(1), "half away from zero");
        assert_eq!(worth(i64::MAX, Some(Likelihood::Ninety)), Some(8_301_034_833_169_298_226));
        assert_eq!(worth(1_000, None), None);
        assert!(Likelihood::ALL.iter().map(|it| it.percent()).is_sorted());
    }
}
