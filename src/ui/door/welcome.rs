//! The first thing anybody sees, and what is seen where nothing can be opened.

use super::{Doorway, Step, Trouble, frame::Problem};
use crate::{
    lang::Lang,
    ui::{icons::Icon, parts::sign::Sign},
};
use dioxus::prelude::*;

#[component]
pub fn Welcome() -> Element {
    let mut door = use_context::<Doorway>();
    let (other, name) = match *door.lang.read() {
        Lang::Fr => (Lang::En, "English"),
        Lang::En => (Lang::Fr, "Français"),
    };
    rsx! {
        Sign {}
        h1 { {door.t("door-welcome")} }
        p { class: "lead", {door.t("door-welcome-lead")} }
        Problem { trouble: door.trouble.read().clone() }
        div { class: "choices",
            Choice { icon: "eye", name: "door-example", text: door.t("door-example"), more: door.t("door-example-lead"), onclick: move |()| { door.demo.set(true); door.open_example() } }
            Choice { icon: "house-plus", name: "door-own", text: door.t("door-own"), more: door.t("door-own-lead"), onclick: move |()| { door.demo.set(false); door.arrive(Step::Practice) } }
        }
        div { class: "foot-links",
            button { r#type: "button", class: "link", "data-testid": "restore", onclick: move |_| { door.demo.set(false); door.aside.set(false); door.go(Step::Restore) }, {door.t("door-restore")} }
            button { r#type: "button", class: "link", lang: other.code(), "data-testid": "other-language", onclick: move |_| door.lang.set(other), "{name}" }
        }
    }
}

#[component]
fn Choice(icon: &'static str, name: &'static str, text: String, more: String, onclick: EventHandler<()>) -> Element {
    rsx! {
        button { r#type: "button", class: "choice", "data-testid": name, onclick: move |_| onclick.call(()),
            Icon { name: icon }
            span { class: "main", strong { "{text}" } span { "{more}" } }
            Icon { name: "chevron-right" }
        }
    }
}

/// Where the practice is damaged: the way to its backup. What is here is set aside.
#[component]
pub fn FromBackup() -> Element {
    let door = use_context::<Doorway>();
    let damaged = door.trouble.read().as_ref().is_some_and(Trouble::is_damage);
    rsx! {
        if damaged {
            div { class: "choices",
                Choice { icon: "database-backup", name: "restore-here", text: door.t("door-restore"), more: door.t("door-restore-here"), onclick: move |()| door.restore_here() }
            }
        }
    }
}

/// The folder holds something that does not open. What it is, and where to go from there.
#[component]
pub fn Stuck() -> Element {
    let mut door = use_context::<Doorway>();
    let folder = door.folder.read().as_ref().map(|f| f.display().to_string()).unwrap_or_default();
    rsx! {
        Sign {}
        h1 { class: "less", {door.t("door-stuck")} }
        p { class: "lead", {door.tr("door-stuck-lead", &[("folder", folder.into())])} }
        Problem { trouble: door.trouble.read().clone() }
        FromBackup {}
        div { class: "foot-links",
            button { r#type: "button", class: "link", onclick: move |_| door.arrive(Step::Welcome), {door.t("door-again")} }
            button { r#type: "button", class: "link", onclick: move |_| { door.demo.set(true); door.open_example() }, {door.t("door-example")} }
        }
    }
}
