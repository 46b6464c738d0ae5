"""Stand-ins for films and voices that are still to be made: a dark-blue card for a signer, two soft notes for a voice.

Each says that it is a stand-in. They are made once, on the machine of whoever writes the demonstration, and shipped.
"""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from engage.media import captions, ffmpeg, pictures
from engage.media.captions import Cue

WIDTH, HEIGHT = 640, 480
MARGIN = 40
CARD, FIGURE, INK, QUIET = "#26365f", "#3b4d80", "#ffffff", "#d5dcf0"
NOTICE = "Placeholder: a signer fills this frame"
FONTS = (
    "dejavu/DejaVuSans.ttf",
    "noto/NotoSans-Regular.ttf",
    "DejaVuSans.ttf",
    "NotoSans-Regular.ttf",
)
"""Where fonts with all the letters we need may be, as Pillow looks for them."""
SIZES = (44, 38, 33, 29)
NOTICE_SIZE = 22
LINE_HEIGHT = 1.3
WORDS_MIDDLE, WORDS_HEIGHT = 392, 130
MOST_BYTES = 10_000
WORDS_A_SECOND = 2.2
CUE_WORDS = 12


@dataclass(frozen=True)
class SlateFiles:
    """The three files of one slate."""

    clip: Path
    poster: Path
    captions: Path
    seconds: int


def make_slate(words: str, folder: Path, name: str) -> SlateFiles:
    """A card that shows the words which will be signed: `name`.mp4 (at most 10 kB), `name`.webp and `name`.vtt.

    ffmpeg.Unreadable if ffmpeg is missing or cannot make it small enough.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = SlateFiles(folder / f"{name}.mp4", folder / f"{name}.webp", folder / f"{name}.vtt", seconds=_seconds(words))
    card = _card(words)
    files.poster.write_bytes(pictures.poster(card))
    files.captions.write_text(captions.written(_cues(words, files.seconds)), encoding="utf-8")
    still = folder / f"{name}.png"
    try:
        card.save(still)
        _film(still, files.clip, files.seconds)
    finally:
        still.unlink(missing_ok=True)
    return files


def make_chime(path: Path) -> int:
    """Two soft falling notes (m4a, at most 3 kB) that stand in for a voice; returns the length in whole seconds."""
    notes = "0.35*sin(2*PI*660*t)*exp(-5*t)+0.35*gte(t,0.3)*sin(2*PI*495*(t-0.3))*exp(-5*(t-0.3))"
    tone = ["-f", "lavfi", "-i", f"aevalsrc='{notes}':s=16000:d=1.1", "-af", "afade=out:st=0.9:d=0.2"]
    ffmpeg.make([*tone, "-c:a", "aac", "-b:a", "14k", "-movflags", "+faststart", "-f", "mp4"], path)
    return 1


def _seconds(words: str) -> int:
    """As long as reading the words takes, so that captions can be followed."""
    return min(20, max(3, round(len(words.split()) / WORDS_A_SECOND)))


def _cues(words: str, seconds: int) -> list[Cue]:
    """The words, a dozen at a time, each for its share of the clip."""
    every = words.split()
    parts = [every[start : start + CUE_WORDS] for start in range(0, len(every), CUE_WORDS)]
    share = seconds * 1000 // len(parts)
    return [Cue(share * place, share * (place + 1), " ".join(part)) for place, part in enumerate(parts)]


def _card(words: str) -> Image.Image:
    """The notice above, a signer in the middle, where pages put their Play button, and the words below."""
    image = Image.new("RGB", (WIDTH, HEIGHT), CARD)
    draw = ImageDraw.Draw(image)
    draw.text((WIDTH / 2, 44), NOTICE, font=_font(NOTICE_SIZE), fill=QUIET, anchor="mm")
    _signer(draw)
    lines, font = _fitted(draw, words)
    step = font.size * LINE_HEIGHT
    top = WORDS_MIDDLE - step * (len(lines) - 1) / 2
    for place, line in enumerate(lines):
        draw.text((WIDTH / 2, top + step * place), line, font=font, fill=INK, anchor="mm")
    return image


def _signer(draw: ImageDraw.ImageDraw) -> None:
    """The outline of a person who signs: head, shoulders and two raised hands."""
    draw.ellipse((280, 84, 360, 172), fill=FIGURE)
    draw.pieslice((216, 186, 424, 446), 180, 360, fill=FIGURE)
    for elbow, hand in (((196, 258), (216, 168)), ((444, 258), (424, 168))):
        shoulder = (248 if elbow[0] < WIDTH / 2 else 392, 262)
        draw.line((shoulder, elbow, hand), fill=FIGURE, width=34, joint="curve")
        draw.ellipse((hand[0] - 24, hand[1] - 30, hand[0] + 24, hand[1] + 18), fill=FIGURE)
    draw.rectangle((0, 316, WIDTH, HEIGHT), fill=CARD)


def _fitted(draw: ImageDraw.ImageDraw, words: str) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """The words in a few lines, at the largest size at which they fit; the captions have what does not."""
    for size in SIZES:
        font = _font(size)
        lines = _lines(draw, words, font)
        if len(lines) * size * LINE_HEIGHT <= WORDS_HEIGHT:
            return lines, font
    most = int(WORDS_HEIGHT / (SIZES[-1] * LINE_HEIGHT))
    return [*lines[: most - 1], f"{lines[most - 1].rpartition(' ')[0]} …"], font


def _lines(draw: ImageDraw.ImageDraw, words: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, font=font) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _font(size: int) -> ImageFont.FreeTypeFont:
    for name in FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise OSError("no font was found to write the card with")
    return font


def _film(still: Path, target: Path, seconds: int) -> None:
    """A film of one picture, as fine as its size allows."""
    for quality in (28, 32, 36, 40, 44, 48):
        ffmpeg.make(
            ["-loop", "1", "-framerate", "1", "-i", f"file:{still}", "-t", str(seconds), "-c:v", "libx264"]
            + ["-preset", "veryslow", "-tune", "stillimage", "-crf", str(quality), "-pix_fmt", "yuv420p"]
            # Without the encoder's note about itself, which is longer than some of the films.
            + [
                "-bsf:v",
                "filter_units=remove_types=6",
                "-flags",
                "+bitexact",
                "-threads",
                "1",
                "-movflags",
                "+faststart",
                "-f",
                "mp4",
            ],
            target,
        )
        if target.stat().st_size <= MOST_BYTES:
            return
    raise ffmpeg.Unreadable("the card does not become small enough")
