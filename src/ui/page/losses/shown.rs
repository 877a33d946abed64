//! What the page is made of: the standings of all accounts, the record of alarms, the warnings, and the draft.

use leptos::prelude::*;

use crate::analysis::losses::{AlarmRecord, Criterion, LossRule, Recording, Suggesting};
use crate::retention::criteria::Criteria;
use crate::retention::loss_groups::{Grouping, LossGroups};
use crate::retention::standings::{Making, Standings, Verdicts, not_one_customer, verdicts as said};
use crate::retention::warnings::{FallRecord, FallRecording, Seen, Warning, Warnings};
use crate::ui::by_ptr::ByPtr;
use crate::ui::in_turns::in_turns;
use crate::ui::session::Session;

/// So many accounts are read, or looked at, before it is asked whether the page is wanted.
pub const AT_ONCE: usize = 20;

/// So many silences are judged by a criterion before it is asked that.
const SILENCES_AT_ONCE: usize = 2_000;

/// What everybody knows, to compare with.
pub const PLAIN: Criterion = Criterion::Days(90);

/// What alarms would have said in the past; each `None` until it is made.
#[derive(Clone, Copy)]
pub struct Records {
    pub as_set: RwSignal<Option<AlarmRecord>>,
    pub plain: RwSignal<Option<AlarmRecord>>,
    pub presumed: RwSignal<Option<AlarmRecord>>,
    /// `None` as well where nothing else is tried.
    pub draft: RwSignal<Option<AlarmRecord>>,
}

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
    pub groups: RwSignal<Option<ByPtr<LossGroups>>>,
    pub records: Records,
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
        let many = Memo::new(move |_| not_one_customer(&session.book()));
        let standings = in_turns(
            move || {
                let (ledger, today) = (session.ledger.get(), session.read_on.get());
                let making = Making::begin(many.get(), &ledger, verdicts.get(), loss.get(), today)?;
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
            |(standings, suggesting)| {
                let is_done = !suggesting.step(&standings.replay, SILENCES_AT_ONCE);
                is_done.then(|| ByPtr::new(suggesting.clone()))
            },
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
        let groups = in_turns(
            move || {
                let (standings, book, ledger) = (standings.get()?, session.book(), session.ledger.get_untracked());
                let grouping = Grouping::begin(&book, &ledger, &standings);
                Some((book, ledger, standings, grouping))
            },
            |(book, ledger, standings, grouping)| grouping.step(book, ledger, standings, AT_ONCE).map(ByPtr::new),
        );
        let recorded = |of: Memo<Option<(Criterion, LossRule)>>| {
            in_turns(
                move || {
                    let (standings, (criterion, rule)) = (standings.get()?, of.get()?);
                    let recording = Recording::begin(&standings.replay, criterion, rule);
                    Some((standings, recording))
                },
                |(standings, recording)| recording.step(&standings.replay, SILENCES_AT_ONCE),
            )
        };
        let by = move |criterion: fn(Criteria) -> Criterion| {
            recorded(Memo::new(move |_| Some(applied.get()).map(|applied| (criterion(applied), applied.loss))))
        };
        let records = Records {
            as_set: by(|applied| Criterion::Alarm(applied.silence)),
            plain: by(|_| PLAIN),
            presumed: by(|_| Criterion::PresumedLost),
            draft: recorded(Memo::new(move |_| {
                let (draft, applied) = (draft.get(), applied.get());
                (draft != applied).then_some((Criterion::Alarm(draft.silence), draft.loss))
            })),
        };
        Self { applied, tried, draft, standings, warnings, fall, groups, records, suggesting }
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
}
