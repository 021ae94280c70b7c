//! One encrypted file with everything, and a practice made from it again.
//!
//! ```text
//! "genki backup 1\n"   length of the seals (u32, little endian)   the seals (JSON)   the database   BLAKE3 of all before
//! ```
//! The database is a SQLCipher copy under a key of its own; the seals say who opens it ([`Seals`]).

use super::entry::{self, DATABASE, Open};
use crate::{
    base::{Clock, Id},
    platform::files,
    store::{self, Store},
    vault::{Key, Lock, Means, Seals, Unsealed, Vault},
};
use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

const MAGIC: &[u8; 15] = b"genki backup 1\n";
const CHECKSUM: u64 = 32;
/// More than any practice has persons for.
const LONGEST_SEALS: u32 = 16 << 20;

/// Writes a backup, beside whoever works, and reads it back before it is given its name. Says how long it is.
pub fn write(store: &Store, vault: &Vault, to: &Path) -> entry::Result<u64> {
    let key = Key::random();
    let seals = Seals::new(vault, &key, Id::new(Clock::System.millis()))?.to_bytes();
    let beside = Beside::of(to);
    store.copy_to(&beside.database, *key.as_bytes())?;
    // What would not restore is no backup.
    let copied = Store::open_read_only(&beside.database, key.as_bytes())?.check(false)?;
    if !copied.is_clean() {
        return Err(store::Error::Backup("the database it is made of is damaged").into());
    }
    assemble(&beside, &seals)?;
    let written = Backup::open(&beside.file)?;
    std::fs::rename(&beside.file, to).map_err(store::Error::from)?;
    files::sync_folder(parent(to)).map_err(store::Error::from)?;
    Ok(written.end + CHECKSUM)
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The two files that a backup is made of on its way; they go with this.
struct Beside {
    database: PathBuf,
    file: PathBuf,
}

impl Beside {
    fn of(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mark = Id::new(Clock::System.millis()).short();
        Beside { database: path.with_file_name(format!("{name}.{mark}.db")), file: path.with_file_name(format!("{name}.{mark}.tmp")) }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.database);
        let _ = std::fs::remove_file(&self.file);
    }
}

fn assemble(beside: &Beside, seals: &[u8]) -> store::Result<()> {
    let mut out = Summed { to: files::private_file(&beside.file)?, sum: blake3::Hasher::new() };
    out.write_all(MAGIC)?;
    out.write_all(&(seals.len() as u32).to_le_bytes())?;
    out.write_all(seals)?;
    io::copy(&mut File::open(&beside.database)?, &mut out)?;
    let sum = out.sum.finalize();
    out.to.write_all(sum.as_bytes())?;
    out.to.sync_all()?;
    Ok(())
}

/// Writes through, and sums up what went by.
struct Summed {
    to: File,
    sum: blake3::Hasher,
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// A backup that is whole. Nothing of it is opened yet.
pub struct Backup {
    file: File,
    pub seals: Seals,
    start: u64,
    end: u64,
}

impl Backup {
    /// Reads all of it once: a cut or altered one is refused before anybody types a passphrase.
    pub fn open(path: &Path) -> entry::Result<Self> {
        let (file, head, start, end) = read(path)?;
        Ok(Backup { file, seals: Seals::parse(&head)?, start, end })
    }

    /// Makes the practice of the backup in an empty folder: another device, another key, another name in the log.
    /// What fails leaves nothing.
    pub fn restore(self, unsealed: Unsealed, folder: &Path, means: Means) -> entry::Result<Open> {
        let new = !folder.exists();
        let lock = Lock::take(folder, "restore")?;
        let clock = means.clock;
        let key = unsealed.key().clone();
        let (vault, opened) = Vault::restore(folder, &self.seals, unsealed, means).inspect_err(|_| {
            if new {
                let _ = std::fs::remove_dir_all(folder);
            }
        })?;
        let fill = self.fill(folder, &key, opened.key(), opened.device());
        let desk = fill.and_then(|()| entry::read_and_write(folder, &vault, &opened, clock));
        match desk {
            Ok(desk) => Ok(Open { desk, vault, opened, lock: Some(lock) }),
            Err(error) => {
                drop(lock);
                // The folder was empty before: all that is in it was made by the lines above.
                for name in ["vault.json", "restoring.db", DATABASE, "genki.db-wal", "genki.db-shm", "lock", "tries.lock"] {
                    let _ = std::fs::remove_file(folder.join(name));
                }
                if new {
                    let _ = std::fs::remove_dir(folder);
                }
                Err(error)
            }
        }
    }

    fn fill(mut self, folder: &Path, old: &Key, new: &Key, origin: Id) -> entry::Result<()> {
        let (copy, database) = (folder.join("restoring.db"), folder.join(DATABASE));
        self.extract(&copy).map_err(store::Error::from)?;
        store::backup::adopt(&copy, old.as_bytes(), &database, new.as_bytes(), origin)?;
        std::fs::remove_file(&copy).map_err(store::Error::from)?;
        let report = Store::open_read_only(&database, new.as_bytes())?.check(false)?;
        if report.is_clean() { Ok(()) } else { Err(store::Error::Backup("its log does not verify").into()) }
    }

    fn extract(&mut self, to: &Path) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.start))?;
        let mut out = files::private_file(to)?;
        io::copy(&mut (&mut self.file).take(self.end - self.start), &mut out)?;
        out.sync_all()
    }
}

/// The file, its seals, and where its database stands.
fn read(path: &Path) -> store::Result<(File, Vec<u8>, u64, u64)> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut magic = [0; MAGIC.len()];
    let mut size = [0; 4];
    let short = |_| store::Error::Backup("it is cut short");
    file.read_exact(&mut magic).map_err(|_| store::Error::Backup("it is none"))?;
    if &magic != MAGIC {
        return Err(store::Error::Backup("it is none"));
    }
    file.read_exact(&mut size).map_err(short)?;
    let start = (MAGIC.len() + 4) as u64 + u64::from(u32::from_le_bytes(size));
    let end = length.saturating_sub(CHECKSUM);
    if u32::from_le_bytes(size) > LONGEST_SEALS || start >= end {
        return Err(store::Error::Backup("it is cut short"));
    }
    file.seek(SeekFrom::Start(0))?;
    let mut sum = blake3::Hasher::new();
    sum.update_reader((&mut file).take(end))?;
    let mut expected = [0; CHECKSUM as usize];
    file.read_exact(&mut expected).map_err(short)?;
    if sum.finalize() != blake3::Hash::from(expected) {
        return Err(store::Error::Backup("it was cut short or altered"));
    }
    let mut head = vec![0; u32::from_le_bytes(size) as usize];
    file.seek(SeekFrom::Start(MAGIC.len() as u64 + 4))?;
    file.read_exact(&mut head).map_err(short)?;
    Ok((file, head, start, end))
}
