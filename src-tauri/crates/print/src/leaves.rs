//! The pages of a finished file as pictures, for a look before it is printed.

use hayro::{
    PixmapSettings, RenderCache, RenderSettings,
    hayro_interpret::InterpreterSettings,
    hayro_syntax::{Pdf, page::Page},
    render,
    vello_cpu::color::palette::css::WHITE,
};
use image::{
    ExtendedColorType, ImageEncoder,
    codecs::png::{CompressionType, FilterType, PngEncoder},
};

/// A4 at 400 dots per inch: nothing on a screen is wider.
const WIDEST: u16 = 3_300;

/// A PDF that [`print`](crate::print) has made, page by page. Other files may lack fonts or pictures.
pub struct Leaves(Pdf);

impl Leaves {
    /// The pages of a file; `None` when it cannot be read.
    pub fn new(pdf: Vec<u8>) -> Option<Self> {
        Pdf::new(pdf).ok().map(Self)
    }

    /// Width and height of every page in millimetres, in order.
    pub fn sizes(&self) -> Vec<(f32, f32)> {
        let millimetres = |it: &Page| {
            let (width, height) = it.render_dimensions();
            (width * 25.4 / 72.0, height * 25.4 / 72.0)
        };
        self.0.pages().iter().map(millimetres).collect()
    }

    /// A page, counted from 0, as a PNG so many pixels wide; `None` when there is no such page.
    pub fn png(&self, page: usize, width: u16) -> Option<Vec<u8>> {
        let page = self.0.pages().get(page)?;
        let scale = f32::from(width.clamp(1, WIDEST)) / page.render_dimensions().0;
        let whole = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        // Without hinting a page looks as it will on paper, larger or smaller.
        let settings = RenderSettings { hinting: false, ..RenderSettings::default() };
        let drawn =
            render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings, &whole);
        let pixels: Vec<u8> = drawn.data().iter().flat_map(|it| [it.r, it.g, it.b]).collect();
        let mut png = Vec::new();
        PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Up)
            .write_image(
                &pixels,
                drawn.width().into(),
                drawn.height().into(),
                ExtendedColorType::Rgb8,
            )
            .ok()?;
        Some(png)
    }
}
