//! What the trials share: their size, the other process, and how it is made to end.

use crate::chance;
use std::{
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// How often: few times among other tests, many when the full trials are asked for.
pub fn size(quick: u32, full: u32) -> u32 {
    if is_full() { full } else { quick }
}

pub fn is_full() -> bool {
    std::env::var("GENKI_TRIALS").is_ok_and(|t| t == "full")
}

/// Below `most`, evenly enough: from the suite's seed, in the order in which it is asked for. Keys and ids are as random as
/// ever, and the machine's own pace decides where a kill falls.
pub fn random(most: u64) -> u64 {
    static DRAWN: LazyLock<AtomicU64> = LazyLock::new(|| AtomicU64::new(chance::seed()));
    let mut mixed = DRAWN.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ (mixed >> 31)) % most.max(1)
}

/// Does a share of the work on each of two threads: as many as there are processors anywhere. The quick trials stand
/// beside each other already, and make ready once.
pub fn in_two<T: Send>(times: u32, work: impl Fn(u32) -> T + Sync) -> Vec<T> {
    if !is_full() {
        return vec![work(times)];
    }
    std::thread::scope(|scope| {
        let other = scope.spawn(|| work(times / 2));
        let one = work(times - times / 2);
        vec![one, other.join().unwrap()]
    })
}

/// A folder in memory where there is one: for trials that make thousands.
pub fn quick_folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

const JOB: &str = "GENKI_TRIAL_JOB";
const FOLDER: &str = "GENKI_TRIAL_FOLDER";

/// The job this process is to do, and where, if it is the other one.
pub fn job() -> Option<(String, PathBuf)> {
    Some((std::env::var(JOB).ok()?, std::env::var_os(FOLDER)?.into()))
}

/// Said by the other process: durable by now, or refused.
pub fn say(what: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "say {what}").unwrap();
    out.flush().unwrap();
}

/// When the other process ends.
#[derive(Debug, Clone, Copy)]
pub enum End {
    /// By itself.
    Own,
    /// Killed so long after it said so many things, "ready" among them.
    After(u64, Duration),
}

/// What befalls its calls that write.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    pub how: &'static str,
    pub at: u64,
    pub stays: bool,
}

pub struct Ended {
    pub said: Vec<String>,
    pub status: ExitStatus,
    /// The fault was met.
    pub hit: bool,
}

/// Runs a job in another process until it ends.
pub fn run(job: &str, folder: &Path, end: End, fault: Option<Fault>) -> Ended {
    static RUNS: AtomicU64 = AtomicU64::new(0);
    let notes = std::env::temp_dir().join(format!("genki-fault-{}-{}", std::process::id(), RUNS.fetch_add(1, Ordering::Relaxed)));
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["jobs::plays", "--exact", "--ignored", "--nocapture", "--test-threads=1"]).env(JOB, job).env(FOLDER, folder);
    if let (Some(fault), Some(shim)) = (fault, SHIM.as_ref()) {
        command.env("LD_PRELOAD", &shim.1).env("GENKI_FAULT_FOLDER", folder).env("GENKI_FAULT_NOTES", &notes);
        command.env("GENKI_FAULT_AT", fault.at.to_string()).env("GENKI_FAULT_HOW", fault.how);
        if fault.stays {
            command.env("GENKI_FAULT_STAYS", "1");
        }
    }
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let (ready, begun) = std::sync::mpsc::channel();
    let reading = std::thread::spawn(move || {
        let mut said = Vec::new();
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            // The harness writes before the first without ending its line.
            match line.split_once("say ") {
                Some((_, "ready")) => {}
                Some((_, what)) => said.push(what.to_owned()),
                None => continue,
            }
            let _ = ready.send(());
        }
        said
    });
    let complaints = std::thread::spawn(move || BufReader::new(err).lines().map_while(Result::ok).collect::<Vec<_>>());
    if let End::After(words, time) = end {
        // Where it ends by itself, nothing more is said.
        let _ = (0..words).try_for_each(|_| begun.recv());
        std::thread::sleep(time);
        let _ = child.kill();
    }
    let status = child.wait().unwrap();
    let (said, complaints) = (reading.join().unwrap(), complaints.join().unwrap());
    let panicked = complaints.iter().position(|line| line.contains("panicked"));
    assert!(panicked.is_none(), "{job} {fault:?}: {}", complaints.join("\n"));
    let [hit, room, _] = [".hit", ".room", ".syncs"].map(|end| std::fs::remove_file(format!("{}{end}", notes.display())).is_ok());
    let _ = room;
    Ended { said, status, hit }
}

/// From within a process whose disk is counted: how many writes were made durable so far.
pub fn syncs() -> u64 {
    let notes = PathBuf::from(std::env::var_os("GENKI_FAULT_NOTES").unwrap());
    std::fs::metadata(format!("{}.syncs", notes.display())).map_or(0, |m| m.len())
}

/// From within a faulty process: the disk is well again.
pub fn mend() {
    if let Some(notes) = std::env::var_os("GENKI_FAULT_NOTES") {
        std::fs::write(format!("{}.room", PathBuf::from(notes).display()), b"").unwrap();
    }
}

/// The library of faults, made with the system's compiler; nothing where there is none.
pub static SHIM: LazyLock<Option<(tempfile::TempDir, PathBuf)>> = LazyLock::new(|| {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("faults.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/trials/faults.c");
    let made = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).args([source, "-ldl"]).output();
    match made {
        Ok(made) if made.status.success() => Some((folder, library)),
        _ => {
            eprintln!("passed over: no C compiler makes the faults here");
            None
        }
    }
});
