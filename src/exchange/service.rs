//! The import worker's answers, without a worker: what it does with each request.

use crate::exchange::encrypted::{Cost, decrypt, encrypt};
use crate::exchange::importer::{Importer, Preview};
use crate::exchange::message::{Answer, CustomerPart, MOST, Request};
use crate::exchange::{ByteSource, Refusal};
use crate::ledger::{Batch, Sales};

/// An importer that is asked by messages and answers by messages.
pub struct ImportService<F> {
    importer: Importer<F>,
    /// The batch whose parts are coming in.
    incoming: Option<Batch>,
    /// What is new of what was read last, until it is asked for or something else is read.
    sales: Sales,
}

impl<F> Default for ImportService<F> {
    fn default() -> Self {
        Self { importer: Importer::default(), incoming: None, sales: Sales::default() }
    }
}

impl<F: ByteSource> ImportService<F> {
    /// Opens a file.
    pub fn open(&mut self, file: F) {
        self.sales = Sales::default();
        self.importer.open(file);
    }

    /// Does what is asked; `send` hears the answers.
    ///
    /// # Errors
    /// What the holder of the file says if it can't be read.
    pub fn serve(&mut self, request: Request, send: &mut impl FnMut(Answer)) -> Result<(), F::Error> {
        if !matches!(request, Request::AddBatch { .. }) {
            self.incoming.take().into_iter().for_each(|batch| self.importer.add_batch(batch));
        }
        match request {
            Request::Open => {}
            Request::Inspect(hints) => send(Answer::Inspected(Box::new(self.importer.inspect(&hints)?))),
            Request::SetKnown(known) => self.importer.set_known(*known),
            Request::AddAccounts(accounts) => self.importer.add_accounts(accounts),
            Request::Duplicates => send(Answer::Duplicates(self.importer.duplicates())),
            Request::AddBatch { part, is_first: true } => {
                let before = self.incoming.replace(*part);
                before.into_iter().for_each(|batch| self.importer.add_batch(batch));
            }
            Request::AddBatch { part, is_first: false } => self.incoming.get_or_insert_default().append(*part),
            Request::Decided(decided) => self.importer.decide(decided),
            Request::Read(spec) => {
                let told = |bytes: u64, rows| send(Answer::Progress { bytes: bytes as f64, rows });
                let preview = self.importer.read(&spec, told)?;
                self.show(preview, send);
            }
            Request::Match => {
                let preview = self.importer.matched().ok_or(Refusal::Empty);
                self.show(preview, send);
            }
            Request::Sales => {
                let sales = std::mem::take(&mut self.sales);
                let all = (sales.documents.len(), sales.lines.len());
                let mut parts = sales.parts(MOST).peekable();
                while let Some(part) = parts.next() {
                    send(Answer::Sales { part: Box::new(part), all, is_last: parts.peek().is_none() });
                }
            }
            Request::Encrypt { text, passphrase, fresh } => {
                send(Answer::Encrypted(encrypt(&text, &passphrase, Cost::USUAL, &fresh)));
            }
            Request::Decrypt { file, passphrase } => send(Answer::Decrypted(decrypt(&file, &passphrase))),
        }
        Ok(())
    }

    /// Sends a preview in parts, and keeps its sales.
    fn show(&mut self, preview: Result<Preview, Refusal>, send: &mut impl FnMut(Answer)) {
        let preview = preview.map(|mut preview| {
            self.sales = preview.delta.take_sales();
            for part in CustomerPart::split(&mut preview) {
                send(Answer::Customers(Box::new(part)));
            }
            preview
        });
        send(Answer::Read(Box::new(preview)));
    }
}
