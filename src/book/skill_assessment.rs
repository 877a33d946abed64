//! The assessment of a skill: how far one of ours has come, as they see it and as their manager does (T4).

use super::codes::codes;
use super::kind::{Audience, Course, Kind, ask};
use super::{RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// One skill of one of ours, as it was seen on a day. A later one counts before an earlier one.
    SkillAssessment = "skill_assessment" {
        colleague: Option<RecordId>,
        skill: Option<Skill>,
        day: Option<Date>,
        /// As they see it themselves.
        own: Option<SkillStep>,
        /// As their manager sees it.
        manager: Option<SkillStep>,
        /// What they learn or practise next.
        next: String,
        /// When.
        next_on: Option<Date>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`SkillAssessment`] is to people.
pub static SKILL_ASSESSMENT: Kind = Kind {
    code: SkillAssessment::KIND,
    title: Key::PieceSkillAssessment,
    plural: Key::PluralSkillAssessment,
    glyph: Glyph::Team,
    audience: Audience::Team,
    fields: &[
        ask::colleague(field::colleague, Key::SkillColleague).for_team(),
        ask::choice(field::skill, Key::SkillName).for_team(),
        ask::choice(field::own, Key::SkillOwn).for_team(),
        ask::choice(field::manager, Key::SkillManager).for_team(),
        ask::day(field::day, Key::SkillDay).for_team(),
        ask::line(field::next, Key::SkillNext).for_team(),
        ask::day(field::next_on, Key::SkillNextOn).for_team(),
        ask::text(field::note, Key::EntryNote).for_team(),
    ],
    begins: |id, _, now| vec![field::day.set(id, Some(now.day()))],
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<SkillAssessment>,
};

codes! {
    /// What a key account manager has to be able to (T4).
    Skill {
        Product = "product" => SkillProduct,
        /// Selling goods and ideas.
        Selling = "selling" => SkillSelling,
        /// The customer's business, its weak points and prospects.
        Business = "business" => SkillBusiness,
        Communication = "communication" => SkillCommunication,
        Analysis = "analysis" => SkillAnalysis,
        Languages = "languages" => SkillLanguages,
        /// Foreseeing what the customer does.
        Foresight = "foresight" => SkillForesight,
    }
}

codes! {
    /// How far somebody has come in a skill.
    SkillStep {
        /// Knows the words, not the doing.
        Heard = "1" => SkillHeard,
        /// Does it when somebody is beside.
        Helped = "2" => SkillHelped,
        /// Ordinary cases, without asking.
        Alone = "3" => SkillAlone,
        /// Hard cases, and when it goes wrong.
        Hard = "4" => SkillHard,
        /// Others come to learn it.
        Teaches = "5" => SkillTeaches,
    }
}

impl SkillStep {
    /// 1 to 5.
    pub fn number(self) -> usize {
        self as usize + 1
    }
}

impl SkillAssessment {
    /// The record of what was seen of a skill on a day: the same in every book, so that an own view and a manager's of
    /// one day come together.
    pub fn of(colleague: RecordId, skill: Skill, day: Date) -> RecordId {
        RecordId::derived(colleague, &format!("skill_assessment {} {day}", skill.code()))
    }
}
