//! Whose a row is, and whether it is taken: by its customer, by its type of document.

use super::pairs::CountedRow;
use super::{Fault, RowReader, Who};
use crate::currency::Currency;
use crate::exchange::Reason;
use crate::exchange::cell::date;
use crate::exchange::cell::document_kinds::{self, DocumentKind};
use crate::exchange::cell::not_a_customer::says_nothing;
use crate::exchange::cell::number;
use crate::exchange::cell::row::{Kind, Row};

impl RowReader {
    /// Whether a row says anything of what was sold.
    pub(super) fn says_amount(&self, row: &Row) -> bool {
        let columns = self.periods.iter().map(|(column, _)| column.at);
        let others = [self.amount, self.quantity, self.price].into_iter().flatten().map(|column| column.at);
        columns.chain(others).any(|at| !row.text(at).is_empty())
    }

    /// Whose total the row was that was just read, folded; empty if it was none of anybody's.
    pub fn whose_total(&self) -> &str {
        &self.whose_total
    }

    /// Whether a row has words of its own: a sum has none.
    pub(super) fn says_what(&self, row: &Row) -> bool {
        let is_word = |at: usize| row.cell(at).kind == Kind::Text && row.text(at).contains(char::is_alphabetic);
        (0..row.width()).any(is_word)
    }

    /// The name in a row that is about those below it.
    pub(super) fn heading<'a>(&self, row: &Row<'a>) -> Option<&'a str> {
        let at = self.section?;
        let name = row.text(at);
        let is_dated = self.day.is_some_and(|day| !row.cell(day.at).is_empty())
            || self.dated_document.is_some_and(|at| date::in_text(row.text(at)).is_some());
        // Where headings carry no sums, a row with an amount is a sale that lacks its date.
        let is_sale = !self.section_sums && self.amount.is_some_and(|column| !row.text(column.at).is_empty());
        (!name.is_empty() && !is_dated && !is_sale).then_some(name)
    }

    /// Whether a row is a single text in a column without a name: it stands above others, though each
    /// of them says whose it is.
    pub(super) fn is_label(&self, row: &Row) -> bool {
        if self.nameless.is_empty() {
            return false;
        }
        let mut filled = (0..row.width()).filter(|at| !row.text(*at).is_empty());
        let only = filled.next().filter(|_| filled.next().is_none());
        only.is_some_and(|at| self.nameless.contains(&at) && row.text(at).contains(char::is_alphabetic))
    }

    pub(super) fn who<'a>(&'a self, row: &Row<'a>) -> Who<'a> {
        let name = match self.section {
            Some(_) => self.filled.section(),
            None if self.customer.is_none() && self.customer_id.is_none() => &self.name,
            None => self.text(row, self.customer),
        };
        let customer = self.jobs.then(|| name.split_once(':')).flatten();
        let name = customer.map_or(name, |(customer, _)| customer.trim());
        let (id, name) = (self.said(self.text(row, self.customer_id)), self.said(name));
        if id.is_empty() && name.is_empty() {
            return Who::default();
        }
        // Zero is nobody's number.
        let id = if !name.is_empty() && id == "0" { "" } else { id };
        // 1,23E+12 stands for a thousand numbers; the name is better than that.
        let is_lost = !name.is_empty() && number::is_exponential(id);
        Who { id: if is_lost { "" } else { id }, name, tax_id: self.said(self.text(row, self.tax_id)) }
    }

    /// A name or number, unless it stands for none.
    fn said<'a>(&self, text: &'a str) -> &'a str {
        // As numbers of customers are: telling that of a digit is sooner done than remembering.
        if text.is_empty() || text.starts_with(|c: char| c.is_ascii_digit()) {
            return text;
        }
        if self.read_before.nobodys.get(text, says_nothing) { "" } else { text }
    }

    /// What the row that was just left out came to, in minor units of its currency; `None` if it couldn't be
    /// read.
    pub fn left_out(&self) -> Option<(i64, Currency)> {
        self.left_out
    }

    /// The lines of halves whose other half never came.
    pub fn unpaired(&mut self) -> Vec<u64> {
        self.counted_row.as_mut().map(CountedRow::unpaired).unwrap_or_default()
    }

    /// The type of document a row says, where some types aren't sales.
    pub fn document_type<'a>(&self, row: &Row<'a>) -> Option<&'a str> {
        self.documents.as_ref().map(|(documents, _)| row.text(documents.column))
    }

    /// Whether the row's type of document is a sale. One the first part of the file doesn't have is if it is
    /// of their kind, or takes a sale back.
    pub(super) fn is_sold(&self, row: &Row) -> bool {
        let Some((documents, kinds)) = &self.documents else { return true };
        let word = row.text(documents.column);
        documents.counts(word).unwrap_or_else(|| {
            self.read_before.sold.get(word, |word| {
                let kind = document_kinds::kind(word);
                kind != DocumentKind::Unknown && (kinds.contains(&kind) || kind == DocumentKind::Return)
            })
        })
    }

    pub(super) fn nobody(&self) -> Fault {
        (Reason::NoCustomer, self.customer_id.or(self.customer).or(self.section))
    }

    /// Whether a row is taken as far as its customer goes. In a wide file what has no name is a sum.
    pub(super) fn takes(&self, row: &Row, who: Who) -> bool {
        let is_kept = || self.keeps_nobodys && (!self.is_wide() || self.says_what(row));
        !who.is_nobody() || is_kept()
    }
}
