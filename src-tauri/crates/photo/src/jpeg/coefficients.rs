//! The numbers of a block of a JPEG, gone through and not kept (ITU-T T.81, F.2.2 and G.1.2).

use super::huffman::{Bits, Huffman};

/// Which coefficients a scan has, and which bits of them.
pub(super) struct Pass {
    pub(super) first: u8,
    pub(super) last: u8,
    /// The bit that was sent before; 0 for none.
    pub(super) above: u8,
    pub(super) bit: u8,
}

/// Whether a block can be as bright or as dark: 8 times the mean of samples from -128 to 127. Some encoders go a little
/// beyond white, and each rounds to its step.
pub(super) fn can_be(brightness: i32, step: u16) -> bool {
    let step = i64::from(step);
    (i64::from(brightness) * step).abs() <= 1500 + step
}

/// F.2.2.2 and G.1.2.2: runs of zeros, each with the number behind it; where a run of whole blocks is 0, how many are
/// still to come.
pub(super) fn first_pass(
    pass: &Pass,
    codes: &Huffman,
    bits: &mut Bits<'_>,
    nonzero: &mut u64,
    empty_ahead: &mut u32,
) -> Option<()> {
    if *empty_ahead > 0 {
        *empty_ahead -= 1;
        return Some(());
    }
    let mut at = u32::from(pass.first.max(1));
    while at <= pass.last.into() {
        let value = bits.value(codes)?;
        let (run, length) = (value >> 4, value & 15);
        if length > 0 {
            at += run;
            if at > pass.last.into() {
                return None;
            }
            bits.take(length)?;
            *nonzero |= 1 << at;
            at += 1;
        } else if run == 15 {
            at += 16;
        } else {
            *empty_ahead = (1 << run) - 1 + bits.take(run)?;
            break;
        }
    }
    Some(())
}

/// G.1.2.3: as before, with one more bit of each number that is not 0 in between.
pub(super) fn later_pass(
    pass: &Pass,
    codes: &Huffman,
    bits: &mut Bits<'_>,
    nonzero: &mut u64,
    empty_ahead: &mut u32,
) -> Option<()> {
    let mut at = u32::from(pass.first.max(1));
    let last = u32::from(pass.last);
    while *empty_ahead == 0 && at <= last {
        let value = bits.value(codes)?;
        let (mut run, length) = (value >> 4, value & 15);
        if length == 0 && run < 15 {
            *empty_ahead = (1 << run) + bits.take(run)?;
            break;
        }
        if length > 0 {
            bits.take(1)?;
        }
        while at <= last {
            if *nonzero >> at & 1 == 1 {
                bits.take(1)?;
            } else if run == 0 {
                break;
            } else {
                run -= 1;
            }
            at += 1;
        }
        if length > 0 {
            if at > last {
                return None;
            }
            *nonzero |= 1 << at;
        }
        at += 1;
    }
    if *empty_ahead > 0 {
        let known = (at..=last).filter(|it| *nonzero >> it & 1 == 1).count();
        for _ in 0..known {
            bits.take(1)?;
        }
        *empty_ahead -= 1;
    }
    Some(())
}
