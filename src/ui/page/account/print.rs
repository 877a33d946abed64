//! The dossier on paper (D8): what goes on it is chosen and seen here; the browser's own dialog prints
//! it or makes a PDF. It is made of the page's own sections, so it holds what the page holds.

use leptos::context::Provider;
use leptos::prelude::*;

use super::account_view::AccountView;
use super::classification::ClassificationTags;
use super::document::PrintBar;
use super::head::AccountTitle;
use super::sections::section_view;
use crate::book::account::field;
use crate::browser::preferences;
use crate::dossier::section::Section;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Radio, SegBadge};
use crate::ui::dossier_words::read_as_of;
use crate::ui::fields::colleague_name;
use crate::ui::page::titled;
use crate::ui::printing::{Extent, mark, unmark};
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

/// The sheets there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paper {
    A4,
    Letter,
}

impl Paper {
    const ALL: [Self; 2] = [Self::A4, Self::Letter];

    /// Its name in the style sheet.
    fn code(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }

    fn name(self) -> Key {
        match self {
            Self::A4 => Key::PaperA4,
            Self::Letter => Key::PaperLetter,
        }
    }
}

#[component]
pub fn PrintPage(id: crate::book::RecordId) -> impl IntoView {
    let session = session();
    let words = words();
    let account_view = AccountView::provide(id);
    let (paper, cover, breaks) =
        (RwSignal::new(Paper::A4), RwSignal::new(!preferences::prints_short()), RwSignal::new(false));
    let (is_short, has_tables) = (RwSignal::new(preferences::prints_short()), RwSignal::new(false));
    let sections = |short: bool| if short { Section::SHORT.to_vec() } else { Section::ALL.to_vec() };
    let chosen = RwSignal::new(sections(is_short.get_untracked()));
    // What is short has no cover, and fewer sections; whoever wants others chooses them then.
    Effect::new(move |before: Option<bool>| {
        let short = is_short.get();
        if before.is_some_and(|before| before != short) {
            preferences::keep_prints_short(short);
            cover.set(!short);
            chosen.set(sections(short));
        }
        short
    });
    let extent = Memo::new(move |_| Extent { is_short: is_short.get(), has_tables: has_tables.get() });
    Effect::new(move |_| titled(format!("{} · {}", account_view.name.get(), words.text(Key::DossierOf))));
    // Running heads are drawn by the page's margins, which read the root's attributes alone.
    Effect::new(move |_| {
        let printed = words.fill(Key::PrintedOn, &[("day", &words.day(crate::browser::clock::today()))]);
        let by = session.author_untracked().map(|by| session.book_untracked().name(by)).unwrap_or_default();
        let read = read_as_of(words, session.read_on.get()).unwrap_or_default();
        let parts = [printed, read, by, words.text(Key::Confidential).into()];
        let aside = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let head = format!("{} · {}", account_view.name.get(), words.text(Key::DossierOf));
        let cover = if cover.get() { "yes" } else { "" };
        let marks = [
            ("data-paper", paper.get().code()),
            ("data-account", &head),
            ("data-printed", &aside),
            ("data-cover", cover),
        ];
        for (name, value) in marks {
            if value.is_empty() {
                unmark(name);
                continue;
            }
            mark(name, value);
        }
    });
    on_cleanup(|| ["data-paper", "data-account", "data-printed", "data-cover"].into_iter().for_each(unmark));
    let papers = Paper::ALL.map(|value| {
        view! { <Radio group="paper" value chosen=paper text=value.name() test_id=format!("paper-{}", value.code())/> }
    });
    let boxes = Section::ALL.map(|of| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    value=of.name()
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&of))
                    on:change=move |event| {
                        let is_wanted = event_target_checked(&event);
                        chosen.update(|chosen| {
                            chosen.retain(|held| *held != of);
                            if is_wanted {
                                chosen.push(of);
                            }
                            chosen.sort_unstable();
                        });
                    }
                />
                <span>{words.text(of.title())}</span>
            </label>
        }
    });
    let switch = move |label: Key, signal: RwSignal<bool>, test_id: &'static str| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    data-testid=test_id
                    prop:checked=signal
                    on:change=move |event| signal.set(event_target_checked(&event))
                />
                <span>{words.text(label)}</span>
            </label>
        }
    };
    view! {
        <div class="no-print">
            <PrintBar id name=account_view.name title=Key::PrintTitle hint=Key::PrintHint/>
            <div class="panel print-options">
                <fieldset class="field">
                    <legend class="label">{words.text(Key::PrintExtent)}</legend>
                    <Radio group="extent" value=true chosen=is_short text=Key::PrintShort hint=Key::PrintShortIs test_id="print-short"/>
                    <Radio group="extent" value=false chosen=is_short text=Key::PrintFull hint=Key::PrintFullIs test_id="print-full"/>
                    <p class="label">{words.text(Key::PrintPaper)}</p>
                    <div class="row">{papers.into_iter().collect_view()}</div>
                    {switch(Key::PrintCover, cover, "print-cover")}
                    {switch(Key::PrintBreaks, breaks, "print-breaks")}
                    {switch(Key::PrintTables, has_tables, "print-tables")}
                </fieldset>
                <fieldset class="field">
                    <legend class="label">{words.text(Key::PrintSections)}</legend>
                    <div class="checks-list print-sections">{boxes.into_iter().collect_view()}</div>
                    <div class="row">
                        <Button
                            kind=ButtonKind::Link
                            text=Key::PrintAll
                            on_click=move || chosen.set(Section::ALL.to_vec())
                        />
                        <Button kind=ButtonKind::Link text=Key::PrintNone on_click=move || chosen.set(Vec::new())/>
                    </div>
                </fieldset>
            </div>
        </div>
        {move || {
            let extent = extent.get();
            view! { <Provider value=extent><Sheet account_view extent cover breaks chosen/></Provider> }
        }}
    }
}

/// What goes on paper, built anew with how much of it is wanted.
#[component]
fn Sheet(
    account_view: AccountView,
    extent: Extent,
    cover: RwSignal<bool>,
    breaks: RwSignal<bool>,
    chosen: RwSignal<Vec<Section>>,
) -> impl IntoView {
    view! {
        <article
            class="sheet"
            data-testid="sheet"
            data-extent=if extent.is_short { "short" } else { "full" }
            data-breaks=move || breaks.get().then_some("section")
        >
            {move || cover.get().then(|| view! { <Cover account_view chosen/> })}
            <SheetHead account_view/>
            // Only what is added is built: a dossier is long.
            <For each=move || chosen.get() key=|section| *section children=move |section| section_view(account_view, section)/>
            <SheetFoot account_view/>
        </article>
    }
}

/// The first page: whose file it is, and what is in it.
#[component]
fn Cover(account_view: AccountView, chosen: RwSignal<Vec<Section>>) -> impl IntoView {
    let session = session();
    let words = words();
    let AccountView { id, name, finding, figures, .. } = account_view;
    let facts = [
        (session.field(id, field::city), Key::FieldCity),
        (session.field(id, field::country), Key::FieldCountry),
        (session.field(id, field::industry), Key::FieldIndustry),
        (colleague_name(session, id, field::owner), Key::FieldOwner),
        (colleague_name(session, id, field::deputy), Key::FieldDeputy),
    ];
    let row = move |(value, label): (Memo<String>, Key)| {
        move || {
            (!value.with(String::is_empty)).then(|| {
                view! { <div><dt>{words.text(label)}</dt><dd><bdi>{value}</bdi></dd></div> }
            })
        }
    };
    let entry = move |section: Section| view! { <li>{words.text(section.title())}</li> };
    view! {
        <header class="cover">
            <p class="cover-kind">{words.text(Key::DossierOf)}</p>
            {move || view! { <SegBadge finding=finding.get() large=true/> }}
            <p class="cover-name"><bdi>{name}</bdi></p>
            <p class="row"><ClassificationTags id figures/></p>
            <dl class="cover-facts">{facts.map(row).into_iter().collect_view()}</dl>
            <h2>{words.text(Key::CoverContents)}</h2>
            <ol class="cover-contents">{move || chosen.get().into_iter().map(entry).collect_view()}</ol>
            <p class="cover-foot">
                {words.fill(Key::PrintedOn, &[("day", &words.day(crate::browser::clock::today()))])}
                {move || read_as_of(words, session.read_on.get()).map(|read| format!(" · {read}"))}
                " · "
                {words.text(Key::Confidential)}
            </p>
        </header>
    }
}

#[component]
fn SheetHead(account_view: AccountView) -> impl IntoView {
    let session = session();
    let id = account_view.id;
    let parts = [field::address, field::postal_code, field::city, field::country, field::phone]
        .map(|field| session.field(id, field));
    let line = move || {
        let parts = parts.map(|part| part.get()).into_iter().filter(|part| !part.is_empty());
        parts.map(|part| isolated(&part)).collect::<Vec<_>>().join(" · ")
    };
    view! {
        <div class="sheet-title">
            <AccountTitle account_view/>
            <p class="page-sub">{line}</p>
        </div>
    }
}

/// Where the figures come from.
#[component]
fn SheetFoot(account_view: AccountView) -> impl IntoView {
    let session = session();
    let words = words();
    let is_sample = session.field(account_view.id, field::sample);
    let figures = move || {
        let analysis = session.analysis.get()?;
        let orders = account_view.finding.get().map(|finding| finding.orders).unwrap_or_default();
        let measure = words.in_currency(words.measure_title(analysis.measure), analysis.currency);
        let (from, to) = (words.day(analysis.window.0), words.day(analysis.window.1));
        let orders = words.count(Key::CountOrders, orders);
        let places = [("orders", orders), ("from", from), ("to", to), ("measure", measure)];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        Some(words.fill(Key::SheetFoot, &places))
    };
    view! {
        <footer class="sheet-foot">
            <p>{figures}</p>
            {move || is_sample.get().then(|| view! { <p>{words.text(Key::SheetSample)}</p> })}
        </footer>
    }
}
