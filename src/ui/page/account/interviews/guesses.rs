//! What we had thought beside what people said.

use leptos::prelude::*;

use super::super::account_view::AccountView;
use crate::book::{Mark, RecordId, satisfaction_interview::field};
use crate::chart::{GuessRow, GuessesWords, guesses, guesses_frame};
use crate::service::satisfaction::{Said, gap, marks_lowest_first};
use crate::text::Key;
use crate::ui::component::{ChartFigure, FiguresTable, drawn};
use crate::ui::session::session;
use crate::ui::words::{Words, words};

#[component]
pub fn Guesses(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    let rows = move || {
        let today = session.read_on.get();
        account_view.dossier.with(|dossier| {
            let dossier = dossier.as_ref()?;
            let row = |(person, said): (RecordId, Said)| {
                let record = dossier.part(said.interview)?;
                let gap = gap(record);
                Some(GuessRow {
                    name: session.with_book(|book| book.name(person)),
                    answer: said.mark.value(),
                    guess: gap.and_then(|_| field::guess.of(record)).map(Mark::value),
                    says: says(words, gap),
                })
            };
            Some(marks_lowest_first(dossier, today).into_iter().filter_map(row).collect::<Vec<_>>())
        })
    };
    move || {
        let rows = StoredValue::new(rows().filter(|rows| !rows.is_empty())?);
        let mark = move |mark: u8| words.number(mark.into());
        let count = rows.with_value(Vec::len);
        let title = words.text(Key::ReviewGuesses).to_owned();
        let aria = words.fill(Key::ReviewGuessAria, &[("n", &words.number(count))]);
        let draw = drawn(move |width, mirrored| {
            let key = [words.text(Key::ReviewGuess), words.text(Key::ReviewAnswer)];
            let words = GuessesWords { aria: &aria, mark: &mark, key };
            rows.with_value(|rows| guesses(rows, guesses_frame(rows.len(), width, mirrored), &words))
        });
        Some(view! {
            <section class="section">
                <div class="section-head">
                    <h2>{words.text(Key::ReviewGuesses)}</h2>
                    <span class="note">{words.text(Key::ReviewGuessesNote)}</span>
                </div>
                <ChartFigure test_id="guesses-chart" title draw table=move || rows.with_value(|rows| table(words, rows))/>
            </section>
        })
    }
}

/// "2 lower than thought"
fn says(words: Words, gap: Option<i32>) -> String {
    let of = |key, gap: i32| words.fill(key, &[("n", &words.number(gap.unsigned_abs() as usize))]);
    match gap {
        None => words.text(Key::ReviewNoGuess).into(),
        Some(0) => words.text(Key::ReviewAsThought).into(),
        Some(gap @ 1..) => of(Key::ReviewLower, gap),
        Some(gap) => of(Key::ReviewHigher, gap),
    }
}

fn table(words: Words, rows: &[GuessRow]) -> impl IntoView + use<> {
    let mark = |mark: Option<u8>| mark.map_or_else(|| "–".to_owned(), |mark| words.number(mark.into()));
    let line = |row: &GuessRow| {
        view! {
            <tr>
                <th scope="row"><bdi>{row.name.clone()}</bdi></th>
                <td class="num">{mark(row.guess)}</td>
                <td class="num">{mark(Some(row.answer))}</td>
                <td>{row.says.clone()}</td>
            </tr>
        }
    };
    let lines = rows.iter().map(line).collect_view();
    let heads = [(Key::ReviewPerson, false), (Key::ReviewGuess, true), (Key::ReviewAnswer, true)];
    let heads = heads.into_iter().chain([(Key::ReviewDifference, false)]);
    let heads = heads.map(|(key, is_number)| (words.text(key).to_owned(), is_number)).collect::<Vec<_>>();
    view! { <FiguresTable heads>{lines}</FiguresTable> }
}
