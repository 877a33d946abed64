//! What is due with an account: promises, complaints, bids, offers, contracts of competitors,
//! birthdays, the next step (rules R3, R8, R10).

use crate::book::{Answer, Complaint, Contact, Promise, Proposal, RecordId, Rivalry, Tender, WhiteSpace};
use crate::calendar::Date;

use super::Dossier;
use super::timeline::{Entry, EntryId};

/// How far ahead is looked, in days.
const AHEAD: i32 = 60;
/// A competitor's contract takes longer to win.
const CONTRACT_AHEAD: i32 = 180;
/// A birthday card doesn't.
const BIRTHDAY_AHEAD: i32 = 21;

/// Something to be done, or to be reckoned with.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// The day; `None` for what should be done and has none.
    pub day: Option<Date>,
    pub what: What,
    /// What it is about, in the words of whoever wrote it; a name for a birthday.
    pub title: String,
    /// The record it comes from; `None` for the next step, which is the account's own.
    pub record: Option<RecordId>,
    /// The competitor whose contract ends.
    pub competitor: Option<RecordId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    Complaint,
    OurPromise,
    NextStep,
    Bid,
    OfferEnds,
    TheirPromise,
    ContractEnds,
    Birthday,
}

impl Due {
    /// Whether its day has passed.
    pub fn is_late(&self, today: Date) -> bool {
        self.day.is_some_and(|day| day < today)
    }
}

/// Of what is due, what stands beside the part of the history that is to come: what is no part of it, and
/// what has no day there. The next step stands by itself.
pub fn besides(mut dues: Vec<Due>, upcoming: &[&Entry]) -> Vec<Due> {
    let is_told = |record| upcoming.iter().any(|entry| entry.id == EntryId::Record(record));
    dues.retain(|due| due.record.is_some_and(|record| !is_told(record)));
    dues
}

impl Dossier {
    /// What is due on this day or soon after it, and what is late: the earliest first, then what has no day.
    pub fn due(&self, today: Date) -> Vec<Due> {
        let mut all = Vec::new();
        let due = |day, what, title: &str, record| Due {
            day,
            what,
            title: title.into(),
            record: Some(record),
            competitor: None,
        };
        for (id, promise) in self.all::<Promise>().filter(|(_, promise)| promise.is_open()) {
            let what = if promise.is_ours() { What::OurPromise } else { What::TheirPromise };
            all.push(due(promise.due, what, &promise.what, id));
        }
        for (id, complaint) in self.all::<Complaint>().filter(|(_, complaint)| complaint.solved.is_none()) {
            all.push(due(complaint.due, What::Complaint, &complaint.subject, id));
        }
        for (id, tender) in self.all::<Tender>().filter(|(_, tender)| tender.outcome.is_none()) {
            // Once our bid is in it is theirs to decide.
            if tender.our_bid.is_none() && tender.due.is_some() {
                all.push(due(tender.due, What::Bid, &tender.subject, id));
            }
        }
        for (id, offer) in self.all::<Proposal>() {
            if offer.valid_until.is_some() && matches!(offer.outcome, None | Some(Answer::Open)) {
                all.push(due(offer.valid_until, What::OfferEnds, &offer.subject, id));
            }
        }
        for (id, rivalry) in self.all::<Rivalry>() {
            let soon = rivalry.contract_end.filter(|end| (0..=CONTRACT_AHEAD).contains(&end.since(today)));
            if soon.is_some() {
                let ends = due(soon, What::ContractEnds, &rivalry.supplies, id);
                all.push(Due { competitor: rivalry.competitor, ..ends });
            }
        }
        for (id, cell) in self.all::<WhiteSpace>() {
            let soon = cell.contract_end.filter(|end| (0..=CONTRACT_AHEAD).contains(&end.since(today)));
            if soon.is_some() {
                let ends = due(soon, What::ContractEnds, &cell.group, id);
                all.push(Due { competitor: cell.competitor, ..ends });
            }
        }
        for (id, contact) in self.all::<Contact>().filter(|(_, contact)| contact.is_there(today)) {
            let next = contact.birthday.and_then(|birthday| birthday.next(today));
            if next.is_some_and(|day| day.since(today) <= BIRTHDAY_AHEAD) {
                all.push(due(next, What::Birthday, &contact.name, id));
            }
        }
        let account = self.account();
        if !account.next_what.is_empty() {
            let (day, title) = (account.next_on, account.next_what);
            all.push(Due { day, what: What::NextStep, title, record: None, competitor: None });
        }
        let far = |due: &Due| due.what != What::ContractEnds && due.day.is_some_and(|day| day.since(today) > AHEAD);
        all.retain(|due| !far(due) || due.what == What::NextStep);
        all.sort_by_key(|due| (due.day.is_none(), due.day, due.what, due.record));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Birthday, Edit, Kept, Side, account, complaint, contact, promise, proposal, rivalry, tender};
    use crate::calendar::date;
    use crate::dossier::testing::{ID, dossier, today};
    use crate::dossier::timeline::Timeline;
    use crate::ledger::Ledger;

    const PART: RecordId = RecordId::well_known(10);

    fn due(edits: Vec<Edit>) -> Vec<(What, Option<Date>)> {
        dossier(edits).due(today()).into_iter().map(|due| (due.what, due.day)).collect()
    }

    #[test]
    fn a_promise_is_due_until_it_is_kept() {
        let promise = |by, outcome| {
            vec![
                promise::field::account.set(PART, Some(ID)),
                promise::field::due.set(PART, Some(date(1998, 4, 1))),
                promise::field::by.set(PART, by),
                promise::field::outcome.set(PART, outcome),
            ]
        };
        let day = Some(date(1998, 4, 1));
        assert_eq!(due(promise(None, None)), [(What::OurPromise, day)], "late ones are the most due");
        assert_eq!(due(promise(Some(Side::Them), None)), [(What::TheirPromise, day)]);
        assert_eq!(due(promise(None, Some(Kept::Broken))), []);
    }

    /// It was counted as due, and the list of what is due said that nothing was.
    #[test]
    fn a_promise_without_a_day_stands_beside_what_is_to_come() {
        let shown = |day: Option<Date>| {
            let dossier = dossier(vec![
                account::field::next_what.set(ID, "Visit".into()),
                promise::field::account.set(PART, Some(ID)),
                promise::field::due.set(PART, day),
            ]);
            let timeline = Timeline::of(&dossier, &Ledger::default(), |_| String::new());
            let found = besides(dossier.due(today()), &timeline.upcoming(today()));
            found.into_iter().map(|due| due.what).collect::<Vec<_>>()
        };
        assert_eq!(shown(None), [What::OurPromise]);
        assert_eq!(shown(Some(date(1998, 5, 9))), []);
    }

    #[test]
    fn a_complaint_without_a_day_is_due_all_the_same() {
        let open = vec![complaint::field::account.set(PART, Some(ID))];
        assert_eq!(due(open), [(What::Complaint, None)]);
    }

    #[test]
    fn a_bid_is_due_until_it_is_in() {
        let tender = |bid| {
            let bid: Option<i64> = bid;
            let amount = bid.map(|minor| crate::book::Amount { minor, currency: Default::default() });
            vec![
                tender::field::account.set(PART, Some(ID)),
                tender::field::due.set(PART, Some(date(1998, 6, 1))),
                tender::field::our_bid.set(PART, amount),
            ]
        };
        assert_eq!(due(tender(None)), [(What::Bid, Some(date(1998, 6, 1)))]);
        assert_eq!(due(tender(Some(1))), []);
    }

    #[test]
    fn what_is_far_off_waits() {
        let offer =
            |day| vec![proposal::field::account.set(PART, Some(ID)), proposal::field::valid_until.set(PART, Some(day))];
        assert_eq!(due(offer(date(1998, 7, 5))).len(), 1);
        assert_eq!(due(offer(date(1998, 7, 6))).len(), 0);
        let contract =
            |day| vec![rivalry::field::account.set(PART, Some(ID)), rivalry::field::contract_end.set(PART, Some(day))];
        assert_eq!(due(contract(date(1998, 11, 2))).len(), 1);
        assert_eq!(due(contract(date(1998, 11, 3))).len(), 0);
        assert_eq!(due(contract(date(1998, 5, 5))).len(), 0, "over is over");
        let next = vec![
            account::field::next_what.set(ID, "Visit".into()),
            account::field::next_on.set(ID, Some(date(1999, 1, 1))),
        ];
        assert_eq!(due(next).len(), 1, "the next step is always told");
    }

    #[test]
    fn birthdays_come_every_year_until_somebody_leaves() {
        let born = |left| {
            vec![
                contact::field::account.set(PART, Some(ID)),
                contact::field::birthday.set(PART, Birthday::new(Some(1950), 5, 20).ok()),
                contact::field::left.set(PART, left),
            ]
        };
        assert_eq!(due(born(None)), [(What::Birthday, Some(date(1998, 5, 20)))]);
        assert_eq!(due(born(Some(date(1998, 1, 1)))), []);
    }
}
