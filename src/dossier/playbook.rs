//! Playbooks at work: the steps of a level, in the page's own words or the company's, and what it takes to begin them
//! with an account (P1, K5).

use std::collections::BTreeSet;

use crate::book::playbook::{LONGEST, PlaybookStep};
use crate::book::{Book, Change, Edit, Label, Level, PlannedStep, Playbook, RecordId, RecordKind, playbook};
use crate::calendar::Date;
use crate::text::Key;

/// The page's own steps for an account of a level: the code of each, its words, and after how many days *(our
/// choice)*.
pub fn own_steps(level: Level) -> &'static [(&'static str, Key, u32)] {
    match level {
        Level::Lead => &[
            ("find_out", Key::PlayLeadFindOut, 0),
            ("decider", Key::PlayLeadDecider, 7),
            ("show", Key::PlayLeadShow, 14),
            ("offer", Key::PlayLeadOffer, 30),
            ("first_order", Key::PlayLeadFirstOrder, 60),
        ],
        Level::MinorBuyer => &[
            ("need", Key::PlayMinorNeed, 0),
            ("offer", Key::PlayMinorOffer, 14),
            ("rivals", Key::PlayMinorRivals, 21),
            ("people", Key::PlayMinorPeople, 30),
            ("volume", Key::PlayMinorVolume, 90),
        ],
        Level::MajorBuyer => &[
            ("contact", Key::PlayMajorContact, 0),
            ("ask", Key::PlayMajorAsk, 14),
            ("levels", Key::PlayMajorLevels, 30),
            ("review", Key::PlayMajorReview, 60),
            ("space", Key::PlayMajorSpace, 90),
        ],
        Level::MajorAtRisk => &[
            ("visit", Key::PlayRiskVisit, 0),
            ("open", Key::PlayRiskOpen, 3),
            ("measures", Key::PlayRiskMeasures, 7),
            ("again", Key::PlayRiskAgain, 21),
            ("verdict", Key::PlayRiskVerdict, 45),
        ],
        Level::Loyal => &[
            ("thank", Key::PlayLoyalThank, 0),
            ("ask", Key::PlayLoyalAsk, 30),
            ("news", Key::PlayLoyalNews, 45),
            ("review", Key::PlayLoyalReview, 90),
            ("refer", Key::PlayLoyalRefer, 120),
        ],
    }
}

/// The steps of a level as they hold in a book: the company's, else the page's own in these words.
pub fn steps_of(book: &Book, level: Level, words: impl Fn(Key) -> String) -> Vec<PlaybookStep> {
    let set = book.value(Playbook::of_level(level), playbook::field::steps);
    if !set.is_empty() {
        return set;
    }
    own_in(level, words)
}

/// The page's own steps in these words.
pub fn own_in(level: Level, words: impl Fn(Key) -> String) -> Vec<PlaybookStep> {
    let own = own_steps(level).iter();
    own.map(|(code, key, after)| PlaybookStep { code: (*code).into(), what: words(*key), after: *after }).collect()
}

/// At which account a playbook is begun, on which day, and who does it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    pub account: RecordId,
    /// What the account is called.
    pub name: String,
    pub today: Date,
    pub owner: Option<RecordId>,
}

impl Beginning {
    /// The change that plans these steps; `None` if all of them are planned already. `held`: the planned steps of
    /// the account. What of the playbook is open there, or was done today, isn't planned twice.
    pub fn of<'a>(
        &self,
        level: Level,
        steps: &[PlaybookStep],
        held: impl IntoIterator<Item = &'a PlannedStep>,
    ) -> Option<Change> {
        let playbook = level.code();
        let stands = |held: &PlannedStep| held.playbook == playbook && held.done.is_none_or(|done| done == self.today);
        let standing: BTreeSet<&str> =
            held.into_iter().filter(|held| stands(held)).map(|held| held.step.as_str()).collect();
        let missing = steps.iter().filter(|step| !standing.contains(step.code.as_str()));
        let edits: Vec<Edit> = missing.flat_map(|step| self.planned(playbook, step)).collect();
        let label = Label::Playbook { account: self.name.clone() };
        (!edits.is_empty()).then(|| Change::new(label, edits))
    }

    fn planned(&self, playbook: &str, step: &PlaybookStep) -> Vec<Edit> {
        let id = PlannedStep::of(self.account, playbook, &step.code, self.today);
        let planned = PlannedStep {
            account: Some(self.account),
            day: Some(self.today),
            what: step.what.clone(),
            due: Some(self.today.plus(i32::try_from(step.after.min(LONGEST)).unwrap_or_default())),
            colleagues: self.owner.into_iter().collect(),
            playbook: playbook.into(),
            step: step.code.clone(),
            ..PlannedStep::default()
        };
        // It may have been planned today and deleted.
        [Edit::revive(id, PlannedStep::KIND)].into_iter().chain(planned.create(id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Stamp, planned_step};
    use crate::calendar::date;
    use proptest::prelude::*;

    const ALFA: RecordId = RecordId::well_known(0x101);

    fn step(code: &str, what: &str, after: u32) -> PlaybookStep {
        PlaybookStep { code: code.into(), what: what.into(), after }
    }

    fn beginning(today: Date) -> Beginning {
        Beginning { account: ALFA, name: "Alfa".into(), today, owner: Some(RecordId::well_known(0x301)) }
    }

    fn planned(book: &Book) -> Vec<PlannedStep> {
        book.all::<PlannedStep>().map(|(_, step)| step).collect()
    }

    /// Begins a playbook, and returns what takes it back.
    fn begin(book: &mut Book, today: Date, steps: &[PlaybookStep]) -> Option<Change> {
        let change = beginning(today).of(Level::Lead, steps, &planned(book))?;
        let millis = book.latest_stamp().millis + 1;
        Some(book.apply(&change, Stamp { millis, ..Stamp::default() }))
    }

    fn book() -> Book {
        let mut book = Book::default();
        let edits = Account { name: "Alfa".into(), ..Account::default() }.create(ALFA);
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        book
    }

    #[test]
    fn steps_become_dated_items_of_the_owner_and_one_change_takes_them_back() {
        let (mut book, today) = (book(), date(1998, 5, 6));
        let undo = begin(&mut book, today, &[step("1", "Call", 0), step("2", "Visit", 30)]).expect("steps");
        let told: Vec<_> =
            planned(&book).into_iter().map(|step| (step.what, step.due, step.colleagues.len())).collect();
        let mut told = told;
        told.sort();
        assert_eq!(told, [("Call".into(), Some(today), 1), ("Visit".into(), Some(date(1998, 6, 5)), 1)]);
        book.apply(&undo, Stamp { millis: 9, ..Stamp::default() });
        assert_eq!(planned(&book), []);
        // And once more, after it was taken back.
        assert!(begin(&mut book, today, &[step("1", "Call", 0)]).is_some());
        assert_eq!(planned(&book).len(), 1);
    }

    #[test]
    fn what_is_open_is_not_planned_twice_whatever_it_is_called_by_then() {
        let (mut book, today) = (book(), date(1998, 5, 6));
        begin(&mut book, today, &[step("1", "Call", 0)]).expect("a step");
        assert_eq!(begin(&mut book, today.plus(3), &[step("1", "Anrufen", 0)]), None);
        begin(&mut book, today.plus(3), &[step("1", "Call", 0), step("2", "Visit", 5)]).expect("the second is new");
        assert_eq!(planned(&book).len(), 2);
        // What was done is planned again, but not on the same day.
        let id = PlannedStep::of(ALFA, "lead", "1", today);
        let done = planned_step::field::done.set(id, Some(today.plus(4)));
        book.apply(&Change::new(Label::Sample, vec![done]), Stamp { millis: 99, ..Stamp::default() });
        let both = [step("1", "Call", 0), step("2", "Visit", 5)];
        assert_eq!(begin(&mut book, today.plus(4), &both), None);
        begin(&mut book, today.plus(5), &both).expect("the first again");
        assert_eq!(planned(&book).len(), 3);
        // Another playbook's step of the same code is another one.
        let other = beginning(today).of(Level::Loyal, &both, &planned(&book)).expect("steps");
        assert_eq!(other.label, Label::Playbook { account: "Alfa".into() });
    }

    proptest! {
        /// However often and whenever it is begun, no step is open twice.
        #[test]
        fn beginning_again_never_doubles_an_open_step(days in proptest::collection::vec(0i32..20, 1..8), count in 1usize..5) {
            let mut book = book();
            let steps: Vec<_> = (0..count).map(|at| step(&at.to_string(), "Do", at as u32)).collect();
            for day in days {
                begin(&mut book, date(1998, 5, 6).plus(day), &steps);
            }
            let mut open: Vec<_> = planned(&book).into_iter().filter(PlannedStep::is_open).map(|step| step.step).collect();
            open.sort();
            open.dedup();
            prop_assert_eq!(open.len(), planned(&book).len());
            prop_assert_eq!(open.len(), count);
        }

    }
}
