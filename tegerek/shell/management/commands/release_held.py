"""bin/manage release_held : let a restored copy send again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from tegerek.shell.backups import restoring


class Command(BaseCommand):
    help = "End the held state of a restored copy. From now on it is the site itself: what waits to be sent is sent."

    def handle(self, *args: Any, **options: Any) -> None:
        was_held = restoring.release()
        self.stdout.write(_("The copy is released: it is the site now.") if was_held else _("Nothing was held."))
