//! Every mark people gave, question by question.

use leptos::prelude::*;

use super::super::account_view::AccountView;
use super::tenths;
use crate::book::Mark;
use crate::book::question_set::UsualQuestion;
use crate::service::all_marks::{AllMarks, MarksRow};
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::{Words, words};

#[component]
pub fn Marks(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    let table = Memo::new(move |_| {
        let today = session.read_on.get();
        account_view.dossier.with(|of| of.as_ref().map(|of| AllMarks::of(of, today)).unwrap_or_default())
    });
    move || {
        let table = table.get();
        if table.rows.is_empty() {
            return None;
        }
        let heads = table.persons.iter().map(|person| {
            let name = session.with_book(|book| book.name(*person));
            view! { <th scope="col" class="num"><bdi>{name}</bdi></th> }
        });
        let heads = heads.collect_view();
        let rows = table.rows.iter().map(|row| marks_row(words, row)).collect_view();
        Some(view! {
            <section class="section">
                <div class="section-head"><h2>{words.text(Key::ReviewMarks)}</h2></div>
                <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(Key::ReviewMarks)>
                    <table class="table wrap-table" data-testid="all-marks">
                        <thead>
                            <tr>
                                <th scope="col">{words.text(Key::ReviewQuestion)}</th>
                                {heads}
                                <th scope="col" class="num">{words.text(Key::ReviewMean)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        })
    }
}

fn marks_row(words: Words, row: &MarksRow) -> impl IntoView + use<> {
    let usual = UsualQuestion::of_code(&row.code);
    let asked = usual.map_or_else(|| row.asked.clone(), |usual| words.text(usual.words).to_owned());
    let cell = |mark: &Option<Mark>| {
        let mark = mark.map_or_else(|| "–".to_owned(), |mark| words.number(mark.value().into()));
        view! { <td class="num">{mark}</td> }
    };
    view! {
        <tr>
            <th scope="row"><bdi>{asked}</bdi></th>
            {row.marks.iter().map(cell).collect_view()}
            <td class="num"><b>{tenths(words, row.mean)}</b></td>
        </tr>
    }
}
