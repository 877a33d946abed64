//! What the rows of a file amount to: sums, customers, an account of every row.

use crate::book::spelling::tidy;
use crate::exchange::cell::row::Row;
use crate::exchange::read::activities::ActivityReader;
use crate::exchange::read::customer::Customers;
use crate::exchange::read::import::RowCounts;
use crate::exchange::read::people::{MOST_OF_A_LINE, PersonReader};
use crate::exchange::read::row_reader::{Meaning, RowReader};
use crate::exchange::read::sales_builder::{Posting, SalesBuilder};
use crate::exchange::read::subset_sums;
use crate::exchange::{ContactCard, Customer, FileKind, Import, ImportSpec, Reason, Refusal, Role};

/// Takes rows, header first, and ends in an [`Import`].
///
/// It keeps one sum for each customer, day, document and group, and a few examples of what it left
/// out; so its memory grows with what the file says, not with its length. Rows without a document
/// stay apart: equal ones are told by how many there are.
pub(in crate::exchange) struct RowSink {
    row_reader: RowReader,
    kind: FileKind,
    headers: Vec<String>,
    /// Rows of the header that are still to come.
    header: u8,
    /// What each column says of the customer itself.
    cards: Vec<(usize, Role)>,
    person_reader: PersonReader,
    activity_reader: ActivityReader,
    books: SalesBuilder,
    counts: RowCounts,
    read: u64,
    /// The rows of a wide file, any of which may turn out to be the sum of others.
    wide: Vec<Posting>,
    /// The line of a heading that nothing stands below yet.
    heading: Option<u64>,
    /// Whether rows that are hidden in their sheet are left out.
    leaves_hidden_out: bool,
    /// Of each sheet that was read to its end, where several are one list: the total it says.
    totals: Vec<Option<i64>>,
}

impl RowSink {
    pub fn new(spec: &ImportSpec) -> Self {
        let row_reader = RowReader::new(spec);
        let cards = spec.roles.iter().copied().enumerate().filter(|(_, role)| role.is_card());
        Self {
            kind: spec.kind,
            headers: spec.headers.clone(),
            header: spec.header.rows,
            cards: cards.collect(),
            person_reader: PersonReader::new(spec),
            activity_reader: ActivityReader::new(spec),
            books: SalesBuilder::new(
                spec.currency,
                row_reader.is_wide(),
                Customers::new(&spec.nobodys, spec.jobs_below && spec.jobs),
            ),
            row_reader,
            counts: RowCounts::default(),
            read: 0,
            wide: Vec::new(),
            heading: None,
            leaves_hidden_out: spec.leaves_hidden_out,
            totals: Vec::new(),
        }
    }

    /// Begins a further sheet of the list, which is read by a spec of its own; also the first of several.
    pub fn begin_sheet(&mut self, spec: &ImportSpec, name: &str) {
        if self.read > 0 {
            self.end_sheet();
        }
        self.row_reader = RowReader::new(spec);
        self.header = spec.header.rows;
        self.counts.sheet = Some(name.to_owned());
    }

    /// What a sheet comes to by itself: its sums and totals are none of the next one's.
    fn end_sheet(&mut self) {
        self.take_sums_back();
        // A text below the table is no heading of it.
        if let Some(line) = self.heading.take() {
            self.counts.no_heading(line);
        }
        for line in self.row_reader.unpaired() {
            self.counts.no_pair(line);
        }
        self.totals.push(self.counts.file_total.take());
    }

    /// Rows of data taken so far.
    pub fn rows(&self) -> u64 {
        self.read
    }

    pub fn take(&mut self, row: &Row) {
        if self.header > 0 {
            // Rows with nothing in them stand between rows of a header, too.
            if (0..row.width()).any(|at| !row.text(at).is_empty()) {
                self.header -= 1;
                self.row_reader.header(row);
            }
            return;
        }
        self.read += 1;
        self.counts.read = self.read;
        self.counts.lines(row);
        if row.hidden && self.leaves_hidden_out {
            return self.counts.leave_out(Reason::Hidden, row, None);
        }
        let document = self.row_reader.document_type(row);
        let (reason, column) = match self.row_reader.read(row) {
            Meaning::Sale(sale) => match self.books.add(&sale, &mut self.counts) {
                Some(customer) => {
                    for at in sale.bad_cells {
                        self.counts.leave_cell_out(row, *at, self.headers.get(*at).map_or("", String::as_str));
                    }
                    let main = self.books.main_currency();
                    if row.hidden {
                        self.counts.add_hidden(&sale, main);
                    }
                    let amount = sale.entries.iter().fold(0_i64, |sum, entry| sum.saturating_add(entry.amount));
                    if sale.who.is_nobody() {
                        self.counts.nobodys(Some((amount, sale.currency)), main);
                    }
                    if let Some(word) = document {
                        self.counts.document(word, Some((amount, sale.currency)), main);
                    }
                    self.heading = None;
                    // What stands in the middle is no total of the file.
                    self.counts.file_total = None;
                    if self.books.is_wide && self.wide.len() <= subset_sums::MOST {
                        self.wide.push(self.books.posted(&sale, customer, row));
                    }
                    if !self.cards.is_empty() {
                        note(&mut self.books.customers, customer, &self.cards, row);
                    }
                    return;
                }
                None => (Reason::AmountTooLarge, None),
            },
            Meaning::Card(who) => {
                let customer = self.books.customers.meet(who, None);
                note(&mut self.books.customers, customer, &self.cards, row);
                self.counts.imported += 1;
                return;
            }
            Meaning::Person(who) if self.kind == FileKind::Activities => match self.activity_reader.read(row) {
                Ok(activity) => {
                    for at in &activity.bad_cells {
                        self.counts.leave_cell_out(row, *at, self.headers.get(*at).map_or("", String::as_str));
                    }
                    match self.books.customers.meet_activity(who, activity.card) {
                        Ok(()) => {
                            self.counts.imported += 1;
                            return;
                        }
                        Err(reason) => (reason, None),
                    }
                }
                Err(fault) => fault,
            },
            Meaning::Person(who) => match self.person_reader.read(row) {
                Some(person) => {
                    for at in &person.bad_cells {
                        self.counts.leave_cell_out(row, *at, self.headers.get(*at).map_or("", String::as_str));
                    }
                    let customer = self.books.customers.meet_person(who, person.card);
                    if let Some(customer) = self.books.customers.get_mut(customer) {
                        note_place(customer, &self.cards, row);
                    }
                    self.counts.imported += 1;
                    return;
                }
                None => (Reason::NoPerson, None),
            },
            Meaning::Half => {
                self.counts.imported += 1;
                return;
            }
            Meaning::Customer(name) => {
                self.books.customers.enter(name);
                (Reason::Heading, None)
            }
            Meaning::Totals(amount) => {
                // The last one stands below everything it sums.
                self.counts.file_total = amount.or(self.counts.file_total);
                (Reason::TotalsRow, None)
            }
            Meaning::Heading => {
                self.heading = Some(row.line);
                (Reason::Heading, None)
            }
            Meaning::Skip(reason, column) => (reason, column),
        };
        if reason == Reason::TotalsRow {
            self.books.customers.close(self.row_reader.whose_total());
        }
        let main = self.books.main_currency();
        if reason == Reason::NoCustomer {
            self.counts.nobodys(self.row_reader.left_out(), main);
        }
        if let Some(word) = document.filter(|_| reason == Reason::OtherDocument) {
            self.counts.document(word, self.row_reader.left_out(), main);
        }
        self.counts.leave_out(reason, row, column.map(|at| (at, self.headers.get(at).map_or("", String::as_str))));
    }

    /// Takes back what turned out to be the sum of other rows.
    fn take_sums_back(&mut self) {
        let wide = std::mem::take(&mut self.wide);
        if wide.len() > subset_sums::MOST || !self.row_reader.tells_sums() {
            return;
        }
        let found = subset_sums::sums(&wide.iter().map(|row| row.entries.as_slice()).collect::<Vec<_>>());
        let headings = found.headings.into_iter().map(|at| (at, Reason::Heading));
        let totals = found.totals.into_iter().chain(found.grand).map(|at| (at, Reason::TotalsRow));
        for (at, reason) in headings.chain(totals) {
            let Some(row) = wide.get(at) else { continue };
            self.books.take_back(row, reason, &mut self.counts);
            self.counts.unnamed_sums += 1;
            if found.grand == Some(at) {
                let total = row.entries.iter().fold(0_i64, |sum, entry| sum.saturating_add(entry.amount));
                self.counts.file_total = self.counts.file_total.or(Some(total));
            }
        }
    }

    /// The end of the file, whose bytes have this hash; so many lines below its header had nothing in them.
    pub fn finish(mut self, hash: String, empty_lines: u64) -> Result<Import, Refusal> {
        self.end_sheet();
        // The total of a list over several sheets is that of all, if all say one.
        self.counts.file_total =
            self.totals.iter().copied().try_fold(0_i64, |sum, total| Some(sum.saturating_add(total?)));
        if self.read == 0 {
            return Err(if self.header == 0 { Refusal::HeaderOnly } else { Refusal::NoHeader });
        }
        if self.books.is_full {
            return Err(Refusal::TooLarge);
        }
        if self.counts.imported == 0 {
            let (reasons, examples) = self.counts.nothing();
            return Err(Refusal::NothingUsable { reasons, examples });
        }
        let documents = self.books.documents();
        self.counts.unnamed_sums += self.row_reader.unnamed_sums();
        self.counts.empty_lines(empty_lines);
        let (reconciliation, problems) = self.counts.finish(documents, self.row_reader.knows_profit());
        let (sales, customers) = self.books.finish(self.kind == FileKind::Sales);
        let mut import = Import { kind: self.kind, sales, customers, reconciliation, problems, hash };
        import.take_main_currency();
        Ok(import)
    }
}

/// Notes where the company of a person is, as far as nothing was said of that yet.
fn note_place(customer: &mut Customer, cards: &[(usize, Role)], row: &Row) {
    if !customer.facts.is_empty() {
        return;
    }
    for (at, role) in cards.iter().filter(|(_, role)| role.is_of_place()) {
        let text = tidy(row.text(*at));
        if !text.is_empty() && text.chars().count() <= MOST_OF_A_LINE {
            customer.facts.push((*role, text));
        }
    }
}

/// Notes what a row says of its customer itself.
fn note(customers: &mut Customers, number: u32, cards: &[(usize, Role)], row: &Row) {
    let Some(customer) = customers.get_mut(number) else { return };
    let mut contact = ContactCard::default();
    let is_person = cards.iter().any(|(at, role)| *role == Role::Contact && !row.text(*at).is_empty());
    for (at, role) in cards {
        let text = row.text(*at);
        if text.is_empty() {
            continue;
        }
        match role {
            Role::Contact => contact.name = text.to_owned(),
            Role::Function => contact.function = text.to_owned(),
            role => match customer.facts.iter().find(|(known, _)| known == role) {
                None => customer.facts.push((*role, text.to_owned())),
                // The first row's are the customer's; what another says is its person's own.
                Some((Role::Phone, known)) if is_person && known != text => contact.phone = text.to_owned(),
                Some((Role::Email, known)) if is_person && known != text => contact.email = text.to_owned(),
                Some(_) => {}
            },
        }
    }
    if !contact.name.is_empty() && !customer.contacts.iter().any(|known| known.name == contact.name) {
        customer.contacts.push(contact);
    }
}
