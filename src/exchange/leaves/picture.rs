//! Photographs and scans: how large one says it is, is read before it is unfolded.

use super::{DOTS, End, LONG, Leaf};
use crate::model::attachment::Media;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, metadata::Orientation};
use std::io::Cursor;

/// As large as cameras make them that people carry.
const SIDE: u32 = 16_384;
const MOST_DOTS: u64 = 40 << 20;
const MOST_BYTES: u64 = 150 << 20;
/// As wide as it is ever shown.
const WIDE: u32 = 2520;

/// The picture as it is to be seen: the right way up, on white, no larger than it is shown. Of one that moves, the
/// beginning.
pub(super) fn read(media: Media, bytes: &[u8]) -> Result<Leaf, End> {
    let format = match media {
        Media::Png => ImageFormat::Png,
        Media::Jpeg => ImageFormat::Jpeg,
        Media::Webp => ImageFormat::WebP,
        Media::Pdf | Media::Newer(_) => return Err(End::Bad),
    };
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height, limits.max_alloc) = (Some(SIDE), Some(SIDE), Some(MOST_BYTES));
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(end)?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > SIDE || u64::from(width) * u64::from(height) > MOST_DOTS || decoder.total_bytes() > MOST_BYTES {
        return Err(End::TooMuch);
    }
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = smaller(DynamicImage::from_decoder(decoder).map_err(end)?);
    picture.apply_orientation(turned);
    let leaf = Leaf { width: picture.width(), height: picture.height(), dots: on_white(picture) };
    if Leaf::is_sound(leaf.width, leaf.height) { Ok(leaf) } else { Err(End::Bad) }
}

fn end(error: ImageError) -> End {
    if matches!(error, ImageError::Limits(_)) { End::TooMuch } else { End::Bad }
}

fn smaller(picture: DynamicImage) -> DynamicImage {
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    // Either side may be the wide one: it is turned afterwards.
    let by = (f64::from(WIDE) / width.min(height)).min(f64::from(LONG) / width.max(height)).min((DOTS as f64 / (width * height)).sqrt());
    if by >= 1.0 {
        return picture;
    }
    let side = |long: f64| ((long * by) as u32).max(1);
    picture.thumbnail_exact(side(width), side(height))
}

fn on_white(picture: DynamicImage) -> Vec<u8> {
    if !picture.color().has_alpha() {
        return picture.into_rgb8().into_raw();
    }
    let over = |ink: u8, alpha: u8| {
        let (ink, alpha) = (u32::from(ink), u32::from(alpha));
        ((ink * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    picture.into_rgba8().pixels().flat_map(|dot| [0, 1, 2].map(|i| over(dot[i], dot[3]))).collect()
}
