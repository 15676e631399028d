"""Campaigns: many kills, readers, poisoned inputs and scarce resources against one promise.

The last good publication stays, nothing is lost or doubled, no half of anything is seen, nothing
hangs. `make campaign` runs them in full (`LEDGER_CAMPAIGN=full`), `make test` in a short form. It
also tries every property that a test states on many more examples.
"""

import os

FULL = os.environ.get("LEDGER_CAMPAIGN") == "full"
