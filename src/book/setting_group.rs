//! The settings that a person takes over together.

use serde::{Deserialize, Serialize};

use super::settings::field;

/// Settings that are one thing to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingGroup {
    Currency,
    Measure,
    Window,
    Abc,
    Xyz,
    Provider,
    KeyAccounts,
    Cadences,
    Warnings,
    WorkingTime,
    Targets,
    Weights,
    Dates,
    /// What this version doesn't know.
    Others,
}

impl SettingGroup {
    /// The group of a field of the settings.
    pub fn of(name: &str) -> Self {
        let is = |fields: &[&str]| fields.contains(&name);
        match () {
            () if is(&[field::currency.name]) => Self::Currency,
            () if is(&[field::measure.name]) => Self::Measure,
            () if is(&[field::window_from.name, field::window_to.name]) => Self::Window,
            () if is(&[field::abc_a.name, field::abc_b.name, field::crossing.name]) => Self::Abc,
            () if is(&[field::xyz_x.name, field::xyz_y.name, field::period.name]) => Self::Xyz,
            () if is(&[field::provider_share.name, field::provider_of.name]) => Self::Provider,
            () if is(&[field::key_share.name]) => Self::KeyAccounts,
            () if is(&[field::cadences.name]) => Self::Cadences,
            () if is(&[field::silence_times.name, field::silence_days.name, field::loss_days.name]) => Self::Warnings,
            () if is(&[field::fall_share.name, field::fall_days.name]) => Self::Warnings,
            () if is(&[field::zone.name, field::working_week.name, field::special_days.name]) => Self::WorkingTime,
            () if is(&[field::delivery_tolerance.name, field::answer_minutes.name]) => Self::Targets,
            () if is(&[field::resolution_minutes.name]) => Self::Targets,
            () if is(&[field::health_weights.name, field::key_list_weights.name, field::mistake_limits.name]) => {
                Self::Weights
            }
            () if is(&[field::fresh_days.name, field::read_on.name, field::leap_day.name]) => Self::Dates,
            () => Self::Others,
        }
    }

    /// Whether the classes of accounts hang on it.
    pub fn is_of_figures(self) -> bool {
        matches!(self, Self::Measure | Self::Window | Self::Abc | Self::Xyz)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A setting that is added later has a group, or is said to be of none that is known.
    #[test]
    fn every_setting_has_its_group() {
        let text = include_str!("settings.rs");
        let declared = text.split_once("Settings = \"settings\" {").and_then(|(_, rest)| rest.split_once("\n    }"));
        let declared = declared.map(|(fields, _)| fields).unwrap_or_default();
        let names: Vec<&str> = declared
            .lines()
            .map(str::trim)
            .filter(|line| !line.starts_with("//"))
            .filter_map(|line| line.split_once(": ").map(|(name, _)| name))
            .collect();
        assert!(names.len() > 25, "{names:?}");
        for name in names {
            assert_ne!(SettingGroup::of(name), SettingGroup::Others, "{name}");
        }
        assert_eq!(SettingGroup::of("moonshots"), SettingGroup::Others);
    }
}
