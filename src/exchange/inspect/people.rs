//! Files of people: what address books and CRM programs call their columns.
//!
//! They are told apart from other files by their header alone: a given name beside a family name, or a name beside a
//! company and a mail address. Then their own words count and no others: a "title" is a post, a "name" a person's.
//! The words are those of Outlook (also in German and Russian), Google (both of its forms), HubSpot, Salesforce,
//! Pipedrive, EspoCRM and of the cards of an address book, and what the same is called in the languages of the product.

use std::sync::OnceLock;

use crate::exchange::cell::fold::fold;
use crate::exchange::inspect::header::HeadRow;
use crate::exchange::inspect::own_words::{OwnWords, Said, give, is_sold};
use crate::exchange::{Column, Confidence, Evidence, Role};

/// Within a role the better word stands first. Numbers within a header don't count: "E-mail 2 Address".
const WORDS: [(Role, &str); 26] = [
    (
        Role::Contact,
        "full name, person name, display name, contact full name, name, полное имя, фио, puno ime, ime i prezime, пуно име, име и презиме, polno ime, ime in \
         priimek, vollständiger name, anzeigename, nom complet, imię i nazwisko, نام کامل, نام و نام خانوادگی, \
         પૂરું નામ, contact name, contact person, contact, имя контакта, контактное лицо, kontaktname",
    ),
    (
        Role::GivenName,
        "first name, given name, forename, middle name, additional name, имя, отчество, ime, име, srednje ime, средње \
         ime, vorname, weitere vornamen, prénom, imię, drugie imię, nome, nombre, jméno, نام, પ્રથમ નામ, મધ્ય નામ",
    ),
    (
        Role::FamilyName,
        "last name, family name, surname, фамилия, prezime, презиме, priimek, nachname, familienname, nom, nom de \
         famille, nazwisko, cognome, apellido, apellidos, příjmení, نام خانوادگی, અટક, છેલ્લું નામ",
    ),
    (
        Role::Customer,
        "account name, company name, company, organization name, organisation name, organization, organisation, person \
         organization, account, associated company, primary associated company, primary company, parent account, \
         employer, организация, компания, контрагент, название компании, kompanija, компанија, preduzeće, предузеће, \
         firma, фирма, podjetje, организација, organizacija, unternehmen, société, entreprise, شرکت, سازمان, કંપની, \
         સંસ્થા",
    ),
    (
        Role::CustomerId,
        "account id, company id, organization id, person organization id, primary associated company id, associated \
         company id, associated company ids",
    ),
    (
        Role::Function,
        "job title, person job title, organization title, account title, contact title, position, job, role, \
         должность, radno mesto, радно место, pozicija, позиција, funkcija, функција, delovno mesto, položaj, \
         berufsbezeichnung, funktion, fonction, poste, stanowisko, سمت, عنوان شغلی, હોદ્દો, title, occupation, beruf",
    ),
    (
        Role::Unit,
        "department, organization department, отдел, подразделение, odeljenje, одељење, oddelek, abteilung, service, \
         département, dział, واحد, بخش, વિભાગ",
    ),
    (
        Role::Email,
        "email, email address, e mail value, person email work, work email, business email, primary email, mail, адрес \
         эл почты, электронная почта, эл почта, адрес электронной почты, почта, имейл, e pošta, е пошта, имејл, e mail \
         adresse, e mail adresa, courriel, adresse e mail, adres e mail, ایمیل, પત્રવ્યવહાર ઈમેલ, ઈમેલ, ઇમેઇલ",
    ),
    (
        Role::OtherEmail,
        "person email home, person email other, other email, home email, personal email, private email, additional \
         email, additional email addresses, secondary email",
    ),
    (
        Role::Phone,
        "business phone, work phone, phone, phone number, phone value, person phone work, primary phone, company main \
         phone, office phone, telephone, tel, рабочий телефон, телефон раб, телефон, основной телефон, службени \
         телефон, službeni telefon, službeni broj, telefon, telefon služba, telefon geschäftlich, haupttelefon, \
         телефон организации, téléphone, téléphone bureau, تلفن, تلفن محل کار, ફોન, ફોન નંબર",
    ),
    (
        Role::Mobile,
        "mobile, mobile phone, mobile phone number, mobile number, cell phone, cell, person phone mobile, мобильный \
         телефон, телефон переносной, мобильный, mobilni telefon, mobilni, мобилни телефон, мобилни, mobitel, \
         mobiltelefon, handy, mobil, portable, téléphone mobile, telefon komórkowy, موبایل, تلفن همراه, મોબાઇલ, મોબાઈલ",
    ),
    (
        Role::OtherPhone,
        "home phone, other phone, person phone home, person phone other, car phone, домашний телефон, телефон дом, \
         другой телефон, kućni telefon, кућни телефон, domači telefon, telefon privat, weiteres telefon, telefon firma, \
         téléphone domicile",
    ),
    (
        Role::Fax,
        "business fax, fax, fax number, person phone fax, рабочий факс, факс, faks, fax geschäftlich, télécopie",
    ),
    (
        Role::Messenger,
        "im address, im address value, instant messenger, messenger, skype, telegram, whatsapp, linkedin, linkedin url, \
         linkedin profile, linkedin bio",
    ),
    (
        Role::Website,
        "web page, website, website value, website url, personal web page, webseite, веб страница, сайт, sajt, сајт, \
         spletna stran, site web, وب سایت, વેબસાઇટ",
    ),
    (
        Role::Birthday,
        "birthday, date of birth, birthdate, birth date, день рождения, дата рождения, rođendan, рођендан, datum \
         rođenja, датум рођења, rojstni dan, datum rojstva, geburtstag, geburtsdatum, anniversaire, date de naissance, \
         data urodzenia, تاریخ تولد, જન્મદિવસ, જન્મ તારીખ",
    ),
    (
        Role::Note,
        "notes, note, description, contact notes, remarks, заметки, примечание, примечания, описание, beleške, \
         белешке, beleška, napomena, напомена, opombe, opomba, notizen, bemerkungen, remarques, notatki, یادداشت, નોંધ",
    ),
    (
        Role::Address,
        "business street, mailing street, address street, person postal address, street address, primary address \
         street, street, address, address line, улица раб адрес, улица, адрес, adresa, адреса, ulica, naslov, straße \
         geschäftlich, straße, adresse, rue, آدرس, સરનામું",
    ),
    (
        Role::PostalCode,
        "business postal code, mailing zip postal code, mailing zip, mailing postal code, address postal code, primary \
         address postal code, postal code, zip, zip code, zip postal code, индекс раб адрес, индекс, почтовый индекс, \
         poštanski broj, поштански број, poštna številka, postleitzahl geschäftlich, postleitzahl, plz, code postal, کد \
         پستی, પિન કોડ",
    ),
    (
        Role::City,
        "business city, mailing city, address city, primary address city, city, town, город раб адрес, город, grad, \
         град, mesto, место, ort geschäftlich, ort, ville, شهر, શહેર",
    ),
    (
        Role::Region,
        "business state, mailing state province, mailing state, address region, address state, primary address state, \
         state region, state province, state, region, province, область раб адрес, область, регион, region \
         geschäftlich, bundesland, استان, રાજ્ય",
    ),
    (
        Role::Country,
        "business country region, business country, mailing country, address country, primary address country, country \
         region, country, страна или регион раб адрес, страна, država, држава, land region geschäftlich, land, pays, \
         کشور, દેશ",
    ),
    (
        Role::TaxId,
        "tax id, tax number, vat number, vat id, vat no, инн, pib, пиб, davčna številka, ust idnr, steuernummer",
    ),
    (Role::Industry, "industry, отрасль, delatnost, делатност, panoga, dejavnost, branche, صنعت, ઉદ્યોગ"),
    // They say what a person is called, and are no part of it.
    (Role::Ignore, "file as, nickname, phonetic first name, e mail display name, name prefix, name suffix, salutation"),
    (Role::Ignore, "owner, contact owner, person owner, account owner, created at, create date, assigned user"),
];

/// In a list of customers a column is called so, too.
const ALSO_OF_CUSTOMERS: &str = "contact name, contact person, contact, имя контакта, контактное лицо, kontaktname";

/// Whether a text is a mail address.
fn is_mail(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(_, domain)| domain.contains('.')) && !text.contains(' ')
}

/// Whether most of these cells are mail addresses.
fn are_mails(at: usize, rows: &[&HeadRow]) -> bool {
    let cells = rows.iter().map(|row| row.cell(at).text).filter(|cell| !cell.is_empty());
    let (filled, mails) = cells.fold((0, 0), |(filled, mails), cell| (filled + 1, mails + usize::from(is_mail(cell))));
    mails > 0 && mails * 10 >= filled * 6
}

/// Whether a mail address is in a row: then it names no columns.
pub(in crate::exchange) fn has_mail(row: &HeadRow) -> bool {
    row.cells.iter().any(|cell| is_mail(cell))
}

/// The row that names the columns of a table of texts, one of which holds mail addresses: no word and no number tells
/// it from the rows below, but it has no address.
pub(in crate::exchange) fn header_above_mails(rows: &[HeadRow]) -> Option<usize> {
    let first = rows.iter().position(|row| row.filled() > 1)?;
    let (header, next) = (rows.get(first)?, rows.get(first + 1)?);
    (!has_mail(header) && has_mail(next) && next.filled() <= header.filled()).then_some(first)
}

/// Gives the columns of a file of people their roles; whether it is one. Otherwise nothing is changed.
pub(in crate::exchange) fn recognise(columns: &mut [Column], rows: &[&HeadRow], are_cards: bool) -> bool {
    static WORDS_BY_NAME: OnceLock<OwnWords> = OnceLock::new();
    let words = WORDS_BY_NAME.get_or_init(|| OwnWords::of(&WORDS));
    let mut said: Vec<Option<Said>> = columns.iter().map(|column| words.said(&column.header)).collect();
    let has = |role: Role| said.iter().flatten().any(|said| said.role == role);
    let reached = [Role::Email, Role::Phone, Role::Mobile].iter().any(|role| has(*role));
    let is_name = |said: &Said| {
        said.role == Role::Contact && !ALSO_OF_CUSTOMERS.split(", ").any(|other| fold(other) == said.word)
    };
    let is_named = said.iter().flatten().any(is_name);
    let is_told = has(Role::GivenName) && has(Role::FamilyName) || is_named && has(Role::Customer) && reached;
    let mails: Vec<usize> = (0..columns.len()).filter(|at| are_mails(*at, rows)).collect();
    // Columns that no word tells, one of which holds mail addresses: nobody sells those.
    let is_mailed = !mails.is_empty() && columns.iter().all(|column| column.role == Role::Ignore || is_weak(column));
    if !are_cards && (is_sold(columns) || !is_told && !is_mailed) {
        return false;
    }
    if !is_told && let Some(first) = mails.first().and_then(|at| said.get_mut(*at)) {
        *first = Some(Said { role: Role::Email, word: String::new(), rank: 0 });
    }
    give(columns, &said);
    true
}

/// Whether its role is a guess by its values alone.
fn is_weak(column: &Column) -> bool {
    column.confidence == Confidence::Unsure
        || !column.evidence.iter().any(|why| matches!(why, Evidence::KnownWord { .. }))
}
