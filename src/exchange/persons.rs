//! What cards and tables say of people, and in which forms: numbers, gender. Names are in `names`.

pub use super::names::{rejoin, split, split_family_first, title};
use crate::{
    base::text::{digits, fold},
    model::patient::Telecom,
};
use std::collections::HashSet;

/// Longer than this no number is, in whatever words: the plans of the world's numbers are not asked.
const LONGEST: usize = 250;

/// FHIR's code for what is written of a gender; empty where it is said that nothing is.
pub fn gender(text: &str) -> Option<&'static str> {
    Some(match fold(text).as_str() {
        "m" | "h" | "male" | "homme" | "masculin" | "man" | "1" | "garcon" | "boy" | "monsieur" | "masc" => "male",
        "mannlich" | "maennlich" | "mann" | "herr" | "hombre" | "varon" | "masculino" | "男" | "男性" => "male",
        "f" | "w" | "female" | "femme" | "feminin" | "woman" | "2" | "fille" | "girl" | "madame" | "fem" => "female",
        "weiblich" | "frau" | "mujer" | "femenino" | "女" | "女性" => "female",
        "o" | "other" | "autre" | "x" | "n" | "non binaire" | "non binary" | "divers" | "d" | "otro" | "其他" => "other",
        "" | "u" | "i" | "unknown" | "inconnu" | "indetermine" | "nc" | "nr" | "non renseigne" | "0" | "9" => "unknown",
        "unbekannt" | "desconocido" | "未知" | "不详" => "unknown",
        "unspecified" | "non specifie" | "non precise" | "nicht angegeben" | "keine angabe" | "no especificado" | "sin especificar" => "",
        "not specified" | "未指定" | "未说明" => "",
        _ => return None,
    })
}

/// What a spreadsheet made of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet<'a> {
    Whole,
    /// The number itself, of one that bears a fraction now: `0612345679.0`.
    Mended(&'a str),
    /// Its last digits are gone: `3,36123E+10`.
    Lost,
}

/// Whether a spreadsheet damaged a number, and whether that can be mended beyond doubt.
pub fn sheet<'a>(written: &'a str, country: &str) -> Sheet<'a> {
    let number = written.trim();
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if let Some((mantissa, power)) = number.split_once(['E', 'e']) {
        let power = power.strip_prefix(['+', '-']).unwrap_or(power);
        let (whole, part) = mantissa.split_once([',', '.']).unwrap_or((mantissa, "0"));
        if all_digits(power) && power.len() < 3 && all_digits(whole) && all_digits(part) {
            return Sheet::Lost;
        }
    }
    match number.rsplit_once('.') {
        Some((whole, "0" | "00")) if all_digits(whole) && whole.len() > 5 => {
            if phone(whole, country).starts_with('+') {
                Sheet::Mended(whole)
            } else {
                Sheet::Lost
            }
        }
        _ => Sheet::Whole,
    }
}

/// A number as it is dialled anywhere, or as it is written where nothing says how it is dialled. New numbers, and those
/// of fiction, are in no plan: what has its country's code, or reads as a French one, is taken at its word.
pub fn phone(written: &str, country: &str) -> String {
    plain_french(written, country).unwrap_or_else(|| any_phone(written, country))
}

/// The ten digits that nearly every number here is: what they are dialled as needs no looking up.
fn plain_french(written: &str, country: &str) -> Option<String> {
    if country != "FR" || !written.bytes().all(|b| b.is_ascii_digit() || b == b' ' || b == b'.') {
        return None;
    }
    let digits = digits(written);
    let national = digits.strip_prefix('0').filter(|n| n.len() == 9 && !n.starts_with('0'))?;
    Some(format!("+33{national}"))
}

fn any_phone(written: &str, country: &str) -> String {
    let written = written.trim();
    let number = written.strip_prefix("tel:").unwrap_or(written).trim_start();
    if number.len() > LONGEST {
        return number.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let has_words = number.chars().any(char::is_alphabetic);
    let french = country == "FR" && digits(number).len() == 10 && number.starts_with('0') && !number.starts_with("00");
    match phonenumber::parse(country.parse().ok(), number) {
        Ok(n) if !has_words && (phonenumber::is_valid(&n) || number.contains('+') || french) => {
            n.format().mode(phonenumber::Mode::E164).to_string()
        }
        // Spaces of every width are one: tables know no other.
        _ => number.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// The numbers of one cell, where several share it: `0612345678 / 0142345678`.
pub fn phones(written: &str, country: &str) -> Vec<String> {
    let whole = phone(written, country);
    let parts: Vec<&str> = written.split(['/', ';', ',', '\n', '|']).map(str::trim).filter(|p| !p.is_empty()).collect();
    if whole.starts_with('+') || parts.len() < 2 || parts.iter().any(|p| digits(p).len() < 6) {
        return Some(whole).filter(|w| digits(w).len() > 2 || w.chars().any(char::is_alphanumeric)).into_iter().collect();
    }
    parts.into_iter().map(|p| phone(p, country)).collect()
}

/// What a label says of the number beside it: what it is, and where it rings.
pub fn labelled(label: &str, system: &'static str) -> (&'static str, &'static str) {
    let label = fold(label);
    let says = |words: &[&str]| words.iter().any(|w| label.contains(w));
    let system = if system == "phone" && says(&["fax", "telecop", "传真"]) { "fax" } else { system };
    let usage = match () {
        () if says(&["mobil", "cell", "portable", "handy", "movil", "iphone", "gsm", "手机"]) => "mobile",
        () if says(&["work", "business", "bureau", "travail", "profession", "geschaft", "arbeit", "dienst", "trabajo", "单位"]) => "work",
        () if says(&["home", "domicile", "maison", "privat", "casa", "personnel", "家庭"]) => "home",
        () => "",
    };
    (system, usage)
}

/// Keeps a birth date that is none, as it is written, in the note of the person.
pub fn note_birth(note: &mut String, written: &str, french: bool) {
    let said =
        if french { format!("Date de naissance dans le fichier : {written}") } else { format!("Date of birth in the file: {written}") };
    if !note.is_empty() {
        note.push('\n');
    }
    note.push_str(&said);
}

/// How somebody is reached, as it is gathered: each number once, however many there are.
#[derive(Default)]
pub struct Reached {
    all: Vec<Telecom>,
    known: HashSet<(&'static str, String)>,
    preferred: HashSet<usize>,
}

impl Reached {
    /// Adds a number or an address; false where it is there already, or is none.
    pub fn add(&mut self, system: &'static str, usage: &str, value: String) -> bool {
        let new = !value.is_empty() && self.known.insert((system, value.clone()));
        if new {
            self.all.push(Telecom { system: system.into(), value, usage: usage.into() });
        }
        new
    }

    /// Makes the telephone number that was just added the first of them.
    pub fn prefer(&mut self) {
        self.preferred.extend(self.all.len().checked_sub(1));
    }

    /// In the order in which they came, but for the preferred numbers: the last of those is the first telephone number.
    pub fn done(self) -> Vec<Telecom> {
        let first = self.all.iter().position(|t| t.system == "phone").unwrap_or(self.all.len());
        let (mut before, mut preferred, mut rest) = (Vec::with_capacity(self.all.len()), Vec::new(), Vec::new());
        for (i, t) in self.all.into_iter().enumerate() {
            match () {
                () if i < first => before.push(t),
                () if self.preferred.contains(&i) => preferred.push(t),
                () => rest.push(t),
            }
        }
        before.extend(preferred.into_iter().rev().chain(rest));
        before
    }
}

/// Whether somebody only filled the cell: "-", "néant", "n/a".
pub fn says_nothing(cell: &str) -> bool {
    !cell.bytes().any(|b| b.is_ascii_digit())
        && matches!(
            fold(cell).as_str(),
            "" | "aucun" | "aucune" | "neant" | "none" | "n a" | "na" | "nc" | "null" | "non" | "no" | "x" | "sans"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_made_of_a_number_is_seen() {
        for lost in ["3,36123E+10", "6,12346E+08", "3.36123e10", "1234567.0"] {
            assert_eq!(sheet(lost, "FR"), Sheet::Lost, "{lost}");
        }
        for (mended, number) in [("0612345679.0", "0612345679"), ("612345679.0", "612345679"), ("33612345679.00", "33612345679")] {
            let whole = phone(number, "FR").starts_with('+');
            assert_eq!(sheet(mended, "FR"), if whole { Sheet::Mended(number) } else { Sheet::Lost }, "{mended}");
        }
        assert_eq!(phone("0612345679", "FR"), "+33612345679");
        for whole in ["06 12 34 56 78", "01.42.34.56.00", "0612345678", "+33612345678", "06 12 34 56 78 E2"] {
            assert_eq!(sheet(whole, "FR"), Sheet::Whole, "{whole}");
        }
    }

    #[test]
    fn numbers_are_kept_as_they_are_dialled() {
        for written in [
            "06 12 34 56 78",
            "06.12.34.56.78",
            "+33 6 12 34 56 78",
            "0033612345678",
            "612345678",
            "tel:+33612345678",
            "(+33) 6 12 34 56 78",
        ] {
            assert_eq!(phone(written, "FR"), "+33612345678", "{written}");
        }
        for n in 1..10_000u32 {
            let written = format!("0{:09}", n.wrapping_mul(99_991) % 900_000_000 + 100_000_000);
            let spaced = format!("{} {}.{} {}", &written[..2], &written[2..4], &written[4..6], &written[6..]);
            assert_eq!(plain_french(&written, "FR"), Some(any_phone(&written, "FR")), "{written}");
            assert_eq!(plain_french(&spaced, "FR"), Some(any_phone(&spaced, "FR")), "{spaced}");
        }
        assert_eq!((phone("06 39 98 01 04", "FR"), phone("(+44) 7700 900123", "FR")), ("+33639980104".into(), "+447700900123".into()));
        assert_eq!(phone("06 12 34 56 78 (mari)", "FR"), "06 12 34 56 78 (mari)");
        assert_eq!(phone("+33\u{a0} \u{a0} 0", "FR"), "+33 0");
        assert_eq!(phones("0612345678 / 01 42 34 56 78", "FR"), ["+33612345678", "+33142345678"]);
        assert_eq!(phones("-", "FR"), Vec::<String>::new());
    }

    proptest::proptest! {
        #![proptest_config(crate::chance::cases(256))]
        /// Each preferred number is put before the others as it comes, as it was done before it had to be quick.
        #[test]
        fn the_last_preferred_number_is_the_first(all in proptest::collection::vec((0usize..3, 0u8..6, proptest::bool::ANY), 0..12)) {
            let (mut quick, mut slow) = (Reached::default(), Vec::<Telecom>::new());
            for (system, value, preferred) in all {
                let system = ["phone", "fax", "email"][system];
                let value = if value == 0 { String::new() } else { value.to_string() };
                if quick.add(system, "", value.clone()) && preferred && system == "phone" {
                    quick.prefer();
                }
                let new = !value.is_empty() && !slow.iter().any(|t| t.system == system && t.value == value);
                if new {
                    slow.push(Telecom { system: system.into(), value, usage: String::new() });
                }
                if new && preferred && system == "phone" {
                    let first = slow.iter().position(|t| t.system == "phone").unwrap();
                    slow[first..].rotate_right(1);
                }
            }
            proptest::prop_assert_eq!(quick.done(), slow);
        }
    }
}
