//! The window, or a command.
//!
//! What `dx` takes from here when it builds for phones and makes bundles:
//!
//! ```dioxus.toml
//! [application]
//! name = "Genki"
//! android_manifest = "platforms/android/AndroidManifest.xml"
//! android_min_sdk_version = 28
//! ios_info_plist = "platforms/ios/Info.plist"
//! macos_info_plist = "platforms/macos/Info.plist"
//!
//! [bundle]
//! identifier = "app.genki.frontdesk"
//! publisher = "Genki contributors"
//! category = "Medical"
//! short_description = "The front desk of a medical practice: encrypted, local, quick."
//!
//! [android]
//! min_sdk = 28
//! target_sdk = 35
//!
//! [ios]
//! deployment_target = "15.0"
//!
//! [macos]
//! minimum_system_version = "11.0"
//! ```

use genki::cli::{self, Next, Window};
use std::{alloc::System, process::ExitCode};

/// Keys, passphrases and names are wiped where they stood once nobody needs them, whoever held them.
#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<System> = zeroizing_alloc::ZeroAlloc(System);

fn main() -> ExitCode {
    if cfg!(feature = "plain") {
        eprintln!("built for a bench: opens nothing");
        return ExitCode::FAILURE;
    }
    #[cfg(feature = "window")]
    if let Some(code) = genki::exchange::leaves::if_asked() {
        return code;
    }
    genki::platform::process::harden();
    match cli::run() {
        Next::Exit(code) => code,
        Next::Window(window) => open(window),
    }
}

#[cfg(feature = "window")]
fn open(window: Window) -> ExitCode {
    use genki::{
        platform::apart,
        ui::app::{Start, run},
    };
    if let Some(program) = apart::own() {
        apart::begin_with(program);
    }
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
