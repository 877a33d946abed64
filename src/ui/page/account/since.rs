//! What has come about since we last spoke with them (R3): on the page of an account, and before a meeting.

use leptos::prelude::*;

use super::account_view::AccountView;
use crate::book::Kept;
use crate::book::kind::Tone;
use crate::ledger::Ledger;
use crate::service::on_time::Asked;
use crate::service::since_touch::{NamedRecord, OrdersSince, PromiseSince, SinceTouch};
use crate::text::Key;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, rich, words};

/// So many names are told of each; the rest is read below.
const NAMED: usize = 3;

/// What has come about, followed.
pub fn since_touch(session: Session, account_view: AccountView) -> Memo<Option<SinceTouch>> {
    let asked = Memo::new(move |_| Asked::of(&session.book(), session.read_on.get()));
    Memo::new(move |_| {
        let (ledger, asked) = (session.ledger.get(), asked.get());
        account_view.dossier.with(|dossier| SinceTouch::of(dossier.as_ref()?, &ledger, asked))
    })
}

/// "Since we last spoke, 8 April 1998 (28 days ago)"
pub fn title(words: Words, since: &SinceTouch) -> String {
    words.fill(Key::SinceTitle, &[("day", &words.day(since.touch)), ("days", &words.days(since.days.into()))])
}

/// Each thing that is to be said, in a line.
pub fn lines(words: Words, ledger: &Ledger, since: &SinceTouch) -> Vec<(Tone, String)> {
    let mut all = Vec::new();
    all.extend(since.orders.map(|orders| of_orders(words, ledger, orders)));
    let mut add = |tone, key, names: Vec<String>| {
        if !names.is_empty() {
            let shown = words.list(names.iter().take(NAMED).map(|name| isolated(name)));
            let more = if names.len() > NAMED { " …" } else { "" };
            all.push((tone, words.counted(key, names.len(), &[("what", &format!("{shown}{more}"))])));
        }
    };
    let names = |records: &[NamedRecord]| {
        let of = |record: &NamedRecord| {
            if record.name.is_empty() { words.text(Key::Unnamed).to_owned() } else { record.name.clone() }
        };
        records.iter().map(of).collect::<Vec<_>>()
    };
    add(Tone::Bad, Key::SinceLate, since.late.clone());
    add(Tone::Warn, Key::SinceOpened, names(&since.complaints_opened));
    add(Tone::Good, Key::SinceClosed, names(&since.complaints_closed));
    for (is_ours, outcome, tone, key) in PROMISES {
        let is_so = |promise: &&PromiseSince| promise.is_ours == is_ours && promise.outcome == outcome;
        add(tone, key, since.promises.iter().filter(is_so).map(|promise| promise.what.clone()).collect());
    }
    add(Tone::Plain, Key::SinceCame, names(&since.came));
    add(Tone::Warn, Key::SinceLeft, names(&since.left));
    let groups = since.groups.iter().filter_map(|group| ledger.groups().get(usize::try_from(*group).ok()?));
    add(Tone::Warn, Key::SinceGroups, groups.cloned().collect());
    all
}

/// How promises of each side stand, ours first.
const PROMISES: [(bool, Option<Kept>, Tone, Key); 6] = [
    (true, None, Tone::Bad, Key::SinceOursOpen),
    (true, Some(Kept::Broken), Tone::Bad, Key::SinceOursBroken),
    (true, Some(Kept::Kept), Tone::Good, Key::SinceOursKept),
    (false, None, Tone::Plain, Key::SinceTheirsOpen),
    (false, Some(Kept::Broken), Tone::Plain, Key::SinceTheirsBroken),
    (false, Some(Kept::Kept), Tone::Plain, Key::SinceTheirsKept),
];

/// Beside what would be usual, where that is known.
fn of_orders(words: Words, ledger: &Ledger, orders: OrdersSince) -> (Tone, String) {
    let OrdersSince { count, amount, usual } = orders;
    if count == 0 {
        return (Tone::Warn, words.count(Key::SinceNoOrder, usual.unwrap_or_default()));
    }
    let amount = words.money(ledger.currency(), amount);
    let told = words.counted(Key::SinceOrders, count, &[("amount", &amount)]);
    let beside = |key, n: usize| words.counted(key, n, &[("orders", &told)]);
    match usual {
        None => (Tone::Plain, told),
        Some(usual) if usual == count => (Tone::Plain, beside(Key::SinceAsUsual, count)),
        Some(usual) if usual > count => (Tone::Warn, beside(Key::SinceFewer, usual - count)),
        Some(usual) => (Tone::Good, beside(Key::SinceMore, count - usual)),
    }
}

pub fn tone_name(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Plain => None,
        Tone::Good => Some("good"),
        Tone::Warn => Some("warn"),
        Tone::Bad => Some("bad"),
    }
}

/// Nothing where nothing has come about.
#[component]
pub fn SinceStrip(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    let since = since_touch(session, account_view);
    move || {
        since.get().filter(|since| !since.is_empty()).map(|since| {
            let ledger = session.ledger.get_untracked();
            let line = |(tone, text)| view! { <li data-tone=tone_name(tone)>{rich(text)}</li> };
            view! {
                <div class="since" data-testid="since-touch">
                    <h3>{title(words, &since)}</h3>
                    <ul>{lines(words, &ledger, &since).into_iter().map(line).collect_view()}</ul>
                </div>
            }
        })
    }
}
