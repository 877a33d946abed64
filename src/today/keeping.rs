//! Today, looked at again after each change: only the accounts a change is about are read anew.
//!
//! A large book has thousands of lines, and whoever ticks one off waits for them all otherwise.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Line, Look, Ranking, Seen, Today};
use crate::book::{Account, Book, Record, RecordId, RecordKind, Settings, account};
use crate::dossier::Dossier;
use crate::working_time::Instant;

/// So many accounts are read anew at most; where more are concerned all are.
const FEW: usize = 50;

/// What Today was at the last look. `Of`: what it was made of beside the book and the minute; another one is another
/// Today.
#[derive(Debug)]
pub struct Keeping<Of> {
    of: Option<Of>,
    now: Option<Instant>,
    records: KnownRecords,
    /// The most any customer brought, by which lines are ranked.
    most: f64,
    today: Arc<Today>,
}

impl<Of> Default for Keeping<Of> {
    fn default() -> Self {
        Self { of: None, now: None, records: KnownRecords::default(), most: 0.0, today: Arc::default() }
    }
}

impl<Of: PartialEq> Keeping<Of> {
    /// What [`Today::of`] says.
    pub fn look(&mut self, seen: Seen<'_>, of: Of) -> Arc<Today> {
        let changed = self.records.look(seen.book);
        let is_same = self.of.as_ref() == Some(&of);
        let mut concerned = is_same.then(|| concerned(&changed, seen.book)).flatten();
        if self.now != Some(seen.now) {
            // How requests stand is another minute by minute.
            concerned.iter_mut().for_each(|concerned| concerned.extend(&self.today.awaiting));
        }
        (self.of, self.now) = (Some(of), Some(seen.now));
        match concerned.filter(|concerned| concerned.len() <= FEW) {
            Some(concerned) if concerned.is_empty() => {}
            Some(concerned) => self.look_again(&concerned, seen),
            None => {
                self.most = Ranking::of(seen.book, seen.sales).most;
                self.today = Arc::new(Today::of(seen));
            }
        }
        self.today.clone()
    }

    fn look_again(&mut self, concerned: &BTreeSet<RecordId>, seen: Seen<'_>) {
        let look = Look::of(seen, Ranking { values: &seen.sales.values, most: self.most });
        let mut found = Today::default();
        let dossiers = concerned.iter().filter_map(|id| Dossier::of(seen.book, *id));
        dossiers.for_each(|dossier| look.add(&dossier, &mut found));
        let today = Arc::make_mut(&mut self.today);
        let stays = |line: &Line| !concerned.contains(&line.account);
        today.lines.retain(stays);
        today.postponed.retain(stays);
        put(&mut today.lines, found.lines, Line::order);
        put(&mut today.postponed, found.postponed, Line::order_of_return);
        today.undecided.retain(|id| !concerned.contains(id));
        today.undecided.append(&mut found.undecided);
        today.awaiting.retain(|id| !concerned.contains(id));
        today.awaiting.append(&mut found.awaiting);
    }
}

/// Puts lines where they belong in a list that is in order.
fn put<K: Ord>(list: &mut Vec<Line>, lines: Vec<Line>, order: impl Fn(&Line) -> K) {
    for line in lines {
        let key = order(&line);
        list.insert(list.partition_point(|known| order(known) < key), line);
    }
}

/// A record as it was, and as it is.
type Changed = (RecordId, [Option<Arc<Record>>; 2]);

/// The accounts that changes are about; `None` if they may be about all.
fn concerned(changed: &[Changed], book: &Book) -> Option<BTreeSet<RecordId>> {
    let mut all = BTreeSet::new();
    for (id, states) in changed {
        let of_kind = |kind: &str| states.iter().flatten().any(|record| record.kind == kind);
        if of_kind(Settings::KIND) {
            return None;
        }
        if of_kind(Account::KIND) {
            // What decides which accounts there are, and who is a yardstick for the others.
            let [before, now] = states.each_ref().map(|record| {
                let record = record.as_ref()?;
                let field = |name| record.value(name).clone();
                let decides = [account::field::merged_into.name, account::field::stands_for.name];
                Some((record.is_deleted(), decides.map(field)))
            });
            if before != now {
                return None;
            }
            all.insert(book.merged().of_account(*id));
        }
        let of = states.iter().flatten().filter_map(|record| record.account());
        all.extend(of.map(|account| book.merged().of_account(account)));
    }
    Some(all)
}

/// The records of a book as they were at the last look, in id order.
#[derive(Debug, Default)]
struct KnownRecords(Vec<(RecordId, Arc<Record>)>);

impl KnownRecords {
    /// Which are others than at the last look.
    fn look(&mut self, book: &Book) -> Vec<Changed> {
        let mut changed: Vec<Changed> = Vec::new();
        let mut known = self.0.iter().peekable();
        for (id, record) in book.all_shared() {
            while let Some((gone, before)) = known.next_if(|(known, _)| *known < id) {
                changed.push((*gone, [Some(before.clone()), None]));
            }
            match known.next_if(|(known, _)| *known == id) {
                Some((_, before)) if Arc::ptr_eq(before, record) => {}
                before => changed.push((id, [before.map(|(_, before)| before.clone()), Some(record.clone())])),
            }
        }
        changed.extend(known.map(|(gone, before)| (*gone, [Some(before.clone()), None])));
        if changed.len() > FEW {
            self.0 = book.all_shared().map(|(id, record)| (id, record.clone())).collect();
            return changed;
        }
        for (id, [_, now]) in &changed {
            match (self.0.binary_search_by_key(id, |(id, _)| *id), now) {
                (Ok(at), Some(now)) => self.0.get_mut(at).into_iter().for_each(|(_, record)| *record = now.clone()),
                (Ok(at), None) => drop(self.0.remove(at)),
                (Err(at), Some(now)) => self.0.insert(at, (*id, now.clone())),
                (Err(_), None) => {}
            }
        }
        changed
    }
}
