"""``python -m tequio``: what ``./tequio`` runs once the dependencies are in place."""

import sys

from tequio.console import main

sys.exit(main())
