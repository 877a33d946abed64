//! What one should have read before a meeting (R12): whom one meets, what was promised, what to ask.

use super::Dossier;
use super::health::{Certainty, Health, Need};
use crate::book::{
    BuyingRole, CompetitorAtAccount, Complaint, Contact, Influence, Promise, RecordId, Source, Tie, WhiteSpace, account,
};
use crate::calendar::Date;

/// Something to ask in the meeting, because the file doesn't know it or isn't sure any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// A fact of the account that is missing, by its field.
    Fact(&'static str),
    /// A fact of the account that was confirmed long ago.
    StillSo(&'static str),
    Decider,
    /// Where this person stands, who has a part in buying.
    Stance(RecordId),
    /// Whom else one should know.
    MorePeople,
    /// People on other levels.
    Levels,
    Values,
    Competitors,
    /// Until when this competitor's contract runs.
    ContractEnd(RecordId),
    /// What they spend on this group of products.
    Spend(String),
}

/// What to ask, the weightiest first: what matters for this type of account and isn't known comes
/// before what has gone stale.
pub fn questions(dossier: &Dossier, health: &Health, groups: &[String], today: Date) -> Vec<Question> {
    let mut all = Vec::new();
    for (need, _) in health.with(Certainty::Missing) {
        match need {
            Need::Fact(name) => all.push(Question::Fact(name)),
            Need::Decider => all.push(Question::Decider),
            Need::Stances => all.extend(without_stance(dossier, today).map(Question::Stance)),
            Need::TwoTies => all.push(Question::MorePeople),
            Need::TwoLevels => all.push(Question::Levels),
            Need::Values => all.push(Question::Values),
            Need::Competitors => all.push(Question::Competitors),
            Need::WhiteSpace => all.extend(without_spend(dossier, groups).map(Question::Spend)),
            // These are ours to do, not theirs to answer.
            Need::Classification | Need::LastContact | Need::NextStep => {}
        }
    }
    let endless = dossier.all::<CompetitorAtAccount>().filter(|(_, rival)| rival.contract_end.is_none());
    all.extend(endless.filter_map(|(_, rival)| rival.competitor).map(Question::ContractEnd));
    all.extend(health.with(Certainty::Stale).into_iter().filter_map(|(need, _)| match need {
        Need::Fact(name) => Some(Question::StillSo(name)),
        _ => None,
    }));
    let mut asked = Vec::new();
    all.retain(|question| {
        let is_new = !asked.contains(question);
        asked.extend(is_new.then(|| question.clone()));
        is_new
    });
    all
}

fn without_stance(dossier: &Dossier, today: Date) -> impl Iterator<Item = RecordId> {
    let people = dossier.all::<Contact>().filter(move |(_, contact)| contact.is_there(today) && !contact.placeholder);
    people.filter(|(_, contact)| !contact.roles.is_empty() && contact.stance.is_none()).map(|(id, _)| id)
}

fn without_spend(dossier: &Dossier, groups: &[String]) -> impl Iterator<Item = String> {
    let known: Vec<String> = dossier
        .all::<WhiteSpace>()
        .filter(|(_, cell)| cell.spend.is_some() || matches!(cell.source, Some(Source::NotNeeded | Source::InHouse)))
        .map(|(_, cell)| cell.group.trim().to_lowercase())
        .collect();
    let unknown: Vec<_> =
        groups.iter().filter(|group| !known.contains(&group.trim().to_lowercase())).cloned().collect();
    unknown.into_iter()
}

/// Who will be in the meeting, unless a person chooses, at most so many: whom the next step names by their last name;
/// where it names nobody, those with the most to say.
pub fn in_the_meeting(dossier: &Dossier, today: Date, most: usize) -> Vec<RecordId> {
    let aim = account::field::next_what.of(dossier.record()).to_lowercase();
    let words: Vec<&str> = words_of(&aim).collect();
    let is_named = |person: &RecordId| {
        let name = dossier.get::<Contact>(*person).map(|contact| contact.name.to_lowercase()).unwrap_or_default();
        words_of(&name).last().is_some_and(|last| last.chars().count() > 2 && words.contains(&last))
    };
    let mut people = likely_people(dossier, today, usize::MAX);
    if people.iter().any(is_named) {
        people.retain(is_named);
    }
    people.truncate(most);
    people
}

/// Who is likely to be spoken with: those with the most to say first, at most so many.
pub fn likely_people(dossier: &Dossier, today: Date, most: usize) -> Vec<RecordId> {
    let ties: Vec<RecordId> = dossier.all::<Tie>().filter_map(|(_, tie)| tie.contact).collect();
    let mut people: Vec<(u32, RecordId)> = dossier
        .all::<Contact>()
        .filter(|(_, contact)| contact.is_there(today) && !contact.placeholder)
        .map(|(id, contact)| {
            let decides = [BuyingRole::Decider, BuyingRole::Approver, BuyingRole::EconomicBuyer, BuyingRole::Buyer];
            let roles = contact.roles.iter().filter(|role| decides.contains(role)).count() as u32;
            let weight = match contact.influence {
                Some(Influence::High) => 3,
                Some(Influence::Medium) => 1,
                _ => 0,
            };
            let known = ties.iter().filter(|of| **of == id).count() as u32;
            (3 * roles + weight + known.min(2), id)
        })
        .collect();
    // The order in which they were entered among equals.
    people.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    people.into_iter().take(most).map(|(_, id)| id).collect()
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|of: char| !of.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// People by their part in buying, those who decide first, then by name: the same order every time.
pub fn in_order(dossier: &Dossier, people: Vec<RecordId>) -> Vec<RecordId> {
    use BuyingRole::{Approver, Buyer, Champion, Decider, EconomicBuyer, Gatekeeper, Influencer, Initiator, User};
    const PARTS: [BuyingRole; 9] =
        [Decider, EconomicBuyer, Approver, Buyer, Influencer, Champion, Gatekeeper, Initiator, User];
    let place = |contact: &Contact| PARTS.iter().position(|part| contact.roles.contains(*part));
    let mut all: Vec<_> = people
        .into_iter()
        .filter_map(|id| Some((id, dossier.get::<Contact>(id)?)))
        .map(|(id, contact)| (place(&contact).unwrap_or(PARTS.len()), contact.name.to_lowercase(), id))
        .collect();
    all.sort();
    all.into_iter().map(|(.., id)| id).collect()
}

/// Promises by what they mean for the meeting: open ones by their day, then the last that were settled.
pub fn promises(dossier: &Dossier, most: usize) -> Vec<(RecordId, Promise)> {
    let (mut open, mut settled): (Vec<_>, Vec<_>) =
        dossier.all::<Promise>().partition(|(_, promise)| promise.is_open());
    open.sort_by_key(|(id, promise)| (promise.due.is_none(), promise.due, *id));
    settled.sort_by_key(|(id, promise)| std::cmp::Reverse((promise.settled.or(promise.day), *id)));
    open.into_iter().chain(settled).take(most).collect()
}

/// Complaints that aren't solved, the oldest first.
pub fn open_complaints(dossier: &Dossier) -> Vec<(RecordId, Complaint)> {
    let mut open: Vec<_> = dossier.all::<Complaint>().filter(|(_, complaint)| complaint.is_open()).collect();
    open.sort_by_key(|(id, complaint)| (complaint.day.is_none(), complaint.day, *id));
    open
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{AccountTypes, Edit, Kept, RecordKind, Stance, competitor_at_account, contact, promise};
    use crate::calendar::date;
    use crate::dossier::health::AsOf;
    use crate::dossier::testing::{ID, dossier, today};

    fn asked(edits: Vec<Edit>) -> Vec<Question> {
        asked_where_sold(&["Tea"], edits)
    }

    /// What is asked where we sell these groups of products.
    fn asked_where_sold(groups: &[&str], edits: Vec<Edit>) -> Vec<Question> {
        let dossier = dossier(edits);
        let as_of = AsOf { today: today(), fresh: 365 };
        let groups: Vec<String> = groups.iter().map(|group| (*group).to_owned()).collect();
        let health = Health::of(&dossier, &AccountTypes::default(), &groups, as_of);
        questions(&dossier, &health, &groups, today())
    }

    #[test]
    fn what_is_missing_is_asked_and_what_is_ours_to_do_is_not() {
        let all = asked(vec![]);
        for wanted in [Question::Decider, Question::Competitors, Question::Spend("Tea".into())] {
            assert!(all.contains(&wanted), "{wanted:?}");
        }
        assert_eq!(all.first(), Some(&Question::Fact(account::field::description.name)), "the weightiest first");
    }

    #[test]
    fn a_buyer_without_a_stance_is_asked_about_by_name() {
        let person = RecordId::well_known(20);
        let edits = |stance| {
            vec![
                contact::field::account.set(person, Some(ID)),
                contact::field::roles.set(person, [BuyingRole::Buyer].into_iter().collect()),
                contact::field::stance.set(person, stance),
            ]
        };
        assert!(asked(edits(None)).contains(&Question::Stance(person)));
        assert!(!asked(edits(Some(Stance::Neutral))).contains(&Question::Stance(person)));
    }

    #[test]
    fn contracts_without_an_end_are_asked_about() {
        let (at, competitor) = (RecordId::well_known(30), RecordId::well_known(31));
        let edits = vec![
            competitor_at_account::field::account.set(at, Some(ID)),
            competitor_at_account::field::competitor.set(at, Some(competitor)),
        ];
        assert!(asked(edits).contains(&Question::ContractEnd(competitor)));
    }

    #[test]
    fn what_they_do_not_need_is_not_asked_for() {
        let (account, source) = (Some(ID), Some(Source::NotNeeded));
        let salt = WhiteSpace { account, group: "Salt".into(), source, ..WhiteSpace::default() };
        let all = asked_where_sold(&["Tea", "Salt"], salt.create(WhiteSpace::of(ID, "Salt")));
        assert!(!all.contains(&Question::Spend("Salt".into())));
    }

    #[test]
    fn open_promises_come_before_settled_ones() {
        let mut edits = Vec::new();
        let promised = [(40, None, Some(Kept::Kept)), (41, Some(date(1998, 6, 1)), None), (42, None, None)];
        for (number, due, outcome) in promised {
            let id = RecordId::well_known(number);
            edits.push(promise::field::account.set(id, Some(ID)));
            edits.push(promise::field::due.set(id, due));
            edits.push(promise::field::outcome.set(id, outcome));
        }
        let order: Vec<_> = promises(&dossier(edits), 5).into_iter().map(|(id, _)| id).collect();
        assert_eq!(order, [41, 42, 40].map(RecordId::well_known));
    }

    /// The brief said "see Jürgen Matthes and Dr. Reichelt without Horst", and ticked Horst.
    #[test]
    fn whom_the_next_step_names_will_be_there() {
        let likely = |aim: &str| {
            let mut edits = vec![account::field::next_what.set(ID, aim.into())];
            let people = [(50, "Dr. Sabine Reichelt"), (51, "Jürgen Matthes"), (52, "Horst Kloss"), (53, "Li")];
            for (number, name) in people {
                let id = RecordId::well_known(number);
                edits.push(contact::field::account.set(id, Some(ID)));
                edits.push(contact::field::name.set(id, name.into()));
            }
            in_the_meeting(&dossier(edits), today(), 3)
        };
        let of = |numbers: &[u128]| numbers.iter().copied().map(RecordId::well_known).collect::<Vec<_>>();
        assert_eq!(likely("See Jürgen MATTHES and Dr. Reichelt, without Horst"), of(&[50, 51]));
        assert_eq!(likely("Send the shelf plans"), of(&[50, 51, 52]), "it names nobody");
        assert_eq!(likely("Ask li about it"), of(&[50, 51, 52]), "too short to be a name");
    }

    #[test]
    fn people_stand_by_their_part_in_buying_then_by_name() {
        let mut edits = Vec::new();
        let people: [(u128, &str, Option<BuyingRole>); 5] = [
            (50, "Zora", Some(BuyingRole::Decider)),
            (51, "Bela", None),
            (52, "ada", Some(BuyingRole::User)),
            (53, "Anton", Some(BuyingRole::User)),
            (54, "Anna", Some(BuyingRole::Buyer)),
        ];
        for (number, name, role) in people {
            let id = RecordId::well_known(number);
            edits.push(contact::field::account.set(id, Some(ID)));
            edits.push(contact::field::name.set(id, name.into()));
            edits.push(contact::field::roles.set(id, role.into_iter().collect()));
        }
        let dossier = dossier(edits);
        let wanted = [50, 54, 52, 53, 51].map(RecordId::well_known);
        assert_eq!(in_order(&dossier, [51, 50, 54, 53, 52].map(RecordId::well_known).into()), wanted);
        assert_eq!(in_order(&dossier, wanted.iter().rev().copied().collect()), wanted);
    }
}
