//! One page: its head, its lines, its foot.

use super::{BOTTOM, COLUMNS, Line, MARGIN, Measure, PAPER, PLACES, Page, Part, REGULAR, STRONG, Sheet};
use crate::base::hidden;
use krilla::{
    color::luma,
    geom::{PathBuilder, Point, Rect},
    num::NormalizedF32,
    paint::{Fill, Stroke},
    surface::Surface,
    text::{Font, TextDirection},
};

pub struct Fonts {
    regular: Font,
    strong: Font,
    pub regular_measure: Measure<'static>,
    pub strong_measure: Measure<'static>,
}

impl Fonts {
    pub fn new() -> Option<Self> {
        Some(Fonts {
            regular: Font::new(REGULAR.to_vec().into(), 0)?,
            strong: Font::new(STRONG.to_vec().into(), 0)?,
            regular_measure: Measure::of(REGULAR)?,
            strong_measure: Measure::of(STRONG)?,
        })
    }
}

/// From one line of a cell to the next.
pub const LEADING: f32 = 12.0;
const INK: u8 = 20;
const SOFT: u8 = 95;
const LINE: u8 = 205;
const BAND: u8 = 240;
const INNER: f32 = PAPER.0 - 2.0 * MARGIN;

/// How large the text of a column is.
pub fn size(column: usize) -> f32 {
    if is_strong(column) { 10.5 } else { 9.0 }
}

/// The time and the name stand out.
pub fn is_strong(column: usize) -> bool {
    column == 0 || column == 2
}

/// Where a part's first line begins on a page.
pub fn first_line(part: &Part, goes_on: bool) -> f32 {
    if goes_on { 112.0 } else { 132.0 + 14.0 * part.notes.len().min(NOTES) as f32 }
}

/// More notes than this are a page of their own, and not printed.
const NOTES: usize = 6;

pub struct Pen<'a, 's> {
    surface: &'a mut Surface<'s>,
    fonts: &'a Fonts,
}

impl<'a, 's> Pen<'a, 's> {
    pub fn new(surface: &'a mut Surface<'s>, fonts: &'a Fonts) -> Self {
        Pen { surface, fonts }
    }

    pub fn page(&mut self, sheet: &Sheet, page: &Page, number: (usize, usize)) {
        self.head(sheet, page);
        let mut at = first_line(page.part, page.goes_on);
        self.columns(&sheet.columns, at - 8.0);
        for line in &page.lines {
            self.line(line, at);
            at += line.height;
        }
        if page.part.rows.is_empty() {
            self.text(&page.part.empty, (MARGIN, at + 24.0), 12.0, SOFT, false);
        }
        self.foot(sheet, number);
    }

    fn head(&mut self, sheet: &Sheet, page: &Page) {
        let part = page.part;
        self.text(&sheet.practice, (MARGIN, 44.0), 9.0, SOFT, false);
        self.text_right(&sheet.printed, (PAPER.0 - MARGIN, 44.0), 9.0, SOFT);
        let (large, at) = if page.goes_on { (14.0, 74.0) } else { (20.0, 74.0) };
        let heading = if page.goes_on { format!("{} {}", part.heading, sheet.continued) } else { part.heading.clone() };
        let day_width = self.fonts.strong_measure.width(&part.day, large * 0.7);
        let heading = self.fonts.strong_measure.cut(&heading, large, INNER - day_width - 20.0);
        self.text(&heading, (MARGIN, at), large, INK, true);
        self.text(&part.day, (PAPER.0 - MARGIN - day_width, at), large * 0.7, INK, true);
        if page.goes_on {
            return;
        }
        let lead = self.fonts.regular_measure.cut(&part.lead, 10.5, INNER);
        self.text(&lead, (MARGIN, at + 19.0), 10.5, SOFT, false);
        for (i, note) in part.notes.iter().take(NOTES).enumerate() {
            let note = self.fonts.regular_measure.cut(note, 10.0, INNER - 12.0);
            let y = at + 36.0 + 14.0 * i as f32;
            self.text("•", (MARGIN, y), 10.0, SOFT, false);
            self.text(&note, (MARGIN + 10.0, y), 10.0, INK, false);
        }
    }

    fn columns(&mut self, names: &[String; COLUMNS], at: f32) {
        for (name, (x, width)) in names.iter().zip(PLACES) {
            let name = self.fonts.regular_measure.cut(name, 8.0, width);
            self.text(&name, (MARGIN + x, at), 8.0, SOFT, false);
        }
        self.rule(at + 6.0, 120, 0.8);
    }

    fn line(&mut self, line: &Line, at: f32) {
        if line.is_break {
            self.band(at, line.height);
            if let Some(words) = line.cells.first().and_then(|c| c.first()) {
                self.text(words, (MARGIN + PLACES[0].0, at + 13.5), 9.0, SOFT, false);
            }
            return;
        }
        self.tick_box(at + 7.0);
        for (i, cell) in line.cells.iter().enumerate() {
            for (n, words) in cell.iter().enumerate() {
                // Larger and smaller type stand on one line.
                self.text(
                    words,
                    (MARGIN + PLACES[i].0, at + 15.5 + LEADING * n as f32),
                    size(i),
                    if i == 1 { SOFT } else { INK },
                    is_strong(i),
                );
            }
        }
        self.rule(at + line.height, LINE, 0.5);
    }

    fn foot(&mut self, sheet: &Sheet, (n, of): (usize, usize)) {
        let page = sheet.page.replace("{n}", &n.to_string()).replace("{of}", &of.to_string());
        let width = self.fonts.regular_measure.width(&page, 8.5);
        let lines = self.fonts.regular_measure.lines(&sheet.privacy, 8.0, INNER - width - 24.0, 2);
        for (i, words) in lines.iter().enumerate() {
            self.text(words, (MARGIN, BOTTOM + 20.0 + 10.5 * i as f32), 8.0, SOFT, false);
        }
        self.text_right(&page, (PAPER.0 - MARGIN, BOTTOM + 20.0), 8.5, SOFT);
    }

    /// Grey from 0, black, to 255.
    fn text(&mut self, words: &str, (x, y): (f32, f32), size: f32, grey: u8, strong: bool) {
        if words.is_empty() {
            return;
        }
        let words = &*hidden::without_in_line(words);
        let font = if strong { &self.fonts.strong } else { &self.fonts.regular }.clone();
        self.surface.set_stroke(None);
        self.fill(grey);
        self.surface.draw_text(Point::from_xy(x, y), font, size, words, false, TextDirection::Auto);
    }

    fn text_right(&mut self, words: &str, (x, y): (f32, f32), size: f32, grey: u8) {
        let width = self.fonts.regular_measure.width(words, size);
        self.text(words, (x - width, y), size, grey, false);
    }

    fn fill(&mut self, grey: u8) {
        self.surface.set_fill(Some(Fill { paint: luma::Color::new(grey).into(), opacity: NormalizedF32::ONE, rule: Default::default() }));
    }

    fn rule(&mut self, y: f32, grey: u8, width: f32) {
        let mut path = PathBuilder::new();
        path.move_to(MARGIN, y);
        path.line_to(PAPER.0 - MARGIN, y);
        self.stroke(path, grey, width);
    }

    fn tick_box(&mut self, y: f32) {
        let mut path = PathBuilder::new();
        if let Some(square) = Rect::from_xywh(MARGIN + 1.0, y, 9.0, 9.0) {
            path.push_rect(square);
        }
        self.stroke(path, 130, 0.7);
    }

    fn stroke(&mut self, path: PathBuilder, grey: u8, width: f32) {
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke { paint: luma::Color::new(grey).into(), width, ..Stroke::default() }));
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }

    fn band(&mut self, y: f32, height: f32) {
        let mut path = PathBuilder::new();
        if let Some(band) = Rect::from_xywh(MARGIN, y + 0.5, INNER, height - 1.0) {
            path.push_rect(band);
        }
        self.surface.set_stroke(None);
        self.fill(BAND);
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }
}
