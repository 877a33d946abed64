//! Which of the suggested duplicates a person still has to decide.
//!
//! The page's part: the worker has compared the accounts, the book knows what was decided since.

use std::collections::HashSet;

use crate::book::{Account, Book, Distinct, RecordId, account};
use crate::exchange::matching::{Likeness, Subject, Suggestion};

/// Two accounts that may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LookAlikes {
    /// The one created first, and the other.
    pub pair: [RecordId; 2],
    pub reason: Likeness,
}

/// Those of the suggested pairs that are open, in their order. An account that was merged since stands
/// for the one that counts for it; a pair that was told apart, or of which one is gone or in the
/// archive, is decided.
pub fn open_duplicates(book: &Book, found: &[Suggestion]) -> Vec<LookAlikes> {
    let merged = book.merged();
    let in_order = |one: RecordId, other: RecordId| {
        let (one, other) = (merged.of_account(one), merged.of_account(other));
        [one.min(other), one.max(other)]
    };
    let told_apart = book.all::<Distinct>().filter_map(|(_, said)| Some(in_order(said.one?, said.other?)));
    let mut decided: HashSet<[RecordId; 2]> = told_apart.collect();
    let is_there = |id: &RecordId| book.has::<Account>(*id) && book.value(*id, account::field::archived_on).is_none();
    let mut open = Vec::new();
    for Suggestion { subject, account, reason, .. } in found {
        let Subject::Account(other) = subject else { continue };
        let pair = in_order(*account, *other);
        let [one, other] = pair;
        // Once is enough: merging may make one pair of two.
        if one != other && pair.iter().all(is_there) && decided.insert(pair) {
            open.push(LookAlikes { pair, reason: *reason });
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Edit, Label, RecordKind, Stamp, merge_accounts};
    use crate::exchange::matching::{Known, duplicates};

    fn id(number: u8) -> RecordId {
        RecordId::from_parts(u64::from(number), [number; 10])
    }

    fn book() -> Book {
        let mut book = Book::default();
        let edits = (1..5).flat_map(|n| Account { name: format!("Alfa {n}"), ..Account::default() }.create(id(n)));
        book.apply(&Change::new(Label::Sample, edits.collect()), stamp(1));
        book
    }

    fn stamp(millis: u64) -> Stamp {
        Stamp { millis, ..Stamp::default() }
    }

    fn found(pairs: &[(u8, u8)]) -> Vec<Suggestion> {
        let suggestion = |(one, other): &(u8, u8)| Suggestion {
            subject: Subject::Account(id(*other)),
            account: id(*one),
            reason: Likeness::SimilarName,
            score: 90,
        };
        pairs.iter().map(suggestion).collect()
    }

    fn open(book: &Book, pairs: &[(u8, u8)]) -> Vec<[RecordId; 2]> {
        open_duplicates(book, &found(pairs)).into_iter().map(|alike| alike.pair).collect()
    }

    #[test]
    fn a_decided_pair_is_asked_no_more_and_comes_back_by_undo() {
        let mut book = book();
        let said = Distinct { one: Some(id(2)), other: Some(id(1)) };
        let undo = book.apply(&Change::new(Label::Sample, said.create(id(9))), stamp(2));
        assert_eq!(open(&book, &[(1, 2), (1, 3)]), [[id(1), id(3)]]);
        book.apply(&undo, stamp(3));
        assert_eq!(open(&book, &[(1, 2), (1, 3)]), [[id(1), id(2)], [id(1), id(3)]]);
    }

    #[test]
    fn a_merged_account_stands_for_the_one_that_counts() {
        let mut book = book();
        book.apply(&merge_accounts(&book, id(1), id(3)), stamp(2));
        // Of the three one pair is left, and only once.
        assert_eq!(open(&book, &[(1, 2), (1, 3), (2, 3)]), [[id(2), id(3)]]);
        let said = Distinct { one: Some(id(1)), other: Some(id(2)) };
        book.apply(&Change::new(Label::Sample, said.create(id(9))), stamp(3));
        assert!(open(&book, &[(2, 3)]).is_empty());
    }

    #[test]
    fn what_was_decided_is_not_found_again() {
        let mut book = Book::default();
        let names = ["Ernst Handel", "Handel Ernst GmbH", "Ernst Handell", "Alfreds Futterkiste"];
        let edits =
            (1..).zip(names).flat_map(|(n, name)| Account { name: name.into(), ..Account::default() }.create(id(n)));
        book.apply(&Change::new(Label::Sample, edits.collect()), stamp(1));
        let found = duplicates(&Known::of(&book));
        assert_eq!(open_duplicates(&book, &found).len(), 3);
        let mut steps = 0;
        while let Some(LookAlikes { pair: [one, other], .. }) = open_duplicates(&book, &found).first().copied() {
            let said = Distinct { one: Some(one), other: Some(other) };
            let merge = merge_accounts(&book, one, other);
            let change = if steps == 0 { Change::new(Label::Sample, said.create(id(9))) } else { merge };
            steps += 1;
            book.apply(&change, stamp(1 + steps));
        }
        // Told apart, then one of them merged with the third: that decides the last pair as well.
        assert_eq!(steps, 2);
        assert_eq!(duplicates(&Known::of(&book)), []);
    }

    #[test]
    fn an_account_in_the_archive_has_no_look_alikes() {
        let mut book = book();
        let archive = account::field::archived_on.set(id(1), Some(crate::calendar::date(2025, 1, 31)));
        let undo = book.apply(&Change::new(Label::Archive { account: "Alfa 1".into() }, vec![archive]), stamp(2));
        assert_eq!(open(&book, &[(1, 2), (3, 4)]), [[id(3), id(4)]]);
        book.apply(&undo, stamp(3));
        assert_eq!(open(&book, &[(1, 2), (3, 4)]).len(), 2);
    }

    #[test]
    fn an_account_that_is_gone_has_no_look_alikes() {
        let mut book = book();
        book.apply(&Change::new(Label::Sample, vec![Edit::delete::<Account>(id(1))]), stamp(2));
        assert_eq!(open(&book, &[(1, 2), (2, 77), (3, 4)]), [[id(3), id(4)]]);
    }
}
