//! Entries of a timeline that the ledger knows: orders with their delivery, credit notes (R5).

use super::{Delivery, Entry, EntryId, EntryKind, Source};
use crate::book::RecordId;
use crate::book::kind::{Agenda, Commitment, DueRule, HistoryWords, Outcome, Settled, Tone};
use crate::glyph::Glyph;
use crate::ledger::{Document, Ledger, orders};
use crate::text::Key;

/// Among fewer orders none is worth calling the largest or the slowest.
const SOME: usize = 4;

/// An order is awaited until it is delivered; from the promised day on somebody is to ask after it.
pub static DELIVERY: DueRule = DueRule {
    code: "late_order",
    glyph: Glyph::Truck,
    agenda: Some(Agenda {
        words: Key::DueLateOrder,
        rank: 1,
        ahead: Some(0),
        horizon: 0,
        weight: 2.0,
        without_day: false,
    }),
    history: HistoryWords::USUAL,
};

pub(super) const DELIVERED: Outcome = Outcome { words: Key::HistoryDelivered, tone: Tone::Good, is_done: true };

/// The account's orders in order of time.
pub(super) fn entries(ledger: &Ledger, account: RecordId) -> Vec<Entry> {
    let (mut largest, mut before) = (0, 0);
    let tells = ledger.tells_deliveries();
    let mut entries: Vec<Entry> = Vec::new();
    for order in orders(ledger.sales(account)) {
        let document = order.document.and_then(|document| ledger.document(document));
        let Document { number, promised, delivered, .. } = document.cloned().unwrap_or_default();
        let is_order = order.amount > 0;
        let settled = delivered.map(|day| Settled { outcome: DELIVERED, on: Some(day) });
        // Of one without either nothing is known of its delivery.
        let is_known = is_order && (settled.is_some() || (promised.is_some() && tells));
        let commitment = is_known.then_some(Commitment { rule: &DELIVERY, until: promised, settled });
        let delivery = Delivery {
            amount: order.amount,
            lines: order.lines,
            promised: promised.filter(|_| is_order),
            took: delivered.map(|day| day.since(order.day)).filter(|days| is_order && *days >= 0),
            is_largest_so_far: before >= SOME && order.amount > largest,
            is_slowest: false,
        };
        if is_order {
            largest = largest.max(order.amount);
            before += 1;
        }
        entries.push(Entry {
            id: EntryId::Order { document: order.document, day: order.day },
            kind: EntryKind::Order,
            day: Some(order.day),
            title: number,
            commitment,
            theirs: Vec::new(),
            ours: document
                .and_then(|document| ledger.people().get(document.person? as usize).cloned())
                .into_iter()
                .collect(),
            source: Source::Order(delivery),
        });
    }
    mark_slowest(&mut entries);
    entries
}

fn took(entry: &Entry) -> Option<i32> {
    match &entry.source {
        Source::Order(delivery) => delivery.took,
        Source::Record { .. } => None,
    }
}

fn mark_slowest(entries: &mut [Entry]) {
    let known: Vec<i32> = entries.iter().filter_map(took).collect();
    let Some(slowest) = known.iter().copied().max().filter(|_| known.len() > SOME) else { return };
    // Where several took as long, none stands out.
    if known.iter().filter(|days| **days == slowest).count() == 1 {
        for entry in entries {
            if let Source::Order(delivery) = &mut entry.source {
                delivery.is_slowest = delivery.took == Some(slowest);
            }
        }
    }
}
