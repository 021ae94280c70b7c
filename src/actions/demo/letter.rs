//! A letter of a laboratory as it comes: one page of PDF, of the plainest kind.

/// One page with a heading and lines, in the letters that every PDF reader brings.
pub fn pdf(heading: &str, lines: &[&str]) -> Vec<u8> {
    let mut page = b"BT /B 16 Tf 64 760 Td (".to_vec();
    page.extend(latin(&plain(heading)));
    page.extend(b") Tj /R 11 Tf 0 -40 Td 16 TL\n");
    for line in lines {
        page.extend(b"(");
        page.extend(latin(&plain(line)));
        page.extend(b") Tj T*\n");
    }
    page.extend(b"ET 64 745 m 531 745 l S");
    let font = |name: &str| format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>").into_bytes();
    let objects = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 6 0 R/Resources<</Font<</R 4 0 R/B 5 0 R>>>>>>".to_vec(),
        font("Helvetica"),
        font("Helvetica-Bold"),
        [format!("<</Length {}>>stream\n", page.len()).into_bytes(), page, b"\nendstream".to_vec()].concat(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = String::new();
    for (i, object) in objects.iter().enumerate() {
        places += &format!("{:010} 00000 n \n", out.len());
        out.extend(format!("{} 0 obj\n", i + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let (start, n) = (out.len(), objects.len() + 1);
    let end = format!("xref\n0 {n}\n0000000000 65535 f \n{places}trailer<</Size {n}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    out.extend(end.bytes());
    out
}

/// Brackets close a text in a PDF.
fn plain(text: &str) -> String {
    text.replace(['(', ')', '\\'], "").replace('’', "'")
}

fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}
