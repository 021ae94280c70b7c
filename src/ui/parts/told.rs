//! What the log says, in words: acts, whom they are about, fields and their values.

use crate::{
    base::Id,
    lang::Lang,
    store::{Db, Result, appointments, encounters, patients, people, practice, practitioners, reasons, recalls},
    words,
};
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use serde_json::Value;

/// How names are written, and in which language.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Telling {
    pub lang: Lang,
    /// Initials alone.
    pub private: bool,
}

impl Telling {
    /// What was done: a text of `act-…`, or its name where this version does not know it.
    pub fn act(self, what: &str) -> String {
        let key = format!("act-{what}");
        if self.lang.knows(&key) { self.lang.text(&key, &[]) } else { what.replace('-', " ") }
    }

    /// What or whom a record stands for; nothing where it is not here any more.
    pub fn about(self, db: &Db, id: Id) -> Result<String> {
        if let Some(p) = patients::get(db, id)? {
            return Ok(if self.private { p.initials() } else { p.listed(self.lang == Lang::Fr) });
        }
        if let Some(a) = appointments::get(db, id)? {
            return a.patient.map_or(Ok(String::new()), |p| self.about(db, p));
        }
        if let Some(e) = encounters::get(db, id)? {
            return e.patient.map_or(Ok(String::new()), |p| self.about(db, p));
        }
        if let Some(p) = practitioners::get(db, id)? {
            return Ok(p.name());
        }
        if let Some(r) = reasons::get(db, id)? {
            return Ok(r.name);
        }
        if let Some(p) = people::get(db, id)? {
            return Ok(p.name);
        }
        if let Some(k) = recalls::kind(db, id)? {
            return Ok(k.name);
        }
        let practice = practice::get(db)?;
        Ok(if practice.id == id { practice.name } else { String::new() })
    }

    /// A field's name for people; none for those that only the program reads.
    pub fn field(self, name: &str) -> Option<String> {
        let key = format!("field-{}", name.replace('_', "-"));
        self.lang.knows(&key).then(|| self.lang.text(&key, &[]))
    }

    /// A value as a person would write it.
    pub fn value(self, db: &Db, field: &str, value: &Value) -> Result<String> {
        Ok(match value {
            Value::Null => self.lang.text("value-nothing", &[]),
            Value::Bool(true) => self.lang.text("yes", &[]),
            Value::Bool(false) => self.lang.text("no", &[]),
            Value::Number(n) => n.to_string(),
            Value::String(s) => self.text(db, field, s)?,
            Value::Array(all) => all.iter().map(|v| self.value(db, field, v)).collect::<Result<Vec<_>>>()?.join(", "),
            Value::Object(parts) => {
                let shown =
                    parts.iter().filter(|(k, v)| !matches!(k.as_str(), "system" | "use" | "kind") && !crate::model::record::is_nothing(v));
                let words = shown.map(|(k, v)| self.value(db, k, v)).collect::<Result<Vec<_>>>()?;
                words.join(" ")
            }
        })
    }

    fn text(self, db: &Db, field: &str, s: &str) -> Result<String> {
        if let Ok(id) = s.parse::<Id>() {
            return self.about(db, id);
        }
        if let Ok(at) = s.parse::<NaiveDateTime>() {
            return Ok(at.format("%d.%m.%Y %H:%M").to_string());
        }
        if s.parse::<NaiveDate>().is_ok() {
            return Ok(words::birth_date(s));
        }
        let key = format!("{}-{s}", if field == "cancel_reason" { "why" } else { field });
        let coded = matches!(field, "status" | "gender" | "role" | "away" | "cancel_reason" | "day");
        if coded && self.lang.knows(&key) {
            return Ok(self.lang.text(&key, &[]));
        }
        if matches!(field, "telecom" | "value" | "phone") && s.starts_with('+') {
            return Ok(words::phone(s, practice::get(db)?.country()));
        }
        Ok(s.to_owned())
    }
}

/// The drawing beside an act.
pub fn icon(what: &str) -> &'static str {
    match what {
        "arrive" => "log-in",
        "check-in" => "circle-check",
        "call-in" => "stethoscope",
        "finish" => "check",
        "step-out" | "walk-in" => "footprints",
        "step-in" | "undo" => "undo-2",
        "urgent" | "alarm" | "come" | "calm" => "siren",
        "warned" => "phone-call",
        "reorder" | "give-back" => "chevrons-up-down",
        "no-show" | "cancel" => "circle-slash",
        "left" => "door-open",
        "book" => "calendar-plus",
        "move" | "lengthen" | "promise" | "phoned" => "calendar-clock",
        "expect-doctor" | "expected" | "break" => "coffee",
        "absence" | "absence-remove" | "close-days" | "reopen-day" | "slot-remove" => "calendar-off",
        "session" => "calendar-plus",
        "displaced-call" => "phone",
        what if what.starts_with("displaced-") => "calendar-clock",
        "new-patient" => "user-plus",
        "edit-patient" | "settle" => "pencil",
        "merge" | "unmerge" | "apart" => "users",
        what if what.starts_with("recall-") => "syringe",
        what if what.starts_with("keepsake") => "heart",
        "import" => "file-input",
        "init" => "sun",
        "ask" | "answer" | "ask-read" => "message-square",
        "change-rights" => "clipboard-check",
        "note-add" | "note-change" | "note-remove" => "message-square",
        "result-in" | "result-decide" | "result-tell" => "clipboard-list",
        "call" | "call-mistaken" | "task-no-answer" => "phone",
        "result-give" | "task-answer" => "stethoscope",
        "task-message" => "message-square",
        what if what.starts_with("task-") => "list-todo",
        "ready" => "folder-open",
        "sealed" => "lock",
        "passphrase" | "person" => "key-round",
        what if what.starts_with("person-") => "users",
        _ => "settings-2",
    }
}

/// When something was done, by the practice's wall clock.
pub fn local(at: i64, zone: Tz) -> NaiveDateTime {
    DateTime::from_timestamp_millis(at).unwrap_or_default().with_timezone(&zone).naive_local()
}

/// "Today", "Yesterday", "Monday 23 November", with the year where it is another.
pub fn day(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    use chrono::Datelike;
    match (today - date).num_days() {
        0 => lang.text("today-now", &[]),
        1 => lang.text("day-yesterday", &[]),
        _ if date.year() == today.year() => crate::ui::screens::today::capitalised(&words::day(lang, date)),
        _ => words::date(lang, date),
    }
}
