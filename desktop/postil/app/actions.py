"""Every action of the window, declared once: menu, label, shortcut, icon. The shortcuts window is made from this."""

from collections.abc import Mapping
from dataclasses import dataclass

from postil.domain.wording import say


@dataclass(frozen=True, slots=True)
class Action:
    """One action; ``shortcut`` in Qt's portable text ("Ctrl+F"), several separated by ", "."""

    name: str
    label: str
    shortcut: str = ""
    icon: str = ""
    checkable: bool = False

    @property
    def plain_label(self) -> str:
        """The label without its mnemonic and dots, in the reader's language."""
        return say(self.label).replace("&", "").rstrip("…")


SEPARATOR = Action("", "")

MENUS: Mapping[str, tuple[Action, ...]] = {
    "&File": (
        Action("import_files", "&Import files…", "Ctrl+O", "import"),
        Action("import_folder", "Import fo&lder…", "Ctrl+Shift+I"),
        Action("import_text", "Import &pasted text…", "Ctrl+Shift+V", "paste"),
        Action("import_url", "Import from &address…", "Ctrl+L", "link"),
        Action("import_highlights", "Import &highlights…"),
        Action("recent", "&Recent articles"),
        SEPARATOR,
        Action("export", "&Export notes…", "Ctrl+E", "export"),
        Action("export_timeline", "Export &timeline…"),
        Action("watched_folders", "Folders &kept up to date…"),
        SEPARATOR,
        Action("back_up", "&Back up library to a file…"),
        Action("backups", "Ba&ckups…"),
        SEPARATOR,
        Action("quit", "&Quit", "Ctrl+Q"),
    ),
    "&Edit": (
        Action("undo", "&Undo", "Ctrl+Z", "undo"),
        Action("redo", "&Redo", "Ctrl+Shift+Z, Ctrl+Y", "redo"),
        SEPARATOR,
        Action("copy", "&Copy", "Ctrl+C", "copy"),
        Action("find", "&Find in article…", "Ctrl+F", "search"),
        Action("find_next", "Find &next", "F3"),
        Action("find_previous", "Find &previous", "Shift+F3"),
        SEPARATOR,
        Action("settings", "&Settings…", "Ctrl+,", "settings"),
    ),
    "&Library": (
        Action("search_library", "&Search the library…", "Ctrl+Shift+F", "search_library"),
        Action("all_notes", "All &highlights and notes…", "Ctrl+Shift+M", "notes"),
        SEPARATOR,
        Action("dossier", "&Dossier…", "Ctrl+Shift+D", "entities"),
        Action("claims", "&Claims…", "Ctrl+Shift+K", "claim"),
        Action("sources", "S&ources…", "Ctrl+Shift+S", "cite"),
        SEPARATOR,
        Action("look_through", "&Look through all articles for names"),
        Action("duplicates", "Find d&uplicates…"),
    ),
    "&Article": (
        Action("record", "Bibliographic &record…", "Ctrl+I", "cite"),
        Action("provenance", "Where this comes &from…", "Ctrl+Shift+W"),
        Action("tags", "&Tags…", "Ctrl+T", "tag"),
        Action("numbers", "Dates and fi&gures…", "Ctrl+Shift+G", "date"),
        SEPARATOR,
        Action("versions", "&Versions…", "Ctrl+Shift+H", "versions"),
        Action("check_version", "&Check for a newer version"),
        Action("add_version", "Add &new version from file…"),
        SEPARATOR,
        Action("analyse_again", "Look for na&mes again"),
        Action("boilerplate", "Show &boilerplate", "Ctrl+B", checkable=True),
        Action("turn_boilerplate", "Boilerplate or not: fold or &keep the passage", "B"),
        SEPARATOR,
        Action("later", "Read &later or no longer"),
        Action("favourite", "Fav&ourite or no longer"),
        Action("archive", "&Archive or take out"),
        Action("delete", "&Delete article"),
    ),
    "&Notes": (
        Action("highlight", "&Highlight selection", "H"),
        Action("annotate", "Highlight and &note", "N"),
        Action("add_entity", "Add &entity from selection"),
        SEPARATOR,
        Action("quote", "&Quote in a note, with citation", "Ctrl+Shift+C", "cite"),
        Action("copy_citation", "Copy c&itation as…", "Ctrl+Alt+C"),
        Action("check_notes", "Chec&k notes…", "Ctrl+Shift+U"),
        SEPARATOR,
        Action("judge_claim", "&Judge as claim…", "Ctrl+J"),
        Action("link_passages", "&Link with another passage", "Ctrl+K"),
        Action("choose_link", "Link &with a passage from a list…"),
        SEPARATOR,
        Action("next_review", "Next highlight to re&view", "F4"),
        Action("previous_review", "&Previous highlight to review", "Shift+F4"),
        Action("confirm_place", "&Confirm its place", "Ctrl+Shift+Y"),
        Action("refuse_place", "&Refuse its place", "Ctrl+Shift+X"),
        Action("attach_place", "&Attach a lost highlight by hand…", "Ctrl+Shift+A"),
    ),
    "&View": (
        Action("larger", "&Larger text", "Ctrl++, Ctrl+="),
        Action("smaller", "&Smaller text", "Ctrl+-"),
        Action("usual_size", "&Usual size", "Ctrl+0"),
        SEPARATOR,
        Action("panels", "&Panels"),
        Action("themes", "&Colours"),
        SEPARATOR,
        Action("to_article", "Go to &article", "F6"),
    ),
    "&Help": (
        Action("shortcuts", "&Keyboard shortcuts", "F1, ?", "help"),
        Action("sample", "Open the sample article"),
        Action("about", "&About Postil"),
    ),
}

TOOLBAR = (
    "import_files",
    "import_url",
    "import_text",
    "export",
    "",
    "undo",
    "redo",
    "",
    "highlight_colors",
    "find",
    "search_library",
    "all_notes",
    "record",
)

READING_KEYS: tuple[tuple[str, str], ...] = (
    ("Move the caret; with Shift, select", "Arrow keys"),
    ("A word at a time", "Ctrl+Left, Ctrl+Right"),
    ("A page at a time", "Page Up, Page Down"),
    ("Beginning and end of the article", "Ctrl+Home, Ctrl+End"),
    ("Highlight in the first to sixth colour", "1 – 6"),
    ("While its ends are adjusted: the beginning of a highlight", "Left, Right"),
    ("While its ends are adjusted: the end of a highlight", "Shift+Left, Shift+Right"),
    ("The menu of what is at the caret, or of what is chosen", "Menu, Shift+F10"),
    ("On a folded line: show what is folded; in it: fold it again", "Enter"),
    ("On a card: confirm, refuse a changed place; attach a lost one", "Y, X, A"),
    ("On a card: judge it as a claim, link it with another", "C, L"),
    ("Between the differences of two versions", "Alt+Up, Alt+Down"),
    ("On the timeline: from event to event, to its sentence", "Arrow keys, Enter"),
    ("On the timeline: nearer, farther, all of it", "+, −, 0"),
)
"""What the keyboard does in the text, beside the actions: label and keys, for the shortcuts window."""
