//! What the page is made of.

use leptos::prelude::*;

use crate::dossier::white_space::Sold;
use crate::prospecting::first_days::{FirstDays, new_customers};
use crate::prospecting::key_list::Weights;
use crate::prospecting::market::{OnList, market};
use crate::prospecting::prospects::{ProspectFile, all};
use crate::ui::by_ptr::ByPtr;
use crate::ui::session::Session;

#[derive(Clone, Copy)]
pub struct Shown {
    /// Every prospect, with those that bought since.
    pub all: Memo<ByPtr<Vec<ProspectFile>>>,
    /// The weights the book says.
    pub applied: Memo<Weights>,
    /// What is tried; `None`: nothing.
    pub tried: RwSignal<Option<Weights>>,
    /// What is tried, or what the book says.
    pub weights: Memo<Weights>,
    /// The key list by these weights.
    pub market: Memo<ByPtr<Vec<OnList>>>,
    /// Customers since less than 180 days.
    pub new: Memo<ByPtr<Vec<FirstDays>>>,
}

impl Shown {
    pub fn of(session: Session) -> Self {
        let all = Memo::new(move |_| ByPtr::new(all(&session.book(), &session.ledger.get(), session.read_on.get())));
        let applied = Memo::new(move |_| Weights::of_book(&session.book()));
        let tried = RwSignal::new(None);
        let weights = Memo::new(move |_| tried.get().unwrap_or_else(|| applied.get()));
        // An undo or another tab says something new: the draft begins there again.
        Effect::new(move |before: Option<Weights>| {
            let now = applied.get();
            if before.is_some_and(|before| before != now) {
                tried.set(None);
            }
            now
        });
        let sold = Memo::new(move |_| ByPtr::new(Sold::of(session.analysis.get().as_deref(), &session.ledger.get())));
        let market = Memo::new(move |_| {
            let (book, ledger, today) = (session.book(), session.ledger.get(), session.read_on.get());
            ByPtr::new(market(&book, &ledger, &sold.get(), weights.get(), today))
        });
        let new = Memo::new(move |_| {
            ByPtr::new(new_customers(&session.book(), &session.ledger.get(), session.read_on.get()))
        });
        Self { all, applied, tried, weights, market, new }
    }

    pub fn is_other(self) -> bool {
        self.weights.get() != self.applied.get()
    }
}
