//! The head of a dossier: which account, what it is to us, and what can be done with its file.

use leptos::prelude::*;

use super::account_view::AccountView;
use super::classification::ClassificationTags;
use super::delete::{delete_account, has_sales};
use super::key::KeyTag;
use super::merge_with::MergeWith;
use super::neighbours::NeighbourLinks;
use crate::act::Act;
use crate::analysis::losses::State;
use crate::analysis::{AccountFilter, Finding};
use crate::book::account::field;
use crate::book::{AccountPlan, Prospect, RecordId, RecordKind};
use crate::dossier::Dossier;
use crate::dossier::negotiation::NegotiationFile;
use crate::glyph::Glyph;
use crate::route::{PlanPlace, Route};
use crate::text::Key;
use crate::ui::acts::{OpenDossier, acts, route_of, title};
use crate::ui::component::{Button, ButtonKind, HistoryDialog, Icon, Menu, SampleMark, SegBadge, StateBadge, forms};
use crate::ui::fields::colleague_name;
use crate::ui::list_files::save_people;
use crate::ui::next_frame::after_first_frame;
use crate::ui::printing::is_printing;
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

#[component]
pub fn Head(account_view: AccountView) -> impl IntoView {
    let session = session();
    let words = words();
    let AccountView { id, name, finding, .. } = account_view;
    let place = [field::city, field::country].map(|field| session.field(id, field));
    let [owner, deputy] = [field::owner, field::deputy].map(|field| colleague_name(session, id, field));
    let number = session.field(id, field::external_id);
    let sub = move || {
        let place = place.map(|part| part.get()).into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let place = (!place.is_empty()).then(|| isolated(&words.list(place)));
        let named = |key: Key, name: String| (!name.is_empty()).then(|| words.fill(key, &[("name", &isolated(&name))]));
        let parts = [
            place,
            named(Key::HeadOwner, owner.get()),
            named(Key::HeadDeputy, deputy.get()),
            named(Key::HeadNumber, number.get()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let forms = forms();
    // What is gone has a history as well.
    let with_parts = move || {
        let book = session.book();
        let parts = book.ever_belonging(id);
        std::iter::once(id).chain(parts).collect::<Vec<_>>()
    };
    let (shows_history, merges) = (RwSignal::new(false), RwSignal::new(false));
    let acts = acts();
    acts.open_dossier(OpenDossier {
        id,
        has_sales: Signal::derive(move || has_sales(session, id)),
        add: Callback::new(move |kind| forms.add(kind, id, name.get_untracked())),
        save_people: Callback::new(move |()| save_people(session, Some(id))),
        show_history: Callback::new(move |()| shows_history.set(true)),
        merge_with: Callback::new(move |()| merges.set(true)),
        delete: Callback::new(move |()| delete_account(session, id)),
    });
    let more = Memo::new(move |_| {
        let is_offered = |act: &Act| acts.here.with(|here| act.is_offered(here));
        let acts = [
            Act::Print,
            Act::Review,
            Act::HandOver,
            Act::SavePeople,
            Act::ShowHistory,
            Act::MergeWith,
            Act::Archive,
            Act::Unarchive,
            Act::DeleteAccount,
        ];
        acts.into_iter().filter(is_offered).collect::<Vec<_>>()
    });
    view! {
        <p class="crumb">
            <a href="#/accounts">{words.text(Key::AccountsTitle)}</a>
            {move || finding.get().map(|finding| crumb(&finding))}
            <NeighbourLinks id/>
        </p>
        <header class="page-head account-head">
            <div>
                <AccountTitle account_view/>
                <p class="page-sub account-line">{sub}</p>
            </div>
            <div class="actions">
                <Button
                    kind=ButtonKind::Primary
                    glyph=Act::LogTouch.glyph()
                    text=Key::LogTouch
                    test_id=Act::LogTouch.code()
                    writes=true
                    on_click=move || acts.run(Act::LogTouch)
                />
                <span class="together">
                    <a
                        class="btn"
                        href=route_of(Act::Brief, id).map(|route| route.to_string())
                        data-testid=Act::Brief.code()
                    >
                        {Act::Brief.glyph().map(|glyph| view! { <Icon glyph/> })}
                        {title(words, Act::Brief)}
                    </a>
                    <Menu glyph=Glyph::More label=words.text(Key::MoreActs) test_id="account-more" items=more/>
                </span>
            </div>
        </header>
        <HistoryDialog name ids=with_parts is_open=shows_history/>
        <MergeWith id name is_open=merges/>
    }
}

/// The name, with what the account is to us.
#[component]
pub fn AccountTitle(account_view: AccountView) -> impl IntoView {
    let AccountView { id, name, finding, figures, dossier, .. } = account_view;
    let (session, words) = (session(), words());
    let plans: Memo<Vec<(RecordId, String)>> = Memo::new(move |_| {
        let all =
            dossier.with(|dossier| dossier.iter().flat_map(|dossier| dossier.all::<AccountPlan>()).collect::<Vec<_>>());
        all.into_iter().filter(|(_, plan)| plan.is_open()).map(|(id, plan)| (id, plan.name)).collect()
    });
    let plan = move |(id, name): (RecordId, String)| {
        let to = Route::Plans(PlanPlace::One(id)).to_string();
        view! { <a href=to data-testid="to-plan"><span class="tag">{words.labelled(Key::PiecePlan, &name)}</span></a> }
    };
    let talk = Memo::new(move |_| {
        let today = session.read_on.get();
        dossier
            .with(|dossier| NegotiationFile::next(dossier.as_ref()?, today))
            .map(|file| (file.id, file.record.subject))
    });
    let on_paper = is_printing();
    let talk = move || {
        let (id, subject) = talk.get().filter(|_| !on_paper)?;
        let to = Route::Negotiations(Some(id)).to_string();
        let text = words.labelled(Key::PieceNegotiation, &subject);
        Some(view! { <a href=to data-testid="to-negotiation"><span class="tag">{text}</span></a> })
    };
    let is_sample = session.field(id, field::sample);
    let stands_for = session.field(id, field::stands_for);
    let archived_on = session.field(id, field::archived_on);
    let state = state_of(account_view);
    view! {
        <div class="account-title">
            {move || view! { <SegBadge finding=finding.get() large=true/> }}
            <h1><bdi>{name}</bdi></h1>
            {move || stands_for.get().map(|what| view! { <span class="tag">{words.text(what.name())}</span> })}
            <KeyTag id/>
            <ProspectTag account_view/>
            {move || state.get().map(|state| view! { <a href=Route::Losses(Some(id)).to_string()><StateBadge state/></a> })}
            {move || archived_on.get().map(|day| {
                let since = words.labelled(Key::ArchivedOn, &words.day(day));
                view! { <span class="tag" title=since data-testid="archived">{words.text(Key::IsArchived)}</span> }
            })}
            <ClassificationTags id figures/>
            {move || plans.get().into_iter().map(plan).collect_view()}
            {talk}
            <SampleMark shown=is_sample/>
        </div>
    }
}

/// Leads to what is known of it as a prospect, as long as it has bought nothing.
#[component]
fn ProspectTag(account_view: AccountView) -> impl IntoView {
    let words = words();
    let AccountView { id, finding, dossier, .. } = account_view;
    let is_one = Memo::new(move |_| {
        let is_found = |dossier: &Dossier| dossier.parts().any(|(_, record)| record.kind == Prospect::KIND);
        finding.with(Option::is_none) && dossier.with(|dossier| dossier.as_ref().is_some_and(is_found))
    });
    move || {
        is_one.get().then(|| {
            view! {
                <a href=Route::Prospects(Some(id)).to_string() data-testid="to-prospect">
                    <span class="tag">{words.text(Key::PieceProspect)}</span>
                </a>
            }
        })
    }
}

/// How it stands (C12), found out after the first picture; nothing of what never bought.
fn state_of(AccountView { losses, .. }: AccountView) -> Signal<Option<State>> {
    let make = move || losses.with(|file| Some(file.as_ref()?.standing.as_ref()?.state));
    after_first_frame(move || losses.track(), make)
}

/// The way back to the accounts of the same cell.
fn crumb(finding: &Finding) -> Option<impl IntoView + use<>> {
    let segment = finding.segment()?;
    let filter = AccountFilter::of_cell(segment);
    Some(view! {
        " / "
        <a href=Route::Accounts(filter.into()).to_string()>{segment.letters()}</a>
    })
}
