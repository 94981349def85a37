"""Data entry of what is measured, and of the rows of the plan that it hangs on."""

from __future__ import annotations

from targets.admin import conditions, doubts, measures, methods, periods, readings, rows, values

__all__ = ["conditions", "doubts", "measures", "methods", "periods", "readings", "rows", "values"]
