//! The account's tenders side by side: how each ended, our bid beside the winning one, what we learnt.

use std::cmp::Ordering;

use leptos::prelude::*;

use super::super::account_view::AccountView;
use super::super::fold::Line;
use crate::book::kind::Tone;
use crate::book::tender::TENDER;
use crate::book::{RecordId, Tender};
use crate::dossier::Dossier;
use crate::dossier::tenders::{TenderCounts, above_winner, tenders};
use crate::text::Key;
use crate::ui::component::{AddButton, Opener, forms};
use crate::ui::next_frame::after_first_frame;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, rich, words};

/// How many were won of those that are decided, and when the next bid is due.
pub fn tenders_line(account_view: AccountView) -> Signal<Option<Line>> {
    let (session, words) = (session(), words());
    let AccountView { dossier, .. } = account_view;
    let make = move || {
        let all = dossier.with(|dossier| dossier.as_ref().map(tenders).unwrap_or_default());
        if all.is_empty() {
            return Some(Line::of(words.text(Key::TendersNone)));
        }
        let today = session.read_on.get();
        let line = Line::of(reading(words, &TenderCounts::of(all.iter().map(|(_, tender)| tender))));
        let open = all.iter().filter(|(_, tender)| tender.outcome.is_none()).filter_map(|(_, tender)| tender.due);
        Some(match open.filter(|due| *due >= today).min() {
            Some(due) => line.marked(words.day_and_month(due), Tone::Warn),
            None => line,
        })
    };
    let follow = move || {
        dossier.track();
        session.read_on.track();
    };
    after_first_frame(follow, make)
}

#[component]
pub fn TendersSection(id: RecordId, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let forms = forms();
    let dossier: Memo<Option<Dossier>> = expect_context();
    let add = move |()| forms.add(&TENDER, id, name.get_untracked());
    let all = Memo::new(move |_| dossier.with(|dossier| dossier.as_ref().map(tenders).unwrap_or_default()));
    let row = move |(id, tender): (RecordId, Tender)| {
        let title =
            if tender.subject.is_empty() { words.text(Key::Unnamed).to_owned() } else { tender.subject.clone() };
        let day = tender.decided.or(tender.due).or(tender.day).map(|day| words.day(day));
        view! {
            <tr>
                <th scope="row">
                    <Opener open=move || forms.edit(id)><bdi>{title}</bdi></Opener>
                    <small class="muted">{day}</small>
                </th>
                <td data-label=words.text(Key::TenderOutcome)>{outcome(session, words, &tender)}</td>
                <td class="num" data-label=words.text(Key::TendersBids)>{bid(words, &tender)}</td>
                <td class="num" data-label=words.text(Key::TenderWinningBid)>
                    {tender.winning_bid.map(|bid| words.amount(bid))}
                </td>
                <td data-label=words.text(Key::TendersWhy)>{why(words, &tender)}</td>
            </tr>
        }
    };
    let table = move || {
        if all.with(Vec::is_empty) {
            return view! { <p class="note">{words.text(Key::TendersNone)}</p> }.into_any();
        }
        let reading = all.with(|all| reading(words, &TenderCounts::of(all.iter().map(|(_, tender)| tender))));
        view! {
                <div class="tenders" data-testid="tenders">
                    <p class="reading">{rich(reading)}</p>
                    <table aria-label=words.text(Key::HistoryTenders) class="table table-cards">
                        <thead>
                            <tr>
                                <th scope="col">{words.text(Key::EntrySubject)}</th>
                                <th scope="col">{words.text(Key::TenderOutcome)}</th>
                                <th scope="col" class="num">{words.text(Key::TendersBids)}</th>
                                <th scope="col" class="num">{words.text(Key::TenderWinningBid)}</th>
                                <th scope="col">{words.text(Key::TendersWhy)}</th>
                            </tr>
                        </thead>
                        <tbody>{all.get().into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
        }
        .into_any()
    };
    view! {
        {table}
        <div class="fold-tools no-print"><AddButton text=Key::TenderAdd add test_id="add-tender"/></div>
    }
}

/// "Tenders won: 2 of 5, of them in part: 1. Lost on price 2×."
fn reading(words: Words, counts: &TenderCounts) -> String {
    let number = |n| words.number(n);
    let mut said = Vec::new();
    if counts.decided > 0 {
        let [won, decided, partly] = [counts.won, counts.decided, counts.partly].map(number);
        let key = if counts.partly > 0 { Key::TendersReadingPartly } else { Key::TendersReading };
        said.push(words.fill(key, &[("won", &won), ("decided", &decided), ("partly", &partly)]));
    } else {
        said.push(words.text(Key::TendersUndecided).into());
    }
    if !counts.lost_on.is_empty() {
        let reason = |(reason, count): &(crate::book::TenderReason, usize)| {
            let named = words.text(reason.name());
            words.fill(Key::TendersTimes, &[("reason", named), ("n", &number(*count))])
        };
        let reasons = words.list(counts.lost_on.iter().map(reason));
        said.push(words.fill(Key::TendersLostOn, &[("reasons", &reasons)]));
    }
    if counts.open > 0 {
        said.push(words.fill(Key::TendersOpen, &[("n", &number(counts.open))]));
    }
    said.join(" ")
}

fn outcome(session: Session, words: Words, tender: &Tender) -> impl IntoView + use<> {
    use crate::book::TenderOutcome::{Lost, PartlyWon, Won};
    let text = match tender.outcome {
        Some(outcome) => words.text(outcome.name()),
        None => words.text(Key::HistoryOpen),
    };
    let tone = match tender.outcome {
        Some(Won | PartlyWon) => Some("good"),
        Some(Lost) => Some("bad"),
        _ => None,
    };
    let winner = tender.winner.map(|id| session.book_untracked().name(id)).filter(|name| !name.is_empty());
    view! {
        <span class="tag" data-tone=tone>{text}</span>
        {winner.map(|winner| view! { <small class="muted"><bdi>{winner}</bdi></small> })}
    }
}

/// Our bid, and how far it was from the winning one.
fn bid(words: Words, tender: &Tender) -> impl IntoView + use<> {
    let away = above_winner(tender).map(|share| {
        let apart = words.percent_round(share.abs());
        match share.total_cmp(&0.0) {
            Ordering::Greater => words.fill(Key::TendersBidAbove, &[("share", &apart)]),
            Ordering::Less => words.fill(Key::TendersBidBelow, &[("share", &apart)]),
            Ordering::Equal => words.text(Key::TendersBidSame).into(),
        }
    });
    view! {
        {tender.our_bid.map(|bid| words.amount(bid))}
        {away.map(|away| view! { <small class="muted">{away}</small> })}
    }
}

fn why(words: Words, tender: &Tender) -> impl IntoView + use<> {
    let named = tender.reasons.codes();
    let named = named.map(|(code, known)| known.map_or(code, |known| words.text(known.name())).to_owned());
    let named = words.list(named);
    let texts = [named, tender.reason_text.clone(), tender.lessons.clone()];
    let texts = texts.into_iter().filter(|text| !text.is_empty());
    texts.map(|text| view! { <p class="entry-text"><bdi>{text}</bdi></p> }).collect_view()
}
