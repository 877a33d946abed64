//! What a row says of a person.

use crate::book::{Birthday, Reach, ReachKind, spelling};
use crate::digits::digit;
use crate::exchange::cell::date;
use crate::exchange::cell::fold::fold;
use crate::exchange::cell::row::Row;
use crate::exchange::format::DateFormat;
use crate::exchange::{ContactCard, ImportSpec, Role};

/// Longer is no name, no number and no address, in characters.
pub(in crate::exchange) const MOST_OF_A_LINE: usize = 300;
/// And no note.
pub(in crate::exchange) const MOST_OF_A_NOTE: usize = 20_000;
/// How Google parts several values of a cell.
const PARTS: &str = " ::: ";

/// The columns of a file of people.
pub(in crate::exchange) struct PersonReader {
    columns: Vec<Column>,
}

struct Column {
    at: usize,
    role: Role,
    format: Option<DateFormat>,
    /// The column that says what kind of number it is.
    label: Option<usize>,
}

/// What a row says of a person, and the cells of it that can't be used.
pub(in crate::exchange) struct PersonRow {
    pub card: ContactCard,
    pub bad_cells: Vec<usize>,
}

impl PersonReader {
    pub fn new(spec: &ImportSpec) -> Self {
        let headers: Vec<String> = spec.headers.iter().map(|header| fold(header)).collect();
        let label = |at: usize| {
            let stem = headers.get(at)?.strip_suffix("value")?;
            headers
                .iter()
                .position(|other| other.strip_prefix(stem).is_some_and(|rest| rest == "label" || rest == "type"))
        };
        let of = |(at, role): (usize, &Role)| {
            let format = spec.dates.get(at).copied().flatten();
            (role.is_card() && !role.is_of_place()).then(|| Column { at, role: *role, format, label: label(at) })
        };
        Self { columns: spec.roles.iter().enumerate().filter_map(of).collect() }
    }

    /// The person of a row; who has no name is called by their mail address. `None` if it names nobody.
    pub fn read(&self, row: &Row) -> Option<PersonRow> {
        let mut card = ContactCard::default();
        let (mut given, mut bad_cells) = (Vec::new(), Vec::new());
        let mut family = String::new();
        for Column { at, role, format, label } in &self.columns {
            let written = row.text(*at);
            if written.is_empty() {
                continue;
            }
            let is_note = *role == Role::Note;
            let text = if is_note { note(written) } else { spelling::tidy(written) };
            if text.chars().count() > if is_note { MOST_OF_A_NOTE } else { MOST_OF_A_LINE } {
                bad_cells.push(*at);
                continue;
            }
            match role {
                Role::Contact => card.name = text,
                Role::GivenName => given.push(text),
                Role::FamilyName => family = text,
                Role::Function => card.function = text,
                Role::Unit => card.unit = text,
                Role::Note => card.note = text,
                Role::Birthday => match birthday(row, *at, &text, *format) {
                    Some(birthday) => card.birthday = birthday,
                    None => bad_cells.push(*at),
                },
                Role::Email | Role::OtherEmail => {
                    addresses(&text).for_each(|mail| card.reach_by(ReachKind::Email, mail))
                }
                Role::Phone | Role::OtherPhone | Role::Mobile | Role::Fax => {
                    let kind = kind(*role, &label.map(|at| fold(row.text(at))).unwrap_or_default());
                    numbers(&text).for_each(|number| card.reach_by(kind, number));
                }
                Role::Messenger => values(&text).for_each(|value| card.reach_by(ReachKind::Messenger, value)),
                Role::Website => values(&text).for_each(|value| card.reach_by(ReachKind::Web, value)),
                _ => {}
            }
        }
        if card.name.is_empty() {
            given.push(family);
            given.retain(|part| !part.is_empty());
            card.name = given.join(" ");
        }
        if card.name.is_empty() {
            card.name.clone_from(&card.email);
        }
        (!card.name.is_empty()).then_some(PersonRow { card, bad_cells })
    }
}

/// What kind of number it is: by the column, else by what the label beside it says.
fn kind(role: Role, label: &str) -> ReachKind {
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    match role {
        Role::Mobile => ReachKind::Mobile,
        Role::Fax => ReachKind::Fax,
        _ if says(&["fax", "факс", "faks"]) => ReachKind::Fax,
        _ if says(&["mobil", "cell", "моб", "iphone", "mobitel", "موبایل", "همراه", "મોબા"]) => {
            ReachKind::Mobile
        }
        _ => ReachKind::Phone,
    }
}

/// The birthday in a cell: `Some(None)` where zeros stand for none, `None` where it is no day.
fn birthday(row: &Row, at: usize, text: &str, format: Option<DateFormat>) -> Option<Option<Birthday>> {
    if !text.chars().any(|c| digit(c).is_some_and(|digit| digit > 0)) {
        return text.chars().any(|c| digit(c).is_some()).then_some(None);
    }
    let of = |day: crate::calendar::Date| Birthday::new(Some(day.year()), day.month(), day.day()).ok();
    let found = text.parse().ok().or_else(|| of(date::of(row.cell(at), format)?))?;
    Some(Some(found))
}

/// A text of several lines, without what can't be seen or turns its direction.
pub(in crate::exchange) fn note(written: &str) -> String {
    let lines = written.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = lines.split('\n').map(str::trim_end).collect();
    let is_kept = |c: &char| {
        *c == '\n' || !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    lines.join("\n").chars().filter(is_kept).collect::<String>().trim().to_owned()
}

fn values(text: &str) -> impl Iterator<Item = &str> {
    text.split(PARTS).map(str::trim).filter(|value| !value.is_empty())
}

/// The parts of a cell if each of them is such, else the cell.
fn parts<'a>(text: &'a str, is_one: impl Fn(&str) -> bool) -> impl Iterator<Item = &'a str> {
    let all = |text: &'a str| -> Vec<&'a str> {
        text.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()).collect()
    };
    values(text).flat_map(move |value| {
        let parts = all(value);
        if parts.iter().all(|part| is_one(part)) { parts } else { vec![value] }
    })
}

fn addresses(text: &str) -> impl Iterator<Item = &str> {
    parts(text, |part| part.contains('@'))
}

fn numbers(text: &str) -> impl Iterator<Item = &str> {
    parts(text, |part| part.chars().filter(|c| digit(*c).is_some()).count() >= 5)
}

impl ContactCard {
    /// Adds a number or an address, unless it is there: the first phone and the first mail address are theirs, others
    /// stand beside.
    fn reach_by(&mut self, kind: ReachKind, value: &str) {
        let is_known = self.phone == value || self.email == value || self.reach.iter().any(|own| own.value == value);
        match kind {
            _ if is_known => {}
            ReachKind::Phone if self.phone.is_empty() => value.clone_into(&mut self.phone),
            ReachKind::Email if self.email.is_empty() => value.clone_into(&mut self.email),
            kind => self.reach.push(Reach { kind, value: value.to_owned() }),
        }
    }
}
