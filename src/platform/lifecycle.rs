//! What the system says of the machine and the session: it is about to sleep, it was locked, the app left the screen.

use std::sync::{Arc, Mutex, Once, PoisonError};

/// Whether this is a device that goes along in a pocket.
pub const ON_A_PHONE: bool = cfg!(any(target_os = "android", target_os = "ios"));

/// Something after which nothing of a patient may be on the screen.
#[derive(Debug)]
pub enum Moment {
    /// The machine sleeps as soon as everybody lets go of the hold, or lost patience.
    Sleeping(Hold),
    /// The session was locked.
    Locked,
    /// The app is no longer on the screen.
    Away,
}

/// Holds the machine back from sleeping until it is dropped.
#[derive(Debug, Clone, Default)]
pub struct Hold(#[expect(dead_code, reason = "kept to be let go of")] Option<Arc<dyn std::any::Any + Send + Sync>>);

type Listener = Box<dyn Fn(Moment) -> bool + Send>;
static LISTENERS: Mutex<Vec<Listener>> = Mutex::new(Vec::new());

/// Tells `heard` of every moment from now on, on a thread of its own, until it answers false. Where the system says
/// nothing, that is in the log and no error: who wakes notices by the clocks that she slept.
pub fn listen(heard: impl Fn(Moment) -> bool + Send + 'static) {
    static ONCE: Once = Once::new();
    listeners().push(Box::new(heard));
    ONCE.call_once(system::watch);
}

/// Says that the app left the screen: what the window hears on a phone.
pub fn away() {
    tell(|| Moment::Away);
}

fn tell(moment: impl Fn() -> Moment) {
    listeners().retain(|heard| heard(moment()));
}

fn listeners() -> std::sync::MutexGuard<'static, Vec<Listener>> {
    LISTENERS.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(not(target_os = "linux"))]
mod system {
    /// The window says what there is to hear.
    pub fn watch() {}
}

/// logind, over the system's bus.
#[cfg(target_os = "linux")]
mod system {
    use super::{Hold, Moment, tell};
    use std::{collections::HashMap, sync::Arc, thread};
    use zbus::{
        MatchRule, Message,
        blocking::{Connection, MessageIterator, Proxy},
        message,
        zvariant::{OwnedFd, OwnedObjectPath, OwnedValue},
    };

    const LOGIND: &str = "org.freedesktop.login1";
    const PLACE: &str = "/org/freedesktop/login1";
    const MANAGER: &str = "org.freedesktop.login1.Manager";
    const SESSION: &str = "org.freedesktop.login1.Session";

    pub fn watch() {
        thread::spawn(|| {
            if let Err(error) = Connection::system().and_then(|bus| hear(&bus)) {
                tracing::info!("nobody says here when the machine sleeps: {error}");
            }
        });
    }

    /// Hears until the bus ends.
    pub fn hear(bus: &Connection) -> zbus::Result<()> {
        let rule = MatchRule::builder().msg_type(message::Type::Signal).path_namespace(PLACE)?.build();
        let signals = MessageIterator::for_match_rule(rule, bus, Some(16))?;
        let manager = Proxy::new(bus, LOGIND, PLACE, MANAGER)?;
        let session: Option<OwnedObjectPath> = manager.call("GetSessionByPID", &(std::process::id())).ok();
        let mut hold = hold_back(&manager);
        for signal in signals {
            let signal = signal?;
            match said(&signal, session.as_ref()) {
                Some(Said::Sleep) => {
                    // Whoever listens holds it from here on.
                    let held = std::mem::take(&mut hold);
                    tell(|| Moment::Sleeping(held.clone()));
                }
                Some(Said::Awake) => {
                    hold = hold_back(&manager);
                    tell(|| Moment::Locked);
                }
                Some(Said::Lock) => tell(|| Moment::Locked),
                None => {}
            }
        }
        Ok(())
    }

    enum Said {
        Sleep,
        Awake,
        Lock,
    }

    /// What a signal says, if it is about the machine or this session. Where no session is known any will do.
    fn said(signal: &Message, session: Option<&OwnedObjectPath>) -> Option<Said> {
        let head = signal.header();
        let ours = session.is_none_or(|session| head.path().is_some_and(|path| path.as_str() == session.as_str()));
        match (head.interface()?.as_str(), head.member()?.as_str()) {
            (MANAGER, "PrepareForSleep") => {
                let going: bool = signal.body().deserialize().ok()?;
                Some(if going { Said::Sleep } else { Said::Awake })
            }
            (SESSION, "Lock") if ours => Some(Said::Lock),
            // How desktops say that they locked the screen themselves.
            ("org.freedesktop.DBus.Properties", "PropertiesChanged") if ours => {
                let body = signal.body();
                let (of, changed, _): (String, HashMap<String, OwnedValue>, Vec<String>) = body.deserialize().ok()?;
                let locked = changed.get("LockedHint").and_then(|hint| bool::try_from(hint).ok());
                (of == SESSION && locked == Some(true)).then_some(Said::Lock)
            }
            _ => None,
        }
    }

    /// Asks for a moment before each sleep. Without it the screen is locked all the same, perhaps a little late.
    fn hold_back(manager: &Proxy<'_>) -> Hold {
        let asked = manager.call("Inhibit", &("sleep", "Genki", "The screen is locked first", "delay"));
        match asked {
            Ok(fd) => {
                let fd: OwnedFd = fd;
                Hold(Some(Arc::new(fd)))
            }
            Err(error) => {
                tracing::info!("the machine does not wait before it sleeps: {error}");
                Hold::default()
            }
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use std::{
            io::{BufRead, BufReader, Read},
            os::unix::net::UnixStream,
            process::{Child, Command, Stdio},
            sync::{Mutex, mpsc},
            time::Duration,
        };

        /// A bus of its own.
        struct Bus(Child, String);

        impl Drop for Bus {
            fn drop(&mut self) {
                let _ = self.0.kill();
                let _ = self.0.wait();
            }
        }

        fn bus() -> Option<Bus> {
            let mut daemon = Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--print-address"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .ok()?;
            let mut address = String::new();
            BufReader::new(daemon.stdout.take()?).read_line(&mut address).ok()?;
            Some(Bus(daemon, address.trim().to_owned()))
        }

        /// Plays logind: hands out the ends of pipes that see when they are let go of.
        struct Logind {
            held: Arc<Mutex<Vec<UnixStream>>>,
            asked: mpsc::Sender<String>,
        }

        #[zbus::interface(name = "org.freedesktop.login1.Manager")]
        impl Logind {
            fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> OwnedFd {
                let (ours, theirs) = UnixStream::pair().unwrap();
                self.held.lock().unwrap().push(ours);
                let _ = self.asked.send(format!("{what} {mode}"));
                std::os::fd::OwnedFd::from(theirs).into()
            }

            #[zbus(name = "GetSessionByPID")]
            fn get_session(&self, _pid: u32) -> OwnedObjectPath {
                OwnedObjectPath::try_from("/org/freedesktop/login1/session/_7").unwrap()
            }
        }

        #[test]
        fn a_sleep_waits_until_what_was_told_lets_go() {
            let Some(bus) = bus() else {
                eprintln!("skipped: dbus-daemon is not installed");
                return;
            };
            let connect = || zbus::blocking::connection::Builder::address(bus.1.as_str()).unwrap();
            let (asked, asks) = mpsc::channel();
            let held = Arc::new(Mutex::new(Vec::new()));
            let logind = Logind { held: held.clone(), asked };
            let system = connect().name(LOGIND).unwrap().serve_at(PLACE, logind).unwrap().build().unwrap();
            let (told, tellings) = mpsc::channel();
            super::super::listeners().push(Box::new(move |moment| told.send(moment).is_ok()));
            let here = connect().build().unwrap();
            thread::spawn(move || hear(&here));
            let patience = Duration::from_secs(20);
            assert_eq!(asks.recv_timeout(patience).unwrap(), "sleep delay");

            let emit = |path: &str, interface: &str, member: &str, body: Option<bool>| match body {
                Some(going) => system.emit_signal(None::<&str>, path, interface, member, &going).unwrap(),
                None => system.emit_signal(None::<&str>, path, interface, member, &()).unwrap(),
            };
            emit("/org/freedesktop/login1/session/_8", SESSION, "Lock", None);
            emit(PLACE, MANAGER, "PrepareForSleep", Some(true));
            let Moment::Sleeping(hold) = tellings.recv_timeout(patience).unwrap() else { panic!("another's session was locked") };
            let mut ours = held.lock().unwrap().remove(0);
            ours.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
            assert!(ours.read(&mut [0]).is_err(), "the machine is held back until the screen is locked");
            drop(hold);
            ours.set_read_timeout(Some(patience)).unwrap();
            assert_eq!(ours.read(&mut [0]).unwrap(), 0, "and sleeps as soon as it is");

            emit(PLACE, MANAGER, "PrepareForSleep", Some(false));
            assert!(matches!(tellings.recv_timeout(patience).unwrap(), Moment::Locked), "awake again, it is locked");
            assert_eq!(asks.recv_timeout(patience).unwrap(), "sleep delay", "and asks for the next time");
            emit("/org/freedesktop/login1/session/_7", SESSION, "Lock", None);
            assert!(matches!(tellings.recv_timeout(patience).unwrap(), Moment::Locked));
        }
    }
}
