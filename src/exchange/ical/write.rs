//! The diary as one calendar.
//!
//! Every visit is an event of its own under our id, those of a series too: what was moved or called off needs no
//! exceptions then. A visit that was called off is written as such, so that a calendar which had it before crosses
//! it out. What is only wished for has no time yet and is not written.

use super::GENKI;
use crate::{
    base::{Clock, Id, clock::instant},
    exchange::{How, Written},
    model::{Appointment, DayNote, Patient, Practitioner, Reason, transition::AppointmentStatus as A},
    store::{self, Db, appointments, day_notes, patients, practitioners, reasons},
};
use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType};
use chrono::{Days, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use std::collections::BTreeMap;

pub fn write(db: &Db, how: &How) -> store::Result<Written> {
    let mut visits = appointments::all(db)?;
    visits.retain(|a| a.has_place() && !matches!(a.status, A::Waitlist | A::Proposed | A::EnteredInError));
    let mut notes = if how.names { day_notes::all(db)? } else { vec![] };
    notes.retain(|n| !n.removed);
    let writer = Writer {
        how,
        stamp: Clock::System.now().format("%Y%m%dT%H%M%SZ").to_string(),
        patients: patients::all(db)?.into_iter().map(|p| (p.id, p)).collect(),
        practitioners: practitioners::all(db)?.into_iter().map(|p| (p.id, p)).collect(),
        reasons: reasons::all(db)?.into_iter().map(|r| (r.id, r)).collect(),
    };
    let mut out = Lines::default();
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", &format!("{GENKI}{}//EN", env!("CARGO_PKG_VERSION")));
    out.line("CALSCALE", "GREGORIAN");
    out.text("X-WR-CALNAME", &store::practice::get(db)?.name);
    out.line("X-WR-TIMEZONE", how.zone.name());
    let dates = visits.iter().map(|a| a.start);
    if let (Some(first), Some(last)) = (dates.clone().min(), dates.max()) {
        out.0.push_str(&zone(how.zone, first, last));
    }
    visits.iter().for_each(|a| writer.visit(&mut out, a));
    notes.iter().for_each(|n| writer.note(&mut out, n));
    out.line("END", "VCALENDAR");
    Ok(Written { bytes: out.0.into_bytes(), records: visits.len() + notes.len() })
}

struct Writer<'a> {
    how: &'a How,
    stamp: String,
    patients: BTreeMap<Id, Patient>,
    practitioners: BTreeMap<Id, Practitioner>,
    reasons: BTreeMap<Id, Reason>,
}

impl Writer<'_> {
    fn visit(&self, out: &mut Lines, a: &Appointment) {
        let zone = self.how.zone;
        // To the second: before there were zones, clocks differed by some.
        let over = instant(a.start, zone) + TimeDelta::minutes(a.minutes.into());
        let end = over.with_timezone(&zone).naive_local();
        let time = |at: NaiveDateTime| at.format("%Y%m%dT%H%M%S").to_string();
        out.line("BEGIN", "VEVENT");
        out.line("UID", &a.id.to_string());
        out.line("DTSTAMP", &self.stamp);
        out.line(&format!("DTSTART;TZID={}", zone.name()), &time(a.start));
        // In an hour that is repeated the wall tells the first of two times alone.
        match instant(end, zone) == over {
            true => out.line(&format!("DTEND;TZID={}", zone.name()), &time(end)),
            false => out.line("DTEND", &over.format("%Y%m%dT%H%M%SZ").to_string()),
        }
        let status = match a.status {
            A::Cancelled => "CANCELLED",
            A::Pending => "TENTATIVE",
            _ => "CONFIRMED",
        };
        out.line("STATUS", status);
        if self.how.names {
            self.words(out, a);
        } else {
            // Who else reads it learns when somebody is busy, and no more.
            out.text("SUMMARY", if self.how.french { "Occupé" } else { "Busy" });
            out.line("CLASS", "PRIVATE");
            out.line("X-GENKI-NAMELESS", "TRUE");
        }
        self.organizer(out, Some(a.practitioner));
        if let Some(series) = a.series {
            out.line("X-GENKI-SERIES", &series.to_string());
        }
        if matches!(a.status, A::Fulfilled | A::NoShow) {
            out.line("X-GENKI-STATUS", a.status.code());
        }
        out.line("END", "VEVENT");
    }

    fn words(&self, out: &mut Lines, a: &Appointment) {
        let name = a.patient.and_then(|p| self.patients.get(&p)).map(Patient::name);
        out.text("SUMMARY", name.as_deref().unwrap_or(&a.label));
        out.text("DESCRIPTION", &a.comment);
        let reason = a.reason.and_then(|r| self.reasons.get(&r)).map(|r| r.name.as_str());
        out.text("CATEGORIES", reason.unwrap_or_default());
    }

    fn note(&self, out: &mut Lines, n: &DayNote) {
        let after = n.until.checked_add_days(Days::new(1)).unwrap_or(n.until);
        out.line("BEGIN", "VEVENT");
        out.line("UID", &n.id.to_string());
        out.line("DTSTAMP", &self.stamp);
        out.line("DTSTART;VALUE=DATE", &n.date.format("%Y%m%d").to_string());
        out.line("DTEND;VALUE=DATE", &after.format("%Y%m%d").to_string());
        out.text("SUMMARY", &n.text);
        out.line("TRANSP", "TRANSPARENT");
        self.organizer(out, n.practitioner);
        out.line("END", "VEVENT");
    }

    fn organizer(&self, out: &mut Lines, practitioner: Option<Id>) {
        if let Some(p) = practitioner.and_then(|id| self.practitioners.get(&id)) {
            let name: String = p.name().chars().filter(|c| !c.is_control() && *c != '"').collect();
            out.line(&format!("ORGANIZER;CN=\"{name}\""), &format!("urn:uuid:{}", p.id));
        }
    }
}

/// A VTIMEZONE that describes the zone from the first year to the last.
fn zone(zone: Tz, first: NaiveDateTime, last: NaiveDateTime) -> String {
    let mut calendar = ICalendar { components: vec![ICalendarComponent::new(ICalendarComponentType::VCalendar)] };
    let from = first.checked_sub_days(Days::new(366)).unwrap_or(first).and_utc().timestamp();
    let to = last.checked_add_days(Days::new(2 * 366)).unwrap_or(last).and_utc().timestamp();
    if calendar.add_timezone(zone.name(), from, to).is_none() {
        return String::new();
    }
    let mut text = String::new();
    let _ = calendar.write_to(&mut text);
    let (begin, end) = ("BEGIN:VTIMEZONE", "END:VTIMEZONE\r\n");
    match (text.find(begin), text.rfind(end)) {
        (Some(from), Some(to)) => text[from..to + end.len()].to_string(),
        _ => String::new(),
    }
}

/// Content lines: escaped, and folded at 75 bytes.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A text; nothing where it is empty.
    fn text(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let value = value.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace("\r\n", "\n").replace(['\n', '\r'], "\\n");
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        self.line(name, &value);
    }

    fn line(&mut self, name: &str, value: &str) {
        let mut width = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if width + c.len_utf8() > 75 {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
