//! Each mistake: what shows it, up to which day it doesn't, and where the data can't tell.

use super::*;
use crate::book::{BuyingRole, Channel, CompetitorAtAccount, Contact, Edit, Kept, RecordKind, Side, Stance, account};
use crate::calendar::date;
use crate::currency::Currency;
use crate::dossier::health::AsOf;
use crate::dossier::testing::{ID, dossier, today};
use crate::ledger::{Batch, Document, Line, Sales};

const PART: RecordId = RecordId::well_known(0x201);

/// What is handed in beside the dossier.
#[derive(Clone, Copy, Default)]
struct Given {
    overdue: Option<(i32, i32)>,
    keeps_topics: bool,
    limits: Limits,
    /// Documents promised for 1 April 1998, and how many of them came later.
    documents: (usize, usize),
}

fn standing_of(mistake: Mistake, edits: Vec<Edit>, given: Given) -> Standing {
    let dossier = dossier(edits);
    let mut sales = Sales::new(Currency::default());
    for at in 0..given.documents.0 {
        let promised = Some(date(1998, 4, 1));
        let delivered = Some(date(1998, 4, if at < given.documents.1 { 2 } else { 1 }));
        sales.documents.push(Document { promised, delivered, ..Document::from(at.to_string().as_str()) });
        sales.lines.push(Line { document: Some(at as u32), ..Line::plain(0, date(1998, 3, 1), 100) });
    }
    let ledger = Ledger::of(Currency::default(), [&Batch { accounts: vec![ID], sales }]);
    let file = Health::of(&dossier, &Default::default(), &[], AsOf { today: today(), fresh: 365 });
    let asked = Asked { today: today(), ordered: (None, None), tolerance: 0 };
    let Given { overdue, keeps_topics, limits, .. } = given;
    let seen = Seen {
        dossier: &dossier,
        ledger: &ledger,
        faults: &Faults::default(),
        file: &file,
        overdue,
        keeps_topics,
        limits,
        asked,
    };
    let found = Mistakes::of(seen);
    assert_eq!(found.count(), found.found().count());
    let standing = found.0.into_iter().find(|(of, _)| *of == mistake).map(|(_, standing)| standing);
    standing.expect("each is told")
}

fn standing(mistake: Mistake, edits: Vec<Edit>) -> Standing {
    standing_of(mistake, edits, Given::default())
}

fn one(evidence: Evidence) -> Standing {
    Standing::Found(vec![evidence])
}

fn cases(since: Date) -> Cases {
    Cases { records: vec![PART], since }
}

fn met(day: Date) -> Vec<Edit> {
    let met = Interaction { account: Some(ID), day: Some(day), channel: Some(Channel::Call), ..Interaction::default() };
    met.create(RecordId::well_known(0x300))
}

#[test]
fn silence_beyond_the_longest_gap_is_irregular_contact() {
    let spoke = || met(date(1998, 3, 1));
    let silent = Given { overdue: Some((66, 45)), ..Given::default() };
    let found = standing_of(Mistake::Contact, spoke(), silent);
    assert_eq!(found, one(Evidence::Silent { days: 66, longest: 45 }));
    assert_eq!(standing(Mistake::Contact, spoke()), Standing::Clear);
    assert_eq!(standing(Mistake::Contact, vec![]), Standing::Unknown, "nobody ever wrote down a touch");
}

#[test]
fn what_is_past_its_day_is_a_delay_and_what_is_of_today_is_not() {
    let promise = |due, by, outcome| {
        Promise { account: Some(ID), due: Some(due), by, outcome, ..Promise::default() }.create(PART)
    };
    let yesterday = today().plus(-1);
    let contact = |edits| standing(Mistake::Contact, edits);
    assert_eq!(contact(promise(yesterday, None, None)), one(Evidence::PromisesLate(cases(yesterday))));
    assert_eq!(contact(promise(today(), None, None)), Standing::Unknown);
    assert_eq!(contact(promise(yesterday, Some(Side::Them), None)), Standing::Unknown, "theirs");
    assert_eq!(contact(promise(yesterday, None, Some(Kept::Broken))), Standing::Unknown, "it counts in C6");
    let request = |due| Request { account: Some(ID), due: Some(due), ..Request::default() };
    assert_eq!(contact(request(yesterday).create(PART)), one(Evidence::RequestsLate(cases(yesterday))));
    assert_eq!(contact(request(today()).create(PART)), Standing::Unknown);
    let waiting = crate::working_time::Span { from: crate::working_time::Instant::new(0, 0), to: None };
    let theirs = Request { waiting: vec![waiting], ..request(yesterday) };
    assert_eq!(contact(theirs.create(PART)), Standing::Unknown, "it is their turn");
}

#[test]
fn one_document_in_ten_late_is_a_habit() {
    let late = |all, late| standing_of(Mistake::Contact, vec![], Given { documents: (all, late), ..Given::default() });
    assert_eq!(late(10, 1), one(Evidence::DeliveriesLate(Share { of: 1, among: 10 })));
    assert_eq!(late(11, 1), Standing::Clear);
    assert_eq!(late(4, 4), Standing::Unknown, "of fewer than five nothing is said");
}

#[test]
fn conflicts_are_open_past_their_deadline_for_a_month_or_unsolved() {
    let complaint = |edit: fn(&mut Complaint)| {
        let mut complaint = Complaint { account: Some(ID), day: Some(date(1998, 4, 1)), ..Complaint::default() };
        edit(&mut complaint);
        standing(Mistake::Conflicts, complaint.create(PART))
    };
    let (april, may) = (date(1998, 4, 1), date(1998, 5, 5));
    assert_eq!(complaint(|of| of.due = Some(date(1998, 5, 5))), one(Evidence::ConflictsLate(cases(may))));
    assert_eq!(complaint(|of| of.due = Some(date(1998, 5, 6))), Standing::Clear);
    assert_eq!(complaint(|_| ()), one(Evidence::ConflictsOld(cases(april))), "35 days");
    assert_eq!(complaint(|of| of.day = Some(date(1998, 4, 6))), Standing::Clear, "30 days");
    let unsolved = complaint(|of| (of.solved, of.outcome) = (Some(date(1998, 4, 1)), Some(CustomerVerdict::NotSolved)));
    assert_eq!(unsolved, one(Evidence::ConflictsUnsolved(cases(april))));
    assert_eq!(complaint(|of| of.solved = Some(date(1998, 4, 1))), Standing::Clear);
    assert_eq!(standing(Mistake::Conflicts, vec![]), Standing::Unknown);
    assert_eq!(standing(Mistake::Conflicts, met(april)), Standing::Clear, "what went wrong would be written down");
}

#[test]
fn an_empty_file_knows_too_little() {
    let Standing::Found(found) = standing(Mistake::Knowledge, vec![]) else { panic!("nothing is known") };
    assert!(matches!(found.as_slice(), [Evidence::LittleKnown(known), Evidence::NobodyDecides] if *known < 0.5));
    let known = decider();
    let Standing::Found(found) = standing(Mistake::Knowledge, known) else { panic!("still next to nothing is known") };
    assert!(matches!(found.as_slice(), [Evidence::LittleKnown(_)]), "{found:?}");
}

/// Somebody who decides, and how they stand.
fn decider() -> Vec<Edit> {
    let contact = Contact {
        account: Some(ID),
        name: "Ana".into(),
        roles: [BuyingRole::Decider].into_iter().collect(),
        stance: Some(Stance::Neutral),
        ..Contact::default()
    };
    contact.create(RecordId::well_known(0x301))
}

#[test]
fn what_is_negotiated_soon_is_prepared() {
    let negotiations = |edits: Vec<Vec<Edit>>| standing(Mistake::Negotiations, edits.concat());
    let unprepared = |ahead, day| {
        let missing = vec![Need::Decider, Need::Stances, Need::Competitors];
        one(Evidence::Unprepared { ahead, day, missing })
    };
    let soon = |days: i32| today().plus(days);
    assert_eq!(negotiations(vec![met(soon(14))]), unprepared(Ahead::Meeting, soon(14)));
    assert_eq!(negotiations(vec![met(soon(15))]), Standing::Unknown, "nothing is ahead");
    assert_eq!(negotiations(vec![met(today())]), Standing::Unknown, "it took place");
    let tender = |due| Tender { account: Some(ID), due: Some(due), ..Tender::default() }.create(PART);
    assert_eq!(negotiations(vec![tender(soon(30))]), unprepared(Ahead::Bid, soon(30)));
    assert_eq!(negotiations(vec![tender(soon(31))]), Standing::Unknown);
    let offer = |valid_until| Offer { account: Some(ID), valid_until, ..Offer::default() }.create(PART);
    assert_eq!(negotiations(vec![offer(Some(today()))]), unprepared(Ahead::Offer, today()));
    let rival = CompetitorAtAccount { account: Some(ID), ..CompetitorAtAccount::default() };
    let rival = rival.create(RecordId::well_known(0x302));
    assert_eq!(negotiations(vec![met(soon(3)), decider(), rival.clone()]), Standing::Clear);
    let missing = vec![Need::Competitors];
    let found = negotiations(vec![met(soon(3)), decider()]);
    assert_eq!(found, one(Evidence::Unprepared { ahead: Ahead::Meeting, day: soon(3), missing }));
}

/// What somebody prepared isn't told as unprepared, whatever the file doesn't know: it says itself what is missing.
#[test]
fn a_negotiation_that_is_prepared_is_no_mistake_and_covers_its_meeting_and_its_offer() {
    let negotiations = |edits: Vec<Vec<Edit>>| standing(Mistake::Negotiations, edits.concat());
    let soon = |days: i32| today().plus(days);
    let talk = |day, prepared| Negotiation {
        account: Some(ID),
        day: Some(day),
        prepared,
        touch: Some(RecordId::well_known(0x300)),
        offer: Some(PART),
        ..Negotiation::default()
    };
    let of = |talk: &Negotiation| talk.create(RecordId::well_known(0x303));
    let unready = |day, lacking| one(Evidence::Unready { negotiation: RecordId::well_known(0x303), day, lacking });
    assert_eq!(negotiations(vec![of(&talk(soon(14), None))]), unready(soon(14), 9), "of ten only its day is known");
    assert_eq!(negotiations(vec![of(&talk(soon(15), None))]), Standing::Unknown, "nothing is ahead");
    assert_eq!(negotiations(vec![of(&talk(soon(14), Some(today())))]), Standing::Clear);
    assert_eq!(negotiations(vec![of(&talk(soon(14), Some(soon(1))))]), unready(soon(14), 9), "it isn't yet");
    let held = Negotiation { held: Some(today()), ..talk(today(), None) };
    assert_eq!(negotiations(vec![of(&held)]), Standing::Unknown, "it took place");
    // The meeting it names, one on its day, and the offer it is about; a bid is none of these.
    let offer = Offer { account: Some(ID), valid_until: Some(soon(3)), ..Offer::default() }.create(PART);
    let prepared = of(&talk(soon(5), Some(today())));
    assert_eq!(negotiations(vec![met(soon(9)), offer, prepared.clone()]), Standing::Clear);
    let same_day = Negotiation { touch: None, ..talk(soon(9), Some(today())) };
    assert_eq!(negotiations(vec![met(soon(9)), of(&same_day)]), Standing::Clear);
    let tender = Tender { account: Some(ID), due: Some(soon(5)), ..Tender::default() }.create(PART);
    let Standing::Found(found) = negotiations(vec![tender, prepared]) else { panic!("a bid is to be prepared") };
    assert!(matches!(found.as_slice(), [Evidence::Unprepared { ahead: Ahead::Bid, .. }]), "{found:?}");
}

#[test]
fn what_we_can_do_was_shown_within_a_year() {
    let topic = |shown: Option<Date>, next| {
        let topic =
            BriefingTopic { account: Some(ID), topic: "Organic".into(), shown, next, ..BriefingTopic::default() };
        standing_of(Mistake::Product, topic.create(PART), Given { keeps_topics: true, ..Given::default() })
    };
    let ago = |days: i32| Some(today().plus(-days));
    assert_eq!(topic(ago(364), None), Standing::Clear);
    assert_eq!(topic(ago(365), None), one(Evidence::NotShown(ago(365))));
    assert_eq!(topic(None, None), one(Evidence::NotShown(None)));
    assert_eq!(topic(ago(9), ago(1)), one(Evidence::TopicsLate(cases(today().plus(-1)))));
    assert_eq!(topic(ago(9), Some(today())), Standing::Clear, "there is still time");
    assert_eq!(standing(Mistake::Product, vec![]), Standing::Unknown, "nobody keeps such lists");
    let key = vec![account::field::name.set(ID, "Alfa".into())];
    let none = standing_of(Mistake::Product, key, Given { keeps_topics: true, ..Given::default() });
    assert_eq!(none, one(Evidence::NotShown(None)), "others have theirs");
}
