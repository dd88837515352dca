"""The signature of a certificate: what is signed, by which key, and as what text it stands on the paper.

Ed25519 (RFC 8032). What is signed is one line, its fields parted by "|": TG1, number, day of issue, days of the
seminar, language, code, mark of the name, mark of everything printed. A mark is the first half of a SHA-256; so the
name stands in no address, and whoever holds the paper can still see whether it is the one that was signed.
docs/certificates.md has a program that checks it without this house.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KIND, PART = "TG1", "|"
FILE = "certificate-key"
KEY_BYTES, MARK_BYTES = 32, 16


def name_mark(code: str, name: str) -> str:
    """By what a name is known to be the one that was signed: capitals and the width of blanks do not matter.

    >>> name_mark("abcd", "Мисалова  Айнура") == name_mark("abcd", "мисалова айнура"), len(name_mark("abcd", "А"))
    (True, 22)
    """
    return _mark(f"{code}\n{' '.join(name.split()).casefold()}")


def whole_mark(lines: Iterable[str]) -> str:
    """By what all printed lines together are known, the name among them, in the order of the paper."""
    return _mark("\n".join(" ".join(line.split()) for line in lines))


def payload_of(
    *, number: str, issued: date, first: date, last: date, lang: str, code: str, marks: Iterable[str]
) -> str:
    """What is signed. number, code: without "|"; marks: of the name, then of everything printed.

    >>> payload_of(number="А-2026-0001", issued=date(2026, 3, 5), first=date(2026, 3, 3), last=date(2026, 3, 3),
    ...            lang="ky", code="abcd", marks=("n", "w"))
    'TG1|А-2026-0001|2026-03-05|2026-03-03|ky|abcd|n|w'
    """
    days = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return PART.join((KIND, number, issued.isoformat(), days, lang, code, *marks))


def square_of(address: str, code: str, payload: str, signature: str) -> str:
    """The text of the square: the address of the certificate, and behind # what no server ever gets to see.

    code: as printed, in groups. A browser that opens it asks for the page of the code alone.
    """
    return f"{address}/verify/{code}#{_plain(payload.encode())}.{signature}"


def sign(payload: str) -> tuple[str, str]:
    """The signature and the public key that checks it, as letters. Makes the site's key when there is none yet.

    Raises ImproperlyConfigured for a key that is none.
    """
    key = _private()
    return _plain(key.sign(payload.encode())), public_of(key)


def holds(payload: str, signature: str, key: str) -> bool:
    """Whether a signature is that of the payload, by a public key as letters; False for what is no signature at all."""
    try:
        Ed25519PublicKey.from_public_bytes(_bytes(key)).verify(_bytes(signature), payload.encode())
    except (InvalidSignature, ValueError, Error):
        return False
    return True


def public_key() -> str:
    """The public key of this site, as letters. Makes the key when there is none yet."""
    return public_of(_private())


def public_of(key: Ed25519PrivateKey) -> str:
    """The public key of a private one: 43 letters."""
    return _plain(key.public_key().public_bytes_raw())


def _private() -> Ed25519PrivateKey:
    kept = settings.CERTIFICATE_KEY or _kept(Path(settings.VAR) / FILE)
    try:
        return Ed25519PrivateKey.from_private_bytes(_bytes(kept))
    except (ValueError, Error):
        told = f"TEGEREK_CERTIFICATE_KEY, or the file {FILE}, holds no key: {KEY_BYTES} bytes in base64url are one"
        raise ImproperlyConfigured(told) from None


def _kept(path: Path) -> str:
    """The key in the folder of the site, made whole at the first use: of two that make it at once one wins."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}.draft")
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(_plain(secrets.token_bytes(KEY_BYTES)) + "\n")
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()


def _mark(text: str) -> str:
    return _plain(hashlib.sha256(text.encode()).digest()[:MARK_BYTES])


def _plain(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
