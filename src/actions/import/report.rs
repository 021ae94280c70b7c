//! What an import did, or would do: file by file, kind by kind.

use crate::model::plan::{LeftOut, Plan, Rejected, Remark, Why};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    pub files: Vec<FileReport>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct FileReport {
    pub file: String,
    pub format: &'static str,
    pub kinds: BTreeMap<String, Counts>,
    pub left_alone: BTreeMap<String, u64>,
    #[serde(serialize_with = "rejected")]
    pub rejected: Vec<Rejected>,
    #[serde(serialize_with = "remarks", skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// Columns of a table that were not read, those too in which nothing stands.
    #[serde(serialize_with = "columns", skip_serializing_if = "Vec::is_empty")]
    pub columns_left_out: Vec<LeftOut>,
    /// Visits of which nobody knows yet whose they are.
    #[serde(skip_serializing_if = "is_zero")]
    pub unsettled: u64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub read: u64,
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub rejected: u64,
}

/// What became of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Added,
    Changed,
    Unchanged,
    /// Its id belongs to something else here: it stays out.
    Taken,
}

impl Report {
    pub fn total(&self) -> Counts {
        self.files.iter().flat_map(|f| f.kinds.values()).fold(Counts::default(), |sum, c| Counts {
            read: sum.read + c.read,
            added: sum.added + c.added,
            changed: sum.changed + c.changed,
            unchanged: sum.unchanged + c.unchanged,
            rejected: sum.rejected + c.rejected,
        })
    }

    pub fn rejects(&self) -> bool {
        self.files.iter().any(|f| !f.rejected.is_empty())
    }
}

impl FileReport {
    pub fn of(file: String, plan: &mut Plan) -> Self {
        let mut report = FileReport {
            file,
            format: plan.format,
            left_alone: std::mem::take(&mut plan.left_alone),
            rejected: std::mem::take(&mut plan.rejected),
            remarks: std::mem::take(&mut plan.remarks),
            columns_left_out: std::mem::take(&mut plan.left_out),
            ..FileReport::default()
        };
        for (kind, read) in &plan.read {
            let unchanged = plan.repeated.get(kind).copied().unwrap_or_default();
            let rejected = report.rejected.iter().filter(|r| r.kind == *kind).count() as u64;
            report.kinds.insert(kind.clone(), Counts { read: *read, unchanged, rejected, ..Counts::default() });
        }
        report
    }

    /// The columns that were not read, by their names or else by what `unnamed` makes of their numbers: those in which
    /// something stands, and those that are empty.
    pub fn columns(&self, unnamed: impl Fn(u64) -> String) -> [Vec<String>; 2] {
        let named = |c: &LeftOut| if c.name.is_empty() { unnamed(c.number) } else { c.name.clone() };
        let of = |filled: bool| self.columns_left_out.iter().filter(|c| (c.cells > 0) == filled).map(named).collect();
        [of(true), of(false)]
    }

    pub fn count(&mut self, kind: &str, outcome: Outcome) {
        let counts = self.kinds.entry(kind.to_string()).or_default();
        match outcome {
            Outcome::Added => counts.added += 1,
            Outcome::Changed => counts.changed += 1,
            Outcome::Unchanged => counts.unchanged += 1,
            // Said as a rejection, with its line.
            Outcome::Taken => {}
        }
    }

    pub fn reject(&mut self, kind: &str, line: u64, why: Why) {
        self.kinds.entry(kind.to_string()).or_default().rejected += 1;
        self.rejected.push(Rejected { kind: kind.to_string(), line, why });
    }
}

fn rejected<S: Serializer>(all: &[Rejected], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Line<'a> {
        line: u64,
        kind: &'a str,
        why: String,
    }
    serializer.collect_seq(all.iter().map(|r| Line { line: r.line, kind: &r.kind, why: r.why.to_string() }))
}

fn remarks<S: Serializer>(all: &[Remark], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Line<'a> {
        line: u64,
        what: &'a str,
        with: BTreeMap<&'a str, &'a str>,
    }
    serializer.collect_seq(all.iter().map(|r| Line {
        line: r.line,
        what: r.said.key,
        with: r.said.args.iter().map(|(name, value)| (*name, value.as_str())).collect(),
    }))
}

fn columns<S: Serializer>(all: &[LeftOut], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Column<'a> {
        column: u64,
        name: &'a str,
        cells: u64,
    }
    serializer.collect_seq(all.iter().map(|c| Column { column: c.number, name: &c.name, cells: c.cells }))
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}
