//! Playbooks: what is done with an account of a level, step by step (P1, K5), in a company's own words.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Level, RecordId};
use crate::record_kind;

record_kind! {
    /// The playbook of one level. Without steps it is the page's own.
    Playbook = "playbook" {
        steps: Vec<PlaybookStep>,
    }
}

/// A step of a playbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaybookStep {
    /// What tells it from the others of its playbook; stays when its words change.
    pub code: String,
    pub what: String,
    /// So many days after the playbook is begun.
    pub after: u32,
}

/// The longest a step can lie ahead, in days.
pub const LONGEST: u32 = 3_650;

impl Playbook {
    /// The record of a level: the same in every book, so that two people's words for it meet.
    pub const fn of_level(level: Level) -> RecordId {
        RecordId::well_known(0x30 + level as u128)
    }
}

/// What a person made of steps, put right: without those that say nothing, each with a code of its own, by their
/// days.
pub fn put_right(steps: impl IntoIterator<Item = PlaybookStep>) -> Vec<PlaybookStep> {
    let mut steps: Vec<PlaybookStep> = steps
        .into_iter()
        .map(|step| PlaybookStep { what: step.what.trim().into(), after: step.after.min(LONGEST), ..step })
        .filter(|step| !step.what.is_empty())
        .collect();
    // Of two that are told by one code the first keeps it.
    let given: BTreeSet<String> = steps.iter().map(|step| step.code.clone()).collect();
    let mut taken = BTreeSet::new();
    for step in &mut steps {
        if step.code.is_empty() || taken.contains(&step.code) {
            let is_free = |code: &String| !taken.contains(code) && !given.contains(code);
            let free = (1_u32..).map(|number| format!("own_{number}")).find(is_free);
            step.code = free.unwrap_or_default();
        }
        taken.insert(step.code.clone());
    }
    // Stable: steps of one day keep their order.
    steps.sort_by_key(|step| step.after);
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn step(code: &str, what: &str, after: u32) -> PlaybookStep {
        PlaybookStep { code: code.into(), what: what.into(), after }
    }

    #[test]
    fn steps_are_put_right() {
        let right =
            put_right([step("", " Visit ", 9), step("1", "Call", u32::MAX), step("1", "Write", 3), step("2", " ", 1)]);
        let codes: BTreeSet<_> = right.iter().map(|step| step.code.clone()).collect();
        assert_eq!(codes.len(), 3);
        let told: Vec<_> = right.iter().map(|step| (step.what.as_str(), step.after)).collect();
        assert_eq!(told, [("Write", 3), ("Visit", 9), ("Call", LONGEST)]);
    }

    /// A step that is told by a code keeps it, or what is planned of it would be planned twice.
    #[test]
    fn a_new_step_takes_no_code_that_another_has() {
        let right = put_right([step("", "New", 0), step("own_1", "Old", 1)]);
        let codes: Vec<_> = right.iter().map(|step| step.code.as_str()).collect();
        assert_eq!(codes, ["own_2", "own_1"]);
    }

    proptest! {
        #[test]
        fn putting_right_twice_changes_nothing_more(
            steps in proptest::collection::vec(("[12]?", "[a ]{0,2}", 0u32..5).prop_map(|(code, what, after)| PlaybookStep { code, what, after }), 0..6)
        ) {
            let once = put_right(steps);
            prop_assert_eq!(put_right(once.clone()), once);
        }
    }
}
