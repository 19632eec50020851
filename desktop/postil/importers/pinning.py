"""A connection goes to the addresses that a name was checked for, also if the name would answer otherwise by now."""

import socket
from urllib.request import getproxies

import httpx

_PROXIES = frozenset({"http", "https", "all"})


class Names:
    """Looks each name up once; all that is asked of it later is answered with that."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, ...]] = {}

    def addresses(self, host: str) -> tuple[str, ...]:
        """Return a host's addresses as numbers, without the name of a network card; raises OSError or UnicodeError."""
        if host not in self._found:
            answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            self._found[host] = tuple(dict.fromkeys(str(each[4][0]).partition("%")[0] for each in answers))
        return self._found[host]


class Pinned(httpx.BaseTransport):
    """Asks a host by its address; it hears its name in ``Host``, and its certificate has to be of that name."""

    def __init__(self, names: Names, inner: httpx.BaseTransport) -> None:
        self._names = names
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer of the first address that can be reached."""
        host = host_of(str(request.url))
        try:
            addresses = self._names.addresses(host)
        except OSError as error:
            raise httpx.ConnectError(str(error), request=request) from error
        failure: httpx.TransportError = httpx.ConnectError("no address", request=request)
        for address in addresses:
            pinned = httpx.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=request.headers,
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": host},
            )
            try:
                return self._inner.handle_request(pinned)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


def open_client(names: Names, headers: dict[str, str], timeout: float) -> httpx.Client:
    """Return a client that follows no redirects by itself.

    Where a proxy is set, it looks names up itself, and may be the only one who can.
    """
    transport = None if _PROXIES & set(getproxies()) else Pinned(names, httpx.HTTPTransport())
    return httpx.Client(headers=headers, timeout=timeout, follow_redirects=False, transport=transport)


def host_of(url: str) -> str:
    """Return the host of an address as httpx asks for it; raises httpx.InvalidURL."""
    return httpx.URL(url).raw_host.decode("ascii")
