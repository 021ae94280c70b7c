//! Damages files in the ways in which files are damaged: on a disk, in a mail, by an editor, by another program.
//!
//! Seeded: a number always damages the same file in the same way, so that a failure names its case.

/// A small generator of numbers that look random (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.roll() % n.max(1) as u64) as usize
    }
}

/// The file, damaged once to three times.
pub fn damaged(file: &[u8], seed: u64) -> Vec<u8> {
    let mut dice = Dice(seed);
    let mut bytes = file.to_vec();
    for _ in 0..=dice.below(3) {
        once(&mut bytes, &mut dice);
    }
    bytes
}

fn once(bytes: &mut Vec<u8>, dice: &mut Dice) {
    match dice.below(11) {
        0 => (0..=dice.below(8)).for_each(|_| flip(bytes, dice)),
        1 => bytes.truncate(dice.below(bytes.len() + 1)),
        2 => drop(bytes.drain(..dice.below(bytes.len() + 1))),
        3 => lines(bytes, |all| drop(all.remove(dice.below(all.len())))),
        4 => lines(bytes, |all| all.push(all[dice.below(all.len())].clone())),
        5 => lines(bytes, |all| {
            let (a, b) = (dice.below(all.len()), dice.below(all.len()));
            all.swap(a, b);
        }),
        6 => insert(bytes, dice, &[b"\"", b"'", b"\\", b"\"\"\"", b"{", b"]", b"BEGIN:VCARD\r\n", b"END:VEVENT\n"]),
        7 => insert(bytes, dice, &[b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xe9", b"\0", b"\x81\x8d", b"\x1b$B", b"=\r\n", b"=E9"]),
        8 => numbers(bytes, dice),
        9 => {
            let (at, len) = (dice.below(bytes.len()), dice.below(400));
            let part: Vec<u8> = bytes.iter().skip(at).take(len).copied().collect();
            insert(bytes, dice, &[&part]);
        }
        _ => {
            let (old, new) = [(b';', b','), (b',', b';'), (b':', b';'), (b'\n', b' '), (b'"', b'\''), (b'\r', b'\n')][dice.below(6)];
            let share = 1 + dice.below(4);
            bytes.iter_mut().enumerate().filter(|(i, b)| **b == old && i % share == 0).for_each(|(_, b)| *b = new);
        }
    }
}

fn flip(bytes: &mut [u8], dice: &mut Dice) {
    let at = dice.below(bytes.len());
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1 << dice.below(8);
    }
}

fn lines(bytes: &mut Vec<u8>, change: impl FnOnce(&mut Vec<Vec<u8>>)) {
    let mut all: Vec<Vec<u8>> = bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    if !all.is_empty() {
        change(&mut all);
        *bytes = all.concat();
    }
}

fn insert(bytes: &mut Vec<u8>, dice: &mut Dice, parts: &[&[u8]]) {
    let (part, at) = (parts[dice.below(parts.len())], dice.below(bytes.len() + 1));
    bytes.splice(at..at, part.iter().copied());
}

/// Puts a number nobody reckons with in the place of one.
fn numbers(bytes: &mut Vec<u8>, dice: &mut Dice) {
    const ODD: [&[u8]; 8] =
        [b"99999999999999999999999999", b"-1", b"0", b"4294967296", b"1e400", b"9223372036854775807", b"0.00000001", b"\xd9\xa3"];
    let digits: Vec<usize> = (0..bytes.len()).filter(|i| bytes[*i].is_ascii_digit()).collect();
    if digits.is_empty() {
        return;
    }
    let at = digits[dice.below(digits.len())];
    let end = (at..bytes.len()).find(|i| !bytes[*i].is_ascii_digit()).unwrap_or(bytes.len());
    bytes.splice(at..end, ODD[dice.below(ODD.len())].iter().copied());
}
