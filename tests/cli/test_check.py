"""``onrecord check`` as an editor or a script meets it; the model is not the point here."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.checking import PRESETS, load_policy
from onrecord.cli import cli

pytestmark = pytest.mark.usefixtures("fake_extractor")

TALK = (
    "ADA LUND: We rowed home at dusk, and we did not stop at the island. The harbour was full of ice.\n\n"
    "PAVEL MOE: The pier is 40 yards long, and I built it.\n"
)
RIGHT = "“We rowed home at dusk,” said Ada Lund.\n"
WRONG = "“We did stop at the island,” said Ada Lund.\n"
MINOR = "“We rowed home at dusk, and we did not stop at an island,” said Ada Lund.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a source and drafts, and the place to work in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources").mkdir()
    for name, text in (
        ("sources/talk.txt", TALK),
        ("right.md", RIGHT),
        ("wrong.md", WRONG),
        ("minor.md", MINOR),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["check", *map(str, arguments)], input=stdin)


@pytest.mark.usefixtures("desk")
def test_exit_codes() -> None:
    """0 clean, 1 findings at or above --fail-on, which is error unless told otherwise."""
    assert run("right.md", "--against", "sources").exit_code == 0
    assert run("wrong.md", "--against", "sources").exit_code == 1
    assert run("minor.md", "--against", "sources").exit_code == 0
    assert run("minor.md", "--against", "sources", "--fail-on", "warning").exit_code == 1
    assert run("wrong.md", "--against", "sources", "--fail-on", "never").exit_code == 0


@pytest.mark.usefixtures("desk")
def test_text_is_the_rule_and_a_name_tells_the_format() -> None:
    """The report goes to standard output, or to a file whose suffix says how."""
    assert "✓ VERBATIM · line 1 · Ada Lund" in run("right.md", "--against", "sources").stdout
    for name, begins in (
        ("a.json", "{"),
        ("a.html", "<!"),
        ("a.sarif", "{"),
        ("a.xml", "<?xml"),
        ("a.txt", "right"),
    ):
        result = run("right.md", "--against", "sources", "-o", name)
        assert (result.exit_code, result.stdout) == (0, "")
        assert Path(name).read_text("utf-8").lower().startswith(begins)


@pytest.mark.usefixtures("desk")
def test_json_is_the_contract() -> None:
    """One draft, one object."""
    value = json.loads(run("wrong.md", "--against", "sources", "--format", "json").stdout)
    assert (value["draft"], value["policy"], value["quotes"][0]["rule"]) == ("wrong.md", "default", "OR001")


@pytest.mark.usefixtures("desk")
def test_against_takes_what_the_shell_expands() -> None:
    """Every path after --against is a source, up to the next option; the option may come again."""
    Path("sources/more.txt").write_text("PAVEL MOE: Nothing to add to that.\n", "utf-8")
    for arguments in (
        ["right.md", "--against", "sources/more.txt", "sources/talk.txt", "--format", "json"],
        ["right.md", "--against", "sources/more.txt", "--against", "sources/talk.txt", "--format", "json"],
        ["--format", "json", "right.md", "--against=sources/more.txt", "--against=sources/talk.txt"],
    ):
        found = json.loads(run(*arguments).stdout)["sources"]
        assert [one["path"] for one in found] == ["sources/more.txt", "sources/talk.txt"]


@pytest.mark.usefixtures("desk")
def test_several_drafts_at_once() -> None:
    """Each is checked; one without quotations costs a line and nothing else."""
    Path("plain.md").write_text("Nothing was said.\n", "utf-8")
    result = run("right.md", "wrong.md", "plain.md", "--against", "sources", "--format", "json")
    assert result.exit_code == 1
    assert [one["coverage"]["quotes"] for one in json.loads(result.stdout)] == [1, 1, 0]
    assert result.stderr == "onrecord: plain.md: no quotations found\n"


@pytest.mark.usefixtures("desk")
def test_standard_input_may_be_the_draft_or_a_source() -> None:
    """- stands for it, once."""
    assert run("-", "--against", "sources", stdin=WRONG.encode()).exit_code == 1
    assert run("right.md", "--against", "-", stdin=TALK.encode()).exit_code == 0
    assert run("-", "--against", "-", stdin=b"x").exit_code == 2


@pytest.mark.usefixtures("desk")
def test_one_quotation() -> None:
    """--quote with --speaker gives the same report with one quotation, and loads no model."""
    result = run(
        "--quote",
        "The pier is 40 yards long",
        "--speaker",
        "Ada Lund",
        "--against",
        "sources",
        "--format",
        "json",
    )
    value = json.loads(result.stdout)
    assert result.exit_code == 1 and value["draft"] is None
    assert (value["quotes"][0]["verdict"], value["quotes"][0]["speaker"]) == ("MISATTRIBUTED", "Ada Lund")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("quote", "words"),
    [("reckless", "too few"), ("?!", "holds no words"), ("row " * 20_001, "20,000 words")],
)
def test_a_run_that_checked_nothing_is_no_pass(quote: str, words: str) -> None:
    """Exit code 2, one line, and the report still says why."""
    result = run("--quote", quote, "--against", "sources")
    assert result.exit_code == 2 and words in " ".join(result.stdout.split())
    assert "nothing was checked" in result.stderr


@pytest.mark.usefixtures("desk")
def test_a_draft_without_quotations_is_no_pass() -> None:
    """Nothing to check is said, and is not exit code 0."""
    Path("plain.md").write_text("Nothing was said.\n", "utf-8")
    result = run("plain.md", "--against", "sources")
    assert result.exit_code == 2 and "no quotations were found" in result.stderr


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (300 << 20))


def web_of_links(path: Path) -> None:
    path.write_text("<html><body><nav><a href=/a>Home</a><a href=/b>News</a></nav></body></html>", "utf-8")


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("empty.txt", lambda path: path.write_bytes(b""), "is empty"),
        ("noise.txt", lambda path: path.write_bytes(bytes(range(32)) * 9), "is binary"),
        ("nav.html", web_of_links, "nothing but menus"),
        ("old.doc", lambda path: path.write_bytes(b"x"), "save it as"),
        (
            "locked.docx",
            lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600)),
            "without a password",
        ),
        ("bomb.docx", bomb, "bomb.docx: "),
        ("missing.txt", lambda path: None, "no such file"),
    ],
)
def test_a_source_that_cannot_be_read(desk: Path, name: str, make: object, reason: str) -> None:
    """One line that says what and why, a place in the report, and exit code 2 though the rest went on."""
    make(desk / name)  # type: ignore[operator]
    result = run("right.md", "--against", "sources", name, "--format", "json")
    value = json.loads(result.stdout)
    (line,) = result.stderr.splitlines()
    assert result.exit_code == 2 and reason in line
    assert value["sources"][1]["problem"] and value["sources"][1]["sha256"] is None
    assert value["quotes"][0]["verdict"] == "VERBATIM"


@pytest.mark.usefixtures("desk")
def test_a_draft_that_cannot_be_read_costs_a_line_and_the_rest_goes_on() -> None:
    """Exit code 2: not everything that was asked for was checked."""
    result = run("nowhere.md", "right.md", "--against", "sources", "--format", "json")
    assert result.exit_code == 2 and result.stderr == "onrecord: nowhere.md: no such file\n"
    assert json.loads(result.stdout)["draft"] == "right.md"


@pytest.mark.usefixtures("desk")
def test_a_draft_among_the_sources_is_no_source() -> None:
    """Checking a folder's draft against the folder must not find each quotation in the draft itself."""
    result = run("wrong.md", "--against", ".", "--format", "json")
    value = json.loads(result.stdout)
    assert "wrong.md" not in [one["path"] for one in value["sources"]]
    assert "is a draft, not searched" in result.stderr
    Path("copy.md").write_text(WRONG, "utf-8")
    copied = json.loads(run("wrong.md", "--against", "copy.md", "sources", "--format", "json").stdout)
    assert copied["sources"][0]["problem"] == "is the draft itself, no evidence for it"
    assert copied["quotes"][0]["verdict"] == "ALTERED"


@pytest.mark.usefixtures("desk")
def test_excerpts_and_foreign_sources_are_told() -> None:
    """They are read, and the report says what they cannot show; a foreign draft is checked without speakers."""
    Path("excerpt.txt").write_text("---\ncomplete: false\n---\nADA LUND: The rest is not free.\n", "utf-8")
    Path("ru.txt").write_text(
        "Мы не закроем гавань никогда, сказал мэр города на собрании жителей.\n", "utf-8"
    )
    Path("lost.md").write_text("“We will sell the lighthouse by spring,” said Ada Lund.", "utf-8")
    for name in ("excerpt.txt", "ru.txt"):
        result = run("lost.md", "--against", name)
        assert result.exit_code == 2 and "UNCHECKABLE" in result.stdout
    assert "onrecord: ru.txt: is not in English" in run("lost.md", "--against", "ru.txt").stderr
    assert run("lost.md", "--against", "ru.txt", "-q").stderr.count("\n") == 1
    result = run("ru.txt", "--against", "sources")
    assert result.exit_code == 2 and "checked without speakers" in result.stderr


@pytest.mark.usefixtures("desk")
def test_policies() -> None:
    """A preset by its name, or a file; levels change, and with them the exit code."""
    assert run("minor.md", "--against", "sources", "--policy", "legal").exit_code == 1
    Path("house.toml").write_text('base = "ap"\n[levels]\naltered-critical = "note"\n', "utf-8")
    result = run("wrong.md", "--against", "sources", "--policy", "house.toml")
    assert result.exit_code == 0 and "policy: house" in result.stdout


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_a_policy_is_printed_as_a_file_that_says_the_same(name: str, tmp_path: Path) -> None:
    """``onrecord policy`` writes commented TOML; read back it is the policy."""
    result = CliRunner().invoke(cli, ["policy", name])
    path = tmp_path / f"{name}.toml"
    path.write_text(result.stdout, "utf-8")
    assert result.exit_code == 0 and "# How loud" in result.stdout
    assert load_policy(path) == load_policy(name)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["right.md"], "--against"),
        (["--against", "sources"], "no draft"),
        (["right.md", "--quote", "x", "--against", "sources"], "not both"),
        (["right.md", "--speaker", "Lund", "--against", "sources"], "goes with --quote"),
        (["right.md", "--against", "sources", "--policy", "nobody"], "choose one of"),
        (["right.md", "--against", "sources", "--published", "soon"], "YYYY-MM-DD"),
        (["right.md", "--against", "sources", "--encoding", "klingon"], "klingon"),
    ],
)
def test_calls_that_make_no_sense(arguments: list[str], words: str) -> None:
    """One clear line, exit code 2, no report."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "") and words in result.stderr


@pytest.mark.usefixtures("desk")
def test_a_ledger_is_a_source_and_its_statements_are_secondary() -> None:
    """Words that only a report has are told so; a statement on the ledger is no second place of its words."""
    Path("report.txt").write_text("“Nobody stops at the island in winter” said Ada Lund.\n", "utf-8")
    Path("draft.md").write_text("“Nobody stops at the island in winter” said Ada Lund.\n", "utf-8")
    added = CliRunner().invoke(cli, ["add", "report.txt", "--ledger", "book.db"])
    assert added.exit_code == 0
    result = run("draft.md", "--ledger", "book.db", "--format", "json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    (quote,) = found["quotes"]
    assert quote["wording"] == "VERBATIM" and quote["places"] == 1
    assert "secondary_source" in quote["flags"] and quote["attribution"]["reason"] == "article"
    assert [source["path"] for source in found["sources"]] == ["report.txt", "book.db: 1 statements"]


@pytest.mark.usefixtures("desk")
def test_a_ledger_that_is_none_is_told_in_one_line() -> None:
    """Exit code 2 and no traceback; without any source the call is wrong."""
    for arguments in (
        ("right.md", "--ledger", "none.db"),
        ("right.md", "--ledger", "right.md"),
        ("right.md",),
    ):
        result = run(*arguments)
        assert result.exit_code == 2 and "Traceback" not in result.output


@pytest.mark.usefixtures("desk")
def test_a_ledger_and_files_are_searched_together() -> None:
    """--ledger without a name is the ledger of this folder."""
    assert CliRunner().invoke(cli, ["add", "right.md"]).exit_code == 0
    result = run("wrong.md", "--against", "sources", "--ledger")
    assert result.exit_code == 1 and "ALTERED" in result.stdout
