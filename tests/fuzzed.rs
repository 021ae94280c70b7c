//! The fuzzers' bodies (`../fuzz`) over their kept inputs, and over inputs made of these by chance.
//!
//! Without libFuzzer, which needs a build of its own and learns from what it sees: this finds less, and is there on every
//! machine. `GENKI_FUZZ_SECONDS` says how long each target runs, `GENKI_SEED` draws other ones.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod chance;
#[path = "../fuzz/src/files.rs"]
mod files;
#[path = "../fuzz/src/keys.rs"]
mod keys;
#[path = "../fuzz/src/whole.rs"]
mod whole;

use genki::exchange::Format;
use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// What means something to one of the readers.
const WORDS: [&str; 40] = [
    "\r\n",
    "\n ",
    "\"",
    "\"\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ":",
    ";",
    ",",
    "\t",
    "\\",
    "\\n",
    "\\,",
    "=",
    "=C3=A9",
    "=\r\n",
    "\0",
    "\u{feff}",
    "\u{301}",
    "É",
    "😀",
    "-1",
    "0",
    "99999999999999999999",
    "1e400",
    "null",
    "2026-02-30",
    "29.02.1900",
    "24:00",
    "2026-10-25T02:30:00+02:00",
    "BEGIN:VEVENT\r\n",
    "END:VCALENDAR\r\n",
    "RRULE:FREQ=DAILY;COUNT=99999\r\n",
    "DTSTART;TZID=Europe/Paris:20260329T023000\r\n",
    "END:VCARD\r\nBEGIN:VCARD\r\n",
    ";ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:",
    "{\"resourceType\":\"Patient\",\"id\":\"a\"}",
];
/// As libFuzzer is told.
const LONGEST: usize = 8192;
const SLOWEST: Duration = Duration::from_secs(10);

/// Chance that can be had again.
struct Dice(u64);

impl Dice {
    fn new() -> Self {
        Dice(chance::seed())
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % most.max(1) as u64) as usize
    }

    fn part(&mut self, length: usize) -> std::ops::Range<usize> {
        let from = self.below(length);
        from..(from + self.below(60)).min(length)
    }

    /// One of the inputs, changed in a few places.
    fn changed(&mut self, inputs: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = inputs[self.below(inputs.len())].clone();
        for _ in 0..=self.below(5) {
            let (at, part) = (self.below(bytes.len()), self.part(bytes.len()));
            match self.below(9) {
                0 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
                1 if !bytes.is_empty() => bytes[at] = self.below(256) as u8,
                2 => drop(bytes.drain(part)),
                3 => {
                    let again = bytes[part].to_vec();
                    bytes.splice(at..at, again).for_each(drop);
                }
                4 | 5 => {
                    let word = WORDS[self.below(WORDS.len())];
                    bytes.splice(at..at, word.bytes()).for_each(drop);
                }
                6 => {
                    let other = &inputs[self.below(inputs.len())];
                    let from = self.below(other.len());
                    bytes.truncate(at);
                    bytes.extend(&other[from..]);
                }
                7 => bytes.truncate(at),
                _ => bytes[part].iter_mut().filter(|b| b.is_ascii_digit()).for_each(|b| *b = b'0' + self.below(10) as u8),
            }
        }
        bytes.truncate(LONGEST);
        bytes
    }
}

/// What is kept for a target, and what the other tests have of its kind.
fn kept(target: &str) -> Vec<Vec<u8>> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let in_folder = |folder: PathBuf, end: &str| -> Vec<Vec<u8>> {
        let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.iter().filter(|p| p.to_string_lossy().ends_with(end)).map(|p| fs::read(p).unwrap()).collect()
    };
    let mut inputs = in_folder(home.join("fuzz/corpus").join(target), "");
    assert!(!inputs.is_empty(), "nothing is kept for {target}");
    let fixtures = home.join("tests/fixtures");
    inputs.extend(match target {
        "fhir" => in_folder(fixtures, ".json"),
        "ndjson" => in_folder(fixtures, ".ndjson"),
        "ics" => in_folder(fixtures.join("ics"), ".ics"),
        "vcf" => in_folder(fixtures, ".vcf"),
        _ => Vec::new(),
    });
    inputs
}

/// Tries all that is kept, then so many others; or others for as long as the environment says.
fn fuzz(target: &str, others: u32, body: fn(&[u8])) {
    let seconds = std::env::var("GENKI_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok()).map(Duration::from_secs);
    let began = Instant::now();
    let mut dice = Dice::new();
    let seed = dice.0;
    let inputs = kept(target);
    // Written before it is tried: there afterwards, however it ended.
    let last = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzzed-{target}"));
    eprintln!("{target}: GENKI_SEED={seed}, the last input in {}", last.display());
    let mut tried = 0;
    let mut slowest = Duration::ZERO;
    let mut attempt = |input: &[u8]| {
        fs::write(&last, input).unwrap();
        let begun = Instant::now();
        body(input);
        slowest = slowest.max(begun.elapsed());
        assert!(slowest < SLOWEST, "{target}: one input took {slowest:?}");
        tried += 1;
    };
    inputs.iter().for_each(|input| attempt(input));
    let mut left = others;
    while seconds.map_or(left > 0, |seconds| began.elapsed() < seconds) {
        attempt(&dice.changed(&inputs));
        left = left.saturating_sub(1);
    }
    fs::remove_file(&last).unwrap();
    eprintln!("{target}: {tried} inputs in {:.1?}, the slowest {slowest:.1?}", began.elapsed());
}

#[test]
fn fhir() {
    fuzz("fhir", 100, |data| files::read(Format::Fhir, data));
}

#[test]
fn ndjson() {
    fuzz("ndjson", 100, |data| files::read(Format::Fhir, data));
}

#[test]
fn ics() {
    fuzz("ics", 100, |data| files::read(Format::Ical, data));
}

#[test]
fn vcf() {
    fuzz("vcf", 100, |data| files::read(Format::Vcard, data));
}

#[test]
fn csv() {
    fuzz("csv", 100, |data| files::read(Format::Csv, data));
}

#[test]
fn backup() {
    fuzz("backup", 100, keys::backup);
}

#[test]
fn vault() {
    fuzz("vault", 100, keys::vault);
}

#[test]
fn whole() {
    fuzz("whole", 4, whole::through);
}
