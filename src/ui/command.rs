//! What can be done from anywhere: by a key, by a name in the palette. One table for both.

use super::{
    app::set_looks,
    door::Doorway,
    route::{Entering, Float, Panel, Route, Urgent},
    screens::{calls, diary, patients, urgent, visit::Deed},
    session::Session,
};
use crate::{base::Id, lang::Lang};
use chrono::NaiveDate;
use dioxus::prelude::*;

#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Find,
    Keys,
    Undo,
    Redo,
    Lock,
    /// Somebody else comes to work here.
    Change,
    /// Wipes the keys and goes back to the door.
    Close,
    Back,
    NewVisit,
    WalkIn,
    /// The telephone rings.
    Call,
    /// The call that waits.
    TakeUp,
    /// An emergency, now.
    Urgent,
    /// Whom an emergency made later.
    Warn,
    /// Reception to be read from two metres, or not.
    Far,
    /// The next free places.
    Free,
    /// Who waits for a place.
    Waiting,
    NewPatient,
    /// Words for a colleague.
    Message,
    ResultIn,
    /// A note of the day.
    NewNote,
    /// Visits that wait for their patient.
    Unsettled,
    Go(Route),
    /// The day or week before or after the one that is shown; 0 is today's.
    Period(i32),
    /// Day or week, in the diary.
    Span,
    /// A section of the settings, by the key of its name.
    Section(&'static str),
    Privacy,
    Speak(Lang),
    Theme(&'static str),
    /// The patient's page.
    Patient(Id),
    /// How a doctor stands.
    Doctor(Id),
    Date(NaiveDate),
    Deed(Deed, Id),
    Move(Id),
    /// A doctor is away, pauses, or works beside the hours.
    Enter(Id, Entering),
    Print,
    /// Somebody new by the name that was typed.
    Add(String),
}

/// A command that a key does anywhere.
pub struct Bound {
    pub ctrl: bool,
    /// The key's name; letters in lower case.
    pub key: &'static str,
    pub command: Command,
}

const fn plain(key: &'static str, command: Command) -> Bound {
    Bound { ctrl: false, key, command }
}

const fn ctrl(key: &'static str, command: Command) -> Bound {
    Bound { ctrl: true, key, command }
}

/// Where one key does the same as another, the first is the one that is shown.
pub static BOUND: &[Bound] = &[
    ctrl("k", Command::Find),
    plain("/", Command::Find),
    plain("n", Command::NewVisit),
    plain("w", Command::WalkIn),
    plain("F4", Command::Free),
    plain("F6", Command::Waiting),
    plain("j", Command::NewNote),
    plain("F7", Command::Message),
    ctrl("z", Command::Undo),
    ctrl("y", Command::Redo),
    ctrl("l", Command::Lock),
    plain("[", Command::Period(-1)),
    plain("]", Command::Period(1)),
    plain("t", Command::Period(0)),
    plain("v", Command::Span),
    plain("?", Command::Keys),
    plain("F1", Command::Keys),
    plain("F2", Command::Call),
    plain("F9", Command::TakeUp),
    plain("F3", Command::Urgent),
    plain("F8", Command::Far),
    plain("Escape", Command::Back),
    plain("1", Command::Go(Route::Today)),
    plain("2", Command::Go(Route::Reception)),
    plain("3", Command::Go(Route::Diary)),
    plain("4", Command::Go(Route::Owed)),
    plain("5", Command::Go(Route::Patients)),
    plain("p", Command::Go(Route::Patients)),
    plain("6", Command::Go(Route::History)),
    ctrl("1", Command::Go(Route::Today)),
    ctrl("2", Command::Go(Route::Reception)),
    ctrl("3", Command::Go(Route::Diary)),
    ctrl("4", Command::Go(Route::Owed)),
    ctrl("5", Command::Go(Route::Patients)),
    ctrl("6", Command::Go(Route::History)),
    ctrl("7", Command::Go(Route::Import)),
    ctrl("8", Command::Go(Route::Settings)),
    plain("7", Command::Go(Route::Import)),
    plain("8", Command::Go(Route::Settings)),
];

/// The keys that lead to a field: what is typed next is meant for it.
pub fn opening_keys() -> impl Iterator<Item = String> {
    let opens = |c: &Command| {
        matches!(
            c,
            Command::Call
                | Command::Find
                | Command::NewVisit
                | Command::WalkIn
                | Command::NewNote
                | Command::Message
                | Command::Go(Route::Patients)
        )
    };
    BOUND.iter().filter(move |b| opens(&b.command)).map(|b| if b.ctrl { format!("ctrl+{}", b.key) } else { b.key.to_lowercase() })
}

/// What the palette offers by name, beside people, visits, days and practitioners.
pub static NAMED: &[Command] = &[
    Command::NewVisit,
    Command::WalkIn,
    Command::Call,
    Command::TakeUp,
    Command::Urgent,
    Command::Warn,
    Command::Far,
    Command::Free,
    Command::Waiting,
    Command::NewPatient,
    Command::NewNote,
    Command::Message,
    Command::ResultIn,
    Command::Unsettled,
    Command::Undo,
    Command::Redo,
    Command::Go(Route::Today),
    Command::Go(Route::Reception),
    Command::Go(Route::Diary),
    Command::Span,
    Command::Go(Route::Owed),
    Command::Go(Route::Patients),
    Command::Go(Route::Twins),
    Command::Go(Route::ToMove),
    Command::Go(Route::Recalls(None)),
    Command::Print,
    Command::Go(Route::History),
    Command::Go(Route::Import),
    Command::Go(Route::Settings),
    Command::Section("set-practice"),
    Command::Section("set-practitioners"),
    Command::Section("set-reasons"),
    Command::Section("set-recalls"),
    Command::Section("set-persons"),
    Command::Section("set-rights"),
    Command::Section("set-asked"),
    Command::Section("set-look"),
    Command::Section("set-device"),
    Command::Section("set-safety"),
    Command::Section("set-backup"),
    Command::Section("set-audit"),
    Command::Section("set-own-log"),
    Command::Lock,
    Command::Change,
    Command::Close,
    Command::Privacy,
    Command::Speak(Lang::En),
    Command::Speak(Lang::Fr),
    Command::Theme("light"),
    Command::Theme("dark"),
    Command::Theme(""),
    Command::Keys,
];

impl Command {
    /// The key that does it, as its cap shows it.
    pub fn cap(&self) -> Option<String> {
        let letter = match self {
            Command::Deed(deed, _) => return Some(deed.letter().to_uppercase()),
            Command::Move(_) => return Some("M".into()),
            _ => BOUND.iter().find(|b| b.command == *self),
        };
        letter.map(Bound::cap)
    }

    /// The key of its text; none for those that carry a name of their own.
    pub fn text(&self) -> Option<&'static str> {
        Some(match self {
            Command::Find => "command-find",
            Command::Keys => "command-keys",
            Command::Undo => "command-undo",
            Command::Redo => "command-redo",
            Command::Lock => "command-lock",
            Command::Change => "command-change",
            Command::Close => "lock-close",
            Command::Back => "command-back",
            Command::NewVisit => "new-visit",
            Command::WalkIn => "walk-in",
            Command::Call => "call-new",
            Command::TakeUp => "call-take-up",
            Command::Urgent => "urgent-title",
            Command::Warn => "warn-title",
            Command::Far => "far-title",
            Command::Free => "free-title",
            Command::Waiting => "waiting-title",
            Command::NewPatient => "patients-new-one",
            Command::NewNote => "day-note-new",
            Command::Message => "message-new",
            Command::ResultIn => "results-new",
            Command::Unsettled => "unsettled-title",
            Command::Go(Route::Today) => "place-today",
            Command::Go(Route::Reception) => "place-reception",
            Command::Go(Route::Diary) => "place-diary",
            Command::Period(-1) => "diary-before",
            Command::Period(0) => "diary-now",
            Command::Period(_) => "diary-after",
            Command::Span => "diary-span",
            Command::Go(Route::Owed) => "place-owed",
            Command::Go(Route::Twins | Route::Pair(..)) => "twins-title",
            Command::Go(Route::Patients | Route::Patient(_)) => "place-patients",
            Command::Go(Route::ToMove) => "to-move-title",
            Command::Go(Route::Recalls(_)) => "recalls-title",
            Command::Print => "print-day",
            Command::Go(Route::History) => "place-history",
            Command::Go(Route::Import) => "place-import",
            Command::Go(Route::Settings) => "place-settings",
            Command::Section(text) => text,
            Command::Privacy => "command-privacy",
            Command::Speak(Lang::En) => "command-english",
            Command::Speak(Lang::Fr) => "command-french",
            Command::Theme("light") => "command-light",
            Command::Theme("dark") => "command-dark",
            Command::Theme(_) => "command-system-theme",
            Command::Patient(_)
            | Command::Doctor(_)
            | Command::Date(_)
            | Command::Deed(..)
            | Command::Move(_)
            | Command::Enter(..)
            | Command::Add(_) => {
                return None;
            }
        })
    }

    pub fn icon(&self) -> &'static str {
        match self {
            Command::Find => "search",
            Command::Keys => "keyboard",
            Command::Undo | Command::Redo => "undo-2",
            Command::Lock => "lock",
            Command::Change => "users",
            Command::Close => "door-closed",
            Command::Back => "arrow-left",
            Command::NewVisit => "calendar-plus",
            Command::WalkIn => "footprints",
            Command::Call => "phone",
            Command::TakeUp => "phone-call",
            Command::Urgent => "siren",
            Command::Warn => "phone-call",
            Command::Far => "monitor",
            Command::Free => "calendar-clock",
            Command::Waiting => "hourglass",
            Command::NewPatient | Command::Add(_) => "user-plus",
            Command::NewNote => "calendar-check",
            Command::Message => "message-square",
            Command::ResultIn => "flask-conical",
            Command::Go(Route::Owed) => "list-todo",
            Command::Unsettled => "user-round-search",
            Command::Go(Route::Today) => "sun",
            Command::Go(Route::Reception) => "armchair",
            Command::Go(Route::Diary) | Command::Span => "calendar-days",
            Command::Period(..=-1) => "chevron-left",
            Command::Period(0) => "calendar-check",
            Command::Period(_) => "chevron-right",
            Command::Go(Route::Patients | Route::Patient(_) | Route::Twins | Route::Pair(..)) => "users",
            Command::Go(Route::ToMove) => "calendar-clock",
            Command::Go(Route::Recalls(_)) => "syringe",
            Command::Print => "printer",
            Command::Enter(_, entering) => crate::ui::screens::doctor_times::icon(*entering),
            Command::Go(Route::History) => "history",
            Command::Go(Route::Import) => "file-input",
            Command::Go(Route::Settings) => "settings-2",
            Command::Section(section) => crate::ui::screens::settings::icon(section),
            Command::Privacy => "eye-off",
            Command::Speak(_) => "languages",
            Command::Theme("light") => "sun",
            Command::Theme("dark") => "moon",
            Command::Theme(_) => "sun-moon",
            Command::Patient(_) => "user",
            Command::Doctor(_) => "stethoscope",
            Command::Date(_) => "calendar-days",
            Command::Deed(deed, _) => deed.icon(),
            Command::Move(_) => "calendar-clock",
        }
    }

    pub fn run(&self, mut session: Session) {
        match self {
            Command::Find => session.float.set(Some(Float::Palette)),
            Command::Keys => session.float.set(Some(Float::Keys)),
            Command::Undo => session.undo_last(),
            Command::Redo => session.redo_last(),
            Command::Lock => session.lock(),
            Command::Change => session.float.set(Some(Float::Me)),
            Command::Close => consume_context::<Doorway>().close(),
            Command::Back => super::keys::step_back(session),
            Command::NewVisit => {
                lay_aside(session);
                diary::book(session);
            }
            Command::WalkIn => over(session, Panel::WalkIn { patient: None }),
            Command::Call => calls::ring(session),
            Command::TakeUp => calls::take_up(session),
            Command::Urgent => urgent::begin(session),
            Command::Warn => session.urgent.set(Some(Urgent::Warn(None))),
            Command::Far => crate::ui::screens::reception::far::toggle(session),
            Command::Free => over(session, Panel::Free { patient: shown_patient(session) }),
            Command::Waiting => over(session, Panel::Waiting),
            Command::ResultIn => over(session, Panel::Result { patient: None }),
            Command::Message => over(session, Panel::Message { to: None, answers: None }),
            Command::NewNote => over(session, Panel::DayNote(None)),
            Command::Unsettled => over(session, Panel::Unsettled),
            Command::NewPatient => over(session, Panel::Patient(None)),
            Command::Go(route) => session.go(*route),
            Command::Period(by) => diary::turn(session, *by),
            Command::Span => diary::other_span(session),
            Command::Section(text) => {
                session.go(Route::Settings);
                session.section.set(Some(text));
            }
            Command::Privacy => set_looks(session, |l| l.privacy = !l.privacy),
            Command::Speak(lang) => set_looks(session, |l| l.lang = lang.code().into()),
            Command::Theme(theme) => set_looks(session, |l| l.theme = (*theme).into()),
            Command::Patient(id) => session.go(Route::Patient(*id)),
            Command::Doctor(id) => over(session, Panel::Doctor(*id)),
            Command::Date(date) if *session.route.peek() == Route::Diary => diary::jump(session, *date),
            Command::Date(date) => {
                session.go(Route::Today);
                session.date.set(Some(*date).filter(|d| *d != session.today()));
            }
            Command::Deed(deed, id) => deed.run(session, *id),
            Command::Move(id) => over(session, Panel::Move(*id)),
            Command::Enter(practitioner, entering) => over(session, Panel::Away { practitioner: *practitioner, entering: *entering }),
            Command::Print => over(session, Panel::Print(None)),
            Command::Add(typed) => {
                lay_aside(session);
                patients::add(session, typed);
            }
        }
    }
}

/// Whose page is open.
fn shown_patient(session: Session) -> Option<Id> {
    match *session.route.peek() {
        Route::Patient(id) => Some(id),
        _ => None,
    }
}

impl Bound {
    pub fn cap(&self) -> String {
        let key = match self.key {
            "Escape" => "Esc".to_owned(),
            key => key.to_uppercase(),
        };
        if self.ctrl { format!("Ctrl {key}") } else { key }
    }
}

/// Opens a panel that was asked for by name or by its key.
fn over(session: Session, panel: Panel) {
    lay_aside(session);
    session.open(panel);
}

/// A call card would lie over the panel: it waits on its shelf.
fn lay_aside(session: Session) {
    if session.calls.peek().active().is_some() {
        calls::park(session);
    }
}
