"""Somebody without a mouse: reaches everything by Tab, answers and sends by keys alone."""

from pathlib import Path
from typing import cast

from playwright.sync_api import FileChooser, Locator
from playwright.sync_api import TimeoutError as TooLate

from tests.browser.visitor import Given, Visitor

FAR = 300
"""So many stops are more than any page has."""
HERE = """wanted => { const it = document.activeElement, box = it.getBoundingClientRect();
  const drawn = [it, it.closest('.choice, .task, label')].filter(Boolean).map(getComputedStyle);
  return {there: it === wanted, nowhere: it === document.body, what: it.outerHTML.slice(0, 120),
          seen: box.bottom > 0 && box.top < innerHeight
                && drawn.some(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 1)};
}"""
"""What has the focus: whether it is the wanted one, and whether it is seen to have it."""


class Typist(Visitor):
    """A visitor whose every click is a key; what has the focus can be seen at every stop."""

    def reaches(self, target: Locator) -> None:
        """Goes on by Tab until this has the focus; the page is walked round at most once."""
        wanted = target.element_handle()
        for _stop in range(FAR):
            here = wanted.evaluate(HERE)
            if not here["seen"] and not here["nowhere"]:
                self.troubles.append(f"{self.path}: the focus cannot be seen on {here['what']}")
            if here["there"]:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no Tab reaches {target} at {self.path}")

    def opens(self, link: str) -> None:
        """Follows the first link that matches, by Enter."""
        self.reaches(self.page.locator(link).first)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def presses(self, to: str = "", *, name: str = "", value: str = "") -> None:
        """Sends a form by Enter on its button."""
        self.reaches(self.button(to, name=name, value=value))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def ticks(self, box: Locator) -> None:
        """Ticks a box that is not ticked yet by the space bar."""
        self.reaches(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")

    def _chooser(self) -> FileChooser:
        """What the focused field opens by the space bar; a busy browser may miss the first."""
        try:
            with self.page.expect_file_chooser(timeout=5_000) as chooser:
                self.page.keyboard.press("Space")
        except TooLate:
            with self.page.expect_file_chooser() as chooser:
                self.page.keyboard.press("Space")
        return chooser.value

    def _fill(self, name: str, value: Given) -> None:
        field = self.page.locator(f"main [name='{name}']:not([type='hidden'])")
        match field.first.evaluate("it => it.type"):
            case "file":
                self.reaches(field)
                self._chooser().set_files(cast(Path, value))
            case "select-one":
                self.reaches(field)
                self._chooses(field, cast(str, value))
            case "checkbox":
                for one in value if isinstance(value, tuple) else (value,):
                    self.ticks(self._box(name, one))
            case "radio":
                self._turns_to(field, value[0] if isinstance(value, tuple) else value)
            case "date":
                self._dates(field, cast(str, value))
            case _:
                self.reaches(field)
                self.page.keyboard.press("ControlOrMeta+A")
                self.page.keyboard.type(cast(str, value))

    def _box(self, name: str, value: Given) -> Locator:
        which = "" if value is True else f"[value='{value}']"
        return self.page.locator(f"main [name='{name}']{which}:not([type='hidden'])").first

    def _dates(self, field: Locator, value: str) -> None:
        """Types a day as the browser's own language orders it: the day or the month first."""
        self.reaches(field)
        year, month, day = value.split("-")
        for typed in (f"{month}{day}{year}", f"{day}{month}{year}"):
            self.page.keyboard.type(typed)
            if field.input_value() == value:
                return
            self.page.keyboard.press("ArrowLeft")
            self.page.keyboard.press("ArrowLeft")
        raise AssertionError(f"{value} cannot be typed at {self.path}: {field.input_value()}")

    def _chooses(self, field: Locator, value: str) -> None:
        for _option in range(FAR):
            if field.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no key reaches {value} at {self.path}")

    def _turns_to(self, group: Locator, value: Given) -> None:
        """One stop for the whole group: the chosen one, or the first; arrows go on from it."""
        chosen = self.page.locator(f"main [name='{group.first.get_attribute('name')}']:checked")
        self.reaches(chosen.first if chosen.count() else group.first)
        self.page.keyboard.press("Space")
        for _option in range(group.count()):
            if chosen.first.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no arrow reaches {value} at {self.path}")
