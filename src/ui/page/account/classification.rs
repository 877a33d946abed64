//! Type (K3) and level (K5) of the account: what the figures suggest, dotted and grey, and what a
//! person has confirmed, in plain ink, with the reason and the day.

use leptos::prelude::*;

use super::account_figures::AccountFigures;
use super::account_view::AccountView;
use super::confirming::{ByHand, Confirmed, Offered, OneByHand, Suggestion};
use super::evidence;
use super::fold::Line;
use super::key::KeyPart;
use super::stage::StagePart;
use crate::analysis::MAJOR;
use crate::book::kind::Tone;
use crate::book::{AccountType, AccountTypes, Change, Edit, Label, Level, RecordId, StandsFor, account::field};
use crate::browser::clock;
use crate::calendar::Date;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::next_frame::after_first_frame;
use crate::ui::session::session;
use crate::ui::words::{Words, words};

type Read = Memo<Option<ByPtr<AccountFigures>>>;

/// Types and level as tags for the page's head: confirmed, else suggested.
#[component]
pub fn ClassificationTags(id: RecordId, figures: Read) -> impl IntoView {
    let session = session();
    let words = words();
    let (types, types_confirmed) = (session.field(id, field::types), session.field(id, field::types_confirmed));
    let level = session.field(id, field::level);
    let tags = move || {
        let figures = figures.get();
        let is_confirmed = types_confirmed.get().is_some();
        let suggested = || figures.as_ref().map(|figures| figures.suggested_types()).unwrap_or_default();
        let shown = if is_confirmed { types.get() } else { suggested() };
        let types = shown.iter().map(|kind| tag(words, words.account_type(kind), is_confirmed)).collect_view();
        let suggested = figures.as_ref().map(|figures| figures.level.level);
        let shown = level.get().or(suggested);
        let level = shown.map(|shown| tag(words, words.level(shown), level.get().is_some()));
        (types, level)
    };
    view! { <span class="row">{tags}</span> }
}

fn tag(words: Words, text: &'static str, is_confirmed: bool) -> impl IntoView + use<> {
    let suggested = words.text(Key::SuggestedByFigures);
    view! {
        <span class="tag" class:suggested=!is_confirmed title=(!is_confirmed).then_some(suggested)>
            {text}
            {(!is_confirmed).then(|| view! { <span class="sr">" (" {suggested} ")"</span> })}
        </span>
    }
}

/// How an account of this level is handled (P1).
#[component]
fn Playbook(id: RecordId, figures: Read) -> impl IntoView {
    let session = session();
    let words = words();
    let level = session.field(id, field::level);
    move || {
        let shown = level.get().or_else(|| figures.get().map(|figures| figures.level.level))?;
        Some(view! { <p class="note">{words.text(playbook(shown))}</p> })
    }
}

fn playbook(level: Level) -> Key {
    match level {
        Level::Lead => Key::PlaybookLead,
        Level::MinorBuyer => Key::PlaybookMinorBuyer,
        Level::MajorBuyer => Key::PlaybookMajorBuyer,
        Level::MajorAtRisk => Key::PlaybookMajorAtRisk,
        Level::Loyal => Key::PlaybookLoyal,
    }
}

fn type_is(kind: AccountType) -> Key {
    match kind {
        AccountType::Provider => Key::TypeProviderIs,
        AccountType::Prospect => Key::TypeProspectIs,
        AccountType::ImageMaker => Key::TypeImageMakerIs,
        AccountType::Expert => Key::TypeExpertIs,
    }
}

fn level_is(level: Level) -> Key {
    match level {
        Level::Lead => Key::LevelLeadIs,
        Level::MinorBuyer => Key::LevelMinorBuyerIs,
        Level::MajorBuyer => Key::LevelMajorBuyerIs,
        Level::MajorAtRisk => Key::LevelMajorAtRiskIs,
        Level::Loyal => Key::LevelLoyalIs,
    }
}

/// "Provider · Major buyer · Cooperative", and whether somebody has confirmed it.
pub fn line(account_view: AccountView) -> Signal<Option<Line>> {
    let (session, words) = (session(), words());
    let AccountView { id, figures, facts, .. } = account_view;
    let (types, types_confirmed) = (session.field(id, field::types), session.field(id, field::types_confirmed));
    let (level, stage) = (session.field(id, field::level), session.field(id, field::stage));
    let stands_for = session.field(id, field::stands_for);
    let make = move || {
        if let Some(what) = stands_for.get() {
            return Some(Line::of(words.text(what.name())));
        }
        let figures = figures.get();
        let is_confirmed = types_confirmed.get().is_some();
        let suggested = || figures.as_ref().map(|figures| figures.suggested_types()).unwrap_or_default();
        let types = if is_confirmed { types.get() } else { suggested() };
        let types: Vec<_> = types.iter().map(|kind| words.account_type(kind)).collect();
        let types = (!types.is_empty()).then(|| words.enumerated(types));
        let level_shown = level.get().or_else(|| figures.as_ref().map(|figures| figures.level.level));
        let stage_shown = stage.get().or_else(|| facts.with(|facts| facts.as_ref().map(|facts| facts.suggested)));
        let level_shown = level_shown.map(|level| words.level(level).to_owned());
        let stage_shown = stage_shown.map(|stage| words.stage(stage).to_owned());
        let text = [types, level_shown, stage_shown].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let is_whole = is_confirmed && level.get().is_some() && stage.get().is_some();
        let line = Line::of(text);
        Some(if is_whole { line } else { line.marked(words.text(Key::SuggestedByFigures), Tone::Plain) })
    };
    let follow = move || {
        types.track();
        types_confirmed.track();
        level.track();
        stage.track();
        stands_for.track();
        figures.track();
        facts.track();
    };
    after_first_frame(follow, make)
}

#[component]
pub fn ClassificationSection(account_view: AccountView) -> impl IntoView {
    let AccountView { id, name, figures, facts, .. } = account_view;
    let stands_for = session().field(id, field::stands_for);
    let parts = move || {
        stands_for.get().is_none().then(|| {
            view! {
                <div class="standing">
                    <KeyPart id name/>
                    <TypePart id name figures/>
                    <LevelPart id name figures/>
                    <StagePart id name facts/>
                </div>
            }
        })
    };
    view! {
        <div class="fold-tools">
            <Playbook id figures/>
            <StandsForChoice id name/>
        </div>
        {parts}
    }
}

/// Whether it is one customer at all: what isn't has no type, level or stage.
#[component]
fn StandsForChoice(id: RecordId, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let stands_for = session.field(id, field::stands_for);
    let chosen = move |event| {
        let what = StandsFor::of_code(&event_target_value(&event));
        session.commit(change(name, vec![field::stands_for.set(id, what)]));
    };
    let option = move |what: Option<StandsFor>| {
        let text = words.text(what.map_or(Key::OneCustomer, StandsFor::name));
        let code = what.map_or("", StandsFor::code);
        view! { <option value=code prop:selected=move || stands_for.get() == what>{text}</option> }
    };
    let options = std::iter::once(None).chain(StandsFor::ALL.map(Some)).map(option).collect_view();
    view! {
        <select
            class="select no-print"
            data-testid="stands-for"
            aria-label=words.text(Key::FieldStandsFor)
            prop:disabled=session.is_read_only
            on:change=chosen
        >
            {options}
        </select>
    }
}

#[component]
fn TypePart(id: RecordId, name: Memo<String>, figures: Read) -> impl IntoView {
    let session = session();
    let words = words();
    let (types, reason) = (session.field(id, field::types), session.field(id, field::types_reason));
    let confirmed = session.field(id, field::types_confirmed);
    let commit = move |types: AccountTypes, reason: String, day: Option<Date>| {
        let edits =
            vec![field::types.set(id, types), field::types_reason.set(id, reason), field::types_confirmed.set(id, day)];
        session.commit(change(name, edits));
    };
    let suggested = move || figures.get().map(|figures| figures.suggested_types()).unwrap_or_default();
    let list = move |types: &AccountTypes| {
        let names: Vec<_> = types.iter().map(|kind| words.account_type(kind)).collect();
        if names.is_empty() { words.text(Key::NoTypeHolds).into() } else { words.enumerated(names) }
    };
    let why = move |kind: AccountType| {
        let (analysis, figures) = (session.analysis.get()?, figures.get()?);
        figures.of_type(kind).map(|found| evidence::of_type(words, &analysis, found))
    };
    let state = move || match confirmed.get() {
        Some(day) => view! {
            <Confirmed value=list(&types.get()) day reason=reason.get()/>
            {of_types_otherwise(words, figures.get().as_deref(), &types.get()).map(note)}
        }
        .into_any(),
        None => {
            let suggested = suggested();
            if suggested.iter().next().is_none() {
                return view! {
                    <p class="note">{words.text(Key::NoTypeSuggested)}</p>
                    {nearly(words, figures, why)}
                }
                .into_any();
            }
            let reasons = suggested.iter().filter_map(why).map(note).collect_view();
            let text = list(&suggested);
            // What it rested on is the reason, for figures change.
            let reason = suggested.iter().filter_map(why).collect::<Vec<_>>().join(" ");
            let confirm = move |_| commit(suggested.clone(), reason.clone(), Some(clock::today()));
            view! {
                <Suggestion value=text test_id="confirm-type" of="[data-testid=set-type] > summary" confirm/>
                {reasons}
                {nearly(words, figures, why)}
            }
            .into_any()
        }
    };
    // What the form begins with, and again when that changes.
    let begins = Memo::new(move |_| {
        let is_confirmed = confirmed.get().is_some();
        (if is_confirmed { types.get() } else { suggested() }, reason.get())
    });
    let draft = RwSignal::new(begins.get_untracked());
    Effect::new(move |_| draft.set(begins.get()));
    let boxes = AccountType::ALL.map(|kind| {
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    name="account-type"
                    value=kind.code()
                    prop:checked=move || draft.with(|(types, _)| types.contains(kind))
                    on:change=move |event| {
                        let holds = event_target_checked(&event);
                        draft.update(|(types, _)| *types = types.with(kind, holds));
                    }
                />
                <span>{words.account_type(kind)}</span>
                <small>{words.text(type_is(kind))}</small>
            </label>
        }
    });
    let save = Callback::new(move |()| {
        let (types, reason) = draft.get_untracked();
        commit(types, reason.trim().into(), Some(clock::today()));
    });
    let withdraw = Callback::new(move |()| commit(AccountTypes::default(), String::new(), None));
    view! {
        <div class="stack-s" data-testid="account-type">
            <h3>{words.text(Key::AccountTypeTitle)}</h3>
            {state}
            <ByHand
                what=words.text(Key::AccountTypeTitle)
                of="type"
                reason=Signal::derive(move || draft.with(|(_, reason)| reason.clone()))
                give=move |reason| draft.update(|draft| draft.1 = reason)
                confirmed=Signal::derive(move || confirmed.get().is_some())
                save
                withdraw
            >
                {boxes.into_iter().collect_view()}
                <p class="note">{words.text(Key::OnlyAPersonSees)}</p>
            </ByHand>
        </div>
    }
}

/// Types that aren't suggested, but nearly.
fn nearly(words: Words, figures: Read, why: impl Fn(AccountType) -> Option<String>) -> impl IntoView {
    let figures = figures.get();
    let near = figures.iter().flat_map(|figures| figures.types.iter().filter(|found| !found.holds));
    near.map(|found| {
        let text = words.fill(Key::NearlySuggested, &[("type", words.account_type(found.kind()))]);
        note(format!("{text} {}", why(found.kind()).unwrap_or_default()))
    })
    .collect_view()
}

/// Where the figures clearly say something else than was confirmed.
fn of_types_otherwise(words: Words, figures: Option<&AccountFigures>, confirmed: &AccountTypes) -> Option<String> {
    let figures = figures?;
    let named = |kinds: Vec<AccountType>, key: Key| {
        let names: Vec<_> = kinds.into_iter().map(|kind| words.account_type(kind)).collect();
        (!names.is_empty()).then(|| words.fill(key, &[("what", &words.enumerated(names))]))
    };
    // Only these two can be seen in figures.
    let seen = || [AccountType::Provider, AccountType::Prospect].into_iter();
    let clearly = |kind| figures.of_type(kind).is_some_and(|found| found.holds && !found.is_borderline);
    let new = seen().filter(|kind| clearly(*kind) && !confirmed.contains(*kind)).collect();
    let gone = seen().filter(|kind| confirmed.contains(*kind) && figures.of_type(*kind).is_none()).collect();
    let said: Vec<String> =
        [named(new, Key::FiguresNowSay), named(gone, Key::FiguresNoLonger)].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

#[component]
fn LevelPart(id: RecordId, name: Memo<String>, figures: Read) -> impl IntoView {
    let session = session();
    let words = words();
    let (level, reason) = (session.field(id, field::level), session.field(id, field::level_reason));
    let confirmed = session.field(id, field::level_confirmed);
    let commit = move |level: Option<Level>, reason: String, day: Option<Date>| {
        let edits =
            vec![field::level.set(id, level), field::level_reason.set(id, reason), field::level_confirmed.set(id, day)];
        session.commit(change(name, edits));
    };
    let suggested = move || figures.get().map(|figures| figures.level.level);
    let why = move || {
        let (analysis, figures) = (session.analysis.get()?, figures.get()?);
        Some(evidence::of_level(words, &analysis, &figures.level))
    };
    let otherwise = move |confirmed: Level| {
        let figures = figures.get().filter(|figures| figures.level.borderline.is_none())?;
        let says = figures.level.level;
        let text = words.fill(Key::FiguresNowSay, &[("what", words.level(says))]);
        (says != confirmed).then(|| note(format!("{text} {}", why().unwrap_or_default())))
    };
    let state = move || match (level.get(), suggested()) {
        (Some(level), _) => {
            let day = confirmed.get();
            view! {
                <Confirmed value=words.level(level).into() day reason=reason.get()/>
                {otherwise(level)}
            }
            .into_any()
        }
        (None, Some(suggested)) => {
            // What it rested on is the reason, for figures change.
            let reason = why().unwrap_or_default();
            let confirm = move |_| commit(Some(suggested), reason.clone(), Some(clock::today()));
            view! {
                <Suggestion value=words.level(suggested).into() test_id="confirm-level" of="[data-testid=set-level] > summary" confirm/>
                {why().map(note)}
            }
            .into_any()
        }
        (None, None) => view! { <p class="note">{words.text(Key::NoLevelSuggested)}</p> }.into_any(),
    };
    let begins = Memo::new(move |_| (level.get().or_else(suggested), reason.get()));
    let offered = Level::ALL.map(|level| Offered {
        value: level,
        code: level.code(),
        title: words.level(level),
        means: level_is(level),
    });
    let save = move |(level, reason)| commit(Some(level), reason, Some(clock::today()));
    let withdraw = Callback::new(move |()| commit(None, String::new(), None));
    let major = words.list(MAJOR.map(|class| class.letter()));
    view! {
        <div class="stack-s" data-testid="account-level">
            <h3>{words.text(Key::LevelTitle)}</h3>
            {state}
            <OneByHand
                what=words.text(Key::LevelTitle)
                of="level"
                offered=offered.into()
                begins
                confirmed=Signal::derive(move || level.get().is_some())
                save
                withdraw
            />
            <details>
                <summary>{words.text(Key::LevelsExplained)}</summary>
                <p class="note">{words.fill(Key::LevelsHow, &[("major", &major)])}</p>
            </details>
        </div>
    }
}

fn change(name: Memo<String>, edits: Vec<Edit>) -> Change {
    Change::new(Label::Classification { account: name.get_untracked() }, edits)
}

fn note(text: String) -> impl IntoView {
    view! { <p class="note">{text}</p> }
}
