"""Bytes become text whose offsets hold: every code point of the file is one code point of the text.

A byte order mark is dropped. Control characters other than line feed and tab, lone surrogates and the two
noncharacters that XML forbids become a space each, so that a carriage return before a line feed is a space and no
offset moves. Bidirectional controls, joiners and emoji stay.
"""

import codecs
import re

from graph.errors import NotText

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ODD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_KNOWN = re.compile(
    r"(iso-?8859-\d+|windows-125\d|cp125\d|koi8-[ru]|shift_jis|euc-(jp|kr)|gb(k|2312|18030)|big5)", re.I
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def clean(text: str) -> str:
    """The text, as long as it was, without the characters that cannot be stored. Raises `NotText`."""
    if "\x00" in text or len(_ODD.findall(text)) > len(text) / 20:
        raise NotText("the input holds control characters as binary files do; give the article's text")
    return _UNFIT.sub(" ", text.replace("\r\n", " \n").replace("\r", "\n"))


def one_line(text: str | None, longest: int = 300) -> str | None:
    """A title or a name on one line, without control characters; None where nothing is left."""
    words = _UNFIT.sub(" ", text or "").split()
    return " ".join(words)[:longest].strip() or None


def decode(data: bytes) -> str:
    """Plain text: UTF-8, what a byte order mark says, or Windows-1252 where that reads as text. Raises `NotText`."""
    try:
        return _marked(data) or data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    foreign = sum(not c.isascii() for c in text)
    if not text or foreign > len(text) / 10 or _ODD.search(text):
        raise NotText("the input is not UTF-8 text; save it as UTF-8")
    return text


def decode_page(data: bytes, charset: str | None = None) -> str:
    """A web page: UTF-8, else the encoding that the server or the page declares, else Windows-1252."""
    try:
        return _marked(data) or data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
        name = charset or (declared[1].decode() if declared else "")
        # What is declared as Latin-1 is Windows-1252 on the web.
        usable = _KNOWN.fullmatch(name) and not re.fullmatch(r"iso-?8859-1", name, re.I)
        return data.decode(name if usable else "cp1252", errors="replace")


def _marked(data: bytes) -> str | None:
    """What a byte order mark says; raises `UnicodeDecodeError` where it does not say the truth."""
    encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)
    return data[len(encoding[0]) :].decode(encoding[1]) if encoding else None
