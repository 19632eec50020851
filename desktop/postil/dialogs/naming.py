"""Which dialog a wish about a name, a mask or a date opens."""

from PySide6.QtWidgets import QDialog, QWidget

from postil.session.desk import Desk
from postil.session.workspace import EntityWish


def naming_dialog(desk: Desk, wish: EntityWish, parent: QWidget | None = None) -> QDialog:
    """Return the dialog for a wish, not yet shown; each one's module is loaded when it is first wanted."""
    match wish.verb:
        case "dossier" if not wish.key:
            from postil.dialogs.dossier_choice import DossierChoiceDialog

            return DossierChoiceDialog(desk, parent)
        case "dossier":
            from postil.dialogs.dossier import DossierDialog

            return DossierDialog(desk, wish.key, parent)
        case "decisions":
            from postil.dialogs.decisions import DecisionsDialog

            return DecisionsDialog(desk, wish, parent)
        case "identify":
            from postil.dialogs.mask import MaskDialog

            return MaskDialog(desk, wish.start, parent)
        case "date":
            from postil.dialogs.date import DateDialog

            return DateDialog(desk, wish.start, wish.end, parent)
        case "numbers":
            from postil.dialogs.numbers import NumbersDialog

            return NumbersDialog(desk, wish.start, parent)
        case _:
            from postil.dialogs.entity import EntityDialog

            return EntityDialog(desk, wish, parent)
