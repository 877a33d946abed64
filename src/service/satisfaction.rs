//! How satisfied an account is, whom we asked, and how well we had guessed (R1, C8).

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::Share;
use crate::book::{
    Book, BuyingRole, Colleagues, Contact, Mark, Record, RecordId, RecordKind, SatisfactionInterview,
    satisfaction_interview::field,
};
use crate::calendar::Date;
use crate::dossier::Dossier;

/// For so many days an answer counts.
pub const YEAR: i32 = 365;

/// From so many interviews on it is told how well somebody guesses.
pub const ENOUGH: usize = 3;

/// What the people of an account said in the last 365 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Satisfaction {
    /// The mean over persons, in tenths of a mark, 0 to 100.
    pub tenths: u32,
    pub lowest: Mark,
    /// How many people gave a mark.
    pub persons: usize,
}

/// The parts in buying of those who should be asked.
const TO_BE_ASKED: [BuyingRole; 4] =
    [BuyingRole::User, BuyingRole::Influencer, BuyingRole::Approver, BuyingRole::Decider];

/// What somebody said last, in the year to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    pub day: Date,
    /// Their interview.
    pub interview: RecordId,
    pub mark: Mark,
}

/// The last mark of each person in the year to a day.
pub fn marks(dossier: &Dossier, today: Date) -> BTreeMap<RecordId, Said> {
    let mut last: BTreeMap<RecordId, Said> = BTreeMap::new();
    for (id, interview) in dossier.all::<SatisfactionInterview>() {
        let SatisfactionInterview { day: Some(day), contact: Some(person), overall: Some(mark), .. } = interview else {
            continue;
        };
        if !is_recent(day, today) {
            continue;
        }
        let said = Said { day, interview: id, mark };
        let found = last.entry(person).or_insert(said);
        *found = (*found).max(said);
    }
    last
}

/// The same, the lowest mark first: that is where one reads on. Equals stand by name.
pub fn marks_lowest_first(dossier: &Dossier, today: Date) -> Vec<(RecordId, Said)> {
    let mut all: Vec<(RecordId, Said)> = marks(dossier, today).into_iter().collect();
    all.sort_by_cached_key(|(person, said)| (said.mark, person_name(dossier, *person), *person));
    all
}

/// The name of a person of the account; empty if they aren't known any more.
pub fn person_name(dossier: &Dossier, person: RecordId) -> String {
    dossier.get::<Contact>(person).map(|contact| contact.name).unwrap_or_default()
}

fn is_recent(day: Date, today: Date) -> bool {
    (0..YEAR).contains(&today.since(day))
}

impl Satisfaction {
    /// As of a day; `None` if nobody gave a mark in the year to it.
    pub fn of(dossier: &Dossier, today: Date) -> Option<Self> {
        Self::of_marks(&marks(dossier, today).into_values().map(|said| said.mark).collect::<Vec<_>>())
    }

    fn of_marks(marks: &[Mark]) -> Option<Self> {
        let (tenths, lowest) = (mean_tenths(marks.iter().copied())?, *marks.iter().min()?);
        Some(Self { tenths, lowest, persons: marks.len() })
    }

    /// As of a day and of the same day in the years before it, as long as there were marks: the earliest first.
    pub fn over_the_years(dossier: &Dossier, today: Date) -> Vec<(Date, Self)> {
        let first = dossier.all::<SatisfactionInterview>().filter_map(|(_, of)| of.overall.and(of.day)).min();
        let Some(first) = first else { return Vec::new() };
        let ends = (0..).map(|years| today.plus(-YEAR * years)).take_while(|end| *end >= first);
        let mut all: Vec<_> = ends.filter_map(|end| Some((end, Self::of(dossier, end)?))).collect();
        all.reverse();
        all
    }

    /// Of those who gave a mark both in the year to a day and in the year before it: then, and now.
    pub fn of_the_same(dossier: &Dossier, today: Date) -> Option<(Self, Self)> {
        let (before, now) = (marks(dossier, today.plus(-YEAR)), marks(dossier, today));
        let of = |these: &BTreeMap<RecordId, Said>, others: &BTreeMap<RecordId, Said>| {
            let both = these.iter().filter(|(person, _)| others.contains_key(*person));
            Self::of_marks(&both.map(|(_, said)| said.mark).collect::<Vec<_>>())
        };
        Some((of(&before, &now)?, of(&now, &before)?))
    }
}

/// The mean of marks in tenths, rounded half away from zero; `None` of none.
pub fn mean_tenths(marks: impl Iterator<Item = Mark>) -> Option<u32> {
    let (sum, count) = marks.fold((0, 0), |(sum, count), mark| (sum + u32::from(mark.value()), count + 1));
    (count > 0).then(|| (2 * 10 * sum + count) / (2 * count))
}

/// How many of those who use, influence, approve or decide, and are known and there, were asked in the year to a
/// day.
pub fn coverage(dossier: &Dossier, today: Date) -> Share {
    let asked: BTreeSet<RecordId> = marks(dossier, today).into_keys().collect();
    Share::count(to_be_asked(dossier, today).map(|(id, _)| asked.contains(&id)))
}

/// Those who use, influence, approve or decide, and are known and there on a day.
pub fn to_be_asked(dossier: &Dossier, today: Date) -> impl Iterator<Item = (RecordId, Contact)> {
    dossier.all::<Contact>().filter(move |(_, contact)| {
        let has_a_part = TO_BE_ASKED.into_iter().any(|role| contact.roles.contains(role));
        has_a_part && !contact.placeholder && contact.is_there(today)
    })
}

/// Guess less answer of one interview, in marks: positive if they were thought to be more satisfied than they are.
/// `None` unless both are known and the guess was written down before the answer.
pub fn gap(record: &Record) -> Option<i32> {
    let (guess, answer) = (field::guess.of(record)?, field::overall.of(record)?);
    let stamp = |name: &str| record.fields.get(name).map(|register| register.stamp);
    let was_before = stamp(field::guess.name)? < stamp(field::overall.name)?;
    was_before.then(|| i32::from(guess.value()) - i32::from(answer.value()))
}

/// The mean gap of each of ours who guessed in the year to a day, in marks, from three interviews on.
pub fn gaps(book: &Book, today: Date) -> BTreeMap<RecordId, f64> {
    let colleagues = Colleagues::of(book);
    let mut all: BTreeMap<RecordId, Vec<i32>> = BTreeMap::new();
    for (_, record) in book.of_kind(SatisfactionInterview::KIND) {
        let is_recent = field::day.of(record).is_some_and(|day| is_recent(day, today));
        if let (true, Some(who), Some(gap)) = (is_recent, field::guessed_by.of(record), gap(record)) {
            all.entry(colleagues.counts_for(who)).or_default().push(gap);
        }
    }
    all.retain(|_, gaps| gaps.len() >= ENOUGH);
    all.into_iter().map(|(who, gaps)| (who, f64::from(gaps.iter().sum::<i32>()) / gaps.len() as f64)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Edit, Label, Stamp, contact};
    use crate::calendar::date;
    use crate::dossier::testing::{ID, book, dossier, today};

    fn person(number: u128) -> RecordId {
        RecordId::well_known(100 + number)
    }

    /// An interview of somebody on a day, with its mark.
    fn interview(number: u128, of: u128, day: Date, mark: u8) -> Vec<Edit> {
        let interview = SatisfactionInterview {
            account: Some(ID),
            day: Some(day),
            contact: Some(person(of)),
            overall: Mark::new(mark),
            ..SatisfactionInterview::default()
        };
        interview.create(RecordId::well_known(200 + number))
    }

    fn told(interviews: Vec<Vec<Edit>>) -> Option<(u32, u8, usize)> {
        let found = Satisfaction::of(&dossier(interviews.concat()), today())?;
        Some((found.tenths, found.lowest.value(), found.persons))
    }

    #[test]
    fn each_person_counts_once_with_their_last_mark_of_the_year() {
        assert_eq!(told(vec![]), None);
        let (first, last) = (today().plus(-364), today());
        assert_eq!(told(vec![interview(1, 1, first, 9)]), Some((90, 9, 1)));
        assert_eq!(told(vec![interview(1, 1, today().plus(-365), 9)]), None);
        assert_eq!(told(vec![interview(1, 1, today().plus(1), 9)]), None, "planned");
        let all = vec![interview(1, 1, last, 4), interview(2, 1, first, 9), interview(3, 2, first, 9)];
        assert_eq!(told(all), Some((65, 4, 2)));
    }

    #[test]
    fn the_mean_is_rounded_half_up() {
        let of = |marks: &[u8]| told((1..).zip(marks).map(|(at, mark)| interview(at, at, today(), *mark)).collect());
        assert_eq!(of(&[8, 8, 9]).map(|found| found.0), Some(83));
        // 8.25 is 8.3, and 8.75 is 8.8.
        assert_eq!(of(&[8, 8, 8, 9]).map(|found| found.0), Some(83));
        assert_eq!(of(&[8, 9, 9, 9]).map(|found| found.0), Some(88));
    }

    #[test]
    fn coverage_is_of_those_who_have_a_part() {
        let contact = |number, roles: &[BuyingRole]| {
            let contact = Contact { account: Some(ID), roles: roles.iter().copied().collect(), ..Contact::default() };
            contact.create(person(number))
        };
        let mut edits = [
            contact(1, &[BuyingRole::User]),
            contact(2, &[BuyingRole::Decider, BuyingRole::Buyer]),
            contact(3, &[BuyingRole::Gatekeeper]),
            contact(4, &[BuyingRole::Approver]),
            contact(5, &[BuyingRole::Influencer]),
        ]
        .concat();
        edits.push(contact::field::placeholder.set(person(4), true));
        edits.push(contact::field::left.set(person(5), Some(today())));
        edits.extend(interview(1, 1, today(), 7));
        edits.extend(interview(2, 3, today(), 7));
        edits.extend(interview(3, 5, today(), 7));
        assert_eq!(coverage(&dossier(edits), today()), Share { of: 1, among: 2 });
    }

    /// A manager who guessed these marks, an answer of 6 each; `before`: whether the guess came first.
    fn guessed(guesses: &[u8], before: bool) -> Option<f64> {
        let (ana, mut book) = (RecordId::well_known(50), book(vec![]));
        for (at, guess) in (1..).zip(guesses) {
            let id = RecordId::well_known(200 + at);
            let guess = vec![field::guess.set(id, Mark::new(*guess)), field::guessed_by.set(id, Some(ana))];
            let answer = interview(at, at, today(), 6);
            let (first, second) = if before { (guess, answer) } else { (answer, guess) };
            for (millis, edits) in [(1, first), (2, second)] {
                book.apply(&Change::new(Label::Sample, edits), Stamp { millis, ..Stamp::default() });
            }
        }
        gaps(&book, today()).get(&ana).copied()
    }

    #[test]
    fn a_guess_counts_if_it_was_written_down_before_the_answer() {
        assert_eq!(guessed(&[8, 9, 6], true), Some(5.0 / 3.0), "overestimated");
        assert_eq!(guessed(&[8, 9], true), None, "two are too few");
        assert_eq!(guessed(&[8, 9, 6], false), None);
        assert_eq!(guessed(&[5, 5, 5], true), Some(-1.0));
    }

    #[test]
    fn a_guess_written_down_together_with_the_answer_is_none() {
        let id = RecordId::well_known(201);
        let mut edits = interview(1, 1, date(1998, 5, 1), 6);
        edits.push(field::guess.set(id, Mark::new(9)));
        assert_eq!(dossier(edits).part(id).and_then(gap), None);
    }

    #[test]
    fn the_years_stand_side_by_side_with_those_who_were_asked_both_times() {
        let before = today().plus(-YEAR);
        let all = [
            interview(1, 1, before, 9),
            interview(2, 2, before.plus(-10), 6),
            interview(3, 1, today(), 8),
            interview(4, 3, today().plus(-3), 2),
        ];
        let dossier = dossier(all.concat());
        let years = Satisfaction::over_the_years(&dossier, today());
        let told: Vec<_> = years.iter().map(|(day, of)| (*day, of.tenths, of.persons)).collect();
        assert_eq!(told, [(before, 75, 2), (today(), 50, 2)]);
        let same = Satisfaction::of_the_same(&dossier, today());
        assert_eq!(same.map(|(then, now)| (then.tenths, now.tenths, now.persons)), Some((90, 80, 1)));
        assert_eq!(Satisfaction::of_the_same(&dossier, before), None, "nobody was asked before");
        assert_eq!(Satisfaction::over_the_years(&dossier, before.plus(-400)), []);
    }
}
