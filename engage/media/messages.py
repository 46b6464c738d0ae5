"""What to mend in captions, lazily translated. Leads read them behind the number of the line."""

from flask_babel import lazy_gettext as _l

CAPTION_MESSAGES = {
    "captions-header": _l("Begin the file with a line that says WEBVTT."),
    "captions-long": _l("Make the captions shorter. They are longer than any clip needs."),
    # Translators: the example shows the form of a caption's time and stays as it is
    "captions-none": _l("Add a caption: a line with its time, such as 00:01.000 --> 00:04.000, and its words below."),
    "captions-no-time": _l("Put a time above these words, such as 00:01.000 --> 00:04.000."),
    "captions-time": _l("Write the time as minutes, seconds and thousandths, such as 00:01.000 --> 00:04.000."),
    "captions-ends-first": _l("Let this caption end after it begins."),
    "captions-order": _l("Put the captions in the order of their times."),
    "captions-late": _l("Let this caption end before the clip does."),
    "captions-empty": _l("Write the words of this caption below its time."),
    "captions-arrow": _l("Leave an empty line between two captions."),
}
