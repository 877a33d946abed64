//! Orders followed: which documents were delivered by the day they were promised for (R5, C7).
//!
//! The ledger keeps one promised and one delivered day a document, the last word of all its lines, and no
//! quantities; so a document is on time as a whole, and *in full* isn't told at all.

use std::collections::HashMap;

use crate::analysis::Share;
use crate::book::{Book, DeliveryCorrection, Fault, RecordId, SETTINGS, settings};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::{Document, Ledger, orders};

/// Which documents are asked about, and when they count as late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The day it is seen on: what was delivered later isn't delivered yet.
    pub today: Date,
    /// First and last day of order; `None`: all before or after.
    pub ordered: (Option<Date>, Option<Date>),
    /// Days after the promised one that are still on time.
    pub tolerance: u32,
}

impl Asked {
    /// About all documents, by the book's tolerance.
    pub fn of(book: &Book, today: Date) -> Self {
        let tolerance = book.value(SETTINGS, settings::field::delivery_tolerance).unwrap_or_default();
        Self { today, ordered: (None, None), tolerance }
    }

    /// The same about documents ordered in the last so many days.
    pub fn in_the_last(self, days: i32) -> Self {
        Self { ordered: (Some(self.today.plus(1 - days)), Some(self.today)), ..self }
    }

    fn includes(&self, day: Date) -> bool {
        let (from, to) = self.ordered;
        from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
    }

    fn punctuality(&self, promised: Date, delivered: Option<Date>) -> Punctuality {
        let last = promised.plus(i32::try_from(self.tolerance).unwrap_or(i32::MAX));
        match delivered {
            Some(day) if day <= last => Punctuality::OnTime,
            None if last >= self.today => Punctuality::Open,
            _ => Punctuality::Late,
        }
    }
}

/// How a document stands to the day it was promised for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Punctuality {
    OnTime,
    /// Delivered later, or not delivered though the day has passed.
    Late,
    /// Not delivered, and there is still time.
    Open,
}

/// A document that was promised for a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    pub account: RecordId,
    pub number: String,
    /// The first day it appears on.
    pub ordered: Date,
    pub promised: Date,
    /// By the day it is seen on.
    pub delivered: Option<Date>,
    pub punctuality: Punctuality,
    /// Whose fault it is, as a person said.
    pub fault: Option<Fault>,
}

/// How many documents were on time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnTime {
    pub on_time: usize,
    pub late: usize,
    pub open: usize,
}

impl OnTime {
    pub fn of<'a>(documents: impl IntoIterator<Item = &'a Followed>) -> Self {
        let mut found = Self::default();
        for document in documents {
            match document.punctuality {
                Punctuality::OnTime => found.on_time += 1,
                Punctuality::Late => found.late += 1,
                Punctuality::Open => found.open += 1,
            }
        }
        found
    }

    /// The same without the documents of which a person said that it was out of our hands.
    pub fn without_excused<'a>(documents: impl IntoIterator<Item = &'a Followed>) -> Self {
        Self::of(documents.into_iter().filter(|document| !document.fault.is_some_and(Fault::is_excused)))
    }

    pub fn documents(self) -> usize {
        self.on_time + self.late + self.open
    }

    /// On time among those that are on time or late.
    pub fn share(self) -> Share {
        Share { of: self.on_time, among: self.on_time + self.late }
    }
}

/// Whose fault each corrected document is, by account and number.
#[derive(Clone, Debug, Default)]
pub struct Faults(HashMap<(RecordId, String), Fault>);

impl Faults {
    pub fn of(book: &Book) -> Self {
        let corrections = book.all::<DeliveryCorrection>().filter_map(|(_, correction)| {
            let account = book.merged().of_account(correction.account?);
            Some(((account, correction.document.trim().to_owned()), correction.fault?))
        });
        Self(corrections.collect())
    }

    fn get(&self, account: RecordId, number: &str) -> Option<Fault> {
        self.0.get(&(account, number.trim().to_owned())).copied()
    }
}

/// The id of what a person says of a document of an account: of the record that counts, or of the one there would be.
pub fn correction_of(dossier: &Dossier, document: &str) -> RecordId {
    let corrections = dossier.all::<DeliveryCorrection>();
    let of_it = corrections.filter(|(_, correction)| correction.document.trim() == document.trim());
    // Of several, which merged accounts may have, the last one counts, as in [`Faults`].
    of_it.map(|(id, _)| id).max().unwrap_or_else(|| DeliveryCorrection::of(dossier.id, document))
}

/// The documents of one account that were promised for a day, in order of their first day.
///
/// None at all where the ledger tells of no delivery: then its files had no such column, and everything would be
/// late.
pub fn followed(ledger: &Ledger, account: RecordId, faults: &Faults, asked: Asked) -> Vec<Followed> {
    if !ledger.tells_deliveries() {
        return Vec::new();
    }
    let documents = orders(ledger.sales(account)).into_iter().filter(|order| asked.includes(order.day));
    let of = |order: crate::ledger::Order| {
        let Document { number, promised, delivered, .. } = ledger.document(order.document?)?;
        let (promised, delivered) = ((*promised)?, delivered.filter(|day| *day <= asked.today));
        Some(Followed {
            account,
            number: number.clone(),
            ordered: order.day,
            promised,
            delivered,
            punctuality: asked.punctuality(promised, delivered),
            fault: faults.get(account, number),
        })
    };
    documents.filter_map(of).collect()
}

/// The documents of all accounts, account by account.
pub fn all_followed(ledger: &Ledger, faults: &Faults, asked: Asked) -> Vec<Followed> {
    if !ledger.tells_deliveries() {
        return Vec::new();
    }
    ledger.accounts().flat_map(|(account, _)| followed(ledger, account, faults, asked)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Label, RecordKind, Stamp};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::dossier::testing::{ID, dossier};
    use crate::ledger::{Batch, Line, Sales};

    const ACCOUNT: RecordId = RecordId::well_known(7);

    /// Documents ordered on 1 May, promised for the 10th.
    fn ledger(delivered: &[Option<Date>]) -> Ledger {
        let mut sales = Sales::default();
        for (at, delivered) in (0..).zip(delivered) {
            let (promised, delivered) = (Some(date(2024, 5, 10)), *delivered);
            sales.documents.push(Document { promised, delivered, ..Document::from(at.to_string().as_str()) });
            sales.lines.push(Line { document: Some(at), ..Line::plain(0, date(2024, 5, 1), 100) });
        }
        Ledger::of(Currency::default(), [&Batch { accounts: vec![ACCOUNT], sales }])
    }

    fn asked(today: Date) -> Asked {
        Asked { today, ordered: (None, None), tolerance: 0 }
    }

    fn tally(ledger: &Ledger, asked: Asked) -> (usize, usize, usize) {
        let found = OnTime::of(&all_followed(ledger, &Faults::default(), asked));
        (found.on_time, found.late, found.open)
    }

    #[test]
    fn the_promised_day_itself_is_on_time_and_not_late_yet() {
        let ledger = ledger(&[Some(date(2024, 5, 10)), Some(date(2024, 5, 11)), None]);
        assert_eq!(tally(&ledger, asked(date(2024, 5, 12))), (1, 2, 0));
        assert_eq!(tally(&ledger, asked(date(2024, 5, 10))), (1, 0, 2), "on that day the second was under way");
        let tolerant = |today| Asked { tolerance: 1, ..asked(today) };
        assert_eq!(tally(&ledger, tolerant(date(2024, 5, 11))), (2, 0, 1));
        assert_eq!(tally(&ledger, tolerant(date(2024, 5, 12))), (2, 1, 0));
    }

    #[test]
    fn the_day_of_order_is_in_the_window_or_isnt() {
        let ledger = ledger(&[Some(date(2024, 5, 10))]);
        let today = asked(date(2025, 4, 30));
        assert_eq!(tally(&ledger, today.in_the_last(365)), (1, 0, 0));
        assert_eq!(tally(&ledger, today.in_the_last(364)), (0, 0, 0));
        assert_eq!(tally(&ledger, Asked { ordered: (None, Some(date(2024, 4, 30))), ..today }), (0, 0, 0));
    }

    #[test]
    fn a_file_without_deliveries_says_nothing_of_lateness() {
        assert_eq!(tally(&ledger(&[None, None]), asked(date(2025, 1, 1))), (0, 0, 0));
    }

    #[test]
    fn a_document_has_one_correction_wherever_it_was_written_down() {
        let correction = |document: &str| {
            let account = Some(ID);
            DeliveryCorrection { account, document: document.into(), ..DeliveryCorrection::default() }
        };
        let named = correction_of(&dossier(vec![]), "11008 ");
        assert_eq!(named, DeliveryCorrection::of(ID, "11008"));
        assert_eq!(correction_of(&dossier(correction("11008").create(named)), "11008"), named);
        // That of an account that was merged into this one is of an id of its own.
        let other = RecordId::well_known(77);
        assert_eq!(correction_of(&dossier(correction(" 11008").create(other)), "11008"), other);
        assert_eq!(correction_of(&dossier(correction("11009").create(other)), "11008"), named);
    }

    #[test]
    fn what_was_out_of_our_hands_is_left_out_of_a_second_rate() {
        let late = Some(date(2024, 6, 1));
        let ledger = ledger(&[Some(date(2024, 5, 2)), late, late, late]);
        let mut book = Book::default();
        for (document, fault) in [("1", Fault::Theirs), (" 2", Fault::Carrier), ("3", Fault::Ours)] {
            let correction = DeliveryCorrection {
                account: Some(ACCOUNT),
                document: document.into(),
                fault: Some(fault),
                ..DeliveryCorrection::default()
            };
            let edits = correction.create(DeliveryCorrection::of(ACCOUNT, document));
            book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        }
        let documents = all_followed(&ledger, &Faults::of(&book), asked(date(2024, 7, 1)));
        assert_eq!(OnTime::of(&documents).share(), Share { of: 1, among: 4 });
        assert_eq!(OnTime::without_excused(&documents).share(), Share { of: 1, among: 2 });
    }
}
