"""The two units that everything knows by one name."""

from __future__ import annotations

PERCENT = "%"
RUPIAH = "Rp"
