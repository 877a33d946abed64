//! What people know, as records.
//!
//! A [`Record`] is a kind and a set of stamped fields; a [`Change`] is a labelled list of edits
//! to them. Applying a change returns its inverse, so undo is written once for every kind.
//!
//! **Invariant:** nothing here knows a file format, a figure or a browser. A new kind of record
//! is one file that calls [`record_kind!`](crate::record_kind); if people fill it in, it describes itself
//! to them in a [`Kind`] beside that, and is listed in [`KINDS`].

pub mod absence;
pub mod account;
pub mod account_plan;
pub mod alias;
pub mod author;
pub mod briefing_topic;
pub mod colleague;
pub mod competitor;
pub mod competitor_at_account;
pub mod complaint;
pub mod contact;
pub mod custom_field;
pub mod delivery_correction;
pub mod distinct;
pub mod erasing;
pub mod favour;
pub mod hand_over;
pub mod handling;
pub mod import_batch;
pub mod interaction;
pub mod kind;
pub mod loss_verdict;
pub mod market_profile;
pub mod merge_receipt;
pub mod negotiation;
pub mod negotiation_concession;
pub mod negotiation_point;
pub mod negotiation_position;
pub mod negotiation_proposal;
pub mod negotiation_question;
pub mod note;
pub mod offer;
pub mod opportunity;
pub mod organisation;
pub mod plan_action;
pub mod plan_goal;
pub mod plan_objective;
pub mod plan_person;
pub mod plan_review;
pub mod planned_step;
pub mod playbook;
pub mod promise;
pub mod prospect;
pub mod qualification;
pub mod question_set;
pub mod rate;
pub mod request;
pub mod satisfaction_interview;
pub mod saved_spec;
pub mod segment_strategy;
pub mod settings;
pub mod skill_assessment;
pub mod snapshot;
pub mod spelling;
pub mod team_member;
pub mod tender;
pub mod tie;
pub mod white_space;
pub mod win_back;
pub mod win_back_step;

mod amount;
mod applying;
mod birthday;
mod cadence;
mod change;
mod codes;
mod colleagues;
mod confirmation;
mod edit;
mod forward;
mod hours;
mod id;
mod imports_seen;
mod index;
mod joining;
mod label;
mod loss_reason;
mod mark;
mod merged;
mod quantity;
mod reach;
mod receipt;
mod record;
mod relationship;
mod restoring;
mod seen;
mod setting_group;
mod stamp;
mod taking_back;
mod whole;

pub use absence::{Absence, AbsenceReason};
pub use account::{Account, StandsFor};
pub use account_plan::{AccountPlan, PlanBeginning, PlanKind};
pub use alias::Alias;
pub use amount::Amount;
pub use applying::Applying;
pub use author::Author;
pub use birthday::Birthday;
pub use briefing_topic::BriefingTopic;
pub use cadence::{Cadence, Cadences, OwnCadence};
pub use change::Change;
pub use codes::{CodeSet, Coded, Named};
pub use colleague::Colleague;
pub use colleagues::Colleagues;
pub use competitor::{Competitor, PriceLevel};
pub use competitor_at_account::{CompetitorAtAccount, Threat};
pub use complaint::{CauseKind, Complaint, CustomerVerdict, Severity};
pub use confirmation::{Confirmation, confirmed, confirms};
pub use contact::{BuyingRole, BuyingRoles, Contact, Influence, Rank, Stance};
pub use custom_field::CustomField;
pub use delivery_correction::{DeliveryCorrection, Fault};
pub use distinct::Distinct;
pub use edit::Edit;
pub use erasing::{Erasing, Mention, Naming};
pub use favour::{Favour, FavourKind, Side};
pub use forward::{Forward, bring_forward};
pub use hand_over::HandOver;
pub use handling::Handling;
pub use hours::Hours;
pub use id::RecordId;
pub use import_batch::{ImportBatch, Numbering};
pub use imports_seen::ImportsSeen;
pub use interaction::{Channel, Interaction};
pub use joining::{Bulk, Decisions, Deletion, DeletionConflict, JoinSteps, Joined, Joining, Setting, ValueConflict};
pub use label::Label;
pub use loss_reason::{Hands, LossCause, LossReason};
pub use loss_verdict::{LossBasis, LossVerdict};
pub use mark::Mark;
pub use market_profile::{BrandMark, MarketProfile};
pub use merge_receipt::{DecidedConflict, MergeReceipt, Side as MergeSide};
pub use merged::{Merged, merge_accounts};
pub use negotiation::{Negotiation, NegotiationOutcome};
pub use negotiation_concession::NegotiationConcession;
pub use negotiation_point::NegotiationPoint;
pub use negotiation_position::NegotiationPosition;
pub use negotiation_proposal::NegotiationProposal;
pub use negotiation_question::NegotiationQuestion;
pub use note::Note;
pub use offer::{Answer, Offer};
pub use opportunity::{Likelihood, Opportunity, OpportunityOutcome, OpportunitySource};
pub use organisation::{Organisation, OrganisationModel};
pub use plan_action::{PlanAction, ReachStage};
pub use plan_goal::PlanGoal;
pub use plan_objective::{Carried, PlanMeasure, PlanObjective};
pub use plan_person::PlanPerson;
pub use plan_review::PlanReview;
pub use planned_step::PlannedStep;
pub use playbook::{Playbook, PlaybookStep};
pub use promise::{Kept, Promise};
pub use prospect::{Prospect, ProspectOutcome, ProspectSource};
pub use qualification::{Qualification, QualifyingQuestion, YesNo};
pub use quantity::Quantity;
pub use question_set::{AnswerKind, Answered, Question, QuestionSet};
pub use rate::Rate;
pub use reach::{Reach, ReachKind};
pub use receipt::Receipt;
pub use record::{ACCOUNT, DELETED, ERASED, Field, Record, RecordKind, Register, stored};
pub use relationship::{AccountType, AccountTypes, HealthColour, KeyDecision, Level, Stage};
pub use request::Request;
pub use restoring::Restoring;
pub use satisfaction_interview::{Became, SatisfactionInterview, Way};
pub use saved_spec::SavedSpec;
pub use seen::{OneEdit, Seen};
pub use segment_strategy::SegmentStrategy;
pub use setting_group::SettingGroup;
pub use settings::{Crossing, LeapDay, Measure, PeriodUnit, ProviderOf, SETTINGS, Settings};
pub use skill_assessment::{Skill, SkillAssessment, SkillStep};
pub use snapshot::{KeptResult, Snapshot};
pub use stamp::{Actor, Clock, Device, Stamp};
pub use team_member::{TeamMember, TeamRole};
pub use tender::{Tender, TenderOutcome, TenderReason};
pub use tie::{Strength, Tie};
pub use white_space::{Source, WhiteSpace};
pub use whole::Whole;
pub use win_back::{GoneState, OfferKind, WinBack, WinBackOutcome};
pub use win_back_step::WinBackStep;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Bound;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use index::{Index, Indexed};
use record::{is_of_tombstone, is_singleton};

use kind::{FormField, Kind, KindWords};

/// The kinds of record that people fill in one by one, in the order they are offered.
pub static KINDS: &[&Kind] = &[
    &contact::CONTACT,
    &tie::TIE,
    &colleague::COLLEAGUE,
    &skill_assessment::SKILL_ASSESSMENT,
    &absence::ABSENCE,
    &organisation::ORGANISATION,
    &team_member::TEAM_MEMBER,
    &interaction::INTERACTION,
    &satisfaction_interview::SATISFACTION_INTERVIEW,
    &offer::OFFER,
    &opportunity::OPPORTUNITY,
    &promise::PROMISE,
    &planned_step::PLANNED_STEP,
    &account_plan::ACCOUNT_PLAN,
    &plan_goal::PLAN_GOAL,
    &plan_objective::PLAN_OBJECTIVE,
    &plan_person::PLAN_PERSON,
    &plan_action::PLAN_ACTION,
    &plan_review::PLAN_REVIEW,
    &negotiation::NEGOTIATION,
    &negotiation_point::NEGOTIATION_POINT,
    &negotiation_question::NEGOTIATION_QUESTION,
    &negotiation_position::NEGOTIATION_POSITION,
    &negotiation_concession::NEGOTIATION_CONCESSION,
    &negotiation_proposal::NEGOTIATION_PROPOSAL,
    &hand_over::HAND_OVER,
    &prospect::PROSPECT,
    &qualification::QUALIFICATION,
    &market_profile::MARKET_PROFILE,
    &loss_verdict::LOSS_VERDICT,
    &win_back::WIN_BACK,
    &win_back_step::WIN_BACK_STEP,
    &briefing_topic::BRIEFING_TOPIC,
    &favour::FAVOUR,
    &request::REQUEST,
    &complaint::COMPLAINT,
    &delivery_correction::DELIVERY_CORRECTION,
    &tender::TENDER,
    &competitor_at_account::COMPETITOR_AT_ACCOUNT,
    &competitor::COMPETITOR,
    &white_space::WHITE_SPACE,
    &note::NOTE,
    &custom_field::CUSTOM_FIELD,
];

/// How a field of a kind of record is entered, if it has a place in a form.
pub fn form_field(kind: &str, field: &str) -> Option<&'static FormField> {
    if kind == Account::KIND { account::form_field(field) } else { KindWords::of_code(kind)?.field(field) }
}

/// All records, living and deleted, by id.
///
/// Cloning is cheap enough for a signal: records and the index are shared, only the list of them is
/// copied.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "BTreeMap<RecordId, Arc<Record>>")]
pub struct Book {
    records: BTreeMap<RecordId, Arc<Record>>,
    /// Follows from the records.
    index: Arc<Index>,
}

impl From<BTreeMap<RecordId, Arc<Record>>> for Book {
    fn from(mut records: BTreeMap<RecordId, Arc<Record>>) -> Self {
        for record in records.values_mut().filter(|record| record.is_erased()) {
            Arc::make_mut(record).forget_if_erased();
        }
        let index = Arc::new(Index::of(&records));
        Self { records, index }
    }
}

impl Serialize for Book {
    /// As the records alone.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.records.serialize(serializer)
    }
}

impl PartialEq for Book {
    fn eq(&self, other: &Self) -> bool {
        self.records == other.records
    }
}

impl Book {
    /// Every record, deleted ones included, in id order (that is, by time of creation).
    pub fn records(&self) -> impl Iterator<Item = (RecordId, &Record)> {
        self.records.iter().map(|(id, record)| (*id, record.as_ref()))
    }

    /// Every record, shared.
    pub fn all_shared(&self) -> impl Iterator<Item = (RecordId, &Arc<Record>)> {
        self.records.iter().map(|(id, record)| (*id, record))
    }

    /// The records after this one in id order, or all.
    pub fn records_after(&self, id: Option<RecordId>) -> impl Iterator<Item = (RecordId, &Record)> {
        let from = id.map_or(Bound::Unbounded, Bound::Excluded);
        self.records.range((from, Bound::Unbounded)).map(|(id, record)| (*id, record.as_ref()))
    }

    /// The record with this id, deleted or not.
    pub fn record(&self, id: RecordId) -> Option<&Record> {
        self.records.get(&id).map(Arc::as_ref)
    }

    /// The record with this id, deleted or not, shared.
    pub fn shared(&self, id: RecordId) -> Option<Arc<Record>> {
        self.records.get(&id).cloned()
    }

    /// What a person, a competitor or an account is called; one that is deleted still has its name.
    pub fn name(&self, id: RecordId) -> String {
        self.record(id).map(|record| record.get("name")).unwrap_or_default()
    }

    /// Every living record that belongs to one of these accounts, in id order: their people, their
    /// history, what competes there.
    pub fn belonging(&self, accounts: impl IntoIterator<Item = RecordId>) -> Vec<(RecordId, &Arc<Record>)> {
        let parts = accounts.into_iter().flat_map(|account| self.index.parts(account));
        let parts = parts.filter_map(|id| Some((id, self.records.get(&id)?)));
        let mut living: Vec<_> = parts.filter(|(_, record)| !record.is_deleted()).collect();
        living.sort_unstable_by_key(|(id, _)| *id);
        living
    }

    /// The ids of all that belongs to an account or did when it was deleted, in id order.
    pub fn ever_belonging(&self, account: RecordId) -> impl Iterator<Item = RecordId> {
        self.index.parts(account)
    }

    /// The ids of the living records of one kind, in id order.
    pub fn ids<K: RecordKind>(&self) -> impl Iterator<Item = RecordId> {
        self.index.of_kind(K::KIND)
    }

    /// The living records of a kind as they are stored, in id order.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = (RecordId, &Record)> {
        self.index.of_kind(kind).filter_map(|id| Some((id, self.record(id)?)))
    }

    /// The living records of one kind, typed. Whoever wants one field of each reads [`Book::values`].
    pub fn all<K: RecordKind>(&self) -> impl Iterator<Item = (RecordId, K)> {
        self.of_kind(K::KIND).map(|(id, record)| (id, K::read(record)))
    }

    /// One field of every living record of its kind, without reading the others.
    pub fn values<T: serde::de::DeserializeOwned + Default>(
        &self,
        field: Field<T>,
    ) -> impl Iterator<Item = (RecordId, T)> {
        self.of_kind(field.kind).map(move |(id, record)| (id, record.get(field.name)))
    }

    /// How many living records of a kind there are.
    pub fn count<K: RecordKind>(&self) -> usize {
        self.index.count(K::KIND)
    }

    /// One living record, typed; `None` if there is none of this kind under this id.
    pub fn get<K: RecordKind>(&self, id: RecordId) -> Option<K> {
        self.record(id).filter(|record| record.kind == K::KIND && !record.is_deleted()).map(K::read)
    }

    /// Which account counts for each that was merged into another.
    pub fn merged(&self) -> &Merged {
        self.index.merged()
    }

    /// The ids of the living accounts that aren't merged into another: those a person works with.
    pub fn account_ids(&self) -> impl Iterator<Item = RecordId> {
        let merged = self.merged();
        self.ids::<Account>().filter(move |id| merged.of_account(*id) == *id)
    }

    /// How many of them there are, without a look at each.
    pub fn account_count(&self) -> usize {
        let merged = self.merged().iter().filter(|(from, _)| self.has::<Account>(*from)).count();
        self.count::<Account>() - merged
    }

    /// The living accounts that aren't merged into another, with all their fields.
    pub fn accounts(&self) -> impl Iterator<Item = (RecordId, Account)> {
        self.account_ids().filter_map(|id| Some((id, Account::read(self.record(id)?))))
    }

    /// The living accounts that name this one as their parent, merged ones included.
    pub fn children(&self, parent: RecordId) -> impl Iterator<Item = RecordId> {
        self.index.children(parent)
    }

    /// Whether there is a living record of this kind under this id.
    pub fn has<K: RecordKind>(&self, id: RecordId) -> bool {
        self.record(id).is_some_and(|record| record.kind == K::KIND && !record.is_deleted())
    }

    /// One field of one living record, without reading the others.
    pub fn value<T: serde::de::DeserializeOwned + Default>(&self, id: RecordId, field: Field<T>) -> T {
        let record = self.record(id).filter(|record| record.kind == field.kind && !record.is_deleted());
        record.map(|record| record.get(field.name)).unwrap_or_default()
    }

    /// Whether nothing in it is alive. Settings, authors, our own people, strategies and receipts of merges alone don't
    /// fill a book.
    pub fn is_empty(&self) -> bool {
        self.index.kinds().all(|kind| is_singleton(kind) || [Colleague::KIND, MergeReceipt::KIND].contains(&kind))
    }

    /// What is shared with others, and the receipts of merges, which are of one device.
    pub fn without_receipts(&self) -> (Self, Self) {
        let (receipts, shared): (BTreeMap<_, _>, BTreeMap<_, _>) = self
            .records
            .iter()
            .map(|(id, record)| (*id, record.clone()))
            .partition(|(_, record)| record.kind == MergeReceipt::KIND);
        if receipts.is_empty() { (self.clone(), Self::default()) } else { (shared.into(), receipts.into()) }
    }

    /// The latest stamp anywhere in the book; a clock must not fall behind it.
    pub fn latest_stamp(&self) -> Stamp {
        self.records().map(|(_, record)| record.latest_stamp()).max().unwrap_or_default()
    }

    /// Takes over each edit that is newer than what is there, and returns the change that
    /// restores the values before. Edits without a stamp of their own are stamped `now`; a change
    /// names a field once.
    ///
    /// A register is taken when its stamp is greater; at equal stamps the greater value wins,
    /// so that the order in which two books meet doesn't matter.
    pub fn apply(&mut self, change: &Change, now: Stamp) -> Change {
        let mut applying = Applying::default();
        while !applying.step(self, change, now, usize::MAX) {}
        Change { label: change.label.clone(), edits: applying.inverse() }
    }

    /// Takes note of what a record says now. Mostly that is what it said before, and an index that is
    /// shared with a copy of the book stays shared.
    fn reindex(&mut self, id: RecordId, before: Indexed) {
        let Some(record) = self.records.get(&id) else { return };
        let now = Indexed::of(record);
        if before != now {
            Arc::make_mut(&mut self.index).put(id, &record.kind, before, now);
        }
    }

    /// Takes over every register of a record that beats the one here.
    pub fn join(&mut self, id: RecordId, mut record: Record) {
        record.forget_if_erased();
        let mut before = Indexed::default();
        match self.records.entry(id) {
            Entry::Vacant(place) => drop(place.insert(Arc::new(record))),
            Entry::Occupied(mut place) if **place.get() != record => {
                before = Indexed::of(place.get());
                Arc::make_mut(place.get_mut()).join(record);
            }
            Entry::Occupied(_) => return,
        }
        self.reindex(id, before);
    }

    /// Takes over every register of another book that beats the one here.
    pub fn join_book(&mut self, other: &Book) {
        if self.records.is_empty() {
            return self.clone_from(other);
        }
        for (id, record) in &other.records {
            match self.records.entry(*id) {
                Entry::Vacant(place) => {
                    place.insert(record.clone());
                    self.reindex(*id, Indexed::default());
                }
                Entry::Occupied(_) => self.join(*id, Record::clone(record)),
            }
        }
    }

    /// The edits that bring back what is deleted here and alive in `other`: for a backup read into a
    /// book that was emptied.
    pub fn revivals(&self, other: &Book) -> Vec<Edit> {
        let alive = other.records().filter(|(_, record)| !record.is_deleted());
        let is_gone = |record: &Record| record.is_deleted() && !record.is_erased();
        let deleted_here = alive.filter(|(id, _)| self.record(*id).is_some_and(is_gone));
        deleted_here.map(|(id, record)| Edit::raw(id, &record.kind, DELETED, Value::Null)).collect()
    }

    /// The change after which this book shows what `other` shows: what is different becomes as it is
    /// there, and what is not there is deleted.
    pub fn changes_to(&self, other: &Book, label: Label) -> Change {
        let mut restoring = Restoring::default();
        while !restoring.step(self, other, usize::MAX) {}
        Change { label, edits: restoring.edits().to_vec() }
    }

    /// The change that makes this book know all that `other` knows; empty if it does already.
    pub fn changes_from(&self, other: &Book, label: Label) -> Change {
        let mut edits = Vec::new();
        for (id, theirs) in other.records() {
            let ours = self.record(id);
            let is_erased = ours.is_some_and(Record::is_erased);
            for (field, register) in theirs.fields.iter().filter(|(field, _)| !is_erased || is_of_tombstone(field)) {
                if ours.and_then(|record| record.fields.get(field)).is_none_or(|mine| register.beats(mine)) {
                    edits.push(Edit {
                        id,
                        kind: theirs.kind.clone(),
                        field: field.clone(),
                        value: register.value.clone(),
                        stamp: Some(register.stamp),
                        origin: register.origin,
                    });
                }
            }
        }
        Change { label, edits }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    /// A small world in which collisions are common: 3 records, 3 fields, 4 values, 3 actors.
    fn edits() -> impl Strategy<Value = Vec<Edit>> {
        let edit = (0u8..3, 0u8..4, 0u8..4, 0u64..20, 0u64..3).prop_map(|(id, field, value, millis, actor)| Edit {
            id: RecordId::from_parts(1, [id; 10]),
            kind: "account".into(),
            field: ["name", "notes", "city", DELETED][usize::from(field)].into(),
            value: if field == 3 {
                json!(value > 1)
            } else {
                [Value::Null, json!("a"), json!("b"), json!(7)][usize::from(value)].clone()
            },
            stamp: Some(Stamp { millis, counter: 0, actor: Actor(actor) }),
            origin: None,
        });
        prop::collection::vec(edit, 0..12)
    }

    fn book_of(edits: Vec<Edit>) -> Book {
        let mut book = Book::default();
        book.apply(&Change { label: Label::Merge { file: String::new() }, edits }, Stamp::default());
        book
    }

    fn merged(a: &Book, b: &Book) -> Book {
        let mut sum = a.clone();
        sum.apply(&a.changes_from(b, Label::Merge { file: String::new() }), Stamp::default());
        sum
    }

    /// What a person can see: living records and their filled fields, without stamps.
    fn visible(book: &Book) -> Vec<(RecordId, Vec<(String, Value)>)> {
        book.records()
            .filter(|(_, record)| !record.is_deleted())
            .map(|(id, record)| {
                let fields =
                    record.fields.iter().filter(|(name, _)| *name != DELETED).filter(|(_, r)| !r.value.is_null());
                (id, fields.map(|(name, r)| (name.clone(), r.value.clone())).collect())
            })
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

        #[test]
        fn merging_is_commutative(a in edits(), b in edits()) {
            let (a, b) = (book_of(a), book_of(b));
            prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        }

        #[test]
        fn merging_is_associative(a in edits(), b in edits(), c in edits()) {
            let (a, b, c) = (book_of(a), book_of(b), book_of(c));
            prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        }

        #[test]
        fn merging_twice_adds_nothing(a in edits(), b in edits()) {
            let (a, b) = (book_of(a), book_of(b));
            let once = merged(&a, &b);
            let again = once.changes_from(&b, Label::Merge { file: String::new() });
            prop_assert_eq!(again.edits, vec![]);
        }

        #[test]
        fn undo_shows_what_was_there_before(before in edits(), change in edits()) {
            let mut book = book_of(before);
            let was = visible(&book);
            let change = Change { label: Label::Merge { file: String::new() }, edits: change };
            let inverse = book.apply(&change, Stamp::default());
            let now = visible(&book);
            let redo = book.apply(&inverse, Stamp { millis: 100, counter: 0, actor: Actor(9) });
            prop_assert_eq!(visible(&book), was);
            book.apply(&redo, Stamp { millis: 101, counter: 0, actor: Actor(9) });
            prop_assert_eq!(visible(&book), now);
        }

        #[test]
        fn restoring_shows_what_the_backup_shows_and_can_be_undone(now in edits(), then in edits()) {
            let (mut book, backup) = (book_of(now), book_of(then));
            let before = visible(&book);
            let change = book.changes_to(&backup, Label::Restore { file: String::new() });
            let undo = book.apply(&change, Stamp { millis: 100, counter: 0, actor: Actor(9) });
            prop_assert_eq!(visible(&book), visible(&backup));
            prop_assert_eq!(book.changes_to(&backup, Label::Restore { file: String::new() }).edits, vec![]);
            book.apply(&undo, Stamp { millis: 101, counter: 0, actor: Actor(9) });
            prop_assert_eq!(visible(&book), before);
        }

        #[test]
        fn a_book_survives_json(a in edits()) {
            let book = book_of(a);
            let text = serde_json::to_string(&book)?;
            prop_assert_eq!(serde_json::from_str::<Book>(&text)?, book);
        }
    }

    #[test]
    fn a_typed_record_reads_what_was_written() {
        let mut book = Book::default();
        let id = RecordId::from_parts(5, [1; 10]);
        let account = Account { name: "Ernst Handel".into(), external_id: "ERNSH".into(), ..Account::default() };
        let change = Change { label: Label::AddAccount { account: account.name.clone() }, edits: account.create(id) };
        let inverse = book.apply(&change, Stamp { millis: 1, ..Stamp::default() });
        assert_eq!(book.get::<Account>(id), Some(account));
        assert!(!book.is_empty());
        book.apply(&inverse, Stamp { millis: 2, ..Stamp::default() });
        assert_eq!(book.get::<Account>(id), None);
        assert!(book.is_empty());
    }

    /// Bug: a name that was set, undone and set again was never seen.
    #[test]
    fn what_was_undone_on_a_standing_record_can_be_set_again() {
        let id = SegmentStrategy::of_cell(0, 0);
        let field = segment_strategy::field::text;
        let mut book = Book::default();
        let stamp = |millis| Stamp { millis, ..Stamp::default() };
        let set = |text: &str| Change::new(Label::Settings, vec![field.set(id, text.to_owned())]);
        let undo = book.apply(&set("first"), stamp(1));
        book.apply(&undo, stamp(2));
        assert_eq!(book.value(id, field), "");
        book.apply(&set("second"), stamp(3));
        assert_eq!(book.value(id, field), "second");
        // And a book that has it can be made one that doesn't.
        let back = book.changes_to(&Book::default(), Label::Settings);
        book.apply(&back, stamp(4));
        assert_eq!(book.value(id, field), "");
    }

    #[test]
    fn undoing_the_first_import_leaves_the_settings_alive() {
        let euro = |book: &mut Book, millis| {
            let edits = vec![settings::field::currency.set(SETTINGS, "EUR".parse().ok())];
            book.apply(&Change::new(Label::Settings, edits), Stamp { millis, ..Stamp::default() })
        };
        let currency = |book: &Book| book.value(SETTINGS, settings::field::currency).map(|c| c.to_string());
        let mut book = Book::default();
        let undo = euro(&mut book, 1);
        book.apply(&undo, Stamp { millis: 2, ..Stamp::default() });
        assert_eq!(currency(&book), None);
        euro(&mut book, 3);
        assert_eq!(currency(&book), Some("EUR".into()));
        assert!(book.is_empty(), "settings alone don't fill a book");
    }

    #[test]
    fn a_backup_brings_back_what_was_deleted_here() {
        let id = RecordId::from_parts(5, [1; 10]);
        let account = Account { name: "Ernst Handel".into(), ..Account::default() };
        let mut book = Book::default();
        let change = Change::new(Label::AddAccount { account: account.name.clone() }, account.create(id));
        let undo = book.apply(&change, Stamp { millis: 1, ..Stamp::default() });
        let backup = book.clone();
        book.apply(&undo, Stamp { millis: 2, ..Stamp::default() });
        let mut restore = book.changes_from(&backup, Label::Merge { file: String::new() });
        assert_eq!(restore.edits, [], "a deletion is newer than what it deleted");
        restore.edits.extend(book.revivals(&backup));
        book.apply(&restore, Stamp { millis: 3, ..Stamp::default() });
        assert_eq!(book.get::<Account>(id), Some(account));
    }

    #[test]
    fn a_field_of_the_wrong_type_reads_as_empty_and_is_kept() {
        let id = RecordId::from_parts(5, [1; 10]);
        let edit = Edit {
            stamp: Some(Stamp { millis: 1, ..Stamp::default() }),
            ..Edit::raw(id, "account", "name", json!({"x": 1}))
        };
        let book = book_of(vec![edit]);
        assert_eq!(book.get::<Account>(id).map(|a| a.name), Some(String::new()));
        assert!(serde_json::to_string(&book).is_ok_and(|text| text.contains(r#"{"x":1}"#)));
    }
}
