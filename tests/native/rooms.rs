//! A text is used only where its room is: a page that says what it didn't fetch would say nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use vital_few::text::{Key, Room};

/// Files several parts share, and the rooms each of those parts names.
const SHARED: [(&str, &[&str]); 40] = [
    // The questions are asked where their words are: by what goes out, and on the page of whoever opens it.
    ("book/question_set.rs", &["Interview"]),
    ("exchange/interview/", &["Interview"]),
    ("ui/page/answers.rs", &["Common", "Dossier", "Data", "Import"]),
    // What the kinds of records are called, wherever there are records.
    ("book/", &["Dossier"]),
    ("dossier/", &["Dossier"]),
    // Its rules are told on the page Today alone.
    ("today/", &["Dossier", "Today"]),
    ("ui/component/account_tabs.rs", &["Common"]),
    ("retention/opening.rs", &["Common", "Dossier"]),
    ("planning/opening.rs", &["Common", "Dossier", "Plans"]),
    ("ui/component/cadence_inputs.rs", &["Common", "Dossier"]),
    ("ui/component/calendar_button.rs", &["Common", "Dossier"]),
    ("ui/component/chart_figure.rs", &["Common"]),
    ("ui/component/pictures.rs", &["Common"]),
    ("ui/component/confirm.rs", &["Common"]),
    ("ui/component/confirm_mark.rs", &["Common", "Dossier"]),
    ("ui/component/export_list.rs", &["Common"]),
    ("ui/component/editable.rs", &["Common", "Dossier"]),
    ("ui/component/health_mark.rs", &["Common"]),
    ("ui/component/history.rs", &["Common", "Dossier"]),
    ("ui/component/key_reason.rs", &["Common"]),
    ("ui/component/passphrase_field.rs", &["Data"]),
    ("ui/component/record_form/", &["Common", "Dossier"]),
    ("ui/component/sample_mark.rs", &["Common", "Dossier"]),
    ("ui/component/search_field.rs", &["Common", "Dossier"]),
    ("ui/component/state_badge.rs", &["Common"]),
    ("ui/dossier_words.rs", &["Common", "Dossier"]),
    ("ui/fields.rs", &["Common", "Dossier"]),
    ("ui/key_decision.rs", &["Common"]),
    ("ui/mistake_words.rs", &["Common", "Dossier"]),
    ("ui/page/import/failure.rs", &["Common", "Data", "Import"]),
    ("ui/page/import/", &["Common", "Dossier", "Data", "Import"]),
    // An account says where a competitor's contract ends.
    ("ui/page/competitors/mod.rs", &["Common", "Dossier"]),
    ("ui/page/locked.rs", &["Common", "Dossier", "Data", "Import"]),
    ("ui/page/merge/", &["Common", "Dossier", "Data", "Import"]),
    ("ui/page/erasing.rs", &["Common", "Dossier"]),
    ("ui/page/screen_lock/section.rs", &["Common", "Data", "Lock"]),
    ("ui/page/likeness.rs", &["Common"]),
    ("ui/page/compare_accounts.rs", &["Common", "Duplicates"]),
    ("ui/words/of_pages.rs", &["Common"]),
    ("ui/page/workbook.rs", &["Common", "Segments"]),
];

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn source(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path)
}

/// The rooms each part names, in the two tables.
fn parts() -> BTreeMap<String, Vec<String>> {
    let named = |table: &str, begin: &str, end: &str| {
        let (_, table) = table.split_once(begin).unwrap_or_else(|| panic!("no {begin}"));
        table.split_once(end).unwrap_or_else(|| panic!("no {end}")).0.to_owned()
    };
    let pages = named(&read(&source("route.rs")), "$then! {", "\n        }\n");
    let sections = named(&read(&source("ui/page/parts.rs")), "\nsections! {", "\n}\n");
    let pages = pages.split("[part ").skip(1);
    let sections = sections.split(';').filter(|line| !line.trim().is_empty());
    let parts = pages.chain(sections).map(|line| {
        let (name, rest) = line.trim().split_once('(').expect("a part with its rooms");
        let (rooms, _) = rest.split_once(')').expect("the end of the rooms");
        let rooms = ["Common"].into_iter().chain(rooms.split(", ")).map(str::to_owned).collect();
        // Before its name stands the file it is fetched with.
        let name = name.rsplit(' ').next().unwrap_or(name);
        (name.to_owned(), rooms)
    });
    parts.collect()
}

/// The rooms that are there when what a file says is shown, besides the shell's.
fn rooms_of<'a>(file: &str, parts: &'a BTreeMap<String, Vec<String>>) -> Vec<&'a str> {
    if let Some((_, rooms)) = SHARED.iter().find(|(shared, _)| file.starts_with(shared)) {
        return rooms.to_vec();
    }
    let page = file.strip_prefix("ui/page/").and_then(|file| file.split(['/', '.']).next());
    page.and_then(|page| parts.get(page)).into_iter().flatten().map(String::as_str).collect()
}

fn files_below(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

#[test]
fn a_text_is_used_only_where_its_room_is() {
    let rooms: BTreeMap<&str, Room> = Key::ALL.iter().map(|key| (key.name(), key.room())).collect();
    let parts = parts();
    let root = source("");
    let mut faults = String::new();
    let mut seen = 0;
    for path in files_below(&root) {
        let file = path.strip_prefix(&root).expect("a file below").to_string_lossy().replace('\\', "/");
        if !file.ends_with(".rs") || file.starts_with("text/") || file.contains("tests") {
            continue;
        }
        let here = rooms_of(&file, &parts);
        for (line, text) in (1..).zip(read(&path).lines()) {
            for used in text.split("Key::").skip(1) {
                let key = used.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
                let Some(room) = rooms.get(key) else { continue };
                seen += 1;
                let name = format!("{room:?}");
                if *room != Room::Shell && !here.contains(&name.as_str()) {
                    faults += &format!("\nsrc/{file}:{line}: `{key}` is in {}.txt, which is not here", room.name());
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert!(seen > 1_000, "only {seen} uses were found");
}

/// The navigation stands on every page.
#[test]
fn the_entries_of_the_navigation_are_in_the_first_load() {
    let table = read(&source("route.rs"));
    let entries: Vec<_> = table.split("[entry ").skip(1).filter_map(|entry| entry.split([' ', ']']).nth(1)).collect();
    assert!(entries.len() >= 3, "{entries:?}");
    for name in entries {
        let key = Key::ALL.iter().find(|key| key.name() == name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(key.room(), Room::Shell, "{name}");
    }
}

#[test]
fn every_part_names_rooms_there_are() {
    let parts = parts();
    assert!(parts.len() >= 8, "{:?}", parts.keys());
    for room in parts.values().flatten() {
        assert!(Room::ALL.iter().any(|known| format!("{known:?}") == *room), "{room}");
    }
    // What several share is fetched by each that uses it.
    for (file, rooms) in SHARED {
        assert!(source(file).exists(), "{file}");
        assert!(
            parts.values().any(|part| rooms.iter().all(|room| part.iter().any(|own| own == room))),
            "{file}: {rooms:?}"
        );
    }
}
