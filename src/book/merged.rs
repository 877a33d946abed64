//! Accounts that turned out to be the same customer: one counts, the others lead to it.
//!
//! A merged account keeps its record, hidden: what it was called and its number still find it in
//! files, and undoing a merge is emptying one field. Two colleagues who merge the same pair in
//! opposite directions leave a circle; of its accounts the first created counts, for everybody.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ACCOUNT, Account, Book, Change, DELETED, Edit, Label, RecordId, RecordKind, account, confirms, stored};

/// Which account counts for each that was merged; others count for themselves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Merged(BTreeMap<RecordId, RecordId>);

impl Merged {
    /// Of what each account says it was merged into. Into an account that isn't there nothing is merged.
    pub(super) fn of(merged_into: &BTreeMap<RecordId, RecordId>, is_there: impl Fn(RecordId) -> bool) -> Self {
        let next = merged_into.iter().filter(|(_, into)| is_there(**into)).map(|(id, into)| (*id, *into));
        let next: BTreeMap<RecordId, RecordId> = next.collect();
        let mut ends: BTreeMap<RecordId, RecordId> = BTreeMap::new();
        for start in next.keys() {
            let (mut path, mut places) = (vec![*start], BTreeMap::from([(*start, 0)]));
            let mut at = *start;
            let end = loop {
                let Some(to) = ends.get(&at).or_else(|| next.get(&at)) else { break at };
                if let Some(begin) = places.get(to) {
                    break path.iter().skip(*begin).min().copied().unwrap_or(at);
                }
                at = *to;
                places.insert(at, path.len());
                path.push(at);
            };
            // Those on the way end there too, so that a long chain is walked once.
            ends.extend(path.into_iter().filter(|id| *id != end).map(|id| (id, end)));
        }
        Self(ends)
    }

    /// The account that counts for this one; itself if it wasn't merged.
    pub fn of_account(&self, account: RecordId) -> RecordId {
        self.0.get(&account).copied().unwrap_or(account)
    }

    /// The accounts that count as this one: itself, and those merged into it.
    pub fn parts_of(&self, account: RecordId) -> impl Iterator<Item = RecordId> {
        let others = self.0.iter().filter(move |(_, into)| **into == account).map(|(from, _)| *from);
        std::iter::once(account).chain(others)
    }

    /// The accounts that lead to another, with it.
    pub fn iter(&self) -> impl Iterator<Item = (RecordId, RecordId)> {
        self.0.iter().map(|(from, into)| (*from, *into))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The change that makes `from` part of `into`: what belongs to it moves, what `into` lacks is taken from
/// it, its sales count for `into` ([`Merged`]). Without edits if they are the same already, or one
/// isn't there.
pub fn merge_accounts(book: &Book, from: RecordId, into: RecordId) -> Change {
    let merged = book.merged();
    let (from, into) = (merged.of_account(from), merged.of_account(into));
    let label = Label::MergeAccounts { account: book.value(into, account::field::name) };
    let living = |id| book.record(id).filter(|record| record.kind == Account::KIND && !record.is_deleted());
    let (Some(theirs), Some(ours)) = (living(from), living(into)) else { return Change::new(label, Vec::new()) };
    if from == into {
        return Change::new(label, Vec::new());
    }
    let mut edits = vec![account::field::merged_into.set(from, Some(into))];
    // That it is invented would make the real one a sample; that it was many customers makes none of one; and who
    // is in the archive takes nobody there.
    let archived_on = account::field::archived_on.name;
    let stays = [DELETED, account::field::merged_into.name, account::field::stands_for.name, archived_on, "sample"];
    let is_empty = |value: &serde_json::Value| value.is_null() || value.as_str() == Some("");
    for field in theirs.fields.keys().filter(|field| !stays.contains(&field.as_str())) {
        let value = theirs.value(field);
        if field == account::field::parent.name
            && theirs.get::<Option<RecordId>>(field).map(|of| merged.of_account(of)) == Some(into)
        {
            // It would belong to itself.
            continue;
        }
        if !is_empty(value) && is_empty(ours.value(confirmed_by(field))) && is_empty(ours.value(field)) {
            edits.push(Edit::raw(into, Account::KIND, field, value.clone()));
        }
    }
    let theirs = book.belonging(merged.parts_of(from));
    edits.extend(theirs.into_iter().map(|(id, record)| Edit::raw(id, &record.kind, ACCOUNT, stored(&into))));
    Change::new(label, edits)
}

/// The field on which it hangs whether this one is taken over: a reason, a date or a confirmation
/// without what it confirms would speak of another's. Others stand for themselves.
fn confirmed_by(field: &str) -> &str {
    use account::field::{key, key_confirmed, key_reason};
    use account::field::{level, level_confirmed, level_reason, types, types_confirmed, types_reason};
    use account::field::{next_on, next_what, stage, stage_confirmed, stage_reason};
    if [types.name, types_reason.name].contains(&field) {
        types_confirmed.name
    } else if [level.name, level_reason.name].contains(&field) {
        level_confirmed.name
    } else if [key.name, key_reason.name].contains(&field) {
        key_confirmed.name
    } else if field == next_on.name {
        next_what.name
    } else if [stage.name, stage_reason.name].contains(&field) {
        stage_confirmed.name
    } else {
        // The confirmation of a fact belongs to the fact.
        confirms(field).unwrap_or(field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Contact, Level, Stamp};
    use crate::calendar::{Date, date};

    fn id(number: u8) -> RecordId {
        RecordId::from_parts(u64::from(number), [number; 10])
    }

    fn stamp(millis: u64) -> Stamp {
        Stamp { millis, ..Stamp::default() }
    }

    /// Five accounts, of which odd ones have a city and even ones a number, with a contact each.
    fn world() -> Book {
        let mut book = Book::default();
        let mut edits = Vec::new();
        for number in 0..5 {
            let account = Account {
                name: format!("Alfa {number}"),
                city: if number % 2 == 1 { "Graz".into() } else { String::new() },
                external_id: if number % 2 == 0 { format!("A{number}") } else { String::new() },
                ..Account::default()
            };
            edits.extend(account.create(id(number)));
            let contact = Contact { account: Some(id(number)), name: "Ana".into(), ..Contact::default() };
            edits.extend(contact.create(id(100 + number)));
        }
        book.apply(&Change::new(Label::Sample, edits), stamp(1));
        book
    }

    #[test]
    fn what_the_account_lacks_comes_from_the_other() {
        let mut book = world();
        book.apply(&merge_accounts(&book, id(1), id(2)), stamp(2));
        let account = book.get::<Account>(id(2)).unwrap_or_default();
        assert_eq!(
            (account.name.as_str(), account.city.as_str(), account.external_id.as_str()),
            ("Alfa 2", "Graz", "A2")
        );
        assert_eq!(book.all::<Contact>().filter(|(_, contact)| contact.account == Some(id(2))).count(), 2);
        assert_eq!(book.accounts().count(), 4);
    }

    #[test]
    fn a_level_is_taken_over_with_its_reason_or_not_at_all() {
        let mut book = world();
        let day = Date::EPOCH;
        let confirmed = |number: u8, level, reason: &str| {
            use account::field::{level as of, level_confirmed, level_reason};
            let id = id(number);
            vec![of.set(id, Some(level)), level_reason.set(id, reason.into()), level_confirmed.set(id, Some(day))]
        };
        let mut edits = confirmed(1, Level::Loyal, "twenty years");
        edits.extend(confirmed(2, Level::Lead, ""));
        book.apply(&Change::new(Label::Sample, edits), stamp(2));
        book.apply(&merge_accounts(&book, id(1), id(2)), stamp(3));
        let kept = book.get::<Account>(id(2)).unwrap_or_default();
        assert_eq!((kept.level, kept.level_reason.as_str()), (Some(Level::Lead), ""));
        book.apply(&merge_accounts(&book, id(2), id(3)), stamp(5));
        let taken = book.get::<Account>(id(3)).unwrap_or_default();
        assert_eq!((taken.level, taken.level_confirmed), (Some(Level::Lead), Some(day)));
    }

    #[test]
    fn merging_takes_no_halves() {
        let mut book = world();
        let edits = vec![
            account::field::next_what.set(id(1), "Visit".into()),
            account::field::next_what.set(id(2), "Call".into()),
            account::field::next_on.set(id(2), Some(date(2024, 1, 1))),
            account::field::sample.set(id(2), true),
            account::field::stands_for.set(id(2), Some(crate::book::StandsFor::Many)),
            account::field::parent.set(id(2), Some(id(1))),
        ];
        book.apply(&Change::new(Label::Sample, edits), stamp(2));
        book.apply(&merge_accounts(&book, id(2), id(1)), stamp(3));
        let kept = book.get::<Account>(id(1)).unwrap();
        assert_eq!((kept.next_what.as_str(), kept.next_on, kept.sample, kept.parent), ("Visit", None, false, None));
        assert_eq!(kept.stands_for, None);
    }

    #[test]
    fn an_account_is_not_merged_into_itself_nor_into_nothing() {
        let mut book = world();
        assert_eq!(merge_accounts(&book, id(1), id(1)).edits, []);
        assert_eq!(merge_accounts(&book, id(1), id(77)).edits, []);
        book.apply(&merge_accounts(&book, id(1), id(2)), stamp(2));
        assert_eq!(merge_accounts(&book, id(2), id(1)).edits, []);
    }
}
