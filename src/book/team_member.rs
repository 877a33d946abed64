//! The team of an account: who of ours works for it beside its owner, and as what (T2).

use super::codes::codes;
use super::kind::{Audience, Course, Kind, ask};
use super::{RecordId, RecordKind};
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A colleague who works for an account. Its owner and the first deputy are fields of the
    /// [`Account`](super::Account); further deputies, the coordinator and all others are members.
    TeamMember = "team_member" {
        account: Option<RecordId>,
        colleague: Option<RecordId>,
        role: Option<TeamRole>,
        /// What they see to there, in words; of a coordinator for which countries.
        what: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`TeamMember`] is to people.
pub static TEAM_MEMBER: Kind = Kind {
    code: TeamMember::KIND,
    title: Key::PieceTeamMember,
    plural: Key::PluralTeam,
    glyph: Glyph::Team,
    audience: Audience::Customer,
    fields: &[
        ask::colleague(field::colleague, Key::TeamColleague).for_customer(),
        ask::choice(field::role, Key::TeamRoleIs).for_customer(),
        ask::line(field::what, Key::TeamWhat).for_delivery(),
    ],
    begins: |id, account, _| vec![field::account.set(id, account)],
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<TeamMember>,
};

codes! {
    /// What somebody of ours is for an account.
    TeamRole {
        /// Stands in for the owner, beside the first deputy.
        Deputy = "deputy" => TeamRoleDeputy,
        /// Keeps together what is done in several countries.
        Coordinator = "coordinator" => TeamRoleCoordinator,
        Sales = "sales" => TeamRoleSales,
        InsideSales = "inside_sales" => TeamRoleInsideSales,
        Technical = "technical" => TeamRoleTechnical,
        Service = "service" => TeamRoleService,
        Logistics = "logistics" => TeamRoleLogistics,
        Finance = "finance" => TeamRoleFinance,
        Sponsor = "sponsor" => TeamRoleSponsor,
    }
}
