"""The site's own words that have a place for a sign and a sound. Their text is in the gettext catalogues."""

from engage.content.units import Unit

NAME = Unit("interface.language", "Language")
"""Each language's own name, said in that language: nobody has to read to find theirs."""

AROUND = (
    NAME,
    Unit("interface.home", "Choose a neighbourhood"),
    Unit("interface.project", "No name, phone number, e-mail or address is needed."),
    Unit("interface.help", "Help"),
    Unit("interface.privacy", "Your privacy"),
)
"""On pages that belong to no activity."""

WITHIN = (
    Unit("interface.consent", "Tick what you agree to"),
    Unit("interface.begin", "Start"),
    Unit("interface.yes", "Yes"),
    Unit("interface.no", "No"),
    Unit("interface.continue", "Continue"),
    Unit("interface.error", "There is a problem"),
    Unit("interface.check", "Check your answers"),
    Unit("interface.done", "Thank you. We have your answers."),
    Unit("interface.send", "Send my answers"),
    Unit("interface.check-ballot", "Check your ballot"),
    Unit("interface.done-ballot", "Your ballot is in the box. Nobody can see what you chose."),
    Unit("interface.send-ballot", "Put my ballot in the box"),
    Unit("interface.check-change", "Check your changes"),
    Unit("interface.done-change", "Your answers are changed."),
    Unit("interface.send-change", "Send the changes"),
    Unit("interface.receipt", "Your receipt"),
    Unit("interface.outcome", "What you chose together"),
)
"""On every activity's own pages; a lead can give an activity clips and sounds of its own for them."""

INTERFACE = (*AROUND, *WITHIN)
"""Clips and sounds hang on these keys; they are frozen into every rendition set."""
