//! What `cargo xtask test` says at its end: how long each step took, which failed, and the slowest journeys.

use std::fmt::Write;
use std::time::Duration;

/// How many of the journeys are listed.
const SLOWEST: usize = 10;

/// A step that is over.
#[derive(Debug)]
pub struct Done {
    pub name: &'static str,
    /// `None` if nobody can tell any more.
    pub took: Option<Duration>,
    pub has_failed: bool,
}

/// The names of the steps that failed, in a row; `None` if none did.
pub fn failed(steps: &[Done]) -> Option<String> {
    let names: Vec<&str> = steps.iter().filter(|step| step.has_failed).map(|step| step.name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A line for each step and for the slowest journeys.
pub fn table(steps: &[Done], journeys: &[(f64, String)]) -> String {
    let mut table = String::new();
    for step in steps {
        let took = step.took.map_or_else(|| "?".to_owned(), minutes);
        let failed = if step.has_failed { "  FAILED" } else { "" };
        let _ = writeln!(table, "{took:>14}  {}{failed}", step.name);
    }
    if !journeys.is_empty() {
        let mut slowest: Vec<&(f64, String)> = journeys.iter().collect();
        slowest.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let _ = writeln!(table, "\n{} journeys; the slowest:", journeys.len());
        for (seconds, name) in slowest.into_iter().take(SLOWEST) {
            let _ = writeln!(table, "{seconds:>12.1} s  {name}");
        }
    }
    table
}

/// "12 min 05 s"
pub fn minutes(took: Duration) -> String {
    let seconds = took.as_secs();
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(name: &'static str, seconds: Option<u64>, has_failed: bool) -> Done {
        Done { name, took: seconds.map(Duration::from_secs), has_failed }
    }

    #[test]
    fn every_step_has_a_line_and_says_whether_it_failed() {
        let steps =
            [done("format", Some(3), false), done("release build", Some(725), true), done("journeys", None, true)];
        let table = table(&steps, &[]);
        let lines: Vec<&str> = table.lines().map(str::trim_start).collect();
        assert_eq!(lines, ["0 min 03 s  format", "12 min 05 s  release build  FAILED", "?  journeys  FAILED"]);
        assert_eq!(failed(&steps).as_deref(), Some("release build, journeys"));
        assert_eq!(failed(&steps[..1]), None);
    }

    #[test]
    fn the_slowest_journeys_come_first() {
        let journeys: Vec<(f64, String)> = (0..12).map(|n| (f64::from(n), format!("journey {n}"))).collect();
        let table = table(&[], &journeys);
        let lines: Vec<&str> = table.lines().skip(2).map(str::trim_start).collect();
        assert_eq!((lines.len(), lines[0]), (SLOWEST, "11.0 s  journey 11"));
        assert!(table.contains("12 journeys"));
    }
}
