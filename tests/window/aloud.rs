//! What a screen reader is told of the window: every element's role, name and place, over the bus for assistive technology.
//!
//! Taps are found here and not guessed: what has no name for who cannot see has none for this hand either.

use super::desk::Running;
use std::{
    collections::VecDeque,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};
use zbus::{
    blocking::{Connection, connection::Builder},
    zvariant::{OwnedObjectPath, OwnedValue, Value},
};

/// A bus of its own, on which nothing but assistive technology is begun.
pub fn bus(home: &Path) -> (Running, String) {
    let services = home.join("services");
    fs::create_dir_all(&services).unwrap();
    let a11y = "/usr/share/dbus-1/services/org.a11y.Bus.service";
    fs::copy(a11y, services.join("org.a11y.Bus.service")).expect("at-spi2-core is installed by platforms/linux/test");
    let config = home.join("bus.conf");
    let text = format!(
        r#"<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><servicedir>{}</servicedir><auth>EXTERNAL</auth><policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"#,
        services.display()
    );
    fs::write(&config, text).unwrap();
    let mut daemon = Command::new("dbus-daemon")
        .args(["--nofork", "--print-address", "--config-file"])
        .arg(&config)
        .env("XDG_RUNTIME_DIR", home)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("dbus-daemon is installed by platforms/linux/test");
    let mut address = String::new();
    BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
    (Running(daemon), address.trim().to_owned())
}

/// One element, as it is told.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub role: &'static str,
    pub name: String,
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
    pub focused: bool,
}

impl Told {
    pub fn middle(&self) -> (i32, i32) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }

    /// Something that can be tapped.
    pub fn is_control(&self) -> bool {
        !self.role.is_empty()
    }
}

/// What can be tapped, by its number: what the view in the window is asked for a name of the role, it leaves empty.
fn role(number: u32) -> &'static str {
    match number {
        11 | 43 | 62 | 129 => "button",
        32 => "list item",
        40 | 52 | 61 | 79 => "entry",
        88 => "link",
        37 => "tab",
        7 | 44 => "check",
        _ => "",
    }
}

pub struct Listener(Connection);

type Place = (String, OwnedObjectPath);

impl Listener {
    /// Asks the session's bus where the other one is.
    pub fn on(address: &str) -> Self {
        let session = Builder::address(address).unwrap().build().unwrap();
        let reply = session.call_method(Some("org.a11y.Bus"), "/org/a11y/bus", Some("org.a11y.Bus"), "GetAddress", &()).unwrap();
        let address: String = reply.body().deserialize().unwrap();
        Listener(Builder::address(address.as_str()).unwrap().build().unwrap())
    }

    fn call<T: serde::de::DeserializeOwned + zbus::zvariant::Type>(
        &self,
        of: &Place,
        interface: &str,
        what: &str,
        with: &(impl serde::Serialize + zbus::zvariant::DynamicType),
    ) -> Option<T> {
        let interface = format!("org.a11y.atspi.{interface}");
        let reply = self.0.call_method(Some(of.0.as_str()), of.1.as_str(), Some(interface.as_str()), what, with).ok()?;
        reply.body().deserialize().ok()
    }

    fn name(&self, of: &Place) -> String {
        let with = ("org.a11y.atspi.Accessible", "Name");
        let reply = self.0.call_method(Some(of.0.as_str()), of.1.as_str(), Some("org.freedesktop.DBus.Properties"), "Get", &with);
        let value = reply.ok().and_then(|r| r.body().deserialize::<OwnedValue>().ok());
        value.and_then(|v| text(&v)).unwrap_or_default()
    }

    /// Where it is on the screen: one argument that holds four numbers.
    fn extents(&self, of: &Place) -> Option<(i32, i32, i32, i32)> {
        let four = |at: &Place| self.call::<(i32, i32, i32, i32)>(at, "Component", "GetExtents", &(0u32,));
        four(of).or_else(|| self.call::<((i32, i32, i32, i32),)>(of, "Component", "GetExtents", &(0u32,)).map(|one| one.0))
    }

    /// What the toolkit embeds, it tells one by one alone.
    fn children(&self, of: &Place) -> Vec<Place> {
        let all: Vec<Place> = self.call(of, "Accessible", "GetChildren", &()).unwrap_or_default();
        if !all.is_empty() || !of.0.starts_with(':') {
            return all;
        }
        let one = self.call::<Place>(of, "Accessible", "GetChildAtIndex", &(0i32,));
        let one = one.or_else(|| self.call::<(Place,)>(of, "Accessible", "GetChildAtIndex", &(0i32,)).map(|one| one.0));
        one.into_iter().filter(|c| !c.1.ends_with("/null")).collect()
    }

    /// Everything that can be tapped and is told now, from the top of the window down. What is scrolled out of sight is passed over.
    pub fn all(&self) -> Vec<Told> {
        let root = ("org.a11y.atspi.Registry".to_owned(), OwnedObjectPath::try_from("/org/a11y/atspi/accessible/root").unwrap());
        let mut waiting = VecDeque::from([root]);
        let mut told = Vec::new();
        while let Some(at) = waiting.pop_front() {
            let place = self.extents(&at);
            if let Some((x, y, width, height)) = place {
                if x >= SCREEN.0 || y >= SCREEN.1 || (width > 0 && x + width <= 0) || (height > 0 && y + height <= 0) {
                    continue;
                }
                let role = self.call(&at, "Accessible", "GetRole", &()).map_or("", role);
                let mut one = Told { role, name: String::new(), x, y, width, height, focused: false };
                if one.is_control() {
                    one.name = self.name(&at);
                    let state: Vec<u32> = self.call(&at, "Accessible", "GetState", &()).unwrap_or_default();
                    one.focused = state.first().is_some_and(|s| s & (1 << 12) != 0);
                    told.push(one);
                }
            }
            for child in self.children(&at).into_iter().rev() {
                waiting.push_front(child);
            }
        }
        told
    }
}

/// How large the virtual screen is.
const SCREEN: (i32, i32) = (1440, 900);

fn text(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Str(words) => Some(words.to_string()),
        Value::Value(within) => text(within),
        _ => None,
    }
}
