//! What is told so far, and what keeps it from being saved.

use leptos::prelude::*;

use super::day::DayText;
use crate::analysis::KeyAccounts;
use crate::book::{Channel, Hours, Negotiation, RecordId, Side};
use crate::browser::clock;
use crate::dossier::Dossier;
use crate::dossier::touch::{AccountNames, Newcomer, Offered, Told, Touch, offered};
use crate::text::Key;
use crate::ui::session::Session;
use crate::ui::touching::TouchWish;

/// Somebody who isn't in the book, and whether they took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    pub newcomer: Newcomer,
    pub took_part: bool,
}

/// Something that is to follow.
#[derive(Clone, Copy)]
pub struct Following {
    pub what: RwSignal<String>,
    pub day: DayText,
}

impl Following {
    fn new() -> Self {
        Self { what: RwSignal::new(String::new()), day: DayText::new(None) }
    }

    fn told(self) -> Told {
        Told { what: self.what.get_untracked(), day: self.day.day.get_untracked() }
    }
}

/// What is told so far.
#[derive(Clone, Copy)]
pub struct Draft {
    pub session: Session,
    pub account: RwSignal<Option<RecordId>>,
    pub day: DayText,
    pub channel: RwSignal<Channel>,
    pub by: RwSignal<Option<Side>>,
    pub contacts: RwSignal<Vec<RecordId>>,
    pub strangers: RwSignal<Vec<Stranger>>,
    colleagues: RwSignal<Vec<RecordId>>,
    /// Of a mail, or of a negotiation.
    pub subject: RwSignal<Option<String>>,
    /// What the subject was before anybody typed.
    given: StoredValue<Option<String>>,
    /// The negotiation that was held.
    negotiation: RwSignal<Option<RecordId>>,
    pub said: RwSignal<String>,
    pub we_promise: Following,
    pub they_promise: Following,
    pub need: RwSignal<String>,
    pub next: Following,
    /// How many hours it took, as typed.
    pub took: RwSignal<String>,
    /// The accounts one can choose from.
    pub names: StoredValue<AccountNames>,
    /// Whom of theirs one may have spoken with, by the account.
    pub people: Memo<Vec<Offered>>,
    /// Why it isn't saved, said at its foot.
    pub missing: RwSignal<Option<Key>>,
}

/// What is to be put right before it is saved, with what is to have the focus.
pub struct Fault {
    pub says: Key,
    pub selector: &'static str,
}

impl Draft {
    pub fn new(session: Session, wish: TouchWish) -> Self {
        let account = RwSignal::new(wish.account);
        let key = session.analysis.get_untracked();
        let names = session.with_book(|book| {
            let key = KeyAccounts::of(book, key.as_deref());
            AccountNames::of(book, |id| key.is_key(id))
        });
        let people = Memo::new(move |_| {
            let dossier = account.get().and_then(|id| session.with_book(|book| Dossier::of(book, id)));
            dossier.map(|dossier| offered(&dossier, session.read_on.get_untracked())).unwrap_or_default()
        });
        // What was prepared is known already: when, with whom, about what.
        let talk = wish.negotiation.and_then(|id| session.with_book(|book| book.get::<Negotiation>(id)));
        let channel = if talk.is_some() { Channel::Meeting } else { Channel::Call };
        let talk = talk.unwrap_or_default();
        let today = session.read_on.get_untracked();
        let subject = Some(talk.subject).filter(|subject| !subject.is_empty());
        let mut colleagues = talk.colleagues;
        if colleagues.is_empty() {
            colleagues.extend(session.author_untracked());
        }
        Self {
            session,
            account,
            day: DayText::new(Some(talk.day.filter(|day| *day <= today).unwrap_or(today))),
            channel: RwSignal::new(channel),
            by: RwSignal::new(None),
            contacts: RwSignal::new(talk.contacts),
            strangers: RwSignal::new(Vec::new()),
            colleagues: RwSignal::new(colleagues),
            subject: RwSignal::new(subject.clone()),
            given: StoredValue::new(subject),
            negotiation: RwSignal::new(wish.negotiation),
            said: RwSignal::new(String::new()),
            we_promise: Following::new(),
            they_promise: Following::new(),
            need: RwSignal::new(String::new()),
            next: Following::new(),
            took: RwSignal::new(String::new()),
            names: StoredValue::new(names),
            people,
            missing: RwSignal::new(None),
        }
    }

    /// Says with which account it was. Nobody of another one took part.
    pub fn choose(self, account: Option<RecordId>) {
        if self.account.get_untracked() != account {
            self.contacts.set(Vec::new());
            self.negotiation.set(None);
        }
        self.account.set(account);
        self.missing.set(None);
    }

    /// Says that somebody took part, or that they didn't.
    pub fn toggle(self, person: RecordId) {
        self.contacts.update(|contacts| {
            let was_there = contacts.contains(&person);
            contacts.retain(|held| *held != person);
            if !was_there {
                contacts.push(person);
            }
        });
    }

    /// Takes over who of ours had part in it, as a mail says.
    pub fn with_colleagues(self, colleagues: Vec<RecordId>) {
        if !colleagues.is_empty() {
            self.colleagues.set(colleagues);
        }
    }

    /// Whether something would be lost with it.
    pub fn is_begun(self) -> bool {
        let is_told = |following: Following| {
            !following.what.with_untracked(|what| what.trim().is_empty()) || untrack(|| following.day.is_filled())
        };
        !self.said.with_untracked(|said| said.trim().is_empty())
            || !self.need.with_untracked(|need| need.trim().is_empty())
            || self.subject.with_untracked(|subject| self.given.with_value(|given| subject != given))
            || self.strangers.with_untracked(|all| all.iter().any(|stranger| stranger.took_part))
            || [self.we_promise, self.they_promise, self.next].into_iter().any(is_told)
    }

    /// The first thing that keeps it from being saved.
    pub fn fault(self) -> Option<Fault> {
        let fault = |says, selector| Some(Fault { says, selector });
        if self.account.get_untracked().is_none() {
            return fault(Key::TouchLacksAccount, "#touch-account");
        }
        if self.day.day.get_untracked().is_none() {
            return fault(Key::TouchNoDay, "#touch-day");
        }
        let follows = [
            (self.we_promise, "#touch-we", "#touch-we-day"),
            (self.they_promise, "#touch-they", "#touch-they-day"),
            (self.next, "#touch-next", "#touch-next-day"),
        ];
        for (following, what, day) in follows {
            if untrack(|| following.day.is_wrong()) {
                return fault(Key::TouchNoDay, day);
            }
            if following.told().lacks_words() {
                return fault(Key::TouchLacksWords, what);
            }
        }
        if self.took.with_untracked(|took| !took.trim().is_empty() && Hours::typed(took).is_none()) {
            return fault(Key::TouchNoHours, "#touch-took");
        }
        None
    }

    /// Saves it as one change.
    pub fn save(self, not_reached: bool) {
        let Some(account) = self.account.get_untracked() else { return };
        let strangers = self.strangers.get_untracked().into_iter();
        let touch = Touch {
            day: self.day.day.get_untracked(),
            channel: Some(self.channel.get_untracked()),
            by: self.by.get_untracked(),
            not_reached,
            took: self.took.with_untracked(|took| Hours::typed(took)),
            contacts: self.contacts.get_untracked(),
            newcomers: strangers.filter(|stranger| stranger.took_part).map(|stranger| stranger.newcomer).collect(),
            colleagues: self.colleagues.get_untracked(),
            subject: self.subject.get_untracked().unwrap_or_default(),
            said: self.said.get_untracked(),
            we_promise: self.we_promise.told(),
            they_promise: self.they_promise.told(),
            need: self.need.get_untracked(),
            next: self.next.told(),
            negotiation: self.negotiation.get_untracked(),
        };
        let change = self.session.with_book(|book| touch.change(book, account, clock::new_id));
        self.session.commit(change);
    }
}
