//! When the screen locks by itself: nobody touched it, the machine slept, or a phone went into a pocket.

use super::session::Session;
use crate::{
    base::{Clock, clock::Wakefulness},
    platform::lifecycle::{self, Moment},
    ui::use_session,
};
use dioxus::prelude::*;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What kind of device this is: how soon it locks depends on who passes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Device {
    /// On a desk, behind the counter.
    Desktop,
    /// At the reception, within reach of others.
    Tablet,
    /// Goes along in a pocket.
    Phone,
}

impl Default for Device {
    fn default() -> Self {
        if lifecycle::ON_A_PHONE { Device::Phone } else { Device::Desktop }
    }
}

impl Device {
    pub const ALL: [Device; 3] = [Device::Desktop, Device::Tablet, Device::Phone];

    /// Minutes without a touch until it locks, unless somebody chose others.
    pub fn minutes(self) -> u32 {
        match self {
            Device::Desktop => 10,
            Device::Tablet => 3,
            Device::Phone => 1,
        }
    }

    /// More than this is said to be unsafe.
    pub fn safe(self) -> u32 {
        match self {
            Device::Desktop => 15,
            Device::Tablet => 5,
            Device::Phone => 2,
        }
    }

    /// Whether so many minutes are too many here; 0 is never.
    pub fn is_unsafe(self, minutes: u32) -> bool {
        minutes == 0 || minutes > self.safe()
    }

    /// Its name in texts.
    pub fn code(self) -> &'static str {
        match self {
            Device::Desktop => "desktop",
            Device::Tablet => "tablet",
            Device::Phone => "phone",
        }
    }
}

/// So many seconds before it locks, it says so.
const WARNED: i64 = 10;
/// How often it looks, at the least.
const LOOK: Duration = Duration::from_secs(5);
/// A machine that was away for longer has slept.
const NAP: Duration = Duration::from_secs(30);

/// What is to be done about a screen that nobody touches.
#[derive(Debug, PartialEq)]
enum Idle {
    Lock,
    /// So many seconds are left.
    Warn(u32),
    /// Nothing, for so long.
    Wait(Duration),
}

/// `after` in minutes, 0 never; the rest in milliseconds.
fn idle(now: i64, touched: i64, after: u32) -> Idle {
    if after == 0 {
        return Idle::Wait(LOOK);
    }
    let left = i64::from(after) * 60_000 - (now - touched);
    match left {
        ..=0 => Idle::Lock,
        _ if left <= WARNED * 1000 => Idle::Warn(u32::try_from((left + 999) / 1000).unwrap_or(1)),
        _ => Idle::Wait(Duration::from_millis((left - WARNED * 1000).unsigned_abs()).min(LOOK)),
    }
}

/// Locks the screen when nobody has touched it for as long as this device is set to, when the machine sleeps or is
/// locked, and when it wakes.
pub fn use_locks(session: Session) {
    use_untouched(session);
    use_moments(session);
}

fn use_untouched(mut session: Session) {
    use_future(move || async move {
        let mut awake = Wakefulness::begin();
        loop {
            let now = Clock::System.millis();
            if now < *session.touched.peek() {
                // The clock was set back: an hour that comes twice is not waited for twice.
                session.touched.set(now);
            }
            let (touched, after) = (*session.touched.peek(), session.looks.peek().lock_after);
            let pause = match idle(now, touched, after) {
                _ if *session.locked.peek() => LOOK,
                Idle::Lock => {
                    session.lock();
                    LOOK
                }
                Idle::Warn(seconds) => {
                    session.locking.set(Some(seconds));
                    Duration::from_millis(500)
                }
                Idle::Wait(pause) => {
                    if session.locking.peek().is_some() {
                        session.locking.set(None);
                    }
                    pause
                }
            };
            tokio::time::sleep(pause).await;
            if awake.slept(pause, NAP) {
                session.lock();
            }
        }
    });
    use_hook(|| session.touched.set(Clock::System.millis()));
}

/// Hears what the system says. Before the machine sleeps it is held back until the locked screen was painted.
fn use_moments(session: Session) {
    use_future(move || async move {
        let (said, mut heard) = tokio::sync::mpsc::unbounded_channel();
        lifecycle::listen(move |moment| said.send(moment).is_ok());
        while let Some(moment) = heard.recv().await {
            session.lock();
            if let Moment::Sleeping(hold) = moment {
                painted().await;
                drop(hold);
            }
        }
    });
}

/// Waits until the page shows the locked screen and has been painted, but never long: a hidden window is not painted.
async fn painted() {
    let shown = document::eval(
        "const seen=()=>document.querySelector('.locked')?requestAnimationFrame(()=>setTimeout(()=>dioxus.send(true),100)):requestAnimationFrame(seen);seen()",
    );
    let wait = async move {
        let mut shown = shown;
        let _ = shown.recv::<bool>().await;
    };
    let _ = tokio::time::timeout(Duration::from_millis(1500), wait).await;
}

/// The last seconds before it locks. Any touch, or key, stops them.
#[component]
pub fn Countdown() -> Element {
    let session = use_session();
    let left = *session.locking.read();
    rsx! {
        div { "aria-live": "polite",
            if let Some(seconds) = left {
                div { class: "undo locking", role: "status", "data-testid": "locking",
                    super::icons::Icon { name: "lock" }
                    span { class: "said num", {session.tr("locking", &[("n", i64::from(seconds).into())])} }
                    button { r#type: "button", class: "btn", "data-testid": "stay-open", onclick: move |_| session.touch(), {session.t("locking-stay")} }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_warns_before_it_locks() {
        let after = |seconds: i64| idle(1_000_000 + seconds * 1000, 1_000_000, 3);
        assert_eq!(after(0), Idle::Wait(LOOK));
        assert_eq!(after(168), Idle::Wait(Duration::from_secs(2)));
        assert_eq!(after(170), Idle::Warn(10));
        assert_eq!(after(179), Idle::Warn(1));
        assert_eq!(after(180), Idle::Lock);
        assert_eq!(after(86_400), Idle::Lock);
        assert_eq!(idle(i64::MAX / 2, 0, 0), Idle::Wait(LOOK), "never");
    }

    #[test]
    fn each_device_has_its_own_patience() {
        assert_eq!(Device::ALL.map(Device::minutes), [10, 3, 1]);
        for device in Device::ALL {
            assert!(!device.is_unsafe(device.minutes()) && device.is_unsafe(0) && device.is_unsafe(60), "{device:?}");
        }
        let kept: Device = serde_json::from_str("\"tablet\"").unwrap();
        assert_eq!((kept, kept.code()), (Device::Tablet, "tablet"));
    }
}
