//! How wide words are, and where they are cut.

use crate::base::hidden;
use ttf_parser::Face;

/// The widths of one font's glyphs.
pub struct Measure<'a> {
    face: Face<'a>,
}

impl<'a> Measure<'a> {
    pub fn of(font: &'a [u8]) -> Option<Self> {
        Some(Measure { face: Face::parse(font, 0).ok()? })
    }

    /// In points at a size in points. Kerning is left out: it makes text narrower by a hair.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        self.points(text.chars().map(|c| self.units(c)).sum(), size)
    }

    fn units(&self, c: char) -> u32 {
        if hidden::is_hidden(c) {
            return 0;
        }
        self.face.glyph_index(c).and_then(|g| self.face.glyph_hor_advance(g)).unwrap_or(self.face.units_per_em() / 2).into()
    }

    fn points(&self, units: u32, size: f32) -> f32 {
        units as f32 * size / f32::from(self.face.units_per_em())
    }

    /// As much of a line as fits, with an ellipsis where something is missing. Looks no further than that, however long the
    /// line is.
    pub fn cut(&self, text: &str, size: f32, width: f32) -> String {
        let (mut units, ellipsis) = (0, self.units('…'));
        // Where the line ends at the latest, if it goes on.
        let mut end = 0;
        for (at, c) in text.char_indices() {
            if self.points(units + ellipsis, size) <= width {
                end = at;
            }
            units = units.saturating_add(self.units(c));
            if self.points(units, size) > width {
                return format!("{}…", text[..end].trim_end_matches([' ', '-', ',', '·', '’', '\'']));
            }
        }
        text.to_owned()
    }

    /// The words in lines that fit, `most` of them; the last is cut where there is more.
    pub fn lines(&self, text: &str, size: f32, width: f32, most: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut words = text.split_whitespace().peekable();
        while let Some(first) = words.next() {
            let mut line = first.to_owned();
            if lines.len() + 1 >= most {
                words.by_ref().for_each(|w| line += &format!(" {w}"));
            } else {
                while let Some(next) = words.next_if(|w| self.width(&format!("{line} {w}"), size) <= width) {
                    line += &format!(" {next}");
                }
            }
            lines.push(self.cut(&line, size, width));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_cut_between_letters_and_says_so() {
        let m = Measure::of(super::super::REGULAR).unwrap();
        assert_eq!(m.cut("Léa", 10.0, 100.0), "Léa");
        let cut = m.cut("Lefebvre-Montgolfier Maximilienne", 10.0, 100.0);
        assert!(cut.starts_with("Lefebvre-M") && cut.ends_with('…') && m.width(&cut, 10.0) <= 100.0, "{cut}");
        assert!(!m.cut("Lefebvre-Montgolfier", 10.0, 46.0).contains("-…"));
        assert_eq!(m.cut("Léa", 10.0, 0.0), "…");
        assert_eq!(m.cut(&"Léa ".repeat(250_000), 10.0, 30.0), m.cut("Léa Léa Léa Léa", 10.0, 30.0));
    }

    #[test]
    fn lines_break_between_words_and_the_last_is_cut() {
        let m = Measure::of(super::super::REGULAR).unwrap();
        let lines = m.lines("brings the letter of the cardiologist and the last blood count", 9.0, 105.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && lines.iter().all(|l| m.width(l, 9.0) <= 105.0), "{lines:?}");
        assert!(m.lines("  ", 9.0, 100.0, 2).is_empty());
        assert_eq!(m.lines("one", 9.0, 100.0, 2), ["one"]);
    }
}
