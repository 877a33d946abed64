//! What the account was told and taught of what we can do for it, to whom, when, and when next (R4).

use leptos::prelude::*;

use super::account_view::AccountView;
use super::fold::Line;
use crate::book::briefing_topic::BRIEFING_TOPIC;
use crate::book::kind::{Kind, Tone};
use crate::book::{BriefingTopic, Change, RecordId};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::text::Key;
use crate::ui::component::{AddButton, Button, ButtonKind, Opener, forms};
use crate::ui::next_frame::after_first_frame;
use crate::ui::printing::is_printing;
use crate::ui::session::session;
use crate::ui::words::{Words, words};

/// What is to be shown first, by its day; then what was shown, the last first.
fn topics(dossier: &Dossier) -> Vec<(RecordId, BriefingTopic)> {
    let mut all: Vec<_> = dossier.all::<BriefingTopic>().collect();
    all.sort_by_key(|(id, topic)| {
        let next = topic.next.filter(|_| topic.is_open());
        (!topic.is_open(), next.is_none(), next, std::cmp::Reverse(topic.shown), *id)
    });
    all
}

/// How many were shown, and what comes next.
pub fn line(account_view: AccountView) -> Signal<Option<Line>> {
    let (session, words) = (session(), words());
    let AccountView { dossier, .. } = account_view;
    let make = move || {
        let (all, today) = (dossier.with(|dossier| dossier.as_ref().map(topics))?, session.read_on.get());
        let line = Line::of(reading(words, &all));
        Some(match all.iter().filter(|(_, topic)| topic.is_late(today)).count() {
            0 => line,
            late => line.marked(words.count(Key::LateCount, late), Tone::Bad),
        })
    };
    let follow = move || {
        dossier.track();
        session.read_on.track();
    };
    after_first_frame(follow, make)
}

/// "3 topics, 2 of them shown; next on 15 May: Organic cheeses."
fn reading(words: Words, all: &[(RecordId, BriefingTopic)]) -> String {
    if all.is_empty() {
        return words.text(Key::TopicsNone).into();
    }
    let shown = all.iter().filter(|(_, topic)| topic.shown.is_some()).count();
    words.counted(Key::TopicsReading, all.len(), &[("shown", &words.number(shown))])
}

#[component]
pub fn InformingSection(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    let AccountView { id, name, dossier, .. } = account_view;
    let forms = forms();
    let on_paper = is_printing();
    let all = Memo::new(move |_| dossier.with(|dossier| dossier.as_ref().map(topics).unwrap_or_default()));
    let add = move |()| forms.add(&BRIEFING_TOPIC, id, name.get_untracked());
    let names = move |people: &[RecordId]| {
        let book = session.book();
        words.list(people.iter().map(|id| book.name(*id)).filter(|name| !name.is_empty()))
    };
    let shown_today = move |id: RecordId| {
        let change = session.with_book(|book| {
            settled(&BRIEFING_TOPIC, book.record(id)?, id, session.this_minute(), name.get_untracked())
        });
        change.into_iter().for_each(|change| session.commit(change));
    };
    let row = move |(id, topic): (RecordId, BriefingTopic)| {
        let title = if topic.topic.is_empty() { words.text(Key::Unnamed).to_owned() } else { topic.topic.clone() };
        let is_late = topic.is_late(session.read_on.get());
        let next = topic.next.filter(|_| topic.is_open()).map(|day| next_day(words, day, is_late));
        let act = (topic.is_open() && !on_paper).then(|| {
            let label = words.labelled(Key::HistoryTopicShownToday, &title);
            view! {
                <Button
                    kind=ButtonKind::Link
                    class="no-print"
                    text=Key::HistoryTopicShownToday
                    label
                    test_id="topic-shown"
                    writes=true
                    on_click=move || shown_today(id)
                />
            }
        });
        view! {
            <tr data-testid="topic">
                <th scope="row"><Opener open=move || forms.edit(id) test_id="topic-open"><bdi>{title}</bdi></Opener></th>
                <td data-label=words.text(Key::TopicContacts)><bdi>{names(&topic.contacts)}</bdi></td>
                <td data-label=words.text(Key::TopicShown)>{topic.shown.map(|day| words.day(day))}</td>
                <td data-label=words.text(Key::TopicNext)>{next} " " {act}</td>
                <td data-label=words.text(Key::TopicColleagues)><bdi>{names(&topic.colleagues)}</bdi></td>
            </tr>
        }
    };
    let table = move || {
        let reading = all.with(|all| reading(words, all));
        if all.with(Vec::is_empty) {
            return view! { <p class="note">{reading}</p> }.into_any();
        }
        view! {
            <p class="reading">{reading}</p>
            <table aria-label=words.text(Key::TopicsTitle) class="table table-cards tops" data-testid="topics">
                <thead>
                    <tr>
                        <th scope="col">{words.text(Key::TopicWhat)}</th>
                        <th scope="col">{words.text(Key::TopicContacts)}</th>
                        <th scope="col">{words.text(Key::TopicShown)}</th>
                        <th scope="col">{words.text(Key::TopicNext)}</th>
                        <th scope="col">{words.text(Key::TopicColleagues)}</th>
                    </tr>
                </thead>
                <tbody>{move || all.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        {table}
        <div class="fold-tools no-print"><AddButton text=Key::TopicAdd add test_id="add-topic"/></div>
    }
}

fn next_day(words: Words, day: Date, is_late: bool) -> impl IntoView {
    let late = is_late.then(|| view! { <span class="mark" data-tone="bad">{words.text(Key::TopicLate)}</span> });
    view! { {words.day(day)} " " {late} }
}

/// The change by which a record is done, as its kind says.
fn settled(
    kind: &'static Kind,
    record: &crate::book::Record,
    id: RecordId,
    now: crate::working_time::Instant,
    of: String,
) -> Option<Change> {
    let act = kind.settlements.iter().find(|act| act.is_done)?;
    Some(Change::settling(kind, act, (id, record), now, of))
}
