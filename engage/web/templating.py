"""How Jinja is set up. A page is drawn from dozens of words and components, so what each of them costs counts."""

from babel.support import NullTranslations, Translations
from flask import Flask, g
from flask_babel import get_translations
from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context


class Component(Template):
    """A template whose macros are made once. Ours know nothing of the page that imports them."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """Without Jinja's comparison of what page and component know, which costs as much as a small component."""
        return super()._get_default_module()


def bind(app: Flask) -> None:
    """After Babel, whose lookups for every single word are replaced by one for each request."""
    environment = app.jinja_env
    environment.template_class = Component
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        lambda word: _catalogue().ugettext(word),
        lambda one, many, number: _catalogue().ungettext(one, many, number),
        newstyle=True,
        pgettext=lambda context, word: _catalogue().upgettext(context, word),
        npgettext=lambda context, one, many, number: _catalogue().unpgettext(context, one, many, number),
    )


def _catalogue() -> Translations | NullTranslations:
    if "catalogue" not in g:
        g.catalogue = get_translations()
    found: Translations | NullTranslations = g.catalogue
    return found
