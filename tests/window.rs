//! The real window, on a virtual screen of its own.
//!
//! Slow, so there are few of these: what they alone can show is that the program as it is built paints itself.
#![cfg(all(target_os = "linux", feature = "window"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    io::Read,
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

/// A process that does not outlive its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A virtual screen and its name for `DISPLAY`.
fn screen(size: &str) -> (Running, String) {
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
fn genki(display: &str, home: &Path) -> Running {
    let app = Command::new(env!("CARGO_BIN_EXE_genki"))
        .env("DISPLAY", display)
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_RUNTIME_DIR", home)
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env("NO_AT_BRIDGE", "1")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .stdin(Stdio::null())
        .spawn();
    Running(app.unwrap())
}

/// How many colours the screen shows: a blank one has one or two, a waiting word some fifty, a screen of ours hundreds.
fn colours(display: &str) -> usize {
    let seen = Command::new("import").args(["-display", display, "-window", "root", "-format", "%k", "info:-"]).output().unwrap();
    String::from_utf8(seen.stdout).unwrap().trim().parse().unwrap_or(0)
}

#[test]
fn it_opens_and_is_painted() {
    let home = tempfile::tempdir().unwrap();
    let (_screen, display) = screen("1440x900");
    let mut app = genki(&display, home.path());
    for _ in 0..240 {
        assert!(app.0.try_wait().unwrap().is_none(), "Genki ended by itself");
        if colours(&display) >= 150 {
            return;
        }
        sleep(Duration::from_millis(250));
    }
    panic!("nothing was painted in a minute");
}
