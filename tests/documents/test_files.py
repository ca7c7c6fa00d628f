"""Which files a path means, and what reading one gives."""

import hashlib
import io
import os
from pathlib import Path

import pytest

from onrecord.documents import Document, Problem, find_files, read_document, read_documents
from onrecord.errors import InputError


def names(found: list[Path | Problem], root: Path) -> list[str]:
    return [str(item.relative_to(root)) if isinstance(item, Path) else str(item) for item in found]


def test_a_folder_is_its_texts_in_order(tmp_path: Path) -> None:
    """Texts of all formats of the folder and below, sorted; hidden ones, sidecars and other files are left out."""
    for name in (
        "b.txt",
        "a.md",
        "sub/c.MARKDOWN",
        ".hidden.txt",
        ".git/d.txt",
        "e.HTML",
        "f.png",
        "a.md.meta.json",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", "utf-8")
    assert names(list(find_files([tmp_path])), tmp_path) == ["a.md", "b.txt", "e.HTML", "sub/c.MARKDOWN"]


def test_each_file_comes_once(tmp_path: Path) -> None:
    """A file that is named twice, or named and in a folder, is read once."""
    path = tmp_path / "a.txt"
    path.write_text("x", "utf-8")
    assert list(find_files([path, tmp_path, str(path)])) == [path]


def test_a_folder_without_texts_is_a_problem(tmp_path: Path) -> None:
    """The problem names the folder and what was looked for."""
    (problem,) = find_files([tmp_path])
    assert str(problem).startswith(f"{tmp_path}: no texts in this folder (.txt, .text, .md, ")


def test_folders_that_link_in_a_circle_end(tmp_path: Path) -> None:
    """Links to folders are not followed."""
    (tmp_path / "a.txt").write_text("x", "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert names(list(find_files([tmp_path])), tmp_path) == ["a.txt"]


def test_a_document_is_its_file(tmp_path: Path) -> None:
    """The text is the decoded file, newlines and all; the id is the digest of its UTF-8."""
    text = "“Ça va,” she said.\r\n\r\nEnd 🌉"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    document = read_document(path)
    assert document.text == text
    assert document.id == "sha256:" + hashlib.sha256(text.encode()).hexdigest()
    assert (document.path, document.encoding, document.body) == (str(path), "utf-8", (0, len(text)))


def test_standard_input_is_a_document_too() -> None:
    """``-`` reads the stream that is given."""
    document = read_document("-", stdin=io.BytesIO("“Oui.”".encode("cp1252")), encoding="cp1252")
    assert (document.text, document.path) == ("“Oui.”", "-")


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    """Missing files, folders, devices and formats that are not read each have their own clause."""
    (tmp_path / "book.epub").write_bytes(b"PK\x03\x04")
    (tmp_path / "a.txt").write_bytes(b"\x00")
    for path, reason in {
        tmp_path / "none.txt": "no such file",
        tmp_path: "is a folder",
        Path(os.devnull): "is not a file",
        tmp_path / "book.epub": "is an EPUB book by its name; save it as docx, PDF or plain text",
        tmp_path / "a.txt": "binary",
        tmp_path / "a.txt" / "b.txt": "cannot be read",
        tmp_path / ("n" * 300): "cannot be read",
        Path("nul\x00name"): "no such file",
    }.items():
        with pytest.raises(InputError, match=reason):
            read_document(path)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user"
)
def test_a_forbidden_file_says_so(tmp_path: Path) -> None:
    """A file without the right to read is named with the system's reason."""
    path = tmp_path / "secret.txt"
    path.write_text("x", "utf-8")
    path.chmod(0)
    with pytest.raises(InputError, match="Permission denied"):
        read_document(path)


def test_a_forbidden_file_is_an_input_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever the system refuses becomes one clause with its reason."""
    path = tmp_path / "secret.txt"
    path.write_text("x", "utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match=r"cannot be read \(Permission denied\)"):
        read_document(path)


def test_an_input_past_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The limit is said, so that the user knows what to do."""
    monkeypatch.setattr("onrecord.documents.contents.MAX_BYTES", 1_000_000)
    path = tmp_path / "big.txt"
    path.write_bytes(b"word " * 200_001)
    with pytest.raises(InputError, match="over 1 MB"):
        read_document(path)


def test_a_file_name_that_is_no_utf_8_can_be_printed(tmp_path: Path) -> None:
    """The path in the document can be encoded, whatever the file is called."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_text("x", "utf-8")
    except OSError:
        pytest.skip("this file system allows UTF-8 names only")
    assert read_document(path).path == f"{tmp_path}/caf\ufffd.txt"


def test_a_record_that_is_none_has_a_line() -> None:
    """The line stands with the name of the file, so that an editor finds it."""
    assert str(Problem("posts.jsonl", "is not JSON", 17)) == "posts.jsonl, line 17: is not JSON"


def test_one_document_is_asked_for_where_there_are_many(tmp_path: Path) -> None:
    """`read_document` does not choose one of several."""
    path = tmp_path / "posts.jsonl"
    path.write_text('{"text": "One."}\n{"text": "Two."}\n', "utf-8")
    with pytest.raises(InputError, match="holds several documents"):
        read_document(path)
    assert [document.text for document in read_documents(path) if isinstance(document, Document)] == [
        "One.",
        "Two.",
    ]


def test_a_sidecar_wins_over_a_file_but_not_over_each_record_in_it(tmp_path: Path) -> None:
    """What stands beside a file of many documents is said of all of them, and each may know better."""
    (tmp_path / "one.json").write_text('{"title": "Own", "text": "Words."}', "utf-8")
    (tmp_path / "many.jsonl").write_text('{"title": "Own", "text": "Words."}\n{"text": "More."}\n', "utf-8")
    for name in ("one.json", "many.jsonl"):
        (tmp_path / f"{name}.meta.json").write_text('{"title": "Beside", "outlet": "The Anchor"}', "utf-8")
    known = [
        [(item.title, item.outlet) for item in read_documents(tmp_path / name) if isinstance(item, Document)]
        for name in ("one.json", "many.jsonl")
    ]
    assert known == [[("Beside", "The Anchor")], [("Own", "The Anchor"), ("Beside", "The Anchor")]]


def test_the_digest_of_the_file_is_kept(tmp_path: Path) -> None:
    """The id is that of the text; the file's own digest stands beside it, and differs where a mark goes."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfWords.")
    document = read_document(path)
    assert document.file_id == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.id == "sha256:" + hashlib.sha256(b"Words.").hexdigest()


def test_a_disk_that_fails_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error amid a file ends that file with one line."""
    path = tmp_path / "a.txt"
    path.write_text("x", "utf-8")

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("onrecord.documents.files.contents_of", fail)
    assert [str(item) for item in read_documents(path)] == [f"{path}: cannot be read (Input/output error)"]
