//! How often a key account is to hear from us: as is usual for its level and types, or as a person set it (C1).

use leptos::prelude::*;

use super::account_view::AccountView;
use crate::analysis::KeyAccount;
use crate::book::{Cadence, Change, Complaint, Label, OwnCadence, SETTINGS, account::field, settings};
use crate::text::Key;
use crate::today::cadence::Usual;
use crate::ui::component::CadenceInputs;
use crate::ui::session::session;
use crate::ui::words::words;

/// Nothing for an account that isn't key: there is no cadence for those.
#[component]
pub fn CadenceField(account_view: AccountView) -> impl IntoView {
    let session = session();
    let words = words();
    let AccountView { id, name, dossier, .. } = account_view;
    let is_key = Memo::new(move |_| {
        let analysis = session.analysis.get();
        KeyAccount::of(&session.book(), analysis.as_deref(), id).is_some_and(|found| found.standing.is_key())
    });
    let own = session.field(id, field::cadence);
    let cadences = session.field(SETTINGS, settings::field::cadences);
    let usual = Memo::new(move |_| {
        let (analysis, ledger, cadences) = (session.analysis.get(), session.ledger.get(), cadences.get());
        let usual = Usual { cadences: &cadences, analysis: analysis.as_deref(), ledger: &ledger };
        dossier.with(|dossier| {
            let mut account = dossier.as_ref().map(|dossier| dossier.account()).unwrap_or_default();
            account.cadence = None;
            let complaints = dossier.iter().flat_map(|dossier| dossier.all::<Complaint>());
            usual.of_account(id, &account, complaints.filter(|(_, complaint)| complaint.is_serious()).count())
        })
    });
    let change = Callback::new(move |cadence: Option<Cadence>| {
        let set = session.read_on.get_untracked();
        let own = cadence.map(|cadence| OwnCadence::of(cadence, set));
        let label = Label::Cadence { account: name.get_untracked() };
        session.commit(Change::new(label, vec![field::cadence.set(id, own)]));
    });
    move || {
        is_key.get().then(|| {
            let set = Signal::derive(move || own.get().map(OwnCadence::cadence));
            view! {
                <div class="field cadence-field no-print">
                    <span class="label">{words.text(Key::CadenceLabel)}</span>
                    <CadenceInputs
                        label=words.text(Key::CadenceLabel).to_owned()
                        name=String::from("own")
                        set
                        usual
                        change
                    />
                </div>
            }
        })
    }
}
