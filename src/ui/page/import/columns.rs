//! What each column means, with samples and reasons; and the file as it is.

use leptos::prelude::*;

use crate::exchange::{Column, Confidence, DateFormat, Evidence, FileKind, Inspection, Role, ShapeReading};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::importing::current_import;
use crate::ui::words::{Words, isolated, words};

/// So many columns of a kind are shown one by one; more of them only on demand.
const FEW: usize = 6;

#[component]
pub fn Columns() -> impl IntoView {
    let importing = current_import();
    let words = words();
    // Anew for another encoding, sheet or header: their columns are others.
    let tables = move || {
        let columns = importing.inspection.get()?.columns.clone();
        let (shown, folded) = sorted(columns);
        Some(view! {
            <ColumnTable columns=shown/>
            {folded.into_iter().map(|(key, columns)| view! { <Folded key columns/> }).collect_view()}
        })
    };
    view! {
        <section>
            <div class="block-head"><h2>{words.text(Key::Columns)}</h2></div>
            <RowKind/>
            <Shape/>
            {tables}
        </section>
    }
}

/// What each row is: known by the header, and by a person where that doesn't say it.
#[component]
fn RowKind() -> impl IntoView {
    let importing = current_import();
    let words = words();
    let kind = Memo::new(move |_| importing.spec.with(|spec| spec.as_ref().map(|spec| spec.kind).unwrap_or_default()));
    let kinds = [
        (FileKind::Sales, "sales", Key::RowIsSale),
        (FileKind::Customers, "customers", Key::RowIsCustomer),
        (FileKind::People, "people", Key::RowIsPerson),
        (FileKind::Activities, "activities", Key::RowIsActivity),
    ];
    let option = move |(of, code, key): (FileKind, &'static str, Key)| {
        view! { <option value=code prop:selected=move || kind.get() == of>{words.text(key)}</option> }
    };
    let chosen = move |event| {
        let code = event_target_value(&event);
        if let Some((of, ..)) = kinds.into_iter().find(|(_, own, _)| *own == code) {
            importing.edit_spec(|spec| spec.kind = of);
        }
    };
    view! {
        <p class="row">
            <label class="label" for="row-kind">{words.text(Key::EachRowIs)}</label>
            <select class="select" id="row-kind" data-testid="row-kind" on:change=chosen>
                {kinds.into_iter().map(option).collect_view()}
            </select>
        </p>
    }
}

/// Columns with their places.
type Placed = Vec<(usize, Column)>;

/// The columns to show one by one, and those of a kind of which there are too many.
fn sorted(columns: Vec<Column>) -> (Placed, Vec<(Key, Placed)>) {
    let all: Placed = columns.into_iter().enumerate().collect();
    let (periods, others): (Placed, Placed) = all.into_iter().partition(|(_, column)| column.role == Role::Period);
    let (unused, used): (Placed, Placed) = others.into_iter().partition(|(_, column)| column.role == Role::Ignore);
    let (mut shown, mut folded) = (used, Vec::new());
    for (key, columns) in [(Key::ColumnsPeriods, periods), (Key::ColumnsUnused, unused)] {
        if columns.len() > FEW {
            folded.push((key, columns));
        } else {
            shown.extend(columns);
        }
    }
    shown.sort_unstable_by_key(|(at, _)| *at);
    (shown, folded)
}

/// How rows hang together, where they don't stand each for itself: each finding is a switch.
#[component]
fn Shape() -> impl IntoView {
    let importing = current_import();
    let words = words();
    let found = Memo::new(move |_| {
        let (Some(spec), Some(inspection)) = (importing.spec.get(), importing.inspection.get()) else {
            return Vec::new();
        };
        let mut found = inspection.shape_readings();
        let told = importing
            .preview
            .with(|preview| preview.as_ref().is_some_and(|preview| preview.import.reconciliation.unnamed_sums > 0));
        let sums = Some(ShapeReading::Sums).filter(|_| told);
        let filled = Some(ShapeReading::FillDown).filter(|reading| spec.reads(*reading));
        for reading in spec.unwanted.into_iter().chain(sums).chain(filled) {
            if !found.contains(&reading) {
                found.push(reading);
            }
        }
        found
    });
    let switch = move |reading: ShapeReading| {
        let is_on = move || importing.spec.with(|spec| spec.as_ref().is_some_and(|spec| spec.reads(reading)));
        let change = move |event| {
            let is_wanted = event_target_checked(&event);
            if let Some(inspection) = importing.inspection.get_untracked() {
                importing.edit_spec(|spec| spec.switch(reading, is_wanted, &inspection));
            }
        };
        let text = importing.inspection.with_untracked(|inspection| {
            inspection.as_ref().map(|inspection| shape_text(words, reading, inspection)).unwrap_or_default()
        });
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=is_on on:change=change/>
                {text}
            </label>
        }
    };
    // What is found stays while it is switched: only another table has other switches.
    let switches = move || found.get().into_iter().map(switch).collect_view();
    view! { <div class="stack-s" data-testid="import-shape">{switches}</div> }
}

/// What was found of how rows hang together.
fn shape_text(words: Words, reading: ShapeReading, inspection: &Inspection) -> String {
    let header = |at: usize| isolated(inspection.columns.get(at).map_or("", |column| column.header.as_str()));
    let of = |key, at: Option<usize>| words.fill(key, &[("column", &at.map(header).unwrap_or_default())]);
    match reading {
        ShapeReading::Sections => of(Key::ShapeSection, inspection.shape.section),
        ShapeReading::DatedDocuments => of(Key::ShapeDocument, inspection.shape.dated_document),
        ShapeReading::FillDown => words.text(Key::ShapeFillDown).into(),
        ShapeReading::Sums => words.text(Key::ShapeSums).into(),
        ShapeReading::Thousands => {
            let scaled = inspection.columns.iter().filter(|column| column.taken_off > 0);
            let scaled: Vec<String> = scaled.map(|column| isolated(&column.header)).collect();
            words.fill(Key::ShapeScaled, &[("column", &scaled.join(", "))])
        }
    }
}

/// Columns of a kind, to be opened.
#[component]
fn Folded(key: Key, columns: Vec<(usize, Column)>) -> impl IntoView {
    let words = words();
    let header =
        |column: Option<&(usize, Column)>| column.map(|(_, column)| isolated(&column.header)).unwrap_or_default();
    let (first, last) = (header(columns.first()), header(columns.last()));
    let title = words.count(key, columns.len()).replace("{first}", &first).replace("{last}", &last);
    let is_open = RwSignal::new(false);
    let table = move || is_open.get().then(|| view! { <ColumnTable columns=columns.clone()/> });
    view! {
        <details class="problem-group" on:toggle=move |_| is_open.set(true)>
            <summary>{title}</summary>
            {table}
        </details>
    }
}

#[component]
fn ColumnTable(columns: Vec<(usize, Column)>) -> impl IntoView {
    let words = words();
    let rows = columns.into_iter().map(|(at, column)| view! { <ColumnRow at column/> }).collect_view();
    view! {
        <div class="table-wrap">
            <table class="table map-table">
                <thead>
                    <tr>
                        <th scope="col">{words.text(Key::ColInFile)}</th>
                        <th scope="col">{words.text(Key::ColMeans)}</th>
                        <th scope="col">{words.text(Key::ColSamples)}</th>
                        <th scope="col">{words.text(Key::ColMatch)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn ColumnRow(at: usize, column: Column) -> impl IntoView {
    let importing = current_import();
    let words = words();
    let role = Memo::new(move |_| {
        importing.spec.with(|spec| spec.as_ref().and_then(|spec| spec.roles.get(at).copied())).unwrap_or(Role::Ignore)
    });
    let guessed = column.role;
    let options = move || {
        let role = role.get();
        let option = |option| {
            view! { <option value=role_code(option) prop:selected=option == role>{words.text(role_key(option))}</option> }
        };
        Role::ALL.into_iter().map(option).collect_view()
    };
    let chosen = move |event| {
        let code = event_target_value(&event);
        if let Some(role) = Role::ALL.into_iter().find(|role| role_code(*role) == code) {
            importing.edit_spec(|spec| spec.assign(at, role));
        }
    };
    let confidence = column.confidence;
    let mark = move || {
        if role.get() != guessed {
            return view! { <span class="mark">{words.text(Key::ChosenByYou)}</span> }.into_any();
        }
        match confidence {
            _ if guessed == Role::Ignore => ().into_any(),
            Confidence::Sure => view! {
                <span class="mark" data-tone="good"><Icon glyph=Glyph::Check/>{words.text(Key::Sure)}</span>
            }
            .into_any(),
            Confidence::Likely => view! { <span class="mark">{words.text(Key::Likely)}</span> }.into_any(),
            Confidence::Unsure => view! {
                <span class="mark" data-tone="warn"><Icon glyph=Glyph::Warn/>{words.text(Key::Unsure)}</span>
            }
            .into_any(),
        }
    };
    let whole = importing.inspection.with_untracked(|seen| seen.as_ref().is_none_or(|seen| seen.whole));
    let mut why: Vec<String> = column.evidence.iter().filter_map(|evidence| reason(words, evidence, whole)).collect();
    // What its values look like goes without saying beside a reason that names it.
    if why.is_empty() && column.evidence.iter().any(|evidence| matches!(evidence, Evidence::Codes | Evidence::Names)) {
        why.push(words.text(Key::WhyOther).into());
    }
    let header = column.header.clone();
    view! {
        <tr>
            <th scope="row"><bdi>{column.header}</bdi></th>
            <td>
                <select class="select" aria-label=header on:change=chosen>{options}</select>
                <DateChoice at role/>
            </td>
            <td>
                <bdi>{column.samples.join(", ")}</bdi>
                <div class="map-sample">{why.join(" · ")}</div>
            </td>
            <td>{mark}</td>
        </tr>
    }
}

/// The format of the date column, to choose.
#[component]
fn DateChoice(at: usize, role: Memo<Role>) -> impl IntoView {
    let importing = current_import();
    let words = words();
    let format = Memo::new(move |_| {
        importing.spec.with(|spec| spec.as_ref().and_then(|spec| spec.dates.get(at).copied().flatten()))
    });
    let chosen = move |event| {
        let code = event_target_value(&event);
        if let Some(format) = DateFormat::ALL.into_iter().find(|format| date_code(*format) == code) {
            importing.edit_spec(|spec| {
                if let Some(slot) = spec.dates.get_mut(at) {
                    *slot = Some(format);
                }
            });
        }
    };
    move || {
        (role.get() == Role::Date).then(|| {
            let options = DateFormat::ALL.map(|option| {
                view! {
                    <option value=date_code(option) prop:selected=move || format.get() == Some(option)>
                        {words.text(date_key(option))}
                    </option>
                }
            });
            view! {
                <select class="select" aria-label=words.text(Key::DateFormatLabel) on:change=chosen>
                    <option value="" disabled prop:selected=move || format.get().is_none()>"…"</option>
                    {options.into_iter().collect_view()}
                </select>
            }
        })
    }
}

/// Why a column is what it is; `whole` if all rows were looked at.
fn reason(words: Words, evidence: &Evidence, whole: bool) -> Option<String> {
    Some(match evidence {
        Evidence::KnownWord { .. } => words.text(Key::WhyKnownWord).into(),
        Evidence::DistinctValues { distinct, filled } => {
            let key = if whole { Key::WhyDistinct } else { Key::WhyDistinctOf };
            let rows = words.count(Key::CountRows, *filled as usize);
            words.counted(key, *distinct as usize, &[("rows", &rows)])
        }
        Evidence::DatesLike { format: Some(format), .. } => {
            words.fill(Key::WhyDates, &[("format", words.text(date_key(*format)))])
        }
        Evidence::PeriodName => words.text(Key::WhyPeriod).into(),
        Evidence::NumbersLike { .. } => words.text(Key::WhyNumbers).into(),
        _ => return None,
    })
}

fn role_key(role: Role) -> Key {
    match role {
        Role::Customer => Key::RoleCustomer,
        Role::CustomerId => Key::RoleCustomerId,
        Role::Date => Key::RoleDate,
        Role::Amount => Key::RoleAmount,
        Role::Quantity => Key::RoleQuantity,
        Role::Price => Key::RolePrice,
        Role::Discount => Key::RoleDiscount,
        Role::Document => Key::RoleDocument,
        Role::ProductGroup => Key::RoleGroup,
        Role::Product => Key::RoleProduct,
        Role::Currency => Key::RoleCurrency,
        Role::Cost => Key::RoleCost,
        Role::UnitCost => Key::RoleUnitCost,
        Role::Profit => Key::RoleProfit,
        Role::Year => Key::RoleYear,
        Role::TaxId => Key::RoleTaxId,
        Role::DocumentType => Key::RoleDocumentType,
        Role::Status => Key::RoleStatus,
        Role::AmountGross => Key::RoleAmountGross,
        Role::Debit => Key::RoleDebit,
        Role::Credit => Key::RoleCredit,
        Role::Tax => Key::RoleTax,
        Role::Period => Key::RolePeriod,
        Role::Salesperson => Key::RoleSalesperson,
        Role::PromisedDate => Key::RolePromised,
        Role::DeliveredDate => Key::RoleDelivered,
        Role::Contact => Key::RoleContact,
        Role::GivenName => Key::RoleGivenName,
        Role::FamilyName => Key::RoleFamilyName,
        Role::Function => Key::RoleFunction,
        Role::Unit => Key::RoleUnit,
        Role::Address => Key::RoleAddress,
        Role::PostalCode => Key::RolePostalCode,
        Role::City => Key::RoleCity,
        Role::Region => Key::RoleRegion,
        Role::Country => Key::RoleCountry,
        Role::Phone => Key::RolePhone,
        Role::Mobile => Key::RoleMobile,
        Role::OtherPhone => Key::RoleOtherPhone,
        Role::Fax => Key::RoleFax,
        Role::Email => Key::RoleEmail,
        Role::OtherEmail => Key::RoleOtherEmail,
        Role::Messenger => Key::RoleMessenger,
        Role::Website => Key::RoleWebsite,
        Role::Industry => Key::RoleIndustry,
        Role::Birthday => Key::RoleBirthday,
        Role::Note => Key::RoleNote,
        Role::ActivityType => Key::RoleActivityType,
        Role::Subject => Key::RoleSubject,
        Role::Ignore => Key::RoleIgnore,
    }
}

/// The value of a role in its menu: its place there.
fn role_code(role: Role) -> String {
    Role::ALL.iter().position(|other| *other == role).unwrap_or_default().to_string()
}

fn date_code(format: DateFormat) -> &'static str {
    match format {
        DateFormat::Ymd => "ymd",
        DateFormat::Dmy => "dmy",
        DateFormat::Mdy => "mdy",
        DateFormat::Jalali => "jalali",
        DateFormat::DayMonth => "dm",
        DateFormat::MonthDay => "md",
        DateFormat::Serial1900 => "serial1900",
        DateFormat::Serial1904 => "serial1904",
    }
}

pub(super) fn date_key(format: DateFormat) -> Key {
    match format {
        DateFormat::Ymd => Key::DateYmd,
        DateFormat::Dmy => Key::DateDmy,
        DateFormat::Mdy => Key::DateMdy,
        DateFormat::Jalali => Key::DateJalali,
        DateFormat::DayMonth => Key::DateDayMonth,
        DateFormat::MonthDay => Key::DateMonthDay,
        DateFormat::Serial1900 => Key::DateSerial1900,
        DateFormat::Serial1904 => Key::DateSerial1904,
    }
}
