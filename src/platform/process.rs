//! What keeps the process's memory, and with it the keys, from being written out.

/// Forbids core dumps for this process, and on Linux reading its memory from another one of the same user.
///
/// Called first thing, before any key exists. Says whether it took hold, so that `check` can report it:
/// a system that refuses is no reason not to open. On Windows dumps are a matter of the machine's settings,
/// which an app cannot change; there it does nothing. The desktop's portals cannot look into such a process
/// and may refuse it: file dialogs have to be the toolkit's own.
pub fn harden() -> bool {
    no_core_dumps() & no_tracing()
}

#[cfg(unix)]
fn no_core_dumps() -> bool {
    use rustix::process::{Resource, Rlimit, setrlimit};
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).is_ok()
}

#[cfg(not(unix))]
fn no_core_dumps() -> bool {
    true
}

/// A limit of zero does not stop a dump that the kernel pipes into a program; not being dumpable does.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn no_tracing() -> bool {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    set_dumpable_behavior(DumpableBehavior::NotDumpable).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn no_tracing() -> bool {
    true
}

/// Ends this process and begins another on the practice in `folder`, closed. Answers only when it could not: on
/// phones, where the system alone starts an app, or when the program is not where it was.
pub fn begin_anew(folder: &std::path::Path) -> bool {
    if cfg!(any(target_os = "android", target_os = "ios")) {
        return false;
    }
    let Ok(program) = std::env::current_exe() else { return false };
    let begun = std::process::Command::new(program).arg("--vault").arg(folder).spawn();
    if begun.is_ok() {
        std::process::exit(0);
    }
    false
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #[test]
    fn a_hardened_process_cannot_be_dumped() {
        use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};
        assert!(super::harden());
        assert_eq!(getrlimit(Resource::Core).maximum, Some(0));
        assert!(matches!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable)));
    }
}

/// Sends what the web view caches to the page's own folder: it has no setting for that but this. To be called
/// before the window opens, while there is one thread.
#[cfg(target_os = "linux")]
pub fn send_caches_to(folder: &std::path::Path) {
    #[expect(unsafe_code, reason = "the only thread there is sets it, before anything else could read it")]
    unsafe {
        std::env::set_var("XDG_CACHE_HOME", folder);
    }
}

/// Elsewhere the page's folder says it all.
#[cfg(not(target_os = "linux"))]
pub fn send_caches_to(_: &std::path::Path) {}
