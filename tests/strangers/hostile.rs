//! Files that somebody means ill with, each made of a few lines: small ones that unfold to gigabytes, loops, sizes that
//! are lies, and halves.

use genki::model::attachment::Media;

pub struct Hostile {
    pub name: &'static str,
    pub media: Media,
    pub bytes: Vec<u8>,
    /// Stands for its kind in the quick suite: it is refused at once.
    pub quick: bool,
}

/// A PDF as it is being written: objects by number, from 1.
#[derive(Default)]
struct Pdf(Vec<Vec<u8>>);

impl Pdf {
    fn add(&mut self, object: impl AsRef<[u8]>) -> usize {
        self.0.push(object.as_ref().to_vec());
        self.0.len()
    }

    fn stream(&mut self, dict: &str, bytes: &[u8]) -> usize {
        let mut object = format!("<<{dict}/Length {}>>stream\n", bytes.len()).into_bytes();
        object.extend_from_slice(bytes);
        object.extend_from_slice(b"\nendstream");
        self.add(object)
    }

    fn next(&self) -> usize {
        self.0.len() + 1
    }

    /// With one page, which has these resources and this content.
    fn page(mut self, resources: &str, content: &[u8]) -> Vec<u8> {
        let content = self.stream("", content);
        self.page_of("[0 0 200 200]", resources, content)
    }

    fn page_of(mut self, sheet: &str, resources: &str, content: usize) -> Vec<u8> {
        let page = self.next();
        self.add(format!("<</Type/Page/Parent {} 0 R/MediaBox{sheet}/Resources<<{resources}>>/Contents {content} 0 R>>", page + 1));
        self.add(format!("<</Type/Pages/Count 1/Kids[{page} 0 R]>>"));
        let root = self.add(format!("<</Type/Catalog/Pages {} 0 R>>", page + 1));
        self.close(root)
    }

    fn close(self, root: usize) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut at = vec![];
        for (n, object) in self.0.iter().enumerate() {
            at.push(out.len());
            out.extend(format!("{} 0 obj\n", n + 1).into_bytes());
            out.extend_from_slice(object);
            out.extend_from_slice(b"\nendobj\n");
        }
        let xref = out.len();
        out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", at.len() + 1).into_bytes());
        at.iter().for_each(|at| out.extend(format!("{at:010} 00000 n \n").into_bytes()));
        out.extend(format!("trailer<</Size {}/Root {root} 0 R>>\nstartxref\n{xref}\n%%EOF", at.len() + 1).into_bytes());
        out
    }
}

/// Bits as deflate writes them.
#[derive(Default)]
struct Bits(Vec<u8>, u32, u32);

impl Bits {
    fn put(&mut self, value: u32, n: u32) {
        self.1 |= value << self.2;
        self.2 += n;
        while self.2 >= 8 {
            self.0.push(self.1 as u8);
            (self.1, self.2) = (self.1 >> 8, self.2 - 8);
        }
    }

    fn code(&mut self, value: u32, n: u32) {
        self.put(value.reverse_bits() >> (32 - n), n);
    }
}

/// Zlib of so many bytes that repeat `period`, which is at most 16 bytes long. Some 17 times smaller for each byte of it.
fn repeated(period: &[u8], total: u64) -> Vec<u8> {
    let mut bits = Bits(vec![0x78, 0x01], 0, 0);
    bits.put(0b011, 3);
    for byte in period.iter().map(|b| u32::from(*b)) {
        if byte < 144 { bits.code(0x30 + byte, 8) } else { bits.code(0x190 + byte - 144, 9) }
    }
    // Distances up to four have a code of their own; those above share one, with bits that tell them apart.
    let (code, extra, more) = match period.len() as u32 {
        d @ 1..=4 => (d - 1, 0, 0),
        d @ 5..=6 => (4, 1, d - 5),
        d @ 7..=8 => (5, 1, d - 7),
        d @ 9..=12 => (6, 2, d - 9),
        d => (7, 2, d - 13),
    };
    for _ in 0..total / 258 {
        bits.code(0xc5, 8);
        bits.code(code, 5);
        bits.put(more, extra);
    }
    bits.code(0, 7);
    bits.put(0, 7);
    bits.0.extend([0; 4]);
    bits.0
}

/// Zeros, unfolded twice: what repeats after 13 bytes is itself so small again.
fn zeros_twice(total: u64) -> Vec<u8> {
    let once = repeated(&[0], 258 * 200);
    // 13 bits for each 258 zeros: after 13 bytes it all begins anew.
    let period = &once[40..53];
    let inner = total * 13 / 8 / 258;
    let mut bits = Bits(vec![0x78, 0x01], 0, 0);
    bits.put(0b011, 3);
    let literal = |bits: &mut Bits, b: u8| {
        let b = u32::from(b);
        if b < 144 { bits.code(0x30 + b, 8) } else { bits.code(0x190 + b - 144, 9) }
    };
    once[..40].iter().chain(period).for_each(|b| literal(&mut bits, *b));
    for _ in 0..inner / 258 {
        bits.code(0xc5, 8);
        bits.code(7, 5);
        bits.put(0, 2);
    }
    bits.code(0, 7);
    bits.put(0, 7);
    bits.0.extend([0; 4]);
    bits.0
}

const GIGA: u64 = 1 << 30;

/// Forms within forms: each draws the next so many times.
fn laughs(depth: usize, times: usize) -> Vec<u8> {
    let mut pdf = Pdf::default();
    let inner = "/F Do ".repeat(times);
    for n in 0..depth {
        let next = format!("/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<</XObject<</F {} 0 R>>>>", n + 2);
        pdf.stream(&next, inner.as_bytes());
    }
    pdf.stream("/Type/XObject/Subtype/Form/BBox[0 0 100 100]", b"0 0 9 9 re f");
    pdf.page("/XObject<</F 1 0 R>>", b"/F Do")
}

/// The same with patterns that paint with patterns.
fn patterns(depth: usize, step: &str) -> Vec<u8> {
    let mut pdf = Pdf::default();
    let tile = |next: usize| {
        format!(
            "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 10 10]/XStep {step}/YStep {step}/Resources<</Pattern<</P {next} 0 R>>>>"
        )
    };
    for n in 0..depth {
        pdf.stream(&tile(n + 2), b"/Pattern cs /P scn 0 0 10 10 re f 2 2 5 5 re f");
    }
    pdf.stream(&tile(1), b"0 0 5 5 re f");
    pdf.page("/Pattern<</P 1 0 R>>", b"/Pattern cs /P scn 0 0 200 200 re f")
}

fn picture_in(dict: &str, bytes: &[u8]) -> Vec<u8> {
    let mut pdf = Pdf::default();
    pdf.stream(&format!("/Type/XObject/Subtype/Image{dict}"), bytes);
    pdf.page("/XObject<</I 1 0 R>>", b"200 0 0 200 0 0 cm /I Do")
}

fn with_font(font: &str, content: &[u8]) -> Vec<u8> {
    let mut pdf = Pdf::default();
    pdf.add(font);
    pdf.page("/Font<</F 1 0 R>>", content)
}

const HELVETICA: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";

fn plain(content: &[u8]) -> Vec<u8> {
    Pdf::default().page("", content)
}

fn on_sheet(sheet: &str) -> Vec<u8> {
    let mut pdf = Pdf::default();
    let content = pdf.stream("", b"0 0 9 9 re f");
    pdf.page_of(sheet, "", content)
}

/// A tree of pages, with `kids` for the root.
fn tree(objects: &[&str]) -> Vec<u8> {
    let mut pdf = Pdf::default();
    pdf.add("<</Type/Catalog/Pages 2 0 R>>");
    for object in objects {
        pdf.add(object);
    }
    pdf.close(1)
}

fn deep_tree(depth: usize) -> Vec<u8> {
    let mut pdf = Pdf::default();
    pdf.add("<</Type/Catalog/Pages 2 0 R>>");
    for n in 0..depth {
        pdf.add(format!("<</Type/Pages/Count 1/Kids[{} 0 R]/Parent {} 0 R>>", n + 3, n + 1));
    }
    pdf.add(format!("<</Type/Page/Parent {} 0 R/MediaBox[0 0 100 100]>>", depth + 1));
    pdf.close(1)
}

fn many_pages(n: usize) -> Vec<u8> {
    let kids = "3 0 R ".repeat(n);
    let content = "0 0 9 9 re f";
    tree(&[
        &format!("<</Type/Pages/Count {n}/Kids[{kids}]>>"),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>",
        &format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
    ])
}

fn nested(open: &str, close: &str, depth: usize) -> Vec<u8> {
    let mut pdf = Pdf::default();
    let deep = pdf.add(format!("{}{}", open.repeat(depth), close.repeat(depth)));
    pdf.page(&format!("/XObject {deep} 0 R"), b"/F Do")
}

fn shading(dict: &str, bytes: &[u8]) -> Vec<u8> {
    let mut pdf = Pdf::default();
    pdf.stream(dict, bytes);
    pdf.page("/Shading<</S 1 0 R>>", b"/S sh")
}

/// A path of so many points, which crosses itself everywhere.
fn path(points: usize) -> Vec<u8> {
    let mut content = b"0 0 m\n".to_vec();
    for n in 0..points {
        content.extend(format!("{} {} l\n", n * 7919 % 200, n * 104_729 % 200).into_bytes());
    }
    content.extend_from_slice(b"f");
    plain(&content)
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |mut crc, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
        }
        crc
    })
}

fn png(width: u32, height: u32, depth: u8, colour: u8, chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut put = |kind: &[u8], data: &[u8]| {
        out.extend((data.len() as u32).to_be_bytes());
        let named = [kind, data].concat();
        out.extend_from_slice(&named);
        out.extend(crc(&named).to_be_bytes());
    };
    put(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[depth, colour, 0, 0, 0]].concat());
    chunks.iter().for_each(|(kind, data)| put(*kind, data));
    put(b"IEND", &[]);
    out
}

/// A small one that is sound, with a pattern in it.
pub fn sound(format: image::ImageFormat) -> Vec<u8> {
    let dots = image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([(x * 4) as u8, (y * 5) as u8, 128]));
    let mut out = std::io::Cursor::new(vec![]);
    image::DynamicImage::ImageRgb8(dots).write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn jpeg_that_says(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = sound(image::ImageFormat::Jpeg);
    let at = bytes.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    bytes[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    bytes[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

/// Comes again and again over the whole picture, each time with nothing new.
fn jpeg_of_scans(width: u16, height: u16, scans: usize) -> Vec<u8> {
    let bytes = jpeg_that_says(width, height);
    let at = bytes.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    let scan = bytes.windows(2).position(|w| w == [0xff, 0xda]).unwrap();
    let mut out = bytes[..scan].to_vec();
    out[at + 1] = 0xc2;
    for n in 0..scans {
        let components: &[u8] = if n == 0 { &[3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 0, 0] } else { &[1, 1, 0x00, 1, 63, 0] };
        out.extend([0xff, 0xda]);
        out.extend((components.len() as u16 + 2).to_be_bytes());
        out.extend_from_slice(components);
        out.extend([0; 8]);
    }
    out.extend([0xff, 0xd9]);
    out
}

fn riff(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut inner = b"WEBP".to_vec();
    for (kind, data) in chunks {
        inner.extend_from_slice(*kind);
        inner.extend((data.len() as u32).to_le_bytes());
        inner.extend_from_slice(data);
        if data.len() % 2 == 1 {
            inner.push(0);
        }
    }
    [b"RIFF", &(inner.len() as u32).to_le_bytes()[..], &inner].concat()
}

/// The one chunk of a sound webp that holds its dots.
fn webp_dots() -> Vec<u8> {
    sound(image::ImageFormat::WebP)[20..].to_vec()
}

fn lossless(width: u32, height: u32) -> Vec<u8> {
    let mut dots = webp_dots();
    let sides = (width - 1) | ((height - 1) << 14);
    dots[1..5].copy_from_slice(&sides.to_le_bytes());
    dots
}

fn animated(width: u32, height: u32, frames: usize) -> Vec<u8> {
    let three = |n: u32| n.to_le_bytes()[..3].to_vec();
    let head = [vec![0x02, 0, 0, 0], three(width - 1), three(height - 1)].concat();
    let mut chunks: Vec<(&[u8; 4], Vec<u8>)> = vec![(b"VP8X", head), (b"ANIM", vec![0; 6])];
    let dots = webp_dots();
    let mut frame = [three(0), three(0), three(63), three(47), three(10), vec![0], b"VP8L".to_vec()].concat();
    frame.extend((dots.len() as u32).to_le_bytes());
    frame.extend_from_slice(&dots);
    chunks.extend((0..frames).map(|_| (b"ANMF", frame.clone())));
    riff(&chunks)
}

/// Whatever there is to try.
pub fn all() -> Vec<Hostile> {
    let mut all = vec![];
    pdfs(&mut |name, quick, bytes| all.push(Hostile { name, media: Media::Pdf, bytes, quick }));
    broken_pdfs(&mut |name, quick, bytes| all.push(Hostile { name, media: Media::Pdf, bytes, quick }));
    pictures(&mut |name, quick, media, bytes| all.push(Hostile { name, media, bytes, quick }));
    all
}

fn pdfs(put: &mut dyn FnMut(&'static str, bool, Vec<u8>)) {
    put("forms within forms, two each", true, laughs(45, 2));
    put("forms within forms, thirty each", false, laughs(12, 30));
    put("patterns of patterns", false, patterns(30, "10"));
    put("a pattern of a million tiles", false, patterns(1, "0.1"));
    put("a pattern with steps of nothing", false, patterns(1, "0.00001"));
    put("a pattern that paints with itself", false, patterns(0, "10"));
    let mut itself = Pdf::default();
    itself.stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 1 0 R>>>>", b"/F Do /F Do");
    put("a form that draws itself", true, itself.page("/XObject<</F 1 0 R>>", b"/F Do"));
    let mut masks = Pdf::default();
    masks.stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Group<</S/Transparency>>/Resources<</ExtGState<</G 2 0 R>>>>",
        b"/G gs 0 0 99 99 re f",
    );
    masks.add("<</SMask<</S/Luminosity/G 1 0 R>>>>");
    put("a mask that masks itself", false, masks.page("/ExtGState<</G 2 0 R>>", b"/G gs 0 0 99 99 re f"));
    put("groups within groups, all seen through", false, groups(40));
    let mut letters = Pdf::default();
    letters.add("<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 2 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]/Resources<</Font<</F 1 0 R>>>>>>");
    letters.stream("", b"9 0 d0 BT /F 1 Tf (aaaaaaaa) Tj ET");
    put("a letter that writes itself", false, letters.page("/Font<</F 1 0 R>>", b"BT /F 9 Tf (aaaaaaaa) Tj ET"));
    let mut unfolds = Pdf::default();
    let content = unfolds.stream("/Filter[/FlateDecode/FlateDecode]", &zeros_twice(4 * GIGA));
    put("a content of four gigabytes", true, unfolds.page_of("[0 0 9 9]", "", content));
    let mut thrice = Pdf::default();
    let content = thrice.stream("/Filter/FlateDecode", &repeated(b"0 0 9 9 re f ", 300 << 20));
    put("a content of ten million boxes", true, thrice.page_of("[0 0 9 9]", "", content));
    let dots = "/Width 30000/Height 30000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter[/FlateDecode/FlateDecode]";
    put("a picture of 900 million dots in it", true, picture_in(dots, &zeros_twice(3 * GIGA)));
    let dots = "/Width 6000/Height 6000/BitsPerComponent 8/ColorSpace/DeviceCMYK/Filter[/FlateDecode/FlateDecode]";
    put("a picture of 36 million dots in it", false, picture_in(dots, &zeros_twice((36 * 4) << 20)));
    put(
        "a picture whose dots are four gigabytes",
        false,
        picture_in("/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter[/FlateDecode/FlateDecode]", &zeros_twice(4 * GIGA)),
    );
    put(
        "a picture of 60,000 by 60,000 in it",
        false,
        picture_in("/Width 60000/Height 60000/BitsPerComponent 1/ColorSpace/DeviceGray", &[0]),
    );
    let mut within = b"q 9 0 0 9 0 0 cm BI /W 60000 /H 60000 /BPC 8 /CS /RGB ID ".to_vec();
    within.extend_from_slice(b"x EI Q");
    put("a picture of 60,000 by 60,000 in its content", false, plain(&within));
    put(
        "a photograph of 65,500 by 65,500 in it",
        false,
        picture_in("/Width 65500/Height 65500/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode", &jpeg_that_says(65500, 65500)),
    );
    put(
        "a photograph that is larger than it says",
        false,
        picture_in("/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode", &jpeg_that_says(65500, 65500)),
    );
    put(
        "a fax of a million by a million",
        false,
        picture_in(
            "/Width 6000/Height 6000/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 1000000/Rows 1000000>>",
            &[0x5a; 4000],
        ),
    );
    let page = [&[0, 0, 0, 0, 0x30, 0, 1, 0, 0, 0, 19][..], &60000u32.to_be_bytes(), &60000u32.to_be_bytes(), &[0; 11]].concat();
    put(
        "a scan of 60,000 by 60,000 in it",
        false,
        picture_in("/Width 6000/Height 6000/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode", &page),
    );
    put(
        "a picture in runs of runs of runs",
        false,
        picture_in(
            "/Width 6000/Height 6000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter[/RunLengthDecode/RunLengthDecode/RunLengthDecode]",
            &[129, 129].repeat(4 << 20),
        ),
    );
    put("a font of ten million", false, with_font(HELVETICA, b"BT /F 10000000 Tf (Genki) Tj ET"));
    put("a million letters", false, with_font(HELVETICA, &[&b"BT /F 9 Tf ("[..], &b"q".repeat(1_000_000), b") Tj ET"].concat()));
    put("a path of 600,000 points", false, path(600_000));
    put("a stroke of dashes that are nearly nothing", false, plain(b"[0.00001 0.00001] 0 d 0 0 m 200 200 l 0 200 l 200 0 l S"));
    put("a stroke wider than the world", false, plain(b"1000000000 w 0 0 m 1 1 l 1e9 1e9 l S"));
    let steps = "/ShadingType 1/ColorSpace/DeviceRGB/Domain[0 1e6 0 1e6]/Function<</FunctionType 4/Domain[0 1e6 0 1e6]/Range[0 1 0 1 0 1]/Length 26>>";
    put("a colour from a function without end", false, shading(steps, b"{ 0 1 2 3 4 5 6 7 8 9 }"));
    let mesh = "/ShadingType 4/ColorSpace/DeviceRGB/BitsPerCoordinate 8/BitsPerComponent 8/BitsPerFlag 8/Decode[0 200 0 200 0 1 0 1 0 1]/Filter/FlateDecode";
    put("ten million triangles", false, shading(mesh, &repeated(&[0, 9, 200, 1, 2, 3, 0, 180, 7], 60 << 20)));
}

/// Groups within groups, which have to be mixed one by one.
fn groups(depth: usize) -> Vec<u8> {
    let mut pdf = Pdf::default();
    for n in 0..depth {
        pdf.stream(
            &format!("/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Group<</S/Transparency/I true>>/Resources<</XObject<</F {} 0 R>>/ExtGState<</G <</ca 0.5/BM/Multiply>>>>>>", n + 2),
            b"/G gs /F Do",
        );
    }
    pdf.stream("/Type/XObject/Subtype/Form/BBox[0 0 200 200]", b"0 0 99 99 re f");
    pdf.page("/XObject<</F 1 0 R>>", b"/F Do")
}

fn broken_pdfs(put: &mut dyn FnMut(&'static str, bool, Vec<u8>)) {
    put("a tree of pages 200,000 deep", false, deep_tree(200_000));
    put("a tree of pages that begins again", true, tree(&["<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"]));
    put(
        "a tree of pages in a ring",
        false,
        tree(&[
            "<</Type/Pages/Count 9/Kids[3 0 R]>>",
            "<</Type/Pages/Count 9/Kids[4 0 R 4 0 R]>>",
            "<</Type/Pages/Count 9/Kids[3 0 R 3 0 R]>>",
        ]),
    );
    put("half a million pages that are one", false, many_pages(500_000));
    put(
        "more pages than there are",
        false,
        tree(&["<</Type/Pages/Count 2147483647/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]),
    );
    put("a page as large as a country", true, on_sheet("[0 0 4294967295 4294967295]"));
    put("a page as small as an atom", false, on_sheet("[0 0 0.0000001 0.0000001]"));
    put("a page without a width", false, on_sheet("[9 9 9 9]"));
    put("a page that is a thread", false, on_sheet("[0 0 1 1000000]"));
    put("a page turned inside out", false, on_sheet("[1e38 1e38 -1e38 -1e38]"));
    put("two million states kept", false, plain(&b"q ".repeat(2_000_000)));
    put("lists a million deep", true, nested("[", "]", 1_000_000));
    put("records a million deep", false, nested("<</A", ">>", 1_000_000));
    put("words a million deep", false, nested("(", ")", 1_000_000));
    put(
        "a length that is itself",
        false,
        tree(&[
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
            "<</Length 4 0 R>>stream\n0 0 9 9 re f\nendstream",
        ]),
    );
    put("a table that goes back to itself", false, b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 2/Root 1 0 R/Prev 53>>\nstartxref\n53\n%%EOF".to_vec());
    let table = "<</Type/XRef/Size 2147483647/W[1 4 2]/Index[0 2147483647]/Root 1 0 R/Filter/FlateDecode/Length 90000>>stream\n";
    let table = [
        b"%PDF-1.5\n1 0 obj\n".to_vec(),
        table.as_bytes().to_vec(),
        zeros_twice(GIGA),
        b"\nendstream endobj\nstartxref\n9\n%%EOF".to_vec(),
    ]
    .concat();
    put("a table of two thousand million", false, table);
    let sound = laughs(1, 1);
    put("half of a file", true, sound[..sound.len() / 2].to_vec());
    put("nothing after its name", false, b"%PDF-1.7\n".to_vec());
    let noise: Vec<u8> = (0..2u64 << 20).map(|n| (n.wrapping_mul(6_364_136_223_846_793_005) >> 33) as u8).collect();
    put("noise after its name", false, [b"%PDF-1.7\n".to_vec(), noise].concat());
}

fn pictures(put: &mut dyn FnMut(&'static str, bool, Media, Vec<u8>)) {
    let dots = |total| (b"IDAT", repeated(&[0], total));
    put("png of 60,000 by 60,000", true, Media::Png, png(60000, 60000, 8, 6, &[dots(1 << 20)]));
    put("png that is four gigabytes", false, Media::Png, png(16384, 16384, 16, 6, &[dots(GIGA)]));
    put("png as large as may be", false, Media::Png, png(16384, 2560, 8, 2, &[dots(16384 * 2560 * 3 + 2560)]));
    put("png of deep colours", false, Media::Png, png(16384, 2560, 16, 6, &[dots(200 << 20)]));
    put(
        "png with a profile of a gigabyte",
        true,
        Media::Png,
        png(9, 9, 8, 2, &[(b"iCCP", [b"x\0\0".to_vec(), repeated(&[0], 200 << 20)].concat()), dots(300)]),
    );
    put(
        "png with words of a gigabyte",
        false,
        Media::Png,
        png(9, 9, 8, 2, &[(b"zTXt", [b"x\0\0".to_vec(), repeated(&[0], 200 << 20)].concat()), dots(300)]),
    );
    put("png without dots", false, Media::Png, png(64, 64, 8, 2, &[]));
    put("png without a side", false, Media::Png, png(0, 64, 8, 2, &[dots(300)]));
    let half = sound(image::ImageFormat::Png);
    put("half a png", false, Media::Png, half[..half.len() / 2].to_vec());
    put("jpeg of 65,500 by 65,500", true, Media::Jpeg, jpeg_that_says(65500, 65500));
    put("jpeg larger than its dots", false, Media::Jpeg, jpeg_that_says(16000, 2600));
    put("jpeg that comes a thousand times over", false, Media::Jpeg, jpeg_of_scans(8000, 5000, 1000));
    let half = sound(image::ImageFormat::Jpeg);
    put("half a jpeg", false, Media::Jpeg, half[..half.len() / 2].to_vec());
    put("webp of 16,383 by 16,383", true, Media::Webp, riff(&[(b"VP8L", lossless(16383, 16383))]));
    put("webp that moves on a field of 16 million by 16 million", false, Media::Webp, animated(1 << 24, 1 << 24, 9));
    put("webp that moves for long", true, Media::Webp, animated(64, 48, 20_000));
    let half = sound(image::ImageFormat::WebP);
    put("half a webp", false, Media::Webp, half[..half.len() / 2].to_vec());
}
