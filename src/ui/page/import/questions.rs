//! What the file leaves open: asked with an example from it, never guessed in silence.

use leptos::prelude::*;

use super::document_types::DocumentTypes;
use crate::currency::Currency;
use crate::exchange::{
    Answer, Choice, DateFormat, DiscountKind, ImportSpec, Need, Question, Quotes, Reading, Returns, Role, RowMeasure,
    Sums, Tax, Topic,
};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, CurrencySelect, Icon, WrittenDay};
use crate::ui::importing::current_import;
use crate::ui::words::{Words, isolated, words};

/// Of so many currencies the sums are shown.
const SUMS: usize = 3;

#[component]
pub fn Questions() -> impl IntoView {
    let importing = current_import();
    let words = words();
    let questions = Memo::new(move |_| {
        let spec = importing.spec.get();
        let inspection = importing.inspection.get();
        let mut questions =
            spec.zip(inspection).map(|(spec, inspection)| spec.questions(&inspection)).unwrap_or_default();
        questions.splice(0..0, importing.late_question.get());
        questions
    });
    let open = move || {
        questions.with(|all| all.iter().filter(|question| question.blocking && question.answer.is_none()).count())
    };
    let assumed = move || questions.with(|all| all.iter().any(|question| question.assumed));
    let state = move || {
        if open() == 0 && assumed() {
            view! { <span class="mark">{words.text(Key::AnswerAssumed)}</span> }.into_any()
        } else if open() == 0 {
            view! { <span class="mark" data-tone="good"><Icon glyph=Glyph::Check/>{words.text(Key::AllAnswered)}</span> }
            .into_any()
        } else {
            view! { <span class="mark" data-tone="warn"><Icon glyph=Glyph::Warn/>{words.text(Key::WaitsForYou)}</span> }
                .into_any()
        }
    };
    // What is asked, without the answers: answering must not build anew what has the focus.
    let asked = Memo::new(move |_| {
        let open = |question: Question| {
            let options = question.options.into_iter().filter(|choice| !is_typed(&choice.answer)).collect();
            Question { answer: None, assumed: false, options, ..question }
        };
        questions.get().into_iter().map(open).collect::<Vec<_>>()
    });
    move || {
        let all = asked.get();
        (!all.is_empty()).then(|| {
            view! {
                <section data-testid="import-questions">
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

/// Whether an answer is typed rather than chosen, so that it isn't one of a list.
fn is_typed(answer: &Answer) -> bool {
    matches!(answer, Answer::Tax(Tax::Rate(_)))
}

/// The present answer to a question.
fn answer_of(questions: Memo<Vec<Question>>, topic: Topic, column: usize) -> Option<Answer> {
    questions.with(|all| {
        let is_it = |asked: &&Question| asked.topic == topic && (asked.column == column || !is_of_column(topic));
        all.iter().find(is_it).and_then(|asked| asked.answer)
    })
}

/// Whether the present answer to a question is assumed: nobody said it.
fn is_assumed(questions: Memo<Vec<Question>>, topic: Topic, column: usize) -> bool {
    questions.with(|all| {
        all.iter()
            .any(|asked| asked.assumed && asked.topic == topic && (asked.column == column || !is_of_column(topic)))
    })
}

/// Says beside a question that its answer is assumed.
#[component]
fn AssumedMark(questions: Memo<Vec<Question>>, topic: Topic, at: usize) -> impl IntoView {
    let text = words().text(Key::AnswerAssumed);
    move || is_assumed(questions, topic, at).then(|| view! { " "<span class="mark">{text}</span> })
}

/// Whether there can be a question of this kind about each column.
fn is_of_column(topic: Topic) -> bool {
    matches!(topic, Topic::DateOrder | Topic::DecimalMark | Topic::Discount | Topic::Turned)
}

#[component]
fn Ask(question: Question, questions: Memo<Vec<Question>>) -> impl IntoView {
    let importing = current_import();
    let words = words();
    let header = header_of(question.column);
    let column = isolated(&header);
    let example = isolated(&question.example);
    let (topic, at) = (question.topic, question.column);
    let places = [("column", column.as_str()), ("example", example.as_str())];
    let (ask, mut hint) = asked(topic);
    let names_some =
        importing.spec.with_untracked(|spec| spec.as_ref().is_some_and(|spec| !spec.currencies().is_empty()));
    if topic == Topic::Currency && names_some {
        hint = Some(Key::AskCurrencyMark);
    }
    let part = importing.inspection.with_untracked(|inspection| {
        let part = inspection.as_ref().filter(|seen| !seen.whole && matches!(topic, Topic::WhichAmount | Topic::Once));
        part.map(|seen| words.fill(Key::SumsOfPart, &[("rows", &words.count(Key::CountRows, seen.rows as usize))]))
    });
    let takes_off =
        |spec: &ImportSpec| spec.documents.is_some() || spec.has(Role::DocumentType) || spec.has(Role::Status);
    let is_less =
        topic == Topic::WhichAmount && importing.spec.with_untracked(|spec| spec.as_ref().is_some_and(takes_off));
    let of_all = is_less.then(|| words.text(Key::SumsOfAllRows));
    let ask = words.fill(ask, &places);
    let hint = hint.map(|hint| words.fill(hint, &places));
    if topic == Topic::Currency {
        return view! { <AskCurrency question questions ask hint/> }.into_any();
    }
    let name = format!("question-{topic:?}-{at}");
    let option = |choice: Choice| {
        let answer = choice.answer;
        view! {
            <label class="check">
                <input
                    type="radio"
                    name=name.clone()
                    prop:checked=move || answer_of(questions, topic, at) == Some(answer)
                    // A click on what is assumed says it.
                    on:click=move |_| {
                        if answer_of(questions, topic, at) != Some(answer) || is_assumed(questions, topic, at) {
                            importing.edit_spec(|spec| spec.answer(at, answer));
                        }
                    }
                />
                {option_text(words, &choice)}
            </label>
        }
    };
    let options = question.options.iter().cloned().map(option).collect_view();
    let typed = match topic {
        Topic::Year => Some(view! { <TypeYear at questions/> }.into_any()),
        Topic::Tax => Some(view! { <TypeRate at questions name=name.clone()/> }.into_any()),
        Topic::Missing(Need::Date) => Some(view! { <TypeDay at questions/> }.into_any()),
        Topic::Missing(Need::Customer) => Some(view! { <TypeName/> }.into_any()),
        Topic::Documents => Some(view! { <DocumentTypes/> }.into_any()),
        _ => None,
    };
    view! {
        <fieldset class="field">
            <legend class="label">{ask}<AssumedMark questions topic at/></legend>
            {part.map(|part| view! { <span class="hint">{part}</span> })}
            {of_all.map(|of_all| view! { <span class="hint">{of_all}</span> })}
            {hint.map(|hint| view! { <span class="hint">{hint}</span> })}
            {options}
            {typed}
        </fieldset>
    }
    .into_any()
}

/// The header of a column; its number where it has none.
fn header_of(at: usize) -> String {
    let header =
        current_import().spec.with_untracked(|spec| spec.as_ref().and_then(|spec| spec.headers.get(at).cloned()));
    header.filter(|header| !header.is_empty()).unwrap_or_else(|| format!("#{}", at + 1))
}

/// The headers of a measure: its first and its last.
fn measure_of(at: usize) -> String {
    let columns = current_import().spec.with_untracked(|spec| {
        spec.as_ref().and_then(|spec| spec.measures.get(at)).map(|measure| measure.columns.clone()).unwrap_or_default()
    });
    match columns.as_slice() {
        [first, .., last] => format!("{} … {}", header_of(*first), header_of(*last)),
        [only] => header_of(*only),
        [] => String::new(),
    }
}

/// A measure in rows, or a price times pieces.
fn row_measure(measure: RowMeasure) -> String {
    let rows = current_import().spec.with_untracked(|spec| spec.as_ref().and_then(|spec| spec.counted_rows.clone()));
    let Some(rows) = rows else { return String::new() };
    let name = |at: usize| isolated(rows.names.get(at).map_or("", String::as_str));
    match (measure, rows.priced) {
        (RowMeasure::One(at), _) => name(at),
        (RowMeasure::Priced, Some((price, pieces))) => format!("{} × {}", name(price), name(pieces)),
        (RowMeasure::Priced, None) => String::new(),
    }
}

/// What is asked, and what is said about it.
fn asked(topic: Topic) -> (Key, Option<Key>) {
    match topic {
        Topic::DateOrder => (Key::AskDate, Some(Key::AskDateExample)),
        Topic::DecimalMark => (Key::AskNumber, Some(Key::AskNumberExample)),
        Topic::Discount => (Key::AskDiscount, None),
        Topic::Currency => (Key::AskCurrency, Some(Key::AskCurrencyHint)),
        Topic::Year => (Key::AskYear, None),
        Topic::Missing(Need::Customer) => (Key::AskCustomer, None),
        Topic::Missing(Need::Date) => (Key::AskDay, Some(Key::AskDayHint)),
        Topic::Missing(Need::Amount) => (Key::AskAmount, None),
        Topic::WhichAmount => (Key::AskWhichAmount, None),
        Topic::Once => (Key::AskOnce, Some(Key::AskOnceHint)),
        Topic::Measure => (Key::AskMeasure, None),
        Topic::Tax => (Key::AskTax, None),
        Topic::Returns => (Key::AskReturns, Some(Key::AskReturnsHint)),
        Topic::Jobs => (Key::AskJobs, None),
        Topic::Quotes => (Key::AskQuotes, Some(Key::AskQuotesHint)),
        Topic::Turned => (Key::AskTurned, Some(Key::AskTurnedHint)),
        Topic::JobsBelow => (Key::AskJobsBelow, None),
        Topic::Sheets => (Key::AskSheets, None),
        Topic::RowMeasure => (Key::AskRowMeasure, Some(Key::AskRowMeasureHint)),
        Topic::Documents => (Key::AskDocuments, Some(Key::AskDocumentsHint)),
    }
}

/// A year of one's own.
#[component]
fn TypeYear(at: usize, questions: Memo<Vec<Question>>) -> impl IntoView {
    let importing = current_import();
    let value = move || match answer_of(questions, Topic::Year, at) {
        Some(Answer::Year(year)) => year.to_string(),
        _ => String::new(),
    };
    let typed = move |event| {
        if let Some(year) = Answer::typed_year(&event_target_value(&event)) {
            importing.edit_spec(|spec| spec.answer(at, year));
        }
    };
    view! {
        <input
            class="input"
            inputmode="numeric"
            size="6"
            data-num
            data-testid="import-year"
            aria-label=words().text(Key::AskYearLabel)
            prop:value=value
            on:change=typed
        />
    }
}

/// The day on which all rows count.
#[component]
fn TypeDay(at: usize, questions: Memo<Vec<Question>>) -> impl IntoView {
    let importing = current_import();
    let day = move || match answer_of(questions, Topic::Missing(Need::Date), at) {
        Some(Answer::Day(day)) => Some(day),
        _ => None,
    };
    let value = move || day().map(|day| day.to_string()).unwrap_or_default();
    let typed = move |event| {
        if let Ok(day) = event_target_value(&event).parse() {
            importing.edit_spec(|spec| spec.answer(at, Answer::Day(day)));
        }
    };
    view! {
        <label class="row">
            {words().text(Key::AskDayLabel)}
            <input class="input" type="date" prop:value=value on:change=typed/>
            <WrittenDay day=Signal::derive(day)/>
        </label>
    }
}

/// The customer whose all rows are.
#[component]
fn TypeName() -> impl IntoView {
    let importing = current_import();
    let value = move || importing.spec.with(|spec| spec.as_ref().map(|spec| spec.name.clone()).unwrap_or_default());
    let typed = move |event| {
        let name = event_target_value(&event);
        importing.edit_spec(|spec| spec.name = name.trim().to_owned());
    };
    view! {
        <label class="row">
            {words().text(Key::AskNameLabel)}
            <input class="input" data-testid="import-name" prop:value=value on:change=typed/>
        </label>
    }
}

/// A rate of tax that is taken out of the amounts.
#[component]
fn TypeRate(at: usize, questions: Memo<Vec<Question>>, name: String) -> impl IntoView {
    let importing = current_import();
    let words = words();
    let rate = move || match answer_of(questions, Topic::Tax, at) {
        Some(Answer::Tax(Tax::Rate(rate))) => Some(rate),
        _ => None,
    };
    let last = StoredValue::new(untrack(rate).unwrap_or(2_000));
    let set = move |rate: u32| {
        last.set_value(rate);
        importing.edit_spec(|spec| spec.answer(at, Answer::Tax(Tax::Rate(rate))));
    };
    let typed = move |event| {
        Answer::typed_tax_rate(&event_target_value(&event)).into_iter().for_each(set);
    };
    view! {
        <label class="check">
            <input
                type="radio"
                name=name
                prop:checked=move || rate().is_some()
                on:change=move |_| set(last.get_value())
            />
            {words.text(Key::OptionTaxRate)}
            <input
                class="input"
                data-num
                size="5"
                inputmode="decimal"
                aria-label=words.text(Key::TaxRateLabel)
                prop:value=move || f64::from(rate().unwrap_or(last.get_value())) / 100.0
                on:change=typed
            />
            {words.text(Key::PercentSign)}
        </label>
    }
}

#[component]
fn AskCurrency(question: Question, questions: Memo<Vec<Question>>, ask: String, hint: Option<String>) -> impl IntoView {
    let importing = current_import();
    let words = words();
    let at = question.column;
    let topic = Topic::Currency;
    let chosen = Signal::derive(move || match answer_of(questions, topic, at) {
        Some(Answer::Currency(currency)) => currency,
        _ => Currency::default(),
    });
    let offered = question.options.iter().filter_map(|choice| match choice.answer {
        Answer::Currency(currency) => Some(currency),
        _ => None,
    });
    let mut likely: Vec<Currency> = offered.collect();
    // A code of one's own is no currency of the list.
    let is_unlisted = |currency: &Currency| Currency::code_of(&currency.to_string()).is_none();
    likely.extend(Some(chosen.get_untracked()).filter(|chosen| is_unlisted(chosen) && !likely.contains(chosen)));
    let id = format!("currency-{at}");
    let choose = move |currency| importing.edit_spec(|spec| spec.answer(at, Answer::Currency(currency)));
    let confirm = move || {
        is_assumed(questions, topic, at).then(|| {
            let text = words.fill(Key::CurrencyConfirm, &[("currency", &chosen.get().to_string())]);
            view! { <Button kind=ButtonKind::Quiet small=true text on_click=move || choose(chosen.get_untracked())/> }
        })
    };
    view! {
        <div class="field">
            <label for=id.clone()>{ask}<AssumedMark questions topic at/></label>
            {hint.map(|hint| view! { <span class="hint">{hint}</span> })}
            <div class="row">
                <CurrencySelect id value=chosen likely others=words.text(Key::CurrenciesAll) on_choose=choose/>
                {confirm}
            </div>
        </div>
    }
}

/// What an amount or a price is called, with what the rows come to by it.
fn amount_text(words: Words, role: Role, at: usize, sums: &Sums) -> String {
    let samples = current_import().inspection.with_untracked(|inspection| {
        let column = inspection.as_ref().and_then(|inspection| inspection.columns.get(at));
        column.map(|column| isolated(&column.samples.join(", "))).unwrap_or_default()
    });
    let quantity =
        current_import().spec.with_untracked(|spec| spec.as_ref().and_then(|spec| spec.column(Role::Quantity)));
    let places = [
        ("column", isolated(&header_of(at))),
        ("n", words.number(at + 1)),
        ("samples", samples),
        ("quantity", quantity.map(header_of).map(|header| isolated(&header)).unwrap_or_default()),
        ("sum", sums_text(words, sums)),
    ];
    let key = match role {
        _ if sums.is_empty() => return header_of(at),
        Role::Price => Key::OptionProduct,
        _ => Key::OptionAmount,
    };
    words.fill(key, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// "1,234.50 EUR + 20 USD"
fn sums_text(words: Words, sums: &Sums) -> String {
    let sum = |(currency, sum): &(Option<Currency>, String)| match currency {
        Some(currency) => format!("{} {currency}", words.exact(sum)),
        None => words.exact(sum),
    };
    let shown: Vec<String> = sums.iter().take(SUMS).map(sum).collect();
    let more = if sums.len() > SUMS { " + …" } else { "" };
    format!("{}{more}", shown.join(" + "))
}

fn option_text(words: Words, choice: &Choice) -> String {
    let reading = match &choice.reading {
        Some(Reading::Date(day)) => words.day(*day),
        Some(Reading::Number(number)) => number.parse().map_or(number.clone(), |number| words.decimal(number, 3)),
        Some(Reading::Sums(sums)) => sums_text(words, sums),
        None => String::new(),
    };
    let key = match choice.answer {
        Answer::Once(true) => Key::OptionOnce,
        Answer::Once(false) => Key::OptionEach,
        Answer::Date(DateFormat::Dmy) => Key::OptionDay,
        Answer::Date(DateFormat::Mdy) => Key::OptionMonth,
        Answer::Date(DateFormat::Jalali) => Key::OptionJalali,
        Answer::Date(DateFormat::Serial1900) => Key::OptionSerial1900,
        Answer::Date(DateFormat::Serial1904) => Key::OptionSerial1904,
        Answer::Date(DateFormat::Ymd) => Key::OptionYear,
        Answer::Date(DateFormat::DayMonth) => Key::DateDmy,
        Answer::Date(DateFormat::MonthDay) => Key::DateMdy,
        Answer::Number(_) => Key::OptionNumber,
        Answer::Discount(DiscountKind::Fraction) => Key::OptionFraction,
        Answer::Discount(DiscountKind::Percent) => Key::OptionPercent,
        Answer::Tax(Tax::AsIs) => Key::OptionTaxAsIs,
        Answer::Tax(Tax::LessColumn) => Key::OptionTaxColumn,
        Answer::Tax(Tax::Rate(_)) => Key::OptionTaxRate,
        Answer::Returns(Returns::Positive) => Key::OptionReturnsTurn,
        Answer::Returns(Returns::Negative) => Key::OptionReturnsKeep,
        Answer::Quotes(Quotes::Lines) => Key::OptionQuotesLines,
        Answer::Quotes(Quotes::Enclose) => Key::OptionQuotesEnclose,
        Answer::Turned(true) => Key::OptionTurnedYes,
        Answer::Turned(false) => Key::OptionTurnedNo,
        Answer::Sheets(true) => Key::OptionSheetsAll,
        Answer::Sheets(false) => Key::OptionSheetsOne,
        Answer::Jobs(true) => Key::OptionJobsBefore,
        Answer::Jobs(false) => Key::OptionJobsWhole,
        Answer::Column(role, at) => {
            return match &choice.reading {
                Some(Reading::Sums(sums)) => amount_text(words, role, at, sums),
                _ => header_of(at),
            };
        }
        Answer::Measure(at) => return measure_of(at),
        Answer::RowMeasure(measure) => return row_measure(measure),
        Answer::Named | Answer::Documents => return String::new(),
        Answer::Currency(currency) => return currency.to_string(),
        Answer::Year(year) => return year.to_string(),
        Answer::Day(day) => return words.day(day),
    };
    words.fill(key, &[("reading", &reading)])
}
