//! Who may what: the table for people to read, and the cells that are the practice's to change.

use crate::{
    actions::rights as act,
    model::{
        Practice,
        person::Role,
        rights::{AFFAIRS, Deed, GRANTABLE, May},
    },
    store,
    ui::{
        icons::Icon,
        parts::{
            ask::AskManager,
            rights::{of_role, use_may},
        },
        session::Session,
        use_query, use_session,
    },
};
use dioxus::prelude::*;

/// What there is to do here today, in the order of a day. Prices, recall kinds and devices join with their screens.
const ROWS: [Deed; 11] = [
    Deed::FrontDesk,
    Deed::ReadResults,
    Deed::DecideResults,
    Deed::TellResults,
    Deed::DoctorsOnly,
    Deed::OwnLog,
    Deed::Reasons,
    Deed::Merge,
    Deed::ExportAll,
    Deed::Audit,
    Deed::Persons,
];

/// The columns; a manager is a secretary or a doctor besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Secretary,
    Doctor,
    Manager,
}

const COLUMNS: [Who; 3] = [Who::Secretary, Who::Doctor, Who::Manager];

impl Who {
    fn code(self) -> &'static str {
        match self {
            Who::Secretary => "secretary",
            Who::Doctor => "doctor",
            Who::Manager => "manager",
        }
    }

    fn role(self) -> Option<Role> {
        match self {
            Who::Secretary => Some(Role::Secretary),
            Who::Doctor => Some(Role::Doctor),
            Who::Manager => None,
        }
    }
}

/// What a cell says, and whether it is the practice's to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cell {
    word: &'static str,
    switch: Option<bool>,
}

fn cell(practice: &Practice, deed: Deed, who: Who) -> Cell {
    let fixed = |word| Cell { word, switch: None };
    let Some(role) = who.role() else {
        // Being a manager gives the affairs, and nothing of what doctors read.
        return fixed(match deed {
            Deed::OwnLog => "may-own",
            deed if AFFAIRS.contains(&deed) || deed == Deed::FrontDesk => "may-do",
            _ => "may-as-role",
        });
    };
    let may = of_role(role, false, practice, deed);
    let word = match (may, deed) {
        (May::Do, Deed::OwnLog) => "may-own",
        (May::Do, _) => "may-do",
        (May::WhenAllowed, _) => "may-when",
        (May::Ask, _) => "may-ask",
        (May::No, _) => "may-no",
    };
    let open = GRANTABLE.contains(&deed) || (deed == Deed::ReadResults && role == Role::Secretary);
    Cell { word, switch: open.then_some(may == May::Do) }
}

#[component]
pub fn Rights() -> Element {
    let session = use_session();
    let practice = use_query(&["practice"], store::practice::get);
    let manages = use_may(Deed::Persons)() == May::Do;
    let practice = practice.read().clone().unwrap_or_default();
    rsx! {
        h2 { {session.t("set-rights")} }
        p { class: "lead", {session.t(if manages { "rights-lead-manager" } else { "rights-lead" })} }
        if !manages { AskManager { deed: Deed::Persons, about: vec![practice.id] } }
        div { class: "group rights", role: "table", "aria-label": session.t("set-rights"), "data-testid": "rights",
            div { class: "rights-row head", role: "row",
                span { class: "what", role: "columnheader", span { class: "hidden-words", {session.t("set-rights")} } }
                for who in COLUMNS { span { key: "{who.code()}", class: "cell", role: "columnheader", {session.t(&format!("rights-{}", who.code()))} } }
            }
            for deed in ROWS {
                div { key: "{deed.code()}", class: "rights-row", role: "row", "data-testid": "rights-{deed.code()}",
                    div { class: "what", role: "rowheader",
                        strong { if sealed(deed) { Icon { name: "key-round", small: true } } {session.t(&format!("deed-{}", deed.code()))} }
                        if let Some(more) = more(session, deed) { span { "{more}" } }
                    }
                    for who in COLUMNS { One { key: "{who.code()}", deed, who, cell: cell(&practice, deed, who), manages } }
                }
            }
        }
        p { class: "note keys-decide", Icon { name: "key-round" } span { {session.t("rights-keys")} } }
    }
}

/// Rows where no setting decides: what they name is sealed to persons' keys.
fn sealed(deed: Deed) -> bool {
    matches!(deed, Deed::DoctorsOnly | Deed::OwnLog)
}

fn more(session: Session, deed: Deed) -> Option<String> {
    let key = format!("deed-{}-more", deed.code());
    session.lang.read().knows(&key).then(|| session.t(&key))
}

#[component]
fn One(deed: Deed, who: Who, cell: Cell, manages: bool) -> Element {
    let session = use_session();
    let column = session.t(&format!("rights-{}", who.code()));
    let word = session.t(cell.word);
    let label = format!("{column}, {} : {word}", session.t(&format!("deed-{}", deed.code())));
    let (id, icon) = (format!("may-{}-{}", deed.code(), who.code()), icon(cell.word));
    rsx! {
        div { class: "cell", role: "cell", "data-testid": id, "data-may": cell.word,
            span { class: "column", "aria-hidden": "true", "{column}" }
            if let (Some(on), true) = (cell.switch, manages) {
                button { r#type: "button", class: "switch", role: "switch", "data-testid": "switch-{deed.code()}-{who.code()}", "aria-checked": on, "aria-label": label, onclick: move |_| turn(session, deed, who, !on) }
                span { class: "word", "aria-hidden": "true", "{word}" }
            } else {
                Icon { name: icon, small: true }
                span { class: "word", "{word}" }
            }
        }
    }
}

fn icon(word: &str) -> &'static str {
    match word {
        "may-do" => "check",
        "may-ask" => "message-square",
        "may-no" => "minus",
        "may-own" => "key-round",
        "may-when" => "clock",
        _ => "user",
    }
}

fn turn(session: Session, deed: Deed, who: Who, on: bool) {
    let Some(role) = who.role() else { return };
    let words = session.t("done-rights");
    match deed {
        Deed::ReadResults => session.act("change-rights", words, move |tx| act::let_secretaries_read(tx, on)),
        _ => session.act("change-rights", words, move |tx| act::grant(tx, role, deed, on)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page says what the rules say: each cell of the specification's table.
    #[test]
    fn the_page_is_the_table() {
        let p = Practice::default();
        let words = |deed| COLUMNS.map(|who| cell(&p, deed, who).word);
        assert_eq!(words(Deed::FrontDesk), ["may-do", "may-do", "may-do"]);
        assert_eq!(words(Deed::ReadResults), ["may-no", "may-do", "may-as-role"]);
        assert_eq!(words(Deed::DecideResults), ["may-no", "may-do", "may-as-role"]);
        assert_eq!(words(Deed::TellResults), ["may-when", "may-do", "may-as-role"]);
        assert_eq!(words(Deed::DoctorsOnly), ["may-no", "may-do", "may-as-role"]);
        assert_eq!(words(Deed::OwnLog), ["may-own", "may-own", "may-own"]);
        for deed in [Deed::Reasons, Deed::Merge, Deed::ExportAll, Deed::Audit, Deed::Persons] {
            assert_eq!(words(deed), ["may-ask", "may-ask", "may-do"], "{deed:?}");
        }
    }

    #[test]
    fn sealed_cells_and_who_changes_persons_have_no_switch() {
        let p = Practice::default();
        for deed in ROWS {
            for who in COLUMNS {
                let open = cell(&p, deed, who).switch.is_some();
                let may_be =
                    matches!((deed, who), (Deed::ReadResults, Who::Secretary)) || (GRANTABLE.contains(&deed) && who != Who::Manager);
                assert_eq!(open, may_be, "{deed:?} {who:?}");
            }
        }
    }
}
