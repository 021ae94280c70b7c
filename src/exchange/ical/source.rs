//! From bytes to components, each with the line it starts on. Only what a component holds is read by the library:
//! it passes over what is broken, and does not say where.

use super::GENKI;
use crate::exchange::{Unreadable, letters, lines};
use std::collections::BTreeMap;

/// One VEVENT or VTIMEZONE as it stands in the file.
pub struct Block {
    pub line: u64,
    /// Its lines unfolded, without the components inside an event.
    pub text: String,
    /// Says whether two are the same, whenever they were written.
    pub digest: String,
    /// It ends in the middle, or another begins in it.
    pub broken: bool,
    /// The calendar of the file that it belongs to.
    pub calendar: usize,
}

/// What a calendar says of itself.
#[derive(Default, Clone)]
pub struct Calendar {
    pub name: String,
    /// Written by Genki.
    pub ours: bool,
    /// All of its events are called off.
    pub cancels: bool,
}

#[derive(Default)]
pub struct Source {
    pub calendars: Vec<Calendar>,
    pub zones: Vec<Block>,
    pub events: Vec<Block>,
    /// Components that are no events, and how many.
    pub others: BTreeMap<String, u64>,
}

/// How deep components stand in one another at most.
const DEEP: usize = 64;

pub fn open(bytes: &[u8], country: &str) -> Result<Source, Unreadable> {
    let lines = unfolded(bytes, country)?;
    let Some(last) = lines.last() else { return Err(Unreadable::Empty) };
    let mut scan = Scan::default();
    for (number, line) in &lines {
        scan.line(*number, line);
    }
    if scan.source.calendars.is_empty() {
        return Err(Unreadable::NotCalendar);
    }
    if !scan.open.is_empty() {
        return Err(Unreadable::Cut(last.0));
    }
    Ok(scan.source)
}

/// Content lines in letters, each with the number of its first line.
fn unfolded(bytes: &[u8], country: &str) -> Result<Vec<(u64, String)>, Unreadable> {
    let lines = lines::read(bytes, country)?;
    let text = |line: &[u8]| {
        let text = letters::by(lines.usual, line);
        text.trim_end_matches(['\r', '\0']).trim_start_matches('\u{feff}').to_string()
    };
    Ok(lines.all.iter().map(|(number, line)| (*number, text(line))).filter(|(_, line)| !line.trim().is_empty()).collect())
}

#[derive(Default)]
struct Scan {
    source: Source,
    /// The names of the components that are open, the innermost last.
    open: Vec<String>,
    /// The event or zone being read, and how deep it stands.
    block: Option<(usize, Block)>,
}

impl Scan {
    fn line(&mut self, number: u64, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.trim();
        match name.trim().to_ascii_uppercase().as_str() {
            "BEGIN" => self.begin(number, value.to_ascii_uppercase()),
            "END" => self.end(&value.to_ascii_uppercase()),
            name => self.content(name.split(';').next().unwrap_or_default(), line, value),
        }
    }

    fn begin(&mut self, number: u64, name: String) {
        if matches!(name.as_str(), "VEVENT" | "VCALENDAR")
            && let Some(i) = self.open.iter().position(|o| matches!(o.as_str(), "VEVENT" | "VTODO" | "VJOURNAL" | "VTIMEZONE"))
        {
            // The one before never ended.
            self.close(i, true);
        }
        // Deeper than this nothing of a calendar stands; an end looks through all that is open.
        if name != "VCALENDAR" && self.open.len() >= DEEP {
            return;
        }
        match name.as_str() {
            "VCALENDAR" => {
                self.open.clear();
                self.source.calendars.push(Calendar::default());
            }
            "VEVENT" | "VTIMEZONE" if self.block.is_none() => {
                if self.source.calendars.is_empty() {
                    self.source.calendars.push(Calendar::default());
                }
                let calendar = self.source.calendars.len() - 1;
                self.block =
                    Some((self.open.len(), Block { line: number, text: String::new(), digest: String::new(), broken: false, calendar }));
            }
            "VTODO" | "VJOURNAL" | "VFREEBUSY" | "VAVAILABILITY" => *self.source.others.entry(name.clone()).or_default() += 1,
            _ => {}
        }
        self.frame("BEGIN", &name);
        self.open.push(name);
    }

    fn end(&mut self, name: &str) {
        // An end without its beginning ends nothing.
        let Some(i) = self.open.iter().rposition(|o| o == name) else { return };
        self.frame("END", name);
        self.close(i, i + 1 < self.open.len());
    }

    /// Ends what is open from the `i`th on; an event among it that was to go on is broken.
    fn close(&mut self, i: usize, early: bool) {
        if let Some((depth, mut block)) = self.block.take_if(|(depth, _)| *depth >= i) {
            let own = self.open[depth].clone();
            block.broken = early && (depth > i || self.open.len() > depth + 1 || own != "VTIMEZONE");
            block.text = format!("BEGIN:{own}\r\n{}END:{own}\r\n", block.text);
            block.digest = digest(&block.text);
            if own == "VEVENT" { self.source.events.push(block) } else { self.source.zones.push(block) }
        }
        self.open.truncate(i);
    }

    /// The parts of a zone are kept with their frames.
    fn frame(&mut self, edge: &str, name: &str) {
        if let Some((depth, block)) = &mut self.block
            && self.open.get(*depth).is_some_and(|own| own == "VTIMEZONE")
            && matches!(name, "STANDARD" | "DAYLIGHT")
        {
            block.text.push_str(&format!("{edge}:{name}\r\n"));
        }
    }

    fn content(&mut self, name: &str, line: &str, value: &str) {
        if let Some((depth, block)) = &mut self.block {
            let inner = self.open.len() - 1 - *depth;
            if inner == 0 || self.open[*depth] == "VTIMEZONE" {
                block.text.push_str(line);
                block.text.push_str("\r\n");
            }
            return;
        }
        let Some(calendar) = self.source.calendars.last_mut().filter(|_| self.open.len() == 1) else { return };
        match name {
            "X-WR-CALNAME" | "NAME" if calendar.name.is_empty() => calendar.name = value.replace('\\', "").chars().take(500).collect(),
            "PRODID" => calendar.ours = value.starts_with(GENKI),
            "METHOD" => calendar.cancels = value.eq_ignore_ascii_case("CANCEL"),
            _ => {}
        }
    }
}

/// A digest of an event's lines but those that every export writes anew.
fn digest(text: &str) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("genki calendar source 1");
    for line in text.lines().filter(|l| !l.to_ascii_uppercase().starts_with("DTSTAMP")) {
        hasher.update(&(line.len() as u64).to_le_bytes()).update(line.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_string()
}
