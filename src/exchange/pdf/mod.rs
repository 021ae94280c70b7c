//! Lists on paper: A4, the app's own font inside, as many pages as it takes.
//!
//! A [`Sheet`] comes in words; this only says where they stand. First all rows are put on pages, then the pages are
//! drawn, because each says how many there are.

mod measure;
mod page;

use crate::{
    base::hidden,
    model::sheet::{COLUMNS, Part, Row, Sheet},
};
use krilla::{Document, metadata::Metadata, page::PageSettings};
use measure::Measure;

/// The text font and the one of what stands out.
const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/atkinson-hyperlegible-next-regular.ttf");
pub const STRONG: &[u8] = include_bytes!("../../../assets/fonts/atkinson-hyperlegible-next-semibold.ttf");

/// A4 in points.
const PAPER: (f32, f32) = (595.28, 841.89);
/// Left and right.
const MARGIN: f32 = 42.0;
/// Where the lists end; the foot comes below.
const BOTTOM: f32 = 786.0;
/// Where each column begins, counted from the margin, and how wide its text may be.
const PLACES: [(f32, f32); COLUMNS] =
    [(17.0, 32.0), (53.0, 20.0), (76.0, 118.0), (202.0, 54.0), (262.0, 82.0), (350.0, 66.0), (422.0, 89.0)];
/// Words that may take several lines; a number is not broken.
const LINES: [usize; COLUMNS] = [1, 1, 2, 1, 1, 3, 4];

/// The list could not be written: a font that is no font, a number out of reach. Never a matter of what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the list could not be laid out")]
pub struct Unprintable;

/// A row as it is drawn: its cells in lines, and how high that makes it.
struct Line {
    cells: Vec<Vec<String>>,
    height: f32,
    is_break: bool,
}

/// One page: which part it is of, whether it goes on from the page before, and its lines.
struct Page<'a> {
    part: &'a Part,
    goes_on: bool,
    lines: Vec<Line>,
}

/// Lays a list out and writes it.
pub fn write(sheet: &Sheet) -> Result<Vec<u8>, Unprintable> {
    let fonts = page::Fonts::new().ok_or(Unprintable)?;
    let pages: Vec<Page> = sheet.parts.iter().flat_map(|part| paginate(part, &fonts)).collect();
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(hidden::without_in_line(&sheet.title).into_owned())
            .language(sheet.lang.to_owned())
            .creator("Genki".to_owned()),
    );
    let of = pages.len().max(1);
    for (i, page) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(PAPER.0, PAPER.1).ok_or(Unprintable)?;
        let mut paper = document.start_page_with(settings);
        let mut surface = paper.surface();
        page::Pen::new(&mut surface, &fonts).page(sheet, page, (i + 1, of));
        surface.finish();
        paper.finish();
    }
    document.finish().map_err(|_| Unprintable)
}

/// Puts a part's rows on as many pages as they need. Headings stand on each.
fn paginate<'a>(part: &'a Part, fonts: &page::Fonts) -> Vec<Page<'a>> {
    let mut pages = vec![Page { part, goes_on: false, lines: vec![] }];
    let mut at = page::first_line(part, false);
    for row in &part.rows {
        let line = line(row, fonts);
        if at + line.height > BOTTOM {
            pages.push(Page { part, goes_on: true, lines: vec![] });
            at = page::first_line(part, true);
        }
        at += line.height;
        if let Some(page) = pages.last_mut() {
            page.lines.push(line);
        }
    }
    pages
}

fn line(row: &Row, fonts: &page::Fonts) -> Line {
    match row {
        Row::Break(words) => Line { cells: vec![vec![words.clone()]], height: 20.0, is_break: true },
        Row::Visit(cells) => {
            let measure = |i: usize| if page::is_strong(i) { &fonts.strong_measure } else { &fonts.regular_measure };
            let lines = |(i, text): (usize, &String)| measure(i).lines(text, page::size(i), PLACES[i].1, LINES[i]);
            let cells: Vec<Vec<String>> = cells.iter().enumerate().map(lines).collect();
            let most = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
            Line { height: 12.0 + page::LEADING * most as f32, cells, is_break: false }
        }
    }
}
