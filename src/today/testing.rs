//! A small book with its sales, as a test says it.

use super::{Line, SalesLines, Seen, Today};
use crate::analysis::behaviour::SilenceRule;
use crate::analysis::{Analysis, Config};
use crate::book::{
    Account, Book, Change, Edit, KeyDecision, Label, RecordId, RecordKind, Stamp, account::field, settings,
};
use crate::calendar::{Date, date};
use crate::currency::Currency;
use crate::dossier::freshness::FRESH_DAYS;
use crate::dossier::health::AsOf;
use crate::ledger::{Batch, Document, Ledger, Line as Sold, Sales};
use crate::working_time::{Instant, Wall, WorkingClock};

/// The account most tests are about, and another one.
pub const ALFA: RecordId = RecordId::well_known(0x101);
pub const BETA: RecordId = RecordId::well_known(0x102);
/// A record of Alfa's.
pub const PART: RecordId = RecordId::well_known(0x201);

/// A Wednesday.
pub fn today() -> Date {
    date(1998, 5, 6)
}

/// Noon of a day, in UTC.
pub fn noon(day: Date) -> Instant {
    Instant::on(Wall::new(day, 12 * 60), 0)
}

#[derive(Clone)]
pub struct World {
    pub book: Book,
    pub sales: Sales,
    pub working: fn(Date) -> bool,
}

impl World {
    /// Alfa and Beta, neither of which is key, and nothing else.
    pub fn new() -> Self {
        let mut world =
            Self { book: Book::default(), sales: Sales::new(Currency::default()), working: Date::is_weekday };
        for (id, name) in [(ALFA, "Alfa"), (BETA, "Beta")] {
            world.apply(Account { name: name.into(), ..Account::default() }.create(id));
        }
        world
    }

    pub fn apply(&mut self, edits: Vec<Edit>) {
        let millis = self.book.latest_stamp().millis + 1;
        self.book.apply(&Change::new(Label::Sample, edits), Stamp { millis, ..Stamp::default() });
    }

    /// The same, and a person says that Alfa is a key account, on a day.
    pub fn key(mut self, since: Date) -> Self {
        self.apply(vec![field::key.set(ALFA, Some(KeyDecision::Key)), field::key_confirmed.set(ALFA, Some(since))]);
        self
    }

    pub fn with(mut self, edits: Vec<Edit>) -> Self {
        self.apply(edits);
        self
    }

    /// Orders of Alfa (0) or Beta (1), without documents.
    pub fn sold(mut self, customer: u32, amount: i64, days: &[Date]) -> Self {
        self.sales.lines.extend(days.iter().map(|day| Sold::plain(customer, *day, amount)));
        self
    }

    /// An order of Alfa's with a document.
    pub fn ordered(mut self, number: &str, day: Date, promised: Option<Date>, delivered: Option<Date>) -> Self {
        let document = Some(self.sales.documents.len() as u32);
        self.sales.documents.push(Document { promised, delivered, ..Document::from(number) });
        self.sales.lines.push(Sold { document, ..Sold::plain(0, day, 100) });
        self
    }

    pub fn ledger(&self) -> Ledger {
        let batch = Batch { accounts: vec![ALFA, BETA], sales: self.sales.clone() };
        Ledger::of(crate::ledger::Valuation::of(&self.book), [&batch])
    }

    pub fn on(&self, today: Date) -> Today {
        self.seen_at(noon(today), Today::of)
    }

    /// What is seen at a minute.
    pub fn seen_at<T>(&self, now: Instant, look: impl FnOnce(Seen<'_>) -> T) -> T {
        let today = now.at(0).day();
        let ledger = self.ledger();
        let analysis = Analysis::of(&self.book, &ledger, &Config::default());
        let sales = SalesLines::of(&ledger, SilenceRule::of(&self.book), today);
        let calendar = settings::working_calendar(&self.book);
        look(Seen {
            book: &self.book,
            ledger: &ledger,
            sales: &sales,
            analysis: analysis.as_ref(),
            as_of: AsOf { today, fresh: FRESH_DAYS },
            is_working: &self.working,
            clock: WorkingClock { calendar: &calendar, offset: &|_| 0 },
            now,
        })
    }

    /// Rule and day of each line.
    pub fn lines(&self, today: Date) -> Vec<(&'static str, Option<Date>)> {
        self.on(today).lines.iter().map(|line| (line.rule().code, line.day())).collect()
    }

    /// The days of the lines of one rule.
    pub fn of_rule(&self, rule: &str, today: Date) -> Vec<Option<Date>> {
        self.lines(today).into_iter().filter(|(code, _)| *code == rule).map(|(_, day)| day).collect()
    }

    /// The one line of a rule.
    pub fn line(&self, rule: &str, today: Date) -> Line {
        let mut found = self.on(today).lines.into_iter().filter(|line| line.rule().code == rule);
        let first = found.next().unwrap_or_else(|| panic!("a line of {rule} on {today}"));
        assert_eq!(found.next(), None, "one line of {rule}");
        first
    }
}
