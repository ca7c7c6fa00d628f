"""The examples of READMEs and docs are tests: their commands are run, their Python is executed."""

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE

from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from documented import check_console

pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE),
        CodeBlockParser(language="console", evaluator=check_console),
    ],
    patterns=["README.md", "examples/README.md", "docs/*.md"],
).pytest()
