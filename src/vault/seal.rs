//! Sealing bytes under a secret key: XChaCha20-Poly1305 with a random nonce before the text.

use super::key::Key;
use crate::base::id;
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use zeroize::Zeroizing;

const NONCE: usize = 24;

/// Seals `text`, bound to `aad`: it opens with the same key and the same `aad` alone.
pub fn seal(key: &Key, aad: &[u8], text: &[u8]) -> Vec<u8> {
    let nonce = id::random::<NONCE>();
    let sealed = XChaCha20Poly1305::new(key.as_bytes().into())
        .encrypt(&nonce.into(), Payload { msg: text, aad })
        .expect("only a text of 256 GiB or more cannot be sealed");
    [&nonce[..], &sealed].concat()
}

/// What was sealed; nothing if the key, the `aad` or the bytes are not the same.
pub fn open(key: &Key, aad: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    XChaCha20Poly1305::new(key.as_bytes().into()).decrypt(nonce.into(), Payload { msg: sealed, aad }).ok().map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_with_the_same_key_and_binding_alone() {
        let key = Key::random();
        let sealed = seal(&key, b"for a", b"text");
        assert_eq!(open(&key, b"for a", &sealed).unwrap().as_slice(), b"text");
        assert!(open(&key, b"for b", &sealed).is_none());
        assert!(open(&Key::random(), b"for a", &sealed).is_none());
        assert!(open(&key, b"for a", &sealed[..20]).is_none());
    }
}
