"""Fetches a web page without being led elsewhere: only http(s), only public addresses, never more than the limit.

Every hop's host is looked up once, checked and connected to by the address that was checked, so that a second look-up
cannot give another. Proxies of the environment are not used. The body is unpacked here, by bounded steps.
"""

import ipaddress
import socket
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

from graph import __version__
from graph.errors import NotText, Unreachable, UnsafeInput
from graph.read import guards
from graph.read.names import address
from graph.settings import Settings

REDIRECTS = 5
SECONDS = 60.0
TYPES = ("text/", "application/xhtml+xml", "application/xml", "application/rss+xml", "application/atom+xml")
HEADERS = {
    "User-Agent": f"whowhom/{__version__}",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip",
}
_STEP = 65_536
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body, the address it came from in the end and the charset that the server declares."""

    data: bytes
    url: str
    charset: str | None


def fetch(url: str, settings: Settings, *, allow_loopback: bool) -> Fetched:
    """The page at that address. Raises `Unreachable`, `UnsafeInput`, `TooLarge` or `NotText`."""
    timeout = httpx.Timeout(20, connect=10)
    deadline = time.monotonic() + SECONDS
    try:
        with httpx.Client(timeout=timeout, trust_env=False, headers=HEADERS) as client:
            for _ in range(REDIRECTS + 1):
                got = _hop(client, httpx.URL(address(url)), deadline, settings, allow_loopback)
                if isinstance(got, Fetched):
                    return got
                url = got
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Unreachable(f"{url}: {error or type(error).__name__}") from error
    raise Unreachable(f"{url}: redirected more than {REDIRECTS} times")


def _hop(client: httpx.Client, url: httpx.URL, deadline: float, settings: Settings, loopback: bool) -> Fetched | str:
    """The page, or the address to go on to."""
    checked = url.copy_with(host=_resolve(url, loopback))
    names = {"Host": url.netloc.decode("ascii")}
    with client.stream("GET", checked, headers=names, extensions={"sni_hostname": url.raw_host.decode()}) as answer:
        if answer.has_redirect_location:
            return str(url.join(answer.headers["location"]))
        if answer.status_code != 200:
            raise Unreachable(f"{url}: the server answers {answer.status_code} {answer.reason_phrase}")
        _is_text(answer)
        return Fetched(_body(answer, deadline, settings), str(url), answer.charset_encoding)


def _resolve(url: httpx.URL, loopback: bool) -> str:
    """An IP address of the host. Raises `UnsafeInput` when any of its addresses is not public."""
    try:
        found = socket.getaddrinfo(url.host, url.port or {"https": 443}.get(url.scheme, 80), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"{url.host}: there is no such host, or no network") from error
    hosts = sorted({str(info[4][0]).partition("%")[0] for info in found}, key=lambda host: (":" in host, host))
    for host in hosts:
        if not _public(ipaddress.ip_address(host), loopback):
            raise UnsafeInput(f"{url.host} leads into a private network; only public addresses are fetched")
    return hosts[0]


def _public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address, loopback: bool) -> bool:
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner:
            return _public(inner, loopback)
    return (loopback and ip.is_loopback) or (ip.is_global and not ip.is_multicast)


def _is_text(answer: httpx.Response) -> None:
    kind = answer.headers.get("content-type", "text/html").strip().lower()
    if not kind.startswith(TYPES):
        raise NotText(f"the address gives {kind.partition(';')[0][:60]}, not a web page or text")


def _body(answer: httpx.Response, deadline: float, settings: Settings) -> bytes:
    size = answer.headers.get("content-length", "")
    guards.small_enough(int(size) if size.isdecimal() else 0, settings)
    data = bytearray()
    for piece in _unpacked(answer):
        data += piece
        guards.small_enough(len(data), settings)
        if time.monotonic() > deadline:
            raise Unreachable(f"the server took more than {SECONDS:.0f} seconds")
    return bytes(data)


def _unpacked(answer: httpx.Response) -> Iterator[bytes]:
    """The body in pieces of bounded size, however far it expands."""
    coding = answer.headers.get("content-encoding", "identity").strip().lower()
    if coding in ("", "identity"):
        yield from answer.iter_raw(_STEP)
        return
    if coding not in ("gzip", "x-gzip"):
        raise NotText(f"the server packed the page as {coding[:40]}, which was not asked for")
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        for raw in answer.iter_raw(_STEP):
            while raw and not unpack.eof:
                yield unpack.decompress(raw, _STEP)
                raw = unpack.unconsumed_tail
    except zlib.error as error:
        raise Unreachable("the server's gzip is broken") from error
    if not unpack.eof:
        raise Unreachable("the page broke off before its end")
