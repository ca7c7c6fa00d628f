"""Write the network as an ONNX graph of int8 products, built node by node.

A traced export leaves the activation and the attention as a dozen small operators each, and on one CPU thread those
take three quarters of the time (measured: int8 products 23 %). Built by hand with the runtime's fused operators the
same weights run about twice as fast. Weights are int8, one scale a column (a row for the word embeddings); activations
are quantised as they come (Jacob et al. 2018, dynamic variant).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from model import Network

Array = NDArray[np.float32]
MS = "com.microsoft"


class Builder:
    """Collects nodes and weights; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.count = 0
        self.last_axis = self.constant(np.array([-1]))
        self.epsilon = self.constant(np.array(1e-12, np.float32))

    def constant(self, value: NDArray[np.generic]) -> str:
        self.count += 1
        name = f"w{self.count}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(
        self, op: str, inputs: list[str], outputs: int = 1, domain: str = "", **attributes: object
    ) -> list[str]:
        self.count += 1
        names = [f"t{self.count}_{i}" for i in range(outputs)]
        self.nodes.append(
            helper.make_node(op, inputs, names, domain=domain, name=f"n{self.count}", **attributes)
        )
        return names

    def linear(self, x: str, weight: Array, bias: Array | None) -> str:
        """``x @ weight.T + bias`` with int8 weights, symmetric, one scale an output column."""
        w = weight.T
        scale = np.maximum(np.abs(w).max(0), 1e-8).astype(np.float32) / 127
        q = np.clip(np.rint(w / scale), -127, 127).astype(np.int8)
        inputs = [x, self.constant(q), self.constant(scale), self.constant(np.zeros(len(scale), np.int8))]
        if bias is not None:
            inputs.append(self.constant(bias))
        return self.node("DynamicQuantizeMatMul", inputs, domain=MS)[0]

    def norm(self, x: str, gamma: Array, beta: Array) -> str:
        """Layer normalisation from elementary operators.

        The runtime's own operator sums one element after another and takes five times as long (5.1 against 1.0 ns an
        element, one thread).
        """
        mean = self.node("ReduceMean", [x, self.last_axis], keepdims=1)[0]
        centred = self.node("Sub", [x, mean])[0]
        square = self.node("Mul", [centred, centred])[0]
        variance = self.node("ReduceMean", [square, self.last_axis], keepdims=1)[0]
        deviation = self.node("Sqrt", [self.node("Add", [variance, self.epsilon])[0]])[0]
        scaled = self.node("Mul", [self.node("Div", [centred, deviation])[0], self.constant(gamma)])[0]
        return self.node("Add", [scaled, self.constant(beta)])[0]


def build(network: Network, file: Path) -> None:
    """Write ``network`` to ``file``.

    Inputs: ``ids`` and ``features`` (B, L) int64, ``positions`` (L,) int64; rows of a batch have one length, since a
    padding mask would keep the runtime from its fast attention. Outputs: ``tags`` (B, L, 7), ``at`` and ``from``
    (B, L, pair), ``labels`` (B, L, 15), ``states`` (B, L, width), all float32.
    """
    w = {k: v.detach().float().numpy() for k, v in network.state_dict().items()}
    b = Builder()
    table = w["words.weight"]
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8).astype(np.float32) / 127
    rows = b.node("Gather", [b.constant(np.rint(table / scale).astype(np.int8)), "ids"])[0]
    row_scale = b.node("Gather", [b.constant(scale), "ids"])[0]
    words = b.node("Mul", [b.node("Cast", [rows], to=TensorProto.FLOAT)[0], row_scale])[0]
    positions = b.node("Gather", [b.constant(w["positions.weight"]), "positions"])[0]
    features = b.node("Gather", [b.constant(w["features.weight"]), "features"])[0]
    x = b.node("Add", [b.node("Add", [words, features])[0], positions])[0]
    x = b.norm(x, w["norm.weight"], w["norm.bias"])
    for i in range(len(network.layers)):
        p = f"layers.{i}."
        q, k, v = b.node(
            "Split", [b.linear(x, w[p + "qkv.weight"], w[p + "qkv.bias"])], 3, axis=-1, num_outputs=3
        )
        a = b.node("MultiHeadAttention", [q, k, v], domain=MS, num_heads=12)[0]
        a = b.linear(a, w[p + "out.weight"], w[p + "out.bias"])
        x = b.norm(b.node("Add", [x, a])[0], w[p + "norm1.weight"], w[p + "norm1.bias"])
        h = b.node("FastGelu", [b.linear(x, w[p + "up.weight"], w[p + "up.bias"])], domain=MS)[0]
        h = b.linear(h, w[p + "down.weight"], w[p + "down.bias"])
        x = b.norm(b.node("Add", [x, h])[0], w[p + "norm2.weight"], w[p + "norm2.bias"])
    heads = {
        "tags": (w["tags.weight"], w["tags.bias"]),
        "at": (w["seen_at.weight"], w["seen_at.bias"]),
        "from": (w["seen_from.weight"], np.zeros(len(w["seen_from.weight"]), np.float32)),
        "labels": (w["cue_labels.weight"], w["cue_labels.bias"]),
    }
    together = b.linear(
        x, np.concatenate([h[0] for h in heads.values()]), np.concatenate([h[1] for h in heads.values()])
    )
    sizes = b.constant(np.array([len(h[1]) for h in heads.values()], np.int64))
    b.nodes.append(helper.make_node("Split", [together, sizes], list(heads), axis=-1, name="heads"))
    b.nodes.append(helper.make_node("Identity", [x], ["states"], name="states"))

    def value(name: str, kind: int, shape: list[str | int]) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, kind, shape)

    graph = helper.make_graph(
        b.nodes,
        "onrecord",
        [
            value("ids", TensorProto.INT64, ["B", "L"]),
            value("features", TensorProto.INT64, ["B", "L"]),
            value("positions", TensorProto.INT64, ["L"]),
        ],
        [
            *(value(name, TensorProto.FLOAT, ["B", "L", len(bias)]) for name, (_, bias) in heads.items()),
            value("states", TensorProto.FLOAT, ["B", "L", w["norm.weight"].shape[0]]),
        ],
        b.weights,
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(MS, 1)], ir_version=9
    )
    onnx.save(model, str(file))


def read_back(folder: Path) -> dict[str, torch.Tensor]:
    """The weights in a model's files, as a network's state: what :func:`build` and the export wrote, less rounding."""
    graph = onnx.load(str(folder / "network.onnx")).graph
    constants = {w.name: numpy_helper.to_array(w) for w in graph.initializer}
    products = [n for n in graph.node if n.op_type == "DynamicQuantizeMatMul"]
    gathers = [n for n in graph.node if n.op_type == "Gather"]
    makers = {output: n for n in graph.node for output in n.output}
    norms = [n for n in graph.node if n.op_type == "Add" and n.input[1] in constants and n.input[0] in makers]
    norms = [
        n for n in norms if makers[n.input[0]].op_type == "Mul" and makers[n.input[0]].input[1] in constants
    ]

    def weight(node: onnx.NodeProto) -> Array:
        return np.asarray((constants[node.input[1]].astype(np.float32) * constants[node.input[2]]).T)

    table, scale, positions, features = (constants[n.input[0]] for n in gathers)
    state = {
        "words.weight": table.astype(np.float32) * scale,
        "positions.weight": positions,
        "features.weight": features,
    }
    places = ["norm"]
    for i in range(len(products) // 4):
        for name, node in zip(("qkv", "out", "up", "down"), products[4 * i : 4 * i + 4], strict=True):
            state[f"layers.{i}.{name}.weight"] = weight(node)
            state[f"layers.{i}.{name}.bias"] = constants[node.input[4]]
        places += [f"layers.{i}.norm1", f"layers.{i}.norm2"]
    for place, node in zip(places, norms, strict=True):
        state[f"{place}.weight"] = constants[makers[node.input[0]].input[1]]
        state[f"{place}.bias"] = constants[node.input[1]]
    heads = np.load(folder / "heads.npz", allow_pickle=False)
    pair = heads["distance"].shape[1]
    together, bias = weight(products[-1]), constants[products[-1].input[4]]
    for name, a, b in (("tags", 0, 7), ("seen_at", 7, 7 + pair), ("seen_from", 7 + pair, 7 + 2 * pair),
                       ("cue_labels", 7 + 2 * pair, len(bias))):  # fmt: skip
        state[f"{name}.weight"] = together[a:b]
        if name != "seen_from":
            state[f"{name}.bias"] = bias[a:b]
    state |= {
        "distance.weight": heads["distance"],
        "between.weight": heads["between"],
        "part.weight": heads["part_weight"],
        "part.bias": heads["part_bias"],
    }
    return {name: torch.from_numpy(np.array(value)) for name, value in state.items()}
