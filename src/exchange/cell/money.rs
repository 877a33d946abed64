//! Marks of currencies in headers and cells.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::currency::Currency;

/// Marks and the currencies they may stand for, the most likely first; a point at the end is left out.
const MARKS: &[(&str, &str)] = &[
    ("$", "USD CAD AUD NZD SGD HKD MXN ARS CLP COP TWD"),
    ("us$", "USD"),
    ("ca$", "CAD"),
    ("c$", "CAD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("nz$", "NZD"),
    ("s$", "SGD"),
    ("hk$", "HKD"),
    ("nt$", "TWD"),
    ("mx$", "MXN"),
    ("r$", "BRL"),
    ("€", "EUR"),
    ("euro", "EUR"),
    ("£", "GBP EGP"),
    ("¥", "JPY CNY"),
    ("￥", "CNY JPY"),
    ("cn¥", "CNY"),
    ("rmb", "CNY"),
    ("元", "CNY TWD"),
    ("人民币", "CNY"),
    ("円", "JPY"),
    ("₽", "RUB"),
    ("р", "RUB BYN"),
    ("руб", "RUB BYN"),
    ("рублей", "RUB BYN"),
    ("₹", "INR"),
    ("rs", "INR PKR LKR NPR"),
    ("રૂ", "INR"),
    ("रु", "INR NPR"),
    ("৳", "BDT"),
    ("₴", "UAH"),
    ("грн", "UAH"),
    ("₸", "KZT"),
    ("тг", "KZT"),
    ("₼", "AZN"),
    ("₾", "GEL"),
    ("֏", "AMD"),
    ("сум", "UZS"),
    ("лв", "BGN"),
    ("ден", "MKD"),
    ("₺", "TRY"),
    ("tl", "TRY"),
    ("₩", "KRW"),
    ("원", "KRW"),
    ("₫", "VND"),
    ("đ", "VND"),
    ("฿", "THB"),
    ("บาท", "THB"),
    ("₱", "PHP"),
    ("₦", "NGN"),
    ("₵", "GHS"),
    ("₡", "CRC"),
    ("₲", "PYG"),
    ("₭", "LAK"),
    ("៛", "KHR"),
    ("₮", "MNT"),
    ("₪", "ILS"),
    ("rp", "IDR"),
    ("rm", "MYR"),
    ("s/", "PEN"),
    ("zł", "PLN"),
    ("zl", "PLN"),
    ("kč", "CZK"),
    ("kc", "CZK"),
    ("ft", "HUF"),
    ("lei", "RON MDL"),
    ("kr", "SEK NOK DKK ISK"),
    ("fr", "CHF"),
    ("sfr", "CHF"),
    ("kn", "HRK"),
    ("din", "RSD"),
    ("дин", "RSD"),
    ("км", "BAM"),
    ("km", "BAM"),
    ("ريال", "IRR SAR"),
    ("ریال", "IRR"),
    ("﷼", "IRR SAR"),
    ("ر.س", "SAR"),
    ("ر.ق", "QAR"),
    ("ر.ع", "OMR"),
    ("د.إ", "AED"),
    ("درهم", "AED MAD"),
    ("د.ك", "KWD"),
    ("د.ب", "BHD"),
    ("د.ا", "JOD"),
    ("د.ت", "TND"),
    ("د.م", "MAD"),
    ("د.ع", "IQD"),
    ("د.ج", "DZD"),
    ("ج.م", "EGP"),
    ("ل.ل", "LBP"),
];

/// The currencies a mark may stand for, the most likely first; none if it isn't a mark.
pub(in crate::exchange) fn currencies(mark: &str) -> impl Iterator<Item = Currency> {
    let mark = mark.trim().trim_end_matches('.').trim();
    // Longer than any mark: most cells of text are.
    let lower = if mark.len() <= 16 { mark.to_lowercase() } else { String::new() };
    let known = MARKS.iter().find(|(known, _)| *known == mark || *known == lower);
    let code = || Currency::code_of(&mark.to_uppercase());
    let codes = known.map(|(_, codes)| *codes).or_else(code).unwrap_or_default();
    codes.split(' ').filter_map(|code| code.parse().ok())
}

/// A mark as the lists have it, if it is one of a currency.
pub(in crate::exchange) fn known(mark: &str) -> Option<&'static str> {
    let mark = mark.trim();
    let sign = MARKS.iter().map(|(known, _)| *known).find(|known| *known == mark || *known == mark.to_lowercase());
    sign.or_else(|| Currency::code_of(mark))
}

/// Whether a mark is one of a currency at all.
pub(in crate::exchange) fn is_mark(mark: &str) -> bool {
    currencies(mark).next().is_some()
}

/// Whether an amount marked so can be in this currency.
pub(in crate::exchange) fn fits(mark: &str, currency: Currency) -> bool {
    currencies(mark).any(|possible| possible == currency)
}

/// How many digits a header takes off its amounts: 3 for thousands ("Сумма, тыс. руб.", "TEUR"), 6 for
/// millions.
pub(in crate::exchange) fn taken_off(header: &str) -> u32 {
    const THOUSANDS: &str = " тыс тысяч tys tis tsd tausend teur tusd tchf trsd keur kusd thousand thousands هزار ";
    const MILLIONS: &str = " млн mln mio mill million millions میلیون ";
    let lower = header.to_lowercase();
    let has = |list: &str| {
        let mut words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.any(|word| list.contains(&format!(" {word} ")))
    };
    if has(THOUSANDS) || ["k€", "t€", "k$", "(000", "'000"].iter().any(|sign| lower.contains(sign)) {
        3
    } else if has(MILLIONS) {
        6
    } else {
        0
    }
}

/// An amount in minor units, rounded half away from zero; `None` if 64 bits don't hold it.
pub(in crate::exchange) fn minor(amount: Decimal, currency: Currency) -> Option<i64> {
    let (mantissa, scale, digits) = (amount.mantissa(), amount.scale(), currency.digits());
    let Some(over) = scale.checked_sub(digits).filter(|over| *over > 0) else {
        return i64::try_from(mantissa).ok()?.checked_mul(10_i64.checked_pow(digits - scale)?);
    };
    // Most amounts fit 64 bits, which browsers divide by themselves.
    if let (Ok(mantissa), Some(by)) = (i64::try_from(mantissa), 10_i64.checked_pow(over))
        && let Some(up) = mantissa.checked_add(mantissa.signum() * (by / 2))
    {
        return Some(up / by);
    }
    let by = 10_i128.checked_pow(over)?;
    i64::try_from((mantissa + mantissa.signum() * (by / 2)) / by).ok()
}

/// An amount without the tax it holds; the rate in hundredths of a per cent.
pub(in crate::exchange) fn without_rate(amount: Decimal, rate: u32) -> Option<Decimal> {
    let whole = Decimal::from(10_000);
    amount.checked_mul(whole)?.checked_div(whole + Decimal::from(rate))
}

/// The same in minor units, rounded half away from zero.
pub(in crate::exchange) fn less_rate(amount: i64, rate: u32) -> Option<i64> {
    let amount = without_rate(Decimal::from(amount), rate)?;
    i64::try_from(amount.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).mantissa()).ok()
}

/// The currencies a header names: "Сумма, руб.", "Amount (EUR)", "Umsatz in €".
pub(in crate::exchange) fn in_header(header: &str) -> Vec<Currency> {
    let words = header
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '（' | '）' | '[' | ']' | '/' | '_' | ':'));
    // The first word says what the column is; letters that could be a word must look like a code.
    let marks = words.map(without_scale).enumerate().filter(|(at, word)| {
        !word.chars().all(|c| c.is_alphabetic())
            || word.chars().count() == 3 && word.chars().all(|c| c.is_ascii_uppercase()) && *at > 0
            || *at > 0
                && (*word == "din" || !word.is_ascii() && MARKS.iter().any(|(mark, _)| *mark == word.to_lowercase()))
    });
    marks.map(|(_, word)| currencies(word).collect::<Vec<_>>()).find(|found| !found.is_empty()).unwrap_or_default()
}

/// What is left of "TEUR", "kUSD" and "тыс.руб" without their thousands.
fn without_scale(word: &str) -> &str {
    let is_code = |code: &str| code.chars().all(|c| c.is_ascii_uppercase()) && known(code).is_some();
    let coded = word.strip_prefix(['T', 'K', 'k']).filter(|code| code.len() == 3 && is_code(code));
    let scaled =
        || ["тыс.", "млн."].into_iter().find_map(|scale| word.strip_prefix(scale).filter(|rest| !rest.is_empty()));
    coded.or_else(scaled).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn codes(found: impl IntoIterator<Item = Currency>) -> String {
        found.into_iter().map(|c| c.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn money_is_rounded_half_away_from_zero() {
        let cents = |text: &str| text.parse().ok().and_then(|amount| minor(amount, Currency::default()));
        assert_eq!(cents("0.005"), Some(1));
        assert_eq!(cents("-0.005"), Some(-1));
        assert_eq!(cents("0.0049999"), Some(0));
        assert_eq!(cents("12"), Some(1200));
        assert_eq!(cents("92233720368547758.07"), Some(i64::MAX));
        assert_eq!(cents("92233720368547758.08"), None);
        assert_eq!(cents("79228162514264337593543950335"), None);
        assert_eq!(cents("-92233720368547758.085"), None);
        assert_eq!(cents("92233720368547758.0749999999"), Some(i64::MAX));
    }

    proptest! {
        #[test]
        fn money_is_rounded_as_decimals_are(mantissa: i64, wide in -7_i128..7, scale in 0u32..=28) {
            let mantissa = i128::from(mantissa) + (wide << 64);
            let amount = Decimal::try_from_i128_with_scale(mantissa, scale).unwrap_or_default();
            let mut rounded = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
            rounded.rescale(2);
            let cents = Some(rounded).filter(|rounded| rounded.scale() == 2);
            let cents = cents.and_then(|rounded| i64::try_from(rounded.mantissa()).ok());
            prop_assert_eq!(minor(amount, Currency::default()), cents);
        }
    }

    /// Bug: thousands of euros were taken for dollars.
    #[test]
    fn thousands_have_a_currency_too() {
        assert_eq!(codes(in_header("Umsatz, TEUR")), "EUR");
        assert_eq!(codes(in_header("Sales kUSD")), "USD");
        assert_eq!(codes(in_header("Сумма, тыс.руб.")), "RUB BYN");
        assert_eq!(codes(in_header("Date, TREE")), "");
    }

    #[test]
    fn a_header_says_that_its_amounts_are_thousands() {
        for header in ["Сумма, тыс. руб.", "Umsatz TEUR", "Amount (k€)", "Revenue in thousands", "Sales ('000)"]
        {
            assert_eq!(taken_off(header), 3, "{header}");
        }
        assert_eq!(taken_off("Выручка, млн руб."), 6);
        for header in ["Amount", "Тысячелистник", "Amount 2000", "Millionaire"] {
            assert_eq!(taken_off(header), 0, "{header}");
        }
    }

    #[test]
    fn a_rate_of_tax_is_taken_out() {
        assert_eq!(without_rate("120".parse().unwrap_or_default(), 2_000), "100".parse().ok());
        assert_eq!(less_rate(12_000, 2_000), Some(10_000));
        assert_eq!(less_rate(-119, 1_900), Some(-100));
    }

    #[test]
    fn marks_name_currencies() {
        assert_eq!(codes(currencies("€")), "EUR");
        assert_eq!(codes(currencies("руб.")), "RUB BYN");
        assert_eq!(codes(currencies("eur")), "EUR");
        assert_eq!(codes(currencies("abc")), "");
        assert_eq!(codes(currencies("")), "");
        assert!(fits("$", "CAD".parse().unwrap_or_default()));
    }

    #[test]
    fn headers_name_currencies() {
        assert_eq!(codes(in_header("Сумма, руб.")), "RUB BYN");
        assert_eq!(codes(in_header("Amount (EUR)")), "EUR");
        assert_eq!(codes(in_header("Umsatz in €")), "EUR");
        assert_eq!(codes(in_header("ALL customers")), "");
        assert_eq!(codes(in_header("Amount")), "");
    }
}
