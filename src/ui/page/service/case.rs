//! One case: of whom, how far it has come, how long it took, and what is done about it in one click.
//!
//! Each part follows what it shows alone: a minute that passes moves the clock, and no button under somebody's hand.

use leptos::prelude::*;

use super::Shown;
use super::says::{Track, clock, since, title, track};
use crate::book::complaint::{CLOSING, COMPLAINT};
use crate::book::delivery_correction::{DELIVERY_CORRECTION, field};
use crate::book::kind::Tone;
use crate::book::{Change, DeliveryCorrection, RecordId};
use crate::dossier::Dossier;
use crate::dossier::section::Section;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::service::cases::{About, Case, CaseKey, CaseKind, Group};
use crate::service::on_time::{Followed, Punctuality, correction_of};
use crate::service::request_act::RequestAct;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, Opener, SegBadge, forms};
use crate::ui::keys::keep_focus;
use crate::ui::session::{Session, session};
use crate::ui::words::{rich, words};

#[component]
pub fn CaseView(shown: Shown, key: CaseKey) -> impl IntoView {
    let session = session();
    let words = words();
    let found = key.clone();
    let case = Memo::new(move |before: Option<&Option<Case>>| {
        let now = shown.overview.with(|overview| overview.cases.iter().find(|case| case.is(&found)).cloned());
        // One that is gone is as it was until its line goes.
        now.or_else(|| before.cloned().flatten())
    });
    let of = move |says: &dyn Fn(&Case) -> String| case.with(|case| case.as_ref().map(says).unwrap_or_default());
    let first = case.get_untracked()?;
    let (account, record, kind) = (first.account, first.record(), first.kind());
    let finding = session.analysis.get_untracked().and_then(|analysis| analysis.finding(account).cloned());
    let heading = Memo::new(move |_| of(&|case| title(words, case)));
    let head = match record {
        Some(record) => {
            let forms = forms();
            view! { <Opener open=move || forms.edit(record) test_id="case-open"><bdi>{heading}</bdi></Opener> }
                .into_any()
        }
        None => view! { <span>{heading}</span> }.into_any(),
    };
    let ours = Memo::new(move |_| case.with(|case| case.as_ref().and_then(|case| case.ours)));
    let sub = Memo::new(move |_| of(&|case| since(words, shown, case)));
    let who = move || ours.get().map(|id| session.with_book(|book| book.name(id))).filter(|name| !name.is_empty());
    let glyph = Memo::new(move |_| case.with(|case| case.as_ref().map_or(Glyph::Flag, glyph)));
    let so_far = Memo::new(move |_| case.with(|case| case.as_ref().map(|case| track(words, shown, case))));
    let is_late = Memo::new(move |_| case.with(|case| case.as_ref().is_some_and(|case| case.is_late)));
    let group = Memo::new(move |_| case.with(|case| case.as_ref().map(|case| case.group.code())));
    let on_clock = Memo::new(move |_| {
        let today = session.read_on.get();
        case.with(|case| case.as_ref().map(|case| clock(words, case, shown.targets.get(), today)))
    });
    let to = Route::Account { id: account, section: Some(Section::History.name().to_owned()) };
    let name = first.name.clone();
    let (shown_name, label) = (name.clone(), name.clone());
    Some(view! {
        <li
            class="case"
            data-testid="service-case"
            data-kind=kind.code()
            data-record=record.map(|id| id.to_string())
            data-group=move || group.get()
            data-account=name
        >
            {move || view! { <Icon glyph=glyph.get()/> }}
            <div class="case-what">
                <p>{head}</p>
                <p>
                    <SegBadge finding/>
                    " "
                    <a href=to.to_string()><bdi>{shown_name}</bdi></a>
                    <small>" · " {sub} {move || who().map(|name| view! { " · " <bdi>{name}</bdi> })}</small>
                </p>
            </div>
            <div class="case-track">
                {move || so_far.get().map(|track| steps(&track, is_late.get() && group.get() != Some("closed")))}
                <CaseActs case name=label/>
            </div>
            <div class="case-clock" data-tone=move || is_late.get().then_some("bad")>
                {move || on_clock.get().map(|clock| view! {
                    <b>{clock.large}</b>
                    <span>{clock.small}</span>
                    {clock.mark.map(|(tone, text)| mark(tone, text))}
                })}
            </div>
        </li>
    })
}

fn glyph(case: &Case) -> Glyph {
    match (case.group, case.kind()) {
        (Group::Closed, _) => Glyph::Check,
        (_, CaseKind::Request) => Glyph::Flag,
        (_, CaseKind::Complaint) => Glyph::Warn,
        (_, CaseKind::Remark) => Glyph::Note,
        (_, CaseKind::Order) => Glyph::Truck,
    }
}

fn mark(tone: Tone, text: String) -> impl IntoView {
    let (tone, glyph) = if tone == Tone::Good { ("good", Glyph::Check) } else { ("bad", Glyph::Warn) };
    view! { <span class="mark" data-tone=tone><Icon glyph/>{text}</span> }
}

/// The steps as a bar, which is words as well.
fn steps(track: &Track, is_late: bool) -> impl IntoView + use<> {
    let step = |at: usize| {
        let is_here = at == track.done && at < track.steps;
        view! {
            <li
                data-done=(at < track.done).then_some("")
                data-here=is_here.then_some("")
                data-wait=(is_here && track.waits).then_some("")
                data-tone=(is_here && is_late).then_some("bad")
            ></li>
        }
    };
    let all = (0..track.steps).map(step).collect_view();
    view! {
        <ol class="track" aria-hidden="true">{all}</ol>
        <p class="track-say">{rich(track.says.clone())}</p>
    }
}

/// What can be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CaseAct {
    Request(RecordId, RequestAct),
    /// A non-conformity of which a cause and a verdict are known.
    Solve(RecordId),
    /// One of which they aren't: they are said first (R8).
    SayVerdict(RecordId),
    WhoseDoing,
}

impl CaseAct {
    fn text(self) -> Key {
        match self {
            Self::Request(_, RequestAct::Answer) => Key::ServiceAnswer,
            Self::Request(_, RequestAct::Wait) => Key::ServiceWait,
            Self::Request(_, RequestAct::GoOn) => Key::ServiceGoOn,
            Self::Request(_, RequestAct::Resolve) => Key::ServiceResolve,
            Self::Request(_, RequestAct::Reopen) => Key::ServiceReopen,
            Self::Solve(_) => Key::ServiceSolve,
            Self::SayVerdict(_) => CLOSING.say,
            Self::WhoseDoing => Key::ServiceWhoseDoing,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Request(_, act) => act.code(),
            Self::Solve(_) => "solve",
            Self::SayVerdict(_) => "say-verdict",
            Self::WhoseDoing => "whose-doing",
        }
    }

    fn offered(session: Session, case: &Case) -> Vec<Self> {
        match &case.about {
            About::Request { id, request, .. } => {
                RequestAct::offered(request).into_iter().map(|act| Self::Request(*id, act)).collect()
            }
            About::NonConformity { id, .. } if case.group != Group::Closed => {
                let now = session.this_minute();
                let is_ready = session.with_book(|book| {
                    let (record, act) = (book.record(*id)?, COMPLAINT.settlements.first()?);
                    Some(COMPLAINT.unmet_by(act, *id, record, now).is_none())
                });
                vec![if is_ready == Some(true) { Self::Solve(*id) } else { Self::SayVerdict(*id) }]
            }
            About::Order(order) if order.punctuality == Punctuality::Late && order.fault.is_none() => {
                vec![Self::WhoseDoing]
            }
            _ => Vec::new(),
        }
    }
}

#[component]
fn CaseActs(case: Memo<Option<Case>>, name: String) -> impl IntoView {
    let session = session();
    let words = words();
    let forms = forms();
    let acts = Memo::new(move |_| {
        case.with(|case| case.as_ref().map(|case| CaseAct::offered(session, case)).unwrap_or_default())
    });
    let whose = judge(session);
    let press = move |act: CaseAct| {
        let Some(of) = case.with_untracked(|case| case.as_ref().map(|case| case.name.clone())) else { return };
        let now = session.this_minute();
        // The buttons change with the case, and one that is resolved may leave the list.
        if let CaseAct::Request(id, _) | CaseAct::Solve(id) = act {
            let row = format!("[data-record='{id}']");
            let within = |what: &str| format!("{row} {what}");
            keep_focus(vec![within(".case-acts button"), within("button"), "[data-testid=service-case] button".into()]);
        }
        let change = match act {
            CaseAct::Request(id, act) => {
                session.with_book(|book| book.record(id).map(|record| act.change(id, record, now, of)))
            }
            CaseAct::Solve(id) => session.with_book(|book| {
                let (record, act) = (book.record(id)?, COMPLAINT.settlements.first()?);
                Some(Change::settling(&COMPLAINT, act, (id, record), now, of))
            }),
            CaseAct::SayVerdict(id) => return forms.say(id, &CLOSING),
            CaseAct::WhoseDoing => {
                return case.with_untracked(|case| {
                    if let Some(Case { about: About::Order(order), .. }) = case {
                        whose.run((order.clone(), of.clone()));
                    }
                });
            }
        };
        change.into_iter().for_each(|change| session.commit(change));
    };
    let button = move |act: CaseAct| {
        view! {
            <Button
                kind=ButtonKind::Plain
                small=true
                text=act.text()
                label=words.labelled(act.text(), &name)
                test_id=format!("case-{}", act.code())
                writes=true
                on_click=move || press(act)
            />
        }
    };
    view! { <div class="case-acts">{move || acts.get().into_iter().map(button.clone()).collect_view()}</div> }
}

/// Opens the form in which it is said whose doing a late order is, for an account of this name.
pub fn judge(session: Session) -> Callback<(Followed, String)> {
    let forms = forms();
    Callback::new(move |(order, of): (Followed, String)| {
        let id = session.with_book(|book| {
            let dossier = Dossier::of(book, order.account);
            dossier.map_or_else(
                || DeliveryCorrection::of(order.account, &order.number),
                |dossier| correction_of(&dossier, &order.number),
            )
        });
        let is_there = session.with_book(|book| book.record(id).is_some_and(|record| !record.is_deleted()));
        if is_there {
            return forms.edit(id);
        }
        let known = vec![field::document.set(id, order.number)];
        forms.add_as(id, &DELIVERY_CORRECTION, order.account, of, known);
    })
}
