//! The sections of a dossier: on its page, in its table of contents, on paper, and where a need is met;
//! and which of them somebody has opened or folded.

use std::collections::BTreeMap;

use crate::text::Key;

/// A section of the dossier, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    Overview,
    Next,
    /// Only of whom we lost, or presumably did, and of whom we once wanted back.
    WinBack,
    Mistakes,
    Purchases,
    Why,
    Behaviour,
    People,
    Coverage,
    Satisfaction,
    History,
    Tenders,
    Space,
    Opportunities,
    Informing,
    Competitors,
    General,
    Business,
    File,
    Classification,
    Group,
    Notes,
}

impl Section {
    pub const ALL: [Self; 22] = [
        Self::Overview,
        Self::Next,
        Self::WinBack,
        Self::Mistakes,
        Self::Purchases,
        Self::Why,
        Self::Behaviour,
        Self::People,
        Self::Coverage,
        Self::Satisfaction,
        Self::History,
        Self::Tenders,
        Self::Space,
        Self::Opportunities,
        Self::Informing,
        Self::Competitors,
        Self::General,
        Self::Business,
        Self::File,
        Self::Classification,
        Self::Group,
        Self::Notes,
    ];

    /// What a reader of four pages needs: how it stands, who decides, what was last.
    pub const SHORT: [Self; 9] = [
        Self::Overview,
        Self::Next,
        Self::Purchases,
        Self::People,
        Self::History,
        Self::Competitors,
        Self::General,
        Self::Group,
        Self::Notes,
    ];

    /// The one at an address, also of those that were sections once.
    pub fn of_name(name: &str) -> Option<Self> {
        match name {
            "orders" => Some(Self::History),
            "against" => Some(Self::Behaviour),
            _ => Self::ALL.into_iter().find(|section| section.name() == name),
        }
    }

    /// Whether it is open as long as nobody has folded it. The figures can't be folded.
    pub fn is_open_at_first(self) -> bool {
        use Section::{General, History, Next, Notes, Overview, People, Purchases};
        matches!(self, Overview | Next | Purchases | People | History | General | Notes)
    }

    /// Its name in the address, and its id on the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Next => "next",
            Self::WinBack => "winback",
            Self::Mistakes => "mistakes",
            Self::Opportunities => "opportunities",
            Self::Informing => "informing",
            Self::File => "file",
            Self::Classification => "standing",
            Self::Purchases => "purchases",
            Self::Why => "why",
            Self::Behaviour => "behaviour",
            Self::General => "general",
            Self::Business => "business",
            Self::Group => "group",
            Self::People => "people",
            Self::Coverage => "coverage",
            Self::Satisfaction => "satisfaction",
            Self::History => "history",
            Self::Tenders => "tenders",
            Self::Space => "space",
            Self::Competitors => "competitors",
            Self::Notes => "notes",
        }
    }

    pub fn title(self) -> Key {
        match self {
            Self::Overview => Key::SectionOverview,
            Self::Next => Key::NextTitle,
            Self::WinBack => Key::SectionWinBack,
            Self::Mistakes => Key::MistakesTitle,
            Self::Opportunities => Key::OpportunitiesTitle,
            Self::Informing => Key::TopicsTitle,
            Self::File => Key::HealthTitle,
            Self::Classification => Key::Standing,
            Self::Purchases => Key::Purchases,
            Self::Why => Key::WhyTitle,
            Self::Behaviour => Key::Behaviour,
            Self::General => Key::GeneralInformation,
            Self::Business => Key::TheirBusiness,
            Self::Group => Key::GroupTitle,
            Self::People => Key::PeopleTitle,
            Self::Coverage => Key::CoverageTitle,
            Self::Satisfaction => Key::SatisfactionTitle,
            Self::History => Key::DossierHistory,
            Self::Tenders => Key::HistoryTenders,
            Self::Space => Key::SpaceTitle,
            Self::Competitors => Key::CompetitorsTitle,
            Self::Notes => Key::Notes,
        }
    }
}

/// Which sections somebody has opened or folded: only where that isn't as at first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folds(BTreeMap<Section, bool>);

impl Folds {
    /// Out of what [`text`](Self::text) made. Names of no section, of another version perhaps, say nothing.
    pub fn of_text(text: &str) -> Self {
        let mut folds = Self::default();
        for word in text.split(' ') {
            let (name, is_open) = match word.strip_prefix('-') {
                Some(name) => (name, false),
                None => (word, true),
            };
            if let Some(section) = Section::ALL.into_iter().find(|section| section.name() == name) {
                folds.set(section, is_open);
            }
        }
        folds
    }

    /// For keeping: "why -people".
    pub fn text(&self) -> String {
        let word =
            |(section, is_open): (&Section, &bool)| format!("{}{}", if *is_open { "" } else { "-" }, section.name());
        self.0.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    pub fn is_open(&self, section: Section) -> bool {
        self.0.get(&section).copied().unwrap_or_else(|| section.is_open_at_first())
    }

    pub fn set(&mut self, section: Section, is_open: bool) {
        if is_open == section.is_open_at_first() {
            self.0.remove(&section);
        } else if section != Section::Overview {
            self.0.insert(section, is_open);
        }
    }

    /// All of them, open or folded.
    pub fn set_all(&mut self, is_open: bool) {
        Section::ALL.into_iter().for_each(|section| self.set(section, is_open));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_found_by_its_name_and_by_no_other() {
        for section in Section::ALL {
            assert_eq!(Section::of_name(section.name()), Some(section));
        }
        assert_eq!(Section::of_name("orders"), Some(Section::History));
        assert_eq!(Section::of_name("print"), None);
        let mut sorted = Section::ALL;
        sorted.sort_unstable();
        assert_eq!(sorted, Section::ALL, "the order of the page is the order of the names");
        assert!(Section::SHORT.is_sorted());
    }

    #[test]
    fn what_is_opened_and_folded_comes_back_as_it_was_kept() {
        let mut folds = Folds::default();
        assert_eq!(folds.text(), "");
        folds.set(Section::People, false);
        folds.set(Section::Why, true);
        assert_eq!(folds.text(), "why -people");
        assert_eq!(Folds::of_text(&folds.text()), folds);
        assert!(!folds.is_open(Section::People) && folds.is_open(Section::Why) && folds.is_open(Section::History));
        // As at first is nothing to keep.
        folds.set(Section::People, true);
        folds.set(Section::Why, false);
        assert_eq!(folds, Folds::default());
    }

    #[test]
    fn the_figures_stay_open_whatever_is_folded() {
        let mut folds = Folds::default();
        folds.set_all(false);
        let open: Vec<_> = Section::ALL.into_iter().filter(|section| folds.is_open(*section)).collect();
        assert_eq!(open, [Section::Overview]);
        folds.set_all(true);
        assert!(Section::ALL.into_iter().all(|section| folds.is_open(section)));
        assert_eq!(Folds::of_text(&folds.text()), folds);
    }

    #[test]
    fn what_another_version_kept_does_no_harm() {
        let folds = Folds::of_text("-nonsense people -overview -history");
        assert_eq!(folds.text(), "-history");
    }
}
