//! Where Genki keeps what is its own, and by what a machine is told from another.

use crate::base::id;
use std::{
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// The folder for the practice on this device, whether or not it exists yet; nothing where the system names none.
/// It lies inside Genki's own, for the web view drops files of its own there, and a practice begins in an empty one.
///
/// Linux: `$XDG_DATA_HOME/genki/practice`, or `~/.local/share/genki/practice`. macOS and iOS: `Library/Application Support`
/// (on iOS inside the app's own container, not the documents other apps may see). Windows: the local, not
/// the roaming, application data: keys never wander to another machine. Android: the app's files folder.
pub fn data() -> Option<PathBuf> {
    base().map(|base| base.join("genki").join("practice"))
}

#[cfg(all(unix, not(any(target_vendor = "apple", target_os = "android"))))]
fn base() -> Option<PathBuf> {
    // The specification says that a relative path there is to be ignored.
    absolute("XDG_DATA_HOME").or_else(|| absolute("HOME").map(|home| home.join(".local/share")))
}

#[cfg(target_vendor = "apple")]
fn base() -> Option<PathBuf> {
    absolute("HOME").map(|home| home.join("Library/Application Support"))
}

#[cfg(windows)]
fn base() -> Option<PathBuf> {
    absolute("LOCALAPPDATA")
}

#[cfg(target_os = "android")]
fn base() -> Option<PathBuf> {
    android_files().ok()
}

#[cfg(not(target_os = "android"))]
fn absolute(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// Asks the running app's context for its files folder (`Context.getFilesDir().getPath()`).
#[cfg(target_os = "android")]
fn android_files() -> jni::errors::Result<PathBuf> {
    use jni::{
        JavaVM,
        objects::{JObject, JString},
    };
    let context = ndk_context::android_context();
    #[expect(unsafe_code, reason = "the window's library hands over both pointers for the app's whole life")]
    let (vm, app) = unsafe { (JavaVM::from_raw(context.vm().cast())?, JObject::from_raw(context.context().cast())) };
    let mut env = vm.attach_current_thread()?;
    let folder = env.call_method(&app, "getFilesDir", "()Ljava/io/File;", &[])?.l()?;
    let path = env.call_method(&folder, "getPath", "()Ljava/lang/String;", &[])?.l()?;
    let path: String = env.get_string(&JString::from(path))?.into();
    Ok(PathBuf::from(path))
}

/// What tells this place on this machine from another: the machine's own mark and the folder's full path.
///
/// It proves nothing and is not secret; it only lets Genki say "this folder was moved or copied" instead of
/// "the keystore was emptied". Phones move an app's folder themselves, so there it is always the same.
pub fn place(folder: &Path) -> Vec<u8> {
    if cfg!(any(target_os = "android", target_os = "ios")) {
        return Vec::new();
    }
    let mut mark = machine();
    mark.push(0);
    let full = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    mark.extend_from_slice(full.as_os_str().as_encoded_bytes());
    mark
}

/// A machine's mark, as far as it can be read without a permission: empty where there is none (macOS).
fn machine() -> Vec<u8> {
    if cfg!(windows) {
        return std::env::var_os("COMPUTERNAME").unwrap_or_default().into_encoded_bytes();
    }
    std::fs::read("/etc/machine-id").unwrap_or_default()
}

/// Where the page keeps what it must keep on disk: in memory where the system has such a folder, and gone with
/// the process. Nothing of a patient belongs there; a web view writes more than one thinks. What a process that
/// was killed left behind goes with the next start. Its name cannot be known before: where others may write too, nobody
/// lays a folder or a link of his own in its place.
pub fn page() -> PathBuf {
    for left in std::fs::read_dir(page_root()).into_iter().flatten().flatten() {
        let name = left.file_name();
        let owner = name.to_str().and_then(|n| n.strip_prefix(PAGE)?.split('-').next()?.parse::<u32>().ok());
        if owner.is_some_and(|pid| pid != std::process::id() && !runs(pid)) {
            remove(&left.path());
        }
    }
    own_page().clone()
}

/// Takes the page's folder away at the end.
pub fn clear_page() {
    remove(own_page());
}

/// Removes a folder with all that is in it; where something stays, the log says so.
pub(super) fn remove(folder: &Path) {
    if let Err(error) = std::fs::remove_dir_all(folder)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!("a folder that was to go is still there: {error}");
    }
}

const PAGE: &str = "genki-page-";

fn own_page() -> &'static PathBuf {
    static OWN: LazyLock<PathBuf> = LazyLock::new(|| {
        let random: String = id::random::<8>().iter().map(|byte| format!("{byte:02x}")).collect();
        page_root().join(format!("{PAGE}{}-{random}", std::process::id()))
    });
    &OWN
}

fn page_root() -> PathBuf {
    let own = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|p| p.is_dir());
    let memory = Some(PathBuf::from("/dev/shm")).filter(|p| p.is_dir());
    own.or(memory).unwrap_or_else(std::env::temp_dir)
}

/// Whether a process runs; where the system does not say, better one folder too many than one too few.
fn runs(pid: u32) -> bool {
    !Path::new("/proc/self").exists() || Path::new(&format!("/proc/{pid}")).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_folders_are_two_places() {
        let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        assert_eq!(place(a.path()), place(&a.path().join(".")));
        assert_ne!(place(a.path()), place(b.path()));
    }

    #[test]
    fn the_pages_folder_is_the_same_throughout_and_nobody_knows_its_name() {
        let page = page();
        assert_eq!(page, super::page());
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        let random = name.strip_prefix(&format!("{PAGE}{}-", std::process::id())).unwrap();
        assert_eq!(random.len(), 16);
    }
}
