//! What the columns of a table seem to be: by their names, else by what stands in them.

use super::{
    Field, Mapping, Table,
    headings::{Heading, named, read},
};
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
    let headings: Vec<Heading> = (0..table.width).map(|c| table.heading(c, &mapping).map_or(Heading::Unknown, read)).collect();
    // What is there already: a table may have very many columns, and each asks.
    let mut there = HashSet::new();
    for (column, heading) in headings.iter().enumerate() {
        let Heading::Is(field) = *heading else { continue };
        // Outlook in French names the day and the time of a visit alike.
        let field = if field == Field::Date && there.contains(&field) { Field::Time } else { field };
        if field.repeats() || there.insert(field) {
            mapping.columns[column] = field;
        }
    }
    // Headings that name somebody tell enough: a name beside them is another's.
    let told = mapping.says_who();
    for (column, heading) in headings.iter().enumerate() {
        if mapping.columns[column] != Field::Skip || *heading != Heading::Unknown {
            continue;
        }
        let field = match table.heading(column, &mapping) {
            Some(_) => plain(table, column, &mapping, how),
            None => seen(table, column, (&mapping, &there), how),
        };
        let name = matches!(field, Field::Family | Field::Given);
        if !(told && name) {
            mapping.columns[column] = field;
            there.insert(field);
        }
    }
    settle(table, &mut mapping, how);
    mapping
}

/// Whether the first row names the columns: most of its cells are such names, or one is and none is a value, or it is words
/// above dates and numbers.
pub fn header(table: &Table) -> bool {
    let Some(first) = table.rows.first() else { return false };
    let value = |c: &str| dates::date(c, Order::DayFirst, 2099).is_some() || c.contains('@') || digits(c).len() > 5;
    let (known, filled) = (first.cells().filter(|c| read(c) != Heading::Unknown).count(), first.cells().filter(|c| !c.is_empty()).count());
    if known > 1 && known * 2 > filled {
        return true;
    }
    if first.cells().any(value) {
        return false;
    }
    let below = table.rows.get(1).is_some_and(|r| r.cells().any(value));
    first.cells().any(|c| named(c) != Field::Skip) || below && first.cells().all(|c| !c.is_empty())
}

/// What stands below a heading that nobody knows: it may say anything, so only what can be nothing else is taken.
fn plain(table: &Table, column: usize, so_far: &Mapping, how: &How) -> Field {
    let cells = table.samples(column, so_far, 50);
    let all = |is: &dyn Fn(&str) -> bool| !cells.is_empty() && cells.iter().filter(|c| is(c)).count() * 10 >= cells.len() * 9;
    let dialled = |c: &str| c.starts_with(['0', '+', '(']) && !c.contains('/') && persons::phone(c, &how.country).starts_with('+');
    match () {
        () if all(&|c| c.contains('@') && c.contains('.') && !c.contains(' ')) => Field::Email,
        () if all(&dialled) && cells.iter().all(|c| persons::phone(c, &how.country).starts_with("+336")) => Field::Mobile,
        () if all(&dialled) => Field::Phone,
        () => Field::Skip,
    }
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
    settle_names(table, mapping, how);
    settle_birth(table, mapping);
    settle_calendar(table, mapping);
    settle_visits(table, mapping);
}

fn at(mapping: &Mapping, field: Field) -> Option<usize> {
    mapping.columns.iter().position(|f| *f == field)
}

/// The heading of a column, folded.
fn folded(table: &Table, mapping: &Mapping, column: usize) -> String {
    table.heading(column, mapping).map(fold).unwrap_or_default()
}

fn settle_names(table: &Table, mapping: &mut Mapping, how: &How) {
    // Beside "Vorname" a "Name" is the family's.
    if let (Some(column), Some(_), None) = (at(mapping, Field::NameLast), at(mapping, Field::Given), at(mapping, Field::Family))
        && folded(table, mapping, column) == "name"
    {
        mapping.columns[column] = Field::Family;
    }
    // "Nom" alone, over names of several words, is the whole name; so is "Nombre".
    let several = |column| {
        let cells = table.samples(column, mapping, 50);
        cells.iter().filter(|c| c.contains(' ')).count() * 2 > cells.len()
    };
    let whole = mapping.has(Field::FullName) || mapping.has(Field::NameLast);
    match (at(mapping, Field::Family), at(mapping, Field::Given)) {
        (Some(column), None) if several(column) => {
            mapping.columns[column] = if how.french { Field::FullName } else { Field::NameLast };
        }
        (None, Some(column)) if !whole && several(column) => mapping.columns[column] = Field::NameLast,
        _ => {}
    }
    // The only name there is, by whatever heading.
    if let (Some(column), None) = (at(mapping, Field::Maiden), at(mapping, Field::Family))
        && !mapping.has(Field::FullName)
        && !mapping.has(Field::NameLast)
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
    // "Id" is any row's number: one that is called the patient's is meant, where there is one.
    if let Some(column) = at(mapping, Field::Number).filter(|c| folded(table, mapping, *c) == "id") {
        let other = (0..table.width).find(|c| *c != column && table.heading(*c, mapping).is_some_and(|h| named(h) == Field::Number));
        if let Some(other) = other {
            mapping.set(other, Field::Number);
        }
    }
}

/// Year, month and day in columns of their own, as Thunderbird writes them, make a date together only.
fn settle_birth(table: &Table, mapping: &mut Mapping) {
    if mapping.has(Field::BirthYear)
        && let Some(column) = at(mapping, Field::BirthDate).filter(|c| folded(table, mapping, *c) == "geburtstag")
    {
        mapping.columns[column] = Field::BirthDay;
    }
    // The day alone, by whatever name, holds whole dates.
    if let (Some(column), false, false) = (at(mapping, Field::BirthDay), mapping.has(Field::BirthYear), mapping.has(Field::BirthDate)) {
        mapping.columns[column] = Field::BirthDate;
    }
    if !mapping.has(Field::BirthYear) || mapping.has(Field::BirthDate) {
        skip(mapping, &[Field::BirthYear, Field::BirthMonth, Field::BirthDay]);
    }
}

/// A calendar's subject is whose visit it is, where nothing else says it; beside names it is why they come.
fn settle_calendar(table: &Table, mapping: &mut Mapping) {
    let subject = at(mapping, Field::Subject);
    if let (Some(column), true) = (subject, mapping.names()) {
        mapping.columns[column] = if mapping.has(Field::Reason) { Field::Skip } else { Field::Reason };
    }
    if let (Some(column), None, false) = (at(mapping, Field::Reason), subject, mapping.names())
        && folded(table, mapping, column) == "objet"
    {
        mapping.columns[column] = Field::Subject;
    }
    // "Fin" twice is the day and then the time.
    let ends = |c: &usize| folded(table, mapping, *c) == "fin" && mapping.header;
    let fins: Vec<usize> = (0..table.width).filter(ends).collect();
    if let [day, time] = fins[..] {
        mapping.columns[day] = Field::EndDate;
        mapping.columns[time] = Field::End;
    }
}

fn settle_visits(table: &Table, mapping: &mut Mapping) {
    // A doctor beside a date is the one who is visited, not the one at home; a comment that is a time is one.
    let visited = |c: &usize| table.heading(*c, mapping).is_some_and(|h| !fold(h).contains("traitant") && !fold(h).contains("gp"));
    if mapping.has(Field::Date)
        && !mapping.has(Field::Practitioner)
        && let Some(column) = at(mapping, Field::Doctor).filter(visited)
    {
        mapping.columns[column] = Field::Practitioner;
    }
    // A date that says no time beside none is no appointment; nor is the date of a record in a list of people.
    if let Some(column) = at(mapping, Field::Date).filter(|_| !mapping.has(Field::Time)) {
        let order = Order::of(table.samples(column, mapping, 50).into_iter());
        let timed = |c: &&str| dates::date(c, order, 2099).is_some_and(|d| d.time().is_some());
        let has = |fields: &[Field]| fields.iter().any(|f| mapping.has(*f));
        let of_people = has(&[Field::Address, Field::City, Field::PostalCode, Field::Gender])
            && !has(&[Field::End, Field::Duration, Field::Reason, Field::Practitioner, Field::Subject])
            && folded(table, mapping, column) == "date";
        if of_people || !table.samples(column, mapping, 50).iter().any(timed) && !mapping.has(Field::AllDay) {
            mapping.columns[column] = Field::Skip;
        }
    }
    // In a list of people nothing else says anything of a visit: it is left out, and named as such.
    if !mapping.is_diary() {
        use Field::{AllDay, Duration, End, EndDate, Practitioner, Reason, Subject, Time};
        skip(mapping, &[Time, End, EndDate, AllDay, Duration, Reason, Subject, Practitioner]);
    }
}

fn skip(mapping: &mut Mapping, fields: &[Field]) {
    mapping.columns.iter_mut().filter(|f| fields.contains(f)).for_each(|f| *f = Field::Skip);
}
