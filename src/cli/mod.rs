//! The command line: one file for each command, with its arguments and one function.
//!
//! A command answers with values; only this file writes on the terminal. What it says to a person goes to
//! stderr; stdout holds the answer alone, with `--json` exactly one document, or one a line where many were asked.

mod audit;
mod backup;
mod check;
mod demo;
mod doctor;
mod due;
mod export;
mod find;
mod free;
mod import;
mod init;
mod log;
mod person;
mod print;
mod renew;
mod restore;
mod table;
mod today;
mod twins;
mod urgent;
mod with;
mod words;

pub use with::With;

use crate::{
    actions::Desk,
    base::{Clock, Id, hidden},
    lang::{Lang, of_system},
    model::Refusal,
    platform::folders,
    vault::Sight,
};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, error::ErrorKind};
use std::{borrow::Cow, io::Write, path::PathBuf, process::ExitCode};

/// The front desk of a medical practice: encrypted, local, quick. Alone it opens the window.
#[derive(Debug, Parser)]
#[command(name = "genki", version, about)]
struct Line {
    #[command(flatten)]
    with: With,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Args),
    Person(person::Args),
    Words(renew::Args),
    Demo(demo::Args),
    Import(import::Args),
    Export(export::Args),
    Audit(audit::Args),
    Backup(backup::Args),
    Restore(restore::Args),
    Check(check::Args),
    Today(today::Args),
    Urgent(urgent::Args),
    Free(free::Args),
    Print(print::Args),
    Find(find::Args),
    Twins(twins::Args),
    Due(due::Args),
}

/// What is left to do when the command line was read.
#[derive(Debug)]
pub enum Next {
    Exit(ExitCode),
    /// The window is to open: on the practice of a folder, or on the example.
    Window(Window),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Window {
    Practice(PathBuf),
    Demo,
}

/// What a command has to say on stdout, in both forms.
struct Answer {
    text: String,
    json: String,
    /// Whether all is well: a check that found damage has an answer, and fails.
    good: bool,
    /// What is done once it was read: shown is known to be shown.
    after: Option<After>,
}

type After = Box<dyn FnOnce() -> Result<()>>;

impl Answer {
    fn new(json: impl serde::Serialize, text: impl Into<String>) -> Result<Self> {
        Ok(Answer { text: text.into(), json: serde_json::to_string(&json).map_err(std::io::Error::from)?, good: true, after: None })
    }

    fn then(mut self, after: impl FnOnce() -> Result<()> + 'static) -> Self {
        self.after = Some(Box::new(after));
        self
    }
}

type Result<T> = std::result::Result<T, words::Error>;

/// Reads the program's arguments and does what they say.
pub fn run() -> Next {
    let lang = of_system();
    let line = match Line::command().try_get_matches().and_then(|m| Line::from_arg_matches(&m)) {
        Ok(line) => line,
        Err(error) => return usage(&error),
    };
    let Some(command) = line.command else {
        return Next::Window(window(line.with.vault.clone()));
    };
    let json = line.with.json;
    log::begin(line.with.verbose);
    match command.run(&line.with, lang) {
        Ok(Outcome::Window) => Next::Window(Window::Demo),
        Ok(Outcome::Answer(answer)) => {
            let good = answer.good;
            match print(&answer, json) {
                Ok(()) => match answer.after.map_or(Ok(()), |after| after()) {
                    Err(error) => fail(lang, &error),
                    Ok(()) => Next::Exit(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }),
                },
                // Whoever read the answer has seen enough of it.
                Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Next::Exit(ExitCode::SUCCESS),
                Err(error) => fail(lang, &error.into()),
            }
        }
        Err(words::Error::Usage(text)) => usage(&Line::command().error(ErrorKind::MissingRequiredArgument, text)),
        Err(error) => fail(lang, &error),
    }
}

/// A folder that was named is where a first run may begin; without one, who has no practice yet sees the example.
fn window(named: Option<PathBuf>) -> Window {
    match named.or_else(|| folders::data().filter(|dir| crate::vault::is_there(dir))) {
        Some(dir) => Window::Practice(dir),
        None => Window::Demo,
    }
}

enum Outcome {
    Answer(Answer),
    Window,
}

impl Command {
    fn run(self, with: &With, lang: Lang) -> Result<Outcome> {
        let answer = match self {
            Command::Init(args) => init::run(&args, with, lang),
            Command::Person(args) => person::run(&args, with, lang),
            Command::Words(args) => renew::run(&args, with, lang),
            Command::Demo(args) => return demo::run(&args, with, lang),
            Command::Import(args) => import::run(&args, with, lang),
            Command::Export(args) => export::run(&args, with, lang),
            Command::Audit(args) => audit::run(&args, with, lang),
            Command::Backup(args) => backup::run(&args, with, lang),
            Command::Restore(args) => restore::run(&args, with, lang),
            Command::Check(args) => check::run(&args, with, lang),
            Command::Today(args) => today::run(&args, with, lang),
            Command::Urgent(args) => urgent::run(&args, with, lang),
            Command::Free(args) => free::run(&args, with, lang),
            Command::Print(args) => print::run(&args, with, lang),
            Command::Find(args) => find::run(&args, with, lang),
            Command::Twins(args) => twins::run(&args, with, lang),
            Command::Due(args) => due::run(&args, with, lang),
        };
        answer.map(Outcome::Answer)
    }
}

fn usage(error: &clap::Error) -> Next {
    let _ = error.print();
    // Asking for help is no mistake.
    Next::Exit(if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn fail(lang: Lang, error: &words::Error) -> Next {
    say(&words::of(lang, error));
    Next::Exit(ExitCode::FAILURE)
}

/// Notes that somebody looks at what is noted, when that is, whatever `--now` says. Beside an open window it is kept for the
/// window to note.
fn note_look(open: &with::Open, sight: Sight, about: Option<Id>, lang: Lang) -> Result<()> {
    let now = Desk { clock: Clock::System, ..open.desk.clone() };
    let Err(error) = now.saw(sight.code(), about) else { return Ok(()) };
    tracing::warn!("a look could not be noted: {error}");
    open.vault.saw(sight, open.desk.person)?;
    say(&crate::t!(lang, "cli-noted-later"));
    Ok(())
}

/// Refuses to write over a file that is there.
fn new_file(path: &std::path::Path) -> Result<()> {
    let taken = path.symlink_metadata().is_ok();
    if taken { Err(Refusal::new("cli-file-exists").with("file", path.display()).into()) } else { Ok(()) }
}

/// Says something to the person at the terminal.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{}", hidden::without(text));
}

/// Whatever stands in a name, a file or an argument: no control reaches the terminal.
fn print(answer: &Answer, json: bool) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", if json { escaped(&answer.json) } else { hidden::without(answer.text.trim_end()) })?;
    out.flush()
}

/// The same document, with what nobody sees as escapes: in JSON it can only stand in a text.
fn escaped(json: &str) -> Cow<'_, str> {
    if !hidden::holds(json) {
        return json.into();
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            c if hidden::is_hidden(c) => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out += &format!("\\u{unit:04x}")),
            c => out.push(c),
        }
    }
    out.into()
}

/// What is said where the window was left out.
#[cfg(not(feature = "window"))]
pub fn no_window() -> ExitCode {
    say(&crate::t!(of_system(), "cli-no-window"));
    ExitCode::FAILURE
}
