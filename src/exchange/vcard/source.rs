//! From bytes to cards, each with the line it begins on.
//!
//! The library reads letters, parameters and escapes. What comes before is done here: quoted-printable, and letters in
//! whatever encoding each line says or the file is in. Where lines break `exchange::lines` knows.

use crate::exchange::{
    Rejected, Unreadable, Why,
    letters::{self, DAMAGED},
    lines::{self, head, is_quoted},
};
use encoding_rs::{Encoding, UTF_8};

/// A card in one form: UTF-8, one property a line, nothing encoded but escapes.
pub struct Card {
    pub line: u64,
    pub text: String,
}

#[derive(Default)]
pub struct Source {
    pub cards: Vec<Card>,
    pub rejected: Vec<Rejected>,
}

/// Finds the cards of a file. One that never ends, at the file's end, means that the file was cut.
pub fn open(bytes: &[u8], country: &str) -> Result<Source, Unreadable> {
    let lines = lines::read(bytes, country)?;
    let usual = lines.usual;
    let mut source = Source::default();
    let mut open: Option<Card> = None;
    // A card inside another one (an agent's) is not for a front desk.
    let (mut inner, mut agent) = (0, false);
    for (number, property) in lines.all {
        let upper = property.trim_ascii().to_ascii_uppercase();
        match (upper.as_slice(), &mut open) {
            (b"BEGIN:VCARD", Some(_)) if agent => inner += 1,
            (b"BEGIN:VCARD", _) => {
                source.rejected.extend(open.take().map(|card| unended(&card)));
                open = Some(Card { line: number, text: "BEGIN:VCARD\n".into() });
                (inner, agent) = (0, false);
            }
            (b"END:VCARD", Some(_)) if inner > 0 => inner -= 1,
            (b"END:VCARD", Some(card)) => {
                card.text.push_str("END:VCARD\n");
                source.cards.extend(open.take());
            }
            (_, Some(card)) if inner == 0 => {
                let line = plain(&property, usual);
                if !line.trim().is_empty() {
                    agent = line.trim_end().to_uppercase().ends_with("AGENT:");
                }
                card.text.push_str(&line);
                card.text.push('\n');
            }
            _ => {}
        }
    }
    match open {
        Some(card) => Err(Unreadable::Cut(card.line)),
        None if source.cards.is_empty() && source.rejected.is_empty() => Err(Unreadable::NoCards),
        None => Ok(source),
    }
}

fn unended(card: &Card) -> Rejected {
    Rejected { kind: "card".into(), line: card.line, why: Why::NoEnd }
}

/// A property in UTF-8 and without quoted-printable, its value escaped as newer cards have it.
fn plain(property: &[u8], usual: &'static Encoding) -> String {
    let head_bytes = head(property);
    let head = letters::by(usual, head_bytes);
    let value = property.get(head_bytes.len() + 1..).unwrap_or_default();
    if head.is_empty() {
        return letters::by(usual, property);
    }
    let (mut kept, mut charset, quoted) = (Vec::new(), None, is_quoted(property));
    let birthday = head.to_uppercase().contains("BDAY");
    for part in head.split(';') {
        let upper = part.to_uppercase();
        match upper.strip_prefix("CHARSET=") {
            Some(_) => charset = Some(Encoding::for_label(part[8..].trim_matches('"').as_bytes())),
            None if quoted && upper.contains("QUOTED-PRINTABLE") => {}
            // A date is read here, in every spelling.
            None if upper.starts_with("VALUE=") && birthday => {}
            None => kept.push(part),
        }
    }
    let text = |bytes: &[u8]| match charset {
        Some(Some(encoding)) => letters::by(encoding, bytes),
        // An encoding nobody knows: only what reads the same in all of them is sure.
        Some(None) => letters::by(UTF_8, bytes),
        None => letters::by(if quoted { letters::narrow(bytes, "") } else { usual }, bytes),
    };
    let mut head = kept.join(";");
    if kept.first().is_some_and(|name| name.rsplit('.').next().unwrap_or(name).eq_ignore_ascii_case("BDAY")) {
        head.push_str(";VALUE=TEXT");
    }
    let value = if quoted { unquoted(value, text) } else { text(value) };
    format!("{head}:{}", value.replace(['\r', '\n'], " "))
}

/// Decodes quoted-printable. What was encoded is text: a semicolon in it parts nothing, a line break is one.
fn unquoted(value: &[u8], text: impl Fn(&[u8]) -> String) -> String {
    let mut decoded = Vec::new();
    let mut at = 0;
    while at < value.len() {
        let hex = value.get(at + 1..at + 3).and_then(|h| std::str::from_utf8(h).ok()).and_then(|h| u8::from_str_radix(h, 16).ok());
        match (value[at], hex) {
            (b'=', Some(byte)) => {
                at += 3;
                match byte {
                    b'\r' => {}
                    b'\n' => decoded.extend_from_slice(b"\\n"),
                    b'\\' | b';' | b',' => decoded.extend_from_slice(&[b'\\', byte]),
                    byte => decoded.push(byte),
                }
            }
            // Version 2.1 parts with semicolons alone.
            (b',', _) => {
                decoded.extend_from_slice(b"\\,");
                at += 1;
            }
            (byte, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    text(&decoded)
}

/// Whether letters of this were damaged.
pub fn is_damaged(text: &str) -> bool {
    text.contains(DAMAGED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cards(bytes: &[u8]) -> Vec<(u64, String)> {
        open(bytes, "FR").unwrap().cards.into_iter().map(|c| (c.line, c.text)).collect()
    }

    #[test]
    fn quoted_printable_reads_in_every_charset_it_names_and_in_none() {
        let card = |line: &str| format!("BEGIN:VCARD\r\n{line}\r\nEND:VCARD\r\n");
        for line in [
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;Zo=C3=A9",
            "N;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;Zo=C3=A9",
            "N;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Lef=E8vre;Zo=\r\n=E9",
            "N;CHARSET=utf-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=\r\n=A8vre;Zo=C3=A9",
        ] {
            assert_eq!(cards(card(line).as_bytes())[0].1, "BEGIN:VCARD\nN:Lefèvre;Zoé\nEND:VCARD\n", "{line}");
        }
        let note = cards(card("NOTE;ENCODING=QUOTED-PRINTABLE:a=3Bb=0D=0A=\r\nc, d").as_bytes());
        assert_eq!(note[0].1, "BEGIN:VCARD\nNOTE:a\\;b\\nc\\, d\nEND:VCARD\n");
        assert!(is_damaged(&cards(card("N;CHARSET=X-NOBODY;ENCODING=QUOTED-PRINTABLE:Zo=E9").as_bytes())[0].1));
    }

    #[test]
    fn each_line_may_have_its_own_letters() {
        let file = [b"BEGIN:VCARD\nN;CHARSET=UTF-8:Zo\xc3\xa9\nNOTE;CHARSET=ISO-8859-1:d\xe9j\xe0\nEND:VCARD\n".as_slice()].concat();
        assert_eq!(cards(&file)[0].1, "BEGIN:VCARD\nN:Zoé\nNOTE:déjà\nEND:VCARD\n");
    }

    #[test]
    fn lines_fold_cards_nest_and_files_are_cut() {
        let file = b"BEGIN:VCARD\nN:Mar\n tin;L\n\tea\nAGENT:\nBEGIN:VCARD\nN:Other\nEND:VCARD\nEND:VCARD\nbegin:vcard\nN:B\nBEGIN:VCARD\nN:C\nEND:VCARD";
        let source = open(file, "FR").unwrap();
        assert_eq!(source.cards.iter().map(|c| c.line).collect::<Vec<_>>(), [1, 12]);
        assert_eq!(source.cards[0].text, "BEGIN:VCARD\nN:Martin;Lea\nAGENT:\nEND:VCARD\n");
        assert_eq!(source.rejected, [Rejected { kind: "card".into(), line: 10, why: Why::NoEnd }]);
        assert_eq!(open(b"BEGIN:VCARD\nN:A\nEND:VCARD\nBEGIN:VCARD\nN:B\n", "FR").err(), Some(Unreadable::Cut(4)));
        assert_eq!(open(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "FR").err(), Some(Unreadable::NoCards));
    }
}
