//! The file as it is, and where its table is: encoding, sheet, header.

use leptos::prelude::*;

use crate::exchange::{Container, EncodingChoice, HeadLine, HeaderAt, Inspection, LineKind, SheetInfo, Source};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::importing::current_import;
use crate::ui::words::{Words, words};

/// The first rows of the file as they stand there; a click on a line makes it the header.
#[component]
pub fn FilePreview() -> impl IntoView {
    let importing = current_import();
    let words = words();
    move || {
        let inspection = importing.inspection.get()?;
        let rows = shown(&inspection).into_iter().map(|line| view! { <Line line/> }).collect_view();
        let two = inspection.header.rows > 1;
        let line = inspection.header.line;
        let join = move |event| {
            let rows = if event_target_checked(&event) { 2 } else { 1 };
            importing.look_again(|hints| hints.header = Some(HeaderAt { line, rows }));
        };
        Some(view! {
            <section class="section" data-testid="import-raw">
                <div class="section-head">
                    <h2>{words.text(Key::AsInFile)}</h2>
                    <div class="row">{place(words, &inspection)}</div>
                </div>
                <div class="table-wrap" dir="ltr" tabindex="0" role="region" aria-label=words.text(Key::AsInFile)>
                    <table class="raw"><tbody>{rows}</tbody></table>
                </div>
                <div class="row raw-hint">
                    <p class="note">{words.text(Key::HeaderHint)}</p>
                    <label class="check">
                        <input type="checkbox" prop:checked=two on:change=join/>
                        {words.text(Key::HeaderTwoRows)}
                    </label>
                </div>
            </section>
        })
    }
}

/// The lines shown: the last of those above the header, and what follows.
fn shown(inspection: &Inspection) -> Vec<HeadLine> {
    let above = inspection.head.iter().filter(|line| line.kind == LineKind::Preamble).count();
    inspection.head.iter().skip(above.saturating_sub(8)).take(16).cloned().collect()
}

#[component]
fn Line(line: HeadLine) -> impl IntoView {
    let importing = current_import();
    let words = words();
    let kind = match line.kind {
        LineKind::Preamble => "skip",
        LineKind::Header => "head",
        LineKind::Data => "data",
    };
    let at = line.line;
    let number = words.number(at as usize);
    let label = words.fill(Key::HeaderMake, &[("line", &number)]);
    let is_header = line.kind == LineKind::Header;
    let cells = line.cells.into_iter().map(|cell| view! { <td><bdi>{cell}</bdi></td> }).collect_view();
    let make = move || importing.look_again(|hints| hints.header = Some(HeaderAt { line: at, rows: 1 }));
    view! {
        <tr data-kind=kind>
            <td>
                <Button
                    kind=ButtonKind::Bare
                    class="raw-line"
                    text=number
                    title=label.clone()
                    label
                    pressed=is_header
                    on_click=make
                />
            </td>
            {cells}
        </tr>
    }
}

/// Where the table is taken from, where there is a choice.
fn place(words: Words, inspection: &Inspection) -> Option<AnyView> {
    match (&inspection.container, &inspection.source) {
        (Container::Text(found), Source::Text { encoding, .. }) => {
            let chosen = *encoding;
            let has_choice = !found.sure && found.choices.len() > 1;
            has_choice.then(|| encodings(words, &found.choices, chosen).into_any())
        }
        (Container::Sheets(sheets), Source::Sheet(at)) if sheets.len() > 1 => {
            Some(sheet_picker(words, sheets, *at).into_any())
        }
        _ => None,
    }
}

fn encodings(words: Words, choices: &[EncodingChoice], chosen: crate::exchange::Encoding) -> impl IntoView + use<> {
    let importing = current_import();
    let all: Vec<_> = choices.iter().map(|choice| choice.encoding).collect();
    let options = choices.iter().enumerate().map(|(at, choice)| {
        let text = format!("{}: {}", choice.encoding.name(), choice.sample);
        view! { <option value=at.to_string() prop:selected=choice.encoding == chosen>{text}</option> }
    });
    let choose = move |event| {
        let at: Option<usize> = event_target_value(&event).parse().ok();
        if let Some(encoding) = at.and_then(|at| all.get(at).copied()) {
            importing.look_again(|hints| hints.encoding = Some(encoding));
        }
    };
    view! {
        <label class="row note">
            {words.text(Key::Encoding)}
            <select class="select" data-testid="import-encoding" on:change=choose>{options.collect_view()}</select>
        </label>
    }
}

fn sheet_picker(words: Words, sheets: &[SheetInfo], chosen: usize) -> impl IntoView + use<> {
    let importing = current_import();
    let options = sheets.iter().enumerate().map(|(at, sheet)| {
        let hidden = if sheet.hidden { format!(" · {}", words.text(Key::SheetHidden)) } else { String::new() };
        let text = format!("{} · {}{hidden}", sheet.name, words.count(Key::CountRows, sheet.rows as usize));
        view! { <option value=at.to_string() prop:selected=at == chosen>{text}</option> }
    });
    let choose = move |event| {
        if let Ok(at) = event_target_value(&event).parse::<usize>() {
            importing.look_again(|hints| {
                hints.sheet = Some(at);
                hints.header = None;
            });
        }
    };
    view! {
        <label class="row note">
            {words.text(Key::Sheet)}
            <select class="select" data-testid="import-sheet" on:change=choose>{options.collect_view()}</select>
        </label>
    }
}
