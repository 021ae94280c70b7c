//! Letters that are drawn: what must be read on the screen and must not stay as text in the page's memory.

use crate::{exchange::pdf::STRONG, ui::secret::Secret};
use dioxus::prelude::*;
use std::fmt::Write;
use ttf_parser::{Face, OutlineBuilder};

/// A secret as it was typed, word for word, in lines and not in letters. A reader's voice gets `label`, or passes it over.
#[component]
pub fn Drawn(text: Secret, #[props(default)] label: String) -> Element {
    let words: Vec<Word> = draw(&text);
    let spoken = !label.is_empty();
    rsx! {
        span { class: "drawn", role: if spoken { "img" }, "aria-label": if spoken { "{label}" }, "aria-hidden": if !spoken { "true" },
            for (i , word) in words.into_iter().enumerate() {
                svg { key: "{i}", view_box: "0 {-word.above} {word.width} {word.above + word.below}", path { d: "{word.lines}" } }
            }
        }
    }
}

#[derive(PartialEq)]
struct Word {
    lines: String,
    width: i32,
    above: i32,
    below: i32,
}

/// Word by word, so that a line breaks between two; the space after it belongs to a word.
fn draw(text: &str) -> Vec<Word> {
    let Ok(face) = Face::parse(STRONG, 0) else { return Vec::new() };
    let (above, below) = (i32::from(face.ascender()), -i32::from(face.descender()));
    text.split_inclusive(' ')
        .map(|word| {
            let mut pen = Pen::default();
            for c in word.chars() {
                let glyph = face.glyph_index(c).unwrap_or_default();
                face.outline_glyph(glyph, &mut pen);
                pen.at += f32::from(face.glyph_hor_advance(glyph).unwrap_or(0));
            }
            Word { lines: pen.lines, width: pen.at.max(1.0) as i32, above, below }
        })
        .collect()
}

#[derive(Default)]
struct Pen {
    lines: String,
    /// Where the glyph begins.
    at: f32,
}

impl Pen {
    fn draw(&mut self, how: char, points: &[(f32, f32)]) {
        self.lines.push(how);
        for (x, y) in points {
            // Upwards in a font is downwards on a page.
            let _ = write!(self.lines, "{} {} ", (x + self.at).round(), -y.round());
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.draw('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.draw('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.draw('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.draw('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.lines.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_takes_its_place_and_words_stay_whole() {
        let words = draw("un  été");
        assert_eq!(words.len(), 3, "the second space is seen too");
        let of = |text: &str| draw(text)[0].width;
        assert!(of("été") > of("ét") && of("un ") > of("un"));
        assert!(draw("été")[0].lines != draw("ete")[0].lines, "accents are drawn");
        assert!(draw("").is_empty());
    }
}
