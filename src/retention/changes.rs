//! What has changed since an account left: to be read before the first call (L4).

use crate::book::kind::Input;
use crate::book::{CompetitorAtAccount, Confirmation, Contact, Note, RecordId, WhiteSpace, account};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::Ledger;
use crate::service::on_time::{Asked, Faults, OnTime, all_followed};
use crate::text::Key;

/// Of the time since their last order and the time before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deliveries {
    pub since: OnTime,
    pub before: OnTime,
}

/// Our deliveries to everybody, of orders since a day and up to it; `None` where no file tells of deliveries.
pub fn deliveries(ledger: &Ledger, faults: &Faults, tolerance: u32, last: Date, today: Date) -> Option<Deliveries> {
    if !ledger.tells_deliveries() {
        return None;
    }
    let documents = all_followed(ledger, faults, Asked { today, ordered: (None, Some(today)), tolerance });
    let (since, before): (Vec<_>, Vec<_>) = documents.into_iter().partition(|document| document.ordered > last);
    Some(Deliveries { since: OnTime::without_excused(&since), before: OnTime::without_excused(&before) })
}

/// What we sell, by product group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// Those nobody had bought when they left, by name.
    pub new: Vec<String>,
    /// How many groups the account bought in.
    pub theirs: usize,
    /// How many there were when it left.
    pub all: usize,
}

/// The product groups of the ledger, as of the day they left and since; `None` where no file tells of groups.
pub fn range(ledger: &Ledger, account: RecordId, last: Date, today: Date) -> Option<Range> {
    let mut first: Vec<Option<Date>> = vec![None; ledger.groups().len()];
    let mut theirs = vec![false; first.len()];
    for (of, sales) in ledger.accounts() {
        for sale in sales.iter().filter(|sale| sale.day <= today && sale.amount > 0) {
            let Some(group) = sale.group.and_then(|group| usize::try_from(group).ok()) else { continue };
            if let Some(day) = first.get_mut(group) {
                *day = Some(day.map_or(sale.day, |day| day.min(sale.day)));
            }
            if let Some(is_theirs) = theirs.get_mut(group) {
                *is_theirs |= of == account && sale.day <= last;
            }
        }
    }
    let all = first.iter().filter(|day| day.is_some_and(|day| day <= last)).count();
    let is_new = |day: &Option<Date>| day.is_some_and(|day| day > last);
    let new = ledger.groups().iter().zip(&first).filter(|(_, day)| is_new(day)).map(|(name, _)| name.clone());
    let new: Vec<String> = new.collect();
    let range = Range { new, theirs: theirs.into_iter().filter(|is_theirs| *is_theirs).count(), all };
    (range.all > 0 || !range.new.is_empty()).then_some(range)
}

/// Somebody of theirs, as known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: RecordId,
    pub name: String,
    pub function: String,
    /// When it was confirmed that this holds.
    pub confirmed: Option<Date>,
}

/// Their people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    pub there: Vec<Person>,
    /// Who left since the last order, by name.
    pub left: Vec<String>,
}

impl People {
    pub fn of(dossier: &Dossier, last: Date, today: Date) -> Self {
        let mut found = Self::default();
        for (id, contact) in dossier.all::<Contact>().filter(|(_, contact)| !contact.placeholder) {
            if contact.is_there(today) {
                let confirmed = dossier.part(id).and_then(|record| Confirmation::of(record, "")).map(|known| known.on);
                let Contact { name, function, .. } = contact;
                found.there.push(Person { id, name, function, confirmed });
            } else if contact.left.is_some_and(|left| left > last) {
                found.left.push(contact.name);
            }
        }
        found
    }
}

/// Who supplies them now, as far as anybody wrote it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplier {
    /// The record that says so.
    pub id: RecordId,
    /// The competitor; empty where it has no name.
    pub name: String,
    /// With what.
    pub what: String,
}

/// Competitors there, then who supplies each product group; contracts that have ended are left out.
pub fn suppliers(dossier: &Dossier, name: impl Fn(RecordId) -> String, today: Date) -> Vec<Supplier> {
    let lasts = |end: Option<Date>| end.is_none_or(|end| end >= today);
    let there =
        dossier.all::<CompetitorAtAccount>().filter(|(_, there)| lasts(there.contract_end)).map(|(id, there)| {
            let what = if there.supplies.is_empty() { there.offer } else { there.supplies };
            Supplier { id, name: there.competitor.map(&name).unwrap_or_default(), what }
        });
    let groups = dossier
        .all::<WhiteSpace>()
        .filter(|(_, space)| lasts(space.contract_end))
        .filter_map(|(id, space)| Some(Supplier { id, name: name(space.competitor?), what: space.group }));
    there.chain(groups).collect()
}

/// What is known of their business since they left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// What the fact is called; `None` of a note.
    pub fact: Option<Key>,
    pub text: String,
    pub on: Date,
    /// Whether it is content of the sample.
    pub is_sample: bool,
}

/// Facts of the account that were confirmed since the last order, and notes of those days: the latest first.
pub fn news(dossier: &Dossier, last: Date, today: Date) -> Vec<News> {
    let record = dossier.record();
    let is_sample = account::field::sample.of(record);
    let is_since = |on: &Date| *on > last && *on <= today;
    // What is told in sentences; a new telephone number is no news of their business.
    let told = account::GENERAL
        .iter()
        .chain(account::BUSINESS)
        .filter(|field| matches!(field.input, Input::Text) && field.name != account::field::address.name);
    let facts = told.filter_map(|field| {
        let on = Confirmation::of(record, field.name).map(|known| known.on).filter(is_since)?;
        let text: String = record.get(field.name);
        (!text.is_empty()).then_some(News { fact: Some(field.label), text, on, is_sample })
    });
    let notes = dossier.all::<Note>().filter_map(|(_, note)| {
        let on = note.day.filter(is_since)?;
        let text = if note.text.is_empty() { note.title } else { note.text };
        (!text.is_empty()).then_some(News { fact: None, text, on, is_sample: note.sample })
    });
    let mut all: Vec<News> = facts.chain(notes).collect();
    all.sort_by_key(|news| std::cmp::Reverse(news.on));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{RecordKind, competitor_at_account};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::dossier::testing::{ID, dossier, today};
    use crate::ledger::{Batch, Document, Line, Sales};

    const PART: RecordId = RecordId::well_known(10);
    const OTHER: RecordId = RecordId::well_known(11);

    fn last() -> Date {
        date(1997, 10, 30)
    }

    fn ledger() -> Ledger {
        let mut sales = Sales::new(Currency::default());
        sales.groups = vec!["Rice".into(), "Tea".into(), "Wine".into()];
        let mut line = |customer, day: Date, group, delivered: Option<Date>| {
            let document = Some(sales.documents.len() as u32);
            let number = sales.documents.len().to_string();
            let promised = Some(day.plus(5));
            sales.documents.push(Document { promised, delivered, ..Document::from(number.as_str()) });
            sales.lines.push(Line { document, group: Some(group), ..Line::plain(customer, day, 100) });
        };
        line(0, last(), 0, Some(last()));
        line(1, last(), 1, Some(last().plus(9)));
        line(1, last().plus(1), 2, Some(last().plus(2)));
        Ledger::of(Currency::default(), [&Batch { accounts: vec![ID, OTHER], sales }])
    }

    #[test]
    fn deliveries_are_told_before_and_since() {
        let found = deliveries(&ledger(), &Faults::default(), 0, last(), today()).expect("there are days");
        let told = |of: OnTime| (of.on_time, of.late);
        assert_eq!((told(found.before), told(found.since)), ((1, 1), (1, 0)));
    }

    #[test]
    fn a_group_nobody_had_bought_is_new() {
        let found = range(&ledger(), ID, last(), today()).expect("there are groups");
        assert_eq!(found, Range { new: vec!["Wine".into()], theirs: 1, all: 2 });
    }

    #[test]
    fn who_supplies_them_now_is_who_still_has_a_contract() {
        let there = |end: Option<Date>| {
            let edits = vec![
                competitor_at_account::field::account.set(PART, Some(ID)),
                competitor_at_account::field::offer.set(PART, "Rice".into()),
                competitor_at_account::field::contract_end.set(PART, end),
            ];
            suppliers(&dossier(edits), |_| String::new(), today()).len()
        };
        assert_eq!([there(None), there(Some(today())), there(Some(today().plus(-1)))], [1, 1, 0]);
    }

    #[test]
    fn news_is_what_was_confirmed_or_noted_since() {
        let edits = |on: Date| {
            let known = Confirmation { on, by: None };
            let note = Note { account: Some(ID), day: Some(on), text: "Second shop".into(), ..Note::default() };
            let mut edits = note.create(PART);
            edits.push(account::field::strategy.set(ID, "Grow".into()));
            edits.push(Confirmation::edit(ID, crate::book::Account::KIND, "strategy", Some(&known)));
            news(&dossier(edits), last(), today()).len()
        };
        assert_eq!((edits(last().plus(1)), edits(last()), edits(today().plus(1))), (2, 0, 0));
    }
}
