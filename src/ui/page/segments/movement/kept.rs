//! Runs of the analysis that were kept: with a date and a note, to be compared with. They stand below the
//! windows, since one of them may be the window before.

use leptos::prelude::*;

use super::{Compared, Side};
use crate::book::{Change, Edit, Label, RecordId, RecordKind, Snapshot, snapshot};
use crate::browser::clock;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

#[component]
pub(super) fn KeptRuns(compared: RwSignal<Option<Compared>>) -> impl IntoView {
    let session = session();
    let words = words();
    let note = RwSignal::new(String::new());
    let keep = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(analysis) = session.analysis.get_untracked() else { return };
        let text = note.get_untracked().trim().to_owned();
        let snapshot = Snapshot { taken_on: Some(clock::today()), note: text.clone(), ..analysis.snapshot() };
        session.commit(Change::new(Label::KeepRun { note: text }, snapshot.create(clock::new_id())));
        note.set(String::new());
    };
    // Notes are edited in place: the list is built anew only if runs come or go.
    let ids = Memo::new(move |_| {
        let book = session.book();
        let all = book.of_kind(Snapshot::KIND);
        all.map(|(id, _)| id).collect::<Vec<_>>()
    });
    view! {
        <div class="stack-s" data-testid="kept-runs">
            <form class="field kept-form" on:submit=keep>
                <label for="keep-note">{words.text(Key::KeepAsRun)}</label>
                <input
                    class="input"
                    id="keep-note"
                    title=words.text(Key::KeptRunsHint)
                    placeholder=words.text(Key::KeptNote)
                    data-testid="keep-note"
                    prop:value=note
                    on:input=move |event| note.set(event_target_value(&event))
                />
                <Button
                    submits=true
                    small=true
                    text=Key::KeepRun
                    test_id="keep-run"
                    disabled=move || session.analysis.with(Option::is_none)
                />
            </form>
            <ul class="kept">
                <For each=move || ids.get() key=|id| *id let(id)>
                    <Kept id compared/>
                </For>
            </ul>
        </div>
    }
}

#[component]
fn Kept(id: RecordId, compared: RwSignal<Option<Compared>>) -> impl IntoView {
    let session = session();
    let words = words();
    let note = session.field(id, snapshot::field::note);
    let kept: Snapshot = session.book_untracked().get(id)?;
    let taken = kept.taken_on.map(|day| words.day(day)).unwrap_or_default();
    let window = kept.window_from.zip(kept.window_to);
    let days = window.map(|(from, to)| format!("{} – {}", words.day(from), words.day(to)));
    let accounts = words.count(Key::CountAccounts, kept.results.len());
    let done = settings(words, &kept);
    let measure = words.measure_title(kept.measure);
    // Part of what differs is how it was done.
    let is_other = move || session.analysis.get().is_some_and(|now| !now.is_done_as(&kept));
    let is_compared = move || compared.get().is_some_and(|now| now.before == Side::Kept(id));
    let compare = move || {
        // With what the analysis says now.
        if let Some(analysis) = session.analysis.get_untracked() {
            compared.set(Some(Compared { before: Side::Kept(id), after: analysis.window }));
        }
    };
    let delete = move || {
        let label = Label::DeleteRun { note: note.get_untracked() };
        session.commit(Change::new(label, vec![Edit::delete::<Snapshot>(id)]));
    };
    let edit = move |event| {
        let text = event_target_value(&event);
        session.set(Label::NoteRun { note: text.clone() }, id, snapshot::field::note, text);
    };
    let named = move || words.fill(Key::DeleteRun, &[("note", &isolated(&note.get()))]);
    Some(view! {
        <li data-testid="kept-run">
            <input class="input" aria-label=words.text(Key::KeptNote) prop:value=note on:change=edit/>
            <span class="note"><b class="nowrap">{taken}</b> ": " {days} " · " {measure} " · " {accounts} " · " {done}</span>
            <Button small=true text=Key::CompareRun test_id="compare-run" pressed=is_compared on_click=compare/>
            <Button kind=ButtonKind::Quiet small=true glyph=Glyph::Trash label=named on_click=delete/>
            {move || is_other().then(|| view! { <span class="note kept-other">{words.text(Key::KeptOther)}</span> })}
        </li>
    })
}

/// "80 / 15 / 5, CV 0.5 / 1, by quarter"
fn settings(words: Words, kept: &Snapshot) -> String {
    let (a, b) = (kept.abc_a.min(10_000), kept.abc_b.clamp(kept.abc_a.min(10_000), 10_000));
    let part = |hundredths: u32| words.decimal(f64::from(hundredths) / 100.0, 2);
    let abc = [a, b - a, 10_000 - b].map(part).join(" / ");
    let xyz = [kept.xyz_x, kept.xyz_y].map(|limit| words.decimal(f64::from(limit) / 1_000.0, 3)).join(" / ");
    let unit = kept.period.map(|unit| words.unit(unit)).unwrap_or_default();
    words.fill(Key::KeptSettings, &[("abc", &abc), ("xyz", &xyz), ("unit", unit)])
}
