//! The key list of the market: customers and prospects ranked by six criteria, whose weights can be tried (K4, C20).

use leptos::prelude::*;

use super::shown::Shown;
use crate::book::MarketProfile;
use crate::book::market_profile::MARKET_PROFILE;
use crate::currency::Currency;
use crate::exchange::prospects_table::key_list_table;
use crate::prospecting::key_list::{BEST, Criterion, Hundredths, Weights};
use crate::prospecting::market::{OnList, bought_elsewhere};
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, ExportList, Forms, SegBadge, forms};
use crate::ui::keys::focus_after;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, rich, words};

/// What a criterion is called, and what stands over its column.
pub fn criterion(of: Criterion) -> (Key, Key) {
    match of {
        Criterion::Potential => (Key::CriterionPotential, Key::CriterionPotentialShort),
        Criterion::Volume => (Key::CriterionVolume, Key::CriterionVolumeShort),
        Criterion::Network => (Key::CriterionNetwork, Key::CriterionNetworkShort),
        Criterion::Brand => (Key::CriterionBrand, Key::CriterionBrandShort),
        Criterion::Employees => (Key::CriterionEmployees, Key::CriterionEmployeesShort),
        Criterion::Age => (Key::CriterionAge, Key::CriterionAgeShort),
    }
}

/// "4.70"
pub fn score(words: Words, score: Hundredths) -> String {
    words.hundredths(f64::from(score) / 100.0)
}

#[component]
pub fn KeyList(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let currency = move || session.ledger.get().currency();
    let is_empty = Memo::new(move |_| shown.market.with(|market| market.is_empty()));
    let table = move || session.with_book(|book| shown.market.with(|market| key_list_table(book, market, currency())));
    let head = move || {
        let parts = Criterion::ALL.map(|of| {
            let (name, short) = criterion(of);
            view! { <abbr title=words.text(name)>{words.text(short)}</abbr> }
        });
        view! {
            <tr>
                <th scope="col" class="num">{words.text(Key::KeyListRank)}</th>
                <th scope="col">{words.text(Key::KeyListAccount)}</th>
                <th scope="col" class="key-col-parts">
                    <span class="sr">{words.text(Key::KeyListMarks)}</span>
                    <div class="key-head">{parts.into_iter().collect_view()}</div>
                </th>
                <th scope="col" class="key-col-score">{words.text(Key::KeyListScore)}</th>
                <th scope="col" class="key-col-gap">
                    {words.fill(Key::KeyListGap, &[("currency", &currency().to_string())])}
                </th>
            </tr>
        }
    };
    let rows = move || {
        let market = shown.market.get();
        let currency = currency();
        // Bars are as long as the largest potential, or what is bought where that is more.
        let most = market.iter().map(|of| of.entry.value + of.entry.gap.unwrap_or_default()).max().unwrap_or_default();
        let mut rank = 0;
        let rows = market.iter().map(|of| {
            let place = of.entry.score.map(|_| {
                rank += 1;
                rank
            });
            row(session, words, forms, (of, place), (most, currency), shown.weights.get_untracked())
        });
        rows.collect_view()
    };
    let body = move || {
        match is_empty.get() {
        true => view! { <p class="note">{words.text(Key::KeyListNone)}</p> }.into_any(),
        false => view! {
            <p class="reading" data-testid="key-list-reading">{move || rich(reading(words, &shown.market.get(), currency()))}</p>
            <WeightsPanel shown/>
            <table class="table key-table" data-testid="key-list" aria-label=words.text(Key::KeyListTitle)>
                <thead>{head}</thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="note">{words.text(Key::KeyListLegend)}</p>
        }
        .into_any(),
    }
    };
    view! {
        <section class="section" id="key-list" data-testid="key-list-section">
            <div class="section-head">
                <h2 id="key-list-title" tabindex="-1">{words.text(Key::KeyListTitle)}</h2>
                <span class="note">{words.text(Key::KeyListNote)}</span>
                <ExportList
                    list="key-list"
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::ProspectsExport
                    label=Key::KeyListExport
                    sheet=Key::KeyListTitle
                    table
                    is_empty
                />
            </div>
            {body}
        </section>
    }
}

/// "1,083,223 a year is bought elsewhere, 523,223 of it by customers we already have; Save-a-lot Markets alone 227,626."
fn reading(words: Words, market: &[OnList], currency: Currency) -> String {
    let (all, customers) = bought_elsewhere(market);
    if all == 0 {
        return words.text(Key::KeyListNoGap).into();
    }
    let money = |minor: i128| words.money_round(currency, minor as f64);
    let most = market.iter().filter(|of| !of.is_prospect).max_by_key(|of| of.entry.gap);
    let (all, of_customers) = (money(all), money(customers));
    let places = [("all", all.as_str()), ("customers", of_customers.as_str())];
    let text = words.fill(if customers == 0 { Key::KeyListReadingNew } else { Key::KeyListReading }, &places);
    match most.and_then(|of| Some((of, of.entry.gap.filter(|gap| *gap > 0)?))) {
        Some((of, gap)) => {
            let places = [("name", isolated(&of.entry.name)), ("gap", money(gap))];
            let alone = words.fill(Key::KeyListAlone, &places.each_ref().map(|(name, value)| (*name, value.as_str())));
            format!("{text} {alone}")
        }
        None => text,
    }
}

/// How far along the scale from 1 to 5, in per cent.
fn along(score: Hundredths) -> f64 {
    ((f64::from(score) - 100.0) / 400.0 * 100.0).clamp(0.0, 100.0)
}

fn row(
    session: Session,
    words: Words,
    forms: Forms,
    (of, place): (&OnList, Option<usize>),
    (most, currency): (i128, Currency),
    weights: Weights,
) -> impl IntoView + use<> {
    let entry = &of.entry;
    let (id, name) = (entry.account, entry.name.clone());
    let to = match of.is_prospect {
        true => Route::Prospects(Some(id)).to_string(),
        false => Route::Account { id, section: None }.to_string(),
    };
    let sign = match of.is_prospect {
        true => view! { <span class="tag">{words.text(Key::KeyListProspect)}</span> }.into_any(),
        false => {
            let finding = session.analysis.get_untracked().and_then(|analysis| analysis.finding(id).cloned());
            view! { <SegBadge finding/> }.into_any()
        }
    };
    let parts = Criterion::ALL.into_iter().zip(entry.marks).map(|(of, mark)| {
        let weight = words.number(usize::try_from(weights.of(of)).unwrap_or_default());
        let said = mark.map_or_else(
            || words.text(Key::CellUnknown).to_owned(),
            |mark| words.fill(Key::KeyListMark, &[("mark", &words.number(mark.into()))]),
        );
        let places = [("what", words.text(criterion(of).0)), ("weight", weight.as_str()), ("said", said.as_str())];
        let title = words.fill(Key::KeyListPart, &places);
        let shown = mark.map_or_else(|| "?".to_owned(), |mark| words.number(mark.into()));
        let is_top = (mark == Some(BEST)).then_some("");
        view! { <span data-top=is_top data-none=mark.is_none().then_some("") title=title>{shown}</span> }
    });
    let (low, high) = entry.range;
    let between = [("low", score(words, low)), ("high", score(words, high))];
    let between = between.each_ref().map(|(name, value)| (*name, value.as_str()));
    let range = words.fill(Key::KeyListBetween, &between);
    let is_open = low != high;
    let known = words.decimal(entry.known_weight, 0);
    let said = entry.score.map_or_else(|| words.text(Key::KeyListNoScore).to_owned(), |of| score(words, of));
    let note = match (entry.score, is_open) {
        (None, _) => Some(words.fill(Key::KeyListTooLittle, &[("known", &known)])),
        (Some(_), true) => Some(words.fill(Key::KeyListRange, &[("range", &range), ("known", &known)])),
        (Some(_), false) => None,
    };
    let span = is_open.then(|| {
        let (start, size) = (format!("{:.2}%", along(low)), format!("{:.2}%", along(high) - along(low)));
        view! { <s style:inset-inline-start=start style:inline-size=size></s> }
    });
    let point = entry.score.map(|score| {
        view! { <i style:inset-inline-start=format!("{:.2}%", along(score))></i> }
    });
    let aria = format!("{said}, {range}");
    let gap = gap(words, forms, of, (most, currency));
    let (of_row, shown_name) = (name.clone(), name);
    view! {
        <tr data-testid="key-list-row" data-account=of_row>
            <td class="num muted">{place.map_or_else(|| "–".to_owned(), |place| words.number(place))}</td>
            <th scope="row">
                <span class="key-name"><a class="row-link" href=to><bdi>{shown_name}</bdi></a>{sign}</span>
            </th>
            <td class="key-col-parts"><div class="key-parts">{parts.collect_view()}</div></td>
            <td class="key-col-score">
                <div class="key-score"><b>{said}</b><span class="key-scale" role="img" aria-label=aria>{span}{point}</span></div>
                {note.map(|note| view! { <small class="muted">{note}</small> })}
            </td>
            <td class="key-col-gap">{gap}</td>
        </tr>
    }
}

/// What is bought elsewhere, of how much; or where the potential is said.
fn gap(words: Words, forms: Forms, of: &OnList, (most, currency): (i128, Currency)) -> AnyView {
    let entry = &of.entry;
    let (id, name) = (entry.account, entry.name.clone());
    let edit = move || forms.add_or_edit(MarketProfile::of(id), &MARKET_PROFILE, id, name.clone());
    let label = words.labelled(Key::KeyListFigures, &entry.name);
    let (Some(gap), Some(potential)) = (entry.gap, entry.known.potential) else {
        return view! {
            <div class="key-gap" data-none="">
                <span>
                    {words.text(Key::KeyListNoPotential)} " "
                    <Button kind=ButtonKind::Link text=Key::KeyListAdd label test_id="market-figures" writes=true on_click=edit/>
                </span>
            </div>
        }
        .into_any();
    };
    let money = |minor: i128| words.money_round(currency, minor as f64);
    let value = if entry.value == 0 { words.text(Key::KeyListNothing).to_owned() } else { money(entry.value) };
    let all = money(potential.into());
    let places = [("value", value.as_str()), ("all", all.as_str())];
    let share = |minor: i128| if most > 0 { minor as f64 * 100.0 / most as f64 } else { 0.0 };
    let [bought, elsewhere] = [entry.value, gap].map(|minor| format!("{:.1}%", share(minor)));
    view! {
        <div class="key-gap">
            <span>
                <em><Button kind=ButtonKind::Link text=money(gap) label test_id="market-figures" on_click=edit/></em>
                <small class="muted">{words.fill(Key::KeyListOf, &places)}</small>
            </span>
            <span class="key-bar" aria-hidden="true"><i style:inline-size=bought></i><s style:inline-size=elsewhere></s></span>
        </div>
    }
    .into_any()
}

/// What each criterion weighs: tried as a draft, used in one change.
#[component]
fn WeightsPanel(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let is_other = Memo::new(move |_| shown.is_other());
    let set = move |of: Criterion, text: &str| {
        // What is no number changes nothing.
        if let Some(typed) = crate::text::typed_number(text) {
            let weight = typed.round().clamp(0.0, f64::from(Weights::MOST)) as u32;
            shown.tried.set(Some(shown.weights.get_untracked().with(of, weight)));
        }
    };
    let dial = move |of: Criterion| {
        let id = format!("weight-{}", of.code());
        let value = Memo::new(move |_| shown.weights.get().of(of));
        let name = words.text(criterion(of).0);
        view! {
            <div class="slider">
                <label for=id.clone()>{name}</label>
                <input
                    class="range"
                    id=id.clone()
                    data-testid=id
                    type="range"
                    min="0"
                    max=Weights::MOST.to_string()
                    step="5"
                    prop:value=move || value.get().to_string()
                    on:input=move |event| set(of, &event_target_value(&event))
                />
                <input
                    class="input"
                    data-num
                    inputmode="numeric"
                    aria-label=name
                    prop:value=move || words.number(usize::try_from(value.get()).unwrap_or_default())
                    on:change=move |event| set(of, &event_target_value(&event))
                />
            </div>
        }
    };
    let is_usual = Memo::new(move |_| shown.weights.get() == Weights::default());
    let apply = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let change = session.with_book(|book| shown.weights.get_untracked().change(book));
        if !change.edits.is_empty() {
            session.commit(change);
            focus_after("#key-list-title");
        }
    };
    view! {
        <details class="key-weights" data-testid="key-weights">
            <summary>
                {words.text(Key::WeightsTitle)} " "
                {move || is_other.get().then(|| view! { <span class="tag">{words.text(Key::WeightsDraft)}</span> })}
            </summary>
            <form class="stack-s" on:submit=apply>
                <div class="weights">{Criterion::ALL.map(dial).into_iter().collect_view()}</div>
                <div class="row">
                    <Button
                        kind=ButtonKind::Primary
                        small=true
                        submits=true
                        text=Key::WeightsUse
                        test_id="weights-use"
                        writes=true
                        disabled=move || !is_other.get()
                    />
                    <Button
                        kind=ButtonKind::Quiet
                        small=true
                        text=Key::WeightsDiscard
                        test_id="weights-discard"
                        disabled=move || !is_other.get()
                        on_click=move || shown.tried.set(None)
                    />
                    <Button
                        kind=ButtonKind::Quiet
                        small=true
                        text=Key::WeightsUsual
                        test_id="weights-usual"
                        disabled=move || is_usual.get()
                        on_click=move || shown.tried.set(Some(Weights::default()))
                    />
                </div>
            </form>
        </details>
    }
}
