//! Another currency for the book to count in.

use super::Currency;
use crate::book::{Book, Change, Edit, Label, Rate, RecordId, SETTINGS, settings};

/// The change by which the book counts in a currency from now on. Sales stay in the currency they were
/// imported in. The rates say what one unit is worth in the currency counted in so far, so they go
/// with it; `None` if the book counts in this one already.
pub fn count_in(book: &Book, currency: Currency) -> Option<Change> {
    let field = settings::field::currency;
    if book.value(SETTINGS, field).unwrap_or_default() == currency {
        return None;
    }
    let rates = book.all::<Rate>().map(|(id, _): (RecordId, Rate)| Edit::delete::<Rate>(id));
    Some(Change::new(Label::Settings, rates.chain([field.set(SETTINGS, Some(currency))]).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{RecordKind, Stamp};
    use crate::calendar::date;
    use crate::ledger::Valuation;

    fn code(code: &str) -> Currency {
        code.parse().unwrap_or_default()
    }

    #[test]
    fn rates_of_the_old_currency_do_not_convert_into_the_new_one() {
        let mut book = Book::default();
        let rate = Rate { currency: Some(code("EUR")), value: "1.25".into(), from: None };
        let stamp = |millis| Stamp { millis, ..Stamp::default() };
        book.apply(&Change::new(Label::Rates, rate.create(RecordId::well_known(7))), stamp(1));
        let change = count_in(&book, code("THB")).unwrap_or_else(|| panic!("it is another"));
        let undo = book.apply(&change, stamp(2));
        let day = date(2024, 1, 15);
        let valuation = Valuation::of(&book);
        assert_eq!((valuation.currency, valuation.convert(100, code("EUR"), day)), (code("THB"), None));
        assert_eq!(count_in(&book, code("THB")), None, "it is that already");
        book.apply(&undo, stamp(3));
        let valuation = Valuation::of(&book);
        assert_eq!((valuation.currency, valuation.convert(100, code("EUR"), day)), (code("USD"), Some(125)));
    }
}
