//! How every account of a book stands (C12), with its losses: made in as many turns as are wanted.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::analysis::behaviour::LEAST;
use crate::analysis::losses::{
    CountingLosses, Known, Loss, LossPeriod, LossRule, Replay, Standing, State, TypicalGaps, TypicalGapsMaking, losses,
    order_days, state_on,
};
use crate::analysis::{PeriodUnit, median, purchase_days};
use crate::book::{Account, Book, LossVerdict, RecordId, account};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::Ledger;

/// On which days people said that an account is lost, as far as they said it by the day the book is read on.
pub type Verdicts = HashMap<RecordId, Vec<Date>>;

/// What people said of losses in a book, up to a day.
pub fn verdicts(book: &Book, today: Date) -> Verdicts {
    let mut found = Verdicts::new();
    for (_, verdict) in book.all::<LossVerdict>() {
        let account = verdict.account.map(|account| book.merged().of_account(account));
        let day = verdict.day.filter(|day| verdict.is_verdict() && *day <= today);
        if let Some((account, day)) = account.zip(day) {
            found.entry(account).or_default().push(day);
        }
    }
    found
}

/// The accounts that aren't one customer: nobody's losses (C24).
pub fn not_one_customer(book: &Book) -> BTreeSet<RecordId> {
    let is_many = |id: &RecordId| book.value(*id, account::field::stands_for).is_some();
    book.ids::<Account>().filter(is_many).collect()
}

/// What people said of the loss of one account, up to a day.
pub fn said_of(dossier: &Dossier, today: Date) -> Vec<Date> {
    let verdicts = dossier.all::<LossVerdict>().filter(|(_, verdict)| verdict.is_verdict());
    verdicts.filter_map(|(_, verdict)| verdict.day).filter(|day| *day <= today).collect()
}

/// How one account stands (C12), which is what everything that speaks of its silence says; `None` of what never bought,
/// and of what isn't one customer (C24). The usual gap of all is looked for only where it has no rhythm of its own.
pub fn standing_of(dossier: &Dossier, ledger: &Ledger, rule: LossRule, today: Date) -> Option<Standing> {
    if account::field::stands_for.of(dossier.record()).is_some() {
        return None;
    }
    let until = ledger.span()?.1.min(today);
    let mut days = purchase_days(ledger.sales(dossier.id));
    days.truncate(days.partition_point(|day| *day <= until));
    let typical = match days.len() {
        0 => return None,
        LEAST.. => TypicalGaps::default(),
        _ => typical_gaps(ledger),
    };
    Some(Standing::of(&days, &said_of(dossier, today), Known { typical: &typical, rule, until }))
}

fn typical_gaps(ledger: &Ledger) -> TypicalGaps {
    let all: Vec<Vec<Date>> = order_days(ledger).map(|(_, days)| days).collect();
    TypicalGaps::of(all.iter().map(Vec::as_slice))
}

/// In which state every account is that ever bought (C12), and nothing else of it: what [`Standings`] say, sooner.
pub fn all_states(
    book: &Book,
    ledger: &Ledger,
    verdicts: &Verdicts,
    rule: LossRule,
    today: Date,
) -> HashMap<RecordId, State> {
    let Some((_, last)) = ledger.span() else { return HashMap::new() };
    let until = last.min(today);
    let known = |(id, mut days): (RecordId, Vec<Date>)| {
        days.truncate(days.partition_point(|day| *day <= until));
        (id, days)
    };
    let all: Vec<(RecordId, Vec<Date>)> = order_days(ledger).map(known).collect();
    let typical = TypicalGaps::of(all.iter().map(|(_, days)| days.as_slice()));
    let is_one = |id| book.value(id, account::field::stands_for).is_none();
    let states = all.iter().filter(|(id, _)| is_one(*id)).map(|(id, days)| {
        let said = verdicts.get(id).map(Vec::as_slice).unwrap_or_default();
        (*id, state_on(days, said, Known { typical: &typical, rule, until }))
    });
    states.collect()
}

/// An established loss of an account, with what it brought in the year up to its last order, in minor units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lost {
    pub account: RecordId,
    pub loss: Loss,
    pub value: i128,
}

/// How every account that ever bought stands. What isn't one customer is nobody's loss and isn't there (C24).
#[derive(Clone, Debug)]
pub struct Standings {
    /// The last day of which sales are known, or the day the book is read on where that is earlier.
    pub until: Date,
    /// The first day with a sale.
    pub from: Date,
    pub of: BTreeMap<RecordId, Standing>,
    /// What those that are away brought in the year up to their last order, in minor units.
    pub brought: BTreeMap<RecordId, i128>,
    /// By the day each became one.
    pub losses: Vec<Lost>,
    /// The order days of each account.
    pub days: BTreeMap<RecordId, Vec<Date>>,
    /// The past, for the record of alarms.
    pub replay: Replay,
    /// The usual gap of all.
    pub typical: TypicalGaps,
}

impl Standings {
    /// All at once; `None` without sales.
    pub fn of(book: &Book, ledger: &Ledger, verdicts: Verdicts, rule: LossRule, today: Date) -> Option<Self> {
        let mut making = Making::begin(not_one_customer(book), ledger, verdicts, rule, today)?;
        loop {
            if let Some(made) = making.step(ledger, usize::MAX) {
                return Some(made);
            }
        }
    }

    /// How an account stands; `None` if it never bought.
    pub fn get(&self, account: RecordId) -> Option<&Standing> {
        self.of.get(&account)
    }

    pub fn count(&self, state: State) -> usize {
        self.of.values().filter(|standing| standing.state == state).count()
    }

    /// Those in a state.
    pub fn all(&self, state: State) -> impl Iterator<Item = (RecordId, &Standing)> {
        self.of.iter().filter(move |(_, standing)| standing.state == state).map(|(id, standing)| (*id, standing))
    }

    /// Days from a loss to the return, the median over all who returned; and how many they are.
    pub fn returned(&self) -> (usize, Option<f64>) {
        let back = self.losses.iter().filter_map(|lost| Some(f64::from(lost.loss.returned?.since(lost.loss.day))));
        let back: Vec<f64> = back.collect();
        (back.len(), median(&back))
    }

    /// Those that are away in a state, with what they brought in the year up to their last order, the most first.
    pub fn away(&self, state: State) -> Vec<(RecordId, i128)> {
        let value = |id| self.brought.get(&id).copied().unwrap_or_default();
        let mut all: Vec<(RecordId, i128)> = self.all(state).map(|(id, _)| (id, value(id))).collect();
        all.sort_by_key(|(_, value)| std::cmp::Reverse(*value));
        all
    }
}

/// Losses by period on their way, account by account.
pub struct ByPeriod {
    /// The accounts to be taken in, the next one last.
    waiting: Vec<RecordId>,
    counting: CountingLosses,
}

impl ByPeriod {
    pub fn begin(standings: &Standings, unit: PeriodUnit) -> Self {
        let losses = standings.losses.iter().map(|lost| (lost.loss, lost.value));
        let counting = CountingLosses::begin(losses, unit, standings.until);
        Self { waiting: standings.days.keys().copied().collect(), counting }
    }

    /// Goes on by so many accounts; the periods in order once all are taken in. The standings stay the same.
    pub fn step(&mut self, standings: &Standings, accounts: usize) -> Option<Vec<LossPeriod>> {
        let from = self.waiting.len().saturating_sub(accounts);
        for id in self.waiting.drain(from..) {
            self.counting.add(standings.days.get(&id).map(Vec::as_slice).unwrap_or_default());
        }
        self.waiting.is_empty().then(|| self.counting.clone().finish())
    }

    /// All at once.
    pub fn all(standings: &Standings, unit: PeriodUnit) -> Vec<LossPeriod> {
        Self::begin(standings, unit).step(standings, usize::MAX).unwrap_or_default()
    }
}

/// Standings on their way.
pub struct Making {
    verdicts: Verdicts,
    rule: LossRule,
    until: Date,
    span: (Date, Date),
    /// The accounts to be read, the next one last.
    waiting: Vec<RecordId>,
    /// What isn't one customer: of it the usual gap is known, and nothing else (C24).
    many: BTreeSet<RecordId>,
    days: BTreeMap<RecordId, Vec<Date>>,
    gaps: TypicalGapsMaking,
    replay: Replay,
    typical: Option<TypicalGaps>,
    of: BTreeMap<RecordId, Standing>,
    brought: BTreeMap<RecordId, i128>,
    losses: Vec<Lost>,
}

impl Making {
    /// `None` without sales. `many`: [what isn't one customer](not_one_customer).
    pub fn begin(
        many: BTreeSet<RecordId>,
        ledger: &Ledger,
        verdicts: Verdicts,
        rule: LossRule,
        today: Date,
    ) -> Option<Self> {
        let (from, last) = ledger.span()?;
        let until = last.min(today);
        let mut waiting: Vec<RecordId> = ledger.accounts().map(|(id, _)| id).collect();
        waiting.reverse();
        Some(Self {
            verdicts,
            rule,
            until,
            span: (from, until),
            waiting,
            many,
            days: BTreeMap::new(),
            gaps: TypicalGapsMaking::default(),
            replay: Replay::new((from, until)),
            typical: None,
            of: BTreeMap::new(),
            brought: BTreeMap::new(),
            losses: Vec::new(),
        })
    }

    /// Goes on by so many accounts; what was made once all are there. The ledger stays the same.
    pub fn step(&mut self, ledger: &Ledger, accounts: usize) -> Option<Standings> {
        for _ in 0..accounts {
            let Some(id) = self.waiting.pop() else { break };
            match self.typical.take() {
                None => self.read(ledger, id),
                Some(typical) => {
                    self.judge(ledger, id, &typical);
                    self.typical = Some(typical);
                }
            }
        }
        if !self.waiting.is_empty() {
            return None;
        }
        let Some(typical) = self.typical.take() else {
            // Every account is read, so the usual gaps are known: now each is judged by them.
            self.typical = Some(std::mem::take(&mut self.gaps).finish());
            self.waiting = self.days.keys().rev().copied().collect();
            return None;
        };
        let mut losses = std::mem::take(&mut self.losses);
        losses.sort_by_key(|lost| (lost.loss.day, lost.account));
        Some(Standings {
            until: self.until,
            from: self.span.0,
            of: std::mem::take(&mut self.of),
            brought: std::mem::take(&mut self.brought),
            losses,
            days: std::mem::take(&mut self.days),
            replay: std::mem::replace(&mut self.replay, Replay::new(self.span)),
            typical,
        })
    }

    fn read(&mut self, ledger: &Ledger, id: RecordId) {
        let sales = ledger.sales(id);
        let known = sales.get(..sales.partition_point(|sale| sale.day <= self.until)).unwrap_or_default();
        let days = purchase_days(known);
        self.gaps.add(&days);
        if !self.many.contains(&id) {
            self.replay.add(&days);
            self.days.insert(id, days);
        }
    }

    fn judge(&mut self, ledger: &Ledger, id: RecordId, typical: &TypicalGaps) {
        let Some(days) = self.days.get(&id) else { return };
        let said = self.verdicts.get(&id).map(Vec::as_slice).unwrap_or_default();
        let known = Known { typical, rule: self.rule, until: self.until };
        let standing = Standing::of(days, said, known);
        if let Some(last) = standing.last.filter(|_| standing.state.is_away()) {
            self.brought.insert(id, ledger.last_year(id, last));
        }
        self.of.insert(id, standing);
        let sales = ledger.sales(id);
        let lost = losses(days, self.until, self.rule);
        self.losses.extend(lost.into_iter().map(|loss| Lost { account: id, loss, value: loss.value(sales) }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Change, Label, LossBasis, RecordKind, Stamp, StandsFor};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Batch, Line, Sales};

    const ALFA: RecordId = RecordId::well_known(7);
    const BETA: RecordId = RecordId::well_known(8);

    fn day(after: i32) -> Date {
        date(2024, 1, 1).plus(after)
    }

    /// Alfa buys on three days, Beta until the hundredth.
    fn world() -> (Book, Ledger) {
        let mut book = Book::default();
        let account = |name: &str, id| Account { name: name.into(), ..Account::default() }.create(id);
        let edits = [account("Alfa", ALFA), account("Beta", BETA)].concat();
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        let sold = [(0, 0), (0, 10), (0, 20), (1, 0), (1, 100)];
        let lines = sold.map(|(customer, after)| Line::plain(customer, day(after), 100)).into();
        let sales = Sales { lines, ..Sales::new(Currency::default()) };
        (book, Ledger::of(Currency::default(), [&Batch { accounts: vec![ALFA, BETA], sales }]))
    }

    fn stands(book: &Book, ledger: &Ledger, today: Date) -> Option<(State, Option<Date>)> {
        let standings = Standings::of(book, ledger, verdicts(book, today), LossRule::default(), today)?;
        standings.get(ALFA).map(|standing| (standing.state, standing.since))
    }

    fn said(book: &mut Book, on: Date, basis: LossBasis) {
        let verdict = LossVerdict { account: Some(ALFA), day: Some(on), basis: Some(basis), ..LossVerdict::default() };
        let change = Change::new(Label::Sample, verdict.create(RecordId::well_known(9)));
        book.apply(&change, Stamp { millis: 2, ..Stamp::default() });
    }

    #[test]
    fn what_a_person_said_makes_it_lost_and_why_it_went_does_not() {
        let (mut book, ledger) = world();
        assert_eq!(stands(&book, &ledger, day(100)), Some((State::PresumedLost, Some(day(41)))));
        said(&mut book, day(60), LossBasis::Established);
        assert_eq!(stands(&book, &ledger, day(100)), Some((State::PresumedLost, Some(day(41)))));
        said(&mut book, day(60), LossBasis::Said);
        assert_eq!(stands(&book, &ledger, day(100)), Some((State::Lost, Some(day(60)))));
        assert_eq!(stands(&book, &ledger, day(59)), Some((State::PresumedLost, Some(day(41)))), "nobody had said it");
    }

    #[test]
    fn what_is_not_one_customer_stands_nowhere() {
        let (mut book, ledger) = world();
        let many = account::field::stands_for.set(ALFA, Some(StandsFor::Many));
        book.apply(&Change::new(Label::Sample, vec![many]), Stamp { millis: 2, ..Stamp::default() });
        assert_eq!(stands(&book, &ledger, day(100)), None);
    }

    /// Whether all at once, one by one or with everything else: an account stands in one way.
    #[test]
    fn whoever_asks_hears_of_one_state() {
        let (mut book, ledger) = world();
        said(&mut book, day(60), LossBasis::Said);
        for on in [0, 5, 41, 59, 60, 100, 300] {
            let said = verdicts(&book, day(on));
            let whole = Standings::of(&book, &ledger, said.clone(), LossRule::default(), day(on)).unwrap();
            let alone = all_states(&book, &ledger, &said, LossRule::default(), day(on));
            for id in [ALFA, BETA] {
                let dossier = Dossier::of(&book, id).unwrap();
                let one = standing_of(&dossier, &ledger, LossRule::default(), day(on));
                assert_eq!(one.as_ref(), whole.get(id), "after {on} days");
                assert_eq!(alone.get(&id).copied(), one.map(|one| one.state), "after {on} days");
            }
        }
    }

    #[test]
    fn made_in_turns_it_is_the_same() {
        let (book, ledger) = world();
        let whole = Standings::of(&book, &ledger, Verdicts::new(), LossRule::default(), day(100)).unwrap();
        let mut making =
            Making::begin(BTreeSet::new(), &ledger, Verdicts::new(), LossRule::default(), day(100)).unwrap();
        let made = std::iter::repeat_with(|| making.step(&ledger, 1)).take(10).flatten().next().unwrap();
        assert_eq!((made.of, made.losses), (whole.of, whole.losses));
    }

    #[test]
    fn who_is_away_is_listed_by_what_they_brought_in_their_last_year() {
        let (book, ledger) = world();
        let found = |today| Standings::of(&book, &ledger, Verdicts::new(), LossRule::default(), today).unwrap();
        assert_eq!(found(day(100)).away(State::PresumedLost), [(ALFA, 300)]);
        assert_eq!(found(day(20)).away(State::PresumedLost), []);
    }

    /// A step looks at no more accounts than it is asked to, however many there are.
    #[test]
    fn losses_are_counted_by_period_in_bounded_steps() {
        let lines = (0..40).map(|customer| Line::plain(customer, day(customer as i32 * 20), 100)).collect();
        let accounts = (0..40).map(|number| RecordId::well_known(1_000 + number)).collect();
        let batch = Batch { accounts, sales: Sales { lines, ..Sales::new(Currency::default()) } };
        let ledger = Ledger::of(Currency::default(), [&batch]);
        let standings =
            Standings::of(&Book::default(), &ledger, Verdicts::new(), LossRule::default(), day(1_000)).unwrap();
        let whole = ByPeriod::all(&standings, PeriodUnit::Month);
        assert!(whole.iter().map(|of| of.count).sum::<usize>() > 10);
        let mut counting = ByPeriod::begin(&standings, PeriodUnit::Month);
        for left in [33, 26, 19, 12, 5] {
            assert_eq!(counting.step(&standings, 7), None);
            assert_eq!(counting.waiting.len(), left);
        }
        assert_eq!(counting.step(&standings, 7), Some(whole));
    }
}
