//! From bytes to letters, for files that do not say how theirs are written.
//!
//! Nothing is guessed over: where a byte stands for no letter, the mark [`DAMAGED`] stands in its place, and
//! the record that holds it is rejected instead of taken in with a name nobody bears.

use super::Unreadable;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GBK, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What stands where letters could not be read.
pub const DAMAGED: char = '\u{fffd}';

/// The text of a file. `country` tells which of the old encodings its letters are likelier to be in.
pub fn decode(bytes: &[u8], country: &str) -> Result<String, Unreadable> {
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None => (wide(bytes).unwrap_or_else(|| narrow(bytes, country)), bytes),
    };
    let text = by(encoding, rest);
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    // A text of letters holds no zeros; a damaged byte or two may be anything.
    let zeros = text.bytes().filter(|b| *b == 0).count();
    let odd = zeros + text.matches(DAMAGED).count();
    if zeros > 0 && encoding != UTF_16LE && encoding != UTF_16BE || odd * 10 > text.chars().count() {
        return Err(Unreadable::NotText);
    }
    Ok(text)
}

/// The text of bytes in a known encoding. Controls that the old code pages have no letter for are damage too.
pub fn by(encoding: &'static Encoding, bytes: &[u8]) -> String {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    // Such a control's first byte.
    if !text.as_bytes().windows(2).any(|w| w[0] == 0xc2 && w[1] < 0xa0) {
        return text.into_owned();
    }
    text.chars().map(|c| if ('\u{80}'..='\u{9f}').contains(&c) { DAMAGED } else { c }).collect()
}

/// Whether this is UTF-16 without its mark.
pub fn is_wide(bytes: &[u8]) -> bool {
    wide(bytes).is_some()
}

/// UTF-16 without its mark: every other byte of plain letters is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2048) & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count() * 2;
    match (zeros(0), zeros(1), head.len()) {
        (_, _, 0..4) => None,
        (even, odd, all) if odd * 2 > all && even * 10 < all => Some(UTF_16LE),
        (even, odd, all) if even * 2 > all && odd * 10 < all => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-8 where it is, and where it was before something damaged it; else the code page that fits the letters best.
pub fn narrow(bytes: &[u8], country: &str) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() || mostly_utf8(bytes) {
        return UTF_8;
    }
    if has_gb(bytes) {
        return GBK;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(country.to_lowercase().as_bytes()).filter(|c| c.len() == 2), Utf8Detection::Deny);
    if guess == WINDOWS_1252 && has_latin_9(bytes) { ISO_8859_15 } else { guess }
}

/// Whether the bytes beyond ASCII are Chinese letters as GB 2312 writes them: always in pairs, and most of them among the
/// common ones. In a table there are few of them, too few for the guess above; in a code page of single letters they stand
/// alone between others, and in Cyrillic or Greek the pairs would be rare signs.
fn has_gb(bytes: &[u8]) -> bool {
    let (mut common, mut rare) = (0, 0);
    let runs = bytes.split(u8::is_ascii).filter(|run| !run.is_empty());
    for pair in runs.flat_map(|run| run.chunks(2)) {
        match pair {
            [0xb0..=0xd7, 0xa1..=0xfe] => common += 1,
            [0xa1..=0xa3 | 0xd8..=0xf7, 0xa1..=0xfe] => rare += 1,
            _ => return false,
        }
    }
    common > 3 && common > rare * 2
}

/// Whether fractions stand inside words, where Latin-9 has its "œ", or a sign that nobody uses, where it has the euro.
/// The guess above does not tell the two apart.
fn has_latin_9(bytes: &[u8]) -> bool {
    let letter = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0xc0);
    let fraction = |i: usize| letter(bytes.get(i + 1)) || i > 0 && letter(bytes.get(i - 1));
    let odd = |(i, b): (usize, &u8)| *b == 0xa4 || matches!(b, 0xbc | 0xbd) && fraction(i);
    !bytes.iter().any(|b| (0x80..=0x9f).contains(b)) && bytes.iter().enumerate().any(odd)
}

/// Whether more letters read as UTF-8 than bytes do not. In a code page a letter with an accent is one byte alone.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    letters > broken
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Nom;Prénom;Né(e) le\r\nLefèvre;Zoé;12/03/1984\r\nMünch;Agnès;1.2.1990\r\n";

    #[test]
    fn the_usual_encodings_read_alike() {
        let wide = |big: bool, mark: bool| {
            let units = mark.then_some(0xfeff).into_iter().chain(TEXT.encode_utf16());
            units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect::<Vec<u8>>()
        };
        assert_eq!(decode(&encoding_rs::ISO_8859_15.encode("Cœur à 20 €").0, "FR").as_deref(), Ok("Cœur à 20 €"));
        assert_eq!(decode(b"\xe0 2\xbd km, \xbc h", "FR").as_deref(), Ok("à 2½ km, ¼ h"));
        let forms = [
            TEXT.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", TEXT.as_bytes()].concat(),
            wide(false, true),
            wide(true, true),
            wide(false, false),
            wide(true, false),
            encoding_rs::WINDOWS_1252.encode(TEXT).0.to_vec(),
            encoding_rs::ISO_8859_15.encode(TEXT).0.to_vec(),
        ];
        for (i, form) in forms.iter().enumerate() {
            assert_eq!(decode(form, "FR").as_deref(), Ok(TEXT), "{i}");
        }
    }

    #[test]
    fn chinese_tables_are_read_and_no_other_is_taken_for_one() {
        let chinese = "姓名,性别,出生日期\n李明,男,1984-03-12\n王芳,女,1975-07-25\n";
        assert_eq!(decode(&encoding_rs::GBK.encode(chinese).0, "FR").as_deref(), Ok(chinese));
        for (encoding, text) in [
            (encoding_rs::WINDOWS_1251, "Фамилия;Имя;Телефон\r\nИванова;Анна;1\r\nПетров;Олег;2\r\n"),
            (encoding_rs::WINDOWS_1253, "Επώνυμο;Όνομα\r\nΠαπαδόπουλος;Γιώργος\r\n"),
            (encoding_rs::WINDOWS_1252, "Größe;Ärztin;Çà;Éé\r\nÀÉ;ÎÔ;ÙÜ;ÄÖ\r\n"),
            (encoding_rs::BIG5, "姓名,性別\n陳大文,男\n"),
        ] {
            assert!(!has_gb(&encoding.encode(text).0), "{text}");
        }
    }

    #[test]
    fn damage_is_marked_and_never_read_as_other_letters() {
        let mut bytes = TEXT.as_bytes().to_vec();
        let at = TEXT.find("Zoé").unwrap() + 3;
        bytes[at] = b'x';
        let text = decode(&bytes, "FR").unwrap();
        assert!(text.contains(DAMAGED) && text.contains("Lefèvre") && !text.contains('Ã'), "{text}");
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "FR"), Err(Unreadable::NotText));
        assert_eq!(decode(b"\xef\xbb\xbf \r\n", "FR"), Err(Unreadable::Empty));
    }
}
