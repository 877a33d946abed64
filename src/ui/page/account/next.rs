//! What is due with this account, and the next step (D2): set by a person, prompted by the facts.

use leptos::prelude::*;

use super::account_view::AccountView;
use super::cadence::TriedField;
use super::fold::Line;
use super::history::{Account, MakeNextStep, Upcoming};
use super::negotiations::{NegotiationList, NegotiationTools};
use super::next_step::NextStep;
use super::playbook::PlaybookPart;
use crate::book::kind::Tone;
use crate::book::{Change, Label, account::field};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::due::{Due, Origin};
use crate::dossier::health::{Certainty, Need};
use crate::dossier::stage::{Prompt, prompts};
use crate::dossier::timeline::EntryId;
use crate::text::Key;
use crate::today::coming::{Coming, What};
use crate::ui::component::{Button, ButtonKind, CalendarButton, Icon, Opener, forms};
use crate::ui::dossier_words::{due, due_when, prompt};
use crate::ui::next_frame::after_first_frame;
use crate::ui::printing::{is_printing, is_short};
use crate::ui::session::session;
use crate::ui::words::words;

/// What comes first, and how much of it is late.
pub fn line(account_view: AccountView) -> Signal<Option<Line>> {
    let (session, words) = (session(), words());
    let AccountView { dues, coming, .. } = account_view;
    let make = move || {
        let today = session.read_on.get();
        let book = session.book_untracked();
        Some(dues.with(|dues| {
            let late = coming.with(|coming| coming.iter().filter(|coming| coming.is_late).count());
            let line = match dues.first() {
                Some(first) => {
                    let when = due_when(words, first.day, today);
                    Line::of(words.fill(Key::PromptDue, &[("what", &due(words, &book, first)), ("when", &when)]))
                }
                None => Line::of(words.text(Key::NothingDue)),
            };
            if late == 0 { line } else { line.marked(words.count(Key::LateCount, late), Tone::Bad) }
        }))
    };
    let follow = move || {
        coming.track();
        session.read_on.track();
    };
    after_first_frame(follow, make)
}

/// So much of what is to come is seen at once; the rest is a click away.
const NEAREST: usize = 4;

#[component]
pub fn NextSection(account_view: AccountView) -> impl IntoView {
    let AccountView { id, name, facts, health, timeline, coming, .. } = account_view;
    let session = session();
    let words = words();
    let dossier: Memo<Option<Dossier>> = expect_context();
    let change = move || Label::Stage { account: name.get_untracked() };
    let prompts = Memo::new(move |_| {
        let knows_decider = health.with(|health| {
            let needs = health.iter().flat_map(|health| &health.needs);
            !needs.into_iter().any(|(need, _, known)| *need == Need::Decider && *known == Certainty::Missing)
        });
        let today = session.read_on.get();
        dossier.with(|dossier| match (dossier, facts.get()) {
            (Some(dossier), Some(facts)) => prompts(dossier, &facts, knows_decider, today),
            _ => Vec::new(),
        })
    });
    let take = move |text: String, day: Option<Date>| {
        let edits = vec![field::next_what.set(id, text), field::next_on.set(id, day)];
        session.commit(Change::new(change(), edits));
    };
    let suggested = move |found: Prompt| {
        let today = session.read_on.get_untracked();
        let text = prompt(words, &session.book_untracked(), &found, today);
        // What is found is no step; what is done about it is.
        let step = match found {
            Prompt::Overdue(_) | Prompt::Silent(_) => words.text(Key::StepCall).to_owned(),
            Prompt::Due(_) | Prompt::NoDecider => text.clone(),
        };
        view! {
            <li class="row">
                <span>{text}</span>
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::MakeNextStep
                    test_id="take-prompt"
                    writes=true
                    on_click=move || take(step.clone(), None)
                />
            </li>
        }
    };
    let suggestions = move || {
        // What is due stands in its own list.
        let all: Vec<_> = prompts.get().into_iter().filter(|found| !matches!(found, Prompt::Due(_))).collect();
        (!all.is_empty()).then(|| {
            view! {
                <div class="prompts-box">
                    <h3>{words.text(Key::PromptsTitle)}</h3>
                    <ul class="prompts">{all.into_iter().map(suggested).collect_view()}</ul>
                </div>
            }
        })
    };
    let account = Account::of(id, name, timeline);
    // The next step stands by itself.
    let is_step = |coming: &Coming| matches!(&coming.what, What::Due(due) if due.origin == Origin::NextStep);
    let listed = Memo::new(move |_| {
        coming.with(|coming| coming.iter().filter(|coming| !is_step(coming)).cloned().collect::<Vec<_>>())
    });
    let step = Callback::new(move |(text, day)| take(text, day));
    let items = move |from: usize, to: usize| {
        let item = move |coming: Coming| match coming.what {
            What::Entry(id) => view! { <Upcoming account id step/> }.into_any(),
            What::Request(request) => {
                view! { <Upcoming account id=EntryId::Record(request.id) request step/> }.into_any()
            }
            What::Due(found) => view! { <Other found step/> }.into_any(),
        };
        listed.get().into_iter().take(to).skip(from).map(item).collect_view()
    };
    let count = Memo::new(move |_| listed.with(Vec::len));
    let is_nothing = Memo::new(move |_| count.get() == 0);
    let (on_paper, is_short) = (is_printing(), is_short());
    let rest = move || {
        view! {
            <details class="fold-more" open=on_paper>
                <summary>{move || words.count(Key::MoreOfThem, count.get().saturating_sub(NEAREST))}</summary>
                <ul>{move || items(NEAREST, usize::MAX)}</ul>
            </details>
        }
    };
    let has_more = Memo::new(move |_| count.get() > NEAREST && !is_short);
    let list = move || match is_nothing.get() {
        true => view! { <p class="note">{words.text(Key::NothingDue)}</p> }.into_any(),
        false => view! {
            <div class="upcoming" data-testid="upcoming">
                <h3>{words.text(Key::HistoryUpcoming)}</h3>
                <ul>{move || items(0, NEAREST)}</ul>
                {move || has_more.get().then(rest)}
            </div>
        }
        .into_any(),
    };
    view! {
        <div data-testid="next-section">
            <NextStep account_view/>
            <TriedField account_view/>
            <NegotiationList account_view/>
            <div class="next-tools no-print">
                <PlaybookPart account_view/>
                <CalendarButton account=Some(id)/>
                <NegotiationTools account_view/>
            </div>
            {suggestions}
            {list}
        </div>
    }
}

/// What is to come and isn't of the history.
#[component]
fn Other(found: Due, step: Callback<(String, Option<Date>)>) -> impl IntoView {
    let session = session();
    let words = words();
    let forms = forms();
    let text = due(words, &session.book_untracked(), &found);
    let today = session.read_on.get_untracked();
    let when = due_when(words, found.day, today);
    let tone = found.is_late(today).then_some("bad");
    let glyph = found.rule.glyph;
    let open = move |()| found.record.into_iter().for_each(|record| forms.edit(record));
    let text = Signal::stored(text);
    let make = move |()| step.run((text.get_untracked(), found.day));
    view! {
        <li data-tone=tone data-testid="due-entry">
            <Icon glyph/>
            <div class="entry">
                <p class="entry-head"><Opener open>{text}</Opener> " " <span class="mark" data-tone=tone>{when}</span></p>
                <MakeNextStep what=text make/>
            </div>
        </li>
    }
}
