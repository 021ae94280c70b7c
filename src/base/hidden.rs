//! Signs that nobody sees in a name and that change what is seen of it: they move the cursor of a terminal, turn the
//! direction of what follows, or part what looks like one word.

use std::borrow::Cow;

/// The text without them. Lines stay lines, however they end; a tab is a space.
///
/// ```
/// assert_eq!(genki::base::hidden::without("Mar\u{200b}tin\u{202e} \u{1b}[2JLéa\r\n"), "Martin [2JLéa\n");
/// ```
pub fn without(text: &str) -> Cow<'_, str> {
    if !may_hold(text.as_bytes()) || !holds(text) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(' '),
            '\u{200c}' | '\u{200d}' if joins(out.chars().next_back()) => out.push(c),
            c if is_hidden(c) => {}
            c => out.push(c),
        }
    }
    out.into()
}

/// The same in one line.
pub fn without_in_line(text: &str) -> Cow<'_, str> {
    match without(text) {
        clean if !clean.contains('\n') => clean,
        clean => clean.split('\n').map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" ").into(),
    }
}

/// Whether any of them is there, or a sign that stands for another.
pub fn holds(text: &str) -> bool {
    let mut before = None;
    text.chars().any(|c| {
        let joined = matches!(c, '\u{200c}' | '\u{200d}') && joins(before);
        before = Some(c);
        !joined && (is_hidden(c) || matches!(c, '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}'))
    })
}

/// Whether bytes of UTF-8 may hold one: of most text this says no, at a glance.
pub fn may_hold(text: &[u8]) -> bool {
    // The first bytes of what `is_hidden` names.
    text.iter().any(|b| matches!(*b, 0..0x20 | 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3) && *b != b'\n')
}

/// Controls of the terminal, marks of direction, and what has no width.
pub fn is_hidden(c: char) -> bool {
    match c {
        '\n' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' => true,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => false,
    }
}

/// Whether a sign that joins or parts letters means something after this one: in the scripts that write it (Persian,
/// Hindi), and between pictures.
fn joins(before: Option<char>) -> bool {
    before.is_some_and(|c| c >= '\u{590}' && !('\u{2000}'..='\u{206f}').contains(&c))
}

/// Whether a text has letters that run from right to left: what stands around it in a line must not be drawn into it.
///
/// ```
/// assert!(genki::base::hidden::runs_left("שרה Cohen") && !genki::base::hidden::runs_left("Zoé"));
/// ```
pub fn runs_left(text: &str) -> bool {
    let left = |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    text.as_bytes().iter().any(|b| *b >= 0xd6) && text.chars().any(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_taken_out() {
        for (written, clean) in [
            ("Esc\u{1b}]0;pwned\u{7}\u{1b}[2J", "Esc]0;pwned[2J"),
            ("a\u{9b}31mb\u{90}c", "a31mbc"),
            ("Dupont\u{202e}trauD\u{202c}", "DuponttrauD"),
            ("\u{2066}Léa\u{2069} \u{200e}M\u{200f}\u{61c}", "Léa M"),
            ("Mar\u{200b}t\u{2060}i\u{feff}n\u{ad}", "Martin"),
            ("Mar\u{200d}tin", "Martin"),
            ("a\u{e0041}b", "ab"),
            ("un\r\ndeux\rtrois\u{2028}quatre\u{85}cinq\tsix", "un\ndeux\ntrois\nquatre\ncinq six"),
        ] {
            assert_eq!(without(written), clean, "{written:?}");
            assert!(holds(written) && !holds(clean));
        }
        assert_eq!(without_in_line("Evil\r\nEND:VCARD\n\n x"), "Evil END:VCARD x");
    }

    #[test]
    fn what_a_script_needs_stays() {
        for kept in ["Zoé", "می‌خواهم", "क्‍ष", "👩‍⚕️", "12 rue de l’Œuf « A »", "deux\nlignes", "שרה כהן", "O\u{a0}K"]
        {
            assert!(matches!(without(kept), Cow::Borrowed(text) if text == kept), "{kept:?}");
        }
    }
}
