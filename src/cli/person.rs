//! `genki person`: who works here, for who looks after the computers.

use super::{
    Answer, Result, With, doctor,
    table::table,
    with::{choose, new_passphrase},
    words::Error,
};
use crate::{
    actions::persons::{self, New},
    base::Id,
    lang::Lang,
    model::{self, Person},
    store::{Db, people, practitioners},
    t,
};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Who works here: list them, add somebody, change a role, give a new passphrase, let somebody go
///
/// Whoever opens (--person) has to be a manager, but for the list.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, clap::Subcommand)]
enum Act {
    /// Who works here, and who has left
    List,
    /// Add somebody, who opens this device from then on
    Add {
        #[arg(value_name = "WHO")]
        name: String,
        #[arg(long, value_enum, default_value = "secretary")]
        role: Role,
        /// Make her a manager
        #[arg(long)]
        manager: bool,
        /// Whose day is hers: a practitioner's name or id
        #[arg(long, value_name = "NAME")]
        practitioner: Option<String>,
        #[command(flatten)]
        passphrase: NewPassphrase,
    },
    /// Change what somebody is
    Role {
        #[arg(value_name = "WHO")]
        name: String,
        #[arg(value_enum)]
        role: Role,
        /// Whether she is a manager; without it she stays what she is
        #[arg(long, value_name = "true|false")]
        manager: Option<bool>,
    },
    /// Give somebody who forgot hers, or who comes back, a new passphrase
    ///
    /// She works again at once. What was sealed to her alone, or to the doctors, waits: for her old passphrase, the
    /// recovery words, or another doctor who lets her in.
    Passphrase {
        #[arg(value_name = "WHO")]
        name: String,
        #[command(flatten)]
        passphrase: NewPassphrase,
    },
    /// Somebody no longer works here: she opens nothing any more, and her work stays
    Leave {
        #[arg(value_name = "WHO")]
        name: String,
    },
}

#[derive(Debug, clap::Args)]
struct NewPassphrase {
    /// A file whose first line is her passphrase; without it she types it
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Role {
    Secretary,
    Doctor,
}

impl Role {
    pub fn code(self) -> &'static str {
        model::person::Role::from(self).code()
    }
}

impl From<Role> for model::person::Role {
    fn from(role: Role) -> Self {
        match role {
            Role::Secretary => Self::Secretary,
            Role::Doctor => Self::Doctor,
        }
    }
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    match &args.act {
        Act::List => list(with, lang),
        Act::Add { name, role, manager, practitioner, passphrase } => {
            let mut open = with.write("person")?;
            let practitioner = open.desk.read(|db| doctor::named(db, practitioner.as_deref()))?;
            let passphrase = new_passphrase(passphrase.new_passphrase_file.as_ref())?;
            let new = New { name, role: (*role).into(), manager: *manager, practitioner, passphrase: &passphrase };
            let id = persons::add(&open.desk, &mut open.vault, &open.opened, new)?;
            let said = |name: &str| t!(lang, "cli-person-added", name = name);
            one(&open.desk, lang, id, said)
        }
        Act::Role { name, role, manager } => {
            let mut open = with.write("person")?;
            let old = open.desk.read(|db| known(db, name, false))?;
            let new = Person { role: (*role).into(), manager: manager.unwrap_or(old.manager), ..old };
            let id = new.id;
            open.desk.act("person-change", move |tx| persons::change(tx, &new))?;
            persons::settle(&open.desk, &mut open.vault, &open.opened)?;
            one(&open.desk, lang, id, |name| t!(lang, "cli-person-changed", name = name))
        }
        Act::Passphrase { name, passphrase } => {
            let mut open = with.write("person")?;
            let id = open.desk.read(|db| known(db, name, true))?.id;
            let passphrase = new_passphrase(passphrase.new_passphrase_file.as_ref())?;
            persons::reset(&open.desk, &mut open.vault, &open.opened, id, &passphrase)?;
            open.turn_key(lang)?;
            one(&open.desk, lang, id, |name| t!(lang, "cli-person-reset", name = name))
        }
        Act::Leave { name } => {
            let mut open = with.write("person")?;
            let id = open.desk.read(|db| known(db, name, false))?.id;
            persons::leave(&open.desk, &mut open.vault, &open.opened, id, open.desk.today())?;
            open.turn_key(lang)?;
            one(&open.desk, lang, id, |name| t!(lang, "cli-person-left", name = name))
        }
    }
}

fn list(with: &With, lang: Lang) -> Result<Answer> {
    let open = with.read()?;
    let all = open.desk.read::<_, Error>(|db| Ok(people::all(db)?))?;
    let mut rows: Vec<(bool, Vec<String>)> = Vec::new();
    let mut values = Vec::new();
    for person in &all {
        values.push(open.desk.read(|db| value(db, person))?);
        let role = lang.text(&format!("role-{}", person.role.code()), &[]);
        let manager = if person.manager { t!(lang, "person-manager") } else { String::new() };
        let left =
            if person.has_left() { t!(lang, "person-left-on", date = crate::words::birth_date(&person.left)) } else { String::new() };
        rows.push((person.has_left(), vec![person.name.clone(), role, manager, left]));
    }
    rows.sort_by_key(|r| r.0);
    let rows: Vec<_> = rows.into_iter().map(|r| r.1).collect();
    Answer::new(json!({ "persons": values }), table(&rows))
}

/// The one person as she stands now.
fn one(desk: &crate::actions::Desk, lang: Lang, id: Id, said: impl Fn(&str) -> String) -> Result<Answer> {
    let person = desk.read::<_, Error>(|db| Ok(people::get(db, id)?))?.unwrap_or_default();
    let value = desk.read(|db| value(db, &person))?;
    let waits = desk.read::<_, Error>(|db| Ok(persons::not_admitted(db)?))?.iter().any(|p| p.id == id);
    let mut text = said(&person.name);
    if waits {
        text += &format!("\n{}", t!(lang, "cli-person-waits", name = person.name.as_str()));
    }
    Answer::new(json!({ "person": value }), text)
}

fn value(db: &Db, person: &Person) -> Result<Value> {
    let practitioner = person.practitioner.map(|id| practitioners::get(db, id)).transpose()?.flatten();
    Ok(json!({
        "id": person.id.to_string(),
        "name": person.name,
        "role": person.role.code(),
        "manager": person.manager,
        "practitioner": practitioner.map(|p| p.name()),
        "left": Some(&person.left).filter(|d| !d.is_empty()),
    }))
}

/// The person of that name or id; among those who left too where she may come back.
fn known(db: &Db, wanted: &str, left_too: bool) -> Result<Person> {
    let all = people::all(db)?;
    let among: Vec<(Id, &str)> = all.iter().filter(|p| left_too || !p.has_left()).map(|p| (p.id, p.name.as_str())).collect();
    let id = choose(wanted, &among, "cli-person")?;
    all.into_iter().find(|p| p.id == id).ok_or_else(|| model::Refusal::new("person-unknown").into())
}
