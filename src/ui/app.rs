//! The window's root: what is open decides what is shown.

use super::{
    door::{Door, Doorway},
    idle,
    live::MINUTE,
    open::OpenPractice,
    parts::days::{Today, use_today},
    reads::Reads,
    session::{Looks, Session, use_session},
    shell::Shell,
    style,
};
use crate::{
    lang::Lang,
    platform,
    store::{self, local::Setting},
};
use desktop::{
    LogicalSize,
    tao::event::{Event, WindowEvent},
};
use dioxus::prelude::*;
use std::path::PathBuf;

// The phones' window is the same crate under another name.
#[cfg(feature = "desktop")]
use dioxus::desktop;
#[cfg(not(feature = "desktop"))]
use dioxus::mobile as desktop;

/// What the window opens on.
#[derive(Debug, Clone, PartialEq)]
pub enum Start {
    /// The practice in this folder, or a first run where there is none.
    Vault(PathBuf),
    /// The example practice in a folder that is gone at the end.
    Demo,
}

/// Opens the window and stays until it is closed.
pub fn run(start: Start) {
    let lang = crate::lang::of_system();
    let size = window_size();
    let page = platform::folders::page();
    platform::process::send_caches_to(&page);
    let window =
        desktop::WindowBuilder::new().with_title("Genki").with_inner_size(size).with_min_inner_size(LogicalSize::new(320.0, 480.0));
    let config = desktop::Config::new()
        .with_window(window)
        .with_menu(None)
        .with_background_color((0xf4, 0xef, 0xe7, 0xff))
        .with_data_directory(page)
        .with_navigation_handler(|to| to.starts_with("dioxus:") || to.starts_with("http://dioxus.") || to.starts_with("https://dioxus."))
        .with_custom_index(style::index(lang.code()));
    LaunchBuilder::new().with_cfg(config).with_context(start).launch(App);
}

/// As `GENKI_WINDOW=390x844` says, for pictures; else a desk's.
fn window_size() -> LogicalSize<f64> {
    let asked = std::env::var("GENKI_WINDOW").ok();
    let size = asked.as_deref().and_then(|s| s.split_once('x')).and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    let (w, h) = size.unwrap_or((1440.0, 900.0));
    LogicalSize::new(w, h)
}

/// The practice that is open, or the door.
#[component]
fn App() -> Element {
    let start = use_context::<Start>();
    let door = use_context_provider(|| Doorway::new(start));
    use_hook(|| door.begin());
    use_end(door);
    use_secret_keys();
    let shown = door.open.read().clone();
    match shown {
        Some(practice) => rsx! { Workplace { practice } },
        None => rsx! { Door {} },
    }
}

/// Secret letters never reach the page, where the system lets us take them first.
fn use_secret_keys() {
    use_hook(|| platform::secret_keys::take(&desktop::window(), super::secret::give));
}

/// Closes the practice with the window: the keys are wiped, the example and the page's folder go. The event loop
/// ends the process without letting go of anything itself.
fn use_end(door: Doorway) {
    desktop::use_wry_event_handler(move |event, _| {
        if let Event::WindowEvent { event: WindowEvent::CloseRequested, .. } = event {
            let practice = door.open.peek().clone();
            if let Some(practice) = practice {
                practice.close();
            }
            platform::folders::clear_page();
        }
        if let Event::Suspended = event {
            platform::lifecycle::away();
        }
    });
}

/// One person's open practice.
#[component]
pub fn Workplace(practice: OpenPractice) -> Element {
    let door = use_context::<Doorway>();
    use_context_provider(Reads::default);
    let session = use_context_provider(|| {
        let desk = practice.desk();
        let looks = desk.store.read::<_, store::Error>(|db| store::local::find::<Looks>(db, "looks"));
        let unread = !matches!(looks, Ok(Setting::Unset | Setting::Set(_)));
        let session = Session::new(desk.clone(), looks.map(Setting::or_default).unwrap_or_default(), *door.lang.peek());
        if unread {
            session.trouble("trouble-looks");
        }
        session
    });
    let today = use_today(session);
    use_commits(session, today);
    use_warm_search(session);
    use_clock(session);
    use_looks(session);
    use_zone(session);
    super::screens::owed::use_badge();
    super::screens::owed::use_reminders(session);
    idle::use_locks(session);
    super::backups::use_daily(session, practice);
    rsx! { Shell {} }
}

/// Hears of commits on the writer's thread and raises their topics on the screen's.
fn use_commits(session: Session, today: Today) {
    use_future(move || async move {
        let (said, mut heard) = tokio::sync::mpsc::unbounded_channel();
        let listening = session.desk.peek().store.listen(move |a| {
            let _ = said.send(a.clone());
        });
        if listening.is_err() {
            return;
        }
        while let Some(commit) = heard.recv().await {
            today.hear(&commit);
            for topic in commit.topics {
                session.live.touch(topic);
            }
        }
    });
}

/// Has everybody's names in memory soon after the first paint, and again after a commit that made them old.
fn use_warm_search(session: Session) {
    use_effect(move || {
        session.live.watch(&["patient"]);
        session.desk.peek().store.warm_search();
    });
}

/// Raises the clock's topic as each minute begins.
fn use_clock(session: Session) {
    use_future(move || async move {
        loop {
            let into_minute = session.desk.peek().clock.millis().rem_euclid(60_000) as u64;
            tokio::time::sleep(std::time::Duration::from_millis(60_050 - into_minute)).await;
            session.live.touch(MINUTE);
        }
    });
}

/// Puts this device's looks on the page. Only words of this list ever become script.
fn use_looks(session: Session) {
    use_effect(move || {
        let looks = session.looks.read();
        let theme = match looks.theme.as_str() {
            "dark" => "d.theme='dark'",
            "light" => "d.theme='light'",
            _ => "delete d.theme",
        };
        let density = if looks.compact { "d.density='compact'" } else { "delete d.density" };
        let contrast = if looks.contrast { "d.contrast='high'" } else { "delete d.contrast" };
        let text = if looks.large { "d.text='large'" } else { "delete d.text" };
        document::eval(&format!("const d=document.documentElement.dataset;{theme};{density};{contrast};{text}"));
    });
    use_effect(move || say_lang(*session.lang.read()));
}

/// The wall clock and telephone numbers follow the practice's zone and country, whoever changed them.
fn use_zone(mut session: Session) {
    let practice = super::use_query(&["practice"], store::practice::get);
    use_effect(move || {
        let country = practice.read().as_ref().map(|p| p.country().to_owned());
        if let Some(country) = country.filter(|country| *country != *session.country.peek()) {
            session.country.set(country);
        }
        let zone = practice.read().as_ref().map(|p| p.tz());
        if let Some(zone) = zone.filter(|zone| *zone != session.desk.peek().zone) {
            session.desk.write().zone = zone;
            session.live.touch(MINUTE);
            session.live.touch("appointment");
        }
    });
}

/// Tells the page which language it speaks: for the reader's voice and hyphens.
pub fn say_lang(lang: Lang) {
    let code = match lang {
        Lang::En => "en",
        Lang::Fr => "fr",
    };
    document::eval(&format!("document.documentElement.lang='{code}'"));
}

/// Whether the open practice is the example.
pub fn use_example() -> Memo<bool> {
    let practice = super::use_query(&["practice"], store::practice::get);
    use_memo(move || practice.read().as_ref().is_some_and(|p| p.example))
}

/// Gives this device's looks a new value and keeps it.
pub fn set_looks(mut session: Session, change: impl FnOnce(&mut Looks)) {
    let mut looks = session.looks.peek().clone();
    change(&mut looks);
    if let Some(lang) = Lang::of(&looks.lang) {
        session.lang.set(lang);
    }
    session.privacy.set(looks.privacy);
    session.looks.set(looks.clone());
    let store = session.desk.peek().store.clone();
    session.in_background(
        move || store.set_local("looks", &looks),
        |session, kept| {
            if let Err(error) = kept {
                session.refuse(&error.into());
            }
        },
    );
}

pub fn lang() -> Lang {
    *use_session().lang.read()
}
