//! What the book suggests for a negotiation, and what each becomes that a person takes over (R12): a row of its own,
//! whose id follows from what was suggested, so that two colleagues who take it over have it once.

use super::known::last_held;
use super::{NegotiationFile, Part};
use crate::book::{
    AccountPlan, Answer, Change, CompetitorAtAccount, Complaint, Contact, Edit, Label, NegotiationConcession,
    NegotiationPoint, NegotiationPosition, NegotiationProposal, NegotiationQuestion, Offer, Opportunity, PlanMeasure,
    PlanObjective, Promise, RecordId, RecordKind, WhiteSpace,
};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::brief::{self, Question};
use crate::dossier::health::Health;

/// So many questions are suggested at once: one more comes with each that is taken over.
const QUESTIONS: usize = 5;

/// Something that could be prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// An objective of the plan it serves is a point.
    Objective(RecordId),
    /// The file doesn't know it, or isn't sure any more.
    Ask(Question),
    /// What was asked the last time and not answered.
    Unanswered(RecordId),
    /// What somebody who comes will say.
    Person(RecordId),
    /// What a competitor offers there.
    Rival(RecordId),
    /// A complaint that isn't solved will be spoken of.
    Complaint(RecordId),
    /// So will a promise of ours that is open.
    Promise(RecordId),
    /// What could be given the last time and wasn't.
    Kept(RecordId),
    /// An offer of ours that stands.
    Offer(RecordId),
    /// Something they could buy besides.
    Opportunity(RecordId),
    /// What the plan offers to them alone.
    PlanOffer(RecordId),
    /// A product group that somebody else supplies.
    Space(RecordId),
    /// A product group that the figures propose.
    Group(String),
}

/// What a suggestion is made of, beside the dossier.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    pub health: &'a Health,
    /// The product groups we sell.
    pub groups: &'a [String],
    /// Those of them the figures propose to this account.
    pub proposed: &'a [String],
    pub today: Date,
}

/// What is said of a suggestion in the language of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What it is: a question, what they will say, a proposal.
    pub what: String,
    /// What more there is to it: the target of an objective, why something is asked.
    pub more: String,
}

impl Suggestion {
    /// Of which part it becomes a row.
    pub fn part(&self) -> Part {
        match self {
            Self::Objective(_) => Part::Point,
            Self::Ask(_) | Self::Unanswered(_) => Part::Question,
            Self::Person(_) | Self::Rival(_) | Self::Complaint(_) | Self::Promise(_) => Part::Position,
            Self::Kept(_) => Part::Concession,
            Self::Offer(_) | Self::Opportunity(_) | Self::PlanOffer(_) | Self::Space(_) | Self::Group(_) => {
                Part::Proposal
            }
        }
    }

    /// Its name, the same on every device.
    fn code(&self) -> String {
        match self {
            Self::Objective(id) => format!("objective {id}"),
            Self::Ask(question) => format!("ask {}", question_code(question)),
            Self::Unanswered(id) => format!("unanswered {id}"),
            Self::Person(id) => format!("person {id}"),
            Self::Rival(id) => format!("rival {id}"),
            Self::Complaint(id) => format!("complaint {id}"),
            Self::Promise(id) => format!("promise {id}"),
            Self::Kept(id) => format!("kept {id}"),
            Self::Offer(id) => format!("offer {id}"),
            Self::Opportunity(id) => format!("opportunity {id}"),
            Self::PlanOffer(id) => format!("plan {id}"),
            Self::Space(id) => format!("space {id}"),
            Self::Group(group) => format!("group {}", group.trim().to_lowercase()),
        }
    }

    /// The id of the row it becomes.
    pub fn row(&self, negotiation: RecordId) -> RecordId {
        RecordId::derived(negotiation, &self.code())
    }

    /// The change by which it becomes a row of the negotiation; `me` is who takes it over, `of` what the account is
    /// called.
    pub fn taken(
        &self,
        file: &NegotiationFile,
        dossier: &Dossier,
        said: Said,
        me: Option<RecordId>,
        of: String,
    ) -> Change {
        let row = self.row(file.id);
        let (account, negotiation) = (Some(file.account), Some(file.id));
        let Said { what, more } = said;
        let mut edits = match self.part() {
            Part::Point => {
                let objective = self.record(|id| dossier.get::<PlanObjective>(id)).unwrap_or_default();
                let by_hand = objective.measure == Some(PlanMeasure::Hand);
                let point = NegotiationPoint {
                    account,
                    negotiation,
                    what,
                    goal: more,
                    unit: objective.unit,
                    want: objective.count_target.filter(|_| by_hand),
                    now: objective.count.filter(|_| by_hand),
                    ..NegotiationPoint::default()
                };
                point.create(row)
            }
            Part::Question => {
                let before = self.record(|id| dossier.get::<NegotiationQuestion>(id)).unwrap_or_default();
                // Where one person comes it is for them.
                let only = <[RecordId; 1]>::try_from(file.record.contacts.as_slice()).ok().map(|[only]| only);
                let question = NegotiationQuestion {
                    account,
                    negotiation,
                    what,
                    contact: before.contact.or(only),
                    because: if before.because.is_empty() { more } else { before.because },
                    ..NegotiationQuestion::default()
                };
                question.create(row)
            }
            Part::Position => {
                let position = self.position(dossier, what, me);
                NegotiationPosition { account, negotiation, ..position }.create(row)
            }
            Part::Concession => {
                let before = self.record(|id| dossier.get::<NegotiationConcession>(id)).unwrap_or_default();
                NegotiationConcession { account, negotiation, granted: false, sample: false, ..before }.create(row)
            }
            Part::Proposal => {
                let proposal =
                    NegotiationProposal { account, negotiation, what, serves: more, ..NegotiationProposal::default() };
                proposal.create(row)
            }
        };
        // One that was taken over before may have been deleted.
        edits.push(Edit::revive(row, self.part().kind().code));
        Change::new(Label::Add { kind: self.part().kind().words(), of }, edits)
    }

    fn position(&self, dossier: &Dossier, says: String, me: Option<RecordId>) -> NegotiationPosition {
        let position = NegotiationPosition { says, ..NegotiationPosition::default() };
        match self {
            Self::Person(id) => {
                let person: Contact = dossier.get(*id).unwrap_or_default();
                NegotiationPosition { contact: Some(*id), interest: person.values, colleague: me, ..position }
            }
            Self::Rival(id) => {
                let rival: CompetitorAtAccount = dossier.get(*id).unwrap_or_default();
                NegotiationPosition { answer: rival.answer, colleague: me, ..position }
            }
            Self::Complaint(id) => {
                let complaint: Complaint = dossier.get(*id).unwrap_or_default();
                let contact = complaint.contacts.first().copied();
                NegotiationPosition { contact, answer: complaint.measures, heard: complaint.day, ..position }
            }
            Self::Promise(id) => {
                let promise: Promise = dossier.get(*id).unwrap_or_default();
                let contact = promise.contacts.first().copied();
                NegotiationPosition { contact, heard: promise.day, colleague: me, ..position }
            }
            _ => position,
        }
    }

    /// The record it comes from, read.
    fn record<K>(&self, read: impl Fn(RecordId) -> Option<K>) -> Option<K> {
        match self {
            Self::Objective(id) | Self::Unanswered(id) | Self::Kept(id) => read(*id),
            _ => None,
        }
    }
}

fn question_code(question: &Question) -> String {
    match question {
        Question::Fact(name) => format!("fact {name}"),
        Question::StillSo(name) => format!("still {name}"),
        Question::Decider => "decider".into(),
        Question::Stance(id) => format!("stance {id}"),
        Question::MorePeople => "people".into(),
        Question::Levels => "levels".into(),
        Question::Values => "values".into(),
        Question::Competitors => "competitors".into(),
        Question::ContractEnd(id) => format!("contract {id}"),
        Question::Spend(group) => format!("spend {}", group.trim().to_lowercase()),
    }
}

impl NegotiationFile {
    /// What could be prepared and isn't yet, by the parts of a negotiation; nothing once it was held.
    pub fn suggestions(&self, dossier: &Dossier, sources: Sources<'_>) -> Vec<Suggestion> {
        if !self.record.is_open() {
            return Vec::new();
        }
        let before = last_held(dossier, sources.today).map(|(_, file)| file);
        let mut all = self.points_to_take(dossier);
        all.extend(self.questions_to_take(dossier, before.as_ref(), sources));
        all.extend(self.positions_to_take(dossier));
        let kept = before.iter().flat_map(|file| &file.concessions).filter(|(_, of)| !of.granted);
        all.extend(kept.map(|(id, _)| Suggestion::Kept(*id)));
        all.extend(self.proposals_to_take(dossier, sources.proposed));
        all.retain(|of| !self.is_taken(dossier, of));
        all
    }

    /// Whether it became a row, or a person wrote down the same.
    fn is_taken(&self, dossier: &Dossier, of: &Suggestion) -> bool {
        let row = of.row(self.id);
        let has = |part: &Part| dossier.part(row).is_some_and(|record| record.kind == part.kind().code);
        let by_person = |id: &RecordId| self.positions.iter().any(|(_, position)| position.contact == Some(*id));
        has(&of.part()) || matches!(of, Suggestion::Person(id) if by_person(id))
    }

    fn points_to_take(&self, dossier: &Dossier) -> Vec<Suggestion> {
        let Some(plan) = self.record.plan else { return Vec::new() };
        let of_plan = dossier.all::<PlanObjective>().filter(|(_, of)| of.plan == Some(plan));
        of_plan.map(|(id, _)| Suggestion::Objective(id)).collect()
    }

    fn questions_to_take(
        &self,
        dossier: &Dossier,
        before: Option<&Self>,
        Sources { health, groups, today, .. }: Sources<'_>,
    ) -> Vec<Suggestion> {
        let unanswered = before.into_iter().flat_map(|file| &file.questions);
        let unanswered = unanswered.filter(|(_, of)| of.answer.trim().is_empty());
        let asked = brief::questions(dossier, health, groups, today).into_iter().map(Suggestion::Ask);
        let asked = asked.filter(|of| !self.is_taken(dossier, of)).take(QUESTIONS);
        unanswered.map(|(id, _)| Suggestion::Unanswered(*id)).chain(asked).collect()
    }

    fn positions_to_take(&self, dossier: &Dossier) -> Vec<Suggestion> {
        let people = self.record.contacts.iter().filter(|id| dossier.get::<Contact>(**id).is_some());
        let rivals = dossier.all::<CompetitorAtAccount>();
        let rivals = rivals.filter(|(_, of)| of.competitor.is_some() && !of.offer.trim().is_empty());
        let complaints = dossier.all::<Complaint>().filter(|(_, of)| of.is_open());
        let promises = dossier.all::<Promise>().filter(|(_, of)| of.is_open() && of.is_ours());
        people
            .map(|id| Suggestion::Person(*id))
            .chain(rivals.map(|(id, _)| Suggestion::Rival(id)))
            .chain(complaints.map(|(id, _)| Suggestion::Complaint(id)))
            .chain(promises.map(|(id, _)| Suggestion::Promise(id)))
            .collect()
    }

    fn proposals_to_take(&self, dossier: &Dossier, proposed: &[String]) -> Vec<Suggestion> {
        let offers = dossier.all::<Offer>();
        let offers = offers.filter(|(_, offer)| matches!(offer.outcome, None | Some(Answer::Open)));
        let opportunities = dossier.all::<Opportunity>().filter(|(_, of)| of.is_open());
        let plans = dossier.all::<AccountPlan>();
        let plans = plans.filter(|(_, plan)| plan.is_open() && !plan.offer.trim().is_empty());
        let spaces = dossier.all::<WhiteSpace>();
        let spaces = spaces.filter(|(_, cell)| cell.competitor.is_some() && cell.spend.is_some());
        plans
            .map(|(id, _)| Suggestion::PlanOffer(id))
            .chain(offers.map(|(id, _)| Suggestion::Offer(id)))
            .chain(opportunities.map(|(id, _)| Suggestion::Opportunity(id)))
            .chain(proposed.iter().cloned().map(Suggestion::Group))
            .chain(spaces.map(|(id, _)| Suggestion::Space(id)))
            .collect()
    }
}

#[cfg(test)]
mod tests;
