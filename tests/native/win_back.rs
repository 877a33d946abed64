//! Winning back on Northwind (C16), against a small computation of its own; and a lost account on its way to a new
//! order.

use vital_few::analysis::losses::{LossRule, order_days};
use vital_few::analysis::median;
use vital_few::book::win_back_step::WIN_BACK_STEP_DUE;
use vital_few::book::{Book, GoneState, RecordId, Stamp, WinBackOutcome, account, win_back};
use vital_few::calendar::Date;
use vital_few::dossier::Dossier;
use vital_few::ledger::Ledger;
use vital_few::retention::file::{LossFile, Past, Said, Seen, TellingLosses, all_cases, helping};
use vital_few::retention::opening::{Opening, close, still_due};
use vital_few::retention::standings::Standings;
use vital_few::retention::win_back::{Helping, Standing};

use crate::import_expected::{import, world};

const NORTHWIND: &str = "northwind/northwind_order_lines.csv";
const CASE: RecordId = RecordId::well_known(0x77);

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a day")
}

fn today() -> Date {
    day(1998, 5, 6)
}

fn read(more: &str) -> (Book, Ledger) {
    let text = crate::data(NORTHWIND) + more;
    world(&import(text.as_bytes()).expect("the file imports"))
}

fn seen(today: Date) -> Seen {
    Seen { today, rule: LossRule::default() }
}

fn helped(book: &Book, ledger: &Ledger, state: GoneState, on: Date) -> Helping {
    let cases = all_cases(book, ledger, seen(on));
    helping(book, (&Past::of(ledger), &Said::of(book)), &cases, state, seen(on), ledger.currency())
}

fn account(book: &Book, name: &str) -> RecordId {
    let found = book.account_ids().find(|id| book.value(*id, account::field::name) == name);
    found.expect("the account is in the file")
}

/// The order days of each account that fell into a state, with the day it did, day by day.
fn plainly(ledger: &Ledger, state: GoneState) -> (usize, usize, usize, Vec<f64>) {
    let (mut back, mut decided, mut open, mut after) = (0, 0, 0, Vec::new());
    for (_, days) in order_days(ledger) {
        for at in 0..days.len() {
            let known = &days[..=at];
            let gaps: Vec<f64> = known.windows(2).map(|pair| f64::from(pair[1].since(pair[0]))).collect();
            let gap = median(&gaps).filter(|_| known.len() >= 3);
            let longest = gaps.iter().copied().fold(0.0, f64::max);
            let is_in = |silence: i32| {
                let silence = f64::from(silence);
                match (state, gap) {
                    (GoneState::Lost, Some(gap)) => silence > f64::from(182.max((3.0 * gap).ceil() as i32)),
                    (GoneState::Lost, None) => silence > 365.0,
                    (GoneState::Presumed, Some(gap)) => {
                        silence / gap > 3.0 || (silence / gap > 2.0 && silence > longest)
                    }
                    (GoneState::Presumed, None) => false,
                }
            };
            let next = days.get(at + 1).copied();
            let Some(start) = (0..3_000).find(|silence| is_in(*silence)).map(|silence| days[at].plus(silence)) else {
                continue;
            };
            if start > today() || next.is_some_and(|next| next <= start) {
                continue;
            }
            match next.map(|next| next.since(start)).filter(|days| *days <= 365) {
                Some(days) => {
                    (back, decided) = (back + 1, decided + 1);
                    after.push(f64::from(days));
                }
                None if start.plus(365) <= today() => decided += 1,
                None => open += 1,
            }
        }
    }
    (back, decided, open, after)
}

#[test]
fn most_of_northwinds_lost_accounts_came_back_unasked() {
    let (book, ledger) = read("");
    for state in [GoneState::Lost, GoneState::Presumed] {
        let found = helped(&book, &ledger, state, today()).unasked;
        let (back, decided, open, after) = plainly(&ledger, state);
        assert_eq!((found.returned.of, found.returned.among, found.open), (back, decided, open), "{state:?}");
        assert_eq!(found.median(), median(&after), "{state:?}");
    }
    let lost = helped(&book, &ledger, GoneState::Lost, today()).unasked;
    assert_eq!((lost.returned.of, lost.returned.among, lost.open), (20, 20, 3));
    assert_eq!(lost.median(), Some(40.5));
    let standings = Standings::of(&book, &ledger, Default::default(), LossRule::default(), today()).expect("sales");
    let said = Said::of(&book);
    let told = TellingLosses::all(&standings, &said, seen(today()));
    assert_eq!(told.len(), 23);
    let mut telling = TellingLosses::begin(&standings);
    let steps = std::iter::repeat_with(|| telling.step(&standings, &said, seen(today()), 10));
    let mut steps = steps.enumerate().skip_while(|(_, found)| found.is_none());
    assert_eq!(steps.next(), Some((standings.days.len().div_ceil(10) - 1, Some(told))), "so many accounts a step");
}

/// A lost account, its case, the steps on the way, and the order that ends it.
#[test]
fn a_lost_account_goes_through_win_back_to_a_new_order() {
    let (mut book, ledger) = read("");
    let id = account(&book, "Mère Paillarde");
    let file = |book: &Book, ledger: &Ledger, on: Date| {
        LossFile::of(&Dossier::of(book, id).expect("it is there"), ledger, seen(on))
    };
    let gone = file(&book, &ledger, day(1998, 5, 4)).gone.expect("it is lost");
    assert_eq!((gone.state, gone.since, gone.last), (GoneState::Lost, day(1998, 5, 1), day(1997, 10, 30)));
    let opening = Opening {
        account: id,
        name: "Mère Paillarde".into(),
        today: day(1998, 5, 4),
        owner: None,
        contacts: Vec::new(),
        gone,
    };
    let change = opening.change(CASE, |key| format!("{key:?}"));
    let undo = book.apply(&change, Stamp { millis: 2_000, ..Stamp::default() });
    let due = |book: &Book, ledger: &Ledger, on: Date| {
        let dossier = Dossier::of(book, id).expect("it is there");
        let dues = still_due(&dossier, dossier.due(on), ledger.sales(id), on);
        dues.into_iter().filter(|due| due.rule == &WIN_BACK_STEP_DUE).count()
    };
    let stands = |book: &Book, ledger: &Ledger, on: Date| file(book, ledger, on).case().map(|case| case.standing);
    assert_eq!(due(&book, &ledger, today()), 5);
    assert_eq!(stands(&book, &ledger, today()), Some(Standing::Open));

    // Later a file comes in that holds a new order; its book has the case as well.
    let line = "11999,MEREP,Mère Paillarde,1998-05-20,1998-06-17,1998-05-25,Nancy Davolio,Seafood,Carnarvon Tigers,62.5,10,0\r\n";
    let (mut after, ledger_after) = read(line);
    let same = account(&after, "Mère Paillarde");
    assert_eq!(same, id, "the account is the same in both");
    after.apply(&change, Stamp { millis: 2_000, ..Stamp::default() });
    let later = day(1998, 5, 21);
    let cases = all_cases(&after, &ledger_after, seen(later));
    let found = cases.first().and_then(|case| case.returned()).expect("it is back");
    assert_eq!((found.on, found.after, found.held, found.brought), (day(1998, 5, 20), 16, None, 62_500));
    assert_eq!(due(&after, &ledger_after, later), 0, "nothing more is to be done");
    assert_eq!(file(&after, &ledger_after, later).gone, None);
    let helped = helped(&after, &ledger_after, GoneState::Lost, later);
    assert_eq!((helped.cases.returned.of, helped.cases.returned.among), (1, 1));
    assert_eq!((helped.unasked.returned.of, helped.held.among), (20, 0), "with a case it isn't unasked");

    // And without it: let go, taken back, all taken back.
    let dossier = Dossier::of(&book, id).expect("it is there");
    let let_go = close(&dossier, CASE, WinBackOutcome::LetGo, "They closed", today());
    let back = book.apply(&let_go, Stamp { millis: 3_000, ..Stamp::default() });
    assert_eq!(due(&book, &ledger, today()), 0);
    assert_eq!(stands(&book, &ledger, today()), Some(Standing::Closed(Some(today()))));
    book.apply(&back, Stamp { millis: 4_000, ..Stamp::default() });
    assert_eq!(due(&book, &ledger, today()), 5);
    book.apply(&undo, Stamp { millis: 5_000, ..Stamp::default() });
    assert_eq!((stands(&book, &ledger, today()), due(&book, &ledger, today())), (None, 0));
    assert_eq!(book.value(CASE, win_back::field::opened), None);
}
