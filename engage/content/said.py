"""What the site says in its own words wherever it can be signed and spoken: {the end of a unit's key: its text}.

A text of several parts is one unit, with one clip: its heading and its paragraphs.
"""

from collections.abc import Mapping
from typing import TypeAlias

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from engage.web.errors import PAGES
from engage.web.messages import MESSAGES

Text: TypeAlias = LazyString | tuple[LazyString, ...]
Texts = Mapping[str, Text]

COUNTING: Mapping[str, tuple[LazyString, LazyString]] = {
    "approval.seats": (_l("What most people want comes first."), _l("What most people wanted came first.")),
    "greedy.budget": (
        _l("What most people want comes first, until the money is spent."),
        _l("What most people wanted came first, until the money was spent."),
    ),
    "equal-shares.budget": (
        _l("Everyone who votes has the same share of it to give. Nobody pays."),
        _l("Everyone who voted had the same share of it to give. Nobody pays."),
    ),
    "equal-shares.seats": (
        _l("Everyone who votes has the same share of the decision."),
        _l("Everyone who voted had the same share of the decision."),
    ),
}
"""{counting rule and what there is to share: how it is told before the vote, and how with the outcome}."""
WON: Mapping[str, LazyString] = {
    "shares-of-money": _l("Together their shares cover it."),
    "shares": _l("Together their shares were enough."),
    "money": _l("There was enough money for it."),
    "wanted": _l("It was among the most wanted."),
}
"""Why something was chosen."""
AROUND: Texts = {
    "home": _l("Choose a neighbourhood"),
    "project": _l("No name, phone number, e-mail or address is needed."),
}
HELP: Texts = {
    "help": _l("Help"),
    "help.how": (
        _l("How it works"),
        _l("Choose an activity. Read one question at a time. Press the green button to go on."),
        _l("You can go back and change an answer."),
        _l("You can leave out any question that does not say you must answer it."),
        _l("Your answers are saved each time you press the green button."),
    ),
    "help.language": (
        _l("Language, sign and sound"),
        _l("Change the language at the top of any page. Your answers stay."),
        _l("Press the round button beside a text to hear it. In BSL, press Play to watch it signed."),
    ),
    "help.seen": (
        _l("If somebody may see your phone"),
        _l("Press “Leave” at the top, or the Shift key three times. A page about the weather opens at once."),
        _l("Then only the code from “Save and come back later” opens answers that you have not sent."),
        _l("They are kept for 14 days after you start, then deleted. With the code you can delete them sooner."),
        _l("Without a connection the page goes empty, and what you wrote on it last is lost."),
        _l("Your visit then ends when this browser next reaches us. Nobody can see it in between."),
    ),
    "help.person": (
        _l("If you want a person"),
        _l(
            "Ask the community researcher who gave you this page."
            " They can read, sign with an interpreter, or write for you."
        ),
    ),
}
PRIVACY: Texts = {
    "privacy": _l("Your privacy"),
    "privacy.kept": (
        _l("What we keep"),
        _l("We keep your answers, what you agreed to, the language you used and the day."),
        _l("What you send stays until you take it back."),
        _l("If you answered at a gathering, we keep which one, and whether somebody helped."),
        _l("Answers that you do not send are kept for 14 days after you start. Then we delete them."),
        _l("The team does not read them. On the page “Come back later” you can delete them at once."),
    ),
    "privacy.never": (
        _l("What we never ask for or keep"),
        _l("No name, phone number, e-mail, address, nationality or immigration status."),
        _l("We keep no address of your phone, and no picture of where you are."),
    ),
    "privacy.seen": (
        _l("Who sees it"),
        _l("Only the project’s team sees single answers."),
        _l("From a survey, others see only rounded totals of ten people or more."),
        _l("A list of places or ideas shows your words only if you agreed. The team reads them first."),
        _l("A recording shows your face or voice. Only the team sees it, unless you allow more."),
        _l("A vote is secret. The team cannot see what anyone chose. Its result shows exact numbers."),
    ),
    "privacy.rights": (
        _l("What you can do"),
        _l("Your receipt opens your answers. With it you can see them or take them back."),
        # Translators: it is the activity, which closes one day
        _l("You can change them while it is open."),
        # Translators: copies of the whole site, in case a machine breaks
        _l("Safety copies of the site may hold what you took back for 30 days more."),
        _l("A vote that was sent cannot be taken back, because nobody can tell which one is yours."),
    ),
    "privacy.danger": (
        _l("If you tell us about danger"),
        _l("If you write that somebody is in danger, the team may have to tell a person who can help."),
    ),
    "privacy.cookies": (
        _l("Cookies"),
        _l("A cookie keeps your answers together. It is set when you start, enter a code or open a receipt."),
        _l("In a vote, a second cookie keeps what you choose until you send it. It is locked."),
        _l("“Leave” deletes them. Otherwise they end after 20 hours."),
        _l("Without a connection they stay until this browser next reaches us. A cookie says only that you left."),
    ),
}
START: Texts = {
    "not-open": _l("This has not opened yet. Come back another day."),
    "closed": _l("This is closed. It does not take answers any more."),
    "facts": (
        _l("No name, phone number, e-mail or address."),
        _l("You can stop at any time. You can leave out any question that does not say you must answer it."),
    ),
    "facts-ballot": (
        _l("No name, phone number, e-mail or address."),
        _l("You can stop at any time. You can also put in an empty ballot."),
    ),
    "your-code": (_l("Your code"), _l("It is on your slip of paper. Capitals and spaces do not matter.")),
    "consent": _l("Tick what you agree to"),
    "begin": _l("Start"),
    "entry.codes": (
        _l("Your code lets you vote once. Your ballot carries no code and no name."),
        _l("Your ballot is sealed. In the box it cannot be changed or taken back."),
    ),
    "entry.open": (
        _l("Anyone with the link can vote. The result is a mood, not a count of people."),
        _l("Your ballot is sealed. In the box it cannot be changed or taken back."),
    ),
    **{f"declared.{rule}": before for rule, (before, _after) in COUNTING.items()},
}
QUESTIONS: Texts = {
    "yes": _l("Yes"),
    "no": _l("No"),
    "continue": _l("Continue"),
    "error": _l("There is a problem"),
    "recording": (
        _l("What may we do with it?"),
        _l("Only the team sees it. People may know your face or voice. Leave these empty if you are not sure."),
    ),
    "recording.translate": _l("Translate it, or write it down"),
    "recording.reports": _l("Use it in reports"),
    "recording.public": _l("Show it to everybody"),
}
MISTAKES: Texts = {f"error.{reason}": text for reason, text in MESSAGES.items()}
SENDING: Texts = {
    "check": _l("Check your answers"),
    "done": _l("Thank you. We have your answers."),
    "send": _l("Send my answers"),
    "keep": _l("Keep this code. Take a photo of it, print it or write it down. It opens your answers on any phone."),
    "check-ballot": _l("Check your ballot"),
    "done-ballot": _l("Your ballot is in the box. The team cannot see what you chose."),
    "send-ballot": _l("Put my ballot in the box"),
    "keep-ballot": _l("Keep this code. It proves that your ballot is in the box. It never shows what you chose."),
    "check-change": _l("Check your changes"),
    "done-change": _l("Your answers are changed."),
    "send-change": _l("Send the changes"),
    "changed": _l("Your answers changed in another window. Read them once more, then send."),
    "receipt": _l("Your receipt"),
    "later": (
        _l("Come back later"),
        _l("Your answers so far are saved. This code brings you back to them, on this phone or another."),
    ),
    "withdraw": (
        _l("Take your answers back?"),
        _l("We delete your answers and recordings. They count no more. This cannot be undone."),
        _l("Figures that were published before stay as they were. Nobody can find you in them."),
    ),
}
OUTCOME: Texts = {
    "outcome": _l("What you chose together"),
    **{f"counted.{rule}": after for rule, (_before, after) in COUNTING.items()},
    **{f"won.{reason}": (_l("Chosen"), text) for reason, text in WON.items()},
    "lost.no-supporters": (_l("Not this time"), _l("Nobody wanted it.")),
    "lost.fewer-supporters": (_l("Not this time"), _l("Others were wanted more.")),
    "lost.over-budget": (_l("Not this time"), _l("Too little money was left for it.")),
    "lost.supporters-cannot-afford": (
        _l("Not this time"),
        _l("Together they had too little of their shares for it."),
    ),
    "lost.lost-tie": (
        _l("Not this time"),
        # Translators: another thing that people could vote for had as many votes
        _l("It was level with another. The rule for that put it behind."),
    ),
    "compared.plain": (
        _l("The same votes, counted the plain way"),
        _l("Plain counting looks only at how many people want each thing."),
    ),
    "compared.equal-shares": (
        _l("The same votes, counted with equal shares"),
        _l("With equal shares, everyone who voted has the same share of the decision."),
    ),
    "level": (
        _l("How it was counted"),
        _l("Of two that are level, the cheaper goes first, then the more wanted, then the alphabet."),
    ),
}
CODES: Texts = {
    "join": (
        _l("Join with a code"),
        _l("The code on the wall or on your slip"),
        _l("Capitals and spaces do not matter."),
    ),
    "open-receipt": (
        _l("Open your receipt"),
        _l("The code on your receipt"),
        _l("20 digits, or 8 words. Spaces do not matter."),
    ),
}
HANDING_ON: Texts = {
    "ready": (_l("Ready for the next person"), _l("Nothing of the person before is on this screen any more.")),
    "unfinished": (
        _l("Throw these answers away?"),
        _l("They were not sent. Only a code from “Save and come back later” can still open them."),
    ),
    "unfinished-ballot": (
        _l("Throw this vote away?"),
        _l("This vote was not sent. Its code stays unused: it can still be used to vote."),
    ),
}
FAILURES: Texts = {
    **{f"page.{status}": page for status, page in PAGES.items()},
    "page.cookies": (
        _l("Your browser keeps no cookies"),
        _l(
            "We need one cookie to keep your answers together from page to page."
            " It holds no name and follows you nowhere else."
        ),
        _l(
            "Allow cookies for this site in your browser, then start again."
            " You can also ask a community researcher to write for you."
        ),
    ),
    "page.ended": (
        _l("This visit has ended on this phone"),
        _l("Somebody chose “Leave” or “Next person” here, or a long time has passed. What you sent now was not kept."),
    ),
}
