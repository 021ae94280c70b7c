//! The real window, on a virtual screen of its own.
//!
//! Slow, so there are few of these: what they alone can show is that the program as it is built paints itself.
#![cfg(all(target_os = "linux", feature = "window"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "window/aloud.rs"]
mod aloud;
#[path = "window/desk.rs"]
mod desk;
#[path = "window/drawing.rs"]
mod drawing;
#[path = "window/memory.rs"]
mod memory;
#[path = "window/secret.rs"]
mod secret;

use desk::{Practice, Running, colours, genki, screen};
use std::{
    fs,
    io::Read,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread::sleep,
    time::Duration,
};

const CANARY: &str = "Querimbault";

#[test]
fn it_opens_and_is_painted() {
    let home = tempfile::tempdir().unwrap();
    let (_screen, display) = screen("1440x900");
    let mut app = genki(&display, home.path(), &[]);
    for _ in 0..240 {
        assert!(app.0.try_wait().unwrap().is_none(), "Genki ended by itself");
        if colours(&display) >= 150 {
            return;
        }
        sleep(Duration::from_millis(250));
    }
    panic!("nothing was painted in a minute");
}

#[test]
fn somebody_walks_in_with_real_keys_and_is_taken_back() {
    let practice = Practice::open();
    practice.unlock();
    // The key, eleven letters, and Enter twice: who, and why.
    practice.keys(&["w"]);
    practice.write(&format!("{CANARY} zoe"));
    practice.keys(&["Return", "Return"]);
    practice.wait("the walk-in", || practice.today().contains(CANARY));
    assert!(practice.today().contains("\"arrived\""), "{}", practice.today());
    practice.keys(&["i"]);
    practice.wait("the check-in", || practice.today().contains("\"checked-in\""));
    practice.keys(&["ctrl+z", "ctrl+z"]);
    practice.wait("the undo", || !practice.today().contains(CANARY));

    // Locked, nothing is typed into the practice; the passphrase opens it again.
    practice.keys(&["ctrl+l"]);
    sleep(Duration::from_secs(2));
    practice.keys(&["w"]);
    practice.write("Nobody");
    practice.keys(&["Return", "Return"]);
    sleep(Duration::from_secs(1));
    assert!(!practice.today().contains("Nobody"));
}

#[test]
fn a_hostile_name_is_only_a_name_and_nothing_of_it_is_left_on_disk() {
    let outside = TcpListener::bind("127.0.0.1:0").unwrap();
    outside.set_nonblocking(true).unwrap();
    let there = format!("http://{}", outside.local_addr().unwrap());
    let name = format!("{CANARY}<img src={there}/a onerror=fetch('{there}/b')><script>fetch('{there}/c')</script>");
    let bundle = serde_json::json!({"resourceType": "Patient", "id": "hostile", "name": [{"family": name, "given": [name]}], "birthDate": "1984-03-12"});
    let practice = Practice::open_with(Some(&bundle.to_string()), "unix:path=/nonexistent");
    practice.unlock();
    // In the list, on the page, in the palette, in a visit, in the quiet bar.
    practice.keys(&["5"]);
    practice.write(CANARY);
    practice.keys(&["Return", "ctrl+k"]);
    practice.write(CANARY);
    practice.keys(&["Escape", "Escape", "ctrl+1", "w"]);
    practice.write(CANARY);
    practice.keys(&["Return", "Return"]);
    practice.wait("the walk-in", || practice.today().contains("onerror"));
    sleep(Duration::from_secs(2));
    assert!(outside.accept().is_err(), "the page reached out");

    // Killed as it stands, the window has left nothing of the name in any file.
    let Practice { home, mut app, .. } = practice;
    app.0.kill().unwrap();
    app.0.wait().unwrap();
    let mut files = vec![];
    walk(home.path(), &mut files);
    assert!(files.len() > 3, "there is something to search");
    for path in files {
        let Ok(bytes) = fs::read(&path) else { continue };
        let wide: Vec<u8> = CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let holds = |word: &[u8]| bytes.windows(word.len()).any(|w| w == word);
        assert!(!holds(CANARY.as_bytes()) && !holds(&wide), "a patient's name stands in {}", path.display());
    }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() { walk(&entry.path(), files) } else { files.push(entry.path()) }
    }
}

/// A process that another one began, ended with the test.
struct Successor(String);

impl Drop for Successor {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(&self.0).status();
    }
}

#[test]
fn closing_ends_the_process_and_another_stands_at_the_door() {
    let mut practice = Practice::open();
    practice.unlock();
    // From the locked screen, where the keys lead past the field to the way out.
    practice.keys(&["ctrl+l"]);
    practice.wait("the locked screen", || !practice.shows_places());
    practice.keys(&["Escape", "Tab", "Tab", "Tab", "Tab", "Tab", "Return"]);
    let old = practice.app.0.id().to_string();
    for _ in 0..160 {
        if practice.app.0.try_wait().unwrap().is_some() {
            break;
        }
        sleep(Duration::from_millis(250));
    }
    assert!(practice.app.0.try_wait().unwrap().is_some(), "the process that held the keys goes on");
    practice.fill_the_screen();
    let new = Successor(practice.hand(&["search", "--onlyvisible", "--name", "^Genki$", "getwindowpid"]));
    assert!(!new.0.is_empty() && new.0 != old, "another process");
    practice.unlock();
    drop(new);
}

/// Plays the system's login manager, and sees when it is no longer held back from sleeping.
struct Logind(std::sync::mpsc::Sender<std::os::unix::net::UnixStream>);

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Logind {
    fn inhibit(&self, _what: &str, _who: &str, _why: &str, _mode: &str) -> zbus::zvariant::OwnedFd {
        let (ours, theirs) = std::os::unix::net::UnixStream::pair().unwrap();
        self.0.send(ours).unwrap();
        std::os::fd::OwnedFd::from(theirs).into()
    }
}

/// A bus of its own, and where it is.
fn bus() -> (Running, String) {
    let mut daemon = Command::new("dbus-daemon")
        .args(["--session", "--nofork", "--print-address"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("dbus-daemon is installed by platforms/linux/test");
    let mut address = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(daemon.stdout.take().unwrap()), &mut address).unwrap();
    (Running(daemon), address)
}

/// Plays the part of a desktop that shows notices: what it was asked to show.
struct Desktop(std::sync::mpsc::Sender<(String, String)>);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Desktop {
    #[expect(clippy::too_many_arguments, reason = "as the specification has it")]
    fn notify(
        &self,
        _program: &str,
        _replaces: u32,
        _icon: &str,
        title: &str,
        text: &str,
        _acts: Vec<String>,
        _hints: std::collections::HashMap<String, zbus::zvariant::OwnedValue>,
        _stays: i32,
    ) -> u32 {
        self.0.send((title.into(), text.into())).unwrap();
        1
    }
}

/// What falls due is said by the system without a name, and the number stands on the program's sign. No desktop runs here:
/// the test plays one.
#[test]
fn the_system_says_that_something_falls_due_and_how_much_waits() {
    let (_daemon, address) = bus();
    let (tell, told) = std::sync::mpsc::channel();
    let place = "/org/freedesktop/Notifications";
    let desktop = zbus::blocking::connection::Builder::address(address.trim()).unwrap();
    let desktop = desktop.name("org.freedesktop.Notifications").unwrap().serve_at(place, Desktop(tell)).unwrap().build().unwrap();
    let rule = zbus::MatchRule::builder().interface("com.canonical.Unity.LauncherEntry").unwrap().member("Update").unwrap().build();
    let mut signs = zbus::blocking::MessageIterator::for_match_rule(rule, &desktop, None).unwrap();
    let (sign, seen) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        while let Some(Ok(message)) = signs.next() {
            type Says = std::collections::HashMap<String, zbus::zvariant::OwnedValue>;
            let (whose, says): (String, Says) = message.body().deserialize().unwrap();
            let _ = sign.send((whose, i64::try_from(&says["count"]).unwrap()));
        }
    });
    let _practice = Practice::example(tempfile::tempdir().unwrap(), address.trim());
    let (whose, n) = seen.recv_timeout(Duration::from_secs(30)).unwrap();
    assert_eq!(whose, "application://genki.desktop");
    assert!(n > 0, "in the example something is due");
    let (title, text) = told.recv_timeout(Duration::from_secs(30)).unwrap();
    assert!(!title.is_empty() && !text.is_empty());
    for name in ["Martin", "Leighton", "Perry", "Haddad"] {
        assert!(!title.contains(name) && !text.contains(name), "{title} {text}");
    }
    println!("{title} · {text} · {n}");
}

#[test]
fn before_the_machine_sleeps_the_screen_is_locked() {
    let (_daemon, address) = bus();
    let (hold, holds) = std::sync::mpsc::channel();
    let place = "/org/freedesktop/login1";
    let manager = "org.freedesktop.login1.Manager";
    let bus = zbus::blocking::connection::Builder::address(address.trim()).unwrap();
    let bus = bus.name("org.freedesktop.login1").unwrap().serve_at(place, Logind(hold)).unwrap().build().unwrap();

    let practice = Practice::open_with(None, address.trim());
    practice.unlock();
    let mut held = holds.recv_timeout(Duration::from_secs(20)).expect("asked for a moment before each sleep");
    bus.emit_signal(None::<&str>, place, manager, "PrepareForSleep", &true).unwrap();
    held.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    assert_eq!(held.read(&mut [0]).unwrap(), 0, "let go of");
    assert!(!practice.shows_places(), "when the machine may sleep, the day is off the screen");
    practice.keys(&["w"]);
    practice.write("Nobody");
    practice.keys(&["Return", "Return"]);
    sleep(Duration::from_secs(1));
    assert!(!practice.today().contains("Nobody"));
}
