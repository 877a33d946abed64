//! What turns batches into the book's figures: its currency, the rates of others, merged accounts.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::book::{Account, Book, DELETED, Edit, Merged, Rate, RecordKind, SETTINGS, Settings, account, settings};
use crate::calendar::Date;
use crate::currency::Currency;

/// What one unit of a currency is worth in another: an exact decimal above zero, of up to 18 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor {
    digits: i128,
    /// How many of the digits stand behind the point.
    scale: u32,
}

/// The text is no decimal above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAFactor;

impl FromStr for Factor {
    type Err = NotAFactor;

    fn from_str(text: &str) -> Result<Self, NotAFactor> {
        let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let part = part.trim_end_matches('0');
        let mut digits = 0_i128;
        for byte in whole.bytes().chain(part.bytes()) {
            if !byte.is_ascii_digit() || digits >= 100_000_000_000_000_000 {
                return Err(NotAFactor);
            }
            digits = digits * 10 + i128::from(byte - b'0');
        }
        let scale = u32::try_from(part.len()).map_err(|_| NotAFactor)?;
        if digits == 0 || scale > 18 { Err(NotAFactor) } else { Ok(Self { digits, scale }) }
    }
}

impl Factor {
    /// An amount of `from` in `to`, both in minor units, rounded half away from zero; `None` if 64 bits
    /// don't hold it.
    pub fn convert(self, amount: i64, from: Currency, to: Currency) -> Option<i64> {
        let exact = (i128::from(amount) * self.digits).checked_mul(to.unit().into())?;
        let unit = i128::from(from.unit()) * 10_i128.pow(self.scale);
        let rounded = (exact.checked_abs()? + unit / 2) / unit;
        i64::try_from(rounded * exact.signum()).ok()
    }
}

/// What a ledger is made by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Valuation {
    /// The book's currency.
    pub currency: Currency,
    /// Of each currency the rates by the day they are valid from; those of no day always are.
    rates: BTreeMap<Currency, BTreeMap<Option<Date>, Factor>>,
    merged: Merged,
}

impl From<Currency> for Valuation {
    /// Nothing is converted or merged.
    fn from(currency: Currency) -> Self {
        Self { currency, ..Self::default() }
    }
}

impl Valuation {
    /// As the book says. A rate that can't be read is none; of two for the same day the one created
    /// last counts.
    pub fn of(book: &Book) -> Self {
        let mut rates = BTreeMap::<_, BTreeMap<_, _>>::new();
        for (_, rate) in book.all::<Rate>() {
            if let (Some(currency), Ok(factor)) = (rate.currency, rate.value.parse()) {
                rates.entry(currency).or_default().insert(rate.from, factor);
            }
        }
        let currency = book.value(SETTINGS, settings::field::currency).unwrap_or_default();
        Self { currency, rates, merged: book.merged().clone() }
    }

    /// Whether it may be another after this edit.
    pub fn reads(edit: &Edit) -> bool {
        let is = |field: &str| edit.field == field;
        match edit.kind.as_str() {
            Rate::KIND => true,
            Settings::KIND => is(settings::field::currency.name),
            Account::KIND => is(account::field::merged_into.name) || is(DELETED),
            _ => false,
        }
    }

    /// The account that counts for this one.
    pub(super) fn merged(&self) -> &Merged {
        &self.merged
    }

    /// The rate of a currency on a day: the latest that is valid then.
    pub fn rate(&self, currency: Currency, day: Date) -> Option<Factor> {
        self.rates.get(&currency)?.range(..=Some(day)).next_back().map(|(_, factor)| *factor)
    }

    /// An amount in the book's currency, in minor units; `None` without a rate.
    pub fn convert(&self, amount: i64, currency: Currency, day: Date) -> Option<i64> {
        if currency == self.currency {
            return Some(amount);
        }
        self.rate(currency, day)?.convert(amount, currency, self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Label, RecordId, Stamp};
    use crate::calendar::date;
    use proptest::prelude::*;
    use rust_decimal::{Decimal, RoundingStrategy};

    fn code(code: &str) -> Currency {
        code.parse().unwrap_or_default()
    }

    fn converted(rate: &str, amount: i64, from: &str, to: &str) -> Option<i64> {
        rate.parse::<Factor>().ok()?.convert(amount, code(from), code(to))
    }

    #[test]
    fn money_is_converted_to_the_minor_unit() {
        assert_eq!(converted("117.2", 100, "EUR", "RSD"), Some(11_720));
        assert_eq!(converted("0.005", 100, "RSD", "EUR"), Some(1));
        assert_eq!(converted("0.005", -100, "RSD", "EUR"), Some(-1));
        assert_eq!(converted("0.0049999", 100, "RSD", "EUR"), Some(0));
        assert_eq!(converted("162.5", 100, "EUR", "JPY"), Some(163));
        assert_eq!(converted("0.002", 1, "JPY", "KWD"), Some(2));
        assert_eq!(converted("2", i64::MAX, "EUR", "USD"), None);
        assert_eq!(converted("999999999999999999", i64::MIN, "JPY", "KWD"), None);
    }

    #[test]
    fn only_decimals_above_zero_are_rates() {
        for text in ["", ".", "0", "0.00", "-1", "1,5", "1.5.2", "1e3", "x", "1234567890123456789"] {
            assert_eq!(text.parse::<Factor>(), Err(NotAFactor), "{text}");
        }
        assert_eq!("1.50".parse::<Factor>(), " 01.5 ".parse());
    }

    #[test]
    fn the_rate_of_the_day_converts() {
        let rate = |value: &str, from| Rate { currency: Some(code("EUR")), value: value.into(), from };
        let rates = [rate("1.2", Some(date(2024, 2, 1))), rate("1", None), rate("x", Some(date(2024, 3, 1)))];
        let edits = rates.iter().zip(1..).flat_map(|(rate, number)| rate.create(RecordId::well_known(number)));
        let mut book = Book::default();
        book.apply(&Change::new(Label::Rates, edits.collect()), Stamp { millis: 1, ..Stamp::default() });
        let valuation = Valuation::of(&book);
        let on = |month| valuation.convert(100, code("EUR"), date(2024, month, 1));
        assert_eq!([on(1), on(2), on(3)], [Some(100), Some(120), Some(120)]);
        assert_eq!(valuation.convert(100, code("RSD"), date(2024, 1, 1)), None);
        assert_eq!(valuation.convert(100, Currency::default(), date(2024, 1, 1)), Some(100));
    }

    proptest! {
        #[test]
        fn a_conversion_is_exact(amount in -1_000_000_000i64..1_000_000_000, digits in 1i64..1_000_000, scale in 0u32..6) {
            let rate = Decimal::new(digits, scale);
            let exact = Decimal::from(amount) * rate;
            let rounded = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
            let found = converted(&rate.to_string(), amount, "EUR", "USD").map(Decimal::from);
            prop_assert_eq!(found, Some(rounded));
        }
    }
}
