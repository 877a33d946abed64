//! The currency of a spec's amounts: of the column that says it beside them, else of what their own column names,
//! else of the book.

use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::exchange::{ImportSpec, Role};

/// What a column says of currencies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMoney {
    /// Those it names, the likeliest first.
    pub named: Vec<Currency>,
    /// The column that says the currency of this one, row by row.
    pub currency_in: Option<usize>,
}

/// The currencies named under these roles: by the column of currencies, else by the amounts that count, else by
/// other money; the likeliest first.
pub(in crate::exchange) fn named<'a>(roles: &[Role], of: impl Fn(usize) -> &'a [Currency]) -> Vec<Currency> {
    let by_role = |role: Role| {
        let mut found: Vec<Currency> = Vec::new();
        for at in (0..roles.len()).filter(|at| roles.get(*at) == Some(&role)) {
            let new: Vec<Currency> = of(at).iter().copied().filter(|currency| !found.contains(currency)).collect();
            found.extend(new);
        }
        found
    };
    let order = [Role::Currency, Role::Amount, Role::AmountGross, Role::Debit, Role::Credit, Role::Period, Role::Price];
    order.into_iter().map(by_role).find(|found| !found.is_empty()).unwrap_or_default()
}

impl ImportSpec {
    /// The currencies the file names for its amounts as the roles are, the likeliest first.
    pub fn currencies(&self) -> Vec<Currency> {
        named(&self.roles, |at| self.money.get(at).map_or(&[], |money| money.named.as_slice()))
    }

    /// Decides the currency of amounts that name none, unless a person did: the book's where the file names it
    /// among others, else the likeliest one the file names.
    pub fn decide_currency(&mut self) {
        if self.said.currency {
            return;
        }
        let named = self.currencies();
        self.currency = match (named.first(), self.book) {
            (Some(_), Some(book)) if named.contains(&book) => book,
            (Some(first), _) => *first,
            (None, book) => book.unwrap_or(self.currency),
        };
    }

    /// Takes over the currency that was decided about this file before, or about another one of the same columns;
    /// what this one says of its currency goes before.
    pub fn recall_currency(&mut self, earlier: &ImportSpec) {
        let named = self.currencies();
        let fits = named.is_empty() || earlier.said.currency && named.contains(&earlier.currency);
        self.said.currency = earlier.said.currency && fits;
        if fits {
            self.currency = earlier.currency;
        } else {
            self.decide_currency();
        }
    }

    /// Gives the amount in this column the column of its own currency.
    pub(super) fn follow_amount(&mut self, column: usize) {
        let Some(money) = self.money.get(column).cloned() else { return };
        let own = money.currency_in;
        if self.column(Role::Currency) != own {
            self.roles.iter_mut().filter(|role| **role == Role::Currency).for_each(|role| *role = Role::Ignore);
            if let Some(role) = own.and_then(|at| self.roles.get_mut(at)) {
                *role = Role::Currency;
            }
        }
        // Said of another amount.
        let named = self.currencies();
        self.said.currency &= named.is_empty() || named.contains(&self.currency);
    }
}
