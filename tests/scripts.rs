//! The scripts that run the tests, with a cargo that only notes what it is asked: one red hides no other, and what is
//! explored is said so that it can be had again.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

/// A home with a cargo of its own, which notes its calls and fails where they name what `FAILS` says.
struct Home(tempfile::TempDir);

struct Ran {
    ok: bool,
    said: String,
    calls: Vec<String>,
}

impl Home {
    fn new() -> Self {
        let home = Home(tempfile::tempdir().unwrap());
        let noted = r#"echo "$* seed=${GENKI_SEED:-} times=${GENKI_TIMES:-} trials=${GENKI_TRIALS:-}" >>"$HOME/calls"
            case "$*" in *"${FAILS:-nothing}"*) exit 7 ;; esac"#;
        for (name, does) in
            [("cargo", noted), ("cargo-nextest", "true"), ("rustup", "true"), ("dpkg-query", "echo -n install ok installed")]
        {
            home.program(name, does);
        }
        home
    }

    fn program(&self, name: &str, does: &str) {
        let path = self.0.path().join(".cargo/bin").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("#!/usr/bin/env bash\n{does}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn run(&self, script: &Path, args: &[&str], fails: &str) -> Ran {
        let home = self.0.path();
        let _ = fs::remove_file(home.join("calls"));
        let mut bash = Command::new("bash");
        bash.arg(script).args(args).env("HOME", home).env("FAILS", fails);
        for name in ["XDG_CACHE_HOME", "XDG_STATE_HOME", "CARGO_TARGET_DIR", "GENKI_SEED", "GENKI_TIMES", "GENKI_TRIALS"] {
            bash.env_remove(name);
        }
        let out = bash.output().unwrap();
        let said = String::from_utf8(out.stdout).unwrap() + &String::from_utf8(out.stderr).unwrap();
        let calls = fs::read_to_string(home.join("calls")).unwrap_or_default().lines().map(str::to_owned).collect();
        Ran { ok: out.status.success(), said, calls }
    }
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn a_red_first_half_does_not_hide_the_second() {
    let (home, test) = (Home::new(), script("platforms/linux/test"));
    let halves = |fails: &str| {
        let ran = home.run(&test, &[], fails);
        assert_eq!(ran.calls.len(), 2, "{}\n{:?}", ran.said, ran.calls);
        assert!(ran.calls[0].contains("not (binary(window)") && ran.calls[1].contains("-E binary(window)"), "{:?}", ran.calls);
        ran.ok
    };
    assert!(halves("nothing"));
    assert!(!halves("not (binary"));
    assert!(!halves("-E binary(window)"));
    assert!(!halves("nextest"));
    let quick = home.run(&test, &["--quick"], "nothing");
    assert!(quick.ok && quick.calls.len() == 1 && quick.calls[0].contains("--no-default-features"), "{:?}", quick.calls);
}

#[test]
fn steps_go_on_and_all_that_failed_is_named() {
    let (home, steps) = (Home::new(), script("platforms/steps"));
    let with = |body: &str| {
        let path = home.0.path().join("steps.sh");
        fs::write(&path, format!(". '{}'\n{body}\ntold\n", steps.display())).unwrap();
        home.run(&path, &[], "nothing")
    };
    let ran = with("step one true\nstep two exit 3\nstep three echo here\nstep four false");
    assert!(!ran.ok && ran.said.contains("\nhere\n"), "{}", ran.said);
    assert!(ran.said.ends_with("=== failed: two (exit 3)\n=== failed: four (exit 1)\n"), "{}", ran.said);
    let ran = with("step one true");
    assert!(ran.ok && ran.said.contains("=== all well"), "{}", ran.said);
}

#[test]
fn the_long_script_explores_with_a_seed_that_it_tells() {
    let (home, long) = (Home::new(), script("tests/long"));
    let ran = home.run(&long, &["rules", "trials"], "nothing");
    let seed = ran.said.lines().find_map(|line| line.strip_prefix("=== seed ")).unwrap().to_owned();
    assert!(ran.ok && seed.parse::<u64>().is_ok(), "{}", ran.said);
    assert_eq!(ran.calls.len(), 2);
    let told = format!("seed={seed} times=10 trials=full");
    assert!(ran.calls.iter().all(|call| call.ends_with(&told) && call.contains("--profile long")), "{:?}", ran.calls);
    assert_ne!(home.run(&long, &["rules"], "nothing").calls[0].split_once("seed="), ran.calls[0].split_once("seed="));
    let ran = home.run(&long, &["--seed", "42", "rules", "trials", "screens"], "-E binary(");
    assert!(!ran.ok && ran.calls.len() == 3, "{}", ran.said);
    assert!(ran.said.ends_with("=== the same again: tests/long --seed 42 trials screens\n"), "{}", ran.said);
    assert!(!home.run(&long, &["rule"], "nothing").ok);
    // What one part leaves out another has.
    let text = fs::read_to_string(&long).unwrap();
    let rules = text.lines().find(|line| line.starts_with("rules()")).unwrap();
    for left_out in rules.split("binary(").skip(1).map(|rest| rest.split(')').next().unwrap()) {
        assert_eq!(text.matches(&format!("binary({left_out})")).count(), 2, "{left_out} is in no part");
    }
}
