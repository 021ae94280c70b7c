//! Files that came with something: a laboratory's letter, photographs of its pages.
//!
//! What a file is called and what it holds may be for the doctors alone, so both stand where the words of a result do
//! ([`Content`](super::Content)). Its bytes are cut into parts that are records of their own: a device takes them in, or hands them on, one by
//! one, and what is put together again is compared with what was cut.

use super::{
    code::{Code, coded},
    record::record,
    refusal::Refusal,
};
use crate::base::Id;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

/// The largest file that is taken: some hundred scanned pages.
pub const LARGEST: usize = 20 << 20;
const PART: usize = 128 << 10;

/// A file, as FHIR's Attachment has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// What the file was called.
    pub title: String,
    #[serde(rename = "contentType")]
    pub media: Media,
    pub size: usize,
    /// BLAKE3 of its bytes, in hex digits.
    pub hash: String,
}

/// What the window can show, told by how the bytes begin and never by a file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    Pdf,
    Png,
    Jpeg,
    Webp,
    /// Of a newer version: it is kept, and shown nowhere.
    Newer(Code),
}
coded!(Media, Media::of_mime);

impl Media {
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Media::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Media::Jpeg),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Media::Webp),
            // Mail programs and scanners put a few bytes before it; readers look at the first thousand.
            _ => bytes[..bytes.len().min(1024)].windows(5).any(|w| w == b"%PDF-").then_some(Media::Pdf),
        }
    }

    /// The kind of that name, if this version shows it.
    pub fn of_mime(mime: &str) -> Option<Self> {
        [Media::Pdf, Media::Png, Media::Jpeg, Media::Webp].into_iter().find(|media| media.mime() == mime)
    }

    fn code(self) -> &'static str {
        self.mime()
    }

    pub fn mime(self) -> &'static str {
        match self {
            Media::Pdf => "application/pdf",
            Media::Png => "image/png",
            Media::Jpeg => "image/jpeg",
            Media::Webp => "image/webp",
            Media::Newer(code) => code.text(),
        }
    }

    pub fn extension(self) -> &'static str {
        match self {
            Media::Pdf => "pdf",
            Media::Png => "png",
            Media::Jpeg => "jpg",
            Media::Webp => "webp",
            Media::Newer(_) => "bin",
        }
    }
}

impl Attachment {
    /// What this file is; refused where it is empty, too large, or nothing that can be shown.
    pub fn of(title: &str, bytes: &[u8]) -> Result<Self, Refusal> {
        let refused = |key| Refusal::at(key, "files").with("file", title);
        if bytes.is_empty() {
            return Err(refused("file-empty"));
        }
        if bytes.len() > LARGEST {
            return Err(refused("file-large"));
        }
        let media = Media::of(bytes).ok_or_else(|| refused("file-kind"))?;
        Ok(Attachment { title: title.trim().into(), media, size: bytes.len(), hash: blake3::hash(bytes).to_hex().to_string() })
    }

    /// The parts in which its bytes are kept, in order.
    pub fn cut(&self, of: Id, bytes: &[u8]) -> Vec<Part> {
        let part = |(n, bytes): (usize, &[u8])| Part { id: self.part(of, n), bytes: STANDARD.encode(bytes) };
        bytes.chunks(PART).enumerate().map(part).collect()
    }

    /// The ids of its parts: they follow from what it belongs to and what it holds.
    pub fn parts(&self, of: Id) -> impl Iterator<Item = Id> {
        (0..self.size.div_ceil(PART)).map(move |n| self.part(of, n))
    }

    fn part(&self, of: Id, n: usize) -> Id {
        Id::derived("attachment-part", &format!("{of} {} {n}", self.hash))
    }

    /// The bytes again; nothing where one is missing or not what it was.
    pub fn join(&self, parts: &[Part]) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.size.min(LARGEST));
        for part in parts {
            STANDARD.decode_vec(&part.bytes, &mut bytes).ok()?;
        }
        (bytes.len() == self.size && blake3::hash(&bytes).to_hex().as_str() == self.hash).then_some(bytes)
    }

    /// Under this name it lies beside other programs: nothing of anybody's.
    pub fn plain_name(&self) -> String {
        format!("genki-{}.{}", &self.hash[..self.hash.len().min(8)], self.media.extension())
    }
}

/// A piece of a file.
#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Part {
    #[serde(skip)]
    pub id: Id,
    bytes: String,
}
record!(Part, "attachment-part");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pdf(len: usize) -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        bytes.resize(len.max(9), 7);
        bytes
    }

    #[test]
    fn what_a_file_is_is_told_by_its_bytes() {
        assert_eq!(Media::of(b"%PDF-1.4"), Some(Media::Pdf));
        assert_eq!(Media::of(b"\r\n  %PDF-1.4"), Some(Media::Pdf));
        assert_eq!(Media::of(&[0xff, 0xd8, 0xff, 0xe0]), Some(Media::Jpeg));
        assert_eq!(Media::of(b"\x89PNG\r\n\x1a\n0"), Some(Media::Png));
        assert_eq!(Media::of(b"RIFF\0\0\0\0WEBPVP8 "), Some(Media::Webp));
        assert_eq!(Media::of(b"<html>"), None);
        assert_eq!(Media::of(b""), None);
    }

    #[test]
    fn what_cannot_be_shown_is_refused_with_its_name() {
        let refused = |bytes: &[u8]| {
            let why = Attachment::of("lettre.doc", bytes).unwrap_err();
            (why.key, why.field)
        };
        assert_eq!(refused(b""), ("file-empty", Some("files")));
        assert_eq!(refused(b"\xd0\xcf\x11\xe0"), ("file-kind", Some("files")));
        assert_eq!(refused(&pdf(LARGEST + 1)), ("file-large", Some("files")));
        assert!(Attachment::of("x", &pdf(LARGEST)).is_ok());
    }

    #[test]
    fn a_part_that_is_missing_or_changed_is_noticed() {
        let bytes = pdf(PART * 2 + 1);
        let file = Attachment::of("a.pdf", &bytes).unwrap();
        let parts = file.cut(Id::from_u128(1), &bytes);
        assert_eq!(parts.len(), 3);
        assert!(file.join(&parts[..2]).is_none());
        let turned: Vec<Part> = parts.iter().rev().cloned().collect();
        assert!(file.join(&turned).is_none());
    }

    proptest! {
        #![proptest_config(crate::chance::cases(256))]

        #[test]
        fn what_is_cut_is_put_together_again(len in prop_oneof![0..40usize, PART - 2..PART + 2, 2 * PART..2 * PART + 2]) {
            let bytes = pdf(len);
            let file = Attachment::of("a.pdf", &bytes).unwrap();
            let parts = file.cut(Id::from_u128(7), &bytes);
            prop_assert!(file.parts(Id::from_u128(7)).eq(parts.iter().map(|p| p.id)));
            prop_assert_eq!(file.join(&parts), Some(bytes));
        }
    }
}
