//! The segments as a workbook, with the words of the page.

use crate::analysis::Analysis;
use crate::book::Crossing;
use crate::browser::clock;
use crate::exchange::segments_xlsx::{NotWritten, SettingLabels, SheetWords, segments_xlsx};
use crate::text::Key;
use crate::ui::words::Words;

/// Writes it as of today.
///
/// # Errors
/// [`NotWritten`] where a sheet has no room for all accounts.
pub fn write(analysis: &Analysis, words: Words) -> Result<Vec<u8>, NotWritten> {
    let text = |key| words.text(key).to_owned();
    let measure = words.measure_title(analysis.measure);
    let sheets = SheetWords {
        segments: text(Key::SegmentsTitle),
        matrix: text(Key::SheetMatrix),
        settings: text(Key::SheetSettings),
        accounts: text(Key::AccountsTitle),
        value: words.in_currency(measure, analysis.currency),
        share: text(Key::ColShare),
        total: text(Key::Total),
        no_abc: text(Key::NoAbc),
        no_xyz: text(Key::NoXyz),
        labels: SettingLabels {
            measure: text(Key::Measure),
            from: text(Key::SettingFrom),
            to: text(Key::SettingTo),
            limit_a: text(Key::LimitA),
            limit_b: text(Key::LimitB),
            crossing: text(Key::CrossingLabel),
            limit_x: text(Key::LimitX),
            limit_y: text(Key::LimitY),
            provider: text(Key::ProviderShare),
            provider_of: text(Key::ProviderOfSheet),
            period: text(Key::RegularityBy),
            currency: text(Key::RoleCurrency),
            accounts: text(Key::AccountsTitle),
            exported: text(Key::SettingExported),
        },
        measure: measure.into(),
        crossing: text(match analysis.config.abc.crossing {
            Crossing::Up => Key::CrossingUp,
            Crossing::Down => Key::CrossingDown,
        }),
        // The one that was used, whatever the setting leaves open.
        provider_of: words.measure_title(analysis.provider_total(analysis.config.provider.of).0).into(),
        period: match analysis.config.period {
            Some(unit) => words.unit(unit).into(),
            None => words.fill(Key::PeriodAutomatic, &[("unit", words.unit(analysis.period.unit))]),
        },
        is_rtl: words.language().is_rtl(),
    };
    segments_xlsx(analysis, &sheets, clock::today())
}
