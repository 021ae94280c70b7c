//! Nouns and rules, pure: values in, values out. No store, no clock, no screen.
