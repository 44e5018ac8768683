"""Text from strangers, made safe for a terminal and for a spreadsheet.

Control characters and those that turn the direction of writing are shown as `\\u202e`.
"""

import re

TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = "\u00ad\u2028\u2029\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff"
_UNSAFE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{TURNING}{_UNSEEN}]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_lines(text: str) -> str:
    """Text for a terminal; line feeds and tabs stay."""
    return _UNSAFE.sub(code, text)


def code(found: re.Match[str]) -> str:
    """The character by its number, as JSON and Turtle write it."""
    number = ord(found[0])
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def spreadsheet_cell(value: object) -> object:
    """A value for CSV: a text that a spreadsheet would take for a formula gets an apostrophe."""
    if not isinstance(value, str):
        return value
    return safe_lines(f"'{value}" if value.startswith(_FORMULA) else value)
