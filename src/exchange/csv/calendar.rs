//! A row of a calendar: its words say whose visit it is, and nobody else does.

use super::{
    Field, Row,
    row::{Reader, by_name, digest},
};
use crate::{
    base::{Id, text::fold},
    exchange::{Incoming, Kind, Link, NewAppointment, NewDayNote, Noun, Why},
    model::{Appointment, DayNote, Reason, Record},
};
use chrono::{Days, NaiveTime};

/// What such a row can know of a visit.
const KNOWS: &[&str] = &["start", "minutes", "status", "label", "patient", "practitioner", "comment"];
/// A label is one line of so many letters at most.
const LABEL: usize = 200;

/// A visit, or a note where it takes whole days.
pub fn event(reader: &Reader, row: &Row) -> Result<Incoming, Why> {
    reader.readable(row)?;
    let subject: String = reader.one(row, Field::Subject).lines().next().unwrap_or_default().trim().chars().take(LABEL).collect();
    if subject.is_empty() {
        return Err(Why::NoName);
    }
    let (kind, id, digest, noun) =
        if is_yes(reader.one(row, Field::AllDay)) { note(reader, row, subject)? } else { visit(reader, row, subject)? };
    let kind = kind.to_string();
    Ok(Incoming { kind, line: row.line, id, digest, ours: false, number: None, partial: false, namesake: false, noun })
}

type Read = (&'static str, Id, String, Noun);

fn visit(reader: &Reader, row: &Row, label: String) -> Result<Read, Why> {
    let start = reader.start(row)?;
    let minutes = match reader.minutes(row, start) {
        // Where nothing says how long, and where it only begins, it takes the usual time.
        Ok(0) | Err(Why::EndBeforeStart) if reader.one(row, Field::End) == reader.one(row, Field::Time) => Reason::default().minutes,
        Ok(0) => Reason::default().minutes,
        read => read?,
    };
    let practitioner = match reader.one(row, Field::Practitioner) {
        "" => Link { to: reader.how.practitioner.map(|id| (Kind::Practitioner, id)).into_iter().collect(), identifier: None },
        name => by_name(name),
    };
    let comment = reader.all(row, Field::Note).collect::<Vec<_>>().join("\n");
    let id = Id::derived(Appointment::KIND, &format!("csv|subject|{}|{start}", fold(&label)));
    let record = Appointment { id, start, minutes, label, comment, ..Appointment::default() };
    let digest = digest(&(record.fields(), format!("{practitioner:?}")));
    let (patient, reason, reason_name, named) = (None, None, String::new(), vec![]);
    let new = NewAppointment { record, patient, practitioner, reason, reason_name, named, speaks_of: KNOWS };
    Ok((Appointment::KIND, id, digest, Noun::Appointment(Box::new(new))))
}

fn note(reader: &Reader, row: &Row, text: String) -> Result<Read, Why> {
    let (date, last) = reader.days(row)?;
    // A day that ends at midnight ends before the next one begins.
    let midnight = crate::exchange::dates::time(reader.one(row, Field::End)) == Some(NaiveTime::MIN);
    let until = if midnight && last > date { last.checked_sub_days(Days::new(1)).unwrap_or(last) } else { last.max(date) };
    let id = Id::derived(DayNote::KIND, &format!("csv|subject|{}|{date}", fold(&text)));
    let record = DayNote { id, date, until, text, ..DayNote::default() };
    let practitioner = reader.how.practitioner.map(|id| Link { to: vec![(Kind::Practitioner, id)], identifier: None });
    let digest = digest(&(record.fields(), format!("{practitioner:?}")));
    let new = NewDayNote { record, practitioner, named: vec![], of_calendar: true };
    Ok((DayNote::KIND, id, digest, Noun::DayNote(Box::new(new))))
}

fn is_yes(cell: &str) -> bool {
    ["true", "vrai", "wahr", "ein", "yes", "oui", "ja", "si", "1", "on", "verdadero", "是"].contains(&fold(cell).as_str())
}

#[cfg(test)]
mod tests {
    use super::is_yes;

    #[test]
    fn whole_days_are_said_in_every_language() {
        assert!(["True", "VRAI", "Ein", "sí", "1"].iter().all(|c| is_yes(c)));
        assert!(!["", "False", "Faux", "Aus", "0"].iter().any(|c| is_yes(c)));
    }
}
