//! Folders and files that only their owner may read, written so that a power cut leaves the old or the new, and so
//! that a link laid in the way leads nowhere.

use crate::base::{Clock, id};
use std::{
    ffi::OsStr,
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

/// Makes a folder (and those above it) that only its owner may enter.
pub fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    // One that was there already keeps its own mode, and that may be a wider one. A disk that may only be read is left be.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if fs::metadata(path)?.permissions().mode() & 0o777 != 0o700 {
            fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
        }
    }
    Ok(())
}

/// How files are opened that only their owner may read; a link in the place of one is refused.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600).custom_flags(rustix::fs::OFlags::NOFOLLOW.bits() as i32);
    }
    // FILE_FLAG_OPEN_REPARSE_POINT: the link itself is opened, and cannot be written.
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::custom_flags(&mut options, 0x0020_0000);
    options
}

/// Opens a file that only its owner may read, making it if there is none.
pub fn private_file(path: &Path) -> io::Result<File> {
    private().create(true).truncate(false).open(path)
}

/// Makes a file that only its owner may read, where there is none.
///
/// # Errors
/// `AlreadyExists` where anything has that name, a link that leads nowhere too.
pub fn new_file(path: &Path) -> io::Result<File> {
    private().create_new(true).open(path)
}

/// Takes from others what they may do with a file, if it is there.
pub fn make_private(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        match fs::symlink_metadata(path) {
            Ok(file) if file.is_file() && file.permissions().mode() & 0o077 != 0 => {
                fs::set_permissions(path, fs::Permissions::from_mode(0o600))?
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// A new file beside the one that it is to become, under a name nobody can know before. It goes with this unless it
/// was given its name; what a killed process left goes when the next one begins a file in that folder.
#[derive(Debug)]
pub struct Beside {
    at: PathBuf,
    to: PathBuf,
    file: File,
    kept: bool,
}

impl Beside {
    pub fn of(to: &Path) -> io::Result<Self> {
        clear_unfinished(parent(to));
        // Whoever clears up may have taken it before it was held: another name, then.
        for _ in 0..8 {
            let at = parent(to).join(unfinished_name());
            let file = new_file(&at)?;
            if hold(&file) {
                return Ok(Beside { at, to: to.to_owned(), file, kept: false });
            }
            let _ = fs::remove_file(&at);
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    pub fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Where it lies until then.
    pub fn path(&self) -> &Path {
        &self.at
    }

    /// Puts it in the place of what is there, durably.
    pub fn replace(self) -> io::Result<()> {
        self.end(|from, to| fs::rename(from, to))
    }

    /// Puts it where nothing is, durably.
    ///
    /// # Errors
    /// `AlreadyExists` where anything has that name.
    pub fn put_new(self) -> io::Result<()> {
        self.end(rename_new)
    }

    fn end(mut self, rename: impl FnOnce(&Path, &Path) -> io::Result<()>) -> io::Result<()> {
        self.file.sync_all()?;
        rename(&self.at, &self.to)?;
        self.kept = true;
        sync_folder(parent(&self.to))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.kept {
            remove(&self.at);
        }
    }
}

/// Puts `bytes` in the place of the file: beside it first, made durable, then renamed over it. When this
/// returns, the new content survives a power cut; if it does not return, one of the two contents does.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut beside = Beside::of(path)?;
    beside.file().write_all(bytes)?;
    beside.replace()
}

/// As [`replace`], where nothing is yet.
///
/// # Errors
/// `AlreadyExists` where anything has that name.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut beside = Beside::of(path)?;
    beside.file().write_all(bytes)?;
    beside.put_new()
}

/// Opens a plain file to read it. A pipe would be waited for for ever, a device read without end.
///
/// # Errors
/// `InvalidInput` where it is neither a plain file nor a link to one.
pub fn open_plain(path: &Path) -> io::Result<File> {
    let plain =
        |found: fs::Metadata| if found.is_file() { Ok(()) } else { Err(io::Error::new(io::ErrorKind::InvalidInput, "no plain file")) };
    // Before it is opened, for opening alone may do something; and after, for it may be another by then.
    plain(fs::metadata(path)?)?;
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, rustix::fs::OFlags::NONBLOCK.bits() as i32);
    let file = options.open(path)?;
    plain(file.metadata()?)?;
    Ok(file)
}

/// Reads a plain file of at most so many bytes.
///
/// # Errors
/// `FileTooLarge` where it is longer, without reading it; `InvalidInput` where it is no plain file.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open_plain(path)?;
    let length = file.metadata()?.len();
    let too_long = || io::Error::from(io::ErrorKind::FileTooLarge);
    if length > most {
        return Err(too_long());
    }
    let mut bytes = Vec::with_capacity(length as usize);
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(too_long()) } else { Ok(bytes) }
}

/// Writes over a file in its own place, where a full disk lets no other be made beside it. Nothing is taken from the disk
/// for it; a power cut may leave a mixture.
///
/// # Errors
/// `StorageFull` where the file is shorter than what is to be written.
pub fn write_over(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = private().open(path)?;
    let length = file.metadata()?.len();
    if length < bytes.len() as u64 {
        return Err(io::ErrorKind::StorageFull.into());
    }
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_data()
}

/// Whether a disk takes nothing more: it is full, or to be read only.
pub fn takes_nothing(error: &io::Error) -> bool {
    use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | ReadOnlyFilesystem | PermissionDenied)
}

/// What SQLite calls its way to files that locks nothing.
pub const WITHOUT_LOCKS: &std::ffi::CStr = if cfg!(windows) { c"win32-none" } else { c"unix-none" };

const BEGINS: &str = ".genki-";
const ENDS: &str = ".part";
/// How long a file may lie unfinished before nobody can be writing it any more, where no lock tells.
const GIVEN_UP: Duration = Duration::from_secs(3600);

fn unfinished_name() -> String {
    let random: String = id::random::<16>().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{BEGINS}{random}{ENDS}")
}

/// Whether a file of this name is one of [`Beside`], on its way.
pub fn is_unfinished(name: &OsStr) -> bool {
    let random = name.to_str().and_then(|n| n.strip_prefix(BEGINS)?.strip_suffix(ENDS));
    random.is_some_and(|r| r.len() == 32 && r.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// What a database lays beside itself.
const ALONG: [&str; 3] = ["-journal", "-wal", "-shm"];

fn remove(unfinished: &Path) {
    for more in ALONG.iter().chain(&[""]) {
        let mut name = unfinished.as_os_str().to_owned();
        name.push(more);
        let _ = fs::remove_file(PathBuf::from(name));
    }
}

/// Removes from a folder what processes began and did not end.
pub fn clear_unfinished(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let left = entry.file_type().is_ok_and(|t| t.is_file()) && is_unfinished(&entry.file_name()) && is_left(&path);
        if left || is_alone(&path) {
            remove(&path);
        }
    }
}

/// Whether a database was removed, and what lay beside it was not.
fn is_alone(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let of = ALONG.iter().find_map(|more| name.strip_suffix(more)).filter(|of| is_unfinished(OsStr::new(of)));
    of.is_some_and(|of| fs::symlink_metadata(path.with_file_name(of)).is_err())
}

/// Whether nobody writes the file any more: its lock is free, or it is old where there are no locks.
fn is_left(path: &Path) -> bool {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    if let Ok(file) = private().open(path) {
        match file.try_lock() {
            Ok(()) => return true,
            Err(fs::TryLockError::WouldBlock) => return false,
            Err(fs::TryLockError::Error(_)) => {}
        }
    }
    is_given_up(path)
}

/// Whether a file was last written so long ago that nobody can be at it any more.
pub fn is_given_up(path: &Path) -> bool {
    let now = SystemTime::from(Clock::System.now());
    let modified = fs::metadata(path).and_then(|m| m.modified());
    modified.is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age > GIVEN_UP))
}

/// Locks a file for as long as it is open, so that it is known to be on its way; false where it was just cleared away.
/// On Windows a lock would keep its own process from reading it back, and on Apple's systems SQLite from writing it.
fn hold(file: &File) -> bool {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use std::os::unix::fs::MetadataExt;
        let locked = !matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock));
        locked && file.metadata().is_ok_and(|m| m.nlink() > 0)
    }
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    {
        let _ = file;
        true
    }
}

/// Renames, but never over anything.
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::{fs, io::Errno};
        match fs::renameat_with(fs::CWD, from, fs::CWD, to, fs::RenameFlags::NOREPLACE) {
            // A file system, or a system, that knows no such renaming.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            done => return Ok(done?),
        }
    }
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // No second name for a file here: it is looked for before, and who is quick enough in between loses.
        Err(_) if fs::symlink_metadata(to).is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

/// The folder a file lies in; a bare name lies in the one somebody is in.
pub fn parent(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes the names in a folder durable. Windows keeps them itself and opens no folder as a file, and so do some disks
/// of others' systems.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(path).and_then(|folder| folder.sync_all()) {
        Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

/// Whether both lie on one disk; nothing where that cannot be told. It is the file system that is compared: two
/// parts of one disk count as two.
pub fn same_disk(a: &Path, b: &Path) -> Option<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Some(fs::metadata(a).ok()?.dev() == fs::metadata(b).ok()?.dev())
    }
    #[cfg(not(unix))]
    {
        let disk = |path: &Path| fs::canonicalize(path).ok()?.components().next().map(|c| c.as_os_str().to_ascii_lowercase());
        Some(disk(a)? == disk(b)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_content_takes_the_old_ones_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/kept.json");
        private_folder(path.parent().unwrap()).unwrap();
        replace(&path, b"a longer first content").unwrap();
        replace(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("vault");
        fs::create_dir(&inner).unwrap();
        fs::set_permissions(&inner, fs::Permissions::from_mode(0o755)).unwrap();
        private_folder(&inner).unwrap();
        replace(&inner.join("kept"), b"x").unwrap();
        let mode = |p: &Path| fs::metadata(p).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&inner), 0o700);
        assert_eq!(mode(&inner.join("kept")), 0o600);
    }

    #[test]
    fn a_new_file_is_written_over_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.json");
        write_new(&path, b"first").unwrap();
        assert_eq!(write_new(&path, b"second").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert_eq!(names(folder.path()), ["out.json"], "what was not put there leaves nothing");
    }

    #[test]
    fn what_was_given_up_goes_and_what_is_being_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(unfinished_name());
        fs::write(&left, b"half a let").unwrap();
        let others = ["mine.part", ".genki-notes.part", ".genki-0123456789abcdef0123456789abcdeg.part"].map(|n| folder.path().join(n));
        others.iter().for_each(|other| fs::write(other, b"hers").unwrap());
        let mut beside = Beside::of(&folder.path().join("kept")).unwrap();
        assert_eq!(left.exists(), !cfg!(any(target_os = "linux", target_os = "android")), "nobody holds it any more");
        beside.file().write_all(b"whole").unwrap();
        clear_unfinished(folder.path());
        replace(&folder.path().join("other"), b"o").unwrap();
        assert_eq!(fs::read(beside.path()).unwrap(), b"whole", "it is on its way");
        beside.replace().unwrap();
        assert_eq!(fs::read(folder.path().join("kept")).unwrap(), b"whole");
        assert!(others.iter().all(|other| other.exists()), "no file of anybody else");
        drop(Beside::of(&folder.path().join("never")).unwrap());
        assert!(!names(folder.path()).iter().any(|n| is_unfinished(OsStr::new(n))));
    }

    /// Whoever can write in the folder cannot know the name, and a link in the place of a file is not followed.
    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let (path, others) = (folder.path().join("tries.json"), folder.path().join("hers"));
        fs::write(&others, b"hers").unwrap();
        for laid in ["tries.json", "tries.json.tmp", "tries.json.part"] {
            symlink(&others, folder.path().join(laid)).unwrap();
        }
        symlink(folder.path().join("nowhere"), folder.path().join("dangling")).unwrap();
        assert!(private_file(&path).is_err());
        assert!(private_file(&folder.path().join("dangling")).is_err());
        for taken in ["tries.json", "dangling"] {
            assert_eq!(new_file(&folder.path().join(taken)).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
            assert_eq!(write_new(&folder.path().join(taken), b"x").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        }
        replace(&path, b"ours").unwrap();
        assert_eq!(fs::read(&others).unwrap(), b"hers");
        assert!(fs::symlink_metadata(&path).unwrap().is_file(), "the link made room for the file");
        assert!(!folder.path().join("nowhere").exists());
        assert_ne!(unfinished_name(), unfinished_name());
    }

    #[cfg(unix)]
    #[test]
    fn a_wider_file_becomes_the_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("genki.db");
        make_private(&path).unwrap();
        fs::write(&path, b"x").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        make_private(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn what_is_no_plain_file_or_too_long_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ten");
        fs::write(&path, b"0123456789").unwrap();
        assert_eq!(read(&path, 10).unwrap(), b"0123456789");
        assert_eq!(read(&path, 9).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        let huge = folder.path().join("huge");
        File::create(&huge).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(read(&huge, 1 << 30).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(read(folder.path(), 10).unwrap_err().kind(), io::ErrorKind::InvalidInput);
        assert_eq!(read(&folder.path().join("none"), 10).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn nobody_waits_for_a_pipe_or_reads_a_device() {
        let folder = tempfile::tempdir().unwrap();
        let (pipe, to_pipe, to_device) = (folder.path().join("pipe"), folder.path().join("to-pipe"), folder.path().join("to-device"));
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
        std::os::unix::fs::symlink(&pipe, &to_pipe).unwrap();
        std::os::unix::fs::symlink("/dev/zero", &to_device).unwrap();
        for path in [&pipe, &to_pipe, &to_device, Path::new("/dev/zero")] {
            assert_eq!(read(path, 10).unwrap_err().kind(), io::ErrorKind::InvalidInput, "{path:?}");
        }
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, b"x").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert_eq!(read(&link, 10).unwrap(), b"x", "a link to a plain file is one");
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}
