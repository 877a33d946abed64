//! The meeting brief (R12): one page to read on the way.

use leptos::prelude::*;

use super::account_view::AccountView;
use super::behaviour::standing_words;
use super::document::PrintBar;
use super::recommendations::proposed;
use super::since::{lines, since_touch, title, tone_name};
use super::talk::{TalkSections, asked, proposed_to_them, subject, when};
use crate::analysis::behaviour::Basis;
use crate::analysis::losses::Standing;
use crate::analysis::{Risk, Years};
use crate::book::{
    Answer, Book, Competitor, Contact, Measure, Offer, RecordId, Stance, Tie, WhiteSpace, account, account::field,
    colleague, contact,
};
use crate::dossier::Dossier;
use crate::dossier::brief::{Question, in_order, in_the_meeting, open_complaints, promises, questions};
use crate::dossier::group::Bought;
use crate::dossier::negotiation::NegotiationFile;
use crate::route::Route;
use crate::service::since_touch::SinceTouch;
use crate::text::Key;
use crate::ui::component::SegBadge;
use crate::ui::dossier_words::fact;
use crate::ui::page::titled;
use crate::ui::printing::{mark, unmark};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, rich, words};

use super::classification::ClassificationTags;

/// How much of each fits on one page.
const PEOPLE: usize = 5;
const WANTS: usize = 6;
/// Where a negotiation stands on it as well.
const WANTS_WITH_TALK: usize = 2;
const PROMISES: usize = 4;
const COMPLAINTS: usize = 3;
const QUESTIONS: usize = 5;
const PROPOSALS: usize = 4;

#[component]
pub fn BriefPage(id: RecordId) -> impl IntoView {
    let session = session();
    let words = words();
    let account_view = AccountView::provide(id);
    Effect::new(move |_| titled(format!("{} · {}", words.text(Key::BriefTitle), account_view.name.get())));
    mark("data-document", "brief");
    on_cleanup(|| unmark("data-document"));
    let likely = account_view.dossier.with_untracked(|dossier| {
        let today = session.read_on.get_untracked();
        dossier.as_ref().map(|dossier| in_the_meeting(dossier, today, PEOPLE)).unwrap_or_default()
    });
    // Whom a negotiation is prepared with will be there.
    let prepared = account_view.dossier.with_untracked(|dossier| {
        let talk = NegotiationFile::next(dossier.as_ref()?, session.read_on.get_untracked())?;
        Some(talk.record.contacts).filter(|contacts| !contacts.is_empty())
    });
    let with = RwSignal::new(prepared.unwrap_or(likely));
    let there = move || {
        let today = session.read_on.get();
        account_view.dossier.with(|dossier| {
            let people = dossier.iter().flat_map(|dossier| dossier.all::<Contact>());
            people.filter(|(_, contact)| contact.is_there(today)).collect::<Vec<_>>()
        })
    };
    let choice = move |(person, contact): (RecordId, Contact)| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || with.with(|with| with.contains(&person))
                    on:change=move |event| {
                        let comes = event_target_checked(&event);
                        with.update(|with| {
                            with.retain(|held| *held != person);
                            if comes {
                                with.push(person);
                            }
                        });
                    }
                />
                <span><bdi>{contact.name}</bdi></span>
            </label>
        }
    };
    let since_touch = since_touch(session, account_view);
    let body = move || {
        let dossier = account_view.dossier.get()?;
        let with = in_order(&dossier, with.get());
        Some(sheet(words, session, account_view, dossier, with, since_touch))
    };
    view! {
        <div class="no-print">
            <PrintBar id name=account_view.name title=Key::BriefTitle hint=Key::BriefHint/>
            <fieldset class="field panel print-options-plain">
                <legend class="label">{words.text(Key::BriefWith)}</legend>
                <div class="checks-list">{move || there().into_iter().map(choice).collect_view()}</div>
            </fieldset>
        </div>
        {body}
    }
}

/// The page itself, built anew with whatever it is read from.
fn sheet(
    words: Words,
    session: Session,
    account_view: AccountView,
    dossier: Dossier,
    with: Vec<RecordId>,
    since_touch: Memo<Option<SinceTouch>>,
) -> impl IntoView {
    let AccountView { id, name, finding, figures, .. } = account_view;
    let book = session.book();
    let account = dossier.account();
    let today = session.read_on.get();
    // What was prepared takes the room of what the file says in general.
    let talk = NegotiationFile::next(&dossier, today);
    let goal = match (account.next_what.is_empty(), account.next_on) {
        (true, _) if talk.is_some() => String::new(),
        (true, _) => words.text(Key::BriefNoGoal).to_owned(),
        (false, Some(day)) => format!("{} · {}", isolated(&account.next_what), words.day(day)),
        (false, None) => isolated(&account.next_what),
    };
    let wants = [field::goals, field::strategy, field::weak_points, field::prospects].into_iter().filter_map(|of| {
        let known = account::form_field(of.name)?;
        let value = fact(words, &book, dossier.record(), of.name, known.input)?;
        Some((words.text(known.label).to_owned(), value))
    });
    let values =
        with.iter().filter_map(|person| dossier.get::<Contact>(*person)).filter(|known| !known.values.is_empty());
    let most = if talk.is_some() { WANTS_WITH_TALK } else { WANTS };
    let wants: Vec<(String, String)> = wants.chain(values.map(|known| (known.name, known.values))).take(most).collect();
    let promised = promises(&dossier, PROMISES).into_iter().map(|(_, promise)| {
        let said = if promise.is_ours() { Key::DueOurPromise } else { Key::DueTheirPromise };
        let state = match promise.outcome {
            Some(outcome) => Some(words.text(outcome.name()).to_owned()),
            None => promise.due.map(|due| words.fill(Key::BriefDueBy, &[("day", &words.day(due))])),
        };
        let late = promise.is_open() && promise.due.is_some_and(|due| due < today);
        let what = words.fill(said, &[("what", &isolated(&promise.what))]);
        view! {
            <li>{what} " " <span class="mark" data-tone=late.then_some("bad")>{state}</span></li>
        }
    });
    let promised: Vec<_> = promised.collect();
    let complaints: Vec<_> = open_complaints(&dossier)
        .into_iter()
        .take(COMPLAINTS)
        .map(|(_, complaint)| {
            let since = complaint.day.map(|day| words.fill(Key::BriefSince, &[("day", &words.day(day))]));
            view! {
                <li>
                    <b><bdi>{complaint.subject}</bdi></b> " " <span class="mark" data-tone="bad">{since}</span>
                    <p><bdi>{complaint.measures}</bdi></p>
                </li>
            }
        })
        .collect();
    let ledger = session.ledger.get();
    let prepared = talk.as_ref().map(|talk| asked(words, session, talk)).unwrap_or_default();
    let by_file = account_view
        .health
        .get()
        .map(|health| questions(&dossier, &health, ledger.groups(), today))
        .unwrap_or_default();
    let by_file = by_file.iter().map(|question| ask(words, &book, &dossier, question));
    let all = prepared.into_iter().chain(by_file).take(QUESTIONS);
    let questions: Vec<_> = all.map(|text| view! { <li><span>{text}</span></li> }).collect();
    let people = with
        .iter()
        .filter_map(|person| Some((*person, dossier.get::<Contact>(*person)?)))
        .map(|(person, contact)| person_row(words, &book, &dossier, person, contact))
        .collect_view();
    let prepared = talk.as_ref().map(|talk| proposed_to_them(words, talk)).unwrap_or_default();
    let proposals = proposals(words, session, &dossier, account_view, prepared);
    let facts =
        figure_lines(words, session, account_view).into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    let since = since_touch.get().filter(|since| !since.is_empty() && talk.is_none()).map(|since| {
        let line = |(tone, text)| view! { <li><span data-tone=tone_name(tone)>{rich(text)}</span></li> };
        view! {
            <section data-testid="since-touch">
                <h2>{title(words, &since)}</h2>
                <ul class="brief-list">{lines(words, &ledger, &since).into_iter().map(line).collect_view()}</ul>
            </section>
        }
    });
    let list = |items: Vec<AnyView>, none: Key| match items.is_empty() {
        true => view! { <p class="muted">{words.text(none)}</p> }.into_any(),
        false => view! { <ul class="brief-list">{items}</ul> }.into_any(),
    };
    let any = |items: Vec<_>| items.into_iter().map(IntoAny::into_any).collect::<Vec<AnyView>>();
    let wants = wants
        .into_iter()
        .map(|(label, value)| view! { <div><dt><bdi>{label}</bdi></dt><dd><bdi>{value}</bdi></dd></div> });
    let wants = match wants.len() {
        0 => view! { <p class="muted">{words.text(Key::BriefNothing)}</p> }.into_any(),
        _ => view! { <dl class="brief-wants">{wants.collect_view()}</dl> }.into_any(),
    };
    let talk_line = talk.as_ref().map(|talk| {
        let to = Route::Negotiations(Some(talk.id)).to_string();
        let what = words.fill(Key::BriefTalk, &[("what", &subject(words, &talk.record))]);
        let when = when(words, &talk.record).map(|when| format!(" · {when}"));
        let open = (!talk.record.is_prepared(today))
            .then(|| view! { " " <span class="mark" data-tone="warn">{words.text(Key::BriefTalkNotReady)}</span> });
        view! { <p data-testid="brief-negotiation"><a href=to><b>{what}</b></a> {when} {open}</p> }
    });
    let is_talk = talk.is_some();
    let talk = talk.map(|file| view! { <TalkSections file dossier=dossier.clone()/> });
    let they_want = view! {
        <section>
            <h2>{words.text(Key::BriefTheyWant)}</h2>
            {wants}
        </section>
    };
    let to_ask = view! {
        <section>
            <h2>{words.text(Key::BriefQuestions)}</h2>
            {list(any(questions), Key::BriefNothing)}
        </section>
    };
    // With all that was prepared it is in columns, or it would be two pages.
    let (wide_wants, narrow_wants) = match is_talk {
        true => (None, Some(they_want)),
        false => (Some(they_want), None),
    };
    let (wide_questions, narrow_questions) = match is_talk {
        true => (None, Some(to_ask)),
        false => (Some(to_ask), None),
    };
    let nobody = with.is_empty().then(|| view! { <p class="muted">{words.text(Key::BriefNoPeople)}</p> });
    view! {
        <article class="sheet brief" data-testid="sheet">
            <header class="brief-head">
                <div class="account-title">
                    {move || view! { <SegBadge finding=finding.get() large=true/> }}
                    <h1><small>{words.text(Key::BriefTitle)} ": "</small><bdi>{name}</bdi></h1>
                    <ClassificationTags id figures/>
                </div>
                <p class="page-sub">{words.day(today)} " · " {words.text(Key::Confidential)}</p>
            </header>
            <section>
                <h2>{words.text(Key::BriefGoal)}</h2>
                {talk_line}
                {(!goal.is_empty()).then(|| view! { <p>{goal}</p> })}
            </section>
            {since}
            <section>
                <h2>{words.text(Key::BriefWho)}</h2>
                {nobody}
                <table class="table brief-people"><tbody>{people}</tbody></table>
            </section>
            {wide_wants}
            <div class="brief-columns">
                {talk}
                {narrow_questions}
                <section>
                    <h2>{words.text(Key::BriefPromises)}</h2>
                    {list(any(promised), Key::BriefNoPromises)}
                </section>
                <section>
                    <h2>{words.text(Key::BriefComplaints)}</h2>
                    {list(any(complaints), Key::BriefNoComplaints)}
                </section>
                <section>
                    <h2>{words.text(Key::BriefFigures)}</h2>
                    <ul class="brief-list">{facts}</ul>
                </section>
                <section>
                    <h2>{words.text(Key::BriefProposals)}</h2>
                    {list(proposals, Key::ProposeNothing)}
                </section>
                {narrow_wants}
            </div>
            {wide_questions}
        </article>
    }
}

/// Who it is, what they decide, how they stand, who of ours knows them.
fn person_row(
    words: Words,
    book: &Book,
    dossier: &Dossier,
    person: RecordId,
    contact: Contact,
) -> impl IntoView + use<> {
    let roles: Vec<_> = contact.roles.iter().map(|role| words.text(role.name())).collect();
    let stance = contact.stance.map_or(Key::StanceUnknown, Stance::name);
    let ties = dossier.all::<Tie>().filter(|(_, tie)| tie.contact == Some(person)).filter_map(|(_, tie)| tie.colleague);
    let known: Vec<String> =
        ties.map(|of| book.value(of, colleague::field::name)).filter(|name| !name.is_empty()).collect();
    let known = (!known.is_empty()).then(|| words.fill(Key::BriefKnownTo, &[("names", &isolated(&words.list(known)))]));
    let stance_code = contact.stance.map(|stance| stance.code()).unwrap_or("unknown");
    view! {
        <tr>
            <th scope="row">
                <bdi>{contact.name}</bdi>
                <small><bdi>{contact.function}</bdi></small>
            </th>
            // A champion by role and by stance is one all the same.
            <td>{words.list(roles.into_iter().filter(|role| *role != words.text(stance)))}</td>
            <td class="stance-word" data-stance=stance_code>{words.text(stance)}</td>
            <td>
                {known}
                <small><bdi>{contact.preferences}</bdi></small>
            </td>
        </tr>
    }
}

/// What the figures say, in short lines.
fn figure_lines(words: Words, session: Session, account_view: AccountView) -> Vec<String> {
    let (Some(analysis), ledger) = (session.analysis.get(), session.ledger.get()) else { return Vec::new() };
    let bought = Bought::of(&analysis, &ledger, account_view.id);
    let currency = analysis.currency;
    let mut all = Vec::new();
    let value = words.amount_round(currency, bought.last_year);
    let year: i128 = {
        let until = analysis.window.1;
        let from = until.a_year_before();
        let sales = ledger.accounts().flat_map(|(_, sales)| sales);
        sales.filter(|sale| sale.day > from && sale.day <= until).map(|sale| i128::from(sale.amount)).sum()
    };
    if year > 0 {
        let share = words.percent(bought.last_year as f64 / year as f64);
        let said = words.fill(Key::BriefLastYear, &[("value", &value), ("share", &share)]);
        // Whoever ranks by profit has no revenue of the year before at hand.
        let before = Years::of(&analysis, &ledger, account_view.id).before;
        let before = before.filter(|_| analysis.measure == Measure::Revenue).map(|before| {
            let value = words.money_round(currency, before.value as f64);
            words.fill(Key::TheYearBefore, &[("value", &value)])
        });
        all.push([Some(said), before].into_iter().flatten().collect::<Vec<_>>().join(" · "));
    }
    let Some(figures) = account_view.figures.get() else { return all };
    // Where there is no whole year before there is nothing to compare with, here as above the dossier.
    let trend = figures.behaviour.as_ref().and_then(|behaviour| behaviour.trend);
    let trend = trend.filter(|trend| trend.basis == Basis::Years);
    if let Some(change) = trend.and_then(|trend| trend.change()) {
        all.push(words.fill(Key::BriefChange, &[("change", &words.change(change))]));
    }
    if let Some(last) = bought.last {
        all.push(words.counted(Key::BriefOrders, bought.orders, &[("day", &words.day(last))]));
    }
    let finding = account_view.finding.get();
    if let Some(gap) = finding.as_ref().and_then(|finding| finding.median_gap) {
        all.push(words.fill(Key::BriefGap, &[("days", &words.days(gap))]));
    }
    let standing = account_view.losses.with(|file| file.as_ref().and_then(|file| file.standing.clone()));
    let is_told = |standing: &Standing| standing.state.is_endangered() || standing.days_late().is_some();
    all.extend(standing.filter(is_told).and_then(|standing| standing_words(words, &standing)));
    for risk in &figures.level.risks {
        if let Risk::LateDeliveries(deliveries) = risk {
            all.push(words.count(Key::BriefLate, deliveries.late));
        }
    }
    all
}

/// What could be of interest to them: what was prepared, offers that stand, what the figures propose, what others supply.
fn proposals(
    words: Words,
    session: Session,
    dossier: &Dossier,
    account_view: AccountView,
    prepared: Vec<String>,
) -> Vec<AnyView> {
    let book = session.book();
    let mut all: Vec<String> = prepared;
    let stands = dossier.all::<Offer>().filter(|(_, offer)| matches!(offer.outcome, None | Some(Answer::Open)));
    all.extend(stands.map(|(_, offer)| {
        let until =
            offer.valid_until.map(|day| format!(" · {}", words.fill(Key::BriefDueBy, &[("day", &words.day(day))])));
        let value = offer.value.map(|value| format!(" · {}", words.amount_round(value.currency, value.minor.into())));
        let what = words.fill(Key::ProposeOpen, &[("what", &isolated(&offer.subject))]);
        format!("{what}{}{}", value.unwrap_or_default(), until.unwrap_or_default())
    }));
    if let (Some(analysis), Some(figures)) = (session.analysis.get(), account_view.figures.get()) {
        all.extend(
            proposed(words, session, &analysis, &figures, account_view.id).into_iter().map(|(what, reason)| {
                words.fill(Key::ProposeGroup, &[("what", &isolated(&what)), ("reason", &reason)])
            }),
        );
    }
    all.extend(dossier.all::<WhiteSpace>().filter_map(|(_, cell)| {
        let competitor = book.get::<Competitor>(cell.competitor?)?;
        let places = [
            ("group", isolated(&cell.group)),
            ("competitor", isolated(&competitor.name)),
            ("spend", cell.spend.map(|spend| words.amount_round(spend.currency, spend.minor.into()))?),
        ];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        Some(words.fill(Key::ProposeRoom, &places))
    }));
    all.into_iter().take(PROPOSALS).map(|text| view! { <li>{text}</li> }.into_any()).collect()
}

/// What to ask, in words.
pub fn ask(words: Words, book: &Book, dossier: &Dossier, question: &Question) -> String {
    let named = |key: Key, name: String| words.fill(key, &[("name", &isolated(&name))]);
    let label = |name: &str| account::form_field(name).map(|field| words.text(field.label)).unwrap_or_default();
    match question {
        Question::Fact(name) => words.fill(Key::AskFact, &[("what", label(name))]),
        Question::StillSo(name) => {
            let input = account::form_field(name).map(|field| field.input);
            let value = input.and_then(|input| fact(words, book, dossier.record(), name, input)).unwrap_or_default();
            words.fill(Key::AskStillSo, &[("what", label(name)), ("value", &isolated(&value))])
        }
        Question::Decider => words.text(Key::AskDecider).into(),
        Question::Stance(person) => named(Key::AskStance, book.value(*person, contact::field::name)),
        Question::MorePeople => words.text(Key::AskTwoTies).into(),
        Question::Levels => words.text(Key::AskLevels).into(),
        Question::Values => words.text(Key::AskValues).into(),
        Question::Competitors => words.text(Key::AskCompetitors).into(),
        Question::ContractEnd(id) => {
            named(Key::AskContractEnd, book.get::<Competitor>(*id).map(|known| known.name).unwrap_or_default())
        }
        Question::Spend(group) => words.fill(Key::AskSpend, &[("group", &isolated(group))]),
    }
}
