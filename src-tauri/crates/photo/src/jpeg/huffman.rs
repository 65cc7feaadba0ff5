//! The entropy-coded bits of a JPEG (ITU-T T.81, annexes C and F.2.2).

/// The bits of a scan up to the next marker, without the zeros that are stuffed behind each 0xFF.
pub(super) struct Bits<'a> {
    rest: &'a [u8],
    buffer: u64,
    count: u32,
}

impl<'a> Bits<'a> {
    pub(super) fn new(rest: &'a [u8]) -> Self {
        Self { rest, buffer: 0, count: 0 }
    }

    fn fill(&mut self) {
        // Mostly there is no 0xFF among the next four.
        if self.count <= 32
            && let Some((four, rest)) = self.rest.split_first_chunk::<4>()
            && !four.contains(&0xFF)
        {
            self.buffer = self.buffer << 32 | u64::from(u32::from_be_bytes(*four));
            self.count += 32;
            self.rest = rest;
            return;
        }
        while self.count <= 56 {
            let (byte, rest) = match self.rest {
                [0xFF, 0, rest @ ..] => (0xFF, rest),
                // A marker, or the end of the file.
                [0xFF, ..] | [] => return,
                [byte, rest @ ..] => (*byte, rest),
            };
            self.buffer = self.buffer << 8 | u64::from(byte);
            self.count += 8;
            self.rest = rest;
        }
    }

    /// The next 16 bits; behind the last one zeros.
    fn peek(&mut self) -> u32 {
        if self.count < 16 {
            self.fill();
        }
        let bits = if self.count >= 16 {
            self.buffer >> (self.count - 16)
        } else {
            self.buffer << (16 - self.count)
        };
        u32::try_from(bits & 0xFFFF).unwrap_or(0)
    }

    /// So many bits, 16 at most; `None` when there are not as many.
    pub(super) fn take(&mut self, count: u32) -> Option<u32> {
        let bits = self.peek() >> 16_u32.checked_sub(count)?;
        self.count = self.count.checked_sub(count)?;
        Some(bits)
    }

    /// A number of so many bits with its sign (F.2.2.1).
    pub(super) fn signed(&mut self, count: u32) -> Option<i32> {
        if count == 0 {
            return Some(0);
        }
        let value = self.take(count)?.cast_signed();
        Some(if value >> (count - 1) == 0 { value + 1 - (1 << count) } else { value })
    }

    /// The next value by a table.
    pub(super) fn value(&mut self, table: &Huffman) -> Option<u32> {
        let peeked = self.peek();
        let (length, value) = table.find(peeked)?;
        self.count = self.count.checked_sub(length)?;
        Some(u32::from(value))
    }

    /// What follows the data. `None` when there is more data than was asked for: only the rest of a byte is filled up,
    /// and some cameras fill up with whole bytes, all of them 0 or all 1.
    pub(super) fn end(mut self) -> Option<&'a [u8]> {
        let mut left = None;
        loop {
            self.fill();
            if self.count == 0 {
                return Some(self.rest);
            }
            let bit = self.take(1)?;
            if *left.get_or_insert(bit) != bit {
                return None;
            }
        }
    }
}

/// A table of codes.
pub(super) struct Huffman {
    /// For the first 9 bits: how long the code is and what it means; 0 for longer ones.
    quick: [(u8, u8); 512],
    /// For each length: what lies behind its last code, in 16 bits, and what to add to a code to get its place.
    longer: [(u32, i32); 16],
    values: Vec<u8>,
}

impl Huffman {
    /// Out of how many codes there are of each length, 1–16, and the values. `None` when they cannot be.
    pub(super) fn new(counts: &[u8; 16], values: &[u8]) -> Option<Self> {
        let mut it = Self { quick: [(0, 0); 512], longer: [(0, 0); 16], values: values.to_vec() };
        let (mut code, mut at) = (0_u32, 0_usize);
        for (length, count) in (1_u8..).zip(counts) {
            let spare = 16 - u32::from(length);
            let first = i32::try_from(at).ok()? - code.cast_signed();
            for _ in 0..*count {
                let value = *values.get(at)?;
                if length <= 9 {
                    let from = usize::try_from(code << (9 - length)).ok()?;
                    it.quick.get_mut(from..from + (1 << (9 - length)))?.fill((length, value));
                }
                (code, at) = (code + 1, at + 1);
            }
            if code > 1 << length {
                return None;
            }
            *it.longer.get_mut(usize::from(length) - 1)? = (code << spare, first);
            code <<= 1;
        }
        Some(it)
    }

    /// How long the code is that the 16 bits begin with, and what it means.
    fn find(&self, bits: u32) -> Option<(u32, u8)> {
        let (length, value) = *self.quick.get(usize::try_from(bits >> 7).ok()?)?;
        if length > 0 {
            return Some((length.into(), value));
        }
        let (length, (_, first)) =
            (1_u32..).zip(&self.longer).skip(9).find(|(_, (behind, _))| bits < *behind)?;
        let at = (bits >> (16 - length)).cast_signed() + first;
        Some((length, *self.values.get(usize::try_from(at).ok()?)?))
    }
}
