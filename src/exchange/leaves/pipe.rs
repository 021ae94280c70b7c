//! Between the two processes. In: what sort of file, from which page on, how many bytes, the bytes. Out: for each page how
//! many there are, its two sides, its dots; at the end one word. Every number that comes back is looked at before it is
//! believed.

use super::{End, Leaf, MANY, MOST, WITHIN, draw};
use crate::{
    model::attachment::{LARGEST, Media},
    platform::apart::{self, Stop},
};
use std::{
    io::{self, Read, Write},
    ops::ControlFlow,
    process::ExitCode,
};

const SORTS: [Media; 4] = [Media::Pdf, Media::Png, Media::Jpeg, Media::Webp];
const ENDS: [End; 3] = [End::Whole, End::Bad, End::TooMuch];
/// Instead of a number of pages: nothing more comes but how it ended.
const NO_MORE: u32 = 0;

/// Has the other process draw.
pub(super) fn ask(media: Media, bytes: &[u8], from: usize, stop: &Stop, hear: impl FnMut(usize, Leaf) -> ControlFlow<()>) -> End {
    if bytes.len() > LARGEST {
        return End::TooMuch;
    }
    // One of a newer version is drawn by no reader of this one.
    let Some(sort) = SORTS.iter().position(|sort| *sort == media) else { return End::Bad };
    let head: Vec<u8> = [sort, from, bytes.len()].iter().flat_map(|n| (*n as u32).to_le_bytes()).collect();
    match apart::work(stop, WITHIN, &[&head, bytes], |answer| heard(answer, hear)) {
        Ok(end) => end,
        Err(error) => {
            tracing::error!("no process could be begun for a file: {error}");
            End::Bad
        }
    }
}

/// Takes in what comes back. It ends in the middle where the other process was ended.
fn heard(answer: &mut impl Read, mut hear: impl FnMut(usize, Leaf) -> ControlFlow<()>) -> End {
    for _ in 0..=MANY {
        let Ok(of) = number(answer) else { return End::TooMuch };
        if of == NO_MORE {
            return number(answer).ok().and_then(|end| ENDS.get(end as usize).copied()).unwrap_or(End::TooMuch);
        }
        let (Ok(width), Ok(height)) = (number(answer), number(answer)) else { return End::TooMuch };
        if !Leaf::is_sound(width, height) {
            return End::Bad;
        }
        let mut dots = vec![0; 3 * width as usize * height as usize];
        if answer.read_exact(&mut dots).is_err() {
            return End::TooMuch;
        }
        if hear(of as usize, Leaf { width, height, dots }).is_break() {
            return End::Whole;
        }
    }
    End::Bad
}

fn number(from: &mut impl Read) -> io::Result<u32> {
    let mut bytes = [0; 4];
    from.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

/// In the other process: gives up what it does not need, reads, draws, is done.
pub(super) fn answer() -> ExitCode {
    if apart::confine(MOST).is_err() {
        return ExitCode::FAILURE;
    }
    match answered(&mut io::stdin().lock(), &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answered(asked: &mut impl Read, answer: &mut impl Write) -> io::Result<()> {
    let (sort, from, size) = (number(asked)?, number(asked)?, number(asked)? as usize);
    let media = SORTS.get(sort as usize).copied().ok_or(io::ErrorKind::InvalidData)?;
    if size > LARGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = vec![0; size];
    asked.read_exact(&mut bytes)?;
    let end = draw::leaves(media, bytes, from as usize, &|| false, |of, leaf| match told(answer, of, &leaf) {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(()),
    });
    let code = ENDS.iter().position(|e| *e == end).unwrap_or_default() as u32;
    answer.write_all(&[NO_MORE, code].map(u32::to_le_bytes).concat())?;
    answer.flush()
}

fn told(answer: &mut impl Write, of: usize, leaf: &Leaf) -> io::Result<()> {
    answer.write_all(&[of as u32, leaf.width, leaf.height].map(u32::to_le_bytes).concat())?;
    answer.write_all(&leaf.dots)?;
    answer.flush()
}
