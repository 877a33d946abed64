//! What both sides changed, side by side: each decided by itself, or all at once.

use leptos::prelude::*;

use super::Merging;
use crate::book::{Book, Bulk, Decisions, DeletionConflict, MergeSide, ValueConflict};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::fields::{field_name, field_value};
use crate::ui::words::isolated;

/// How many conflicts are shown to begin with, and how many more at a time.
const STEP: usize = 50;

#[component]
pub(super) fn Conflicts(merging: Merging) -> impl IntoView {
    let words = merging.sides.with_value(|sides| sides.words);
    let shown = RwSignal::new(STEP);
    let section = move || {
        let asked = merging.asked.get().filter(|asked| !asked.conflicts.is_empty() || !asked.deletions.is_empty())?;
        let total = asked.conflicts.len() + asked.deletions.len();
        let values = asked.conflicts.len();
        let state = move || {
            let open = values - merging.decisions.with(|decisions| decisions.values.len()).min(values);
            let (decided, open) = (words.number(total - open), words.number(open));
            words.fill(Key::MergeDecidedOf, &[("n", &decided), ("open", &open)])
        };
        let limit = shown.get();
        let rows = asked.conflicts.iter().take(limit).map(|conflict| value(merging, conflict.clone()).into_any());
        let rows = rows
            .chain(asked.deletions.iter().take(limit).map(|conflict| deletion(merging, conflict.clone()).into_any()));
        let rows = rows.collect_view();
        let more = values.max(asked.deletions.len()).saturating_sub(limit);
        let more = (more > 0).then(|| {
            view! {
                <p class="note">
                    {words.count(Key::MergeFieldsMore, more)} " "
                    <Button
                        kind=ButtonKind::Link
                        text=Key::MergeShowMore
                        test_id="merge-more-conflicts"
                        on_click=move || shown.update(|shown| *shown += STEP)
                    />
                </p>
            }
        });
        let theirs = merging.sides.with_value(|sides| sides.theirs.export.by.map(|by| sides.device(by)));
        let theirs = theirs.unwrap_or_else(|| words.text(Key::MergeTheirs).into());
        Some(view! {
            <section class="section" data-testid="merge-conflict-list">
                <div class="section-head">
                    <h2>{words.text(Key::MergeBothTitle)}</h2>
                    <span class="note">{state}</span>
                </div>
                <AllAtOnce merging/>
                <div class="conflict-head" aria-hidden="true">
                    <span></span>
                    <span>{words.text(Key::MergeYours)}</span>
                    <span><bdi>{theirs}</bdi></span>
                </div>
                <div class="conflicts">{rows}</div>
                {more}
            </section>
        })
    };
    view! { {section} }
}

/// Decides all of them, once it is said how many values lose and whose.
#[component]
fn AllAtOnce(merging: Merging) -> impl IntoView {
    let words = merging.sides.with_value(|sides| sides.words);
    let wanted = RwSignal::new(None::<Bulk>);
    let button = move |bulk: Bulk, key: Key, test_id: &'static str| {
        view! {
            <Button
                small=true
                text=key
                test_id
                pressed=move || wanted.get() == Some(bulk)
                on_click=move || wanted.set(Some(bulk))
            />
        }
    };
    let said = move || {
        let bulk = wanted.get()?;
        let (ours, theirs) = merging.asked.with(|asked| asked.as_ref().map(|asked| asked.losses(bulk)))?;
        let lose = [(ours, Key::MergeLoseOurs), (theirs, Key::MergeLoseTheirs)];
        let lose = lose.into_iter().filter(|(n, _)| *n > 0).map(|(n, key)| words.count(key, n));
        let text = format!("{}. {}", words.list(lose), words.text(Key::MergeLoserStays));
        let decide = move || {
            merging.asked.with_untracked(|asked| {
                if let Some(asked) = asked {
                    merging.decisions.update(|decisions| asked.decide_all(bulk, decisions));
                }
            });
            wanted.set(None);
        };
        Some(view! {
            <span class="note" role="status" data-testid="merge-losses">{text}</span>
            <Button kind=ButtonKind::Quiet small=true text=Key::MergeDecideSo test_id="merge-decide-so" on_click=decide/>
        })
    };
    view! {
        <div class="bulk" role="group" aria-label=words.text(Key::MergeDecideAll)>
            {button(Bulk::Ours, Key::MergeBulkOurs, "merge-all-ours")}
            {button(Bulk::Theirs, Key::MergeBulkTheirs, "merge-all-theirs")}
            {button(Bulk::Later, Key::MergeBulkLater, "merge-all-later")}
            {said}
        </div>
    }
}

/// One side of a conflict: its value, who wrote it and when.
#[component]
fn ChoiceOfSide(
    group: String,
    test_id: &'static str,
    /// `None`: nothing is there.
    value: Option<String>,
    nothing: Key,
    small: String,
    #[prop(into)] is_chosen: Signal<bool>,
    choose: Callback<()>,
) -> impl IntoView {
    let nothing = crate::ui::words::words().text(nothing);
    let value = match value {
        Some(value) => view! { <bdi>{value}</bdi> }.into_any(),
        None => view! { <span class="empty-value">{nothing}</span> }.into_any(),
    };
    view! {
        <label class="conflict-side">
            <input
                type="radio"
                name=group
                data-testid=test_id
                prop:checked=is_chosen
                on:change=move |_| choose.run(())
            />
            <span class="value">{value}</span>
            <small>{small}</small>
        </label>
    }
}

fn value(merging: Merging, conflict: ValueConflict) -> impl IntoView {
    let sides = merging.sides.get_value();
    let (words, book) = (sides.words, sides.session.book_untracked());
    let what = field_name(words, &book, &conflict.kind, &conflict.field);
    let shown = |book: &Book, value: &serde_json::Value| {
        (!value.is_null()).then(|| field_value(words, book, &conflict.kind, &conflict.field, value))
    };
    let (ours, theirs) = (shown(&book, &conflict.ours.value), shown(sides.their_book(), &conflict.theirs.value));
    let (our_when, their_when) = (sides.who_and_when(conflict.ours.stamp), sides.who_and_when(conflict.theirs.stamp));
    let name = sides.name(conflict.id);
    let group = format!("merge-{}-{}", conflict.id, conflict.field);
    let key = StoredValue::new(conflict.key());
    let is = move |side: MergeSide| {
        Signal::derive(move || {
            merging.decisions.with(|decisions| key.with_value(|key| decisions.values.get(key) == Some(&side)))
        })
    };
    let choose = move |side: MergeSide| {
        Callback::new(move |()| {
            merging.decisions.update(|decisions| {
                decisions.values.insert(key.get_value(), side);
            });
        })
    };
    let both = conflict.may_keep_both().then(|| {
        let choose = choose(MergeSide::Both);
        view! {
            <label class="check conflict-both">
                <input
                    type="radio"
                    name=group.clone()
                    data-testid="merge-both"
                    prop:checked=is(MergeSide::Both)
                    on:change=move |_| choose.run(())
                />
                <span>{words.text(Key::MergeKeepBoth)}</span>
            </label>
        }
    });
    let legend = format!("{}{}{what}", isolated(&name), words.text(Key::ListComma));
    view! {
        <fieldset class="conflict" data-testid="merge-conflict" data-field=conflict.field.clone() data-name=name>
            <legend class="sr">{legend}</legend>
            <div class="conflict-what"><b>{what}</b><small><bdi>{name.clone()}</bdi></small></div>
            <ChoiceOfSide
                group=group.clone()
                test_id="merge-ours"
                value=ours
                nothing=Key::ValueEmpty
                small=our_when
                is_chosen=is(MergeSide::Ours)
                choose=choose(MergeSide::Ours)
            />
            <ChoiceOfSide
                group
                test_id="merge-theirs"
                value=theirs
                nothing=Key::ValueEmpty
                small=their_when
                is_chosen=is(MergeSide::Theirs)
                choose=choose(MergeSide::Theirs)
            />
            {both}
        </fieldset>
    }
}

/// Whether what a deletion took goes, as far as it is decided.
fn goes(decisions: &Decisions, conflict: &DeletionConflict) -> bool {
    decisions.deletions.get(&conflict.deletion).copied().unwrap_or_default()
}

fn deletion(merging: Merging, conflict: DeletionConflict) -> impl IntoView {
    let sides = merging.sides.get_value();
    let words = sides.words;
    // The account, where it went with all that belongs to it.
    let main = conflict.records.iter().copied().find(|id| *id == conflict.deletion.1);
    let main = main.or(conflict.records.first().copied()).unwrap_or(conflict.deletion.1);
    let (title, name) = (sides.title(main), sides.name(main));
    let others = conflict.records.len().saturating_sub(1);
    let more = (others > 0).then(|| format!(" {}", words.count(Key::MergeFieldsMore, others)));
    let edited = format!("{title}{}", more.clone().unwrap_or_default());
    let (deleted_when, edited_when) = (sides.who_and_when(conflict.deletion.0), sides.who_and_when(conflict.edited));
    let group = format!("merge-{}-deletion", conflict.deletion.0);
    let is_there = conflict.is_there;
    let conflict = StoredValue::new(conflict);
    let is = move |wanted: bool| {
        Signal::derive(move || {
            merging.decisions.with(|decisions| conflict.with_value(|conflict| goes(decisions, conflict) == wanted))
        })
    };
    let choose = move |goes: bool| {
        Callback::new(move |()| {
            let deletion = conflict.with_value(|conflict| conflict.deletion);
            merging.decisions.update(|decisions| {
                decisions.deletions.insert(deletion, goes);
            });
        })
    };
    // What is here stands first.
    let side = |is_deletion: bool| {
        let is_ours = is_deletion != is_there;
        let (value, small) =
            if is_deletion { (None, deleted_when.clone()) } else { (Some(edited.clone()), edited_when.clone()) };
        view! {
            <ChoiceOfSide
                group=group.clone()
                test_id=if is_ours { "merge-ours" } else { "merge-theirs" }
                value
                nothing=Key::ValueDeleted
                small
                is_chosen=is(is_deletion)
                choose=choose(is_deletion)
            />
        }
    };
    let (ours, theirs) = (side(!is_there), side(is_there));
    view! {
        <fieldset class="conflict" data-testid="merge-conflict" data-field="deleted" data-name=name>
            <legend class="sr">{format!("{}{}{}", isolated(&name), words.text(Key::ListComma), words.text(Key::MergeDeletedAndEdited))}</legend>
            <div class="conflict-what"><b>{words.text(Key::MergeDeletedAndEdited)}</b><small><bdi>{name.clone()}</bdi>{more}</small></div>
            {ours}
            {theirs}
        </fieldset>
    }
}
