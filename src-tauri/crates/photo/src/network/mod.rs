//! Neural networks in TensorFlow Lite files, run in floats: the operators that our four models have, and no more.
//!
//! **Invariant:** a file that asks for anything else does not load. What has loaded runs on any picture; shapes were
//! settled when the file was made, and [`crate::Models`] takes only the files it knows by their digest.

mod attention;
mod convolution;
mod flatbuffer;
mod load;
mod matrix;
mod operations;

use operations::Operation;
pub(crate) use operations::logistic;

/// A network that takes one picture.
pub(crate) struct Network {
    nodes: Vec<Node>,
    tensors: usize,
    input: usize,
    outputs: Vec<usize>,
    /// Rows (and columns) of the picture it takes.
    pub(crate) side: usize,
}

/// One step: what is done, to which tensors, where the result goes.
struct Node {
    operation: Operation,
    inputs: Vec<usize>,
    output: usize,
    /// Tensors nobody needs after this step.
    spent: Vec<usize>,
}

/// Rows × columns × channels, the channels of a pixel side by side.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Tensor {
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) channels: usize,
    pub(crate) data: Vec<f32>,
}

impl Network {
    /// Runs the network on `side` × `side` × 3 numbers. `None` when their number is another one.
    pub(crate) fn run(&self, picture: Vec<f32>) -> Option<Vec<Tensor>> {
        if picture.len() != self.side * self.side * 3 {
            return None;
        }
        let mut tensors: Vec<Option<Tensor>> = vec![None; self.tensors];
        *tensors.get_mut(self.input)? =
            Some(Tensor { rows: self.side, columns: self.side, channels: 3, data: picture });
        for node in &self.nodes {
            let inputs: Vec<&Tensor> =
                node.inputs.iter().map(|it| tensors.get(*it)?.as_ref()).collect::<Option<_>>()?;
            let result = node.operation.run(&inputs)?;
            *tensors.get_mut(node.output)? = Some(result);
            for spent in &node.spent {
                tensors[*spent] = None;
            }
        }
        self.outputs.iter().map(|it| tensors.get_mut(*it)?.take()).collect()
    }
}
