//! An export of ours, read and previewed: compared with the book some records at a time.

use std::sync::{Arc, Weak};

use super::{Context, Destination, Effect, Event, Incoming, Outbox, Phase};
use crate::book::Book;
use crate::exchange::book_merge::{BookMerge, Here, MergeMode, MergePreview, MergeSpec, MergeSteps};

#[derive(Debug)]
pub(super) struct Merging {
    pub file: Incoming,
    pub merge: Arc<BookMerge>,
    spec: MergeSpec,
    steps: MergeSteps,
    /// The book it is compared with. Weak: while somebody else held the book, a change to it would copy all of it.
    compared_with: Weak<Book>,
    /// What taking it over would do; `None` until it is compared.
    pub preview: Option<Arc<MergePreview>>,
}

fn here<'a>(context: &'a Context) -> Here<'a> {
    Here { book: context.book, sales: context.sales, device: context.device, now: context.now }
}

impl Merging {
    pub fn begin(file: Incoming, merge: BookMerge, out: &mut Outbox, context: &Context) -> Self {
        let spec = MergeMode::Add.into();
        let (merge, steps, compared_with) = (Arc::new(merge), MergeSteps::default(), Weak::new());
        let mut merging = Self { file, merge, spec, steps, compared_with, preview: None };
        merging.compare(out, context);
        merging
    }

    /// Whether it is compared with the book as it is now.
    fn is_current(&self, context: &Context) -> bool {
        std::ptr::eq(self.compared_with.as_ptr(), Arc::as_ptr(context.book))
    }

    /// A step of comparing it with the book as it is now.
    fn compare(&mut self, out: &mut Outbox, context: &Context) {
        if !self.is_current(context) {
            self.compared_with = Arc::downgrade(context.book);
            self.steps = MergeSteps::default();
        }
        match self.steps.step(&self.merge, &here(context), &self.spec) {
            Some(preview) => self.preview = Some(Arc::new(preview)),
            None => out.turn(),
        }
    }

    pub fn on(mut self: Box<Self>, event: Event, out: &mut Outbox, context: &Context) -> Phase {
        match event {
            Event::MergeChosen(spec) if *spec != self.spec => {
                self.spec = *spec;
                self.compare(out, context);
            }
            Event::BookChanged if !self.is_current(context) => self.compare(out, context),
            Event::Turned(_) => self.compare(out, context),
            Event::TakeOverMerge(spec) => return self.take_over(&spec, out, context),
            _ => {}
        }
        Phase::Merging(self)
    }

    fn take_over(self: Box<Self>, spec: &MergeSpec, out: &mut Outbox, context: &Context) -> Phase {
        let here = here(context);
        let previewed = self.preview.as_ref().filter(|preview| preview.spec == *spec && self.is_current(context));
        let change = previewed.map_or_else(|| self.merge.change(&here, spec), |preview| preview.change.clone());
        let new = self.merge.new_sales(&here);
        let sales = new.into_iter().filter_map(|id| Some((id, self.merge.export.batches.get(&id)?.clone())));
        let sales = sales.collect();
        out.begin(|ticket| Effect::Commit { ticket, change, sales });
        Phase::Leaving { shown: Box::new(Phase::Merging(self)), to: Destination::Segments }
    }
}
