//! A person says that accounts are key, or that they aren't, and why (C24).
//!
//! It is decided with one click. Where the figures say the same, what they rest on is kept as the reason, for figures
//! change; else the page asks for it, and goes on without an answer.

use leptos::prelude::*;

use super::session::Session;
use super::words::{Words, words};
use crate::analysis::{Analysis, KeyAccount, KeySuggestion};
use crate::book::{Change, Edit, KeyDecision, Label, RecordId, account::field};
use crate::browser::clock;
use crate::text::Key;

/// What was decided, and asks for a reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub account: RecordId,
    pub name: String,
    pub decision: KeyDecision,
    /// What has the focus once there is an answer, as a selector.
    back: String,
}

/// How a page lets people decide, and what it asks them.
#[derive(Clone, Copy)]
pub struct KeyDecisions {
    pub session: Session,
    words: Words,
    pub asked: RwSignal<Option<Asked>>,
}

impl KeyDecisions {
    pub fn new(session: Session) -> Self {
        Self { session, words: words(), asked: RwSignal::new(None) }
    }

    /// Decides on one account, and asks for the reason where the figures have none. `back` has the focus afterwards.
    pub fn decide(self, name: String, account: RecordId, decision: KeyDecision, back: impl Into<String>) {
        let label = Label::Key { decision, account: name.clone() };
        let suggestion = self.change(label, &[account], decision).into_iter().next().unwrap_or_default();
        let is_open = suggestion.leaves_open_why(decision) && !self.session.is_read_only.get_untracked();
        if is_open {
            // The bar that asks says it, with the way back.
            self.session.notice.set(None);
        }
        self.asked.set(is_open.then(|| Asked { account, name, decision, back: back.into() }));
    }

    /// Decides on several in one change, which is said to be about `what`.
    pub fn decide_all(self, what: String, accounts: &[RecordId], decision: KeyDecision) {
        self.asked.set(None);
        self.change(Label::KeySeveral { decision, accounts: what }, accounts, decision);
    }

    /// Whether this decision is the last thing that was done, so that undo takes it back; tracked.
    pub fn is_last(self, name: &str, decision: KeyDecision) -> bool {
        let is_it = |label: &Label| matches!(label, Label::Key { decision: made, account } if *made == decision && account == name);
        self.session.undoable(|_, change| is_it(&change.label)).unwrap_or_default()
    }

    /// Takes the last decision back, and asks nothing more about it.
    pub fn undo(self) {
        let asked = self.asked.get_untracked();
        self.asked.set(None);
        self.session.undo();
        asked.into_iter().for_each(|asked| super::keys::focus_after(asked.back));
    }

    /// What is suggested of each.
    fn change(self, label: Label, accounts: &[RecordId], decision: KeyDecision) -> Vec<KeySuggestion> {
        let Self { session, words, .. } = self;
        let (book, analysis) = (session.book_untracked(), session.analysis.get_untracked());
        let analysis = analysis.as_deref();
        let suggested = |id: &RecordId| KeyAccount::of(&book, analysis, *id).map(|found| found.suggestion);
        let suggestions: Vec<_> = accounts.iter().map(|id| suggested(id).unwrap_or_default()).collect();
        let edits = accounts.iter().zip(&suggestions).flat_map(|(id, suggestion)| {
            let is_told = !suggestion.leaves_open_why(decision);
            let why = if is_told { why_suggested(words, analysis, *id, *suggestion) } else { None };
            [
                field::key.set(*id, Some(decision)),
                field::key_reason.set(*id, why.unwrap_or_default()),
                field::key_confirmed.set(*id, Some(clock::today())),
            ]
        });
        let edits: Vec<Edit> = edits.collect();
        session.commit(Change::new(label, edits));
        suggestions
    }

    /// Takes the answer; an empty one is none.
    pub fn answer(self, reason: &str) {
        let Some(asked) = self.asked.get_untracked() else { return };
        self.asked.set(None);
        super::keys::focus_after(asked.back);
        // Somebody may have taken the decision back meanwhile, or decided otherwise.
        let stands = self.session.book_untracked().value(asked.account, field::key) == Some(asked.decision);
        if stands && !reason.trim().is_empty() {
            let mut edits = vec![field::key_reason.set(asked.account, reason.trim().to_owned())];
            // The decision and its reason are one step: one undo takes both back.
            if self.is_last(&asked.name, asked.decision) {
                self.session.undo();
                edits.push(field::key.set(asked.account, Some(asked.decision)));
                edits.push(field::key_confirmed.set(asked.account, Some(clock::today())));
            }
            let label = Label::Key { decision: asked.decision, account: asked.name };
            self.session.commit(Change::new(label, edits));
        }
    }
}

/// What a suggestion rests on, in a sentence; `None` for an account that isn't suggested.
pub fn why_suggested(
    words: Words,
    analysis: Option<&Analysis>,
    id: RecordId,
    suggestion: KeySuggestion,
) -> Option<String> {
    let types: Vec<_> = suggestion.types().map(|kind| words.account_type(kind)).collect();
    if suggestion.by_size {
        let analysis = analysis?;
        let before = analysis.finding(id)?.rank?.cumulative_share_before;
        let places = [("limit", words.limit(analysis.config.key.share)), ("before", words.percent(before))];
        Some(words.fill(Key::KeySuggestedBySize, &places.each_ref().map(|(name, value)| (*name, value.as_str()))))
    } else if types.is_empty() {
        None
    } else {
        Some(words.fill(Key::KeySuggestedByType, &[("types", &words.enumerated(types))]))
    }
}
