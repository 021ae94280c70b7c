//! Settings: one section at a time. What is changed is saved as it is left, and can be taken back.

mod about;
mod asked;
mod audit;
mod backup;
mod closed;
mod device;
mod drafts;
mod former;
mod hours;
mod look;
mod own_log;
mod persons;
mod pin;
mod practice;
mod practitioners;
mod reasons;
mod recalls;
mod renewal;
mod rights;
mod safety;

pub use {asked::use_waiting, hours::read as read_hour, look::Segments, persons::ROLES};

use crate::{
    store,
    ui::{icons::Icon, parts::readable::Readable, use_query, use_session},
};
use dioxus::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Practice,
    Practitioners,
    Reasons,
    Recalls,
    Persons,
    Rights,
    Asked,
    Look,
    Device,
    Safety,
    Backup,
    Audit,
    OwnLog,
    About,
}

const SECTIONS: [(Section, &str, &str); 14] = [
    (Section::Practice, "house", "set-practice"),
    (Section::Practitioners, "stethoscope", "set-practitioners"),
    (Section::Reasons, "tags", "set-reasons"),
    (Section::Recalls, "syringe", "set-recalls"),
    (Section::Persons, "users", "set-persons"),
    (Section::Rights, "clipboard-check", "set-rights"),
    (Section::Asked, "message-square", "set-asked"),
    (Section::Look, "sun-moon", "set-look"),
    (Section::Device, "monitor", "set-device"),
    (Section::Safety, "key-round", "set-safety"),
    (Section::Backup, "archive", "set-backup"),
    (Section::Audit, "eye", "set-audit"),
    (Section::OwnLog, "leaf", "set-own-log"),
    (Section::About, "info", "set-about"),
];

/// A section's icon, by the key of its name.
pub fn icon(text: &str) -> &'static str {
    SECTIONS.iter().find(|s| s.2 == text).map_or("settings-2", |s| s.1)
}

#[component]
pub fn Settings() -> Element {
    let session = use_session();
    let mut chosen = session.section;
    // Leaving the place lets go of what was chosen in it; the locked screen is no other place.
    use_drop(move || {
        if !*session.locked.peek() {
            chosen.set(None);
        }
    });
    let here = use_query(&["practitioner"], |db| Ok(store::practitioners::here(db)?.len()));
    let waiting = asked::use_waiting();
    let any = asked::use_any();
    // Nothing can be booked before there is somebody to come to.
    let first = use_hook(|| match *here.peek() {
        Some(0) => Section::Practitioners,
        _ if *waiting.peek() > 0 => Section::Asked,
        _ => Section::Practice,
    });
    let section = SECTIONS.into_iter().find(|s| Some(s.2) == chosen()).map_or(first, |s| s.0);
    rsx! {
        header { class: "top", div { class: "title", h1 { {session.t("place-settings")} } } }
        div { class: "settings",
            nav { class: "sections", "aria-label": session.t("place-settings"),
                ul {
                    for (is , icon , text) in SECTIONS.into_iter().filter(|s| s.0 != Section::Asked || any() || section == Section::Asked) {
                        li { key: "{text}", Place { icon, text, here: is == section, count: if is == Section::Asked { waiting() } else { 0 }, onpick: move |()| chosen.set(Some(text)) } }
                    }
                }
            }
            // Another section begins at its top.
            for section in [section] {
                div { class: "work pane", key: "{section:?}", tabindex: if section == Section::About { "0" },
                    Readable { match section {
                        Section::Practice => rsx! { practice::PracticeSection {} },
                        Section::Practitioners => rsx! { practitioners::Practitioners {} },
                        Section::Reasons => rsx! { reasons::Reasons {} },
                        Section::Recalls => rsx! { recalls::Recalls {} },
                        Section::Persons => rsx! { persons::Persons {} },
                        Section::Rights => rsx! { rights::Rights {} },
                        Section::Asked => rsx! { asked::Asked {} },
                        Section::Look => rsx! { look::Look {} },
                        Section::Device => rsx! { device::DeviceSection {} },
                        Section::Safety => rsx! { safety::Safety {} },
                        Section::Backup => rsx! { backup::Backups {} },
                        Section::Audit => rsx! { audit::Audit {} },
                        Section::OwnLog => rsx! { own_log::OwnLog {} },
                        Section::About => rsx! { about::About {} },
                    } }
                }
            }
        }
    }
}

/// A section's name. On a phone the names stand in one line: the chosen one comes into view.
#[component]
fn Place(icon: &'static str, text: &'static str, here: bool, count: usize, onpick: EventHandler<()>) -> Element {
    let session = use_session();
    let mut element = use_signal(|| None::<std::rc::Rc<MountedData>>);
    use_effect(use_reactive!(|here| {
        if let Some(element) = element().filter(|_| here) {
            spawn(async move {
                let _ = element.scroll_to(ScrollBehavior::Instant).await;
            });
        }
    }));
    rsx! {
        button { r#type: "button", "data-testid": text, "aria-current": if here { "page" }, onmounted: move |e| element.set(Some(e.data())), onclick: move |_| onpick.call(()), Icon { name: icon } {session.t(text)} if count > 0 { span { class: "count", "{count}" } } }
    }
}

/// One line: what it is, a word more, and its control at the right.
#[component]
fn Line(title: String, #[props(default)] more: String, children: Element) -> Element {
    rsx! {
        div { class: "setting",
            div { class: "main", strong { "{title}" } if !more.is_empty() { span { "{more}" } } }
            {children}
        }
    }
}
