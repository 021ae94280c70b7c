//! Icons as masks, so that they take the colour of the words beside them. The drawings are Lucide's.

use dioxus::prelude::*;
use std::fmt::Write;

macro_rules! icons {
    ($($name:literal),* $(,)?) => {
        const DRAWINGS: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../assets/icons/", $name, ".svg")))),*];
    };
}

icons![
    "paperclip",
    "external-link",
    "chevrons-up-down",
    "phone-call",
    "phone-incoming",
    "phone-outgoing",
    "phone-missed",
    "syringe",
    "inbox",
    "flask-conical",
    "pill",
    "lightbulb",
    "repeat",
    "pause",
    "ellipsis-vertical",
    "clock-alert",
    "user-round",
    "smartphone",
    "tablet",
    "lock-open",
    "user-check",
    "list-todo",
    "arrow-left",
    "armchair",
    "sun-moon",
    "loader-circle",
    "file-output",
    "user-round-search",
    "tags",
    "message-square",
    "leaf",
    "heart",
    "folder-open",
    "file-text",
    "file-down",
    "clipboard-list",
    "archive",
    "bell",
    "cake",
    "calendar-days",
    "calendar-plus",
    "check",
    "calendar-check",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "circle-alert",
    "circle-check",
    "circle-slash",
    "clock",
    "coffee",
    "command",
    "database-backup",
    "door-open",
    "download",
    "ellipsis",
    "eye",
    "eye-off",
    "file-input",
    "footprints",
    "history",
    "house-plus",
    "camera-off",
    "hourglass",
    "door-closed",
    "copy",
    "house",
    "info",
    "key-round",
    "keyboard",
    "languages",
    "lock",
    "log-in",
    "log-out",
    "mail",
    "map-pin",
    "monitor",
    "moon",
    "palette",
    "pencil",
    "phone",
    "plus",
    "search",
    "settings-2",
    "shield-check",
    "siren",
    "stethoscope",
    "sun",
    "triangle-alert",
    "undo-2",
    "upload",
    "user",
    "user-plus",
    "users",
    "x",
    "a-large-small",
    "arrow-right",
    "clipboard-check",
    "minus",
    "calendar-clock",
    "calendar-off",
    "printer",
];

/// An icon beside words. It says nothing by itself.
#[component]
pub fn Icon(name: &'static str, #[props(default)] small: bool) -> Element {
    rsx! { i { class: if small { "icon small" } else { "icon" }, "data-i": name, "aria-hidden": "true" } }
}

/// One rule for each icon.
pub fn css() -> String {
    let mut css = String::new();
    for (name, svg) in DRAWINGS {
        let drawing = svg.replace("stroke-width=\"2\"", "stroke-width=\"1.75\"").replace("currentColor", "black");
        let _ = writeln!(css, "[data-i={name}]{{--i:url(\"data:image/svg+xml,{}\")}}", encode(&drawing));
    }
    css
}

/// What a data URL inside quotes must not hold as it is.
fn encode(svg: &str) -> String {
    let svg = svg.find("<svg").map_or(svg, |at| &svg[at..]);
    svg.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('%', "%25")
        .replace('#', "%23")
        .replace('"', "'")
        .replace('<', "%3C")
        .replace('>', "%3E")
}
