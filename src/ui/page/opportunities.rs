//! All open opportunities, what is worth most by its likelihood first (R6).

use std::collections::HashSet;

use leptos::prelude::*;

use super::titled;
use crate::dossier::opportunities::{OpenOpportunity, all_open};
use crate::dossier::section::Section;
use crate::exchange::opportunities_table::opportunities_table;
use crate::glyph::Glyph;
use crate::route::{Listed, OpportunityList, Route};
use crate::text::Key;
use crate::ui::component::{
    AccountTabs, Chooses, ExportList, Forms, Icon, Opener, OwnerChoice, RecordDrawer, SegBadge,
};
use crate::ui::dossier_words::opportunities_worth;
use crate::ui::kept_list::{KeptList, focus_row};
use crate::ui::last_shown::last_shown;
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn OpportunitiesPage() -> impl IntoView {
    let (session, words) = (session(), words());
    titled(words.text(Key::OpportunitiesTitle));
    Forms::provide();
    let all = Memo::new(move |_| all_open(&session.book()));
    let list = KeptList::<OpportunityList>::new();
    let owner = Memo::new(move |_| list.wanted.with(|wanted| wanted.owner));
    let owners = Memo::new(move |_| all.with(|all| all.iter().filter_map(|of| of.owner).collect()));
    let shown = Memo::new(move |_| {
        let owner = owner.get();
        all.with(|all| all.iter().filter(|of| owner.admits(of.owner)).cloned().collect::<Vec<_>>())
    });
    let is_empty = Memo::new(move |_| shown.with(Vec::is_empty));
    // A dossier leads on to the next of them.
    let last_shown = last_shown();
    Effect::new(move |_| {
        let mut accounts: Vec<_> = shown.with(|shown| shown.iter().map(|of| of.account).collect());
        let mut seen = HashSet::new();
        accounts.retain(|account| seen.insert(*account));
        last_shown.keep(accounts);
    });
    list.come_back(move || !is_empty.get(), focus_row);
    let reading = move || shown.with(|shown| opportunities_worth(words, shown.iter().map(|of| &of.opportunity)));
    let table = move || {
        (!is_empty.get()).then(|| {
            view! {
                <table aria-label=words.text(Key::OpportunitiesTitle) class="table table-cards tops" data-testid="opportunities-table" on:focusin=move |event| list.focused(&event) on:click=move |event| list.clicked(&event)>
                    <thead>
                        <tr>
                            <th scope="col">{words.text(Key::OpportunitiesAccount)}</th>
                            <th scope="col">{words.text(Key::OpportunityWhat)}</th>
                            <th scope="col" class="num">{words.text(Key::OpportunityValue)}</th>
                            <th scope="col">{words.text(Key::OpportunityLikelihood)}</th>
                            <th scope="col" class="num">{words.text(Key::OpportunityWeighted)}</th>
                            <th scope="col">{words.text(Key::NeedNextStep)}</th>
                            <th scope="col">{words.text(Key::OpportunityColleagues)}</th>
                        </tr>
                    </thead>
                    <tbody>{move || shown.get().into_iter().map(|of| view! { <Row of/> }).collect_view()}</tbody>
                </table>
            }
        })
    };
    view! {
        <header class="page-head">
            <div>
                <h1>{words.text(Key::OpportunitiesTitle)}</h1>
                <p class="page-sub" role="status" data-testid="opportunities-worth">{reading}</p>
            </div>
            <div class="actions">
                <OwnerChoice
                    owners
                    owner=Chooses::new(owner, move |owner| list.update(|wanted| wanted.owner = owner))
                    any=Key::OpportunitiesAnyones
                    nobody=Key::OpportunitiesNobodys
                    label=Key::OpportunityColleagues
                    test_id="opportunities-owner"
                />
                <ExportList
                    list="opportunities"
                    folds=true
                    text=Key::OpportunitiesExport
                    sheet=Key::OpportunitiesTitle
                    table=move || session.with_book(|book| shown.with(|shown| opportunities_table(book, shown)))
                    is_empty
                />
            </div>
        </header>
        <AccountTabs here=OpportunityList::default().route()/>
        {move || is_empty.get().then(|| view! { <p class="note">{words.text(Key::OpportunitiesWhence)}</p> })}
        {table}
        <RecordDrawer/>
    }
}

#[component]
fn Row(of: OpenOpportunity) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = crate::ui::component::forms();
    let OpenOpportunity { id, account, name, owner, opportunity } = of;
    let finding = session.analysis.get_untracked().and_then(|analysis| analysis.finding(account).cloned());
    let to = Route::Account { id: account, section: Some(Section::Opportunities.name().into()) };
    let title =
        if opportunity.what.is_empty() { words.text(Key::Unnamed).to_owned() } else { opportunity.what.clone() };
    let is_late = opportunity.next_on.is_some_and(|day| day < session.read_on.get_untracked());
    let late = is_late.then(|| view! { <span class="mark" data-tone="bad"><Icon glyph=Glyph::Warn/></span> " " });
    let of = name.clone();
    let owner = owner.map(|owner| session.with_book(|book| book.name(owner)));
    view! {
        <tr data-testid="opportunity" data-id=account.to_string() data-account=of>
            <th scope="row"><SegBadge finding/> " " <a href=to.to_string()><bdi>{name}</bdi></a></th>
            <td data-label=words.text(Key::OpportunityWhat)>
                <Opener open=move || forms.edit(id) test_id="opportunity-open"><bdi>{title}</bdi></Opener>
            </td>
            <td class="num" data-label=words.text(Key::OpportunityValue)>{opportunity.value.map(|of| words.amount(of))}</td>
            <td data-label=words.text(Key::OpportunityLikelihood)>{opportunity.likelihood.map(|of| words.text(of.name()))}</td>
            <td class="num" data-label=words.text(Key::OpportunityWeighted)>{opportunity.weighted().map(|of| words.amount(of))}</td>
            <td data-label=words.text(Key::NeedNextStep)>
                <bdi>{opportunity.next_step.clone()}</bdi>
                <small class="muted">{late} {opportunity.next_on.map(|day| words.day(day))}</small>
            </td>
            <td data-label=words.text(Key::OpportunityColleagues)><bdi>{owner}</bdi></td>
        </tr>
    }
}
