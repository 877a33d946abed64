//! One dossier in the table: its holes are links that fill them, and what comes next with it.

use leptos::prelude::*;

use super::hole::{Hole, code, to};
use crate::book::RecordId;
use crate::book::settings::working_calendar;
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::due::{Due, Origin};
use crate::dossier::health::Certainty;
use crate::dossier::section::Section;
use crate::dossier::side_by_side::{ASKED, Row, Seller, Sold, foremost};
use crate::glyph::Glyph;
use crate::retention::opening::still_due;
use crate::service::requests::Targets;
use crate::text::{Key, within_sentence};
use crate::today::AwaitedRequest;
use crate::today::coming::by_targets;
use crate::ui::component::{Icon, SegBadge};
use crate::ui::dossier_words::{due, need};
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};
use crate::ui::working_clock::with_clock;

#[component]
pub(super) fn DossierRow(row: Row) -> impl IntoView {
    let session = session();
    let words = words();
    let analysis = session.analysis.get_untracked();
    let finding = analysis.as_ref().and_then(|analysis| analysis.finding(row.id).cloned());
    let overdue = finding.as_ref().and_then(|finding| finding.overdue).filter(|times| *times > 2.0);
    let currency = session.ledger.get_untracked().currency();
    let known = words.percent(row.health.completeness());
    // What stands in no column of its own.
    let more = words.fill(
        Key::KnownMore,
        &[
            ("certain", &words.percent_round(row.health.certainty())),
            ("stale", &words.number(row.health.count(Certainty::Stale))),
            ("missing", &missing(words, &row)),
        ],
    );
    let [business, decider, rest @ ..] = ASKED.map(|of| view! { <Hole id=row.id of state=row.health.of_need(of)/> });
    let people = format!("{} / {}", words.number(row.people), words.number(row.ties));
    let state = if row.people == 0 { Certainty::Missing } else { Certainty::Confirmed };
    view! {
        <tr tabindex="-1" data-id=row.id.to_string() data-account=row.name.clone() data-testid="dossier-row">
            <th scope="row">
                <span class="holes-name">
                    <SegBadge finding=finding/>
                    <a class="row-link" tabindex="-1" href=to(row.id, None)><bdi>{row.name.clone()}</bdi></a>
                </span>
            </th>
            <td class="num">{words.money_round(currency, row.value as f64)}</td>
            <td class="num is-known" title=more>
                <a class="row-link" tabindex="-1" href=to(row.id, Some(Section::File))>{known}</a>
                <span class="sr">" " {words.text(Key::KnownWord)}</span>
            </td>
            {business}
            {decider}
            <td class="is-cell">
                <a class="hole" tabindex="-1" data-state=code(state) href=to(row.id, Some(Section::People))>
                    <span class="sr">{words.text(Key::DossiersPeople)} ": "</span>
                    {people}
                </a>
            </td>
            {rest.into_iter().collect_view()}
            <td class="is-next"><div class="holes-lines"><Next id=row.id owner=row.owner overdue/></div></td>
        </tr>
    }
}

/// The weightiest that are missing, in words.
fn missing(words: Words, row: &Row) -> String {
    let missing =
        row.health.with(Certainty::Missing).into_iter().take(3).map(|(of, _)| within_sentence(need(words, of)));
    let missing = words.list(missing);
    if missing.is_empty() { "–".into() } else { missing }
}

/// What comes next and what is late; where nothing is known, who of ours could be asked.
#[component]
fn Next(id: RecordId, owner: Option<RecordId>, overdue: Option<f64>) -> impl IntoView {
    let session = session();
    let words = words();
    let today = session.read_on.get_untracked();
    let book = session.book_untracked();
    let ledger = session.ledger.get_untracked();
    let of = |dossier: Dossier| {
        let dues = still_due(&dossier, dossier.due(today), ledger.sales(id), today);
        let (targets, now) = (Targets::of(&book), session.this_minute());
        with_clock(&working_calendar(&book), |clock| {
            by_targets(dues, &AwaitedRequest::all_of(&dossier, clock, targets, now).collect::<Vec<_>>())
        })
    };
    let dues = Dossier::of(&book, id).map(of).unwrap_or_default();
    let late = foremost(dues.iter().filter(|due| due.is_late(today)));
    let next = foremost(dues.iter().filter(|due| !due.is_late(today)));
    let told =
        |found: &Due| if found.origin == Origin::NextStep { found.title.clone() } else { due(words, &book, found) };
    let next = next.map(|found| {
        let day = found.day.map(|day| words.day_and_month(day));
        view! { <a class="holes-next" tabindex="-1" href=to(id, Some(Section::Next))><b>{day}</b> " " <bdi>{told(found)}</bdi></a> }
    });
    let late = late.map(|found| {
        let days = late_days(words, found, today);
        view! {
            <a class="holes-next" tabindex="-1" href=to(id, Some(Section::Next))>
                <span class="mark" data-tone="bad"><Icon glyph=Glyph::Warn/></span>
                " " <b>{days} ":"</b> " " <bdi>{told(found)}</bdi>
            </a>
        }
    });
    // Who answers for it knows it best; else who sold to it.
    let owner = owner.map(|owner| book.name(owner)).filter(|name| !name.is_empty());
    let owner = owner.map(
        |name| view! { <span class="holes-next">{words.fill(Key::DossiersAsk, &[("name", &isolated(&name))])}</span> },
    );
    let is_asked = next.is_none() && late.is_none();
    let asked = (is_asked && owner.is_none()).then(|| seller(words, &session.ledger.get_untracked(), id)).flatten();
    let owner = owner.filter(|_| is_asked);
    let overdue = overdue.map(|times| {
        let (times, marked) = (words.decimal(times, 1), words.times(times));
        let title = words.fill(Key::OverdueMark, &[("times", &times)]);
        view! { <span class="mark holes-overdue" data-tone="warn" title=title><Icon glyph=Glyph::Warn/>{marked}</span> }
    });
    let asked = asked.map(|(name, sold)| {
        view! { <span class="holes-next"><span class="suggested">{name}</span> {words.text(Key::ListComma)} " " {sold}</span> }
    });
    view! { {next} {late} {owner} {asked} {overdue} }
}

/// "21 days late"
fn late_days(words: Words, found: &Due, today: Date) -> String {
    let days = found.day.map_or(0, |day| today.since(day));
    words.count(Key::DueLateDays, usize::try_from(days).unwrap_or_default())
}

/// Whom of ours to ask, and why them: "Ask Janet Leverling", "38.3% of 12 months".
fn seller(words: Words, ledger: &crate::ledger::Ledger, id: RecordId) -> Option<(String, String)> {
    let seller = Seller::of(ledger, id)?;
    let name = ledger.people().get(usize::try_from(seller.person).ok()?)?;
    let name = words.fill(Key::DossiersAsk, &[("name", &isolated(name))]);
    let sold = match seller.sold {
        Sold::Share(share) => words.fill(Key::DossiersSoldShare, &[("share", &words.percent(share))]),
        Sold::Orders { theirs, all } => words.counted(Key::DossiersSold, all, &[("part", &words.number(theirs))]),
    };
    Some((name, sold))
}
