//! The words on screen, in English and in French (Fluent, `assets/lang`).

use crate::base::hidden;
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use std::sync::LazyLock;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    #[default]
    En,
    Fr,
}

pub use fluent_bundle::FluentValue;

type Texts = FluentBundle<FluentResource>;

static EN: LazyLock<Texts> = LazyLock::new(|| texts("en", include_str!("../assets/lang/en.ftl")));
static FR: LazyLock<Texts> = LazyLock::new(|| texts("fr", &french(include_str!("../assets/lang/fr.ftl"))));

fn texts(code: &str, source: &str) -> Texts {
    let mut texts = FluentBundle::new_concurrent(vec![code.parse().unwrap_or_default()]);
    // A mistake in one text leaves the others; `tests/lang.rs` finds it.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    texts.add_resource_overriding(resource);
    // Marks around inserted names serve mixed directions of writing: `apart` sets them where there is one.
    texts.set_use_isolating(false);
    texts
}

/// A name that runs from right to left, kept from drawing what stands around it into its own order.
fn apart<'a>(value: &FluentValue<'a>) -> FluentValue<'a> {
    match value {
        FluentValue::String(text) if hidden::runs_left(text) => format!("\u{2068}{text}\u{2069}").into(),
        other => other.clone(),
    }
}

/// French sets a space before some marks and inside its quotes, where a line never breaks.
fn french(source: &str) -> String {
    let narrow = [" ;", " !", " ?"].iter().fold(source.to_owned(), |text, mark| text.replace(mark, &mark.replace(' ', "\u{202f}")));
    [" :", " »", "« "].iter().fold(narrow, |text, mark| text.replace(mark, &mark.replace(' ', "\u{a0}")))
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Fr];

    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
        }
    }

    pub fn of(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|l| code.to_lowercase().starts_with(l.code()))
    }

    /// The text of a key. One that is made of a record's code has none where a newer version wrote the code: it is said to
    /// be unknown, so that nothing is ever blank.
    pub fn text(self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let texts = match self {
            Lang::En => &EN,
            Lang::Fr => &FR,
        };
        let pattern = |key| texts.get_message(key).and_then(|m| m.value());
        let Some(pattern) = pattern(key).or_else(|| pattern("unknown-code")) else {
            return key.to_owned();
        };
        let args: FluentArgs = args.iter().map(|(name, value)| (*name, apart(value))).collect();
        texts.format_pattern(pattern, Some(&args), &mut vec![]).into_owned()
    }

    /// Whether the language has a text for this key.
    pub fn knows(self, key: &str) -> bool {
        match self {
            Lang::En => EN.has_message(key),
            Lang::Fr => FR.has_message(key),
        }
    }
}

/// `t!(lang, "key", name = value, …)`: a text in that language.
#[macro_export]
macro_rules! t {
    ($lang:expr, $key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $lang.text($key, &[$((stringify!($name), $crate::lang::FluentValue::from($value))),*])
    };
}

/// The language that the system's settings ask for.
pub fn of_system() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    set.as_deref().and_then(Lang::of).unwrap_or_default()
}
