"""Whether two addresses lead to the same page: what differs between them without meaning another one is taken away."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_LONGEST = 8000
_MOST_LAYERS = 20
_BLANKS = r"[\s\x00-\x1f]+"
# What newsletters, social networks and advertisers add to an address so as to know where a reader came from.
_TRACKING = re.compile(
    r"(?:utm|mtm|matomo|pk|piwik|hsa|vero|oly|wt|__hs|_hs)_.*|utm[a-z]+|at_(?:medium|campaign|custom\d|link_.*|ptr_name|bbc_.*)"
    r"|(?:fb|g|gb|wb|dc|ms|y|tt|tw|s_kw)cl(?:src|k?id)|igsh(?:id)?|mc_[ce]id|mkt_tok|_ga|_gl|_openstat|yadclid|epik"
    r"|srsltid|spm|scid|cmpid|ncid|icid|s_cid|rss_id|guccounter|guce_referrer(?:_sig)?|fb_(?:action_ids|action_types|ref|source)"
    r"|ref_?(?:src|url)|share_?id|sharetype|smid|smtyp|li_fat_id|elqtrackid|amp(?:_js_v|_gsa)?|xtor|dm_i"
    r"|ml_subscriber(?:_hash)?|sc_(?:channel|src|lid|uid)",
    re.IGNORECASE,
)
_QUICK = re.compile(r"amp|mobile", re.IGNORECASE)
_ENDING = re.compile(r"index\.(?:x?html?|php)|amp", re.IGNORECASE)
_QUICK_ENDING = re.compile(r"(?:\.amp)+(?=$|\.html?$)", re.IGNORECASE)
_COPY = re.compile(
    r"^https?://(?:(?:www\.)?google\.[a-z.]+/amp|[a-z0-9-]+\.cdn\.ampproject\.org/[cv])/s/(?=[^/?#]+\.[^/?#]+)",
    re.IGNORECASE,
)
# An address without its scheme, as readers write it; a port is no scheme.
_BARE = re.compile(r"(?![a-z][a-z0-9+-]*:(?!\d))[^/?#@:\[\]]+\.[^/?#@.:]{2,}", re.IGNORECASE)
_UNRESERVED = "-._~"
# Characters that are the same in a path whether they are escaped or not; the others keep what they are.
_PATH_SAFE = "/:@!$&'()*+,;=" + _UNRESERVED


def normal_url(url: str) -> str:
    """Return the one form of all addresses of a page: equal forms, same page. It is for comparing, not for fetching.

    Taken away are the difference of ``http`` and ``https``, the case of the host, default ports, what names a user, a
    fragment (unless it begins with ``!`` or ``/``, where pages made by scripts keep their real path), ``www.``, ``m.``
    and ``amp.`` before the host, ``/amp`` and ``index.html`` at the path's end, its last slash, and what tracks the
    reader; the rest of the query is sorted. Addresses of another kind come back stripped. Idempotent.
    """
    form = _form(url)
    return re.sub(_BLANKS, "", url) if form is None else form


def _form(url: str) -> str | None:
    """Return the normal form of ``url``, None where it is no address of a page."""
    form = _once(re.sub(_BLANKS, "", url))
    for _ in range(_MOST_LAYERS):
        # What is left when one layer is gone (the copy of a copy, the telephones' page of it) may have another.
        again = None if form is None else _once(form)
        if again == form:
            break
        form = again
    return form


def _once(text: str) -> str | None:
    if len(text) > _LONGEST:
        return None
    if text.startswith("//"):
        text = f"https:{text}"
    elif _BARE.match(text):
        text = f"https://{text}"
    text = _COPY.sub("https://", text)
    try:
        parts = urlsplit(text)
        port = parts.port
        host = _host(parts.hostname or "")
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None
    shown_port = f":{port}" if port and port not in {80, 443} else ""
    path, query = _path(parts.path), _query(parts.query)
    route = parts.fragment if parts.fragment.startswith(("!", "/")) and len(parts.fragment) > 1 else ""
    return f"https://{host}{shown_port}{path}{'?' if query else ''}{query}{'#' if route else ''}{route}"


def _host(host: str) -> str:
    """Return ``host`` in small ASCII letters, without what only says which face of a site is shown."""
    host = host.rstrip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return host
    labels = host.split(".")
    while len(labels) > 2 and re.fullmatch(r"www\d?|m|mobile|amp", labels[0]):
        del labels[0]
    if len(labels) > 3 and labels[1] in {"m", "mobile"}:
        # An encyclopaedia's pages for telephones are at en.m.….org.
        del labels[1]
    return ".".join(labels)


def _path(path: str) -> str:
    """Return ``path`` without dot segments and endings that name the same page, escaped in one way."""
    segments: list[str] = []
    for segment in path.split("/")[1:]:
        plain = _escaped(segment)
        if plain == "..":
            del segments[-1:]
        elif plain != ".":
            segments.append(plain)
    while segments and (not segments[-1] or _ENDING.fullmatch(segments[-1])):
        if segments[-1].lower() == "amp" and len(segments) == 1:
            break
        segments.pop()
    if segments:
        segments[-1] = _QUICK_ENDING.sub("", segments[-1]) or segments[-1]
    return "".join(f"/{segment}" for segment in segments)


def _escaped(segment: str) -> str:
    """Escape ``segment`` where that is needed and nowhere else; what cannot be read as UTF-8 stays as it is."""
    try:
        plain = unquote(segment, errors="strict")
    except UnicodeDecodeError:
        return segment
    # An escaped slash or percent sign is no other's equal.
    return segment if "/" in plain or "%" in plain else quote(plain, safe=_PATH_SAFE)


def _query(query: str) -> str:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=500)
    except ValueError:
        return query
    kept = sorted((name, value) for name, value in pairs if not _is_tracking(name, value))
    return urlencode(kept)


def _is_tracking(name: str, value: str) -> bool:
    shown_as = name.lower() in {"outputtype", "output", "view", "platform"} and _QUICK.fullmatch(value) is not None
    return shown_as or _TRACKING.fullmatch(name) is not None
