//! The cases of winning back, open ones first.

use leptos::prelude::*;

use crate::book::{RecordId, win_back_step};
use crate::dossier::Dossier;
use crate::exchange::losses_table::cases_table;
use crate::retention::opening::steps_of;
use crate::retention::win_back::{Case, Standing};
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{ButtonKind, ExportList, SampleMark};
use crate::ui::losses_seen::{losses_cases, losses_seen};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

#[component]
pub fn Cases() -> impl IntoView {
    let (session, words) = (session(), words());
    let all = losses_cases(session, losses_seen(session));
    let body = move || {
        let all = all.get();
        if all.is_empty() {
            return view! { <p class="note">{words.text(Key::CasesNone)}</p> }.into_any();
        }
        let rows = all.into_iter().map(|case| row(session, words, case)).collect_view();
        view! {
            <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(Key::CasesTitle)>
                <table class="table table-cards tops" data-testid="winback-cases">
                    <thead>
                        <tr>
                            <th scope="col">{words.text(Key::CasesAccount)}</th>
                            <th scope="col">{words.text(Key::CasesStands)}</th>
                            <th scope="col">{words.text(Key::CasesOwner)}</th>
                            <th scope="col" class="num">{words.text(Key::CasesSince)}</th>
                            <th scope="col" class="num">{words.text(Key::CasesCost)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    let is_empty = Memo::new(move |_| all.with(Vec::is_empty));
    let listed = move || {
        let currency = session.ledger.get().currency();
        session.with_book(|book| all.with(|all| cases_table(book, all, currency)))
    };
    let count = move || {
        let open = all.with(|all| all.iter().filter(|case| case.is_open()).count());
        (open > 0).then(|| words.count(Key::CasesCount, open))
    };
    view! {
        <section class="section" id="cases" data-testid="losses-cases">
            <div class="section-head">
                <h2>{words.text(Key::CasesTitle)}</h2>
                <span class="note">{count}</span>
                <ExportList
                    list="cases"
                    file="win-back"
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::LossesExport
                    label=Key::LossesExportCases
                    sheet=Key::CasesTitle
                    table=listed
                    is_empty
                />
            </div>
            {body}
        </section>
    }
}

fn row(session: Session, words: Words, case: Case) -> impl IntoView + use<> {
    let book = session.book();
    let to = Route::Losses(Some(case.account)).to_string();
    let (name, account) = (book.name(case.account), book.name(case.account));
    let owner = case.record.owner.map(|owner| book.name(owner));
    let (tone, text) = stands(words, &case);
    let next = case.is_open().then(|| next(words, &book, &case)).flatten();
    let next = next.map(|text| view! { <small class="muted">{text}</small> });
    view! {
        <tr data-testid="winback-case" data-account=account>
            <th scope="row"><a class="row-link" href=to><bdi>{name}</bdi></a> <SampleMark shown=case.record.sample/></th>
            <td data-label=words.text(Key::CasesStands)><span class="mark" data-tone=tone>{text}</span> " " {next}</td>
            <td data-label=words.text(Key::CasesOwner)><bdi>{owner}</bdi></td>
            <td class="num" data-label=words.text(Key::CasesSince)>{words.day(case.opened)}</td>
            <td class="num" data-label=words.text(Key::CasesCost)>{case.record.cost.map(|cost| words.amount(cost))}</td>
        </tr>
    }
}

/// How a case stands, in a word or two.
fn stands(words: Words, case: &Case) -> (Option<&'static str>, String) {
    match case.standing {
        Standing::Open => (None, words.text(Key::CasesOpen).into()),
        Standing::Over => (None, words.text(Key::CasesOver).into()),
        Standing::Closed(_) => {
            let outcome = case.record.outcome.map(|outcome| words.text(outcome.name())).unwrap_or_default();
            (None, outcome.into())
        }
        Standing::Returned(of) => {
            let back = words.fill(Key::CasesBack, &[("day", &words.day(of.on))]);
            let held = of.held.map(|held| words.text(if held { Key::CasesHeld } else { Key::CasesNotHeld }));
            let tone = if of.held == Some(false) { "warn" } else { "good" };
            (Some(tone), [Some(back.as_str()), held].into_iter().flatten().collect::<Vec<_>>().join(words.between()))
        }
    }
}

/// The next step that is open.
fn next(words: Words, book: &crate::book::Book, case: &Case) -> Option<String> {
    let dossier = Dossier::of(book, case.account)?;
    let (id, step): (RecordId, _) = steps_of(&dossier, case.id).into_iter().find(|(_, step)| step.is_open())?;
    let due = book.value(id, win_back_step::field::due);
    let day = due.map_or_else(|| words.text(Key::DueNoDay).into(), |due| words.day(due));
    Some(words.fill(Key::CasesNext, &[("what", &isolated(&step.what)), ("day", &day)]))
}
