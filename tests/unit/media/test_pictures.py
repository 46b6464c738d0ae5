"""Photos: what they show stays, what they tell of their makers goes, and bombs are not opened."""

import io
import time

import pytest
from PIL import Image

from engage.media import pictures
from tests.factories.media import SECRET, photo, png_bomb


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_position_device_and_thumbnail_are_gone_and_the_picture_stands_upright() -> None:
    original = photo((800, 400))
    assert SECRET.encode() in original and opened(original).getexif().get_ifd(0x8825)
    kept = pictures.reencoded(io.BytesIO(original + SECRET.encode()))
    picture = opened(kept.content)
    assert kept.media_type == "image/jpeg"
    assert not picture.getexif() and SECRET.encode() not in kept.content
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    assert picture.size == (400, 800), "it was lying on its side"
    above, below = picture.getpixel((200, 100)), picture.getpixel((200, 700))
    assert above[1] > 100 > above[0] and below[0] > 200 > below[1], "green above, red below"


@pytest.mark.parametrize("size", [(4000, 3000), (1700, 20), (20, 1700), (3000, 3000)])
def test_large_pictures_become_as_small_as_pages_need(size: tuple[int, int]) -> None:
    kept = opened(pictures.reencoded(io.BytesIO(photo(size, "PNG"))).content)
    assert max(kept.size) == 1600


def test_small_pictures_stay_as_large_as_they_are() -> None:
    assert opened(pictures.reencoded(io.BytesIO(photo((30, 20), "PNG"))).content).size == (30, 20)


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1", "RGB"])
def test_every_way_to_store_colours_becomes_a_jpeg(mode: str) -> None:
    image = Image.new("RGB", (40, 40), "white").convert(mode)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG" if mode == "CMYK" else "PNG")
    kept = pictures.reencoded(buffer)
    assert kept.media_type == "image/jpeg" and opened(kept.content).mode == "RGB"


def test_transparent_parts_stay_transparent() -> None:
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    kept = pictures.reencoded(buffer)
    assert kept.media_type == "image/png"
    assert opened(kept.content).getpixel((5, 5))[3] == 0


def test_webp_is_read() -> None:
    assert pictures.reencoded(io.BytesIO(photo((50, 50), "WEBP"))).media_type == "image/jpeg"


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    started = time.monotonic()
    with pytest.raises(pictures.BrokenPicture):
        pictures.reencoded(io.BytesIO(png_bomb()))
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("side", [4001, 5000])
def test_a_picture_with_too_many_pixels_is_refused(side: int) -> None:
    with pytest.raises(pictures.BrokenPicture):
        pictures.reencoded(io.BytesIO(png_bomb(side)))


def test_a_picture_that_sharpens_slowly_may_have_fewer_pixels() -> None:
    size = (4100, 4000)
    with pytest.raises(pictures.BrokenPicture):
        pictures.reencoded(io.BytesIO(photo(size, progressive=True)))
    assert pictures.reencoded(io.BytesIO(photo(size))).content


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_half_a_picture_is_refused(file_format: str) -> None:
    image = Image.effect_noise((300, 300), 80)
    buffer = io.BytesIO()
    image.save(buffer, file_format)
    with pytest.raises(pictures.BrokenPicture):
        pictures.reencoded(io.BytesIO(buffer.getvalue()[: len(buffer.getvalue()) // 2]))


@pytest.mark.parametrize("file_format", ["GIF", "BMP", "TIFF", "PPM", "ICO"])
def test_other_formats_are_not_even_tried(file_format: str) -> None:
    with pytest.raises(pictures.NotAPicture):
        pictures.reencoded(io.BytesIO(photo((32, 32), file_format)))


def test_a_poster_is_small_whatever_it_shows() -> None:
    for image in (Image.effect_noise((854, 480), 120), Image.new("RGB", (480, 854), "navy")):
        still = pictures.poster(image)
        assert len(still) <= 4000 and opened(still).format == "WEBP"
    assert opened(still).size == (270, 480), "as large as fits"
