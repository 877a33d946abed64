//! Which settings of the analysis are other than the conventions, so that a page can say it is not the usual
//! picture.

use super::Config;

/// A setting of the analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    Measure,
    /// The window's first and last day.
    Days,
    LimitA,
    LimitB,
    Crossing,
    LimitX,
    LimitY,
    Period,
    ProviderShare,
    ProviderOf,
    /// Up to which share accounts are suggested as key.
    KeyShare,
}

impl Config {
    /// The settings that differ from the conventions, in the order they are asked. Limits count as they are
    /// kept: in hundredths of a per cent and in thousandths.
    pub fn unusual(&self) -> Vec<Setting> {
        let usual = Self::default();
        let thousand = |value: f64| (value * 1_000.0).round() as i64;
        let all = [
            (Setting::Measure, self.measure != usual.measure),
            (Setting::Days, self.window != usual.window),
            (Setting::LimitA, self.abc.a != usual.abc.a),
            (Setting::LimitB, self.abc.b != usual.abc.b),
            (Setting::Crossing, self.abc.crossing != usual.abc.crossing),
            (Setting::LimitX, thousand(self.xyz.x) != thousand(usual.xyz.x)),
            (Setting::LimitY, thousand(self.xyz.y) != thousand(usual.xyz.y)),
            (Setting::Period, self.period != usual.period),
            (Setting::ProviderShare, self.provider.share != usual.provider.share),
            (Setting::ProviderOf, self.provider.of != usual.provider.of),
            (Setting::KeyShare, self.key != usual.key),
        ];
        all.into_iter().filter(|(_, differs)| *differs).map(|(setting, _)| setting).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Change, Label, Measure, PeriodUnit, Stamp};

    #[test]
    fn what_is_unusual_can_be_reset() {
        let mut config = Config::default();
        assert_eq!(config.unusual(), []);
        config.abc.a = 7_000;
        config.xyz.x = 0.25;
        config.provider.share = 800;
        config.key.share = 5_000;
        config.measure = Measure::Profit;
        config.period = Some(PeriodUnit::Month);
        let wanted = [
            Setting::Measure,
            Setting::LimitA,
            Setting::LimitX,
            Setting::Period,
            Setting::ProviderShare,
            Setting::KeyShare,
        ];
        assert_eq!(config.unusual(), wanted);

        let mut book = Book::default();
        book.apply(
            &Change::new(Label::Settings, config.edits(&Config::default())),
            Stamp { millis: 1, ..Stamp::default() },
        );
        assert_eq!(Config::of(&book).unusual(), wanted);
        let reset = Config::default().edits(&Config::of(&book));
        assert_eq!(reset.len(), wanted.len(), "each setting that is unusual has its edit");
        book.apply(&Change::new(Label::Settings, reset), Stamp { millis: 2, ..Stamp::default() });
        assert_eq!(Config::of(&book), Config::default());
    }
}
