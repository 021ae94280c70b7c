//! A process of its own for what strangers wrote: whatever a decoder does with it, it has nothing to reach, and it ends.
//!
//! It is this program begun once more with one word ([`WORD`]), without our environment. Before anything else of ours
//! runs there it gives up what it does not need ([`confine`]): memory beyond a measure, time, files. It is ended by
//! whoever began it, by a deadline, and with the process that began it. What comes from it is as little trusted as what
//! went in: who reads it looks at every length.
//!
//! Phones let no program begin another: there [`program`] answers nothing, and whoever decodes keeps to its own budgets.

use super::process;
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        mpsc::{RecvTimeoutError, channel},
    },
    time::Duration,
};

/// By this argument, alone, the program knows that it is the other process. It is no command for people.
pub const WORD: &str = "draw";

/// So much may be done by one process.
#[derive(Debug, Clone, Copy)]
pub struct Most {
    /// Bytes it may ask the system for.
    pub memory: u64,
    /// Of the processor; whoever began it counts by the clock besides.
    pub seconds: u64,
}

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says which program is begun: this one, as `main` says. Once; a phone's is never begun.
pub fn begin_with(program: PathBuf) {
    if !super::lifecycle::ON_A_PHONE {
        let _ = PROGRAM.set(program);
    }
}

/// This program, also where its file was replaced while it runs.
pub fn own() -> Option<PathBuf> {
    let same = Path::new("/proc/self/exe");
    if same.exists() { Some(same.to_owned()) } else { std::env::current_exe().ok() }
}

/// What is begun, where something can be.
pub fn program() -> Option<&'static Path> {
    PROGRAM.get().map(PathBuf::as_path)
}

/// Whether this process is the other one.
pub fn is_asked() -> bool {
    let mut words = std::env::args_os().skip(1);
    words.next().is_some_and(|word| word == WORD) && words.next().is_none()
}

/// Ends what was begun with it, now, and begins nothing more.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<Mutex<Held>>);

#[derive(Debug, Default)]
struct Held {
    over: bool,
    child: Option<Child>,
}

impl Stop {
    /// Ends the process, if one runs. Who decodes without one sees it by [`Stop::is_over`].
    pub fn stop(&self) {
        let child = {
            let mut held = self.held();
            held.over = true;
            held.child.take()
        };
        let Some(mut child) = child else { return };
        let _ = child.kill();
        // Waited for elsewhere: giving back much memory takes the system a moment.
        std::thread::spawn(move || child.wait());
    }

    pub fn is_over(&self) -> bool {
        self.held().over
    }

    /// Its process's number, while one runs: for trials, which look at it from outside.
    pub fn process(&self) -> Option<u32> {
        self.held().child.as_ref().map(Child::id)
    }

    /// Stops after `within`, unless what it returns is dropped before.
    pub fn after(&self, within: Duration) -> Deadline {
        let (done, ended) = channel::<()>();
        let stop = self.clone();
        std::thread::spawn(move || {
            if ended.recv_timeout(within) == Err(RecvTimeoutError::Timeout) {
                stop.stop();
            }
        });
        Deadline(done)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets a deadline go when it is dropped.
#[derive(Debug)]
pub struct Deadline(#[expect(dead_code, reason = "dropped, it tells the thread that waits")] std::sync::mpsc::Sender<()>);

/// Stops when it is dropped: for who looks on, and may go away.
#[derive(Debug)]
pub struct WhileHere(pub Stop);

impl Drop for WhileHere {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Hands `input` to the other process and has `read` read what it answers, for as long as `within` at most.
///
/// # Errors
/// Where there is no program to begin, or the system begins none. One that is ended early is no error here: what it
/// answers ends in the middle, and `read` sees that.
pub fn work<T>(stop: &Stop, within: Duration, input: &[&[u8]], read: impl FnOnce(&mut ChildStdout) -> T) -> io::Result<T> {
    let program = program().ok_or(io::ErrorKind::Unsupported)?;
    let mut child = command(program).spawn()?;
    let (to, from) = (child.stdin.take(), child.stdout.take());
    let (Some(mut to), Some(mut from)) = (to, from) else { return Err(io::ErrorKind::BrokenPipe.into()) };
    let over = {
        let mut held = stop.held();
        held.child = Some(child);
        held.over
    };
    if over {
        stop.stop();
    }
    let deadline = stop.after(within);
    // It reads all before it answers. Where it was ended it hears no more.
    let _ = input.iter().try_for_each(|part| to.write_all(part));
    drop(to);
    let answer = read(&mut from);
    drop(deadline);
    stop.stop();
    Ok(answer)
}

fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg(WORD).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    // Where the system finds a program's libraries, and on Windows itself.
    for name in ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "SystemRoot"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

/// In the other process, before anything else: gives up what it does not need. On Windows nothing limits its memory; on
/// macOS the system may not keep to what is asked: there the deadline, and what a decoder looks at by itself, have to do.
///
/// # Errors
/// Where a limit that this system has was refused: then it must not go on.
pub fn confine(most: Most) -> io::Result<()> {
    process::harden();
    limit(most)
}

#[cfg(unix)]
fn limit(most: Most) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    end_with_parent();
    let set = |what, to| setrlimit(what, Rlimit { current: Some(to), maximum: Some(to) });
    // What the program's libraries took before it began is not what it asks for.
    set(Resource::Data, taken("VmData:").unwrap_or(0) + most.memory)?;
    if let Some(taken) = taken("VmSize:") {
        set(Resource::As, taken + most.memory)?;
    }
    // Waiting takes none of it; but whoever is gone has closed what it waits for.
    set(Resource::Cpu, most.seconds)?;
    set(Resource::Fsize, 0)?;
    // The three that are open stay open; no other is opened.
    set(Resource::Nofile, 3)?;
    // Nor is another process or thread begun, except by a superuser, for whom this does not count.
    set(Resource::Nproc, 0)?;
    Ok(())
}

/// Nothing here ends it with its parent, so it looks at the clock itself.
#[cfg(not(unix))]
fn limit(most: Most) -> io::Result<()> {
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(most.seconds + 1));
        std::process::exit(1);
    });
    Ok(())
}

/// So many bytes are taken by now, where the system says so.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn taken(what: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let size = status.lines().find_map(|line| line.strip_prefix(what))?;
    Some(size.trim().trim_end_matches(" kB").parse::<u64>().ok()? << 10)
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn taken(_: &str) -> Option<u64> {
    None
}

/// Ends this process with the one that began it.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn end_with_parent() {
    use rustix::process::{Signal, set_parent_process_death_signal};
    let _ = set_parent_process_death_signal(Some(Signal::KILL));
}

/// Elsewhere what it reads and writes is closed with its parent, and its time of the processor is short.
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn end_with_parent() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_stops_unless_it_is_let_go() {
        let (late, kept) = (Stop::default(), Stop::default());
        let _deadline = late.after(Duration::from_millis(10));
        drop(kept.after(Duration::from_millis(10)));
        for _ in 0..500 {
            if late.is_over() {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        assert!(late.is_over() && !kept.is_over());
        drop(WhileHere(kept.clone()));
        assert!(kept.is_over());
    }

    #[test]
    fn without_a_program_nothing_is_begun() {
        assert!(work(&Stop::default(), Duration::from_secs(1), &[], |_| ()).is_err());
    }
}
