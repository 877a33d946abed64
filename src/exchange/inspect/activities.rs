//! Files of activities and notes: what CRM programs call their columns.
//!
//! They are told by their header: a day beside what was written or spoken about, with whom, and a word that only
//! such a list has. The words are those of HubSpot, Salesforce, Pipedrive and EspoCRM, and what the same is called in
//! the languages of the product.

use std::sync::OnceLock;

use crate::exchange::inspect::own_words::{OwnWords, Said, give, is_sold};
use crate::exchange::{Column, Confidence, Role};

/// Within a role the better word stands first.
const WORDS: [(Role, &str); 10] = [
    (
        Role::Date,
        "activity date, activity due date, due date, date start, start date, start, start time, meeting start time, call \
         date, email send date, note add time, activity add time, add time, date, date created, created date, create \
         date, created at, timestamp, дата, дата начала, datum, датум, termin, datum početka, تاریخ, તારીખ",
    ),
    (
        Role::ActivityType,
        "activity type, engagement type, task subtype, task type, event type, type, вид, тип, vrsta, врста, tip, art, نوع, \
         પ્રકાર",
    ),
    (
        Role::Subject,
        "activity subject, call title, meeting name, meeting title, task title, task name, email subject, subject, \
         title, name, тема, tema, тема разговора, naslov, наслов, zadeva, betreff, موضوع, વિષય",
    ),
    (
        Role::Note,
        "full comments, note body, call notes, meeting notes, meeting description, internal meeting notes, task notes, \
         email body, activity note, note content, activity public description, comments, body, body preview, content, \
         description, notes, note, комментарии, комментарий, описание, заметки, beleška, белешка, napomena, напомена, \
         opis, опис, opomba, notizen, beschreibung, kommentar, یادداشت, શરા, નોંધ",
    ),
    (
        Role::Contact,
        "contact, contact name, associated contact, associated contacts, contacts, activity contact person, activity \
         person, contact person, person, person name, контакт, контактное лицо, kontakt, kontakt osoba, контакт особа, \
         kontaktna oseba, ansprechpartner, رابط, સંપર્ક વ્યક્તિ",
    ),
    (
        Role::Email,
        "contact email, associated contact email, activity person email, person email work, email, email address, эл \
         почта, имејл, e pošta, ایمیل, ઇમેઇલ",
    ),
    (
        Role::Customer,
        "company account, account name, account, associated company, associated companies, company, company name, \
         activity organization, note organization, organization name, organization, parent, клиент, компания, \
         организация, контрагент, kupac, купац, firma, фирма, kompanija, stranka, podjetje, unternehmen, مشتری, شرکت, \
         ગ્રાહક, કંપની",
    ),
    (
        Role::Salesperson,
        "assigned, assigned to, activity assigned to, activity owner, activity assigned to user, assigned user, owner, \
         note user, user, created by, ответственный, автор, odgovorna osoba, одговорна особа, odgovorni, skrbnik, \
         zuständig, مسئول, જવાબદાર",
    ),
    (
        Role::Status,
        "status, task status, activity done, done, call outcome, meeting outcome, статус, стање, stanje, وضعیت, સ્થિતિ",
    ),
    // They are days, too, and say less.
    (
        Role::Ignore,
        "last modified date, modified at, date end, end date, end time, activity marked as done time, duration",
    ),
];

/// Only lists of activities have these.
const TELLING: &str = "activity date, activity due date, activity type, activity subject, engagement type, task subtype, \
    call title, call notes, meeting name, meeting title, meeting notes, task title, task notes, note body, note content, \
    full comments, email subject, email body, activity assigned to, activity note, date start";

/// Gives the columns of a file of activities their roles; whether it is one. Otherwise nothing is changed.
pub(in crate::exchange) fn recognise(columns: &mut [Column]) -> bool {
    static WORDS_BY_NAME: OnceLock<OwnWords> = OnceLock::new();
    let words = WORDS_BY_NAME.get_or_init(|| OwnWords::of(&WORDS));
    let said: Vec<Option<Said>> = columns.iter().map(|column| words.said(&column.header)).collect();
    let has = |role: Role| said.iter().flatten().any(|said| said.role == role);
    let is_telling = |said: &Said| TELLING.split(", ").any(|word| word == said.word);
    // A day book has types and names, too, and amounts beside them.
    let is_money = |column: &Column| column.role.is_money() && column.confidence != Confidence::Unsure;
    let is_typed = has(Role::ActivityType) && has(Role::Subject) && !columns.iter().any(is_money);
    let is_told = said.iter().flatten().any(is_telling) || is_typed;
    let is_about = has(Role::Subject) || has(Role::Note);
    let is_with = has(Role::Customer) || has(Role::Contact) || has(Role::Email);
    if is_sold(columns) || !(is_told && is_about && is_with && has(Role::Date)) {
        return false;
    }
    give(columns, &said);
    true
}
