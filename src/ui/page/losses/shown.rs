//! What the page is made of: the standings of all accounts, the record of alarms, the warnings, and the draft.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::analysis::losses::{AlarmRecord, Criterion, LossRule, Suggesting};
use crate::book::{Account, account};
use crate::retention::criteria::Criteria;
use crate::retention::loss_groups::LossGroups;
use crate::retention::standings::{Making, Standings, Verdicts, verdicts as said};
use crate::retention::warnings::{FallRecord, FallRecording, Seen, Warning, Warnings};
use crate::ui::by_ptr::ByPtr;
use crate::ui::in_turns::in_turns;
use crate::ui::session::Session;

/// So many accounts are read, or looked at, before it is asked whether the page is wanted.
const AT_ONCE: usize = 20;

#[derive(Clone, Copy)]
pub struct Shown {
    /// What the book says.
    pub applied: Memo<Criteria>,
    /// What is tried; `None`: nothing.
    pub tried: RwSignal<Option<Criteria>>,
    /// What is tried, or what the book says.
    pub draft: Memo<Criteria>,
    /// `None` until they are made, and without sales.
    pub standings: RwSignal<Option<ByPtr<Standings>>>,
    pub warnings: RwSignal<Option<ByPtr<Vec<Warning>>>>,
    /// How far the fall of volume that is tried could be trusted.
    pub fall: RwSignal<Option<FallRecord>>,
    pub groups: Memo<Option<ByPtr<LossGroups>>>,
    /// Every setting tried, for whoever asks for a lead.
    pub suggesting: RwSignal<Option<ByPtr<Suggesting>>>,
}

impl Shown {
    /// Whether the standings aren't made yet.
    pub fn is_unknown(self) -> Signal<bool> {
        Signal::derive(move || self.standings.with(Option::is_none))
    }

    pub fn of(session: Session) -> Self {
        let applied = Memo::new(move |_| Criteria::of(&session.book()));
        let tried = RwSignal::new(None);
        let draft = Memo::new(move |_| tried.get().unwrap_or_else(|| applied.get()));
        // An undo or another tab says something new: the draft begins there again.
        Effect::new(move |before: Option<Criteria>| {
            let now = applied.get();
            if before.is_some_and(|before| before != now) {
                tried.set(None);
            }
            now
        });
        let loss = Memo::new(move |_| applied.with(|applied| applied.loss));
        let verdicts: Memo<Verdicts> = Memo::new(move |_| said(&session.book(), session.read_on.get()));
        let many = Memo::new(move |_| {
            let book = session.book();
            let ids = book.ids::<Account>();
            ids.filter(|id| book.value(*id, account::field::stands_for).is_some()).collect::<BTreeSet<_>>()
        });
        let standings = in_turns(
            move || {
                many.track();
                let (ledger, today) = (session.ledger.get(), session.read_on.get());
                let (verdicts, loss) = (verdicts.get(), loss.get());
                let making = session.with_book(|book| Making::begin(book, &ledger, verdicts, loss, today))?;
                Some((ledger, making))
            },
            |(ledger, making)| making.step(ledger, AT_ONCE).map(ByPtr::new),
        );
        let warnings = in_turns(
            move || {
                let (standings, ledger) = (standings.get()?, session.ledger.get());
                let (book, criteria, today) = (session.book(), applied.get(), session.read_on.get());
                let seen = Seen { book: &book, ledger: &ledger, standings: &standings, criteria, today };
                let warnings = Warnings::begin(seen);
                Some((book, ledger, standings, criteria, today, warnings))
            },
            |(book, ledger, standings, criteria, today, warnings)| {
                let seen = Seen { book, ledger, standings, criteria: *criteria, today: *today };
                warnings.step(seen, AT_ONCE).map(ByPtr::new)
            },
        );
        let suggesting = in_turns(
            move || Some((standings.get()?, Suggesting::new(draft.with(|draft| draft.loss)))),
            |(standings, suggesting)| (!suggesting.step(&standings.replay)).then(|| ByPtr::new(suggesting.clone())),
        );
        let rule = Memo::new(move |_| draft.with(|draft| draft.fall));
        let fall = in_turns(
            move || {
                let standings = standings.get()?;
                let recording = FallRecording::begin(&standings, rule.get());
                Some((session.ledger.get_untracked(), standings, recording))
            },
            |(ledger, standings, recording)| recording.step(ledger, standings, 1),
        );
        let groups = Memo::new(move |_| {
            let standings = standings.get()?;
            let ledger = session.ledger.get_untracked();
            session.with_book(|book| LossGroups::of(book, &ledger, &standings)).map(ByPtr::new)
        });
        Self { applied, tried, draft, standings, warnings, fall, groups, suggesting }
    }

    /// Changes the draft.
    pub fn edit(self, change: impl FnOnce(&mut Criteria)) {
        let mut criteria = self.draft.get_untracked();
        change(&mut criteria);
        self.tried.set(Some(criteria));
    }

    pub fn is_other(self) -> bool {
        self.draft.with(|draft| self.applied.with(|applied| draft != applied))
    }

    /// The record of a criterion.
    pub fn record(self, criterion: Criterion, rule: LossRule) -> Option<AlarmRecord> {
        self.standings.with(|standings| Some(standings.as_ref()?.replay.record(criterion, rule)))
    }
}
