//! What is due with this account, and the next step (D2): set by a person, prompted by the facts.

use leptos::prelude::*;

use super::account_figures::AccountFigures;
use super::history::{Account, MakeNextStep, Upcoming};
use crate::analysis::Finding;
use crate::book::{Change, Label, RecordId, account::field, stored};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::due::{Due, besides};
use crate::dossier::health::{Certainty, Health, Need};
use crate::dossier::stage::{Prompt, Sold, StageFacts, prompts};
use crate::dossier::timeline::Timeline;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind, Editable, Icon, Opener, forms};
use crate::ui::dossier_words::{due, due_when, prompt};
use crate::ui::session::{Session, session};
use crate::ui::words::words;

/// What the stage is read from, followed.
pub fn stage_facts(
    session: Session,
    dossier: Memo<Option<Dossier>>,
    finding: Memo<Option<Finding>>,
    figures: Memo<Option<ByPtr<AccountFigures>>>,
) -> Memo<Option<StageFacts>> {
    Memo::new(move |_| {
        let figures = figures.get();
        let behaviour = figures.as_deref().and_then(|figures| figures.behaviour.as_ref());
        let sold = finding.with(|finding| Sold::of(finding.as_ref(), behaviour));
        dossier.with(|dossier| Some(StageFacts::of(dossier.as_ref()?, sold, session.read_on.get())))
    })
}

/// What is due, followed.
pub fn dues(session: Session, dossier: Memo<Option<Dossier>>) -> Memo<Vec<Due>> {
    Memo::new(move |_| {
        let today = session.read_on.get();
        dossier.with(|dossier| dossier.as_ref().map(|dossier| dossier.due(today)).unwrap_or_default())
    })
}

#[component]
pub fn NextSection(
    id: RecordId,
    name: Memo<String>,
    dues: Memo<Vec<Due>>,
    facts: Memo<Option<StageFacts>>,
    health: Memo<Option<Health>>,
    timeline: Memo<Timeline>,
) -> impl IntoView {
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
    let next_on = session.field(id, field::next_on);
    let set_day = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let day = input.value().parse::<Date>().ok();
        if day.is_some() || (input.value().is_empty() && !input.validity().bad_input()) {
            let edit = crate::book::Edit::raw(id, field::next_on.kind, field::next_on.name, stored(&day));
            session.commit(Change::new(change(), vec![edit]));
        }
    };
    let account = Account::of(name, timeline);
    let coming = Memo::new(move |_| timeline.with(|timeline| timeline.upcoming(session.read_on.get()).len()));
    let others =
        Memo::new(move |_| timeline.with(|timeline| besides(dues.get(), &timeline.upcoming(session.read_on.get()))));
    let step = Callback::new(move |(text, day)| take(text, day));
    let is_nothing = Memo::new(move |_| coming.get() == 0 && others.with(Vec::is_empty));
    let listed = move || match is_nothing.get() {
        true => view! { <p class="note">{words.text(Key::NothingDue)}</p> }.into_any(),
        false => view! {
            <div class="upcoming" data-testid="upcoming">
                <h3>{words.text(Key::HistoryUpcoming)}</h3>
                <Upcoming account step/>
                <ul>{move || others.get().into_iter().map(|found| view! { <Other found step/> }).collect_view()}</ul>
            </div>
        }
        .into_any(),
    };
    view! {
        <section class="section" id="next" data-testid="next-section">
            <div class="section-head"><h2 tabindex="-1">{words.text(Key::NextTitle)}</h2></div>
            <div class="next-step">
                <div class="field">
                    <span class="label">{words.text(Key::FieldNextWhat)}</span>
                    <Editable
                        id
                        field=field::next_what
                        change=move || Label::EditAccount { account: name.get_untracked() }
                        label=words.text(Key::FieldNextWhat)
                        placeholder=words.text(Key::NextStepHint)
                        test_id="next-what"
                    />
                </div>
                <div class="field">
                    <label for="next-on">{words.text(Key::FieldNextOn)}</label>
                    <input
                        class="input"
                        type="date"
                        id="next-on"
                        data-testid="next-on"
                        prop:value=move || next_on.get().map(|day| day.to_string()).unwrap_or_default()
                        prop:readOnly=session.is_read_only
                        on:change=set_day
                    />
                    <span class="print-only">{move || next_on.get().map(|day| words.day(day))}</span>
                </div>
            </div>
            {suggestions}
            {listed}
        </section>
    }
}

/// What is to come and isn't of the history.
#[component]
fn Other(found: Due, step: Callback<(String, Option<Date>)>) -> impl IntoView {
    let session = session();
    let words = words();
    let forms = forms();
    let text = due(words, &session.book_untracked(), &found);
    let when = due_when(words, found.day, session.read_on.get_untracked());
    let glyph = found.rule.glyph;
    let open = move |()| found.record.into_iter().for_each(|record| forms.edit(record));
    let text = Signal::stored(text);
    let make = move |()| step.run((text.get_untracked(), found.day));
    view! {
        <li data-testid="due-entry">
            <Icon glyph/>
            <div class="entry">
                <p class="entry-head"><Opener open>{text}</Opener> " " <span class="mark">{when}</span></p>
                <MakeNextStep what=text make/>
            </div>
        </li>
    }
}

/// What is due, each with the way to its form.
#[component]
pub fn DueList(dues: Vec<Due>) -> impl IntoView {
    let session = session();
    let words = words();
    let forms = forms();
    let book = session.book_untracked();
    let today = session.read_on.get_untracked();
    let row = |found: Due| {
        let text = due(words, &book, &found);
        let is_late = found.is_late(today);
        let title = match found.record {
            Some(record) => {
                view! { <Button kind=ButtonKind::Link text on_click=move || forms.edit(record)/> }.into_any()
            }
            None => view! { <span>{text}</span> }.into_any(),
        };
        view! {
            <li>
                {title}
                <span class="mark" data-tone=is_late.then_some("bad")>
                    {is_late.then(|| view! { <Icon glyph=Glyph::Warn/> })}
                    {due_when(words, found.day, today)}
                </span>
            </li>
        }
    };
    view! { <ul class="due-list">{dues.into_iter().map(row).collect_view()}</ul> }
}
