//! Which of many could be alike: an index of parts, so that not all are compared with all.

use std::borrow::Cow;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::likeness::Words;
use super::name::{normalised, phone, tax_id};
use super::{KnownAccount, KnownAlias};
use crate::exchange::{ContactCard, Customer};

/// What many share tells nothing: of more accounts than this no part leads to any.
const MAX_SHARED: usize = 48;
/// Of more accounts than this a domain is a provider's, not a company's.
const MAX_DOMAIN: usize = 8;
/// How many are compared with one at most, those that share most parts.
const MAX_COMPARED: usize = 64;
/// Longer words have no slips that could be looked up.
const MAX_SLIPS: usize = 24;

/// Providers of mail, whose domains are nobody's.
const PROVIDERS: &str = " gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com ymail.com icloud.com me.com \
    aol.com gmx.de gmx.net web.de t-online.de proton.me protonmail.com mail.ru bk.ru list.ru inbox.ru yandex.ru ya.ru \
    rambler.ru ukr.net i.ua seznam.cz wp.pl o2.pl onet.pl interia.pl freemail.hu citromail.hu siol.net eunet.rs sbb.rs \
    rediffmail.com chmail.ir ";

/// The domain of a mail address, unless it is a provider's.
pub(in crate::exchange) fn company_domain(mail: &str) -> Option<String> {
    let (_, domain) = mail.trim().rsplit_once('@')?;
    let domain = domain.trim_end_matches(['>', '.']).to_lowercase();
    (!domain.is_empty() && !PROVIDERS.contains(&format!(" {domain} "))).then_some(domain)
}

/// Somebody as they are compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// The normalised name.
    pub name: String,
    pub words: Words,
    pub tax: String,
    pub phone: String,
    /// The domain of a company's mail, or a whole address at a provider.
    pub mail: String,
    pub address: String,
    pub city: String,
}

impl Facts {
    fn named(name: &str, tax: &str) -> Self {
        let name = normalised(name);
        Self { words: Words::of(&name), name, tax: tax_id(tax), ..Self::default() }
    }

    pub fn of_customer(customer: &Customer) -> Self {
        let named = if customer.stand_in.is_some() { "" } else { customer.name.as_str() };
        // What most of its people have in their mail addresses is the company's; of equals the first.
        let mut domains: Vec<(String, usize)> = Vec::new();
        let mails = customer.contacts.iter().flat_map(ContactCard::mails);
        let mails = mails.chain(customer.activities.iter().map(|activity| activity.email.as_str()));
        for domain in mails.filter_map(company_domain) {
            match domains.iter_mut().find(|(known, _)| *known == domain) {
                Some((_, count)) => *count += 1,
                None => domains.push((domain, 1)),
            }
        }
        let most = domains.into_iter().rev().max_by_key(|(_, count)| *count);
        Self { mail: most.map(|(domain, _)| domain).unwrap_or_default(), ..Self::named(named, &customer.tax_id) }
    }

    /// A domain that the mail addresses of an account's people have.
    pub fn of_domain(domain: &str) -> Self {
        Self { mail: domain.to_owned(), ..Self::default() }
    }

    pub fn of_alias(alias: &KnownAlias) -> Self {
        Self::named(&alias.name, &alias.tax_id)
    }

    pub fn of_account(account: &KnownAccount) -> Self {
        let mail = account.email.trim().to_lowercase();
        let domain = company_domain(&mail);
        let street = normalised(&account.address);
        let city = normalised(&account.city);
        // A street without a number is no address, nor is one without its town.
        let place = if account.postal_code.trim().is_empty() { &city } else { &normalised(&account.postal_code) };
        let is_address = street.contains(|c: char| c.is_ascii_digit()) && !place.is_empty();
        Self {
            phone: phone(&account.phone),
            mail: domain.unwrap_or(mail),
            address: if is_address { format!("{street} {place}") } else { String::new() },
            city,
            ..Self::named(&account.name, &account.tax_id)
        }
    }

    /// Calls `take` with the hash of each part by which this could be found.
    fn parts(&self, mut take: impl FnMut(u64)) {
        let whole = [("tax", &self.tax), ("phone", &self.phone), ("mail", &self.mail), ("address", &self.address)];
        for (seed, (_, text)) in (1..).zip(whole) {
            if !text.is_empty() {
                take(xxh3_64_with_seed(text.as_bytes(), seed));
            }
        }
        let part = |text: &str| xxh3_64_with_seed(text.as_bytes(), 0);
        if !self.words.joined().is_empty() {
            take(part(self.words.joined()));
        }
        let words: Vec<(&str, usize)> = self.words.words().collect();
        for (at, (word, letters)) in words.iter().enumerate() {
            take(part(word));
            // Two words that are common each may be rare together.
            for (other, _) in words.iter().skip(at + 1).take(4) {
                let (first, second) = if word < other { (word, other) } else { (other, word) };
                take(part(&format!("{first} {second}")));
            }
            // One letter left out on both sides: any one slip leads to the same.
            if (5..=MAX_SLIPS).contains(letters) {
                slips(word).for_each(|slip| take(part(&slip)));
            }
        }
    }
}

/// The word with each of its letters left out in turn.
fn slips(word: &str) -> impl Iterator<Item = Cow<'_, str>> {
    word.char_indices().map(move |(at, letter)| {
        let (before, rest) = word.split_at(at);
        Cow::Owned(format!("{before}{}", rest.strip_prefix(letter).unwrap_or_default()))
    })
}

/// Many, by their parts.
pub(super) struct Index {
    /// Part and index, sorted.
    parts: Vec<(u64, u32)>,
}

impl Index {
    pub fn of(all: &[Facts]) -> Self {
        let mut parts = Vec::new();
        for (at, facts) in (0..).zip(all) {
            facts.parts(|part| parts.push((part, at)));
        }
        parts.sort_unstable();
        parts.dedup();
        Self { parts }
    }

    /// Those that may be like this one, of whom most parts are shared.
    pub fn candidates(&self, facts: &Facts) -> Vec<u32> {
        let mut found = Vec::new();
        facts.parts(|part| {
            let from = self.parts.partition_point(|(other, _)| *other < part);
            let same = self.parts.iter().skip(from).take_while(|(other, _)| *other == part).take(MAX_SHARED + 1);
            let before = found.len();
            found.extend(same.map(|(_, at)| *at));
            if found.len() - before > MAX_SHARED {
                found.truncate(before);
            }
        });
        found.sort_unstable();
        let mut counted: Vec<(usize, u32)> =
            found.chunk_by(|a, b| a == b).filter_map(|same| Some((same.len(), *same.first()?))).collect();
        counted.sort_unstable_by_key(|(count, at)| (std::cmp::Reverse(*count), *at));
        counted.truncate(MAX_COMPARED);
        counted.into_iter().map(|(_, at)| at).collect()
    }

    /// Whether so many have this domain that it says nothing.
    pub fn is_common_mail(&self, facts: &Facts) -> bool {
        let part = xxh3_64_with_seed(facts.mail.as_bytes(), 3);
        let from = self.parts.partition_point(|(other, _)| *other < part);
        self.parts.get(from + MAX_DOMAIN).is_some_and(|(other, _)| *other == part)
    }
}
