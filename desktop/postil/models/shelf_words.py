"""What the list of articles says of an article or a group, in words."""

from PySide6.QtCore import QLocale

from postil.domain.text import plain_title
from postil.domain.wording import count, say
from postil.storage.listing import Group, Listing
from postil.storage.shelf import ShelfRow

_NAMELESS = {
    "tag": "No tag",
    "collection": "In no collection",
    "site": "No site",
    "language": "Language unknown",
}
_READ = {"unread": "Unread", "begun": "Begun", "read": "Read"}


def about(row: ShelfRow) -> list[str]:
    """Return what else there is to say of an article: its site, date, length, progress, highlights, where it stands."""
    said = [row.site, row.published, count("{number} word", "{number} words", row.words)]
    if row.progress > 0:
        said.append(say("{percent} % read", percent=round(row.progress * 100)))
    if row.highlights:
        said.append(count("{number} highlight", "{number} highlights", row.highlights))
    if row.favourite:
        said.append(say("favourite"))
    if row.later:
        said.append(say("to be read later"))
    if row.archived:
        said.append(say("archived"))
    if row.trashed:
        said.append(say("in the trash since {date}", date=row.trashed[:10]))
    return [each for each in said if each]


def row_tip(row: ShelfRow) -> str:
    """Return all that the list knows of an article, a line for each."""
    lines = [
        plain_title(row.title),
        row.site,
        say("Published {date}", date=row.published) if row.published else "",
        say("Added {date}", date=row.created[:10]),
        say("Opened {date}", date=row.opened[:10]) if row.opened else say("Never opened"),
        say("Tags: {tags}", tags=", ".join(row.tags)) if row.tags else "",
        say("In the trash since {date}", date=row.trashed[:10]) if row.trashed else "",
    ]
    return "\n".join(line for line in lines if line)


def group_name(group: Group, listing: Listing) -> str:
    """Return what a group is called."""
    if listing.grouping == "unread":
        return say(_READ[group.key])
    if not group.key:
        return say(_NAMELESS[listing.grouping])
    if listing.grouping == "language":
        language = QLocale(group.key).language()
        return group.key if language == QLocale.Language.C else QLocale.languageToString(language)
    return group.name


def about_group(group: Group) -> str:
    """Return what there is to say of a group."""
    articles = count("{number} article", "{number} articles", group.size)
    if not group.unread or group.unread == group.size:
        return articles
    return say("{articles}, {unread} unread", articles=articles, unread=f"{group.unread:,}")
