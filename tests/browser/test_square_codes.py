"""Each square code is read off the screen by a reader of QR codes and leads to the address that it stands for."""

import io

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator
from playwright.sync_api import Page as Phone
from sqlalchemy import select

from config import LANGUAGES
from engage.core.roles import Role
from engage.demonstration.sources import SLUG
from engage.fieldwork.models import Gathering
from tests.browser.demonstration import CODED, Street
from tests.browser.person import Person
from tests.support.browser import Phones
from tests.support.staff import hand_over, sign_in_as

BASE = "http://localhost"
STAFF = f"/staff/{SLUG}"


def read(code: Locator) -> str:
    """What a reader finds in the picture of a code."""
    picture = Image.open(io.BytesIO(code.screenshot()))
    found = zxingcpp.read_barcodes(picture)
    assert len(found) == 1, f"{len(found)} codes in a picture of {picture.size}"
    return found[0].text


def as_lead(phones: Phones, street: Street, live: str) -> Phone:
    phone = phones(viewport={"width": 1100, "height": 900})
    hand_over(sign_in_as(street.site, Role.ADMINISTRATOR, None), phone, live)
    return phone


def test_a_receipt_is_opened_by_its_code_in_the_dark_too(phones: Phones) -> None:
    phone = phones(color_scheme="dark")
    person = Person(phone, "ar", "ideas")
    person.begin()
    person.to_the_end()
    digits = person.send()
    address = read(phone.locator(".receipt .qr"))
    assert address.startswith(f"{BASE}/ar/") and digits.replace(" ", "") in address
    other = phones()
    other.goto(address.removeprefix(BASE))
    Person(other, "ar", "ideas").press("#answer .go")
    assert person.words in other.locator("main").inner_text()


def test_each_poster_leads_to_the_activity_in_its_language(phones: Phones, street: Street, live: str) -> None:
    phone = as_lead(phones, street, live)
    phone.goto(f"{STAFF}/how-are-things/poster")
    read_off = [read(code) for code in phone.locator(".qr").all()]
    assert sorted(read_off) == sorted(f"{BASE}/{language.code}/{SLUG}/how-are-things/" for language in LANGUAGES)


def test_the_screen_in_the_hall_lets_phones_join(phones: Phones, street: Street, live: str) -> None:
    phone = as_lead(phones, street, live)
    running = street.site.read(select(Gathering.id).where(Gathering.state == "open"))[0]
    phone.goto(f"{STAFF}/gatherings/{running}/screen")
    typed = phone.locator(".code").inner_text().replace(" ", "")
    assert read(phone.locator(".qr")) == f"{BASE}/j/{typed}"


def test_each_slip_carries_its_own_code(phones: Phones, street: Street, live: str) -> None:
    phone = as_lead(phones, street, live)
    phone.goto(f"{STAFF}/{CODED}/vote/codes")
    phone.locator("main input[name=size]").fill("3")
    phone.locator("main .go").click()
    slips = phone.locator(".slip")
    assert slips.count() == 3
    for slip in slips.all():
        typed = slip.locator(".code").inner_text().replace("-", "").replace(" ", "")
        assert read(slip.locator(".qr")) == f"{BASE}/j/{typed}"
