"""One browser with one tab for all tests of the page, a new sandbox for each."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from helpdesk.sandbox.serving import Serving
from helpdesk.sandbox.town import Sandbox

from .product import Product
from .window import ARGUMENTS, CHROMIUM, SIZE, Window

_PATIENCE = 10_000
"""Milliseconds, for a machine that is busy with other tests."""


@pytest.fixture(scope="package")
def tab() -> Iterator[Page]:
    """Ends with the package: while it lives, its thread has a running event loop."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine: install it to run the tests of the sandbox's page")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        # without motion: a colour on its way to another has the contrast of neither
        page = browser.new_context(viewport=SIZE, reduced_motion="reduce").new_page()
        page.set_default_timeout(_PATIENCE)
        expect.set_options(timeout=_PATIENCE)
        yield page
        browser.close()


@pytest.fixture(scope="package")
def stopping() -> Iterator[ThreadPoolExecutor]:
    """Servers take some tenths of a second to stop; the next test need not wait for that."""
    with ThreadPoolExecutor() as executor:
        yield executor


@pytest.fixture(scope="package")
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=5) as client:
        yield client


@pytest.fixture
def window(tab: Page, client: httpx.Client, stopping: ThreadPoolExecutor) -> Iterator[Window]:
    """A window at the page, with a product behind it; at the end the browser must have had nothing to complain of."""
    sandbox = Sandbox().start()
    product = Product(sandbox)
    serving = Serving(product.asgi).start()
    sandbox.events_to = serving.url
    window = Window(sandbox, product, tab, client)
    try:
        window.open()
        yield window
    finally:
        window.leave()
        stopping.submit(sandbox.stop)
        stopping.submit(serving.stop)
    assert window.complaints == []
