//! What all that shows one account is read from, each followed by itself: the dossier, its figures, its health,
//! what is due, its people.

use leptos::prelude::*;

use super::account_figures::AccountFigures;
use crate::analysis::Finding;
use crate::book::settings::working_calendar;
use crate::book::{AccountTypes, LossVerdict, RecordId, WinBack, account};
use crate::dossier::Dossier;
use crate::dossier::due::Due;
use crate::dossier::health::{AsOf, Health};
use crate::dossier::key_account::types_of;
use crate::dossier::people::People;
use crate::dossier::stage::{Sold as SoldSoFar, StageFacts};
use crate::dossier::timeline::Timeline;
use crate::dossier::white_space::{Sold, Space};
use crate::retention::file::LossFile;
use crate::retention::opening::still_due;
use crate::service::requests::Targets;
use crate::today::AwaitedRequest;
use crate::today::coming::{Coming, by_targets, coming};
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::Forms;
use crate::ui::losses_seen::losses_seen;
use crate::ui::session::{Session, session};
use crate::ui::working_clock::{this_minute, with_clock};

/// What the sections of one account are read from, each followed by itself.
#[derive(Clone, Copy)]
pub struct AccountView {
    pub id: RecordId,
    pub name: Memo<String>,
    /// Figures and reasons read the whole analysis; they are built anew with it.
    pub finding: Memo<Option<Finding>>,
    pub figures: Memo<Option<ByPtr<AccountFigures>>>,
    pub dossier: Memo<Option<Dossier>>,
    pub health: Memo<Option<Health>>,
    pub facts: Memo<Option<StageFacts>>,
    pub dues: Memo<Vec<Due>>,
    pub timeline: Memo<Timeline>,
    /// All that is to come, in one list.
    pub coming: Memo<Vec<Coming>>,
    pub space: Memo<Option<Space>>,
    pub losses: Memo<Option<LossFile>>,
}

impl AccountView {
    /// Of an account, for a page: forms and the dossier are there for all that is in it.
    pub fn provide(id: RecordId) -> Self {
        let session = session();
        Forms::provide();
        let dossier = Memo::new(move |before: Option<&Option<Dossier>>| {
            Dossier::after(before.and_then(Option::as_ref), &session.book(), id)
        });
        provide_context(dossier);
        provide_people(session, dossier);
        let finding = Memo::new_with_compare(
            move |_| session.analysis.get().and_then(|analysis| analysis.finding(id).cloned()),
            |_, _| true,
        );
        let figures = AccountFigures::memo(session, id, dossier);
        let requests = requests(session, dossier);
        let (dues, timeline) = (dues(session, dossier, requests), timeline(session, dossier));
        let coming = Memo::new(move |_| {
            let today = session.read_on.get();
            dues.with(|dues| timeline.with(|timeline| requests.with(|asked| coming(dues, asked, timeline, today))))
        });
        Self {
            id,
            name: session.field(id, account::field::name),
            finding,
            figures,
            dossier,
            health: health(session, dossier, figures),
            facts: stage_facts(session, dossier, finding, figures),
            dues,
            timeline,
            coming,
            space: space(session, dossier),
            losses: losses(session, dossier),
        }
    }
}

/// The health of the file, followed.
fn health(
    session: Session,
    dossier: Memo<Option<Dossier>>,
    figures: Memo<Option<ByPtr<AccountFigures>>>,
) -> Memo<Option<Health>> {
    Memo::new(move |_| {
        let suggested = || figures.get().map(|figures| figures.suggested_types()).unwrap_or_default();
        dossier.with(|dossier| {
            let dossier = dossier.as_ref()?;
            let types: AccountTypes = types_of(&dossier.account(), suggested);
            let as_of = AsOf { today: session.read_on.get(), fresh: session.fresh_days.get() };
            Some(Health::of(dossier, &types, session.ledger.get().groups(), as_of))
        })
    })
}

/// What the stage is read from, followed.
fn stage_facts(
    session: Session,
    dossier: Memo<Option<Dossier>>,
    finding: Memo<Option<Finding>>,
    figures: Memo<Option<ByPtr<AccountFigures>>>,
) -> Memo<Option<StageFacts>> {
    Memo::new(move |_| {
        let figures = figures.get();
        let behaviour = figures.as_deref().and_then(|figures| figures.behaviour.as_ref());
        let sold = finding.with(|finding| SoldSoFar::of(finding.as_ref(), behaviour));
        dossier.with(|dossier| Some(StageFacts::of(dossier.as_ref()?, sold, session.read_on.get())))
    })
}

/// The requests that wait, followed to the minute.
fn requests(session: Session, dossier: Memo<Option<Dossier>>) -> Memo<Vec<AwaitedRequest>> {
    let now = this_minute(session);
    let calendar = Memo::new(move |_| working_calendar(&session.book()));
    let targets = Memo::new(move |_| Targets::of(&session.book()));
    Memo::new(move |_| {
        let (targets, now) = (targets.get(), now.get());
        calendar.with(|calendar| {
            with_clock(calendar, |clock| {
                let of = |dossier: &Dossier| AwaitedRequest::all_of(dossier, clock, targets, now).collect();
                dossier.with(|dossier| dossier.as_ref().map(of).unwrap_or_default())
            })
        })
    })
}

/// What is due, followed.
fn dues(session: Session, dossier: Memo<Option<Dossier>>, requests: Memo<Vec<AwaitedRequest>>) -> Memo<Vec<Due>> {
    Memo::new(move |_| {
        let (today, ledger) = (session.read_on.get(), session.ledger.get());
        let of = |dossier: &Dossier| still_due(dossier, dossier.due(today), ledger.sales(dossier.id), today);
        let dues = dossier.with(|dossier| dossier.as_ref().map(of).unwrap_or_default());
        requests.with(|requests| by_targets(dues, requests))
    })
}

/// When it was lost, whether it is gone, and its cases, followed.
fn losses(session: Session, dossier: Memo<Option<Dossier>>) -> Memo<Option<LossFile>> {
    let seen = losses_seen(session);
    // Of its records these alone matter: the sales of all may be looked at, which would be felt at every keystroke.
    let said = Memo::new(move |_| {
        let said = |dossier: &Dossier| {
            (dossier.all::<LossVerdict>().collect::<Vec<_>>(), dossier.all::<WinBack>().collect::<Vec<_>>())
        };
        dossier.with(|dossier| dossier.as_ref().map(said))
    });
    Memo::new(move |_| {
        said.track();
        let ledger = session.ledger.get();
        dossier.with_untracked(|dossier| dossier.as_ref().map(|dossier| LossFile::of(dossier, &ledger, seen.get())))
    })
}

/// The timeline of a dossier, followed.
fn timeline(session: Session, dossier: Memo<Option<Dossier>>) -> Memo<Timeline> {
    Memo::new(move |_| {
        let (ledger, book) = (session.ledger.get(), session.book());
        let named = |id| book.name(id);
        dossier
            .with(|dossier| dossier.as_ref().map(|dossier| Timeline::of(dossier, &ledger, named)).unwrap_or_default())
    })
}

/// The white space of a dossier, followed; it is worked out once somebody looks.
fn space(session: Session, dossier: Memo<Option<Dossier>>) -> Memo<Option<Space>> {
    // One pass over all sales, whatever is edited.
    let sold = Memo::new(move |_| {
        let (analysis, ledger) = (session.analysis.get(), session.ledger.get());
        ByPtr::new(Sold::of(analysis.as_deref(), &ledger))
    });
    Memo::new(move |_| {
        let (sold, ledger) = (sold.get(), session.ledger.get());
        dossier.with(|dossier| dossier.as_ref().map(|dossier| Space::of(dossier, &ledger, &sold)))
    })
}

/// The people of a dossier, followed.
pub type PeopleMemo = Memo<Option<People>>;

/// Makes the people of a dossier known to its page, as of the day the book is read on.
fn provide_people(session: Session, dossier: Memo<Option<Dossier>>) {
    let people: PeopleMemo = Memo::new(move |_| {
        let (book, day) = (session.book(), session.read_on.get());
        dossier.with(|dossier| dossier.as_ref().map(|dossier| People::of(dossier, &book, day)))
    });
    provide_context(people);
}
