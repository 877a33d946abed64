//! What the end-to-end journeys stand on: the release served the way a static
//! host would, a browser, and the things a person does in it.
//!
//! `cargo xtask test --only e2e` builds the release and sets the environment:
//! `VITAL_FEW_DIST` (the release), `VITAL_FEW_BROWSER` and `CHROMEDRIVER`
//! (otherwise looked for on the search path), and, if wanted,
//! `VITAL_FEW_SHOTS`, a directory for screenshots, `VITAL_FEW_AXE`, the script of axe-core, `VITAL_FEW_LANES`, how many
//! journeys run at once, `VITAL_FEW_SOAK`, to do everything more often, and
//! `VITAL_FEW_SEED`, to repeat what chance did.

pub mod csv;
pub mod driver;
pub mod journey;
mod lanes;
pub mod large;
mod lent;
pub mod page;
pub mod pdf;
pub mod process;
pub mod random;
pub mod site;
pub mod steps;
pub mod storage;
pub mod tabs;
pub mod temp;

pub use journey::{Stage, dist, journey, journey_of_two, journey_with, rounds, shipped};
pub use page::Page;

/// A file of `tests/data`.
pub fn data(path: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../data").join(path)
}
