//! Files that may be of one person, those that were merged, and what belongs to whom.
//!
//! Pairs are looked for among those who share something by which the same person is known again: a birth date, a
//! telephone number, an e-mail address, a number of the file, a name with the first letter of another. All else is never
//! compared. Of those, the whole records are read where a word of the names is shared as well, or, of one birth date, is
//! the same but for slips.

use super::{
    Db, acts,
    error::Result,
    log::Body,
    patients::{self, Candidate},
    project, rows,
    tx::parse,
};
use crate::{
    base::Id,
    model::{
        Apart, Fields, Patient,
        record::is_nothing,
        twins::{Likeness, Traits, Verdict, compare, may_be_slips},
    },
};
use rusqlite::{Connection, params};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

/// More than so many of one key say nothing: each pair of them is found by another one, or not at all.
const CROWD: usize = 400;
/// A name that so many bear is a name, and no typing error.
const COMMON: u32 = 3;
/// One with more namesakes than so many, and nothing else to go by, is not asked about.
const NAMESAKES: usize = 2;

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    let (Some(a), Some(b)) = (rows::id(fields, "a"), rows::id(fields, "b")) else {
        sql.prepare_cached("DELETE FROM apart WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    };
    sql.prepare_cached("INSERT OR REPLACE INTO apart(id, a, b, data) VALUES(?1, ?2, ?3, ?4)")?.execute(params![
        id.as_bytes(),
        a,
        b,
        rows::data(fields)
    ])?;
    Ok(())
}

/// Two files that may be one person's.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub a: Id,
    pub b: Id,
    pub likeness: Likeness,
}

impl Pair {
    /// The other of the two.
    pub fn beside(&self, id: Id) -> Option<Id> {
        match id {
            id if id == self.a => Some(self.b),
            id if id == self.b => Some(self.a),
            _ => None,
        }
    }
}

/// All that nobody has decided yet, the likeliest first.
pub fn pairs(db: &Db) -> Result<Vec<Pair>> {
    let people: Vec<Candidate> = patients::candidates(db)?.into_iter().filter(|c| !c.merged).collect();
    let apart = aparts(db)?;
    let names = Names::of(&people);
    let mut worth = worth_a_look(&people);
    worth.retain(|(i, j)| !apart.contains(&ordered(people[*i as usize].id, people[*j as usize].id)));
    let traits = traits_of(db, &people, &worth)?;
    let mut found = Vec::new();
    for (i, j) in worth {
        let (x, y) = (&people[i as usize], &people[j as usize]);
        let (Some(a), Some(b)) = (traits.get(&i), traits.get(&j)) else { continue };
        let likeness = compare(a, b, &|name| names.common(name));
        if likeness.verdict > Verdict::No {
            found.push(Pair { a: x.id, b: y.id, likeness });
        }
    }
    found.sort_by_key(|p| (std::cmp::Reverse((p.likeness.verdict, p.likeness.score)), p.a, p.b));
    Ok(without_namesakes(found))
}

/// What is compared of all who are in a pair, read in the order in which they stand in the table: each page of it once.
fn traits_of(db: &Db, people: &[Candidate], pairs: &[(u32, u32)]) -> Result<HashMap<u32, Traits>> {
    let mut all: Vec<u32> = pairs.iter().flat_map(|(i, j)| [*i, *j]).collect();
    all.sort_unstable_by_key(|n| people[*n as usize].id);
    all.dedup();
    let mut traits = HashMap::with_capacity(all.len());
    for n in all {
        if let Some(p) = patients::get(db, people[n as usize].id)? {
            traits.insert(n, Traits::of(&p));
        }
    }
    Ok(traits)
}

fn without_namesakes(mut found: Vec<Pair>) -> Vec<Pair> {
    let mut namesakes: HashMap<Id, usize> = HashMap::new();
    for p in found.iter().filter(|p| p.likeness.by_name_alone()) {
        *namesakes.entry(p.a).or_default() += 1;
        *namesakes.entry(p.b).or_default() += 1;
    }
    let few = |id: Id| namesakes.get(&id).is_none_or(|n| *n <= NAMESAKES);
    found.retain(|p| !p.likeness.by_name_alone() || few(p.a) && few(p.b));
    found
}

/// Who is here already and may be `draft`, whether that is in a file or just being typed; the likeliest first.
pub fn like(db: &Db, draft: &Patient, limit: usize) -> Result<Vec<(Patient, Likeness)>> {
    let apart = aparts(db)?;
    let draft_haystack = draft.haystack();
    let words: Vec<Word> = words_of(&draft_haystack);
    let people = patients::candidates(db)?;
    let names = Names::of(&people);
    let traits = Traits::of(draft);
    let own = root(db, draft.id)?;
    let (mut found, mut known) = (Vec::new(), HashSet::from([own]));
    let day = Day::of(&draft.birth_date);
    let named = |c: &Candidate| {
        let theirs = words_of(&c.folded);
        share(&words, &theirs) || day.is_same(Day::of(&c.birth_date)) && nearly_share(&words, &theirs)
    };
    for c in people.iter().filter(|c| possible(&c.birth_date, &draft.birth_date) && named(c)) {
        let Some(p) = patients::get(db, c.id)? else { continue };
        let likeness = compare(&traits, &Traits::of(&p), &|name| names.common(name));
        if likeness.verdict == Verdict::No {
            continue;
        }
        let id = if c.merged { root(db, c.id)? } else { c.id };
        if !apart.contains(&ordered(own, id))
            && known.insert(id)
            && let Some(p) = patients::get(db, id)?
        {
            found.push((p, likeness));
        }
    }
    found.sort_by_key(|(p, l)| (std::cmp::Reverse((l.verdict, l.score)), p.id));
    found.truncate(limit);
    Ok(found)
}

/// How many bear a name.
struct Names<'a>(HashMap<&'a str, u32>);

impl<'a> Names<'a> {
    fn of(people: &'a [Candidate]) -> Self {
        let mut names = HashMap::new();
        people.iter().flat_map(|c| c.folded.split(' ')).for_each(|w| *names.entry(w).or_default() += 1);
        Names(names)
    }

    fn common(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|n| *n >= COMMON)
    }
}

fn ordered(a: Id, b: Id) -> (Id, Id) {
    if a <= b { (a, b) } else { (b, a) }
}

/// Whom somebody looked at and found to be two, by the files they stand in now.
fn aparts(db: &Db) -> Result<HashSet<(Id, Id)>> {
    let all: Vec<Apart> = rows::all(db.0, "SELECT id, data FROM apart", [])?;
    all.into_iter().map(|apart| Ok(ordered(root(db, apart.a)?, root(db, apart.b)?))).collect()
}

/// A word of somebody's names, folded, with its letters as a set.
struct Word<'a> {
    text: &'a str,
    letters: u32,
}

/// The first words of a name.
fn words_of(folded: &str) -> Vec<Word<'_>> {
    let letters = |w: &str| w.bytes().fold(0, |set, b| set | 1 << (b % 32));
    folded.split(' ').filter(|w| !w.is_empty()).take(6).map(|text| Word { text, letters: letters(text) }).collect()
}

fn share(a: &[Word], b: &[Word]) -> bool {
    a.iter().any(|w| w.text.len() > 1 && b.iter().any(|other| other.text == w.text))
}

/// Whether a word of each may be the other's but for slips. Most are told apart by their letters alone.
fn nearly_share(a: &[Word], b: &[Word]) -> bool {
    // Two letters that were changed are two less and two more.
    let may = |x: &Word, y: &Word| x.text.len().abs_diff(y.text.len()) <= 4 && (x.letters ^ y.letters).count_ones() <= 4;
    a.iter().any(|x| b.iter().any(|y| may(x, y) && may_be_slips(x.text, y.text)))
}

/// Somebody of a group that shares a key, as much as ends most comparisons.
#[derive(Clone, Copy)]
struct Glance {
    day: Day,
    /// Of the whole name.
    name: u32,
    at: u32,
}

/// Places in `people` of those who share a key and, as far as that goes, a name and a birth date.
fn worth_a_look(people: &[Candidate]) -> Vec<(u32, u32)> {
    let mut keys: Vec<(u64, u32)> = Vec::with_capacity(people.len() * 8);
    let words: Vec<Vec<Word>> = people.iter().map(|c| words_of(&c.folded)).collect();
    for (i, c) in people.iter().enumerate() {
        keys_of(c, &words[i], &mut |key| keys.push((key, i as u32)));
    }
    keys.sort_unstable();
    keys.dedup();
    let glances: Vec<Glance> =
        (0..).zip(people).map(|(at, c)| Glance { day: Day::of(&c.birth_date), name: hash(&c.folded) as u32, at }).collect();
    let (mut worth, mut near) = (Vec::new(), Vec::new());
    for group in keys.chunk_by(|a, b| a.0 == b.0).filter(|g| (2..=CROWD).contains(&g.len())) {
        let numbered = group[0].0 & KIND == NUMBER;
        near.clear();
        near.extend(group.iter().map(|(_, i)| glances[*i as usize]));
        for (n, one) in near.iter().enumerate() {
            for other in &near[n + 1..] {
                if one.may_be(other, numbered, people, &words) {
                    worth.push((one.at, other.at));
                }
            }
        }
    }
    worth.sort_unstable();
    worth.dedup();
    worth
}

impl Glance {
    /// Whether [`compare`] may find two of a group to be one: what it says No to for sure is not read.
    fn may_be(&self, other: &Glance, numbered: bool, people: &[Candidate], words: &[Vec<Word>]) -> bool {
        let (i, j) = (self.at as usize, other.at as usize);
        if self.day.may_be(other.day) && possible(&people[i].birth_date, &people[j].birth_date) {
            let same_day = self.day.is_same(other.day);
            return same_day && numbered || share(&words[i], &words[j]) || same_day && nearly_share(&words[i], &words[j]);
        }
        // A birth date that was mistaken as a whole: of the very name alone.
        self.name == other.name && (numbered || self.day.years(other.day) < 10)
    }
}

/// What a key is of stands in its last bits.
const KIND: u64 = 3;
const BORN: u64 = 0;
const REACHED: u64 = 1;
const NUMBER: u64 = 2;
const NAMED: u64 = 3;

fn hash(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

fn keys_of(c: &Candidate, words: &[Word], each: &mut impl FnMut(u64)) {
    let mut key = |kind: u64, word: &str, more: &str| each(hash((word, more)) & !KIND | kind);
    if c.birth_date.len() == 10 {
        key(BORN, &c.birth_date, "");
    }
    for mark in c.phones.split(' ').filter(|m| m.len() >= 6) {
        let from = if mark.bytes().all(|b| b.is_ascii_digit()) { mark.len().saturating_sub(9) } else { 0 };
        key(if mark.ends_with('#') { NUMBER } else { REACHED }, &mark[from..], "");
    }
    for (i, word) in words.iter().enumerate().filter(|(_, w)| w.text.len() > 1) {
        for other in words.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, w)| w.text) {
            key(NAMED, word.text, &other[..other.chars().next().map_or(0, char::len_utf8)]);
        }
    }
}

/// A whole birth date as eight digits of four bits; nothing of one that is known in part. Among very many who share a
/// name it says at once of nearly all that they were born on different days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Day(u32);

impl Day {
    fn of(date: &str) -> Self {
        let whole =
            date.len() == 10 && date.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        let digits = date.bytes().filter(u8::is_ascii_digit);
        Day(if whole { digits.fold(0, |day, b| day << 4 | u32::from(b - b'0')) } else { 0 })
    }

    /// Both known, and the same.
    fn is_same(self, other: Day) -> bool {
        self.0 != 0 && self == other
    }

    /// How many years lie between two; very many where one is not known.
    fn years(self, other: Day) -> u32 {
        let year = |day: Day| (day.0 >> 16 & 0xf) + 10 * (day.0 >> 20 & 0xf) + 100 * (day.0 >> 24 & 0xf) + 1000 * (day.0 >> 28);
        if self.0 == 0 || other.0 == 0 { u32::MAX } else { year(self).abs_diff(year(other)) }
    }

    /// The same, day and month exchanged, another digit, or two that stand side by side exchanged: all else are two days
    /// ([`crate::model::twins::born`]).
    fn may_be(self, other: Day) -> bool {
        let (a, b) = (self.0, other.0);
        let differ = a ^ b;
        if a == 0 || b == 0 || differ == 0 {
            return true;
        }
        let at = differ.trailing_zeros() & !3;
        match differ >> at {
            0..0x10 => true,
            0x10..0x100 => (a >> at & 0xf) == (b >> at >> 4 & 0xf) && (b >> at & 0xf) == (a >> at >> 4 & 0xf),
            _ => a >> 16 == b >> 16 && (a & 0xff) == (b >> 8 & 0xff) && (b & 0xff) == (a >> 8 & 0xff),
        }
    }
}

/// Whether two birth dates may be one day's, by a glance: most pairs of a name end here.
fn possible(a: &str, b: &str) -> bool {
    if a.len() < 10 || b.len() < 10 {
        return a.starts_with(b) || b.starts_with(a);
    }
    a[..4] == b[..4] || a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).count() <= 2
}

/// The file that stands for this one: itself, or the one it was merged into, however often. Where two devices merged
/// two files into one another, it is the first by id.
pub fn root(db: &Db, id: Id) -> Result<Id> {
    let way = upwards(db, id)?;
    let last = way.last().copied().unwrap_or(id);
    let ends = patients::get(db, last)?.is_none_or(|p| p.merged_into.is_none());
    Ok(if ends { last } else { way.into_iter().min().unwrap_or(id).min(id) })
}

/// Of every file that was merged the one that stands for it, as [`root`] says of each: of a long chain each link is
/// looked at once.
pub fn roots(db: &Db) -> Result<Vec<(Id, Id)>> {
    let merged = merged(db)?;
    let into: HashMap<Id, Id> = merged.iter().filter_map(|p| Some((p.id, p.merged_into?))).collect();
    // With whether the way ends; where it leads in a circle, or to nothing, the first by id of all on it counts.
    let mut known: HashMap<Id, (Id, bool)> = HashMap::new();
    for p in &merged {
        let (mut way, mut place, mut at) = (Vec::new(), HashMap::new(), p.id);
        let (mut root, ends, circle) = loop {
            if let Some((root, ends)) = known.get(&at) {
                break (*root, *ends, way.len());
            }
            if let Some(from) = place.get(&at) {
                break (way[*from..].iter().copied().min().unwrap_or(at), false, *from);
            }
            let next = match into.get(&at) {
                Some(next) => Some(Some(*next)),
                None => patients::get(db, at)?.map(|p| p.merged_into),
            };
            match next {
                Some(Some(next)) => {
                    place.insert(at, way.len());
                    way.push(at);
                    at = next;
                }
                Some(None) => break (at, true, way.len()),
                None => break (way.last().copied().unwrap_or(at), false, way.len()),
            }
        };
        for (i, id) in way.into_iter().enumerate().rev() {
            if !ends && i < circle {
                root = root.min(id);
            }
            known.insert(id, (root, ends));
        }
    }
    Ok(merged.into_iter().map(|p| (p.id, known.get(&p.id).map_or(p.id, |(root, _)| *root))).collect())
}

/// The files it stands in, from the nearest on.
pub fn upwards(db: &Db, id: Id) -> Result<Vec<Id>> {
    let (mut way, mut met, mut at) = (Vec::new(), HashSet::new(), id);
    while let Some(into) = patients::get(db, at)?.and_then(|p| p.merged_into) {
        if into == id || !met.insert(into) || patients::get(db, into)?.is_none() {
            break;
        }
        way.push(into);
        at = into;
    }
    Ok(way)
}

/// Whether a file stands in another, or in more files one in the other than people ever make: a hostile file may
/// name a chain of any length.
pub fn leads_to(db: &Db, id: Id, other: Id) -> Result<bool> {
    const LONGEST: usize = 64;
    let mut at = id;
    for _ in 0..LONGEST {
        if at == other {
            return Ok(true);
        }
        match patients::get(db, at)?.and_then(|p| p.merged_into) {
            Some(into) => at = into,
            None => return Ok(false),
        }
    }
    Ok(true)
}

/// The files that were merged into this one, directly.
pub fn within(db: &Db, id: Id) -> Result<Vec<Patient>> {
    let mut all = merged(db)?;
    all.retain(|p| p.merged_into == Some(id));
    Ok(all)
}

/// Every file that was merged into another, also of those that were hidden besides.
pub fn merged(db: &Db) -> Result<Vec<Patient>> {
    let mut all: Vec<Patient> = rows::all(db.0, "SELECT id, data FROM patient WHERE hidden <> 0 ORDER BY id", [])?;
    all.retain(|p| p.merged_into.is_some());
    Ok(all)
}

/// The act by which a file was merged into the one it stands in, if that was done here.
#[derive(Debug, Clone, PartialEq)]
pub struct Merging {
    pub act: Id,
    pub at: i64,
    pub person: Id,
    /// The fields of the kept file that it wrote, as it found and as it left them.
    pub before: Fields,
    pub after: Fields,
}

pub fn merging(db: &Db, other: Id, into: Id) -> Result<Option<Merging>> {
    let target = serde_json::Value::from(into.to_string());
    let merges = |b: &Body| b.what == "merge" && b.fields.get("merged_into") == Some(&target);
    let Some(body) = bodies(db, other)?.into_iter().rev().find(merges) else { return Ok(None) };
    let (mut before, mut after) = (Fields::new(), Fields::new());
    for edit in acts::edits(db, body.act, usize::MAX)?.into_iter().filter(|e| e.doc == into) {
        before.insert(edit.field.clone(), edit.from);
        after.insert(edit.field, edit.to);
    }
    Ok(Some(Merging { act: body.act, at: body.at, person: body.person, before, after }))
}

/// What everybody may read of a record's changes, in the order of its history.
fn bodies(db: &Db, doc: Id) -> Result<Vec<Body>> {
    let mut statement = db.0.prepare_cached("SELECT origin, seq, bytes FROM change WHERE doc = ?1 AND audience = x''")?;
    let mut rows = statement.query([doc.as_bytes()])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        let body = parse(r.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?)?;
        found.push((body.lamport, r.get::<_, [u8; 16]>(0)?, r.get::<_, i64>(1)?, body));
    }
    found.sort_by_key(|f| (f.0, f.1, f.2));
    Ok(found.into_iter().map(|f| f.3).collect())
}

/// Through whose files a record came to where it is: its first patient's, then those it went to with a merging. A way
/// that was gone back is forgotten.
pub fn trail(db: &Db, doc: Id) -> Result<Vec<Id>> {
    let mut trail: Vec<Id> = Vec::new();
    for body in bodies(db, doc)? {
        let Some(value) = body.fields.get("patient") else { continue };
        match value.as_str().and_then(|v| v.parse::<Id>().ok()) {
            Some(id) => match trail.iter().position(|t| *t == id) {
                Some(at) => trail.truncate(at + 1),
                None => trail.push(id),
            },
            None => trail.clear(),
        }
    }
    Ok(trail)
}

/// What a record said when a merging took it out of a file, and what imports have written in it since; None where none did.
pub fn brought(db: &Db, doc: Id, file: Id) -> Result<Option<Fields>> {
    let all = bodies(db, doc)?;
    let whose = |body: &Body| rows::id(&body.fields, "patient").map(Id::from_bytes);
    let Some(came) = all.iter().rposition(|body| whose(body) == Some(file)) else { return Ok(None) };
    let Some(left) = all[came + 1..].iter().position(|body| whose(body).is_some()) else { return Ok(None) };
    let (before, since) = all.split_at(came + 1 + left);
    let of_imports = since.iter().filter(|body| body.what == "import");
    let mut fields: Fields = before.iter().chain(of_imports).flat_map(|body| body.fields.clone()).collect();
    fields.retain(|_, value| !is_nothing(value));
    Ok(Some(fields))
}

/// A record that names its patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belonging {
    pub kind: String,
    pub id: Id,
}

/// All that belongs to a patient, whatever kind it is: every table with a column for the patient.
pub fn belongings(db: &Db, patient: Id) -> Result<Vec<Belonging>> {
    let mut found = Vec::new();
    for table in project::TABLES {
        let names = db.0.prepare_cached("SELECT 1 FROM pragma_table_info(?1) WHERE name = 'patient'")?.exists([table])?;
        if !names {
            continue;
        }
        let mut rows = db.0.prepare_cached(&format!("SELECT id FROM {table} WHERE patient = ?1 ORDER BY id"))?;
        for id in rows.query_map([patient.as_bytes()], |r| r.get(0).map(Id::from_bytes))? {
            found.push(Belonging { kind: (*table).to_owned(), id: id? });
        }
    }
    Ok(found)
}

/// The patients whose files an act began.
pub fn begun_by(db: &Db, act: Id) -> Result<BTreeSet<Id>> {
    let mut statement = db.0.prepare_cached(
        "SELECT DISTINCT c.doc FROM act a JOIN change c ON c.origin = a.origin AND c.seq BETWEEN a.first AND a.last
         JOIN patient p ON p.id = c.doc
         WHERE a.id = ?1 AND NOT EXISTS (SELECT 1 FROM change e WHERE e.doc = c.doc AND (e.origin <> c.origin OR e.seq < a.first))",
    )?;
    Ok(statement.query_map([act.as_bytes()], |r| r.get(0).map(Id::from_bytes))?.collect::<std::result::Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::twins::{Born, born};
    use proptest::prelude::*;

    fn date(year: u32, month: u32, day: u32) -> String {
        format!("{year:04}-{month:02}-{day:02}")
    }

    proptest! {
        #![proptest_config(crate::chance::cases(256))]

        /// Two dates that are near in any way are looked at.
        #[test]
        fn a_glance_passes_over_no_two_that_are_near(
            (year, month, day) in (1930u32..1999, 1u32..13, 1u32..29),
            (years, months, days) in (-11i32..12, -11i32..12, -28i32..29),
            (at, digit) in (0usize..10, 0u32..10),
            part in prop::sample::select(vec![0usize, 4, 7, 10]),
        ) {
            let a = date(year, month, day);
            let moved = |n: u32, by: i32| n.saturating_add_signed(by).max(1);
            let mut typed: Vec<char> = a.chars().collect();
            if at != 4 && at != 7 {
                typed[at] = char::from_digit(digit, 10).unwrap();
            }
            let mut crossed: Vec<char> = a.chars().collect();
            if at < 9 {
                crossed.swap(at, at + 1);
            }
            let others = [
                date(moved(year, years), month, day),
                date(year, moved(month, months), moved(day, days)),
                date(year, day, month),
                typed.into_iter().collect(),
                crossed.into_iter().collect(),
                a[..part].to_owned(),
            ];
            for b in others {
                let seen = Day::of(&a).may_be(Day::of(&b)) && possible(&a, &b);
                prop_assert!(seen || born(&a, &b) == Born::Differ, "{} {}", a, b);
            }
        }
    }

    #[test]
    fn years_lie_between_two_days() {
        let years = |a: &str, b: &str| Day::of(a).years(Day::of(b));
        assert_eq!((years("1984-03-12", "1993-11-30"), years("1993-11-30", "1984-03-12"), years("2001-01-01", "1998-01-01")), (9, 9, 3));
        assert_eq!((years("1984", "1984-03-12"), Day::of("").is_same(Day::of(""))), (u32::MAX, false));
    }

    #[test]
    fn most_of_a_name_are_passed_over() {
        for b in ["1984-03-21", "1985-04-12", "1984-04-22", "1994-03-13"] {
            assert!(!Day::of("1984-03-12").may_be(Day::of(b)) || b == "1984-03-21", "{b}");
        }
        assert!(Day::of("1984-03-12").may_be(Day::of("1984-12-03")) && Day::of("1984").may_be(Day::of("1990-01-01")));
    }
}
