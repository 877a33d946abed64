//! Words that a kind of file has of its own: once it is known for one, they count and no others.

use std::collections::HashMap;

use crate::exchange::cell::fold::fold;
use crate::exchange::{Column, Confidence, Evidence, Role};

/// The words of a kind of file, folded.
pub(super) struct OwnWords(HashMap<String, (Role, usize)>);

/// What a header says.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub role: Role,
    /// The header, folded, without the numbers in it; empty where its values say it.
    pub word: String,
    /// Earlier is better.
    pub rank: usize,
}

impl OwnWords {
    /// Of lists of words parted by commas, in each of which the better word stands first.
    pub fn of(lists: &[(Role, &str)]) -> Self {
        let mut words = HashMap::new();
        for (role, list) in lists {
            for (rank, word) in list.split(',').enumerate() {
                let folded = named(word);
                for key in [folded.replace(' ', ""), folded] {
                    words.entry(key).or_insert((*role, rank));
                }
            }
        }
        Self(words)
    }

    /// What a header says, if it is one of the words, no more and no less.
    pub fn said(&self, header: &str) -> Option<Said> {
        let word = named(header);
        let (role, rank) = self.0.get(&word).or_else(|| self.0.get(&word.replace(' ', "")))?;
        Some(Said { role: *role, word, rank: *rank })
    }
}

/// A header as it is compared: without the numbers in it.
fn named(header: &str) -> String {
    let folded = fold(header);
    let is_word = |word: &&str| !word.chars().all(|c| c.is_ascii_digit());
    folded.split_whitespace().filter(is_word).collect::<Vec<_>>().join(" ")
}

/// Whether the header surely speaks of what was sold.
pub(super) fn is_sold(columns: &[Column]) -> bool {
    let has = |is: &dyn Fn(Role) -> bool| {
        columns.iter().any(|column| column.confidence == Confidence::Sure && is(column.role))
    };
    let is_counted = |role| {
        matches!(
            role,
            Role::Amount | Role::AmountGross | Role::Debit | Role::Credit | Role::Price | Role::Quantity | Role::Period
        )
    };
    has(&is_counted) && has(&|role| matches!(role, Role::Date | Role::Document | Role::Product | Role::Period))
}

/// Gives columns the roles their headers say, in place of what they seemed to be before.
pub(super) fn give(columns: &mut [Column], said: &[Option<Said>]) {
    for column in columns.iter_mut() {
        column.role = Role::Ignore;
        column.confidence = Confidence::Unsure;
        let is_reason = |evidence: &Evidence| {
            matches!(
                evidence,
                Evidence::KnownWord { .. } | Evidence::LessLikelyThan { .. } | Evidence::Contradicted { .. }
            )
        };
        column.evidence.retain(|evidence| !is_reason(evidence));
    }
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Ignore) {
        let holders = said.iter().enumerate().filter_map(|(at, said)| Some((at, said.as_ref()?)));
        let holders: Vec<(usize, &Said)> = holders.filter(|(_, said)| said.role == role).collect();
        // A column that is filled goes before one that has the better word; but a "title" beside a "job title" is none.
        let is_empty = |at: usize| columns.get(at).is_none_or(|column| column.samples.is_empty());
        let score = |(at, said): &&(usize, &Said)| (role != Role::Function && is_empty(*at), said.rank, *at);
        let Some(best) = holders.iter().min_by_key(score).map(|(at, _)| *at) else { continue };
        for (at, said) in holders {
            let given = match role {
                _ if at == best || role.is_shared() => role,
                Role::Email => Role::OtherEmail,
                Role::Phone => Role::OtherPhone,
                _ => continue,
            };
            let Some(column) = columns.get_mut(at) else { continue };
            column.role = given;
            column.confidence = if said.word.is_empty() { Confidence::Likely } else { Confidence::Sure };
            if !said.word.is_empty() {
                column.evidence.insert(0, Evidence::KnownWord { word: said.word.clone() });
            }
        }
    }
}
