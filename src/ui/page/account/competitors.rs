//! The competitors at the account: what they supply and offer, and what we answer (D4).

use leptos::prelude::*;

use super::account_view::AccountView;
use super::fold::Line;
use crate::book::competitor_at_account::COMPETITOR_AT_ACCOUNT;
use crate::book::kind::Tone;
use crate::book::{Competitor, CompetitorAtAccount, RecordId, RecordKind, Threat};
use crate::dossier::Dossier;
use crate::dossier::encounters::ends_in;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{AddButton, ConfirmMark, Icon, Opener, forms};
use crate::ui::next_frame::after_first_frame;
use crate::ui::page::competitors::{ContractEnd, threat_tone};
use crate::ui::printing::is_printing;
use crate::ui::session::session;
use crate::ui::words::{isolated, rich, words};

/// Those we must mind first; who is not judged comes last.
fn rivals(dossier: Option<&Dossier>) -> Vec<(RecordId, CompetitorAtAccount)> {
    let mut all: Vec<_> = dossier.iter().flat_map(|dossier| dossier.all::<CompetitorAtAccount>()).collect();
    all.sort_by_key(|(id, rival)| (rival.threat.is_none(), rival.threat, *id));
    all
}

/// Who they are, and how many of them are a high threat.
pub fn line(account_view: AccountView) -> Signal<Option<Line>> {
    let (session, words) = (session(), words());
    let AccountView { dossier, .. } = account_view;
    let make = move || {
        let book = session.book();
        let all = dossier.with(|dossier| rivals(dossier.as_ref()));
        if all.is_empty() {
            return Some(Line::of(words.text(Key::RivalsNone)));
        }
        let name = |(_, rival): &(RecordId, CompetitorAtAccount)| {
            let name = rival.competitor.map(|id| book.name(id)).filter(|name| !name.is_empty());
            name.map_or_else(|| words.text(Key::RivalsUnnamed).into(), |name| isolated(&name))
        };
        let high = all.iter().filter(|(_, rival)| rival.threat == Some(Threat::High)).count();
        let threat = words.fill(Key::RivalsThreat, &[("threat", words.text(Threat::High.name()))]);
        let line = Line::of(words.list(all.iter().map(name)));
        Some(if high > 0 { line.marked(threat, Tone::Bad) } else { line })
    };
    after_first_frame(move || dossier.track(), make)
}

#[component]
pub fn CompetitorsSection(id: RecordId, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let forms = forms();
    let dossier: Memo<Option<Dossier>> = expect_context();
    let rivals = Memo::new(move |_| dossier.with(|dossier| rivals(dossier.as_ref())));
    let ids = Memo::new(move |_| rivals.with(|rivals| rivals.iter().map(|(id, _)| *id).collect::<Vec<_>>()));
    let is_empty = Memo::new(move |_| ids.with(Vec::is_empty));
    let add = move |()| forms.add(&COMPETITOR_AT_ACCOUNT, id, name.get_untracked());
    let ends = move || {
        let (today, book) = (session.read_on.get(), session.book());
        let one = |(_, rival): &(RecordId, CompetitorAtAccount)| {
            let days = ends_in(rival.contract_end, today).filter(|days| *days >= 0)?;
            let name = rival.competitor.map(|id| book.name(id)).filter(|name| !name.is_empty());
            let name = name.unwrap_or_else(|| words.text(Key::RivalsUnnamed).into());
            let when = words.count(Key::RivalsEndsIn, usize::try_from(days).unwrap_or_default());
            Some(words.fill(Key::EntryFact, &[("what", &isolated(&name)), ("value", &when)]))
        };
        let all = rivals.with(|rivals| rivals.iter().filter_map(one).collect::<Vec<_>>());
        (!all.is_empty()).then(|| {
            let text = words.fill(Key::RivalsEnds, &[("contracts", &words.list(all))]);
            view! { <p class="reading">{rich(text)}</p> }
        })
    };
    let row = move |id: RecordId| {
        let rival = Memo::new(move |_| {
            rivals
                .with(|all| all.iter().find(|(known, _)| *known == id).map(|(_, rival)| rival.clone()))
                .unwrap_or_default()
        });
        view! { <Row id rival/> }
    };
    view! {
            {(!is_printing()).then(|| view! {
                <div class="fold-tools no-print">
                    <AddButton text=Key::RivalsAdd add test_id="add-rivalry"/>
                    <a class="note" href=Route::Competitors(None).to_string()>{words.text(Key::CompetitorsBack)}</a>
                </div>
            })}
            {ends}
            {move || is_empty.get().then(|| view! { <p class="note">{words.text(Key::RivalsNone)}</p> })}
            <table aria-label=words.text(Key::CompetitorsTitle) class="table table-cards" data-testid="rivals" hidden=is_empty>
                <thead>
                    <tr>
                        <th scope="col">{words.text(Key::RivalryCompetitor)}</th>
                        <th scope="col">{words.text(Key::RivalsSupplyAndOffer)}</th>
                        <th scope="col">{words.text(Key::RivalsGoodAndBad)}</th>
                        <th scope="col">{words.text(Key::RivalryAnswer)}</th>
                        <th scope="col">{words.text(Key::RivalsSure)}</th>
                    </tr>
                </thead>
                <tbody><For each=move || ids.get() key=|id| *id children=row/></tbody>
            </table>
    }
}

#[component]
fn Row(id: RecordId, rival: Memo<CompetitorAtAccount>) -> impl IntoView {
    let session = session();
    let words = words();
    let forms = forms();
    let competitor = Memo::new(move |_| {
        let id = rival.with(|rival| rival.competitor)?;
        let book = session.book();
        // One that is deleted has a name, and no page.
        Some((id, book.name(id), book.get::<Competitor>(id).is_some()))
    });
    let name = move || match competitor.get() {
        Some((_, name, _)) if !name.is_empty() => name,
        _ => words.text(Key::RivalsUnnamed).to_owned(),
    };
    let on_paper = is_printing();
    let page = move || {
        let (id, name, is_there) = competitor.get()?;
        let label = words.fill(Key::CompetitorPage, &[("name", &isolated(&name))]);
        (is_there && !on_paper).then(|| {
            view! {
                <a class="no-print" href=Route::Competitors(Some(id)).to_string() aria-label=label.clone() title=label data-testid="rival-page">
                    <Icon glyph=Glyph::Next/>
                </a>
            }
        })
    };
    let threat = move || {
        let threat = rival.with(|rival| rival.threat)?;
        let named = words.text(threat.name());
        let text = words.fill(Key::RivalsThreat, &[("threat", named)]);
        let icon = (threat == Threat::High).then(|| view! { <Icon glyph=Glyph::Warn/> });
        Some(view! { <span class="mark" data-tone=threat_tone(threat)>{icon}{text}</span> })
    };
    let prices = move || {
        let level = rival.with(|rival| rival.price_level)?;
        let named = words.text(level.name());
        Some(view! { <span class="mark">{words.fill(Key::RivalsPrices, &[("level", named)])}</span> })
    };
    let end = Signal::derive(move || rival.with(|rival| rival.contract_end));
    let text = move |of: fn(&CompetitorAtAccount) -> &String| move || rival.with(|rival| of(rival).clone());
    view! {
        <tr data-testid="rival">
            <th scope="row">
                <span class="entry-head">
                    <Opener open=move || forms.edit(id) test_id="rival-open" hint=Signal::derive(move || words.fill(Key::RivalsEdit, &[("name", &isolated(&name()))]))><bdi>{name}</bdi></Opener>
                    {page}
                </span>
                {threat}
                {prices}
                <ContractEnd end/>
            </th>
            <td data-label=words.text(Key::RivalsSupplyAndOffer)>
                <p class="entry-text"><bdi>{text(|rival| &rival.supplies)}</bdi></p>
                <p class="entry-text muted"><bdi>{text(|rival| &rival.offer)}</bdi></p>
            </td>
            <td data-label=words.text(Key::RivalsGoodAndBad)>
                <p class="entry-text"><bdi>{text(|rival| &rival.strengths)}</bdi></p>
                <p class="entry-text muted"><bdi>{text(|rival| &rival.weaknesses)}</bdi></p>
            </td>
            <td data-label=words.text(Key::RivalryAnswer)>
                <p class="entry-text"><bdi>{text(|rival| &rival.answer)}</bdi></p>
            </td>
            <td data-label=words.text(Key::RivalsSure)><ConfirmMark id kind=CompetitorAtAccount::KIND field=""/></td>
        </tr>
    }
}
