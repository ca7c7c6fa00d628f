"""The page in a real browser: joined without a script, usable by keyboard, readable in the dark and on paper."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from fakes import FakeExtractor
from onrecord.documents import document_from
from onrecord.rendering import renderer_for

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]
TEXT = (
    "“We are done waiting,” said Ines Okafor. "
    + "Nothing happened for a while. " * 200
    + "“Never,” Tom Brandt said."
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "page.html"
    with path.open("w", encoding="utf-8", newline="") as stream:
        renderer = renderer_for("html", stream)
        for name in ("first.txt", "second.txt"):
            document = document_from(TEXT, path=name)
            renderer.add(document, FakeExtractor().extract(document))
        renderer.close()
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(address)
    yield page
    page.close()


def colour(page: Page, selector: str, name: str = "background-color") -> tuple[float, ...]:
    value = page.locator(selector).first.evaluate(
        f"element => getComputedStyle(element).getPropertyValue('{name}')"
    )
    return tuple(float(number) for number in re.findall(r"[\d.]+", value))


def lit(page: Page) -> set[str]:
    """What is lit up, as document, tag and role: the parts that have the colour of light."""
    light = page.evaluate(
        "() => { const e = document.createElement('i'); e.style.background = 'var(--light)'; document.body.append(e);"
        "const c = getComputedStyle(e).backgroundColor; e.remove(); return c }"
    )
    found: list[str] = page.evaluate(
        "light => [...document.querySelectorAll('[data-s]')]"
        ".filter(e => getComputedStyle(e).backgroundColor === light)"
        ".map(e => e.closest('section').id + ' ' + (e.className || e.tagName))",
        light,
    )
    return set(found)


WHOLE = {"d1 content", "d1 source", "d1 cue", "d1 number", "d1 LI"}


def test_following_a_number_lights_the_whole_statement(page: Page) -> None:
    """The entry in the list, source, cue, content and number light up, in this document only."""
    assert lit(page) == set()
    page.click("#d1-t2")
    assert page.url.endswith("#d1-s2")
    page.mouse.move(1, 1)  # the page has scrolled under the pointer
    assert lit(page) == WHOLE


def test_pointing_at_any_part_lights_all(page: Page) -> None:
    """Hovering over a source is enough."""
    page.hover("#d1 .source[data-s='1']")
    assert lit(page) == WHOLE
    page.mouse.move(1, 1)
    assert lit(page) == set()


def test_the_keyboard_reaches_everything(page: Page) -> None:
    """Tab comes to the skip link, the documents, the numbers in the text; each lights its statement."""
    reached: list[str] = []
    for _ in range(6):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.getAttribute('href')"))
    assert reached[:4] == ["#documents", "#d1", "#d2", "#d1-s1"]
    page.focus("#d1-t1")
    assert lit(page) == WHOLE
    page.keyboard.press("Enter")
    assert page.url.endswith("#d1-s1")


def test_the_list_leads_into_the_text(page: Page) -> None:
    """An entry of the list scrolls to its content, however far down that is."""
    page.click("#d1-s2 a")
    assert page.evaluate(
        "() => { const box = document.getElementById('d1-t2').getBoundingClientRect();"
        "return box.top >= 0 && box.bottom <= innerHeight }"
    )


def test_nothing_is_asked_of_the_network(browser: Browser, address: str) -> None:
    """The page loads itself and nothing else, and the console stays empty."""
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    page.close()
    assert (asked, said) == ([address], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_told_from_their_ground(browser: Browser, address: str, scheme: str) -> None:
    """Text, marks and small print keep a contrast of 4.5 to 1 (WCAG 2.2, AA), lit up or not."""
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    paper = colour(page, "body")
    assert (luminance(paper) > 0.5) == (scheme == "light")
    grounds = {
        ".about": paper, ".content": None, ".source": None, ".cue": None, "aside li .who": colour(page, "aside li"),
        "aside li .facts": colour(page, "aside li"), "aside li .how": colour(page, "aside li"),
    }  # fmt: skip
    for selector, ground in grounds.items():
        assert contrast(colour(page, selector, "color"), ground or colour(page, selector)) >= 4.5, selector
    page.click("#d1-t1")
    for selector in ("#d1 .source[data-s='1']", "#d1 .cue[data-s='1']", "#d1-s1 .facts", "#d1-s1 .who"):
        light = colour(page, "#d1-s1")
        assert contrast(colour(page, selector, "color"), light) >= 4.5, selector
    page.close()


@pytest.mark.parametrize("width", [320, 700, 1400])
def test_no_width_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    """From a phone to a wide screen everything fits."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_on_paper_nothing_is_cut_off(page: Page) -> None:
    """In print the list of statements is no longer a box that scrolls."""
    page.emulate_media(media="print")
    assert page.evaluate(
        "() => [...document.querySelectorAll('aside')].every(e => e.scrollHeight <= e.clientHeight)"
    )


def luminance(rgb: tuple[float, ...]) -> float:
    red, green, blue = (
        value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in rgb[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
