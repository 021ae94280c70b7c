//! A day on paper: what stands on it, and how it reads.

use super::{Patient, transition::AppointmentStatus};
use chrono::{NaiveDate, NaiveDateTime};

/// One practitioner's day as it is printed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DayPlan {
    pub practitioner: String,
    pub date: NaiveDate,
    pub sessions: Vec<(NaiveDateTime, NaiveDateTime)>,
    /// What lies between two sessions, and what was entered as a break.
    pub breaks: Vec<(NaiveDateTime, NaiveDateTime)>,
    /// In order of time; what was called off is not on paper.
    pub visits: Vec<Planned>,
    /// Notes of the day.
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Planned {
    pub start: NaiveDateTime,
    pub minutes: u32,
    pub status: AppointmentStatus,
    pub patient: Option<Patient>,
    /// A calendar's words, where nobody knows yet who comes.
    pub label: String,
    pub emergency: bool,
    /// Nobody works then any more: somebody has to see to it.
    pub to_move: bool,
    pub reason: String,
    pub comment: String,
}

/// A printed list in words, ready to be laid out: nothing in it is reckoned any more.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    pub title: String,
    /// ISO code of its language.
    pub lang: &'static str,
    pub practice: String,
    pub printed: String,
    /// At the foot of every page.
    pub privacy: String,
    /// `{n}` and `{of}` stand for the page and how many there are.
    pub page: String,
    /// Behind the heading of a part that goes on.
    pub continued: String,
    pub columns: [String; COLUMNS],
    pub parts: Vec<Part>,
}

/// Time, minutes, name, birth date, telephone, reason, remark.
pub const COLUMNS: usize = 7;

/// A part that begins on a page of its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Part {
    pub heading: String,
    pub day: String,
    /// "08:30–12:30, 14:00–18:00 · 14 visits".
    pub lead: String,
    pub notes: Vec<String>,
    pub rows: Vec<Row>,
    /// Said where there is no row.
    pub empty: String,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    Visit([String; COLUMNS]),
    /// A band across all columns.
    Break(String),
}
