"""From a reading and the actual numbers to achievement, band and proof, and their roll-up."""

from __future__ import annotations
