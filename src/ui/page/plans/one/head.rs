//! Which plan it is, how it stands, and what can be done with it.

use leptos::prelude::*;

use super::super::says::{PlanView, days, names, state_tag};
use super::reviews::write_review;
use crate::book::PlanBeginning;
use crate::glyph::Glyph;
use crate::planning::file::PlanFile;
use crate::route::{PlanPlace, Route};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, MenuOf, SampleMark, SegBadge, forms};
use crate::ui::keys::focus_after;
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn Head(plan: PlanView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let PlanView { id, of, file } = plan;
    let account = Memo::new(move |_| file.with(|file| file.as_ref().map(|file| file.account)));
    let finding = move || {
        let account = account.get()?;
        session.analysis.get().and_then(|analysis| analysis.finding(account).cloned())
    };
    let of_file = move |read: fn(&PlanFile) -> Option<Key>| file.with(|file| file.as_ref().and_then(read));
    let beginning = move || {
        let key = of_file(|file| match file.plan.is_programme() {
            true => Some(Key::PlansProgramme),
            false => file.plan.beginning.map(PlanBeginning::name),
        });
        key.map(|key| view! { <span class="tag">{words.text(key)}</span> })
    };
    let state = move || {
        let (is_open, state) = file.with(|file| file.as_ref().map(|file| (file.plan.is_open(), file.state())))?;
        let closed = (!is_open).then(|| view! { <span class="tag">{words.text(Key::PlanIsClosed)}</span> });
        Some(view! { <span data-testid="plan-state">{state_tag(words, state)} " " {closed}</span> })
    };
    let is_sample = Signal::derive(move || file.with(|file| file.as_ref().is_some_and(|file| file.plan.sample)));
    let sub = move || {
        file.with(|file| {
            let plan = &file.as_ref()?.plan;
            let span = plan.span().map(|span| days(words, span));
            let by = (!plan.authors.is_empty())
                .then(|| words.fill(Key::PlanBy, &[("names", &names(words, session, &plan.authors))]));
            Some([span, by].into_iter().flatten().collect::<Vec<_>>().join(" · "))
        })
    };
    let name = move || file.with(|file| file.as_ref().map(|file| file.plan.name.clone()));
    let dossier = move || account.get().map(|id| Route::Account { id, section: None }.to_string());
    let is_open = Memo::new(move |_| file.with(|file| file.as_ref().is_some_and(|file| file.plan.is_open())));
    let close = move || {
        if let Some(file) = plan.untracked() {
            session.commit(file.close(of.get_untracked(), session.read_on.get_untracked()));
        }
    };
    let delete = move || {
        if let Some(file) = plan.untracked() {
            session.commit(file.delete(of.get_untracked()));
            let _ = window().location().set_hash("#/plans");
            focus_after("#main");
        }
    };
    let rows = move |shut: Callback<()>| {
        let ends = is_open.get().then(|| {
            let run = move || {
                shut.run(());
                close();
            };
            let text = Key::PlanClose;
            view! { <li><Button kind=ButtonKind::Bare glyph=Glyph::Check text test_id="plan-close" writes=true on_click=run/></li> }
        });
        let run = move || {
            shut.run(());
            delete();
        };
        let text = Key::PlanDelete;
        view! {
            {ends}
            <li><Button kind=ButtonKind::Bare glyph=Glyph::Trash text test_id="plan-delete" writes=true on_click=run/></li>
        }
    };
    let paper = Route::Plans(PlanPlace::Paper(id)).to_string();
    view! {
        <p class="crumb">
            <a href="#/plans">{words.text(Key::PlansTitle)}</a> " / " <a href=dossier><bdi>{of}</bdi></a>
        </p>
        <header class="page-head">
            <div>
                <div class="account-title">
                    {move || view! { <SegBadge finding=finding() large=true/> }}
                    <h1><bdi>{of}</bdi> " · " <bdi>{name}</bdi></h1>
                    {beginning}
                    {state}
                    <SampleMark shown=is_sample/>
                </div>
                <p class="page-sub">{sub}</p>
            </div>
            <div class="actions">
                <Button
                    kind=ButtonKind::Primary
                    text=Key::PlanWriteReview
                    test_id="write-review"
                    writes=true
                    on_click=move || write_review(plan, forms, session)
                />
                <Button text=Key::PlanEdit test_id="plan-edit" writes=true on_click=move || forms.edit(id)/>
                <span class="together">
                    <a class="btn" href=paper data-testid="plan-paper">{words.text(Key::PlanOnPaper)}</a>
                    <MenuOf glyph=Glyph::More label=words.text(Key::PlanMore) test_id="plan-more" rows/>
                </span>
            </div>
        </header>
    }
}
