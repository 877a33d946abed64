//! What the figures say of one account, read once for all sections that show it.

use leptos::prelude::*;

use crate::analysis::behaviour::Behaviour;
use crate::analysis::{LevelSuggestion, TypeSuggestion, suggested_level, suggested_types};
use crate::book::{AccountType, AccountTypes, Complaint, RecordId, account};
use crate::dossier::Dossier;
use crate::ui::by_ptr::ByPtr;
use crate::ui::session::Session;

/// Readings and suggestions for an account.
#[derive(Debug)]
pub struct AccountFigures {
    /// `None` if it never bought up to the window's end.
    pub behaviour: Option<Behaviour>,
    pub types: Vec<TypeSuggestion>,
    pub level: LevelSuggestion,
}

/// How many complaints that count for its level are open.
pub fn open_complaints(dossier: &Dossier) -> usize {
    dossier.all::<Complaint>().filter(|(_, complaint)| complaint.is_serious()).count()
}

impl AccountFigures {
    /// Follows the ledger and the analysis; `None` while there is no analysis, and for what isn't one customer:
    /// it has no rhythm, type or level (C24).
    pub fn memo(session: Session, id: RecordId, dossier: Memo<Option<Dossier>>) -> Memo<Option<ByPtr<Self>>> {
        // Followed by itself: reading all figures anew with every keystroke would be felt.
        let complaints = Memo::new(move |_| dossier.with(|dossier| dossier.as_ref().map_or(0, open_complaints)));
        let stands_for = session.field(id, account::field::stands_for);
        Memo::new(move |_| {
            if stands_for.get().is_some() {
                return None;
            }
            let (analysis, ledger) = (session.analysis.get()?, session.ledger.get());
            let behaviour = Behaviour::of(&analysis, &ledger, id);
            let finding = analysis.finding(id);
            let types = finding.map(|finding| suggested_types(&analysis, &ledger, finding)).unwrap_or_default();
            let level = suggested_level(&analysis, &ledger, id, behaviour.as_ref(), complaints.get());
            Some(ByPtr::new(Self { behaviour, types, level }))
        })
    }

    /// The types that are suggested.
    pub fn suggested_types(&self) -> AccountTypes {
        self.types.iter().filter(|found| found.holds).map(TypeSuggestion::kind).collect()
    }

    /// What the figures say of a type; `None` if they don't speak of it.
    pub fn of_type(&self, kind: AccountType) -> Option<&TypeSuggestion> {
        self.types.iter().find(|found| found.kind() == kind)
    }
}
