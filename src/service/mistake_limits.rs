//! From where on something is one of the five mistakes (R11): limits with a usual value, which a person may move.

use crate::book::settings;
use crate::book::{Book, Change, Label, SETTINGS};
use crate::digits::decimal;

/// One limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// A conflict without a deadline may be open for so many days.
    ConflictDays,
    /// From so many late ones of a hundred deliveries on, late ones are a habit.
    LatePercent,
    /// Fewer documents than these say nothing of deliveries.
    LeastDocuments,
    /// Less than so many per cent of what should be known is too little.
    KnownPercent,
    /// A meeting, and the end of an offer, within so many days is near.
    MeetingDays,
    /// A bid takes longer to prepare.
    BidDays,
    /// They are to be shown something every so many days.
    ShownDays,
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Days,
    Percent,
    Documents,
}

impl Limit {
    pub const ALL: [Self; 7] = [
        Self::ConflictDays,
        Self::LatePercent,
        Self::LeastDocuments,
        Self::KnownPercent,
        Self::MeetingDays,
        Self::BidDays,
        Self::ShownDays,
    ];

    /// Its name in the settings; never changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::ConflictDays => "conflict_days",
            Self::LatePercent => "late_percent",
            Self::LeastDocuments => "least_documents",
            Self::KnownPercent => "known_percent",
            Self::MeetingDays => "meeting_days",
            Self::BidDays => "bid_days",
            Self::ShownDays => "shown_days",
        }
    }

    /// What it is unless somebody says another.
    pub fn usual(self) -> u32 {
        match self {
            Self::ConflictDays | Self::BidDays => 30,
            Self::LatePercent => 10,
            Self::LeastDocuments => 5,
            Self::KnownPercent => 50,
            Self::MeetingDays => 14,
            Self::ShownDays => 365,
        }
    }

    pub fn unit(self) -> Unit {
        match self {
            Self::ConflictDays | Self::MeetingDays | Self::BidDays | Self::ShownDays => Unit::Days,
            Self::LatePercent | Self::KnownPercent => Unit::Percent,
            Self::LeastDocuments => Unit::Documents,
        }
    }

    /// Whether it can be that much: none of them is nothing, and no check looks further than ten years.
    fn admits(self, value: u32) -> bool {
        let most = match self.unit() {
            Unit::Days => 3_650,
            Unit::Percent => 100,
            Unit::Documents => 10_000,
        };
        (1..=most).contains(&value)
    }
}

/// The limits of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits([(Limit, u32); Limit::ALL.len()]);

impl Default for Limits {
    fn default() -> Self {
        Self(Limit::ALL.map(|limit| (limit, limit.usual())))
    }
}

impl Limits {
    /// What can't be is as usual.
    pub fn of(book: &Book) -> Self {
        let set = book.value(SETTINGS, settings::field::mistake_limits);
        Self(Limit::ALL.map(|limit| {
            let own = set.iter().find(|(code, _)| code == limit.code()).map(|(_, value)| *value);
            (limit, own.filter(|value| limit.admits(*value)).unwrap_or(limit.usual()))
        }))
    }

    pub fn get(&self, limit: Limit) -> u32 {
        self.0.iter().find(|(of, _)| *of == limit).map_or(limit.usual(), |(_, value)| *value)
    }

    /// In days.
    pub(super) fn days(&self, limit: Limit) -> i32 {
        i32::try_from(self.get(limit)).unwrap_or(i32::MAX)
    }

    /// 0 to 1.
    pub(super) fn share(&self, limit: Limit) -> f64 {
        f64::from(self.get(limit)) / 100.0
    }

    /// Those that aren't as usual.
    pub fn moved(&self) -> usize {
        self.0.iter().filter(|(limit, value)| *value != limit.usual()).count()
    }
}

/// The limits as somebody types them, of which nothing holds yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft([(Limit, String); Limit::ALL.len()]);

impl Draft {
    pub fn of(book: &Book) -> Self {
        Self(Limits::of(book).0.map(|(limit, value)| (limit, value.to_string())))
    }

    pub fn text(&self, limit: Limit) -> &str {
        self.0.iter().find(|(of, _)| *of == limit).map_or("", |(_, text)| text)
    }

    pub fn set(&mut self, limit: Limit, text: String) {
        self.0.iter_mut().filter(|(of, _)| *of == limit).for_each(|(_, held)| held.clone_from(&text));
    }

    /// All of them as usual.
    pub fn reset(&mut self) {
        *self = Self(Limits::default().0.map(|(limit, value)| (limit, value.to_string())));
    }

    /// The change that makes it hold; what is as usual isn't stored. What is left empty is as usual.
    ///
    /// # Errors
    /// Those that can't be used.
    pub fn change(&self, book: &Book) -> Result<Change, Vec<Limit>> {
        let (mut own, mut wrong) = (Vec::new(), Vec::new());
        for (limit, text) in &self.0 {
            let typed = match text.trim() {
                "" => Some(limit.usual()),
                text => decimal(text).parse::<u32>().ok().filter(|value| limit.admits(*value)),
            };
            match typed {
                Some(value) if value == limit.usual() => {}
                Some(value) => own.push((limit.code().to_owned(), value)),
                None => wrong.push(*limit),
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let is_same = book.value(SETTINGS, settings::field::mistake_limits) == own;
        let edits = (!is_same).then(|| settings::field::mistake_limits.set(SETTINGS, own));
        Ok(Change::new(Label::Settings, edits.into_iter().collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Stamp;

    fn apply(book: &mut Book, millis: u64, change: &Change) -> Change {
        book.apply(change, Stamp { millis, ..Stamp::default() })
    }

    #[test]
    fn codes_and_usual_values_are_those_of_before() {
        let usual = Limit::ALL.map(|limit| (limit.code(), limit.usual()));
        let before = [
            ("conflict_days", 30),
            ("late_percent", 10),
            ("least_documents", 5),
            ("known_percent", 50),
            ("meeting_days", 14),
            ("bid_days", 30),
            ("shown_days", 365),
        ];
        assert_eq!(usual, before);
        assert_eq!(Limits::of(&Book::default()), Limits::default());
    }

    #[test]
    fn a_draft_holds_in_one_change_and_one_undo_takes_it_back() {
        let mut book = Book::default();
        let mut draft = Draft::of(&book);
        assert_eq!(draft.change(&book).map(|change| change.edits.len()), Ok(0), "nothing was typed");
        draft.set(Limit::ConflictDays, "۱۴".into());
        draft.set(Limit::ShownDays, String::new());
        draft.set(Limit::KnownPercent, "70".into());
        let change = draft.change(&book).expect("usable");
        let undo = apply(&mut book, 1, &change);
        let limits = Limits::of(&book);
        let found = [Limit::ConflictDays, Limit::KnownPercent, Limit::ShownDays].map(|limit| limits.get(limit));
        assert_eq!((found, limits.moved()), ([14, 70, 365], 2));
        assert_eq!(Draft::of(&book).text(Limit::ConflictDays), "14");
        apply(&mut book, 2, &undo);
        assert_eq!(Limits::of(&book), Limits::default());
    }

    #[test]
    fn what_can_not_be_is_refused_and_in_a_book_it_is_as_usual() {
        let book = Book::default();
        for (limit, text) in [
            (Limit::KnownPercent, "101"),
            (Limit::ConflictDays, "0"),
            (Limit::MeetingDays, "-3"),
            (Limit::BidDays, "soon"),
            (Limit::ShownDays, "4000"),
        ] {
            let mut draft = Draft::of(&book);
            draft.set(limit, text.into());
            assert_eq!(draft.change(&book), Err(vec![limit]), "{text}");
        }
        let mut other = Book::default();
        let wrong = vec![("known_percent".to_owned(), 900), ("other".to_owned(), 1)];
        let edits = vec![settings::field::mistake_limits.set(SETTINGS, wrong)];
        apply(&mut other, 1, &Change::new(Label::Settings, edits));
        assert_eq!(Limits::of(&other), Limits::default());
    }
}
