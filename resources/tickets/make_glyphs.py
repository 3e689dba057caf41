"""Draws glyphs24.bin.gz: a 24-dot bitmap for every character a ticket may carry.

Needs Pillow and fontTools and Noto Sans Mono CJK SC 2.004 (SIL Open Font License 1.1, see OFL.txt):
    python3 make_glyphs.py NotoSansCJK-Regular.ttc glyphs24.bin.gz

Layout, before gzip, little-endian: "CHG1", u16 rows, u16 bytes per row, u32 count,
then count code points (u32, ascending), then count bitmaps (rows x bytes, bit 7 leftmost, 1 = black).
Characters below U+0250 fill the left 12 dots of their cell, all others the whole cell.
"""

import gzip
import struct
import sys

from fontTools.ttLib import TTCollection
from PIL import Image, ImageDraw, ImageFont

CELL = 24
BASELINE = 21
INK = 100  # of 255: thin strokes survive, counters stay open

HALF = [range(0x20, 0x7F), range(0xA1, 0x250)]
FULL = [
    range(0x0370, 0x0460),  # Greek, Cyrillic
    range(0x2010, 0x2700),  # punctuation, arrows, mathematics, boxes, numbers in circles
    range(0x2E80, 0x3130),  # radicals, CJK punctuation, kana, bopomofo
    range(0x3200, 0x3400),  # units, enclosed
    range(0x3400, 0xA000),  # Han: extension A and the main block
    range(0xF900, 0xFB00),  # Han: compatibility
    range(0xFF01, 0xFFE7),  # full-width forms
    range(0x20000, 0x32000),  # Han: extensions B to H
]


def face_index(path):
    for index, face in enumerate(TTCollection(path).fonts):
        if face["name"].getDebugName(4) == "Noto Sans Mono CJK SC":
            return index, set(face.getBestCmap())
    raise SystemExit("Noto Sans Mono CJK SC is not in this collection")


def draw(font, char, width):
    cell = Image.new("L", (CELL, CELL), 0)
    advance = font.getlength(char)
    left = max(0, (width - advance) / 2)
    ImageDraw.Draw(cell).text((left, BASELINE), char, fill=255, font=font, anchor="ls")
    return cell.point(lambda v: 255 if v >= INK else 0).convert("1").tobytes()


def main(font_path, out_path):
    index, covered = face_index(font_path)
    font = ImageFont.truetype(font_path, CELL, index=index)
    points = [(p, 12) for r in HALF for p in r if p in covered]
    points += [(p, 24) for r in FULL for p in r if p in covered]
    head = struct.pack("<4sHHI", b"CHG1", CELL, CELL // 8, len(points))
    codes = b"".join(struct.pack("<I", p) for p, _ in points)
    bitmaps = b"".join(draw(font, chr(p), width) for p, width in points)
    with open(out_path, "wb") as out:
        out.write(gzip.compress(head + codes + bitmaps, 9, mtime=0))
    print(len(points), "glyphs")


main(*sys.argv[1:])
