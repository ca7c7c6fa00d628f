"""The page in a real browser: linked by keyboard, readable in the dark, on a phone and on paper."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from onrecord.checking.reports.page import write_page
from reported import check_of

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]


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
        write_page([check_of()], stream)
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1300, "height": 800})
    page.goto(address)
    yield page
    page.close()


def in_view(page: Page, selector: str) -> bool:
    """Whether an element can be seen: in the window, and in the box that scrolls."""
    seen: bool = page.locator(selector).evaluate(
        "e => { const b = e.getBoundingClientRect(), box = e.closest('aside')?.getBoundingClientRect();"
        "return b.top >= 0 && b.top < innerHeight && (!box || (b.top >= box.top - 1 && b.top < box.bottom)) }"
    )
    return seen


def test_a_number_leads_to_its_evidence_and_back(page: Page) -> None:
    """However far down the list that is; the quotation and its evidence light up."""
    page.click("#d1-t11")
    assert page.url.endswith("#d1-q11") and in_view(page, "#d1-q11")
    assert page.locator("mark[data-s='11']").evaluate("e => getComputedStyle(e).boxShadow") != "none"
    page.click("#d1-q11 .back")
    assert page.url.endswith("#d1-t11") and in_view(page, "#d1-t11")


def test_the_keyboard_reaches_everything(page: Page) -> None:
    """Skip link, the findings to look at, the switch, the numbers in the draft, the evidence."""
    reached: list[str] = []
    for _ in range(1 + 7 + 1 + 12 + 2):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("() => document.activeElement.getAttribute('href') ?? document.activeElement.id")
        )
    assert reached[:2] == ["#checks", "#d1-q1"] and reached[8] == "d1-only"
    assert reached[9:21] == [f"#d1-q{number}" for number in range(1, 13)]


def test_what_is_as_said_can_be_hidden(page: Page) -> None:
    """A switch, without a script; a link still shows what it leads to."""
    assert page.locator("aside li[data-s]:visible").count() == 12
    page.check("#d1-only")
    assert page.locator("aside li[data-s]:visible").count() == 10
    page.click("#d1-t8")
    assert page.locator("#d1-q8").is_visible()


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
    page.click("#d1-t2")
    selectors = (
        "body .about", ".tiles .error .sign", ".tiles .warning .sign", ".tiles .note .sign", ".tiles .ok .sign",
        ".problems li", ".sources .problem", ".first .said", "mark.error", "mark.warning", "mark.note", "mark.ok",
        "mark[data-s='2']", ".number.error", ".number.ok", "#d1-t2", "#d1-q1 .level", "#d1-q5 .level", "#d1-q3 .level",
        "#d1-q7 .level", "#d1-q2 .why", "#d1-q2 del", "#d1-q2 ins", "#d1-q2 .around", "#d1-q2 .where", "#d1-q2 .facts",
    )  # fmt: skip
    found = {selector: contrast(page, selector) for selector in selectors}
    page.close()
    assert {selector: ratio for selector, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("width", [320, 700, 1400])
def test_no_width_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    """From a phone to a wide screen everything fits; on a narrow one the evidence stands below the draft."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    below = page.evaluate(
        "() => document.querySelector('aside').getBoundingClientRect().top >="
        "document.querySelector('.draft').getBoundingClientRect().bottom"
    )
    assert below == (width < 900)
    page.close()


def test_on_paper_nothing_is_cut_off(page: Page) -> None:
    """In print the list is no longer a box that scrolls, and what only a screen can use is gone."""
    page.emulate_media(media="print")
    assert page.evaluate(
        "() => [...document.querySelectorAll('aside')].every(e => e.scrollHeight <= e.clientHeight)"
    )
    assert not page.locator(".filter").is_visible() and page.locator("#d1-q12").is_visible()


def contrast(page: Page, selector: str) -> float:
    """The contrast of an element's text with the first ground behind it."""
    ink, ground = page.locator(selector).first.evaluate(
        "e => { const ink = getComputedStyle(e).color; let at = e, ground = 'rgba(0, 0, 0, 0)';"
        "while (at && /, 0\\)$/.test(ground)) { ground = getComputedStyle(at).backgroundColor; at = at.parentElement }"
        "return [ink, ground] }"
    )
    darker, lighter = sorted((luminance(ink), luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (
        value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in map(float, re.findall(r"[\d.]+", colour)[:3])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
