//! One row of the list: what each column says of an account.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::columns::class;
use super::kept::Prepared;
use super::key_cell::KeyCell;
use super::state::List;
use crate::analysis::behaviour::AT_RISK;
use crate::analysis::listing::{Column, FoundIn, Row};
use crate::analysis::{Finding, KeyStanding, likely_owner};
use crate::chart::spark;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{HealthMark, Icon, Rows, SegBadge, StateBadge, row_index, state_name};
use crate::ui::key_decision::KeyDecisions;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

/// What the cells of a row are made of.
struct Cells {
    session: Session,
    decisions: KeyDecisions,
    words: Words,
    prepared: ByPtr<Prepared>,
    /// The index of the row.
    at: usize,
    row: Row,
    finding: Option<Finding>,
}

#[component]
pub fn AccountRow(
    list: List,
    rows: Rows,
    /// The index of the row.
    row: usize,
    /// Where it stands.
    at: Memo<usize>,
    /// Whether Tab stops here.
    is_stop: Memo<bool>,
) -> impl IntoView {
    let (session, words) = (session(), words());
    let prepared = list.prepared.get_untracked();
    let of = prepared.rows.get(row)?.clone();
    let findings = prepared.analysis.as_ref().map(|analysis| &analysis.findings);
    let finding = findings.zip(of.finding).and_then(|(findings, at)| findings.get(at)).cloned();
    let (id, name) = (of.id, of.name.clone());
    let open = move |event: web_sys::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let on = |selector: &str| target.as_ref().and_then(|target| target.closest(selector).ok().flatten());
        if on("a").is_some() {
            // The link is the browser's own to open, as it was asked to; where one was is written down.
            list.kept.at_row(id);
            list.kept.write();
        } else if on("button").is_none() {
            list.kept.open(id);
        }
    };
    let focused = move |_| {
        rows.activate(at.get_untracked());
        list.kept.at_row(id);
    };
    let cells = Cells { session, decisions: list.decisions, words, prepared, at: row, row: of, finding };
    // Built anew with other columns, so nothing in it follows them.
    let cells = list.columns.shown.get_untracked().into_iter().map(|column| match column {
        Column::Name => name_cell(&cells, list.search).into_any(),
        column => view! { <td class=class(column)>{cell(&cells, column)}</td> }.into_any(),
    });
    let cells = cells.collect_view();
    Some(view! {
        <tr
            tabindex=move || if is_stop.get() { "0" } else { "-1" }
            data-testid="account-row"
            data-id=id.to_string()
            data-account=name
            aria-rowindex=move || row_index(at.get())
            on:click=open
            on:focusin=focused
        >
            {cells}
        </tr>
    })
}

/// The name, and on a phone what other columns have no room for.
fn name_cell(cells: &Cells, search: Memo<String>) -> impl IntoView + use<> {
    let Cells { words, prepared, at, row, finding, .. } = cells;
    let (words, at) = (*words, *at);
    let route = Route::Account { id: row.id, section: None }.to_string();
    let last = last(cells);
    let key =
        matches!(row.key, KeyStanding::Made | KeyStanding::Suggested).then(|| super::key_cell::word(row.key)).flatten();
    let (is_suggested, overdue) = (row.key == KeyStanding::Suggested, overdue(cells));
    let key = key.map(|key| {
        view! { <span class="mark"><span class:suggested=is_suggested>{words.text(key)}</span></span> {words.between()} }
    });
    let stands_for = finding.as_ref().and_then(|finding| finding.stands_for);
    let prepared = prepared.clone();
    let why = move || {
        let found = search.with(|search| {
            let is_on = !search.trim().is_empty();
            is_on.then(|| prepared.index().evidence(at, search)).flatten()
        })?;
        let what = isolated(&found.text);
        let key = match found.within {
            FoundIn::Record(kind) => Err(kind.title),
            FoundIn::Number => Ok(Key::FoundNumber),
            FoundIn::Place => Ok(Key::FoundPlace),
            FoundIn::Owner => Ok(Key::FoundOwner),
            FoundIn::Person => Ok(Key::FoundPerson),
            FoundIn::Address => Ok(Key::FoundAddress),
            FoundIn::Note => Ok(Key::FoundNote),
        };
        let text = match key {
            Ok(key) => words.fill(key, &[("what", &what)]),
            Err(title) => words.labelled(title, &found.text),
        };
        Some(view! { <small class="accounts-found" data-testid="found-in" title=text.clone()>{text.clone()}</small> })
    };
    view! {
        <th scope="row" class=class(Column::Name)>
            <span class="accounts-name">
                <span class="accounts-seg"><SegBadge finding=finding.clone()/></span>
                <a class="row-link" tabindex="-1" href=route dir="auto">{row.name.clone()}</a>
                {stands_for.map(|what| view! { <span class="tag">{words.text(what.name())}</span> })}
            </span>
            {why}
            <span class="accounts-sub"><span>{key} {last}</span> {overdue}</span>
        </th>
    }
}

/// What a column says; nothing where there is nothing to say.
fn cell(cells: &Cells, column: Column) -> AnyView {
    let Cells { session, decisions, words, prepared, at, row, finding } = cells;
    let words = *words;
    let analysis = prepared.analysis.as_ref();
    let ledger = || session.ledger.get_untracked();
    match column {
        Column::Key => {
            view! { <KeyCell decisions=*decisions id=row.id name=row.name.clone() standing=row.key/> }.into_any()
        }
        Column::Segment => {
            let why = Route::Account { id: row.id, section: Some("why".into()) }.to_string();
            let cautions =
                analysis.zip(finding.as_ref()).map(|(analysis, finding)| analysis.cautions(&ledger(), finding));
            let caution = cautions.filter(|cautions| !cautions.is_empty()).map(|_| {
                let title = words.text(Key::CautionMark);
                view! { <span class="mark" title=title role="img" aria-label=title>"?"</span> }
            });
            view! {
                <a class="seg-link" tabindex="-1" href=why><SegBadge finding=finding.clone()/></a>
                " "
                {caution}
            }
            .into_any()
        }
        Column::Trend => {
            let bars = analysis
                .filter(|_| finding.is_some())
                .map(|analysis| spark(&analysis.series(&ledger(), row.id), words.language().is_rtl()));
            view! { <span inner_html=bars></span> }.into_any()
        }
        Column::Value => {
            let shown = analysis.zip(finding.as_ref()).map(|(analysis, finding)| {
                let exact = words.money(analysis.currency, finding.value);
                let round = words.money_round(analysis.currency, finding.value as f64);
                view! { <span class="at-wide">{exact}</span> <span class="at-narrow">{round}</span> }
            });
            shown.into_any()
        }
        Column::Last => view! { {last(cells)} " " {overdue(cells)} }.into_any(),
        Column::Type if !row.are_types_confirmed => suggested(words, types(words, row)).into_any(),
        Column::Level if row.level.is_none() => {
            let level = prepared.levels().get(*at).copied().flatten();
            suggested(words, level.map(|level| words.level(level).into()).unwrap_or_default()).into_any()
        }
        Column::Health => {
            let health = prepared.healths().get(*at).cloned().flatten();
            view! { <HealthMark health/> }.into_any()
        }
        Column::State => {
            let state = prepared.states().get(*at).copied().flatten();
            state.map(|state| view! { <StateBadge state/> }).into_any()
        }
        Column::Rfm => {
            let currency = ledger().currency();
            let evidence =
                row.rfm.zip(finding.as_ref()).map(|(rfm, finding)| words.rfm_evidence(rfm, finding, currency));
            view! { <span title=evidence>{row.rfm.map(|rfm| words.rfm(rfm))}</span> }.into_any()
        }
        Column::Owner if row.owner.is_none() => {
            let ledger = ledger();
            let likely = likely_owner(&ledger, row.id).and_then(|person| ledger.people().get(person as usize).cloned());
            suggested(words, likely.unwrap_or_default()).into_any()
        }
        Column::Owner | Column::Place => view! { <bdi>{text(words, prepared, *at, column)}</bdi> }.into_any(),
        column => text(words, prepared, *at, column).into_any(),
    }
}

/// What nobody confirmed yet.
fn suggested(words: Words, text: String) -> impl IntoView {
    let title = words.text(Key::SuggestedMark);
    (!text.is_empty()).then(|| {
        view! { <span class="suggested" title=title>{text}</span> <span class="sr">" (" {title} ")"</span> }
    })
}

fn types(words: Words, row: &Row) -> String {
    if row.types.is_empty() {
        return String::new();
    }
    words.enumerated(row.types.iter().map(|kind| words.account_type(kind)))
}

/// The day of the last purchase.
fn last(cells: &Cells) -> Option<String> {
    let (_, last) = cells.finding.as_ref()?.purchases?;
    Some(cells.words.day(last))
}

/// That the next order is long overdue.
fn overdue(cells: &Cells) -> Option<impl IntoView + use<>> {
    let words = cells.words;
    let times = cells.finding.as_ref()?.overdue.filter(|times| *times > AT_RISK)?;
    let (times, marked) = (words.decimal(times, 1), words.times(times));
    let title = words.fill(Key::OverdueMark, &[("times", &times)]);
    Some(view! { <span class="mark" data-tone="warn" title=title><Icon glyph=Glyph::Warn/>{marked}</span> })
}

/// What a column says in words alone, as it is copied.
pub fn text(words: Words, prepared: &Prepared, at: usize, column: Column) -> String {
    let Some(row) = prepared.rows.get(at) else { return String::new() };
    let analysis = prepared.analysis.as_ref();
    let finding = analysis.zip(row.finding).and_then(|(analysis, at)| analysis.findings.get(at));
    let of = |said: Option<String>| said.unwrap_or_default();
    let rank = finding.and_then(|finding| finding.rank);
    match column {
        Column::Rank => of(rank.map(|rank| words.number(rank.rank))),
        Column::Name => row.name.clone(),
        Column::Key => of(super::key_cell::word(row.key).map(|key| words.text(key).into())),
        Column::Segment => of(finding.and_then(|finding| {
            let letters = finding.segment().map(|segment| segment.letters());
            letters.or(finding.abc().map(|abc| abc.letter())).map(Into::into)
        })),
        Column::Value => {
            of(analysis.zip(finding).map(|(analysis, finding)| words.money(analysis.currency, finding.value)))
        }
        Column::Share => of(rank.map(|rank| words.percent(rank.share))),
        Column::Orders => of(finding.map(|finding| words.number(finding.orders))),
        Column::Last => of(finding.and_then(|finding| finding.purchases).map(|(_, last)| words.day(last))),
        Column::Overdue => of(finding.and_then(|finding| finding.overdue).map(|times| words.times(times))),
        Column::Variation => {
            of(finding.and_then(|finding| finding.regularity.as_ref()?.cv).map(|cv| words.decimal(cv, 2)))
        }
        Column::Type => types(words, row),
        Column::Level => of(row
            .level
            .or_else(|| prepared.levels().get(at).copied().flatten())
            .map(|level| words.level(level).into())),
        Column::Health => of(prepared.scores().get(at).copied().flatten().map(|score| words.number(score as usize))),
        Column::State => {
            of(prepared.states().get(at).copied().flatten().map(|state| words.text(state_name(state)).to_owned()))
        }
        Column::Owner => row.owner_name.clone(),
        Column::Rfm => of(row.rfm.map(|rfm| words.rfm(rfm))),
        Column::Place => row.place.clone(),
        // A picture.
        Column::Trend => String::new(),
    }
}
