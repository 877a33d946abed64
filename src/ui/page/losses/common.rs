//! What lost accounts have in common, said only where the numbers bear it (C15).

use leptos::prelude::*;

use super::by_group::{dimension, group_name};
use super::shown::Shown;
use crate::analysis::losses::GroupLosses;
use crate::retention::loss_groups::{Dimension, Group};
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

/// So many groups are shown.
const FIRST: usize = 8;

#[component]
pub fn InCommon(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let body = move || {
        let groups = shown.groups.get()?;
        if groups.counts().0 == 0 {
            return Some(view! { <p class="note">{words.text(Key::CommonTooShort)}</p> }.into_any());
        }
        let found = groups.in_common();
        let (all, lost) = (words.number(found.accounts), words.number(found.lost));
        let name = |found: &GroupLosses<(Dimension, Group)>| {
            let (by, group) = &found.group;
            format!("{}: {}", capital(words.text(dimension(*by))), group_name(session, words, group))
        };
        let telling: Vec<String> = found
            .telling()
            .map(|group| {
                let places = [
                    ("group", name(group)),
                    ("n", words.number(group.lost)),
                    ("of", words.number(group.accounts)),
                    ("lost", lost.clone()),
                    ("all", all.clone()),
                    ("odds", odds(words, group.by_chance.unwrap_or_default())),
                ];
                words.fill(Key::CommonFound, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
            })
            .collect();
        let reading = match telling.is_empty() {
            true => words.text(Key::CommonNothing).to_owned(),
            false => telling.join(" "),
        };
        let most =
            found.groups.iter().map(|group| group.lost as f64 / group.accounts.max(1) as f64).fold(0.0, f64::max);
        let rows = found.groups.iter().filter(|group| group.lost > 0).take(FIRST).map(|group| {
            let share = group.lost as f64 / group.accounts.max(1) as f64;
            let size = format!("{:.1}%", if most > 0.0 { share / most * 100.0 } else { 0.0 });
            let (n, all) = (words.number(group.lost), words.number(group.accounts));
            let (bar, text) = match group.by_chance {
                Some(_) => (Some(view! { <i style:inline-size=size></i> }), Key::CommonOf),
                None => (None, Key::CommonFew),
            };
            let text = words.fill(text, &[("n", &n), ("all", &all)]);
            view! { <li><span>{rich(name(group))}</span><span aria-hidden="true">{bar}</span><span class="num">{text}</span></li> }
        });
        let rows = rows.collect_view();
        let whole = words.fill(Key::CommonOf, &[("n", &lost), ("all", &all)]);
        let limit = found.groups.first().and_then(|group| group.by_chance).map(|chance| {
            let places = [("odds", odds(words, chance)), ("limit", odds(words, found.limit()))];
            let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
            view! { <p class="note">{words.counted(Key::CommonLimit, found.tested, &places)}</p> }
        });
        Some(
            view! {
                <p class="note">{words.counted(Key::CommonNote, found.lost, &[("all", &all)])}</p>
                <p class="reading">{rich(reading)}</p>
                <ul class="losses-tally">
                    {rows}
                    <li><span>{words.text(Key::CommonAll)}</span><span></span><span class="num">{whole}</span></li>
                </ul>
                {limit}
            }
            .into_any(),
        )
    };
    view! {
        <section class="section" data-testid="losses-common">
            <div class="section-head"><h2>{words.text(Key::CommonTitle)}</h2></div>
            {body}
        </section>
    }
}

/// "1 time in 340"
fn odds(words: Words, chance: f64) -> String {
    let of = (1.0 / chance.max(1e-9)).round() as usize;
    words.fill(Key::CommonOdds, &[("n", &words.number(of.max(1)))])
}

/// A name that stands alone begins with a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
