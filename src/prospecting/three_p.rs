//! The three questions a prospect must pass: whether they need it, whether whom we speak to decides, whether they can
//! pay (P4, C21).
//!
//! What nobody can show is not known: a yes or a no without evidence, without somebody who said so or without a day
//! counts as unknown, and so does one that grew old.

pub use crate::book::QualifyingQuestion as Question;
use crate::calendar::Date;

impl Question {
    /// After so many days an answer isn't known any more: what somebody needs changes soonest.
    pub const fn fresh_days(self) -> i32 {
        match self {
            Self::Need => 90,
            Self::Authority | Self::Pay => 180,
        }
    }
}

/// What somebody found out about one of the questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    pub is_yes: bool,
    /// Whether something is said that shows it.
    pub has_evidence: bool,
    /// Whether it is known who said so.
    pub has_person: bool,
    pub day: Option<Date>,
}

/// Why an answer isn't known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// Nobody asked.
    NotAsked,
    /// Nothing shows it.
    NoEvidence,
    /// It isn't known who said so.
    NoPerson,
    /// It isn't known when, or it was said for a day that is yet to come.
    NoDay,
    /// It was known, and is so many days old.
    Stale { is_yes: bool, days: i32 },
}

/// How one of the questions stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    Unknown(Unknown),
}

impl Answer {
    /// As of a day; `None`: nobody asked.
    pub fn of(question: Question, found: Option<Finding>, today: Date) -> Self {
        let Some(found) = found else { return Self::Unknown(Unknown::NotAsked) };
        if !found.has_evidence {
            return Self::Unknown(Unknown::NoEvidence);
        }
        if !found.has_person {
            return Self::Unknown(Unknown::NoPerson);
        }
        let Some(days) = found.day.map(|day| today.since(day)).filter(|days| *days >= 0) else {
            return Self::Unknown(Unknown::NoDay);
        };
        if days > question.fresh_days() {
            return Self::Unknown(Unknown::Stale { is_yes: found.is_yes, days });
        }
        if found.is_yes { Self::Yes } else { Self::No }
    }
}

/// What the three say together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Qualified,
    /// The first of those that are a no.
    NotQualified(Question),
    /// What to find out next.
    Open(Question),
}

/// The three answers of a prospect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreeP {
    pub need: Answer,
    pub authority: Answer,
    pub pay: Answer,
}

impl ThreeP {
    /// As of a day, by the last finding about each.
    pub fn of(found: impl Fn(Question) -> Option<Finding>, today: Date) -> Self {
        let answer = |question| Answer::of(question, found(question), today);
        Self { need: answer(Question::Need), authority: answer(Question::Authority), pay: answer(Question::Pay) }
    }

    pub fn answer(self, question: Question) -> Answer {
        match question {
            Question::Need => self.need,
            Question::Authority => self.authority,
            Question::Pay => self.pay,
        }
    }

    pub fn verdict(self) -> Verdict {
        let first = |is: fn(Answer) -> bool| Question::ALL.into_iter().find(|question| is(self.answer(*question)));
        if let Some(question) = first(|answer| answer == Answer::No) {
            return Verdict::NotQualified(question);
        }
        first(|answer| matches!(answer, Answer::Unknown(_))).map_or(Verdict::Qualified, Verdict::Open)
    }

    /// All that are a no: each keeps it from being qualified.
    pub fn refused(self) -> impl Iterator<Item = Question> {
        Question::ALL.into_iter().filter(move |question| self.answer(*question) == Answer::No)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;
    use Verdict::{NotQualified, Open, Qualified};

    fn today() -> Date {
        date(1998, 5, 6)
    }

    fn finding(is_yes: bool, days_ago: i32) -> Finding {
        Finding { is_yes, has_evidence: true, has_person: true, day: Some(today().plus(-days_ago)) }
    }

    /// y, n or ? for need, authority and pay.
    fn verdict(answers: &str) -> Verdict {
        let found = |question: Question| match answers.as_bytes()[question as usize] {
            b'y' => Some(finding(true, 1)),
            b'n' => Some(finding(false, 1)),
            _ => None,
        };
        ThreeP::of(found, today()).verdict()
    }

    #[test]
    fn all_combinations_of_the_three() {
        use Question::{Authority, Need, Pay};
        let table = [
            ("yyy", Qualified),
            ("yyn", NotQualified(Pay)),
            ("yy?", Open(Pay)),
            ("yny", NotQualified(Authority)),
            ("ynn", NotQualified(Authority)),
            ("yn?", NotQualified(Authority)),
            ("y?y", Open(Authority)),
            ("y?n", NotQualified(Pay)),
            ("y??", Open(Authority)),
            ("nyy", NotQualified(Need)),
            ("nyn", NotQualified(Need)),
            ("ny?", NotQualified(Need)),
            ("nny", NotQualified(Need)),
            ("nnn", NotQualified(Need)),
            ("nn?", NotQualified(Need)),
            ("n?y", NotQualified(Need)),
            ("n?n", NotQualified(Need)),
            ("n??", NotQualified(Need)),
            ("?yy", Open(Need)),
            ("?yn", NotQualified(Pay)),
            ("?y?", Open(Need)),
            ("?ny", NotQualified(Authority)),
            ("?nn", NotQualified(Authority)),
            ("?n?", NotQualified(Authority)),
            ("??y", Open(Need)),
            ("??n", NotQualified(Pay)),
            ("???", Open(Need)),
        ];
        assert_eq!(table.len(), 27);
        for (answers, expected) in table {
            assert_eq!(verdict(answers), expected, "{answers}");
        }
    }

    #[test]
    fn every_no_is_named() {
        let found = |question| (question != Question::Authority).then(|| finding(false, 1));
        assert_eq!(ThreeP::of(found, today()).refused().collect::<Vec<_>>(), [Question::Need, Question::Pay]);
    }

    #[test]
    fn what_nobody_can_show_is_not_known() {
        let answer = |found| Answer::of(Question::Pay, Some(found), today());
        let known = finding(true, 0);
        assert_eq!(answer(known), Answer::Yes);
        assert_eq!(answer(Finding { has_evidence: false, ..known }), Answer::Unknown(Unknown::NoEvidence));
        assert_eq!(answer(Finding { has_person: false, ..known }), Answer::Unknown(Unknown::NoPerson));
        assert_eq!(answer(Finding { day: None, ..known }), Answer::Unknown(Unknown::NoDay));
        assert_eq!(answer(finding(true, -1)), Answer::Unknown(Unknown::NoDay), "tomorrow");
    }

    #[test]
    fn a_need_grows_old_in_half_the_time() {
        for question in Question::ALL {
            let days = question.fresh_days();
            assert_eq!(days, if question == Question::Need { 90 } else { 180 });
            assert_eq!(Answer::of(question, Some(finding(false, days)), today()), Answer::No);
            let stale = Unknown::Stale { is_yes: false, days: days + 1 };
            assert_eq!(Answer::of(question, Some(finding(false, days + 1)), today()), Answer::Unknown(stale));
        }
    }
}
