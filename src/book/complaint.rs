//! The complaint: a non-conformity, its cause and what was done (R8).

use super::codes::codes;
use super::kind::{
    Agenda, Audience, Commitment, Condition, Course, DueRule, Event, HistoryWords, Kind, NEAR, Outcome, SOON, Settled,
    Settlement, Tone, ask,
};
use super::{Amount, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A remark, a complaint or a claim.
    Complaint = "complaint" {
        account: Option<RecordId>,
        day: Option<Date>,
        /// Which of the three; empty: a complaint.
        severity: Option<Severity>,
        subject: String,
        /// What it is about in money: a claim, a credit.
        value: Option<Amount>,
        /// What was done at once, so that it doesn't get worse.
        containment: String,
        /// Where the cause lies, by which causes are counted.
        cause_kind: Option<CauseKind>,
        /// What went wrong and why.
        cause: String,
        /// The corrective action: what is done about it, and against its happening again.
        measures: String,
        /// Who of ours sees to it, the owner first.
        colleagues: Vec<RecordId>,
        /// Who of theirs said it.
        contacts: Vec<RecordId>,
        due: Option<Date>,
        /// What it cost us in the end.
        cost: Option<Amount>,
        /// The day it was solved; empty: it is open.
        solved: Option<Date>,
        /// Whether it is solved, as they see it.
        outcome: Option<CustomerVerdict>,
        /// What they say about how it was solved.
        verdict: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`Complaint`] is to people.
pub static COMPLAINT: Kind = Kind {
    code: Complaint::KIND,
    title: Key::PieceComplaint,
    plural: Key::HistoryComplaints,
    glyph: Glyph::Warn,
    audience: Audience::Customer,
    fields: &[
        ask::day(field::day, Key::EntryDay).for_customer(),
        ask::choice(field::severity, Key::ComplaintSeverity).for_customer(),
        ask::line(field::subject, Key::EntrySubject).for_customer(),
        ask::money(field::value, Key::EntryValue).for_customer(),
        ask::people(field::contacts, Key::ComplaintContacts).for_customer(),
        ask::text(field::containment, Key::ComplaintContainment).for_customer(),
        ask::choice(field::cause_kind, Key::ComplaintCauseKind).for_customer(),
        ask::text(field::cause, Key::ComplaintCause).for_delivery(),
        ask::text(field::measures, Key::ComplaintMeasures).for_delivery(),
        ask::colleagues(field::colleagues, Key::ComplaintColleagues).for_customer(),
        ask::day(field::due, Key::EntryDue).for_customer(),
        ask::money(field::cost, Key::ComplaintCost),
        ask::choice(field::outcome, Key::ComplaintOutcome).for_customer(),
        ask::text(field::verdict, Key::ComplaintVerdict),
        ask::day(field::solved, Key::ComplaintSolved).for_customer().only_if(&CLOSING),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: SETTLEMENTS,
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Complaint>,
};

/// A complaint isn't closed without a cause and the customer's verdict (R8).
pub static CLOSING: Condition = Condition {
    code: "cause_and_verdict",
    words: Key::ComplaintClosing,
    say: Key::ComplaintSay,
    needs: &[field::cause.name, field::outcome.name],
};

/// Somebody is to solve it.
pub static COMPLAINT_OPEN: DueRule = open("complaint", Key::DueComplaint, 0, 2.0);

/// Somebody is to solve it, and money hangs on it.
pub static CLAIM_OPEN: DueRule = open("claim", Key::DueClaim, 0, 3.0);

/// Somebody is to see to it.
pub static REMARK_OPEN: DueRule = open("remark", Key::DueRemark, 5, 1.0);

const fn open(code: &'static str, words: Key, rank: u8, weight: f64) -> DueRule {
    DueRule {
        code,
        glyph: Glyph::Warn,
        agenda: Some(Agenda { words, rank, ahead: Some(SOON), horizon: NEAR, weight, without_day: true }),
        history: HistoryWords::USUAL,
    }
}

const SOLVED: Outcome = Outcome { words: Key::HistorySolved, tone: Tone::Good, is_done: true };

/// Closed, and they don't see it as solved.
const NOT_SOLVED: Outcome = Outcome { words: Key::VerdictNotSolved, tone: Tone::Bad, is_done: true };

fn event(record: &Record) -> Option<Event> {
    let severity = field::severity.of(record).unwrap_or(Severity::Complaint);
    let is_unsolved = field::outcome.of(record) == Some(CustomerVerdict::NotSolved);
    let outcome = if is_unsolved { NOT_SOLVED } else { SOLVED };
    Some(Event {
        day: field::day.of(record),
        heading: severity.heading(),
        title: field::subject.of(record),
        said: vec![field::day.name, field::severity.name, field::subject.name, field::solved.name],
        theirs: field::contacts.of(record),
        ours: field::colleagues.of(record),
        commitment: Some(Commitment {
            rule: severity.rule(),
            until: field::due.of(record),
            settled: field::solved.of(record).map(|day| Settled { outcome, on: Some(day) }),
        }),
    })
}

const SETTLEMENTS: &[Settlement] = &[Settlement {
    code: "solved",
    text: Key::HistorySolvedToday,
    is_done: true,
    edits: |id, now| vec![field::solved.set(id, Some(now.day()))],
}];

impl Complaint {
    /// What was written down before the three were told apart is a complaint.
    pub fn severity(&self) -> Severity {
        self.severity.unwrap_or(Severity::Complaint)
    }

    pub fn is_open(&self) -> bool {
        self.solved.is_none()
    }

    /// Whether it is open and more than a remark, so that the account may be at risk (M12).
    pub fn is_serious(&self) -> bool {
        self.is_open() && self.severity() != Severity::Remark
    }
}

codes! {
    /// How serious a non-conformity is (R8).
    Severity {
        /// They mention it.
        Remark = "remark" => SeverityRemark,
        /// They want it put right.
        Complaint = "complaint" => SeverityComplaint,
        /// They want to be compensated.
        Claim = "claim" => SeverityClaim,
    }
}

impl Severity {
    /// "Claim"
    fn heading(self) -> Key {
        match self {
            Self::Remark => Key::HistoryRemark,
            Self::Complaint => COMPLAINT.title,
            Self::Claim => Key::HistoryClaim,
        }
    }

    fn rule(self) -> &'static DueRule {
        match self {
            Self::Remark => &REMARK_OPEN,
            Self::Complaint => &COMPLAINT_OPEN,
            Self::Claim => &CLAIM_OPEN,
        }
    }
}

codes! {
    /// Where the cause of a non-conformity lies *(our choice)*.
    CauseKind {
        /// What was made, or how it was kept.
        Quality = "quality" => CauseQuality,
        /// Wrapping, labels, papers on the goods.
        Packing = "packing" => CausePacking,
        /// Wrong, missing or mixed up goods.
        Picking = "picking" => CausePicking,
        /// Taken late, forgotten, no stock kept.
        Planning = "planning" => CausePlanning,
        Supplier = "supplier" => CauseSupplier,
        Carrier = "carrier" => CauseCarrier,
        /// Invoices, prices, credit notes.
        Invoicing = "invoicing" => CauseInvoicing,
        /// Nobody told them, or told them wrongly.
        Communication = "communication" => CauseCommunication,
        /// What they did or ordered.
        Customer = "customer" => CauseCustomer,
        Other = "other" => CauseOther,
    }
}

codes! {
    /// Whether something is solved, as the customer sees it.
    CustomerVerdict {
        Solved = "solved" => VerdictSolved,
        Partly = "partly" => VerdictPartly,
        NotSolved = "not_solved" => VerdictNotSolved,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Change, Edit, Label, Stamp};
    use crate::calendar::date;
    use crate::working_time::{Instant, Wall};

    const ID: RecordId = RecordId::well_known(2);

    fn record(edits: Vec<Edit>) -> Record {
        let mut book = Book::default();
        let edits = [field::subject.set(ID, "Late".into())].into_iter().chain(edits).collect();
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        book.record(ID).cloned().unwrap_or_else(|| Record::new(Complaint::KIND))
    }

    fn closing(edits: Vec<Edit>) -> Option<&'static str> {
        let (record, now) = (record(edits), Instant::on(Wall::new(date(2024, 5, 6), 0), 0));
        let unmet = SETTLEMENTS.iter().find_map(|act| COMPLAINT.unmet_by(act, ID, &record, now));
        assert_eq!(unmet, COMPLAINT.unmet(&record, field::solved.name), "form and act go by one rule");
        unmet.map(|condition| condition.code)
    }

    #[test]
    fn nothing_is_closed_without_a_cause_and_a_verdict() {
        let cause = || field::cause.set(ID, "Forgotten".into());
        let outcome = || field::outcome.set(ID, Some(CustomerVerdict::NotSolved));
        assert_eq!(closing(vec![]), Some("cause_and_verdict"));
        assert_eq!(closing(vec![cause()]), Some("cause_and_verdict"));
        assert_eq!(closing(vec![outcome(), field::verdict.set(ID, "Fine".into())]), Some("cause_and_verdict"));
        assert_eq!(closing(vec![cause(), outcome()]), None, "whatever the verdict is");
    }

    /// What earlier versions wrote knows neither severity nor a coded verdict.
    #[test]
    fn what_was_closed_before_there_was_a_rule_stays_closed() {
        let old = record(vec![field::solved.set(ID, Some(date(2024, 5, 6)))]);
        assert_eq!(COMPLAINT.unmet(&old, field::solved.name), None, "its day may still be put right");
        let event = event(&old).expect("an event");
        let commitment = event.commitment.expect("it was to be solved");
        assert_eq!((event.heading, commitment.rule.code), (COMPLAINT.title, "complaint"));
        assert_eq!(commitment.settled, Some(Settled { outcome: SOLVED, on: Some(date(2024, 5, 6)) }));
        let read = Complaint::read(&old);
        assert_eq!((read.severity(), read.is_open()), (Severity::Complaint, false));
    }

    #[test]
    fn each_severity_is_due_under_its_own_name() {
        let rule = |severity| {
            let event = event(&record(vec![field::severity.set(ID, Some(severity))]));
            event.and_then(|event| event.commitment).map(|commitment| commitment.rule.code)
        };
        assert_eq!(Severity::ALL.map(rule), [Some("remark"), Some("complaint"), Some("claim")]);
        let serious = |severity| Complaint { severity, ..Complaint::default() }.is_serious();
        assert_eq!([None, Some(Severity::Remark), Some(Severity::Claim)].map(serious), [true, false, true]);
    }
}
