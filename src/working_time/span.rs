//! A stretch between two instants, whose end may not be known yet.

use serde::{Deserialize, Serialize};

use super::Instant;

/// From one instant to another; without an end it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    pub from: Instant,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Instant>,
}

/// These stretches within `[from, to)`, in order and disjoint: what lies in two of them is there once.
pub fn within(spans: &[Span], from: Instant, to: Instant) -> Vec<(Instant, Instant)> {
    let clipped = spans.iter().map(|span| (span.from.max(from), span.to.unwrap_or(to).min(to)));
    let mut found: Vec<_> = clipped.filter(|(from, to)| from < to).collect();
    found.sort_unstable();
    let mut last = from;
    for span in &mut found {
        span.0 = span.0.max(last);
        last = last.max(span.1);
    }
    found.retain(|(from, to)| from < to);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(utc: i64) -> Instant {
        Instant::new(utc, 0)
    }

    proptest! {
        #[test]
        fn every_minute_within_is_there_once(
            ends in prop::collection::vec((0i64..60, prop::option::of(0i64..60)), 0..6), from in 0i64..60, later in 0i64..60,
        ) {
            let spans: Vec<Span> = ends.iter().map(|(from, to)| Span { from: at(*from), to: to.map(at) }).collect();
            let found = within(&spans, at(from), at(from + later));
            for minute in -1..130 {
                let is_in = |from: i64, to: Option<i64>| from <= minute && to.is_none_or(|to| minute < to);
                let wanted = (from..from + later).contains(&minute) && ends.iter().any(|(from, to)| is_in(*from, *to));
                let count = found.iter().filter(|(from, to)| (from.utc()..to.utc()).contains(&minute)).count();
                prop_assert_eq!(count, usize::from(wanted), "{}", minute);
            }
        }
    }
}
