"""What reading by the model came to: requests, tokens, cost, and what was refused or read locally, with the reasons."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one answer, and its cost in the currency of the endpoint or of the prices; None: not known."""

    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None


@dataclass(slots=True)
class Account:
    """Grows with every article. `failed` counts windows without a usable answer, `refused` acts, by reason."""

    requests: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    verified: int = 0
    fallen_back: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    _cost: float = 0.0
    _unpriced: int = 0

    def add(self, usage: Usage) -> None:
        self.tokens_in += usage.tokens_in
        self.tokens_out += usage.tokens_out
        self._cost += usage.cost or 0.0
        self._unpriced += usage.cost is None

    @property
    def cost(self) -> float | None:
        """Of all that was answered; None as soon as the cost of a part is not known."""
        return None if self._unpriced else round(self._cost, 6)

    def lines(self, model: str) -> Iterator[str]:
        """The summary, and a line for what went wrong."""
        cost = "" if self.cost is None else f", cost {self.cost:.4f}"
        yield (
            f"{model}: {_several(self.requests, 'request')}, {_several(self.cached, 'cached answer')}, "
            f"{_several(self.tokens_in, 'token')} in, {self.tokens_out:,} out{cost}; "
            f"{_several(self.verified, 'act')} verified, {self.refused.total():,} refused, "
            f"{_several(self.fallen_back, 'sentence')} read locally"
        )
        if self.refused:
            yield f"Refused acts: {_reasons(self.refused)}"
        if self.failed:
            yield (
                f"Without a usable answer, so read locally: {_several(self.failed.total(), 'part')} of articles: "
                f"{_reasons(self.failed)}. Loading again asks for what is missing only."
            )


def _several(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _reasons(counted: Counter[str]) -> str:
    return ", ".join(f"{reason} ({count})" for reason, count in counted.most_common(5))
