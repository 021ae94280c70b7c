//! Columns that line up on a terminal.

/// The rows with each column as wide as its widest cell; the last runs free.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |c: usize| rows.iter().filter_map(|r| r.get(c)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(wide).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, wide)| format!("{:<wide$}", cell.replace('\n', " "))).collect::<Vec<_>>();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(|row| line(row) + "\n").collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn accents_count_as_one() {
        let rows = [vec!["Léa".to_string(), "a".into()], vec!["Paule".into(), "b".into()]];
        assert_eq!(super::table(&rows), "Léa    a\nPaule  b\n");
    }
}
