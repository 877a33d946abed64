//! Where we meet a competitor: accounts, product groups, tenders.

use leptos::prelude::*;

use super::{ContractEnd, threat_tone};
use crate::book::{CompetitorAtAccount, RecordId, Tender, Threat, WhiteSpace};
use crate::dossier::encounters::Encounter;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Forms, Icon, forms};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

/// What a row needs.
#[derive(Clone, Copy)]
struct Of {
    session: Session,
    words: Words,
    forms: Forms,
}

#[component]
pub fn Encounters(encounter: Memo<Encounter>) -> impl IntoView {
    let words = words();
    let of = Of { session: session(), words, forms: forms() };
    let rivals = move || {
        let rows = encounter.with(|encounter| encounter.rivals.iter().map(|row| of.rival(row)).collect::<Vec<_>>());
        (!rows.is_empty()).then(|| {
            view! {
                <section class="section" id="where">
                    <div class="section-head"><h2 tabindex="-1">{words.text(Key::CompetitorsWhere)}</h2></div>
                    <table class="table table-cards" data-testid="competitor-accounts">
                        <thead>
                            <tr>
                                <th scope="col">{words.text(Key::AccountsTitle)}</th>
                                <th scope="col">{words.text(Key::RivalsSupplyAndOffer)}</th>
                                <th scope="col">{words.text(Key::RivalsGoodAndBad)}</th>
                                <th scope="col">{words.text(Key::RivalryAnswer)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </section>
            }
        })
    };
    let spaces = move || {
        let rows = encounter.with(|encounter| encounter.spaces.iter().map(|row| of.space(row)).collect::<Vec<_>>());
        (!rows.is_empty()).then(|| {
            view! {
                <section class="section" id="groups">
                    <div class="section-head"><h2 tabindex="-1">{words.text(Key::CompetitorSpaces)}</h2></div>
                    <table class="table table-cards">
                        <thead>
                            <tr>
                                <th scope="col">{words.text(Key::SpaceGroup)}</th>
                                <th scope="col">{words.text(Key::AccountsTitle)}</th>
                                <th scope="col" class="num">{words.text(Key::SpaceSpend)}</th>
                                <th scope="col">{words.text(Key::RivalryContractEnd)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </section>
            }
        })
    };
    let tenders = move || {
        let rows = encounter.with(|encounter| encounter.tenders.iter().map(|row| of.tender(row)).collect::<Vec<_>>());
        (!rows.is_empty()).then(|| {
            view! {
                <section class="section" id="tenders">
                    <div class="section-head"><h2 tabindex="-1">{words.text(Key::CompetitorTenders)}</h2></div>
                    <table class="table table-cards">
                        <thead>
                            <tr>
                                <th scope="col">{words.text(Key::EntrySubject)}</th>
                                <th scope="col">{words.text(Key::AccountsTitle)}</th>
                                <th scope="col">{words.text(Key::TenderOutcome)}</th>
                                <th scope="col" class="num">{words.text(Key::TendersBids)}</th>
                                <th scope="col" class="num">{words.text(Key::TenderWinningBid)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </section>
            }
        })
    };
    view! { {rivals} {spaces} {tenders} }
}

impl Of {
    /// The account's name, with the way to a section of its page.
    fn account(self, id: RecordId, section: &str) -> impl IntoView + use<> {
        let name = self.session.book_untracked().name(id);
        let name = if name.is_empty() { self.words.text(Key::Unnamed).to_owned() } else { name };
        let route = Route::Account { id, section: Some(section.into()) };
        view! { <a class="row-link" href=route.to_string()><bdi>{name}</bdi></a> }
    }

    fn rival(self, (id, account, rival): &(RecordId, RecordId, CompetitorAtAccount)) -> impl IntoView + use<> {
        let (Self { words, forms, session }, id) = (self, *id);
        let threat = rival.threat.map(|threat| {
            let named = words.text(threat.name());
            let icon = (threat == Threat::High).then(|| view! { <Icon glyph=Glyph::Warn/> });
            let text = words.fill(Key::RivalsThreat, &[("threat", named)]);
            view! { <span class="mark" data-tone=threat_tone(threat)>{icon}{text}</span> }
        });
        let name = session.book_untracked().name(*account);
        let edit = words.fill(Key::RivalsEdit, &[("name", &isolated(&name))]);
        let end = Signal::stored(rival.contract_end);
        let [supplies, offer, strengths, weaknesses, answer] =
            [&rival.supplies, &rival.offer, &rival.strengths, &rival.weaknesses, &rival.answer].map(Clone::clone);
        view! {
            <tr data-testid="competitor-account" data-account=name>
                <th scope="row">
                    {self.account(*account, "competitors")}
                    {threat}
                    <ContractEnd end/>
                    <Button
                        kind=ButtonKind::Link
                        class="no-print"
                        text=Key::EntryEdit
                        label=edit
                        on_click=move || forms.edit(id)
                    />
                </th>
                <td data-label=words.text(Key::RivalsSupplyAndOffer)>
                    <p class="entry-text"><bdi>{supplies}</bdi></p>
                    <p class="entry-text muted"><bdi>{offer}</bdi></p>
                </td>
                <td data-label=words.text(Key::RivalsGoodAndBad)>
                    <p class="entry-text"><bdi>{strengths}</bdi></p>
                    <p class="entry-text muted"><bdi>{weaknesses}</bdi></p>
                </td>
                <td data-label=words.text(Key::RivalryAnswer)><p class="entry-text"><bdi>{answer}</bdi></p></td>
            </tr>
        }
    }

    fn space(self, (id, account, space): &(RecordId, RecordId, WhiteSpace)) -> impl IntoView + use<> {
        let (Self { words, forms, .. }, id) = (self, *id);
        let group = if space.group.is_empty() { words.text(Key::Unnamed).to_owned() } else { space.group.clone() };
        view! {
            <tr>
                <th scope="row">
                    <Button kind=ButtonKind::Bare class="entry-open" on_click=move || forms.edit(id)>
                        <bdi>{group}</bdi>
                    </Button>
                </th>
                <td data-label=words.text(Key::AccountsTitle)>{self.account(*account, "space")}</td>
                <td class="num" data-label=words.text(Key::SpaceSpend)>{space.spend.map(|spend| words.amount(spend))}</td>
                <td data-label=words.text(Key::RivalryContractEnd)><ContractEnd end=Signal::stored(space.contract_end)/></td>
            </tr>
        }
    }

    fn tender(self, (id, account, tender): &(RecordId, RecordId, Tender)) -> impl IntoView + use<> {
        let (Self { words, forms, .. }, id) = (self, *id);
        let title =
            if tender.subject.is_empty() { words.text(Key::Unnamed).to_owned() } else { tender.subject.clone() };
        let outcome = match tender.outcome {
            Some(outcome) => words.text(outcome.name()),
            None => words.text(Key::HistoryOpen),
        };
        let reasons = words.list(tender.reasons.iter().map(|reason| words.text(reason.name())));
        view! {
            <tr>
                <th scope="row">
                    <Button kind=ButtonKind::Bare class="entry-open" on_click=move || forms.edit(id)>
                        <bdi>{title}</bdi>
                    </Button>
                    <small class="muted">{tender.decided.map(|day| words.day(day))}</small>
                </th>
                <td data-label=words.text(Key::AccountsTitle)>{self.account(*account, "history")}</td>
                <td data-label=words.text(Key::TenderOutcome)>{outcome} " " <small class="muted">{reasons}</small></td>
                <td class="num" data-label=words.text(Key::TendersBids)>{tender.our_bid.map(|bid| words.amount(bid))}</td>
                <td class="num" data-label=words.text(Key::TenderWinningBid)>
                    {tender.winning_bid.map(|bid| words.amount(bid))}
                </td>
            </tr>
        }
    }
}
