//! What the file leaves open: asked with an example from it, never guessed in silence.

use leptos::prelude::*;

use crate::exchange::{Answer, Choice, DateFormat, DiscountKind, Question, Reading};
use crate::ledger::Currency;
use crate::text::Key;
use crate::ui::component::{Glyph, Icon};
use crate::ui::intake::intake;
use crate::ui::words::{Words, isolated, words};

/// Currencies offered where the file names none; another code can be typed.
const CURRENCIES: [&str; 12] = ["USD", "EUR", "GBP", "CHF", "RUB", "RSD", "IRR", "INR", "PLN", "CZK", "UAH", "JPY"];

#[component]
pub fn Questions() -> impl IntoView {
    let intake = intake();
    let words = words();
    let questions = Memo::new(move |_| {
        let plan = intake.plan.get();
        let outline = intake.outline.get();
        plan.zip(outline).map(|(plan, outline)| plan.questions(&outline)).unwrap_or_default()
    });
    let open = move || {
        questions.with(|all| all.iter().filter(|question| question.blocking && question.answer.is_none()).count())
    };
    let state = move || {
        if open() == 0 {
            view! { <span class="mark" data-tone="good"><Icon glyph=Glyph::Check/>{words.text(Key::AllAnswered)}</span> }
        } else {
            view! { <span class="mark" data-tone="warn"><Icon glyph=Glyph::Warn/>{words.text(Key::WaitsForYou)}</span> }
        }
    };
    // What is asked, without the answers: answering must not build anew what has the focus.
    let asked = Memo::new(move |_| {
        let open = |question: Question| Question { answer: None, ..question };
        questions.get().into_iter().map(open).collect::<Vec<_>>()
    });
    move || {
        let all = asked.get();
        (!all.is_empty()).then(|| {
            view! {
                <section>
                    <div class="section-head">
                        <h2>{words.text(Key::Questions)}</h2>
                        {state}
                    </div>
                    <div class="stack-s questions">
                        {all.into_iter().map(|question| view! { <Ask question questions/> }).collect_view()}
                    </div>
                </section>
            }
        })
    }
}

#[component]
fn Ask(question: Question, questions: Memo<Vec<Question>>) -> impl IntoView {
    let intake = intake();
    let words = words();
    let header = intake.plan.with_untracked(|plan| {
        plan.as_ref().and_then(|plan| plan.headers.get(question.column).cloned()).unwrap_or_default()
    });
    let column = isolated(&header);
    let kind = question.options.first().map(|choice| choice.answer);
    if let Some(Answer::Currency(_)) = kind {
        return view! { <AskCurrency question questions column/> }.into_any();
    }
    let example = isolated(&question.example);
    let (ask, hint) = match kind {
        Some(Answer::Date(_)) => (Key::AskDate, Some(Key::AskDateExample)),
        Some(Answer::Number(_)) => (Key::AskNumber, Some(Key::AskNumberExample)),
        _ => (Key::AskDiscount, None),
    };
    let name = format!("question-{}-{}", question.column, question.example);
    let at = question.column;
    let option = |choice: Choice| {
        let answer = choice.answer;
        // Two questions about one column differ in the kind of their answers.
        let is_chosen =
            move || questions.with(|all| all.iter().any(|asked| asked.column == at && asked.answer == Some(answer)));
        view! {
            <label class="check">
                <input
                    type="radio"
                    name=name.clone()
                    prop:checked=is_chosen
                    on:change=move |_| intake.edit_plan(|plan| plan.answer(at, answer))
                />
                {option_text(words, &choice)}
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="label">{words.fill(ask, &[("column", &column)])}</legend>
            {hint.map(|hint| view! { <span class="hint">{words.fill(hint, &[("example", &example)])}</span> })}
            {question.options.iter().cloned().map(option).collect_view()}
        </fieldset>
    }
    .into_any()
}

#[component]
fn AskCurrency(question: Question, questions: Memo<Vec<Question>>, column: String) -> impl IntoView {
    let intake = intake();
    let words = words();
    let chosen = intake.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.currency)).unwrap_or_default();
    let at = question.column;
    let is_chosen = move |currency| {
        let answer = Some(Answer::Currency(currency));
        questions.with(|all| all.iter().any(|asked| asked.column == at && asked.answer == answer))
    };
    let offered = question.options.iter().filter_map(|choice| match choice.answer {
        Answer::Currency(currency) => Some(currency),
        _ => None,
    });
    let mut all: Vec<Currency> = offered.chain(CURRENCIES.iter().filter_map(|code| code.parse().ok())).collect();
    all.push(chosen);
    all.sort_unstable();
    all.dedup();
    let options = all.into_iter().map(|currency| {
        view! { <option value=currency.to_string() prop:selected=move || is_chosen(currency)>{currency.to_string()}</option> }
    });
    let id = format!("currency-{}", question.column);
    let choose = move |event| {
        if let Ok(currency) = event_target_value(&event).parse() {
            intake.edit_plan(|plan| plan.answer(at, Answer::Currency(currency)));
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{words.fill(Key::AskCurrency, &[("column", &column)])}</label>
            <span class="hint">{words.text(Key::AskCurrencyHint)}</span>
            <select class="select" id=id on:change=choose>{options.collect_view()}</select>
        </div>
    }
}

fn option_text(words: Words, choice: &Choice) -> String {
    let reading = match &choice.reading {
        Some(Reading::Date(day)) => words.day(*day),
        Some(Reading::Number(number)) => number.parse().map_or(number.clone(), |number| words.decimal(number, 3)),
        None => String::new(),
    };
    let key = match choice.answer {
        Answer::Date(DateFormat::Dmy) => Key::OptionDay,
        Answer::Date(DateFormat::Mdy) => Key::OptionMonth,
        Answer::Date(DateFormat::Ymd) => Key::OptionYear,
        Answer::Number(_) => Key::OptionNumber,
        Answer::Discount(DiscountKind::Fraction) => Key::OptionFraction,
        Answer::Discount(DiscountKind::Percent) => Key::OptionPercent,
        Answer::Currency(currency) => return currency.to_string(),
    };
    words.fill(key, &[("reading", &reading)])
}
