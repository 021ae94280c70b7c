//! Columns that line up on a terminal.

use std::borrow::Cow;

/// No name is longer, and no terminal wider.
const WIDEST: usize = 160;

/// The rows with each column as wide as its widest cell; the last runs free. What is longer than any terminal is cut.
pub fn table(rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<Cow<str>>> = rows.iter().map(|row| row.iter().map(|cell| cut(cell)).collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |c: usize| rows.iter().filter_map(|r| r.get(c)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(wide).collect();
    let line = |row: &Vec<Cow<str>>| {
        let cells = row.iter().zip(&widths).map(|(cell, wide)| format!("{:<wide$}", cell.replace('\n', " "))).collect::<Vec<_>>();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(|row| line(row) + "\n").collect()
}

fn cut(cell: &str) -> Cow<'_, str> {
    match cell.char_indices().nth(WIDEST) {
        Some(_) => format!("{}…", cell.chars().take(WIDEST - 1).collect::<String>()).into(),
        None => cell.into(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn accents_count_as_one() {
        let rows = [vec!["Léa".to_string(), "a".into()], vec!["Paule".into(), "b".into()]];
        assert_eq!(super::table(&rows), "Léa    a\nPaule  b\n");
    }

    #[test]
    fn a_name_without_end_is_cut() {
        let told = super::table(&[vec!["é".repeat(100_000), "a".into()]]);
        assert_eq!(told, format!("{}…  a\n", "é".repeat(159)));
    }
}
