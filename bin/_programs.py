"""Programs outside Python that the tests drive, looked for before the first test: nothing is skipped silently."""

import shutil
from collections.abc import Callable
from pathlib import Path

from _environment import apt_install, may_install
from _guard import Crew
from _speech import Refused, progress


def _on_path(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _at(pattern: str) -> Callable[[], bool]:
    return lambda: any(Path("/").glob(pattern))


# The package of Debian and Ubuntu → whether what we need of it is here.
NEEDED: dict[str, Callable[[], bool]] = {
    "chromium": _on_path("chromium", "chromium-browser"),
    "postgresql": _at("usr/lib/postgresql/*/bin/postgres"),
    "libreoffice-writer-nogui": _at("usr/lib/libreoffice/program/libswlo.so"),
    "w3m": _on_path("w3m"),
    "poppler-utils": _on_path("pdftotext"),
    "redis-server": _on_path("redis-server"),
    "gettext": _on_path("msgfmt"),
    "fonts-noto-core": _at("usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"),
}


def missing() -> list[str]:
    """The packages to install, in one go."""
    return [package for package, is_here in NEEDED.items() if not is_here()]


def install(crew: Crew) -> None:
    """Install by apt what is missing, when root. Raises Refused, naming all that is missing in one line."""
    if not (names := missing()):
        return
    if may_install():
        progress(f"programs: installing {', '.join(names)}; this may take some minutes")
        apt_install(crew, names)
    if names := missing():
        raise Refused(
            f"Missing for the tests: {', '.join(names)}."
            f" As root: apt-get install --no-install-recommends {' '.join(names)}",
            code=2,
        )
