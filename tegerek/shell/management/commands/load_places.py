import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.places.actions import load_units


class Command(BaseCommand):
    help = (
        "Load the units of the country. Without FILE: the files of data/units/. A FILE takes the place of the one with "
        "the same columns (classifier, names, seats, successions). A second run changes nothing; names that people "
        "gave stay. Exits 0 when done, 1 when a file is refused (nothing is written then), 2 when misused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help="a CSV file in UTF-8")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        try:
            loaded = load_units(files, at=clock.now())
        except Refusal as refusal:
            self.stderr.write(str(refusal))
            sys.exit(1)
        self.stdout.write(f"made {loaded.made}, changed {loaded.changed}, same {loaded.same}")
