//! A rate as a person types it: read, or told what is wrong about it.

use super::{Currency, Factor};
use crate::book::{Book, Rate, RecordId, SETTINGS, settings};
use crate::digits::ascii_digit;

/// What is wrong with a rate that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateFault {
    /// The currency is no code of three letters.
    NoCurrency,
    /// It is the book's own currency, which needs none.
    OwnCurrency,
    /// The value is no number above zero.
    NotANumber,
    /// The comma could mark thousands or decimals.
    Ambiguous,
    /// The day is none.
    NoDay,
    /// There is a rate of this currency from this day.
    Twice,
}

/// A rate as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateEntry {
    pub currency: String,
    pub value: String,
    /// ISO, or empty: always.
    pub from: String,
}

impl RateEntry {
    /// The rate these texts are, as it is stored. `own` is the record that is edited, if one is.
    ///
    /// # Errors
    /// The first fault, in the order of the fields.
    pub fn rate(&self, book: &Book, own: Option<RecordId>) -> Result<Rate, RateFault> {
        let currency: Currency = self.currency.parse().map_err(|_| RateFault::NoCurrency)?;
        if currency == book.value(SETTINGS, settings::field::currency).unwrap_or_default() {
            return Err(RateFault::OwnCurrency);
        }
        let value = typed_rate(&self.value)?;
        let from = match self.from.trim() {
            "" => None,
            day => Some(day.parse().map_err(|_| RateFault::NoDay)?),
        };
        let is_taken =
            |(id, rate): (RecordId, Rate)| Some(id) != own && rate.currency == Some(currency) && rate.from == from;
        if book.all::<Rate>().any(is_taken) {
            return Err(RateFault::Twice);
        }
        Ok(Rate { currency: Some(currency), value, from })
    }
}

/// The decimal a typed value is, as [`Factor`] reads it: with a point or a comma before the decimals,
/// in Latin, Persian or Arabic digits, with spaces between thousands.
///
/// # Errors
/// [`RateFault::Ambiguous`] of a comma before exactly three digits, unless nothing but zero stands
/// before it; [`RateFault::NotANumber`] of what isn't a decimal above zero.
pub fn typed_rate(text: &str) -> Result<String, RateFault> {
    let mut plain = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        match letter {
            '٫' => plain.push('.'),
            ' ' | '\u{a0}' | '\u{202f}' | '٬' => {}
            other => plain.push(ascii_digit(other)),
        }
    }
    if let Some((whole, part)) = plain.split_once(',') {
        let is_zero = whole.bytes().all(|byte| byte == b'0');
        if part.len() == 3 && whole.len() <= 3 && !is_zero && format!("{whole}{part}").parse::<Factor>().is_ok() {
            return Err(RateFault::Ambiguous);
        }
        plain = format!("{whole}.{part}");
    }
    plain.parse::<Factor>().map_err(|_| RateFault::NotANumber)?;
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Label, RecordKind, Stamp};
    use proptest::prelude::*;

    fn entry(currency: &str, value: &str, from: &str) -> RateEntry {
        RateEntry { currency: currency.into(), value: value.into(), from: from.into() }
    }

    #[test]
    fn a_value_is_read_as_people_write_it() {
        for (typed, stored) in [
            ("117.2", "117.2"),
            (" 117,2 ", "117.2"),
            ("117,2050", "117.2050"),
            ("0,005", "0.005"),
            ("۱۱۷٫۲", "117.2"),
            ("١٥", "15"),
            ("15 800,5", "15800.5"),
            ("۱۵٬۸۰۰", "15800"),
            ("15.800", "15.800"),
        ] {
            assert_eq!(typed_rate(typed).as_deref(), Ok(stored), "{typed}");
        }
    }

    #[test]
    fn a_comma_before_three_digits_is_not_guessed() {
        for text in ["15,800", "1,234", "117,205", "۱۵,۸۰۰"] {
            assert_eq!(typed_rate(text), Err(RateFault::Ambiguous), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_stored() {
        for text in ["", "0", "0,000", "-1", "1,234.5", "1.234,5", "1,2,3", "x", "1e3", ",", "12a"] {
            assert_eq!(typed_rate(text), Err(RateFault::NotANumber), "{text}");
        }
    }

    #[test]
    fn a_rate_has_another_currency_and_a_day_of_its_own() {
        let mut book = Book::default();
        let known = RecordId::well_known(7);
        let rate = Rate { currency: "EUR".parse().ok(), value: "1.25".into(), from: None };
        book.apply(&Change::new(Label::Rates, rate.create(known)), Stamp { millis: 1, ..Stamp::default() });
        let fault = |entry: RateEntry| entry.rate(&book, None).err();
        assert_eq!(fault(entry("EURO", "1", "")), Some(RateFault::NoCurrency));
        assert_eq!(fault(entry("usd", "1", "")), Some(RateFault::OwnCurrency));
        assert_eq!(fault(entry("RSD", "x", "")), Some(RateFault::NotANumber));
        assert_eq!(fault(entry("RSD", "1", "2024-02-30")), Some(RateFault::NoDay));
        assert_eq!(fault(entry("eur", "1", "")), Some(RateFault::Twice));
        assert_eq!(fault(entry("eur", "1", "2024-02-01")), None);
        // Edited, it isn't in its own way.
        let edited = entry("EUR", "1,5", "").rate(&book, Some(known));
        assert_eq!(edited, Ok(Rate { value: "1.5".into(), ..rate }));
    }

    proptest! {
        #[test]
        fn what_is_stored_converts(text in "\\PC{0,12}", number in "[0-9۰-۹ ]{0,9}[.,٫]?[0-9]{0,9}") {
            for text in [text, number] {
                if let Ok(stored) = typed_rate(&text) {
                    prop_assert!(stored.parse::<Factor>().is_ok());
                    prop_assert_eq!(typed_rate(&stored), Ok(stored));
                }
            }
        }
    }
}
