//! What is read, but should be looked at: lost numbers, hidden rows, days that can hardly be right.

use leptos::prelude::*;

use crate::browser::clock;
use crate::exchange::{Container, Inspection, Preview, Role, Source};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::importing::current_import;
use crate::ui::words::{Words, isolated, words};

#[component]
pub fn Warnings() -> impl IntoView {
    let importing = current_import();
    let words = words();
    move || {
        let mut all = Vec::new();
        if let (Some(inspection), Some(spec)) = (importing.inspection.get(), importing.spec.get()) {
            all.extend(of_file(words, &inspection, &spec.roles));
        }
        if let Some(preview) = importing.preview.get() {
            all.extend(of_rows(words, &preview));
        }
        let banner = |text: String| {
            view! {
                <div class="banner" data-tone="warn">
                    <Icon glyph=Glyph::Warn/>
                    <p>{text}</p>
                </div>
            }
        };
        (!all.is_empty()).then(|| {
            view! { <div class="banners" data-testid="import-warnings">{all.into_iter().map(banner).collect_view()}</div> }
        })
    }
}

fn of_file(words: Words, inspection: &Inspection, roles: &[Role]) -> Vec<String> {
    let mut found = Vec::new();
    // Excel has made powers of ten of long numbers: their last digits are gone for good.
    for (role, column) in roles.iter().zip(&inspection.columns) {
        let is_text = matches!(role, Role::Customer | Role::CustomerId | Role::TaxId | Role::Document);
        if let Some(example) = column.numbers.exponent.as_ref().filter(|_| is_text) {
            let places = [("column", isolated(&column.header)), ("example", isolated(example))];
            found.push(words.fill(Key::WarnLost, &places.each_ref().map(|(name, text)| (*name, text.as_str()))));
        }
    }
    if !inspection.repeated_sheets.is_empty() {
        let names: Vec<String> = inspection.repeated_sheets.iter().map(|name| isolated(name)).collect();
        found.push(words.fill(Key::WarnRepeatedSheets, &[("sheets", &names.join(", "))]));
    }
    if let (Container::Sheets(sheets), Source::Sheet(at)) = (&inspection.container, &inspection.source)
        && let Some(sheet) = sheets.get(*at)
    {
        if sheet.hidden {
            found.push(words.fill(Key::WarnHiddenSheet, &[("sheet", &isolated(&sheet.name))]));
        }
        if sheet.hidden_rows > 0 {
            found.push(words.count(Key::WarnHiddenRows, sheet.hidden_rows as usize));
        }
        if sheet.uncalculated > 0 {
            found.push(words.count(Key::WarnUncalculated, sheet.uncalculated as usize));
        }
    }
    found
}

fn of_rows(words: Words, preview: &Preview) -> Vec<String> {
    let counts = &preview.import.reconciliation;
    let mut found = Vec::new();
    if let Some(last) = counts.last.filter(|last| *last > clock::today()) {
        found.push(words.fill(Key::WarnFuture, &[("day", &words.day(last))]));
    }
    if preview.delta.overlapping > 0 {
        found.push(words.count(Key::WarnOverlap, preview.delta.overlapping as usize));
    }
    if counts.lines.doubtful > 0 {
        found.push(words.count(Key::WarnSwallowed, counts.lines.doubtful as usize));
    }
    if let Some(line) = counts.lines.first_odd {
        let text = words.count(Key::WarnOddQuote, counts.lines.odd as usize);
        found.push(text.replace("{line}", &words.number(line as usize)));
    }
    if counts.before_1990 > 0 {
        found.push(words.count(Key::WarnOld, counts.before_1990 as usize));
    }
    found
}
