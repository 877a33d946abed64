//! How often a key account is to hear from us: as is usual for its level and types, or as a person set it (C1).

use leptos::prelude::*;

use super::account_figures::open_complaints;
use super::account_view::AccountView;
use crate::analysis::KeyAccount;
use crate::book::{Account, Cadence, Change, Label, OwnCadence, SETTINGS, account::field, settings};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::today::cadence::{Tries, Usual};
use crate::ui::component::{CadenceInputs, Icon};
use crate::ui::dossier_words::tried;
use crate::ui::session::session;
use crate::ui::words::words;

/// How often an account is to hear from us, as a person set it and as is usual, each followed.
#[derive(Clone, Copy)]
pub struct CadenceOf {
    own: Memo<Option<OwnCadence>>,
    usual: Memo<Option<Cadence>>,
    /// There is no cadence for accounts that aren't key.
    is_key: Memo<bool>,
    change: Callback<Option<Cadence>>,
}

impl CadenceOf {
    fn set(self) -> Signal<Option<Cadence>> {
        Signal::derive(move || self.own.get().map(OwnCadence::cadence))
    }
}

pub fn cadence_of(account_view: AccountView) -> CadenceOf {
    let session = session();
    let AccountView { id, name, dossier, .. } = account_view;
    let is_key = Memo::new(move |_| {
        let analysis = session.analysis.get();
        KeyAccount::of(&session.book(), analysis.as_deref(), id).is_some_and(|found| found.standing.is_key())
    });
    let own = session.field(id, field::cadence);
    let (level, types) = (session.field(id, field::level), session.field(id, field::types));
    let types_confirmed = session.field(id, field::types_confirmed);
    let complaints = Memo::new(move |_| dossier.with(|dossier| dossier.as_ref().map_or(0, open_complaints)));
    let cadences = session.field(SETTINGS, settings::field::cadences);
    // Each followed by itself: what is usual is read from all figures, which would be felt at every keystroke.
    let usual = Memo::new(move |_| {
        let (analysis, ledger, cadences) = (session.analysis.get(), session.ledger.get(), cadences.get());
        let usual = Usual::of(&cadences, analysis.as_deref(), &ledger);
        let (level, types, types_confirmed) = (level.get(), types.get(), types_confirmed.get());
        let account = Account { level, types, types_confirmed, ..Account::default() };
        Some(usual.of_account(id, &account, complaints.get()))
    });
    let change = Callback::new(move |cadence: Option<Cadence>| {
        let set = session.read_on.get_untracked();
        let own = cadence.map(|cadence| OwnCadence::of(cadence, set));
        let label = Label::Cadence { account: name.get_untracked() };
        session.commit(Change::new(label, vec![field::cadence.set(id, own)]));
    });
    CadenceOf { own, usual, is_key, change }
}

/// "We are in touch every 30 days, after 45 days at the latest."
#[component]
pub fn CadenceSentence(cadence: CadenceOf) -> impl IntoView {
    let words = words();
    let set = cadence.set();
    move || {
        let cadence = cadence.is_key.get().then(|| set.get().or_else(|| cadence.usual.get())).flatten()?;
        let [ideal, longest] = [cadence.ideal(), cadence.longest()].map(|days| words.days(days.into()));
        let said = words.fill(Key::CadenceSaid, &[("ideal", &ideal), ("longest", &longest)]);
        Some(view! { <p class="note" data-testid="cadence-said">{said}</p> })
    }
}

/// The two numbers of it.
#[component]
pub fn CadenceField(cadence: CadenceOf) -> impl IntoView {
    let words = words();
    let CadenceOf { usual, is_key, change, .. } = cadence;
    let set = cadence.set();
    move || {
        is_key.get().then(|| {
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

/// How often it was tried in vain to reach them since somebody was; nothing where it wasn't.
#[component]
pub fn TriedField(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    let tries = Memo::new(move |_| {
        let today = session.read_on.get();
        account_view.dossier.with(|dossier| dossier.as_ref().and_then(|dossier| Tries::of_account(dossier, today)))
    });
    move || {
        tries.get().map(|tries| {
            view! {
                <p class="tried">
                    <span class="tag" data-tone="warn" data-testid="tried">
                        <Icon glyph=Glyph::Missed/> {tried(words, tries)}
                    </span>
                </p>
            }
        })
    }
}
