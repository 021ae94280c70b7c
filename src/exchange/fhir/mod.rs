//! FHIR R4: bundles of any type, single resources, and NDJSON with one resource a line.
//!
//! What of it is whose is PRODUCT.md's table. Whatever a record of ours holds that FHIR has no place for travels
//! as an extension `urn:genki:<field>`, found by reading back what was written: a field added to a noun is never
//! lost for want of a line here.

mod json;
mod ours;
mod read;
mod time;
mod write;

pub use read::{read, read_on};
pub use write::write;

/// Marks what Genki wrote; its ids are ids here.
pub const GENKI: &str = "urn:genki";

/// Types that are kept as they come, beside those that become nouns of ours.
pub const KEPT: &[&str] = &[
    "Task",
    "ImmunizationRecommendation",
    "Immunization",
    "Communication",
    "ServiceRequest",
    "Claim",
    "ClaimResponse",
    "DocumentReference",
    "Binary",
    "Coverage",
];
