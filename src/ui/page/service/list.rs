//! The one list: narrowed by kind, by lateness and by whose it is, in groups by where a case stands.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::Shown;
use super::case::CaseView;
use crate::exchange::service_table::service_table;
use crate::service::cases::{Case, CaseKey, CaseKind, Group, Narrowed};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, ExportList, Owner, OwnerChoice};
use crate::ui::session::session;
use crate::ui::words::words;
use crate::ui::working_clock::with_clock;

/// So many of a group are shown at first, and so many more with each click.
fn first(group: Group) -> usize {
    match group {
        Group::Pressing | Group::WithUs | Group::WithThem => 20,
        Group::UnderWay => 5,
        Group::Closed => 10,
    }
}

const MORE: usize = 50;

/// A line of the list: the head of a group, a case, or what brings more of a group.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Item {
    Head(Group, usize),
    Case(CaseKey),
    More(Group, usize),
}

#[component]
pub fn CaseList(shown: Shown) -> impl IntoView {
    let session = session();
    let words = words();
    let Shown { overview, narrowed, owner, .. } = shown;
    let more = RwSignal::new(BTreeMap::<Group, usize>::new());
    let owners = Memo::new(move |_| {
        overview.with(|overview| overview.cases.iter().filter_map(|case| case.ours).collect::<Vec<_>>())
    });
    let items = Memo::new(move |_| {
        let (narrowed, owner) = (narrowed.get(), owner.get());
        let is_wanted = |case: &&Case| narrowed.admits(case) && owner.admits(case.ours);
        overview.with(|overview| {
            let mut items = Vec::new();
            for group in Group::ALL {
                let of_group = overview.cases.iter().filter(|case| case.group == group).filter(is_wanted);
                let of_group: Vec<&Case> = of_group.collect();
                if of_group.is_empty() {
                    continue;
                }
                let most = first(group) + more.with(|more| more.get(&group).copied().unwrap_or_default());
                items.push(Item::Head(group, of_group.len()));
                items.extend(of_group.iter().take(most).map(|case| Item::Case(case.key())));
                let rest = of_group.len().saturating_sub(most);
                items.extend((rest > 0).then_some(Item::More(group, rest)));
            }
            items
        })
    });
    let row = move |item: Item| match item {
        Item::Head(group, count) => {
            view! { <li class="case-group"><h3>{words.text(name(group))}</h3><small>{words.number(count)}</small></li> }
                .into_any()
        }
        Item::Case(key) => view! { <CaseView shown key/> }.into_any(),
        Item::More(group, rest) => {
            let show = move || more.update(|more| *more.entry(group).or_default() += MORE);
            view! {
                <li class="case-more">
                    <Button
                        kind=ButtonKind::Link
                        text=words.count(Key::ServiceMore, rest.min(MORE))
                        label=words.labelled(name(group), &words.count(Key::ServiceMore, rest.min(MORE)))
                        test_id="service-more"
                        on_click=show
                    />
                </li>
            }
            .into_any()
        }
    };
    let nothing = move || items.with(Vec::is_empty).then(|| view! { <Nothing shown/> });
    let listed = move || {
        let (narrowed, owner) = (narrowed.get(), owner.get());
        overview.with(|overview| {
            let wanted = overview.cases.iter().filter(|case| narrowed.admits(case) && owner.admits(case.ours));
            session.with_book(|book| {
                shown.calendar.with(|calendar| with_clock(calendar, |clock| service_table(book, clock, wanted)))
            })
        })
    };
    view! {
        <section class="section" data-testid="service-list">
            <div class="section-head">
                <h2>{words.text(Key::ServiceList)}</h2>
                <span class="row">
                    <OwnerChoice
                        owners
                        owner
                        any=Key::ServiceEveryones
                        nobody=Key::ServiceNobodys
                        label=Key::ServiceWhose
                        test_id="service-whose"
                    />
                    <ExportList
                        list="service"
                        text=Key::ServiceExport
                        sheet=Key::NavService
                        table=listed
                        is_empty=Signal::derive(move || items.with(Vec::is_empty))
                    />
                </span>
            </div>
            <Chips shown/>
            <ol class="cases">
                <For each=move || items.get() key=Clone::clone children=row/>
            </ol>
            {nothing}
            <p class="note">{words.text(Key::ServiceTracks)}</p>
        </section>
    }
}

/// What a group is called.
fn name(group: Group) -> Key {
    match group {
        Group::Pressing => Key::ServicePressing,
        Group::WithUs => Key::ServiceWithUs,
        Group::WithThem => Key::ServiceWithThem,
        Group::UnderWay => Key::ServiceUnderWay,
        Group::Closed => Key::ServiceClosed,
    }
}

/// What narrows the list, with how many each would show.
#[component]
fn Chips(shown: Shown) -> impl IntoView {
    let words = words();
    let Shown { overview, narrowed, owner, .. } = shown;
    let count = move |change: &dyn Fn(&mut Narrowed)| {
        let (mut of, owner) = (narrowed.get(), owner.get());
        change(&mut of);
        overview
            .with(|overview| overview.cases.iter().filter(|case| of.admits(case) && owner.admits(case.ours)).count())
    };
    let of_kind = move |kind: Option<CaseKind>| {
        let text = words.text(match kind {
            None => Key::ServiceAll,
            Some(CaseKind::Request) => Key::HistoryRequests,
            Some(CaseKind::Complaint) => Key::ServiceComplaints,
            Some(CaseKind::Remark) => Key::ServiceRemarks,
            Some(CaseKind::Order) => Key::ServiceOrders,
        });
        let code = kind.map_or("all", CaseKind::code);
        view! {
            <Button
                kind=ButtonKind::Chip
                test_id=format!("service-{code}")
                pressed=move || narrowed.get().kind == kind
                on_click=move || narrowed.update(|narrowed| narrowed.kind = kind)
            >
                <span>{text}</span>
                <span class="count">{move || words.number(count(&|of| of.kind = kind))}</span>
            </Button>
        }
    };
    let kinds = std::iter::once(None).chain(CaseKind::ALL.map(Some)).map(of_kind).collect_view();
    view! {
        <div class="chips block-head" role="group" aria-label=words.text(Key::ServiceShow)>
            {kinds}
            <Button
                kind=ButtonKind::Chip
                test_id="service-late"
                pressed=move || narrowed.get().only_late
                on_click=move || narrowed.update(|narrowed| narrowed.only_late = !narrowed.only_late)
            >
                <span>{words.text(Key::ServiceLateOnly)}</span>
                <span class="count">{move || words.number(count(&|of| of.only_late = true))}</span>
            </Button>
            <Button
                kind=ButtonKind::Chip
                text=Key::ServiceWithClosed
                test_id="service-closed"
                pressed=move || narrowed.get().with_closed
                on_click=move || narrowed.update(|narrowed| narrowed.with_closed = !narrowed.with_closed)
            />
        </div>
    }
}

/// A calm list.
#[component]
fn Nothing(shown: Shown) -> impl IntoView {
    let words = words();
    let Shown { overview, narrowed, owner, .. } = shown;
    let is_calm = overview.with(|overview| overview.cases.iter().all(|case| case.group == Group::Closed));
    let show_all = move || {
        narrowed.set(Narrowed::default());
        owner.set(Owner::Any);
    };
    let (why, way) = match is_calm {
        true => (Key::ServiceNothingWhy, None),
        false => (
            Key::ServiceNothingHere,
            Some(view! { <Button text=Key::ServiceShowAll test_id="service-show-all" on_click=show_all/> }),
        ),
    };
    view! {
        <div class="empty" data-testid="service-nothing">
            <h3>{words.text(Key::ServiceNothing)}</h3>
            <p>{words.text(why)}</p>
            <div class="row">{way}</div>
        </div>
    }
}
