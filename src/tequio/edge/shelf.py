"""Kept pages, in the memory of one process: bounded in bytes, the least used go first."""

import threading
from collections import OrderedDict

from tequio.edge.page import Page


class Shelf:
    """A least-recently-used cache bounded by the bytes that its pages take."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity  # bytes
        self.weight = 0  # bytes
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, address: str) -> Page | None:
        """The page kept under *address*, which becomes the last to go."""
        with self._lock:
            page = self._pages.get(address)
            if page is not None:
                self._pages.move_to_end(address)
            return page

    def put(self, address: str, page: Page) -> None:
        """Keep *page* in place of an older one, dropping what was asked for longest ago until there is room."""
        with self._lock:
            self._remove(address)
            if page.weight > self.capacity:
                return
            self._pages[address] = page
            self.weight += page.weight
            while self.weight > self.capacity:
                self._remove(next(iter(self._pages)))

    def _remove(self, address: str) -> None:
        gone = self._pages.pop(address, None)
        if gone is not None:
            self.weight -= gone.weight
