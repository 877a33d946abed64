//! What a person decides about a file: it is asked for, kept, and taken back.

use super::page::Page;
use super::{DOUBTFUL, ORDERS};
use crate::book::{Account, Change, Label, SETTINGS, settings};
use crate::exchange::flow::*;
use crate::exchange::testing::data;
use crate::exchange::without_sample::{holds_sample, without_sample};
use crate::exchange::{Answer, DateFormat, HeaderAt, Need, Quotes, Role, Topic};

/// A page with this file, as far as it comes by itself.
fn page_with(name: &str, bytes: impl Into<Vec<u8>>) -> Page {
    let mut page = Page::default();
    page.drop_file(name, bytes);
    page.settle();
    page
}

/// What must be answered before it can be read.
fn blocking(page: &Page) -> Vec<Topic> {
    let (Some(spec), Some(inspection)) = (page.flow.spec(), page.flow.inspection()) else { return Vec::new() };
    let open = spec.questions(inspection).into_iter().filter(|asked| asked.blocking && asked.answer.is_none());
    open.map(|asked| asked.topic).collect()
}

fn headers(page: &Page) -> Vec<String> {
    page.flow
        .inspection()
        .map(|inspection| inspection.columns.iter().map(|column| column.header.clone()).collect())
        .unwrap_or_default()
}

#[test]
fn a_doubt_is_asked_once_and_remembered_for_the_next_file() {
    let mut page = page_with("doubtful.csv", DOUBTFUL);
    assert_eq!((page.state(), blocking(&page)), ("asking", vec![Topic::DateOrder]));
    page.edit_spec(|spec| spec.answer(1, Answer::Date(DateFormat::Dmy)));
    assert_eq!(page.state(), "reading");
    page.take_over();
    page.drop_file("next.csv", DOUBTFUL.replace(",1,", ",11,").replace(",2,", ",12,"));
    page.settle();
    assert_eq!((page.state(), page.flow.is_familiar()), ("ready", true));
    let last = page.flow.preview().and_then(|preview| preview.import.reconciliation.last);
    assert_eq!(last.map(|day| day.to_string()).as_deref(), Some("2024-06-07"));
}

#[test]
fn a_plan_edited_while_it_is_read_is_the_one_it_is_read_by() {
    let mut page = Page::default();
    page.drop_file("doubtful.csv", DOUBTFUL);
    page.settle();
    page.edit_spec(|spec| spec.answer(1, Answer::Date(DateFormat::Dmy)));
    page.edit_spec(|spec| spec.answer(1, Answer::Date(DateFormat::Mdy)));
    page.next();
    assert_eq!(page.state(), "reading");
    page.edit_spec(|spec| spec.answer(1, Answer::Date(DateFormat::Mdy)));
    page.settle();
    let last = page.flow.preview().and_then(|preview| preview.import.reconciliation.last);
    assert_eq!(last.map(|day| day.to_string()).as_deref(), Some("2024-07-06"));
}

#[test]
fn an_answer_taken_back_while_it_is_read_stops_the_reading() {
    let mut page = Page::default();
    page.drop_file("orders.csv", ORDERS);
    page.until(|flow| flow.progress().is_some());
    page.edit_spec(|spec| spec.assign(0, Role::Ignore));
    assert_eq!((page.state(), page.worker.is_none()), ("asking", true));
    page.settle();
    assert_eq!((page.state(), blocking(&page)), ("asking", vec![Topic::Missing(Need::Customer)]));
    page.edit_spec(|spec| spec.assign(0, Role::Customer));
    page.settle();
    assert_eq!(page.state(), "ready");
}

#[test]
fn a_file_of_one_customer_asks_for_the_name_and_a_year_for_itself() {
    let mut page = page_with("one.csv", "Date,Invoice,Amount\n2024-02-01,R1,100.00\n2024-02-03,R2,5.25\n");
    assert_eq!(blocking(&page), [Topic::Missing(Need::Customer)]);
    page.edit_spec(|spec| spec.name = "Ernst Handel".into());
    page.take_over();
    assert_eq!(page.sold("Ernst Handel"), 10_525);
}

#[test]
fn a_table_without_a_header_is_read_as_it_is() {
    let mut page = page_with("no_header.csv", data("odd/no_header.csv"));
    page.settle();
    assert_eq!(page.state(), "asking", "nothing says who the customer is");
    page.edit_spec(|spec| spec.said.customer = true);
    page.take_over();
    assert_eq!(page.sold("Bolt Inc"), 1_250);
}

#[test]
fn moving_the_header_keeps_what_was_decided_about_columns() {
    const TWICE: &str = "Customer,Date,Order,Amount,Remark\nAlfa,2024-01-02,1,100,abc\n\
        Customer,Date,Order,Amount,Remark\nBeta,2024-02-13,2,200,def\nGamma,2024-03-24,3,300,abc\n";
    let mut page = page_with("twice.csv", TWICE);
    let role = |page: &Page| page.flow.spec().and_then(|spec| spec.roles.get(4).copied());
    assert_ne!(role(&page), Some(Role::Salesperson), "it was chosen before");
    page.edit_spec(|spec| spec.assign(4, Role::Salesperson));
    page.settle();
    page.look_again(|hints| hints.header = Some(HeaderAt { line: 3, rows: 1 }));
    assert_eq!(page.flow.preview(), None);
    page.settle();
    assert_eq!(
        (role(&page), page.flow.inspection().map(|inspection| inspection.header.line)),
        (Some(Role::Salesperson), Some(3))
    );
    assert_eq!(page.flow.preview().map(|preview| preview.import.reconciliation.read), Some(2));
    page.take_over();
    assert_eq!(page.accounts(), ["Beta", "Gamma"]);
}

#[test]
fn looking_twice_in_a_row_comes_to_the_last_look() {
    const TWO: &str =
        "Customer,Date,Order,Amount\nBuyer,Day,Number,Total\nAlfa,2024-01-02,1,100\nBeta,2024-02-13,2,200\n";
    let mut page = page_with("two.csv", TWO);
    page.look_again(|hints| hints.header = Some(HeaderAt { line: 2, rows: 1 }));
    page.look_again(|hints| hints.header = Some(HeaderAt { line: 1, rows: 1 }));
    page.look_again(|hints| hints.header = Some(HeaderAt { line: 2, rows: 1 }));
    while page.next() {
        assert_ne!(page.flow.inspection().map(|inspection| inspection.header.line), None);
    }
    assert_eq!(headers(&page), ["Buyer", "Day", "Number", "Total"]);
    assert_eq!(page.asked.iter().filter(|asked| **asked == "Read").count(), 2, "only what was looked at last is read");
    assert_eq!(page.state(), "ready");
}

#[test]
fn a_look_elsewhere_while_it_is_read_ends_the_reading() {
    let mut page = Page::default();
    page.drop_file("ru.csv", data("locale/ru_cp1251.csv"));
    page.until(|flow| flow.progress().is_some());
    let first = page.flow.inspection().map(|inspection| inspection.source.clone());
    let koi8 = page.flow.inspection().and_then(|inspection| match &inspection.container {
        crate::exchange::Container::Text(found) => {
            found.choices.iter().find(|choice| choice.encoding.name().starts_with("KOI8"))
        }
        crate::exchange::Container::Sheets(_) => None,
    });
    let koi8 = koi8.map(|choice| choice.encoding);
    assert!(koi8.is_some());
    page.look_again(|hints| hints.encoding = koi8);
    page.settle();
    assert_ne!(page.flow.inspection().map(|inspection| inspection.source.clone()), first);
    page.look_again(|hints| hints.encoding = None);
    page.settle();
    assert_eq!(page.flow.inspection().map(|inspection| inspection.source.clone()), first);
    page.take_over();
    assert_eq!(page.accounts().len(), 89);
}

#[test]
fn a_customer_is_said_to_be_an_account_and_not_asked_about_again() {
    const KNOWN: &str =
        "Customer,Date,Order,Amount\nAlfreds Futterkiste,2024-01-02,1,100.00\nErnst Handel,2024-02-14,2,300.00\n";
    let also = |order: u32| format!("Customer,Date,Order,Amount\nAlfred Futterkiste,2024-03-15,{order},50.00\n");
    let mut page = page_with("known.csv", KNOWN);
    page.take_over();
    page.drop_file("also.csv", also(3));
    page.settle();
    let suggested = page.flow.suggested().map(|all| all.to_vec()).unwrap_or_default();
    let account = suggested.first().map(|suggestion| suggestion.account);
    assert!(account.is_some(), "nothing is suggested");
    assert_eq!(page.flow.effect().map(|effect| effect.created), Some(1));
    page.happen(Event::SameDecided { customer: 0, account });
    assert_eq!(page.state(), "previewed", "until it is matched nothing can be taken over");
    page.happen(Event::TakeOver);
    assert!(page.commits.len() == 1);
    page.settle();
    assert_eq!(page.flow.effect().map(|effect| (effect.created, effect.updated)), Some((0, 1)));
    assert_eq!(
        page.flow.suggested().map(|all| all.to_vec()),
        Some(suggested),
        "a choice doesn't take away what it was made from"
    );
    // And not after all, and after all.
    page.happen(Event::SameDecided { customer: 0, account: None });
    page.happen(Event::SameDecided { customer: 9, account });
    page.settle();
    assert_eq!(page.flow.effect().map(|effect| effect.created), Some(1));
    page.happen(Event::SameDecided { customer: 0, account });
    page.take_over();
    assert_eq!(page.sold("Alfreds Futterkiste"), 15_000);
    page.drop_file("later.csv", also(4));
    page.settle();
    assert_eq!(page.flow.suggested().map(|all| all.len()), Some(0), "it is asked again");
    page.take_over();
    assert_eq!((page.accounts().len(), page.sold("Alfreds Futterkiste")), (2, 20_000));
}

#[test]
fn a_match_that_comes_after_another_plan_is_no_preview_of_it() {
    let mut page = page_with("orders.csv", ORDERS);
    page.another_tab_adds("Alfa AG");
    page.settle();
    page.edit_spec(|_| ());
    page.settle();
    let account = page.book.accounts().next().map(|(id, _)| id);
    page.happen(Event::SameDecided { customer: 0, account });
    page.edit_spec(|spec| spec.assign(2, Role::Ignore));
    assert_eq!(page.state(), "reading");
    page.next();
    assert_eq!(page.state(), "reading", "the match is of what was read before");
    page.settle();
    let orders = page.flow.preview().map(|preview| preview.import.reconciliation.documents);
    assert_eq!((page.state(), orders), ("ready", Some(0)));
    page.take_over();
    assert_eq!(page.accounts(), ["Alfa AG", "Beta"], "what was decided is kept");
}

#[test]
fn a_rate_that_is_none_bars_and_the_books_currency_is_that_of_most() {
    const TWO: &str = "Customer,Date,Order,Amount,Currency\nAlfa,2024-01-02,1,100.00,EUR\nAlfa,2024-02-13,2,100.00,USD\n\
        Beta,2024-02-14,3,300.00,EUR\nBeta,2024-03-24,4,50.00,EUR\n";
    let mut page = page_with("two.csv", TWO);
    let currency = |code: &str| code.parse::<Currency>().unwrap_or_default();
    let others =
        page.flow.preview().map(|preview| crate::exchange::apply_import::other_currencies(&page.book, preview));
    assert_eq!(others, Some((currency("EUR"), vec![currency("USD")])));
    assert_eq!(page.state(), "ready");
    page.happen(Event::RateTyped(currency("USD"), "nought".into()));
    assert_eq!(page.state(), "previewed");
    page.happen(Event::TakeOver);
    page.settle();
    assert!(page.commits.is_empty());
    page.happen(Event::RateTyped(currency("USD"), "0,5".into()));
    page.take_over();
    assert_eq!(page.sold("Alfa"), 15_000);
}

#[test]
fn a_list_of_customers_goes_before_the_book_if_a_person_says_so() {
    const CARDS: &str = "Customer,Address,City,Country\nAlfa,Street 1,Berlin,Germany\n";
    let mut page = page_with("cards.csv", CARDS);
    page.take_over();
    page.drop_file("moved.csv", CARDS.replace("Street 1", "Street 9"));
    page.settle();
    let effect = |page: &Page| page.flow.effect().map(|effect| (effect.updated, effect.unchanged));
    assert_eq!(effect(&page), Some((0, 1)));
    page.happen(Event::OverwriteChosen(true));
    assert_eq!(effect(&page), Some((1, 0)));
    page.take_over();
    let address = page.book.accounts().map(|(_, account)| account.address).next();
    assert_eq!(address.as_deref(), Some("Street 9"));
}

#[test]
fn what_the_book_has_by_now_is_counted_anew() {
    let mut page = page_with("orders.csv", "Customer,Date,Amount,City\nAlfa,2024-01-02,1.00,Graz\n");
    page.take_over();
    page.drop_file("orders.csv", "Customer,Date,Amount,City\nAlfa,2024-01-03,1.00,Graz\n");
    page.settle();
    assert_eq!(page.flow.effect().map(|effect| effect.unchanged), Some(1));
    let alfa = page.book.accounts().next().map(|(id, _)| id).unwrap_or(RecordId::well_known(0));
    page.write(&Change::new(Label::Sample, vec![crate::book::account::field::city.set(alfa, String::new())]));
    page.settle();
    assert_eq!(page.flow.effect().map(|effect| effect.updated), Some(1));
    assert_eq!(page.book.get::<Account>(alfa).map(|account| account.city), Some(String::new()));
}

/// Bug: once a list of customers was imported, the first sales had to be in dollars.
#[test]
fn a_book_without_sales_takes_the_currency_of_the_first_whatever_it_is() {
    let mut page = page_with("cards.csv", "Customer,City,Phone\nAlfa,Berlin,030-0074321\nBeta,Lyon,030-1\n");
    page.take_over();
    page.drop_file("orders.csv", "Customer,Date,Amount,Currency\nAlfa,2024-01-15,2500000,VND\n");
    page.take_over();
    assert_eq!(crate::ledger::Valuation::of(&page.book).currency.to_string(), "VND");
    assert_eq!(page.sold("Alfa"), 2_500_000);
}

#[test]
fn changing_the_amounts_column_changes_its_currency() {
    let mut page = page_with(
        "orders.csv",
        "Customer,Date,Amount,Currency,Converted amount,Converted currency\n\
         Alfa,2024-01-15,100.00,EUR,3900.00,THB\nBeta,2024-01-16,20.00,USD,725.75,THB\n",
    );
    page.settle();
    assert_eq!(page.state(), "asking");
    page.edit_spec(|spec| spec.assign(4, Role::Amount));
    page.take_over();
    assert_eq!(crate::ledger::Valuation::of(&page.book).currency.to_string(), "THB");
    assert_eq!((page.sold("Alfa"), page.sold("Beta")), (390_000, 72_575));
}

#[test]
fn a_file_most_of_which_is_left_out_is_not_taken_over_unseen() {
    let mut page = page_with(
        "orders.csv",
        "Customer,Date,Amount\nAlfa,2024-01-15,1.00\nBeta,2024-01-16,none\nGamma,2024-01-17,none\nDelta,2024-01-18,5.00\nEta,2024-01-19,x\n",
    );
    page.settle();
    assert_eq!(page.state(), "previewed");
    page.happen(Event::TakeOver);
    page.settle();
    assert!(page.commits.is_empty());
    page.happen(Event::LeftOutAccepted(true));
    assert_eq!(page.state(), "ready");
    // Read otherwise, other rows are left out.
    page.edit_spec(|spec| spec.assign(0, Role::Customer));
    page.settle();
    assert_eq!(page.state(), "previewed");
    page.happen(Event::LeftOutAccepted(true));
    page.take_over();
    assert_eq!(page.accounts(), ["Alfa", "Delta"]);
}

/// Bug: a stray quote swallowed hundreds of orders, and the rest was taken over as if it were all.
#[test]
fn what_a_quote_may_have_swallowed_is_taken_over_by_nobodys_silence() {
    let row = |at: usize| {
        let quote = if at == 30 || at == 60 { "\"" } else { "" };
        format!("Alfa,{at},2024-01-15,{quote}note,1.00\n")
    };
    let text = "Customer,Invoice,Date,Note,Net EUR\n".to_owned() + &(1..=100).map(row).collect::<String>();
    let mut page = Page::default();
    page.drop_file("stray.csv", text.as_str());
    page.settle();
    assert_eq!(page.state(), "previewed", "the button is closed");
    let question = page.flow.late_question().unwrap_or_else(|| panic!("nothing is asked"));
    assert_eq!((question.topic, question.example.as_str()), (Topic::Quotes, "31–61"));
    page.happen(Event::TakeOver);
    page.settle();
    assert_eq!(page.state(), "previewed");
    page.edit_spec(|spec| spec.answer(0, Answer::Quotes(Quotes::Lines)));
    page.take_over();
    assert_eq!(page.sold("Alfa"), 10_000);
    // Whoever says that the lines belong together gets what is then left.
    page.drop_file("stray.csv", text.replace("Alfa", "Beta"));
    page.settle();
    page.edit_spec(|spec| spec.answer(0, Answer::Quotes(Quotes::Enclose)));
    page.settle();
    assert_eq!((page.state(), page.flow.late_question()), ("ready", None));
}

#[test]
fn a_quote_that_swallows_everything_can_still_be_told_what_it_is() {
    let text = "Customer,Invoice,Date,Note,Net EUR\n".to_owned()
        + "\"Alfa,1,2024-01-15,x,1.00\n"
        + &"Alfa,2,2024-01-15,x,1.00\n".repeat(20);
    let mut page = Page::default();
    page.drop_file("stray.csv", text.as_str());
    page.settle();
    assert_eq!(page.state(), "asking");
    page.edit_spec(|spec| spec.answer(0, Answer::Quotes(Quotes::Lines)));
    page.settle();
    assert_eq!(page.state(), "ready");
}

const OWN: &str = "Customer,Date,Order,Amount\nErnst Handel,2024-01-02,1,100\nBeta,2024-02-13,2,200\n";

/// A page with the sample, and then this file on its way in.
fn page_over_sample() -> Page {
    let mut page = Page::default();
    page.happen(Event::SampleWanted);
    page.settle();
    assert!(holds_sample(&page.book));
    page.drop_file("own.csv", OWN);
    page.settle();
    page
}

#[test]
fn a_file_of_ones_own_replaces_the_sample_in_one_change() {
    let mut page = page_over_sample();
    let unknown = |page: &Page| {
        let preview = page.flow.preview().unwrap_or_else(|| panic!("{}", page.state()));
        preview.matches.iter().all(|found| found.account.is_none())
    };
    assert!(unknown(&page), "Ernst Handel of the sample is somebody else");
    assert_eq!(page.flow.effect().map(|effect| effect.created), Some(2));
    page.take_over();
    assert_eq!((page.accounts(), page.commits.len()), (vec!["Beta".into(), "Ernst Handel".into()], 2));
    assert_eq!(page.sold("Ernst Handel"), 10_000);
    assert!(!holds_sample(&page.book));
    let left: Vec<_> = page.book.records().filter(|(_, record)| !record.is_deleted()).collect();
    assert!(left.iter().all(|(_, record)| !record.get::<bool>("sample")), "{left:?}");
    assert_eq!(page.book.value(SETTINGS, settings::field::read_on), None);
    let mut seen = std::collections::HashSet::new();
    let twice = page.commits[1].edits.iter().find(|edit| !seen.insert((edit.id, edit.field.clone())));
    assert_eq!(twice, None, "a change names a field once");
}

#[test]
fn the_sample_stays_beside_a_file_if_somebody_says_so() {
    let mut page = page_over_sample();
    page.happen(Event::SampleKept(true));
    page.take_over();
    assert_eq!(page.accounts().len(), 97, "Ernst Handel is known");
    assert!(holds_sample(&page.book));

    let mut page = page_over_sample();
    page.happen(Event::SampleKept(true));
    page.settle();
    page.happen(Event::SampleKept(false));
    page.take_over();
    assert_eq!(page.accounts().len(), 2, "and it may be taken back");
}

/// Bug: a list of five candidates would have taken the whole book away that they were to be held against.
#[test]
fn candidates_do_not_replace_the_sample_unless_somebody_says_so() {
    let mut page = Page::expecting(Expected::Candidates);
    page.happen(Event::SampleWanted);
    page.settle();
    page.expects = Expected::Candidates;
    page.drop_file("own.csv", OWN);
    page.settle();
    assert!(page.flow.keeps_sample() && page.flow.cleared_book().is_none());
    page.happen(Event::ExpectedSaid(Expected::Any));
    page.settle();
    assert!(!page.flow.keeps_sample() && page.flow.cleared_book().is_some(), "customers do");
    page.happen(Event::ExpectedSaid(Expected::Candidates));
    page.settle();
    assert!(page.flow.keeps_sample() && page.flow.cleared_book().is_none());
    page.happen(Event::SampleKept(false));
    page.settle();
    assert!(page.flow.cleared_book().is_some());
}

/// Bug: cards of the sample's own customers were nobody's, for the sample was to make room for them.
#[test]
fn people_do_not_replace_the_sample_unless_somebody_says_so() {
    let mut page = Page::default();
    page.happen(Event::SampleWanted);
    page.settle();
    page.drop_file("own.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Lea Novak\nORG:QUICK-Stop\nEND:VCARD\n");
    page.settle();
    let new = |page: &Page| page.flow.effect().map(|effect| (effect.people.new, effect.people.aside));
    assert!(page.flow.keeps_sample() && page.flow.cleared_book().is_none());
    assert_eq!((new(&page), page.flow.was_read_again()), (Some((1, 0)), false));
    page.happen(Event::SampleKept(false));
    page.settle();
    assert!(page.flow.cleared_book().is_some(), "but may");
    assert_eq!(new(&page), Some((0, 1)), "there is nobody left whose they are");
    page.happen(Event::SampleKept(true));
    page.take_over();
    assert!(holds_sample(&page.book));
}

#[test]
fn without_the_sample_what_people_added_is_left() {
    let mut page = Page::default();
    page.happen(Event::SampleWanted);
    page.settle();
    page.another_tab_adds("Own");
    let sales = page.batches.clone();
    let sales = |id| sales.iter().find(|(of, _)| *of == id).map(|(_, batch)| batch.clone());
    let edits = without_sample(&page.book, &sales);
    page.write(&Change::new(Label::Sample, edits));
    assert_eq!(page.accounts(), ["Own"]);
    let kinds: std::collections::BTreeSet<_> =
        page.book.records().filter(|(_, record)| !record.is_deleted()).map(|(_, record)| record.kind.clone()).collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["account", "settings"], "nothing of the sample is left");
}
