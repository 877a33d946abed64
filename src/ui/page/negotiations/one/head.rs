//! What is negotiated, with whom and when; and what is done with it: the brief, the meeting.

use leptos::prelude::*;

use super::view::TalkView;
use crate::book::{AccountPlan, Negotiation};
use crate::glyph::Glyph;
use crate::route::{BRIEF, PlanPlace, Route};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, SampleMark, SegBadge, forms};
use crate::ui::keys::focus_after;
use crate::ui::page::account::talk::{subject, when};
use crate::ui::session::session;
use crate::ui::touching::{TouchWish, touching};
use crate::ui::words::{isolated, words};

#[component]
pub fn Head(talk: TalkView) -> impl IntoView {
    let (session, words, touching) = (session(), words(), touching());
    let forms = forms();
    let TalkView { id, account, of, account_view, .. } = talk;
    let is_open = Memo::new(move |_| talk.record(Negotiation::is_open));
    let title = move || {
        let is_open = is_open.get();
        let what = talk.record(|of| subject(words, of));
        words.fill(if is_open { Key::NegotiationHeading } else { Key::NegotiationHeadingHeld }, &[("what", &what)])
    };
    let sub = move || {
        let people = |ids: &[_]| words.list(ids.iter().map(|id| isolated(&session.name(*id))));
        talk.record(|of| {
            let when = when(words, of).unwrap_or_else(|| words.text(Key::NegotiationNoDay).into());
            let all = [when, people(&of.contacts), people(&of.colleagues)];
            all.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        })
    };
    let plan = move || {
        let plan = talk.record(|of| of.plan)?;
        let name = session.book().get::<AccountPlan>(plan)?.name;
        let to = Route::Plans(PlanPlace::One(plan)).to_string();
        Some(view! { " / " <a href=to data-testid="talk-plan">{words.labelled(Key::PiecePlan, &name)}</a> })
    };
    let is_sample = Signal::derive(move || talk.record(|of| of.sample));
    let log = move || {
        let Some(file) = talk.untracked() else { return };
        let today = session.read_on.get_untracked();
        let planned = account_view
            .dossier
            .with_untracked(|dossier| file.held_as_planned(dossier.as_ref()?, today, of.get_untracked()));
        match planned {
            // What was said is told in the meeting that was planned.
            Some((change, meeting)) => {
                session.commit(change);
                forms.edit(meeting);
            }
            None => touching.open(TouchWish { account: Some(account), negotiation: Some(id) }),
        }
    };
    let delete = move || {
        if let Some(file) = talk.untracked() {
            session.commit(file.delete(of.get_untracked()));
            let _ = window().location().set_hash("#/negotiations");
            focus_after("#main");
        }
    };
    let dossier = Route::Account { id: account, section: None }.to_string();
    let brief = Route::Account { id: account, section: Some(BRIEF.into()) }.to_string();
    let acts = move || {
        is_open.get().then(|| {
            view! {
                <a class="btn" data-kind="primary" href=brief.clone() data-testid="make-brief">
                    <Icon glyph=Glyph::Brief/>
                    {words.text(Key::NegotiationMakeBrief)}
                </a>
                <Button
                    kind=ButtonKind::Quiet
                    glyph=Glyph::Check
                    text=Key::NegotiationLog
                    test_id="log-negotiation"
                    writes=true
                    on_click=log
                />
            }
        })
    };
    view! {
        <p class="crumb">
            <a href="#/negotiations">{words.text(Key::NegotiationsTitle)}</a>
            " / "
            <a href=dossier><bdi>{of}</bdi></a>
            {plan}
        </p>
        <header class="page-head">
            <div>
                <div class="account-title">
                    {move || view! { <SegBadge finding=account_view.finding.get() large=true/> }}
                    <h1>{title}</h1>
                    <SampleMark shown=is_sample/>
                </div>
                <p class="page-sub" data-testid="talk-when">{sub}</p>
            </div>
            <div class="actions">
                {acts}
                <Button
                    kind=ButtonKind::Quiet
                    text=Key::NegotiationEdit
                    test_id="talk-edit"
                    writes=true
                    on_click=move || forms.edit(id)
                />
                <Button
                    kind=ButtonKind::Quiet
                    glyph=Glyph::Trash
                    square=true
                    label=Key::NegotiationDelete
                    title=Key::NegotiationDelete
                    test_id="talk-delete"
                    writes=true
                    on_click=delete
                />
            </div>
        </header>
    }
}
