//! What makes a page stay awake while a large file comes in: messages and steps are many and small,
//! not few and large. How long they take on a machine is the benchmark's.

use std::fmt::Write;

use super::page::Page;
use crate::exchange::apply_import::STEP;
use crate::exchange::flow::*;
use crate::exchange::message::MOST;

const CUSTOMERS: usize = 5_300;
const LINES: usize = 24_000;

/// No message is larger; a thousand customers with all that a file says of them are less.
const BYTES: usize = 200_000;

fn large(from: usize) -> String {
    let mut text = String::from("Customer,City,Date,Order,Amount\n");
    for line in from..from + LINES {
        let customer = line % CUSTOMERS;
        let _ = writeln!(
            text,
            "Customer number {customer},City {},2024-01-{:02},{},1.50",
            customer % 99,
            1 + line % 28,
            10_000 + line
        );
    }
    text
}

#[test]
fn a_large_file_comes_in_small_messages_and_is_written_in_small_steps() {
    let mut page = Page::default();
    page.drop_file("large.csv", large(0));
    page.settle();
    assert_eq!(page.state(), "ready");
    assert_eq!(page.flow.effect().map(|effect| effect.created), Some(CUSTOMERS));
    let (messages, turns) = (page.messages.len(), page.turns);
    assert!(messages <= 12 + CUSTOMERS.div_ceil(MOST), "{messages} messages for a preview");
    let counting = CUSTOMERS.div_ceil(STEP);
    // One before it is read, and one between each two steps of counting.
    assert_eq!(turns, 1 + counting - 1);
    page.happen(Event::TakeOver);
    page.settle();
    assert_eq!(page.accounts().len(), CUSTOMERS);
    let sales = page.messages.len() - messages;
    assert_eq!(sales, 1 + LINES.div_ceil(MOST), "a question, and its answer in parts");
    // And one between going and letting go.
    assert_eq!(page.turns - turns, counting - 1 + 1);
    let largest = page.messages.iter().max().copied().unwrap_or_default();
    assert!(largest < BYTES, "a message of {largest} bytes");
}

#[test]
fn a_large_book_is_told_in_small_messages_and_is_not_new() {
    let mut page = Page::default();
    page.drop_file("large.csv", large(0));
    page.take_over();
    page.messages.clear();
    page.asked.clear();
    page.drop_file("again.csv", large(LINES / 2));
    page.settle();
    let delta = page.flow.preview().map(|preview| preview.delta.clone()).unwrap_or_default();
    let half = (LINES / 2) as u64;
    assert_eq!(delta.orders_created, half, "{delta:?}");
    assert_eq!(page.flow.effect().map(|effect| effect.created), Some(0));
    let asked = |name: &str| page.asked.iter().filter(|asked| **asked == name).count();
    assert_eq!((asked("AddAccounts"), asked("AddBatch")), (CUSTOMERS.div_ceil(MOST), LINES.div_ceil(MOST)));
    let largest = page.messages.iter().max().copied().unwrap_or_default();
    assert!(largest < BYTES, "a message of {largest} bytes");
}
