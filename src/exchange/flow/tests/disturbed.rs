//! A file on its way in, and something comes in between: at every step there is.

use super::page::{Later, Page, incoming};
use super::{DOUBTFUL, ORDERS, OTHERS, export};
use crate::exchange::Refusal;
use crate::exchange::book_merge::MergeMode;
use crate::exchange::flow::*;
use crate::exchange::message::Answer;

/// How many steps there are from a dropped file to its preview.
fn steps_to_preview() -> usize {
    let mut page = Page::default();
    page.drop_file("orders.csv", ORDERS);
    std::iter::from_fn(|| page.next().then_some(())).count()
}

/// A page on which so many things have happened since a file was dropped.
fn page_after(steps: usize) -> Page {
    let mut page = Page::default();
    page.drop_file("orders.csv", ORDERS);
    page.go_on(steps);
    page
}

#[test]
fn a_file_is_let_go_at_any_step_without_a_trace() {
    for steps in 0..=steps_to_preview() {
        let mut page = page_after(steps);
        page.happen(Event::LetGo);
        assert_eq!(page.state(), "idle", "after {steps} steps");
        page.settle();
        assert_eq!(page.state(), "idle", "what was on its way is not wanted any more, after {steps} steps");
        assert!(page.worker.is_none() && page.commits.is_empty() && page.accounts().is_empty());
        page.drop_file("orders.csv", ORDERS);
        page.take_over();
        assert_eq!(page.accounts(), ["Alfa", "Beta"], "and it can be opened again");
    }
}

#[test]
fn a_second_file_at_any_step_is_the_one_that_is_read() {
    for steps in 0..=steps_to_preview() {
        let mut page = page_after(steps);
        page.drop_file("others.csv", OTHERS);
        page.settle();
        assert_eq!(page.previewed(), ["Gamma"], "after {steps} steps");
        assert_eq!(page.flow.file(), Some(&incoming("others.csv")));
        page.take_over();
        assert_eq!(page.accounts(), ["Gamma"], "after {steps} steps");
    }
}

#[test]
fn an_export_or_the_sample_at_any_step_takes_the_place_of_a_file() {
    for steps in 0..=steps_to_preview() {
        let mut page = page_after(steps);
        page.drop_file("theirs.json", export("Gamma"));
        page.settle();
        assert_eq!((page.state(), page.worker.is_none()), ("merging", true), "after {steps} steps");
    }
    let mut page = page_after(steps_to_preview());
    page.happen(Event::SampleWanted);
    page.settle();
    assert_eq!((page.accounts().len(), page.commits.len()), (96, 1), "nothing of the file");
}

#[test]
fn the_sample_is_let_go_or_replaced_at_any_step() {
    let mut whole = Page::default();
    whole.happen(Event::SampleWanted);
    whole.until(|flow| !flow.is_loading_sample() || flow.is_taking_over());
    let mut steps = 0;
    loop {
        let mut page = Page::default();
        page.happen(Event::SampleWanted);
        page.go_on(steps);
        if !page.commits.is_empty() {
            break;
        }
        page.drop_file("others.csv", OTHERS);
        page.settle();
        assert_eq!(page.previewed(), ["Gamma"], "after {steps} steps");
        page.take_over();
        assert_eq!(page.accounts(), ["Gamma"], "after {steps} steps");
        steps += 1;
    }
    assert!(steps > 8, "{steps} steps only");
}

#[test]
fn the_worker_dies_at_any_step_and_the_page_says_so() {
    let mut deaths = 0;
    for steps in 0..=steps_to_preview() {
        let mut page = page_after(steps);
        let Some((worker, _)) = &page.worker else { continue };
        let worker = *worker;
        deaths += 1;
        page.happen(Event::Heard(worker, Answer::Died("out of memory".into())));
        page.settle();
        assert_eq!(page.flow.failure(), Some(&Failure::WorkerDied("out of memory".into())), "after {steps} steps");
        assert!(page.worker.is_none() && !page.flow.can_take_over());
        page.happen(Event::TakeOver);
        page.settle();
        assert!(page.commits.is_empty(), "after {steps} steps");
        if page.flow.inspection().is_some() {
            // Another worker can read what is known of the file.
            page.edit_spec(|_| ());
            page.settle();
            assert_eq!(page.state(), "ready", "after {steps} steps");
        }
        page.drop_file("others.csv", OTHERS);
        page.settle();
        assert_eq!(page.previewed(), ["Gamma"], "after {steps} steps");
    }
    assert!(deaths > 4, "{deaths} deaths only");
}

#[test]
fn the_worker_dies_with_the_sales_and_nothing_is_written() {
    let mut page = page_after(steps_to_preview());
    let worker = page.worker.as_ref().map(|(id, _)| *id).unwrap_or_default();
    page.happen(Event::TakeOver);
    assert_eq!(page.state(), "saving");
    page.happen(Event::Heard(worker, Answer::Died(String::new())));
    page.settle();
    assert_eq!((page.state(), page.commits.len()), ("failed", 0));
}

#[test]
fn a_worker_that_can_not_be_had_is_no_way() {
    let mut page = page_after(1);
    let worker = page.worker.as_ref().map(|(id, _)| *id).unwrap_or_default();
    page.happen(Event::Heard(worker, Answer::Died("refused".into())));
    assert_eq!(page.flow.failure(), Some(&Failure::WorkerDied("refused".into())));
    page.settle();
    assert_eq!(page.state(), "failed");
}

#[test]
fn a_file_that_can_not_be_read_says_so() {
    let refused = || Failure::Unreadable("no permission".into());
    let mut page = Page::default();
    page.drop_file("orders.csv", ORDERS);
    let ticket = page.queue.iter().find_map(|later| match later {
        Later::Head(ticket) => Some(*ticket),
        _ => None,
    });
    page.happen(Event::HeadRead(ticket.unwrap_or_default(), Err("no permission".into())));
    assert_eq!(page.flow.failure(), Some(&refused()));
    let mut page = page_after(steps_to_preview());
    let worker = page.worker.as_ref().map(|(id, _)| *id).unwrap_or_default();
    page.happen(Event::Heard(worker, Answer::Unreadable("no permission".into())));
    assert_eq!(page.flow.failure(), Some(&refused()));
    page.happen(Event::PasteRefused("no permission".into()));
    assert_eq!((page.flow.failure(), page.flow.file()), (Some(&refused()), None));
}

#[test]
fn what_a_worker_says_of_a_file_that_is_gone_is_not_heard() {
    let mut page = page_after(steps_to_preview());
    let gone = page.worker.as_ref().map(|(id, _)| *id).unwrap_or_default();
    page.drop_file("others.csv", OTHERS);
    let late = [
        Answer::Inspected(Box::new(Err(Refusal::Empty))),
        Answer::Read(Box::new(Err(Refusal::Empty))),
        Answer::Progress { bytes: 5.0, rows: 5 },
        Answer::Died("late".into()),
    ];
    for answer in late {
        page.happen(Event::Heard(gone, answer));
        assert_eq!(page.state(), "looking");
    }
    page.settle();
    assert_eq!(page.previewed(), ["Gamma"]);
}

#[test]
fn what_is_read_of_a_file_that_is_gone_is_not_heard() {
    let mut page = page_after(0);
    let gone = page.flow.outbox.ticket;
    page.drop_file("others.csv", OTHERS);
    let before = page.state();
    for late in [Event::HeadRead(gone, Err("late".into())), Event::TextRead(gone, Err("late".into()))] {
        page.happen(late);
        assert_eq!(page.state(), before);
    }
    page.settle();
    assert_eq!(page.previewed(), ["Gamma"]);
}

#[test]
fn another_tab_writes_under_a_preview_and_the_file_is_read_anew() {
    let mut page = page_after(steps_to_preview());
    assert_eq!(page.flow.effect().map(|effect| effect.created), Some(2));
    assert!(!page.flow.was_read_again());
    page.another_tab_adds("Alfa");
    page.next();
    assert_eq!((page.state(), page.commits.len()), ("reading", 0), "what is new is another thing now");
    page.settle();
    assert!(page.flow.was_read_again(), "and it is said before anybody agrees to it");
    assert_eq!(page.flow.effect().map(|effect| (effect.created, effect.unchanged)), Some((1, 1)));
    page.take_over();
    assert_eq!(page.accounts(), ["Alfa", "Beta"]);
}

#[test]
fn another_tab_writes_while_the_change_is_made_and_nothing_is_written() {
    let many: String = (0..600).map(|at| format!("Customer {at},2024-01-15,{at},1.00\n")).collect();
    let mut page = Page::default();
    page.drop_file("many.csv", format!("Customer,Date,Order,Amount\n{many}"));
    page.settle();
    page.happen(Event::TakeOver);
    let turns = page.turns;
    while page.turns == turns {
        assert!(page.next());
    }
    assert_eq!(page.state(), "saving", "the first of its customers are done");
    page.another_tab_adds("Customer 7");
    page.settle();
    assert_eq!((page.state(), page.commits.len()), ("ready", 0));
    page.take_over();
    assert_eq!((page.accounts().len(), page.commits.len()), (600, 1));
}

#[test]
fn a_change_while_the_worker_is_told_of_the_book_is_noticed() {
    let mut page = page_after(3);
    assert_eq!(page.state(), "reading");
    page.another_tab_adds("Alfa");
    page.settle();
    assert!(page.flow.was_read_again());
    assert_eq!(page.flow.effect().map(|effect| (effect.created, effect.unchanged)), Some((1, 1)));
    page.take_over();
    assert_eq!(page.accounts(), ["Alfa", "Beta"]);
}

#[test]
fn pressed_twice_it_is_written_once() {
    let mut page = page_after(steps_to_preview());
    page.happen(Event::TakeOver);
    page.happen(Event::TakeOver);
    page.next();
    page.happen(Event::TakeOver);
    page.settle();
    page.happen(Event::TakeOver);
    page.settle();
    assert_eq!((page.commits.len(), page.state()), (1, "idle"));
}

#[test]
fn what_is_being_written_is_written_to_its_end() {
    for interruption in 0..5 {
        let mut page = page_after(steps_to_preview());
        page.happen(Event::TakeOver);
        while page.state() == "saving" {
            match interruption {
                0 => page.happen(Event::LetGo),
                1 => page.happen(Event::SampleWanted),
                2 => page.drop_file("others.csv", OTHERS),
                3 => page.happen(Event::PasteRefused(String::new())),
                _ => page.happen(Event::BookChanged),
            }
            assert_eq!(page.state(), "saving");
            assert!(page.next());
        }
        assert_eq!((page.commits.len(), page.accounts()), (1, vec!["Alfa".into(), "Beta".into()]), "{interruption}");
    }
}

#[test]
fn a_table_without_sales_or_answers_is_not_taken_over() {
    let mut page = Page::default();
    page.drop_file("doubtful.csv", DOUBTFUL);
    page.settle();
    assert_eq!(page.state(), "asking");
    page.happen(Event::TakeOver);
    page.happen(Event::TakeOverMerge(Box::new(MergeMode::Add.into())));
    page.settle();
    assert!(page.commits.is_empty());
    page.drop_file("empty.csv", "");
    page.settle();
    assert_eq!(page.flow.failure(), Some(&Failure::Refused(Refusal::Empty)));
}
