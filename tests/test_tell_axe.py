"""Every kind of page through axe-core in a real browser: no violation, in four settings."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from amana.tell.dossier import pages
from neighbours import beside

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--remote-debugging-pipe", "about:blank",
)  # fmt: skip
#: the browser looks for its two pipes at descriptors 3 and 4
START = """import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])"""
#: runs axe on what a browser shows, and says what is wrong with which element
ASK = """axe.run(document, {resultTypes: ["violations"]}).then(found => JSON.stringify(
  found.violations.map(one => one.id + ": " + one.help + " " + one.nodes[0].html)))"""
#: elements that reach over the window, and targets smaller than 24 px that are not in a sentence
MEASURE = """JSON.stringify({
  wide: [...document.querySelectorAll("body *")].filter(e => {
    const box = e.getBoundingClientRect(), off = e.closest(".off, .skip");
    return !off && box.width && (box.right > innerWidth + 1 || box.left < -1);
  }).map(e => e.outerHTML.slice(0, 120)),
  small: [...document.querySelectorAll("nav a, summary, input, .twin a")].filter(e =>
    e.getBoundingClientRect().height < 24).map(e => e.outerHTML.slice(0, 120)),
})"""
#: milliseconds until the first words of a page are on the screen
FIRST = """new Promise(done => {
  const look = () => {
    const [first] = performance.getEntriesByName("first-contentful-paint");
    first ? done(first.startTime) : setTimeout(look, 20);
  };
  look();
})"""


@dataclass
class Browser:
    """A browser spoken to through two pipes: Chrome DevTools Protocol, messages end with NUL."""

    write: int
    read: int
    session: str | None = None
    said: int = 0
    rest: bytes = b""

    def ask(self, method: str, **params: Any) -> Any:
        self.said += 1
        message = {"id": self.said, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write, json.dumps(message).encode() + b"\0")
        return self.hear(lambda one: one.get("id") == self.said)["result"]

    def hear(self, wanted: Any) -> Any:
        while True:
            while b"\0" not in self.rest:
                heard = os.read(self.read, 1 << 20)
                assert heard, "the browser has gone"
                self.rest += heard
            one, _, self.rest = self.rest.partition(b"\0")
            if wanted(message := json.loads(one)):
                return message

    def open(self, page: Path) -> None:
        self.ask("Page.navigate", url=page.as_uri())
        self.hear(lambda one: one.get("method") == "Page.loadEventFired")

    def value(self, script: str) -> Any:
        found = self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def look(self, scheme: str, width: int) -> None:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", features=features)
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900,
                 deviceScaleFactor=1, mobile=width < 500)  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no chromium is installed: pages cannot be looked at")
    theirs, write = os.pipe()
    read, other = os.pipe()
    profile = tmp_path_factory.mktemp("profile")
    start = [sys.executable, "-c", START, str(theirs), str(other), found]
    process = subprocess.Popen(
        [*start, f"--user-data-dir={profile}", *FLAGS],
        pass_fds=(theirs, other),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    os.close(other)
    try:
        browser = Browser(write=write, read=read)
        target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        browser.session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        browser.ask("Page.enable")
        yield browser
    finally:
        process.terminate()
        process.wait(10)
        os.close(write)
        os.close(read)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    told, descent, pictures = map(
        beside, ("test_tell_dossier", "test_tell_descent", "test_tell_pictures")
    )
    dossier = pictures.with_pictures(descent.with_circle(descent.with_growth(told.siege())))
    folder = tmp_path_factory.mktemp("dossier")
    for name, content in pages(dossier, outside_id=told.outside).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


BOOKS = ("index", "timeline", "claims", "standing", "people", "pictures", "reports", "method",
         "problems")  # fmt: skip
SETTINGS = [(lang, scheme, width) for lang in ("", ".ar") for scheme in ("light", "dark")
            for width in (360, 1280)]  # fmt: skip
FEW = {("", "light", 1280), (".ar", "dark", 360)}


def wrongs(browser: Browser, page: Path) -> list[str]:
    browser.open(page)
    browser.value("document.querySelectorAll('details').forEach(one => one.open = true)")
    axe = pytest.importorskip("axe_core_python.base", reason="axe-core-python is not installed")
    browser.value(axe.AXE_SCRIPT + "; true")
    found: list[str] = json.loads(browser.value(ASK))
    measured = json.loads(browser.value(MEASURE))
    return [*found, *(f"{what}: {one}" for what in measured for one in measured[what])]


@pytest.mark.parametrize(
    ("lang", "scheme", "width"),
    [pytest.param(*one, marks=() if one in FEW else pytest.mark.long) for one in SETTINGS],
)
def test_axe_finds_nothing(
    browser: Browser, folder: Path, lang: str, scheme: str, width: int
) -> None:
    browser.look(scheme, width)
    found = {book: wrongs(browser, folder / f"{book}{lang}.html") for book in BOOKS}
    assert not {book: wrong for book, wrong in found.items() if wrong}


def test_pages_show_and_fetch_nothing_else(browser: Browser, folder: Path) -> None:
    """The policy of the pages lets their own sheet and pictures through, and nothing else."""
    browser.look("light", 1280)
    browser.open(folder / "pictures.html")
    assert browser.value("getComputedStyle(document.body).marginTop") == "0px"
    assert browser.value("document.styleSheets.length") == 1
    browser.value("document.querySelectorAll('img').forEach(one => one.loading = 'eager')")
    shown = "Promise.all([...document.images].map(one => one.decode())).then(() => 'shown')"
    assert browser.value(shown) == "shown"
    grey = "getComputedStyle(document.images[0]).filter"
    assert browser.value(grey) == "grayscale(1)"
    browser.value("document.querySelector('.shown input').click()")
    assert browser.value(grey) == "none"
    blocked = """new Promise(done => {
      addEventListener("securitypolicyviolation", event => done(event.effectiveDirective));
      const one = document.createElement("script");
      one.textContent = "document.title = 'run'";
      document.body.append(one);
    })"""
    assert browser.value(blocked).startswith("script-src")


@pytest.mark.long
def test_a_page_as_large_as_they_get_is_seen_within_a_second(
    browser: Browser, folder: Path, tmp_path: Path
) -> None:
    page = (folder / "timeline.html").read_text("utf-8")
    start, end = page.index("<article"), page.rindex("</article>") + len("</article>")
    large = tmp_path / "large.html"
    many = page[start:end] * (300_000 // (end - start))
    large.write_text(page[:start] + many + page[end:], "utf-8")
    shutil.copy(folder / "style.css", tmp_path / "style.css")
    browser.look("light", 1280)
    browser.open(large)
    assert browser.value(FIRST) < 1_000
