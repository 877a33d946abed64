//! A plan is begun: with whom, to do what, for which days, and to reach how much.

use leptos::prelude::*;

use super::says::period_name;
use crate::book::{Amount, Complaint, PlanBeginning, PlanKind, RecordId, account};
use crate::browser::clock;
use crate::dossier::Dossier;
use crate::planning::file::{baseline, sales};
use crate::planning::opening::{Opening, half_year, suggested};
use crate::planning::to_date::Measure;
use crate::route::{PlanPlace, Route};
use crate::text::Key;
use crate::ui::component::{CodeSelect, Commit, DayField, Dialog, LabelledField};
use crate::ui::session::session;
use crate::ui::words::words;

/// The dialog that begins a plan, and for whom.
#[derive(Clone, Copy)]
pub struct Starts {
    is_open: RwSignal<bool>,
    typed: RwSignal<String>,
    wish: RwSignal<Option<RecordId>>,
}

impl Starts {
    pub fn new() -> Self {
        Self { is_open: RwSignal::new(false), typed: RwSignal::new(String::new()), wish: RwSignal::new(None) }
    }

    /// Opens it; for one account, or for any.
    pub fn open(self, account: Option<RecordId>) {
        self.wish.set(account);
        self.is_open.set(true);
    }
}

#[component]
pub fn StartDialog(starts: Starts) -> impl IntoView {
    let (session, words) = (session(), words());
    let Starts { is_open, typed, wish } = starts;
    let half = half_year(session.read_on.get_untracked());
    let (from, to) = (RwSignal::new(Some(half.0)), RwSignal::new(Some(half.1)));
    let beginning = RwSignal::new(None::<PlanBeginning>);
    let kind = RwSignal::new(PlanKind::Plan);
    let target = RwSignal::new(String::new());
    Effect::new(move |_| {
        if is_open.get() {
            let half = half_year(session.read_on.get_untracked());
            from.set(Some(half.0));
            to.set(Some(half.1));
            target.set(String::new());
            beginning.set(None);
            typed.set(wish.get_untracked().map(|id| session.book_untracked().name(id)).unwrap_or_default());
        }
    });
    let accounts = Memo::new(move |_| {
        let book = session.book();
        let living = book.account_ids().filter(|id| book.value(*id, account::field::archived_on).is_none());
        let mut all: Vec<(String, RecordId)> = living.map(|id| (book.name(id), id)).collect();
        all.sort();
        all
    });
    let chosen = Memo::new(move |_| {
        let wanted = typed.with(|typed| typed.trim().to_lowercase());
        accounts.with(|accounts| accounts.iter().find(|(name, _)| name.trim().to_lowercase() == wanted).cloned())
    });
    let span = Memo::new(move |_| from.get().zip(to.get()).filter(|(from, to)| from <= to));
    let before = Memo::new(move |_| {
        let ((_, id), span) = chosen.get().zip(span.get())?;
        let (book, ledger) = (session.book(), session.ledger.get());
        baseline(&sales(&book, &ledger, id, false), &ledger, "", Measure::Revenue, span)
    });
    let currency = move || session.ledger.get().currency();
    let typed_target = move || Amount::typed(&target.get(), currency()).filter(|amount| amount.minor > 0);
    let is_wrong = move || !target.with(|target| target.trim().is_empty()) && typed_target().is_none();
    let act = Callback::new(move |()| {
        let Some(((name, id), span)) = chosen.get_untracked().zip(span.get_untracked()) else { return };
        let Some(beginning) = beginning.get_untracked() else { return };
        let book = session.book_untracked();
        let complaints =
            Dossier::of(&book, id).map(|dossier| dossier.all::<Complaint>().filter(|(_, of)| of.is_open()).count());
        let opening = Opening {
            account: id,
            of: name,
            name: period_name(words, span),
            kind: kind.get_untracked(),
            beginning,
            span,
            today: session.read_on.get_untracked(),
            owner: book.value(id, account::field::owner),
            author: session.author_untracked(),
            baseline: before.get_untracked(),
            target: untrack(typed_target),
            complaints: complaints.unwrap_or_default(),
        };
        let plan = clock::new_id();
        session.commit(opening.change(plan, |key| words.text(key).into()));
        let to = Route::Plans(PlanPlace::One(plan)).to_string();
        // Refused nowhere: it is an address of this page.
        let _ = window().location().set_hash(&to);
    });
    let commit = Commit {
        text: Signal::stored(words.text(Key::PlansStart)),
        is_danger: false,
        test_id: "start-plan-commit",
        is_ready: Signal::derive(move || {
            chosen.with(Option::is_some) && span.with(Option::is_some) && beginning.with(Option::is_some) && !is_wrong()
        }),
        act,
    };
    let hint = move || {
        let text = match before.get() {
            Some(before) => {
                let suggested =
                    beginning.get().and_then(|of| suggested(of, Some(before))).map(|amount| words.amount(amount));
                let before = words.amount(before);
                match suggested {
                    Some(target) => words.fill(Key::PlansBaselineHint, &[("before", &before), ("target", &target)]),
                    None => words.fill(Key::PlansBaselineOnly, &[("before", &before)]),
                }
            }
            None => return None,
        };
        Some(view! { <p class="hint" data-testid="plan-baseline">{text}</p> })
    };
    let body = move || {
        let names = accounts.with_untracked(|accounts| {
            accounts.iter().map(|(name, _)| view! { <option value=name.clone()></option> }).collect_view()
        });
        view! {
            <LabelledField id="plan-account" label=words.text(Key::PlansAccount)>
                <input
                    class="input"
                    id="plan-account"
                    data-testid="plan-account"
                    list="plan-accounts"
                    autocomplete="off"
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <datalist id="plan-accounts">{names}</datalist>
            </LabelledField>
            <div class="pair">
                <CodeSelect
                    id="plan-beginning"
                    label=Key::PlanBeginningIs
                    chosen={beginning.into()}
                    choose={move |of| beginning.set(of)}
                    none=Key::PlanBeginningOpen
                />
                <CodeSelect
                    id="plan-kind"
                    label=Key::PlanKindIs
                    chosen=Signal::derive(move || Some(kind.get()))
                    choose={move |of: Option<_>| of.into_iter().for_each(|of| kind.set(of))}
                />
                <DayField id="plan-from" label=Key::PlanFrom day=from/>
                <DayField id="plan-to" label=Key::PlanTo day=to/>
            </div>
            <LabelledField id="plan-target" label=words.in_currency(words.text(Key::PlansTarget), currency())>
                <input
                    class="input"
                    id="plan-target"
                    data-testid="plan-target"
                    inputmode="decimal"
                    autocomplete="off"
                    prop:value=move || target.get()
                    aria-invalid=move || is_wrong().then_some("true")
                    on:input=move |event| target.set(event_target_value(&event))
                />
                {hint}
            </LabelledField>
            <p class="note">{words.text(Key::PlansStartHint)}</p>
        }
    };
    let title = Signal::stored(words.text(Key::PlansStart).to_owned());
    view! { <Dialog is_open name="start-plan" title commit=commit>{body()}</Dialog> }
}
