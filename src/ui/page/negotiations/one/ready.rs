//! What is still missing before one goes there, each with the click that mends it; and that it is prepared, as somebody
//! says.

use leptos::prelude::*;

use super::view::TalkView;
use crate::book::Negotiation;
use crate::dossier::negotiation::check::{Check, Found, Mend};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, forms};
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn Ready(talk: TalkView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let is_open = Memo::new(move |_| talk.record(Negotiation::is_open));
    let found: Memo<Vec<Found>> = Memo::new(move |_| {
        let currency = session.ledger.get().currency();
        let file = talk.file.get();
        let checks = talk.account_view.dossier.with(|dossier| Some(file.as_ref()?.checks(dossier.as_ref()?, currency)));
        checks.unwrap_or_default()
    });
    let mend = move |mend: Mend| match mend {
        Mend::Talk(field) => talk.edit_at(forms, talk.id, field),
        Mend::Add(part) => talk.add(forms, part),
        Mend::Edit(id, field) => talk.edit_at(forms, id, field),
    };
    let row = move |found: Found| {
        let (met, unmet, act) = texts(found.check);
        let code = found.check.code();
        if found.is_met {
            return view! {
                <li data-testid="ready-check" data-check=code>
                    <Icon glyph=Glyph::Check/>
                    <span>{words.text(met)}</span>
                </li>
            }
            .into_any();
        }
        let to = found.mend;
        view! {
            <li data-open="" data-testid="ready-check" data-check=code>
                <Icon glyph=Glyph::Warn/>
                <span>
                    {words.text(unmet)}
                    " "
                    <Button
                        kind=ButtonKind::Link
                        text=act
                        test_id=format!("ready-mend-{code}")
                        writes=true
                        on_click=move || mend(to)
                    />
                </span>
            </li>
        }
        .into_any()
    };
    let body = move || {
        let all = found.get();
        let met = all.iter().filter(|found| found.is_met).count();
        let count = words.fill(Key::ReadyOf, &[("n", &words.number(met)), ("all", &words.number(all.len()))]);
        let is_all = met == all.len();
        let (tone, glyph) = if is_all { ("good", Glyph::Check) } else { ("warn", Glyph::Warn) };
        view! {
            <div class="panel-head">
                <h2>{words.text(Key::ReadyTitle)}</h2>
                <span class="mark" data-tone=tone data-testid="ready-count"><Icon glyph/>{count}</span>
            </div>
            <ul class="ready">{all.into_iter().map(row).collect_view()}</ul>
        }
    };
    let declare = move |day: Option<crate::calendar::Date>| {
        if let Some(file) = talk.untracked() {
            session.commit(file.declare(day, talk.of.get_untracked()));
        }
    };
    let declared = move || {
        let prepared = talk.record(|of| of.prepared);
        match prepared {
            Some(day) => view! {
                <span class="mark" data-tone="good" data-testid="talk-prepared">
                    <Icon glyph=Glyph::Check/>
                    {words.fill(Key::ReadyDeclaredOn, &[("day", &words.day(day))])}
                </span>
                <Button
                    kind=ButtonKind::Link
                    text=Key::ReadyTakeBack
                    test_id="talk-not-prepared"
                    writes=true
                    on_click=move || declare(None)
                />
            }
            .into_any(),
            None => view! {
                <Button
                    text=Key::ReadyDeclare
                    glyph=Glyph::Check
                    test_id="talk-declare"
                    writes=true
                    on_click=move || declare(Some(session.read_on.get_untracked()))
                />
            }
            .into_any(),
        }
    };
    move || {
        is_open.get().then(|| {
            view! {
                <section class="panel" data-testid="talk-ready">
                    {body}
                    <div class="panel-foot">{declared}</div>
                </section>
            }
        })
    }
}

/// What is said of a check that is met, of one that isn't, and of the click that mends it.
pub fn texts(check: Check) -> (Key, Key, Key) {
    match check {
        Check::Day => (Key::ReadyDay, Key::ReadyNoDay, Key::ReadyMendDay),
        Check::People => (Key::ReadyPeople, Key::ReadyNoPeople, Key::ReadyMendPeople),
        Check::Decider => (Key::ReadyDecider, Key::ReadyNoDecider, Key::ReadyMendDecider),
        Check::Goals => (Key::ReadyGoals, Key::ReadyNoGoals, Key::ReadyMendGoals),
        Check::Limits => (Key::ReadyLimits, Key::ReadyNoLimits, Key::ReadyMendLimits),
        Check::Alternative => (Key::ReadyAlternative, Key::ReadyNoAlternative, Key::ReadyMendAlternative),
        Check::Questions => (Key::ReadyQuestions, Key::ReadyNoQuestions, Key::ReadyMendQuestions),
        Check::Positions => (Key::ReadyPositions, Key::ReadyNoPositions, Key::ReadyMendPositions),
        Check::Concessions => (Key::ReadyConcessions, Key::ReadyNoConcessions, Key::ReadyMendConcessions),
        Check::Proposals => (Key::ReadyProposals, Key::ReadyNoProposals, Key::ReadyMendProposals),
    }
}
