"""Every usable answer is kept, one file each, by the hash of what was asked: what was read once is not paid for twice.

A file is complete before it has its name; one that cannot be read counts as missing.
"""

import hashlib
import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

_log = logging.getLogger("whowhom.llm")


class Answers:
    """The answers that lie in one folder, which only its owner may open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, request: Mapping[str, Any]) -> str | None:
        """The text of the answer to that request, or None."""
        try:
            told = json.loads(self._path(request).read_text(encoding="utf-8"))
            content = told["content"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return content if isinstance(content, str) else None

    def keep(self, request: Mapping[str, Any], content: str) -> None:
        """Keep the answer; where the disk refuses that, reading goes on without."""
        path = self._path(request)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False) as file:
                json.dump({"model": request["model"], "content": content}, file)
            os.replace(file.name, path)
        except OSError as error:
            _log.warning("an answer cannot be kept: %s", error)

    def _path(self, request: Mapping[str, Any]) -> Path:
        asked = json.dumps(request, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
        key = hashlib.sha256(asked).hexdigest()
        return self._folder / key[:2] / f"{key}.json"
