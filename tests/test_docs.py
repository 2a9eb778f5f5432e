"""The docs are tested: every command in them is run or parsed, every path and link exists."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import click
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main

REPO = Path(__file__).parent.parent
DOCS = [*REPO.glob("*.md"), *(REPO / "docs").glob("*.md"), REPO / "seeds" / "README.md"]
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_OURS = ("pipelines/", "assets/", "seeds/", "tests/", "docs/", "notebooks/", "benchmarks/")
COMMANDS = set(main.list_commands(click.Context(main)))  # type: ignore[attr-defined]


def blocks(path: Path, *kinds: str) -> Iterator[str]:
    for kind, text in _BLOCK.findall(path.read_text(encoding="utf-8")):
        if kind in kinds:
            yield text


def inline(path: Path) -> Iterator[str]:
    yield from _INLINE.findall(_BLOCK.sub("", path.read_text(encoding="utf-8")))


def calls() -> list[tuple[str, str]]:
    """(file, command line) of everything in the docs that calls the project."""
    found: dict[tuple[str, str], None] = {}
    for path in DOCS:
        lines = [x for b in blocks(path, "console", "bash", "sh") for x in joined(b)]
        lines += [words for words in inline(path) if is_call(words)]
        for line in lines:
            if call := ours(line):
                found[path.name, call] = None
    return list(found)


def joined(block: str) -> list[str]:
    return block.replace("\\\n", " ").splitlines()


def is_call(words: str) -> bool:
    """Inline code that is a whole command: with the program, or a command with its arguments."""
    first, _, rest = words.partition(" ")
    return first in ("launch-timeline", "make") or (first in COMMANDS and bool(rest))


def ours(line: str) -> str | None:
    """The part of a shell line that calls make, launch-timeline or a module of ours."""
    line = re.sub(r"^\$ |\s#.*$", "", line).strip().replace(".venv/bin/", "")
    line = re.sub(r"^(?:[A-Z_]+=\S+ )+", "", line)
    if line.partition(" ")[0] in COMMANDS:
        line = f"launch-timeline {line}"
    wanted = r"^(?:make|launch-timeline)\b|^python -m (?:pipelines|assets|benchmarks)\b"
    return re.split(r" (?:\||>|&&) ?", line)[0] if re.match(wanted, line) else None


def test_the_docs_have_commands() -> None:
    assert len(calls()) > 12


@pytest.mark.parametrize(("file", "call"), calls())
def test_every_command_parses(file: str, call: str, tmp_path: Path) -> None:
    program, *words = shlex.split(call)
    if program == "make":
        targets = [w for w in words if "=" not in w]
        assert set(targets) <= set(make_targets()), file
    elif program == "python":
        assert find_spec(words[1]) is not None, file
    elif words:
        parse(words, tmp_path)


def make_targets() -> list[str]:
    text = (REPO / "Makefile").read_text(encoding="utf-8")
    return re.findall(r"^([a-z][\w-]*):", text, re.MULTILINE)


def parse(words: list[str], folder: Path) -> None:
    """Parse a command as click does; placeholders and files stand for themselves in `folder`."""
    command = main.get_command(click.Context(main), words[0])  # type: ignore[attr-defined]
    assert command is not None, f"no command {words[0]}"
    if words[1:] in ([], ["..."], ["…"]):
        return
    arguments = []
    for word in words[1:]:
        if not word.startswith("-") and ("." in word or "/" in word or word.isupper()):
            place = folder / word.replace("/", "_")
            place.write_text("", encoding="utf-8")
            word = str(place)  # noqa: PLW2901 - a file that exists
        arguments.append(word)
    try:
        command.make_context(words[0], arguments)
    except click.BadParameter as error:
        assert "is a file" in error.message, error.message  # a folder was asked for


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.name)
def test_every_link_leads_to_a_file(path: Path) -> None:
    targets = _LINK.findall(path.read_text(encoding="utf-8"))
    missing = [t for t in targets if "://" not in t and not (path.parent / t).exists()]
    assert missing == []


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.name)
def test_every_path_of_ours_exists(path: Path) -> None:
    named = [w for w in inline(path) if w.startswith(_OURS) and not re.search(r"[\s<>{};]", w)]
    missing = [w for w in named if not [*REPO.glob(w.rstrip("/"))]]
    assert missing == []


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a newcomer has it: seeds/, output/ and two articles of their own."""
    folder = tmp_path_factory.mktemp("workplace")
    shutil.copytree(REPO / "seeds", folder / "seeds")
    (folder / "my-articles").mkdir()
    for article in sorted((REPO / "seeds" / "articles").glob("*.txt"))[5:7]:
        shutil.copy(article, folder / "my-articles")
    result = called("build --quiet", folder)
    assert result.exit_code == 0, result.output
    return folder


def called(line: str, folder: Path) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(main, shlex.split(line))


@pytest.mark.slow
def test_the_commands_on_your_own_texts_run(workplace: Path) -> None:
    block = next(b for b in blocks(REPO / "README.md", "console") if "my-articles" in b)
    for line in joined(block):
        call = ours(line)
        assert call is not None, line
        events = workplace / "my-output" / "launch_events.parquet"
        if "EVENT_ID" in call:
            call = call.replace("EVENT_ID", pq.read_table(events)["event_id"][0].as_py())
        result = called(call.removeprefix("launch-timeline "), workplace)
        assert result.exit_code == 0, (call, result.output)
        assert result.stdout or "build" in call


@pytest.mark.slow
def test_the_pandas_in_the_readme_runs(workplace: Path) -> None:
    """And it finds words for the launch that it asks about."""
    (block,) = blocks(REPO / "README.md", "python")
    *lines, last = block.strip().splitlines()
    code = "\n".join([*lines, f"found = {last}", "assert len(found) > 1", "print(found.columns)"])
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=workplace,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("path", [p for p in DOCS if p.name != "README.md"], ids=lambda p: p.name)
def test_python_in_the_docs_compiles(path: Path) -> None:
    for block in blocks(path, "python"):
        compile(block, path.name, "exec")
