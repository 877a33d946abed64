//! Who of ours is there for one account, and as what (T2).

use crate::book::spelling::normalised;
use crate::book::{Book, Colleague, Colleagues, RecordId, TeamMember, TeamRole, account};
use crate::calendar::Date;
use crate::dossier::group::Group;

/// What somebody of ours is for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Answers for it.
    Owner,
    /// Stands in first.
    Deputy,
    /// The record that says so, which is another account's if it coordinates their group.
    Member { record: RecordId, role: Option<TeamRole>, of: RecordId },
}

/// Somebody of ours at an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnTeam {
    pub id: RecordId,
    pub part: Part,
    /// What they see to, in words.
    pub what: String,
    /// Whether they are with us on that day.
    pub is_active: bool,
}

/// The owner, the deputies, who coordinates it or its group, and then the others by name; each as often as they are
/// named.
pub fn account_team(book: &Book, account: RecordId, today: Date) -> Vec<OnTeam> {
    let colleagues = Colleagues::of(book);
    let somebody = |id: RecordId, part: Part, what: String| {
        let id = colleagues.counts_for(id);
        let is_active = book.get::<Colleague>(id).is_some_and(|of| of.is_active(today));
        OnTeam { id, part, what, is_active }
    };
    let named = [(account::field::owner, Part::Owner), (account::field::deputy, Part::Deputy)];
    let named = named.into_iter().filter_map(|(field, part)| Some((book.value(account, field)?, part)));
    let mut all: Vec<OnTeam> = named.map(|(id, part)| somebody(id, part, String::new())).collect();
    let merged = book.merged();
    let members = |of: RecordId| {
        let records = book.belonging(merged.parts_of(of)).into_iter().map(|(id, _)| id);
        records.filter_map(move |record| Some((of, record, book.get::<TeamMember>(record)?)))
    };
    let own = members(account);
    let group = Group::of(book, account).map(|group| group.members).unwrap_or_default();
    let others = group.into_iter().map(|(id, _)| id).filter(|id| *id != account);
    let coordinators = others.flat_map(members).filter(|(.., of)| of.role == Some(TeamRole::Coordinator));
    let mut found: Vec<OnTeam> = own
        .chain(coordinators)
        .filter_map(|(of, record, member)| {
            let part = Part::Member { record, role: member.role, of };
            Some(somebody(member.colleague?, part, member.what))
        })
        .collect();
    let place = |of: &OnTeam| match of.part {
        Part::Member { role: Some(TeamRole::Deputy), .. } => 0,
        Part::Member { role: Some(TeamRole::Coordinator), .. } => 1,
        _ => 2,
    };
    found.sort_by_cached_key(|of| (place(of), normalised(&book.name(of.id)), of.id));
    all.append(&mut found);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Change, Edit, Label, RecordKind, Stamp};
    use crate::calendar::date;

    const PARENT: RecordId = RecordId::well_known(1);
    const CHILD: RecordId = RecordId::well_known(2);

    fn ours(number: u128) -> RecordId {
        RecordId::well_known(0x100 + number)
    }

    fn member(number: u128, account: RecordId, colleague: u128, role: TeamRole) -> Vec<Edit> {
        TeamMember::join(RecordId::well_known(0x200 + number), account, ours(colleague), role)
    }

    #[test]
    fn a_team_is_the_owner_the_deputies_and_the_others_with_who_coordinates_the_group() {
        let mut book = Book::default();
        let mut edits = Vec::new();
        for (number, name) in [(1, "Ada"), (2, "Ben"), (3, "Cleo"), (4, "Dan"), (5, "Eve")] {
            let left_on = (number == 2).then(|| date(2024, 5, 6));
            edits.extend(Colleague { name: name.into(), left_on, ..Colleague::default() }.create(ours(number)));
        }
        edits.extend(Account { name: "Parent".into(), ..Account::default() }.create(PARENT));
        let child = Account {
            name: "Child".into(),
            parent: Some(PARENT),
            owner: Some(ours(1)),
            deputy: Some(ours(2)),
            ..Account::default()
        };
        edits.extend(child.create(CHILD));
        edits.extend(member(1, CHILD, 5, TeamRole::Service));
        edits.extend(member(2, CHILD, 4, TeamRole::Finance));
        edits.extend(member(3, CHILD, 3, TeamRole::Deputy));
        edits.extend(member(4, PARENT, 5, TeamRole::Coordinator));
        // Whoever else works for the parent doesn't work for this one.
        edits.extend(member(5, PARENT, 4, TeamRole::Sales));
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        let team = account_team(&book, CHILD, date(2024, 5, 6));
        let names: Vec<_> = team.iter().map(|of| (book.name(of.id), of.is_active)).collect();
        let wanted = [("Ada", true), ("Ben", false), ("Cleo", true), ("Eve", true), ("Dan", true), ("Eve", true)];
        assert_eq!(names, wanted.map(|(name, is_active)| (name.to_owned(), is_active)));
        let coordinates =
            |of: &OnTeam| matches!(of.part, Part::Member { role: Some(TeamRole::Coordinator), of, .. } if of == PARENT);
        assert_eq!(team.iter().position(coordinates), Some(3));
        assert_eq!(account_team(&book, RecordId::well_known(9), date(2024, 5, 6)), []);
    }
}
