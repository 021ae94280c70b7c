//! The file with the keys, and the head of a backup: read before anybody proved anything.

use genki::{
    actions::backup::{Backup, kept},
    base::{Clock, Id},
    platform::keystore::Keystore,
    vault::{Cost, Language, Means, RecoveryWords, Seals, Strength, Vault},
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

thread_local! {
    /// A folder in memory: the disk would be slow. Each thread's own, gone with it.
    static FOLDER: tempfile::TempDir = {
        let place = PathBuf::from("/dev/shm");
        let made = if place.is_dir() { tempfile::tempdir_in(place) } else { tempfile::tempdir() };
        made.expect("a folder")
    };
}

static WORDS: LazyLock<RecoveryWords> = LazyLock::new(|| RecoveryWords::random(Language::English));

pub fn vault(data: &[u8]) {
    FOLDER.with(|folder| unlocked(folder.path(), data));
}

fn unlocked(folder: &Path, data: &[u8]) {
    fs::write(folder.join("vault.json"), data).expect("written");
    let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
    let Ok(mut vault) = Vault::load(folder, means) else { return };
    let persons: Vec<_> = vault.persons().map(|p| (p.id, p.name.clone())).collect();
    let _ = vault.check_keystore();
    // A passphrase costs a third of a second to look at; the words cost nothing, and go the same way after it.
    assert!(vault.unlock_with_words(&WORDS).is_err(), "words that nobody wrote down open it");
    assert!(persons.iter().all(|(id, _)| vault.wait(*id).is_ok()));
    let _ = fs::remove_file(folder.join("tries.json"));
}

/// The bytes as a whole file, and as the head of one that is whole otherwise.
pub fn backup(data: &[u8]) {
    FOLDER.with(|folder| opened(folder.path(), data));
}

fn opened(folder: &Path, data: &[u8]) {
    let file = folder.join("one.backup");
    let mut whole = b"genki backup 1\n".to_vec();
    whole.extend((data.len() as u32).to_le_bytes());
    whole.extend(data);
    whole.extend([7; 100]);
    let sum = blake3::hash(&whole);
    whole.extend(sum.as_bytes());
    for bytes in [data, &whole] {
        fs::write(&file, bytes).expect("written");
        let whose = kept::Whose { practice: Id::from_u128(1), device: Id::from_u128(2) };
        let _ = kept::list(folder, whose, chrono_tz::Europe::Paris);
        let Ok(backup) = Backup::open(&file) else { continue };
        let _ = backup.seals.persons().count();
        assert!(backup.seals.open_with_words(&WORDS).is_err(), "words that nobody wrote down open it");
        let again = Seals::parse(&backup.seals.to_bytes()).expect("what was read and written reads");
        assert_eq!(again.to_bytes(), backup.seals.to_bytes());
    }
}
