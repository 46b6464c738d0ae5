"""The site's own words that have a place for a sign and a sound. Their text is in the gettext catalogues."""

from engage.content.units import Unit

INTERFACE = (
    Unit("interface.start", "What happens here, and how your answers are kept"),
    Unit("interface.consent", "Tick what you agree to"),
    Unit("interface.check", "Check your answers"),
    Unit("interface.done", "Thank you. We have your answers."),
    Unit("interface.receipt", "Your receipt"),
    Unit("interface.error", "There is a problem"),
    Unit("interface.help", "Help"),
    Unit("interface.privacy", "Your privacy"),
)
"""Clips and sounds hang on these keys; they are frozen into every rendition set."""
