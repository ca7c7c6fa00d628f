"""A policy changes what is allowed and how loud it is, never the facts."""

import pytest

from onrecord.alignment import Source
from onrecord.checking import FINDINGS, PRESETS, Policy, load_policy, policy_toml, verify
from onrecord.errors import UsageError

SOURCE = [
    Source.of_text(
        "a",
        "We will not sell, um, the two old ferries. Governor Marsh paid 15 percent of it. We're gonna see "
        "the grey quay again. The crew slept badly. I did not say that the town could pay for it.",
        "Ada Lund",
    )
]


def outcome(quote, policy):
    verdict = verify(quote, SOURCE, "Ada Lund", policy)
    return verdict.verdict, verdict.severity, verdict.level


@pytest.mark.parametrize(
    ("quote", "policy", "expected"),
    [
        ("We will not sell the two old ferries", "default", ("VERBATIM_EDITED", None, "note")),
        ("We will not sell the two old ferries", "ap", ("ALTERED", "minor", "warning")),
        ("We won't sell, um, the two old ferries", "default", ("VERBATIM", None, "ok")),
        ("We won't sell, um, the two old ferries", "nyt", ("ALTERED", "minor", "warning")),
        ("Gov. Marsh paid 15% of it", "ap", ("VERBATIM", None, "ok")),
        ("Gov. Marsh paid 15% of it", "academic", ("ALTERED", "minor", "warning")),
        ("We're going to see the grey quay again", "ap", ("VERBATIM", None, "ok")),
        ("We're going to see the grey quay again", "nyt", ("ALTERED", "minor", "warning")),
        ("We're gonna see the gray quay again", "default", ("VERBATIM", None, "ok")),
        ("We're gonna see the gray quay again", "academic", ("ALTERED", "minor", "warning")),
        ("we're gonna see the grey quay again", "academic", ("VERBATIM", None, "ok")),
        ("we're gonna see the grey quay again", "legal", ("ALTERED", "minor", "error")),
        ("The crew slept soundly", "default", ("ALTERED", "substantive", "error")),
        ("The crew slept soundly", "spoken", ("ALTERED", "substantive", "warning")),
        ("We will ... sell, um, the two old ferries", "default", ("ALTERED", "critical", "warning")),
        ("We will ... sell, um, the two old ferries", "nyt", ("ALTERED", "critical", "error")),
    ],
)
def test_presets(quote, policy, expected):
    """Each desk's rules, on the edits they differ about."""
    assert outcome(quote, policy) == expected


@pytest.mark.parametrize("policy", sorted(PRESETS))
def test_facts_do_not_depend_on_the_policy(policy):
    """Edits, flags, evidence and attribution are the same under every policy."""
    for quote in (
        "We won't sell the two old ferries",
        "Gov. Marsh paid 15% ... of it",
        "The crew slept soundly",
    ):
        plain, strict = verify(quote, SOURCE, "Ada Lund"), verify(quote, SOURCE, "Ada Lund", policy)
        assert (plain.edits, plain.flags, plain.evidence, plain.attribution) == (
            strict.edits,
            strict.flags,
            strict.evidence,
            strict.attribution,
        )


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_toml_round_trip(tmp_path, name):
    """A preset written as a commented file and read back is the same policy."""
    path = tmp_path / "house.toml"
    path.write_text(policy_toml(PRESETS[name]), encoding="utf-8")
    assert load_policy(path) == PRESETS[name]
    assert all(f"# {meaning}" in path.read_text(encoding="utf-8") for meaning in FINDINGS.values())


def test_file_starts_from_a_preset(tmp_path):
    """A file gives only what differs from the preset it names."""
    path = tmp_path / "desk.toml"
    path.write_text(
        'base = "ap"\nmax_gap = 30\nbrackets = false\n[levels]\ntruncated = "error"\n', encoding="utf-8"
    )
    policy = load_policy(path)
    assert (policy.name, policy.fillers, policy.max_gap, policy.brackets) == ("desk", False, 30, False)
    assert policy.level("truncated") == "error" and policy.level("spliced") == "error"
    assert (
        verify("We will not sell, um, the two old [car] ferries", SOURCE, "Ada Lund", policy).severity
        == "minor"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('base = "tabloid"', "no preset 'tabloid'"),
        ("fillers = 3", "fillers = 3 is not a rule"),
        ("shouting = true", "shouting = True is not a rule"),
        ('[levels]\nspliced = "loud"', "spliced cannot be 'loud'"),
        ('[levels]\nugly = "note"', "no finding 'ugly'"),
        ("max_gap = -1", "max_gap = -1 is not a rule"),
        ("levels = 3", "levels"),
        ("=", "cannot be read"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path, text, said):
    """Every mistake in a policy file is named, with what is possible."""
    path = tmp_path / "desk.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said.replace("[", r"\[")):
        load_policy(path)


def test_an_unknown_policy_is_named():
    """A name that is neither preset nor file is refused with the presets."""
    with pytest.raises(UsageError, match="choose one of default, ap"):
        load_policy("times")


def test_a_policy_object_is_taken_as_it_is():
    """A policy made in Python needs no file."""
    policy = Policy(name="mine", max_gap=1)
    assert load_policy(policy) is policy
    assert (
        verify("We will not sell ... Governor Marsh paid 15 percent of it", SOURCE, "Ada Lund", policy).reason
        == "distant"
    )
