//! Losses of the last year by what the accounts are: segment, owner, region and more (L2).

use leptos::prelude::*;

use super::shown::Shown;
use crate::analysis::Share;
use crate::retention::loss_groups::{Dimension, Group, LossGroup, Size};
use crate::text::Key;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

#[component]
pub fn ByGroup(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let by = RwSignal::new(Dimension::Segment);
    let options = Dimension::ALL.map(|of| {
        view! {
            <option value=of.code() prop:selected=move || by.get() == of>{words.text(dimension(of))}</option>
        }
    });
    let chosen = move |event| {
        let code = event_target_value(&event);
        if let Some(found) = Dimension::ALL.into_iter().find(|of| of.code() == code) {
            by.set(found);
        }
    };
    let table = move || {
        let groups = shown.groups.get()?;
        let all = groups.by(by.get());
        if all.is_empty() {
            return Some(view! { <p class="note">{words.text(Key::ByNone)}</p> }.into_any());
        }
        let rows = all.iter().map(|group| row(session, words, group)).collect_view();
        let heads = [Key::ByAccounts, Key::OverCount, Key::OverRate, Key::OverValue];
        let heads = heads.map(|key| view! { <th scope="col" class="num">{words.text(key)}</th> });
        Some(
            view! {
                <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(Key::ByTitle)>
                    <table class="table" data-fit data-testid="losses-by-table">
                        <thead>
                            <tr><th scope="col">{words.text(dimension(by.get()))}</th>{heads.into_iter().collect_view()}</tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .into_any(),
        )
    };
    view! {
        <section class="section" data-testid="losses-by">
            <div class="section-head"><h2>{words.text(Key::ByTitle)}</h2></div>
            <div class="losses-by">
                <label for="losses-by-what">{words.text(Key::ByWhat)}</label>
                <select class="select" id="losses-by-what" data-testid="losses-by-what" on:change=chosen>
                    {options.into_iter().collect_view()}
                </select>
            </div>
            {table}
        </section>
    }
}

fn row(session: Session, words: Words, of: &LossGroup) -> impl IntoView + use<> {
    let currency = session.ledger.get_untracked().currency();
    let share = Share { of: of.lost, among: of.accounts };
    let rate = match share.rate() {
        Some(rate) if !share.is_few() => words.percent(rate),
        _ => words.fill(Key::CommonOf, &[("n", &words.number(of.lost)), ("all", &words.number(of.accounts))]),
    };
    view! {
        <tr>
            <th scope="row"><bdi>{group_name(session, words, &of.group)}</bdi></th>
            <td class="num">{words.number(of.accounts)}</td>
            <td class="num">{words.number(of.lost)}</td>
            <td class="num">{rate}</td>
            <td class="num">{words.money_round(currency, of.value as f64)}</td>
        </tr>
    }
}

pub fn dimension(of: Dimension) -> Key {
    match of {
        Dimension::Abc => Key::ByAbc,
        Dimension::Xyz => Key::ByXyz,
        Dimension::Country => Key::ByCountry,
        Dimension::Region => Key::ByRegion,
        Dimension::ProductGroup => Key::ByGroup,
        Dimension::Salesperson => Key::BySalesperson,
        Dimension::FirstYear => Key::ByFirstYear,
        Dimension::Segment => Key::BySegment,
        Dimension::Owner => Key::ByOwner,
        Dimension::Size => Key::BySize,
        Dimension::Type => Key::ByType,
        Dimension::Length => Key::ByLength,
    }
}

/// What a group is called.
pub fn group_name(session: Session, words: Words, group: &Group) -> String {
    match group {
        Group::Segment(segment) => segment.letters().to_owned(),
        Group::Abc(class) => class.letter().to_owned(),
        Group::Xyz(class) => class.letter().to_owned(),
        Group::Owner(id) => session.with_book(|book| book.name(*id)),
        Group::Size(Size::Large) => words.text(Key::SizeLarge).to_owned(),
        Group::Size(Size::Medium) => words.text(Key::SizeMedium).to_owned(),
        Group::Size(Size::Small) => words.text(Key::SizeSmall).to_owned(),
        Group::Type(kind) => kind.kind().map(|kind| words.account_type(kind).to_owned()).unwrap_or_default(),
        Group::Year(year) => crate::calendar::Date::new(*year, 7, 1).map(|day| words.year_of(day)).unwrap_or_default(),
        Group::Years(0) => words.text(Key::LengthUnder).to_owned(),
        Group::Years(years) => words.count(Key::LengthYears, usize::try_from(*years).unwrap_or_default()),
        Group::Named(name) => name.clone(),
    }
}
