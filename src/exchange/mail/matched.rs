//! Who of the book wrote a mail, and to whom: by their addresses.

use std::collections::HashMap;

use super::{Mail, Mailbox};
use crate::book::{Book, Colleague, Contact, ReachKind, RecordId, Side, account};

/// What the book knows of a mail's people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// Where they are, by most of them; `None` if nobody is known.
    pub account: Option<RecordId>,
    /// Those of that account, in the order of the mail.
    pub contacts: Vec<RecordId>,
    pub colleagues: Vec<RecordId>,
    /// Whose addresses the book doesn't know.
    pub strangers: Vec<Mailbox>,
    /// Who wrote; `None` where that isn't known.
    pub by: Option<Side>,
}

/// Whose an address is.
#[derive(Clone, Copy)]
enum Whose {
    Contact(RecordId, RecordId),
    Colleague(RecordId),
    /// An account's own address, as of an office.
    Account(RecordId),
}

impl Matched {
    /// By addresses alone, whatever the case of their letters. Where people of several accounts had part in it, the
    /// account of most of them counts, the writer's among equals.
    pub fn of(mail: &Mail, book: &Book) -> Self {
        let known = addresses(book);
        let whose = |mailbox: &Mailbox| known.get(&mailbox.address).copied();
        let mut all: Vec<&Mailbox> = Vec::new();
        for mailbox in mail.from.iter().chain(&mail.to) {
            if !all.iter().any(|held| held.address == mailbox.address) {
                all.push(mailbox);
            }
        }
        let mut found = Self::default();
        let mut accounts: Vec<(RecordId, usize)> = Vec::new();
        for mailbox in &all {
            let Some(Whose::Contact(_, account) | Whose::Account(account)) = whose(mailbox) else { continue };
            match accounts.iter_mut().find(|(held, _)| *held == account) {
                Some((_, count)) => *count += 1,
                None => accounts.push((account, 1)),
            }
        }
        // The first of the greatest: who wrote stands first.
        let most = accounts.iter().map(|(_, count)| *count).max();
        found.account = accounts.iter().find(|(_, count)| Some(*count) == most).map(|(account, _)| *account);
        for mailbox in all {
            match whose(mailbox) {
                Some(Whose::Contact(contact, account)) if Some(account) == found.account => {
                    found.contacts.push(contact)
                }
                Some(Whose::Colleague(colleague)) => found.colleagues.push(colleague),
                Some(Whose::Contact(..) | Whose::Account(_)) => {}
                None => found.strangers.push(mailbox.clone()),
            }
        }
        found.by = mail.from.first().and_then(whose).map(|whose| match whose {
            Whose::Colleague(_) => Side::Us,
            Whose::Contact(..) | Whose::Account(_) => Side::Them,
        });
        found
    }
}

/// Everybody's addresses, in small letters. Of one that several have, a person goes before an office, and who was
/// entered first before others.
fn addresses(book: &Book) -> HashMap<String, Whose> {
    let merged = book.merged();
    let mut all: HashMap<String, Whose> = HashMap::new();
    let mut add = |address: &str, whose: Whose| {
        let address = address.trim().to_lowercase();
        if address.contains('@') {
            all.entry(address).or_insert(whose);
        }
    };
    for (id, colleague) in book.all::<Colleague>() {
        add(&colleague.email, Whose::Colleague(id));
    }
    for (id, contact) in book.all::<Contact>() {
        let Some(account) = contact.account else { continue };
        let whose = Whose::Contact(id, merged.of_account(account));
        let reach = contact.reach.iter().filter(|reach| reach.kind == ReachKind::Email).map(|reach| &reach.value);
        std::iter::once(&contact.email).chain(reach).for_each(|address| add(address, whose));
    }
    for (id, email) in book.values(account::field::email) {
        add(&email, Whose::Account(merged.of_account(id)));
    }
    all
}
