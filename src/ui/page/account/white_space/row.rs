//! One product group: the basket beside that of others, the share of the wallet, who supplies it.

use leptos::prelude::*;

use super::Of;
use crate::book::opportunity::OPPORTUNITY;
use crate::book::{Change, Edit, Label, Opportunity, RecordKind, Source, account};
use crate::dossier::Dossier;
use crate::dossier::opportunities::{id_in_space, in_space};
use crate::dossier::white_space::{Basket, Group, Wallet};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, Opener};
use crate::ui::page::competitors::ContractEnd;
use crate::ui::printing::is_printing;
use crate::ui::words::{isolated, words};

#[component]
pub fn Row(of: Of, group: Memo<Option<Group>>, widest: Memo<f64>) -> impl IntoView {
    let words = words();
    let currency = of.session.ledger.get_untracked().currency();
    let with = move |says: &dyn Fn(&Group) -> Option<String>| group.with(|group| says(group.as_ref()?));
    let name = move || with(&|group| Some(group.name.clone())).unwrap_or_default();
    let edit = move || words.fill(Key::SpaceEdit, &[("name", &isolated(&name()))]);
    let open = move || {
        if let Some(group) = group.get_untracked() {
            of.open(&group);
        }
    };
    let basket = Memo::new(move |_| group.with(|group| group.as_ref()?.basket));
    let room = Memo::new(move |_| group.with(|group| group.as_ref()?.room()));
    let part = move |share: f64| format!("{:.1}%", share / widest.get() * 100.0);
    let bar = move || {
        let Basket { own, typical, .. } = basket.get()?;
        let rest = room.get().map(|_| {
            view! { <s style:inset-inline-start=move || part(own) style:inline-size=move || part(typical - own)></s> }
        });
        Some(view! {
            <span class="space-bar" aria-hidden="true">
                <i style:inline-size=move || part(own)></i>
                {rest}
                <b style:inset-inline-start=move || part(typical)></b>
            </span>
        })
    };
    let here = move || basket.get().map(|basket| words.percent(basket.own));
    let typical = move || basket.get().map(|basket| words.percent(basket.typical));
    let more = move || room.get().map(|room| isolated(&format!("+{}", words.money_round(currency, room as f64))));
    let sold = move || with(&|group| Some(words.money_round(currency, group.sold as f64)).filter(|_| group.sold != 0));
    let spends = move || {
        with(&|group| {
            let spend = group.known.spend?;
            let is_ours = spend.currency == currency;
            Some(if is_ours { words.money_round(currency, spend.minor as f64) } else { words.amount(spend) })
        })
    };
    let wallet = move || {
        let wallet = group.with(|group| group.as_ref().map(|group| group.wallet))?;
        Some(match wallet {
            Wallet::Unknown | Wallet::OtherCurrency => return None,
            Wallet::Share(share) => view! { <span>{words.percent_round(share)}</span> }.into_any(),
            Wallet::Doubtful(share) => view! {
                <span class="mark" data-tone="warn" title=words.text(Key::SpaceDoubtful)>
                    <Icon glyph=Glyph::Warn/>
                    {words.percent_round(share)}
                    <span class="sr">{words.text(Key::SpaceDoubtful)}</span>
                </span>
            }
            .into_any(),
        })
    };
    let end = Signal::derive(move || group.with(|group| group.as_ref()?.known.contract_end));
    let note = move || with(&|group| Some(group.known.note.clone()).filter(|note| !note.is_empty()));
    view! {
        <tr class:is-under=move || room.get().is_some() data-testid="space-row" data-group=name>
            <th scope="row">
                <Opener open test_id="space-open" hint=Signal::derive(edit)><bdi>{name}</bdi></Opener>
                " "
            </th>
            <td class="space-basket" data-label=words.text(Key::SpaceBasket)>{bar}</td>
            <td class="num space-basket" data-label=words.text(Key::SpaceHere)>{here}</td>
            <td class="num muted space-basket" data-label=words.text(Key::SpaceTypical)>{typical}</td>
            <td class="num space-room space-basket" data-label=words.text(Key::SpaceRoomHead)>{more}</td>
            <td class="num" data-label=words.text(Key::SpaceSold)>{sold}</td>
            <td class="num" data-label=words.text(Key::SpaceSpends)>{spends}</td>
            <td class="num" data-label=words.text(Key::SpaceShare) data-testid="space-share">{wallet}</td>
            <td data-label=words.text(Key::SpaceWho)>
                <Who of group/>
                <MakeOpportunity of group/>
                <ContractEnd end/>
                {move || note().map(|note| view! { <p class="entry-text muted"><bdi>{note}</bdi></p> })}
            </td>
        </tr>
    }
}

/// Makes the room an opportunity in one click, where there is none of this group yet (R6).
#[component]
fn MakeOpportunity(of: Of, group: Memo<Option<Group>>) -> impl IntoView {
    let words = words();
    let Of { session, account, name, .. } = of;
    let dossier: Memo<Option<Dossier>> = expect_context();
    let owner = session.field(account, account::field::owner);
    let found = Memo::new(move |_| {
        let held = |dossier: &Dossier| dossier.all::<Opportunity>().map(|(_, held)| held).collect::<Vec<_>>();
        let held = dossier.with(|dossier| dossier.as_ref().map(held).unwrap_or_default());
        let (currency, today) = (session.ledger.get().currency(), session.read_on.get());
        group.with(|group| in_space(group.as_ref()?, currency, today, &held))
    });
    let make = move || {
        let Some(found) = found.get_untracked() else { return };
        let id = id_in_space(account, &found.group, session.read_on.get_untracked());
        let colleagues = owner.get_untracked().into_iter().collect();
        let made = Opportunity { account: Some(account), colleagues, ..found };
        let edits = std::iter::once(Edit::revive(id, OPPORTUNITY.code)).chain(made.create(id)).collect();
        let label = Label::Add { kind: OPPORTUNITY.words(), of: name.get_untracked() };
        session.commit(Change::new(label, edits));
    };
    let is_there = Memo::new(move |_| found.with(Option::is_some));
    let label = move || {
        words.labelled(
            Key::SpaceToOpportunity,
            &found.with(|of| of.as_ref().map(|of| of.group.clone())).unwrap_or_default(),
        )
    };
    move || {
        (is_there.get() && !is_printing()).then(|| {
            view! {
                <Button
                    kind=ButtonKind::Link
                    class="no-print"
                    text=Key::SpaceToOpportunity
                    label=Signal::derive(label)
                    test_id="space-to-opportunity"
                    writes=true
                    on_click=make
                />
            }
        })
    }
}

/// Who supplies the group: by a shape and by words.
#[component]
fn Who(of: Of, group: Memo<Option<Group>>) -> impl IntoView {
    let words = words();
    let says = Memo::new(move |_| {
        group.with(|group| group.as_ref().map(|group| (group.sold > 0, group.known.source, group.known.competitor)))
    });
    move || {
        let (is_ours, source, competitor) = says.get()?;
        let book = of.session.book();
        let named = competitor.map(|id| book.name(id)).filter(|name| !name.is_empty());
        let of_source = |source: Source| words.text(source.name());
        let other = match source {
            Some(Source::Competitor) => {
                named.map(|name| isolated(&name)).unwrap_or_else(|| of_source(Source::Competitor).into())
            }
            Some(source) => of_source(source).to_owned(),
            None => String::new(),
        };
        let text = match (is_ours, source) {
            (true, Some(Source::Competitor | Source::InHouse)) => words.fill(Key::SpaceBoth, &[("name", &other)]),
            (_, Some(_)) => other,
            (true, None) => words.text(Key::SpaceAndOthers).into(),
            (false, None) => words.text(Key::SpaceNobodyKnows).into(),
        };
        let shape = match source {
            None => "unknown",
            Some(source) => source.code(),
        };
        let ours = is_ours.then(|| view! { <i class="source" data-source="us" aria-hidden="true"></i> });
        let others = (source != Some(Source::Us) || !is_ours)
            .then(|| view! { <i class="source" data-source=shape aria-hidden="true"></i> });
        Some(view! { <span class="source-of">{ours}{others}<span>{text}</span></span> })
    }
}
