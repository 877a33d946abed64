//! The health of the relationship (C10): the score with what it rests on, what stops it and where it goes, and what a
//! person says instead for a while.

use leptos::prelude::*;

use super::account_view::AccountView;
use super::confirming::{Offered, OneByHand};
use crate::analysis::KeyAccount;
use crate::book::settings::working_calendar;
use crate::book::{Change, HealthColour, Label, SETTINGS, account::field};
use crate::dossier::health::AsOf;
use crate::glyph::Glyph;
use crate::service::health_score::{HealthScore, Overruling, Part, Stopper, Weights};
use crate::text::Key;
use crate::today::relationship::{Asked, Relationships, Standing};
use crate::ui::component::{HealthMark, Icon, health_tone};
use crate::ui::dossier_words::health_part;
use crate::ui::next_frame::after_first_frame;
use crate::ui::printing::is_printing;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};
use crate::ui::working_clock::with_clock;

/// The score of the account, followed; it is made after the first picture.
fn score(session: Session, account_view: AccountView) -> Signal<Option<Option<HealthScore>>> {
    let AccountView { id, dossier, figures, losses, .. } = account_view;
    let is_key = Memo::new(move |_| {
        let analysis = session.analysis.get();
        KeyAccount::of(&session.book(), analysis.as_deref(), id).is_some_and(|found| found.standing.is_key())
    });
    // Targets, weights and the calendar stand there.
    let settings = Memo::new(move |_| session.record(SETTINGS));
    let make = move || {
        let (book, ledger, analysis) = (session.book_untracked(), session.ledger.get(), session.analysis.get());
        let figures = figures.get();
        // Read from all figures, which would be felt at every keystroke.
        let level = figures.map(|figures| figures.level.level);
        let is_away = losses.with(|file| file.as_ref().is_some_and(|file| file.gone.is_some()));
        let standing = Standing { is_key: is_key.get(), is_away, level };
        let as_of = AsOf { today: session.read_on.get(), fresh: session.fresh_days.get() };
        let now = session.this_minute();
        Some(with_clock(&working_calendar(&book), |clock| {
            let asked = Asked { ledger: &ledger, analysis: analysis.as_deref(), clock, as_of, now };
            dossier.with(|dossier| Relationships::of(&book, asked).score(dossier.as_ref()?, standing))
        }))
    };
    let follow = move || {
        dossier.track();
        figures.track();
        losses.track();
        settings.track();
        is_key.track();
        session.read_on.track();
    };
    after_first_frame(follow, make)
}

#[component]
pub fn RelationshipHealth(account_view: AccountView) -> impl IntoView {
    let session = session();
    let words = words();
    let AccountView { dossier, .. } = account_view;
    let score = score(session, account_view);
    let overruled = Memo::new(move |_| {
        let today = session.read_on.get();
        dossier.with(|dossier| Overruling::of(&dossier.as_ref()?.account(), today))
    });
    let weights = Memo::new(move |_| Weights::of(&session.book()));
    let shown = Memo::new(move |_| score.get().flatten().is_some());
    let body = move || {
        let found = score.get().flatten()?;
        let parts = found.clone();
        Some(view! {
            {overruled.get().map(|said| by_hand(words, said))}
            {line(words, &found)}
            {stoppers(words, &found)}
            {(!is_printing()).then(|| view! {
                <details class="relation-parts" data-testid="relation-parts">
                    <summary>{words.text(Key::RelationParts)}</summary>
                    {table(words, &parts, weights.get())}
                </details>
            })}
        })
    };
    move || {
        shown.get().then(|| {
            view! {
                <div class="relation" data-testid="relation-health">
                    <h3>{words.text(Key::FieldHealth)}</h3>
                    {body}
                    {(!is_printing()).then(|| view! { <Overrule account_view overruled/> })}
                </div>
            }
        })
    }
}

/// "**72** ↑ green", or that too little is known.
fn line(words: Words, found: &HealthScore) -> AnyView {
    if found.score().is_none() {
        return view! { <p class="note">{words.text(Key::RelationTooLittle)}</p> }.into_any();
    }
    let missing = found.parts.iter().filter(|(_, value)| value.is_none()).count();
    let missing =
        (missing > 0).then(|| view! { <span class="note">{words.count(Key::RelationMissing, missing)}</span> });
    view! { <p class="row"><HealthMark health=Some(found.clone())/> {missing}</p> }.into_any()
}

/// What a person says instead, until when, and why.
fn by_hand(words: Words, said: Overruling) -> impl IntoView {
    let until = words.fill(Key::RelationUntil, &[("day", &words.day(said.until))]);
    view! {
        <p class="row" data-testid="relation-overruled">
            <span class="tag" data-tone=health_tone(said.colour)>{words.text(said.colour.name())}</span>
            <span class="note">{until}</span>
            <bdi>{said.reason}</bdi>
        </p>
    }
}

fn stoppers(words: Words, found: &HealthScore) -> Option<impl IntoView + use<>> {
    let name = |stopper: &Stopper| match stopper {
        Stopper::ClaimPastDeadline => Key::RelationClaim,
        Stopper::Lost => Key::RelationLost,
        Stopper::DeciderHostile => Key::RelationHostile,
    };
    let stopper = |stopper: &Stopper| {
        view! { <li class="mark" data-tone="bad"><Icon glyph=Glyph::Warn/>{words.text(name(stopper))}</li> }
    };
    let all: Vec<_> = found.stoppers.iter().map(stopper).collect();
    (!all.is_empty()).then(|| view! { <ul class="row" data-testid="relation-stoppers">{all}</ul> })
}

/// What each part says and weighs; of what nothing is known, that.
fn table(words: Words, found: &HealthScore, weights: Weights) -> impl IntoView + use<> {
    let row = |(part, value): &(Part, Option<f64>)| {
        let told = match value {
            Some(value) => {
                let size = format!("{value:.1}%");
                let points = words.decimal(value.round(), 0);
                view! {
                    <td><span class="meter"><i aria-hidden="true"><b style:inline-size=size></b></i></span></td>
                    <td class="num">{points}</td>
                }
                .into_any()
            }
            None => view! { <td colspan="2" class="muted">{words.text(Key::RelationUnknown)}</td> }.into_any(),
        };
        view! {
            <tr data-part=part.code()>
                <th scope="row">{words.text(health_part(*part))}</th>
                {told}
                <td class="num muted">{words.number(weights.get(*part) as usize)}</td>
            </tr>
        }
    };
    let rows = found.parts.iter().map(row).collect_view();
    view! {
        <div class="table-wrap">
            <table class="table" data-fit>
                <thead>
                    <tr>
                        <th scope="col">{words.text(Key::RelationPart)}</th>
                        <th scope="col" colspan="2">{words.text(Key::RelationPoints)}</th>
                        <th scope="col" class="num">{words.text(Key::RelationWeight)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="note">{words.text(Key::RelationHow)}</p>
    }
}

/// A person says how healthy it is, with a reason, for 90 days at most.
#[component]
fn Overrule(account_view: AccountView, overruled: Memo<Option<Overruling>>) -> impl IntoView {
    let session = session();
    let words = words();
    let AccountView { id, name, .. } = account_view;
    let commit = move |colour: Option<HealthColour>, reason: String| {
        let day = colour.map(|_| session.read_on.get_untracked());
        let edits = vec![
            field::health.set(id, colour),
            field::health_reason.set(id, reason),
            field::health_confirmed.set(id, day),
            field::health_until.set(id, None),
        ];
        session.commit(Change::new(Label::Classification { account: name.get_untracked() }, edits));
    };
    let begins = Memo::new(move |_| match overruled.get() {
        Some(said) => (Some(said.colour), said.reason),
        None => (None, String::new()),
    });
    let offered = HealthColour::ALL.map(|colour| Offered {
        value: colour,
        code: colour.code(),
        title: words.text(colour.name()),
        means: match colour {
            HealthColour::Red => Key::RelationRedIs,
            HealthColour::Amber => Key::RelationAmberIs,
            HealthColour::Green => Key::RelationGreenIs,
        },
    });
    // Without a reason it wouldn't hold.
    let save = move |(colour, reason): (HealthColour, String)| {
        if !reason.is_empty() {
            commit(Some(colour), reason);
        }
    };
    let withdraw = Callback::new(move |()| commit(None, String::new()));
    view! {
        <OneByHand
            what=words.text(Key::FieldHealth)
            of="health"
            offered=offered.into()
            begins
            confirmed=Signal::derive(move || overruled.with(Option::is_some))
            save
            withdraw
        />
        <p class="note relation-hold">{words.text(Key::RelationHolds)}</p>
    }
}
