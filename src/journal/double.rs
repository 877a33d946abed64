//! A disk that isn't one: a vault and a shelf in memory that fail or stop where a test says.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::{Image, JOURNAL, MANIFEST, RECORD, Shelf, StoreError, StoreImage, Table, Transaction, Value, Vault};

/// What happens at an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is refused, once; everything after it works.
    Fails,
    /// The process ends before it.
    Stops,
    /// The process ends after it.
    StopsAfter,
}

#[derive(Clone, Debug, Default)]
struct State {
    vault: BTreeMap<(Table, String), Value>,
    shelf: BTreeMap<String, String>,
    /// What the last writes to the shelf replaced: a kill may lose the last minute of it.
    replaced: VecDeque<(String, Option<String>)>,
    operations: usize,
    fault: Option<(usize, Fault)>,
    stopped: bool,
    /// Whether the vault refuses every transaction.
    refuses: bool,
}

/// A disk with a vault and a shelf.
#[derive(Clone, Debug, Default)]
pub struct Disk(Rc<RefCell<State>>);

impl State {
    fn remember(&mut self, key: &str, before: Option<String>) {
        self.replaced.push_back((key.into(), before));
        if self.replaced.len() > MOST_LOST {
            self.replaced.pop_front();
        }
    }
}

/// How many writes to the shelf a restart can cost at most.
const MOST_LOST: usize = 40;

fn refused() -> StoreError {
    StoreError::Refused("refused".into())
}

impl Disk {
    /// A disk of its own with the same on it, and a fault that many operations from now.
    pub fn forked(&self, fault: Option<(usize, Fault)>) -> Self {
        let mut state = self.0.borrow().clone();
        state.fault = fault.map(|(at, fault)| (state.operations + at, fault));
        Self(Rc::new(RefCell::new(state)))
    }

    pub fn operations(&self) -> usize {
        self.0.borrow().operations
    }

    /// The same disk after a restart, without faults.
    pub fn restarted(&self) -> Self {
        let disk = self.forked(None);
        disk.0.borrow_mut().stopped = false;
        disk
    }

    /// The same disk after a restart that cost the shelf its last writes.
    pub fn restarted_without_the_last_of_the_shelf(&self, writes: usize) -> Self {
        let disk = self.restarted();
        {
            let mut state = disk.0.borrow_mut();
            for _ in 0..writes {
                match state.replaced.pop_back() {
                    Some((key, Some(text))) => drop(state.shelf.insert(key, text)),
                    Some((key, None)) => drop(state.shelf.remove(&key)),
                    None => break,
                }
            }
        }
        disk
    }

    /// An operation: does it unless something prevents it.
    fn operate<T>(&self, operation: impl FnOnce(&mut State) -> T) -> Result<T, StoreError> {
        let mut state = self.0.borrow_mut();
        if state.stopped {
            return Err(refused());
        }
        let at = state.operations;
        state.operations += 1;
        match state.fault.filter(|(fault_at, _)| *fault_at == at).map(|(_, fault)| fault) {
            None => Ok(operation(&mut state)),
            Some(Fault::Fails) => Err(refused()),
            Some(Fault::Stops) => {
                state.stopped = true;
                Err(refused())
            }
            Some(Fault::StopsAfter) => {
                operation(&mut state);
                state.stopped = true;
                Err(refused())
            }
        }
    }

    /// What is on it.
    pub fn image(&self) -> Image {
        let state = self.0.borrow();
        let table = |wanted: Table| {
            let texts = state.vault.iter().filter(|((table, _), _)| *table == wanted);
            texts.filter_map(|((_, key), value)| Some((key.clone(), text_of(value)?))).collect::<BTreeMap<_, _>>()
        };
        let below = |beginning: &str| {
            let texts = state.shelf.iter();
            texts.filter_map(|(key, text)| Some((key.strip_prefix(beginning)?.to_owned(), text.clone()))).collect()
        };
        Image {
            shelf: StoreImage {
                records: below(RECORD),
                entries: below(JOURNAL),
                manifest: state.shelf.get("vital-few/manifest").cloned(),
            },
            vault: StoreImage {
                records: table(Table::Records),
                entries: table(Table::Journal),
                manifest: table(Table::Meta).remove(MANIFEST),
            },
        }
    }

    pub fn holds_batch(&self, id: crate::book::RecordId) -> bool {
        let state = self.0.borrow();
        state.vault.contains_key(&(Table::Batches, id.to_string()))
            || state.shelf.contains_key(&format!("{}{id}", super::BATCH))
    }

    /// Every key and every text on it.
    pub fn texts(&self) -> Vec<String> {
        let state = self.0.borrow();
        let vault = state.vault.iter().filter_map(|((_, key), value)| Some(format!("{key} {}", text_of(value)?)));
        vault.chain(state.shelf.iter().map(|(key, text)| format!("{key} {text}"))).collect()
    }

    pub fn set_aside(&self) -> usize {
        let state = self.0.borrow();
        state.vault.keys().filter(|(table, _)| *table == Table::Damaged).count()
            + state.shelf.keys().filter(|key| key.starts_with(super::DAMAGED)).count()
    }

    /// Puts a text on the shelf as another program would.
    pub fn put_on_shelf(&self, key: &str, text: &str) {
        self.0.borrow_mut().shelf.insert(key.into(), text.into());
    }

    /// Puts a text in the vault as damage would.
    pub fn put_in_vault(&self, table: Table, key: &str, text: &str) {
        self.0.borrow_mut().vault.insert((table, key.into()), Value::Text(text.into()));
    }

    /// Makes the vault refuse from now on, or work again.
    pub fn refuse(&self, refuses: bool) {
        self.0.borrow_mut().refuses = refuses;
    }

    pub fn clear_shelf(&self) {
        self.0.borrow_mut().shelf.clear();
    }

    pub fn clear_vault(&self) {
        self.0.borrow_mut().vault.clear();
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Bytes(_) => None,
    }
}

/// A transaction: what it has read and what it would write.
pub struct DiskTransaction {
    disk: Disk,
    /// What is to be there after it, and what no longer.
    draft: BTreeMap<(Table, String), Option<Value>>,
}

impl DiskTransaction {
    fn read(&self, state: &State, key: &(Table, String)) -> Option<String> {
        self.draft.get(key).cloned().unwrap_or_else(|| state.vault.get(key).cloned()).as_ref().and_then(text_of)
    }
}

impl Vault for Disk {
    type Transaction = DiskTransaction;

    async fn begin(&self) -> Result<DiskTransaction, StoreError> {
        let refuses = self.0.borrow().refuses;
        self.operate(|_| DiskTransaction { disk: self.clone(), draft: BTreeMap::new() })
            .and_then(|transaction| if refuses { Err(refused()) } else { Ok(transaction) })
    }
}

impl Transaction for DiskTransaction {
    async fn get(&mut self, table: Table, keys: Vec<String>) -> Result<Vec<Option<String>>, StoreError> {
        self.disk.operate(|state| keys.into_iter().map(|key| self.read(state, &(table, key))).collect())
    }

    async fn all(&mut self, wanted: Table, at_most: Option<usize>) -> Result<BTreeMap<String, String>, StoreError> {
        self.disk.operate(|state| {
            let keys = state.vault.keys().chain(self.draft.keys()).filter(|(table, _)| *table == wanted);
            let all: BTreeMap<String, String> =
                keys.filter_map(|key| Some((key.1.clone(), self.read(state, key)?))).collect();
            all.into_iter().rev().take(at_most.unwrap_or(usize::MAX)).collect()
        })
    }

    async fn put(&mut self, table: Table, key: String, value: Value) -> Result<(), StoreError> {
        let draft = &mut self.draft;
        self.disk.operate(|_| drop(draft.insert((table, key), Some(value))))
    }

    async fn delete(&mut self, table: Table, key: String) -> Result<(), StoreError> {
        let draft = &mut self.draft;
        self.disk.operate(|_| drop(draft.insert((table, key), None)))
    }

    async fn clear(&mut self, wanted: Table) -> Result<(), StoreError> {
        let draft = &mut self.draft;
        self.disk.operate(|state| {
            let keys = state.vault.keys().filter(|(table, _)| *table == wanted).cloned();
            draft.extend(keys.map(|key| (key, None)));
        })
    }

    async fn commit(self) -> Result<(), StoreError> {
        let draft = self.draft;
        self.disk.operate(|state| {
            for (key, value) in draft {
                match value {
                    Some(value) => drop(state.vault.insert(key, value)),
                    None => drop(state.vault.remove(&key)),
                }
            }
        })
    }
}

impl Shelf for Disk {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.operate(|state| state.shelf.keys().cloned().collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.operate(|state| state.shelf.get(key).cloned())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.operate(|state| {
            let before = state.shelf.insert(key.into(), text.into());
            state.remember(key, before);
        })
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.operate(|state| {
            let before = state.shelf.remove(key);
            state.remember(key, before);
        })
    }
}

/// Runs what never waits.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a store in memory never waits"),
    }
}
