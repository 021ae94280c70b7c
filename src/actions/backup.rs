//! One encrypted file with everything, and a practice made from it again.
//!
//! ```text
//! "genki backup 1\n"   length of the seals (u32, little endian)   the seals (JSON)   the database   BLAKE3 of all before
//! ```
//! The database is a SQLCipher copy under a key of its own; the seals say who opens it ([`Seals`]).

pub mod aside;
pub mod daily;
pub mod kept;
pub mod trial;

use super::entry::{self, DATABASE, Ground, Open};
use crate::{
    base::{Clock, Id},
    model::Backups,
    platform::files::{self, Beside},
    store::{self, Store},
    vault::{self, Key, Means, Seals, Unsealed, Vault},
};
use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
};

const MAGIC: &[u8; 15] = b"genki backup 1\n";
const CHECKSUM: u64 = 32;
/// More than any practice has persons for.
const LONGEST_SEALS: u32 = 16 << 20;

/// Writes a backup by hand, beside whoever works, and reads it back before it is given its name; over nothing. Says how
/// long it is.
pub fn write(store: &Store, vault: &Vault, to: &Path) -> entry::Result<u64> {
    let draft = Draft::of(store, Clock::System.millis())?;
    let seals = draft.seals(vault, None)?;
    draft.write(&seals, to)
}

/// A verified copy of the database under a key of its own, beside the practice: on its disk, which is there and quick,
/// whatever becomes of the one where the backup goes. It goes with this.
pub struct Draft {
    key: Key,
    id: Id,
    copy: Beside,
    bytes: u64,
}

impl Draft {
    pub fn of(store: &Store, now: i64) -> store::Result<Self> {
        let id = Id::new(now);
        let mut draft = Draft { key: Key::random(), id, copy: Beside::of(&store.path().with_file_name("backup"))?, bytes: 0 };
        store.copy_to(draft.copy.path(), *draft.key.as_bytes())?;
        // What would not restore is no backup.
        let copied = Store::open_read_only(draft.copy.path(), draft.key.as_bytes())?.check(false)?;
        if !copied.is_clean() {
            return Err(store::Error::Backup(DAMAGED));
        }
        draft.bytes = std::fs::metadata(draft.copy.path())?.len();
        Ok(draft)
    }

    /// Its head: who opens it, and which device keeps it, if one does. Quick: the vault is wanted by others too.
    pub fn seals(&self, vault: &Vault, kept_by: Option<Id>) -> vault::Result<Vec<u8>> {
        Ok(Seals::new(vault, &self.key, self.id, kept_by, self.bytes)?.to_bytes())
    }

    pub fn write(self, seals: &[u8], to: &Path) -> entry::Result<u64> {
        let mut beside = Beside::of(to).map_err(store::Error::from)?;
        assemble(beside.file(), seals, self.copy.path())?;
        let written = Backup::open(beside.path())?;
        beside.put_new().map_err(store::Error::from)?;
        Ok(written.end + CHECKSUM)
    }
}

const DAMAGED: &str = "the database it is made of is damaged";

fn assemble(to: &mut File, seals: &[u8], database: &Path) -> store::Result<()> {
    let mut out = Summed { to, sum: blake3::Hasher::new() };
    // In one piece, so that what a pulled plug leaves is still known for what it is.
    let head = [MAGIC.as_slice(), &(seals.len() as u32).to_le_bytes(), seals].concat();
    out.write_all(&head)?;
    io::copy(&mut File::open(database)?, &mut out)?;
    let sum = out.sum.finalize();
    Ok(out.to.write_all(sum.as_bytes())?)
}

/// Writes through, and sums up what went by.
struct Summed<'a> {
    to: &'a mut File,
    sum: blake3::Hasher,
}

impl Write for Summed<'_> {
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

    /// As [`Backup::restore`], in the place of a practice that cannot be opened, which is set aside; it is back there
    /// if nothing comes of it.
    pub fn restore_over(self, unsealed: Unsealed, folder: &Path, means: Means) -> entry::Result<Open> {
        let aside = aside::set_aside(folder, means.clock)?;
        let restored = self.restore(unsealed, folder, means);
        match &restored {
            Ok(_) => aside.stay(),
            Err(_) => aside.put_back().map_err(vault::Error::from)?,
        }
        restored
    }

    /// Makes the practice of the backup in an empty folder: another device, another key, another name in the log.
    /// What fails leaves nothing.
    pub fn restore(self, unsealed: Unsealed, folder: &Path, means: Means) -> entry::Result<Open> {
        let ground = Ground::take(folder, "restore")?;
        let clock = means.clock;
        let key = unsealed.key().clone();
        let (beginning, vault, opened) = Vault::restore(folder, &self.seals, unsealed, means)?;
        // Whatever fails from here on drops the beginning, and with it all that was made.
        self.fill(folder, &key, opened.key(), opened.device())?;
        let desk = entry::read_and_write(folder, &vault, &opened, clock)?;
        // Where the other device keeps its backups is no business of this one.
        daily::note(&desk, |b| *b = Backups::default())?;
        beginning.finish()?;
        Ok(Open { desk, vault, opened, lock: Some(ground.keep()) })
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

/// The seals at the head of a file, and whether the file is as long as they say. Reads no more than them.
fn head(path: &Path) -> store::Result<(Seals, u64, bool)> {
    let mut file = files::open_plain(path)?;
    let length = file.metadata()?.len();
    let mut magic = [0; MAGIC.len()];
    let mut size = [0; 4];
    let none = |_| store::Error::Backup("it is none");
    file.read_exact(&mut magic).map_err(none)?;
    file.read_exact(&mut size).map_err(none)?;
    let size = u32::from_le_bytes(size);
    if &magic != MAGIC || size > LONGEST_SEALS {
        return Err(store::Error::Backup("it is none"));
    }
    let mut head = vec![0; size as usize];
    file.read_exact(&mut head).map_err(none)?;
    let seals = Seals::parse(&head).map_err(|_| store::Error::Backup("its head does not read"))?;
    let whole = (MAGIC.len() + 4) as u64 + u64::from(size) + CHECKSUM;
    let whole = seals.bytes().is_none_or(|bytes| whole + bytes == length);
    Ok((seals, length, whole))
}

/// The file, its seals, and where its database stands.
fn read(path: &Path) -> store::Result<(File, Vec<u8>, u64, u64)> {
    let mut file = files::open_plain(path)?;
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
