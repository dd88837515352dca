"""The squares on a paper, as an independent reader of codes finds them in its picture."""

from __future__ import annotations

import subprocess
from io import BytesIO

import zxingcpp
from PIL import Image


def squares_on(paper: bytes) -> list[str]:
    """What the codes on the first page of a PDF say. Needs pdftoppm, which draws the page as a printer would."""
    command = ["pdftoppm", "-png", "-r", "150", "-f", "1", "-l", "1", "-singlefile", "-"]
    drawn = subprocess.run(command, input=paper, capture_output=True, check=True, timeout=60).stdout
    return [found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(drawn)))]
