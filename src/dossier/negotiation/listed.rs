//! The negotiations of all accounts, for one list: what is ahead and how far it is prepared, and what was (R12).

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::NegotiationFile;
use super::cost::{Costs, Stake};
use crate::book::{Book, Negotiation, RecordId, account};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::Ledger;

/// One of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    pub id: RecordId,
    pub account: RecordId,
    /// What the account is called.
    pub of: String,
    pub record: Negotiation,
    /// How many checks it doesn't meet.
    pub lacking: usize,
    pub costs: Costs,
    pub stake: Option<Stake>,
}

/// Those that are still to be held, the soonest first and what has no day last; then what was, the latest first. What
/// is of an account in the archive isn't in it.
pub fn all_listed(book: &Book, ledger: &Ledger, today: Date) -> Vec<Listed> {
    let merged = book.merged();
    let accounts: BTreeSet<RecordId> =
        book.all::<Negotiation>().filter_map(|(_, of)| of.account.map(|account| merged.of_account(account))).collect();
    let dossiers = accounts.into_iter().filter_map(|account| Dossier::of(book, account));
    let living = dossiers.filter(|dossier| account::field::archived_on.of(dossier.record()).is_none());
    let mut all: Vec<Listed> = living
        .flat_map(|dossier| {
            let of = account::field::name.of(dossier.record());
            let listed = |file: NegotiationFile| Listed {
                id: file.id,
                account: dossier.id,
                of: of.clone(),
                lacking: file.lacking(&dossier, ledger.currency()),
                costs: file.costs(ledger.currency()),
                stake: file.stake(&dossier, ledger, today),
                record: file.record,
            };
            NegotiationFile::all_of(&dossier, today).into_iter().map(listed).collect::<Vec<_>>()
        })
        .collect();
    all.sort_by(|a, b| {
        let ahead = |of: &Negotiation| of.is_open().then_some((of.day.is_none(), of.day));
        let before = |of: &Negotiation| Reverse(of.held.or(of.day).filter(|_| !of.is_open()));
        let key = |row: &Listed| (!row.record.is_open(), ahead(&row.record), before(&row.record));
        key(a).cmp(&key(b)).then_with(|| (&a.of, a.id).cmp(&(&b.of, b.id)))
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Change, Label, RecordKind, Stamp};
    use crate::calendar::date;
    use crate::dossier::testing::{ID, book, today};

    fn id(number: u128) -> RecordId {
        RecordId::well_known(0x800 + number)
    }

    #[test]
    fn what_is_to_be_held_of_all_accounts_stands_first_by_its_day_and_the_archive_is_silent() {
        let other = |archived_on| Account { name: "Alfa".into(), archived_on, ..Account::default() };
        let talk = |account, day, held| Negotiation { account: Some(account), day, held, ..Negotiation::default() };
        let day = |day| Some(date(1998, 5, day));
        let edits = [
            other(None).create(id(1)),
            other(day(1)).create(id(2)),
            talk(ID, day(12), None).create(id(11)),
            talk(id(1), day(8), None).create(id(12)),
            talk(id(1), None, None).create(id(13)),
            talk(ID, day(2), day(2)).create(id(14)),
            talk(id(1), day(4), day(4)).create(id(15)),
            talk(id(2), day(7), None).create(id(16)),
        ];
        let mut book = book(Vec::new());
        book.apply(&Change::new(Label::Sample, edits.concat()), Stamp { millis: 9, ..Stamp::default() });
        let all = all_listed(&book, &Ledger::default(), today());
        assert_eq!(all.iter().map(|row| row.id).collect::<Vec<_>>(), [12, 11, 13, 15, 14].map(id));
        assert!(all.iter().all(|row| row.lacking > 0 && row.stake.is_none()));
    }
}
