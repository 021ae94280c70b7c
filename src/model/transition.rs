//! What an appointment and an encounter can be, and become.
//!
//! A transition is something that happened to the patient, and leads forward. Going back happens only as *undo*:
//! a compensating change, written to the log beside what it takes back. It may take back exactly what a transition
//! did ([`AppointmentStatus::may_undo`]); whether that was the last change of this record, the log knows.

use super::code::{Code, coded};
use std::{fmt, str::FromStr};

/// FHIR R4's AppointmentStatus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum AppointmentStatus {
    Waitlist,
    Proposed,
    Pending,
    #[default]
    Booked,
    /// At the door or in the waiting room.
    Arrived,
    /// File and cover verified, ready.
    CheckedIn,
    /// Called in.
    Fulfilled,
    /// Called off, or left without being seen: the reason says which.
    Cancelled,
    NoShow,
    EnteredInError,
    /// Of a newer version: its place is taken, and only that version knows what it may become.
    Newer(Code),
}
coded!(AppointmentStatus, |code| code.parse().ok());

/// FHIR R4's EncounterStatus, except `triaged`, which is read as `arrived`: here, and not yet with the doctor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum EncounterStatus {
    #[default]
    Planned,
    Arrived,
    InProgress,
    /// Out for a while, at the X-ray for instance: those minutes are not the doctor's.
    OnLeave,
    Finished,
    Cancelled,
    EnteredInError,
    /// As imported: it may become anything, nothing becomes it.
    Unknown,
    /// Of a newer version, which alone knows what it may become.
    Newer(Code),
}
coded!(EncounterStatus, |code| code.parse().ok());

/// A status code that FHIR R4 does not know there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a status code")]
pub struct NoSuchStatus;

impl AppointmentStatus {
    pub const ALL: [AppointmentStatus; 10] = {
        use AppointmentStatus::*;
        [Waitlist, Proposed, Pending, Booked, Arrived, CheckedIn, Fulfilled, Cancelled, NoShow, EnteredInError]
    };

    pub const fn code(self) -> &'static str {
        match self {
            Self::Waitlist => "waitlist",
            Self::Proposed => "proposed",
            Self::Pending => "pending",
            Self::Booked => "booked",
            Self::Arrived => "arrived",
            Self::CheckedIn => "checked-in",
            Self::Fulfilled => "fulfilled",
            Self::Cancelled => "cancelled",
            Self::NoShow => "noshow",
            Self::EnteredInError => "entered-in-error",
            Self::Newer(code) => code.text(),
        }
    }

    /// Whether an appointment may become `to`.
    ///
    /// - Wished for (`waitlist`, `proposed`, `pending`), it may become another of these, an offer being made or
    ///   declined, or `booked`.
    /// - From `booked` it goes on to `fulfilled`; steps may be left out, as when a patient is called in from the door.
    /// - Whoever does not come is a `noshow`, and may still arrive. Until called in it may be `cancelled`.
    /// - All may turn out to be `entered-in-error`.
    pub fn may_become(self, to: AppointmentStatus) -> bool {
        use AppointmentStatus::*;
        match (self, to) {
            _ if self == to => false,
            (EnteredInError, _) | (_, Newer(_)) => false,
            (_, EnteredInError) => true,
            (Newer(_), _) => false,
            (Waitlist | Proposed | Pending, _) => {
                matches!(to, Waitlist | Proposed | Pending | Booked | Cancelled)
            }
            (Booked, _) => matches!(to, Arrived | CheckedIn | Fulfilled | Cancelled | NoShow),
            (Arrived, _) => matches!(to, CheckedIn | Fulfilled | Cancelled),
            (CheckedIn, _) => matches!(to, Fulfilled | Cancelled),
            (NoShow, _) => to == Arrived,
            (Fulfilled | Cancelled, _) => false,
        }
    }

    /// Whether undo may put an appointment back to what it was `before`.
    pub fn may_undo(self, before: AppointmentStatus) -> bool {
        before.may_become(self)
    }

    /// Here and not yet called in.
    pub const fn is_here(self) -> bool {
        matches!(self, Self::Arrived | Self::CheckedIn)
    }

    /// Whether its time in the diary is taken. A visit that was cancelled or missed leaves a free place, and one on
    /// the waiting list has none yet.
    pub const fn takes_a_place(self) -> bool {
        !matches!(self, Self::Waitlist | Self::Cancelled | Self::NoShow | Self::EnteredInError)
    }
}

impl EncounterStatus {
    pub const ALL: [EncounterStatus; 8] = {
        use EncounterStatus::*;
        [Planned, Arrived, InProgress, OnLeave, Finished, Cancelled, EnteredInError, Unknown]
    };

    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Arrived => "arrived",
            Self::InProgress => "in-progress",
            Self::OnLeave => "onleave",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
            Self::EnteredInError => "entered-in-error",
            Self::Unknown => "unknown",
            Self::Newer(code) => code.text(),
        }
    }

    /// Whether an encounter may become `to`: `in-progress` and `onleave` take turns until it is finished; one is
    /// cancelled only before it began.
    pub fn may_become(self, to: EncounterStatus) -> bool {
        use EncounterStatus::*;
        match (self, to) {
            _ if self == to => false,
            (EnteredInError, _) | (_, Unknown | Newer(_)) => false,
            (_, EnteredInError) | (Unknown, _) => true,
            (Newer(_), _) => false,
            (Planned, _) => matches!(to, Arrived | InProgress | Cancelled),
            (Arrived, _) => matches!(to, InProgress | Cancelled),
            (InProgress, _) => matches!(to, OnLeave | Finished),
            (OnLeave, _) => matches!(to, InProgress | Finished),
            (Finished | Cancelled, _) => false,
        }
    }

    /// Whether undo may put an encounter back to what it was `before`.
    pub fn may_undo(self, before: EncounterStatus) -> bool {
        before.may_become(self)
    }

    /// In with the doctor, or out for a while.
    pub const fn is_in(self) -> bool {
        matches!(self, Self::InProgress | Self::OnLeave)
    }
}

impl FromStr for AppointmentStatus {
    type Err = NoSuchStatus;
    fn from_str(code: &str) -> Result<Self, NoSuchStatus> {
        Self::ALL.into_iter().find(|s| s.code() == code).ok_or(NoSuchStatus)
    }
}

impl FromStr for EncounterStatus {
    type Err = NoSuchStatus;
    fn from_str(code: &str) -> Result<Self, NoSuchStatus> {
        match code {
            "triaged" => Ok(Self::Arrived),
            _ => Self::ALL.into_iter().find(|s| s.code() == code).ok_or(NoSuchStatus),
        }
    }
}

impl fmt::Display for AppointmentStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for EncounterStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_transition_of_an_appointment() {
        // From above to the right: w p P b a c f x n e, in the order of ALL.
        let matrix = [
            ".*** ...* .*", // waitlist
            "*.** ...* .*", // proposed
            "**.* ...* .*", // pending
            ".... **** **", // booked
            ".... .*** .*", // arrived
            ".... ..** .*", // checked-in
            ".... .... .*", // fulfilled
            ".... .... .*", // cancelled
            ".... *... .*", // noshow
            ".... .... ..", // entered-in-error
        ];
        for (from, row) in AppointmentStatus::ALL.into_iter().zip(matrix) {
            for (to, cell) in AppointmentStatus::ALL.into_iter().zip(row.replace(' ', "").chars()) {
                assert_eq!(from.may_become(to), cell == '*', "{from} → {to}");
                assert_eq!(to.may_undo(from), cell == '*', "undo {to} → {from}");
            }
        }
    }

    #[test]
    fn every_transition_of_an_encounter() {
        let matrix = [
            ".**. .**.", // planned
            "..*. .**.", // arrived
            "...* *.*.", // in-progress
            "..*. *.*.", // onleave
            ".... ..*.", // finished
            ".... ..*.", // cancelled
            ".... ....", // entered-in-error
            "**** ***.", // unknown
        ];
        for (from, row) in EncounterStatus::ALL.into_iter().zip(matrix) {
            for (to, cell) in EncounterStatus::ALL.into_iter().zip(row.replace(' ', "").chars()) {
                assert_eq!(from.may_become(to), cell == '*', "{from} → {to}");
                assert_eq!(to.may_undo(from), cell == '*', "undo {to} → {from}");
            }
        }
    }

    #[test]
    fn codes_are_read_and_written_alike() {
        for status in AppointmentStatus::ALL {
            assert_eq!(status.code().parse(), Ok(status));
            let json = serde_json::to_string(&status).unwrap();
            assert_eq!(json, format!("\"{}\"", status.code()));
            assert_eq!(serde_json::from_str::<AppointmentStatus>(&json).unwrap(), status);
        }
        for status in EncounterStatus::ALL {
            assert_eq!(status.code().parse(), Ok(status));
            let json = serde_json::to_string(&status).unwrap();
            assert_eq!(json, format!("\"{}\"", status.code()));
            assert_eq!(serde_json::from_str::<EncounterStatus>(&json).unwrap(), status);
        }
        assert_eq!("triaged".parse(), Ok(EncounterStatus::Arrived));
        assert_eq!("BOOKED".parse::<AppointmentStatus>(), Err(NoSuchStatus));
    }
}
