"""Where a request comes from: the peer, or what the proxies that the settings trust say (`X-Forwarded-For`)."""

from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

from graph.settings import Settings

Address = IPv4Address | IPv6Address

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_IPV6_SITE = 64
"""Bits of an IPv6 address that a site is given; within them it may take as many addresses as it likes."""


@dataclass(frozen=True, slots=True)
class Client:
    """`near` is a client on this machine that reached the service by itself, with no proxy in between."""

    address: str
    near: bool

    @property
    def neighbourhood(self) -> str:
        """What is counted as one client: an IPv4 address, or an IPv6 site."""
        found = _parsed(self.address)
        if isinstance(found, IPv6Address):
            return str(ip_network((found, _IPV6_SITE), strict=False))
        return self.address


class Clients:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def of(self, scope: Scope) -> Client:
        headers, client = Headers(scope=scope), scope.get("client")
        peer = _parsed(client[0]) if client else None
        if peer is None:
            return Client("unknown", near=False)
        if not self._trusts(peer):
            return Client(str(peer), near=peer.is_loopback and not any(name in headers for name in _FORWARDED))
        return Client(str(self._behind(peer, headers.getlist("x-forwarded-for"))), near=False)

    def _behind(self, proxy: Address, told: list[str]) -> Address:
        """The last address that no trusted proxy has; whatever stands before it the client may have made up."""
        for hop in reversed(",".join(told).split(",")):
            found = _parsed(hop.strip())
            if found is None:
                break
            proxy = found
            if not self._trusts(found):
                break
        return proxy

    def _trusts(self, address: Address) -> bool:
        return any(address in network for network in self._proxies)

    @cached_property
    def _proxies(self) -> tuple[IPv4Network | IPv6Network, ...]:
        told = self._settings.trusted_proxies
        return tuple(ip_network(network) for network in told.split(",")) if told else ()


def is_loopback(host: str) -> bool:
    """Whether a host's name or address can only be this machine."""
    found = _parsed(host.strip("[]"))
    return host == "localhost" or (found is not None and found.is_loopback)


def _parsed(text: str) -> Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
