//! The ground floor: the clock, ids and randomness, signatures, and the folding of text. Imports nothing of ours.

pub mod clock;
pub mod hidden;
pub mod id;
pub mod shared;
pub mod sign;
pub mod text;

pub use clock::Clock;
pub use id::Id;
pub use shared::Shared;
