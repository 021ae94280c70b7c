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

#[cfg(feature = "window")]
fn open(window: Window) -> ExitCode {
    use genki::ui::app::{Start, run};
    run(match window {
        Window::Practice(folder) => Start::Vault(folder),
        Window::Demo => Start::Demo,
    });
    ExitCode::SUCCESS
}

#[cfg(not(feature = "window"))]
fn open(_: Window) -> ExitCode {
    cli::no_window()
}
