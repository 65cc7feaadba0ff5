"""Records what LiteRT makes of the inputs that the test takes, as text of a few kilobytes for each portrait.

    python3.11 -m venv venv && venv/bin/pip install ai-edge-litert==2.3.0 mediapipe==0.10.21
    mkdir inputs && BEISHEN_REFERENCE_INPUTS=$PWD/inputs cargo test -p beishen-photo what_the_reference_gives
    venv/bin/python record.py inputs MODELS OUT        # MODELS: src-tauri/resources/models, OUT: this folder
"""

import hashlib, pathlib, sys
import mediapipe.python as mp
import numpy as np
from ai_edge_litert.interpreter import Interpreter

inputs, models, out = map(pathlib.Path, sys.argv[1:])


def run(model, picture):
    network = Interpreter(str(models / f"{model}.tflite"), num_threads=1)
    network.allocate_tensors()
    side = network.get_input_details()[0]["shape"][1]
    network.set_tensor(network.get_input_details()[0]["index"], picture.reshape(1, side, side, 3))
    network.invoke()
    return [network.get_tensor(it["index"]).ravel() for it in network.get_output_details()]


# LiteRT alone does not know the operators of the mesh with attention: MediaPipe brings them.
GRAPH = """
    input_stream: "image"
    node { calculator: "TfLiteModelCalculator" input_side_packet: "MODEL_BLOB:file" output_side_packet: "MODEL:model" }
    node { calculator: "TfLiteCustomOpResolverCalculator" output_side_packet: "OP_RESOLVER:operators"
      options { [mediapipe.TfLiteCustomOpResolverCalculatorOptions.ext] { use_gpu: false } } }
    node { calculator: "ImageToTensorCalculator" input_stream: "IMAGE:image" output_stream: "TENSORS:in"
      options { [mediapipe.ImageToTensorCalculatorOptions.ext] {
        output_tensor_width: 192 output_tensor_height: 192 output_tensor_float_range { min: 0 max: 1 } } } }
    node { calculator: "InferenceCalculator" input_stream: "TENSORS:in" output_stream: "TENSORS:out"
      input_side_packet: "MODEL:model" input_side_packet: "OP_RESOLVER:operators"
      options { [mediapipe.InferenceCalculatorOptions.ext] { delegate { xnnpack { num_threads: 1 } } } } }
""" + 'node { calculator: "SplitTensorVectorCalculator" input_stream: "out" %s' % " ".join(
    f'output_stream: "part{it}"' for it in range(7)
) + " options { [mediapipe.SplitVectorCalculatorOptions.ext] { %s } } }" % " ".join(
    f"ranges {{ begin: {it} end: {it + 1} }}" for it in range(7)
) + "".join(
    f'node {{ calculator: "TensorsToFloatsCalculator" input_stream: "TENSORS:part{it}" output_stream: "FLOATS:out{it}" }}'
    for it in range(7)
)


def eyes(picture):
    graph, parts = mp._framework_bindings.calculator_graph.CalculatorGraph(graph_config=GRAPH), {}
    for it in range(7):
        take = lambda name, packet: parts.update({name: mp.packet_getter.get_float_list(packet)})
        graph.observe_output_stream(f"out{it}", take)
    file = (models / "face_landmark_with_attention.tflite").read_bytes()
    graph.start_run({"file": mp.packet_creator.create_string(file)})
    frame = mp._framework_bindings.image_frame
    picture = frame.ImageFrame(image_format=frame.ImageFormat.SRGB, data=picture.reshape(192, 192, 3))
    graph.add_packet_to_input_stream("image", mp.packet_creator.create_image_frame(picture).at(1))
    graph.close_all_packet_sources()
    graph.wait_until_done()
    return np.concatenate([parts[f"out{it}"] for it in range(7)])


def lines(numbers, places, digits):
    return [f"{at} " + " ".join(f"{it:.{digits}f}" for it in numbers[at:end]) for at, end in places]


for faces in sorted(inputs.glob("*.faces")):
    name = faces.stem
    read = lambda kind: (inputs / f"{name}.{kind}").read_bytes()
    floats = lambda data: np.frombuffer(data, np.uint8).astype(np.float32)
    text = ["# LiteRT 2.3.0 on one thread; how it was recorded: record.py"]
    section = lambda kind: text.append(f"{kind} {hashlib.sha256(read(kind)).hexdigest()}")

    # The surest boxes and some others, the score of each among the scores, which follow the boxes.
    section("faces")
    boxes, scores = run("face_detection_short_range", floats(read("faces")) / np.float32(127.5) - np.float32(1))
    rows = sorted({*np.argsort(scores)[-8:].tolist(), *range(0, 896, 64)})
    numbers = np.concatenate([boxes, scores])
    places = [(row * 16, row * 16 + 16) for row in rows] + [(14336 + row, 14336 + row + 1) for row in rows]
    text += lines(numbers, places, 6)

    section("mesh")
    numbers = np.concatenate(run("face_landmark", floats(read("mesh")) / np.float32(255)))
    text += lines(numbers, [(at, min(at + 18, len(numbers))) for at in range(0, len(numbers), 18)], 5)

    # Some points of the face, then all of lips and eyes.
    section("eyes")
    numbers = eyes(np.frombuffer(read("eyes"), np.uint8))
    places = [*range(0, 1404, 108), *range(1404, len(numbers), 18)]
    text += lines(numbers, [(at, min(at + 18, len(numbers))) for at in places], 4)

    # The person's outline, where a share is neither 0 nor 1, and a coarse grid of the rest.
    section("person")
    (mask,) = run("selfie_segmentation", floats(read("person")) / np.float32(255))
    outline = np.flatnonzero((mask > 0.01) & (mask < 0.99)).tolist()
    grid = [y * 256 + x for y in range(16, 256, 32) for x in range(16, 256, 32)]
    text += lines(mask, [(at, at + 1) for at in sorted({*outline[:: len(outline) // 128], *grid})], 7)
    (out / f"{name}.txt").write_text("\n".join(text) + "\n")
