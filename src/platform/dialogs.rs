//! The system's own dialogs.

use std::path::PathBuf;

/// Where to save a file; nothing where there is no dialog, or it was left.
#[cfg(feature = "desktop")]
pub async fn save(name: &str) -> Option<PathBuf> {
    let file = rfd::AsyncFileDialog::new().set_file_name(name).save_file().await?;
    Some(file.path().to_owned())
}

#[cfg(not(feature = "desktop"))]
pub async fn save(_: &str) -> Option<PathBuf> {
    None
}
