"""A person's hand on mouse and keyboard: does what they do, and counts it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page


@dataclass
class Hand:
    """Counts clicks and keys, and the time since it was made."""

    page: Page
    clicks: int = 0
    keys: int = 0
    started: float = field(default_factory=time.perf_counter)

    @property
    def seconds(self) -> float:
        """Since the hand was made. A browser driven by a program: no person's thinking is in it."""
        return time.perf_counter() - self.started

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def write(self, where: Locator, text: str) -> None:
        """Click into a field and type."""
        self.click(where)
        where.press_sequentially(text)
        self.keys += len(text)

    def choose_file(self, where: Locator, path: Path) -> None:
        """Choose a file in the dialog of the browser: a click to open it, one on the file, one on "open"."""
        where.set_input_files(path)
        self.clicks += 3

    def press(self, key: str, times: int = 1) -> None:
        for _time in range(times):
            self.page.keyboard.press(key)
        self.keys += times

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self.page.keyboard.type(text)
        self.keys += len(text)

    def tab_to(self, what: Locator, most: int = 300) -> None:
        """Press Tab until ``what`` has the focus. Raises ``AssertionError`` if it is never reached."""
        for _time in range(most):
            if what.evaluate("element => element === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"not reached by {most} times Tab: {what}")
