"""Windows: whole paragraphs where they fit, cut after sentences where they do not, every word kept once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extraction.windows import CONTEXT, FULL, cut_windows
from onrecord.extraction.words import read_words


def test_short_paragraphs_share_a_window_and_long_ones_do_not_split_them() -> None:
    """A paragraph that does not fit beside the others starts the next window whole."""
    text = "\n\n".join(["word " * 60] * 5)
    words = read_words(text, [])
    windows = cut_windows(words, [1] * len(words), target=130)
    assert [(w.first, w.last) for w in windows] == [(0, 120), (120, 240), (240, 300)]


def test_what_a_colon_announces_stays_with_it() -> None:
    """The cue of the next paragraph stands before the colon."""
    words = read_words("word " * 59 + ":\n\n" + "word " * 60 + "\n\n" + "word " * 60, [])
    windows = cut_windows(words, [1] * len(words), target=70)
    assert [(w.first, w.last) for w in windows] == [(0, 120), (120, 180)]


def test_a_long_paragraph_is_cut_after_a_sentence_and_keeps_context() -> None:
    """The part cut off is read together with the words before it, which are not decided twice."""
    words = read_words("Ann Lind went home again today. " * 60, [])
    windows = cut_windows(words, [1] * len(words), full=100)
    assert all(words.text[words.starts[w.last - 1]] == "." for w in windows)
    assert all(0 < w.keep - w.first <= CONTEXT for w in windows[1:])


@given(
    st.lists(st.sampled_from(["a", "Bee", ".", "!", "\n\n", '"', ",", "supercalifragilistic"]), max_size=400),
    st.randoms(),
)
def test_every_word_is_kept_in_exactly_one_window(tokens: list[str], rng) -> None:  # type: ignore[no-untyped-def]
    """Windows never exceed what the model can read, and together they cover the text once."""
    words = read_words(" ".join(tokens), [])
    sizes = [rng.randint(1, 12) for _ in range(len(words))]
    windows = cut_windows(words, sizes)
    assert [i for w in windows for i in range(w.keep, w.last)] == list(range(len(words)))
    assert all(sum(sizes[w.first : w.last]) <= FULL + CONTEXT for w in windows)
