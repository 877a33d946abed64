//! `cargo xtask bench`: how long things take. It prints figures and judges nothing.

use anyhow::Result;

use crate::dist;
use crate::run::{cargo, run};
use crate::test::{Options, journey_command};

pub fn bench() -> Result<()> {
    run(cargo().args(["bench", "-p", "vital-few", "--no-default-features", "--bench", "analysis"]))?;
    dist::dist()?;
    let mut command = journey_command(&Options::default())?;
    command.args(["--test", "bench", "--", "--ignored", "--nocapture"]);
    run(&mut command)
}
