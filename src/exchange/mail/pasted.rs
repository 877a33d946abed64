//! A mail out of the clipboard: its source, or its head as mail programs write it when one answers or copies.

use super::{Mail, Mailbox, line, new_words, read};
use crate::calendar::Date;
use crate::exchange::cell::date;
use crate::exchange::format::DateFormat;
use crate::text::Language;

/// How mail programs call the lines of a head, small: from, to and copies, subject, day.
const FROM: [&str; 5] = ["from", "от", "от кого", "از", "von"];
const TO: [&str; 9] = ["to", "cc", "кому", "копия", "به", "رونوشت", "گیرنده", "an", "bcc"];
const SUBJECT: [&str; 4] = ["subject", "тема", "موضوع", "betreff"];
const DAY: [&str; 7] = ["date", "sent", "дата", "отправлено", "تاریخ", "ارسال", "gesendet"];

/// So many of these lines make a head.
const ENOUGH: usize = 2;

/// So far down the head may begin: below a greeting of the program.
const LINES: usize = 12;

/// A mail in a text; `None` if there is none in it, and it is words.
pub fn pasted(text: &str, language: Language) -> Option<Mail> {
    // Its source has a blank line below the head and names all people; a copied head is read more freely.
    if let Some(mail) = read(text.trim_start().as_bytes()).filter(|mail| mail.day.is_some() && !mail.from.is_empty()) {
        return Some(mail);
    }
    let mut mail = Mail::default();
    let (mut known, mut body) = (0, 0);
    let mut end = 0;
    for (at, written) in text.lines().enumerate() {
        end += written.len() + 1;
        let Some((name, value)) = written.split_once(':') else {
            if known > 0 || at > LINES {
                break;
            }
            continue;
        };
        let name = name.trim().trim_matches('*').trim().to_lowercase();
        let is = |names: &[&str]| names.contains(&name.as_str());
        if is(&FROM) {
            mail.from.extend(mailboxes(value));
        } else if is(&TO) {
            mail.to.extend(mailboxes(value));
        } else if is(&SUBJECT) {
            mail.subject = line(value);
        } else if is(&DAY) {
            mail.day = mail.day.or_else(|| day(value, language));
        } else {
            if known > 0 || at > LINES {
                break;
            }
            continue;
        }
        known += 1;
        body = end;
    }
    if known < ENOUGH || mail.from.is_empty() && mail.to.is_empty() {
        return None;
    }
    mail.words = new_words(text.get(body.min(text.len())..).unwrap_or_default());
    Some(mail)
}

/// `Bo <bo@alfa.example>; cy@alfa.example`, also `Bo [mailto:bo@alfa.example]`
fn mailboxes(list: &str) -> Vec<Mailbox> {
    let of = |one: &str| {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '[' | ']' | '(' | ')' | '"' | '*');
        let address =
            one.split(is_end).map(|word| word.trim_start_matches("mailto:")).find(|word| word.contains('@'))?;
        let name = one.split(['<', '[', '(']).next().unwrap_or_default();
        Mailbox::of(name.trim().trim_matches('*'), address)
    };
    list.split([',', ';']).take(super::PEOPLE).filter_map(of).collect()
}

/// The day in "Tuesday, 5 May 1998 11:20": as it is, or without the weekday and the time.
fn day(text: &str, language: Language) -> Option<Date> {
    let text = text.trim();
    let order = if language == Language::Persian { DateFormat::Jalali } else { DateFormat::Dmy };
    let of = |text: &str| date::read(text.trim().trim_end_matches(','), Some(order));
    let words: Vec<&str> = text.split_whitespace().collect();
    let parts = (0..words.len().min(3)).flat_map(|from| (1..=3).rev().map(move |count| (from, count)));
    of(text).or_else(|| {
        parts.filter_map(|(from, count)| words.get(from..from + count)).find_map(|part| of(&part.join(" ")))
    })
}
