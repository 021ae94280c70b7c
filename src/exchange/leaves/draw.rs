//! Draws: safe code alone, which looks before each step whether it may go on.

use super::{DOTS, End, LONG, Leaf, MANY, picture};
use crate::model::attachment::Media;
use hayro::{
    PixmapSettings, RenderCache, RenderSettings,
    hayro_interpret::{
        BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache, InterpreterSettings, Paint,
        SoftMask, font::GlyphRun, interpret_page, pattern::Pattern,
    },
    hayro_syntax::{Pdf, page::Page},
    kurbo::{Affine, BezPath, Rect},
    render,
    vello_cpu::color::palette::css::WHITE,
};
use std::{
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
};

/// As wide as small print of a letter can be read at.
const WIDE: f32 = 1240.0;
/// A page that takes more steps is a map or a trap.
const STEPS: usize = 400_000;
/// So many points of a line, or letters, are one more.
const POINTS: usize = 8;
/// A picture within a page is not larger: it is unfolded whole before it is made small.
const WITHIN: u64 = 40 << 20;

/// Draws one page after the other, as `super::draw` says. `over` says that time is up.
pub(super) fn leaves(
    media: Media,
    bytes: Vec<u8>,
    from: usize,
    over: &dyn Fn() -> bool,
    mut hear: impl FnMut(usize, Leaf) -> ControlFlow<()>,
) -> End {
    // Who draws what strangers wrote expects everything, a panic too; nothing of ours is half done after one.
    let drawn = catch_unwind(AssertUnwindSafe(|| match media {
        Media::Pdf => pdf(bytes, from, over, &mut hear),
        _ => picture::read(media, &bytes).map(|leaf| {
            let _ = hear(1, leaf);
        }),
    }));
    match drawn {
        Ok(Ok(())) => End::Whole,
        Ok(Err(end)) => end,
        Err(_) => End::Bad,
    }
}

fn pdf(bytes: Vec<u8>, from: usize, over: &dyn Fn() -> bool, hear: &mut dyn FnMut(usize, Leaf) -> ControlFlow<()>) -> Result<(), End> {
    let pdf = Pdf::new(bytes).map_err(|_| End::Bad)?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(End::Bad);
    }
    let (cache, settings) = (RenderCache::new(), InterpreterSettings::default());
    for page in pages.iter().take(MANY).skip(from) {
        let (width, height) = page.render_dimensions();
        let scale = (WIDE / width).min(LONG as f32 / height);
        // A strip a thousand times as long as it is wide is no page either.
        let scale = scale.min((DOTS as f32 / (width * height)).sqrt());
        if !scale.is_finite() || scale <= 0.0 {
            return Err(End::Bad);
        }
        look_through(page, scale, &settings, over)?;
        let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let drawn = render(page, &cache, &settings, &RenderSettings::default(), &size);
        if over() {
            return Err(End::TooMuch);
        }
        let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
        if !Leaf::is_sound(width, height) {
            return Err(End::Bad);
        }
        // On white nothing is seen through.
        let dots = drawn.data().iter().flat_map(|dot| [dot.r, dot.g, dot.b]).collect();
        if hear(pages.len(), Leaf { width, height, dots }).is_break() {
            break;
        }
    }
    Ok(())
}

/// Goes through a page without drawing it, and counts: forms within forms, or patterns of patterns, are a few bytes, and
/// more steps than there are atoms. Drawing itself cannot be asked to stop.
fn look_through<'a>(page: &'a Page<'a>, scale: f32, settings: &InterpreterSettings, over: &dyn Fn() -> bool) -> Result<(), End> {
    let cache = InterpreterCache::new();
    let (width, height) = page.render_dimensions();
    let transform = Affine::scale(scale.into());
    let sheet = Rect::new(0.0, 0.0, f64::from(width * scale), f64::from(height * scale));
    let mut context = Context::new(transform, sheet, &cache, page.xref(), settings.clone());
    let gone_through = catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, &mut Steps { done: 0, over })));
    match gone_through {
        Ok(()) => Ok(()),
        Err(thrown) if thrown.is::<Enough>() => Err(End::TooMuch),
        Err(thrown) => resume_unwind(thrown),
    }
}

/// Thrown where a page is enough: there is no other way out of it. It is no fault, so nothing is said of it.
struct Enough;

struct Steps<'o> {
    done: usize,
    over: &'o dyn Fn() -> bool,
}

impl<'a> Steps<'_> {
    fn step(&mut self) {
        self.steps(1);
    }

    fn steps(&mut self, n: usize) {
        let before = self.done;
        self.done += n;
        if self.done > STEPS || (self.done / 64 > before / 64 && (self.over)()) {
            resume_unwind(Box::new(Enough));
        }
    }

    /// A line or a surface, with what it is painted with: a pattern may paint with patterns.
    fn paint(&mut self, props: &DrawProps<'a>, points: usize) {
        self.steps(1 + points / POINTS);
        self.mask(props.soft_mask.as_ref());
        if let Paint::Pattern(pattern) = &props.paint
            && let Pattern::Tiling(tile) = pattern.as_ref()
        {
            tile.interpret(self, props.transform, false);
        }
    }

    fn mask(&mut self, mask: Option<&SoftMask<'a>>) {
        self.step();
        if let Some(mask) = mask {
            mask.interpret(self);
        }
    }
}

impl<'a> Device<'a> for Steps<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        self.paint(&props, path.elements().len());
    }
    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.steps(1 + clip.path.elements().len() / POINTS);
    }
    fn push_clip_rect(&mut self, _: &Rect) {
        self.step();
    }
    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.mask(mask.as_ref());
    }
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.paint(&props, run.glyphs().len());
    }
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.mask(props.soft_mask.as_ref());
        if u64::from(image.width()) * u64::from(image.height()) > WITHIN {
            resume_unwind(Box::new(Enough));
        }
    }
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
    fn draw_rect(&mut self, _: &Rect, props: DrawProps<'a>, _: &DrawMode) {
        self.paint(&props, 4);
    }
}
