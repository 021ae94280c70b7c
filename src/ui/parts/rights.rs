//! What the person at work may do, for screens that offer no more than that.

use crate::{
    base::Id,
    model::{
        Person, Practice,
        rights::{self, Deed, May},
    },
    store::{people, practice},
    ui::{session::Session, use_query, use_session},
};
use dioxus::prelude::*;

/// The person at work, as the practice knows her.
pub fn use_me() -> Memo<Option<Person>> {
    let session = use_session();
    let found = use_query(&["person"], move |db| people::get(db, session.desk.read().person));
    use_memo(move || found.read().clone().flatten())
}

/// What she may do of one deed, asked again when persons or the practice change.
pub fn use_may(deed: Deed) -> Memo<May> {
    let session = use_session();
    let may = use_query(&["person", "practice"], move |db| {
        let me = people::get(db, session.desk.read().person)?;
        Ok(rights::may(me.as_ref(), &practice::get(db)?, deed))
    });
    use_memo(move || (*may.read()).unwrap_or(May::No))
}

/// Everybody who works here, by id; who has left too: their work is still theirs.
pub fn use_team() -> Memo<Vec<Person>> {
    let all = use_query(&["person"], people::all);
    use_memo(move || all.read().clone().unwrap_or_default())
}

pub fn name_of(team: &[Person], id: Id) -> String {
    team.iter().find(|p| p.id == id).map(|p| p.name.clone()).unwrap_or_default()
}

/// Those who are managers now, as one would name them: "Nadège or Dr Roy".
pub fn managers(team: &[Person], or: &str) -> String {
    let names: Vec<&str> = team.iter().filter(|p| p.manager && !p.has_left()).map(|p| p.name.as_str()).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} {or} {last}", rest.join(", ")),
    }
}

/// What somebody of this role may, whoever she is.
pub fn of_role(role: crate::model::person::Role, manager: bool, practice: &Practice, deed: Deed) -> May {
    rights::may(Some(&Person { role, manager, ..Person::default() }), practice, deed)
}

/// What is sealed may read differently now: keys were granted, or taken up.
pub fn keys_changed(session: Session) {
    for topic in ["grant", "sealed"] {
        session.live.touch(topic);
    }
}
