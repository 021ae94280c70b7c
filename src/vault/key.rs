//! Thirty-two secret bytes.

use crate::base::id;
use std::fmt;
use zeroize::Zeroizing;

/// A secret key. It lives in one place on the heap, so that moving it leaves no copy behind, is wiped when
/// dropped, and shows nothing of itself.
#[derive(Clone)]
pub struct Key(Box<Zeroizing<[u8; 32]>>);

impl Key {
    pub fn random() -> Self {
        let mut key = Key::empty();
        id::fill(&mut key.0[..]);
        key
    }

    /// All zeros, to be filled in place.
    pub(super) fn empty() -> Self {
        Key(Box::new(Zeroizing::new([0; 32])))
    }

    /// Takes exactly 32 bytes.
    pub(super) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut key = Key::empty();
        (bytes.len() == 32).then(|| key.0.copy_from_slice(bytes))?;
        Some(key)
    }

    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(super) fn as_mut(&mut self) -> &mut [u8; 32] {
        &mut self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_keys_differ_and_neither_shows() {
        let key = Key::random();
        assert_ne!(key.as_bytes(), Key::random().as_bytes());
        assert_eq!(format!("{key:?}"), "Key(…)");
        assert!(Key::from_slice(&[0; 31]).is_none());
    }
}
