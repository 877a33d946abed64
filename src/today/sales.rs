//! What the ledger makes of an account: that it fell silent (C12a), that an order isn't there yet (R5), and what it
//! brought (C0).

use std::collections::{BTreeMap, HashMap};

use super::Reason;
use crate::analysis::behaviour::{Silence, SilenceRule};
use crate::book::RecordId;
use crate::book::kind::{Agenda, DueRule, HistoryWords};
use crate::calendar::Date;
use crate::dossier::timeline::DELIVERY;
use crate::glyph::Glyph;
use crate::ledger::{Ledger, Sale};
use crate::text::Key;

/// It should have bought by its own rhythm.
pub static SILENCE: DueRule = DueRule {
    code: "silence",
    glyph: Glyph::Warn,
    agenda: Some(Agenda {
        words: Key::TodaySilence,
        rank: 3,
        ahead: Some(0),
        horizon: 0,
        weight: 1.5,
        without_day: false,
    }),
    history: HistoryWords::USUAL,
};

/// An order that isn't delivered though it was promised, from the promised day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateOrder {
    /// The document's.
    pub number: String,
    pub promised: Date,
    /// In minor units; positive.
    pub amount: i128,
}

/// For so many days an order is followed: what was promised before and never delivered is a gap in the file, of which
/// nobody can do anything *(our choice)*.
const FOLLOWED: i32 = 365;

impl LateOrder {
    pub fn rule() -> &'static DueRule {
        &DELIVERY
    }
}

/// What the sales of each account amount to on a day. It follows from the ledger, so that a change to the book that
/// isn't about sales needn't look at all of them again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SalesLines {
    /// Of the last 365 days, not below 0, in minor units.
    pub(super) values: HashMap<RecordId, i128>,
    reasons: HashMap<RecordId, Vec<Reason>>,
}

impl SalesLines {
    pub fn of(ledger: &Ledger, rule: SilenceRule, today: Date) -> Self {
        let awaited = Awaited::of(ledger, today);
        let mut all = Self::default();
        for (account, sales) in ledger.accounts() {
            all.values.insert(account, ledger.last_year(account, today));
            let silence = Silence::of(sales, today, rule).map(Reason::Silence);
            let reasons: Vec<Reason> = awaited.among(sales).map(Reason::LateOrder).chain(silence).collect();
            if !reasons.is_empty() {
                all.reasons.insert(account, reasons);
            }
        }
        all
    }

    /// The lines of an account.
    pub(super) fn of_account(&self, account: RecordId) -> Vec<Reason> {
        self.reasons.get(&account).cloned().unwrap_or_default()
    }
}

/// The documents whose promised day has come and that aren't delivered, by index.
struct Awaited<'a>(HashMap<u32, (&'a str, Date)>);

impl<'a> Awaited<'a> {
    fn of(ledger: &'a Ledger, today: Date) -> Self {
        // A file without deliveries says nothing of what is still to come.
        if !ledger.tells_deliveries() {
            return Self(HashMap::new());
        }
        let documents = (0..).map_while(|at| Some((at, ledger.document(at)?)));
        let awaited = documents.filter(|(_, document)| document.delivered.is_none()).filter_map(|(at, document)| {
            let promised = document.promised.filter(|day| (0..=FOLLOWED).contains(&today.since(*day)))?;
            Some((at, (document.number.as_str(), promised)))
        });
        Self(awaited.collect())
    }

    /// Those of one account: orders, not credit notes.
    fn among(&self, sales: &[Sale]) -> impl Iterator<Item = LateOrder> {
        let mut amounts: BTreeMap<u32, i128> = BTreeMap::new();
        if !self.0.is_empty() {
            for sale in sales {
                if let Some(document) = sale.document.filter(|document| self.0.contains_key(document)) {
                    *amounts.entry(document).or_default() += i128::from(sale.amount);
                }
            }
        }
        amounts.into_iter().filter(|(_, amount)| *amount > 0).filter_map(|(document, amount)| {
            let (number, promised) = *self.0.get(&document)?;
            Some(LateOrder { number: number.into(), promised, amount })
        })
    }
}
