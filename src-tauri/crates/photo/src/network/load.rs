//! From a TensorFlow Lite file (schema version 3) to a [`Network`]. Field numbers are those of `schema.fbs`.

use super::{
    Network, Node, attention::Part, convolution::Convolution, flatbuffer::Table, matrix::Panels,
    operations::Operation,
};
use crate::bytes::{le16, le32};

/// A tensor of the file: its shape, and what it holds when that is known beforehand.
struct Stored {
    shape: Vec<usize>,
    floats: Option<Vec<f32>>,
    numbers: Vec<usize>,
}

impl Network {
    /// Reads a network. `None` for a file that is damaged or asks for an operator that we do not have.
    pub(crate) fn load(file: &[u8]) -> Option<Self> {
        if file.get(4..8) != Some(b"TFL3") {
            return None;
        }
        let model = Table::root(file)?;
        let codes = model.tables(1)?;
        let names: Vec<_> = codes.iter().map(|it| it.bytes(1).unwrap_or_default()).collect();
        let codes = codes.iter().map(code).collect::<Option<Vec<_>>>()?;
        let graph = *model.tables(2)?.first()?;
        let buffers = model.tables(4)?;
        let mut stored =
            graph.tables(0)?.iter().map(|it| read(it, &buffers)).collect::<Option<Vec<_>>>()?;
        let mut nodes = Vec::new();
        for operator in graph.tables(3)? {
            let (inputs, outputs) = (operator.numbers(1)?, operator.numbers(2)?);
            let (first, output) = (*inputs.first()?, *outputs.first()?);
            let kind = operator.number(0, 0)?;
            let code = *codes.get(kind)?;
            if code == DEQUANTIZE {
                // Weights in half floats were widened when they were read.
                let wide = stored.get_mut(first)?.floats.take();
                stored.get_mut(output)?.floats = Some(wide?);
                continue;
            }
            let operation = if code == CUSTOM {
                custom(names.get(kind)?, &operator, &inputs, output, &stored)?
            } else {
                operation(code, &operator, &inputs, output, &stored)?
            };
            let inputs = inputs
                .into_iter()
                .filter(|it| stored.get(*it).is_some_and(Stored::flows))
                .collect();
            nodes.push(Node { operation, inputs, output, spent: Vec::new() });
        }
        let (input, outputs) = (*graph.numbers(1)?.first()?, graph.numbers(2)?);
        let side = match *stored.get(input)?.shape.as_slice() {
            [1, rows, columns, 3] if rows == columns => rows,
            _ => return None,
        };
        note_what_is_spent(&mut nodes, &outputs, stored.len());
        Some(Self { nodes, tensors: stored.len(), input, outputs, side })
    }
}

impl Stored {
    /// Whether it is computed, in contrast to being part of the file.
    fn flows(&self) -> bool {
        self.floats.is_none() && self.numbers.is_empty()
    }
}

/// The operator's number: the old field has 8 bits, the new one the rest.
fn code(table: &Table<'_>) -> Option<usize> {
    Some(table.number(3, 0)?.max(usize::from(table.byte(0))))
}

fn read(tensor: &Table<'_>, buffers: &[Table<'_>]) -> Option<Stored> {
    let shape = tensor.numbers(0)?;
    let data = buffers.get(tensor.number(2, 0)?)?.bytes(0)?;
    let (mut floats, mut numbers) = (None::<Vec<f32>>, Vec::new());
    if !data.is_empty() {
        match tensor.byte(1) {
            0 => {
                let all = data.chunks_exact(4).filter_map(|it| le32(it, 0));
                floats = Some(all.map(f32::from_bits).collect());
            }
            1 => {
                let all = data.chunks_exact(2).filter_map(|it| le16(it, 0));
                floats = Some(all.map(widened).collect());
            }
            2 => {
                let all = data.chunks_exact(4).filter_map(|it| le32(it, 0));
                numbers = all.map(usize::try_from).collect::<Result<_, _>>().ok()?;
            }
            _ => return None,
        }
    }
    if let Some(floats) = &floats
        && floats.len() != shape.iter().try_fold(1_usize, |all, it| all.checked_mul(*it))?
    {
        return None;
    }
    Some(Stored { shape, floats, numbers })
}

/// IEEE 754 binary16 → binary32.
fn widened(half: u16) -> f32 {
    let (sign, exponent, fraction) =
        (u32::from(half >> 15) << 31, u32::from(half >> 10 & 31), u32::from(half & 1023));
    match exponent {
        0 => {
            let tiny = f32::from(half & 1023) / 16_777_216.0;
            if sign == 0 { tiny } else { -tiny }
        }
        31 => f32::from_bits(sign | 0x7F80_0000 | fraction << 13),
        _ => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}

const DEQUANTIZE: usize = 6;
const CUSTOM: usize = 32;

fn operation(
    code: usize,
    operator: &Table<'_>,
    inputs: &[usize],
    output: usize,
    stored: &[Stored],
) -> Option<Operation> {
    let options = operator.table(4);
    let byte = |id| options.map_or(0, |it| it.byte(id));
    let number = |id, default| options.map_or(Some(default), |it| it.number(id, default));
    let tensor = |place: usize| stored.get(*inputs.get(place)?);
    let floats = |place| tensor(place)?.floats.clone();
    // No activation is fused into any operator of ours.
    let plain = |id| (byte(id) == 0).then_some(());
    let (from, to) = (&tensor(0)?.shape, &stored.get(output)?.shape);
    Some(match code {
        0 => {
            plain(0)?;
            Operation::Add
        }
        1 => {
            // Only over the whole picture.
            plain(5)?;
            (to.get(1..3)? == [1, 1]).then_some(Operation::Mean)?
        }
        2 => {
            plain(1)?;
            (number(0, 0)? == 1).then_some(Operation::Append)?
        }
        3 | 4 => {
            let is_depthwise = code == 4;
            let (multiplier, activation, dilation) =
                if is_depthwise { (number(3, 1)?, 4, 5) } else { (1, 3, 4) };
            plain(activation)?;
            let stride = number(1, 1)?;
            let once = number(dilation, 1)? == 1 && number(dilation + 1, 1)? == 1;
            if !once || multiplier != 1 || number(2, 1)? != stride || stride == 0 {
                return None;
            }
            let [outputs, rows, columns, depth] = *tensor(1)?.shape.as_slice() else {
                return None;
            };
            let convolution = Convolution {
                kernel: [rows, columns],
                stride,
                same: byte(0) == 0,
                bias: floats(2)?,
            };
            if is_depthwise {
                Operation::Depthwise(convolution, floats(1)?)
            } else {
                let panels = Panels::new(&floats(1)?, outputs, rows * columns * depth)?;
                Operation::Convolve(convolution, panels)
            }
        }
        14 => Operation::Logistic,
        17 => {
            plain(5)?;
            let halves = (1..5).all(|id| number(id, 0) == Some(2));
            halves.then_some(Operation::MaxPool)?
        }
        18 => {
            plain(0)?;
            floats(1).map_or(Operation::Multiply, Operation::Scale)
        }
        19 => Operation::Relu,
        22 => Operation::Reshape(rows_columns_channels(to)?),
        23 => {
            let doubles = from.get(1)? * 2 == *to.get(1)? && from.get(2)? * 2 == *to.get(2)?;
            (doubles && byte(2) == 0 && byte(3) != 0).then_some(Operation::Double)?
        }
        34 => match *tensor(1)?.numbers.as_slice() {
            [0, 0, 0, 0, 0, 0, 0, more] => Operation::PadChannels(more),
            _ => return None,
        },
        // A slice of everything.
        45 if from == to => Operation::Reshape(rows_columns_channels(to)?),
        54 => Operation::Prelu(floats(1)?),
        117 => Operation::HardSwish,
        _ => return None,
    })
}

/// `MediaPipe`'s own operators, by name.
fn custom(
    name: &[u8],
    operator: &Table<'_>,
    inputs: &[usize],
    output: usize,
    stored: &[Stored],
) -> Option<Operation> {
    let tensor = |place: usize| stored.get(*inputs.get(place)?);
    let floats = |place| tensor(place)?.floats.clone();
    Some(match name {
        b"Convolution2DTransposeBias" => {
            deconvolution(operator, &tensor(1)?.shape, floats(1)?, &floats(2)?)?
        }
        b"Landmarks2TransformMatrix" => match *tensor(0)?.shape.as_slice() {
            [1, points, 3] => Operation::Part(Part::read(operator.bytes(5)?, points)?),
            _ => return None,
        },
        b"TransformTensorBilinear" => match *stored.get(output)?.shape.as_slice() {
            [1, rows, columns, _] => Operation::Cut([rows, columns]),
            _ => return None,
        },
        b"TransformLandmarks" => Operation::CarryBack,
        _ => return None,
    })
}

/// Padding and strides stand in its custom options. Ours doubles the picture with a kernel of 2 × 2 and gives one channel.
fn deconvolution(
    operator: &Table<'_>,
    shape: &[usize],
    weights: Vec<f32>,
    bias: &[f32],
) -> Option<Operation> {
    let options = operator.bytes(5)?;
    let strides = [le32(options, 4)?, le32(options, 8)?];
    let fits = shape.len() == 4 && shape[..3] == [1, 2, 2] && strides == [2, 2] && bias.len() == 1;
    fits.then(|| Operation::Deconvolve(weights, bias[0]))
}

/// A shape of one picture, in three numbers.
fn rows_columns_channels(shape: &[usize]) -> Option<[usize; 3]> {
    match *shape {
        [1, rows, columns, channels] => Some([rows, columns, channels]),
        [1, rows, channels] => Some([rows, 1, channels]),
        _ => None,
    }
}

/// Memory is given back as soon as nobody reads it any more.
fn note_what_is_spent(nodes: &mut [Node], outputs: &[usize], tensors: usize) {
    let mut is_read = vec![false; tensors];
    for output in outputs {
        is_read[*output] = true;
    }
    for node in nodes.iter_mut().rev() {
        for input in &node.inputs {
            if !std::mem::replace(&mut is_read[*input], true) {
                node.spent.push(*input);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_floats_widen() {
        for (half, expected) in
            [(0x3C00, 1.0), (0xC000, -2.0), (0x0001, 5.960_464_5e-8), (0x7BFF, 65504.0), (0, 0.0)]
        {
            assert!((widened(half) - expected).abs() <= f32::EPSILON * expected.abs());
        }
        assert!(widened(0x7C00).is_infinite());
    }

    proptest! {
        #[test]
        fn any_bytes_are_refused_or_loaded(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let file = [&[16, 0, 0, 0][..], b"TFL3", &bytes].concat();
            let _ = Network::load(&file);
        }
    }
}
