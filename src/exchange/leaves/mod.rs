//! The pages of a file that came, as pictures. Strangers write such files, so they are opened in a process of its own,
//! with limits of time and memory ([`apart`]), in safe code alone; pictures too. What comes back are bare dots whose
//! number is looked at, and the picture that the web view is given is made of them here: its own decoders never see a
//! byte that came from outside. No page is ever laid on the disk.
//!
//! On a phone, where there is no such process, the same is done on a thread of this one. What is looked at before and
//! between holds there too: how large a picture says it is, how many steps a page takes, how long it all takes. What it
//! cannot stop there is one long step within a decoder: a stream that unfolds to gigabytes, or a path of a million
//! points that is being filled.

mod draw;
mod picture;
mod pipe;

use crate::{
    model::attachment::Media,
    platform::apart::{self, Most, Stop},
};
use image::{
    ExtendedColorType, ImageEncoder,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
};
use std::{ops::ControlFlow, process::ExitCode, time::Duration};

/// Nobody reads on from here in the window.
pub const MANY: usize = 60;
/// Neither side of a page is longer, whatever a file says of itself.
const LONG: u32 = 4096;
/// Nor has it more dots.
const DOTS: u64 = 10 << 20;
/// So long a file is worked on at one time, and so many bytes it may take.
const WITHIN: Duration = Duration::from_secs(5);
const MOST: Most = Most { memory: 176 << 20, seconds: 5 };
/// A photograph that is made smaller again loses little so.
const QUALITY: u8 = 88;

/// A page: three bytes for each dot, row by row.
#[derive(Clone, PartialEq, Eq)]
pub struct Leaf {
    pub width: u32,
    pub height: u32,
    pub dots: Vec<u8>,
}

/// How the work on a file ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Every page that is shown at all was drawn, or whoever looked on went away.
    Whole,
    /// It cannot be read: damaged, or closed with a password.
    Bad,
    /// It takes more time or memory than a stranger's file is given. What was drawn until then is good.
    TooMuch,
}

impl Leaf {
    fn is_sound(width: u32, height: u32) -> bool {
        (1..=LONG).contains(&width) && (1..=LONG).contains(&height) && u64::from(width) * u64::from(height) <= DOTS
    }

    /// As a picture that a page can hold, and what it is: a photograph stays one, all else keeps its lines.
    pub fn encoded(&self, of: Media) -> Option<(Media, Vec<u8>)> {
        let (mut out, color) = (Vec::new(), ExtendedColorType::Rgb8);
        if matches!(of, Media::Jpeg | Media::Webp) {
            JpegEncoder::new_with_quality(&mut out, QUALITY).write_image(&self.dots, self.width, self.height, color).ok()?;
            return Some((Media::Jpeg, out));
        }
        PngEncoder::new(&mut out).write_image(&self.dots, self.width, self.height, color).ok()?;
        Some((Media::Png, out))
    }
}

/// Shows one page of a file after the other, from a page on: with each how many there are. `hear` says whether to go on;
/// `stop` ends it from outside.
pub fn draw(media: Media, bytes: &[u8], from: usize, stop: &Stop, hear: impl FnMut(usize, Leaf) -> ControlFlow<()>) -> End {
    if apart::program().is_some() {
        return pipe::ask(media, bytes, from, stop, hear);
    }
    here(media, bytes, from, stop, hear)
}

/// The same in this process, within its own budgets.
fn here(media: Media, bytes: &[u8], from: usize, stop: &Stop, hear: impl FnMut(usize, Leaf) -> ControlFlow<()>) -> End {
    let _deadline = stop.after(WITHIN);
    draw::leaves(media, bytes.to_vec(), from, &|| stop.is_over(), hear)
}

/// What the other process does, where this is the other process: nothing else of ours runs in it.
pub fn if_asked() -> Option<ExitCode> {
    apart::is_asked().then(pipe::answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(media: Media, bytes: &[u8]) -> (End, Vec<usize>, Vec<Leaf>) {
        let (mut counts, mut all) = (Vec::new(), Vec::new());
        let end = draw(media, bytes, 0, &Stop::default(), |n, leaf| {
            counts.push(n);
            all.push(leaf);
            ControlFlow::Continue(())
        });
        (end, counts, all)
    }

    /// A PDF of so many pages, each with a black square.
    fn pdf(pages: usize, side: u32) -> Vec<u8> {
        let kids: Vec<String> = (0..pages).map(|i| format!("{} 0 R", 3 + 2 * i)).collect();
        let mut objects =
            vec!["<</Type/Catalog/Pages 2 0 R>>".to_owned(), format!("<</Type/Pages/Count {pages}/Kids[{}]>>", kids.join(" "))];
        for i in 0..pages {
            let inked = "0 0 50 50 re f";
            objects.push(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {side} {side}]/Contents {} 0 R>>", 4 + 2 * i));
            objects.push(format!("<</Length {}>>stream\n{inked}\nendstream", inked.len()));
        }
        let mut out = b"%PDF-1.4\n".to_vec();
        let mut at = Vec::new();
        for (i, object) in objects.iter().enumerate() {
            at.push(out.len());
            out.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).bytes());
        }
        let start = out.len();
        out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", at.len() + 1).bytes());
        at.iter().for_each(|at| out.extend(format!("{at:010} 00000 n \n").bytes()));
        out.extend(format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", at.len() + 1).bytes());
        out
    }

    #[test]
    fn every_page_of_a_pdf_becomes_a_picture() {
        let (end, counts, pages) = drawn(Media::Pdf, &pdf(2, 100));
        assert_eq!((end, counts), (End::Whole, vec![2, 2]));
        assert_eq!((pages[0].width, pages[0].height), (1240, 1240));
        let at = |leaf: &Leaf, x: usize, y: usize| leaf.dots[3 * (y * leaf.width as usize + x)];
        assert_eq!((at(&pages[0], 100, 1200), at(&pages[0], 1200, 100)), (0, 255), "black below on the left, else paper");
        let (media, png) = pages[0].encoded(Media::Pdf).unwrap();
        assert_eq!((media, Media::of(&png)), (Media::Png, Some(Media::Png)));
        assert_eq!(drawn(Media::Pdf, &pdf(0, 100)).0, End::Bad);
    }

    #[test]
    fn it_goes_on_from_the_page_that_is_asked_for() {
        let mut n = 0;
        let end = draw(Media::Pdf, &pdf(5, 100), 3, &Stop::default(), |_, _| {
            n += 1;
            ControlFlow::Continue(())
        });
        assert_eq!((end, n), (End::Whole, 2));
    }

    #[test]
    fn what_cannot_be_read_is_said_and_stops_nothing() {
        let good = pdf(1, 100);
        assert_eq!(drawn(Media::Pdf, b"%PDF-1.4 and nothing").0, End::Bad);
        assert_eq!(drawn(Media::Png, &good).0, End::Bad);
        for cut in (9..good.len()).step_by(7) {
            let _ = drawn(Media::Pdf, &good[..cut]);
        }
        // A page that says it is as large as a country.
        drawn(Media::Pdf, &pdf(1, u32::MAX)).2.iter().for_each(|page| assert!(Leaf::is_sound(page.width, page.height)));
    }

    #[test]
    fn it_ends_when_nobody_looks_any_more() {
        let mut n = 0;
        draw(Media::Pdf, &pdf(5, 100), 0, &Stop::default(), |_, _| {
            n += 1;
            ControlFlow::Break(())
        });
        assert_eq!(n, 1);
    }

    /// As on a phone, where nothing else ends it: forms within forms, more than there are atoms.
    #[test]
    fn within_this_process_steps_are_counted_and_time_is_kept() {
        let mut forms = vec!["<</Type/Catalog/Pages 2 0 R>>".to_owned(), "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned()];
        forms.push("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>".to_owned());
        forms.push("<</Length 5>>stream\n/F Do\nendstream".to_owned());
        for n in 5..45 {
            let resources = format!("/Resources<</XObject<</F {} 0 R>>>>", n + 1);
            forms.push(format!("<</Type/XObject/Subtype/Form/BBox[0 0 9 9]{resources}/Length 11>>stream\n/F Do /F Do\nendstream"));
        }
        let objects = forms.iter().enumerate().map(|(n, o)| format!("{} 0 obj{o}endobj\n", n + 1)).collect::<String>();
        let laughs = format!("%PDF-1.4\n{objects}trailer<</Root 1 0 R>>\n%%EOF").into_bytes();
        assert_eq!(drawn(Media::Pdf, &laughs).0, End::TooMuch);
        let stop = Stop::default();
        stop.stop();
        assert_eq!(here(Media::Pdf, &laughs, 0, &stop, |_, _| ControlFlow::Continue(())), End::TooMuch);
    }
}
