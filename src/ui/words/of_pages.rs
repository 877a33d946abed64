//! Words of figures and classes, which nothing of the first load says: their texts come with the pages.

use super::Words;
use crate::analysis::{Finding, Period, PeriodUnit, Rfm};
use crate::book::{AccountType, Measure, Stage};
use crate::currency::Currency;
use crate::text::Key;

impl Words {
    /// "39 days", "163.5 days"
    pub fn days(self, days: f64) -> String {
        let number = self.decimal(days, 1);
        // Plural rules go by the number as written; a fraction counts as the form of many.
        let whole = if days.fract() == 0.0 { days as usize } else { 2 };
        self.counted(Key::CountDays, whole, &[("n", &number)])
    }

    /// "revenue" within a sentence.
    pub fn measure(self, measure: Measure) -> &'static str {
        self.text(match measure {
            Measure::Revenue => Key::RevenueOf,
            Measure::Profit => Key::ProfitOf,
        })
    }

    /// "Revenue" by itself.
    pub fn measure_title(self, measure: Measure) -> &'static str {
        self.text(match measure {
            Measure::Revenue => Key::Revenue,
            Measure::Profit => Key::Profit,
        })
    }

    /// "quarter"
    pub fn unit(self, unit: PeriodUnit) -> &'static str {
        self.text(match unit {
            PeriodUnit::Week => Key::UnitWeek,
            PeriodUnit::Month => Key::UnitMonth,
            PeriodUnit::Quarter => Key::UnitQuarter,
            PeriodUnit::Half => Key::UnitHalf,
        })
    }

    /// "By quarter"
    pub fn by_unit(self, unit: PeriodUnit) -> &'static str {
        self.text(match unit {
            PeriodUnit::Week => Key::ByWeek,
            PeriodUnit::Month => Key::ByMonth,
            PeriodUnit::Quarter => Key::ByQuarter,
            PeriodUnit::Half => Key::ByHalf,
        })
    }

    /// "Q4", "Jul", "W27"
    pub fn period_short(self, period: Period) -> String {
        let n = self.number(usize::try_from(period.ordinal()).unwrap_or_default());
        match period.unit {
            PeriodUnit::Week => self.fill(Key::WeekShort, &[("n", &n)]),
            PeriodUnit::Month => self.formats().month(period.first_day()),
            PeriodUnit::Quarter => self.fill(Key::QuarterShort, &[("n", &n)]),
            PeriodUnit::Half => self.fill(Key::HalfShort, &[("n", &n)]),
        }
    }

    /// "1996 Q4"
    pub fn period(self, period: Period) -> String {
        self.fill(Key::OfYear, &[("year", &self.year(period)), ("period", &self.period_short(period))])
    }

    /// "1996": the year a period belongs to.
    pub fn year(self, period: Period) -> String {
        // An ISO week belongs to the year its Thursday is in.
        self.formats().year(period.first_day().plus(3))
    }

    /// The years of two periods that lie a year apart: "1997/98".
    pub fn years(self, from: Period, to: Period) -> String {
        let (from, to) = (self.year(from), self.year(to));
        let rest = to.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        // The century is said once, where it is one.
        let (of_from, of_to) = (from.chars().rev().skip(2), to.chars().rev().skip(2));
        let short = if of_from.eq(of_to) { to.get(rest..).unwrap_or(&to) } else { &to };
        format!("\u{2066}{from}/{short}\u{2069}")
    }

    /// "Provider"
    pub fn account_type(self, kind: AccountType) -> &'static str {
        self.text(match kind {
            AccountType::Provider => Key::TypeProvider,
            AccountType::Prospect => Key::TypeProspect,
            AccountType::ImageMaker => Key::TypeImageMaker,
            AccountType::Expert => Key::TypeExpert,
        })
    }

    /// "5·4·5", read from left to right in every language
    pub fn rfm(self, rfm: Rfm) -> String {
        let score = |score: u8| self.number(score.into());
        let digits = [rfm.recency, rfm.frequency, rfm.monetary].map(score).join("·");
        format!("\u{2066}{digits}\u{2069}")
    }

    /// What each of the three scores was given for.
    pub fn rfm_evidence(self, rfm: Rfm, finding: &Finding, currency: Currency) -> String {
        let score = |score: u8| self.number(score.into());
        let last = finding.purchases.map(|(_, last)| self.day(last)).unwrap_or_default();
        self.fill(
            Key::RfmOf,
            &[
                ("r", &score(rfm.recency)),
                ("day", &last),
                ("f", &score(rfm.frequency)),
                ("orders", &self.number(finding.orders)),
                ("m", &score(rfm.monetary)),
                ("value", &self.money(currency, finding.value)),
            ],
        )
    }

    /// "Revenue, USD"
    pub fn in_currency(self, what: &str, currency: Currency) -> String {
        self.fill(Key::InCurrency, &[("what", what), ("currency", &currency.to_string())])
    }

    /// "exploratory"
    pub fn stage(self, stage: Stage) -> &'static str {
        self.text(match stage {
            Stage::Exploratory => Key::StageExploratory,
            Stage::Basic => Key::StageBasic,
            Stage::Cooperative => Key::StageCooperative,
            Stage::Interdependent => Key::StageInterdependent,
            Stage::Integrated => Key::StageIntegrated,
            Stage::Disintegrating => Key::StageDisintegrating,
        })
    }
}
