//! A page without a browser: it runs the flow's effects, and what they come to waits in a queue, so
//! that a test says what happens in which order.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::book::{Account, ImportBatch, Label, Stamp};
use crate::calendar::date;
use crate::exchange::flow::*;
use crate::exchange::message::{accounts_of, packed, sales_of, unpacked};
use crate::exchange::testing::{Memory, data};
use crate::exchange::{ImportService, sample};
use crate::ledger::Ledger;

/// What will happen.
#[derive(Debug)]
pub enum Later {
    Event(Event),
    /// The first bytes of the file are read.
    Head(Ticket),
    /// The text of the file is read.
    Text(Ticket),
    /// A file of this site is there.
    Fetched(Ticket, &'static str),
    FetchedText(Ticket, &'static str),
    /// The worker has read all that it was told of the book.
    Told(WorkerId, Arc<Book>),
}

#[derive(Default)]
pub struct Page {
    pub flow: ImportFlow,
    pub book: Arc<Book>,
    pub batches: Vec<(RecordId, Arc<Batch>)>,
    offered: Option<Vec<u8>>,
    taken: Option<Vec<u8>>,
    pub worker: Option<(WorkerId, ImportService<Memory>)>,
    pub queue: VecDeque<Later>,
    pub went: Vec<Destination>,
    /// Whether the person has gone to another page by the time it is written.
    pub is_elsewhere: bool,
    /// What the page of files expects, if one is on it and somebody said so.
    pub expects: Expected,
    pub commits: Vec<Change>,
    /// Every message, by its bytes.
    pub messages: Vec<usize>,
    /// What was asked of workers, by name.
    pub asked: Vec<&'static str>,
    pub turns: usize,
    /// What the site doesn't have.
    pub missing: Option<&'static str>,
    moment: u64,
}

pub fn incoming(name: &str) -> Incoming {
    Incoming { name: name.into(), bytes: 1.0, expected: Expected::Any }
}

impl Page {
    /// The page of files, which expects this.
    pub fn expecting(expects: Expected) -> Self {
        Self { expects, ..Self::default() }
    }

    /// Somebody or something does this.
    pub fn happen(&mut self, event: Event) {
        let mut ids = u128::from(self.moment) << 64;
        self.moment += 1;
        let held = self.batches.clone();
        let mut context = Context {
            book: &self.book,
            sales: &|id| held.iter().find(|(other, _)| *other == id).map(|(_, batch)| batch.clone()),
            today: date(2025, 1, 31),
            now: 1_738_281_600_000,
            device: crate::book::Device(7),
            new_id: &mut || {
                ids += 1;
                RecordId::well_known((1 << 100) + ids)
            },
        };
        let effects = self.flow.on(event, &mut context);
        effects.into_iter().for_each(|effect| self.run(effect));
    }

    /// A file is dropped on the page.
    pub fn drop_file(&mut self, name: &str, bytes: impl Into<Vec<u8>>) {
        self.offered = Some(bytes.into());
        self.happen(Event::Opened(Incoming { expected: self.expects, ..incoming(name) }));
    }

    /// The next thing that was to happen happens; whether there was one.
    pub fn next(&mut self) -> bool {
        let Some(later) = self.queue.pop_front() else { return false };
        match later {
            Later::Event(event) => self.happen(event),
            Later::Head(ticket) => {
                let bytes = self.taken.clone().unwrap_or_default();
                self.happen(Event::HeadRead(ticket, Ok(bytes.into_iter().take(HEAD_BYTES as usize).collect())));
            }
            Later::Text(ticket) => {
                let text = String::from_utf8_lossy(&self.taken.clone().unwrap_or_default()).into_owned();
                self.happen(Event::TextRead(ticket, Ok(text)));
            }
            Later::Fetched(ticket, address) => {
                let found = self.site(address).map(|bytes| self.offered = Some(bytes));
                self.happen(Event::FileFetched(ticket, found));
            }
            Later::FetchedText(ticket, address) => {
                let text = self.site(address).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                self.happen(Event::TextRead(ticket, text));
            }
            Later::Told(worker, book) => {
                let is_there = |id: &RecordId| book.get::<ImportBatch>(*id).is_some();
                let batches = self.batches.iter().filter(|(id, _)| is_there(id));
                let batches: Vec<&Batch> = batches.map(|(_, batch)| &**batch).collect();
                let requests: Vec<Request> = accounts_of(&book).chain(sales_of(&batches)).collect();
                drop(book);
                requests.into_iter().for_each(|request| self.ask(Some(worker), &request));
                self.happen(Event::Briefed(worker));
            }
        }
        true
    }

    /// So many things happen, or as many as there are.
    pub fn go_on(&mut self, steps: usize) {
        for _ in 0..steps {
            self.next();
        }
    }

    /// Everything that was to happen happens.
    pub fn settle(&mut self) {
        while self.next() {}
    }

    /// Everything happens up to where this holds.
    pub fn until(&mut self, holds: impl Fn(&ImportFlow) -> bool) {
        while !holds(&self.flow) {
            assert!(self.next(), "it never comes to that; it is {}", self.state());
        }
    }

    fn site(&self, address: &'static str) -> Result<Vec<u8>, String> {
        if self.missing == Some(address) {
            return Err(format!("{address}: 404"));
        }
        Ok(match address {
            sample::ORDERS => data("northwind/northwind_order_lines.csv"),
            sample::CUSTOMERS => data("northwind/northwind_customers.csv"),
            _ => data("northwind/dossiers.json"),
        })
    }

    fn ask(&mut self, of: Option<WorkerId>, request: &Request) {
        let bytes = packed(request);
        self.messages.push(bytes.len());
        let name = format!("{request:?}");
        let known = ["Inspect", "AddAccounts", "SetKnown", "AddBatch", "Decided", "Read", "Match", "Sales", "Decrypt"];
        self.asked.extend(known.into_iter().find(|known| name.starts_with(known)));
        let Some((id, worker)) = self.worker.as_mut().filter(|(id, _)| of.is_none_or(|of| of == *id)) else { return };
        let (messages, queue) = (&mut self.messages, &mut self.queue);
        let Ok(()) = worker.serve(unpacked(&bytes).unwrap_or(Request::Open), &mut |answer| {
            let bytes = packed(&answer);
            messages.push(bytes.len());
            queue.push_back(Later::Event(Event::Heard(*id, unpacked(&bytes).unwrap_or(answer))));
        });
    }

    fn run(&mut self, effect: Effect) {
        match effect {
            Effect::TakeFile => self.taken = self.offered.take(),
            Effect::DropFile => self.taken = None,
            Effect::ReadHead(ticket) => self.queue.push_back(Later::Head(ticket)),
            Effect::ReadText(ticket) => self.queue.push_back(Later::Text(ticket)),
            Effect::FetchFile { ticket, address, .. } => self.queue.push_back(Later::Fetched(ticket, address)),
            Effect::FetchText { ticket, address } => self.queue.push_back(Later::FetchedText(ticket, address)),
            Effect::StartWorker(id) => {
                assert!(self.worker.is_none(), "there is one already");
                let mut worker = ImportService::default();
                worker.open(Memory(self.taken.clone().unwrap_or_default()));
                self.worker = Some((id, worker));
            }
            Effect::EndWorker => drop(self.worker.take()),
            Effect::Ask(request) => self.ask(None, &request),
            Effect::Brief { worker, book } => self.queue.push_back(Later::Told(worker, book)),
            Effect::Turn(ticket) => {
                self.turns += 1;
                self.queue.push_back(Later::Event(Event::Turned(ticket)));
            }
            Effect::Commit { ticket, change, sales } => {
                assert_eq!(Arc::strong_count(&self.book), 1, "writing would copy the whole book");
                self.write(&change);
                self.batches.extend(sales.into_iter().map(|(id, batch)| (id, Arc::new(batch))));
                self.commits.push(change);
                self.queue.push_back(Later::Event(Event::Committed { ticket, is_elsewhere: self.is_elsewhere }));
            }
            Effect::Go(destination) => {
                self.expects = if let Destination::Files(expected) = destination { expected } else { Expected::Any };
                self.went.push(destination);
            }
            Effect::Expect(expected) => self.expects = expected,
        }
    }

    /// Something changes the book, here or in another tab.
    pub fn write(&mut self, change: &Change) {
        self.moment += 1;
        let stamp = Stamp { millis: self.moment, ..Stamp::default() };
        Arc::make_mut(&mut self.book).apply(change, stamp);
        self.queue.push_back(Later::Event(Event::BookChanged));
    }

    /// Another tab adds an account.
    pub fn another_tab_adds(&mut self, name: &str) {
        let account = Account { name: name.into(), ..Account::default() };
        let id = RecordId::derived(crate::book::SETTINGS, name);
        self.write(&Change::new(Label::Sample, crate::book::RecordKind::create(&account, id)));
    }

    /// What the page shows, in a word.
    pub fn state(&self) -> &'static str {
        let flow = &self.flow;
        match () {
            () if flow.failure().is_some() => "failed",
            () if flow.is_loading_sample() => "sample",
            () if flow.lock().is_some() => "locked",
            () if flow.returned().is_some() => "answering",
            () if flow.merge().is_some() => "merging",
            () if flow.is_taking_over() => "saving",
            () if flow.can_take_over() => "ready",
            () if flow.preview().is_some() => "previewed",
            () if flow.progress().is_some() => "reading",
            () if flow.inspection().is_some() => "asking",
            () if flow.file().is_some() => "looking",
            () => "idle",
        }
    }

    /// Everything happens, and what is previewed is taken over.
    pub fn take_over(&mut self) {
        self.settle();
        assert_eq!(self.state(), "ready", "{:?}", self.flow.failure());
        self.happen(Event::TakeOver);
        self.settle();
    }

    /// Edits the spec as a person does.
    pub fn edit_spec(&mut self, edit: impl FnOnce(&mut ImportSpec)) {
        let mut spec = self.flow.spec().cloned().unwrap_or_else(|| panic!("no spec: {}", self.state()));
        edit(&mut spec);
        self.happen(Event::SpecEdited(Box::new(spec)));
    }

    /// Looks again elsewhere as a person does.
    pub fn look_again(&mut self, edit: impl FnOnce(&mut Hints)) {
        let mut hints = self.flow.hints().cloned().unwrap_or_else(|| panic!("no hints: {}", self.state()));
        edit(&mut hints);
        self.happen(Event::HintsEdited(Box::new(hints)));
    }

    /// The names of the accounts, in order.
    pub fn accounts(&self) -> Vec<String> {
        let mut names: Vec<String> = self.book.accounts().map(|(_, account)| account.name).collect();
        names.sort();
        names
    }

    /// What was sold to an account in all, in minor units.
    pub fn sold(&self, name: &str) -> i64 {
        let counting = crate::book::ImportBatch::counting(&self.book);
        let live = self.batches.iter().filter(|(id, _)| counting.contains(id)).map(|(_, batch)| &**batch);
        let ledger = Ledger::of(crate::ledger::Valuation::of(&self.book), live);
        let account = self.book.accounts().find(|(_, account)| account.name == name).map(|(id, _)| id);
        account.map(|id| ledger.sales(id).iter().map(|sale| sale.amount).sum()).unwrap_or_default()
    }

    /// What was previewed: the names of the customers.
    pub fn previewed(&self) -> Vec<String> {
        let preview = self.flow.preview().unwrap_or_else(|| panic!("no preview: {}", self.state()));
        preview.import.customers.iter().map(|customer| customer.name.clone()).collect()
    }
}
