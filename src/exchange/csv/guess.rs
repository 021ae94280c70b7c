//! What the columns of a table seem to be: by their names, else by what stands in them.

use super::{Field, Mapping, Table, headings::named};
use crate::{
    base::text::{digits, fold},
    exchange::{
        How,
        dates::{self, Order},
        persons,
    },
};
use std::collections::HashSet;

/// What a table's columns seem to be.
pub fn mapping(table: &Table, how: &How) -> Mapping {
    let mut mapping = Mapping { columns: vec![Field::Skip; table.width], header: header(table) };
    // What is there already: a table may have very many columns, and each asks.
    let mut there = HashSet::new();
    if mapping.header {
        for column in 0..table.width {
            let field = named(table.rows[0].cell(column));
            if field.repeats() || there.insert(field) {
                mapping.columns[column] = field;
            }
        }
    }
    // Headings that name somebody tell enough: a column beside them is left out on purpose.
    let told = mapping.header && mapping.names();
    for column in 0..table.width {
        if mapping.columns[column] == Field::Skip && !told {
            let field = seen(table, column, (&mapping, &there), how);
            mapping.columns[column] = field;
            there.insert(field);
        }
    }
    settle(table, &mut mapping, how);
    mapping
}

/// Whether the first row names the columns: one of its cells is such a name and none is a value, or it is words above
/// dates and numbers.
pub fn header(table: &Table) -> bool {
    let Some(first) = table.rows.first() else { return false };
    let value = |c: &str| dates::date(c, Order::DayFirst, 2099).is_some() || c.contains('@') || digits(c).len() > 5;
    if first.cells().any(value) {
        return false;
    }
    let below = table.rows.get(1).is_some_and(|r| r.cells().any(value));
    first.cells().any(|c| named(c) != Field::Skip) || below && first.cells().all(|c| !c.is_empty())
}

/// What stands in a column that has no name.
fn seen(table: &Table, column: usize, (so_far, there): (&Mapping, &HashSet<Field>), how: &How) -> Field {
    let cells = table.samples(column, so_far, 50);
    let all = |is: &dyn Fn(&str) -> bool| !cells.is_empty() && cells.iter().filter(|c| is(c)).count() * 10 >= cells.len() * 9;
    let order = Order::of(cells.iter().copied());
    let date = |c: &str| dates::date(c, order, how.today.format("%Y").to_string().parse().unwrap_or(2099)).and_then(|d| d.date());
    let phone = |c: &str| digits(c).len() >= 8 && c.chars().all(|c| c.is_ascii_digit() || " .+-()/".contains(c));
    let words = |c: &str| c.chars().all(|c| c.is_alphabetic() || " '’-.,".contains(c));
    let free = |field: Field| if there.contains(&field) { Field::Skip } else { field };
    match () {
        () if all(&|c| c.contains('@')) => free(Field::Email),
        () if all(&|c| date(c).is_some_and(|d| d <= how.today)) && !there.contains(&Field::BirthDate) => Field::BirthDate,
        () if all(&|c| date(c).is_some()) => free(Field::Date),
        () if all(&phone) && cells.iter().all(|c| persons::phone(c, &how.country).starts_with("+336")) => Field::Mobile,
        () if all(&phone) => Field::Phone,
        () if all(&|c| c.contains([':', 'h', 'H']) && dates::time(c).is_some()) => free(Field::Time),
        () if all(&|c| c.len() == 5 && c.bytes().all(|b| b.is_ascii_digit())) => free(Field::PostalCode),
        () if all(&|c| c.len() < 9 && persons::gender(c).is_some_and(|g| g != "unknown")) => free(Field::Gender),
        () if all(&|c| persons::title(&format!("{c} x")).0 == c) => free(Field::Prefix),
        () if !all(&words) || there.contains(&Field::FullName) => Field::Skip,
        () if column > 0 && so_far.columns[column - 1] == Field::PostalCode => free(Field::City),
        () if there.contains(&Field::Family) => free(Field::Given),
        () => Field::Family,
    }
}

/// Sets right what only the whole table tells.
fn settle(table: &Table, mapping: &mut Mapping, how: &How) {
    let at = |mapping: &Mapping, field: Field| mapping.columns.iter().position(|f| *f == field);
    // "Nom" alone, over names of several words, is the whole name.
    if let (Some(column), None) = (at(mapping, Field::Family), at(mapping, Field::Given)) {
        let cells = table.samples(column, mapping, 50);
        if cells.iter().filter(|c| c.contains(' ')).count() * 2 > cells.len() {
            mapping.columns[column] = if how.french { Field::FullName } else { Field::NameLast };
        }
    }
    // The only name there is, by whatever heading.
    if let (Some(column), None) = (at(mapping, Field::Maiden), at(mapping, Field::Family))
        && !mapping.has(Field::FullName)
    {
        mapping.columns[column] = Field::Family;
    }
    // Without headings, the name in capitals is the family's.
    if let (Some(family), Some(given)) = (at(mapping, Field::Family), at(mapping, Field::Given))
        && !mapping.header
    {
        let loud = |column| table.samples(column, mapping, 50).iter().filter(|c| !c.chars().any(char::is_lowercase)).count();
        if loud(given) > loud(family) {
            mapping.columns.swap(family, given);
        }
    }
    // A doctor beside a date is the one who is visited, not the one at home; a comment that is a time is one.
    let visited = |c: &usize| table.heading(*c, mapping).is_some_and(|h| !fold(h).contains("traitant") && !fold(h).contains("gp"));
    if mapping.has(Field::Date)
        && !mapping.has(Field::Practitioner)
        && let Some(column) = at(mapping, Field::Doctor).filter(visited)
    {
        mapping.columns[column] = Field::Practitioner;
    }
    // A date that says no time beside none is no appointment.
    if let Some(column) = at(mapping, Field::Date).filter(|_| !mapping.has(Field::Time)) {
        let order = Order::of(table.samples(column, mapping, 50).into_iter());
        let timed = |c: &&str| dates::date(c, order, 2099).is_some_and(|d| d.time().is_some());
        if !table.samples(column, mapping, 50).iter().any(timed) {
            mapping.columns[column] = Field::Skip;
        }
    }
}
