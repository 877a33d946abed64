//! Numbers, dates and plurals as the language writes them, by the browser's own `Intl`.

use std::cell::OnceCell;

use crate::calendar::Date;
use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::currency::Currency;
use crate::digits::gujarati_digit;
use crate::text::{Language, in_own_order, with_minus};
use crate::working_time::Wall;

/// The formats of one language. Making a formatter is slow in every browser, so each is made once.
pub struct Formats {
    language: Language,
    locale: &'static str,
    integer: Function,
    percent: Function,
    decimal: [Function; 4],
    money: [Function; 4],
    compact: Function,
    moment: Function,
    wall: OnceCell<Function>,
    day: Function,
    day_and_month: Function,
    month: Function,
    year: Function,
    calendar_month: Function,
    calendar_year: Function,
    percent_round: Function,
    percent_exact: Function,
    plurals: Intl::PluralRules,
}

fn options(pairs: &[(&str, JsValue)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        // A plain object takes every property.
        let _ = Reflect::set(&options, &JsValue::from_str(name), value);
    }
    options
}

fn locales(locale: &str) -> Array {
    Array::of1(&JsValue::from_str(locale))
}

fn number(locale: &str, pairs: &[(&str, JsValue)]) -> Function {
    Intl::NumberFormat::new(&locales(locale), &options(pairs)).format()
}

fn date(locale: &str, pairs: &[(&str, JsValue)]) -> Function {
    Intl::DateTimeFormat::new(&locales(locale), &options(pairs)).format()
}

impl Formats {
    pub fn new(language: Language) -> Self {
        let locale = language.locale();
        // The periods of the analysis are those of the Gregorian calendar, whatever else the days are.
        let gregorian = format!("{locale}-u-ca-gregory");
        let digits = |least: u32, most: u32| {
            [("minimumFractionDigits", JsValue::from(least)), ("maximumFractionDigits", JsValue::from(most))]
        };
        let utc = ("timeZone", JsValue::from("UTC"));
        let day = ("day", JsValue::from("numeric"));
        let month = ("month", JsValue::from("short"));
        let year = ("year", JsValue::from("numeric"));
        let percent = [("style", JsValue::from("percent")), digits(1, 1)[0].clone(), digits(1, 1)[1].clone()];
        Self {
            language,
            locale,
            integer: number(locale, &digits(0, 0)),
            percent: number(locale, &percent),
            decimal: [0, 1, 2, 3].map(|most| number(locale, &digits(0, most))),
            money: [0, 1, 2, 3].map(|most| number(locale, &digits(most, most))),
            compact: number(locale, &[("notation", JsValue::from("compact"))]),
            moment: date(locale, &[("dateStyle", JsValue::from("medium")), ("timeStyle", JsValue::from("short"))]),
            wall: OnceCell::new(),
            day: date(locale, &[utc.clone(), day.clone(), month.clone(), year.clone()]),
            day_and_month: date(locale, &[utc.clone(), day, month.clone()]),
            month: date(&gregorian, &[utc.clone(), month.clone()]),
            year: date(&gregorian, &[utc.clone(), year.clone()]),
            calendar_month: date(locale, &[utc.clone(), month]),
            calendar_year: date(locale, &[utc, year]),
            percent_exact: number(locale, &[percent[0].clone(), digits(0, 2)[0].clone(), digits(0, 2)[1].clone()]),
            percent_round: number(locale, &[percent[0].clone(), digits(0, 1)[0].clone(), digits(0, 1)[1].clone()]),
            plurals: Intl::PluralRules::new(&locales(locale), &Object::new()),
        }
    }

    /// What a format of the browser's makes of a value, in the digits its readers write.
    fn text(&self, format: &Function, value: &JsValue) -> String {
        let text = format.call1(&JsValue::NULL, value).ok().and_then(|text| text.as_string()).unwrap_or_default();
        match self.language {
            // Asked for Gujarati digits, browsers group by thousands; asked for none, by lakh and crore.
            Language::Gujarati => text.chars().map(gujarati_digit).collect(),
            _ => text,
        }
    }

    /// A number, with a minus where it is below zero.
    fn numeral(&self, format: &Function, value: &JsValue) -> String {
        with_minus(&self.text(format, value))
    }

    /// What has a sign, a unit or several parts, kept together whatever stands beside it.
    fn kept(&self, text: String) -> String {
        in_own_order(self.language, text)
    }

    /// So many times something: "10.7×".
    pub fn times(&self, times: f64) -> String {
        self.kept(self.decimal(times, 1) + "×")
    }

    /// "Wednesday". Asked for once a page, so that its format is made when it is.
    pub fn weekday(&self, day: Date) -> String {
        let pairs = [("timeZone", JsValue::from("UTC")), ("weekday", JsValue::from("long"))];
        self.text(&date(self.locale, &pairs), &noon(day))
    }

    /// "Wed". Asked for in passing, so that its format is made when it is.
    pub fn weekday_short(&self, day: Date) -> String {
        let pairs = [("timeZone", JsValue::from("UTC")), ("weekday", JsValue::from("short"))];
        self.text(&date(self.locale, &pairs), &noon(day))
    }

    pub fn locale(&self) -> &'static str {
        self.locale
    }

    pub fn count(&self, count: u64) -> String {
        self.numeral(&self.integer, &JsValue::from(count as f64))
    }

    /// A number with at most so many decimals (up to three).
    pub fn decimal(&self, value: f64, most: usize) -> String {
        self.decimal.get(most).map(|format| self.numeral(format, &value.into())).unwrap_or_default()
    }

    /// A share from 0 to 1, with one decimal.
    pub fn percent(&self, share: f64) -> String {
        self.kept(self.numeral(&self.percent, &share.into()))
    }

    /// A share with the decimals it has, up to two: limits as they were set.
    pub fn percent_exact(&self, share: f64) -> String {
        self.kept(self.numeral(&self.percent_exact, &share.into()))
    }

    /// A share without decimals, for axes.
    pub fn percent_round(&self, share: f64) -> String {
        self.kept(self.numeral(&self.percent_round, &share.into()))
    }

    /// Money in major units with the decimals of its currency, without its name. Exact: the browser
    /// is handed the decimal text.
    pub fn money(&self, currency: Currency, minor: i128) -> String {
        let digits = currency.digits() as usize;
        let unit = u128::from(currency.unit().unsigned_abs());
        let (whole, part) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
        let sign = if minor < 0 { "-" } else { "" };
        let plain = if digits == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part:0digits$}") };
        self.money.get(digits).map(|format| self.numeral(format, &plain.into())).unwrap_or_default()
    }

    /// A decimal text with a point, with all its decimals.
    pub fn exact(&self, plain: &str) -> String {
        // Rarely shown, so not kept. Eighteen is what a rate can have.
        let format = number(self.locale, &[("maximumFractionDigits", JsValue::from(18))]);
        self.numeral(&format, &plain.into())
    }

    /// A number with two decimals, whatever they are.
    pub fn hundredths(&self, value: f64) -> String {
        let two = JsValue::from(2);
        let format = number(self.locale, &[("minimumFractionDigits", two.clone()), ("maximumFractionDigits", two)]);
        self.numeral(&format, &value.into())
    }

    /// Money in whole major units.
    pub fn money_round(&self, currency: Currency, minor: f64) -> String {
        self.numeral(&self.integer, &JsValue::from(minor / currency.unit() as f64))
    }

    /// A large number, short: 100K.
    pub fn compact(&self, value: f64) -> String {
        self.numeral(&self.compact, &value.into())
    }

    /// 4 Jul 1996
    pub fn day(&self, day: Date) -> String {
        self.kept(self.text(&self.day, &noon(day)))
    }

    /// 4 Jul 1996, 14:05, by the clock of the machine, for a moment in ms since 1970
    pub fn moment(&self, millis: u64) -> String {
        self.kept(self.text(&self.moment, &js_sys::Date::new(&(millis as f64).into()).into()))
    }

    /// 4 Jul 1996, 14:05, as a clock on the wall shows it. Its format is made when the first one is asked for.
    pub fn wall(&self, wall: Wall) -> String {
        let format = self.wall.get_or_init(|| {
            let utc = ("timeZone", JsValue::from("UTC"));
            date(self.locale, &[utc, ("dateStyle", JsValue::from("medium")), ("timeStyle", JsValue::from("short"))])
        });
        self.kept(self.text(format, &js_sys::Date::new(&(wall.number() as f64 * 60_000.0).into()).into()))
    }

    /// 4 Jul
    pub fn day_and_month(&self, day: Date) -> String {
        self.kept(self.text(&self.day_and_month, &noon(day)))
    }

    /// Jul, by the Gregorian calendar
    pub fn month(&self, day: Date) -> String {
        self.text(&self.month, &noon(day))
    }

    /// 1996, by the Gregorian calendar
    pub fn year(&self, day: Date) -> String {
        self.text(&self.year, &noon(day))
    }

    /// The month of a day in the calendar its day is written in.
    pub fn calendar_month(&self, day: Date) -> String {
        self.text(&self.calendar_month, &noon(day))
    }

    /// The year of a day in the calendar its day is written in.
    pub fn calendar_year(&self, day: Date) -> String {
        self.text(&self.calendar_year, &noon(day))
    }

    /// 50 kB, 48.2 MB, 10.7 GB
    pub fn bytes(&self, bytes: f64) -> String {
        let (value, unit) = match bytes {
            small if small < 1_000.0 => (small, "byte"),
            medium if medium < 1_000_000.0 => (medium / 1_000.0, "kilobyte"),
            large if large < 1_000_000_000.0 => (large / 1_000_000.0, "megabyte"),
            huge => (huge / 1_000_000_000.0, "gigabyte"),
        };
        let most = if matches!(unit, "megabyte" | "gigabyte") { 1 } else { 0 };
        // Its short name has no plural: "348 byte".
        let display = if unit == "byte" { "long" } else { "short" };
        let pairs = [
            ("style", JsValue::from("unit")),
            ("unit", JsValue::from(unit)),
            ("unitDisplay", JsValue::from(display)),
            ("maximumFractionDigits", JsValue::from(most)),
        ];
        self.kept(self.numeral(&number(self.locale, &pairs), &value.into()))
    }

    /// The plural category of a count: `one`, `few`, `many`, `other`, …
    pub fn plural(&self, count: u64) -> String {
        self.plurals.select(count as f64).into()
    }
}

/// Noon in UTC of a calendar day, which is that day in every formatter set to UTC.
fn noon(day: Date) -> JsValue {
    let midnight = js_sys::Date::utc(f64::from(day.year()), f64::from(day.month() - 1));
    let noon = midnight + (f64::from(day.day() - 1) + 0.5) * 86_400_000.0;
    js_sys::Date::new(&noon.into()).into()
}
