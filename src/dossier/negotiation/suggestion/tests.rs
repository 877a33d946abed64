//! What is suggested of a full book, what each becomes, and that it becomes it once.

use super::*;
use crate::book::{AccountTypes, Amount, Quantity, negotiation, negotiation_proposal};
use crate::calendar::date;
use crate::dossier::health::AsOf;
use crate::dossier::negotiation::testing::{DECIDER, Made, TALK, part};
use crate::dossier::testing::{ID, book, today};

fn suggested(made: &Made, proposed: &[&str]) -> Vec<Suggestion> {
    let dossier = made.dossier();
    let as_of = AsOf { today: today(), fresh: 365 };
    let groups = ["Tea".to_owned()];
    let health = Health::of(&dossier, &AccountTypes::default(), &groups, as_of);
    let proposed: Vec<String> = proposed.iter().map(|group| (*group).to_owned()).collect();
    let sources = Sources { health: &health, groups: &groups, proposed: &proposed, today: today() };
    made.file().suggestions(&dossier, sources)
}

fn parts(all: &[Suggestion]) -> Vec<Part> {
    let mut parts: Vec<Part> = all.iter().map(Suggestion::part).collect();
    parts.dedup();
    parts
}

/// All there is to suggest.
fn full() -> Made {
    let account = Some(ID);
    let mut made = Made::begun();
    let plan = AccountPlan { account, offer: "One van".into(), ..AccountPlan::default() };
    let objective = PlanObjective {
        account,
        plan: Some(part(61)),
        what: "Know finance".into(),
        measure: Some(PlanMeasure::Hand),
        unit: "people".into(),
        count_target: Some(Quantity::of(2)),
        count: Some(Quantity::of(1)),
        ..PlanObjective::default()
    };
    let rival = CompetitorAtAccount {
        account,
        competitor: Some(part(90)),
        offer: "8 % and 60 days".into(),
        answer: "They have 31 of 77".into(),
        ..CompetitorAtAccount::default()
    };
    let complaint = Complaint {
        account,
        day: Some(date(1998, 4, 20)),
        subject: "Labels".into(),
        contacts: vec![DECIDER],
        measures: "Stickers".into(),
        ..Complaint::default()
    };
    let promise = Promise { account, what: "Samples".into(), contacts: vec![DECIDER], ..Promise::default() };
    let offer = Offer { account, subject: "14 lines".into(), ..Offer::default() };
    let opportunity = Opportunity { account, what: "Rice".into(), ..Opportunity::default() };
    made.add(plan.create(part(61))).add(objective.create(part(62))).add(rival.create(part(63)));
    made.add(complaint.create(part(64))).add(promise.create(part(65))).add(offer.create(part(66)));
    made.add(opportunity.create(part(67)));
    made.add(vec![
        negotiation::field::plan.set(TALK, Some(part(61))),
        negotiation::field::contacts.set(TALK, vec![DECIDER]),
    ]);
    made
}

#[test]
fn the_book_suggests_for_every_part_and_takes_nothing_over_by_itself() {
    let made = full();
    let all = suggested(&made, &["Seafood"]);
    assert_eq!(parts(&all), [Part::Point, Part::Question, Part::Position, Part::Proposal]);
    for wanted in [
        Suggestion::Objective(part(62)),
        Suggestion::Person(DECIDER),
        Suggestion::Rival(part(63)),
        Suggestion::Complaint(part(64)),
        Suggestion::Promise(part(65)),
        Suggestion::Offer(part(66)),
        Suggestion::Opportunity(part(67)),
        Suggestion::PlanOffer(part(61)),
        Suggestion::Group("Seafood".into()),
    ] {
        assert!(all.contains(&wanted), "{wanted:?}");
    }
    assert_eq!(all.iter().filter(|of| matches!(of, Suggestion::Ask(_))).count(), QUESTIONS);
    assert_eq!(made.file().parts().count(), 0);
    let mut held = full();
    held.add(vec![negotiation::field::held.set(TALK, Some(today()))]);
    assert_eq!(suggested(&held, &["Seafood"]), [], "once it was held there is nothing to prepare");
}

#[test]
fn what_is_taken_over_is_a_row_once_and_is_not_suggested_again() {
    let mut made = full();
    let all = suggested(&made, &["Seafood"]);
    for of in &all {
        let said = Said { what: "words".into(), more: String::new() };
        let change = of.taken(&made.file(), &made.dossier(), said, None, "Ernst".into());
        let again = of.taken(&made.file(), &made.dossier(), Said::default(), None, "Ernst".into());
        assert!(change.edits.iter().chain(&again.edits).all(|edit| edit.id == of.row(TALK)));
        made.add(change.edits);
    }
    assert_eq!(made.file().parts().count(), all.len());
    let left = suggested(&made, &["Seafood"]);
    assert!(left.iter().all(|of| matches!(of, Suggestion::Ask(_)) && !all.contains(of)), "{left:?}");
    // Deleted, it may be taken over anew.
    let proposal = Suggestion::Offer(part(66));
    made.add(vec![Edit::delete::<NegotiationProposal>(proposal.row(TALK))]);
    assert!(suggested(&made, &[]).contains(&proposal));
    let back = proposal.taken(&made.file(), &made.dossier(), Said::default(), None, String::new());
    made.add(back.edits);
    assert!(!suggested(&made, &[]).contains(&proposal));
}

#[test]
fn a_row_brings_along_what_its_record_knows() {
    let made = full();
    let (file, dossier, me) = (made.file(), made.dossier(), Some(part(80)));
    let taken = |of: Suggestion| {
        let said = Said { what: "Said".into(), more: "More".into() };
        let mut book = book(Vec::new());
        let id = of.row(TALK);
        let change = of.taken(&file, &dossier, said, me, "Ernst".into());
        book.apply(&change, crate::book::Stamp { millis: 7, ..Default::default() });
        (book, id)
    };
    let (book, id) = taken(Suggestion::Objective(part(62)));
    let point: NegotiationPoint = book.get(id).expect("a point");
    assert_eq!((point.want, point.now, point.unit.as_str()), (Some(Quantity::of(2)), Some(Quantity::of(1)), "people"));
    let (book, id) = taken(Suggestion::Ask(Question::Decider));
    let question: NegotiationQuestion = book.get(id).expect("a question");
    assert_eq!((question.contact, question.because.as_str()), (Some(DECIDER), "More"), "the one who comes");
    let (book, id) = taken(Suggestion::Complaint(part(64)));
    let position: NegotiationPosition = book.get(id).expect("a position");
    assert_eq!((position.contact, position.heard), (Some(DECIDER), Some(date(1998, 4, 20))));
    assert_eq!((position.says.as_str(), position.answer.as_str()), ("Said", "Stickers"));
    let (book, id) = taken(Suggestion::Person(DECIDER));
    assert_eq!(book.get::<NegotiationPosition>(id).and_then(|of| of.colleague), me, "a guess is somebody's");
    let (book, id) = taken(Suggestion::Offer(part(66)));
    assert_eq!(book.value(id, negotiation_proposal::field::serves), "More");
}

#[test]
fn what_was_left_open_the_last_time_is_suggested_again() {
    let mut made = Made::begun();
    let money = Some(Amount { minor: 500, currency: Default::default() });
    let before = crate::book::Negotiation {
        account: Some(ID),
        held: Some(date(1997, 11, 11)),
        ..crate::book::Negotiation::default()
    };
    let row = |negotiation| NegotiationConcession {
        account: Some(ID),
        negotiation,
        what: "6 %".into(),
        cost: money,
        ..NegotiationConcession::default()
    };
    let granted = NegotiationConcession { granted: true, ..row(Some(part(70))) };
    let asked = NegotiationQuestion {
        account: Some(ID),
        negotiation: Some(part(70)),
        what: "Who signs?".into(),
        ..NegotiationQuestion::default()
    };
    let answered = NegotiationQuestion { answer: "She does".into(), ..asked.clone() };
    made.add(before.create(part(70))).add(row(Some(part(70))).create(part(71))).add(granted.create(part(72)));
    made.add(asked.create(part(73))).add(answered.create(part(74)));
    let all = suggested(&made, &[]);
    let kept: Vec<_> = all.iter().filter(|of| matches!(of, Suggestion::Kept(_))).collect();
    assert_eq!(kept, [&Suggestion::Kept(part(71))]);
    let unanswered: Vec<_> = all.iter().filter(|of| matches!(of, Suggestion::Unanswered(_))).collect();
    assert_eq!(unanswered, [&Suggestion::Unanswered(part(73))]);
    let change = kept[0].taken(&made.file(), &made.dossier(), Said::default(), None, String::new());
    made.add(change.edits);
    let file = made.file();
    assert_eq!(file.concessions.first().map(|(_, of)| (of.cost, of.negotiation)), Some((money, Some(TALK))));
}
