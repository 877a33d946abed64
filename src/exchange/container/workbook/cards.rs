//! Cards of an address book (vCard 2.1, 3.0 as RFC 2426, 4.0 as RFC 6350) as a sheet: a row for each, below a header
//! that names what any of them says.
//!
//! `calcard`, which tests compare with, isn't fit for a browser: it asks for randomness that has none there, and
//! brings the tables of every zone and encoding. What is read here are the lines and the few properties a book of
//! people needs, of all three versions, with what Apple's, Google's and telephones' cards do to them: groups, labels,
//! types without a name, quoted-printable, a character set of each line.

use std::collections::BTreeSet;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;

use super::grid::Grid;
use super::{Name, Source};
use crate::book::Birthday;
use crate::calendar::Date;
use crate::exchange::cell::row::Kind;
use crate::exchange::container::encoding::{self, Encoding, detect};
use crate::exchange::{Limit, Refusal};

/// Nobody has more addresses of a kind.
const MAX_OF_A_KIND: usize = 50;
/// Pictures and sounds are longer, and are passed over.
const MAX_LINE: usize = 1 << 20;
/// Cards within cards (an agent's) are passed over, however deep.
const MAX_DEPTH: usize = 64;

/// What a cell holds, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Company,
    FullName,
    GivenName,
    MiddleName,
    FamilyName,
    Title,
    Department,
    Email,
    Phone,
    Mobile,
    HomePhone,
    Fax,
    Messenger,
    Website,
    Street,
    PostalCode,
    City,
    Region,
    Country,
    Birthday,
    Note,
}

impl Field {
    /// What its column is called, as address books that write tables call it.
    fn header(self) -> &'static str {
        match self {
            Self::Company => "Company",
            Self::FullName => "Full Name",
            Self::GivenName => "First Name",
            Self::MiddleName => "Middle Name",
            Self::FamilyName => "Last Name",
            Self::Title => "Job Title",
            Self::Department => "Department",
            Self::Email => "E-mail",
            Self::Phone => "Phone",
            Self::Mobile => "Mobile Phone",
            Self::HomePhone => "Home Phone",
            Self::Fax => "Fax",
            Self::Messenger => "Messenger",
            Self::Website => "Website",
            Self::Street => "Street",
            Self::PostalCode => "Postal Code",
            Self::City => "City",
            Self::Region => "Region",
            Self::Country => "Country",
            Self::Birthday => "Birthday",
            Self::Note => "Notes",
        }
    }
}

/// A column: a field, and which of several.
type Column = (Field, usize);
/// What a card says.
type Card = Vec<(Column, String)>;

struct Cards {
    columns: Vec<Column>,
    cards: Vec<Card>,
    names: [Name; 1],
}

pub(super) fn open(bytes: &[u8]) -> Result<Box<dyn Source>, Refusal> {
    let cards = read(bytes)?;
    let columns: BTreeSet<Column> = cards.iter().flatten().map(|(column, _)| *column).collect();
    if columns.is_empty() {
        return Err(Refusal::Empty);
    }
    let names = [Name { name: String::new(), hidden: false }];
    Ok(Box::new(Cards { columns: columns.into_iter().collect(), cards, names }))
}

impl Source for Cards {
    fn names(&self) -> &[Name] {
        &self.names
    }

    fn read(&mut self, _: Option<usize>, grid: &mut Grid) -> Result<(), Refusal> {
        grid.sheet(0)?;
        grid.row(1, 1, false)?;
        for (at, (field, nth)) in (0..).zip(&self.columns) {
            let number = if *nth > 0 { format!(" {}", nth + 1) } else { String::new() };
            grid.cell(at, 1, &format!("{}{number}", field.header()), Kind::Text)?;
        }
        for (row, card) in (2..).zip(&self.cards) {
            grid.row(row, 1, false)?;
            for (column, text) in card {
                if let Ok(at) = self.columns.binary_search(column) {
                    grid.cell(u32::try_from(at).unwrap_or(u32::MAX), 1, text, Kind::Text)?;
                }
            }
        }
        Ok(())
    }
}

/// The cards of a file.
fn read(bytes: &[u8]) -> Result<Vec<Card>, Refusal> {
    let found = detect(bytes, true).encoding;
    // In UTF-16 a line end is no byte; in all others it is.
    let decoded = encoding::decode(bytes, found);
    let (bytes, own) = if found.is_utf16() || found == Encoding::UTF_8 {
        (decoded.as_bytes(), Encoding::UTF_8)
    } else {
        (bytes, found)
    };
    let mut cards = Vec::new();
    let mut open: Vec<Property> = Vec::new();
    let mut depth = 0_usize;
    for line in Lines::of(bytes) {
        let Some(property) = Property::of(&line, own) else { continue };
        match (property.name.as_str(), property.value.trim().to_ascii_uppercase().as_str()) {
            ("BEGIN", "VCARD") => {
                if depth == 0 {
                    open.clear();
                }
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Refusal::Workbook(Limit::Entries));
                }
            }
            ("END", "VCARD") => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    cards.push(card(std::mem::take(&mut open)));
                }
            }
            _ if depth == 1 => open.push(property),
            _ => {}
        }
    }
    // The last may have been cut off.
    if !open.is_empty() {
        cards.push(card(open));
    }
    Ok(cards)
}

/// The lines of a file, those that were folded put together again.
struct Lines<'a> {
    rest: &'a [u8],
}

impl<'a> Lines<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next line as it stands.
    fn line(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let end = self.rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(self.rest.len());
        let (line, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, &[]));
        let behind = rest.strip_prefix(b"\r\n").or(rest.get(1..));
        self.rest = behind.unwrap_or_default();
        Some(line)
    }
}

/// Whether a line's value is quoted-printable: then it goes on behind an equals sign at its end.
fn is_quoted(line: &[u8]) -> bool {
    let head = line.split(|byte| *byte == b':').next().unwrap_or_default().to_ascii_uppercase();
    head.split(|byte| *byte == b';').any(|part| part == b"QUOTED-PRINTABLE" || part == b"ENCODING=QUOTED-PRINTABLE")
}

impl Iterator for Lines<'_> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut line = self.line()?.to_vec();
        let is_quoted = is_quoted(&line);
        loop {
            let more = if is_quoted && line.last() == Some(&b'=') {
                line.pop();
                self.line()
            } else if let [b' ' | b'\t', ..] = self.rest {
                self.line().and_then(|more| more.get(1..))
            } else {
                None
            };
            let Some(more) = more else { return Some(line) };
            // One byte over is enough to tell that it is too long.
            let room = (MAX_LINE + 1).saturating_sub(line.len());
            line.extend_from_slice(more.get(..room).unwrap_or(more));
        }
    }
}

/// A line, understood as far as all properties are alike.
struct Property {
    /// What labels it, where something does: `item1`.
    group: String,
    /// In capitals.
    name: String,
    /// In capitals; with those that have no name.
    types: Vec<String>,
    /// Whether it goes before others of its kind.
    is_preferred: bool,
    /// The year that stands for none.
    omitted_year: Option<String>,
    /// As it is written, its letters decoded.
    value: String,
}

impl Property {
    fn of(line: &[u8], own: Encoding) -> Option<Self> {
        if line.len() > MAX_LINE {
            return None;
        }
        let mut is_in_quotes = false;
        let colon = line.iter().position(|byte| {
            is_in_quotes ^= *byte == b'"';
            *byte == b':' && !is_in_quotes
        })?;
        let (head, value) = (line.get(..colon)?, line.get(colon + 1..)?);
        let head = String::from_utf8_lossy(head);
        let mut parts = split(&head, ';').into_iter();
        let name = parts.next()?;
        let (group, name) = name.rsplit_once('.').unwrap_or(("", &name));
        let mut property = Self {
            group: group.trim().to_ascii_uppercase(),
            name: name.trim().to_ascii_uppercase(),
            types: Vec::new(),
            is_preferred: false,
            omitted_year: None,
            value: String::new(),
        };
        let (mut charset, mut coding) = (None, String::new());
        for part in parts {
            let (key, said) = part.split_once('=').unwrap_or(("TYPE", &part));
            let said = said.replace('"', "");
            match key.trim().to_ascii_uppercase().as_str() {
                "CHARSET" => charset = Encoding::of(said.trim()),
                "ENCODING" => coding = said.trim().to_ascii_uppercase(),
                "PREF" => property.is_preferred = said.trim() == "1",
                "X-APPLE-OMIT-YEAR" => property.omitted_year = Some(said.trim().to_owned()),
                "TYPE" => property.types.extend(said.split(',').map(|kind| kind.trim().to_ascii_uppercase())),
                _ => {}
            }
        }
        for kind in &property.types {
            match kind.as_str() {
                "PREF" => property.is_preferred = true,
                // 2.1 leaves out what they are.
                "QUOTED-PRINTABLE" | "BASE64" => coding.clone_from(kind),
                _ => {}
            }
        }
        let bytes = match coding.as_str() {
            "QUOTED-PRINTABLE" => quoted_printable_decode(value).unwrap_or_else(|| value.to_vec()),
            "B" | "BASE64" => {
                let text: Vec<u8> = value.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
                BASE64_STANDARD.decode(text).ok()?
            }
            _ => value.to_vec(),
        };
        // Telephones write UTF-8 and don't say so.
        let is_decoded = coding.is_empty();
        let charset = charset.filter(|_| !(is_decoded && own == Encoding::UTF_8));
        let charset = charset.unwrap_or_else(|| if is_decoded { own } else { detect(&bytes, true).encoding });
        property.value = encoding::decode(&bytes, charset);
        Some(property)
    }

    /// Its components, which semicolons part; each without what is escaped in it.
    fn components(&self) -> Vec<String> {
        split_escaped(&self.value, ';').iter().map(|part| list(part)).collect()
    }
}

/// The parts of a text between these, but for those in quotes.
fn split(text: &str, at: char) -> Vec<String> {
    let mut is_in_quotes = false;
    let parts = text.split(|c| {
        is_in_quotes ^= c == '"';
        c == at && !is_in_quotes
    });
    parts.map(str::to_owned).collect()
}

/// The parts of a value between these, but for those behind a backslash; still escaped.
fn split_escaped(value: &str, at: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_escaped = false;
    for c in value.chars() {
        if c == at && !is_escaped {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    parts
}

/// A text without what is escaped in it.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(c @ ('\\' | ',' | ';' | ':')) => plain.push(c),
                // 2.1 doesn't escape it.
                Some(other) => plain.extend(['\\', other]),
                None => plain.push('\\'),
            },
            other => plain.push(other),
        }
    }
    plain
}

/// The values of a list within a component, one behind the other.
fn list(component: &str) -> String {
    let values = split_escaped(component, ',').into_iter().map(|value| plain(&value).trim().to_owned());
    values.filter(|value| !value.is_empty()).collect::<Vec<_>>().join(", ")
}

/// What a card says, in columns.
fn card(properties: Vec<Property>) -> Card {
    let says = |name: &str, value: &str| {
        properties.iter().any(|own| own.name == name && own.value.trim().eq_ignore_ascii_case(value))
    };
    // A company's, or a list's: nobody has this name.
    let is_nobodys = says("X-ABSHOWAS", "COMPANY")
        || ["KIND", "X-ADDRESSBOOKSERVER-KIND"].iter().any(|kind| says(kind, "org") || says(kind, "group"));
    let label = |group: &str| {
        let label = properties.iter().find(|own| own.name == "X-ABLABEL" && !group.is_empty() && own.group == group);
        label.map(|own| own.value.to_uppercase()).unwrap_or_default()
    };
    let mut found: Vec<(Field, u8, String)> = Vec::new();
    for property in &properties {
        let label = label(&property.group);
        let is = |kind: &str| property.types.iter().any(|own| own.starts_with(kind)) || label.contains(kind);
        let rank = match () {
            () if property.is_preferred => 0,
            () if is("WORK") => 1,
            () if is("HOME") => 3,
            () => 2,
        };
        let mut say = |field, value: String| found.push((field, rank, value));
        match property.name.as_str() {
            "FN" => say(if is_nobodys { Field::Company } else { Field::FullName }, plain(&property.value)),
            "N" if !is_nobodys => {
                let fields = [Field::FamilyName, Field::GivenName, Field::MiddleName];
                // Several given names are several words.
                let parts = property.components().into_iter().map(|part| part.replace(", ", " "));
                fields.into_iter().zip(parts).for_each(|(field, part)| say(field, part));
            }
            "ORG" => {
                let mut parts = property.components().into_iter();
                say(Field::Company, parts.next().unwrap_or_default());
                say(Field::Department, parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "));
            }
            "TITLE" => say(Field::Title, plain(&property.value)),
            // What somebody does, where nobody says what they are.
            "ROLE" => found.push((Field::Title, 9, plain(&property.value))),
            "EMAIL" => say(Field::Email, without_scheme(&plain(&property.value), "mailto:")),
            "TEL" => {
                let number = without_scheme(&plain(&property.value), "tel:").replace(";ext=", " ext. ");
                let field = match () {
                    () if is("FAX") => Field::Fax,
                    () if is("CELL") || is("MOBIL") || is("IPHONE") || is("МОБИЛ") => Field::Mobile,
                    // Nobody calls it.
                    () if is("PAGER") || is("TELEX") => continue,
                    () if is("HOME") && !is("WORK") => Field::HomePhone,
                    () => Field::Phone,
                };
                say(field, number);
            }
            "IMPP" | "X-REACH" | "X-SKYPE" | "X-SKYPE-USERNAME" | "X-JABBER" | "X-TELEGRAM" => {
                say(Field::Messenger, plain(&property.value));
            }
            "URL" | "X-SOCIALPROFILE" => say(Field::Website, plain(&property.value)),
            "ADR" if !is("HOME") => {
                let mut parts = property.components().into_iter();
                let (post_box, extended) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                let street = parts.next().unwrap_or_default();
                let lines = [street, extended, post_box];
                let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
                say(Field::Street, lines.join(", "));
                let fields = [Field::City, Field::Region, Field::PostalCode, Field::Country];
                fields.into_iter().zip(parts).for_each(|(field, part)| say(field, part));
            }
            "BDAY" => say(Field::Birthday, birthday(&plain(&property.value), property.omitted_year.as_deref())),
            "NOTE" => say(Field::Note, plain(&property.value)),
            _ => {}
        }
    }
    found.retain(|(_, _, text)| !text.trim().is_empty());
    // What is preferred or of the work comes first; of equals what stands first.
    found.sort_by_key(|(field, rank, _)| (*field, *rank));
    let mut card: Card = Vec::new();
    for (field, _, text) in found {
        let text = text.trim().to_owned();
        let is_one = !matches!(
            field,
            Field::Email
                | Field::Phone
                | Field::Mobile
                | Field::HomePhone
                | Field::Fax
                | Field::Messenger
                | Field::Website
        );
        let (mut count, mut is_known) = (0, false);
        for ((_, known), own) in card.iter().rev().take_while(|((other, _), _)| *other == field) {
            count = count.max(known + 1);
            is_known |= *own == text;
        }
        if !is_known && count < if is_one { 1 } else { MAX_OF_A_KIND } {
            card.push(((field, count), text));
        }
    }
    card
}

/// An address without what it is of.
fn without_scheme(value: &str, scheme: &str) -> String {
    let value = value.trim();
    let is_it = value.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    if is_it { value.get(scheme.len()..).unwrap_or_default().to_owned() } else { value.to_owned() }
}

/// A birthday as it is stored; as the card has it where it is none.
fn birthday(value: &str, omitted_year: Option<&str>) -> String {
    let value = value.trim();
    let day = value.split(['T', 't', ' ']).next().unwrap_or(value);
    let digits: String = day.chars().filter(char::is_ascii_digit).collect();
    let is_plain = day.chars().all(|c| c.is_ascii_digit() || c == '-');
    let without_year = day.starts_with("--");
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<i16>().ok());
    let (year, rest) = match digits.len() {
        8 if !without_year => (part(0, 4), 4),
        4 if without_year => (None, 0),
        _ => return value.to_owned(),
    };
    let said = omitted_year.and_then(|year| year.parse::<i16>().ok());
    let year = year.filter(|year| Some(*year) != said);
    let (month, of_month) = (part(rest, rest + 2), part(rest + 2, rest + 4));
    let (Some(month), Some(of_month), true) = (month, of_month, is_plain) else { return value.to_owned() };
    let (Ok(month), Ok(of_month)) = (i8::try_from(month), i8::try_from(of_month)) else { return value.to_owned() };
    // Zeros stand for a day that nobody knows.
    let is_year = year.is_none_or(|year| Date::new(year, 1, 1).is_ok() && year > 0);
    match Birthday::new(year, month, of_month) {
        Ok(birthday) if is_year => birthday.to_string(),
        _ => value.to_owned(),
    }
}
