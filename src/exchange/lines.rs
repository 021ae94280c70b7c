//! Content lines of calendars and cards: unfolded while they are bytes still, since a fold may fall into a letter.

use super::{Unreadable, letters};
use encoding_rs::{Encoding, UTF_8};

/// The content lines of a file in bytes, each with the number of its first line, and the encoding that most are in.
pub struct Lines {
    pub all: Vec<(u64, Vec<u8>)>,
    pub usual: &'static Encoding,
}

pub fn read(bytes: &[u8], country: &str) -> Result<Lines, Unreadable> {
    let whole = letters::decode(bytes, country)?;
    // Lines may each be in their own encoding: unless the file is UTF-16, they are taken as bytes.
    let wide = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding != UTF_8,
        None => letters::is_wide(bytes),
    };
    let bytes = if wide { whole.as_bytes() } else { bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes) };
    let all = unfolded(bytes);
    let usual = letters::narrow(&all.iter().flat_map(|(_, line)| line.iter().copied().chain([b'\n'])).collect::<Vec<u8>>(), country);
    Ok(Lines { all, usual })
}

fn unfolded(bytes: &[u8]) -> Vec<(u64, Vec<u8>)> {
    let mut all: Vec<(u64, Vec<u8>)> = Vec::new();
    let (mut goes_on, mut head, mut soft) = (false, Head::default(), Vec::new());
    for (i, line) in physical(bytes).enumerate() {
        match all.last_mut() {
            // A soft break of quoted-printable; the sign that makes it goes.
            Some((_, last)) if goes_on => {
                last.pop();
                soft.push(last.len());
                last.extend_from_slice(line);
            }
            Some((_, last)) if is_blank(line.first()) => last.extend_from_slice(&line[1..]),
            _ => {
                if let Some((_, last)) = all.last_mut() {
                    without_blanks(last, &soft);
                }
                soft.clear();
                all.push((i as u64 + 1, line.to_vec()));
                head = Head::default();
            }
        }
        goes_on = line.ends_with(b"=") && all.last().is_some_and(|(_, p)| head.is_quoted(p));
    }
    if let Some((_, last)) = all.last_mut() {
        without_blanks(last, &soft);
    }
    all
}

fn is_blank(byte: Option<&u8>) -> bool {
    byte.is_some_and(|b| matches!(b, b' ' | b'\t'))
}

/// Takes out the blanks of folds behind soft breaks: some programs break a line both ways. They do at every break;
/// where there is but one, a blank is a fold's if the value has no other: its writer writes blanks as signs.
fn without_blanks(line: &mut Vec<u8>, soft: &[usize]) {
    if soft.is_empty() || !soft.iter().all(|at| is_blank(line.get(*at))) {
        return;
    }
    let value = line.get(head(line).len()..).unwrap_or_default();
    if soft.len() == 1 && value.iter().filter(|b| is_blank(Some(b))).count() > 1 {
        return;
    }
    let mut folds = soft.iter().peekable();
    let mut at = 0;
    line.retain(|_| {
        at += 1;
        folds.next_if(|fold| **fold == at - 1).is_none()
    });
}

/// Lines, however they end: old Macs end them with a carriage return alone.
fn physical(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let end = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
    bytes.split(move |b| *b == end).map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

/// What is known of a line's head while more is added to it, so that none is looked at twice.
#[derive(Default)]
struct Head {
    looked: usize,
    in_quotes: bool,
    quoted: Option<bool>,
}

impl Head {
    /// As [`is_quoted`], of a line that only grows.
    fn is_quoted(&mut self, line: &[u8]) -> bool {
        while self.quoted.is_none() && self.looked < line.len() {
            let byte = line[self.looked];
            self.in_quotes ^= byte == b'"';
            if byte == b':' && !self.in_quotes {
                self.quoted = Some(is_quoted(line));
            }
            self.looked += 1;
        }
        self.quoted == Some(true)
    }
}

/// Whether its value is in quoted-printable.
pub fn is_quoted(line: &[u8]) -> bool {
    let head = head(line).to_ascii_uppercase();
    head.windows(17).any(|w| w == b";QUOTED-PRINTABLE" || w == b"=QUOTED-PRINTABLE")
}

/// What stands before the value: the name and its parameters.
pub fn head(line: &[u8]) -> &[u8] {
    let mut quoted = false;
    let colon = line.iter().position(|b| {
        quoted ^= *b == b'"';
        *b == b':' && !quoted
    });
    &line[..colon.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<(u64, String)> {
        let lines = read(bytes, "FR").unwrap();
        lines.all.into_iter().map(|(n, line)| (n, letters::by(lines.usual, &line))).collect()
    }

    #[test]
    fn a_fold_may_fall_into_a_letter() {
        assert_eq!(lines(b"A:L\xc3\r\n \xa9a\r\nB:b"), [(1, "A:Léa".into()), (3, "B:b".into())]);
        assert_eq!(lines(b"A:\xe2\n\t\x82\n \xac"), [(1, "A:€".into())]);
        // In an old code page a letter is one byte, and a fold falls into none.
        assert_eq!(lines(b"A:L\xe9a d\xe9\r\n j\xe0"), [(1, "A:Léa déjà".into())]);
        let wide: Vec<u8> = "A:Lé\r\n a".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(lines(&[b"\xff\xfe".as_slice(), &wide].concat()), [(1, "A:Léa".into())]);
    }

    #[test]
    fn a_blank_behind_a_soft_break_is_the_folds_where_the_writer_writes_none() {
        let of = |value: &str| lines(format!("N;ENCODING=QUOTED-PRINTABLE:{value}").as_bytes())[0].1.clone();
        for (value, whole) in [
            ("=4C=65=\r\n =66", "=4C=65=66"),
            ("De=\r\n srosiers", "Desrosiers"),
            ("=\r\n =4C=\r\n =65 =\r\n\t=66", "=4C=65 =66"),
            // Not every line, or one alone among other blanks: it was written.
            ("le bon=\r\n docteur", "le bon docteur"),
            ("bon=\r\n docteur=\r\n=66", "bon docteur=66"),
            ("bon=\r\ndocteur", "bondocteur"),
        ] {
            assert_eq!(of(value), format!("N;ENCODING=QUOTED-PRINTABLE:{whole}"), "{value}");
        }
        // Of a line without quoted-printable the sign is the sign.
        assert_eq!(lines(b"N:a=\r\n b"), [(1, "N:a=b".into())]);
    }
}
