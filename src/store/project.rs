//! From the log to the tables: which kind goes to which noun.

use super::{
    appointments, asks,
    authority::{self, Authority},
    communications, day_notes, encounters,
    error::{Error, Result},
    grants, keepsakes, kept,
    log::{Body, State},
    notes, patients, people, practice, practitioners, reasons, recalls, results,
    sealed::{self, Envelope},
    seen, slots, tasks, twins,
    tx::{Folded, parse, placed},
    writer::Topic,
};
use crate::{
    base::Id,
    model::{Audience, Fields, Patient, Person, Record},
};
use rusqlite::{Connection, params};
use std::{
    any::Any,
    collections::{BTreeMap, BTreeSet},
};

/// How one noun's row is written; an empty set of fields takes it away.
type Project = fn(&Connection, Id, &Fields) -> Result<()>;

const KINDS: &[(Topic, Project)] = &[
    ("apart", twins::project),
    ("appointment", appointments::project),
    ("ask", asks::project),
    ("attachment-part", contents),
    ("communication", communications::project),
    ("daynote", day_notes::project),
    ("duty", slots::project_duty),
    ("encounter", encounters::project),
    ("grant", grants::project),
    ("keepsake", keepsakes::project),
    ("kept", kept::project),
    ("note", notes::project),
    ("patient", patients::project),
    ("person", people::project),
    ("practice", practice::project),
    ("practitioner", practitioners::project),
    ("reason", reasons::project),
    ("recall", recalls::project),
    ("recallkind", recalls::project_kind),
    ("result", results::project),
    ("result-content", contents),
    ("seen", seen::project),
    ("slot", slots::project),
    ("task", tasks::project),
];

/// What a result says, and the files that came with it, have no row, even where everybody may read it: that is folded from the log when asked for.
fn contents(_: &Connection, _: Id, _: &Fields) -> Result<()> {
    Ok(())
}

/// Tables that follow from the log, in the order `check` compares them.
pub const TABLES: &[&str] = &[
    "act",
    "apart",
    "appointment",
    "ask",
    "clash",
    "communication",
    "concept",
    "daynote",
    "duty",
    "encounter",
    "evidence",
    "grants",
    "keepsake",
    "kept",
    "note",
    "patient",
    "person",
    "practice",
    "practitioner",
    "reason",
    "recall",
    "recallkind",
    "result",
    "rights",
    "seen",
    "slot",
    "task",
    "tempo",
];

/// What views may read, by its kind.
pub fn topics() -> impl Iterator<Item = Topic> {
    KINDS.iter().map(|(topic, _)| *topic)
}

/// Brings the row of one record up to its state. A kind this version does not know has no row, and stays in the log.
pub fn row(sql: &Connection, doc: Id, state: &State) -> Result<Topic> {
    clashes(sql, doc, state)?;
    of_fields(sql, doc, &state.kind, &state.fields())
}

/// Brings up to the log whatever bears one id: each kind its own row. Under the id of a person, a practice or a grant nothing
/// else has one.
pub fn of_id(sql: &Connection, doc: Id) -> Result<Vec<Topic>> {
    let mut topics = Vec::new();
    let states = Folded::of(sql, None, doc)?.states;
    let plain = || states.iter().filter(|s| s.audience == Audience::Practice);
    let of_rights = |s: &&State| authority::KINDS.contains(&s.kind.as_str());
    let owned = plain().any(|s| of_rights(&s));
    for state in plain().filter(|s| !of_rights(s)) {
        topics.push(if owned { of_fields(sql, doc, &state.kind, &Fields::new())? } else { row(sql, doc, state)? });
    }
    if owned {
        topics.extend(rights(sql, &Authority::of(sql)?)?.into_iter().filter(|(_, id)| *id == doc).map(|(topic, _)| topic));
    }
    Ok(topics)
}

/// The rows of the practice, its persons and their keys: one change may take the ground from under others.
pub fn rights(sql: &Connection, authority: &Authority) -> Result<Vec<(Topic, Id)>> {
    let mut touched = Vec::new();
    for (kind, doc) in authority.docs() {
        let state = authority.state(kind, doc);
        let fields = if kind == Person::KIND { authority::restrictive(&state, doc) } else { state.fields() };
        clashes(sql, doc, &state)?;
        touched.push((of_fields(sql, doc, kind, &fields)?, doc));
    }
    Ok(touched)
}

/// Writes the row that these fields make: all there is to do for a record's first change.
pub fn of_fields(sql: &Connection, doc: Id, kind: &str, fields: &Fields) -> Result<Topic> {
    let Some((topic, project)) = KINDS.iter().find(|(known, _)| *known == kind) else {
        return Ok("unknown");
    };
    project(sql, doc, fields)?;
    Ok(topic)
}

/// As [`of_fields`], of a record that is at hand, and the text of its fields. Patients come by the ten thousand: theirs
/// is not read again.
pub fn of_record<R: Record>(sql: &Connection, record: &R, text: &str) -> Result<Topic> {
    if let Some(patient) = (record as &dyn Any).downcast_ref::<Patient>() {
        patients::write(sql, patient, text)?;
        return Ok(Patient::KIND);
    }
    of_fields(sql, record.id(), R::KIND, &record.fields())
}

fn clashes(sql: &Connection, doc: Id, state: &State) -> Result<()> {
    sql.prepare_cached("DELETE FROM clash WHERE doc = ?1")?.execute([doc.as_bytes()])?;
    for (field, held) in state.clashes() {
        let values = serde_json::to_string(held).unwrap_or_default();
        sql.prepare_cached("INSERT INTO clash(doc, field, kind, vals) VALUES(?1, ?2, ?3, ?4)")?.execute(params![
            doc.as_bytes(),
            field,
            state.kind,
            values
        ])?;
    }
    Ok(())
}

pub struct ActRow<'a> {
    pub id: Id,
    pub at: i64,
    pub person: Id,
    pub what: &'a str,
    pub subject: Id,
    pub origin: Id,
    pub seqs: (u64, u64),
    pub undoes: Option<Id>,
}

/// Notes an act; its changes may come in any order, so its bounds only ever widen.
pub fn act(sql: &Connection, row: &ActRow) -> Result<()> {
    sql.prepare_cached(
        "INSERT INTO act(id, at, person, what, subject, origin, first, last, undoes)
         VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT(id) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last),
             subject = CASE WHEN what = 'sealed' AND (excluded.what <> 'sealed' OR excluded.first < first) THEN excluded.subject ELSE subject END,
             what = CASE WHEN what = 'sealed' THEN excluded.what ELSE what END",
    )?
    .execute(params![
        row.id.as_bytes(),
        row.at,
        row.person.as_bytes(),
        row.what,
        row.subject.as_bytes(),
        row.origin.as_bytes(),
        row.seqs.0 as i64,
        row.seqs.1 as i64,
        row.undoes.as_ref().map(Id::as_bytes)
    ])?;
    Ok(())
}

/// The act of one change. Of a sealed one only its envelope is known here, whoever may read it.
pub fn act_of(sql: &Connection, place: &sealed::Place, bytes: &[u8]) -> Result<()> {
    let (origin, seq, doc) = (place.origin, place.seq, place.doc);
    if place.audience != Audience::Practice {
        let Envelope { at, person, act: id, undoes, .. } = sealed::envelope(bytes)?;
        return act(sql, &ActRow { id, at, person, what: sealed::SEALED, subject: doc, origin, seqs: (seq, seq), undoes });
    }
    let body: Body = parse(bytes)?;
    let row = ActRow {
        id: body.act,
        at: body.at,
        person: body.person,
        what: &body.what,
        subject: body.subject.unwrap_or(doc),
        origin,
        seqs: (seq, seq),
        undoes: body.undoes,
    };
    act(sql, &row)
}

/// Makes every projection again from the log alone.
pub fn rebuild(sql: &Connection) -> Result<()> {
    for table in TABLES {
        sql.execute(&format!("DELETE FROM {table}"), [])?;
    }
    /// An act by now: its last change, and whether more than an envelope is known of it.
    struct Met {
        last: u64,
        plain: bool,
    }
    #[derive(serde::Deserialize)]
    struct Act<'a> {
        a: Id,
        #[serde(borrow, default)]
        k: std::borrow::Cow<'a, str>,
    }
    let mut acts: BTreeMap<Id, Met> = BTreeMap::new();
    let mut changes = sql.prepare("SELECT origin, seq, audience, bytes, doc FROM change ORDER BY origin, seq")?;
    let mut rows = changes.query([])?;
    while let Some(r) = rows.next()? {
        let (place, bytes) = placed(r, Id::from_bytes(r.get(4)?))?;
        let Act { a: id, k: kind } = serde_json::from_slice(bytes).map_err(|_| Error::Log("a change names no act".into()))?;
        let plain = place.audience == Audience::Practice;
        if plain && authority::KINDS.contains(&kind.as_ref()) {
            authority::note(sql, (place.origin, place.seq), place.doc)?;
        }
        match acts.get_mut(&id) {
            // Within one act only the bounds can grow: written once, at the end.
            Some(met) if met.plain || !plain => met.last = place.seq,
            _ => {
                act_of(sql, &place, bytes)?;
                acts.insert(id, Met { last: place.seq, plain });
            }
        }
    }
    for (id, met) in acts {
        sql.prepare_cached("UPDATE act SET last = ?2 WHERE id = ?1")?.execute(params![id.as_bytes(), met.last as i64])?;
    }
    let mut docs = sql.prepare("SELECT DISTINCT doc FROM change")?;
    let docs: Vec<Id> = docs.query_map([], |r| r.get(0).map(Id::from_bytes))?.collect::<std::result::Result<_, _>>()?;
    let authority = Authority::of(sql)?;
    let owned: BTreeSet<Id> = authority.docs().into_iter().map(|(_, doc)| doc).collect();
    rights(sql, &authority)?;
    for doc in docs {
        // Those are few, and asked for once.
        if owned.contains(&doc) {
            of_id(sql, doc)?;
        } else {
            for state in Folded::of(sql, None, doc)?.states {
                row(sql, doc, &state)?;
            }
        }
    }
    Ok(())
}
