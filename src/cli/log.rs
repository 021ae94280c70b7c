//! What the command line logs, on stderr: warnings, or as much as `--verbose` or `GENKI_LOG` asks for. Only Genki's own
//! words, which name no patient; other crates may say more than they should.

use tracing::{Level, level_filters::LevelFilter};
use tracing_subscriber::{filter::filter_fn, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Begins to log; what goes before is not logged.
pub fn begin(verbose: bool) {
    let asked = std::env::var("GENKI_LOG").ok().filter(|level| !level.trim().is_empty());
    let asked = asked.and_then(|level| level.trim().parse::<LevelFilter>().ok());
    let most = asked.unwrap_or(if verbose { LevelFilter::DEBUG } else { LevelFilter::WARN });
    let ours = filter_fn(move |meta| {
        is_ours(meta.target()) && *meta.level() <= most.into_level().unwrap_or(Level::ERROR) && most != LevelFilter::OFF
    });
    let lines = fmt::layer().with_writer(std::io::stderr).with_ansi(false).with_target(false).without_time();
    // The window begins its own: whoever came first stays.
    let _ = tracing_subscriber::registry().with(ours).with(lines).try_init();
}

fn is_ours(target: &str) -> bool {
    target == "genki" || target.starts_with("genki::")
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn only_genkis_own_words_are_logged() {
        assert!(is_ours("genki") && is_ours("genki::store::rows"));
        assert!(!is_ours("genkisudo") && !is_ours("rusqlite") && !is_ours(""));
    }
}
