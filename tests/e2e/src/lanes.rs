//! How many journeys run at once, and the browser they hand on to each other.
//!
//! A browser keeps more than one core busy while it starts and less than one while it waits, so that two
//! on two cores take little more than half the time of one after the other; more would wait for each
//! other, and for patience to run out. Each has a host, a driver, a profile and downloads of its own.

use std::sync::{Condvar, Mutex, PoisonError};

use crate::lent::Lent;

/// No more than this, however many cores there are.
const MOST: usize = 2;

static LANES: Mutex<Lanes> = Mutex::new(Lanes { busy: 0, waiting: 0, left: Vec::new() });

/// Word of each lane that gets free.
static FREED: Condvar = Condvar::new();

/// Who is in a lane, who waits for one, and the browsers left for these.
struct Lanes {
    busy: usize,
    waiting: usize,
    left: Vec<Lent>,
}

/// A lane somebody is in; free again when it goes out of scope.
pub struct Lane {
    /// A browser that works. What is left here goes on to who waits for a lane; where nobody does it ends, so that
    /// none outlives the last journey.
    pub browser: Option<Lent>,
}

/// Waits until a lane is free.
pub fn take() -> Lane {
    let most = lanes(
        std::env::var("VITAL_FEW_LANES").ok().as_deref(),
        std::thread::available_parallelism().map_or(1, usize::from),
    );
    let mut lanes = LANES.lock().unwrap_or_else(PoisonError::into_inner);
    lanes.waiting += 1;
    let mut lanes = FREED.wait_while(lanes, |lanes| lanes.busy >= most).unwrap_or_else(PoisonError::into_inner);
    lanes.waiting -= 1;
    lanes.busy += 1;
    Lane { browser: lanes.left.pop() }
}

impl Drop for Lane {
    fn drop(&mut self) {
        let mut lanes = LANES.lock().unwrap_or_else(PoisonError::into_inner);
        lanes.busy -= 1;
        if lanes.waiting > lanes.left.len() {
            lanes.left.extend(self.browser.take());
        }
        FREED.notify_one();
        // Ending a browser takes its time.
        drop(lanes);
        self.browser = None;
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
        let busy = || LANES.lock().unwrap_or_else(PoisonError::into_inner).busy;
        for _ in 0..3 {
            let lane = take();
            assert_eq!(busy(), 1);
            drop(lane);
            assert_eq!(busy(), 0);
        }
    }
}
