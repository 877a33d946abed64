//! Words for the five mistakes (R11): what each is called, and what shows it.

use super::dossier_words::need;
use super::words::Words;
use crate::service::mistakes::{Ahead, Cases, Evidence, Mistake};
use crate::text::{Key, within_sentence};

/// "Irregular contact and delays"
pub fn mistake(words: Words, mistake: Mistake) -> &'static str {
    words.text(match mistake {
        Mistake::Contact => Key::MistakeContact,
        Mistake::Conflicts => Key::MistakeConflicts,
        Mistake::Knowledge => Key::MistakeKnowledge,
        Mistake::Negotiations => Key::MistakeNegotiations,
        Mistake::Product => Key::MistakeProduct,
    })
}

/// "Nobody in touch for 66 days; 45 days at the most."
pub fn evidence(words: Words, found: &Evidence) -> String {
    let cases = |key: Key, cases: &Cases| words.counted(key, cases.count(), &[("day", &words.day(cases.since))]);
    match found {
        Evidence::Silent { days, longest } => {
            let [days, longest] = [*days, *longest].map(|days| words.days(f64::from(days)));
            words.fill(Key::MistakeSilent, &[("days", &days), ("longest", &longest)])
        }
        Evidence::PromisesLate(found) => cases(Key::MistakePromises, found),
        Evidence::RequestsLate(found) => cases(Key::MistakeRequests, found),
        Evidence::DeliveriesLate(share) => {
            let [late, all] = [share.of, share.among].map(|count| words.number(count));
            words.fill(Key::MistakeDeliveries, &[("late", &late), ("all", &all)])
        }
        Evidence::ConflictsLate(found) => cases(Key::MistakePastDeadline, found),
        Evidence::ConflictsOld(found) => cases(Key::MistakeOpenLong, found),
        Evidence::ConflictsUnsolved(found) => cases(Key::MistakeUnsolved, found),
        Evidence::LittleKnown(share) => words.fill(Key::MistakeLittleKnown, &[("share", &words.percent_round(*share))]),
        Evidence::NobodyDecides => words.text(Key::MistakeNobodyDecides).into(),
        Evidence::Unprepared { ahead, day, missing } => {
            let ahead = words.text(match ahead {
                Ahead::Meeting => Key::AheadMeeting,
                Ahead::Bid => Key::AheadBid,
                Ahead::Offer => Key::AheadOffer,
            });
            let missing = words.list(missing.iter().map(|of| within_sentence(need(words, *of))));
            words.fill(Key::MistakeUnprepared, &[("ahead", ahead), ("day", &words.day(*day)), ("missing", &missing)])
        }
        Evidence::Unready { day, lacking, .. } => {
            words.counted(Key::MistakeUnready, *lacking, &[("day", &words.day(*day))])
        }
        Evidence::NotShown(None) => words.text(Key::MistakeNeverShown).into(),
        Evidence::NotShown(Some(day)) => words.fill(Key::MistakeNotShown, &[("day", &words.day(*day))]),
        Evidence::TopicsLate(found) => cases(Key::MistakeTopics, found),
    }
}
