//! The verdict that an account is lost, and why a lost one went (L2, L3).

use super::codes::codes;
use super::kind::{Audience, Course, Event, Kind, ask};
use super::{LossReason, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// What a person says of a loss: that the account is lost, from a day on (C12), or merely why one went that the
    /// ledger shows to be lost (C13). What it says was true on that day.
    LossVerdict = "loss" {
        account: Option<RecordId>,
        /// From which day on it is lost: what the person says, or the day the ledger shows.
        day: Option<Date>,
        /// What it rests on; empty: a person says so.
        basis: Option<LossBasis>,
        /// Who of ours says so.
        said_by: Option<RecordId>,
        /// What it was, in their words.
        what: String,
        /// Why, what weighs most first.
        reasons: Vec<LossReason>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`LossVerdict`] is to people.
pub static LOSS_VERDICT: Kind = Kind {
    code: LossVerdict::KIND,
    title: Key::PieceLoss,
    plural: Key::HistoryLosses,
    glyph: Glyph::Losses,
    audience: Audience::Management,
    fields: &[
        ask::day(field::day, Key::LossDay),
        ask::choice(field::basis, Key::LossBasis),
        ask::colleague(field::said_by, Key::LossSaidBy),
        ask::line(field::what, Key::LossWhat),
        ask::reasons(field::reasons, Key::LossReasons),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<LossVerdict>,
};

fn event(record: &Record) -> Option<Event> {
    let is_verdict = field::basis.of(record) != Some(LossBasis::Established);
    Some(Event {
        day: field::day.of(record),
        heading: if is_verdict { Key::LossSaid } else { Key::LossExplained },
        title: field::what.of(record),
        said: vec![field::day.name, field::basis.name, field::what.name],
        theirs: Vec::new(),
        ours: field::said_by.of(record).into_iter().collect(),
        commitment: None,
    })
}

impl LossVerdict {
    /// Whether a person says that the account is lost, and doesn't merely say why.
    pub fn is_verdict(&self) -> bool {
        self.basis.is_none_or(|basis| basis == LossBasis::Said)
    }

    /// The order day that ended it: the first one after its day (C12). The days are sorted.
    pub fn ended(&self, order_days: &[Date]) -> Option<Date> {
        let day = self.day?;
        order_days.get(order_days.partition_point(|order| *order <= day)).copied()
    }

    /// Whether it makes the account lost on a day: it is a verdict, was spoken by then, and no order came since.
    pub fn holds(&self, order_days: &[Date], on: Date) -> bool {
        let is_spoken = self.day.is_some_and(|day| day <= on);
        self.is_verdict() && is_spoken && self.ended(order_days).is_none_or(|ended| ended > on)
    }
}

codes! {
    /// What it rests on that an account counts as lost.
    LossBasis {
        /// A person says so.
        Said = "said" => LossBasisSaid,
        /// The ledger shows it.
        Established = "established" => LossBasisEstablished,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Change, Edit, Hands, Label, LossCause, Stamp};
    use crate::calendar::date;
    use serde_json::json;

    const ID: RecordId = RecordId::well_known(2);

    #[test]
    fn a_verdict_ends_with_the_next_order() {
        let days = [date(2024, 1, 5), date(2024, 3, 1), date(2024, 6, 1)];
        let said = LossVerdict { day: Some(date(2024, 3, 1)), ..LossVerdict::default() };
        assert_eq!(said.ended(&days), Some(date(2024, 6, 1)), "the order of its own day came before it");
        assert!(!said.holds(&days, date(2024, 2, 29)));
        assert!(said.holds(&days, date(2024, 3, 1)) && said.holds(&days, date(2024, 5, 31)));
        assert!(!said.holds(&days, date(2024, 6, 1)));
        let explained = LossVerdict { basis: Some(LossBasis::Established), ..said };
        assert!(!explained.holds(&days, date(2024, 4, 1)), "to say why is no verdict");
    }

    #[test]
    fn what_a_later_version_wrote_is_read_as_far_as_it_is_known() {
        let value = json!([
            {"cause": "weather", "evidence": "Floods", "hands": "gods"},
            {"cause": "deadlines", "hands": "theirs"},
            {"cause": "competitor"},
        ]);
        let mut book = Book::default();
        let edits = vec![Edit::raw(ID, LossVerdict::KIND, field::reasons.name, value)];
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        let read = book.get::<LossVerdict>(ID).unwrap_or_default().reasons;
        let told: Vec<_> = read.iter().map(|reason| (reason.cause, reason.hands())).collect();
        let competitor = (LossCause::Competitor, Some(Hands::Competitor));
        assert_eq!(told, [(LossCause::Own, None), (LossCause::Deadlines, Some(Hands::Theirs)), competitor]);
        assert_eq!(read.first().map(|reason| reason.evidence.as_str()), Some("Floods"));
    }
}
