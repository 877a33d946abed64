//! The rows of the list with what is made of them, kept for as long as neither the book nor its figures change:
//! coming back from a dossier costs nothing.

use std::cell::RefCell;
use std::sync::{Arc, OnceLock, Weak};

use leptos::prelude::*;

use crate::analysis::Analysis;
use crate::analysis::listing::{Row, SearchIndex, all_rows, levels};
use crate::analysis::losses::State;
use crate::book::settings::working_calendar;
use crate::book::{Book, Level, account};
use crate::dossier::health::AsOf;
use crate::ledger::Ledger;
use crate::retention::criteria::Criteria;
use crate::retention::standings::{all_states, verdicts};
use crate::service::health_score::HealthScore;
use crate::today::relationship::{Asked, all_scores};
use crate::ui::by_ptr::ByPtr;
use crate::ui::session::Session;
use crate::ui::working_clock::with_clock;
use crate::working_time::Instant;

thread_local! {
    static KEPT: RefCell<Option<ByPtr<Prepared>>> = const { RefCell::new(None) };
}

/// All accounts of a book, ready to be searched, sorted and shown.
pub struct Prepared {
    /// Weak: whoever held the book would make the page copy its list of records with the next edit. It is
    /// gone once anything was written.
    book: Weak<Book>,
    ledger: ByPtr<Ledger>,
    pub analysis: Option<ByPtr<Analysis>>,
    pub rows: Vec<Row>,
    index: OnceLock<SearchIndex>,
    levels: OnceLock<Vec<Option<Level>>>,
    /// The day it is read on, for how many days a fact stays fresh, and the minute it was made.
    as_of: AsOf,
    now: Instant,
    healths: OnceLock<Vec<Option<HealthScore>>>,
    scores: OnceLock<Vec<Option<u32>>>,
    states: OnceLock<Vec<Option<State>>>,
}

impl Prepared {
    /// Of the book as it is now; follows it and its figures.
    pub fn now(session: Session) -> ByPtr<Self> {
        let (book, ledger, analysis) = (session.book(), session.ledger.get(), session.analysis.get());
        let as_of = AsOf { today: session.read_on.get(), fresh: session.fresh_days.get() };
        let is_same = |kept: &Self| {
            kept.as_of == as_of
                && kept.book.upgrade().is_some_and(|kept| Arc::ptr_eq(&kept, &book))
                && kept.ledger == ledger
                && kept.analysis == analysis
        };
        let kept = KEPT.with_borrow(|kept| kept.clone());
        if let Some(kept) = kept.filter(|kept| is_same(kept)) {
            return kept;
        }
        let figures = analysis.as_deref().map(|analysis| (analysis, &*ledger));
        let prepared = ByPtr::new(Self {
            rows: all_rows(&book, figures),
            book: Arc::downgrade(&book),
            analysis,
            ledger,
            index: OnceLock::new(),
            levels: OnceLock::new(),
            as_of,
            now: session.this_minute(),
            healths: OnceLock::new(),
            scores: OnceLock::new(),
            states: OnceLock::new(),
        });
        KEPT.set(Some(prepared.clone()));
        prepared
    }

    /// The search through them; made when somebody asks.
    pub fn index(&self) -> &SearchIndex {
        self.index
            .get_or_init(|| self.book.upgrade().map(|book| SearchIndex::of(&book, &self.rows)).unwrap_or_default())
    }

    /// How healthy the relationship with each is (C10); found out when somebody asks.
    pub fn healths(&self) -> &[Option<HealthScore>] {
        self.healths.get_or_init(|| {
            let Some(book) = self.book.upgrade() else { return Vec::new() };
            with_clock(&working_calendar(&book), |clock| {
                let (ledger, analysis) = (&*self.ledger, self.analysis.as_deref());
                let mut all = all_scores(&book, Asked { ledger, analysis, clock, as_of: self.as_of, now: self.now });
                self.rows.iter().map(|row| all.remove(&row.id)).collect()
            })
        })
    }

    /// The score of each, 0 to 100.
    pub fn scores(&self) -> &[Option<u32>] {
        self.scores
            .get_or_init(|| self.healths().iter().map(|health| health.as_ref().and_then(HealthScore::score)).collect())
    }

    /// How each stands (C12); found out when somebody asks. What isn't one customer stands nowhere.
    pub fn states(&self) -> &[Option<State>] {
        self.states.get_or_init(|| {
            let Some(book) = self.book.upgrade() else { return Vec::new() };
            let today = self.as_of.today;
            let (said, rule) = (verdicts(&book, today), Criteria::of(&book).loss);
            let states = all_states(&book, &self.ledger, &said, rule, today);
            let is_one = |id| book.value(id, account::field::stands_for).is_none();
            let state = |id| states.get(&id).copied().or_else(|| is_one(id).then_some(State::Prospect));
            self.rows.iter().map(|row| state(row.id)).collect()
        })
    }

    /// The level of each; found out when somebody asks.
    pub fn levels(&self) -> &[Option<Level>] {
        self.levels.get_or_init(|| {
            let figures = self.analysis.as_deref().map(|analysis| (analysis, &*self.ledger));
            self.book.upgrade().map(|book| levels(&book, &self.rows, figures)).unwrap_or_default()
        })
    }
}
