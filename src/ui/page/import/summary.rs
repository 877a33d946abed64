//! Does it add up, and what will change.

use leptos::prelude::*;

use crate::currency::Currency;
use crate::exchange::apply_import::{AccountEffect, imported_before};
use crate::exchange::{FileKind, Lines, MatchedBy, Preview, Reason};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::Icon;
use crate::ui::importing::current_import;
use crate::ui::words::{Words, rich, words};

/// Every row in exactly one count, and the file's own sum beside ours.
#[component]
pub fn AddsUp() -> impl IntoView {
    let importing = current_import();
    let words = words();
    move || {
        importing.preview.get().map(|preview| {
            let import = &preview.import;
            let counts = &import.reconciliation;
            let figure = |count: u64, key| {
                view! {
                    <div>
                        <b>{words.number(count as usize)}</b>
                        <small>{words.text(key)}</small>
                    </div>
                }
            };
            let more = |count: u64, key| {
                view! {
                    <span class="op">"+"</span>
                    {figure(count, key)}
                }
            };
            let before = imported_before(&importing.book(), &preview).map(|day| {
                view! {
                    <div class="banner" data-tone="warn" role="status">
                        <Icon glyph=Glyph::Warn/>
                        <p>{words.fill(Key::AlreadyImported, &[("day", &words.day(day))])}</p>
                    </div>
                }
            });
            let no_profit = (counts.without_profit > 0).then(|| {
                view! { <p class="note">{words.count(Key::WithoutProfit, counts.without_profit as usize)}</p> }
            });
            let lines = lines_note(words, &counts.lines).map(|text| view! { <p class="note">{text}</p> });
            let is_once = importing.spec.with(|spec| spec.as_ref().is_some_and(|spec| spec.once == Some(true)));
            let once = is_once.then(|| view! { <p class="note">{words.text(Key::TotalsOnce)}</p> });
            let is_sales = import.kind == FileKind::Sales;
            // Of a list of candidates who enters, and who is known already.
            let entering = importing.entering();
            let taken = match entering {
                Some(effect) => view! {
                    {figure(effect.entering as u64, Key::RowsEntering)}
                    {more(effect.known(counts.imported), Key::RowsKnown)}
                }
                .into_any(),
                None => figure(counts.imported, Key::RowsImported).into_any(),
            };
            view! {
                {before}
                <section class="panel" aria-labelledby="adds-up">
                    <div class="panel-head"><h2 id="adds-up">{words.text(Key::DoesItAddUp)}</h2></div>
                    <div class="reconcile" aria-hidden="true">
                        {figure(counts.read, Key::RowsRead)}
                        <span class="op">"="</span>
                        {taken}
                        {more(counts.totals, Key::RowsTotals)}
                        {(counts.headings > 0).then(|| more(counts.headings, Key::RowsHeadings))}
                        {more(counts.skipped(), Key::RowsSkipped)}
                    </div>
                    {is_sales.then(|| view! { <div class="reconcile-sum">{sums(words, &preview)}</div> })}
                    <p class="sr" data-testid="import-reconciliation">{reconciliation_line(words, &preview, entering)}</p>
                    {lines}
                    {no_profit}
                    {once}
                    <HiddenRows/>
                </section>
                <MostLeftOut/>
            }
        })
    }
}

/// Where most rows were left out: that this is seen, and meant.
#[component]
fn MostLeftOut() -> impl IntoView {
    let importing = current_import();
    let words = words();
    let counts = Memo::new(move |_| {
        importing.preview.with(|preview| {
            let counts = preview.as_ref().map(|preview| &preview.import.reconciliation);
            counts.filter(|counts| counts.is_mostly_left_out()).map(|counts| (counts.left_out(), counts.read))
        })
    });
    move || {
        counts.get().map(|(left_out, read)| {
            let places = [("n", words.number(left_out as usize)), ("all", words.number(read as usize))];
            let text = words.fill(Key::MostLeftOut, &places.each_ref().map(|(name, value)| (*name, value.as_str())));
            view! {
                <div class="banner" data-tone="warn" role="alert" data-testid="import-left-out">
                    <Icon glyph=Glyph::Warn/>
                    <div class="stack-s">
                        <p>{text}</p>
                        <label class="check">
                            <input
                                type="checkbox"
                                prop:checked=move || importing.decisions.with(|decisions| decisions.accepts_left_out)
                                on:change=move |event| importing.accept_left_out(event_target_checked(&event))
                            />
                            {words.text(Key::GoOnWithout)}
                        </label>
                    </div>
                </div>
            }
        })
    }
}

/// What of the lines of a text are no rows by themselves, if some aren't.
fn lines_note(words: Words, lines: &Lines) -> Option<String> {
    if lines.further + lines.doubtful == 0 {
        return None;
    }
    let number = |count: u64| words.number(count as usize);
    let places = [
        ("further", number(lines.further)),
        ("doubtful", number(lines.doubtful)),
        ("empty", number(lines.empty)),
        ("lines", words.count(Key::CountLines, lines.all as usize)),
    ];
    let key = if lines.doubtful > 0 { Key::LinesDoubtful } else { Key::LinesFurther };
    Some(words.fill(key, &places.each_ref().map(|(name, text)| (*name, text.as_str()))))
}

/// Whether the hidden rows of a sheet, as those of a filtered list are, count as well.
#[component]
fn HiddenRows() -> impl IntoView {
    let importing = current_import();
    let words = words();
    let hidden = Memo::new(move |_| {
        importing.preview.with(|preview| {
            let counts = preview.as_ref().map(|preview| &preview.import.reconciliation);
            counts.map_or(0, |counts| counts.hidden + counts.skipped_for(Reason::Hidden))
        })
    });
    let is_left_out = move || importing.spec.with(|spec| spec.as_ref().is_some_and(|spec| spec.leaves_hidden_out));
    move || {
        (hidden.get() > 0).then(|| {
            view! {
                <label class="check" data-testid="import-hidden">
                    <input
                        type="checkbox"
                        prop:checked=is_left_out
                        on:change=move |event| {
                            let leaves_out = event_target_checked(&event);
                            importing.edit_spec(|spec| spec.leaves_hidden_out = leaves_out);
                        }
                    />
                    {words.count(Key::LeaveHiddenOut, hidden.get() as usize)}
                </label>
            }
        })
    }
}

/// The reconciliation in one line, for those who hear it and for other programs.
fn reconciliation_line(words: Words, preview: &Preview, entering: Option<AccountEffect>) -> String {
    let counts = &preview.import.reconciliation;
    let currency = preview.delta.sales.currency();
    let number = |count: u64| words.number(count as usize);
    let read = words.count(Key::CountRows, counts.read as usize);
    let (imported, totals) = (number(counts.imported), number(counts.totals));
    let (headings, skipped) = (number(counts.headings), number(counts.skipped()));
    let places = [
        ("read", read.as_str()),
        ("imported", &imported),
        ("totals", &totals),
        ("headings", &headings),
        ("skipped", &skipped),
    ];
    let key = if counts.headings > 0 { Key::ReconciliationHeadings } else { Key::ReconciliationLine };
    let line = match entering {
        Some(effect) => {
            let (entering, known) = (words.number(effect.entering), number(effect.known(counts.imported)));
            let places = [places.as_slice(), &[("entering", entering.as_str()), ("known", known.as_str())]].concat();
            words.fill(Key::ReconciliationCandidates, &places)
        }
        None => words.fill(key, &places),
    };
    if preview.import.kind != FileKind::Sales {
        return line.replace("**", "");
    }
    let money = |currency: Currency, minor: i64| words.money(currency, minor.into());
    let says = counts.file_total.map(|total| words.fill(Key::YourFileSays, &[("sum", &money(currency, total))]));
    let sums = std::iter::once(money(currency, counts.sum))
        .chain(counts.others.iter().map(|(other, sum, _)| format!("{} {other}", money(*other, *sum))));
    let sum = words.fill(Key::WeSum, &[("sum", &sums.collect::<Vec<_>>().join(" + "))]);
    [Some(line), says, Some(sum)].into_iter().flatten().collect::<Vec<_>>().join(" ").replace("**", "")
}

fn sums(words: Words, preview: &Preview) -> impl IntoView + use<> {
    let counts = &preview.import.reconciliation;
    let currency = preview.delta.sales.currency();
    let money = |minor: i64| words.money(currency, minor.into());
    let stated = counts.file_total.map(|total| {
        let mark = if total == counts.sum {
            view! {
                <span class="mark" data-tone="good"><Icon glyph=Glyph::Check/>{words.text(Key::Agrees)}</span>
            }
            .into_any()
        } else if counts.is_total_of_visible() {
            view! {
                <span class="mark"><Icon glyph=Glyph::Check/>{words.text(Key::AgreesVisible)}</span>
            }
            .into_any()
        } else {
            let difference = money(total.saturating_sub(counts.sum));
            view! {
                <span class="mark" data-tone="warn">
                    <Icon glyph=Glyph::Warn/>
                    {words.fill(Key::Differs, &[("difference", &difference)])}
                </span>
            }
            .into_any()
        };
        view! {
            {mark}
            <span>{rich(words.fill(Key::YourFileSays, &[("sum", &money(total))]))}</span>
        }
    });
    let others = counts.others.iter().map(|(other, sum, _)| format!("{} {other}", words.money(*other, (*sum).into())));
    let all: Vec<String> = std::iter::once(format!("{} {currency}", money(counts.sum))).chain(others).collect();
    view! {
        {stated}
        <span>{rich(words.fill(Key::WeSum, &[("sum", &all.join(" + "))]))}</span>
    }
}

/// What taking it over would do to the book.
#[component]
pub fn WhatWillChange() -> impl IntoView {
    let importing = current_import();
    let words = words();
    let fact = move |key, value: String| {
        view! {
            <div>
                <dt>{words.text(key)}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let some = move |key, count: usize| (count > 0).then(|| fact(key, words.number(count)));
    let facts = move |(preview, effect): (ByPtr<Preview>, AccountEffect)| {
        let is_sales = preview.import.kind == FileKind::Sales;
        let counts = &preview.import.reconciliation;
        let delta = &preview.delta;
        let found = |by: &[MatchedBy]| preview.matches.iter().filter(|found| by.contains(&found.by)).count();
        let orders = is_sales.then(|| {
            view! {
                {fact(Key::OrdersNew, words.number(delta.orders_created as usize))}
                {some(Key::OrdersUpdated, delta.orders_updated as usize)}
                {some(Key::OrdersHere, delta.orders_unchanged as usize)}
            }
        });
        // Of candidates only who enters and is in the book already is held against it.
        let asks = importing.entering().is_none_or(|effect| effect.enters_known());
        let are_people = matches!(preview.import.kind, FileKind::People | FileKind::Activities);
        let entries = (preview.import.kind == FileKind::Activities).then(|| {
            let entries = effect.activities;
            view! {
                {fact(Key::ActivitiesNew, words.number(entries.new))}
                {some(Key::ActivitiesSame, entries.same)}
                {some(Key::ActivitiesAside, entries.aside)}
            }
        });
        let people = are_people.then(|| {
            let people = effect.people;
            view! {
                {fact(Key::PeopleNew, words.number(people.new))}
                {some(Key::PeopleUpdated, people.updated)}
                {some(Key::PeopleSame, people.same)}
                {some(Key::PeopleAside, people.aside)}
            }
        });
        let choice = (!is_sales && !are_people && asks).then(|| view! { <Overwrite/> });
        // Where nothing numbers the orders, there are fewer of them than rows.
        let all_orders = delta.orders_created + delta.orders_updated + delta.orders_unchanged;
        let is_of_days = is_sales && counts.documents == 0 && !delta.sales.per_period && all_orders != counts.imported;
        let of_days = is_of_days.then(|| {
            let rows = words.count(Key::CountRows, counts.imported as usize);
            let orders = words.count(Key::CountOrders, all_orders as usize);
            let text = words.fill(Key::OrdersOfDays, &[("rows", &rows), ("orders", &orders)]);
            view! { <p class="note">{text}</p> }
        });
        view! {
            <section data-testid="import-effect">
                <div class="block-head"><h2>{words.text(Key::WhatWillChange)}</h2></div>
                <dl class="facts">
                    {entries}
                    {people}
                    {some(Key::FoundByNumber, found(&[MatchedBy::ExternalId, MatchedBy::TaxId]))}
                    {some(Key::FoundByName, found(&[MatchedBy::Name]))}
                    {some(Key::FoundByAlias, found(&[MatchedBy::Alias]))}
                    {fact(Key::NewAccounts, words.number(effect.created))}
                    {some(Key::AccountsUpdated, effect.updated)}
                    {orders}
                    {counts.first.map(|day| fact(Key::SalesFrom, words.day(day)))}
                    {counts.last.map(|day| fact(Key::SalesTo, words.day(day)))}
                </dl>
                {of_days}
                {choice}
                <p class="note">{words.text(Key::OneBatch)}</p>
            </section>
        }
    };
    move || importing.preview.get().zip(importing.effect.get()).map(facts)
}

/// Whether a list of customers goes before what the book says of them.
#[component]
fn Overwrite() -> impl IntoView {
    let importing = current_import();
    let words = words();
    let option = move |overwrite: bool, key| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="overwrite"
                    prop:checked=move || importing.decisions.with(|decisions| decisions.overwrite) == overwrite
                    on:change=move |_| importing.choose_overwrite(overwrite)
                />
                {words.text(key)}
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="label">{words.text(Key::OverwriteAsk)}</legend>
            {option(false, Key::OverwriteNo)}
            {option(true, Key::OverwriteYes)}
        </fieldset>
    }
}
