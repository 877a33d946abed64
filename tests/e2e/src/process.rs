//! Ending a browser the way a power cut does: all of its processes at once,
//! without a word.

use std::collections::HashSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

const LIMIT: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(20);

/// A line of the list of processes.
#[derive(Debug, PartialEq, Eq)]
struct Process {
    id: u64,
    parent: u64,
    /// Ended, and only waiting for its parent to notice.
    is_ended: bool,
    command: String,
}

/// Kills a browser with all that it has started, and waits until they are gone.
/// What works on the profile belongs to it too: the crash reporter is nobody's
/// child.
pub fn kill_browser(main: u64, profile: &Path) -> Result<()> {
    let started = Instant::now();
    let profile = profile.to_string_lossy();
    let mut family = HashSet::from([main]);
    loop {
        let mut processes = processes()?;
        add_descendants(&mut family, &processes);
        processes.retain(|p| !p.is_ended && (family.contains(&p.id) || p.command.contains(&*profile)));
        if processes.is_empty() {
            return Ok(());
        }
        ensure!(started.elapsed() < LIMIT, "the browser does not die: {processes:?}");
        kill(processes.iter().map(|process| process.id));
        std::thread::sleep(PAUSE);
    }
}

/// Kills these processes. One that has ended meanwhile is as good.
pub fn kill(ids: impl Iterator<Item = u64>) {
    let _ = Command::new("kill").arg("-KILL").args(ids.map(|id| id.to_string())).stderr(Stdio::null()).status();
}

fn processes() -> Result<Vec<Process>> {
    let output = Command::new("ps").args(["-ww", "-A", "-o", "pid=,ppid=,stat=,args="]).output();
    let output = output.context("cannot list the processes")?;
    ensure!(output.status.success(), "ps: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8_lossy(&output.stdout).lines().filter_map(process_in).collect())
}

fn process_in(line: &str) -> Option<Process> {
    let mut words = line.split_whitespace();
    Some(Process {
        id: words.next()?.parse().ok()?,
        parent: words.next()?.parse().ok()?,
        is_ended: words.next()?.starts_with('Z'),
        command: words.collect::<Vec<_>>().join(" "),
    })
}

/// Adds the children of these processes, their children, and so on.
fn add_descendants(family: &mut HashSet<u64>, processes: &[Process]) {
    let mut known = 0;
    while known < family.len() {
        known = family.len();
        let children = processes.iter().filter(|process| family.contains(&process.parent)).map(|process| process.id);
        let children: Vec<u64> = children.collect();
        family.extend(children);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_process() {
        let process = Process { id: 12, parent: 3, is_ended: true, command: "[chromium] <defunct>".to_owned() };
        assert_eq!(process_in("   12     3 Zl   [chromium] <defunct>"), Some(process));
        assert_eq!(process_in("PID PPID STAT COMMAND"), None);
    }

    #[test]
    fn grandchildren_belong_to_the_family_in_whatever_order_they_come() {
        let process = |id, parent| Process { id, parent, is_ended: false, command: String::new() };
        let processes = [process(30, 20), process(40, 1), process(20, 10), process(10, 1)];
        let mut family = HashSet::from([10]);
        add_descendants(&mut family, &processes);
        assert_eq!(family, HashSet::from([10, 20, 30]));
    }
}
