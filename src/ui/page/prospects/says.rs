//! What is said of a prospect, on the list and on its own page.

use leptos::prelude::*;

use crate::glyph::Glyph;
use crate::prospecting::prospects::{Ahead, FoundIn, Heard, ProspectFile, Stage};
use crate::prospecting::three_p::{Answer, Question, Unknown, Verdict};
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::session::Session;
use crate::ui::words::{Words, isolated};

/// Where it was found, in words.
pub fn found_in(words: Words, of: FoundIn<'_>) -> String {
    match of {
        FoundIn::Usual(source) => words.text(source.name()).into(),
        FoundIn::Own(name) => words.fill(Key::SourceOwnNamed, &[("name", &isolated(name))]),
        FoundIn::Unsaid => words.text(Key::SourceUnsaid).into(),
    }
}

/// What the stage is called.
pub fn stage_name(stage: Stage) -> Key {
    match stage {
        Stage::Found => Key::StageFound,
        Stage::Talks => Key::StageTalks,
        Stage::Qualified => Key::StageQualified,
        Stage::OfferOut => Key::StageOfferOut,
        Stage::Customer => Key::StageCustomer,
        Stage::Out => Key::StageOut,
    }
}

/// The stage as a tag: good and bad ones by colour, sign and word.
pub fn stage_tag(words: Words, file: &ProspectFile) -> impl IntoView + use<> {
    let (tone, glyph) = match file.stage {
        Stage::Qualified | Stage::OfferOut | Stage::Customer => (Some("good"), Some(Glyph::Check)),
        Stage::Out => (Some("bad"), Some(Glyph::Close)),
        Stage::Found | Stage::Talks => (None, None),
    };
    let text = match (file.stage, &file.outcome, file.three_p.verdict()) {
        (Stage::Out, Some((outcome, ..)), _) => words.text(outcome.name()).to_owned(),
        (Stage::Out, None, Verdict::NotQualified(question)) => {
            words.labelled(Key::StageOut, words.text(question.name()))
        }
        (stage, ..) => words.text(stage_name(stage)).to_owned(),
    };
    view! {
        <span class="tag" data-tone=tone data-testid="prospect-stage" data-stage=file.stage.code()>
            {glyph.map(|glyph| view! { <Icon glyph/> })}
            {text}
        </span>
    }
}

/// What is asked about one of the three, as one asks it.
fn asked(question: Question, again: bool) -> Key {
    match (question, again) {
        (Question::Need, false) => Key::AskNeed,
        (Question::Authority, false) => Key::AskAuthority,
        (Question::Pay, false) => Key::AskPay,
        (Question::Need, true) => Key::AskNeedAgain,
        (Question::Authority, true) => Key::AskAuthorityAgain,
        (Question::Pay, true) => Key::AskPayAgain,
    }
}

/// What to find out or to do next.
pub fn ahead(words: Words, file: &ProspectFile) -> String {
    let find = |question, again| words.fill(Key::AheadFindOut, &[("what", words.text(asked(question, again)))]);
    match file.ahead() {
        Ahead::FindOut(question) => find(question, false),
        Ahead::AskAgain(question) => find(question, true),
        Ahead::MakeOffer => words.text(Key::AheadMakeOffer).into(),
        Ahead::AwaitAnswer(day) => words.fill(Key::AheadAnswer, &[("day", &words.day(day))]),
        Ahead::Reconsider(question) => words
            .text(match question {
                Question::Need => Key::AheadNoNeed,
                Question::Authority => Key::AheadNoAuthority,
                Question::Pay => Key::AheadNoPay,
            })
            .into(),
        Ahead::LeaveAlone(_) => {
            let reason = file.outcome.as_ref().map(|(_, _, reason)| reason.trim()).unwrap_or_default();
            if reason.is_empty() { words.text(Key::AheadNoReason).into() } else { isolated(reason) }
        }
        Ahead::Serve => words.text(Key::AheadServe).into(),
    }
}

/// The question that is asked next, if one is.
pub fn next_question(file: &ProspectFile) -> Option<Question> {
    match file.ahead() {
        Ahead::FindOut(question) | Ahead::AskAgain(question) => Some(question),
        _ => None,
    }
}

/// How one of the three stands.
pub struct Cell {
    /// "yes", "no", "unknown", "stale": as the sheet knows it.
    pub state: &'static str,
    pub glyph: Glyph,
    /// "Yes", "Was yes", "Not known"
    pub title: String,
    /// What shows it, or why it isn't known.
    pub evidence: String,
    /// Who said so and when.
    pub by: String,
    /// Until when it holds, or since when it doesn't.
    pub holds: Option<String>,
}

pub fn cell(words: Words, session: Session, file: &ProspectFile, question: Question) -> Cell {
    let heard: Option<&Heard> =
        Question::ALL.iter().position(|of| *of == question).and_then(|at| file.heard.get(at)?.as_ref());
    let (state, glyph, title) = match file.three_p.answer(question) {
        Answer::Yes => ("yes", Glyph::Check, Key::CellYes),
        Answer::No => ("no", Glyph::Close, Key::CellNo),
        Answer::Unknown(Unknown::Stale { is_yes: true, .. }) => ("stale", Glyph::History, Key::CellWasYes),
        Answer::Unknown(Unknown::Stale { is_yes: false, .. }) => ("stale", Glyph::History, Key::CellWasNo),
        Answer::Unknown(_) => ("unknown", Glyph::Search, Key::CellUnknown),
    };
    let evidence = heard.map(|heard| heard.record.evidence.trim()).filter(|text| !text.is_empty());
    let evidence = match (evidence, file.three_p.answer(question)) {
        (Some(text), _) => isolated(text),
        (None, Answer::Unknown(Unknown::NotAsked)) => words.text(Key::CellNotAsked).into(),
        (None, _) => words.text(Key::CellNoEvidence).into(),
    };
    let record = heard.map(|heard| &heard.record);
    let names = record.into_iter().flat_map(|record| [record.contact, record.colleague]).flatten();
    let names: Vec<String> = names.map(|id| isolated(&session.name(id))).collect();
    let day = record.and_then(|record| record.day).map(|day| words.day(day));
    let lacks = match file.three_p.answer(question) {
        Answer::Unknown(Unknown::NoPerson) => Some(words.text(Key::CellNoPerson).to_owned()),
        Answer::Unknown(Unknown::NoDay) => Some(words.text(Key::CellNoDay).to_owned()),
        _ => None,
    };
    let by = names.into_iter().chain(day).chain(lacks).collect::<Vec<_>>().join(words.between());
    let limit = words.number(usize::try_from(question.fresh_days()).unwrap_or_default());
    let holds = match file.three_p.answer(question) {
        Answer::Yes | Answer::No => record
            .and_then(|record| record.day)
            .map(|day| words.fill(Key::CellGoodUntil, &[("day", &words.day(day.plus(question.fresh_days())))])),
        Answer::Unknown(Unknown::Stale { days, .. }) => {
            Some(words.fill(Key::CellStale, &[("days", &words.days(days.into())), ("limit", &limit)]))
        }
        Answer::Unknown(_) => None,
    };
    Cell { state, glyph, title: words.text(title).into(), evidence, by, holds }
}
