//! What says that an account is lost or going, as a company sets it (L1): a draft until it is used in one change.

use crate::analysis::behaviour::SilenceRule;
use crate::analysis::losses::LossRule;
use crate::book::{Book, Change, Edit, Label, SETTINGS, settings};

/// When an alarm rings, and after how long an account is lost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Criteria {
    /// Of silence: longer than so many of its own gaps, and than so many days. No gaps at all make it a fixed number
    /// of days.
    pub silence: SilenceRule,
    pub fall: FallRule,
    pub loss: LossRule,
}

/// Of volume: so much less than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FallRule {
    /// In per cent.
    pub share: u32,
    /// Over so many days, against as many before them.
    pub days: u32,
}

impl Default for FallRule {
    fn default() -> Self {
        Self { share: 40, days: 182 }
    }
}

impl FallRule {
    /// Whether what came later is so much less; both in minor units. Exact: a limit that is met is met.
    pub fn is_met(self, earlier: i128, later: i128) -> bool {
        earlier > 0 && later * 100 <= earlier * i128::from(100 - self.share.min(100))
    }
}

/// The most that can be set.
pub const MOST_TIMES: f64 = 10.0;
pub const MOST_DAYS: u32 = 1_000;

impl Criteria {
    /// What holds in a book.
    pub fn of(book: &Book) -> Self {
        let (fall, loss) = (FallRule::default(), LossRule::default());
        let set = |field| book.value::<Option<u32>>(SETTINGS, field);
        Self {
            silence: SilenceRule::of(book),
            fall: FallRule {
                share: set(settings::field::fall_share).unwrap_or(fall.share).min(100),
                days: set(settings::field::fall_days).unwrap_or(fall.days).clamp(1, MOST_DAYS),
            },
            loss: LossRule { least: set(settings::field::loss_days).unwrap_or(loss.least).min(MOST_DAYS), ..loss },
        }
    }

    /// The change that makes it hold, with what is another than before alone; what is as usual isn't stored.
    pub fn change(self, book: &Book) -> Change {
        use settings::field::{fall_days, fall_share, loss_days, silence_days, silence_times};
        let fields = [silence_times, silence_days, fall_share, fall_days, loss_days];
        let values = [self, Self::of(book), Self::default()].map(Self::stored);
        let [wanted, now, usual] = values;
        let all = fields.into_iter().zip(wanted).zip(now).zip(usual);
        let changed = all.filter(|(((_, wanted), now), _)| wanted != now);
        let edits =
            changed.map(|(((field, wanted), _), usual)| field.set(SETTINGS, Some(wanted).filter(|set| *set != usual)));
        Change::new(Label::Settings, edits.collect::<Vec<Edit>>())
    }

    /// As settings keep it.
    fn stored(self) -> [u32; 5] {
        let times = (self.silence.times.clamp(0.0, MOST_TIMES) * 1_000.0).round() as u32;
        let days = |days: u32| days.min(MOST_DAYS);
        [times, days(self.silence.days), self.fall.share.min(100), days(self.fall.days), days(self.loss.least)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Stamp;

    #[test]
    fn a_draft_is_used_in_one_change_and_taken_back_in_one() {
        let mut book = Book::default();
        let draft = Criteria {
            silence: SilenceRule { times: 3.5, days: 105 },
            fall: FallRule { share: 50, days: 91 },
            loss: LossRule { least: 200, ..LossRule::default() },
        };
        let change = draft.change(&book);
        assert_eq!(change.edits.len(), 5);
        let back = book.apply(&change, Stamp { millis: 1, ..Stamp::default() });
        assert_eq!(Criteria::of(&book), draft);
        assert_eq!(draft.change(&book).edits, []);
        book.apply(&back, Stamp { millis: 2, ..Stamp::default() });
        assert_eq!(Criteria::of(&book), Criteria::default());
    }

    #[test]
    fn what_is_as_usual_is_not_stored() {
        let mut book = Book::default();
        let other = Criteria { loss: LossRule { least: 200, ..LossRule::default() }, ..Criteria::default() };
        book.apply(&other.change(&book), Stamp { millis: 1, ..Stamp::default() });
        book.apply(&Criteria::default().change(&book), Stamp { millis: 2, ..Stamp::default() });
        assert_eq!(book.value(SETTINGS, settings::field::loss_days), None);
    }

    #[test]
    fn a_fall_of_just_so_much_is_one() {
        let rule = FallRule { share: 40, days: 182 };
        assert!(rule.is_met(100, 60) && !rule.is_met(100, 61));
        assert!(!rule.is_met(0, 0), "nothing to fall from");
        assert!(rule.is_met(10, -5), "more came back than was bought");
    }
}
