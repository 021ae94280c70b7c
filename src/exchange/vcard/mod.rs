//! Address cards: vCard 2.1, 3.0 and 4.0 in, 3.0 out.
//!
//! Written is version 3.0: telephones of both kinds, Outlook, Google's and Apple's address books all read it, while 4.0
//! is still refused or half read by Outlook and older Androids. What 3.0 has no property for (a gender, the name at
//! birth) stands in the `X-` properties that address books agreed on.

mod read;
mod source;
mod write;

pub use read::read;
pub use write::write;

/// Begins the UID of a patient's card that Genki wrote; the patient's id follows.
const OURS: &str = "urn:genki:patient:";
