//! Where one is: a screen, and what stands in the panel beside it.

use crate::base::Id;
use chrono::NaiveDateTime;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Route {
    #[default]
    Today,
    Reception,
    Diary,
    /// Everything that is owed to somebody.
    Owed,
    Patients,
    Patient(Id),
    /// Files that may be of one person.
    Twins,
    /// Two of them side by side.
    Pair(Id, Id),
    /// Visits that lost their session.
    ToMove,
    /// Who is due for a recall, or which recalls there are.
    Recalls(Option<Id>),
    History,
    Import,
    Settings,
}

impl Route {
    /// The place on the rail that is lit.
    pub fn place(self) -> Route {
        match self {
            Route::Patient(_) | Route::Twins | Route::Pair(..) => Route::Patients,
            Route::ToMove => Route::Today,
            Route::Recalls(_) => Route::Owed,
            other => other,
        }
    }
}

/// What stands beside the screen, or over its foot on a phone.
#[derive(Debug, Clone, PartialEq)]
pub enum Panel {
    Visit(Id),
    /// A new visit, as far as one knows already.
    Book {
        patient: Option<Id>,
        practitioner: Option<Id>,
        start: Option<NaiveDateTime>,
    },
    WalkIn {
        patient: Option<Id>,
    },
    /// The next free places, before it is known for whom.
    Free {
        patient: Option<Id>,
    },
    /// Asks why a visit is called off, or it and all later ones of its series.
    CallOff {
        id: Id,
        onwards: bool,
    },
    /// Who waits for a place.
    Waiting,
    /// What one of them waits for.
    Wait(Id),
    /// Who among them fits what an act made free.
    Offer(Id),
    /// Moves a visit.
    Move(Id),
    /// Adds a patient, or changes one.
    Patient(Option<Id>),
    Doctor(Id),
    /// Enters an absence, a break or a session of a single day.
    Away {
        practitioner: Id,
        entering: Entering,
    },
    /// Prints the day that is shown.
    Print(Option<Id>),
    /// Says whose visit it is; `back` to the list of all that wait for their patient.
    Settle {
        id: Id,
        back: bool,
    },
    /// All visits that wait for their patient.
    Unsettled,
    /// Writes to a colleague, or to all: to whom, and which message it answers.
    Message {
        to: Option<Id>,
        answers: Option<Id>,
    },
    /// A result has come: for somebody known already, or not.
    Result {
        patient: Option<Id>,
    },
    /// Writes a note of the day that is shown, or changes one.
    DayNote(Option<Id>),
}

impl Panel {
    /// Whether words are written there: a letter beside its fields is a slip, and no command.
    pub fn writes(&self) -> bool {
        self.books()
            || matches!(self, Panel::Patient(_) | Panel::Message { .. } | Panel::Result { .. } | Panel::DayNote(_) | Panel::Away { .. })
    }

    /// Whether a visit is being made there.
    pub fn books(&self) -> bool {
        matches!(self, Panel::Book { .. } | Panel::WalkIn { .. } | Panel::Free { .. })
    }
}

/// What an emergency puts over everything else, which waits under it as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Urgent {
    /// Where it fits; `lit` is the place that Enter takes.
    Places { asked: Asked, lit: usize },
    /// Who is to be warned; of an emergency that was just taken also who it is.
    Warn(Option<Id>),
}

/// What an emergency needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub minutes: u32,
    pub whose: Whose,
    /// In how many minutes the patient will be here; none for who is here now.
    pub coming: Option<i64>,
    /// The call that it came by: who telephones is who comes.
    pub card: Option<Id>,
}

/// Whose places are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Theirs whom it costs least.
    Likeliest,
    One(Id),
    All,
}

/// What floats over everything: at most one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Float {
    Palette,
    Keys,
    More,
    /// The small month of the diary.
    Month,
    /// Who is at work, and who could be.
    Me,
    /// The screen is turned to a patient: this visit's own line alone.
    Turned(Id),
    /// A file that came with a result: which of its files.
    Paper {
        result: Id,
        n: usize,
    },
}

/// What is entered beside a practitioner's weekly hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entering {
    Away,
    Break,
    /// A session on a day or at an hour that has none.
    Session,
}

impl Entering {
    pub const ALL: [Entering; 3] = [Entering::Away, Entering::Break, Entering::Session];

    pub fn code(self) -> &'static str {
        match self {
            Entering::Away => "away",
            Entering::Break => "break",
            Entering::Session => "session",
        }
    }

    /// The key of its name, of what adds one, of a form's title and of what is said when it is done.
    pub fn text(self) -> &'static str {
        match self {
            Entering::Away => "times-away",
            Entering::Break => "times-break",
            Entering::Session => "times-session",
        }
    }

    pub fn add(self) -> &'static str {
        match self {
            Entering::Away => "times-add-away",
            Entering::Break => "times-add-break",
            Entering::Session => "times-add-session",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Entering::Away => "away-title",
            Entering::Break => "break-title",
            Entering::Session => "session-title",
        }
    }

    /// The key of other words by which it is asked for.
    pub fn also(self) -> &'static str {
        match self {
            Entering::Away => "away-also",
            Entering::Break => "break-also",
            Entering::Session => "session-also",
        }
    }

    pub fn done(self) -> &'static str {
        match self {
            Entering::Away => "done-away",
            Entering::Break => "done-break",
            Entering::Session => "done-session",
        }
    }
}
