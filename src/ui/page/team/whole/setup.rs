//! How we are organised, who our people are, and when they are away (T1).

use leptos::prelude::*;

use super::Shown;
use crate::book::absence::{ABSENCE, field as absence_field};
use crate::book::organisation::ORGANISATION;
use crate::book::{Colleague, Organisation, RecordId, SETTINGS};
use crate::browser::clock;
use crate::glyph::Glyph;
use crate::team::carried::Member;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Opener, SampleMark, forms};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

#[component]
pub fn SetupSection(shown: Shown) -> impl IntoView {
    let session = session();
    let words = words();
    let forms = forms();
    let organise = move || forms.add_as(clock::new_id(), &ORGANISATION, SETTINGS, String::new(), Vec::new());
    let models = move || {
        let all = Organisation::in_use(&shown.book.get(), session.read_on.get());
        let rows = all.into_iter().enumerate().map(|(at, of)| model(words, shown, at == 0, of)).collect_view();
        view! { <ul class="conflicts" data-testid="team-models">{rows}</ul> }
    };
    let people = move || {
        let team = shown.team.get();
        team.members.iter().map(|member| person(session, words, shown, member)).collect_view()
    };
    let is_sample = Memo::new(move |_| shown.team.with(|team| team.members.iter().any(|of| of.colleague.sample)));
    let heads = [
        Key::PieceColleague,
        Key::ContactFunction,
        Key::ColleagueManager,
        Key::ColleagueLanguages,
        Key::ColleagueHours,
        Key::PluralAbsences,
    ];
    let heads = heads.map(|key| view! { <th scope="col">{words.text(key)}</th> }).into_iter().collect_view();
    view! {
        <section class="section" data-testid="team-setup">
            <div class="section-head">
                <h2>{words.text(Key::TeamOrganised)} " " <SampleMark shown=is_sample/></h2>
                <Button
                    kind=ButtonKind::Quiet
                    glyph=Glyph::Plus
                    text=Key::TeamNewModel
                    test_id="add-organisation"
                    writes=true
                    on_click=organise
                />
            </div>
            {models}
            <table class="table table-cards team-people" aria-label=words.text(Key::EntryColleagues) data-testid="team-people">
                <thead><tr>{heads}</tr></thead>
                <tbody>{people}</tbody>
            </table>
            <p class="note">{words.text(Key::TeamHoursHint)}</p>
        </section>
    }
}

fn model(words: Words, shown: Shown, is_used: bool, (id, of): (RecordId, Organisation)) -> impl IntoView + use<> {
    let forms = forms();
    let name = of.model.map(|model| words.text(model.name())).unwrap_or_default();
    let since = of.since.map(|day| words.fill(Key::TeamSince, &[("day", &words.day(day))]));
    let who = words.list(of.colleagues.iter().map(|id| isolated(&shown.name(*id))));
    let tag = is_used.then(|| view! { <span class="tag">{words.text(Key::TeamInUse)}</span> });
    view! {
        <li>
            <Opener open=move || forms.edit(id) test_id="organisation-open">{name}</Opener>
            <span>{since} " " <span class="muted">{who}</span></span>
            {tag}
        </li>
    }
}

fn person(session: Session, words: Words, shown: Shown, member: &Member) -> impl IntoView + use<> {
    let forms = forms();
    let id = member.id;
    let Colleague { name, function, manager, languages, weekly_hours, left_on, .. } = member.colleague.clone();
    let manager = manager.map(|id| shown.name(id));
    let hours = weekly_hours.map(|hours| words.fill(Key::HoursOf, &[("n", &words.decimal(hours.hours(), 2))]));
    let today = session.read_on.get_untracked();
    let left = left_on.filter(|day| *day <= today);
    let left = left.map(|day| {
        let said = words.labelled(Key::ColleagueLeft, &words.day(day));
        view! { " " <span class="tag">{said}</span> }
    });
    let away = member.absences.iter().filter(|(_, absence)| absence.days().is_none_or(|(_, to)| to >= today));
    let away = away.map(|(id, absence)| {
        let id = *id;
        let said = match absence.days() {
            // The year once, where there is but one.
            Some((from, to)) if words.year_of(from) == words.year_of(to) => {
                format!("{} – {}", words.day_and_month(from), words.day(to))
            }
            Some((from, to)) => format!("{} – {}", words.day(from), words.day(to)),
            None => words.text(Key::TeamNoDays).to_owned(),
        };
        view! { <Opener open=move || forms.edit(id) test_id="absence-open">{said}</Opener> " " }
    });
    let away = away.collect_view();
    let (of, shown_name) = (name.clone(), name.clone());
    let add = move || {
        let new = clock::new_id();
        forms.add_as(new, &ABSENCE, SETTINGS, of.clone(), vec![absence_field::colleague.set(new, Some(id))]);
    };
    let label = words.labelled(Key::PieceAbsence, &name);
    view! {
        <tr data-testid="team-person" data-colleague=name>
            <th scope="row"><Opener open=move || forms.edit(id) test_id="colleague-open"><bdi>{shown_name}</bdi></Opener> {left}</th>
            <td data-label=words.text(Key::ContactFunction)><bdi>{function}</bdi></td>
            <td data-label=words.text(Key::ColleagueManager)><bdi>{manager}</bdi></td>
            <td data-label=words.text(Key::ColleagueLanguages)><bdi>{languages}</bdi></td>
            <td data-label=words.text(Key::ColleagueHours)>{hours}</td>
            <td data-label=words.text(Key::PluralAbsences)>
                {away}
                <Button kind=ButtonKind::Link text=Key::TeamAddAbsence label=label test_id="add-absence" writes=true on_click=add/>
            </td>
        </tr>
    }
}
