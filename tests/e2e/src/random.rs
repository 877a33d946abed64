//! Chance that can be repeated.

/// A linear congruential generator (Knuth's MMIX constants): the same numbers
/// on every machine, and no dependency.
pub struct Lcg(pub u64);

impl Lcg {
    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The low bits of such a generator repeat early.
        (self.0 >> 33) as usize % bound
    }
}

/// A seed that differs from run to run, or `VITAL_FEW_SEED` to repeat one. Say
/// it where a journey fails.
pub fn seed() -> u64 {
    let given = std::env::var("VITAL_FEW_SEED").ok().and_then(|seed| seed.parse().ok());
    let now = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    given.unwrap_or_else(|| now().as_nanos() as u64)
}
