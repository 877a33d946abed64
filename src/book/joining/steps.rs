//! Two books compared record by record, some at a time.

use std::collections::{BTreeMap, BTreeSet};

use super::{Decisions, Deletion, DeletionConflict, Joined, Joining, Setting, SettingGroup, ValueConflict, Verdict};
use crate::book::merge_receipt::is_of_one_device;
use crate::book::{Account, DELETED, Edit, Record, RecordId, RecordKind, Register, Settings, Stamp};

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
    settings: Vec<Setting>,
    latest: Option<Stamp>,
    outside: Vec<RecordId>,
    /// What was deleted there and is alive here.
    deletions: BTreeMap<Deletion, Vec<Edit>>,
    /// What is deleted here and alive there.
    deleted_here: Vec<(Deletion, RecordId)>,
    /// The deletions here against which something was edited there; the latest such edit, and whether it is one of
    /// what a record says: that goes before that it was brought back.
    undone: BTreeMap<Deletion, (bool, Stamp)>,
    /// What was open before and isn't spoken of anew.
    still_open: BTreeSet<(RecordId, String)>,
}

impl JoinSteps {
    /// Compares the next `at_most` records, always of the same two books; whether all are compared.
    pub fn step(&mut self, joining: &Joining, at_most: usize) -> bool {
        if self.own.is_none() && joining.is_part {
            self.own = Some(joining.theirs.ids::<Account>().collect());
        }
        if self.after.is_none() {
            let open = joining.seen.iter().flat_map(|(ours, _)| &ours.open);
            self.still_open = open.filter(|(id, field)| !is_spoken_of(joining, *id, field)).cloned().collect();
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
        // Of what is deleted on one side a person is asked whether it goes, and not what it says.
        let is_quiet = theirs.is_deleted() || ours.is_some_and(Record::is_deleted);
        let is_offered = theirs.kind == Settings::KIND && !joining.takes_settings;
        for (field, there) in &theirs.fields {
            let edit = |stamp| Edit { stamp, ..Edit::raw(id, &theirs.kind, field, there.value.clone()) };
            let here = ours.and_then(|record| record.fields.get(field));
            if field == DELETED {
                self.compare_deletion(joining, theirs, ours, edit(joining.dated(there, here)), there);
                continue;
            }
            let mut verdict = joining.verdict(id, field, here, there);
            if is_quiet && matches!(verdict, Verdict::Conflict { .. }) {
                let dated = joining.dated(there, here);
                verdict = if dated.is_some() { Verdict::Taken(dated) } else { Verdict::Stays };
            }
            if verdict == Verdict::Stays {
                continue;
            }
            let ahead = [Some(there), here].into_iter().flatten().map(|register| register.stamp);
            self.latest = self.latest.max(ahead.filter(|stamp| stamp.is_ahead(joining.now)).max());
            let nothing = serde_json::Value::Null;
            let value = here.map_or(&nothing, |here| &here.value);
            match (verdict, here) {
                // What was declined once isn't offered again.
                _ if is_offered && *value != there.value && joining.we_saw(id, field, there.stamp) == Some(true) => {}
                _ if is_offered && *value != there.value => self.settings.push(Setting {
                    group: SettingGroup::of(field),
                    field: field.clone(),
                    ours: value.clone(),
                    theirs: there.value.clone(),
                    stamp: joining.dated(there, here),
                }),
                (Verdict::Conflict { is_undated }, Some(here)) => self.conflicts.push(ValueConflict {
                    id,
                    kind: theirs.kind.clone(),
                    field: field.clone(),
                    ours: here.clone(),
                    theirs: there.clone(),
                    is_undated,
                }),
                (Verdict::Taken(stamp), _) => self.taken.push(edit(stamp)),
                _ => {}
            }
        }
        if !theirs.is_deleted() {
            self.find_undone(joining, id, theirs);
        }
    }

    /// What becomes of what they say of a record's being deleted; `edit` is that, as it would be dated here.
    fn compare_deletion(
        &mut self,
        joining: &Joining,
        theirs: &Record,
        ours: Option<&Record>,
        edit: Edit,
        there: &Register,
    ) {
        let here = ours.and_then(|record| record.fields.get(DELETED));
        let beats = here.is_none_or(|here| there.beats(here));
        let is_ahead = there.stamp.is_ahead(joining.now);
        if is_ahead && beats {
            self.latest = self.latest.max(Some(there.stamp));
        }
        if theirs.is_deleted() {
            let is_new = joining.we_saw(edit.id, DELETED, there.stamp) == Some(false);
            match ours.filter(|record| !record.is_deleted()) {
                // That it is deleted here too is enough, however a clock that is ahead dates it.
                None if beats && !(is_ahead && here.is_some_and(|here| here.value == there.value)) => {
                    self.taken.push(edit);
                }
                // That it is alive was said here later, knowing of the deletion or of a time before.
                Some(_) if !beats && !is_new => {}
                Some(_) if self.own.as_ref().is_some_and(|own| !joining.is_in_part(edit.id, own)) => {
                    self.outside.push(edit.id);
                }
                Some(record) => {
                    let of = record.account().unwrap_or(edit.id);
                    self.deletions.entry((there.stamp, of)).or_default().push(edit);
                }
                None => {}
            }
            return;
        }
        let deletion = joining.deletion(edit.id);
        let they_saw = here.and_then(|here| joining.they_saw(edit.id, DELETED, here.stamp));
        if !beats && joining.we_saw(edit.id, DELETED, there.stamp) != Some(false) {
            return;
        }
        match (here, deletion) {
            // They made it again without knowing that it is deleted.
            (Some(_), Some(deletion)) if they_saw == Some(false) => {
                let last = self.undone.entry(deletion).or_default();
                *last = (false, there.stamp).max(*last);
            }
            // That it is alive is said with what was edited there later.
            (Some(_), deletion) if is_ahead && (deletion.is_none() || they_saw.is_none()) => {}
            _ if !beats => {}
            _ => self.taken.push(edit),
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
                let stamp = register.stamp;
                let is_later = match joining.we_saw(id, field, stamp) {
                    None => stamp > deletion.0,
                    Some(we_saw) => !we_saw && joining.they_saw(deleted, DELETED, deletion.0) == Some(false),
                };
                (field != DELETED && is_later).then_some(stamp)
            };
            if let Some(edited) = theirs.fields.iter().filter_map(is_news).max() {
                let last = self.undone.entry(deletion).or_default();
                *last = (true, edited).max(*last);
            }
        }
    }

    /// What comes of it if this is decided, once all are compared.
    pub fn joined(&self, joining: &Joining, decisions: &Decisions) -> Joined {
        let mut joined = Joined {
            edits: self.taken.clone(),
            conflicts: self.conflicts.clone(),
            settings: self.settings.clone(),
            latest: self.latest,
            outside: self.outside.clone(),
            open: self.still_open.clone(),
            ..Joined::default()
        };
        for conflict in &self.conflicts {
            let here = joining.ours.record(conflict.id).and_then(|record| record.fields.get(&conflict.field));
            let theirs = Edit {
                stamp: joining.dated(&conflict.theirs, here),
                ..Edit::raw(conflict.id, &conflict.kind, &conflict.field, conflict.theirs.value.clone())
            };
            match decisions.values.get(&conflict.key()) {
                Some(side) => joined.edits.extend(conflict.edit(*side, theirs)),
                None => {
                    joined.open.insert(conflict.key());
                }
            }
        }
        let wanted = self.settings.iter().filter(|setting| decisions.settings.contains(&setting.group));
        joined.edits.extend(wanted.map(Setting::edit));
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
            joined.deletions.push(DeletionConflict {
                deletion: *deletion,
                is_there: true,
                records: edits.iter().map(|edit| edit.id).collect(),
                edited,
            });
            let goes = decisions.deletions.get(deletion).copied().unwrap_or(decisions.delete_edited);
            joined.edits.extend(edits.iter().map(|edit| if goes { edit.clone() } else { kept(edit) }));
        }
        let is_held_back = joining.is_held_back(&safe);
        if is_held_back {
            joined.held_back = safe.iter().map(|edit| edit.id).collect();
        }
        let goes = !is_held_back || decisions.takes_held_back;
        joined.edits.extend(safe.into_iter().map(|edit| if goes { edit } else { kept(&edit) }));
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
            let (Some((_, edited)), Some(record)) = (self.undone.get(deletion), joining.theirs.record(*id)) else {
                continue;
            };
            let new =
                || DeletionConflict { deletion: *deletion, is_there: false, records: Vec::new(), edited: *edited };
            conflicts.entry(*deletion).or_insert_with(new).records.push(*id);
            let stays_deleted = decisions.deletions.get(deletion).copied().unwrap_or(decisions.leave_deleted);
            let theirs = record.fields.get(DELETED).filter(|theirs| theirs.stamp > deletion.0);
            match stays_deleted {
                false => joined.edits.push(Edit::revive(*id, &record.kind)),
                // Theirs would count wherever the two meet.
                true if theirs.is_some() => joined.edits.push(Edit::raw(*id, &record.kind, DELETED, true.into())),
                true => {}
            }
        }
        joined.deletions.extend(conflicts.into_values());
    }
}

/// What is kept against a deletion is an edit of one's own: in whatever order files are exchanged, it stays.
fn kept(deletion: &Edit) -> Edit {
    Edit::revive(deletion.id, &deletion.kind)
}

/// Whether the other book has a field otherwise than it is here.
fn is_spoken_of(joining: &Joining, id: RecordId, field: &str) -> bool {
    let [ours, theirs] = [joining.ours, joining.theirs].map(|book| book.record(id)?.fields.get(field));
    theirs.is_some() && theirs != ours
}
