//! All competitors: where we meet them, what is at stake there, what we lost to them.

use std::cmp::Reverse;

use leptos::prelude::*;

use super::{at_stake, threat_tone};
use crate::book::competitor::COMPETITOR;
use crate::book::{Change, Competitor, Edit, Label, RecordId, Threat, competitor};
use crate::browser::{address, clock};
use crate::dossier::encounters::encounters;
use crate::exchange::competitors_table::{Met, competitors_table};
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{AccountTabs, Button, ExportList, Icon};
use crate::ui::keys::focus_after;
use crate::ui::page::titled;
use crate::ui::session::session;
use crate::ui::words::words;

/// A competitor in the list.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    id: RecordId,
    competitor: Competitor,
    accounts: usize,
    at_stake: i128,
    threat: Option<Threat>,
    lost: usize,
}

impl Row {
    fn met(&self) -> Met<'_> {
        let Self { competitor, accounts, at_stake, threat, lost, .. } = self;
        Met { competitor, accounts: *accounts, at_stake: *at_stake, threat: *threat, lost: *lost }
    }
}

#[component]
pub fn ListPage() -> impl IntoView {
    let session = session();
    let words = words();
    titled(words.text(Key::CompetitorsTitle));
    let rows = Memo::new(move |_| {
        let (book, analysis) = (session.book(), session.analysis.get());
        let mut all = encounters(&book);
        let row = |(id, competitor)| {
            let encounter = all.remove(&id).unwrap_or_default();
            Row {
                id,
                competitor,
                accounts: encounter.accounts().len(),
                at_stake: at_stake(analysis.as_deref(), &encounter),
                threat: encounter.threat(),
                lost: encounter.lost(),
            }
        };
        let mut rows: Vec<Row> = book.all::<Competitor>().map(row).collect();
        rows.sort_by_cached_key(|row| (Reverse(row.at_stake), row.competitor.name.to_lowercase(), row.id));
        rows
    });
    let subtitle = move || {
        let book = session.book();
        let accounts: std::collections::BTreeSet<_> =
            encounters(&book).values().flat_map(|encounter| encounter.accounts()).collect();
        let places = [
            ("competitors", words.count(Key::CompetitorsCount, rows.with(Vec::len))),
            ("accounts", words.count(Key::CountAccounts, accounts.len())),
        ];
        words.fill(Key::CompetitorsSub, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
    };
    let listed =
        move || rows.with(|rows| competitors_table(session.ledger.get().currency(), rows.iter().map(Row::met)));
    let add = move || {
        let id = clock::new_id();
        let edits = vec![
            Edit::revive(id, COMPETITOR.code),
            competitor::field::name.set(id, words.text(Key::RivalsUnnamed).into()),
        ];
        session.commit(Change::new(Label::Add { kind: COMPETITOR.words(), of: String::new() }, edits));
        address::go(&Route::Competitors(Some(id)));
        focus_after(".competitor-title textarea");
    };
    let line = move |row: Row| {
        let currency = session.ledger.get_untracked().currency();
        let threat = row.threat.map(|threat| {
            let named = words.text(threat.name());
            let icon = (threat == Threat::High).then(|| view! { <Icon glyph=Glyph::Warn/> });
            view! { <span class="mark" data-tone=threat_tone(threat)>{icon}{named}</span> }
        });
        let name = row.competitor.name.clone();
        let shown = if name.is_empty() { words.text(Key::Unnamed).to_owned() } else { name.clone() };
        view! {
            <tr data-testid="competitor-row" data-competitor=name>
                <th scope="row">
                    <a class="row-link" href=Route::Competitors(Some(row.id)).to_string()><bdi>{shown}</bdi></a>
                    <small class="muted"><bdi>{row.competitor.region}</bdi></small>
                </th>
                <td data-label=words.text(Key::CompetitorSupplies)><bdi>{row.competitor.supplies}</bdi></td>
                <td class="num" data-label=words.text(Key::CompetitorsWhere)>{words.count(Key::CountAccounts, row.accounts)}</td>
                <td class="num" data-label=words.text(Key::CompetitorsAtStake)>
                    {(row.accounts > 0).then(|| words.money_round(currency, row.at_stake as f64))}
                </td>
                <td data-label=words.text(Key::CompetitorsThreat)>{threat}</td>
                <td class="num" data-label=words.text(Key::CompetitorsLost)>
                    {(row.lost > 0).then(|| words.number(row.lost))}
                </td>
            </tr>
        }
    };
    let currency = session.ledger.get_untracked().currency();
    view! {
        <header class="page-head">
            <div>
                <h1>{words.text(Key::CompetitorsTitle)}</h1>
                <p class="page-sub">{subtitle}</p>
            </div>
            <div class="actions">
                <ExportList
                    list="competitors"
                    folds=true
                    text=Key::CompetitorsExport
                    sheet=Key::CompetitorsTitle
                    table=listed
                    is_empty=Signal::derive(move || rows.with(Vec::is_empty))
                />
                <Button glyph=Glyph::Plus text=Key::CompetitorsAdd test_id="add-competitor" writes=true on_click=add/>
            </div>
        </header>
        <AccountTabs here=Route::Competitors(None)/>
        {move || rows.with(Vec::is_empty).then(|| view! { <p class="note">{words.text(Key::CompetitorsNone)}</p> })}
        <table aria-label=words.text(Key::CompetitorsTitle) class="table table-cards" hidden=move || rows.with(Vec::is_empty)>
            <thead>
                <tr>
                    <th scope="col">{words.text(Key::RivalryCompetitor)}</th>
                    <th scope="col">{words.text(Key::CompetitorSupplies)}</th>
                    <th scope="col" class="num">{words.text(Key::CompetitorsWhere)}</th>
                    <th scope="col" class="num">{words.in_currency(words.text(Key::CompetitorsAtStake), currency)}</th>
                    <th scope="col">{words.text(Key::CompetitorsThreat)}</th>
                    <th scope="col" class="num">{words.text(Key::CompetitorsLost)}</th>
                </tr>
            </thead>
            <tbody>{move || rows.get().into_iter().map(line).collect_view()}</tbody>
        </table>
        <p class="note competitors-hint">{words.text(Key::CompetitorsAtStakeHint)}</p>
    }
}
