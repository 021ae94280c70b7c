//! Looks for a secret in the memory of Genki and of every process it began.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    os::unix::fs::FileExt,
};

/// As long as what is looked for: shorter pieces come by chance, and tell nobody a passphrase.
const PIECE: usize = 8;
const CHUNK: u64 = 4 << 20;
const PAGE: u64 = 4096;

/// Where a piece of a secret lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Copy {
    pub process: String,
    pub mapping: String,
    pub coding: &'static str,
    /// Which of its letters are there.
    pub letters: String,
}

/// A process and all that it began, by number.
pub fn tree(root: u32) -> Vec<u32> {
    let parents: Vec<(u32, u32)> = fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|e| {
            let pid = e.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(e.path().join("stat")).ok()?;
            let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
            Some((pid, parent))
        })
        .collect();
    let mut all = vec![root];
    let mut at = 0;
    while at < all.len() {
        let of = all[at];
        all.extend(parents.iter().filter(|(_, parent)| *parent == of).map(|(pid, _)| *pid));
        at += 1;
    }
    all
}

pub fn name(pid: u32) -> String {
    fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default().trim().to_owned()
}

/// Every copy of any secret in any process of the tree. A process whose memory the system keeps from us is named.
pub fn copies(root: u32, secrets: &[&str]) -> (Vec<Copy>, Vec<String>) {
    let (mut found, mut closed) = (Vec::new(), Vec::new());
    for pid in tree(root) {
        match File::open(format!("/proc/{pid}/mem")) {
            Ok(memory) => search(pid, &memory, secrets, &mut found),
            Err(_) => closed.push(name(pid)),
        }
    }
    (found, closed)
}

/// How many there are of each kind, for people.
pub fn told(found: &[Copy]) -> String {
    let mut counted: BTreeMap<&Copy, usize> = BTreeMap::new();
    for copy in found {
        *counted.entry(copy).or_default() += 1;
    }
    counted.iter().map(|(c, n)| format!("{n} × {} {} {}: letters {}\n", c.process, c.mapping, c.coding, c.letters)).collect()
}

type Coding = (&'static str, fn(char, &mut Vec<u8>));

const CODINGS: [Coding; 3] = [
    ("UTF-8", |c, to| to.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes())),
    ("UTF-16", |c, to| to.extend(c.encode_utf16(&mut [0; 2]).iter().flat_map(|u| u.to_le_bytes()))),
    ("UTF-32", |c, to| to.extend(u32::from(c).to_le_bytes())),
];

fn coded(letters: &[char], coding: Coding) -> Vec<u8> {
    let mut bytes = Vec::new();
    letters.iter().for_each(|c| coding.1(*c, &mut bytes));
    bytes
}

fn search(pid: u32, memory: &File, secrets: &[&str], found: &mut Vec<Copy>) {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap_or_default();
    let pages = File::open(format!("/proc/{pid}/pagemap")).ok();
    let mut bytes = vec![0; CHUNK as usize + PAGE as usize];
    for line in maps.lines() {
        let mut parts = line.split_whitespace();
        let (range, rights) = (parts.next().unwrap(), parts.next().unwrap());
        let mapping = parts.nth(3).unwrap_or("anonymous");
        if !rights.starts_with('r') || mapping == "[vvar]" || mapping == "[vsyscall]" {
            continue;
        }
        let (from, to) = range.split_once('-').unwrap();
        let (from, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        let mut at = from;
        while at < to {
            let here = CHUNK.min(to - at);
            if pages.as_ref().is_none_or(|pages| is_there(pages, at, here)) {
                // A page more, so that nothing lies across the border unseen.
                let size = (here + PAGE).min(to - at) as usize;
                if let Ok(n) = memory.read_at(&mut bytes[..size], at) {
                    for secret in secrets {
                        look(&bytes[..n], here as usize, secret, &mut |coding, letters| {
                            found.push(Copy { process: name(pid), mapping: mapping.to_owned(), coding, letters });
                        });
                    }
                }
            }
            at += here;
        }
    }
}

/// Whether anything of a range was ever touched: a web view reserves gigabytes.
fn is_there(pages: &File, from: u64, length: u64) -> bool {
    let mut bytes = vec![0; (length / PAGE * 8) as usize];
    let Ok(n) = pages.read_at(&mut bytes, from / PAGE * 8) else { return true };
    bytes[..n].chunks_exact(8).any(|page| page[7] & 0xc0 != 0)
}

/// Finds every piece of the secret that begins before `end`, as long as it goes on.
fn look(bytes: &[u8], end: usize, secret: &str, tell: &mut impl FnMut(&'static str, String)) {
    let letters: Vec<char> = secret.chars().collect();
    for coding in CODINGS {
        let whole = coded(&letters, coding);
        let offset = |n: usize| coded(&letters[..n], coding).len();
        for start in (0..=letters.len() - PIECE).step_by(PIECE) {
            let (piece, before) = (&whole[offset(start)..offset(start + PIECE)], &whole[..offset(start)]);
            for at in memchr::memmem::find_iter(bytes, piece).filter(|at| *at < end) {
                // Where the letters before it are there as well it was found with those.
                let same = before.iter().rev().zip(bytes[..at].iter().rev()).take_while(|(a, b)| a == b).count();
                if start > 0 && same >= offset(start) - offset(start - PIECE) {
                    continue;
                }
                let length = whole[offset(start)..].iter().zip(&bytes[at..]).take_while(|(a, b)| a == b).count();
                let last = (start + PIECE..=letters.len()).rev().find(|n| offset(*n) <= offset(start) + length).unwrap_or(start);
                tell(coding.0, format!("{}–{last} of {}", start + 1, letters.len()));
            }
        }
    }
}

/// What is looked for is found: in a process that holds it in every coding, whole and in part.
pub fn finds_what_is_there() {
    let secret = format!("{}{}", "merisier quinconce", " volubile 5831");
    let letters: Vec<char> = secret.chars().collect();
    let held: Vec<Vec<u8>> =
        CODINGS.iter().flat_map(|c| [coded(&letters, *c), coded(&letters[..12], *c), coded(&letters[8..20], *c)]).collect();
    let mut found = Vec::new();
    let me = std::process::id();
    search(me, &File::open("/proc/self/mem").unwrap(), &[&secret], &mut found);
    for coding in CODINGS {
        for part in ["1–32 of 32", "1–12 of 32", "9–20 of 32"] {
            assert!(found.iter().any(|c| c.coding == coding.0 && c.letters == part), "{} {part}:\n{}", coding.0, told(&found));
        }
    }
    drop(held);
}
