//! Measuring: the processor's time of this thread, so that others at work on the machine count little; several runs,
//! of which the middle one is told.
#![allow(dead_code, reason = "each bench uses its part")]

use std::{path::PathBuf, time::Duration};

/// How often everything is run through.
pub const RUNS: usize = 5;

/// The processor's time this thread has used.
pub fn cpu() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// The processor's time of all threads: where the store's writer works too.
pub fn cpu_of_all() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// What a piece of work takes.
pub fn time<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let began = cpu();
    let answer = std::hint::black_box(work());
    (answer, cpu() - began)
}

/// Of a hundred of these, so many take no longer.
pub fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

/// The middle of [`RUNS`] runs.
pub fn middle(mut run: impl FnMut() -> Duration) -> Duration {
    let mut all: Vec<Duration> = (0..RUNS).map(|_| run()).collect();
    percentile(&mut all, 50)
}

pub fn micros(time: Duration) -> f64 {
    time.as_nanos() as f64 / 1000.0
}

/// The folder after `--out`, where results are left for the table.
pub fn out() -> Option<PathBuf> {
    let mut args = std::env::args().skip_while(|a| a != "--out");
    args.next().and(args.next()).map(PathBuf::from)
}

/// Leaves one result: its name is the file's.
pub fn keep(name: &str, result: &serde_json::Value) {
    if let Some(dir) = out() {
        std::fs::write(dir.join(format!("{name}.json")), result.to_string()).expect("the folder for results can be written to");
    }
}
