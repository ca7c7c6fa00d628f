"""What the docs give people to copy into their builds can be parsed, and calls the command as it is."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from onrecord.cli import cli

REPOSITORY = Path(__file__).parents[1]
PAGE = (REPOSITORY / "docs" / "checking-in-ci.md").read_text("utf-8")
BLOCKS = [
    yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
]
HOOKS = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION = yaml.safe_load((REPOSITORY / "docs" / "hooks" / "action.yml").read_text("utf-8"))


def strings(value: Any) -> list[str]:
    """Every string of a parsed file."""
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


def calls() -> list[str]:
    """Every call of ``onrecord check`` in the page, the hook and the action."""
    lines = [line.strip() for text in strings([BLOCKS, HOOKS, ACTION]) for line in text.splitlines()]
    lines += re.findall(r"^onrecord check .*$", PAGE, re.MULTILINE)
    return [line for line in lines if line.startswith("onrecord check")]


def test_the_hook_is_the_one_that_the_page_uses() -> None:
    """Its id, and what pre-commit demands of a hook."""
    (hook,) = HOOKS
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["entry"] == "onrecord check" and hook["language"] == "python"
    used = [
        one["id"] for block in BLOCKS if "repos" in block for repo in block["repos"] for one in repo["hooks"]
    ]
    assert used == [hook["id"], hook["id"]]


def test_the_workflow_uploads_what_it_wrote() -> None:
    """It may write security events, and uploads after a failure too."""
    (workflow,) = [block for block in BLOCKS if "jobs" in block]
    assert set(workflow) == {"name", True, "permissions", "jobs"}  # YAML 1.1 reads the key `on` as true
    assert workflow["permissions"]["security-events"] == "write"
    *_, check, upload = workflow["jobs"]["check"]["steps"]
    written = shlex.split(check["run"])[-1]
    assert (
        upload["with"]["sarif_file"] == written and written in upload["if"] and "cancelled()" in upload["if"]
    )


def test_the_action_gives_its_inputs_as_variables() -> None:
    """An input put into a script as text could be a command."""
    assert ACTION["runs"]["using"] == "composite"
    for step in ACTION["runs"]["steps"]:
        assert "run" not in step or ("shell" in step and "${{" not in step["run"])
    used = set(re.findall(r"inputs\.([\w-]+)", "\n".join(strings(ACTION))))
    assert used == set(ACTION["inputs"])


def test_gitlab_keeps_the_report_of_a_failed_job() -> None:
    """The report is an artifact whatever the exit code."""
    (block,) = [block["quotations"] for block in BLOCKS if "quotations" in block]
    assert block["artifacts"]["when"] == "always"
    assert block["artifacts"]["reports"]["junit"] == shlex.split(block["script"][-1])[-1]


def parsed(words: list[str]) -> dict[str, Any]:
    """What the command makes of its words; fails where it takes no such option."""
    context: click.Context = cli.commands["check"].make_context("check", list(words))
    return context.params


@pytest.mark.parametrize("call", [call for call in calls() if "sources" in call and "drafts" in call])
def test_every_call_is_one_that_the_command_takes(call: str) -> None:
    """Its options exist, and its drafts and sources are what they are meant to be."""
    params = parsed(shlex.split(call)[2:])
    assert params["against"] == ("sources",) and params["drafts"][0].startswith("drafts/")


def test_hooks_take_the_files_that_are_put_behind_them() -> None:
    """pre-commit appends the changed files to the entry and its arguments: they are drafts, not sources."""
    for block in BLOCKS:
        for repo in block.get("repos", ()):
            for hook in repo["hooks"]:
                words = [*shlex.split(hook.get("entry", HOOKS[0]["entry"])), *hook.get("args", ())]
                params = parsed([*words[2:], "drafts/a.md", "drafts/b.md"])
                assert params["against"] == ("sources",)
                assert params["drafts"] == ("drafts/a.md", "drafts/b.md")


def test_the_action_calls_the_command_as_it_is() -> None:
    """With every option that it offers as an input."""
    call = shlex.split(ACTION["runs"]["steps"][-1]["run"])
    filled = [word.replace("$FAIL_ON", "error").replace("$POLICY", "ap") for word in call[2:]]
    params = parsed(filled)
    assert params["against"] == ("$AGAINST",) and params["drafts"] == ("$DRAFTS",)
    assert (params["format_"], params["policy_"], params["fail_on"]) == ("sarif", "ap", "error")
