"""How much a file of a schedule may ask of the machine."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits of reading one file; each is named in the sentence that refuses what goes beyond it.

    bytes: size of the file. unpacked: bytes of a docx or xlsx when unpacked. seconds: processor and waiting time.
    memory: bytes of address space of the reading process. rows: rows of tables. pages: pages of a Word or PDF file.
    characters: letters of text in all.
    """

    bytes: int = 5_000_000
    unpacked: int = 60_000_000
    seconds: int = 20
    memory: int = 768 * 1024 * 1024
    rows: int = 1_000
    pages: int = 40
    characters: int = 200_000
