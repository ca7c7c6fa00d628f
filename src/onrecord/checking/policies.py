"""House rules: which edits a desk allows, and how loud each finding is. The facts are the same for all."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from onrecord.checking.verdicts import VerdictLevel
from onrecord.errors import UsageError

__all__ = ["FINDINGS", "PRESETS", "Policy", "load_policy", "policy_toml"]

FINDINGS: Mapping[str, str] = MappingProxyType(
    {
        "verbatim": "the words as said",
        "edited": "the words as said but for edits the print declares, or fillers the policy lets go",
        "altered-critical": "a negation, number, name, modal, person or question changed",
        "altered-substantive": "a content word or a tense changed",
        "altered-minor": "a function word or an ending changed, or an edit this policy does not allow",
        "edit-hides-meaning": "an ellipsis leaves out a negation at its edge",
        "spliced": "passages from different places printed as one",
        "truncated": "the cut leaves out what governs the words",
        "misattributed": "somebody else said it",
        "second-hand": "the words stand in another mouth that attributes them",
        "attribution-unconfirmed": "the source does not tell for certain who speaks",
        "not-found": "no such passage in the sources searched",
        "uncheckable": "the sources cannot settle it",
        "too-short": "one or two words, which no source can settle",
        "source-conflict": "two sources of one event disagree",
    }
)
"""Findings that a policy gives a level, with what they mean."""

_LEVELS: Mapping[str, VerdictLevel] = MappingProxyType(
    {
        "verbatim": "ok",
        "edited": "note",
        "altered-critical": "error",
        "altered-substantive": "error",
        "altered-minor": "warning",
        "edit-hides-meaning": "warning",
        "spliced": "error",
        "truncated": "warning",
        "misattributed": "error",
        "second-hand": "note",
        "attribution-unconfirmed": "note",
        "not-found": "error",
        "uncheckable": "warning",
        "too-short": "note",
        "source-conflict": "note",
    }
)


@dataclass(frozen=True, slots=True)
class Policy:
    """What one desk allows inside quotation marks; a form that is not allowed makes ALTERED (minor).

    ``max_gap`` is the longest ellipsis in words; a longer one joins two quotations.
    """

    name: str = "default"
    fillers: bool = True
    contractions: bool = True
    informal: bool = True
    numerals: bool = True
    abbreviations: bool = True
    spelling: bool = True
    initial_case: bool = True
    brackets: bool = True
    ellipsis: bool = True
    masks: bool = True
    max_gap: int = 60
    levels: Mapping[str, VerdictLevel] = field(default_factory=lambda: _LEVELS)

    def level(self, finding: str) -> VerdictLevel:
        """The level of a finding (a key of :data:`FINDINGS`)."""
        return self.levels[finding]


def _preset(name: str, levels: Mapping[str, VerdictLevel] | None = None, **rules: Any) -> Policy:
    return Policy(name=name, levels=MappingProxyType({**_LEVELS, **(levels or {})}), **rules)


PRESETS: Mapping[str, Policy] = MappingProxyType(
    {
        "default": _preset("default"),
        # AP: never alter a quotation, slips go by ellipsis only; figures and abbreviations follow style.
        "ap": _preset(
            "ap", {"edit-hides-meaning": "error"}, fillers=False, contractions=False, spelling=False
        ),
        # NYT: every word inside the marks is the speaker's; quotations are not cleaned up.
        "nyt": _preset(
            "nyt",
            {"edit-hides-meaning": "error"},
            fillers=False,
            contractions=False,
            informal=False,
            spelling=False,
        ),
        # Academic work: the source's own spelling and figures; the first capital is free (Chicago 13.7).
        "academic": _preset(
            "academic",
            {"edit-hides-meaning": "error", "truncated": "warning"},
            fillers=False,
            contractions=False,
            informal=False,
            numerals=False,
            abbreviations=False,
            spelling=False,
        ),
        # Legal work: nothing silent, not even the first capital (Chicago 13.16).
        "legal": _preset(
            "legal",
            {
                "edit-hides-meaning": "error",
                "truncated": "error",
                "altered-minor": "error",
                "uncheckable": "error",
            },
            fillers=False,
            contractions=False,
            informal=False,
            numerals=False,
            abbreviations=False,
            spelling=False,
            initial_case=False,
        ),
        # Speech taken down by ear, where two careful listeners differ by a word.
        "spoken": _preset("spoken", {"altered-substantive": "warning", "altered-minor": "note"}),
    }
)
"""The policies that come with the tool."""

_SWITCHES = tuple(item.name for item in fields(Policy) if item.type == "bool")


def load_policy(policy: str | Path | Policy) -> Policy:
    """A policy by the name of its preset, or from a TOML file, or as it is.

    The file may name a preset to start from (``base``), set any switch of :class:`Policy`, ``max_gap``, and give
    levels in a table ``[levels]``. Raises :class:`~onrecord.errors.UsageError` with what is wrong and what is possible.
    """
    if isinstance(policy, Policy):
        return policy
    if str(policy) in PRESETS:
        return PRESETS[str(policy)]
    path = Path(policy)
    if not path.is_file():
        raise UsageError(
            f"no policy {str(policy)!r}: choose one of {', '.join(PRESETS)}, or give a TOML file"
        )
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"policy file {path} cannot be read: {error}") from error
    return _from_table(table, path)


def _from_table(table: dict[str, Any], path: Path) -> Policy:
    base_name = table.pop("base", "default")
    if base_name not in PRESETS:
        raise UsageError(f"policy file {path}: no preset {base_name!r}, choose one of {', '.join(PRESETS)}")
    base = PRESETS[base_name]
    levels: dict[str, VerdictLevel] = dict(base.levels)
    given = table.pop("levels", {})
    if not isinstance(given, dict):
        raise UsageError(f"policy file {path}: levels is a table, written [levels], not {given!r}")
    for finding, level in given.items():
        if finding not in FINDINGS:
            raise UsageError(
                f"policy file {path}: no finding {finding!r}, choose one of {', '.join(FINDINGS)}"
            )
        if level not in get_args(VerdictLevel):
            raise UsageError(
                f"policy file {path}: {finding} cannot be {level!r}, only error, warning, note or ok"
            )
        levels[finding] = level
    rules: dict[str, Any] = {"name": str(table.pop("name", path.stem))}
    for key, value in table.items():
        if (key in _SWITCHES and isinstance(value, bool)) or (
            key == "max_gap" and isinstance(value, int) and not isinstance(value, bool) and value >= 0
        ):
            rules[key] = value
        else:
            raise UsageError(
                f"policy file {path}: {key} = {value!r} is not a rule; rules are {', '.join(_SWITCHES)} "
                "(true or false) and max_gap (words)"
            )
    return replace(base, levels=MappingProxyType(levels), **rules)


_COMMENTS = {
    "fillers": '"uh", "you know" and false starts may be left out silently',
    "contractions": '"do not" may be printed "don\'t", and the reverse',
    "informal": '"gonna" may be printed "going to"',
    "numerals": 'figures and words may stand for each other: "15%" for "fifteen percent"',
    "abbreviations": '"Gov." may stand for "Governor"',
    "spelling": "British or American spelling, diacritics and compounds may follow house style",
    "initial_case": "the first letter may change case without brackets",
    "brackets": "words in [brackets] may be added or may replace a pronoun",
    "ellipsis": "an ellipsis may leave words out",
    "masks": "letters of an oath may be masked",
}


def policy_toml(policy: Policy) -> str:
    """A policy as a commented TOML file, ready to be edited."""
    lines = [
        "# House rules for checking quotations. What is not allowed is reported as a minor alteration.",
        "",
    ]
    lines.append(f'name = "{policy.name}"')
    for switch in _SWITCHES:
        lines.append(f"{switch} = {str(getattr(policy, switch)).lower()}  # {_COMMENTS[switch]}")
    lines.append(
        f"max_gap = {policy.max_gap}  # longest ellipsis in words; a longer one joins two quotations"
    )
    lines += ["", "# How loud each finding is: error, warning, note or ok.", "[levels]"]
    lines += [f'{finding} = "{policy.level(finding)}"  # {meaning}' for finding, meaning in FINDINGS.items()]
    return "\n".join(lines) + "\n"
