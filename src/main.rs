//! The window, or a command.

use genki::cli::{self, Next, Window};
use std::process::ExitCode;

fn main() -> ExitCode {
    genki::platform::process::harden();
    match cli::run() {
        Next::Exit(code) => code,
        Next::Window(window) => open(window),
    }
}

fn open(_window: Window) -> ExitCode {
    eprintln!("This Genki was built without its window. `genki --help` names its commands.");
    ExitCode::FAILURE
}
