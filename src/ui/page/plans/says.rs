//! What the pages of plans say in more than one place.

use leptos::prelude::*;

use crate::analysis::{PeriodUnit, Span};
use crate::book::{AccountPlan, PlanMeasure, RecordId, account};
use crate::currency::Currency;
use crate::dossier::Dossier;
use crate::glyph::Glyph;
use crate::planning::file::{Objective, PlanFile, Progress};
use crate::planning::to_date::{By, State, ToDate};
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated};

/// A plan as its page and its sheet read it.
#[derive(Clone, Copy)]
pub struct PlanView {
    pub id: RecordId,
    /// What the account is called.
    pub of: Memo<String>,
    pub file: Memo<Option<PlanFile>>,
}

impl PlanView {
    pub fn of(id: RecordId) -> Self {
        let session = session();
        let file = Memo::new(move |_| {
            let (book, ledger) = (session.book(), session.ledger.get());
            let account = book.get::<AccountPlan>(id)?.account?;
            let dossier = Dossier::of(&book, book.merged().of_account(account))?;
            PlanFile::of(&book, &ledger, &dossier, id, session.read_on.get())
        });
        let of = Memo::new(move |_| {
            file.with(|file| file.as_ref().map(|file| session.value(file.account, account::field::name)))
                .unwrap_or_default()
        });
        Self { id, of, file }
    }

    /// The plan now, for who is about to change it.
    pub fn untracked(self) -> Option<PlanFile> {
        self.file.get_untracked()
    }
}

/// What a state is called.
pub fn state_name(state: State) -> Key {
    match state {
        State::OnTrack => Key::PlansOnTrack,
        State::Behind => Key::PlansBehind,
        State::FarBehind => Key::PlansFarBehind,
    }
}

pub fn state_tone(state: State) -> (&'static str, Glyph) {
    match state {
        State::OnTrack => ("good", Glyph::Check),
        State::Behind => ("warn", Glyph::Warn),
        State::FarBehind => ("bad", Glyph::Warn),
    }
}

/// A state as a word with its sign; that nothing is expected yet, where there is none.
pub fn state_tag(words: Words, state: Option<State>) -> impl IntoView + use<> {
    match state {
        Some(state) => {
            let (tone, glyph) = state_tone(state);
            view! { <span class="tag" data-tone=tone><Icon glyph/>{words.text(state_name(state))}</span> }.into_any()
        }
        None => view! { <span class="tag">{words.text(Key::PlansNoState)}</span> }.into_any(),
    }
}

/// "1998 H1" for whole months of a year; the first and the last day otherwise.
pub fn period_name(words: Words, (from, to): Span) -> String {
    for unit in [PeriodUnit::Half, PeriodUnit::Quarter, PeriodUnit::Month] {
        let period = unit.of(from);
        if (period.first_day(), period.last_day()) == (from, to) {
            return words.period(period);
        }
    }
    let is_year = from.year() == to.year() && (from.month(), from.day(), to.month(), to.day()) == (1, 1, 12, 31);
    if is_year { words.year_of(from) } else { days(words, (from, to)) }
}

/// "1 January 1998 – 30 June 1998"
pub fn days(words: Words, (from, to): Span) -> String {
    format!("{} – {}", words.day(from), words.day(to))
}

/// "Ernst Handel, 1998 H1"
pub fn heading(of: &str, name: &str) -> String {
    let name = Some(isolated(name)).filter(|_| !name.is_empty());
    [Some(isolated(of)), name].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// "Beverages · revenue", "people, counted by hand"
pub fn measured(words: Words, of: &Objective) -> String {
    let record = &of.record;
    let measure = words.text(record.measure.unwrap_or(PlanMeasure::Hand).name());
    let of = if record.is_of_ledger() { &record.group } else { &record.unit };
    if of.is_empty() { measure.into() } else { format!("{} · {measure}", isolated(of)) }
}

/// Where an objective stood, where it is to stand, and where it stands.
pub fn figures(words: Words, currency: Currency, of: &Objective) -> [String; 3] {
    let none = || "–".to_owned();
    let count = |count: Option<crate::book::Quantity>| count.map_or_else(none, |count| words.decimal(count.value(), 3));
    let record = &of.record;
    if record.is_of_ledger() {
        let amount = |amount: Option<crate::book::Amount>| amount.map_or_else(none, |amount| words.amount(amount));
        let actual = match &of.progress {
            Progress::Ledger { to_date, .. } => words.money(currency, to_date.actual),
            Progress::Hand { .. } | Progress::Unknown => none(),
        };
        return [amount(record.baseline), amount(record.target), actual];
    }
    [count(record.count_before), count(record.count_target), count(record.count)]
}

/// How far the main objective has come, in a sentence.
pub fn reading(words: Words, session: Session, file: &PlanFile, span: Span) -> String {
    let currency = session.ledger.get().currency();
    let money = |minor: f64| words.money(currency, minor.round() as i128);
    let today = session.read_on.get();
    let told = file.main().and_then(|main| match &main.progress {
        Progress::Ledger { to_date, target, .. } => Some((*to_date, *target)),
        Progress::Hand { .. } | Progress::Unknown => None,
    });
    let Some((to_date, target)) = told else { return words.text(Key::PlanReadNone).into() };
    let ToDate { actual, expected, by, state } = to_date;
    let (target, actual_words) = (money(target as f64), words.money(currency, actual));
    let Some(expected) = expected else {
        return words.fill(Key::PlanReadBefore, &[("day", &words.day(span.0)), ("target", &target)]);
    };
    let day = words.day(today.min(span.1));
    let Some(state) = state else {
        return words.fill(Key::PlanReadNothing, &[("actual", &actual_words), ("day", &day), ("target", &target)]);
    };
    let share = words.percent(actual as f64 / expected);
    let expected = money(expected);
    let year = words.year_of(span.0.a_year_before());
    let places = [
        ("state", words.text(state_name(state))),
        ("actual", &actual_words),
        ("expected", &expected),
        ("day", &day),
        ("year", &year),
        ("share", &share),
    ];
    let key = if matches!(by, Some(By::Season { .. })) { Key::PlanReadSeason } else { Key::PlanReadDays };
    words.fill(key, &places)
}

/// What should be said of how that was come by, if it is thin.
pub fn thin(words: Words, session: Session, file: &PlanFile, span: Span) -> Option<String> {
    let main = file.main()?;
    let Progress::Ledger { to_date, .. } = &main.progress else { return None };
    let Some(By::Season { order_days, share, by_days: Some(by_days) }) = to_date.by else { return None };
    let currency = session.ledger.get().currency();
    let places = [
        ("year", words.year_of(span.0.a_year_before())),
        ("share", words.percent(share)),
        ("day", words.day_and_month(session.read_on.get().min(span.1))),
        ("days", words.money_round(currency, by_days)),
    ];
    let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
    Some(words.counted(Key::PlanThin, order_days, &places))
}

/// Names of ours or theirs, listed; empty for nobody.
pub fn names(words: Words, session: Session, ids: &[RecordId]) -> String {
    words.list(ids.iter().map(|id| isolated(&session.name(*id))))
}
