//! What accounts bring against the hours they take, by cell and by level; who takes more than its share, and who gets
//! less (P2, C17a).

use leptos::prelude::*;

use crate::analysis::{KeyAccounts, Segment};
use crate::book::Level;
use crate::dossier::section::Section;
use crate::exchange::returns_table::returns_table;
use crate::route::Route;
use crate::team::returns::{AccountReturn, Basis, Effort, LEAST, Lean, Leaning, Part, Returning, Returns, TOLD};
use crate::team::work::Seen;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind, ExportList, Radio};
use crate::ui::in_turns::in_turns;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, rich, words};

/// So many accounts, or records, are looked at before it is asked whether the page is wanted.
const AT_ONCE: usize = 20;

/// So many accounts that lean to a side are shown at first.
const SHOWN: usize = 5;

/// What the hours return; `edited` is the cell whose strategy is edited.
#[component]
pub fn ReturnsSection(edited: RwSignal<Option<Segment>>) -> impl IntoView {
    let (session, words) = (session(), words());
    let returns = in_turns(
        move || {
            let (book, ledger, analysis) = (session.book(), session.ledger.get(), session.analysis.get());
            let key = KeyAccounts::of(&book, analysis.as_deref());
            let today = session.read_on.get();
            let seen = Seen { book: &book, ledger: &ledger, analysis: analysis.as_deref(), key: &key, today };
            let returning = Returning::begin(seen);
            Some((book, ledger, analysis, key, today, returning))
        },
        |(book, ledger, analysis, key, today, returning)| {
            let seen = Seen { book, ledger, analysis: analysis.as_deref(), key, today: *today };
            returning.step(seen, AT_ONCE).map(ByPtr::new)
        },
    );
    // `None` until it is known which hours say something, or a person chose.
    let basis = RwSignal::new(None::<Basis>);
    Effect::new(move |_| {
        if let Some(returns) = returns.get()
            && basis.get_untracked().is_none()
        {
            basis.set(Some(returns.basis()));
        }
    });
    let table = move || {
        returns.with(|returns| {
            let returns = returns.as_ref()?;
            Some(session.with_book(|book| returns_table(book, returns, session.ledger.get().currency())))
        })
    };
    let is_empty = Signal::derive(move || {
        returns.with(|returns| returns.as_ref().is_none_or(|returns| returns.accounts.is_empty()))
    });
    let body = move || {
        let (returns, basis) = (returns.get()?, basis.get()?);
        Some(view! {
            <Told returns=returns.clone() basis/>
            <div class="returns-tables">
                <ByCell returns=returns.clone() basis/>
                <ByLevel returns=returns.clone() basis/>
            </div>
            <div class="returns-leaning">
                <Leaners returns=returns.clone() basis lean=Lean::More edited/>
                <Leaners returns basis lean=Lean::Less edited/>
            </div>
        })
    };
    view! {
        <section class="section returns" data-testid="returns">
            <div class="section-head">
                <h2>{words.text(Key::ReturnsTitle)}</h2>
                <ExportList
                    list="returns"
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::ReturnsExport
                    label=Key::ReturnsExportOf
                    sheet=Key::ReturnsTitle
                    table
                    is_empty
                />
            </div>
            <fieldset class="row returns-basis no-print">
                <legend class="sr">{words.text(Key::ReturnsWhich)}</legend>
                <Radio group="returns-basis" value=Some(Basis::Spent) chosen=basis text=Key::ReturnsSpent test_id="returns-spent"/>
                <Radio group="returns-basis" value=Some(Basis::Ahead) chosen=basis text=Key::ReturnsAhead test_id="returns-ahead"/>
            </fieldset>
            {body}
        </section>
    }
}

/// So many hours, to a tenth.
fn hours(words: Words, minutes: u64) -> String {
    words.fill(Key::ReturnsHours, &[("n", &words.decimal(minutes as f64 / 60.0, 1))])
}

/// A part of all, 0 to 1; of nothing it is none.
fn share(part: f64, all: f64) -> f64 {
    if all > 0.0 { part / all } else { 0.0 }
}

/// What it comes to, in a sentence; or why nothing is said.
#[component]
fn Told(returns: ByPtr<Returns>, basis: Basis) -> impl IntoView {
    let words = words();
    let all = returns.all(basis);
    let found = returns.leaning(basis);
    let count = |lean: Lean| found.iter().filter(|of| of.lean == lean).count();
    let (more, less) = (count(Lean::More), count(Lean::Less));
    let in_all = match basis {
        Basis::Spent => words.fill(Key::ReturnsSpentInAll, &[("hours", &hours(words, all.minutes))]),
        Basis::Ahead => words.fill(Key::ReturnsAheadInAll, &[("hours", &hours(words, all.minutes))]),
    };
    let verdict = match () {
        () if all.minutes < TOLD => words.fill(Key::ReturnsTooFew, &[("hours", &hours(words, TOLD))]),
        () if more + less == 0 => words.text(Key::ReturnsNone).into(),
        () => [(Key::ReturnsMoreCount, more), (Key::ReturnsLessCount, less)]
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| words.count(key, count))
            .collect::<Vec<_>>()
            .join(" "),
    };
    let places = [("day", hours(words, LEAST))];
    let note = words.fill(Key::ReturnsNote, &places.each_ref().map(|(name, text)| (*name, text.as_str())));
    view! {
        <p class="reading" role="status" data-testid="returns-reading">{rich(format!("{verdict} {in_all}"))}</p>
        <p class="note">{note}</p>
    }
}

/// A row of a table: what it is of, and its part of all.
fn row(session: Session, words: Words, head: AnyView, abc: Option<&'static str>, part: Part, all: Part) -> AnyView {
    let bar = |share: f64| view! { <i aria-hidden="true" style:inline-size=format!("{:.1}%", share * 100.0)></i> };
    let (value, time) = (share(part.value as f64, all.value as f64), share(part.minutes as f64, all.minutes as f64));
    let an_hour = match part.minutes {
        0 => "–".to_owned(),
        minutes => {
            words.money_round(session.ledger.get_untracked().currency(), part.value as f64 * 60.0 / minutes as f64)
        }
    };
    view! {
        <tr data-abc=abc>
            <th scope="row">{head}<small>{words.count(Key::CountAccounts, part.accounts)}</small></th>
            <td class="num">{words.percent(value)}{bar(value)}</td>
            <td class="num">{format!("{} · {}", hours(words, part.minutes), words.percent_round(time))}{bar(time)}</td>
            <td class="num">{an_hour}</td>
        </tr>
    }
    .into_any()
}

fn table(words: Words, caption: Key, first: Key, rows: Vec<AnyView>) -> impl IntoView {
    view! {
        <table class="strat-bar returns-table">
            <caption class="sr">{words.text(caption)}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.text(first)}</th>
                    <th scope="col" class="num">{words.text(Key::ReturnsOfRevenue)}</th>
                    <th scope="col" class="num">{words.text(Key::ReturnsOfHours)}</th>
                    <th scope="col" class="num">{words.text(Key::ReturnsAnHour)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn ByCell(returns: ByPtr<Returns>, basis: Basis) -> impl IntoView {
    let (session, words) = (session(), words());
    let all = returns.all(basis);
    let of = |(cell, part): (Option<Segment>, Part)| {
        let head = match cell {
            Some(cell) => view! { <span class="seg" data-seg=cell.letters()>{cell.letters()}</span> }.into_any(),
            None => words.text(Key::ReturnsNoCell).into_any(),
        };
        row(session, words, head, cell.map(|cell| cell.abc.letter()), part, all)
    };
    let rows = returns.by_cell(basis).into_iter().map(of).collect();
    table(words, Key::ReturnsByCell, Key::ReturnsCell, rows)
}

#[component]
fn ByLevel(returns: ByPtr<Returns>, basis: Basis) -> impl IntoView {
    let (session, words) = (session(), words());
    let all = returns.all(basis);
    let of = |(level, part): (Level, Part)| row(session, words, words.level(level).into_any(), None, part, all);
    let rows = returns.by_level(basis).into_iter().map(of).collect();
    table(words, Key::ReturnsByLevel, Key::ReturnsLevel, rows)
}

/// Those that lean to one side, each with its evidence and where that is changed.
#[component]
fn Leaners(returns: ByPtr<Returns>, basis: Basis, lean: Lean, edited: RwSignal<Option<Segment>>) -> impl IntoView {
    let (session, words) = (session(), words());
    let found: Vec<Leaning> = returns.leaning(basis).into_iter().filter(|of| of.lean == lean).collect();
    let shows_all = RwSignal::new(false);
    let (title, test_id) = match lean {
        Lean::More => (Key::ReturnsMore, "returns-more"),
        Lean::Less => (Key::ReturnsLess, "returns-less"),
    };
    let all = returns.all(basis);
    let (count, places) = (found.len(), StoredValue::new(found));
    let rows = move || {
        let shown = if shows_all.get() { count } else { SHOWN };
        let of = |leaning: &Leaning| {
            let account = returns.accounts.iter().find(|account| account.id == leaning.id)?;
            Some(leaner(session, words, *account, *leaning, (basis, all), edited))
        };
        places.with_value(|found| found.iter().take(shown).filter_map(of).collect_view())
    };
    let more = move || {
        (count > SHOWN && !shows_all.get()).then(|| {
            let text = words.count(Key::ReturnsShowAll, count - SHOWN);
            view! { <Button kind=ButtonKind::Link text test_id=format!("{test_id}-all") on_click=move || shows_all.set(true)/> }
        })
    };
    (count > 0).then(|| {
        view! {
            <div data-testid=test_id>
                <h3>{words.text(title)}</h3>
                <ul>{rows}</ul>
                {more}
            </div>
        }
    })
}

fn leaner(
    session: Session,
    words: Words,
    account: AccountReturn,
    leaning: Leaning,
    (basis, all): (Basis, Part),
    edited: RwSignal<Option<Segment>>,
) -> impl IntoView + use<> {
    let id = account.id;
    let name = session.name(id);
    let evidence = words.fill(
        Key::ReturnsEvidence,
        &[
            ("value", &words.percent(share(account.value as f64, all.value as f64))),
            ("part", &words.percent(share(leaning.minutes as f64, all.minutes as f64))),
            ("hours", &hours(words, leaning.minutes)),
            ("fair", &hours(words, leaning.fair)),
        ],
    );
    let every = words.days(account.every.into());
    let Effort { touches, touch_minutes, items, item_minutes } = account.effort(basis);
    let touches = words.count(Key::ReturnsTouches, usize::try_from(touches).unwrap_or(usize::MAX));
    let (touch, item) = (hours(words, touch_minutes), hours(words, item_minutes));
    let into = match basis {
        Basis::Spent => {
            let items = words.count(Key::ReturnsItems, usize::try_from(items).unwrap_or(usize::MAX));
            let places = [("touches", touches.as_str()), ("touch", &touch), ("items", &items), ("item", &item)];
            words.fill(Key::ReturnsSpentOn, &places)
        }
        Basis::Ahead => {
            let places = [("days", every.as_str()), ("touches", &touches), ("touch", &touch), ("item", &item)];
            words.fill(Key::ReturnsAheadOn, &places)
        }
    };
    let of = |section: Option<Section>| Route::Account { id, section: section.map(|section| section.name().into()) };
    let cell = account.cell.map(|cell| {
        view! { <span class="seg" data-seg=cell.letters()>{cell.letters()}</span> }
    });
    // How often an account hears from us is set for key accounts; the others are handled as their cell is.
    let cadence = account.is_key.then(|| {
        let text = words.fill(Key::ReturnsCadence, &[("days", &every)]);
        view! { <a href=of(Some(Section::Next)).to_string() data-testid="returns-cadence">{text}</a> }
    });
    let strategy = account.cell.map(|cell| {
        view! {
            <Button
                kind=ButtonKind::Link
                text=words.fill(Key::ReturnsStrategy, &[("segment", cell.letters())])
                test_id="returns-strategy"
                writes=true
                on_click=move || edited.set(Some(cell))
            />
        }
    });
    let shown = name.clone();
    view! {
        <li data-account=name>
            <p><a href=of(None).to_string()><bdi>{shown}</bdi></a> " " {cell}</p>
            <p class="note">{evidence} " " {into}</p>
            <p class="row no-print">{cadence} {strategy}</p>
        </li>
    }
}
