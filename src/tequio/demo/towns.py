"""The example towns by name."""

from collections.abc import Callable

from tequio.demo.ejemplo import load as ejemplo
from tequio.demo.san_andres import load as san_andres

LOADERS: dict[str, Callable[[], None]] = {"san-andres-cholula": san_andres.load, "ejemplo": ejemplo.load}
