//! What each column means, with samples and reasons; and the file as it is.

use leptos::prelude::*;

use crate::exchange::{Column, Confidence, DateFormat, Evidence, LineKind, Need, Role};
use crate::text::Key;
use crate::ui::component::{Glyph, Icon};
use crate::ui::intake::intake;
use crate::ui::words::{Words, words};

#[component]
pub fn Columns() -> impl IntoView {
    let intake = intake();
    let words = words();
    let columns = intake.outline.get_untracked().map(|outline| outline.columns.clone()).unwrap_or_default();
    let missing = move || {
        let needs = intake.plan.with(|plan| plan.as_ref().map(|plan| plan.missing()).unwrap_or_default());
        let text = |need| {
            let key = match need {
                Need::Customer => Key::MissingCustomer,
                Need::Date => Key::MissingDate,
                Need::Amount => Key::MissingAmount,
            };
            view! {
                <div class="banner" data-tone="warn" role="alert">
                    <Icon glyph=Glyph::Warn/>
                    <p>{words.text(key)}</p>
                </div>
            }
        };
        needs.into_iter().map(text).collect_view()
    };
    let rows = columns.into_iter().enumerate().map(|(at, column)| view! { <ColumnRow at column/> }).collect_view();
    view! {
        <section>
            <div class="block-head"><h2>{words.text(Key::Columns)}</h2></div>
            <div class="banners">{missing}</div>
            <div class="table-wrap">
                <table class="table map-table">
                    <thead>
                        <tr>
                            <th scope="col">{words.text(Key::ColInFile)}</th>
                            <th scope="col">{words.text(Key::ColMeans)}</th>
                            <th scope="col">{words.text(Key::ColSamples)}</th>
                            <th scope="col">{words.text(Key::ColMatch)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn ColumnRow(at: usize, column: Column) -> impl IntoView {
    let intake = intake();
    let words = words();
    let role = Memo::new(move |_| {
        intake.plan.with(|plan| plan.as_ref().and_then(|plan| plan.roles.get(at).copied())).unwrap_or(Role::Ignore)
    });
    let guessed = column.role;
    let options = move || {
        let role = role.get();
        let option = |option| {
            view! { <option value=role_code(option) prop:selected=option == role>{words.text(role_key(option))}</option> }
        };
        Role::ALL.into_iter().map(option).collect_view()
    };
    let chosen = move |event| {
        let code = event_target_value(&event);
        if let Some(role) = Role::ALL.into_iter().find(|role| role_code(*role) == code) {
            intake.edit_plan(|plan| plan.assign(at, role));
        }
    };
    let confidence = column.confidence;
    let mark = move || {
        if role.get() != guessed {
            return view! { <span class="mark">{words.text(Key::ChosenByYou)}</span> }.into_any();
        }
        match confidence {
            _ if guessed == Role::Ignore => ().into_any(),
            Confidence::Sure => view! {
                <span class="mark" data-tone="good"><Icon glyph=Glyph::Check/>{words.text(Key::Sure)}</span>
            }
            .into_any(),
            Confidence::Likely => view! { <span class="mark">{words.text(Key::Likely)}</span> }.into_any(),
            Confidence::Unsure => view! {
                <span class="mark" data-tone="warn"><Icon glyph=Glyph::Warn/>{words.text(Key::Unsure)}</span>
            }
            .into_any(),
        }
    };
    let why: Vec<String> = column.evidence.iter().filter_map(|evidence| reason(words, evidence)).collect();
    let header = column.header.clone();
    view! {
        <tr>
            <th scope="row"><bdi>{column.header}</bdi></th>
            <td>
                <select class="select" aria-label=header on:change=chosen>{options}</select>
                <DateChoice at role/>
            </td>
            <td>
                <bdi>{column.samples.join(", ")}</bdi>
                <div class="map-sample">{why.join(", ")}</div>
            </td>
            <td>{mark}</td>
        </tr>
    }
}

/// The format of the date column, to choose.
#[component]
fn DateChoice(at: usize, role: Memo<Role>) -> impl IntoView {
    let intake = intake();
    let words = words();
    let format = Memo::new(move |_| {
        intake.plan.with(|plan| plan.as_ref().and_then(|plan| plan.dates.get(at).copied().flatten()))
    });
    let chosen = move |event| {
        let code = event_target_value(&event);
        if let Some(format) = DateFormat::ALL.into_iter().find(|format| date_code(*format) == code) {
            intake.edit_plan(|plan| {
                if let Some(slot) = plan.dates.get_mut(at) {
                    *slot = Some(format);
                }
            });
        }
    };
    move || {
        (role.get() == Role::Date).then(|| {
            let options = DateFormat::ALL.map(|option| {
                view! {
                    <option value=date_code(option) prop:selected=move || format.get() == Some(option)>
                        {words.text(date_key(option))}
                    </option>
                }
            });
            view! {
                <select class="select" aria-label=words.text(Key::DateFormatLabel) on:change=chosen>
                    <option value="" disabled prop:selected=move || format.get().is_none()>"…"</option>
                    {options.into_iter().collect_view()}
                </select>
            }
        })
    }
}

/// The first rows of the file as they stand there.
#[component]
pub fn RawHead() -> impl IntoView {
    let intake = intake();
    let words = words();
    let lines = intake.outline.get_untracked().map(|outline| outline.head.clone()).unwrap_or_default();
    let rows = lines.into_iter().take(12).map(|line| {
        let kind = match line.kind {
            LineKind::Preamble => "skip",
            LineKind::Header => "head",
            LineKind::Data => "data",
        };
        let cells = line.cells.into_iter().map(|cell| view! { <td><bdi>{cell}</bdi></td> }).collect_view();
        view! {
            <tr data-kind=kind>
                <td>{words.number(line.line as usize)}</td>
                {cells}
            </tr>
        }
    });
    view! {
        <section class="section">
            <div class="section-head"><h2>{words.text(Key::AsInFile)}</h2></div>
            <div class="table-wrap" dir="ltr" tabindex="0" role="region" aria-label=words.text(Key::AsInFile)>
                <table class="raw"><tbody>{rows.collect_view()}</tbody></table>
            </div>
        </section>
    }
}

fn reason(words: Words, evidence: &Evidence) -> Option<String> {
    Some(match evidence {
        Evidence::KnownWord { .. } => words.text(Key::WhyKnownWord).into(),
        Evidence::DistinctValues { distinct, .. } => {
            words.fill(Key::WhyDistinct, &[("n", &words.number(*distinct as usize))])
        }
        Evidence::DatesLike { format: Some(format), .. } => {
            words.fill(Key::WhyDates, &[("format", words.text(date_key(*format)))])
        }
        Evidence::NumbersLike { .. } => words.text(Key::WhyNumbers).into(),
        Evidence::Codes | Evidence::Names => words.text(Key::WhyOther).into(),
        _ => return None,
    })
}

fn role_key(role: Role) -> Key {
    match role {
        Role::Customer => Key::RoleCustomer,
        Role::CustomerId => Key::RoleCustomerId,
        Role::Date => Key::RoleDate,
        Role::Amount => Key::RoleAmount,
        Role::Quantity => Key::RoleQuantity,
        Role::Price => Key::RolePrice,
        Role::Discount => Key::RoleDiscount,
        Role::Document => Key::RoleDocument,
        Role::ProductGroup => Key::RoleGroup,
        Role::Product => Key::RoleProduct,
        Role::Currency => Key::RoleCurrency,
        Role::Cost => Key::RoleCost,
        Role::UnitCost => Key::RoleUnitCost,
        Role::Profit => Key::RoleProfit,
        Role::Ignore => Key::RoleIgnore,
    }
}

/// The value of a role in its menu: its place there.
fn role_code(role: Role) -> String {
    Role::ALL.iter().position(|other| *other == role).unwrap_or_default().to_string()
}

fn date_code(format: DateFormat) -> &'static str {
    match format {
        DateFormat::Ymd => "ymd",
        DateFormat::Dmy => "dmy",
        DateFormat::Mdy => "mdy",
    }
}

pub(super) fn date_key(format: DateFormat) -> Key {
    match format {
        DateFormat::Ymd => Key::DateYmd,
        DateFormat::Dmy => Key::DateDmy,
        DateFormat::Mdy => Key::DateMdy,
    }
}
