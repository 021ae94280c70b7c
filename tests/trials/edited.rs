//! Somebody with the key edits the log with other tools: the check finds it and names it.
//!
//! What it cannot find: who knows the key and how changes are chained may write a whole history anew that fits
//! together. Another device that took in the first one refuses the second.

use super::{
    jobs::{self, KEY},
    stage::{quick_folder, random, size},
};
use genki::{base::Id, store::Store};
use rusqlite::{Connection, params};
use std::{collections::BTreeMap, fs, path::Path};

const EDITS: [&str; 11] = ["bytes", "value", "hash", "tip", "middle", "first", "places", "origins", "audience", "doc", "row"];

fn with_key(path: &Path) -> Connection {
    let db = Connection::open(path).unwrap();
    let key: String = KEY.iter().map(|b| format!("{b:02x}")).collect();
    db.execute_batch(&format!("PRAGMA key = \"x'{key}'\"; PRAGMA ignore_check_constraints = on;")).unwrap();
    db
}

#[test]
fn an_edited_log_is_found_and_named() {
    let folder = quick_folder();
    jobs::found(folder.path());
    let desk = jobs::desk(folder.path()).unwrap();
    for n in 0..12 {
        jobs::walk_in(&desk, n).unwrap();
    }
    desk.store.close();
    drop(desk);
    let path = folder.path().join("genki.db");
    let whole = fs::read(&path).unwrap();
    let mut tally: BTreeMap<&str, u32> = BTreeMap::new();
    for n in 0..size(66, 1_100) {
        let edit = EDITS[n as usize % EDITS.len()];
        fs::write(&path, &whole).unwrap();
        // Whoever has the key knows of the note as well.
        let _ = fs::remove_file(folder.path().join("genki.db-tip"));
        edited(&path, edit);
        let found = Store::open(&path, &KEY, Id::from_u128(1)).and_then(|store| store.check(false));
        match found {
            Ok(report) => {
                assert!(!report.is_clean(), "{edit}: nothing is found");
                let named = report.damage.iter().any(|d| d.contains("change") || d.contains("rows of") || d.contains("log"));
                assert!(named, "{edit}: {:?}", report.damage);
            }
            Err(error) => assert_eq!(error.key(), "store-damaged", "{edit}: {error:?}"),
        }
        *tally.entry(edit).or_default() += 1;
    }
    eprintln!("edited logs, all found: {tally:?}");
}

fn edited(path: &Path, edit: &str) {
    let db = with_key(path);
    let last: i64 = db.query_row("SELECT max(seq) FROM change", [], |r| r.get(0)).unwrap();
    let any = || 2 + random(last as u64 - 2) as i64;
    let (a, b) = (any(), any());
    let bytes = |seq: i64| db.query_row("SELECT bytes FROM change WHERE seq = ?1", [seq], |r| r.get::<_, Vec<u8>>(0)).unwrap();
    let done = match edit {
        "bytes" => {
            let mut bytes = bytes(a);
            let at = random(bytes.len() as u64) as usize;
            bytes[at] ^= 1 << random(8);
            db.execute("UPDATE change SET bytes = ?2 WHERE seq = ?1", params![a, bytes])
        }
        // Another value that reads as well as the one before.
        "value" => {
            let text = String::from_utf8(bytes(a)).unwrap().replacen(":0", ":1", 1).replacen("\"w\":\"", "\"w\":\"x", 1);
            db.execute("UPDATE change SET bytes = ?2 WHERE seq = ?1", params![a, text.into_bytes()])
        }
        "hash" => db.execute("UPDATE change SET hash = randomblob(32) WHERE seq = ?1", [a]),
        "tip" => db.execute("DELETE FROM change WHERE seq = ?1", [last]),
        "middle" => db.execute("DELETE FROM change WHERE seq = ?1", [a]),
        "first" => db.execute("DELETE FROM change WHERE seq = 1", []),
        "places" => {
            let b = if a == b { a % (last - 1) + 1 } else { b };
            db.execute("UPDATE change SET seq = -1 WHERE seq = ?1", [a]).unwrap();
            db.execute("UPDATE change SET seq = ?2 WHERE seq = ?1", params![b, a]).unwrap();
            db.execute("UPDATE change SET seq = ?1 WHERE seq = -1", [b])
        }
        "origins" => db.execute("UPDATE change SET origin = x'00000000000000000000000000000077' WHERE seq >= ?1", [a]),
        "audience" => db.execute("UPDATE change SET audience = x'01' WHERE seq = ?1", [a]),
        "doc" => db.execute("UPDATE change SET doc = randomblob(16) WHERE seq = ?1", [a]),
        "row" => db.execute("UPDATE patient SET data = replace(data, 'Patient', 'Pat') WHERE true", []),
        other => panic!("{other}"),
    };
    assert!(done.unwrap() > 0, "{edit}");
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
}
