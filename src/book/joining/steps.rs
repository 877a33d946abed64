//! Two books compared record by record, some at a time.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Decisions, Deletion, DeletionConflict, Joined, Joining, Setting, SettingGroup, Stands, ValueConflict, kept,
};
use crate::book::merge_receipt::is_of_one_device;
use crate::book::{Account, DELETED, Edit, OneEdit, Record, RecordId, RecordKind, Register, Settings, Stamp};

/// Two books compared record by record, some at a time.
#[derive(Clone, Debug, Default)]
pub struct JoinSteps {
    /// The last record that was compared.
    after: Option<RecordId>,
    is_done: bool,
    /// The accounts a part is about; known from the first step on.
    own: Option<BTreeSet<RecordId>>,
    /// What is taken over without a question.
    taken: Vec<Edit>,
    conflicts: Vec<ValueConflict>,
    settled: BTreeSet<OneEdit>,
    settings: Vec<Setting>,
    latest: Option<Stamp>,
    outside: Vec<RecordId>,
    /// What was deleted there and is alive here.
    deletions: BTreeMap<Deletion, Vec<Edit>>,
    /// What is deleted here and alive there.
    deleted_here: Vec<(Deletion, RecordId)>,
    /// The deletions here against which something was edited there, with the latest such edit.
    undone: BTreeMap<Deletion, Stamp>,
}

impl JoinSteps {
    /// Compares the next `at_most` records, always of the same two books; whether all are compared.
    pub fn step(&mut self, joining: &Joining, at_most: usize) -> bool {
        if self.own.is_none() && joining.is_part {
            self.own = Some(joining.theirs.ids::<Account>().collect());
        }
        let mut seen = 0;
        for (id, theirs) in joining.theirs.records_after(self.after).take(at_most) {
            self.compare(joining, id, theirs);
            self.after = Some(id);
            seen += 1;
        }
        self.is_done |= seen < at_most;
        self.is_done
    }

    /// Compares one record.
    fn compare(&mut self, joining: &Joining, id: RecordId, theirs: &Record) {
        if is_of_one_device(&theirs.kind) {
            return;
        }
        let ours = joining.ours.record(id);
        if theirs.is_erased() || ours.is_some_and(Record::is_erased) {
            return self.compare_erased(joining, id, theirs, ours);
        }
        // Of what is deleted on one side a person is asked whether it goes, and not what it says.
        let is_quiet = theirs.is_deleted() || ours.is_some_and(Record::is_deleted);
        let is_offered = theirs.kind == Settings::KIND && !joining.takes_settings;
        for (field, there) in &theirs.fields {
            let here = ours.and_then(|record| record.fields.get(field));
            let taking = || joining.taking(id, &theirs.kind, field, here, there);
            if field == DELETED {
                self.compare_deletion(joining, theirs, ours, taking(), there);
                continue;
            }
            let stands = joining.stands(id, field, here, there);
            if stands == Stands::Ours {
                continue;
            }
            self.note_ahead(joining, [Some(there), here]);
            let nothing = serde_json::Value::Null;
            let value = here.map_or(&nothing, |here| &here.value);
            let is_same = *value == there.value;
            match here.filter(|_| stands == Stands::Apart) {
                // What was declined once isn't offered again.
                _ if is_offered && !is_same && joining.is_new_here(id, field, there.made()) == Some(false) => {}
                _ if is_offered && !is_same => self.settings.push(Setting {
                    group: SettingGroup::of(field),
                    field: field.clone(),
                    ours: value.clone(),
                    theirs: there.value.clone(),
                    edit: taking(),
                }),
                Some(here) if !is_same && !is_quiet => self.conflicts.push(ValueConflict {
                    id,
                    kind: theirs.kind.clone(),
                    field: field.clone(),
                    ours: here.clone(),
                    theirs: there.clone(),
                    is_undated: joining.is_undated(here.made(), there.made()),
                }),
                // Nobody is asked about these: the later stands.
                Some(here) => {
                    self.settled.insert((id, field.clone(), there.made()));
                    self.taken.extend(there.is_made_after(here).then(taking));
                }
                None => self.taken.push(taking()),
            }
        }
        if !theirs.is_deleted() {
            self.find_undone(joining, id, theirs);
        }
    }

    /// Nobody is asked about what was erased on one side: it goes on the other, and doesn't come back.
    fn compare_erased(&mut self, joining: &Joining, id: RecordId, theirs: &Record, ours: Option<&Record>) {
        if theirs.is_erased() && !ours.is_some_and(Record::is_erased) {
            for (field, there) in &theirs.fields {
                let here = ours.and_then(|record| record.fields.get(field));
                self.taken.push(joining.taking(id, &theirs.kind, field, here, there));
            }
        }
    }

    /// Takes note of the latest stamp that is ahead.
    fn note_ahead(&mut self, joining: &Joining, registers: [Option<&Register>; 2]) {
        let ahead = registers.into_iter().flatten().map(|register| register.stamp);
        self.latest = self.latest.max(ahead.filter(|stamp| stamp.is_ahead(joining.now)).max());
    }

    /// What becomes of what they say of a record's being deleted; `taking` takes that over.
    fn compare_deletion(
        &mut self,
        joining: &Joining,
        theirs: &Record,
        ours: Option<&Record>,
        taking: Edit,
        there: &Register,
    ) {
        let here = ours.and_then(|record| record.fields.get(DELETED));
        let deletion = joining.deletion(taking.id);
        let is_alike = ours.is_none_or(|record| record.is_deleted() == theirs.is_deleted());
        let stands = match is_alike {
            true => joining.stands_alike(taking.id, here, there),
            false => joining.stands(taking.id, DELETED, here, there),
        };
        if stands == Stands::Ours {
            return;
        }
        self.note_ahead(joining, [Some(there), None]);
        match (ours.filter(|_| !is_alike), deletion) {
            (Some(_), None) if self.own.as_ref().is_some_and(|own| !joining.is_in_part(taking.id, own)) => {
                self.outside.push(taking.id);
            }
            (Some(record), None) => {
                let of = record.account().unwrap_or(taking.id);
                self.deletions.entry((there.made(), of)).or_default().push(taking);
            }
            // They made it again without knowing that it is deleted; but that it was kept against another deletion
            // says nothing of this one.
            (Some(_), Some(deletion)) if stands == Stands::Apart => {
                if there.value.is_null() {
                    let last = self.undone.entry(deletion).or_default();
                    *last = there.made().max(*last);
                }
            }
            _ => self.taken.push(taking),
        }
    }

    /// Takes note of what is deleted here and was edited there by somebody who didn't know of that.
    fn find_undone(&mut self, joining: &Joining, id: RecordId, theirs: &Record) {
        let own = joining.deletion(id);
        self.deleted_here.extend(own.map(|deletion| (deletion, id)));
        let account = theirs.account().filter(|account| *account != id).and_then(|account| joining.deletion(account));
        let whose =
            own.map(|deletion| (id, deletion)).into_iter().chain(account.map(|deletion| (deletion.1, deletion)));
        for (deleted, deletion) in whose {
            let is_news = |(field, register): (&String, &Register)| {
                let made = register.made();
                let is_later = match joining.is_new_here(id, field, made) {
                    None => made > deletion.0,
                    Some(is_new) => is_new && joining.is_new_there(deleted, DELETED, deletion.0) == Some(true),
                };
                (field != DELETED && is_later).then_some(made)
            };
            if let Some(edited) = theirs.fields.iter().filter_map(is_news).max() {
                let last = self.undone.entry(deletion).or_default();
                *last = edited.max(*last);
            }
        }
    }

    /// What comes of it if this is decided, once all are compared.
    pub fn joined(&self, joining: &Joining, decisions: &Decisions) -> Joined {
        let mut joined = Joined {
            edits: self.taken.clone(),
            conflicts: self.conflicts.clone(),
            settled: self.settled.clone(),
            settings: self.settings.clone(),
            latest: self.latest,
            outside: self.outside.clone(),
            ..Joined::default()
        };
        for conflict in &self.conflicts {
            let here = Some(&conflict.ours);
            let taking = || joining.taking(conflict.id, &conflict.kind, &conflict.field, here, &conflict.theirs);
            match decisions.values.get(&conflict.key()) {
                Some(side) => {
                    joined.edits.extend(conflict.edit(*side, taking()));
                    joined.settled.insert(conflict.their_edit());
                }
                None => drop(joined.open.insert(conflict.their_edit())),
            }
        }
        let wanted = self.settings.iter().filter(|setting| decisions.settings.contains(&setting.group));
        joined.edits.extend(wanted.map(|setting| setting.edit.clone()));
        self.delete(joining, &mut joined, decisions);
        joining.keep_owners_of_sales(&mut joined);
        self.bring_back(joining, &mut joined, decisions);
        joining.cut_circles(&mut joined);
        joined
    }

    /// Deletes what was deleted there, unless it was edited here, or is so much that a person must say so.
    fn delete(&self, joining: &Joining, joined: &mut Joined, decisions: &Decisions) {
        let mut safe = Vec::new();
        for (deletion, edits) in &self.deletions {
            let Some(edited) = joining.edit_against(deletion.0, deletion.1, edits) else {
                safe.extend(edits.iter().cloned());
                continue;
            };
            let conflict = DeletionConflict {
                deletion: *deletion,
                is_there: true,
                records: edits.iter().map(|edit| edit.id).collect(),
                edited,
                is_undated: joining.is_undated(deletion.0, edited),
            };
            let goes = decisions.deletions.get(deletion).copied().unwrap_or(decisions.delete_edited);
            joined.edits.extend(edits.iter().map(|edit| match goes {
                // The later one counts wherever the two meet, and needs no edit of one's own.
                true if conflict.is_later() && edit.stamp.is_some() => edit.clone(),
                true => Edit::raw(edit.id, &edit.kind, DELETED, true.into()),
                false => kept(edit.id, &edit.kind),
            }));
            joined.deletions.push(conflict);
        }
        let is_held_back = joining.is_held_back(&safe);
        if is_held_back {
            joined.held_back = safe.iter().map(|edit| edit.id).collect();
        }
        let goes = !is_held_back || decisions.takes_held_back;
        joined.edits.extend(safe.into_iter().map(|edit| if goes { edit } else { kept(edit.id, &edit.kind) }));
    }

    /// Brings back what was deleted here and edited there, with what was deleted with it.
    fn bring_back(&self, joining: &Joining, joined: &mut Joined, decisions: &Decisions) {
        if self.undone.is_empty() {
            return;
        }
        // Where they said that it is alive again, it is.
        let revived = joined.edits.iter().filter(|edit| edit.field == DELETED && edit.value != true);
        let alive_again: BTreeSet<RecordId> = revived.map(|edit| edit.id).collect();
        let mut conflicts: BTreeMap<Deletion, DeletionConflict> = BTreeMap::new();
        for (deletion, id) in self.deleted_here.iter().filter(|(_, id)| !alive_again.contains(id)) {
            let (Some(edited), Some(record)) = (self.undone.get(deletion), joining.theirs.record(*id)) else {
                continue;
            };
            let conflict = conflicts.entry(*deletion).or_insert_with(|| DeletionConflict {
                deletion: *deletion,
                is_there: false,
                records: Vec::new(),
                edited: *edited,
                is_undated: joining.is_undated(deletion.0, *edited),
            });
            conflict.records.push(*id);
            let stays_deleted = decisions.deletions.get(deletion).copied().unwrap_or(decisions.leave_deleted);
            let is_later_there = record.fields.get(DELETED).is_some_and(|there| there.made() > deletion.0);
            match stays_deleted {
                false => joined.edits.push(kept(*id, &record.kind)),
                true if conflict.is_later() && !is_later_there => {}
                true => joined.edits.push(Edit::raw(*id, &record.kind, DELETED, true.into())),
            }
        }
        joined.deletions.extend(conflicts.into_values());
    }
}
