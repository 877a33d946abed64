//! A reassignment as a draft: what each would carry before and after, used in one change or discarded (T3).

use leptos::prelude::*;

use super::carriers::mark;
use super::single::SingleAccounts;
use super::unowned::take;
use super::{Shown, rests_on};
use crate::glyph::Glyph;
use crate::team::carried::Carried;
use crate::team::departure::Departures;
use crate::team::draft::{Draft, Rule};
use crate::team::load::Band;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, rich, words};

#[component]
pub fn Reassign(shown: Shown) -> impl IntoView {
    let session = session();
    let words = words();
    let singles = RwSignal::new(false);
    let is_empty = Memo::new(move |_| shown.draft.with(Draft::is_empty));
    let by = move |rule: Rule| {
        let draft = shown.team.with_untracked(|team| Draft::by(rule, &team.ownership));
        shown.draft.set(draft);
    };
    let used = move || {
        let owners = shown.draft.get_untracked();
        take(session, shown, owners.owners());
        shown.draft.set(Draft::default());
        singles.set(false);
    };
    let discard = move || {
        shown.draft.set(Draft::default());
        singles.set(false);
    };
    let offer = move || {
        is_empty.get().then(|| {
            view! {
                <Button text=Key::TeamDraftSuggested test_id="draft-suggested" on_click=move || by(Rule::Suggested)/>
                <Button text=Key::TeamDraftLargest test_id="draft-largest" on_click=move || by(Rule::Largest)/>
            }
        })
    };
    let table = move || (!is_empty.get()).then(|| before_and_after(session, words, shown));
    let foot = move || {
        (!is_empty.get()).then(|| {
            view! {
                <Button kind=ButtonKind::Primary text=Key::TeamUseDraft test_id="draft-use" writes=true on_click=used/>
                <Button kind=ButtonKind::Quiet text=Key::TeamDiscard test_id="draft-discard" on_click=discard/>
            }
        })
    };
    view! {
        <section class="section" data-testid="team-draft">
            <div class="section-head">
                <h2>{words.text(Key::TeamReassign)}</h2>
                {move || (!is_empty.get()).then(|| view! { <span class="tag">{words.text(Key::TeamDraft)}</span> })}
            </div>
            // Suggestions above are the way to owners; what else can be tried is behind a line.
            <details class="draft-ways" open=move || !is_empty.get()>
                <summary data-testid="team-reassign">{words.text(Key::TeamDraftHint)}</summary>
                {table}
                <div class="row draft-foot">
                    {offer}
                    {foot}
                    <Button
                        text=Key::TeamSingles
                        test_id="draft-singles"
                        pressed=singles
                        on_click=move || singles.update(|is_open| *is_open = !*is_open)
                    />
                </div>
                {move || singles.get().then(|| view! { <SingleAccounts shown/> })}
            </details>
        </section>
    }
}

fn before_and_after(session: Session, words: Words, shown: Shown) -> AnyView {
    let draft = shown.draft.get();
    let (team, book) = (shown.team.get(), shown.book.get());
    let compared = team.compared(&draft);
    let overloaded = compared.iter().filter(|(_, after)| after.load.band() == Some(Band::TooMuch));
    let overloaded: Vec<String> = overloaded.map(|(_, after)| isolated(&shown.name(after.id))).collect();
    let first = words.count(Key::TeamDraftAccounts, draft.len());
    let second = match overloaded.is_empty() {
        true => words.text(Key::TeamDraftFits).to_owned(),
        false => words.fill(Key::TeamDraftOver, &[("names", &words.list(overloaded))]),
    };
    let before = shown.departures.with(|all| all.bus_factor());
    let after = shown.values.with(|values| {
        let today = session.read_on.get();
        Departures::with_owners(&book, values, today, |id, now| draft.owner(id, now)).bus_factor()
    });
    let bus =
        words.fill(Key::TeamDraftBus, &[("before", &rests_on(words, before)), ("after", &rests_on(words, after))]);
    let rows = compared.iter().map(|pair| row(session, words, shown, pair)).collect_view();
    view! {
        <p class="reading" data-testid="draft-reading">{rich(format!("{first} {second}"))} " " {bus}</p>
        <table class="table table-cards draft-table" aria-label=words.text(Key::TeamReassign)>
            <thead>
                <tr>
                    <th scope="col">{words.text(Key::PieceColleague)}</th>
                    <th scope="col" class="num">{words.text(Key::TeamAccountsHead)}</th>
                    <th scope="col" class="num">{words.text(Key::TeamYear)}</th>
                    <th scope="col" class="num">{words.text(Key::TeamLoad)}</th>
                    <th scope="col">{words.text(Key::TeamThen)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(session: Session, words: Words, shown: Shown, (before, after): &(Carried, Carried)) -> impl IntoView + use<> {
    let name = shown.name(after.id);
    let shown_name = name.clone();
    let change = |before: String, after: String| {
        view! {
            <span class="change">
                <s>{before}</s>
                <Icon glyph=Glyph::Next/>
                <b>{after}</b>
            </span>
        }
    };
    let share = |of: &Carried| of.load.share().map_or_else(|| "–".into(), |share| words.percent(share.value()));
    let money = |minor| shown.money(session, words, minor);
    let then = after.load.band().map(|band| mark(words, band));
    view! {
        <tr data-testid="draft-row" data-colleague=name>
            <th scope="row"><bdi>{shown_name}</bdi></th>
            <td class="num" data-label=words.text(Key::TeamAccountsHead)>
                {change(words.number(before.accounts), words.number(after.accounts))}
            </td>
            <td class="num" data-label=words.text(Key::TeamYear)>{change(money(before.value), money(after.value))}</td>
            <td class="num" data-label=words.text(Key::TeamLoad)>{change(share(before), share(after))}</td>
            <td data-label=words.text(Key::TeamThen)>{then}</td>
        </tr>
    }
}
