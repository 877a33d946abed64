//! Taking an import back, with those that are nothing without it.

use super::{Book, Change, Edit, ImportBatch, ImportsSeen, Label, RecordId};

impl ImportBatch {
    /// The later imports that left out what was here already by this one, or hold only how it differed.
    /// Without this one they would be no longer what their files say. What a colleague imported who didn't know of
    /// it is whole without it.
    pub fn leaning_on(book: &Book, id: RecordId) -> Vec<(RecordId, ImportBatch)> {
        let seen = ImportsSeen::of(book);
        let mut later: Vec<(RecordId, ImportBatch)> = book.all::<ImportBatch>().collect();
        later.sort_by_cached_key(|(id, _)| seen.place(*id));
        let Some(own) = later.iter().position(|(other, _)| *other == id) else { return Vec::new() };
        let mut below = vec![later.remove(own)];
        let mut found = Vec::new();
        for (id, import) in later.into_iter().skip(own) {
            if below.iter().any(|(other, of)| import.leans_on(of) && seen.has_seen(id, *other)) {
                below.push((id, import.clone()));
                found.push((id, import));
            }
        }
        found
    }

    fn leans_on(&self, other: &ImportBatch) -> bool {
        let (Some(first), Some(last)) = (self.first, self.last) else { return false };
        let (Some(from), Some(to)) = (other.first, other.last) else { return false };
        self.updated + self.unchanged > 0 && first <= to && from <= last
    }

    /// The change that takes an import back, with those that lean on it.
    pub fn take_back(book: &Book, id: RecordId, label: Label) -> Change {
        let others = Self::leaning_on(book, id).into_iter().map(|(id, _)| id);
        let gone: Vec<RecordId> = std::iter::once(id).chain(others).collect();
        // Or a part of it would come to life again.
        let is_part = |import: &Self| import.part_of.is_some_and(|of| gone.contains(&of));
        let parts: Vec<RecordId> = book.all::<Self>().filter(|(_, import)| is_part(import)).map(|(id, _)| id).collect();
        Change::new(label, gone.into_iter().chain(parts).map(Edit::delete::<ImportBatch>).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{RecordKind, Stamp};
    use crate::calendar::date;

    /// Imports of these months of 2024, each with how many orders it left out as unchanged.
    fn book(imports: &[(i8, i8, u64)]) -> Book {
        let mut book = Book::default();
        for (number, (from, to, unchanged)) in (1..).zip(imports) {
            let (first, last) = (Some(date(2024, *from, 1)), Some(date(2024, *to, 28)));
            let import = ImportBatch { first, last, unchanged: *unchanged, created: 1, ..ImportBatch::default() };
            let edits = import.create(RecordId::well_known(number));
            book.apply(&Change::new(Label::Sample, edits), Stamp { millis: number as u64, ..Stamp::default() });
        }
        book
    }

    fn leaning(imports: &[(i8, i8, u64)], on: u128) -> Vec<RecordId> {
        ImportBatch::leaning_on(&book(imports), RecordId::well_known(on)).into_iter().map(|(id, _)| id).collect()
    }

    /// Bug: of an import that was taken back the corrections of a later one stayed.
    #[test]
    fn a_longer_export_leans_on_the_shorter_one_before() {
        let ids = |numbers: &[u128]| numbers.iter().map(|number| RecordId::well_known(*number)).collect::<Vec<_>>();
        assert_eq!(leaning(&[(1, 3, 0), (1, 6, 5)], 1), ids(&[2]));
        assert_eq!(leaning(&[(1, 3, 0), (1, 6, 5)], 2), []);
        assert_eq!(leaning(&[(1, 3, 0), (4, 6, 0), (1, 3, 0)], 1), [], "nothing was left out");
        assert_eq!(leaning(&[(1, 3, 0), (4, 6, 5)], 1), [], "other months");
        assert_eq!(leaning(&[(1, 3, 0), (1, 6, 5), (5, 9, 2)], 1), ids(&[2, 3]), "and what leans on that");
        let book = book(&[(1, 3, 0), (1, 6, 5)]);
        let label = Label::TakeBack { file: String::new() };
        assert_eq!(ImportBatch::take_back(&book, RecordId::well_known(1), label).edits.len(), 2);
    }
}
