//! `cargo xtask bench`: how long things take. It prints figures and judges nothing.

use anyhow::Result;

use crate::dist;
use crate::run::{cargo, run};
use crate::test::{Options, journey_command};

pub fn bench() -> Result<()> {
    let benches = ["analysis", "book", "import"].into_iter().flat_map(|bench| ["--bench", bench]);
    run(cargo().args(["bench", "-p", "vital-few", "--no-default-features"]).args(benches))?;
    dist::dist()?;
    let mut command = journey_command(&Options::default())?;
    // One after the other: what runs beside them would be in the figures.
    command.args(["--test", "end_to_end", "--", "--ignored", "--nocapture", "--test-threads=1", "bench::"]);
    run(&mut command)
}
