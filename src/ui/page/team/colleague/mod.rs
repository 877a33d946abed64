//! The page of one of ours: what would be lost with them, what they hand over, what they are able to, and their figures
//! beside the year before (T3, T4).

mod accounts;
mod fit;
mod hand_over;
mod leave;
mod passing;
mod skills;
mod years;

use leptos::prelude::*;

use crate::book::{Colleague, RecordId, colleague, hand_over as record};
use crate::glyph::Glyph;
use crate::route::Route;
use crate::team::departure::{Departure, Departures, values};
use crate::team::hand_over::of_colleague;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind, Forms, History, RecordDrawer, SampleMark, forms};
use crate::ui::page::gone::GonePage;
use crate::ui::page::titled;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

use accounts::Accounts;
use hand_over::HandOvers;
pub use leave::Leave;
use skills::Skills;
use years::Years;

/// What all sections of the page follow.
#[derive(Clone, Copy)]
pub struct Shown {
    id: RecordId,
    name: Memo<String>,
    departures: Memo<ByPtr<Departures>>,
    departure: Memo<Departure>,
    /// Hand-overs they give, and those they take, by id.
    passing: Memo<(Vec<RecordId>, Vec<RecordId>)>,
}

impl Shown {
    /// Of one of ours.
    pub fn of(session: Session, id: RecordId) -> Self {
        // Sales are looked at again where they change, and not with each word that is typed.
        let values = Memo::new(move |_| ByPtr::new(values(&session.ledger.get(), session.read_on.get())));
        let departures = Memo::new(move |_| {
            values.with(|values| ByPtr::new(Departures::of(&session.book(), values, session.read_on.get())))
        });
        Self {
            id,
            name: session.field(id, colleague::field::name),
            departures,
            departure: Memo::new(move |_| departures.with(|all| all.with(id))),
            passing: Memo::new(move |_| of_colleague(&session.book(), id)),
        }
    }

    /// The accounts they answer for.
    fn accounts(self) -> Memo<Vec<RecordId>> {
        Memo::new(move |_| self.departure.with(|of| of.owned.iter().map(|owned| owned.account).collect()))
    }

    /// A text with their name in it.
    fn named(self, words: Words, key: Key) -> String {
        words.fill(key, &[("name", &isolated(&self.name.get()))])
    }
}

/// One of ours.
#[component]
pub fn ColleaguePage(id: RecordId) -> impl IntoView {
    let session = session();
    let exists = Memo::new(move |_| session.book().has::<Colleague>(id));
    move || {
        if exists.get() {
            return view! { <Sheet id/> }.into_any();
        }
        view! { <GonePage title=Key::ColleagueGone hint=Key::ColleagueGoneHint to=Route::Team(None) back=Key::ColleagueBack/> }.into_any()
    }
}

#[component]
fn Sheet(id: RecordId) -> impl IntoView {
    let (session, words) = (session(), words());
    Forms::provide();
    let forms = forms();
    let shown = Shown::of(session, id);
    Effect::new(move |_| titled(shown.name.get()));
    let is_sample = session.field(id, colleague::field::sample);
    let (role, languages) =
        (session.field(id, colleague::field::function), session.field(id, colleague::field::languages));
    let sub = move || {
        let parts = [role.get(), languages.get()];
        parts.iter().filter(|part| !part.is_empty()).map(|part| isolated(part)).collect::<Vec<_>>().join(" · ")
    };
    let with_hand_overs = move || {
        let given = shown.passing.with_untracked(|(given, _)| given.clone());
        std::iter::once(id).chain(given).collect::<Vec<_>>()
    };
    view! {
        <p class="crumb"><a href=Route::Team(None).to_string()>{words.text(Key::NavTeam)}</a></p>
        <header class="page-head">
            <div>
                <h1 data-testid="colleague-name"><bdi>{shown.name}</bdi></h1>
                <p class="page-sub">{sub} " " <SampleMark shown=is_sample/></p>
            </div>
            <div class="actions">
                <History name=shown.name ids=with_hand_overs/>
                <Button
                    kind=ButtonKind::Quiet
                    glyph=Glyph::Note
                    text=Key::ColleagueEdit
                    test_id="colleague-edit"
                    on_click=move || forms.edit(id)
                />
            </div>
        </header>
        <div class="stack colleague">
            <div class="colleague-top">
                <Accounts shown/>
                <aside><Leave shown/></aside>
            </div>
            <HandOvers shown/>
            <Skills shown/>
            <Years shown/>
        </div>
        <RecordDrawer/>
    }
}

/// Whether a hand-over is still open.
fn is_open(session: Session, id: RecordId) -> bool {
    session.book().value(id, record::field::confirmed_on).is_none()
}
