//! Currencies, by their ISO 4217 code.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The codes in use (ISO 4217), and those of currencies that are gone but stand in old files. Any other
/// three letters are none.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN \
    BYR BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EEK EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD \
    GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP \
    LKR LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB \
    PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RUR RWF SAR SBD SCR SDG SEK SGD SHP SIT SLE SOS SRD SSP STN SVC SYP SZL \
    THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG \
    ZWL";

/// A currency: three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Every currency there is, by its code.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.split(' ').filter_map(|code| code.parse().ok())
    }

    /// The code of a currency there is, if the text is one, as it is written there: in capitals.
    pub fn code_of(text: &str) -> Option<&'static str> {
        // No three letters are found across the space between two codes.
        let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let at = if is_code { CODES.find(text)? } else { return None };
        CODES.get(at..at + 3)
    }

    /// Digits of the minor unit: 2 for most, 0 for yen, 3 for dinars (ISO 4217).
    pub fn digits(self) -> u32 {
        match &self.0 {
            b"BIF" | b"BYR" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF"
            | b"UGX" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// Minor units in a major one.
    pub fn unit(self) -> i64 {
        10_i64.pow(self.digits())
    }

    /// An amount in major units with two decimals and a point, rounded half away from zero: how
    /// exports write money.
    pub fn plain(self, minor: i128) -> String {
        let hundredths = match self.digits() {
            0 => minor * 100,
            3 => (minor + 5 * minor.signum()) / 10,
            _ => minor,
        };
        let sign = if hundredths < 0 { "-" } else { "" };
        let magnitude = hundredths.unsigned_abs();
        format!("{sign}{}.{:02}", magnitude / 100, magnitude % 100)
    }

    /// What [`Self::plain`] wrote, in minor units, as far as two decimals tell; `None` of any other text.
    pub fn minor(self, plain: &str) -> Option<i128> {
        let (sign, digits) = plain.strip_prefix('-').map_or((1, plain), |digits| (-1, digits));
        let (whole, part) = digits.split_once('.')?;
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(part) || part.len() != 2 || whole.len() > 30 {
            return None;
        }
        let hundredths = whole.parse::<i128>().ok()? * 100 + part.parse::<i128>().ok()?;
        Some(sign * hundredths * i128::from(self.unit()) / 100)
    }

    /// In major units, for display and statistics.
    pub fn major(self, minor: i128) -> f64 {
        minor as f64 / self.unit() as f64
    }
}

impl Default for Currency {
    fn default() -> Self {
        Self(*b"USD")
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not three letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCurrency;

impl fmt::Display for UnknownCurrency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a currency is a code of three letters, such as EUR")
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(text: &str) -> Result<Self, UnknownCurrency> {
        match *text.trim().as_bytes() {
            [a, b, c] if [a, b, c].iter().all(u8::is_ascii_alphabetic) => {
                Ok(Self([a, b, c].map(|letter| letter.to_ascii_uppercase())))
            }
            _ => Err(UnknownCurrency),
        }
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_the_list_is_a_currency_and_other_letters_are_none() {
        for code in ["VND", "COP", "THB", "BRL", "CNY", "OMR", "AED", "ZWL"] {
            assert_eq!(Currency::code_of(code), Some(code));
        }
        for text in ["", "AB", "XYZ", "thb", "D E", "EURO", "€", "ЕUR"] {
            assert_eq!(Currency::code_of(text), None, "{text}");
        }
        let all: Vec<Currency> = Currency::all().collect();
        assert!(all.is_sorted() && all.len() > 160, "{}", all.len());
        assert!(all.iter().all(|currency| Currency::code_of(&currency.to_string()).is_some()));
    }

    #[test]
    fn minor_units_are_those_of_the_currency() {
        let unit = |code: &str| code.parse::<Currency>().unwrap_or_default().unit();
        assert_eq!(["EUR", "THB", "VND", "KRW", "OMR", "KWD"].map(unit), [100, 100, 1, 1, 1_000, 1_000]);
    }

    #[test]
    fn plain_money_has_two_decimals_in_every_currency() {
        let plain = |code: &str, minor| code.parse::<Currency>().unwrap_or_default().plain(minor);
        assert_eq!(plain("EUR", 123_456), "1234.56");
        assert_eq!(plain("EUR", -5), "-0.05");
        assert_eq!(plain("JPY", 12), "12.00");
        assert_eq!(plain("KWD", 1_005), "1.01");
        assert_eq!(plain("KWD", -1_005), "-1.01");
    }

    #[test]
    fn what_was_written_plain_is_read_again() {
        let minor = |code: &str, text: &str| code.parse::<Currency>().unwrap_or_default().minor(text);
        for (code, amount) in [("EUR", 123_456), ("EUR", -5), ("JPY", 12), ("JPY", -1), ("KWD", 1_010), ("KWD", -990)] {
            let plain = code.parse::<Currency>().unwrap_or_default().plain(amount);
            assert_eq!(minor(code, &plain), Some(amount), "{code} {plain}");
        }
        for text in ["", "1", "1.5", "1.234", "1,50", "+1.50", "--1.50", ".50", "1.5x", "1e9.00"] {
            assert_eq!(minor("EUR", text), None, "{text}");
        }
        assert_eq!(minor("EUR", &format!("{}.00", "9".repeat(31))), None);
    }
}
