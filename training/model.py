"""The network: a small BERT encoder, a tagger over words, and a head that reads a sentence from a cue's place.

Three outputs share the encoder's states (Devlin et al. 2019; weights of MiniLM-L6, Wang et al. 2020):

* ``tags``: begin/inside of source, cue and content, or outside, for each word piece;
* ``seen_from``/``seen_at``: two projections whose sum, through a non-linearity, scores the part that word *t*
  plays for cue *c* (source, content, neither; addressee, channel, date; a name of the speaker): selective attention
  of an additive kind
  (Bahdanau et al. 2015), cheap enough to compute outside the graph for the few cues of a window;
* ``cue_labels``: factuality and act of the relation whose cue begins at the piece, and whether it has a source.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
PARTS = ("none", "source", "content")
CIRCUMSTANCES = ("addressee", "channel", "said_on")
AROUND = (*CIRCUMSTANCES, "speaker")
"""Parts that a word may play beside the first three, each for itself; "speaker": a name, anywhere in the window, of
whoever the source is."""
ACTS = (
    "statement", "denial", "question", "promise", "demand", "apology", "admission", "accusation", "praise",
    "no-comment", "threat", "prediction",
)  # fmt: skip
STATES, SHAPES, STARTS = 5, 5, 2
DISTANCES = 64
"""Buckets of the signed distance from cue to word; see :func:`distance_bucket`."""


BETWEEN = 8
"""Sentence ends between cue and word, none to three and more, within the paragraph or not."""


def distance_bucket(d: Tensor) -> Tensor:
    """Signed word distance to one of 64 buckets: exact up to 12, then logarithmic up to 200."""
    a = d.abs().float()
    far = 12 + (torch.log(a.clamp(min=12) / 12) / torch.log(torch.tensor(200 / 12)) * 19).floor()
    b = torch.where(a <= 12, a, far.clamp(max=31)).long()
    return torch.where(d >= 0, b + 32, 32 - b).clamp(0, DISTANCES - 1)


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = self.out(a.transpose(1, 2).reshape(b, n, w))
        x = self.norm1(x + F.dropout(a, self.dropout, self.training))
        h = self.down(F.gelu(self.up(x), approximate="tanh"))
        return self.norm2(x + F.dropout(h, self.dropout, self.training))


class Network(nn.Module):
    def __init__(self, layers: int = 6, width: int = 384, pair: int = 128, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, width)
        self.positions = nn.Embedding(512, width)
        self.features = nn.Embedding(STATES * SHAPES * STARTS, width)
        nn.init.normal_(self.features.weight, std=0.02)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, 12, 4 * width, dropout) for _ in range(layers))
        self.tags = nn.Linear(width, len(TAGS))
        self.seen_at = nn.Linear(width, pair)
        self.seen_from = nn.Linear(width, pair, bias=False)
        self.distance = nn.Embedding(DISTANCES, pair)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.part = nn.Linear(pair, len(PARTS) + len(AROUND))
        self.cue_labels = nn.Linear(width, 2 + len(ACTS) + 1)
        self.between = nn.Embedding(BETWEEN, pair)
        nn.init.zeros_(self.between.weight)
        self.dropout = dropout
        self.still = 0
        """So many of the first layers, and the embeddings, do not learn."""

    def keep_still(self, count: int) -> None:
        """Let only what follows the first ``count`` layers learn."""
        self.still = count
        for part in (self.words, self.positions, self.features, self.norm, *self.layers[:count]):
            part.requires_grad_(False)

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """States (B, L, width); ``mask`` is additive, (B, 1, 1, L)."""
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.still):
            x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.features(features)
            x = F.dropout(self.norm(x), self.dropout, self.training)
            for layer in self.layers[: self.still]:
                x = layer(x, mask)
        for layer in self.layers[self.still :]:
            x = layer(x, mask)
        return x

    def parts(
        self, states: Tensor, batch: Tensor, cue_at: Tensor, words: Tensor, distance: Tensor, between: Tensor
    ) -> Tensor:
        """Scores (cues, words, 7): the part each word plays for each cue.

        ``batch`` and ``cue_at`` (cues,) give a cue's row and piece; ``words`` (B, W) the first piece of each
        word; ``distance`` (cues, W) the bucketed distance in words, ``between`` (cues, W) that in
        sentences and paragraphs.
        """
        at = self.seen_at(states)
        at = torch.gather(at, 1, words[..., None].expand(-1, -1, at.shape[-1]))
        a = at[batch]
        b = self.seen_from(states[batch, cue_at])
        h = F.gelu(a + b[:, None] + self.distance(distance) + self.between(between), approximate="tanh")
        return self.part(h)


def load_minilm(network: Network, file: Path) -> None:
    """Copy the published weights into ``network`` (the first layers of it, if it has fewer than six)."""
    w = load_file(str(file))
    network.words.weight.data.copy_(w["embeddings.word_embeddings.weight"])
    network.positions.weight.data.copy_(
        w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
    )
    network.norm.weight.data.copy_(w["embeddings.LayerNorm.weight"])
    network.norm.bias.data.copy_(w["embeddings.LayerNorm.bias"])
    for i, layer in enumerate(network.layers):
        p = f"encoder.layer.{i}."
        for kind in ("weight", "bias"):
            qkv = [w[f"{p}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
            getattr(layer.qkv, kind).data.copy_(torch.cat(qkv))
            getattr(layer.out, kind).data.copy_(w[f"{p}attention.output.dense.{kind}"])
            getattr(layer.norm1, kind).data.copy_(w[f"{p}attention.output.LayerNorm.{kind}"])
            getattr(layer.up, kind).data.copy_(w[f"{p}intermediate.dense.{kind}"])
            getattr(layer.down, kind).data.copy_(w[f"{p}output.dense.{kind}"])
            getattr(layer.norm2, kind).data.copy_(w[f"{p}output.LayerNorm.{kind}"])
