//! What a step of a network does.

use super::{
    Tensor,
    attention::{self, Part},
    convolution::Convolution,
    matrix::Panels,
};

/// An operator with everything it knows beforehand.
pub(super) enum Operation {
    /// Element by element.
    Add,
    /// The second after the first, row below row.
    Append,
    /// Points of a part, by its matrix.
    CarryBack,
    /// Every output channel from every input channel.
    Convolve(Convolution, Panels),
    /// Rows and columns of a part, by its matrix.
    Cut([usize; 2]),
    /// A picture of one channel, twice as large.
    Deconvolve(Vec<f32>, f32),
    /// Every channel by itself.
    Depthwise(Convolution, Vec<f32>),
    /// Twice as large, bilinear, pixels' centres staying where they are.
    Double,
    HardSwish,
    Logistic,
    /// The largest of every 2 × 2.
    MaxPool,
    /// The mean of each channel.
    Mean,
    /// Element by element, or channel by channel with a tensor of one pixel.
    Multiply,
    /// Channels of zeros behind the others.
    PadChannels(usize),
    /// The matrix of a part.
    Part(Part),
    Prelu(Vec<f32>),
    Relu,
    Reshape([usize; 3]),
    /// Times numbers of the file, one for each or one for all.
    Scale(Vec<f32>),
}

impl Operation {
    /// Does it. `None` when there are too few inputs or their shapes do not go together.
    pub(super) fn run(&self, inputs: &[&Tensor]) -> Option<Tensor> {
        let first = *inputs.first()?;
        Some(match self {
            Self::Add => joined(first, inputs.get(1)?, |a, b| a + b)?,
            Self::Multiply => joined(first, inputs.get(1)?, |a, b| a * b)?,
            Self::Append => {
                let second = *inputs.get(1)?;
                let data = [first.data.as_slice(), &second.data].concat();
                Tensor { rows: first.rows + second.rows, data, ..*first }
            }
            Self::CarryBack => attention::carry_back(first, inputs.get(1)?)?,
            Self::Cut(size) => attention::cut(first, inputs.get(1)?, *size)?,
            Self::Part(part) => part.matrix(first),
            Self::Convolve(convolution, weights) => convolution.of_all(first, weights),
            Self::Depthwise(convolution, weights) => convolution.of_each(first, weights)?,
            Self::Deconvolve(weights, bias) => deconvolve(first, weights, *bias),
            Self::Double => double(first),
            Self::HardSwish => mapped(first, |it| it * (it + 3.0).clamp(0.0, 6.0) / 6.0),
            Self::Logistic => mapped(first, logistic),
            Self::Relu => mapped(first, |it| it.max(0.0)),
            Self::Prelu(slopes) => {
                over(first, slopes, |it, slope| if it < 0.0 { it * slope } else { it })
            }
            Self::Scale(factors) => over(first, factors, |it, by| it * by),
            Self::MaxPool => max_pool(first),
            Self::Mean => mean(first),
            Self::PadChannels(more) => {
                let channels = first.channels + more;
                let mut data = Vec::with_capacity(first.rows * first.columns * channels);
                for pixel in first.data.chunks_exact(first.channels) {
                    data.extend_from_slice(pixel);
                    data.resize(data.len() + more, 0.0);
                }
                Tensor { channels, data, ..*first }
            }
            Self::Reshape([rows, columns, channels]) => Tensor {
                rows: *rows,
                columns: *columns,
                channels: *channels,
                data: first.data.clone(),
            },
        })
    }
}

/// 1 / (1 + e⁻ˣ).
pub(crate) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

fn mapped(tensor: &Tensor, change: impl Fn(f32) -> f32) -> Tensor {
    Tensor { data: tensor.data.iter().map(|it| change(*it)).collect(), ..*tensor }
}

/// With as many numbers, or with one for each channel.
fn joined(a: &Tensor, b: &Tensor, join: impl Fn(f32, f32) -> f32) -> Option<Tensor> {
    let fits = b.data.len() == a.data.len() || b.data.len() == a.channels;
    fits.then(|| over(a, &b.data, join))
}

/// With numbers that begin anew whenever they end.
fn over(tensor: &Tensor, numbers: &[f32], join: impl Fn(f32, f32) -> f32) -> Tensor {
    let mut data = tensor.data.clone();
    for part in data.chunks_mut(numbers.len().max(1)) {
        for (it, number) in part.iter_mut().zip(numbers) {
            *it = join(*it, *number);
        }
    }
    Tensor { data, ..*tensor }
}

fn deconvolve(from: &Tensor, weights: &[f32], bias: f32) -> Tensor {
    let (rows, columns) = (from.rows * 2, from.columns * 2);
    let mut data = Vec::with_capacity(rows * columns);
    for row in 0..rows {
        for column in 0..columns {
            let weights = &weights[(row % 2 * 2 + column % 2) * from.channels..];
            let pixel = from.pixel(row / 2, column / 2);
            data.push(bias + pixel.iter().zip(weights).map(|(a, b)| a * b).sum::<f32>());
        }
    }
    Tensor { rows, columns, channels: 1, data }
}

fn double(from: &Tensor) -> Tensor {
    let (rows, columns) = (from.rows * 2, from.columns * 2);
    // An output pixel lies a quarter of an input pixel before or behind one; the other it mixes with is its neighbour.
    let neighbours = |at: usize, side: usize| {
        let near = at / 2;
        let far =
            if at.is_multiple_of(2) { near.saturating_sub(1) } else { (near + 1).min(side - 1) };
        (near, far)
    };
    let mut data = Vec::with_capacity(rows * columns * from.channels);
    for row in 0..rows {
        let (y, other_y) = neighbours(row, from.rows);
        for column in 0..columns {
            let (x, other_x) = neighbours(column, from.columns);
            let mixed = |y: usize| {
                let (near, far) = (from.pixel(y, x), from.pixel(y, other_x));
                near.iter().zip(far).map(|(near, far)| 0.75 * near + 0.25 * far)
            };
            data.extend(mixed(y).zip(mixed(other_y)).map(|(near, far)| 0.75 * near + 0.25 * far));
        }
    }
    Tensor { rows, columns, channels: from.channels, data }
}

fn max_pool(from: &Tensor) -> Tensor {
    let (rows, columns) = (from.rows / 2, from.columns / 2);
    let mut data = Vec::with_capacity(rows * columns * from.channels);
    for row in 0..rows {
        for column in 0..columns {
            let pixel = |y: usize, x: usize| from.pixel(row * 2 + y, column * 2 + x);
            let upper = pixel(0, 0).iter().zip(pixel(0, 1)).map(|(a, b)| a.max(*b));
            let lower = pixel(1, 0).iter().zip(pixel(1, 1)).map(|(a, b)| a.max(*b));
            data.extend(upper.zip(lower).map(|(a, b)| a.max(b)));
        }
    }
    Tensor { rows, columns, channels: from.channels, data }
}

fn mean(from: &Tensor) -> Tensor {
    let mut data = vec![0.0; from.channels];
    for pixel in from.data.chunks_exact(from.channels) {
        for (sum, it) in data.iter_mut().zip(pixel) {
            *sum += it;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "at most 128 × 128 pixels")]
    let pixels = (from.rows * from.columns) as f32;
    for it in &mut data {
        *it /= pixels;
    }
    Tensor { rows: 1, columns: 1, channels: from.channels, data }
}

impl Tensor {
    pub(super) fn pixel(&self, row: usize, column: usize) -> &[f32] {
        &self.data[(row * self.columns + column) * self.channels..][..self.channels]
    }
}
