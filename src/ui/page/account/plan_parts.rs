//! What plans say of the account and of its people and no day of its history tells: goals in the words of whose they are,
//! and whom a programme is to reach (P3, P6).

use leptos::prelude::*;

use crate::book::kind::Kind;
use crate::book::plan_goal::PLAN_GOAL;
use crate::book::plan_person::PLAN_PERSON;
use crate::book::{AccountPlan, Record, RecordId, account_plan, plan_goal};
use crate::dossier::Dossier;
use crate::route::{PlanPlace, Route};
use crate::text::Key;
use crate::ui::component::SampleMark;
use crate::ui::fields::input_value;
use crate::ui::printing::is_printing;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

/// Goals, then people; nothing where no plan says any.
#[component]
pub fn PlanParts(id: RecordId) -> impl IntoView {
    view! {
        <OfKind id kind=&PLAN_GOAL test_id="account-goals"/>
        <OfKind id kind=&PLAN_PERSON test_id="account-reached"/>
    }
}

#[component]
fn OfKind(id: RecordId, kind: &'static Kind, test_id: &'static str) -> impl IntoView {
    let (session, words) = (session(), words());
    let records = Memo::new(move |_| {
        let book = session.book();
        let dossier = Dossier::of(&book, id)?;
        let mut all: Vec<(RecordId, Record)> =
            dossier.parts().filter(|(_, record)| record.kind == kind.code).map(|(id, of)| (id, of.clone())).collect();
        // By plan, as they are listed there: by the day they were said.
        all.sort_by_key(|(id, of)| (plan_goal::field::plan.of(of), plan_goal::field::day.of(of), *id));
        (!all.is_empty()).then_some(all)
    });
    move || {
        let rows = records.get()?.into_iter().map(|(_, of)| row(session, words, kind, &of)).collect_view();
        Some(view! {
            <div class="stack-s" data-testid=test_id>
                <h3 class="block-head">{words.text(kind.plural)}</h3>
                <dl class="fact-list">{rows}</dl>
            </div>
        })
    }
}

/// The plan it is of, its first field, and the others by their names.
fn row(session: Session, words: Words, kind: &'static Kind, of: &Record) -> impl IntoView + use<> {
    let book = session.book_untracked();
    // Both kinds have it in a field of the same name.
    let plan = plan_goal::field::plan.of(of).filter(|plan| book.has::<AccountPlan>(*plan));
    let name = plan.map(|plan| book.value(plan, account_plan::field::name)).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| words.text(Key::PiecePlan).into());
    let head = match plan.filter(|_| !is_printing()) {
        Some(plan) => {
            let to = Route::Plans(PlanPlace::One(plan)).to_string();
            view! { <a href=to><bdi>{name}</bdi></a> }.into_any()
        }
        None => view! { <bdi>{name}</bdi> }.into_any(),
    };
    let value = |field: &crate::book::kind::FormField| {
        let value = input_value(words, &book, field.input, of.value(field.name))?;
        (!value.is_empty()).then_some(value)
    };
    let first = kind.fields.first().and_then(value).unwrap_or_else(|| words.text(Key::Unnamed).into());
    let rest = kind.fields.iter().skip(1).filter_map(|field| {
        let value = value(field)?;
        Some(view! { <p class="note">{words.text(field.label)} ": " <bdi class="entry-text">{value}</bdi></p> })
    });
    let rest: Vec<_> = rest.collect();
    let is_sample = of.get::<bool>("sample");
    view! {
        <div class="fact">
            <dt>{head}</dt>
            <dd><bdi class="entry-text">{first}</bdi> " " <SampleMark shown=is_sample/> {rest}</dd>
            <dd></dd>
        </div>
    }
}
