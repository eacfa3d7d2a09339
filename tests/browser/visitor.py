"""Somebody in front of a browser: goes to pages, fills in forms, presses buttons."""

from pathlib import Path
from typing import cast

from playwright.sync_api import ConsoleMessage, Locator, Page, Response

from tests.browser.house import House, awaited

Given = str | bool | Path | tuple[str, ...]
"""What is typed, chosen, ticked (True, or the values of several boxes) or uploaded."""

ERROR = {"ro": "Eroare:", "en": "Error:"}


class Visitor:
    """A browser of one person; ``troubles`` collects what no page may ever do."""

    def __init__(self, page: Page, house: House) -> None:
        self.page = page
        self.house = house
        self.troubles: list[str] = []
        page.set_default_timeout(20_000)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        page.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        # The answer's own status is judged by the test, and told apart below.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(f"{self.page.url}: {message.text}")

    def _on_response(self, response: Response) -> None:
        loaded = response.request.resource_type != "document"
        if response.status >= 500 or (loaded and response.status >= 400):
            self.troubles.append(f"{response.url}: {response.status}")

    @property
    def path(self) -> str:
        """Where the browser is, without the house's address."""
        return self.page.url.removeprefix(self.house.address)

    def goes(self, path: str) -> int:
        """Opens a page; answers the status it came with."""
        answer = self.page.goto(self.house.address + path)
        return answer.status if answer else 0

    def follows(self, ending: str) -> None:
        """Follows the link of the page whose address ends so."""
        self.opens(f"main a[href$='{ending}']")

    def opens(self, link: str) -> None:
        """Follows the first link that matches, and waits for the page it leads to."""
        with self.page.expect_navigation():
            self.page.locator(link).first.click()

    def fills(self, **fields: Given) -> None:
        """Answers the fields with these names."""
        for name, value in fields.items():
            self._fill(name, value)

    def _fill(self, name: str, value: Given) -> None:
        field = self.page.locator(f"main [name='{name}']:not([type='hidden'])")
        match field.first.evaluate("it => it.type"):
            case "file":
                field.set_input_files(cast(Path, value))
            case "select-one":
                field.select_option(cast(str, value))
            case "radio" | "checkbox" if value is True:
                field.check()
            case "radio" | "checkbox":
                for one in value if isinstance(value, tuple) else (value,):
                    box = f"main [name='{name}'][value='{one}']:not([type='hidden'])"
                    self.page.locator(box).check()
            case _:
                field.fill(cast(str, value))

    def ticks(self, box: Locator) -> None:
        """Ticks a box."""
        box.check()

    def button(self, to: str = "", *, name: str = "", value: str = "") -> Locator:
        """The button of the form that is sent to an address that ends so, or of the page's own."""
        form = f"main form[action$='{to}']" if to else "main form.form"
        chosen = f"[name='{name}'][value='{value}']" if name else ":not([name])"
        return self.page.locator(f"{form} button[type='submit']{chosen}").first

    def presses(self, to: str = "", *, name: str = "", value: str = "") -> None:
        """Sends a form and waits for the page that answers it."""
        with self.page.expect_navigation():
            self.button(to, name=name, value=value).click()

    def is_told_what_lacks(self) -> None:
        """The page that answers a form begins with what is wrong, in its title and its focus."""
        error = ERROR[self.page.locator("html").get_attribute("lang") or ""]
        assert self.page.title().startswith(error), self.page.title()
        assert self.page.evaluate("document.activeElement.className") == "error-summary"

    def enters(self, path: str) -> None:
        """Signs in by a one-time path, whose button is what uses it up."""
        assert self.goes(path) == 200
        self.presses()

    def sees(self, words: str) -> None:
        """The page says these words, now or after the worker has done its part."""
        awaited(lambda: self._says(words), f"“{words}” at {self.path}")

    def _says(self, words: str) -> bool:
        if words in self.text():
            return True
        self.page.reload()
        return False

    def text(self) -> str:
        """What the page says, with every space an ordinary one."""
        return self.page.locator("main").inner_text().replace("\u00a0", " ")
