"""`bin/manage words`: compile, check and collect what the product says."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

import tegerek
from tegerek.shell import wording


class Command(BaseCommand):
    help = (
        "Compile the translations that changed (needed before the site speaks Kyrgyz and Russian). "
        "With --check: say what is missing or wrong in them. With --collect: bring new texts of the program into them."
    )
    # It runs before anything else is set up.
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_mutually_exclusive_group()
        acts.add_argument("--check", action="store_true", help="change nothing; exit 1 if a translator has work to do")
        acts.add_argument("--collect", action="store_true", help="write the texts of the program into the .po files")

    def handle(self, *args: Any, check: bool, collect: bool, **options: Any) -> None:
        if collect:
            self._collect()
        elif check:
            self._check()
        else:
            self._compile()

    def _compile(self) -> None:
        """For each language of the house, its .mo beside its .po."""
        files = [path for path in _catalogues().values() if path.exists()]
        compiled = sum([wording.compile_file(path) for path in files])
        self.stdout.write(f"Compiled {compiled} of {len(files)} catalogues.")

    def _check(self) -> None:
        found = wording.collect(_sources())
        lines = [*found.mistakes]
        for lang, path in _catalogues().items():
            lines += [f"{lang}: {line}" for line in wording.problems(wording.read(path), found, lang)]
        for line in lines:
            self.stdout.write(line)
        if lines:
            raise CommandError(f"{len(lines)} to mend; docs/words.md says how.")
        self.stdout.write(f"{len(found.places)} texts, each in {len(_catalogues()) + 1} languages.")

    def _collect(self) -> None:
        found = wording.collect(_sources())
        for lang, path in _catalogues().items():
            catalogue = wording.merged(wording.read(path), found, lang)
            written = wording.write(catalogue, path)
            missing = len(catalogue.untranslated_entries())
            self.stdout.write(f"{lang}: {'written' if written else 'unchanged'}, {missing} to translate.")
        if found.mistakes:
            for line in found.mistakes:
                self.stdout.write(line)
            raise CommandError(f"{len(found.mistakes)} texts cannot be translated as they stand.")


def _sources() -> Path:
    return Path(tegerek.__file__).parent


def _catalogues() -> dict[str, Path]:
    """The catalogue of each language that English is translated into."""
    folder = Path(settings.LOCALE_PATHS[0])
    return {lang: folder / lang / "LC_MESSAGES" / "django.po" for lang in wording.PLURALS}
