//! The fields of a form: what each is called, how it is entered, and to whom it may be handed over.

use crate::book::Record;
use crate::text::Key;

/// How a field is entered, which says how its value is stored.
#[derive(Clone, Copy, Debug)]
pub enum Input {
    /// One line of text.
    Line,
    /// Several paragraphs.
    Text,
    Day,
    /// A point of time, to the minute.
    Instant,
    /// Several stretches between two points of time.
    Spans,
    /// An [`Amount`](crate::book::Amount).
    Money,
    /// A [`Mark`](crate::book::Mark).
    Mark,
    /// [`Hours`](crate::book::Hours) of work.
    Hours,
    /// A [`Whole`](crate::book::Whole) number.
    Whole,
    /// The same, which is a year.
    Year,
    /// A [`Quantity`](crate::book::Quantity).
    Quantity,
    /// Yes or no.
    Flag,
    /// One code of a list; empty: not known.
    Choice(&'static [(&'static str, Key)]),
    /// Several codes of a list.
    Choices(&'static [(&'static str, Key)]),
    /// A person of the account.
    Person,
    /// Several people of the account.
    People,
    /// Somebody of ours.
    Colleague,
    Colleagues,
    Competitor,
    Birthday,
    /// An [`OwnCadence`](crate::book::OwnCadence).
    Cadence,
    /// Further numbers and addresses.
    Reach,
    /// The name of a product group.
    Group,
    /// The number of a document of the ledger.
    Document,
    /// What was answered to questions, with the questions: shown, not typed.
    Answers,
    /// Why an account was lost, what weighs most first.
    Reasons,
}

/// How far a fact may go. Who may see one of these may see all before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// The customer itself: nothing it wouldn't say of itself, or hasn't heard from us.
    Customer,
    /// Those of ours who deliver: whom to call, what to keep in mind.
    Delivery,
    /// Those of ours who decide: what we think of people and competitors, what things are worth.
    Management,
    /// Those who know the account: personal matters.
    Team,
}

/// A field as people meet it.
#[derive(Clone, Copy, Debug)]
pub struct FormField {
    /// The name under which it is stored.
    pub name: &'static str,
    pub label: Key,
    pub input: Input,
    pub audience: Audience,
    /// Whether what it holds needs no name beside it: the words of a note.
    pub speaks_for_itself: bool,
    /// Without which it isn't filled in.
    pub condition: Option<&'static Condition>,
}

/// What has to be known before a field is filled in. What was filled in before there was such a rule stays.
#[derive(Debug, PartialEq, Eq)]
pub struct Condition {
    /// Its name for other programs; no two have the same.
    pub code: &'static str,
    /// "Not closed without a cause and the customer's verdict."
    pub words: Key,
    /// "Say cause and verdict": what a person does first, on the button that would do the rest.
    pub say: Key,
    /// The fields of the same record that are to be filled in first.
    pub needs: &'static [&'static str],
}

impl Condition {
    /// The first of what is to be said that isn't yet.
    pub fn first_missing(&self, record: &Record) -> Option<&'static str> {
        self.needs.iter().copied().find(|need| record.value(need).is_null())
    }
}

impl FormField {
    const fn new(name: &'static str, label: Key, input: Input) -> Self {
        Self { name, label, input, audience: Audience::Management, speaks_for_itself: false, condition: None }
    }

    pub const fn for_customer(self) -> Self {
        Self { audience: Audience::Customer, ..self }
    }

    pub const fn for_delivery(self) -> Self {
        Self { audience: Audience::Delivery, ..self }
    }

    pub const fn for_team(self) -> Self {
        Self { audience: Audience::Team, ..self }
    }

    pub const fn only_if(self, condition: &'static Condition) -> Self {
        Self { condition: Some(condition), ..self }
    }

    pub const fn speaking_for_itself(self) -> Self {
        Self { speaks_for_itself: true, ..self }
    }
}

/// The words of a list's code; `None` for one of a later version.
pub fn code_words(list: &[(&str, Key)], code: &str) -> Option<Key> {
    list.iter().find(|(known, _)| *known == code).map(|(_, key)| *key)
}

/// Constructors of a form's fields, which see to it that a field is entered as what it holds.
pub mod ask {
    use super::{FormField, Input};
    use crate::book::{
        Amount, Answered, Birthday, CodeSet, Field, Hours, LossReason, Mark, Named, OwnCadence, Quantity, Reach,
        RecordId, Whole,
    };
    use crate::calendar::Date;
    use crate::text::Key;
    use crate::working_time::{Instant, Span};

    pub const fn line(field: Field<String>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Line)
    }

    pub const fn text(field: Field<String>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Text)
    }

    pub const fn group(field: Field<String>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Group)
    }

    pub const fn document(field: Field<String>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Document)
    }

    pub const fn day(field: Field<Option<Date>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Day)
    }

    pub const fn instant(field: Field<Option<Instant>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Instant)
    }

    pub const fn spans(field: Field<Vec<Span>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Spans)
    }

    pub const fn money(field: Field<Option<Amount>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Money)
    }

    pub const fn mark(field: Field<Option<Mark>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Mark)
    }

    pub const fn hours(field: Field<Option<Hours>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Hours)
    }

    pub const fn whole(field: Field<Option<Whole>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Whole)
    }

    pub const fn year(field: Field<Option<Whole>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Year)
    }

    pub const fn quantity(field: Field<Option<Quantity>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Quantity)
    }

    pub const fn flag(field: Field<bool>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Flag)
    }

    pub const fn choice<T: Named>(field: Field<Option<T>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Choice(T::NAMES))
    }

    pub const fn choices<T: Named>(field: Field<CodeSet<T>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Choices(T::NAMES))
    }

    /// A person of the account.
    pub const fn person(field: Field<Option<RecordId>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Person)
    }

    pub const fn people(field: Field<Vec<RecordId>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::People)
    }

    /// Somebody of ours.
    pub const fn colleague(field: Field<Option<RecordId>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Colleague)
    }

    pub const fn colleagues(field: Field<Vec<RecordId>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Colleagues)
    }

    pub const fn competitor(field: Field<Option<RecordId>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Competitor)
    }

    pub const fn birthday(field: Field<Option<Birthday>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Birthday)
    }

    pub const fn cadence(field: Field<Option<OwnCadence>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Cadence)
    }

    pub const fn reach(field: Field<Vec<Reach>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Reach)
    }

    pub const fn answers(field: Field<Vec<Answered>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Answers)
    }

    pub const fn reasons(field: Field<Vec<LossReason>>, label: Key) -> FormField {
        FormField::new(field.name, label, Input::Reasons)
    }
}
