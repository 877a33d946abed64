//! The sections of a dossier: on its page, in its table of contents, on paper, and where a need is met.

use crate::text::Key;

/// A section of the dossier, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    Overview,
    Next,
    File,
    Classification,
    Purchases,
    Behaviour,
    General,
    Business,
    Group,
    People,
    Coverage,
    History,
    Space,
    Competitors,
    Notes,
}

impl Section {
    pub const ALL: [Self; 15] = [
        Self::Overview,
        Self::Next,
        Self::File,
        Self::Classification,
        Self::Purchases,
        Self::Behaviour,
        Self::General,
        Self::Business,
        Self::Group,
        Self::People,
        Self::Coverage,
        Self::History,
        Self::Space,
        Self::Competitors,
        Self::Notes,
    ];

    /// Its name in the address, and its id on the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Next => "next",
            Self::File => "file",
            Self::Classification => "standing",
            Self::Purchases => "purchases",
            Self::Behaviour => "behaviour",
            Self::General => "general",
            Self::Business => "business",
            Self::Group => "group",
            Self::People => "people",
            Self::Coverage => "coverage",
            Self::History => "history",
            Self::Space => "space",
            Self::Competitors => "competitors",
            Self::Notes => "notes",
        }
    }

    pub fn title(self) -> Key {
        match self {
            Self::Overview => Key::SectionOverview,
            Self::Next => Key::NextTitle,
            Self::File => Key::HealthTitle,
            Self::Classification => Key::Standing,
            Self::Purchases => Key::Purchases,
            Self::Behaviour => Key::Behaviour,
            Self::General => Key::GeneralInformation,
            Self::Business => Key::TheirBusiness,
            Self::Group => Key::GroupTitle,
            Self::People => Key::PeopleTitle,
            Self::Coverage => Key::CoverageTitle,
            Self::History => Key::DossierHistory,
            Self::Space => Key::SpaceTitle,
            Self::Competitors => Key::CompetitorsTitle,
            Self::Notes => Key::Notes,
        }
    }
}
