//! The files of all key accounts side by side (D6): how complete, how fresh, what is missing, what is due.

use leptos::prelude::*;

use super::titled;
use crate::analysis::{Finding, KeyAccounts, suggested_types};
use crate::book::{Contact, Interaction, LeapDay, RecordId, SETTINGS, Tie, settings};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::due::Due;
use crate::dossier::freshness::FRESH_DAYS;
use crate::dossier::health::{AsOf, Certainty, Health};
use crate::dossier::key_account::types_of;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::{Key, typed_number};
use crate::ui::component::{AccountTabs, Button, ButtonKind, Icon, SegBadge};
use crate::ui::dossier_words::{due, due_when, need};
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, rich, words};

/// A key account's file at a glance.
#[derive(Clone, PartialEq)]
struct Row {
    id: RecordId,
    name: String,
    types: String,
    owner: String,
    finding: Option<Finding>,
    health: Health,
    people: usize,
    ties: usize,
    last_contact: Option<Date>,
    /// What is due first.
    due: Option<Due>,
}

/// What the table is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Value,
    Thinnest,
    Silent,
}

#[component]
pub fn DossiersPage() -> impl IntoView {
    let session = session();
    let words = words();
    titled(words.text(Key::DossiersTitle));
    let by = RwSignal::new(By::Value);
    let rows = Memo::new(move |_| {
        let (book, analysis, ledger) = (session.book(), session.analysis.get(), session.ledger.get());
        let as_of = AsOf { today: session.read_on.get(), fresh: session.fresh_days.get() };
        let key_accounts = KeyAccounts::of(&book, analysis.as_deref());
        let key = |dossier: &Dossier| key_accounts.is_key(dossier.id);
        let row = |dossier: Dossier| {
            let account = dossier.account();
            let finding = analysis.as_ref().and_then(|analysis| analysis.finding(dossier.id).cloned());
            let suggested = || {
                let found = analysis.as_ref().zip(finding.as_ref());
                let found = found.map(|(analysis, finding)| suggested_types(analysis, &ledger, finding));
                found.into_iter().flatten().filter(|found| found.holds).map(|found| found.kind()).collect()
            };
            let types = types_of(&account, suggested);
            let there = dossier.all::<Contact>().filter(|(_, contact)| contact.is_there(as_of.today));
            let met = dossier.all::<Interaction>().filter_map(|(_, met)| met.day).filter(|day| *day <= as_of.today);
            Row {
                id: dossier.id,
                types: words.list(types.iter().map(|kind| words.account_type(kind))),
                health: Health::of(&dossier, &types, ledger.groups(), as_of),
                people: there.count(),
                ties: dossier.all::<Tie>().count(),
                last_contact: met.max(),
                due: dossier.due(as_of.today).into_iter().next(),
                name: account.name,
                owner: account.owner.map(|owner| book.name(owner)).unwrap_or_default(),
                finding,
            }
        };
        Dossier::every(&book).into_iter().filter(key).map(row).collect::<Vec<_>>()
    });
    let sorted = move || {
        let mut rows = rows.get();
        let value = |row: &Row| row.finding.as_ref().map(|finding| finding.value).unwrap_or(i128::MIN);
        rows.sort_by(|a, b| match by.get() {
            By::Value => value(b).cmp(&value(a)),
            By::Thinnest => a.health.completeness().total_cmp(&b.health.completeness()),
            By::Silent => a.last_contact.cmp(&b.last_contact),
        });
        rows
    };
    let head = move |of: By, key: Key| {
        let sort = move || (by.get() == of).then_some(if of == By::Value { "descending" } else { "ascending" });
        view! {
            <th scope="col" aria-sort=sort>
                <Button kind=ButtonKind::Bare class="sort" text=key on_click=move || by.set(of)/>
            </th>
        }
    };
    let table = move || {
        let rows = sorted();
        if rows.is_empty() {
            return view! { <p class="note">{words.text(Key::DossiersNone)}</p> }.into_any();
        }
        let today = session.read_on.get();
        let book = session.book();
        let reading = reading(words, &rows);
        let rows = rows.into_iter().map(|row| {
            let due = row
                .due
                .as_ref()
                .map(|found| (due(words, &book, found), due_when(words, found.day, today), found.is_late(today)));
            view! { <FileRow row due/> }
        });
        view! {
            <p class="reading">{rich(reading)}</p>
            <div class="table-wrap">
                <table aria-label=words.text(Key::DossiersTitle) class="table table-cards dossiers" data-testid="dossiers-table">
                    <thead>
                        <tr>
                            {head(By::Value, Key::NavAccounts)}
                            {head(By::Thinnest, Key::DossiersFile)}
                            <th scope="col" class="num">{words.text(Key::DossiersCertain)}</th>
                            <th scope="col">{words.text(Key::DossiersMissing)}</th>
                            <th scope="col" class="num">{words.text(Key::HealthStale)}</th>
                            <th scope="col" class="num">{words.text(Key::DossiersPeople)}</th>
                            {head(By::Silent, Key::DossiersLastContact)}
                            <th scope="col">{words.text(Key::DossiersDue)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <header class="page-head">
            <div>
                <h1>{words.text(Key::DossiersTitle)}</h1>
                <p class="page-sub">{move || words.count(Key::DossiersSub, rows.with(Vec::len))}</p>
            </div>
        </header>
        <AccountTabs here=Route::Dossiers/>
        {table}
        <FreshSetting/>
        <LeapDaySetting/>
    }
}

/// The sentence over the table.
fn reading(words: Words, rows: &[Row]) -> String {
    let mean = |of: fn(&Health) -> f64| rows.iter().map(|row| of(&row.health)).sum::<f64>() / rows.len().max(1) as f64;
    let thinnest = rows.iter().min_by(|a, b| a.health.completeness().total_cmp(&b.health.completeness()));
    let places = [
        ("share", words.percent_round(mean(Health::completeness))),
        ("certain", words.percent_round(mean(Health::certainty))),
        ("account", isolated(thinnest.map(|row| row.name.as_str()).unwrap_or_default())),
    ];
    let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
    words.fill(Key::DossiersReading, &places)
}

#[component]
fn FileRow(row: Row, due: Option<(String, String, bool)>) -> impl IntoView {
    let words = words();
    let route = |section: &str| Route::Account { id: row.id, section: Some(section.into()) }.to_string();
    let size = format!("{:.0}%", row.health.completeness() * 100.0);
    let missing: Vec<_> =
        row.health.with(Certainty::Missing).into_iter().take(2).map(|(of, _)| need(words, of)).collect();
    let stale = row.health.count(Certainty::Stale);
    let due = due.map(|(text, when, is_late)| {
        view! {
            <a href=route("next")>{text}</a>
            <span class="mark" data-tone=is_late.then_some("bad")>
                {is_late.then(|| view! { <Icon glyph=Glyph::Warn/> })}
                {when}
            </span>
        }
    });
    let name = row.name.clone();
    let both = !row.types.is_empty() && !row.owner.is_empty();
    view! {
        <tr data-account=row.name.clone()>
            <th scope="row">
                <span class="row nowrap-row">
                    <SegBadge finding=row.finding.clone()/>
                    <a href=Route::Account { id: row.id, section: None }.to_string()><bdi>{name}</bdi></a>
                </span>
                <small>{row.types.clone()} {both.then_some(" · ")} <bdi>{row.owner.clone()}</bdi></small>
            </th>
            <td class="nowrap" data-label=words.text(Key::DossiersFile)>
                <a class="meter" href=route("file")>
                    <i aria-hidden="true"><b style:inline-size=size></b></i>
                    {words.percent_round(row.health.completeness())}
                </a>
            </td>
            <td class="num" data-label=words.text(Key::DossiersCertain)>{words.percent_round(row.health.certainty())}</td>
            <td class="dossiers-missing" data-label=words.text(Key::DossiersMissing)>{missing.join(" · ")}</td>
            <td class="num" data-label=words.text(Key::HealthStale)>{(stale > 0).then(|| words.number(stale))}</td>
            <td class="num" data-label=words.text(Key::DossiersPeople)>{words.number(row.people)} " · " {words.number(row.ties)}</td>
            <td class="nowrap" data-label=words.text(Key::DossiersLastContact)>{row.last_contact.map(|day| words.day(day))}</td>
            <td class="dossiers-due" data-label=words.text(Key::DossiersDue)>{due}</td>
        </tr>
    }
}

/// When somebody born on 29 February celebrates in common years.
#[component]
fn LeapDaySetting() -> impl IntoView {
    let session = session();
    let words = words();
    let set = session.field(SETTINGS, settings::field::leap_day);
    let choices = [LeapDay::LastOfFebruary, LeapDay::FirstOfMarch];
    let options = choices.map(|leap_day| {
        let (month, day) = leap_day.month_and_day();
        let shown = Date::new(2001, month, day).map(|day| words.day_and_month(day)).unwrap_or_default();
        view! { <option prop:selected=move || set.get() == leap_day>{shown}</option> }
    });
    let choose = move |event: web_sys::Event| {
        let select: web_sys::HtmlSelectElement = event_target(&event);
        let chosen = usize::try_from(select.selected_index()).ok().and_then(|at| choices.get(at));
        chosen.into_iter().for_each(|leap_day| session.set_setting(settings::field::leap_day, *leap_day));
    };
    view! {
        <p class="row note fresh-setting">
            <label for="leap-day">{words.text(Key::LeapDayLabel)}</label>
            <select
                class="select"
                id="leap-day"
                data-testid="leap-day"
                prop:disabled=session.is_read_only
                on:change=choose
            >
                {options.into_iter().collect_view()}
            </select>
        </p>
    }
}

/// After how many days a fact is stale.
#[component]
fn FreshSetting() -> impl IntoView {
    let session = session();
    let words = words();
    let set = move |event: web_sys::Event| {
        let typed = event_target_value(&event);
        let days = typed_number(&typed).filter(|days| (7.0..=3650.0).contains(days)).map(|days| days as u32);
        if days.is_some() || typed.trim().is_empty() {
            session.set_setting(settings::field::fresh_days, days.filter(|days| *days != FRESH_DAYS));
        }
        let input: web_sys::HtmlInputElement = event_target(&event);
        // What can't be is put back.
        let now = session.book_untracked().value(SETTINGS, settings::field::fresh_days).unwrap_or(FRESH_DAYS);
        input.set_value(&now.to_string());
    };
    view! {
        <p class="row note fresh-setting">
            <label for="fresh-days">{words.text(Key::FreshDays)}</label>
            <input
                class="input"
                data-num
                id="fresh-days"
                inputmode="numeric"
                data-testid="fresh-days"
                prop:value=move || session.fresh_days.get().to_string()
                prop:readOnly=session.is_read_only
                on:change=set
            />
            <span>{words.text(Key::FreshDaysUnit)}</span>
        </p>
    }
}
