//! How many journeys run at once.
//!
//! A browser keeps more than one core busy while it starts and less than one while it waits, so that two
//! on two cores take little more than half the time of one after the other; more would wait for each
//! other, and for patience to run out. Each has a host, a driver, a profile and downloads of its own.

use std::sync::{Condvar, Mutex, PoisonError};

/// No more than this, however many cores there are.
const MOST: usize = 2;

/// Lanes in use, and word of each that gets free.
static BUSY: Mutex<usize> = Mutex::new(0);
static FREED: Condvar = Condvar::new();

/// A lane somebody is in; free again when it goes out of scope.
pub struct Lane(());

/// Waits until a lane is free.
pub fn take() -> Lane {
    let most = lanes(
        std::env::var("VITAL_FEW_LANES").ok().as_deref(),
        std::thread::available_parallelism().map_or(1, usize::from),
    );
    let busy = BUSY.lock().unwrap_or_else(PoisonError::into_inner);
    let mut busy = FREED.wait_while(busy, |busy| *busy >= most).unwrap_or_else(PoisonError::into_inner);
    *busy += 1;
    Lane(())
}

impl Drop for Lane {
    fn drop(&mut self) {
        *BUSY.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        FREED.notify_one();
    }
}

/// How many lanes there are: as many as somebody wants, else one a core, up to [`MOST`].
fn lanes(wanted: Option<&str>, cores: usize) -> usize {
    let wanted = wanted.and_then(|wanted| wanted.parse().ok()).filter(|wanted| *wanted > 0);
    wanted.unwrap_or_else(|| cores.clamp(1, MOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_lane_a_core_but_no_more_than_two() {
        assert_eq!([0, 1, 2, 8].map(|cores| lanes(None, cores)), [1, 1, 2, 2]);
        assert_eq!(["1", "4", "0", "many"].map(|wanted| lanes(Some(wanted), 8)), [1, 4, 2, 2]);
    }

    #[test]
    fn a_lane_is_free_again_when_its_journey_is_over() {
        let busy = || *BUSY.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..3 {
            let lane = take();
            assert_eq!(busy(), 1);
            drop(lane);
            assert_eq!(busy(), 0);
        }
    }
}
