"""bin/bench certificates : 240 certificates as one PDF and as 240 files, beside the same by WeasyPrint and LibreOffice.

Invented people, each with a signed square of their own; other names in each round, since what is laid out twice is
remembered. Five rounds of ours; of the others three for the one file, and one for separate files, which take long. All
get the same words and the same square; LibreOffice gets Word files and prints all of them with one start.
Prints median and worst, the size, and how many times as long the others take; without them only ours.
"""

from __future__ import annotations

import base64
import html
import importlib
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tegerek.learning.printing import Drawn

PEOPLE, ROUNDS, ROUNDS_OF_OTHERS = 240, 5, 3
SITE = "https://tegerek.example"
GOALS = {"one PDF": "≤ 2.0 s, ≤ 3 MB", "240 files": "≤ 8.0 s"}
FONTS = Path(__file__).parents[1] / "tegerek" / "documents" / "fonts"
STYLE = f"""
@font-face {{ font-family: S; src: url(file://{FONTS}/PTSans-Regular.ttf) }}
@font-face {{ font-family: S; font-weight: bold; src: url(file://{FONTS}/PTSans-Bold.ttf) }}
@page {{ size: A4 landscape; margin: 16mm 20mm }}
body {{ font: 13pt S; margin: 0 }}
article {{ break-after: page; text-align: center; position: relative; height: 177mm }}
h1 {{ font-size: 34pt; margin: 0 }}
.name {{ font-size: 28pt; font-weight: bold; border-bottom: 0.5pt solid #555 }}
.foot {{ position: absolute; bottom: 0; left: 0; text-align: left }}
img {{ position: absolute; bottom: 0; right: 0; width: 36mm; height: 36mm }}
"""


@dataclass
class Measured:
    """Seconds of each round, and the bytes of the last."""

    seconds: list[float] = field(default_factory=list)
    size: int = 0

    def add(self, make: Callable[[], int]) -> None:
        begun = time.perf_counter()
        self.size = make()
        self.seconds.append(time.perf_counter() - begun)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tegerek-bench-") as folder:
        os.environ["TEGEREK_VAR"] = folder
        os.environ["TEGEREK_SECRET"] = "b" * 50
        os.environ["DJANGO_SETTINGS_MODULE"] = "tegerek.config.settings"
        import django  # slow import

        django.setup()
        tell(_measure(Path(folder)))


def _measure(folder: Path) -> dict[str, dict[str, Measured]]:
    """By kind of file, then by maker."""
    makers: dict[str, tuple[Callable[[list[Drawn]], int], Callable[[list[Drawn]], int], int]] = {
        "Tegerek": (_ours, lambda drawn: sum(_ours([one]) for one in drawn), ROUNDS)
    }
    try:
        printer = importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:  # it needs libraries of the machine
        print(f"WeasyPrint cannot be loaded: {error}")
    else:
        makers["WeasyPrint"] = (
            lambda drawn: _by_weasyprint(printer, drawn),
            lambda drawn: sum(_by_weasyprint(printer, [one]) for one in drawn),
            ROUNDS_OF_OTHERS,
        )
    if office := shutil.which("soffice"):
        makers["LibreOffice"] = (
            lambda drawn: _by_office(office, [drawn], folder),
            lambda drawn: _by_office(office, [[one] for one in drawn], folder),
            ROUNDS_OF_OTHERS,
        )
    found: dict[str, dict[str, Measured]] = {kind: {} for kind in GOALS}
    # The first PDF of a process reads the fonts.
    _ours(_invented(99)[:1])
    for name, (whole, apart, rounds) in makers.items():
        one, many = Measured(), Measured()
        for n in range(rounds):
            drawn = _invented(n)
            one.add(lambda: whole(drawn))  # noqa: B023 - called at once
            if name == "Tegerek" or n == 0:
                many.add(lambda: apart(drawn))  # noqa: B023 - called at once
        found["one PDF"][name], found["240 files"][name] = one, many
    return found


def _invented(round_: int) -> list[Drawn]:
    from tegerek.learning import signing  # slow import: the settings come first
    from tegerek.learning.printing import Drawn, Printed  # slow import: the settings come first

    made = []
    for n in range(1, PEOPLE + 1):
        code, number, name = f"abcd-efgh-23{round_:02}-{n:04}", f"АЧ-2026-{n:04}", f"Мисалова Айнура {round_}-{n}-кызы"
        words = Printed(
            heading="Сертификат",
            number=f"№ {number}",
            lead="Ушул сертификат менен тастыкталат:",
            text="төмөнкү окуу программасынын семинарына катышты:",
            programme="«Айылда чогуу чечебиз: коомдук катышуунун, чогулуштардын жана жыйындардын түрлөрү»",
            days="2026-жылдын 17-мартында",
            place="Кочкор району, Нарын облусу",
            hours="6 саат окуу",
            issued="2026-жылдын 18-мартында берилди",
            post="«Булак» окуу борборунун директору",
            signer="Жылдыз Сынакова",
            implementer="«Булак» окуу борбору",
            donor="Ойдон чыгарылган «Шам» фонду",
        )
        day, issued = date(2026, 3, 17), date(2026, 3, 18)
        marks = (signing.name_mark(code, name), signing.whole_mark(words.lines(name)))
        line = signing.payload_of(number=number, issued=issued, first=day, last=day, lang="ky", code=code, marks=marks)
        signature, _key = signing.sign(line)
        made.append(Drawn(words, name, "ky", code, signing.square_of(SITE, code, line, signature), issued))
    return made


def _ours(drawn: list[Drawn]) -> int:
    from tegerek.documents.papers.certificate import certificates_pdf  # slow import: the settings come first

    return len(certificates_pdf(drawn, (), SITE))


def _by_weasyprint(printer: Any, drawn: list[Drawn]) -> int:
    pages = "".join(_page(one) for one in drawn)
    whole = f"<!doctype html><html lang=ky><title>Сертификаттар</title><style>{STYLE}</style>{pages}"
    return len(printer.HTML(string=whole).write_pdf(pdf_variant="pdf/ua-1"))


def _page(one: Drawn) -> str:
    from tegerek.documents.qr import dots_of  # slow import: the settings come first

    words = {name: html.escape(text) for name, text in one.printed.as_json().items()}
    square = base64.b64encode(dots_of(one.square)).decode()
    return (
        f"<article><h1>{words['heading']}</h1><p>{words['number']}</p><p>{words['lead']}</p>"
        f"<p class=name>{html.escape(one.name)}</p><p>{words['text']}</p><p><b>{words['programme']}</b></p>"
        f"<p>{words['days']} · {words['place']} · {words['hours']}</p>"
        f"<div class=foot><p>{words['issued']}</p><p>{words['post']}</p><p><b>{words['signer']}</b></p>"
        f"<p>{one.code}</p></div>"
        f'<img src="data:image/png;base64,{square}" alt="QR"></article>'
    )


def _by_office(office: str, files: list[list[Drawn]], folder: Path) -> int:
    """Word files as PDF, all with one start, with a profile of its own. Raises CalledProcessError."""
    shutil.rmtree(folder / "word", ignore_errors=True)
    (folder / "word").mkdir()
    for n, drawn in enumerate(files):
        _write_word(drawn, folder / "word" / f"{n}.docx")
    sources = [str(path) for path in sorted((folder / "word").glob("*.docx"))]
    profile, out = f"-env:UserInstallation=file://{folder}/office", str(folder / "word")
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", out, *sources]
    subprocess.run(command, check=True, capture_output=True)
    return sum(path.stat().st_size for path in (folder / "word").glob("*.pdf"))


def _write_word(drawn: list[Drawn], path: Path) -> None:
    from docx import Document  # slow import
    from docx.enum.section import WD_ORIENT  # slow import
    from docx.shared import Mm, Pt  # slow import

    from tegerek.documents.qr import dots_of  # slow import: the settings come first

    paper = Document()
    section = paper.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(16)
    for n, one in enumerate(drawn):
        words = one.printed
        heading = paper.add_heading(words.heading, level=1)
        heading.paragraph_format.page_break_before = n > 0
        for text in (words.number, words.lead):
            paper.add_paragraph(text)
        paper.add_paragraph().add_run(one.name).font.size = Pt(28)
        for text in (words.text, words.programme, f"{words.days} · {words.place} · {words.hours}", words.issued):
            paper.add_paragraph(text)
        paper.add_paragraph(f"{words.post} {words.signer} {one.code}")
        paper.add_paragraph().add_run().add_picture(BytesIO(dots_of(one.square)), width=Mm(36))
    paper.save(str(path))


def tell(found: dict[str, dict[str, Measured]]) -> None:
    """Print a table: a line for each maker, ours first."""
    print(f"{'':<12}{'':<14}{'median s':>10}{'worst s':>10}{'kB':>10}{'ratio':>8}  goal")
    for kind, makers in found.items():
        ours = statistics.median(makers["Tegerek"].seconds)
        for name, measured in makers.items():
            median = statistics.median(measured.seconds)
            goal = GOALS[kind] if name == "Tegerek" else ""
            line = f"{kind:<12}{name:<14}{median:>10.2f}{max(measured.seconds):>10.2f}{measured.size / 1000:>10.0f}"
            print(f"{line}{median / ours:>8.1f}  {goal}".rstrip())


if __name__ == "__main__":
    main()
