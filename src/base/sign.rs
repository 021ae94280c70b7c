//! Signatures by the keys that things are sealed to: one pair of a person both opens what is sealed to them and signs.
//!
//! The signature is Ed25519, its key the Edwards form of the X25519 one (as XEdDSA of Signal does), so that a public half
//! which is known already is enough to verify. The nonce comes from a secret of its own, derived from the private half.

use curve25519_dalek::{MontgomeryPoint, Scalar, edwards::EdwardsPoint};
use ed25519_dalek::{
    Signature, VerifyingKey,
    hazmat::{ExpandedSecretKey, raw_sign},
};
use sha2::Sha512;

pub const LENGTH: usize = 64;

/// Signs with the private half of an X25519 pair.
pub fn sign(private: &[u8; 32], message: &[u8]) -> [u8; LENGTH] {
    let secret = Scalar::from_bytes_mod_order(curve25519_dalek::scalar::clamp_integer(*private));
    let point = EdwardsPoint::mul_base(&secret);
    // A public half names two points that differ by their sign; the positive one is meant.
    let negative = point.compress().as_bytes()[31] & 0x80 != 0;
    let (scalar, point) = if negative { (-secret, -point) } else { (secret, point) };
    let hash_prefix = blake3::derive_key("genki 2026 the nonce of a signature", private);
    let secret = ExpandedSecretKey { scalar, hash_prefix };
    raw_sign::<Sha512>(&secret, message, &VerifyingKey::from(point)).to_bytes()
}

/// Whether the holder of the private half of `public` signed the message.
pub fn verify(public: &[u8; 32], message: &[u8], signature: &[u8]) -> bool {
    let key = MontgomeryPoint(*public).to_edwards(0).map(VerifyingKey::from);
    let signature = Signature::from_slice(signature).ok();
    matches!((key, signature), (Some(key), Some(signature)) if key.verify_strict(message, &signature).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn public(private: &[u8; 32]) -> [u8; 32] {
        MontgomeryPoint::mul_base_clamped(*private).to_bytes()
    }

    proptest! {
        #![proptest_config(crate::chance::cases(64))]
        #[test]
        fn only_the_holder_of_the_private_half_signs(a: [u8; 32], b: [u8; 32], message: Vec<u8>, flip in 0usize..512) {
            prop_assume!(a != b);
            let signed = sign(&a, &message);
            prop_assert!(verify(&public(&a), &message, &signed));
            prop_assert!(!verify(&public(&b), &message, &signed));
            prop_assert!(!verify(&public(&a), &[&message[..], b"!"].concat(), &signed));
            let mut altered = signed;
            altered[flip / 8] ^= 1 << (flip % 8);
            prop_assert!(!verify(&public(&a), &message, &altered));
            prop_assert!(!verify(&public(&a), &message, &signed[..63]));
            prop_assert!(!verify(&[0; 32], &message, &signed));
        }
    }
}
