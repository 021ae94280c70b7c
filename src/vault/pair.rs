//! Key pairs (X25519), and sealing to a public half (HPKE, RFC 9180: HKDF-SHA256, ChaCha20-Poly1305).

use super::{
    error::{Error, Result},
    key::Key,
};
use crate::base::{id, sign};
use base64::{Engine, engine::general_purpose::STANDARD};
use hpke::{
    Deserializable, Kem as _, OpModeR, OpModeS, PskBundle, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256, kem::X25519HkdfSha256,
    rand_core,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{convert::Infallible, fmt};
use zeroize::Zeroizing;

type Kem = X25519HkdfSha256;
const ENCAPSULATED: usize = 32;

/// The half that everybody may know.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PublicKey([u8; 32]);

/// Both halves. The private one is wiped when dropped.
#[derive(Clone, Debug)]
pub struct KeyPair {
    private: Key,
    public: PublicKey,
}

/// A secret that sealing and opening must share besides the key pair, and the name it goes by.
#[derive(Clone, Copy)]
pub(super) struct Shared<'a> {
    pub secret: &'a [u8],
    pub name: &'a [u8],
}

/// What a seal is for. One made for one purpose opens for no other.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    DatabaseKey,
    BackupKey,
    PrivateHalf,
    Cover,
    Record,
}

impl Purpose {
    /// Never changes: every seal ever made is bound to it.
    fn info(self) -> &'static [u8] {
        match self {
            Purpose::DatabaseKey => b"genki 1 database key",
            Purpose::BackupKey => b"genki 1 backup key",
            Purpose::PrivateHalf => b"genki 1 private half",
            Purpose::Cover => b"genki 2 cover",
            Purpose::Record => b"genki 1 record",
        }
    }
}

/// Seals a record's bytes to whoever holds the private half of `public`, bound to `aad`.
pub fn seal_to(public: &PublicKey, aad: &[u8], bytes: &[u8]) -> Result<Vec<u8>> {
    seal(public, Purpose::Record, None, aad, bytes)
}

/// Opens what [`seal_to`] sealed to this pair.
pub fn open_with(pair: &KeyPair, aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    open(pair, Purpose::Record, None, aad, sealed)
}

pub(super) fn seal(public: &PublicKey, purpose: Purpose, shared: Option<Shared<'_>>, aad: &[u8], bytes: &[u8]) -> Result<Vec<u8>> {
    let to = <Kem as hpke::Kem>::PublicKey::from_bytes(&public.0).map_err(|_| Error::NotSealed)?;
    let mode = match shared {
        Some(shared) => OpModeS::Psk(shared.bundle()?),
        None => OpModeS::Base,
    };
    let (encapsulated, mut context) =
        hpke::setup_sender_with_rng::<ChaCha20Poly1305, HkdfSha256, Kem>(&mode, &to, purpose.info(), &mut System)
            .map_err(|_| Error::NotSealed)?;
    let sealed = context.seal(bytes, aad).map_err(|_| Error::NotSealed)?;
    Ok([&encapsulated.to_bytes()[..], &sealed].concat())
}

pub(super) fn open(pair: &KeyPair, purpose: Purpose, shared: Option<Shared<'_>>, aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let (encapsulated, sealed) = sealed.split_first_chunk::<ENCAPSULATED>().ok_or(Error::NotSealed)?;
    let private = <Kem as hpke::Kem>::PrivateKey::from_bytes(pair.private.as_bytes()).map_err(|_| Error::NotSealed)?;
    let encapsulated = <Kem as hpke::Kem>::EncappedKey::from_bytes(encapsulated).map_err(|_| Error::NotSealed)?;
    let mode = match shared {
        Some(shared) => OpModeR::Psk(shared.bundle()?),
        None => OpModeR::Base,
    };
    hpke::setup_receiver::<ChaCha20Poly1305, HkdfSha256, Kem>(&mode, &private, &encapsulated, purpose.info())
        .and_then(|mut context| context.open(sealed, aad))
        .map(Zeroizing::new)
        .map_err(|_| Error::NotSealed)
}

impl<'a> Shared<'a> {
    /// An empty secret would quietly mean "none".
    fn bundle(self) -> Result<PskBundle<'a>> {
        if self.secret.len() < 32 {
            return Err(Error::NotSealed);
        }
        PskBundle::new(self.secret, self.name).map_err(|_| Error::NotSealed)
    }
}

impl KeyPair {
    pub fn random() -> Self {
        Self::from_private(Key::random())
    }

    /// Signs: who knows the public half can tell that its holder did.
    pub fn sign(&self, message: &[u8]) -> [u8; sign::LENGTH] {
        sign::sign(self.private.as_bytes(), message)
    }

    /// Its private half for the holder of another pair.
    pub fn sealed_to(&self, public: &PublicKey, bound: &[u8]) -> Result<Vec<u8>> {
        seal(public, Purpose::PrivateHalf, None, &self.granted(bound), self.private.as_bytes())
    }

    /// A pair of this public half whose private one was sealed to `self`.
    pub fn unseal(&self, public: &PublicKey, bound: &[u8], sealed: &[u8]) -> Result<KeyPair> {
        let private = open(self, Purpose::PrivateHalf, None, &[&b"genki 1 grant "[..], public.as_bytes(), bound].concat(), sealed)?;
        let pair = Self::from_private(Key::from_slice(&private).ok_or(Error::Damaged("a private half"))?);
        if pair.public == *public { Ok(pair) } else { Err(Error::Damaged("a public half")) }
    }

    /// What a granted private half is bound to. Never changes.
    fn granted(&self, bound: &[u8]) -> Vec<u8> {
        [&b"genki 1 grant "[..], self.public.as_bytes(), bound].concat()
    }

    pub(super) fn from_private(private: Key) -> Self {
        let public = <Kem as hpke::Kem>::PrivateKey::from_bytes(private.as_bytes())
            .map(|private| Kem::sk_to_pk(&private).to_bytes().into())
            .expect("any 32 bytes are a private half");
        KeyPair { private, public: PublicKey(public) }
    }

    pub fn public(&self) -> PublicKey {
        self.public
    }

    pub(super) fn private(&self) -> &Key {
        &self.private
    }
}

impl PublicKey {
    pub fn of_bytes(bytes: [u8; 32]) -> Self {
        PublicKey(bytes)
    }

    /// As [`PublicKey::text`] writes it.
    pub fn parse(text: &str) -> Option<Self> {
        STANDARD.decode(text).ok()?.try_into().ok().map(PublicKey)
    }

    pub fn text(&self) -> String {
        STANDARD.encode(self.0)
    }

    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", STANDARD.encode(self.0))
    }
}

impl Serialize for PublicKey {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(self.0))
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let bytes = STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.map(PublicKey).ok_or_else(|| D::Error::custom("not a public key"))
    }
}

/// Lends the system's randomness, which only `base` reads, to HPKE.
struct System;

impl rand_core::TryRng for System {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> std::result::Result<u32, Infallible> {
        Ok(u32::from_le_bytes(id::random()))
    }

    fn try_next_u64(&mut self) -> std::result::Result<u64, Infallible> {
        Ok(u64::from_le_bytes(id::random()))
    }

    fn try_fill_bytes(&mut self, to: &mut [u8]) -> std::result::Result<(), Infallible> {
        id::fill(to);
        Ok(())
    }
}

impl rand_core::TryCryptoRng for System {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_private_half_opens() {
        let (alice, bob) = (KeyPair::random(), KeyPair::random());
        let sealed = seal_to(&alice.public(), b"record 7", b"text").unwrap();
        assert_eq!(open_with(&alice, b"record 7", &sealed).unwrap().as_slice(), b"text");
        assert!(open_with(&bob, b"record 7", &sealed).is_err());
        assert!(open_with(&alice, b"record 8", &sealed).is_err());
        assert!(open_with(&alice, b"record 7", &sealed[..10]).is_err());
    }

    #[test]
    fn a_seal_serves_one_purpose_and_one_secret() {
        let pair = KeyPair::random();
        let (secret, other) = ([1; 32], [2; 32]);
        let shared = Some(Shared { secret: &secret, name: b"n" });
        let sealed = seal(&pair.public(), Purpose::DatabaseKey, shared, b"", b"key").unwrap();
        assert!(open(&pair, Purpose::DatabaseKey, shared, b"", &sealed).is_ok());
        assert!(open(&pair, Purpose::Record, shared, b"", &sealed).is_err());
        assert!(open(&pair, Purpose::DatabaseKey, None, b"", &sealed).is_err());
        let wrong = Some(Shared { secret: &other, name: b"n" });
        assert!(open(&pair, Purpose::DatabaseKey, wrong, b"", &sealed).is_err());
        let short = Some(Shared { secret: &[], name: b"n" });
        assert!(seal(&pair.public(), Purpose::DatabaseKey, short, b"", b"key").is_err());
    }

    /// The public half that OpenSSL gives for the private half 00 01 … 1f.
    #[test]
    fn the_public_half_is_everybodys() {
        let private: Vec<u8> = (0..32).collect();
        let pair = KeyPair::from_private(Key::from_slice(&private).unwrap());
        let hex: String = pair.public().as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "8f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f");
    }

    #[test]
    fn a_pair_shows_nothing_of_its_private_half() {
        assert!(format!("{:?}", KeyPair::random()).contains("Key(…)"));
    }
}
