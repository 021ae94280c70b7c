//! Verifying the whole: the file, the chain of every device's changes, and that the rows follow from the log.

use super::{Store, authority::Authority, error::Result, log, open, project, sealed, tx::parse};
use crate::base::Id;
use rusqlite::{Connection, OptionalExtension, types::ValueRef};
use serde::Serialize;

#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    pub changes: u64,
    pub devices: u64,
    pub records: u64,
    /// Changes that are known to be missing: a peer has yet to hand them over.
    pub missing: u64,
    /// Changes to the practice, its persons or their keys that do not count: nobody who was allowed to made them.
    pub aside: u64,
    /// What is wrong, a sentence each; empty when all is well.
    pub damage: Vec<String>,
    /// The rows were made again from the log, and replaced those that were there.
    pub rebuilt: bool,
}

impl Report {
    pub fn is_clean(&self) -> bool {
        self.damage.is_empty()
    }
}

impl Store {
    /// Verifies everything. With `rebuild` the rows made again from the log are kept; without, they are only compared.
    pub fn check(&self, rebuild: bool) -> Result<Report> {
        if self.shared.writer.lock().is_ok_and(|writer| writer.is_some()) {
            return self.on_writer(move |desk| {
                let report = check(&mut desk.db, rebuild);
                desk.search.forget();
                report
            });
        }
        // Beside another writer: the comparison needs a transaction of its own, rolled back at the end.
        let mut db = open::reader(self.path(), &self.key())?;
        let mut report = Report::default();
        file(&db, &mut report)?;
        let tx = db.transaction()?;
        chain(&tx, &mut report)?;
        report.aside = Authority::of(&tx)?.aside();
        Ok(report)
    }
}

fn check(db: &mut Connection, rebuild: bool) -> Result<Report> {
    let mut report = Report::default();
    // The cipher's own check reads the file without what the write-ahead log still holds for it: after a cut-off
    // checkpoint it would find a half page that nobody ever reads.
    let _ = db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
    file(db, &mut report)?;
    let tx = db.transaction()?;
    chain(&tx, &mut report)?;
    report.aside = Authority::of(&tx)?.aside();
    if report.is_clean() {
        let before = digests(&tx)?;
        project::rebuild(&tx)?;
        let after = digests(&tx)?;
        for (table, (was, is)) in project::TABLES.iter().zip(before.iter().zip(&after)) {
            if was != is {
                report.damage.push(format!("the rows of “{table}” do not follow from the log"));
            }
        }
    }
    if rebuild && report.damage.iter().all(|d| d.starts_with("the rows of")) {
        tx.commit()?;
        report.rebuilt = true;
        report.damage.clear();
    }
    Ok(report)
}

fn file(db: &Connection, report: &mut Report) -> Result<()> {
    for pragma in ["PRAGMA cipher_integrity_check", "PRAGMA quick_check"] {
        let mut statement = db.prepare(pragma)?;
        let lines = statement.query_map([], |r| r.get::<_, String>(0))?;
        for line in lines {
            match line {
                Ok(line) if line == "ok" => {}
                Ok(line) => report.damage.push(line),
                Err(_) => report.damage.push("a page of the database does not decrypt".into()),
            }
        }
    }
    Ok(())
}

fn chain(db: &Connection, report: &mut Report) -> Result<()> {
    let own: Option<[u8; 16]> = db.query_row("SELECT value FROM local WHERE key = 'origin'", [], |r| r.get(0)).optional()?;
    let own = own.map(Id::from_bytes);
    let mut statement = db.prepare("SELECT origin, seq, doc, audience, hash, bytes FROM change ORDER BY origin, seq")?;
    let mut rows = statement.query([])?;
    let mut tip: Option<(Id, u64, Vec<u8>)> = None;
    while let Some(r) = rows.next()? {
        let (origin, seq, doc) = (Id::from_bytes(r.get(0)?), r.get::<_, i64>(1)? as u64, Id::from_bytes(r.get(2)?));
        let (audience, hash): (Vec<u8>, Vec<u8>) = (r.get(3)?, r.get(4)?);
        let bytes = r.get_ref(5)?.as_blob().map_err(rusqlite::Error::from)?;
        report.changes += 1;
        let (last, previous) = match &tip {
            Some((o, last, hash)) if *o == origin => (*last, hash.clone()),
            _ => {
                report.devices += 1;
                (0, vec![])
            }
        };
        // Out of order they come only where pages were put together that do not belong together.
        if seq <= last {
            report.damage.push(format!("change {seq} of device {} stands in the wrong place", origin.short()));
        }
        report.missing += seq.saturating_sub(last + 1);
        // Others' may be on their way; nobody has yet to hand over this device's own.
        if seq > last + 1 && own == Some(origin) {
            report.damage.push(format!("{} changes of this device are gone before change {seq}", seq - last - 1));
        }
        if seq == last + 1 && log::hash(&previous, origin, seq, doc, &audience, bytes).as_slice() != hash {
            report.damage.push(format!("change {seq} of device {} was altered", origin.short()));
        }
        let reads = if audience.is_empty() { parse(bytes).is_ok() } else { sealed::envelope(bytes).is_ok() };
        if !reads {
            report.damage.push(format!("change {seq} of device {} does not read", origin.short()));
        }
        tip = Some((origin, seq, hash));
    }
    report.records = db.query_row("SELECT count(DISTINCT doc) FROM change", [], |r| r.get::<_, i64>(0))? as u64;
    Ok(())
}

/// A digest of each projection's rows, in the order of their keys.
pub(in crate::store) fn digests(db: &Connection) -> Result<Vec<[u8; 32]>> {
    project::TABLES.iter().map(|table| digest(db, table)).collect()
}

fn digest(db: &Connection, table: &str) -> Result<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    let mut statement = db.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for i in 0..columns {
            match row.get_ref(i)? {
                ValueRef::Null => hasher.update(b"n"),
                ValueRef::Integer(n) => hasher.update(b"i").update(&n.to_le_bytes()),
                ValueRef::Real(x) => hasher.update(b"r").update(&x.to_le_bytes()),
                ValueRef::Text(t) => hasher.update(b"t").update(&(t.len() as u64).to_le_bytes()).update(t),
                ValueRef::Blob(b) => hasher.update(b"b").update(&(b.len() as u64).to_le_bytes()).update(b),
            };
        }
    }
    Ok(*hasher.finalize().as_bytes())
}

impl Store {
    /// A digest of every projection: two stores with the same log have the same.
    pub fn digest(&self) -> Result<Vec<[u8; 32]>> {
        self.read(|db| digests(db.0))
    }
}

impl Store {
    /// Everything that stands in the file's tables, one value after the other: what somebody finds who opens the
    /// database with its key and other tools than ours.
    pub fn dump(&self) -> Result<Vec<u8>> {
        self.read(|db| {
            let tables: Vec<String> =
                db.0.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?
                    .query_map([], |r| r.get(0))?
                    .collect::<std::result::Result<_, _>>()?;
            let mut all = Vec::new();
            for table in tables {
                let mut statement = db.0.prepare(&format!("SELECT * FROM \"{table}\""))?;
                let columns = statement.column_count();
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    for i in 0..columns {
                        match row.get_ref(i)? {
                            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => all.extend_from_slice(bytes),
                            _ => {}
                        }
                        all.push(b'\n');
                    }
                }
            }
            Ok(all)
        })
    }
}
