//! Why a file goes no further, and the way out.

use leptos::prelude::*;

use crate::exchange::flow::Failure;
use crate::exchange::interview::answers::AnswerRefusal;
use crate::exchange::json::JsonRefusal;
use crate::exchange::{Binary, Limit, Reason, Refusal};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::importing::current_import;
use crate::ui::words::{Words, isolated, words};

/// The reason, where there is one.
#[component]
pub fn FailureBanner() -> impl IntoView {
    let importing = current_import();
    let words = words();
    move || {
        importing.failure.get().map(|failure| {
            let title = importing
                .file
                .get_untracked()
                .map(|file| words.fill(Key::CantImport, &[("file", &isolated(&file.name))]));
            view! {
                <div class="banner" data-tone="bad" role="alert" data-testid="import-error">
                    <Icon glyph=Glyph::Warn/>
                    <div>
                        {title.map(|title| view! { <b>{title}</b> })}
                        <p>{described(words, &failure)}</p>
                        <p>{words.text(Key::NothingChanged)}</p>
                    </div>
                </div>
            }
        })
    }
}

fn described(words: Words, failure: &Failure) -> String {
    match failure {
        Failure::Refused(refusal) => refused(words, refusal),
        Failure::NotAnExport(refusal) => not_an_export(words, refusal),
        Failure::NoAnswer(refusal) => words.text(no_answer(*refusal)).into(),
        Failure::Unreadable(detail) => words.fill(Key::RefusedUnreadable, &[("detail", detail)]),
        Failure::WorkerDied(detail) => words.fill(Key::RefusedWorker, &[("detail", detail)]),
        Failure::NoSample(detail) => words.fill(Key::SampleFailed, &[("detail", detail)]),
    }
}

fn refused(words: Words, refusal: &Refusal) -> String {
    let headers = |key, headers: &[String]| {
        let named: Vec<&str> = headers.iter().map(String::as_str).filter(|header| !header.is_empty()).collect();
        words.fill(key, &[("headers", &isolated(&named.join(", ")))])
    };
    match refusal {
        Refusal::Empty => words.text(Key::RefusedEmpty).into(),
        Refusal::Binary(Binary::Zip) => words.text(Key::RefusedZip).into(),
        Refusal::Binary(_) => words.text(Key::RefusedBinary).into(),
        // Nothing hands these over yet.
        Refusal::Workbook(limit) => words.text(limit_key(*limit)).into(),
        Refusal::Locked => words.text(Key::RefusedLocked).into(),
        Refusal::BrokenWorkbook { detail } => words.fill(Key::RefusedBroken, &[("detail", &isolated(detail))]),
        Refusal::BrokenArchive { detail } => words.fill(Key::RefusedBrokenArchive, &[("detail", &isolated(detail))]),
        Refusal::NoSheet => words.text(Key::RefusedNoSheet).into(),
        Refusal::NoHeader => words.text(Key::RefusedNoHeader).into(),
        Refusal::HeaderOnly => words.text(Key::RefusedHeaderOnly).into(),
        Refusal::NoAmountColumn { headers: found } => headers(Key::RefusedNoAmount, found),
        Refusal::NothingUsable { reasons, examples } => {
            let reason = |(reason, count): &(Reason, u64)| {
                let example = examples.iter().find(|example| example.reason == *reason && !example.text.is_empty());
                let example = example.map(|example| format!(" ({})", isolated(&example.text))).unwrap_or_default();
                let rows = words.count(Key::CountRows, *count as usize);
                format!("{}: {rows}{example}", words.text(reason_key(*reason)))
            };
            let reasons: Vec<String> = reasons.iter().map(reason).collect();
            words.fill(Key::RefusedNothing, &[("reasons", &reasons.join("; "))])
        }
        Refusal::TooLarge => words.text(Key::RefusedTooLarge).into(),
    }
}

fn limit_key(limit: Limit) -> Key {
    match limit {
        Limit::Compressed => Key::RefusedCompressed,
        Limit::Inflated => Key::RefusedInflated,
        Limit::Unpacked => Key::RefusedUnpacked,
        Limit::Entries => Key::RefusedEntries,
        Limit::Cells => Key::RefusedCells,
    }
}

fn no_answer(refusal: AnswerRefusal) -> Key {
    match refusal {
        AnswerRefusal::NoAnswer | AnswerRefusal::Damaged => Key::RefusedAnswerDamaged,
        AnswerRefusal::TooLarge | AnswerRefusal::TooLong => Key::RefusedAnswerTooLong,
        AnswerRefusal::Newer => Key::RefusedAnswerNewer,
        AnswerRefusal::Empty => Key::RefusedAnswerEmpty,
        AnswerRefusal::Unknown => Key::RefusedAnswerUnknown,
    }
}

fn not_an_export(words: Words, refusal: &JsonRefusal) -> String {
    match refusal {
        JsonRefusal::NotJson { line, column } => {
            let (line, column) = (words.number(*line), words.number(*column));
            words.fill(Key::RefusedNotJson, &[("line", &line), ("column", &column)])
        }
        JsonRefusal::NotOurs => words.text(Key::RefusedNotOurs).into(),
        JsonRefusal::Newer { version } => {
            words.fill(Key::RefusedNewer, &[("version", &words.number(*version as usize))])
        }
        JsonRefusal::Damaged { detail } => words.fill(Key::RefusedDamaged, &[("detail", &isolated(detail))]),
    }
}

/// The text of a reason to skip a row.
pub(super) fn reason_key(reason: Reason) -> Key {
    match reason {
        Reason::NoCustomer => Key::ReasonNoCustomer,
        Reason::NoPerson => Key::ReasonNoPerson,
        Reason::NoDate => Key::ReasonNoDate,
        Reason::BadDate => Key::ReasonBadDate,
        Reason::NoAmount => Key::ReasonNoAmount,
        Reason::BadAmount => Key::ReasonBadAmount,
        Reason::BadQuantity => Key::ReasonBadQuantity,
        Reason::BadPrice => Key::ReasonBadPrice,
        Reason::BadDiscount => Key::ReasonBadDiscount,
        Reason::OtherCurrency => Key::ReasonOtherCurrency,
        Reason::AmountTooLarge => Key::ReasonAmountTooLarge,
        Reason::TooFewCells => Key::ReasonTooFewCells,
        Reason::TooManyCells => Key::ReasonTooManyCells,
        Reason::BadEncoding => Key::ReasonBadEncoding,
        Reason::RowTooLong => Key::ReasonRowTooLong,
        Reason::RepeatedHeader => Key::ReasonRepeatedHeader,
        Reason::Blank => Key::ReasonBlank,
        Reason::TotalsRow => Key::ReasonTotals,
        Reason::BadTax => Key::ReasonBadTax,
        Reason::Cancelled => Key::ReasonCancelled,
        Reason::OtherMeasure => Key::ReasonOtherMeasure,
        Reason::NoPair => Key::ReasonNoPair,
        Reason::OtherDocument => Key::ReasonOtherDocument,
        Reason::Heading => Key::ReasonHeading,
        Reason::Swallowed => Key::ReasonSwallowed,
        Reason::BadCell => Key::ReasonBadCell,
        Reason::Hidden => Key::ReasonHidden,
    }
}
