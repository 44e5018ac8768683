"""A day as a request says it."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _spelt_out(given: Any) -> Any:
    """Raises `ValueError` for a number, which would count as seconds since 1970: `2017` is no year then."""
    if given is not None and not (isinstance(given, str) and _DAY.fullmatch(given)):
        raise ValueError("a day is written as in 2017-08-03")
    return given


Day = Annotated[date, BeforeValidator(_spelt_out)]
"""A full date of RFC 3339, section 5.6, and no other spelling."""
