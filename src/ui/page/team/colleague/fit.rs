//! How one of ours fits the accounts they answer for: languages, industries, products (T4).

use leptos::prelude::*;

use crate::browser::language_names::language_name;
use crate::team::languages::Tongue;
use crate::team::skills::{Field, Fit};
use crate::text::Key;
use crate::ui::words::{Words, isolated, words};

/// So many of each are shown.
const MOST: usize = 8;

#[component]
pub fn FitShown(fit: Memo<Fit>, name: Memo<String>) -> impl IntoView {
    let words = words();
    let named = move |key: Key| words.fill(key, &[("name", &isolated(&name.get()))]);
    let languages = move || {
        fit.with(|fit| {
            let rows: Vec<Bar> = fit
                .languages
                .iter()
                .map(|of| Bar { name: tongue(words, &of.tongue), accounts: of.accounts, is_known: of.is_spoken })
                .collect();
            let untold = (!fit.tells_languages).then(|| view! { <p class="note">{named(Key::FitUntold)}</p> });
            view! {
                {bars(words, rows)}
                {untold}
                {key(words.text(Key::FitNotSpoken), &named(Key::FitSpoken))}
            }
        })
    };
    let industries = move || fit.with(|fit| bars(words, of_fields(&fit.industries)));
    let groups = move || {
        fit.with(|fit| {
            view! {
                {bars(words, of_fields(&fit.groups))}
                {key(words.text(Key::FitNotSold), &named(Key::FitSold))}
            }
        })
    };
    let part = |title: Key, test_id: &'static str, body: AnyView| {
        view! { <div data-testid=test_id><h3 class="block-head">{words.text(title)}</h3>{body}</div> }
    };
    view! {
        <div class="skill-fit below">
            {part(Key::FitLanguages, "fit-languages", languages.into_any())}
            {part(Key::FitIndustries, "fit-industries", industries.into_any())}
            {part(Key::FitGroups, "fit-groups", groups.into_any())}
        </div>
    }
}

/// One line of a list with bars.
struct Bar {
    name: String,
    accounts: usize,
    is_known: bool,
}

fn of_fields(fields: &[Field]) -> Vec<Bar> {
    let bar = |of: &Field| Bar { name: of.name.clone(), accounts: of.accounts, is_known: of.is_known };
    fields.iter().map(bar).collect()
}

fn bars(words: Words, all: Vec<Bar>) -> AnyView {
    if all.is_empty() {
        return view! { <p class="note">{words.text(Key::FitNone)}</p> }.into_any();
    }
    let most = all.iter().map(|of| of.accounts).max().unwrap_or(1).max(1);
    let row = |of: &Bar| {
        let share = format!("{:.1}%", of.accounts as f64 / most as f64 * 100.0);
        let part = if of.is_known { "known" } else { "open" };
        view! {
            <li>
                <span><bdi>{of.name.clone()}</bdi></span>
                <i data-part=part style:inline-size=share></i>
                <span class="num">{words.number(of.accounts)}</span>
            </li>
        }
    };
    let rows = all.iter().take(MOST).map(row).collect_view();
    let rest = all.len().saturating_sub(MOST);
    let rest = (rest > 0).then(|| view! { <p class="note">{words.count(Key::OwnedMore, rest)}</p> });
    view! { <ul class="skill-bars">{rows}</ul> {rest} }.into_any()
}

/// What the two looks of a bar mean.
fn key(open: &str, known: &str) -> impl IntoView + use<> {
    let (open, known) = (open.to_owned(), known.to_owned());
    view! {
        <p class="skill-key">
            <span><i data-part="known"></i>{known}</span>
            <span><i data-part="open"></i>{open}</span>
        </p>
    }
}

fn tongue(words: Words, tongue: &Tongue) -> String {
    match tongue {
        Tongue::Known(code) => language_name(words.language(), code),
        Tongue::Other(name) => name.clone(),
    }
}
