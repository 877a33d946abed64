//! What isn't one customer: rows that say none, which can be kept as one account; and names for many
//! customers together, which stand beside the ranks unless a person says otherwise.

use leptos::prelude::*;

use crate::book::StandsFor;
use crate::exchange::{FileKind, MatchedBy};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::importing::current_import;
use crate::ui::words::words;

/// Names shown; a file has a few of them.
const SHOWN: usize = 20;

/// How many rows say no customer and what they come to, with the choice to keep them.
#[component]
pub fn Nobodys() -> impl IntoView {
    let importing = current_import();
    let words = words();
    let kept = move || importing.spec.with(|spec| spec.as_ref().is_some_and(|spec| !spec.nobodys.is_empty()));
    let keep = move |event| {
        let name =
            if event_target_checked(&event) { words.text(Key::StandsForNobody).to_owned() } else { String::new() };
        importing.edit_spec(|spec| spec.nobodys = name);
    };
    move || {
        let preview = importing.preview.get()?;
        let (rows, sum) = preview.import.reconciliation.nobodys;
        (rows > 0 && preview.import.kind == FileKind::Sales).then(|| {
            let currency = preview.delta.sales.currency();
            let money = format!("{} {currency}", words.money(currency, sum.into()));
            let text = words.counted(Key::NobodysRows, rows as usize, &[("sum", &money)]);
            view! {
                <div class="banner" data-tone="warn" data-testid="import-nobodys">
                    <Icon glyph=Glyph::Warn/>
                    <div class="stack-s">
                        <p>{text}</p>
                        <label class="check">
                            <input type="checkbox" prop:checked=kept on:change=keep/>
                            {words.text(Key::NobodysKeep)}
                        </label>
                    </div>
                </div>
            }
        })
    }
}

/// The file's names that stand for many customers, each to be unticked.
#[component]
pub fn CollectiveAccounts() -> impl IntoView {
    let importing = current_import();
    let words = words();
    let choice = move |name: String| {
        let known = name.clone();
        let is_many = move || !importing.decisions.with(|decisions| decisions.single.contains(&known));
        let decided = name.clone();
        let decide = move |event| importing.decide_single(decided.clone(), !event_target_checked(&event));
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=is_many on:change=decide/>
                <bdi>{name}</bdi>
            </label>
        }
    };
    let names = Memo::new(move |_| {
        let Some(preview) = importing.preview.get() else { return Vec::new() };
        let customers = preview.import.customers.iter().zip(&preview.matches);
        // What the book has was decided there.
        let new = customers
            .filter(|(customer, found)| customer.stands_for == Some(StandsFor::Many) && found.by == MatchedBy::Nothing);
        new.map(|(customer, _)| customer.name.clone()).take(SHOWN).collect::<Vec<_>>()
    });
    move || {
        let names = names.get();
        (!names.is_empty()).then(|| {
            view! {
                <section data-testid="import-collective">
                    <div class="section-head"><h2>{words.text(Key::CollectiveTitle)}</h2></div>
                    <p class="note">{words.text(Key::CollectiveHint)}</p>
                    <div class="stack-s">{names.into_iter().map(choice).collect_view()}</div>
                </section>
            }
        })
    }
}
