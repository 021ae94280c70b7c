//! A desk with the real window on it: a virtual screen, and hands that press keys and tap.
#![allow(dead_code, reason = "each of the tests uses its part")]

use std::{
    fs,
    io::{Read, Write},
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

/// A process that does not outlive its test.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A virtual screen and its name for `DISPLAY`.
pub fn screen(size: &str) -> (Running, String) {
    // The server picks a free number itself and tells it once it listens.
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", &format!("{size}x24")])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb is installed by platforms/linux/test");
    let mut number = String::new();
    let mut told = server.stdout.take().unwrap();
    while !number.ends_with('\n') {
        let mut byte = [0];
        told.read_exact(&mut byte).expect("the virtual screen starts");
        number.push(byte[0].into());
    }
    (Running(server), format!(":{}", number.trim()))
}

/// Genki in a home of its own, without anybody's bus.
pub fn genki(display: &str, home: &Path, arguments: &[&str]) -> Running {
    genki_on(display, home, arguments, "unix:path=/nonexistent")
}

/// The same, with a system's bus.
pub fn genki_on(display: &str, home: &Path, arguments: &[&str], bus: &str) -> Running {
    Running(begin(display, home, arguments, bus).spawn().unwrap())
}

fn begin(display: &str, home: &Path, arguments: &[&str], bus: &str) -> Command {
    let mut app = Command::new(env!("CARGO_BIN_EXE_genki"));
    app.args(arguments)
        .env("GENKI_KEYSTORE", "none")
        .env("LC_ALL", "C.UTF-8")
        .env("DISPLAY", display)
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_RUNTIME_DIR", home)
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env("NO_AT_BRIDGE", "1")
        .env("DBUS_SYSTEM_BUS_ADDRESS", bus)
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .stdin(Stdio::null());
    app
}

/// How many colours the screen shows: a blank one has one or two, a waiting word some fifty, a screen of ours hundreds.
pub fn colours(display: &str) -> usize {
    let seen = Command::new("import").args(["-display", display, "-window", "root", "-format", "%k", "info:-"]).output().unwrap();
    String::from_utf8(seen.stdout).unwrap().trim().parse().unwrap_or(0)
}

pub const PASSPHRASE: &str = "seven quiet herons at dusk";
/// A practice with people in it, and the window on it, painted.
pub struct Practice {
    pub home: tempfile::TempDir,
    pub display: String,
    pub app: Running,
    _screen: Running,
}

impl Practice {
    pub fn open() -> Self {
        Self::open_with(None, "unix:path=/nonexistent")
    }

    /// With a file taken in before the window opens, and a system's bus.
    pub fn open_with(file: Option<&str>, bus: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::File::create(home.path().join("secret")).unwrap().write_all(PASSPHRASE.as_bytes()).unwrap();
        let (_screen, display) = screen("1440x900");
        let vault = home.path().join("vault");
        let made = command(home.path(), &["demo", "--init"]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        if let Some(text) = file {
            let path = home.path().join("file.json");
            fs::write(&path, text).unwrap();
            let taken = command(home.path(), &["import", path.to_str().unwrap()]);
            assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
            fs::remove_file(path).unwrap();
        }
        let app = genki_on(&display, home.path(), &["--vault", vault.to_str().unwrap()], bus);
        let practice = Practice { home, display, app, _screen };
        practice.fill_the_screen();
        practice
    }

    /// The example practice, on a bus where a screen reader may listen.
    pub fn example(home: tempfile::TempDir, bus: &str) -> Self {
        Self::heard(home, bus, &["demo"])
    }

    /// Genki with these arguments, on such a bus.
    pub fn heard(home: tempfile::TempDir, bus: &str, arguments: &[&str]) -> Self {
        let (_screen, display) = screen("1440x900");
        let mut command = begin(&display, home.path(), arguments, "unix:path=/nonexistent");
        let app = command.env_remove("NO_AT_BRIDGE").env("DBUS_SESSION_BUS_ADDRESS", bus).spawn();
        let practice = Practice { home, display, app: Running(app.unwrap()), _screen };
        practice.fill_the_screen();
        practice
    }

    /// The window on the practice that a home holds already.
    pub fn again(home: tempfile::TempDir) -> Self {
        let (_screen, display) = screen("1440x900");
        let app = genki(&display, home.path(), &["--vault", home.path().join("vault").to_str().unwrap()]);
        let practice = Practice { home, display, app, _screen };
        practice.fill_the_screen();
        practice
    }

    /// Waits until there is an answer.
    pub fn wait_for<T>(&self, what: &str, answer: impl Fn() -> Option<T>) -> T {
        let found = std::cell::RefCell::new(None);
        self.wait(what, || {
            *found.borrow_mut() = answer();
            found.borrow().is_some()
        });
        found.into_inner().expect("what was waited for")
    }

    /// There is no window manager to do it.
    pub fn fill_the_screen(&self) {
        for _ in 0..240 {
            let id = self.hand(&["search", "--onlyvisible", "--name", "^Genki$"]);
            if let Some(id) = id.lines().last().filter(|id| !id.is_empty()) {
                self.hand(&["windowmove", id, "0", "0", "windowsize", id, "1440", "900", "windowfocus", id]);
                return;
            }
            sleep(Duration::from_millis(250));
        }
        panic!("no window in a minute");
    }

    pub fn hand(&self, arguments: &[&str]) -> String {
        let done = Command::new("xdotool").env("DISPLAY", &self.display).args(arguments).output().unwrap();
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    }

    pub fn keys(&self, keys: &[&str]) {
        for key in keys {
            self.hand(&["key", "--delay", "20", key]);
            sleep(Duration::from_millis(150));
        }
    }

    pub fn write(&self, text: &str) {
        self.hand(&["type", "--delay", "15", text]);
        sleep(Duration::from_millis(500));
    }

    /// Types the passphrase and waits until the day is there.
    pub fn unlock(&self) {
        self.unlock_with(&[], PASSPHRASE);
    }

    /// The same, once these keys have said who she is.
    pub fn unlock_with(&self, who: &[&str], passphrase: &str) {
        self.wait("the door", || colours(&self.display) >= 40);
        // What the door asks has the focus as soon as it is painted; a moment for it to be.
        sleep(Duration::from_secs(2));
        self.keys(who);
        self.write(passphrase);
        self.keys(&["Return"]);
        self.wait("the day", || self.shows_places());
        sleep(Duration::from_secs(2));
    }

    /// Whether the rail with its places is there: at the door and on the locked screen there is paper alone.
    pub fn shows_places(&self) -> bool {
        let rail = ["-window", "root", "-crop", "150x400+0+0", "-format", "%k", "info:-"];
        let seen = Command::new("import").args(["-display", &self.display]).args(rail).output().unwrap();
        String::from_utf8(seen.stdout).unwrap().trim().parse::<usize>().unwrap_or(0) > 40
    }

    pub fn wait(&self, what: &str, met: impl Fn() -> bool) {
        for _ in 0..160 {
            if met() {
                return;
            }
            sleep(Duration::from_millis(250));
        }
        let picture = std::env::temp_dir().join("genki-window-test.png");
        let _ = Command::new("import").args(["-display", &self.display, "-window", "root"]).arg(&picture).status();
        panic!("{what} did not come; what there was: {}", picture.display());
    }

    /// What the command line says of today, beside the open window.
    pub fn today(&self) -> String {
        let said = command(self.home.path(), &["today", "--json"]);
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        String::from_utf8(said.stdout).unwrap()
    }
}

/// A command on the practice of that home.
pub fn command(home: &Path, arguments: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_genki"))
        .args(arguments)
        .arg("--vault")
        .arg(home.join("vault"))
        .arg("--passphrase-file")
        .arg(home.join("secret"))
        .env("HOME", home)
        .env("GENKI_KEYSTORE", "none")
        .env("LC_ALL", "C.UTF-8")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}
