//! From bytes to rows of cells: letters, what parts the cells, quotes.

use super::{Mapping, guess};
use crate::{
    base::{hidden, text::fold},
    exchange::{How, Unreadable, Why, letters},
};
use std::borrow::Cow;

/// More columns than so many no list of people has: each is shown, and somebody says of each what it is.
const COLUMNS: usize = 2_000;

/// A table as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub delimiter: char,
    /// How many columns most rows have.
    pub width: usize,
    /// Every row, the one that names the columns included.
    pub rows: Vec<Row>,
    /// Rows that are none, and why.
    pub broken: Vec<(u64, Why)>,
}

/// The letters of its cells stand one after the other: a table may have very many rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Where it begins in the file, from 1.
    pub line: u64,
    letters: Box<str>,
    /// Where each cell ends.
    ends: Box<[u32]>,
}

impl Row {
    fn of<'a>(line: u64, cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut letters, mut ends) = (String::new(), Vec::new());
        for cell in cells {
            letters += &clean(cell);
            ends.push(letters.len() as u32);
        }
        Row { line, letters: letters.into(), ends: ends.into() }
    }

    /// How many cells it has.
    pub fn width(&self) -> usize {
        self.ends.len()
    }

    /// Nothing where there is no such cell.
    pub fn cell(&self, i: usize) -> &str {
        let from = i.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.ends.get(i).map_or("", |end| &self.letters[from..*end as usize])
    }

    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.width()).map(|i| self.cell(i))
    }

    /// With so many cells; none where more of them hold something.
    fn fitted(self, width: usize) -> Result<Self, u64> {
        if self.width() == width {
            return Ok(self);
        }
        if self.cells().skip(width).any(|c| !c.is_empty()) {
            return Err(self.line);
        }
        let mut ends = self.ends.into_vec();
        ends.resize(width, self.letters.len() as u32);
        Ok(Row { ends: ends.into(), ..self })
    }
}

const DELIMITERS: [u8; 5] = [b';', b'\t', b',', b'|', b':'];
/// So many rows tell what parts the cells.
const SAMPLE: usize = 100;
/// A cell of more lines than this is no cell: a quotation mark is missing somewhere.
const LINES: usize = 20;

/// Whether unnamed bytes look like a table: text, parted alike on most of its lines.
pub fn is_table(bytes: &[u8]) -> bool {
    letters::decode(bytes, "").is_ok_and(|text| text.lines().count() > 1 && parted(&text).1 > 0.9)
}

/// Reads a table without asking what it is about.
pub fn look(bytes: &[u8], country: &str) -> Result<Table, Unreadable> {
    let text = letters::decode(bytes, country)?;
    let text = if text.contains('\n') { text } else { text.replace('\r', "\n") };
    // Some programs say in a first line what parts the cells.
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let said = first.trim().trim_matches('"').strip_prefix("sep=").and_then(|s| s.bytes().next());
    let (body, begins, delimiter) = match said {
        Some(delimiter) => (rest, 2, delimiter),
        None => (text.as_str(), 1, parted(&text).0),
    };
    let mut table = Table { delimiter: delimiter.into(), width: 0, rows: vec![], broken: vec![] };
    rows(body, begins, delimiter, &mut table);
    table.width = usual(table.rows.iter().map(Row::width));
    if table.width > COLUMNS {
        return Err(Unreadable::TooWide(table.width));
    }
    fit(&mut table);
    if table.rows.is_empty() { Err(Unreadable::NoTable) } else { Ok(table) }
}

/// What parts the cells, and on how many rows of the beginning it does so alike.
fn parted(text: &str) -> (u8, f64) {
    let begin: String = text.lines().take(SAMPLE * 2).collect::<Vec<_>>().join("\n");
    let score = |delimiter: u8| {
        let counts: Vec<usize> = reader(&begin, delimiter, true).records().take(SAMPLE).flatten().map(|r| r.len()).collect();
        let width = usual(counts.iter().copied());
        let alike = counts.iter().filter(|n| **n == width).count() as f64 / counts.len().max(1) as f64;
        (alike * alike * width.saturating_sub(1) as f64, alike)
    };
    let all = DELIMITERS.map(|d| (d, score(d)));
    let best = all.into_iter().reduce(|best, next| if next.1.0 > best.1.0 { next } else { best });
    match best {
        Some((delimiter, (score, alike))) if score > 0.0 => (delimiter, alike),
        _ => (b';', 0.0),
    }
}

/// The number that occurs most; of equals the greater.
fn usual(all: impl Iterator<Item = usize>) -> usize {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    all.for_each(|n| *counts.entry(n).or_default() += 1);
    counts.into_iter().max_by_key(|(n, times)| (*times, *n)).map_or(0, |(n, _)| n)
}

fn reader(text: &str, delimiter: u8, quoting: bool) -> ::csv::Reader<&[u8]> {
    ::csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).quoting(quoting).from_reader(text.as_bytes())
}

/// Reads row after row. A quotation mark that is not closed swallows what follows: that row is named, and reading goes
/// on at the next line.
fn rows(text: &str, begins: u64, delimiter: u8, table: &mut Table) {
    let (mut from, mut line) = (0, begins);
    let mut patience = 100;
    let (mut record, opening) = (::csv::StringRecord::new(), [delimiter, b'"']);
    'again: while from < text.len() {
        let rest = &text[from..];
        let mut reader = reader(rest, delimiter, patience > 0);
        // How many lines begin before this place of `rest`.
        let (mut counted, mut number) = (0, line);
        loop {
            let start = reader.position().byte() as usize;
            let Ok(true) = reader.read_record(&mut record) else { break 'again };
            let end = reader.position().byte() as usize;
            let raw = &rest[start.min(rest.len())..end.min(rest.len())];
            let lead = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
            number += lines(&rest[counted..start + lead]);
            counted = start + lead;
            // An inch or a second in a cell opens nothing.
            let begins = || raw.trim_start().starts_with('"') || raw.as_bytes().windows(2).any(|w| w == opening);
            let runs_on = record.iter().any(|c| c.contains('\n')) || end >= rest.len();
            let open = runs_on && begins() && raw.matches('"').count() % 2 == 1;
            let swallowed = runs_on && record.iter().any(|c| c.matches('\n').count() > LINES);
            if patience > 0 && (open || swallowed) {
                patience -= 1;
                table.broken.push((number, Why::Quotes));
                let next = rest[start + lead..].find('\n').map_or(rest.len(), |n| start + lead + n + 1);
                line += lines(&rest[..next]);
                from += next;
                continue 'again;
            }
            let row = Row::of(number, record.iter());
            if !row.letters.is_empty() {
                table.rows.push(row);
            }
        }
    }
}

fn lines(text: &str) -> u64 {
    text.bytes().filter(|b| *b == b'\n').count() as u64
}

/// A cell without the blanks around it and the controls in it.
fn clean(cell: &str) -> Cow<'_, str> {
    // `="0612345678"` is how a spreadsheet is told to leave a number alone.
    let cell = cell.trim().strip_prefix("=\"").and_then(|c| c.strip_suffix('"')).filter(|c| !c.contains('"')).unwrap_or(cell);
    // The first byte of a hard blank may begin other signs, too: those are only looked at longer.
    if !hidden::may_hold(cell.as_bytes()) {
        return cell.trim().into();
    }
    hidden::without(cell).replace('\u{a0}', " ").trim().to_string().into()
}

/// Gives no row more cells than there are columns, and the first as many: one may name them. A row that has more, and
/// something in them, is none. In one that has fewer the others are empty.
fn fit(table: &mut Table) {
    let width = table.width;
    if table.rows.iter().all(|row| row.width() == width) {
        return;
    }
    let rows = std::mem::take(&mut table.rows).into_iter().enumerate();
    let fitted: Vec<_> = rows.map(|(i, row)| if i > 0 && row.width() <= width { Ok(row) } else { row.fitted(width) }).collect();
    for row in fitted {
        match row {
            Ok(row) => table.rows.push(row),
            Err(line) => table.broken.push((line, Why::Cells)),
        }
    }
}

impl Table {
    /// What tells tables of this shape from others: the names of the columns, or how many there are.
    pub fn fingerprint(&self) -> String {
        let header = self.rows.first().filter(|_| guess::header(self));
        let names = header.map_or(String::new(), |row| row.cells().map(fold).collect::<Vec<_>>().join("|"));
        let hash = blake3::Hasher::new_derive_key("genki table 1").update(format!("{}|{names}", self.width).as_bytes()).finalize();
        hash.to_hex()[..16].to_string()
    }

    /// What the columns are: as she said of such a table before, or as it seems.
    pub fn mapping(&self, how: &How) -> Mapping {
        let known = how.mappings.get(&self.fingerprint()).filter(|m| m.columns.len() == self.width);
        known.cloned().unwrap_or_else(|| guess::mapping(self, how))
    }

    /// The name of a column, where the table names it.
    pub fn heading(&self, column: usize, mapping: &Mapping) -> Option<&str> {
        let row = self.rows.first().filter(|_| mapping.header)?;
        Some(row.cell(column)).filter(|h| !h.is_empty())
    }

    /// The column of a name, or of a number counted from 1.
    pub fn column(&self, named: &str, mapping: &Mapping) -> Option<usize> {
        let wanted = fold(named);
        let by_name = (0..self.width).find(|i| self.heading(*i, mapping).is_some_and(|h| fold(h) == wanted));
        by_name.or_else(|| named.trim().parse::<usize>().ok()?.checked_sub(1)).filter(|i| *i < self.width)
    }

    /// The rows below the headings.
    pub fn body(&self, mapping: &Mapping) -> &[Row] {
        &self.rows[usize::from(mapping.header).min(self.rows.len())..]
    }

    /// As [`Table::body`], row after row: what was read of it goes.
    pub fn into_body(self, mapping: &Mapping) -> impl Iterator<Item = Row> + use<> {
        self.rows.into_iter().skip(usize::from(mapping.header))
    }

    /// The first cells of a column that hold something, each once.
    pub fn samples(&self, column: usize, mapping: &Mapping, most: usize) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for cell in self.body(mapping).iter().take(SAMPLE).map(|r| r.cell(column)) {
            if !cell.is_empty() && !all.contains(&cell) && all.len() < most {
                all.push(cell);
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        look(text.as_bytes(), "FR").unwrap()
    }

    #[test]
    fn what_parts_the_cells_is_found() {
        for d in [';', ',', '\t', '|', ':'] {
            let text = "Nom;Prénom;Note\r\nMartin;Léa;\"a ; b, c\td|e:f\"\r\nRoy;Jean;\"dit \"\"Jo\"\"\"\r\n".replace(';', &d.to_string());
            let t = table(&text);
            assert_eq!((t.delimiter, t.width, t.rows.len()), (d, 3, 3), "{text}");
            assert_eq!(t.rows[2].cells().collect::<Vec<_>>(), ["Roy", "Jean", "dit \"Jo\""]);
        }
        let t = table("Nom;Adresse\nMartin;12, rue A\nRoy;3, rue B\n");
        assert_eq!((t.delimiter, t.width), (';', 2));
        let t = table("sep=,\nNom,Heure\nMartin,9:30\n");
        assert_eq!((t.delimiter, t.rows[1].line), (',', 3));
        assert_eq!((table("Martin\nRoy\n").width, table("Nom;Tel\rMartin;1\r").rows.len()), (1, 2));
    }

    #[test]
    fn a_quotation_mark_that_does_not_close_costs_its_row_alone() {
        let t = table("Nom;Note\nA;\"un\ndeux\"\nB;\"ouvert\nC;x\n\nD;y\nE;z;trop\nF\n");
        assert_eq!(t.rows.iter().map(|r| (r.line, r.cell(0))).collect::<Vec<_>>(), [(1, "Nom"), (2, "A"), (5, "C"), (7, "D"), (9, "F")]);
        assert_eq!(t.broken, [(4, Why::Quotes), (8, Why::Cells)]);
        assert_eq!(t.rows[1].cell(1), "un\ndeux");
    }
}
