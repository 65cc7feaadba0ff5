//! Whether the data of a JPEG is all there: every scan is read to its end, and no pixel is made.
//!
//! A decoder fills up silently what is missing. The frame says how many blocks there must be (ITU-T T.81, A.2), and each
//! has to be found in the data, no more and no fewer, with no code and no brightness that cannot be.

use std::collections::BTreeMap;

use super::{
    coefficients::{Pass, can_be, first_pass, later_pass},
    huffman::{Bits, Huffman},
    markers::{next_marker, segment, tables},
};
use crate::bytes::be16;

/// Whether every block of the picture is in the data. What is coded in another way than by Huffman's codes is not looked
/// into, and taken to be.
pub(crate) fn is_whole(bytes: &[u8]) -> bool {
    let mut jpeg = Jpeg::default();
    jpeg.read(bytes).is_some()
}

/// More scans than any program writes: reading them would take time for nothing.
const MOST_SCANS: usize = 100;

#[derive(Default)]
struct Jpeg {
    frame: Option<Frame>,
    /// By class and number.
    tables: BTreeMap<u8, ([u8; 16], Vec<u8>)>,
    /// The first step of each table, which is that of brightness.
    steps: BTreeMap<u8, u16>,
    restart: u32,
    scans: usize,
}

struct Frame {
    progressive: bool,
    bits: u8,
    width: u32,
    height: u32,
    components: Vec<Component>,
}

struct Component {
    id: u8,
    across: u32,
    down: u32,
    table: u8,
    /// Blocks in a row, with those beyond the edge.
    stride: u32,
    /// Of each block, which coefficients are not 0. Empty unless it is sent in several passes.
    nonzero: Vec<u64>,
    /// Down to which bit each coefficient has been sent.
    sent: [Option<u8>; 64],
}

impl Jpeg {
    /// `None` when something is missing.
    fn read(&mut self, bytes: &[u8]) -> Option<()> {
        let mut rest = bytes.get(2..)?;
        loop {
            let (marker, after) = next_marker(rest)?;
            rest = after;
            match marker {
                0xD9 => return self.is_done().then_some(()),
                0x01 | 0xD0..=0xD8 => continue,
                // Arithmetic coding, lossless and layered pictures: no decoder of ours reads them.
                0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Some(()),
                _ => (),
            }
            let (body, behind) = segment(after)?;
            rest = behind;
            match marker {
                0xC0..=0xC2 => self.frame = Some(Frame::read(body, marker == 0xC2)?),
                0xC4 => self.read_codes(body)?,
                0xDB => self.read_steps(body),
                0xDD => self.restart = be16(body, 0)?.into(),
                0xDA => {
                    self.scans += 1;
                    if self.scans > MOST_SCANS {
                        return None;
                    }
                    rest = self.read_scan(body, rest)?;
                }
                _ => (),
            }
        }
    }

    /// B.2.4.2: class and number, how many codes of each length, values; again and again.
    fn read_codes(&mut self, mut body: &[u8]) -> Option<()> {
        while let Some((place, after)) = body.split_first() {
            let (counts, after) = after.split_first_chunk::<16>()?;
            let (values, after) =
                after.split_at_checked(counts.iter().map(|it| usize::from(*it)).sum())?;
            self.tables.insert(*place, (*counts, values.to_vec()));
            body = after;
        }
        Some(())
    }

    fn read_steps(&mut self, body: &[u8]) {
        for (number, steps) in tables(body) {
            self.steps.insert(number, steps[0]);
        }
    }

    /// Whether all of every component was sent, down to its last bit.
    fn is_done(&self) -> bool {
        let whole = |it: &Component| it.sent.iter().all(|it| *it == Some(0));
        self.frame.as_ref().is_some_and(|it| it.components.iter().all(whole))
    }

    /// B.2.3: the components and their tables, which coefficients, which bits; then the data. What follows it.
    fn read_scan<'a>(&mut self, head: &[u8], data: &'a [u8]) -> Option<&'a [u8]> {
        let frame = self.frame.as_mut()?;
        let (count, head) = head.split_first()?;
        let (chosen, head) = head.split_at_checked(usize::from(*count) * 2)?;
        let [first, last, bits, ..] = *head else { return None };
        let pass = if frame.progressive {
            Pass { first, last, above: bits >> 4, bit: bits & 15 }
        } else {
            Pass { first: 0, last: 63, above: 0, bit: 0 }
        };
        if pass.last > 63 || pass.first > pass.last || pass.bit > 13 {
            return None;
        }
        let mut parts = Vec::new();
        for choice in chosen.chunks_exact(2) {
            let at = frame.components.iter().position(|it| it.id == choice[0])?;
            let component = frame.components.get_mut(at)?;
            component.send(&pass)?;
            let codes = |class: u8, number: u8| {
                let (counts, values) = self.tables.get(&(class << 4 | number))?;
                Huffman::new(counts, values)
            };
            // A pass over the lowest coefficients alone needs no codes for the others, and the other way round.
            let needs_dc = pass.first == 0 && pass.above == 0;
            let dc = if needs_dc { Some(codes(0, choice[1] >> 4)?) } else { None };
            let ac = if pass.last > 0 { Some(codes(1, choice[1] & 15)?) } else { None };
            let step = self.steps.get(&component.table).copied().unwrap_or(1);
            parts.push(Part { at, dc, ac, step, before: 0 });
        }
        frame.scan(&pass, parts, self.restart, data)
    }
}

/// A component in a scan.
struct Part {
    at: usize,
    dc: Option<Huffman>,
    ac: Option<Huffman>,
    step: u16,
    /// The block before, on which the next one is based.
    before: i32,
}

impl Component {
    fn send(&mut self, pass: &Pass) -> Option<()> {
        for it in self.sent.get_mut(usize::from(pass.first)..=usize::from(pass.last))? {
            *it = Some(pass.bit);
        }
        Some(())
    }
}

impl Frame {
    /// B.2.2.
    fn read(body: &[u8], progressive: bool) -> Option<Self> {
        let (height, width) = (be16(body, 1)?.into(), be16(body, 3)?.into());
        let count = usize::from(*body.get(5)?);
        let parts: Vec<&[u8]> = body.get(6..)?.chunks_exact(3).take(count).collect();
        let most = |side: fn(u8) -> u8| parts.iter().map(|it| u32::from(side(it[1]))).max();
        let (across, down) = (most(|it| it >> 4)?, most(|it| it & 15)?);
        let is_sampled = |it: &&[u8]| matches!(it[1] >> 4, 1..=4) && matches!(it[1] & 15, 1..=4);
        if parts.len() < count || count > 4 || !parts.iter().all(is_sampled) {
            return None;
        }
        let (columns, rows) = (u32::div_ceil(width, 8 * across), u32::div_ceil(height, 8 * down));
        let components = parts.iter().map(|it| {
            let (across, down) = (u32::from(it[1] >> 4), u32::from(it[1] & 15));
            let stride = columns * across;
            let blocks = if progressive { stride * rows * down } else { 0 };
            Component {
                id: it[0],
                across,
                down,
                table: it[2],
                stride,
                nonzero: vec![0; usize::try_from(blocks).unwrap_or(0)],
                sent: [None; 64],
            }
        });
        let components = components.collect();
        Some(Self { progressive, bits: *body.first()?, width, height, components })
    }

    /// Columns and rows of what a scan goes through, and how many blocks of each component that has, across and down.
    fn units(&self, parts: &[Part]) -> Option<(u32, u32, bool)> {
        let most = |side: fn(&Component) -> u32| self.components.iter().map(side).max();
        let (across, down) = (most(|it| it.across)?, most(|it| it.down)?);
        if let [part] = parts {
            // Alone, a component has only blocks with something of the picture in them.
            let it = self.components.get(part.at)?;
            let columns = u32::div_ceil(u32::div_ceil(self.width * it.across, across), 8);
            let rows = u32::div_ceil(u32::div_ceil(self.height * it.down, down), 8);
            return Some((columns, rows, true));
        }
        Some((u32::div_ceil(self.width, 8 * across), u32::div_ceil(self.height, 8 * down), false))
    }

    /// Reads the data of a scan; gives what follows it.
    fn scan<'a>(
        &mut self,
        pass: &Pass,
        mut parts: Vec<Part>,
        restart: u32,
        data: &'a [u8],
    ) -> Option<&'a [u8]> {
        let (columns, rows, alone) = self.units(&parts)?;
        let mut bits = Bits::new(data);
        let (mut done, mut empty_ahead, mut next_restart) = (0_u32, 0_u32, 0_u8);
        for row in 0..rows {
            for column in 0..columns {
                if restart > 0 && done > 0 && done.is_multiple_of(restart) {
                    let (marker, rest) = next_marker(bits.end()?)?;
                    if marker != 0xD0 + next_restart || empty_ahead > 0 {
                        return None;
                    }
                    bits = Bits::new(rest);
                    next_restart = (next_restart + 1) % 8;
                    for part in &mut parts {
                        part.before = 0;
                    }
                }
                done += 1;
                for part in &mut parts {
                    let component = self.components.get_mut(part.at)?;
                    let (across, down) =
                        if alone { (1, 1) } else { (component.across, component.down) };
                    for (y, x) in (0..down).flat_map(|y| (0..across).map(move |x| (y, x))) {
                        let at = (row * down + y) * component.stride + column * across + x;
                        let mut none = 0;
                        let nonzero = match usize::try_from(at) {
                            Ok(at) if self.progressive => component.nonzero.get_mut(at)?,
                            _ => &mut none,
                        };
                        part.block(pass, self.bits, &mut bits, nonzero, &mut empty_ahead)?;
                    }
                }
            }
        }
        if empty_ahead > 0 { None } else { bits.end() }
    }
}

impl Part {
    fn block(
        &mut self,
        pass: &Pass,
        depth: u8,
        bits: &mut Bits<'_>,
        nonzero: &mut u64,
        empty_ahead: &mut u32,
    ) -> Option<()> {
        if pass.first == 0 {
            match &self.dc {
                Some(codes) => {
                    let length = bits.value(codes)?;
                    self.before = self.before.checked_add(bits.signed(length)?)?;
                    if depth == 8 && !can_be(self.before << pass.bit, self.step) {
                        return None;
                    }
                }
                None => _ = bits.take(1)?,
            }
        }
        match &self.ac {
            Some(codes) if pass.above == 0 => first_pass(pass, codes, bits, nonzero, empty_ahead),
            Some(codes) => later_pass(pass, codes, bits, nonzero, empty_ahead),
            None => Some(()),
        }
    }
}
