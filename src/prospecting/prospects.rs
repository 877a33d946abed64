//! How far each prospect has come, and what to find out next (P4, C21).
//!
//! Nobody moves a prospect from stage to stage: what was found out, said, offered and bought says where it stands.

use std::collections::BTreeSet;

use super::three_p::{Answer, Finding, Question, ThreeP, Unknown, Verdict};
use crate::analysis::{median, purchase_days};
use crate::book::{
    self, Book, Interaction, Offer, Prospect, ProspectOutcome, ProspectSource, Qualification, RecordId, YesNo, account,
};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::Ledger;

/// Where a prospect stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Nobody spoke with them yet.
    Found,
    /// The three questions are asked.
    Talks,
    /// All three hold.
    Qualified,
    /// All three hold, and our offer is out.
    OfferOut,
    /// They bought.
    Customer,
    /// One of the three is a no, or a person decided not to go on.
    Out,
}

impl Stage {
    /// Whether there is something to do.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Found | Self::Talks | Self::Qualified | Self::OfferOut)
    }

    /// Its name for other programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Talks => "talks",
            Self::Qualified => "qualified",
            Self::OfferOut => "offer_out",
            Self::Customer => "customer",
            Self::Out => "out",
        }
    }
}

/// What is to be found out or done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    FindOut(Question),
    /// The same, of what was known once.
    AskAgain(Question),
    MakeOffer,
    /// The offer is out since a day.
    AwaitAnswer(Date),
    /// This one is a no: somebody else there, or none.
    Reconsider(Question),
    /// A person decided not to go on.
    LeaveAlone(ProspectOutcome),
    /// They bought.
    Serve,
}

/// The day each stage was first reached; `None`: it wasn't, or nobody knows when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    pub found: Option<Date>,
    pub talks: Option<Date>,
    pub qualified: Option<Date>,
    pub offered: Option<Date>,
    pub bought: Option<Date>,
}

/// An answer that was written down.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    pub id: RecordId,
    pub record: Qualification,
}

impl Heard {
    /// As the three questions take it; `None` where nobody says yes or no.
    fn finding(&self) -> Option<Finding> {
        Some(Finding {
            is_yes: self.record.answer? == YesNo::Yes,
            has_evidence: !self.record.evidence.trim().is_empty(),
            has_person: self.record.contact.is_some() || self.record.colleague.is_some(),
            day: self.record.day,
        })
    }
}

/// Where prospects were found: one of the usual sources, or one of our own by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundIn<'a> {
    Usual(ProspectSource),
    Own(&'a str),
    /// Nobody said.
    Unsaid,
}

/// A prospect on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct ProspectFile {
    pub account: RecordId,
    /// What the account is called.
    pub name: String,
    pub city: String,
    /// Each time it was found, the first one first: several where accounts were merged.
    pub records: Vec<(RecordId, Prospect)>,
    /// What was said last about each of [`Question::ALL`].
    pub heard: [Option<Heard>; Question::ALL.len()],
    pub three_p: ThreeP,
    pub reached: Reached,
    pub stage: Stage,
    /// The last decision not to go on, with the day and why.
    pub outcome: Option<(ProspectOutcome, Option<Date>, String)>,
    pub next_what: String,
    pub next_on: Option<Date>,
    /// Who answers for the account.
    pub owner: Option<RecordId>,
}

impl ProspectFile {
    /// `None` for an account that nobody found as a prospect.
    pub fn of(dossier: &Dossier, ledger: &Ledger, today: Date) -> Option<Self> {
        let mut records: Vec<(RecordId, Prospect)> = dossier.all::<Prospect>().collect();
        records.sort_by_key(|(id, record)| (record.found.is_none(), record.found, *id));
        let (_, first) = records.first()?;
        let said: Vec<Heard> = dossier.all::<Qualification>().map(|(id, record)| Heard { id, record }).collect();
        let heard = Question::ALL.map(|question| last(&said, question, today).cloned());
        let three_p = ThreeP::of(|question| finding(&said, question, today), today);
        let outcome = records
            .iter()
            .filter(|(_, record)| record.decided.is_none_or(|day| day <= today))
            .filter_map(|(_, record)| Some((record.outcome?, record.decided, record.reason.clone())))
            .max_by_key(|(_, day, _)| *day);
        let reached = reached(dossier, &records, &said, ledger, today);
        let stage = match three_p.verdict() {
            _ if reached.bought.is_some() => Stage::Customer,
            _ if outcome.is_some() => Stage::Out,
            Verdict::NotQualified(_) => Stage::Out,
            Verdict::Qualified if reached.offered.is_some() => Stage::OfferOut,
            Verdict::Qualified => Stage::Qualified,
            Verdict::Open(_) if reached.talks.is_some() => Stage::Talks,
            Verdict::Open(_) => Stage::Found,
        };
        let account = dossier.account();
        Some(Self {
            account: dossier.id,
            name: account.name,
            city: account.city,
            owner: account.owner.or(first.found_by),
            next_what: account.next_what,
            next_on: account.next_on,
            records,
            heard,
            three_p,
            reached,
            stage,
            outcome,
        })
    }

    /// Where it was found first.
    pub fn found_in(&self) -> FoundIn<'_> {
        self.records.first().map_or(FoundIn::Unsaid, |(_, record)| found_in(record))
    }

    /// Each source with the day it was found there.
    pub fn sources(&self) -> impl Iterator<Item = (Date, FoundIn<'_>)> {
        self.records.iter().filter_map(|(_, record)| Some((record.found?, found_in(record))))
    }

    /// What to find out or to do next.
    pub fn ahead(&self) -> Ahead {
        if self.stage == Stage::Customer {
            return Ahead::Serve;
        }
        if let Some((outcome, ..)) = self.outcome {
            return Ahead::LeaveAlone(outcome);
        }
        match self.three_p.verdict() {
            Verdict::NotQualified(question) => Ahead::Reconsider(question),
            Verdict::Open(question) => match self.three_p.answer(question) {
                Answer::Unknown(Unknown::Stale { .. }) => Ahead::AskAgain(question),
                _ => Ahead::FindOut(question),
            },
            Verdict::Qualified => self.reached.offered.map_or(Ahead::MakeOffer, Ahead::AwaitAnswer),
        }
    }

    /// Whether one of the three is still to be found out.
    pub fn is_to_find_out(&self) -> bool {
        matches!(self.ahead(), Ahead::FindOut(_) | Ahead::AskAgain(_))
    }

    /// Whether something is to be done, and nobody said what.
    pub fn lacks_next_step(&self) -> bool {
        self.stage.is_open() && self.next_what.trim().is_empty()
    }

    pub fn is_sample(&self) -> bool {
        self.records.iter().any(|(_, record)| record.sample)
    }
}

fn found_in(record: &Prospect) -> FoundIn<'_> {
    match record.source {
        Some(ProspectSource::Own) if !record.whence.trim().is_empty() => FoundIn::Own(record.whence.trim()),
        Some(source) => FoundIn::Usual(source),
        None => FoundIn::Unsaid,
    }
}

/// What was said last about a question by a day; where nothing was, what is said for a later one.
fn last(said: &[Heard], question: Question, on: Date) -> Option<&Heard> {
    let of = || said.iter().filter(|heard| heard.record.question == Some(question) && heard.record.answer.is_some());
    let by_then = of().filter(|heard| heard.record.day.is_none_or(|day| day <= on));
    by_then.max_by_key(|heard| (heard.record.day, heard.id)).or_else(|| of().min_by_key(|heard| heard.record.day))
}

fn finding(said: &[Heard], question: Question, on: Date) -> Option<Finding> {
    last(said, question, on)?.finding()
}

/// The first day on which all three held, up to today: an answer can only hold from a day on which one was given.
fn qualified_on(said: &[Heard], today: Date) -> Option<Date> {
    let days: BTreeSet<Date> = said.iter().filter_map(|heard| heard.record.day).filter(|day| *day <= today).collect();
    days.into_iter().find(|day| {
        let three_p = ThreeP::of(|question| finding(said, question, *day), *day);
        three_p.verdict() == Verdict::Qualified
    })
}

fn reached(
    dossier: &Dossier,
    records: &[(RecordId, Prospect)],
    said: &[Heard],
    ledger: &Ledger,
    today: Date,
) -> Reached {
    let by_today = |day: &Date| *day <= today;
    let by_hand = |of: fn(&Prospect) -> Option<Date>| records.iter().filter_map(|(_, record)| of(record)).min();
    let touched = dossier.all::<Interaction>().filter(|(_, touch)| touch.is_touch(today));
    let answered = said.iter().filter(|heard| heard.record.answer.is_some()).filter_map(|heard| heard.record.day);
    let talked = touched.filter_map(|(_, touch)| touch.day).chain(answered).filter(by_today).min();
    let open = |offer: &Offer| matches!(offer.outcome, None | Some(book::Answer::Open));
    let offers = dossier.all::<Offer>().filter(|(_, offer)| open(offer)).filter_map(|(_, offer)| offer.day);
    Reached {
        found: records.first().and_then(|(_, record)| record.found),
        talks: by_hand(|record| record.talks).filter(by_today).or(talked),
        qualified: qualified_on(said, today),
        offered: by_hand(|record| record.offered).filter(by_today).or_else(|| offers.filter(by_today).min()),
        bought: purchase_days(ledger.sales(dossier.id)).into_iter().find(by_today),
    }
}

/// Every prospect that isn't in the archive, with those that bought since: what has come furthest first, then by the
/// day of the next step and by name; those we don't go on with are the last.
pub fn all(book: &Book, ledger: &Ledger, today: Date) -> Vec<ProspectFile> {
    let merged = book.merged();
    let accounts: BTreeSet<RecordId> = book
        .values(book::prospect::field::account)
        .filter_map(|(_, account)| Some(merged.of_account(account?)))
        .filter(|account| book.value(*account, account::field::archived_on).is_none())
        .collect();
    let dossiers = accounts.into_iter().filter_map(|account| Dossier::of(book, account));
    let mut all: Vec<ProspectFile> = dossiers.filter_map(|dossier| ProspectFile::of(&dossier, ledger, today)).collect();
    all.sort_by_cached_key(|file| {
        let place = match file.stage {
            Stage::OfferOut => 0,
            Stage::Qualified => 1,
            Stage::Talks => 2,
            Stage::Found => 3,
            Stage::Customer => 4,
            Stage::Out => 5,
        };
        (place, file.next_on.is_none(), file.next_on, file.name.clone(), file.account)
    });
    all
}

/// How many days those who bought took from the first talk to the first order: their median, with how many they are.
/// `None` of nobody.
pub fn days_to_first_order(all: &[ProspectFile]) -> Option<(f64, usize)> {
    let took = all.iter().filter_map(|file| {
        let (talks, bought) = (file.reached.talks?, file.reached.bought?);
        Some(f64::from(bought.since(talks))).filter(|days| *days >= 0.0)
    });
    let took: Vec<f64> = took.collect();
    Some((median(&took)?, took.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Edit, ProspectSource, RecordKind};
    use crate::dossier::testing::{ID, book, dossier, today};
    use crate::ledger::{Batch, Line, Sales};

    const PROSPECT: RecordId = RecordId::well_known(20);
    const WHO: RecordId = RecordId::well_known(30);

    fn found(days_ago: i32) -> Prospect {
        Prospect {
            account: Some(ID),
            found: Some(today().plus(-days_ago)),
            source: Some(ProspectSource::Internet),
            ..Prospect::default()
        }
    }

    fn answer(at: u128, question: Question, yes: YesNo, days_ago: i32) -> Vec<Edit> {
        let record = Qualification {
            account: Some(ID),
            question: Some(question),
            answer: Some(yes),
            evidence: "They said so".into(),
            contact: Some(WHO),
            day: Some(today().plus(-days_ago)),
            ..Qualification::default()
        };
        record.create(RecordId::well_known(100 + at))
    }

    fn yes(days_ago: i32) -> Vec<Edit> {
        (0..).zip(Question::ALL).flat_map(|(at, question)| answer(at, question, YesNo::Yes, days_ago)).collect()
    }

    fn ledger(days: &[Date]) -> Ledger {
        let lines = days.iter().map(|day| Line::plain(0, *day, 100)).collect();
        let batch = Batch { accounts: vec![ID], sales: Sales { lines, ..Sales::default() } };
        Ledger::of(crate::currency::Currency::default(), [&batch])
    }

    fn file(edits: Vec<Edit>, orders: &[Date]) -> ProspectFile {
        let edits = found(60).create(PROSPECT).into_iter().chain(edits).collect();
        ProspectFile::of(&dossier(edits), &ledger(orders), today()).expect("it was found")
    }

    #[test]
    fn each_stage_follows_from_what_is_known() {
        let offer = || {
            Offer { account: Some(ID), day: Some(today().plus(-3)), ..Offer::default() }
                .create(RecordId::well_known(40))
        };
        let touch = || {
            Interaction { account: Some(ID), day: Some(today().plus(-20)), ..Interaction::default() }
                .create(RecordId::well_known(41))
        };
        let stages = [
            (vec![], vec![], Stage::Found, Ahead::FindOut(Question::Need)),
            (touch(), vec![], Stage::Talks, Ahead::FindOut(Question::Need)),
            (answer(0, Question::Need, YesNo::Yes, 10), vec![], Stage::Talks, Ahead::FindOut(Question::Authority)),
            (yes(10), vec![], Stage::Qualified, Ahead::MakeOffer),
            ([yes(10), offer()].concat(), vec![], Stage::OfferOut, Ahead::AwaitAnswer(today().plus(-3))),
            // An offer doesn't qualify anybody.
            (offer(), vec![], Stage::Found, Ahead::FindOut(Question::Need)),
            (answer(0, Question::Pay, YesNo::No, 10), vec![], Stage::Out, Ahead::Reconsider(Question::Pay)),
            ([yes(10), offer()].concat(), vec![today()], Stage::Customer, Ahead::Serve),
            (yes(10), vec![today().plus(1)], Stage::Qualified, Ahead::MakeOffer),
        ];
        for (at, (edits, orders, stage, ahead)) in stages.into_iter().enumerate() {
            let file = file(edits, &orders);
            assert_eq!((file.stage, file.ahead()), (stage, ahead), "case {at}");
        }
    }

    #[test]
    fn a_person_decides_not_to_go_on_until_they_buy() {
        let out = vec![
            book::prospect::field::outcome.set(PROSPECT, Some(ProspectOutcome::DoNotApproach)),
            book::prospect::field::reason.set(PROSPECT, "In court with us".into()),
        ];
        let all = [yes(10), out].concat();
        let closed = file(all.clone(), &[]);
        assert_eq!((closed.stage, closed.ahead()), (Stage::Out, Ahead::LeaveAlone(ProspectOutcome::DoNotApproach)));
        assert!(!closed.lacks_next_step(), "there is nothing to do");
        assert_eq!(file(all, &[today()]).stage, Stage::Customer);
    }

    #[test]
    fn what_grew_old_is_asked_again_and_was_qualified_once() {
        let file = file(yes(91), &[]);
        assert_eq!((file.stage, file.ahead()), (Stage::Talks, Ahead::AskAgain(Question::Need)));
        assert_eq!(file.reached.qualified, Some(today().plus(-91)));
        assert!(file.is_to_find_out() && file.lacks_next_step());
    }

    #[test]
    fn the_last_answer_counts_and_one_without_yes_or_no_is_none() {
        let later = answer(9, Question::Need, YesNo::No, 2);
        assert_eq!(file([yes(10), later.clone()].concat(), &[]).stage, Stage::Out);
        let unsaid = vec![book::qualification::field::answer.set(RecordId::well_known(109), None)];
        let file = file([yes(10), later, unsaid].concat(), &[]);
        assert_eq!(file.stage, Stage::Qualified);
    }

    #[test]
    fn the_day_of_talks_a_person_says_goes_before_the_first_touch() {
        let told = vec![book::prospect::field::talks.set(PROSPECT, Some(today().plus(-40)))];
        assert_eq!(file([yes(10), told].concat(), &[]).reached.talks, Some(today().plus(-40)));
        assert_eq!(file(yes(10), &[]).reached.talks, Some(today().plus(-10)));
    }

    #[test]
    fn an_account_nobody_found_is_no_prospect_and_one_in_the_archive_is_not_listed() {
        assert_eq!(ProspectFile::of(&dossier(yes(10)), &Ledger::default(), today()), None);
        let mut edits = found(60).create(PROSPECT);
        assert_eq!(all(&book(edits.clone()), &Ledger::default(), today()).len(), 1);
        edits.push(account::field::archived_on.set(ID, Some(today())));
        assert_eq!(all(&book(edits), &Ledger::default(), today()), []);
    }

    /// What was found twice, because two accounts turned out to be one, is one prospect of its first source.
    #[test]
    fn a_merged_account_is_one_prospect() {
        let other = RecordId::well_known(8);
        let mut edits = Account { merged_into: Some(ID), ..Account::default() }.create(other);
        edits.extend(found(60).create(PROSPECT));
        let first =
            Prospect { account: Some(other), source: Some(ProspectSource::Own), whence: " Anuga ".into(), ..found(90) };
        edits.extend(first.create(RecordId::well_known(21)));
        let all = all(&book(edits), &Ledger::default(), today());
        let told: Vec<_> = all.iter().map(|file| (file.account, file.records.len(), file.found_in())).collect();
        assert_eq!(told, [(ID, 2, FoundIn::Own("Anuga"))]);
    }

    #[test]
    fn it_is_told_how_long_those_who_bought_took() {
        let of = |talks: i32, bought: Option<i32>| {
            let day = |ago: i32| today().plus(-ago);
            let reached = Reached { talks: Some(day(talks)), bought: bought.map(day), ..Reached::default() };
            ProspectFile { reached, ..file(Vec::new(), &[]) }
        };
        assert_eq!(days_to_first_order(&[of(50, None)]), None);
        assert_eq!(days_to_first_order(&[of(50, Some(20)), of(60, Some(22)), of(9, None)]), Some((34.0, 2)));
    }
}
