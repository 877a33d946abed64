//! The open book of a page: what it holds, and what follows from whatever happens to it.
//!
//! A state machine. What happens comes in by the methods (somebody enters a change, another tab is
//! heard, a store answers); what is to be done about it comes out as [`Effect`]s, in their order. The page
//! does them and knows no rule: which keystrokes are one step, what undo takes back, what may be
//! written, who is to be woken.
//!
//! **Invariant:** nothing is kept that isn't in the book and the log already, and nothing is written
//! before it is decided that it may be.

mod foreseen;
mod messages;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Act, Entry, Erased, Log, NotKept, Opened, StoreError, Verdict};
use crate::book::{
    Account, Actor, Book, Change, Clock, DELETED, Edit, ImportBatch, Label, RecordId, RecordKind, Settings, Stamp,
    account,
};
use crate::ledger::{Batch, Valuation};

pub use foreseen::Foreseen;
pub use messages::{Aspect, Doubt, Effect, Notice, Sales, SaveState, StoreEvent, Trouble};

/// Keystrokes in one field within this many ms are one change to undo.
pub const TYPING: u64 = 3_000;

#[derive(Clone, Debug, Default)]
enum Phase {
    /// The stores are being read. Other tabs are heard; nothing that can be seen can be edited yet.
    #[default]
    Opening,
    Open,
    /// Nothing is written before a person decides, or edits.
    Doubtful(Arc<Opened>),
    /// The data belong to a newer version of the page.
    ReadOnly,
}

/// The open book; see the top of this file.
#[derive(Clone, Debug, Default)]
pub struct OpenBook {
    phase: Phase,
    book: Arc<Book>,
    log: Log,
    sales: BTreeMap<RecordId, Arc<Batch>>,
    /// What counts in place of an import's sales: they are without what another import tells, too.
    stand_ins: Sales,
    clock: Clock,
    /// When something was last entered here, by the machine's clock.
    entered_at: u64,
    trouble: Option<Trouble>,
    /// Whether there is a store at all.
    can_keep: bool,
    /// Whether the sales were read once.
    is_ready: bool,
    /// Whether everything was erased while the stores were being read: what was read is no more.
    was_erased: bool,
}

impl OpenBook {
    /// The stores were read. `can_keep` says whether there are any; `unread` why the vault wasn't read.
    pub fn opened(
        &mut self,
        actor: Actor,
        mut found: Opened,
        can_keep: bool,
        unread: Option<StoreError>,
    ) -> Vec<Effect> {
        if self.was_erased {
            found = Opened::default();
        }
        self.can_keep = can_keep;
        // What other tabs said meanwhile is in the book and the log already.
        Arc::make_mut(&mut self.book).join_book(&found.book);
        self.log.join(&found.log);
        self.clock = Clock::new(actor);
        self.clock.observe(self.book.latest_stamp());
        self.log.last().into_iter().for_each(|entry| self.clock.observe(entry.stamp));
        let mut effects = Vec::new();
        self.trouble = unread.filter(|_| can_keep).map(Trouble::Unread);
        effects.push(Effect::Saves(if can_keep { self.saved() } else { SaveState::MemoryOnly }));
        effects.push(Effect::Trouble(self.trouble.clone()));
        effects.push(Effect::Damaged(found.damaged.len()));
        let is_outdated = self.is_read_only();
        match found.verdict {
            _ if is_outdated => effects.push(Effect::Hold),
            Verdict::Newer => {
                self.phase = Phase::ReadOnly;
                effects.push(Effect::Hold);
            }
            Verdict::Fresh | Verdict::Whole => {
                self.phase = Phase::Open;
                effects.push(Effect::Start(Arc::new(found)));
            }
            Verdict::Doubtful => self.phase = Phase::Doubtful(Arc::new(found)),
        }
        effects
            .extend([Aspect::Book, Aspect::Log, Aspect::Ledger, Aspect::Figures, Aspect::Phase].map(Effect::Changed));
        effects.push(Effect::ReadSales(self.lacking()));
        effects
    }

    /// Sales that were asked for; those that are nowhere aren't among them.
    pub fn sales_read(&mut self, found: Sales) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !found.is_empty() {
            self.sales.extend(found);
            effects.push(Effect::Changed(Aspect::Sales));
        }
        if !std::mem::replace(&mut self.is_ready, true) {
            effects.push(Effect::Ready);
        }
        effects
    }

    /// Takes over a change, with the sales it brings. `now` is in ms since 1970.
    pub fn enter(&mut self, change: Change, sales: Sales, now: u64) -> Vec<Effect> {
        self.act(Act::Do, change, sales, now)
    }

    /// Takes the last change back.
    pub fn undo(&mut self, now: u64) -> Vec<Effect> {
        let last = self.log.undoable().cloned();
        self.act_again(last, Act::Undo, now)
    }

    /// Does the last change taken back again.
    pub fn redo(&mut self, now: u64) -> Vec<Effect> {
        let last = self.log.redoable().cloned();
        self.act_again(last, Act::Redo, now)
    }

    fn act_again(&mut self, last: Option<Arc<Entry>>, act: fn(Stamp) -> Act, now: u64) -> Vec<Effect> {
        match last.filter(|_| self.doubt().is_none()) {
            Some(last) => {
                let change = Change::new(last.change.label.clone(), last.inverse.clone());
                self.act(act(last.stamp), change, Vec::new(), now)
            }
            None => Vec::new(),
        }
    }

    fn act(&mut self, act: Act, change: Change, sales: Sales, now: u64) -> Vec<Effect> {
        let mut effects = match self.phase {
            Phase::Opening => return Vec::new(),
            Phase::ReadOnly => return vec![Effect::Notice(Some(Notice::ReadOnly))],
            // Whoever edits what is left goes on with it.
            Phase::Doubtful(_) => self.accept(),
            Phase::Open => Vec::new(),
        };
        effects.extend(self.bring(&sales));
        let newest = change.edits.iter().filter_map(|edit| edit.stamp).max();
        newest.into_iter().for_each(|seen| self.clock.observe(seen));
        let stamp = self.clock.tick(now);
        self.log.forget_records(&change);
        let inverse = Arc::make_mut(&mut self.book).apply(&change, stamp).edits;
        effects.extend(self.applied(act, change, inverse, stamp, sales, now));
        effects
    }

    /// Forgets, of what is at hand, whatever names somebody who is erased.
    pub fn forget(&mut self, erased: &Erased) -> Vec<Effect> {
        self.log.forget(erased);
        vec![Effect::Changed(Aspect::Log)]
    }

    /// Takes sales that a change brings.
    fn bring(&mut self, sales: &Sales) -> Vec<Effect> {
        if sales.is_empty() {
            return Vec::new();
        }
        self.sales.extend(sales.iter().cloned());
        vec![Effect::Changed(Aspect::Sales)]
    }

    /// Takes note of a change that was just applied here.
    fn applied(
        &mut self,
        act: Act,
        change: Change,
        inverse: Vec<Edit>,
        stamp: Stamp,
        sales: Sales,
        now: u64,
    ) -> Vec<Effect> {
        let mut effects = self.follow(&change);
        // There is no way back from it.
        let inverse = if change.label == Label::Erase { Vec::new() } else { inverse };
        let is_soon = now.saturating_sub(std::mem::replace(&mut self.entered_at, now)) < TYPING;
        let typed = continues_typing(&self.log, act, &change.label, &inverse, stamp).filter(|_| is_soon);
        let (replaces, inverse) = match typed {
            Some(last) => (Some(last.stamp), last.inverse.clone()),
            None => (None, inverse),
        };
        let entry = Arc::new(Entry { stamp, act, change, inverse, replaces, after: None });
        if entry.is_visible() {
            // A notice's undo takes back the last change, so no notice outlives its own.
            let label = entry.change.label.clone();
            effects.push(Effect::Notice(match act {
                Act::Do => (!is_typed(&label)).then_some(Notice::Changed(label)),
                Act::Undo(_) => Some(Notice::Undone(label)),
                Act::Redo(_) => Some(Notice::Redone(label)),
            }));
        }
        self.log.insert(entry.clone());
        effects.push(Effect::Changed(Aspect::Log));
        effects.push(Effect::Keep(entry, sales));
        effects
    }

    /// Goes on with what is left of a book that may not be whole.
    pub fn accept(&mut self) -> Vec<Effect> {
        match std::mem::take(&mut self.phase) {
            Phase::Doubtful(found) => {
                self.phase = Phase::Open;
                vec![Effect::Start(found), Effect::Changed(Aspect::Phase)]
            }
            other => {
                self.phase = other;
                Vec::new()
            }
        }
    }

    /// What the stores and the other tabs say.
    pub fn hear(&mut self, event: StoreEvent) -> Vec<Effect> {
        match event {
            StoreEvent::Saving => vec![Effect::Saves(SaveState::Saving)],
            StoreEvent::Saved => vec![Effect::Saves(self.saved())],
            StoreEvent::Failed(refused) => vec![Effect::Saves(SaveState::Failed(refused))],
            StoreEvent::Trouble(trouble) => self.turn_to(Some(trouble)),
            StoreEvent::VaultWorks if matches!(self.trouble, Some(Trouble::Vault(_))) => self.turn_to(None),
            StoreEvent::VaultWorks => Vec::new(),
            StoreEvent::Emptied => vec![Effect::Refill(self.live_sales())],
            StoreEvent::Heard(entry) => self.hear_of(entry),
            StoreEvent::Outdated => {
                self.phase = Phase::ReadOnly;
                vec![Effect::Hold, Effect::Changed(Aspect::Phase)]
            }
            StoreEvent::Erased => self.forget_all(),
        }
    }

    /// Another tab's change.
    fn hear_of(&mut self, entry: Arc<Entry>) -> Vec<Effect> {
        if self.log.contains(entry.stamp) {
            return Vec::new();
        }
        self.clock.observe(entry.stamp);
        // A notice's undo takes back the last change, which now is another one.
        let mut effects = vec![Effect::Notice(None)];
        self.log.forget_records(&entry.change);
        Arc::make_mut(&mut self.book).apply(&entry.change, entry.stamp);
        effects.extend(self.follow(&entry.change));
        self.log.insert(entry);
        effects.push(Effect::Changed(Aspect::Log));
        effects
    }

    /// What follows from a change that was just applied, whoever made it.
    fn follow(&self, change: &Change) -> Vec<Effect> {
        let any = |is: fn(&Edit) -> bool| change.edits.iter().any(is);
        let mut effects = vec![Effect::Changed(Aspect::Book)];
        if any(is_in_ledger) {
            effects.push(Effect::Changed(Aspect::Ledger));
        }
        if any(is_in_figures) {
            effects.push(Effect::Changed(Aspect::Figures));
        }
        if any(|edit| edit.kind == ImportBatch::KIND) {
            // An import that comes back, or is another tab's, has its sales in the stores, not at hand.
            effects.push(Effect::ReadSales(self.lacking()));
        }
        effects
    }

    /// What everything that was entered is, once the stores took it.
    fn saved(&self) -> SaveState {
        match self.trouble {
            Some(Trouble::Unread(StoreError::Unanswered) | Trouble::Vault(StoreError::Unanswered)) => {
                SaveState::OnShelf
            }
            _ => SaveState::Saved,
        }
    }

    fn turn_to(&mut self, trouble: Option<Trouble>) -> Vec<Effect> {
        // The same again is no news.
        if self.trouble == trouble {
            return Vec::new();
        }
        self.trouble = trouble.clone();
        vec![Effect::Trouble(trouble)]
    }

    /// Tries to save again what was refused.
    pub fn save_again(&mut self) -> Vec<Effect> {
        let mut effects = self.turn_to(None);
        effects.push(Effect::Retry);
        effects
    }

    /// Deletes everything from this browser, for good. The one thing that is no change: what is erased
    /// leaves no trace to undo.
    pub fn erase(&mut self) -> Vec<Effect> {
        match self.phase {
            Phase::Opening => Vec::new(),
            Phase::ReadOnly => vec![Effect::Notice(Some(Notice::ReadOnly))],
            Phase::Open | Phase::Doubtful(_) => {
                let mut effects = self.forget_all();
                if self.can_keep {
                    effects.extend([Effect::Saves(SaveState::Saving), Effect::Erase]);
                }
                effects
            }
        }
    }

    /// The stores forgot everything, or refused: then what they hold is still there.
    pub fn erased(&mut self, outcome: Result<(), StoreError>) -> Vec<Effect> {
        let state = match outcome {
            Ok(()) => SaveState::Saved,
            Err(error) => SaveState::Failed(NotKept { vault: Some(error), shelf: None }),
        };
        vec![Effect::Saves(state)]
    }

    fn forget_all(&mut self) -> Vec<Effect> {
        self.was_erased = matches!(self.phase, Phase::Opening);
        if matches!(self.phase, Phase::Doubtful(_)) {
            // There is nothing left to be in doubt about.
            self.phase = Phase::Open;
        }
        self.book = Arc::default();
        self.log = Log::default();
        self.sales.clear();
        let parts = [Aspect::Book, Aspect::Log, Aspect::Sales, Aspect::Ledger, Aspect::Figures, Aspect::Phase];
        let mut effects: Vec<Effect> = parts.map(Effect::Changed).into();
        effects.extend([Effect::Damaged(0), Effect::ForgetBackup, Effect::Notice(Some(Notice::Erased))]);
        effects
    }

    /// The book, shared. Whoever holds it while something is entered makes the page copy the list of its
    /// records.
    pub fn book(&self) -> &Arc<Book> {
        &self.book
    }

    /// The entries at hand: those of the last time, and all since.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Whether the data belong to a newer version of the page, so that this one must not write.
    pub fn is_read_only(&self) -> bool {
        matches!(self.phase, Phase::ReadOnly)
    }

    /// Up to when something here is dated, in ms since 1970, if that lies ahead of `now`: this device's clock was
    /// ahead, or is behind.
    pub fn dated_ahead(&self, now: u64) -> Option<u64> {
        let last = self.clock.last();
        last.is_ahead(now).then_some(last.millis)
    }

    /// What there is of a book that may not be whole, while a person decides what becomes of it.
    pub fn doubt(&self) -> Option<Doubt> {
        let Phase::Doubtful(found) = &self.phase else { return None };
        Some(Doubt {
            accounts: found.book.count::<Account>(),
            records: found.book.records().count(),
            expected: found.newest,
            damaged: found.damaged.len(),
        })
    }

    /// The sales of living imports, for an export.
    pub fn live_sales(&self) -> Sales {
        self.at_hand(self.book.ids::<ImportBatch>())
    }

    /// The sales that count: without parts of what is here as a whole, and what several tell once.
    pub fn counting_sales(&self) -> Sales {
        let mut counting = self.stored_sales(&self.book, &Sales::new());
        for (id, batch) in &mut counting {
            let stands_in = self.stand_ins.iter().find(|(of, _)| of == id);
            stands_in.into_iter().for_each(|(_, other)| *batch = other.clone());
        }
        counting
    }

    /// The sales of the imports that count in a book, as they are stored, be they here or brought.
    pub fn stored_sales(&self, book: &Book, brought: &Sales) -> Sales {
        let brought = |id: RecordId| brought.iter().find(|(of, _)| *of == id).map(|(_, batch)| batch.clone());
        let batch = |id| -> Option<(RecordId, Arc<Batch>)> { Some((id, brought(id).or_else(|| self.sales(id))?)) };
        ImportBatch::counting(book).into_iter().filter_map(batch).collect()
    }

    /// What counts in place of the sales of the same imports.
    pub fn stand_ins(&self) -> &Sales {
        &self.stand_ins
    }

    /// From now on these count in place of the sales of the same imports.
    pub fn stand_in(&mut self, stand_ins: Sales) {
        self.stand_ins = stand_ins;
    }

    fn at_hand(&self, imports: impl IntoIterator<Item = RecordId>) -> Sales {
        imports.into_iter().filter_map(|id| Some((id, self.sales.get(&id)?.clone()))).collect()
    }

    /// The sales of an import, if they are here.
    pub fn sales(&self, import: RecordId) -> Option<Arc<Batch>> {
        self.sales.get(&import).cloned()
    }

    /// Whether the sales of an import are here.
    pub fn holds_sales(&self, import: RecordId) -> bool {
        self.sales.contains_key(&import)
    }

    /// The imports whose sales aren't here, in id order.
    pub fn lacking(&self) -> Vec<RecordId> {
        self.book.ids::<ImportBatch>().filter(|id| !self.holds_sales(*id)).collect()
    }

    /// The imports that brought sales which aren't here, in id order: a list of customers brings none.
    pub fn missing_sales(&self) -> Vec<RecordId> {
        let brought = |id: &RecordId| self.book.record(*id).is_some_and(ImportBatch::is_of_sales);
        self.lacking().into_iter().filter(brought).collect()
    }
}

/// The entry a change goes on with: keystrokes in one field are one change.
fn continues_typing<'a>(log: &'a Log, act: Act, label: &Label, inverse: &[Edit], now: Stamp) -> Option<&'a Arc<Entry>> {
    let last = log.last().filter(|last| act == Act::Do && last.act == Act::Do)?;
    // The name in the label may be what is being typed.
    if !is_typed(label) || std::mem::discriminant(&last.change.label) != std::mem::discriminant(label) {
        return None;
    }
    (last.stamp.actor == now.actor && last.edits_the_same_field(inverse)).then_some(last)
}

/// Whether the edit touches what the ledger is made of.
fn is_in_ledger(edit: &Edit) -> bool {
    edit.kind == ImportBatch::KIND || Valuation::reads(edit)
}

/// Whether the edit touches what the analysis reads of the book.
fn is_in_figures(edit: &Edit) -> bool {
    edit.kind == Settings::KIND
        || (edit.kind == Account::KIND
            && [account::field::name.name, account::field::external_id.name, account::field::stands_for.name, DELETED]
                .contains(&edit.field.as_str()))
}

/// Typing and choosing a window show their effect where they happen; the rest says so in a toast.
fn is_typed(label: &Label) -> bool {
    matches!(label, Label::EditAccount { .. } | Label::Edit { .. } | Label::Settings | Label::Author)
}

#[cfg(test)]
mod tests;
