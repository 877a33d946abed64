//! What the book suggests for a part, each taken over with one click.

use leptos::prelude::*;

use super::view::TalkView;
use crate::book::{
    AccountPlan, CompetitorAtAccount, Complaint, NegotiationConcession, NegotiationQuestion, Offer, Opportunity,
    PlanMeasure, PlanObjective, Promise, WhiteSpace,
};
use crate::dossier::Dossier;
use crate::dossier::negotiation::Part;
use crate::dossier::negotiation::suggestion::{Said, Sources, Suggestion};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, forms};
use crate::ui::page::account::brief::ask;
use crate::ui::page::account::recommendations::proposed;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

/// A suggestion as it is read, and what of it is taken over.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    of: Suggestion,
    text: String,
    said: Said,
}

#[component]
pub fn Suggested(talk: TalkView, part: Part) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let shown = Memo::new(move |_| shown(session, words, talk, part));
    let take = move |suggestion: Suggestion, said: Said| {
        let Some(file) = talk.untracked() else { return };
        let me = session.author_untracked();
        let row = suggestion.row(talk.id);
        let change = talk.account_view.dossier.with_untracked(|dossier| {
            let dossier = dossier.as_ref()?;
            Some(suggestion.taken(&file, dossier, said, me, talk.of.get_untracked()))
        });
        change.into_iter().for_each(|change| session.commit(change));
        // What somebody will say only a person knows.
        if matches!(suggestion, Suggestion::Person(_)) {
            forms.edit(row);
        }
    };
    let row = move |Shown { of, text, said }: Shown| {
        let label = words.labelled(Key::SuggestTake, &text);
        let more = Some(said.more.clone()).filter(|more| !more.is_empty() && *more != text);
        view! {
            <li data-testid="talk-suggestion">
                <span><bdi>{text}</bdi> <small><bdi>{more}</bdi></small></span>
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::SuggestTake
                    label
                    test_id="take-suggestion"
                    writes=true
                    on_click=move || take(of.clone(), said.clone())
                />
            </li>
        }
    };
    let is_any = Memo::new(move |_| !shown.with(Vec::is_empty));
    move || {
        is_any.get().then(|| {
            view! {
                <details class="suggested no-print" data-testid="talk-suggested">
                    <summary>{move || words.count(Key::SuggestTitle, shown.with(Vec::len))}</summary>
                    <ul>{move || shown.get().into_iter().map(row).collect_view()}</ul>
                </details>
            }
        })
    }
}

/// What is suggested for a part, in words.
fn shown(session: Session, words: Words, talk: TalkView, part: Part) -> Vec<Shown> {
    let (Some(file), Some(health)) = (talk.file.get(), talk.account_view.health.get()) else { return Vec::new() };
    let ledger = session.ledger.get();
    let by_figures = match (session.analysis.get(), talk.account_view.figures.get()) {
        (Some(analysis), Some(figures)) if part == Part::Proposal => {
            proposed(words, session, &analysis, &figures, talk.account)
        }
        _ => Vec::new(),
    };
    let groups: Vec<String> = by_figures.iter().map(|(group, _)| group.clone()).collect();
    let sources = Sources { health: &health, groups: ledger.groups(), proposed: &groups, today: session.read_on.get() };
    talk.account_view.dossier.with(|dossier| {
        let Some(dossier) = dossier.as_ref() else { return Vec::new() };
        let all = file.suggestions(dossier, sources).into_iter().filter(|of| of.part() == part);
        all.map(|of| in_words(session, words, dossier, &by_figures, of)).collect()
    })
}

fn in_words(
    session: Session,
    words: Words,
    dossier: &Dossier,
    by_figures: &[(String, String)],
    of: Suggestion,
) -> Shown {
    let book = session.book();
    let (what, more) = match &of {
        // What they will say nobody knows yet: that is asked, and nothing of it is taken over.
        Suggestion::Person(id) => {
            let text = words.fill(Key::SuggestPerson, &[("name", &book.name(*id))]);
            return Shown { text, said: Said::default(), of };
        }
        Suggestion::Objective(id) => {
            let objective: PlanObjective = dossier.get(*id).unwrap_or_default();
            let until = objective.plan.and_then(|plan| dossier.get::<AccountPlan>(plan)).and_then(|plan| plan.to);
            let target = objective.target.filter(|_| objective.measure != Some(PlanMeasure::Hand));
            let target = target.map(|target| words.amount(target));
            let more = match (target, until) {
                (Some(target), Some(day)) => {
                    words.fill(Key::SuggestTarget, &[("target", &target), ("day", &words.day(day))])
                }
                (target, _) => target.unwrap_or_default(),
            };
            (objective.what, more)
        }
        Suggestion::Ask(question) => (ask(words, &book, dossier, question), String::new()),
        Suggestion::Unanswered(id) => {
            let question: NegotiationQuestion = dossier.get(*id).unwrap_or_default();
            (question.what, question.because)
        }
        Suggestion::Rival(id) => {
            let rival: CompetitorAtAccount = dossier.get(*id).unwrap_or_default();
            let name = rival.competitor.map(|id| book.name(id)).unwrap_or_default();
            (words.fill(Key::SuggestRival, &[("name", &name), ("what", rival.offer.trim())]), String::new())
        }
        Suggestion::Complaint(id) => {
            let complaint: Complaint = dossier.get(*id).unwrap_or_default();
            (words.fill(Key::SuggestComplaint, &[("what", &complaint.subject)]), String::new())
        }
        Suggestion::Promise(id) => {
            let promise: Promise = dossier.get(*id).unwrap_or_default();
            (words.fill(Key::SuggestPromise, &[("what", &promise.what)]), String::new())
        }
        Suggestion::Kept(id) => {
            let concession: NegotiationConcession = dossier.get(*id).unwrap_or_default();
            (concession.what, concession.in_return)
        }
        Suggestion::Offer(id) => (dossier.get::<Offer>(*id).unwrap_or_default().subject, String::new()),
        Suggestion::Opportunity(id) => (dossier.get::<Opportunity>(*id).unwrap_or_default().what, String::new()),
        Suggestion::PlanOffer(id) => {
            let plan: AccountPlan = dossier.get(*id).unwrap_or_default();
            (plan.offer, plan.offer_value)
        }
        Suggestion::Space(id) => {
            let cell: WhiteSpace = dossier.get(*id).unwrap_or_default();
            let name = cell.competitor.map(|id| book.name(id)).unwrap_or_default();
            let what = words.fill(Key::SuggestSpace, &[("group", &cell.group), ("name", &name)]);
            let spend = cell.spend.map(|spend| words.fill(Key::SuggestSpend, &[("spend", &words.amount(spend))]));
            (what, spend.unwrap_or_default())
        }
        Suggestion::Group(group) => {
            let reason = by_figures.iter().find(|(of, _)| of == group).map(|(_, reason)| reason.clone());
            (group.clone(), reason.unwrap_or_default())
        }
    };
    let text = if what.is_empty() { words.text(Key::Unnamed).to_owned() } else { what.clone() };
    // A row is one line.
    let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Shown { text, said: Said { what: one_line(what), more: one_line(more) }, of }
}
