//! Signs in what people know: complaints, people, plans, competitors; and in how orders were delivered.

use super::Sign;
use crate::book::{
    CompetitorAtAccount, Complaint, Contact, Fault, Interaction, PlannedStep, RecordId, Severity, Tender,
    TenderOutcome, Threat,
};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::Ledger;
use crate::service::on_time::{Asked, Faults, Punctuality, followed};

/// What was so long ago is a sign no more; and for so long nobody spoke to them.
const HALF_A_YEAR: i32 = 182;

/// The signs in an account's file, as of a day.
pub(super) fn signs(dossier: &Dossier, today: Date) -> Vec<Sign> {
    let lately = |day: Date| day <= today && today.since(day) < HALF_A_YEAR;
    let mut signs: Vec<Sign> = Vec::new();
    signs.extend(dossier.all::<Complaint>().filter(|(_, complaint)| complaint.is_serious()).map(|(record, of)| {
        let is_late = of.due.is_some_and(|due| due < today);
        Sign::Complaint { record, severity: of.severity(), day: of.day, is_late }
    }));
    // A claim weighs more than a complaint.
    signs.sort_by_key(|sign| !matches!(sign, Sign::Complaint { severity: Severity::Claim, .. }));
    let people: Vec<(RecordId, Contact)> = dossier.all::<Contact>().collect();
    let left = people.iter().filter_map(|(person, contact)| Some((*person, contact.left?)));
    signs.extend(left.filter(|(_, day)| lately(*day)).map(|(person, day)| Sign::ContactLeft { person, day }));
    let touches = dossier.all::<Interaction>().filter(|(_, met)| met.is_touch(today));
    // Where nobody ever wrote one down, nothing is known of silence.
    let last = touches.filter_map(|(_, met)| met.day).max();
    signs.extend(last.filter(|last| today.since(*last) > HALF_A_YEAR).map(|last| Sign::ContactSilent { last }));
    signs.extend(behind(dossier, today));
    signs.extend(dossier.all::<CompetitorAtAccount>().filter_map(|(record, of)| {
        let until = of.contract_end.filter(|end| *end >= today);
        let is_there = until.is_some() || of.threat == Some(Threat::High);
        is_there.then_some(Sign::Competitor { record, competitor: of.competitor, until })
    }));
    signs.extend(dossier.all::<Tender>().filter_map(|(record, tender)| {
        let day = tender.decided.filter(|day| lately(*day))?;
        let is_theirs = tender.outcome == Some(TenderOutcome::Lost);
        is_theirs.then_some(Sign::TenderLost { record, winner: tender.winner, day })
    }));
    signs
}

/// The step that is late the longest, and how many are.
fn behind(dossier: &Dossier, today: Date) -> Option<Sign> {
    let open = dossier.all::<PlannedStep>().filter(|(_, step)| step.is_open());
    let late = open.filter_map(|(record, step)| Some((step.due.filter(|due| *due < today)?, record)));
    let late: Vec<(Date, RecordId)> = late.collect();
    let (due, record) = *late.iter().min()?;
    Some(Sign::PlanBehind { record, due, count: late.len() })
}

/// The last order that was followed, if it came late and wasn't out of our hands.
pub(super) fn late(ledger: &Ledger, account: RecordId, faults: &Faults, asked: Asked) -> Option<Sign> {
    let documents = followed(ledger, account, faults, asked.in_the_last(HALF_A_YEAR));
    let decided = documents.into_iter().filter(|document| document.punctuality != Punctuality::Open);
    let last = decided.max_by_key(|document| document.ordered)?;
    let is_ours = last.punctuality == Punctuality::Late && !last.fault.is_some_and(Fault::is_excused);
    is_ours.then_some(Sign::Late(last))
}
