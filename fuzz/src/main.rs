//! Fuzzes whatever reads what others wrote. One program for all targets: `GENKI_FUZZ` names the one to run, and
//! libFuzzer does the rest (see `run`).
//!
//! No input may bring about a panic, a long wait or much memory; those two are libFuzzer's to watch.
#![no_main]

mod files;
mod keys;
mod whole;

use genki::exchange::Format;
use std::sync::LazyLock;

type Target = fn(&[u8]);

const TARGETS: &[(&str, Target)] = &[
    ("fhir", |data| files::read(Format::Fhir, data)),
    ("ndjson", |data| files::read(Format::Fhir, data)),
    ("ics", |data| files::read(Format::Ical, data)),
    ("vcf", |data| files::read(Format::Vcard, data)),
    ("csv", |data| files::read(Format::Csv, data)),
    ("backup", keys::backup),
    ("vault", keys::vault),
    ("whole", whole::through),
];

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let named = std::env::var("GENKI_FUZZ").unwrap_or_default();
    let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    TARGETS.iter().find(|(name, _)| *name == named).unwrap_or_else(|| panic!("GENKI_FUZZ is to name one of {names:?}")).1
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| TARGET(data));
