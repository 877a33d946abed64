//! Whom we lose as tables: how each account stands, established losses, why they went, the cases of winning back, and
//! the record of alarms.

use super::list_table::{Cell, ListTable};
use crate::analysis::losses::{AlarmRecord, Standing};
use crate::book::{Book, Coded, LossReason, RecordId, account};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::dossier::Dossier;
use crate::ledger::Ledger;
use crate::retention::opening::steps_of;
use crate::retention::reasons::ToldLoss;
use crate::retention::standings::Standings;
use crate::retention::win_back::{Case, Standing as CaseStanding};

/// The columns, in order; outside programs rely on them. Days of silence and gaps are days; `value_365` is what the
/// account brought in the last 365 days, and `loss_day` its latest established loss.
const STATES: [&str; 12] = [
    "account",
    "external_id",
    "state",
    "since",
    "order_days",
    "last_order",
    "silence",
    "median_gap",
    "longest_gap",
    "loss_day",
    "returned_on",
    "value_365",
];

/// `value` is what the account brought in the year up to its last order.
const LOSSES: [&str; 6] = ["account", "external_id", "loss_day", "last_order", "value", "returned_on"];

/// `established` is the day of C13, empty where a person's word alone makes it a loss; `rank` is 1 for what weighed
/// most, and empty with all behind it where nobody said why.
const REASONS: [&str; 12] = [
    "account",
    "external_id",
    "loss_day",
    "last_order",
    "established",
    "returned_on",
    "rank",
    "reason",
    "words",
    "hands",
    "evidence",
    "said_by",
];

/// `stands` is `open`, `returned`, `closed` or `over`; `held` `yes`, `no` or, undecided, empty. `brought` and `net` are
/// in the book's currency, `net` is empty where the offer's cost is in another.
const CASES: [&str; 20] = [
    "account",
    "external_id",
    "opened",
    "state",
    "stands",
    "owner",
    "reminded",
    "offer_kind",
    "offer",
    "cost",
    "cost_currency",
    "good_until",
    "next_step",
    "next_due",
    "returned_on",
    "held",
    "brought",
    "net",
    "outcome",
    "reason",
];

/// `lead_median` is in days, and empty where no alarm was right.
const BACK_TEST: [&str; 7] = ["criterion", "right", "wrong", "undecided", "share_right", "lead_median", "per_month"];

/// A line for each account with sales, by name.
pub fn states_table(book: &Book, ledger: &Ledger, standings: &Standings) -> ListTable {
    let mut all: Vec<(String, RecordId, &Standing)> =
        standings.of.iter().map(|(id, standing)| (book.name(*id), *id, standing)).collect();
    all.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
    let lines = all.into_iter().map(|(name, id, standing)| {
        [
            Cell::Text(name),
            Cell::Text(book.value(id, account::field::external_id)),
            Cell::Text(standing.state.code().into()),
            cell(standing.since),
            Cell::Count(standing.days),
            cell(standing.last),
            standing.silence.map_or(Cell::Empty, Cell::Days),
            standing.gap.map_or(Cell::Empty, half_days),
            standing.longest.map_or(Cell::Empty, Cell::Days),
            cell(standing.loss.map(|loss| loss.day)),
            cell(standing.loss.and_then(|loss| loss.returned)),
            Cell::Money(ledger.currency().plain(ledger.last_year(id, standings.until))),
        ]
    });
    ListTable::of(STATES, lines)
}

/// A line for each established loss, by its day, then by name.
pub fn losses_table(book: &Book, ledger: &Ledger, standings: &Standings) -> ListTable {
    let mut all: Vec<_> = standings.losses.iter().map(|lost| (lost.loss.day, book.name(lost.account), lost)).collect();
    all.sort_by(|one, other| (one.0, &one.1, one.2.account).cmp(&(other.0, &other.1, other.2.account)));
    let lines = all.into_iter().map(|(day, name, lost)| {
        [
            Cell::Text(name),
            Cell::Text(book.value(lost.account, account::field::external_id)),
            Cell::Day(day),
            Cell::Day(lost.loss.last),
            Cell::Money(ledger.currency().plain(lost.value)),
            lost.loss.returned.map_or(Cell::Empty, Cell::Day),
        ]
    });
    ListTable::of(LOSSES, lines)
}

/// A line for each reason of each of these losses, and one for a loss of which nobody said why: by the day of the
/// loss, then by name.
pub fn reasons_table<'a>(book: &Book, losses: impl IntoIterator<Item = &'a ToldLoss>) -> ListTable {
    let mut all: Vec<(Date, String, &ToldLoss)> =
        losses.into_iter().map(|told| (told.loss.day, book.name(told.account), told)).collect();
    all.sort_by(|one, other| (one.0, &one.1, one.2.account).cmp(&(other.0, &other.1, other.2.account)));
    let lines = all.into_iter().flat_map(|(day, name, told)| {
        let said = told.told.as_ref().map(|(_, verdict)| verdict);
        let by = said.and_then(|verdict| verdict.said_by).map(|by| book.name(by)).unwrap_or_default();
        let line = move |reason: Option<(usize, &LossReason)>| {
            let told_of =
                |of: fn(&LossReason) -> String| text(reason.map(|(_, reason)| of(reason)).unwrap_or_default());
            [
                Cell::Text(name.clone()),
                Cell::Text(book.value(told.account, account::field::external_id)),
                Cell::Day(day),
                Cell::Day(told.loss.last),
                cell(told.loss.established),
                cell(told.loss.returned),
                reason.map_or(Cell::Empty, |(rank, _)| Cell::Count(rank)),
                told_of(|reason| reason.cause.code().into()),
                told_of(|reason| reason.words.clone()),
                told_of(|reason| reason.hands().map(Coded::code).unwrap_or_default().into()),
                told_of(|reason| reason.evidence.clone()),
                text(by.clone()),
            ]
        };
        let reasons = said.map(|verdict| verdict.reasons.as_slice()).unwrap_or_default();
        let unknown = reasons.is_empty().then(|| line(None));
        let known: Vec<_> = (1..).zip(reasons).map(|found| line(Some(found))).collect();
        known.into_iter().chain(unknown)
    });
    ListTable::of(REASONS, lines)
}

/// A line for each case, in their order. `currency`: the book's.
pub fn cases_table(book: &Book, cases: &[Case], currency: Currency) -> ListTable {
    let lines = cases.iter().map(|case| {
        let of = &case.record;
        let next = Dossier::of(book, case.account).filter(|_| case.is_open());
        let next = next.and_then(|dossier| steps_of(&dossier, case.id).into_iter().find(|(_, step)| step.is_open()));
        let (step, due) = next.map_or((String::new(), None), |(_, step)| (step.what, step.due));
        let back = case.returned();
        let held = back.and_then(|back| back.held).map(|held| if held { "yes" } else { "no" });
        let stands = match case.standing {
            CaseStanding::Open => "open",
            CaseStanding::Returned(_) => "returned",
            CaseStanding::Closed(_) => "closed",
            CaseStanding::Over => "over",
        };
        let money = |minor: Option<i128>| minor.map_or(Cell::Empty, |minor| Cell::Money(currency.plain(minor)));
        [
            Cell::Text(book.name(case.account)),
            Cell::Text(book.value(case.account, account::field::external_id)),
            Cell::Day(case.opened),
            text(of.state.map(Coded::code).unwrap_or_default().into()),
            text(stands.into()),
            text(of.owner.map(|owner| book.name(owner)).unwrap_or_default()),
            cell(of.reminded),
            text(of.offer_kind.map(Coded::code).unwrap_or_default().into()),
            text(of.offer.clone()),
            of.cost.map_or(Cell::Empty, |cost| Cell::Money(cost.currency.plain(cost.minor.into()))),
            text(of.cost.map(|cost| cost.currency.to_string()).unwrap_or_default()),
            cell(of.good_until),
            text(step),
            cell(due),
            cell(back.map(|back| back.on)),
            text(held.unwrap_or_default().into()),
            money(back.map(|back| back.brought)),
            money(case.net(currency)),
            text(of.outcome.map(Coded::code).unwrap_or_default().into()),
            text(of.reason.clone()),
        ]
    });
    ListTable::of(CASES, lines)
}

fn text(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

fn cell(day: Option<Date>) -> Cell {
    day.map_or(Cell::Empty, Cell::Day)
}

/// A line for each criterion, under its name.
pub fn back_test_table(records: &[(&str, AlarmRecord)]) -> ListTable {
    let lines = records.iter().map(|(name, record)| {
        let tally = record.tally;
        [
            Cell::Text((*name).into()),
            Cell::Count(tally.right),
            Cell::Count(tally.wrong),
            Cell::Count(tally.undecided),
            tally.share_right().rate().map_or(Cell::Empty, Cell::Share),
            record.lead.map_or(Cell::Empty, half_days),
            record.a_month.map_or(Cell::Empty, Cell::Ratio),
        ]
    });
    ListTable::of(BACK_TEST, lines)
}

/// A median of whole days is whole or half.
fn half_days(days: f64) -> Cell {
    Cell::Number(if days.fract() == 0.0 { format!("{days:.0}") } else { format!("{days:.1}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::losses::{LossRule, Tally};
    use crate::book::{
        Account, Amount, Change, Colleague, GoneState, Label, LossBasis, LossCause, LossVerdict, RecordKind, Stamp,
        WinBack, WinBackStep,
    };
    use crate::calendar::date;
    use crate::ledger::{Batch, Line, Sales};
    use crate::retention::file::{Said, Seen, TellingLosses, all_cases};
    use crate::retention::gone::{LostOnce, lost};
    use crate::retention::standings::verdicts;

    fn lines(text: &str) -> Vec<&str> {
        text.trim_start_matches('\u{feff}').lines().collect()
    }

    #[test]
    fn an_account_and_its_loss() {
        let id = RecordId::well_known(7);
        let account = Account { name: "Ernst, Handel".into(), external_id: "ERNSH".into(), ..Account::default() };
        let mut book = Book::default();
        book.apply(&Change::new(Label::Sample, account.create(id)), Stamp { millis: 1, ..Stamp::default() });
        let days = [date(2024, 1, 1), date(2024, 1, 11), date(2024, 1, 22), date(2024, 9, 1)];
        let sold = days.iter().map(|day| Line::plain(0, *day, 150)).collect();
        let sales = Sales { lines: sold, ..Sales::new(Currency::default()) };
        let ledger = Ledger::of(Currency::default(), [&Batch { accounts: vec![id], sales }]);
        let standings =
            Standings::of(&book, &ledger, Default::default(), LossRule::default(), date(2024, 12, 1)).unwrap();
        let told = states_table(&book, &ledger, &standings).csv();
        assert_eq!(lines(&told).first().copied(), Some(STATES.join(",").as_str()));
        let plain = |minor| ledger.currency().plain(minor);
        let line = format!(
            "\"Ernst, Handel\",ERNSH,won_back,2024-09-01,4,2024-09-01,0,11,223,2024-07-23,2024-09-01,{}",
            plain(600)
        );
        assert_eq!(lines(&told).get(1).copied(), Some(line.as_str()));
        let told = losses_table(&book, &ledger, &standings).csv();
        let line = format!("\"Ernst, Handel\",ERNSH,2024-07-23,2024-01-22,{},2024-09-01", plain(450));
        assert_eq!(lines(&told), [LOSSES.join(","), line]);
    }

    /// Lists of the page that couldn't be taken along.
    #[test]
    fn reasons_and_cases_leave_with_what_is_known_of_them() {
        let [id, verdict, case, ana, step] = [7, 8, 9, 10, 11].map(RecordId::well_known);
        let reason = |cause, words: &str| LossReason { words: words.into(), ..LossReason::of(cause) };
        let said = LossVerdict {
            account: Some(id),
            day: Some(date(2024, 8, 1)),
            basis: Some(LossBasis::Established),
            said_by: Some(ana),
            reasons: vec![reason(LossCause::Deadlines, ""), reason(LossCause::Own, "their =move")],
            ..LossVerdict::default()
        };
        let euro = "EUR".parse::<Currency>().expect("a currency");
        let begun = WinBack {
            account: Some(id),
            opened: Some(date(2024, 8, 10)),
            state: Some(GoneState::Lost),
            owner: Some(ana),
            cost: Some(Amount { minor: 5_000, currency: euro }),
            ..WinBack::default()
        };
        let first = WinBackStep {
            account: Some(id),
            case: Some(case),
            what: "call".into(),
            due: Some(date(2024, 8, 12)),
            ..WinBackStep::default()
        };
        let edits = [
            Account { name: "Ernst, Handel".into(), external_id: "ERNSH".into(), ..Account::default() }.create(id),
            Colleague { name: "Ana".into(), ..Colleague::default() }.create(ana),
            said.create(verdict),
            begun.create(case),
            first.create(step),
        ];
        let mut book = Book::default();
        book.apply(&Change::new(Label::Sample, edits.concat()), Stamp { millis: 1, ..Stamp::default() });
        let of = |days: &[Date], today| {
            let lines = days.iter().map(|day| Line::plain(0, *day, 15_000)).collect();
            let sales = Sales { lines, ..Sales::new(euro) };
            let ledger = Ledger::of(euro, [&Batch { accounts: vec![id], sales }]);
            let seen = Seen { today, rule: LossRule::default() };
            let standings = Standings::of(&book, &ledger, verdicts(&book, today), seen.rule, today);
            let losses = TellingLosses::all(&standings.expect("sales"), &Said::of(&book), seen);
            let cases = all_cases(&book, &ledger, seen);
            (reasons_table(&book, &losses).csv(), cases_table(&book, &cases, euro).csv())
        };
        let days = [date(2024, 1, 1), date(2024, 1, 11), date(2024, 1, 22), date(2024, 9, 1)];
        let (reasons, cases) = of(&days, date(2024, 9, 1));
        let of_loss = "\"Ernst, Handel\",ERNSH,2024-07-23,2024-01-22,2024-07-23,2024-09-01";
        let expected = [
            REASONS.join(","),
            format!("{of_loss},1,deadlines,,ours,,Ana"),
            format!("{of_loss},2,own,their =move,,,Ana"),
        ];
        assert_eq!(lines(&reasons), expected);
        let of_case = "\"Ernst, Handel\",ERNSH,2024-08-10,lost";
        let back = format!("{of_case},returned,Ana,,,,50.00,EUR,,,,2024-09-01,,150.00,100.00,,");
        assert_eq!(lines(&cases), [CASES.join(","), back]);
        // Nobody else bought, so the day is the last of the three.
        let (_, cases) = of(&days[..3], date(2024, 9, 1));
        assert_eq!(lines(&cases)[1], format!("{of_case},open,Ana,,,,50.00,EUR,,call,2024-08-12,,,,,,"));
        let unsaid = [ToldLoss::of(id, all_lost(&days, date(2024, 9, 1)), &[])];
        let told = reasons_table(&book, &unsaid).csv();
        assert_eq!(lines(&told)[1], format!("{of_loss},,,,,,"));
    }

    fn all_lost(days: &[Date], until: Date) -> LostOnce {
        lost(days, [], (until, until), LossRule::default()).pop().expect("a loss")
    }

    #[test]
    fn a_criterion_with_its_record() {
        let tally = Tally { right: 18, wrong: 82, undecided: 6 };
        let record = AlarmRecord { tally, lead: Some(115.5), a_month: Some(4.75) };
        let none = AlarmRecord { tally: Tally::default(), lead: None, a_month: None };
        let told = back_test_table(&[("at_risk", record), ("alarm", none)]).csv();
        let lines = lines(&told);
        assert_eq!(lines.get(1..), Some(["at_risk,18,82,6,0.180000,115.5,4.750000", "alarm,0,0,0,,,"].as_slice()));
    }
}
