//! The release in a browser, as people use it. `cargo xtask test --only e2e` builds it and runs these.
//!
//! One binary, so that as many journeys run at once as there are lanes: a file here that isn't named below
//! isn't run, and `every_file_is_run` says so.

mod access;
mod account_plans;
mod analysis;
mod any_file;
mod bench;
mod crash;
mod dossier;
mod encrypted;
mod erasing;
mod harness;
mod history;
mod interviews;
mod joining;
mod journeys;
mod keyboard_day;
mod languages;
mod lists;
mod losses;
mod negotiations;
mod offline;
mod parts;
mod people;
mod plans;
mod prospects;
mod safety;
mod screen_lock;
mod sealed;
mod service;
mod sharing;
mod storage;
mod team;
mod team_folder;
mod today;
mod touches;
mod win_back;

#[test]
fn every_file_is_run() {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/end_to_end");
    let files = std::fs::read_dir(here).expect("the folder of this test is there");
    for name in files.filter_map(|file| file.ok()?.file_name().into_string().ok()) {
        let module = name.trim_end_matches(".rs");
        assert!(module == "main" || include_str!("main.rs").contains(&format!("mod {module};")), "{name} is not run");
    }
}
