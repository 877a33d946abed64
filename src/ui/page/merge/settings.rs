//! Settings of theirs that are others here: each with its effect, taken only if a person wants it.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde_json::Value;

use super::Merging;
use crate::book::{Edit, PeriodUnit, Setting, SettingGroup};
use crate::calendar::Date;
use crate::exchange::book_merge::accounts_moved;
use crate::text::Key;
use crate::ui::words::{Words, isolated};

#[component]
pub(super) fn SettingsOffered(merging: Merging) -> impl IntoView {
    let words = merging.sides.with_value(|sides| sides.words);
    let section = move || {
        let asked = merging.asked.get().filter(|asked| !asked.settings.is_empty())?;
        let mut groups: BTreeMap<SettingGroup, Vec<Setting>> = BTreeMap::new();
        for setting in asked.settings {
            groups.entry(setting.group).or_default().push(setting);
        }
        let rows = groups.into_iter().map(|(group, settings)| row(merging, group, &settings)).collect_view();
        Some(view! {
            <section class="section" data-testid="merge-settings">
                <div class="section-head">
                    <h2>{words.text(Key::MergeSettings)}</h2>
                    <span class="note">{words.text(Key::MergeSettingsHint)}</span>
                </div>
                <ul class="effect">{rows}</ul>
            </section>
        })
    };
    view! { {section} }
}

fn row(merging: Merging, group: SettingGroup, settings: &[Setting]) -> impl IntoView + use<> {
    let sides = merging.sides.get_value();
    let words = sides.words;
    let text = |of: fn(&Setting) -> &Value| {
        let values = settings.iter().map(|setting| value_text(words, &setting.field, of(setting)));
        values.collect::<Vec<_>>().join(" / ")
    };
    let (ours, theirs) = (text(|setting| &setting.ours), text(|setting| &setting.theirs));
    let edits: Vec<Edit> = settings.iter().map(|setting| setting.edit.clone()).collect();
    let moved = group.is_of_figures().then(|| {
        let (book, ledger) = (sides.session.book_untracked(), sides.session.ledger.get_untracked());
        let now = sides.session.analysis.get_untracked()?;
        accounts_moved(&now, &book, &ledger, edits)
    });
    let moved = moved.flatten().map(|n| {
        let text = if n == 0 { words.text(Key::MergeMovesNone).into() } else { words.count(Key::MergeMoves, n) };
        view! { <small data-testid="merge-moves" data-count=n>{text}</small> }
    });
    let is_taken = move || merging.decisions.with(|decisions| decisions.settings.contains(&group));
    let take = move |event: web_sys::Event| {
        let takes = event_target_checked(&event);
        merging.decisions.update(|decisions| {
            if takes {
                decisions.settings.insert(group);
            } else {
                decisions.settings.remove(&group);
            }
        });
    };
    view! {
        <li>
            <b>{words.text(name_of(group))}</b>
            <span>{ours}</span>
            <span aria-hidden="true">{words.arrow()}</span>
            <span>{theirs} {moved}</span>
            <label class="check">
                <input
                    type="checkbox"
                    data-testid=format!("merge-setting-{}", code_of(group))
                    prop:checked=is_taken
                    on:change=take
                />
                <span>{words.text(Key::MergeTake)}</span>
            </label>
        </li>
    }
}

/// The stored name of a group.
fn code_of(group: SettingGroup) -> String {
    crate::book::stored(&group).as_str().unwrap_or_default().to_owned()
}

fn name_of(group: SettingGroup) -> Key {
    match group {
        SettingGroup::Currency => Key::SettingCurrency,
        SettingGroup::Measure => Key::SettingMeasure,
        SettingGroup::Window => Key::SettingWindow,
        SettingGroup::Abc => Key::SettingAbc,
        SettingGroup::Xyz => Key::SettingXyz,
        SettingGroup::Provider => Key::SettingProvider,
        SettingGroup::KeyAccounts => Key::SettingKeyAccounts,
        SettingGroup::Cadences => Key::SettingCadences,
        SettingGroup::Warnings => Key::SettingWarnings,
        SettingGroup::WorkingTime => Key::SettingWorkingTime,
        SettingGroup::Targets => Key::SettingTargets,
        SettingGroup::Weights => Key::SettingWeights,
        SettingGroup::Dates => Key::SettingDates,
        SettingGroup::Others => Key::SettingOthers,
    }
}

/// A setting as a person reads it; what is made of many values is only said to be their own.
fn value_text(words: Words, field: &str, value: &Value) -> String {
    use crate::book::settings::field as of;
    let is = |fields: &[&str]| fields.contains(&field);
    let number = || value.as_u64().and_then(|number| u32::try_from(number).ok());
    let text = match value {
        Value::Null => Some(words.text(Key::SettingUsual).to_owned()),
        _ if is(&[of::abc_a.name, of::abc_b.name, of::provider_share.name, of::key_share.name]) => {
            number().map(|number| words.limit(number))
        }
        _ if is(&[of::xyz_x.name, of::xyz_y.name, of::silence_times.name]) => {
            number().map(|number| words.decimal(f64::from(number) / 1_000.0, 3))
        }
        _ if is(&[of::fall_share.name]) => number().map(|number| words.percent_round(f64::from(number) / 100.0)),
        _ if is(&[of::fresh_days.name, of::silence_days.name, of::fall_days.name, of::loss_days.name])
            || is(&[of::delivery_tolerance.name]) =>
        {
            number().map(|number| words.days(number.into()))
        }
        _ if is(&[of::answer_minutes.name, of::resolution_minutes.name]) => {
            number().map(|number| words.number(number as usize))
        }
        _ if is(&[of::window_from.name, of::window_to.name, of::read_on.name]) => {
            value.as_str().and_then(|day| day.parse::<Date>().ok()).map(|day| words.day(day))
        }
        _ if is(&[of::measure.name]) => {
            serde_json::from_value(value.clone()).ok().map(|measure| words.measure(measure).to_owned())
        }
        _ if is(&[of::period.name]) => {
            serde_json::from_value::<PeriodUnit>(value.clone()).ok().map(|unit| words.unit(unit).to_owned())
        }
        _ if is(&[of::currency.name, of::zone.name]) => value.as_str().map(isolated),
        _ => None,
    };
    text.unwrap_or_else(|| words.text(Key::SettingOwn).into())
}
