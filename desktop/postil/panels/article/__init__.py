"""The article: its header, the text, the toolbar at a selection, the find bar."""

from postil.panels.article.panel import ArticlePanel

__all__ = ["ArticlePanel"]
