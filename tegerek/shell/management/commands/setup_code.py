"""bin/manage setup_code : the one-time code that opens /setup/ of an empty installation."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from tegerek.people import founding


class Command(BaseCommand):
    help = "Print the one-time code that opens /setup/. Prints nothing once there is an administrator."

    def handle(self, *args: Any, **options: Any) -> None:
        if founding.has_administrator():
            founding.forget_setup_code()
        else:
            self.stdout.write(founding.setup_code())
