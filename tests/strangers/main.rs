//! Files that somebody means ill with, opened as the viewer opens them: in the other process, which has little time and
//! little memory. The full set with `GENKI_TRIALS=full`
//! (`GENKI_TRIALS=full cargo nextest run -E 'binary(strangers)' --no-capture`).
#![cfg(all(target_os = "linux", feature = "window"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod hostile;

use genki::{
    exchange::leaves::{End, Leaf, draw},
    model::attachment::{LARGEST, Media},
    platform::apart::{self, Stop},
};
use hostile::Hostile;
use std::{
    fs,
    ops::ControlFlow,
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

/// What a file is given.
const SECONDS: f32 = 5.0;
const MEGABYTES: u64 = 256;

fn begin() {
    apart::begin_with(env!("CARGO_BIN_EXE_genki").into());
}

struct Tried {
    end: End,
    leaves: Vec<Leaf>,
    seconds: f32,
    /// The most memory it had, as far as a glance every few milliseconds shows it.
    megabytes: u64,
}

fn status(process: u32, name: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix(name)?.trim().trim_end_matches(" kB").parse().ok())
}

fn tried(media: Media, bytes: &[u8]) -> Tried {
    begin();
    let stop = Stop::default();
    let (done, ended) = channel::<()>();
    let seen = stop.clone();
    let glances = thread::spawn(move || {
        let mut most = 0;
        while ended.recv_timeout(Duration::from_millis(4)) == Err(RecvTimeoutError::Timeout) {
            most = most.max(seen.process().and_then(|p| status(p, "VmHWM:")).unwrap_or(0));
        }
        most
    });
    let (from, mut leaves) = (Instant::now(), vec![]);
    let end = draw(media, bytes, 0, &stop, |_, leaf| {
        leaves.push(leaf);
        ControlFlow::Continue(())
    });
    let seconds = from.elapsed().as_secs_f32();
    drop(done);
    Tried { end, leaves, seconds, megabytes: glances.join().unwrap() >> 10 }
}

fn try_all(files: impl Iterator<Item = Hostile>) -> usize {
    let (mut n, mut wrong) = (0, vec![]);
    for file in files {
        assert!(file.bytes.len() <= LARGEST, "{}: {} bytes", file.name, file.bytes.len());
        let t = tried(file.media, &file.bytes);
        let line = format!(
            "{:<58} {:>9} B {:>5.1} s {:>4} MB {:>2} pages {:?}",
            file.name,
            file.bytes.len(),
            t.seconds,
            t.megabytes,
            t.leaves.len(),
            t.end
        );
        println!("{line}");
        // A deadline is kept by the clock, on a machine that has much else to do.
        if t.seconds > SECONDS + 1.5 || t.megabytes > MEGABYTES {
            wrong.push(line);
        }
        n += 1;
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    // And we are still here, and open the next.
    assert_eq!(tried(Media::Png, &hostile::sound(image::ImageFormat::Png)).end, End::Whole);
    n
}

#[test]
fn hostile_files_end_in_time_and_within_their_memory() {
    let full = std::env::var("GENKI_TRIALS").is_ok_and(|t| t == "full");
    let n = try_all(hostile::all().into_iter().filter(|file| full || file.quick));
    assert!(n >= if full { 50 } else { 12 }, "{n}");
}

#[test]
fn sound_pictures_are_seen_as_they_are() {
    for (format, media) in
        [(image::ImageFormat::Png, Media::Png), (image::ImageFormat::Jpeg, Media::Jpeg), (image::ImageFormat::WebP, Media::Webp)]
    {
        let t = tried(media, &hostile::sound(format));
        assert_eq!((t.end, t.leaves.len()), (End::Whole, 1), "{media:?}");
        let leaf = &t.leaves[0];
        assert_eq!((leaf.width, leaf.height), (64, 48));
        let at = |x: usize, y: usize| &leaf.dots[3 * (y * 64 + x)..][..3];
        let near = |a: &[u8], b: [u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 24);
        assert!(near(at(10, 10), [40, 50, 128]) && near(at(60, 40), [240, 200, 128]), "{media:?}: {:?} {:?}", at(10, 10), at(60, 40));
        let (shown, again) = leaf.encoded(media).unwrap();
        assert_eq!(Media::of(&again), Some(shown));
        let mut after = hostile::sound(format);
        after.extend_from_slice(b"and something more");
        let t = tried(media, &after);
        assert!(t.leaves[0].encoded(media).unwrap().1 == again, "made anew, of the dots alone");
    }
}

/// Held upright: the camera says so beside the dots.
#[test]
fn a_photograph_stands_the_right_way_up() {
    let mut bytes = hostile::sound(image::ImageFormat::Jpeg);
    let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let mut marker = vec![0xff, 0xe1];
    marker.extend((exif.len() as u16 + 2).to_be_bytes());
    marker.extend_from_slice(exif);
    bytes.splice(2..2, marker);
    let t = tried(Media::Jpeg, &bytes);
    assert_eq!((t.leaves[0].width, t.leaves[0].height), (48, 64));
}

/// What the other process is, seen from outside while it works.
#[test]
fn the_other_process_has_nothing_and_is_ended_by_who_began_it() {
    begin();
    let stop = Stop::default();
    let heavy = hostile::all().into_iter().find(|f| f.name == "a pattern of a million tiles").unwrap();
    let other = stop.clone();
    let drawn = thread::spawn(move || draw(heavy.media, &heavy.bytes, 0, &other, |_, _| ControlFlow::Continue(())));
    let process = (0..400).find_map(|_| {
        thread::sleep(Duration::from_millis(5));
        stop.process().filter(|p| fs::read_to_string(format!("/proc/{p}/limits")).is_ok_and(|l| l.contains("Max open files            3 ")))
    });
    let process = process.expect("it confines itself");
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).unwrap();
    for (what, most) in [("Max cpu time", "5"), ("Max file size", "0"), ("Max core file size", "0"), ("Max processes", "0")] {
        let line = limits.lines().find(|l| l.starts_with(what)).unwrap();
        assert_eq!(line[what.len()..].split_whitespace().next(), Some(most), "{line}");
    }
    assert!(!fs::read_to_string(format!("/proc/{process}/environ")).is_ok_and(|e| e.contains("HOME=")));
    stop.stop();
    for _ in 0..400 {
        if status(process, "VmRSS:").is_none() {
            drawn.join().unwrap();
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
    panic!("it goes on");
}

/// Killed as it stands, we leave nothing behind that works on.
#[test]
fn it_ends_with_who_began_it() {
    if std::env::var_os("GENKI_STRANGERS_PARENT").is_some() {
        begin();
        let stop = Stop::default();
        let seen = stop.clone();
        thread::spawn(move || {
            loop {
                if let Some(process) = seen.process() {
                    println!("process {process}");
                }
                thread::sleep(Duration::from_millis(20));
            }
        });
        let heavy = hostile::all().into_iter().find(|f| f.name == "a pattern of a million tiles").unwrap();
        draw(heavy.media, &heavy.bytes, 0, &stop, |_, _| ControlFlow::Continue(()));
        return;
    }
    let mut parent = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["it_ends_with_who_began_it", "--exact", "--nocapture"])
        .env("GENKI_STRANGERS_PARENT", "1")
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let out = std::io::BufReader::new(parent.stdout.take().unwrap());
    let mut lines = std::io::BufRead::lines(out).map_while(Result::ok);
    let process: u32 = lines.find_map(|l| l.split("process ").nth(1)?.trim().parse().ok()).unwrap();
    // It has said by now that it wants to end with us.
    thread::sleep(Duration::from_millis(300));
    let ran = status(process, "VmRSS:").is_some();
    parent.kill().unwrap();
    parent.wait().unwrap();
    for _ in 0..100 {
        if status(process, "VmRSS:").is_none() {
            assert!(ran, "it was at work");
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("it goes on without us");
}
