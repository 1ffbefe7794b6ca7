"""Plain text is taken to the character or refused with a sentence that helps."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.errors import NotUnderstood
from amana.intake.formats import adapters, media_type_of, recognise, unread
from amana.intake.plain import PlainText
from amana.model import Problem
from amana.protocols import Taken

ARABIC = "قالت الممرضة إن المستشفى بلا ماء منذ ثلاثة أيام.\r\n"


def take(data: bytes, encoding: str | None = None) -> Taken | Problem:
    (one,) = PlainText(encoding).take(data, "a.txt")
    return one


def text_of(data: bytes, encoding: str | None = None) -> str:
    taken = take(data, encoding)
    assert isinstance(taken, Taken), taken
    return taken.text


def problem_of(data: bytes, encoding: str | None = None) -> Problem:
    problem = take(data, encoding)
    assert isinstance(problem, Problem)
    assert problem.where == "a.txt"
    assert problem.do
    return problem


@settings(max_examples=150)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_a_text_comes_out_as_it_went_in(text: str) -> None:
    if not text.strip() or text.startswith("\ufeff"):
        return
    assert text_of(text.encode()) == text
    assert text_of(b"\xef\xbb\xbf" + text.encode()) == text
    assert text_of(b"\xff\xfe" + text.encode("utf-16-le")) == text
    assert text_of(b"\xfe\xff" + text.encode("utf-16-be")) == text


@pytest.mark.parametrize(
    "text",
    ["a\r\nb\rc\nd\u2028e", "cafe\u0301 and caf\u00e9", "\ufeff twice marked", "مُحَمَّد\u200fـ\ufefb"],
)
def test_nothing_is_translated_or_normalised(text: str) -> None:
    assert text_of(b"\xef\xbb\xbf" + text.encode()) == text


@pytest.mark.parametrize("data", [b"", b"\n \r\n\t", b"\xef\xbb\xbf"])
def test_a_file_without_text_is_a_problem(data: bytes) -> None:
    problem_of(data)


@pytest.mark.parametrize(
    "data",
    [
        b"report\x00of bytes",
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(1, 200)),
        "two\x00".encode("utf-16"),
    ],
)
def test_bytes_that_are_no_text_are_a_problem(data: bytes) -> None:
    assert "no text" in problem_of(data).what


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ARABIC.encode("windows-1256"), "windows-1256"),
        (ARABIC.encode("iso8859-6"), "iso8859-6"),
        ("Un café près du marché, déjà fermé.".encode("latin-1"), "windows-1252"),
        (ARABIC.encode("utf-16-le"), "utf-16-le"),
        (b"Plain words in wide letters.".decode().encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_another_encoding_is_named_and_read_when_said(data: bytes, encoding: str) -> None:
    problem = problem_of(data)
    assert encoding in problem.what.replace("UTF-16", "utf-16-le utf-16-be")
    assert f"--encoding {encoding}" in problem.do
    assert text_of(data, encoding).encode(encoding) == data


def test_damaged_utf8_is_not_taken_for_another_encoding() -> None:
    data = ARABIC.encode() * 3
    assert "damaged" in problem_of(data[:-4]).what
    assert "byte 4" in problem_of(data[:5] + data[6:]).what


def test_the_named_encoding_stands_in_the_extractors_name() -> None:
    assert PlainText("cp1256").NAME == PlainText("windows-1256").NAME == "text/windows-1256"
    assert PlainText().NAME == "text"
    assert "as said" in problem_of("عند".encode(), "ascii").what


@pytest.mark.parametrize("name", ["windows-1255x", "rot13", "hex", "", "\0"])
def test_an_unknown_encoding_is_not_understood(name: str) -> None:
    with pytest.raises(NotUnderstood):
        PlainText(name)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "application/pdf"),
        (b"\x00\x00\x00\x20ftypisom", "video/mp4"),
    ],
)
def test_content_decides_whatever_the_name_says(head: bytes, kind: str) -> None:
    assert media_type_of(head, "report.txt") == kind
    assert recognise(head, "report.txt", adapters()) is None
    problem = unread(head, "report.txt")
    assert problem is not None
    assert kind in problem.what


@pytest.mark.parametrize("name", ["a.json", "in/a.CSV", "a.jsonl"])
def test_tables_and_records_are_no_reports(name: str) -> None:
    assert recognise(b'{"a": 1}', name, adapters()) is None
    assert recognise(b'{"a": 1}', name, adapters("utf-8")) is not None
    problem = unread(b'{"a": 1}', name)
    assert problem is not None
    assert "a table or a record" in problem.what


def test_text_is_recognised_under_any_name() -> None:
    for head in (b"words", ARABIC.encode(), b"\xff\xfeh\0i\0", ARABIC.encode("windows-1256")):
        adapter = recognise(head, "noname.bin", adapters())
        assert adapter is not None
        assert adapter.NAME == "text"
        assert media_type_of(head, "report.txt") == "text/plain"
