"""A small page about an entity for a frame of another application: no script, nothing from outside, all escaped."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape

from fastapi.responses import HTMLResponse

from api.reconcile.answers import type_
from graph.queries.actors import Held, Known

_STYLE = (
    "body{font:14px/1.4 sans-serif;margin:12px;color:#222}h1{font-size:17px;margin:0}p{margin:2px 0 8px;color:#555}"
    "dt{font-weight:bold;margin-top:6px}dd{margin:0}"
)
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_MOST = 6
"""Values of a kind that are shown."""


def page(known: Known) -> HTMLResponse:
    entity = known.entity
    told = {
        "Also": known.names,
        "Posts": [_tenure(h) for h in reversed(known.posts)],
        "Belongs to": [w.name for w in known.wholes],
        "Policies and programmes": [m.name for m in known.measures],
        "Acts": [f"{known.acts_done} done, {known.acts_suffered} suffered"],
        "Wikidata": [known.wikidata] if known.wikidata else [],
    }
    owner = f" of {entity.owner.name}" if entity.owner else ""
    body = (
        f"<h1>{escape(entity.name)}</h1><p>{escape(str(type_(entity.kind)['name']) + owner)}</p>"
        f"{_paragraph(known.description)}<dl>{''.join(_listed(name, values) for name, values in told.items())}</dl>"
    )
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(entity.name)}</title>'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>"
    )
    return HTMLResponse(html, headers=HEADERS)


def _paragraph(text: str | None) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _listed(name: str, values: Sequence[str]) -> str:
    if not values:
        return ""
    return f"<dt>{name}</dt>{''.join(f'<dd>{escape(v)}</dd>' for v in _shortened(values))}"


def _shortened(values: Sequence[str]) -> Iterable[str]:
    more = len(values) - _MOST
    return (*values[:_MOST], f"and {more} more") if more > 0 else values


def _tenure(held: Held) -> str:
    acting = ", acting" if held.acting else ""
    return f"{held.post} ({held.since} to {held.until or 'now'}{acting})"
