//! Where we meet a competitor: at which accounts, over which product groups, in which tenders (D4).

use std::collections::{BTreeMap, BTreeSet};

use crate::book::{Account, Book, CompetitorAtAccount, RecordId, Tender, TenderOutcome, Threat, WhiteSpace};
use crate::calendar::Date;

/// Within how many days an end of a contract is near.
pub const NEAR: i32 = 120;

/// Days until a contract ends, if that is near; negative once it has ended.
pub fn ends_in(end: Option<Date>, today: Date) -> Option<i32> {
    Some(end?.since(today)).filter(|days| *days <= NEAR)
}

/// Everything that names one competitor, with the account it is said of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Encounter {
    /// What they do and offer at accounts, by the record's id.
    pub rivals: Vec<(RecordId, RecordId, CompetitorAtAccount)>,
    /// Product groups they supply.
    pub spaces: Vec<(RecordId, RecordId, WhiteSpace)>,
    /// Tenders they won.
    pub tenders: Vec<(RecordId, RecordId, Tender)>,
}

impl Encounter {
    /// The accounts where we meet.
    pub fn accounts(&self) -> BTreeSet<RecordId> {
        let rivals = self.rivals.iter().map(|(_, account, _)| *account);
        let spaces = self.spaces.iter().map(|(_, account, _)| *account);
        let tenders = self.tenders.iter().map(|(_, account, _)| *account);
        rivals.chain(spaces).chain(tenders).collect()
    }

    /// The highest threat that anybody sees.
    pub fn threat(&self) -> Option<Threat> {
        // In their order the highest comes first.
        self.rivals.iter().filter_map(|(.., rival)| rival.threat).min()
    }

    /// How many tenders we lost to them, as a whole or in part.
    pub fn lost(&self) -> usize {
        let is_lost = |outcome| matches!(outcome, Some(TenderOutcome::Lost | TenderOutcome::PartlyWon));
        self.tenders.iter().filter(|(.., tender)| is_lost(tender.outcome)).count()
    }

    pub fn is_empty(&self) -> bool {
        self.rivals.is_empty() && self.spaces.is_empty() && self.tenders.is_empty()
    }
}

/// Where we meet each competitor that is named anywhere, at accounts that are there.
pub fn encounters(book: &Book) -> BTreeMap<RecordId, Encounter> {
    let merged = book.merged();
    let account = |id: Option<RecordId>| id.map(|id| merged.of_account(id)).filter(|id| book.has::<Account>(*id));
    let mut all: BTreeMap<RecordId, Encounter> = BTreeMap::new();
    for (id, rival) in book.all::<CompetitorAtAccount>() {
        if let (Some(competitor), Some(account)) = (rival.competitor, account(rival.account)) {
            all.entry(competitor).or_default().rivals.push((id, account, rival));
        }
    }
    for (id, space) in book.all::<WhiteSpace>() {
        if let (Some(competitor), Some(account)) = (space.competitor, account(space.account)) {
            all.entry(competitor).or_default().spaces.push((id, account, space));
        }
    }
    for (id, tender) in book.all::<Tender>() {
        if let (Some(competitor), Some(account)) = (tender.winner, account(tender.account)) {
            all.entry(competitor).or_default().tenders.push((id, account, tender));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Label, RecordKind, Stamp, account};
    use crate::calendar::date;

    #[test]
    fn a_competitor_is_met_wherever_it_is_named() {
        let id = |number| RecordId::well_known(number);
        let (ours, merged, gone, rival) = (id(1), id(2), id(3), id(9));
        let at = |account| CompetitorAtAccount {
            account: Some(account),
            competitor: Some(rival),
            threat: Some(Threat::Low),
            ..CompetitorAtAccount::default()
        };
        let lost = |account, outcome| Tender {
            account: Some(account),
            winner: Some(rival),
            outcome: Some(outcome),
            ..Tender::default()
        };
        let mut edits = Account { name: "Ours".into(), ..Account::default() }.create(ours);
        edits.extend(Account { name: "Merged".into(), ..Account::default() }.create(merged));
        edits.push(account::field::merged_into.set(merged, Some(ours)));
        edits.extend(at(ours).create(id(11)));
        edits.extend(CompetitorAtAccount { threat: Some(Threat::High), ..at(merged) }.create(id(12)));
        edits.extend(at(gone).create(id(13)));
        edits.extend(lost(ours, TenderOutcome::Lost).create(id(14)));
        edits.extend(lost(ours, TenderOutcome::NoBid).create(id(15)));
        let mut book = Book::default();
        book.apply(&Change::new(Label::Settings, edits), Stamp { millis: 1, ..Stamp::default() });

        let met = encounters(&book).remove(&rival).unwrap_or_default();
        assert_eq!(met.accounts(), BTreeSet::from([ours]), "a merged account is the one it became");
        assert_eq!(met.rivals.len(), 2, "what is said of an account that is gone doesn't count");
        assert_eq!(met.threat(), Some(Threat::High));
        assert_eq!(met.lost(), 1, "where we did not bid we did not lose");
        assert!(!met.is_empty() && Encounter::default().is_empty());
    }

    #[test]
    fn the_end_of_a_contract_is_near_or_past() {
        let today = date(2024, 5, 1);
        assert_eq!(ends_in(Some(date(2024, 5, 31)), today), Some(30));
        assert_eq!(ends_in(Some(date(2024, 4, 1)), today), Some(-30));
        assert_eq!(ends_in(Some(date(2025, 5, 1)), today), None);
        assert_eq!(ends_in(None, today), None);
    }
}
