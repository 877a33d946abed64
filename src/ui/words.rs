//! The words of the chosen language, for pages.
//!
//! The whole page is built anew when the language changes, so texts are plain values here and no
//! signal.

mod of_pages;

use std::collections::HashSet;
use std::rc::Rc;

use crate::calendar::Date;
use leptos::prelude::*;

use crate::book::kind::KindWords;
use crate::book::{Amount, Book, Change, CustomField, KeyDecision, Label, Level, Prospect, RecordKind, form_field};
use crate::browser::clock;
use crate::browser::intl::Formats;
use crate::currency::Currency;
use crate::journal::StoreError;
use crate::text::{Catalogue, Key, Language, fill, plural_form, strong_parts, within_sentence};
use crate::working_time::Wall;

/// Texts, numbers and dates in one language.
#[derive(Clone, Copy)]
pub struct Words {
    catalogue: Catalogue,
    formats: StoredValue<Rc<Formats>, LocalStorage>,
}

impl Words {
    pub fn new(catalogue: Catalogue) -> Self {
        let formats = Formats::new(catalogue.language());
        Self { catalogue, formats: StoredValue::new_local(Rc::new(formats)) }
    }

    pub fn language(self) -> Language {
        self.catalogue.language()
    }

    fn formats(self) -> Rc<Formats> {
        self.formats.get_value()
    }

    /// From what was to what is, along the line of writing.
    pub fn arrow(self) -> &'static str {
        if self.language().is_rtl() { "←" } else { "→" }
    }

    /// What stands between facts in one line.
    pub fn between(self) -> &'static str {
        self.language().between()
    }

    pub fn catalogue(self) -> Catalogue {
        self.catalogue
    }

    /// A text without places. Where it is shown without its room being here, that is said in the console,
    /// which every journey reads.
    pub fn text(self, key: Key) -> &'static str {
        self.catalogue.get(key).unwrap_or_else(|| {
            leptos::logging::error!("text {} of {} is not here", key.place(), key.room().name());
            "⟦…⟧"
        })
    }

    /// "Delete: Paul Leitner", "Person: 7": what a button does and to what, for those who don't see where it
    /// stands; how many there are of what.
    pub fn labelled(self, label: Key, what: &str) -> String {
        self.fill(Key::Labelled, &[("label", self.text(label)), ("what", &isolated(what))])
    }

    /// Why a store did not do what it was asked for, to stand in another text.
    pub fn store_error(self, error: &StoreError) -> String {
        match error {
            StoreError::Newer => self.text(Key::StoreNewer).into(),
            StoreError::Unavailable => self.text(Key::StoreUnavailable).into(),
            StoreError::Unanswered => self.text(Key::StoreUnanswered).into(),
            // The browser's own words, in the browser's own language.
            StoreError::Refused(said) => said.clone(),
        }
    }

    /// A text with its places filled.
    pub fn fill(self, key: Key, values: &[(&str, &str)]) -> String {
        fill(self.text(key), values)
    }

    /// A counting text in the form its count `n` asks for.
    pub fn counted(self, key: Key, n: usize, values: &[(&str, &str)]) -> String {
        let formats = self.formats();
        let form = plural_form(self.text(key), &formats.plural(n as u64)).to_owned();
        let number = formats.count(n as u64);
        // A caller that writes its number in another way says so, and is heard first.
        let mut all = values.to_vec();
        all.push(("n", number.as_str()));
        fill(&form, &all)
    }

    /// "34 accounts"
    pub fn count(self, key: Key, n: usize) -> String {
        self.counted(key, n, &[])
    }

    pub fn number(self, n: usize) -> String {
        self.formats().count(n as u64)
    }

    pub fn decimal(self, value: f64, most: usize) -> String {
        self.formats().decimal(value, most)
    }

    /// "10.7×"
    pub fn times(self, times: f64) -> String {
        self.formats().times(times)
    }

    pub fn percent(self, share: f64) -> String {
        self.formats().percent(share)
    }

    /// A limit in hundredths of a per cent, as it was set.
    pub fn limit(self, hundredths: u32) -> String {
        self.formats().percent_exact(f64::from(hundredths) / 10_000.0)
    }

    pub fn percent_round(self, share: f64) -> String {
        self.formats().percent_round(share)
    }

    /// Exact money, without the currency's name.
    pub fn money(self, currency: Currency, minor: i128) -> String {
        self.formats().money(currency, minor)
    }

    /// A decimal text with a point, with all its decimals.
    pub fn exact(self, plain: &str) -> String {
        self.formats().exact(plain)
    }

    /// A number with two decimals: "4.70".
    pub fn hundredths(self, value: f64) -> String {
        self.formats().hundredths(value)
    }

    /// Money in whole units.
    pub fn money_round(self, currency: Currency, minor: f64) -> String {
        self.formats().money_round(currency, minor)
    }

    pub fn compact(self, value: f64) -> String {
        self.formats().compact(value)
    }

    pub fn day(self, day: Date) -> String {
        self.formats().day(day)
    }

    /// A day within a sentence, which isn't torn between two lines.
    pub fn whole_day(self, day: Date) -> String {
        self.day(day).replace(' ', "\u{a0}")
    }

    /// Day and time as a clock on the wall shows them.
    pub fn wall(self, at: Wall) -> String {
        self.formats().wall(at)
    }

    /// "Wednesday"
    pub fn weekday(self, day: Date) -> String {
        self.formats().weekday(day)
    }

    /// "Wed"
    pub fn weekday_short(self, day: Date) -> String {
        self.formats().weekday_short(day)
    }

    /// Day and time of a moment in ms since 1970.
    pub fn moment(self, millis: u64) -> String {
        self.formats().moment(millis)
    }

    /// The day of a moment in ms since 1970, by the clock of the machine.
    pub fn day_of(self, millis: u64) -> String {
        self.day(clock::day_of(millis))
    }

    pub fn day_and_month(self, day: Date) -> String {
        self.formats().day_and_month(day)
    }

    /// "May": the month of a day, short.
    pub fn month(self, day: Date) -> String {
        self.formats().month(day)
    }

    /// The month of a day in the calendar days are written in, short.
    pub fn calendar_month(self, day: Date) -> String {
        self.formats().calendar_month(day)
    }

    /// A month of the Gregorian calendar, or a part of it, beside days: by its name, or by its first and its last day
    /// where days are written in another calendar.
    pub fn month_of_days(self, (from, to): (Date, Date)) -> String {
        let name = self.month(from);
        if name == self.calendar_month(from) {
            return name;
        }
        format!("{} – {}", self.day_and_month(from), self.day_and_month(to))
    }

    pub fn bytes(self, bytes: f64) -> String {
        self.formats().bytes(bytes)
    }

    /// Names one after the other: "A, B".
    pub fn list<T: AsRef<str>>(self, names: impl IntoIterator<Item = T>) -> String {
        let mut all = String::new();
        for name in names {
            if !all.is_empty() {
                all.push_str(self.text(Key::ListComma));
                all.push(' ');
            }
            all.push_str(name.as_ref());
        }
        all
    }

    /// "Provider, expert": names of which the first alone begins with a capital.
    pub fn enumerated<'a>(self, names: impl IntoIterator<Item = &'a str>) -> String {
        let mut names = names.into_iter();
        let first = names.next().map(str::to_owned);
        self.list(first.into_iter().chain(names.map(within_sentence)))
    }

    /// The year of a day, in the calendar its day is written in.
    pub fn year_of(self, day: Date) -> String {
        self.formats().calendar_year(day)
    }

    /// "Minor buyer"
    pub fn level(self, level: Level) -> &'static str {
        self.text(match level {
            Level::Lead => Key::LevelLead,
            Level::MinorBuyer => Key::LevelMinorBuyer,
            Level::MajorBuyer => Key::LevelMajorBuyer,
            Level::MajorAtRisk => Key::LevelMajorAtRisk,
            Level::Loyal => Key::LevelLoyal,
        })
    }

    /// A change of a share with its sign: "+20%", "−20%".
    pub fn change(self, change: f64) -> String {
        let sign = if change > 0.0 { "+" } else { "" };
        isolated(&format!("{sign}{}", self.percent_round(change)))
    }

    /// A text with the sign of its number, in the order of digits whatever runs beside it.
    pub fn signed(self, text: String, number: i128) -> String {
        let sign = match number {
            0 => "",
            1.. => "+",
            _ => "−",
        };
        format!("\u{2066}{sign}{text}\u{2069}")
    }

    fn of_kind(self, key: Key, kind: KindWords, of: &str) -> String {
        self.fill(key, &[("what", self.text(kind.title)), ("of", &isolated(of))])
    }

    /// An amount with its currency: "1,250.50 EUR".
    pub fn amount(self, amount: Amount) -> String {
        // Never apart at the end of a line.
        let text = format!("{}\u{a0}{}", self.money(amount.currency, amount.minor.into()), amount.currency);
        isolated(&text)
    }

    /// An amount in whole units, with its currency: "1,251 EUR".
    pub fn amount_round(self, currency: Currency, minor: i128) -> String {
        isolated(&format!("{}\u{a0}{currency}", self.money_round(currency, minor as f64)))
    }

    /// What a change was for, and of which field: "What they do of QUICK-Stop". A field whose name isn't here,
    /// or that has none, is left out.
    pub fn what_was_done(self, book: &Book, change: &Change) -> String {
        let label = self.label(&change.label);
        if let Label::ImportProspects { file } = &change.label {
            let prospects: HashSet<_> =
                change.edits.iter().filter(|edit| edit.kind == Prospect::KIND).map(|edit| edit.id).collect();
            return self.counted(Key::LabelProspectsOf, prospects.len(), &[("file", &isolated(file))]);
        }
        let Some(field) = change.field().and_then(|(kind, field)| self.field_of(book, kind, field)) else {
            return label;
        };
        match &change.label {
            Label::EditAccount { account } => {
                self.fill(Key::LabelField, &[("field", &field), ("of", &isolated(account))])
            }
            Label::Edit { .. } => self.fill(Key::Labelled, &[("label", &field), ("what", &label)]),
            _ => label,
        }
    }

    fn field_of(self, book: &Book, kind: &str, field: &str) -> Option<String> {
        if let Some(known) = form_field(kind, field) {
            return self.catalogue.get(known.label).map(Into::into);
        }
        let own = field.strip_prefix(CustomField::PREFIX)?.parse().ok()?;
        Some(book.name(own)).filter(|name| !name.is_empty())
    }

    /// What a change was for.
    pub fn label(self, label: &Label) -> String {
        let file = |key, file: &str| self.fill(key, &[("file", &isolated(file))]);
        let account = |key, account: &str| self.fill(key, &[("account", &isolated(account))]);
        match label {
            Label::Sample => self.text(Key::LabelSample).into(),
            Label::RemoveSample => self.text(Key::LabelRemoveSample).into(),
            Label::ImportPeople { file: name } => file(Key::LabelImportPeople, name),
            Label::ImportActivities { file: name } => file(Key::LabelImportActivities, name),
            Label::ImportProspects { file: name } => file(Key::LabelImportProspects, name),
            Label::Settings => self.text(Key::LabelSettings).into(),
            Label::Owners => self.text(Key::LabelOwners).into(),
            Label::Import { file: name } => file(Key::LabelImport, name),
            Label::TakeBack { file: name } => file(Key::LabelTakeBack, name),
            Label::Merge { file: name } => file(Key::LabelMerge, name),
            Label::Restore { file: name } => file(Key::LabelRestore, name),
            Label::BringBack { record } => self.fill(Key::LabelBringBack, &[("record", &isolated(record))]),
            Label::Rates => self.text(Key::LabelRates).into(),
            Label::ImportCustomers { file: name } => file(Key::LabelImportCustomers, name),
            Label::MergeAccounts { account: name } => account(Key::LabelMergeAccounts, name),
            Label::Classification { account: name } => account(Key::LabelStanding, name),
            Label::Key { decision: KeyDecision::Key, account: name } => account(Key::LabelKey, name),
            Label::Key { decision: KeyDecision::NotKey, account: name } => account(Key::LabelNotKey, name),
            Label::KeySeveral { decision, accounts } => {
                let key = match decision {
                    KeyDecision::Key => Key::LabelKeySeveral,
                    KeyDecision::NotKey => Key::LabelNotKeySeveral,
                };
                self.fill(key, &[("accounts", accounts)])
            }
            Label::Alias { account: name } => account(Key::LabelAlias, name),
            Label::Distinct { account: name } => account(Key::LabelDistinct, name),
            Label::Handle { account: name } => account(Key::LabelHandle, name),
            Label::Cadence { account: name } => account(Key::LabelCadence, name),
            Label::Playbook { account: name } => account(Key::LabelPlaybook, name),
            Label::EditPlaybook { level } => {
                let level = Level::of_code(level).map_or(level.as_str(), |level| self.level(level));
                self.fill(Key::LabelEditPlaybook, &[("level", level)])
            }
            Label::Strategy { segment } => self.fill(Key::LabelStrategy, &[("segment", &isolated(segment))]),
            Label::KeepRun { note } => self.fill(Key::LabelKeepRun, &[("note", &isolated(note))]),
            Label::NoteRun { note } => self.fill(Key::LabelNoteRun, &[("note", &isolated(note))]),
            Label::DeleteRun { note } => self.fill(Key::LabelDeleteRun, &[("note", &isolated(note))]),
            Label::Author => self.text(Key::LabelAuthor).into(),
            Label::Erase => self.text(Key::LabelErase).into(),
            Label::Other { .. } => self.text(Key::LabelOther).into(),
            Label::AddAccount { account: name } => account(Key::LabelAddAccount, name),
            Label::DeleteAccount { account: name } => account(Key::LabelDeleteAccount, name),
            Label::Archive { account: name } => account(Key::LabelArchive, name),
            Label::Unarchive { account: name } => account(Key::LabelUnarchive, name),
            Label::EditAccount { account: name } => account(Key::LabelEditAccount, name),
            Label::Left { person } => self.fill(Key::LabelLeft, &[("name", &isolated(person))]),
            Label::Confirm { account: name } => account(Key::LabelConfirm, name),
            Label::Stage { account: name } => account(Key::LabelStage, name),
            Label::Add { kind, of } => self.of_kind(Key::LabelAdd, *kind, of),
            Label::Edit { kind, of } => self.of_kind(Key::LabelEdit, *kind, of),
            Label::Settle { kind, of } => self.of_kind(Key::LabelSettle, *kind, of),
            Label::Delete { kind, of } => self.of_kind(Key::LabelDelete, *kind, of),
        }
    }
}

/// A name from data, kept from disturbing the direction of the sentence around it.
pub fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

/// A text whose `**strong**` parts are strong.
pub fn rich(text: String) -> impl IntoView {
    strong_parts(&text)
        .map(|(strong, part)| {
            let part = part.to_owned();
            if strong { view! { <b>{part}</b> }.into_any() } else { part.into_any() }
        })
        .collect_view()
}

/// The words of this page.
pub fn words() -> Words {
    expect_context()
}
