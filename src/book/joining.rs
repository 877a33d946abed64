//! What another book says, on its way into this one: what time decides, and what a person must.
//!
//! Registers alone are joined by their stamps ([`Book::changes_from`]). Here is what that would lose: an edit
//! that somebody deleted before it was made, the owner of sales, whatever a clock that runs ahead says first. None
//! of it happens without a word: by default an edit outlives a deletion that is older, and what is dated ahead
//! takes nothing away; a person may decide otherwise.

use std::collections::{BTreeMap, BTreeSet};

use super::{Account, Book, Change, DELETED, Edit, ImportBatch, Label, Record, RecordId, RecordKind, Stamp};

/// What a person decides where time doesn't.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct JoinChoices {
    /// Whether what the file says is taken where one side is dated ahead, so that nobody knows which is later.
    pub take_undated: bool,
    /// Whether what was deleted there goes here as well, though it was edited here later.
    pub delete_edited: bool,
    /// Whether what is deleted here stays so, though it was edited there later.
    pub leave_deleted: bool,
}

/// Another book on its way into this one.
#[derive(Clone, Copy, Debug)]
pub struct Joining<'a> {
    pub ours: &'a Book,
    pub theirs: &'a Book,
    /// Whether theirs is one account's dossier: it deletes nothing beyond that.
    pub is_part: bool,
    /// The accounts to which something is sold, by import: of the sales here and of those that come along.
    pub sold: &'a [(RecordId, &'a [RecordId])],
    /// The time here, in ms since 1970.
    pub now: u64,
}

/// What comes of it, and what is to be asked about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Joined {
    /// The change that joining is; empty if this book knows all of it.
    pub edits: Vec<Edit>,
    /// What they say of fields that have another value here, where one of the two is dated ahead.
    pub undated: Vec<Edit>,
    /// The latest of all stamps that are ahead.
    pub latest: Option<Stamp>,
    /// What was deleted there and edited here later, or deleted there nobody knows when.
    pub edited_here: Vec<RecordId>,
    /// What was deleted here and edited there later.
    pub edited_there: Vec<RecordId>,
    /// Accounts that were deleted there and have sales: they stay.
    pub with_sales: Vec<RecordId>,
    /// What a dossier deletes of others: it stays.
    pub outside: Vec<RecordId>,
}

/// What was deleted at once: when, and of which account it was.
type Deletion = (Stamp, RecordId);

/// Two books compared record by record, some at a time.
#[derive(Clone, Debug, Default)]
pub struct JoinSteps {
    /// The last record that was compared.
    after: Option<RecordId>,
    is_done: bool,
    /// The accounts a dossier is about; known from the first step on.
    own: Option<BTreeSet<RecordId>>,
    /// What is taken over without a question.
    taken: Vec<Edit>,
    undated: Vec<Edit>,
    latest: Option<Stamp>,
    outside: Vec<RecordId>,
    /// What was deleted there and is alive here.
    deletions: BTreeMap<Deletion, Vec<Edit>>,
    /// What is deleted here and alive there.
    deleted_here: Vec<(Deletion, RecordId)>,
    /// The deletions here after which something was edited there.
    undone: BTreeSet<Deletion>,
}

impl JoinSteps {
    /// Compares the next `at_most` records, always of the same two books; whether all are compared.
    pub fn step(&mut self, joining: &Joining, at_most: usize) -> bool {
        if self.own.is_none() && joining.is_part {
            self.own = Some(joining.theirs.ids::<Account>().collect());
        }
        let mut seen = 0;
        for (id, theirs) in joining.theirs.records_after(self.after).take(at_most) {
            self.compare(joining, id, theirs);
            self.after = Some(id);
            seen += 1;
        }
        self.is_done |= seen < at_most;
        self.is_done
    }

    /// Compares one record.
    fn compare(&mut self, joining: &Joining, id: RecordId, theirs: &Record) {
        let ours = joining.ours.record(id);
        for (field, there) in &theirs.fields {
            let here = ours.and_then(|record| record.fields.get(field));
            if here.is_none_or(|here| there.beats(here)) {
                let (kind, field, value) = (theirs.kind.clone(), field.clone(), there.value.clone());
                let edit = Edit { id, kind, field, value, stamp: Some(there.stamp) };
                self.take(joining, edit, ours);
            } else if let Some(here) = here.filter(|here| here.stamp.is_ahead(joining.now)) {
                // What a clock that ran ahead here would win for years.
                if field != DELETED && here.value != there.value && !there.stamp.is_ahead(joining.now) {
                    self.latest = self.latest.max(Some(here.stamp));
                    self.undated.push(Edit::raw(id, &theirs.kind, field, there.value.clone()));
                }
            }
        }
        if theirs.is_deleted() {
            return;
        }
        let known = theirs.fields.iter().filter(|(field, _)| *field != DELETED);
        let last = known.map(|(_, register)| register.stamp).max().unwrap_or_default();
        let own = joining.deletion(id);
        self.deleted_here.extend(own.map(|deletion| (deletion, id)));
        let account = theirs.account().filter(|account| *account != id).and_then(|account| joining.deletion(account));
        self.undone.extend(own.into_iter().chain(account).filter(|(deleted, _)| last > *deleted));
    }

    /// Takes what there goes before what is here, or what is to be asked about it.
    fn take(&mut self, joining: &Joining, mut edit: Edit, ours: Option<&Record>) {
        let stamp = edit.stamp.unwrap_or_default();
        let is_ahead = stamp.is_ahead(joining.now);
        if is_ahead {
            self.latest = self.latest.max(Some(stamp));
            // Whoever takes it over dates it, or it would go before every edit until that day.
            edit.stamp = None;
        }
        match ours.filter(|record| edit.field == DELETED && edit.value == true && !record.is_deleted()) {
            Some(_) if self.own.as_ref().is_some_and(|own| !joining.is_in_part(edit.id, own)) => {
                self.outside.push(edit.id);
            }
            Some(record) => {
                let of = record.account().unwrap_or(edit.id);
                self.deletions.entry((stamp, of)).or_default().push(edit);
            }
            None if is_ahead => match ours.and_then(|record| record.fields.get(&edit.field)) {
                Some(here) if here.value == edit.value => {}
                Some(_) if edit.field != DELETED => self.undated.push(edit),
                // That it is alive is said with what was edited there later.
                Some(_) => {}
                None => self.taken.push(edit),
            },
            None => self.taken.push(edit),
        }
    }

    /// What comes of it if this is decided, once all are compared.
    pub fn joined(&self, joining: &Joining, choices: JoinChoices) -> Joined {
        let mut joined = Joined {
            edits: self.taken.clone(),
            undated: self.undated.clone(),
            latest: self.latest,
            outside: self.outside.clone(),
            ..Joined::default()
        };
        if choices.take_undated {
            joined.edits.extend(self.undated.iter().cloned());
        }
        for ((stamp, of), edits) in &self.deletions {
            if joining.was_edited_since(*stamp, *of, edits) {
                joined.edited_here.extend(edits.iter().map(|edit| edit.id));
                if !choices.delete_edited {
                    joined.edits.extend(edits.iter().map(|edit| Edit::revive(edit.id, &edit.kind)));
                    continue;
                }
            }
            joined.edits.extend(edits.iter().cloned());
        }
        joining.keep_owners_of_sales(&mut joined);
        if !self.undone.is_empty() {
            self.bring_back(joining, &mut joined, choices);
        }
        joined
    }

    /// Brings back what was deleted here and edited there later, with what was deleted with it.
    fn bring_back(&self, joining: &Joining, joined: &mut Joined, choices: JoinChoices) {
        // Where they said that it is alive again, it is.
        let revived = joined.edits.iter().filter(|edit| edit.field == DELETED && edit.value != true);
        let alive_again: BTreeSet<RecordId> = revived.map(|edit| edit.id).collect();
        let undone = self.deleted_here.iter().filter(|(deletion, _)| self.undone.contains(deletion));
        for (_, id) in undone.filter(|(_, id)| !alive_again.contains(id)) {
            joined.edited_there.push(*id);
            if let Some(record) = joining.theirs.record(*id).filter(|_| !choices.leave_deleted) {
                joined.edits.push(Edit::revive(*id, &record.kind));
            }
        }
    }
}

impl Joining<'_> {
    /// What comes of it if this is decided.
    pub fn joined(&self, choices: JoinChoices) -> Joined {
        let mut steps = JoinSteps::default();
        steps.step(self, usize::MAX);
        steps.joined(self, choices)
    }

    /// When a record was deleted here, if it is, and with which account.
    fn deletion(&self, id: RecordId) -> Option<Deletion> {
        let record = self.ours.record(id).filter(|record| record.is_deleted())?;
        Some((record.fields.get(DELETED)?.stamp, record.account().unwrap_or(id)))
    }

    /// Whether a dossier may delete it: what belongs to its account, and that account's parts of imports.
    fn is_in_part(&self, id: RecordId, accounts: &BTreeSet<RecordId>) -> bool {
        let Some(record) = self.ours.record(id) else { return true };
        let of = match record.kind.as_str() {
            ImportBatch::KIND => ImportBatch::read(record).of_account,
            _ => record.account(),
        };
        of.is_some_and(|of| accounts.contains(&of) || accounts.contains(&self.ours.merged().of_account(of)))
    }

    /// Whether something of it was edited here after it was deleted there, or nobody can know.
    fn was_edited_since(&self, deleted: Stamp, of: RecordId, edits: &[Edit]) -> bool {
        if deleted.is_ahead(self.now) {
            return true;
        }
        // With an account goes all that belongs to it, also what came after.
        let is_account = edits.iter().any(|edit| edit.id == of);
        let parts = self.ours.belonging(is_account.then_some(of)).into_iter().map(|(id, _)| id);
        let all = edits.iter().map(|edit| edit.id).chain(parts);
        all.filter_map(|id| self.ours.record(id)).any(|record| {
            let known = record.fields.iter().filter(|(field, _)| *field != DELETED);
            known.map(|(_, register)| register.stamp).any(|stamp| stamp > deleted)
        })
    }

    /// The book as it is with these edits.
    fn after(&self, joined: &Joined) -> Book {
        let mut after = self.ours.clone();
        after.apply(&Change::new(Label::Sample, joined.edits.clone()), Stamp::LAST);
        after
    }

    /// Sales must have an owner: an account that would be deleted and has any stays, with what belongs to it.
    fn keep_owners_of_sales(&self, joined: &mut Joined) {
        let is_deletion = |edit: &Edit| edit.field == DELETED && edit.value == true && edit.kind == Account::KIND;
        if !joined.edits.iter().any(is_deletion) {
            return;
        }
        let after = self.after(joined);
        let counting = ImportBatch::counting(&after);
        let counting = self.sold.iter().filter(|(import, _)| counting.contains(import));
        let owners = counting.flat_map(|(_, accounts)| *accounts).flat_map(|account| {
            [*account, self.ours.merged().of_account(*account), after.merged().of_account(*account)]
        });
        let owners: BTreeSet<RecordId> = owners.collect();
        let deleted: BTreeMap<RecordId, Option<Stamp>> = joined
            .edits
            .iter()
            .filter(|edit| is_deletion(edit) && owners.contains(&edit.id))
            .map(|edit| (edit.id, edit.stamp))
            .collect();
        let owner = |id: RecordId| {
            let record = self.ours.record(id).or_else(|| self.theirs.record(id));
            record.and_then(|record| record.account()).unwrap_or(id)
        };
        for edit in joined.edits.iter_mut().filter(|edit| edit.field == DELETED && edit.value == true) {
            if deleted.get(&owner(edit.id)).is_some_and(|stamp| *stamp == edit.stamp) {
                *edit = Edit::revive(edit.id, &edit.kind);
            }
        }
        joined.edited_here.retain(|id| !deleted.contains_key(&owner(*id)));
        joined.with_sales = deleted.into_keys().collect();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::book::{Actor, Contact, account, contact};

    /// In the year 2026.
    const NOW: u64 = 1_795_000_000_000;
    const DAY: u64 = 86_400_000;

    fn id(number: u8) -> RecordId {
        RecordId::from_parts(u64::from(number), [number; 10])
    }

    fn stamp(minute: u64) -> Stamp {
        Stamp { millis: NOW - DAY + minute * 60_000, ..Stamp::default() }
    }

    fn edit(book: &mut Book, edits: Vec<Edit>, at: Stamp) {
        book.apply(&Change::new(Label::Sample, edits), at);
    }

    fn joining<'a>(ours: &'a Book, theirs: &'a Book) -> Joining<'a> {
        Joining { ours, theirs, is_part: false, sold: &[], now: NOW }
    }

    fn taken(ours: &Book, joined: &Joined) -> Book {
        let mut book = ours.clone();
        edit(&mut book, joined.edits.clone(), Stamp { millis: NOW, ..Stamp::default() });
        book
    }

    /// An account with a contact, both known on both sides.
    fn world() -> Book {
        let mut book = Book::default();
        let mut edits = Account { name: "Alfa".into(), ..Account::default() }.create(id(1));
        edits.extend(Account { name: "Beta".into(), ..Account::default() }.create(id(2)));
        edits.extend(Contact { account: Some(id(1)), name: "Ana".into(), ..Contact::default() }.create(id(11)));
        edit(&mut book, edits, stamp(1));
        book
    }

    fn delete_alfa(book: &mut Book, at: Stamp) {
        let parts = book.belonging([id(1)]).into_iter().map(|(id, _)| Edit::delete::<Contact>(id));
        let edits = parts.chain([Edit::delete::<Account>(id(1))]).collect();
        edit(book, edits, at);
    }

    #[test]
    fn an_older_deletion_takes_no_later_edit_along_unless_somebody_says_so() {
        let (mut ours, mut theirs) = (world(), world());
        delete_alfa(&mut theirs, stamp(5));
        assert_eq!(joining(&ours, &theirs).joined(JoinChoices::default()).edited_here, [], "nothing was edited");
        edit(&mut ours, vec![contact::field::phone.set(id(11), "1".into())], stamp(6));
        let joined = joining(&ours, &theirs).joined(JoinChoices::default());
        assert_eq!(joined.edited_here.len(), 2, "the account and its contact: {joined:?}");
        let kept = taken(&ours, &joined);
        assert!(kept.has::<Account>(id(1)) && kept.has::<Contact>(id(11)));
        assert_eq!(joining(&kept, &theirs).joined(JoinChoices::default()), Joined::default(), "asked once");
        // And the other side hears of it.
        let back = joining(&theirs, &kept).joined(JoinChoices::default());
        assert!(taken(&theirs, &back).has::<Contact>(id(11)));
        let decided = JoinChoices { delete_edited: true, ..JoinChoices::default() };
        assert!(!taken(&ours, &joining(&ours, &theirs).joined(decided)).has::<Account>(id(1)));
    }

    #[test]
    fn a_contact_that_came_after_the_deletion_of_its_account_counts_as_an_edit() {
        let (mut ours, mut theirs) = (world(), world());
        delete_alfa(&mut theirs, stamp(5));
        let bo = Contact { account: Some(id(1)), name: "Bo".into(), ..Contact::default() };
        edit(&mut ours, bo.create(id(12)), stamp(6));
        for joined in [
            taken(&ours, &joining(&ours, &theirs).joined(JoinChoices::default())),
            taken(&theirs, &joining(&theirs, &ours).joined(JoinChoices::default())),
        ] {
            assert!(joined.has::<Account>(id(1)) && joined.has::<Contact>(id(11)) && joined.has::<Contact>(id(12)));
        }
    }

    #[test]
    fn what_was_deleted_here_and_edited_there_later_comes_back_unless_somebody_says_no() {
        let (mut ours, mut theirs) = (world(), world());
        delete_alfa(&mut ours, stamp(5));
        edit(&mut theirs, vec![account::field::city.set(id(1), "Graz".into())], stamp(4));
        assert_eq!(joining(&ours, &theirs).joined(JoinChoices::default()).edited_there, [], "a deletion stands");
        edit(&mut theirs, vec![account::field::city.set(id(1), "Linz".into())], stamp(6));
        let joined = joining(&ours, &theirs).joined(JoinChoices::default());
        assert_eq!(joined.edited_there, [id(1), id(11)]);
        assert!(taken(&ours, &joined).has::<Contact>(id(11)), "with what went with it");
        let decided = JoinChoices { leave_deleted: true, ..JoinChoices::default() };
        let joined = joining(&ours, &theirs).joined(decided);
        assert_eq!((joined.edited_there.len(), taken(&ours, &joined).has::<Account>(id(1))), (2, false));
    }

    #[test]
    fn an_account_with_sales_is_not_deleted_by_a_file() {
        let (mut ours, mut theirs) = (world(), world());
        edit(&mut ours, ImportBatch { rows: 1, ..ImportBatch::default() }.create(id(21)), stamp(2));
        delete_alfa(&mut theirs, stamp(5));
        let accounts = [id(1)];
        let sold = [(id(21), accounts.as_slice())];
        let with_sales = |ours: &Book, theirs: &Book| {
            let joining = Joining { sold: &sold, ..joining(ours, theirs) };
            let decided = JoinChoices { delete_edited: true, ..JoinChoices::default() };
            let joined = joining.joined(decided);
            (joined.with_sales.clone(), taken(ours, &joined))
        };
        let (kept, book) = with_sales(&ours, &theirs);
        assert_eq!(kept, [id(1)]);
        assert!(book.has::<Account>(id(1)) && book.has::<Contact>(id(11)));
        // Where the import is taken back as well, nothing needs it.
        let mut back = theirs.clone();
        edit(&mut back, vec![Edit::delete::<ImportBatch>(id(21))], stamp(6));
        let (kept, book) = with_sales(&ours, &back);
        assert_eq!((kept.len(), book.has::<Account>(id(1))), (0, false));
        // A ghost that comes from there is none here.
        let mut ghost = theirs.clone();
        edit(&mut ghost, ImportBatch { rows: 1, ..ImportBatch::default() }.create(id(21)), stamp(2));
        let (kept, book) = with_sales(&Book::default(), &ghost);
        assert_eq!((kept.len(), book.has::<Account>(id(1))), (1, true));
    }

    #[test]
    fn a_dossier_deletes_nothing_but_its_own() {
        let (ours, mut theirs) = (world(), Book::default());
        edit(&mut theirs, vec![account::field::name.set(id(2), "Beta".into())], stamp(1));
        edit(&mut theirs, vec![Edit::delete::<Contact>(id(11)), Edit::delete::<Account>(id(1))], stamp(5));
        let joined = Joining { is_part: true, ..joining(&ours, &theirs) }.joined(JoinChoices::default());
        assert_eq!(joined.outside, [id(1), id(11)]);
        assert!(taken(&ours, &joined).has::<Contact>(id(11)));
        let mut own = Book::default();
        edit(&mut own, vec![account::field::name.set(id(1), "Alfa".into())], stamp(1));
        edit(&mut own, vec![Edit::delete::<Contact>(id(11))], stamp(5));
        let joined = Joining { is_part: true, ..joining(&ours, &own) }.joined(JoinChoices::default());
        assert_eq!((joined.outside.len(), taken(&ours, &joined).has::<Contact>(id(11))), (0, false));
    }

    #[test]
    fn a_clock_ten_years_ahead_wins_no_conflict_and_infects_nobody() {
        let ahead = Stamp { millis: NOW + 3_650 * DAY, ..Stamp::default() };
        let (ours, mut theirs) = (world(), world());
        let name = account::field::name;
        edit(&mut theirs, vec![name.set(id(1), "Alpha".into()), account::field::city.set(id(1), "Graz".into())], ahead);
        edit(&mut theirs, vec![Edit::delete::<Account>(id(2))], ahead);
        let joined = joining(&ours, &theirs).joined(JoinChoices::default());
        assert_eq!(
            (joined.undated.len(), joined.latest, joined.edited_here.as_slice()),
            (1, Some(ahead), [id(2)].as_slice())
        );
        let mut book = taken(&ours, &joined);
        assert_eq!((book.name(id(1)), book.value(id(1), account::field::city)), ("Alfa".into(), "Graz".into()));
        assert!(book.has::<Account>(id(2)));
        assert!(!book.latest_stamp().is_ahead(NOW), "{:?}", book.latest_stamp());
        edit(&mut book, vec![name.set(id(1), "Alfa AG".into())], Stamp { millis: NOW + 1, ..Stamp::default() });
        let again = joining(&book, &theirs).joined(JoinChoices::default());
        assert_eq!(taken(&book, &again).name(id(1)), "Alfa AG");
        let decided = JoinChoices { take_undated: true, delete_edited: true, ..JoinChoices::default() };
        let book = taken(&ours, &joining(&ours, &theirs).joined(decided));
        assert_eq!((book.name(id(1)).as_str(), book.has::<Account>(id(2))), ("Alpha", false));
        assert!(!book.latest_stamp().is_ahead(NOW));
    }

    #[test]
    fn a_clock_that_was_ahead_here_wins_no_conflict_either() {
        let ahead = Stamp { millis: NOW + 3_650 * DAY, ..Stamp::default() };
        let (mut ours, mut theirs) = (world(), world());
        edit(&mut ours, vec![account::field::name.set(id(1), "Alpha".into())], ahead);
        edit(&mut theirs, vec![account::field::name.set(id(1), "Alfa AG".into())], stamp(5));
        let joined = joining(&ours, &theirs).joined(JoinChoices::default());
        assert_eq!((joined.edits.len(), joined.undated.len(), joined.latest), (0, 1, Some(ahead)));
        let decided = JoinChoices { take_undated: true, ..JoinChoices::default() };
        let joined = joining(&ours, &theirs).joined(decided);
        edit(&mut ours, joined.edits, Stamp { counter: 1, ..ahead });
        assert_eq!(ours.name(id(1)), "Alfa AG");
    }

    #[test]
    fn a_day_ahead_is_joined_as_ever() {
        let (ours, mut theirs) = (world(), world());
        let ahead = Stamp { millis: NOW + DAY - 1, ..Stamp::default() };
        edit(&mut theirs, vec![account::field::name.set(id(1), "Alpha".into())], ahead);
        let joined = joining(&ours, &theirs).joined(JoinChoices::default());
        assert_eq!((joined.latest, joined.edits[0].stamp), (None, Some(ahead)));
    }

    /// Edits of one side: accounts 1 and 2, contacts of theirs, deletions of each alone or of an account whole.
    fn side(actor: u64) -> impl Strategy<Value = Book> {
        let edit_of = (0u8..5, 0u8..4, 2u64..30);
        prop::collection::vec(edit_of, 0..8).prop_map(move |mut edits| {
            edits.sort_by_key(|(.., minute)| *minute);
            let mut book = world();
            for (counter, (what, value, minute)) in (0..).zip(edits) {
                let at = Stamp { counter, actor: Actor(actor), ..stamp(minute) };
                let name = json!(["a", "b", "c", "d"][usize::from(value)]);
                match what {
                    0 => edit(&mut book, vec![Edit::raw(id(1), Account::KIND, "city", name)], at),
                    1 => edit(&mut book, vec![Edit::raw(id(11), Contact::KIND, "name", name)], at),
                    2 => delete_alfa(&mut book, at),
                    3 => edit(&mut book, vec![Edit::delete::<Contact>(id(11))], at),
                    _ => edit(&mut book, vec![Edit::revive(id(1), Account::KIND)], at),
                }
            }
            book
        })
    }

    fn visible(book: &Book) -> Vec<(RecordId, Vec<(String, Value)>)> {
        let living = book.records().filter(|(_, record)| !record.is_deleted());
        let fields = |record: &Record| {
            let known = record.fields.iter().filter(|(field, _)| *field != DELETED);
            known.map(|(field, register)| (field.clone(), register.value.clone())).collect()
        };
        living.map(|(id, record)| (id, fields(record))).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn both_sides_come_to_show_the_same_and_then_ask_nothing(one in side(1), other in side(2)) {
            let first = taken(&one, &joining(&one, &other).joined(JoinChoices::default()));
            let second = taken(&other, &joining(&other, &first).joined(JoinChoices::default()));
            prop_assert_eq!(visible(&first), visible(&second));
            // Record by record it comes to the same.
            let (joining, mut steps) = (joining(&one, &other), JoinSteps::default());
            while !steps.step(&joining, 1) {}
            let all = joining.joined(JoinChoices::default());
            prop_assert_eq!(steps.joined(&joining, JoinChoices::default()), all);
            let again = Joining { ours: &first, theirs: &second, ..joining };
            prop_assert_eq!(again.joined(JoinChoices::default()), Joined::default());
        }
    }
}
