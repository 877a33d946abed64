//! What a row says of a call, a meeting, a letter or a note.

use mail_parser::decoders::html::html_to_text;

use crate::book::{Channel, spelling};
use crate::exchange::cell::date;
use crate::exchange::cell::fold::fold;
use crate::exchange::cell::row::Row;
use crate::exchange::format::DateFormat;
use crate::exchange::read::people::{MOST_OF_A_LINE, MOST_OF_A_NOTE, note};
use crate::exchange::{ActivityCard, ContactCard, ImportSpec, Reason, Role};

/// Words of a type, folded, that tell a channel; the first that holds counts.
const CHANNELS: [(Channel, &str); 6] = [
    (
        Channel::Letter,
        "email e mail mail letter sms whatsapp message письмо писмо имеил e posta имејл pismo brief ایمیل نامه ઇમેઇલ ઈમેલ પત્ર",
    ),
    (Channel::Video, "video videocall zoom webinar teams видео"),
    (Channel::Visit, "visit визит посета poseta obisk besuch بازدید મુલાકાત"),
    (Channel::Event, "lunch dinner fair demo conference event выставка саям саjам sajam sejem messe ужин обед"),
    (Channel::Meeting, "meeting appointment встреча sastanak састанак sestanek besprechung termin treffen جلسه મીટિંગ"),
    (Channel::Call, "call phone telephone звонок позив poziv klic anruf telefonat тел تماس کال કૉલ ફોન"),
];

/// What was never done, or not yet, folded.
const NOT_DONE: &str = ", not started, to do, todo, planned, open, pending, deferred, canceled, cancelled, not held, \
    false, no, waiting on someone else, in progress, scheduled, не начата, запланировано, отменено, planirano, otkazano, \
    offen, geplant, abgesagt, ";

/// That nobody was there, folded.
const NOT_REACHED: &str = ", no answer, left voicemail, left live message, left message, busy, wrong number, no show, не дозвонились, \
    нет ответа, nije se javio, ni dosegljiv, nicht erreicht, ";

/// The columns of a file of activities.
pub(in crate::exchange) struct ActivityReader {
    columns: Vec<(usize, Role)>,
    day: Option<(usize, Option<DateFormat>)>,
    /// What the headers say of all rows.
    channel: Option<Channel>,
}

/// What a row says, and the cells of it that can't be used.
pub(in crate::exchange) struct ActivityRow {
    pub card: ActivityCard,
    pub bad_cells: Vec<usize>,
}

impl ActivityReader {
    pub fn new(spec: &ImportSpec) -> Self {
        let columns: Vec<(usize, Role)> = spec.roles.iter().copied().enumerate().collect();
        let day = spec.column(Role::Date).map(|at| (at, spec.dates.get(at).copied().flatten()));
        let named = [Role::Subject, Role::Note].into_iter().filter_map(|role| spec.headers.get(spec.column(role)?));
        let said = named.filter_map(|header| channel(&fold(header))).next();
        // Calls alone have a direction; what has a beginning isn't a note.
        let has = |word: &str| spec.headers.iter().any(|header| fold(header) == word);
        let by_columns = [("direction", Channel::Call), ("date start", Channel::Meeting)];
        let channel = said.or_else(|| by_columns.into_iter().find(|(word, _)| has(word)).map(|(_, channel)| channel));
        Self { columns, day, channel }
    }

    /// The activity of a row.
    ///
    /// # Errors
    /// Why it is none, with the column at fault.
    pub fn read(&self, row: &Row) -> Result<ActivityRow, (Reason, Option<usize>)> {
        let Some((at, format)) = self.day.filter(|(at, _)| !row.text(*at).is_empty()) else {
            return Err((Reason::NoDate, self.day.map(|(at, _)| at)));
        };
        let day = date::of(row.cell(at), format).ok_or((Reason::BadDate, Some(at)))?;
        let (mut kind, mut bad_cells) = (String::new(), Vec::new());
        let mut card = ActivityCard {
            day,
            channel: None,
            subject: String::new(),
            text: String::new(),
            contacts: Vec::new(),
            email: String::new(),
            owner: String::new(),
            not_reached: false,
        };
        for (at, role) in &self.columns {
            let written = row.text(*at);
            if written.is_empty() {
                continue;
            }
            let is_text = *role == Role::Note;
            let text = if is_text { note(&without_markup(written)) } else { spelling::tidy(written) };
            let is_used = matches!(
                role,
                Role::Subject
                    | Role::Note
                    | Role::Contact
                    | Role::Email
                    | Role::Salesperson
                    | Role::ActivityType
                    | Role::Status
            );
            if is_used && text.chars().count() > if is_text { MOST_OF_A_NOTE } else { MOST_OF_A_LINE } {
                bad_cells.push(*at);
                continue;
            }
            match role {
                Role::Subject => card.subject = text,
                Role::Note => card.text = text,
                Role::Contact => card.contacts.extend(people(&text)),
                Role::Email => text.clone_into(&mut card.email),
                Role::Salesperson => card.owner = text,
                Role::ActivityType => kind = fold(&text),
                Role::Status if NOT_REACHED.contains(&format!(", {}, ", fold(&text))) => card.not_reached = true,
                Role::Status if NOT_DONE.contains(&format!(", {}, ", fold(&text))) => {
                    return Err((Reason::Cancelled, Some(*at)));
                }
                _ => {}
            }
        }
        card.channel = if kind.is_empty() { self.channel } else { channel(&kind) };
        if card.channel.is_none() && card.subject.is_empty() && card.text.is_empty() {
            return Err((Reason::Blank, None));
        }
        Ok(ActivityRow { card, bad_cells })
    }
}

/// The channel a type tells; a note, a task and what nobody knows have none.
fn channel(folded: &str) -> Option<Channel> {
    let is_in = |words: &str| {
        let folded = format!(" {folded} ");
        words.split(' ').any(|word| word.chars().count() > 1 && folded.contains(&format!(" {} ", fold(word))))
    };
    CHANNELS.into_iter().find(|(_, words)| is_in(words)).map(|(channel, _)| channel)
}

/// The names in a cell: several are parted by semicolons.
fn people(text: &str) -> impl Iterator<Item = String> {
    text.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned)
}

/// A text as a page would show it, where it is one of a page.
fn without_markup(text: &str) -> String {
    let is_marked_up = ["</", "<br", "<p>", "<div", "&nbsp;"].iter().any(|mark| text.contains(mark));
    if is_marked_up { html_to_text(text) } else { text.to_owned() }
}

impl ActivityCard {
    /// Who took part, as a file of people would have them; the mail address is the first one's.
    pub fn people(&self) -> impl Iterator<Item = ContactCard> {
        let named = self.contacts.iter().enumerate().map(|(at, name)| {
            let email = if at == 0 { self.email.clone() } else { String::new() };
            ContactCard { name: name.clone(), email, ..ContactCard::default() }
        });
        let unnamed = (self.contacts.is_empty() && !self.email.is_empty()).then(|| ContactCard {
            name: self.email.clone(),
            email: self.email.clone(),
            ..ContactCard::default()
        });
        named.chain(unnamed)
    }
}
