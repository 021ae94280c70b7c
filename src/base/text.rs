//! Folding of text, so that names are found however they are typed.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case without accents, ligatures spelt out, whatever is no letter or digit a single space.
///
/// ```
/// assert_eq!(genki::base::text::fold("  Léa  D'Hérœuf-Müller "), "lea d heroeuf muller");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        for b in text.bytes() {
            match b {
                b if b.is_ascii_alphanumeric() => out.push(b.to_ascii_lowercase().into()),
                _ if out.ends_with(' ') || out.is_empty() => {}
                _ => out.push(' '),
            }
        }
        out.truncate(out.trim_end().len());
        return out;
    }
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ if out.ends_with(' ') || out.is_empty() => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// "M. L.": the first letters of a name's parts, as a screen in view of others may show them.
///
/// ```
/// assert_eq!(genki::base::text::initials(["martin", "", "Élise"]), "M. É.");
/// ```
pub fn initials<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let letters = parts.into_iter().filter_map(|w| w.chars().next()).map(|c| format!("{}.", c.to_uppercase()));
    letters.collect::<Vec<_>>().join(" ")
}

/// The digits alone, for phone numbers and dates typed in any form.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The number of a month's name (folded), in French or English, whole or cut short.
pub fn month(word: &str) -> Option<u32> {
    const STARTS: [&[&str]; 12] = [
        &["jan"],
        &["fev", "feb"],
        &["mar"],
        &["avr", "apr"],
        &["mai", "may"],
        &["juin", "jun"],
        &["juil", "jul"],
        &["aou", "aug"],
        &["sep"],
        &["oct"],
        &["nov"],
        &["dec"],
    ];
    // A Tuesday is no March.
    let named = |starts: &[&str]| starts.iter().any(|s| word.starts_with(s)) && !word.starts_with("mardi");
    Some(STARTS.iter().position(|starts| named(starts))? as u32 + 1)
}
