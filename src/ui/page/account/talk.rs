//! A negotiation in words, on its page and in the brief, of which it is the better part (R12).

use leptos::prelude::*;

use crate::book::{
    Amount, Contact, Negotiation, NegotiationConcession, NegotiationPoint, NegotiationPosition, NegotiationProposal,
    NegotiationQuestion, Quantity, RecordId,
};
use crate::currency::Currency;
use crate::dossier::Dossier;
use crate::dossier::negotiation::NegotiationFile;
use crate::dossier::negotiation::cost::{Costs, Stake, StakeFrom};
use crate::text::Key;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

/// "3 %", "30 days"
pub fn number(words: Words, of: Quantity, unit: &str) -> String {
    let number = words.decimal(of.value(), 3);
    if unit.is_empty() { number } else { format!("{number} {}", isolated(unit)) }
}

/// What is negotiated.
pub fn subject(words: Words, of: &Negotiation) -> String {
    let subject = of.subject.trim();
    if subject.is_empty() { words.text(Key::Unnamed).into() } else { isolated(subject) }
}

/// "12 May 1998 · 10:00, Graz"
pub fn when(words: Words, of: &Negotiation) -> Option<String> {
    let place = Some(isolated(of.place.trim())).filter(|_| !of.place.trim().is_empty());
    match (of.day.map(|day| words.day(day)), place) {
        (Some(day), Some(place)) => Some(words.fill(Key::BriefTalkOn, &[("day", &day), ("place", &place)])),
        (day, place) => day.or(place),
    }
}

/// Who it is that says something, by name or as a hole.
pub fn who(session: Session, of: &NegotiationPosition) -> Option<String> {
    let name = of.contact.map(|id| session.name(id)).filter(|name| !name.is_empty());
    name.or_else(|| Some(of.who.trim().to_owned()).filter(|who| !who.is_empty()))
}

/// On what it rests: the day it was heard, or whose guess it is, and whence.
pub fn source(words: Words, session: Session, of: &NegotiationPosition) -> Option<String> {
    let name = of.colleague.map(|id| isolated(&session.name(id)));
    let heard = match (of.heard, &name) {
        (Some(day), _) => Some(words.fill(Key::PositionHeardOn, &[("day", &words.day(day))])),
        (None, Some(name)) => Some(words.fill(Key::PositionGuessOf, &[("name", name)])),
        (None, None) => None,
    };
    let source = Some(isolated(of.source.trim())).filter(|_| !of.source.trim().is_empty());
    let told: Vec<String> = [heard, source].into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(" · "))
}

/// What is at stake, with whence that is known.
pub fn stake(words: Words, currency: Currency, of: Stake) -> String {
    let key = match of.from {
        StakeFrom::Said => Key::StakeSaid,
        StakeFrom::Offer => Key::StakeOffer,
        StakeFrom::Opportunity => Key::StakeOpportunity,
        StakeFrom::Sales => Key::StakeSales,
    };
    words.fill(key, &[("value", &words.money(currency, of.minor))])
}

/// "1.9 % of what they bought in 12 months, 70,424.00"
pub fn share(words: Words, currency: Currency, costs: Costs, at_stake: Option<Stake>) -> Option<String> {
    let share = costs.share(at_stake).filter(|_| costs.counted > 0)?;
    let what = stake(words, currency, at_stake?);
    Some(words.fill(Key::ConcessionsShare, &[("share", &words.percent(share)), ("what", &what)]))
}

/// What we want or where we stop: the number with its unit, else the words for it.
pub fn told(words: Words, number_of: Option<Quantity>, unit: &str, text: &str) -> Option<String> {
    let number = number_of.map(|of| number(words, of, unit));
    let text = Some(isolated(text.trim())).filter(|_| !text.trim().is_empty());
    let told: Vec<String> = [number, text].into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// A cost in the book's currency as a plain number, another one with its currency.
pub fn cost(words: Words, currency: Currency, of: Amount) -> String {
    if of.currency == currency { words.money(currency, i128::from(of.minor)) } else { words.amount(of) }
}

/// So much of each fits on the one page of a brief; what is more stands on the page of the negotiation.
const POINTS: usize = 4;
const POSITIONS: usize = 2;
const CONCESSIONS: usize = 2;
const PROPOSALS: usize = 4;

/// What was prepared, as sections of a brief: its points, the way out, what they will say, what we can give.
#[component]
pub fn TalkSections(file: NegotiationFile, dossier: Dossier) -> impl IntoView {
    let (session, words) = (session(), words());
    let ledger = session.ledger.get();
    let currency = ledger.currency();
    let record = &file.record;
    let costs = file.costs(currency);
    let share = share(words, currency, costs, file.stake(&dossier, &ledger, session.read_on.get()));
    let total = (costs.counted > 0).then(|| {
        let sum = format!("{currency} {}", words.money(currency, costs.total));
        let all = words.count(Key::ConcessionsAll, costs.counted);
        let told = [Some(isolated(&sum)), share].into_iter().flatten().collect::<Vec<_>>().join(", ");
        view! { <li><b>{all}</b> ": " {told}</li> }
    });
    let alternative = [
        (Key::AlternativeOurs, record.alternative.clone()),
        (Key::AlternativeTheirs, record.their_alternative.clone()),
    ];
    let alternative = alternative.into_iter().filter(|(_, text)| !text.trim().is_empty());
    let alternative: Vec<AnyView> = alternative
        .map(|(label, text)| view! { <li><span>{words.text(label)} ": " <bdi>{text}</bdi></span></li> }.into_any())
        .collect();
    let points = file.points.iter().take(POINTS).map(|(_, of)| point(words, of).into_any()).collect();
    let positions = file.positions.iter().take(POSITIONS);
    let positions = positions.map(|(_, of)| position(words, session, &dossier, of).into_any()).collect();
    let concessions = file.concessions.iter().take(CONCESSIONS);
    let concessions = concessions.map(|(_, of)| concession(words, currency, of).into_any());
    let concessions = concessions.chain(total.map(IntoAny::into_any)).collect();
    let section = |title: Key, rows: Vec<AnyView>| {
        (!rows.is_empty()).then(|| {
            view! {
                <section>
                    <h2>{words.text(title)}</h2>
                    <ul class="brief-list">{rows}</ul>
                </section>
            }
        })
    };
    view! {
        {section(Key::PointsTitle, points)}
        {section(Key::AlternativeTitle, alternative)}
        {section(Key::PositionsTitle, positions)}
        {section(Key::ConcessionsTitle, concessions)}
    }
}

/// What was prepared to be asked, each with for whom it is.
pub fn asked(words: Words, session: Session, file: &NegotiationFile) -> Vec<String> {
    let question = |(_, of): &(RecordId, NegotiationQuestion)| {
        let whom = of.contact.map(|id| words.fill(Key::QuestionFor, &[("name", &isolated(&session.name(id)))]));
        [Some(isolated(&of.what)), whom].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    file.questions.iter().map(question).collect()
}

/// What was prepared to be proposed, each with what it serves and when in the talk.
pub fn proposed_to_them(words: Words, file: &NegotiationFile) -> Vec<String> {
    let proposal = |(_, of): &(RecordId, NegotiationProposal)| {
        let said = |text: &str| Some(isolated(text.trim())).filter(|_| !text.trim().is_empty());
        let serves = said(&of.serves).map(|serves| words.fill(Key::ProposalServes, &[("what", &serves)]));
        [said(&of.what), said(&of.occasion), serves].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    file.proposals.iter().take(PROPOSALS).map(proposal).collect()
}

fn point(words: Words, of: &NegotiationPoint) -> impl IntoView + use<> {
    let unit = of.unit.trim();
    let line = |key: Key, told: Option<String>| told.map(|told| words.labelled(key, &told));
    let all = [
        line(Key::PointHeadWant, told(words, of.want, unit, &of.goal)),
        line(Key::PointHeadStop, told(words, of.stop, unit, &of.limit)),
        line(Key::PointHeadTheirs, of.theirs.map(|theirs| number(words, theirs, unit))),
    ];
    let all = all.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! { <li><span><b><bdi>{of.what.clone()}</bdi></b> " " {all}</span></li> }
}

fn position(words: Words, session: Session, dossier: &Dossier, of: &NegotiationPosition) -> impl IntoView + use<> {
    let name = who(session, of).unwrap_or_else(|| words.text(Key::Unnamed).into());
    let function = of.contact.and_then(|id: RecordId| dossier.get::<Contact>(id)).map(|of| of.function);
    let function = function.filter(|function| !function.is_empty() && *function != name);
    let function = function.map(|function| format!(", {}", isolated(&function)));
    let line =
        |key: Key, text: &str| (!text.trim().is_empty()).then(|| words.fill(key, &[("what", &isolated(text.trim()))]));
    let more = line(Key::PositionWeAnswer, &of.answer).or_else(|| line(Key::PositionNeeds, &of.interest));
    view! {
        <li>
            <span><b><bdi>{name}</bdi> {function}</b> " " <bdi>{of.says.clone()}</bdi></span>
            <small>{more}</small>
        </li>
    }
}

fn concession(words: Words, currency: Currency, of: &NegotiationConcession) -> impl IntoView + use<> {
    let price = of.cost.map(|of| cost(words, currency, of));
    let only = (!of.in_return.trim().is_empty())
        .then(|| words.labelled(Key::ConcessionOnlyFor, &isolated(of.in_return.trim())));
    let told = [price, only].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! { <li><span><b><bdi>{of.what.clone()}</bdi></b> " " {told}</span></li> }
}
