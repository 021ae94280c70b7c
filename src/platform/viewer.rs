//! Shows a file in the program that the system has for it.

use super::{files, folders};
use std::{io, path::PathBuf, process::Command};

/// Lays a file into the private folder that goes with this process, so that another program can show it. Only its
/// owner reads it; one of the same name takes its place; it goes when Genki closes, and after a crash with the next start.
pub fn lend(name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let folder = lent();
    files::private_folder(&folder)?;
    let path = folder.join(name);
    files::replace(&path, bytes)?;
    Ok(path)
}

/// Takes back what was lent.
pub fn take_back(name: &str) -> io::Result<()> {
    std::fs::remove_file(lent().join(name))
}

/// The same with everything. What a program holds open may stay, until the next start; the log says so.
pub fn take_all_back() {
    folders::remove(&lent());
}

fn lent() -> PathBuf {
    folders::page().join("lent")
}

/// Opens a file in the system's own viewer. What that program copies or remembers of it is its own affair.
pub fn show(path: &std::path::Path) -> io::Result<()> {
    let (program, first): (&str, &[&str]) = match std::env::consts::OS {
        "linux" => ("xdg-open", &[]),
        "macos" => ("open", &[]),
        "windows" => ("explorer", &[]),
        _ => return Err(io::ErrorKind::Unsupported.into()),
    };
    let mut viewer = Command::new(program).args(first).arg(path).spawn()?;
    // Waited for elsewhere, so that it does not stay behind as a dead process.
    std::thread::spawn(move || match viewer.wait() {
        // What Windows begins with never says that all went well.
        Ok(ended) if ended.success() || cfg!(windows) => {}
        Ok(ended) => tracing::warn!("the viewer ended with {ended}"),
        Err(error) => tracing::warn!("how the viewer ended is not known: {error}"),
    });
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_is_lent_is_the_owners_alone_and_is_taken_back() {
        use std::os::unix::fs::PermissionsExt;
        let path = lend("lent.pdf", b"first").unwrap();
        assert_eq!(lend("lent.pdf", b"second").unwrap(), path);
        assert_eq!(std::fs::read(&path).unwrap(), b"second");
        let mode = |p: &std::path::Path| std::fs::metadata(p).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        take_back("lent.pdf").unwrap();
        assert!(!path.exists());
        let others = ["one.pdf", "two.pdf"].map(|name| lend(name, b"other").unwrap());
        take_all_back();
        assert!(others.iter().all(|path| !path.exists()));
        let _ = lend("lent.pdf", b"third");
        folders::clear_page();
        assert!(!path.exists(), "it goes with the process's folder");
    }
}
