//! The pages of a file that came, as pictures. A PDF is drawn here, in safe code, since strangers write them, and since
//! no page of it is then ever laid on the disk.

use crate::model::attachment::Media;
use base64::{Engine, engine::general_purpose::STANDARD};
use hayro::{
    PixmapSettings, RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, hayro_syntax::Pdf, render,
    vello_cpu::color::palette::css::WHITE,
};
use std::{
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// As wide as small print of a letter can be read at.
const WIDE: f32 = 1240.0;
/// Neither side of a picture is longer, whatever a page says of itself.
const LONG: f32 = 4096.0;
/// Nobody reads on from here in the window.
pub const MANY: usize = 60;

/// Shows one page after the other, first how many there will be; `hear` says whether to go on. False where it cannot be read: damaged, or
/// closed with a password.
pub fn draw(media: Media, bytes: &[u8], mut hear: impl FnMut(usize, String) -> ControlFlow<()>) -> bool {
    if media != Media::Pdf {
        let _ = hear(1, url(media, bytes));
        return true;
    }
    // Who draws what strangers wrote expects everything, a panic too; nothing of ours is half done after one.
    catch_unwind(AssertUnwindSafe(|| draw_pdf(bytes, &mut hear))).unwrap_or(false)
}

fn draw_pdf(bytes: &[u8], hear: &mut impl FnMut(usize, String) -> ControlFlow<()>) -> bool {
    let Ok(pdf) = Pdf::new(bytes.to_vec()) else { return false };
    let pages = pdf.pages();
    let (cache, settings) = (RenderCache::new(), InterpreterSettings::default());
    for page in pages.iter().take(MANY) {
        let (width, height) = page.render_dimensions();
        let scale = (WIDE / width).min(LONG / height);
        if !scale.is_finite() || scale <= 0.0 {
            return false;
        }
        let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let Ok(png) = render(page, &cache, &settings, &RenderSettings::default(), &size).into_png() else { return false };
        if hear(pages.len(), url(Media::Png, &png)).is_break() {
            break;
        }
    }
    !pages.is_empty()
}

/// The page's policy lets in pictures that it holds itself, and no others.
fn url(media: Media, bytes: &[u8]) -> String {
    format!("data:{};base64,{}", media.mime(), STANDARD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(media: Media, bytes: &[u8]) -> (bool, Vec<usize>, Vec<String>) {
        let (mut counts, mut all) = (Vec::new(), Vec::new());
        let read = draw(media, bytes, |n, page| {
            counts.push(n);
            all.push(page);
            ControlFlow::Continue(())
        });
        (read, counts, all)
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
        let (read, counts, pages) = drawn(Media::Pdf, &pdf(2, 100));
        assert_eq!((read, counts), (true, vec![2, 2]));
        let png = STANDARD.decode(pages[0].strip_prefix("data:image/png;base64,").unwrap()).unwrap();
        assert_eq!(Media::of(&png), Some(Media::Png));
        let wide = u32::from_be_bytes(png[16..20].try_into().unwrap());
        assert_eq!(wide, 1240);
        assert!(drawn(Media::Pdf, &pdf(0, 100)).2.is_empty());
        assert_ne!(pages[0], drawn(Media::Pdf, &pdf(1, 60)).2[0], "it is drawn, and not empty");
    }

    #[test]
    fn what_cannot_be_read_is_said_and_stops_nothing() {
        let good = pdf(1, 100);
        assert!(!drawn(Media::Pdf, b"%PDF-1.4 and nothing").0);
        for cut in (9..good.len()).step_by(7) {
            let _ = drawn(Media::Pdf, &good[..cut]);
        }
        // A page that says it is as large as a country.
        drawn(Media::Pdf, &pdf(1, u32::MAX)).2.iter().for_each(|page| assert!(page.len() < 1 << 20));
    }

    #[test]
    fn it_ends_when_nobody_looks_any_more() {
        let mut n = 0;
        draw(Media::Pdf, &pdf(5, 100), |_, _| {
            n += 1;
            ControlFlow::Break(())
        });
        assert_eq!(n, 1);
    }
}
