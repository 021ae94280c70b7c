//! The system's own dialogs.

use std::path::PathBuf;

/// Where to save a file; nothing where there is no dialog, or it was left. Whether a file that is there already may
/// be replaced, the dialog has asked.
#[cfg(feature = "desktop")]
pub async fn save(name: &str) -> Option<PathBuf> {
    let file = rfd::AsyncFileDialog::new().set_file_name(name).save_file().await?;
    Some(file.path().to_owned())
}

#[cfg(not(feature = "desktop"))]
pub async fn save(_: &str) -> Option<PathBuf> {
    None
}

/// Whether this system can show a dialog at all: without one no answer is no refusal, and a path has to be typed.
pub async fn any() -> bool {
    cfg!(feature = "desktop") && system::any().await
}

#[cfg(not(target_os = "linux"))]
mod system {
    pub async fn any() -> bool {
        true
    }
}

/// The desktop's portal, else zenity: in the order in which they are asked.
#[cfg(target_os = "linux")]
mod system {
    use std::{env, ffi::OsStr};

    pub async fn any() -> bool {
        // The cheap question first; a portal may have to be started before it answers.
        on_the_path("zenity", &env::var_os("PATH").unwrap_or_default()) || portal().await.is_ok()
    }

    async fn portal() -> zbus::Result<u32> {
        let bus = zbus::Connection::session().await?;
        let (name, place) = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop");
        let portal = zbus::Proxy::new(&bus, name, place, "org.freedesktop.portal.FileChooser").await?;
        // One without anybody behind it who shows files has no such property.
        portal.get_property("version").await
    }

    fn on_the_path(program: &str, path: &OsStr) -> bool {
        env::split_paths(path).any(|folder| folder.join(program).is_file())
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_program_is_looked_for_in_every_folder() {
            let (empty, full) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let path = |folders: &[&tempfile::TempDir]| env::join_paths(folders.iter().map(|f| f.path())).unwrap();
            std::fs::write(full.path().join("asker"), "").unwrap();
            assert!(on_the_path("asker", &path(&[&empty, &full])));
            assert!(!on_the_path("asker", &path(&[&empty])));
            assert!(!on_the_path("asker", OsStr::new("")));
        }
    }
}
