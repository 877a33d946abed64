//! An answer to an interview: a file or a mail that is told by what it holds, and taken over as one change.

use super::page::Page;
use crate::book::question_set::OVERALL;
use crate::book::{
    Change, Edit, Label, Mark, QuestionSet, RecordId, RecordKind, SETTINGS, SatisfactionInterview, settings,
};
use crate::calendar::date;
use crate::exchange::flow::*;
use crate::exchange::interview::answers::{MOST_BYTES, Reply};
use crate::exchange::interview::{Asked, Token};
use crate::text::{Catalogue, Language};

const INTERVIEW: RecordId = RecordId::well_known(9);

fn token() -> Token {
    Token::of([3; 10])
}

/// A page whose book has an interview that is out.
fn page() -> Page {
    let mut page = Page::default();
    page.another_tab_adds("Alfa");
    let account = RecordId::derived(SETTINGS, "Alfa");
    let begun = Asked::begun(token(), &QuestionSet::usual(), Catalogue::of(Language::English));
    let interview = SatisfactionInterview { account: Some(account), guess: Mark::new(8), ..begun };
    page.write(&Change::new(Label::Sample, interview.create(INTERVIEW)));
    page.settle();
    page
}

fn answer(token: Token, mark: &str) -> String {
    Reply { token, signed: "Josef".into(), said: [(1, mark.to_owned()), (5, "<b>Late</b>".into())].into() }.text()
}

fn mark(page: &Page) -> Option<u8> {
    page.book.get::<SatisfactionInterview>(INTERVIEW).and_then(|interview| interview.overall).map(Mark::value)
}

#[test]
fn an_answer_is_previewed_and_taken_over_as_one_change() {
    let mut page = page();
    // Whatever it is called, and with a mail around it.
    page.drop_file("reply.csv", format!("Hello,\r\n\r\n> {}", answer(token(), "7").replace('\n', "\r\n> ")));
    page.settle();
    assert_eq!((page.state(), mark(&page)), ("answering", None));
    let returned = page.flow.returned().cloned().expect("it is previewed");
    assert_eq!(returned.answers.first().map(|answered| answered.code.as_str()), Some(OVERALL));
    assert!(page.worker.is_none(), "nobody reads a table");
    page.happen(Event::TakeOver);
    page.settle();
    assert_eq!((page.commits.len(), mark(&page), page.state()), (1, Some(7), "idle"));
    let account = RecordId::derived(SETTINGS, "Alfa");
    assert_eq!(page.went, [Destination::Files(Expected::Any), Destination::Interviews(account)]);
    // Once more it brings nothing.
    page.drop_file("reply.txt", answer(token(), "7"));
    page.settle();
    page.happen(Event::TakeOver);
    page.settle();
    assert_eq!((page.commits.len(), page.state()), (1, "answering"));
    // Another one takes its place.
    page.drop_file("reply.txt", answer(token(), "3"));
    page.settle();
    page.happen(Event::TakeOver);
    page.settle();
    assert_eq!((page.commits.len(), mark(&page)), (2, Some(3)));
}

/// The sample is read as of its last sale, and an answer that comes to it is of that day.
#[test]
fn an_answer_is_of_the_day_the_book_is_read_on() {
    let mut page = page();
    let day = || date(1998, 5, 6);
    page.write(&Change::new(Label::Settings, vec![settings::field::read_on.set(SETTINGS, Some(day()))]));
    page.drop_file("reply.txt", answer(token(), "7"));
    page.settle();
    page.happen(Event::TakeOver);
    page.settle();
    let interview: Option<SatisfactionInterview> = page.book.get(INTERVIEW);
    assert_eq!(interview.and_then(|interview| interview.day), Some(day()));
}

#[test]
fn what_is_no_answer_to_this_book_is_refused_and_changes_nothing() {
    use AnswerRefusal::{Damaged, Empty, Newer, TooLarge, Unknown};
    let whole = answer(token(), "7");
    let cases = [
        (answer(Token::of([4; 10]), "7"), Unknown),
        (whole.replace(" 1 ", " 99 "), Newer),
        (whole.replace(&token().to_string(), "<script>"), Damaged),
        (whole.replace("1: 7\n", "").replace("5: ", "# "), Empty),
        (format!("{whole}{}", "x".repeat(MOST_BYTES)), TooLarge),
    ];
    for (text, refusal) in cases {
        let mut page = page();
        page.drop_file("reply.txt", text);
        page.settle();
        assert_eq!(page.flow.failure(), Some(&Failure::NoAnswer(refusal)));
        page.happen(Event::TakeOver);
        page.settle();
        assert!(page.commits.is_empty());
    }
    // What only looks like ours goes the way of an export, and is refused there.
    let deep = format!("{{\"format\":\"vital-few-answers\",\"answers\":{}{}}}", "[".repeat(5_000), "]".repeat(5_000));
    let mut page = page();
    page.drop_file("reply.json", deep);
    page.settle();
    assert!(matches!(page.flow.failure(), Some(Failure::NotAnExport(_))));
}

#[test]
fn an_answer_whose_interview_goes_meanwhile_is_no_longer_one() {
    let mut page = page();
    page.drop_file("reply.txt", answer(token(), "7"));
    page.settle();
    page.write(&Change::new(Label::Sample, vec![Edit::delete::<SatisfactionInterview>(INTERVIEW)]));
    page.settle();
    assert_eq!(page.flow.failure(), Some(&Failure::NoAnswer(AnswerRefusal::Unknown)));
}
