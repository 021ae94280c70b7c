//! Where one is: a screen, and what stands in the panel beside it.

use crate::base::Id;
use chrono::NaiveDateTime;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Route {
    #[default]
    Today,
    Reception,
    Diary,
    Patients,
    Patient(Id),
    /// Files that may be of one person.
    Twins,
    /// Two of them side by side.
    Pair(Id, Id),
    History,
    Import,
    Settings,
}

impl Route {
    /// The place on the rail that is lit.
    pub fn place(self) -> Route {
        match self {
            Route::Patient(_) | Route::Twins | Route::Pair(..) => Route::Patients,
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
    /// Moves a visit.
    Move(Id),
    /// Adds a patient, or changes one.
    Patient(Option<Id>),
    Doctor(Id),
    /// Says whose visit it is; `back` to the list of all that wait for their patient.
    Settle {
        id: Id,
        back: bool,
    },
    /// All visits that wait for their patient.
    Unsettled,
    /// Writes a note of the day that is shown, or changes one.
    DayNote(Option<Id>),
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
}
