"""What on a page is not the article: a table of rules, each with its reason. The text stays; it is only marked."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from postil.domain.document import Block


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of boilerplate: ``name`` is kept with the block, ``reason`` is shown to the reader.

    ``holds`` judges one block's text; texts longer than ``longest`` code points are never taken.
    """

    name: str
    reason: str
    longest: int
    holds: Callable[[str], object]


_I = re.IGNORECASE
_PLEA = re.compile(
    r"\b(?:click|tap|hit|press)\b[^.!?]{0,40}[\"“'‘]?\b(?:follow|subscribe|like)\b"
    r"|\b(?:do not|don['’]t)\s+(?:forget|hesitate)\s+to\s+(?:like|follow|subscribe|click|share)\b"
    r"|\b(?:please\s+)?(?:like|share|comment)\s*(?:,|and|&)\s*(?:\w+\s*(?:,|and|&)\s*)?(?:subscribe|follow)\b"
    r"|^(?:please\s+)?(?:follow|like|find|join)\s+(?:us|me|our\s+\w+)\s+(?:on|at)\s+(?:our\s+)?"
    r"(?:facebook|twitter|x\b|instagram|linkedin|youtube|telegram|tiktok|whatsapp|mastodon|bluesky|google|social)"
    r"|点击.{0,8}关注|点个?赞.{0,8}关注|素质三连",
    _I,
)
_TO_THE_READER = re.compile(
    r"\b(?:you|your|please|us|our|me|my)\b|关注|点赞|^(?:click|tap|hit|like|share|follow|subscribe|do not|don['’]t)\b",
    _I,
)
_SHARE_WORDS = re.compile(
    r"(?:share|tweet|pin|pin it|e-?mail|print|facebook|twitter|x|linkedin|whatsapp|reddit|telegram|pinterest|tumblr|"
    r"messenger|copy|link|copy link|save|like|comments?|this|on|via|by|to|the|article|story|post|page|share this|more|"
    r"google|flipboard|pocket|sms|bluesky|mastodon|threads|instagram|wechat|weibo|qq|\d+|\+|&|and|or)",
    _I,
)
_COOKIES = re.compile(
    r"\b(?:(?:this|our)\s+(?:web)?site\s+uses|(?:^|[.!]\s)we(?:\s+and\s+our\s+partners)?\s+use|"
    r"by\s+(?:continuing|using|browsing)\b.{0,80})\s+.{0,40}\bcookies\b",
    _I,
)
_CONSENT = re.compile(
    r"\b(?:accept|agree|consent|preferences|settings|opt[ -]out|policy|"
    r"your\s+experience|best\s+experience|continu\w+)\b",
    _I,
)
_RELATED = re.compile(
    r"(?:(?:related|recommended|popular|trending|similar|more|latest|other)\s+"
    r"(?:pages?|articles?|stor(?:y|ies)|posts?|news|content|topics?|reading|coverage|videos?|reads)|related\s+links?"
    r"|related|recommended(?:\s+for\s+you)?|you\s+(?:may|might)\s+also\s+(?:like|be\s+interested\s+in|enjoy)"
    r"|more\s+(?:from|on|in)\s+[^.!?]{1,40}|most\s+(?:read|popular|viewed|shared)|read\s+next|up\s+next|what\s+to\s+read\s+next"
    r"|相关(?:文章|阅读|新闻|推荐|链接)|関連記事|関連リンク|관련\s*기사|ähnliche\s+artikel|mehr\s+zum\s+thema|auch\s+interessant"
    r"|articles?\s+similaires|à\s+lire\s+aussi|lire\s+aussi|artículos\s+relacionados|articoli\s+correlati)\s*[:：…»>]*",
    _I,
)
_NEWSLETTER = re.compile(
    r"^(?:please\s+)?(?:sign\s+up|subscribe|register|join)\b.{0,80}\b(?:newsletters?|mailing\s+list|email\s+(?:list|updates|alerts))\b"
    r"|\bget\s+(?:our|the|all\s+the)\s+.{0,60}\b(?:to|in)\s+your\s+inbox\b|\bdelivered\s+(?:straight\s+|directly\s+)?to\s+your\s+inbox\b"
    r"|^(?:enter\s+)?your\s+e-?mail\s+address\W*$|^newsletter$",
    _I,
)
_READ_MORE = re.compile(
    r"(?:read|see|watch|learn|find\s+out|show|load|view)\s+more\W*"
    r"|read\s+(?:more|also|next|on)\s*[:：|>»–—-]\s*[^\n]{1,180}"
    r"|(?:also|must)[\s-]+read\s*[:：|-]\s*[^\n]{1,180}"
    r"|(?:click\s+here|tap\s+here)\s+to\s+(?:read|see|view)\s+[^\n.]{1,80}\.?|(?:continue|keep)\s+reading[^\n.]{0,40}\W*"
    r"|weiterlesen\W*|lire\s+la\s+suite\W*|leer\s+más\W*|阅读(?:原文|全文|更多)\W*",
    _I,
)
_COPYRIGHT = re.compile(
    r"^(?:©|\(c\)\s|copyright\b\s*(?:©|\(c\))?)\s*.{0,60}\b(?:19|20)\d\d\b|^.{0,140}\ball\s+rights\s+reserved\b", _I
)
_ADVERTISEMENT = re.compile(
    r"(?:-+\s*)?(?:advertisement|advert|ad|sponsored(?:\s+content)?|anzeige|werbung|publicité|publicidad|広告|广告)(?:\s*-+)?\W*"
    r"|(?:story|article)\s+continues\s+(?:below|after)[^\n.]{0,40}|scroll\s+(?:down\s+)?(?:to|for)\s+[^\n.]{0,40}",
    _I,
)


def _is_plea(text: str) -> bool:
    return bool(_PLEA.search(text) and _TO_THE_READER.search(text))


def _is_share_bar(text: str) -> bool:
    words = text.replace("|", " ").replace("·", " ").split()
    named = sum(1 for word in words if _SHARE_WORDS.fullmatch(word.strip(",.:!")))
    return named == len(words) and bool(re.match(r"(?:share|tweet|print|e-?mail|facebook|pin it)\b", text.strip(), _I))


def _is_cookie_notice(text: str) -> bool:
    return bool(_COOKIES.search(text) and _CONSENT.search(text))


BYLINE = "byline"
RELATED = "related"
RUNNING_HEAD = "running_head"
RUNNING_FOOT = "running_foot"
CONTENTS = "contents"
LICENCE = "licence"
PAGE_NUMBER = "page_number"
MARGIN = "margin"
RULES: tuple[Rule, ...] = (
    Rule("plea", "It asks the reader to follow, like or subscribe.", 500, _is_plea),
    Rule("share", "It is a row of buttons for sharing the page.", 160, _is_share_bar),
    Rule("cookies", "It is a notice about the page's cookies.", 700, _is_cookie_notice),
    Rule(RELATED, "It leads to other pages and is no part of this one.", 80, _RELATED.fullmatch),
    Rule("newsletter", "It offers a newsletter.", 400, _NEWSLETTER.search),
    Rule("read_more", "It leads to another page or to the rest of this one.", 220, _READ_MORE.fullmatch),
    Rule("copyright", "It is the page's copyright line.", 300, _COPYRIGHT.search),
    Rule("advertisement", "It announces an advertisement.", 80, _ADVERTISEMENT.fullmatch),
)
REASONS = {rule.name: rule.reason for rule in RULES} | {
    BYLINE: "It names the author, the site or the date, which are kept with the article.",
    RUNNING_HEAD: "It stands at the head of several pages.",
    RUNNING_FOOT: "It stands at the foot of several pages.",
    CONTENTS: "It is the table of contents, which the outline shows.",
    LICENCE: "It tells where the file comes from and what may be done with it.",
    PAGE_NUMBER: "It is the number of the page, which is kept with each paragraph.",
    MARGIN: "It runs along the edge of the page.",
}
_PROSE = ("paragraph", "heading", "list_item", "quotation")
_STUB_LENGTH = 160


def mark_boilerplate(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return ``blocks`` with those that a rule takes marked with its name; their texts stay as they are."""
    marked = [block if block.boilerplate else replace(block, boilerplate=rule_of(block)) for block in blocks]
    for index, block in enumerate(marked):
        if block.boilerplate == RELATED:
            for follower in _related_after(marked, index):
                marked[follower] = replace(marked[follower], boilerplate=RELATED)
    # Whatever the rules say, an article is left: a text that consists of a copyright line is about that.
    return tuple(marked) if any(not b.boilerplate and b.text.strip() for b in marked) else tuple(blocks)


def rule_of(block: Block) -> str:
    """Return the name of the rule that takes a block for boilerplate, "" for none."""
    text = block.text.strip()
    if block.kind not in _PROSE or not text:
        return ""
    # A heading "Advertisement" or "Copyright, 1710" may open a chapter; only these two rules stand over lists.
    rules = RULES if block.kind != "heading" else tuple(r for r in RULES if r.name in {RELATED, "newsletter", "share"})
    return next((rule.name for rule in rules if len(text) <= rule.longest and rule.holds(text)), "")


def _related_after(blocks: Sequence[Block], index: int) -> list[int]:
    """Return the blocks after a "Related articles" stub that are its list: links, or short lines up to the end."""
    linked: list[int] = []
    for follower in range(index + 1, len(blocks)):
        if blocks[follower].kind == "heading" or not _is_all_link(blocks[follower]):
            break
        linked.append(follower)
    if linked:
        return linked
    rest = range(index + 1, len(blocks))
    stubs = all(len(blocks[i].text) <= _STUB_LENGTH and not re.search(r"[.!。]$", blocks[i].text) for i in rest)
    return list(rest) if stubs and len(rest) <= 20 and blocks[index].kind != "list_item" else []


def _is_all_link(block: Block) -> bool:
    linked = sum(span.end - span.start for span in block.spans if span.kind == "link")
    return block.kind in _PROSE and linked >= 0.8 * len(block.text.strip()) > 0
