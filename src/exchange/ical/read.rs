//! From a calendar to a plan.

use super::{
    event::{Event, Length, nearest_day},
    repeat,
    series::{Except, Keys, Time},
    source::{self, Calendar},
    zone::{Stamp, Zones},
};
use crate::{
    base::Id,
    exchange::{How, Incoming, Kind, Link, NewAppointment, NewDayNote, Noun, Plan, Rejected, Remark, Unreadable, Why},
    model::{Appointment, DayNote, Reason, Record, Refusal, transition::AppointmentStatus as A},
};
use calcard::icalendar::ICalendarStatus;
use chrono::Days;
use std::collections::{BTreeMap, HashMap};

/// What an event can know of a visit.
const KNOWS: &[&str] = &["start", "minutes", "status", "label", "patient", "practitioner", "series", "comment"];
/// The same where it says nothing else.
const KNOWS_LITTLE: &[&str] = &["start", "minutes", "status", "label", "patient", "practitioner", "series"];
/// Longer than this nothing takes, in minutes: two years.
const LONGEST: i64 = 1_051_200;

/// Reads a whole file. Events that do not fit are named in the plan.
pub fn read(bytes: &[u8], how: &How) -> Result<Plan, Unreadable> {
    let source = source::open(bytes, &how.country)?;
    let zones = Zones::of(&source.zones, how.zone, how.today);
    let plan = Plan { format: "ics", left_alone: source.others, ..Plan::default() };
    let mut reader = Reader { how, calendars: &source.calendars, plan, room: ROOM };
    let mut groups: Vec<Vec<Event>> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    for block in &source.events {
        let mut event = match Event::read(block, &zones) {
            Ok(event) => event,
            Err(why) => {
                reader.reject(block.line, why);
                continue;
            }
        };
        // What we write as a visit is one, however long.
        if source.calendars.get(event.calendar).is_some_and(|c| c.ours) && !event.start.whole_day {
            event.days = None;
        }
        if event.uid.is_empty() {
            event.uid = format!("content:{}", event.digest);
        }
        let i = *at.entry(event.uid.clone()).or_insert(groups.len());
        if i == groups.len() {
            groups.push(vec![]);
        }
        groups[i].push(event);
    }
    groups.into_iter().for_each(|events| reader.group(events));
    Ok(reader.plan)
}

struct Reader<'a> {
    how: &'a How,
    calendars: &'a [Calendar],
    plan: Plan,
    /// So many more letters may be said again for each time of a series.
    room: usize,
}

/// What the series of a file may make of their words in all, in bytes.
const ROOM: usize = 256 << 20;

/// One time at which an event takes place.
struct Occurrence<'a> {
    event: &'a Event,
    start: Stamp,
    length: Option<Length>,
    /// When it would be, had nobody moved it; none for an event that does not recur.
    key: Option<String>,
}

impl Reader<'_> {
    fn reject(&mut self, line: u64, why: Why) {
        *self.plan.read.entry(Appointment::KIND.into()).or_default() += 1;
        self.plan.rejected.push(Rejected { kind: Appointment::KIND.into(), line, why });
    }

    /// All events of one UID: at most one that recurs, and those that stand for one of its occurrences.
    fn group(&mut self, events: Vec<Event>) {
        let (mut instead, mut masters): (Vec<Event>, Vec<Event>) = events.into_iter().partition(|e| e.instead_of.is_some());
        // The newest counts.
        masters.sort_by_key(|e| e.sequence);
        instead.sort_by_key(|e| e.sequence);
        let master = masters.pop();
        for other in masters {
            self.twice(&other, master.as_ref());
        }
        let occurrences = match &master {
            Some(one) if !one.recurs() && instead.is_empty() => {
                vec![Occurrence { event: one, start: one.start.clone(), length: one.length.clone(), key: None }]
            }
            _ => self.occurrences(master.as_ref(), &instead),
        };
        let series = (occurrences.len() > 1).then(|| {
            let uid = master.as_ref().or(instead.first()).map(|e| e.uid.as_str()).unwrap_or_default();
            Id::derived("series", uid)
        });
        for occurrence in &occurrences {
            let words = occurrence.event.description.len() + occurrence.event.summary.len();
            match self.room.checked_sub(if series.is_some() { words } else { 0 }) {
                Some(left) => self.room = left,
                None => return self.reject(occurrence.event.line, Why::Repeats),
            }
            self.take(occurrence, series);
        }
    }

    fn twice(&mut self, loser: &Event, winner: Option<&Event>) {
        if winner.is_some_and(|w| w.digest == loser.digest) {
            *self.plan.read.entry(Appointment::KIND.into()).or_default() += 1;
            *self.plan.repeated.entry(Appointment::KIND.into()).or_default() += 1;
        } else {
            self.reject(loser.line, Why::Twice);
        }
    }

    fn occurrences<'e>(&mut self, master: Option<&'e Event>, instead: &'e [Event]) -> Vec<Occurrence<'e>> {
        let mut all: BTreeMap<String, Occurrence<'e>> = BTreeMap::new();
        if let Some(event) = master {
            for Time { start, length } in self.starts(event) {
                let key = start.key();
                all.insert(key.clone(), Occurrence { event, start, length, key: Some(key) });
            }
        }
        let known: Vec<(String, Stamp)> = all.iter().map(|(key, o)| (key.clone(), o.start.clone())).collect();
        let series = Keys::of(master, &known, self.how.zone);
        let mut onwards: Vec<(String, &Event)> = Vec::new();
        for event in instead {
            let Some((of, later)) = &event.instead_of else { continue };
            let key = series.key(of);
            if *later {
                onwards.push((key.clone(), event));
            }
            all.insert(key.clone(), Occurrence { event, start: event.start.clone(), length: event.length.clone(), key: Some(key) });
        }
        // "This and all later ones": those without words of their own move with it, and with the last of several.
        onwards.sort_by(|a, b| a.0.cmp(&b.0));
        let (mut next, mut current) = (onwards.into_iter().peekable(), None);
        for (key, later) in &mut all {
            while let Some((_, event)) = next.next_if(|(from, _)| from < key) {
                current = Some(event);
            }
            let Some(event) = current.filter(|_| master.is_some_and(|m| std::ptr::eq(m, later.event))) else { continue };
            let Some((of, _)) = &event.instead_of else { continue };
            let by = event.start.local - of.local;
            later.start = event.start.at(later.start.local.checked_add_signed(by).unwrap_or(later.start.local));
            later.event = event;
            later.length = event.length.clone();
        }
        all.into_values().collect()
    }

    /// The times of a recurring event, exceptions taken out.
    fn starts(&mut self, event: &Event) -> Vec<Time> {
        let kept = match &event.rule {
            Some(rule) => repeat::kept(rule, event.start.local, self.how.today, event.start.whole_day),
            None => repeat::Kept { starts: vec![event.start.local], ..repeat::Kept::default() },
        };
        self.remark(event.line, &kept);
        let usual = |start| Time { start, length: event.length.clone() };
        let mut starts: Vec<Time> = kept.starts.iter().map(|at| usual(event.start.at(*at))).collect();
        starts.extend(event.also.iter().map(|(also, length)| match event.start.whole_day || also.whole_day {
            true => usual(event.start.at(also.local.date().and_time(event.start.local.time()))),
            false => Time { start: also.clone(), length: length.clone().or_else(|| event.length.clone()) },
        }));
        let out = Except::of(&event.except, &starts, self.how.zone);
        starts.retain(|time| !out.has(&time.start));
        // Said one by one a series is no longer than one by rule.
        if starts.len() > repeat::MOST {
            starts.sort_by_key(|time| time.start.instant());
            let left_out = starts.len() - repeat::MOST;
            starts.drain(..left_out);
            let said = Refusal::new("import-remark-long").with("left", left_out).with("n", starts.len());
            self.plan.remarks.push(Remark { line: event.line, said });
        }
        starts
    }

    fn remark(&mut self, line: u64, kept: &repeat::Kept) {
        if let Some(until) = kept.until.filter(|until| kept.starts.last().is_some_and(|last| last.date() <= *until)) {
            self.plan.remarks.push(Remark { line, said: Refusal::new("import-remark-endless").with("until", until) });
        }
        if kept.left_out > 0 {
            let said = Refusal::new("import-remark-long").with("left", kept.left_out).with("n", kept.starts.len());
            self.plan.remarks.push(Remark { line, said });
        }
    }

    /// One occurrence on its way in: a visit, or a note of the day.
    fn take(&mut self, occurrence: &Occurrence, series: Option<Id>) {
        let event = occurrence.event;
        let (calendars, none) = (self.calendars, Calendar::default());
        let calendar = calendars.get(event.calendar).unwrap_or(&none);
        let off = calendar.cancels || event.status == Some(ICalendarStatus::Cancelled);
        // Somebody who is free meanwhile, or away for whole days, has no visit.
        let noted = event.transparent || event.days.is_some();
        if noted && off {
            *self.plan.left_alone.entry("VEVENT CANCELLED".into()).or_default() += 1;
            return;
        }
        let kind = if noted { DayNote::KIND } else { Appointment::KIND };
        let own = if calendar.ours { event.uid.parse().ok() } else { None };
        let identity = occurrence.key.as_ref().map_or_else(|| event.uid.clone(), |key| format!("{}|{key}", event.uid));
        let id = own.unwrap_or_else(|| Id::derived(kind, &identity));
        let noun = if noted {
            self.day_note(occurrence, calendar, id).map(|n| Noun::DayNote(Box::new(n)))
        } else {
            self.appointment(occurrence, calendar, id, series, off).map(|a| Noun::Appointment(Box::new(a)))
        };
        let noun = match noun {
            Ok(noun) => noun,
            Err(why) => return self.reject(event.line, why),
        };
        *self.plan.read.entry(kind.into()).or_default() += 1;
        let digest = Id::derived(&event.digest, occurrence.key.as_deref().unwrap_or_default()).to_string();
        self.plan.records.push(Incoming {
            kind: kind.into(),
            line: event.line,
            id,
            digest,
            ours: calendar.ours,
            number: None,
            partial: false,
            namesake: false,
            noun,
        });
    }

    fn appointment(&self, o: &Occurrence, calendar: &Calendar, id: Id, series: Option<Id>, off: bool) -> Result<NewAppointment, Why> {
        let event = o.event;
        let said = o.length.as_ref().map(|length| length.minutes(&o.start));
        if said.is_some_and(|minutes| !(0..=LONGEST).contains(&minutes)) {
            return Err(Why::NoLength);
        }
        let usual = i64::from(Reason::default().minutes);
        // An event that only begins is a visit of the usual length.
        let minutes = said.filter(|minutes| *minutes > 0 || calendar.ours).unwrap_or(usual);
        let nameless = event.our("X-GENKI-NAMELESS").is_some();
        let record = Appointment {
            id,
            label: if nameless { String::new() } else { first_line(&event.summary) },
            series: if calendar.ours { event.our("X-GENKI-SERIES").and_then(|s| s.parse().ok()) } else { series },
            start: o.start.here(self.how.zone),
            minutes: minutes.try_into().map_err(|_| Why::NoLength)?,
            status: status(event, calendar, off),
            comment: event.description.clone(),
            ..Appointment::default()
        };
        Ok(NewAppointment {
            record,
            patient: None,
            practitioner: self.practitioner(event, calendar),
            reason: None,
            reason_name: if calendar.ours { event.categories.clone() } else { String::new() },
            named: named(event, calendar),
            speaks_of: if event.description.is_empty() && (nameless || !calendar.ours) { KNOWS_LITTLE } else { KNOWS },
        })
    }

    fn day_note(&self, o: &Occurrence, calendar: &Calendar, id: Id) -> Result<NewDayNote, Why> {
        let event = o.event;
        let mut text =
            [&event.summary, &event.description].into_iter().map(|t| first_line(t)).find(|t| !t.is_empty()).ok_or(Why::NoName)?;
        let start = o.start.here(self.how.zone);
        // Whole days have no zone: they are those of the calendar's own wall.
        let (date, days) = match event.days {
            Some(days) if days.here => (nearest_day(start), days.many),
            Some(days) => (o.start.local.date(), days.many),
            None => {
                text = format!("{} {text}", start.format("%H:%M"));
                (start.date(), 1)
            }
        };
        let more = u64::try_from(days - 1).unwrap_or(0).min(3_660);
        let record = DayNote { id, date, until: date.checked_add_days(Days::new(more)).unwrap_or(date), text, ..DayNote::default() };
        let link = self.practitioner(event, calendar);
        // In our own calendar a note that names nobody is for everybody, whoever the file is taken in for.
        let for_everybody = calendar.ours && written_for(event).is_none();
        let practitioner = (!link.to.is_empty() && !for_everybody).then_some(link);
        Ok(NewDayNote { record, practitioner, named: named(event, calendar), of_calendar: !calendar.ours })
    }

    /// The one whom we wrote there, or whom she chose for the file.
    fn practitioner(&self, event: &Event, calendar: &Calendar) -> Link {
        let ours = written_for(event).filter(|_| calendar.ours);
        Link { to: ours.into_iter().chain(self.how.practitioner).map(|id| (Kind::Practitioner, id)).collect(), identifier: None }
    }
}

/// The practitioner whom we write where others write who called the meeting.
fn written_for(event: &Event) -> Option<Id> {
    event.organizer.iter().find_map(|o| o.strip_prefix("urn:uuid:")?.parse().ok())
}

fn named(event: &Event, calendar: &Calendar) -> Vec<String> {
    [calendar.name.clone()].into_iter().chain(event.organizer.iter().cloned()).filter(|w| !w.is_empty()).collect()
}

fn status(event: &Event, calendar: &Calendar, off: bool) -> A {
    let ours = event.our("X-GENKI-STATUS").filter(|_| calendar.ours).and_then(|s| s.parse().ok());
    match (&event.status, ours) {
        _ if off => A::Cancelled,
        (_, Some(status @ (A::Fulfilled | A::NoShow))) => status,
        (Some(ICalendarStatus::Tentative | ICalendarStatus::NeedsAction | ICalendarStatus::Pending), _) => A::Pending,
        _ => A::Booked,
    }
}

/// A label is one line.
fn first_line(text: &str) -> String {
    text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default().chars().take(200).collect()
}
