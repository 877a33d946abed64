//! What the file knows that one should have in mind, and what the negotiation is about: a plan, an offer, an
//! opportunity.

use leptos::prelude::*;

use super::view::TalkView;
use crate::book::negotiation::field;
use crate::book::{AccountPlan, Answer, Edit, Field, NegotiationOutcome, Offer, Opportunity, RecordId};
use crate::dossier::negotiation::known::Known;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::LabelledField;
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

/// So many competitors are named.
const RIVALS: usize = 3;

#[component]
pub fn KnownOfThem(talk: TalkView) -> impl IntoView {
    let (session, words) = (session(), words());
    let known = Memo::new(move |_| {
        let today = session.read_on.get();
        talk.account_view.dossier.with(|dossier| dossier.as_ref().map(|dossier| Known::of(dossier, today)))
    });
    let body = move || {
        let known = known.get()?;
        let ledger = session.ledger.get();
        let currency = ledger.currency();
        let year = ledger.last_year(talk.account, session.read_on.get());
        let gap = talk.account_view.finding.with(|finding| finding.as_ref().and_then(|finding| finding.median_gap));
        let number = |count: usize| (count > 0).then(|| words.number(count));
        let ours = (known.our_promises > 0).then(|| match known.late_promises {
            0 => words.number(known.our_promises),
            late => {
                words.fill(Key::KnownLate, &[("n", &words.number(known.our_promises)), ("late", &words.number(late))])
            }
        });
        let names = |ids: &[RecordId]| words.list(ids.iter().map(|id| isolated(&session.name(*id))));
        let tenders = (known.tenders.decided > 0).then(|| {
            let places = [("n", words.number(known.tenders.won)), ("all", words.number(known.tenders.decided))];
            words.fill(Key::KnownOf, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
        });
        let deciders = match known.deciders.is_empty() {
            true => words.text(Key::KnownNobody).to_owned(),
            false => names(&known.deciders),
        };
        let rivals: Vec<RecordId> = known.rivals.iter().take(RIVALS).copied().collect();
        let whole = talk.account_view.health.with(|health| health.as_ref().map(|health| health.completeness()));
        let rows = [
            (Key::KnownYear, (year > 0).then(|| words.money_round(currency, year as f64))),
            (Key::KnownGap, gap.map(|gap| words.days(gap))),
            (Key::KnownTouch, known.touch.map(|(day, _)| words.day(day))),
            (Key::KnownDeciders, Some(deciders)),
            (Key::KnownRivals, (!rivals.is_empty()).then(|| names(&rivals))),
            (Key::KnownOurPromises, ours),
            (Key::KnownTheirPromises, number(known.their_promises)),
            (Key::KnownComplaints, number(known.complaints)),
            (Key::KnownRequests, number(known.requests)),
            (Key::KnownTenders, tenders),
            (Key::KnownFile, whole.map(|whole| words.percent_round(whole))),
        ];
        let rows = rows.into_iter().filter_map(|(label, value)| {
            let label = words.fill(label, &[("currency", &currency.to_string())]);
            Some(view! { <div><dt>{label}</dt><dd>{value?}</dd></div> })
        });
        let before = known.before.filter(|(id, ..)| *id != talk.id).map(|(id, day, outcome)| {
            let outcome = outcome.map(|outcome| words.text(NegotiationOutcome::name(outcome)).to_owned());
            let text = [Some(words.day(day)), outcome].into_iter().flatten().collect::<Vec<_>>().join(", ");
            let to = Route::Negotiations(Some(id)).to_string();
            view! { <div><dt>{words.text(Key::KnownBefore)}</dt><dd><a href=to>{text}</a></dd></div> }
        });
        Some(view! { <dl class="facts">{rows.collect_view()} {before}</dl> })
    };
    view! {
        <section data-testid="talk-known">
            <h2 class="block-head">{words.text(Key::KnownTitle)}</h2>
            {body}
        </section>
    }
}

/// What may be chosen, each with its name.
type Choices = Vec<(RecordId, String)>;

#[component]
pub fn Links(talk: TalkView) -> impl IntoView {
    let (session, words) = (session(), words());
    let dossier = talk.account_view.dossier;
    let choose = move |id: &'static str, label: Key, of: Field<Option<RecordId>>, choices: Memo<Choices>| {
        let chosen = session.field(talk.id, of);
        let set = move |event| {
            let edit: Edit = of.set(talk.id, event_target_value(&event).parse().ok());
            talk.set(session, vec![edit]);
        };
        let options = move || {
            let all = choices.get().into_iter().map(|(id, name)| {
                let is_chosen = move || chosen.get() == Some(id);
                view! { <option value=id.to_string() prop:selected=is_chosen>{name}</option> }
            });
            all.collect_view()
        };
        let is_any = Memo::new(move |_| !choices.with(Vec::is_empty));
        move || {
            is_any.get().then(|| {
                view! {
                    <LabelledField id label=words.text(label)>
                        <select class="input" id=id data-testid=id prop:disabled=session.is_read_only on:change=set>
                            <option value="" prop:selected=move || chosen.get().is_none()>{words.text(Key::LinkNone)}</option>
                            {options}
                        </select>
                    </LabelledField>
                }
            })
        }
    };
    let named = move |name: String| if name.trim().is_empty() { words.text(Key::Unnamed).to_owned() } else { name };
    // What is over can still be what it was about.
    let plans = Memo::new(move |_| {
        let held = talk.record(|of| of.plan);
        dossier.with(|dossier| {
            let all = dossier.iter().flat_map(|dossier| dossier.all::<AccountPlan>());
            let all = all.filter(|(id, plan)| plan.is_open() || held == Some(*id));
            all.map(|(id, plan)| (id, named(plan.name))).collect::<Choices>()
        })
    });
    let offers = Memo::new(move |_| {
        let held = talk.record(|of| of.offer);
        dossier.with(|dossier| {
            let all = dossier.iter().flat_map(|dossier| dossier.all::<Offer>());
            let all = all.filter(|(id, of)| matches!(of.outcome, None | Some(Answer::Open)) || held == Some(*id));
            all.map(|(id, of)| (id, named(of.subject))).collect::<Choices>()
        })
    });
    let opportunities = Memo::new(move |_| {
        let held = talk.record(|of| of.opportunity);
        dossier.with(|dossier| {
            let all = dossier.iter().flat_map(|dossier| dossier.all::<Opportunity>());
            let all = all.filter(|(id, of)| of.is_open() || held == Some(*id));
            all.map(|(id, of)| (id, named(of.what))).collect::<Choices>()
        })
    });
    let is_any = move || [plans, offers, opportunities].into_iter().any(|choices| !choices.with(Vec::is_empty));
    move || {
        is_any().then(|| {
            view! {
                <section class="stack-s" data-testid="talk-links">
                    <h2 class="block-head">{words.text(Key::LinksTitle)}</h2>
                    {choose("talk-link-plan", Key::PiecePlan, field::plan, plans)}
                    {choose("talk-link-offer", Key::PieceProposal, field::offer, offers)}
                    {choose("talk-link-opportunity", Key::PieceOpportunity, field::opportunity, opportunities)}
                </section>
            }
        })
    }
}
