//! What a change was for, by a code that never changes and a name it speaks of.

use serde::{Deserialize, Serialize};

use super::KeyDecision;
use super::kind::KindWords;

/// What a change was for. The words are made by `text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(String, String)", into = "(String, String)")]
pub enum Label {
    Sample,
    /// The sample is taken out again.
    RemoveSample,
    Import {
        file: String,
    },
    TakeBack {
        file: String,
    },
    Merge {
        file: String,
    },
    Restore {
        file: String,
    },
    BringBack {
        record: String,
    },
    AddAccount {
        account: String,
    },
    DeleteAccount {
        account: String,
    },
    EditAccount {
        account: String,
    },
    /// The account is no longer listed, or is again.
    Archive {
        account: String,
    },
    Unarchive {
        account: String,
    },
    /// A record of a dossier came to be; `of` is the account or competitor it belongs to, or its own name.
    Add {
        kind: KindWords,
        of: String,
    },
    Edit {
        kind: KindWords,
        of: String,
    },
    Delete {
        kind: KindWords,
        of: String,
    },
    /// A person left their company.
    Left {
        person: String,
    },
    /// It was said in one step what became of something: a promise was kept, a complaint solved.
    Settle {
        kind: KindWords,
        of: String,
    },
    /// A fact was found to be true, or not.
    Confirm {
        account: String,
    },
    /// The stage of the relationship, or the next step.
    Stage {
        account: String,
    },
    /// What kind of key account it is, or how far the relationship has come.
    Classification {
        account: String,
    },
    /// It was said that this account is key, or that it isn't (C24).
    Key {
        decision: KeyDecision,
        account: String,
    },
    /// The same of several at once: "5 accounts".
    KeySeveral {
        decision: KeyDecision,
        accounts: String,
    },
    /// One account became part of this one.
    MergeAccounts {
        account: String,
    },
    /// The table of rates.
    Rates,
    /// What a file calls this account.
    Alias {
        account: String,
    },
    /// This account is not the same as another that looks like it.
    Distinct {
        account: String,
    },
    /// What a file without sales knows of customers.
    ImportCustomers {
        file: String,
    },
    /// The people of an address book or of another program.
    ImportPeople {
        file: String,
    },
    /// What another program knows was spoken and written with customers.
    ImportActivities {
        file: String,
    },
    /// A list of candidates, of whom some enter as prospects (P5).
    ImportProspects {
        file: String,
    },
    Settings,
    /// Several accounts have another owner.
    Owners,
    /// How a line of Today is handled: put off, given to somebody, dealt with.
    Handle {
        account: String,
    },
    /// How often an account, or somebody there, is to hear from us.
    Cadence {
        account: String,
    },
    /// The steps of a playbook are planned with an account.
    Playbook {
        account: String,
    },
    /// The steps of a level's playbook.
    EditPlaybook {
        level: String,
    },
    /// How the accounts of a segment are handled.
    Strategy {
        segment: String,
    },
    /// A run of the analysis is kept.
    KeepRun {
        note: String,
    },
    /// The note of a kept run.
    NoteRun {
        note: String,
    },
    DeleteRun {
        note: String,
    },
    Author,
    /// Somebody was erased for good: it can't be taken back, and says no name.
    Erase,
    /// Something a later version of the page did; kept as it came.
    Other {
        code: String,
        name: String,
    },
}

impl From<Label> for (String, String) {
    /// The label's code, which never changes, and the name it speaks of.
    fn from(label: Label) -> Self {
        let (code, name) = match label {
            Label::Sample => ("sample", String::new()),
            Label::RemoveSample => ("remove_sample", String::new()),
            Label::Import { file } => ("import", file),
            Label::TakeBack { file } => ("take_back", file),
            Label::Merge { file } => ("merge", file),
            Label::Restore { file } => ("restore", file),
            Label::BringBack { record } => ("bring_back", record),
            Label::AddAccount { account } => ("add_account", account),
            Label::DeleteAccount { account } => ("delete_account", account),
            Label::EditAccount { account } => ("edit_account", account),
            Label::Archive { account } => ("archive", account),
            Label::Unarchive { account } => ("unarchive", account),
            Label::Add { kind, of } => return (format!("{ADD}{}", kind.code), of),
            Label::Edit { kind, of } => return (format!("{EDIT}{}", kind.code), of),
            Label::Delete { kind, of } => return (format!("{DELETE}{}", kind.code), of),
            Label::Left { person } => ("left", person),
            Label::Settle { kind, of } => return (format!("{SETTLE}{}", kind.code), of),
            Label::Confirm { account } => ("confirm", account),
            Label::Stage { account } => ("stage", account),
            Label::Classification { account } => ("standing", account),
            Label::Key { decision: KeyDecision::Key, account } => ("is_key", account),
            Label::Key { decision: KeyDecision::NotKey, account } => ("is_not_key", account),
            Label::KeySeveral { decision: KeyDecision::Key, accounts } => ("are_key", accounts),
            Label::KeySeveral { decision: KeyDecision::NotKey, accounts } => ("are_not_key", accounts),
            Label::MergeAccounts { account } => ("merge_accounts", account),
            Label::Rates => ("rates", String::new()),
            Label::Alias { account } => ("alias", account),
            Label::Distinct { account } => ("distinct", account),
            Label::ImportCustomers { file } => ("import_customers", file),
            Label::ImportPeople { file } => ("import_people", file),
            Label::ImportActivities { file } => ("import_activities", file),
            Label::ImportProspects { file } => ("import_prospects", file),
            Label::Settings => ("settings", String::new()),
            Label::Owners => ("owners", String::new()),
            Label::Handle { account } => ("handle", account),
            Label::Cadence { account } => ("cadence", account),
            Label::Playbook { account } => ("playbook", account),
            Label::EditPlaybook { level } => ("edit_playbook_of", level),
            Label::Strategy { segment } => ("strategy", segment),
            Label::KeepRun { note } => ("keep_run", note),
            Label::NoteRun { note } => ("note_run", note),
            Label::DeleteRun { note } => ("delete_run", note),
            Label::Author => ("author", String::new()),
            Label::Erase => ("erase", String::new()),
            Label::Other { code, name } => return (code, name),
        };
        (code.into(), name)
    }
}

impl From<(String, String)> for Label {
    fn from((code, name): (String, String)) -> Self {
        match code.as_str() {
            "sample" => Self::Sample,
            "remove_sample" => Self::RemoveSample,
            "import" => Self::Import { file: name },
            "take_back" => Self::TakeBack { file: name },
            "merge" => Self::Merge { file: name },
            "restore" => Self::Restore { file: name },
            "bring_back" => Self::BringBack { record: name },
            "add_account" => Self::AddAccount { account: name },
            "delete_account" => Self::DeleteAccount { account: name },
            "edit_account" => Self::EditAccount { account: name },
            "archive" => Self::Archive { account: name },
            "unarchive" => Self::Unarchive { account: name },
            "left" => Self::Left { person: name },
            "confirm" => Self::Confirm { account: name },
            "stage" => Self::Stage { account: name },
            "standing" => Self::Classification { account: name },
            "is_key" => Self::Key { decision: KeyDecision::Key, account: name },
            "is_not_key" => Self::Key { decision: KeyDecision::NotKey, account: name },
            "are_key" => Self::KeySeveral { decision: KeyDecision::Key, accounts: name },
            "are_not_key" => Self::KeySeveral { decision: KeyDecision::NotKey, accounts: name },
            "merge_accounts" => Self::MergeAccounts { account: name },
            "rates" => Self::Rates,
            "alias" => Self::Alias { account: name },
            "distinct" => Self::Distinct { account: name },
            "import_customers" => Self::ImportCustomers { file: name },
            "import_people" => Self::ImportPeople { file: name },
            "import_activities" => Self::ImportActivities { file: name },
            "import_prospects" => Self::ImportProspects { file: name },
            "settings" => Self::Settings,
            "owners" => Self::Owners,
            "handle" => Self::Handle { account: name },
            "cadence" => Self::Cadence { account: name },
            "playbook" => Self::Playbook { account: name },
            "edit_playbook_of" => Self::EditPlaybook { level: name },
            "strategy" => Self::Strategy { segment: name },
            "keep_run" => Self::KeepRun { note: name },
            "note_run" => Self::NoteRun { note: name },
            "delete_run" => Self::DeleteRun { note: name },
            "author" => Self::Author,
            "erase" => Self::Erase,
            other => {
                let of = |act: &str| other.strip_prefix(act).and_then(KindWords::of_code);
                match (of(ADD), of(EDIT), of(DELETE), of(SETTLE)) {
                    (Some(kind), ..) => Self::Add { kind, of: name },
                    (_, Some(kind), ..) => Self::Edit { kind, of: name },
                    (_, _, Some(kind), _) => Self::Delete { kind, of: name },
                    (.., Some(kind)) => Self::Settle { kind, of: name },
                    _ => Self::Other { code, name },
                }
            }
        }
    }
}

/// What stands before a kind in the code of what was done to a record of it.
const ADD: &str = "add_";
const EDIT: &str = "edit_";
const DELETE: &str = "delete_";
const SETTLE: &str = "settle_";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_survives_its_text_and_a_later_one_is_kept() {
        for code in [
            "sample",
            "remove_sample",
            "import",
            "take_back",
            "merge",
            "restore",
            "bring_back",
            "add_account",
            "delete_account",
            "edit_account",
            "archive",
            "unarchive",
            "add_contact",
            "delete_contact",
            "edit_contact",
            "standing",
            "is_key",
            "is_not_key",
            "are_key",
            "are_not_key",
            "merge_accounts",
            "rates",
            "alias",
            "distinct",
            "import_customers",
            "import_people",
            "import_activities",
            "import_prospects",
            "settings",
            "owners",
            "handle",
            "cadence",
            "playbook",
            "edit_playbook_of",
            "strategy",
            "keep_run",
            "note_run",
            "delete_run",
            "author",
            "confirm",
            "stage",
            "add_tender",
            "edit_white_space",
            "delete_promise",
            "add_moonshot",
        ] {
            let label = Label::from((code.to_owned(), "Alfa".to_owned()));
            assert_eq!(matches!(label, Label::Other { .. }), code == "add_moonshot");
            assert_eq!(<(String, String)>::from(label.clone()).0, code);
            let text = serde_json::to_string(&label).unwrap_or_default();
            assert_eq!(serde_json::from_str::<Label>(&text).ok(), Some(label));
        }
    }
}
