//! What holds for this device alone: what kind it is, and so how soon it locks.

use super::Line;
use crate::ui::{app::set_looks, door::Doorway, icons::Icon, idle::Device, parts::lists::with, use_session};
use dioxus::prelude::*;

const MINUTES: [u32; 9] = [1, 2, 3, 5, 10, 15, 20, 30, 60];

#[component]
pub fn DeviceSection() -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let (device, after) = (session.looks.read().device, session.looks.read().lock_after);
    let icon = |d: Device| match d {
        Device::Desktop => "monitor",
        Device::Tablet => "tablet",
        Device::Phone => "smartphone",
    };
    rsx! {
        h2 { {session.t("set-device")} }
        p { class: "lead", {session.t("device-lead")} }
        div { class: "kinds", role: "group", "aria-label": session.t("device-kind"),
            for d in Device::ALL {
                button { r#type: "button", key: "{d.code()}", class: "kind", "data-testid": "device-{d.code()}", "aria-pressed": d == device,
                    onclick: move |_| set_looks(session, |l| (l.device, l.lock_after) = (d, d.minutes())),
                    Icon { name: icon(d) }
                    strong { {session.t(&format!("device-{}", d.code()))} }
                    span { {session.t(&format!("device-{}-more", d.code()))} }
                }
            }
        }
        div { class: "group",
            Line { title: session.t("safety-lock"), more: session.t("safety-lock-more"),
                select { class: "input", "data-testid": "lock-after", "aria-label": session.t("safety-lock"), onchange: move |e| set_looks(session, |l| l.lock_after = e.value().parse().unwrap_or(device.minutes())),
                    for m in with(&MINUTES, after).filter(|m| *m > 0) { option { key: "{m}", value: "{m}", selected: m == after, {session.tr("minutes", &[("n", i64::from(m).into())])} } }
                    option { value: "0", selected: after == 0, {session.t("safety-never")} }
                }
            }
            if device.is_unsafe(after) {
                p { class: "note", "data-tone": "warn", role: "alert", "data-testid": "unsafe", Icon { name: "triangle-alert" }
                    span { {session.t(if after == 0 { "safety-never-unsafe" } else { "safety-long-unsafe" })} }
                }
            }
            Line { title: session.t("remind"), more: session.t("remind-more"),
                button { r#type: "button", class: "switch", role: "switch", "data-testid": "remind", "aria-checked": session.looks.read().remind, "aria-label": session.t("remind"), onclick: move |_| set_looks(session, |l| l.remind = !l.remind) }
            }
            Line { title: session.t("safety-lock-now"), more: session.t("safety-lock-now-more"),
                button { r#type: "button", class: "btn", onclick: move |_| session.lock(), Icon { name: "lock" } {session.t("place-lock")} kbd { class: "key", "Ctrl L" } }
            }
            Line { title: session.t("lock-close"), more: session.t("safety-close-more"),
                button { r#type: "button", class: "btn", "data-testid": "close-practice", onclick: move |_| door.close(), Icon { name: "door-closed" } {session.t("close")} }
            }
        }
    }
}
