//! Marks of currencies in headers and cells.

use crate::ledger::Currency;

/// Marks and the currencies they may stand for, the most likely first.
const MARKS: [(&str, &str); 34] = [
    ("$", "USD CAD AUD NZD SGD HKD MXN ARS CLP COP TWD"),
    ("us$", "USD"),
    ("€", "EUR"),
    ("£", "GBP EGP"),
    ("¥", "JPY CNY"),
    ("₽", "RUB"),
    ("р", "RUB BYN"),
    ("руб", "RUB BYN"),
    ("рублей", "RUB BYN"),
    ("₹", "INR"),
    ("rs", "INR PKR LKR NPR"),
    ("રૂ", "INR"),
    ("₴", "UAH"),
    ("грн", "UAH"),
    ("₸", "KZT"),
    ("тг", "KZT"),
    ("₺", "TRY"),
    ("tl", "TRY"),
    ("₩", "KRW"),
    ("₪", "ILS"),
    ("zł", "PLN"),
    ("zl", "PLN"),
    ("kč", "CZK"),
    ("ft", "HUF"),
    ("lei", "RON"),
    ("kr", "SEK NOK DKK ISK"),
    ("fr", "CHF"),
    ("din", "RSD"),
    ("дин", "RSD"),
    ("км", "BAM"),
    ("ريال", "IRR SAR"),
    ("ریال", "IRR"),
    ("﷼", "IRR SAR"),
    ("r$", "BRL"),
];

/// The codes in use (ISO 4217), so that not any three letters are a currency.
const CODES: &str = "AED AFN ALL AMD AOA ARS AUD AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD \
    CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GMD GNF GTQ GYD HKD HNL HRK \
    HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA \
    MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD \
    RUB RUR RWF SAR SBD SCR SDG SEK SGD SIT SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX \
    USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL";

/// The currencies a mark may stand for, the most likely first; none if it isn't a mark.
pub(super) fn currencies(mark: &str) -> impl Iterator<Item = Currency> {
    let mark = mark.trim().trim_end_matches('.').trim();
    let known = MARKS.iter().find(|(known, _)| *known == mark || *known == mark.to_lowercase());
    let codes = known.map(|(_, codes)| *codes).unwrap_or_else(|| {
        let code = mark.to_uppercase();
        let at = CODES.split(' ').find(|known| *known == code);
        at.unwrap_or_default()
    });
    codes.split(' ').filter_map(|code| code.parse().ok())
}

/// Whether a mark is one of a currency at all.
pub(super) fn is_mark(mark: &str) -> bool {
    currencies(mark).next().is_some()
}

/// Whether an amount marked so can be in this currency.
pub(super) fn fits(mark: &str, currency: Currency) -> bool {
    currencies(mark).any(|possible| possible == currency)
}

/// The currencies a header names: "Сумма, руб.", "Amount (EUR)", "Umsatz in €".
pub(super) fn in_header(header: &str) -> Vec<Currency> {
    let words = header.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '[' | ']' | '/' | '_' | ':'));
    // The first word says what the column is; letters that could be a word must look like a code.
    let marks = words.enumerate().filter(|(at, word)| {
        !word.chars().all(|c| c.is_alphabetic())
            || word.chars().count() == 3 && word.chars().all(|c| c.is_ascii_uppercase()) && *at > 0
            || *at > 0 && matches!(word.to_lowercase().as_str(), "руб" | "грн" | "zł" | "kč" | "дин" | "din" | "ریال")
    });
    marks.map(|(_, word)| currencies(word).collect::<Vec<_>>()).find(|found| !found.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(found: impl IntoIterator<Item = Currency>) -> String {
        found.into_iter().map(|c| c.to_string()).collect::<Vec<_>>().join(" ")
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
