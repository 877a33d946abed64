//! The pure half from outside, against answers computed independently of this project.
//!
//! One binary: a file here that isn't named below isn't run, and `every_file_is_run` says so.

mod analysis_expected;
mod analysis_reference;
mod apply_import;
mod behaviour;
mod corpus;
mod doubts;
mod encrypted_export;
mod faults_amounts;
mod faults_customers;
mod faults_rows;
mod fuzz;
mod handing_over;
mod import_expected;
mod import_sets;
mod importing;
mod languages;
mod laws;
mod ledger_laws;
mod losses;
mod merge_laws;
mod negotiations;
mod plans;
mod rooms;
mod service;
mod shapes;
mod sharing_laws;
mod tables;
mod team;
mod today;
mod two_extracts;
mod win_back;
mod zipped;

#[test]
fn every_file_is_run() {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/native");
    let files = std::fs::read_dir(here).expect("the folder of this test is there");
    for name in files.filter_map(|file| file.ok()?.file_name().into_string().ok()) {
        let module = name.trim_end_matches(".rs");
        assert!(module == "main" || include_str!("main.rs").contains(&format!("mod {module};")), "{name} is not run");
    }
}

/// The text of a file in `tests/data`.
fn data(path: &str) -> String {
    let path = format!("{}/tests/data/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}
