//! What the file knows that one should have in mind while preparing (R12): what is open, who decides, who else wants
//! the account, when one last spoke.

use std::collections::BTreeSet;

use super::NegotiationFile;
use super::check::deciders;
use crate::book::{
    CompetitorAtAccount, Complaint, Interaction, NegotiationOutcome, Promise, RecordId, Request, Tender,
};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::tenders::TenderCounts;

/// What is known of an account on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Open promises of ours, and of these the late ones.
    pub our_promises: usize,
    pub late_promises: usize,
    pub their_promises: usize,
    /// What went wrong and isn't solved.
    pub complaints: usize,
    pub requests: usize,
    pub tenders: TenderCounts,
    pub deciders: Vec<RecordId>,
    /// Competitors there, what endangers us most first.
    pub rivals: Vec<RecordId>,
    /// The last touch, with its subject.
    pub touch: Option<(Date, String)>,
    /// The last negotiation that was held, and how it ended.
    pub before: Option<(RecordId, Date, Option<NegotiationOutcome>)>,
}

impl Known {
    pub fn of(dossier: &Dossier, today: Date) -> Self {
        let open: Vec<Promise> = dossier.all::<Promise>().map(|(_, of)| of).filter(Promise::is_open).collect();
        let ours = || open.iter().filter(|of| of.is_ours());
        let mut rivals: Vec<_> = dossier
            .all::<CompetitorAtAccount>()
            .filter_map(|(id, of)| Some((of.threat.is_none(), of.threat, id, of.competitor?)))
            .collect();
        rivals.sort_unstable();
        let mut seen = BTreeSet::new();
        rivals.retain(|(.., competitor)| seen.insert(*competitor));
        let touches = dossier.all::<Interaction>().filter(|(_, of)| of.is_touch(today));
        let touch = touches.filter_map(|(id, of)| Some((of.day?, id, of.subject))).max();
        let tenders: Vec<Tender> = dossier.all::<Tender>().map(|(_, of)| of).collect();
        Self {
            our_promises: ours().count(),
            late_promises: ours().filter(|of| of.due.is_some_and(|due| due < today)).count(),
            their_promises: open.len() - ours().count(),
            complaints: dossier.all::<Complaint>().filter(|(_, of)| of.is_open()).count(),
            requests: dossier.all::<Request>().filter(|(_, of)| of.resolution().is_none()).count(),
            tenders: TenderCounts::of(&tenders),
            deciders: deciders(dossier).collect(),
            rivals: rivals.into_iter().map(|(.., competitor)| competitor).collect(),
            touch: touch.map(|(day, _, subject)| (day, subject)),
            before: last_held(dossier, today).map(|(day, file)| (file.id, day, file.record.outcome)),
        }
    }
}

/// The last negotiation that was held by a day.
pub fn last_held(dossier: &Dossier, today: Date) -> Option<(Date, NegotiationFile)> {
    let held = NegotiationFile::all_of(dossier, today).into_iter();
    let held = held.filter_map(|file| Some((file.record.held.filter(|day| *day <= today)?, file)));
    held.max_by_key(|(day, file)| (*day, file.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Edit, Kept, Negotiation, RecordKind, Side, Threat};
    use crate::calendar::date;
    use crate::dossier::testing::{ID, dossier, today};

    fn id(number: u128) -> RecordId {
        RecordId::well_known(0x600 + number)
    }

    fn promise(number: u128, by: Option<Side>, due: Option<Date>, outcome: Option<Kept>) -> Vec<Edit> {
        Promise { account: Some(ID), by, due, outcome, ..Promise::default() }.create(id(number))
    }

    fn rival(number: u128, threat: Option<Threat>) -> Vec<Edit> {
        let of = CompetitorAtAccount {
            account: Some(ID),
            competitor: Some(id(100 + number)),
            threat,
            ..CompetitorAtAccount::default()
        };
        of.create(id(number))
    }

    #[test]
    fn what_is_open_is_counted_and_what_endangers_most_stands_first() {
        let met = |number, day: Date, subject: &str, not_reached| {
            let of = Interaction {
                account: Some(ID),
                day: Some(day),
                subject: subject.into(),
                not_reached,
                ..Interaction::default()
            };
            of.create(id(number))
        };
        let held = |number, day: Date, outcome| {
            let of = Negotiation { account: Some(ID), held: Some(day), outcome, ..Negotiation::default() };
            of.create(id(number))
        };
        let edits = [
            promise(1, None, Some(today().plus(-1)), None),
            promise(2, Some(Side::Us), Some(today()), None),
            promise(3, Some(Side::Them), None, None),
            promise(4, None, None, Some(Kept::Kept)),
            rival(11, Some(Threat::Low)),
            rival(12, None),
            rival(13, Some(Threat::High)),
            met(21, date(1998, 5, 4), "Terms", false),
            met(22, date(1998, 5, 5), "Nobody there", true),
            met(23, date(1998, 5, 12), "To come", false),
            held(31, date(1997, 11, 11), Some(NegotiationOutcome::Nothing)),
            held(32, date(1997, 1, 1), None),
        ];
        let known = Known::of(&dossier(edits.concat()), today());
        assert_eq!((known.our_promises, known.late_promises, known.their_promises), (2, 1, 1));
        assert_eq!(known.rivals, [113, 111, 112].map(id));
        assert_eq!(known.touch, Some((date(1998, 5, 4), "Terms".into())));
        assert_eq!(known.before, Some((id(31), date(1997, 11, 11), Some(NegotiationOutcome::Nothing))));
        assert_eq!(Known::of(&dossier(Vec::new()), today()), Known::default());
    }
}
