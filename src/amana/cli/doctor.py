"""amana doctor: what is there, what is missing, and how to get it."""

import os
import platform
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

import click

from amana.cli import output
from amana.cli.options import json_option, verb
from amana.flow.desk import config_folder

PATIENCE_S = 10  #: seconds that a tool has to say its version
NOT_CHECKABLE_WITHOUT = 4  #: exit code when something needed is missing

#: optional programs: the names they go by, how to ask their version, what for, how to get them
TOOLS = (
    (("exiftool",), "-ver", "metadata of pictures and videos", "package libimage-exiftool-perl"),
    (("ffmpeg",), "-version", "frames of videos and sound", "package ffmpeg"),
    (("tesseract",), "--version", "text in pictures", "packages tesseract-ocr tesseract-ocr-ara"),
    (
        ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge"),
        "--version",
        "saving pages, printing to PDF",
        "package chromium, or any browser of its family",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that was looked for."""

    what: str
    found: bool
    version: str | None
    needed: bool
    use: str
    get: str | None  #: how to get it, where it is missing


@verb("doctor", "amana doctor")
@json_option
def command(*, as_json: bool) -> int:
    """Say which libraries and tools are there, and how to get what is missing.

    The tools are never needed: without them some kinds of files are kept but not read.
    """
    missing = 0
    for one in look():
        missing += one.needed and not one.found
        if as_json:
            output.value_line(one)
            continue
        mark = "there  " if one.found else ("MISSING" if one.needed else "absent ")
        click.echo(f"{mark}  {one.what:<22} {one.version or '':<24} {one.use}")
        if one.get:
            click.echo(f"         get it: {one.get}")
    return NOT_CHECKABLE_WITHOUT if missing else 0


def look() -> Iterator[Found]:
    """Yield everything that amana needs or can use."""
    yield _there("Python", platform.python_version(), "3.11 to 3.13 is needed")
    yield _there("SQLite", sqlite3.sqlite_version, "the index", "with FTS5", found=_has_fts5())
    for name in _libraries():
        yield _library(name)
    for names, ask, use, get in TOOLS:
        yield _tool(names, ask, use, get)
    yield _arabic_ocr()
    yield _arabic_fonts()
    folder = config_folder(os.environ)
    parent = next(path for path in (folder, *folder.parents) if path.exists())
    writable = os.access(parent, os.W_OK)
    get = f"give yourself the right to write {parent}, or set AMANA_CONFIG"
    yield _there("configuration folder", str(folder), "private keys", get, found=writable)


def _there(
    what: str, version: str, use: str, get: str | None = None, *, found: bool = True
) -> Found:
    get = None if found else get
    return Found(what=what, found=found, version=version, needed=True, use=use, get=get)


def _has_fts5() -> bool:
    with sqlite3.connect(":memory:") as base:
        options = {name for (name,) in base.execute("PRAGMA compile_options")}
    base.close()
    return "ENABLE_FTS5" in options


def _libraries() -> list[str]:
    wanted = (line for line in metadata.requires("amana") or () if "extra ==" not in line)
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in wanted]


def _library(name: str) -> Found:
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        version = None
    get = None if version else f"pip install {name}"
    return Found(
        what=name, found=bool(version), version=version, needed=True, use="library", get=get
    )


def _tool(names: tuple[str, ...], ask: str, use: str, get: str) -> Found:
    path = next((found for name in names if (found := shutil.which(name))), None)
    version = _said(path, ask) if path else None
    first = version.splitlines()[0][:24] if version else None
    return Found(
        what=names[0],
        found=path is not None,
        version=first,
        needed=False,
        use=use,
        get=None if path else get,
    )


def _arabic_ocr() -> Found:
    path = shutil.which("tesseract")
    there = path is not None and "ara" in _said(path, "--list-langs").split()
    return Found(
        what="tesseract, Arabic",
        found=there,
        version=None,
        needed=False,
        use="Arabic text in pictures",
        get=None if there else "package tesseract-ocr-ara",
    )


def _arabic_fonts() -> Found:
    path = shutil.which("fc-list")
    fonts = _said(path, ":lang=ar", "family").splitlines() if path else []
    there = bool(fonts) or platform.system() in {"Windows", "Darwin"}  # these bring theirs
    return Found(
        what="Arabic fonts",
        found=there,
        version=f"{len(fonts)} families" if fonts else None,
        needed=False,
        use="the dossier on paper",
        get=None if there else "package fonts-noto-core",
    )


def _said(*arguments: str) -> str:
    try:
        done = subprocess.run(
            arguments, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout or done.stderr
