//! A mail as it is dropped or pasted: its day, subject, people and words, and who of the book they are.
//!
//! What is in it anybody may have written. It is read by `mail-parser`, which knows no browser; what comes out is
//! plain text without control characters and signs that turn the direction of writing, and never longer than a
//! record should be. The page calls this in a part of its own.

mod matched;
mod pasted;
mod sniff;
#[cfg(test)]
mod tests;

pub use matched::Matched;
pub use pasted::pasted;
pub use sniff::is_mail;

use mail_parser::{Address, MessageParser};

use crate::calendar::Date;

/// Larger files aren't opened, in bytes: what is said in them is a few kilobytes, the rest is attached.
pub const LARGEST: usize = 50 * 1024 * 1024;

/// So many bytes tell whether a file is a mail.
pub const HEAD_BYTES: u32 = 4_096;

/// So many characters of the words are kept, and of a name or a subject.
const WORDS: usize = 4_000;
const LINE: usize = 300;

/// More people than this aren't read: it is a list, not a talk.
const PEOPLE: usize = 50;

/// Somebody who wrote or was written to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailbox {
    /// As the mail has it; empty where it has an address alone.
    pub name: String,
    /// In small letters.
    pub address: String,
}

/// What of a mail is logged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    /// As its writer's clock had it.
    pub day: Option<Date>,
    pub subject: String,
    pub from: Vec<Mailbox>,
    /// Those it went to, copies too.
    pub to: Vec<Mailbox>,
    /// What is new in it, without what it answers.
    pub words: String,
}

/// Reads a mail; `None` if it is none, or too large.
pub fn read(bytes: &[u8]) -> Option<Mail> {
    if bytes.len() > LARGEST || !is_mail(bytes) {
        return None;
    }
    let message = MessageParser::default().parse(bytes)?;
    let day = message.date().and_then(|date| {
        let (year, month, day) = (date.year.try_into().ok()?, date.month.try_into().ok()?, date.day.try_into().ok()?);
        Date::new(year, month, day).ok()
    });
    let to = [message.to(), message.cc()].into_iter().flatten().flat_map(mailboxes);
    let mail = Mail {
        day,
        subject: line(message.subject().unwrap_or_default()),
        from: message.from().into_iter().flat_map(mailboxes).take(PEOPLE).collect(),
        to: to.take(PEOPLE).collect(),
        words: new_words(&message.body_text(0).unwrap_or_default()),
    };
    (mail != Mail::default()).then_some(mail)
}

fn mailboxes(address: &Address<'_>) -> impl Iterator<Item = Mailbox> {
    let of = |address: &mail_parser::Addr<'_>| {
        Mailbox::of(address.name.as_deref().unwrap_or_default(), address.address.as_deref()?)
    };
    address.iter().take(PEOPLE).filter_map(of).collect::<Vec<_>>().into_iter()
}

impl Mailbox {
    /// `None` if the address is none.
    fn of(name: &str, address: &str) -> Option<Self> {
        let address = line(address).to_lowercase();
        let is_address = address.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        let name = line(name).trim_matches(['"', '\'']).to_owned();
        // Many programs write the address as the name, too.
        let name = if name.to_lowercase() == address { String::new() } else { name };
        (is_address && !address.contains(char::is_whitespace)).then_some(Self { name, address })
    }

    /// What they are called: by their name, else by what stands before the `@`.
    pub fn called(&self) -> &str {
        let before = || self.address.split('@').next().unwrap_or_default();
        if self.name.is_empty() { before() } else { &self.name }
    }
}

/// A text on one line, without what is no letter and no sign.
fn line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !turns(*c)).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LINE).collect()
}

/// Whether a character has no look of its own and changes that of others: marks of direction, of byte order and the
/// like, by which a text can read as another one.
fn turns(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The words of a mail up to what it answers, its lines trimmed and no two empty ones together.
fn new_words(body: &str) -> String {
    let mut kept = String::new();
    let mut is_gap = false;
    for said in body.lines().take(WORDS) {
        let said: String = said.chars().filter(|c| !c.is_control() && !turns(*c)).collect();
        let said = said.trim();
        if begins_the_old(said) {
            break;
        }
        if said.is_empty() {
            is_gap = true;
            continue;
        }
        if !kept.is_empty() {
            kept.push_str(if is_gap { "\n\n" } else { "\n" });
        }
        is_gap = false;
        kept.push_str(said);
        if kept.len() > 4 * WORDS {
            break;
        }
    }
    kept.chars().take(WORDS).collect::<String>().trim_end().to_owned()
}

/// Whether a line begins what is answered, or a signature: "> …", "-- ", "-----Original Message-----", "On Tue, 5 May
/// 1998, … wrote:".
fn begins_the_old(line: &str) -> bool {
    let is_rule = line.starts_with("-----") || line.starts_with("_____");
    let says_wrote = line.ends_with(':') && line.contains('@') && line.chars().any(|c| c.is_ascii_digit());
    line.starts_with('>') || line == "--" || is_rule || says_wrote
}
