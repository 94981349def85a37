"""From the rows of a file to the plan as a table, every cell as written, and back."""

from __future__ import annotations
