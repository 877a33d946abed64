//! How often an account and its people are to hear from us, unless somebody set it for them: by level and type, as is
//! usual in the book (C1).

use crate::analysis::{Analysis, suggested_levels};
use crate::book::{
    Account, AccountType, BuyingRole, Cadence, Cadences, Coded, Contact, Level, OwnCadence, Record, RecordId, account,
};
use crate::dossier::key_account::{types_by_figures, types_of};
use crate::ledger::Ledger;

/// What a cadence is usual for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CadenceFor {
    Level(Level),
    Type(AccountType),
    /// Somebody who decides there.
    Decider,
}

impl CadenceFor {
    /// Every one, in the order of C1.
    pub fn all() -> impl Iterator<Item = Self> {
        let levels = Level::all().iter().copied().map(Self::Level);
        let types = AccountType::all().iter().copied().map(Self::Type);
        levels.chain(types).chain([Self::Decider])
    }

    /// Its name in the settings; never changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Level(level) => level.code(),
            Self::Type(kind) => kind.code(),
            Self::Decider => "decider",
        }
    }

    /// Unless the book says otherwise (C1).
    pub fn convention(self) -> Cadence {
        let (ideal, longest) = match self {
            Self::Level(Level::Lead) => (30, 60),
            Self::Level(Level::MinorBuyer) => (90, 180),
            Self::Level(Level::MajorBuyer) => (30, 45),
            Self::Level(Level::MajorAtRisk) => (14, 21),
            Self::Level(Level::Loyal) => (45, 60),
            Self::Type(AccountType::Provider) => (30, 45),
            Self::Type(AccountType::Prospect) => (21, 45),
            Self::Type(AccountType::ImageMaker) => (60, 90),
            Self::Type(AccountType::Expert) => (30, 60),
            Self::Decider => (90, 180),
        };
        Cadence::new(ideal, longest)
    }

    /// As it holds in a book with these settings.
    pub fn cadence(self, set: &Cadences) -> Cadence {
        set.of(self.code()).unwrap_or_else(|| self.convention())
    }
}

/// What is usual in the book, and what figures say of its accounts.
#[derive(Clone, Copy)]
pub struct Usual<'a> {
    pub cadences: &'a Cadences,
    pub analysis: Option<&'a Analysis>,
    pub ledger: &'a Ledger,
    /// The level figures suggest of the one account that is asked about, where it was worked out before: it is read
    /// from all of them.
    pub level: Option<Level>,
}

impl<'a> Usual<'a> {
    pub fn of(cadences: &'a Cadences, analysis: Option<&'a Analysis>, ledger: &'a Ledger) -> Self {
        Self { cadences, analysis, ledger, level: None }
    }

    /// How often a key account is to hear from us: as a person set it, else by its level and types, of several the
    /// smallest gaps.
    pub fn of_account(&self, id: RecordId, account: &Account, open_complaints: usize) -> Cadence {
        if let Some(own) = account.cadence {
            return own.cadence();
        }
        let level = account.level.or(self.level).unwrap_or_else(|| self.suggested_level(id, open_complaints));
        let types = types_of(account, || types_by_figures(self.analysis, self.ledger, id));
        let types: Vec<AccountType> = types.iter().collect();
        let of = |of: CadenceFor| of.cadence(self.cadences);
        let by_type = types.into_iter().map(|kind| of(CadenceFor::Type(kind)));
        by_type.fold(of(CadenceFor::Level(level)), Cadence::closer)
    }

    /// The same of one that isn't read as a whole: an account has fifty fields, and four of them matter here.
    pub fn of_record(&self, id: RecordId, record: &Record, open_complaints: usize) -> Cadence {
        use account::field;
        let account = Account {
            cadence: field::cadence.of(record),
            level: field::level.of(record),
            types: field::types.of(record),
            types_confirmed: field::types_confirmed.of(record),
            ..Account::default()
        };
        self.of_account(id, &account, open_complaints)
    }

    /// The level the figures suggest.
    fn suggested_level(&self, id: RecordId, open_complaints: usize) -> Level {
        let Some(analysis) = self.analysis else { return Level::Lead };
        let levels = suggested_levels(analysis, self.ledger, std::iter::once(id), |_| open_complaints);
        levels.first().copied().unwrap_or(Level::Lead)
    }

    /// How often one of its people is; `None`: as it comes.
    pub fn of_person(&self, contact: &Contact) -> Option<Cadence> {
        let decides = contact.roles.contains(BuyingRole::Decider);
        let usual = || decides.then(|| CadenceFor::Decider.cadence(self.cadences));
        contact.cadence.map(OwnCadence::cadence).or_else(usual)
    }
}
