//! A book that takes one file after another over, for tests: what the page does, without the page.

use std::collections::BTreeMap;

use vital_few::book::{Book, Label, RecordId, SETTINGS, Stamp, settings};
use vital_few::calendar::Date;
use vital_few::exchange::apply_import::{Decisions, ImportSource, apply_import};
use vital_few::exchange::matching::Known;
use vital_few::exchange::{Hints, Preview};
use vital_few::ledger::{Batch, Ledger, Valuation};

use crate::importing::importer;

/// A book and its batches.
#[derive(Default)]
pub struct Desktop {
    pub book: Book,
    pub batches: Vec<Batch>,
    /// What a person decides about every file.
    pub decisions: Decisions,
    ids: u128,
}

/// What a customer bought on a day, in a document, of a group, in minor units; what is worth nothing
/// together is left out.
pub type Sold = BTreeMap<(String, Date, String, String), i64>;

impl Desktop {
    /// Takes a file over of which nothing must be asked.
    pub fn take(&mut self, bytes: &[u8]) -> Result<Preview, String> {
        let mut importer = importer(bytes);
        importer.set_known(Known::of(&self.book));
        for batch in &self.batches {
            // As it is stored.
            importer.add_batch(Batch::from_bytes(&batch.to_bytes()).expect("a batch comes back"));
        }
        let Ok(inspection) = importer.inspect(&Hints::default());
        let inspection = inspection.map_err(|refusal| format!("{refusal:?}"))?;
        let currency = self.book.value(SETTINGS, settings::field::currency);
        let spec = inspection.spec(currency.unwrap_or_default());
        if !spec.is_ready(&inspection) {
            return Err(format!("asks {:?}", spec.questions(&inspection)));
        }
        let Ok(preview) = importer.read(&spec, |_, _| ());
        let preview = preview.map_err(|refusal| format!("{refusal:?}"))?;
        let today = "2025-01-01".parse::<Date>().expect("a day");
        let source =
            ImportSource { file: "orders.csv", label: Label::Sample, spec: Some((&inspection.headers, &spec)), today };
        let ids = &mut self.ids;
        let (change, (_, batch)) = apply_import(&self.book, &preview, &self.decisions, source, || {
            *ids += 1;
            RecordId::well_known(1_000 + *ids)
        });
        self.book.apply(&change, Stamp { millis: 1 + self.batches.len() as u64, ..Stamp::default() });
        self.batches.push(batch);
        Ok(preview)
    }

    pub fn ledger(&self) -> Ledger {
        Ledger::of(Valuation::of(&self.book), &self.batches)
    }

    /// All that was sold, by the names of accounts.
    pub fn sold(&self) -> Sold {
        let ledger = self.ledger();
        let mut sold = Sold::new();
        for (account, name) in self.book.accounts().map(|(id, account)| (id, account.name)) {
            for sale in ledger.sales(account) {
                let document = sale.document.and_then(|at| ledger.document(at));
                let document = document.map(|document| document.number.clone()).unwrap_or_default();
                let group = sale.group.and_then(|at| ledger.groups().get(at as usize)).cloned().unwrap_or_default();
                *sold.entry((name.clone(), sale.day, document, group)).or_default() += sale.amount;
            }
        }
        sold.retain(|_, amount| *amount != 0);
        sold
    }
}
