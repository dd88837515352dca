"""Filling in forms as a browser does: what stands in the fields is sent back, but for what the test types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from django.http import HttpResponse
from django.test import Client

from tests.pages import Page, check, fetch

ENGLISH = "?lang=en"


def fields_of(form: Element) -> dict[str, str]:
    """What a browser would send of a form that nobody touched."""
    sent: dict[str, str] = {}
    for field in form.iter():
        name, kind = field.get("name", ""), field.get("type", "text")
        if field.tag == "input" and kind in {"checkbox", "radio"}:
            sent |= {name: field.get("value", "on")} if "checked" in field.attrib else {}
        elif field.tag == "input" and kind != "file":
            sent[name] = field.get("value", "")
        elif field.tag == "textarea":
            sent[name] = (field.text or "").removeprefix("\n")
        elif field.tag == "select":
            options = sorted(field.iter("option"), key=lambda option: "selected" not in option.attrib)
            sent[name] = options[0].get("value", "") if options else ""
    sent.pop("csrfmiddlewaretoken", None)
    return {name: value for name, value in sent.items() if name}


def form_of(page: Page) -> Element:
    """The form of the page itself; those around it change the language and sign out."""
    (form,) = page.one("main").iter("form")
    return form


def press(
    client: Client,
    address: str,
    typed: Mapping[str, str] | None = None,
    *,
    status: int = 302,
    at: str = "",
    **more: str,
) -> HttpResponse | Any:
    """Open a page, type into its fields, and press its button.

    typed, more: texts by the name of their field. at: another address that the pressed button sends to.
    """
    sent = fields_of(form_of(fetch(client, address + ENGLISH)))
    sent.update({**(typed or {}), **more})
    response = client.post((at or address) + ENGLISH, sent)
    assert response.status_code == status, told(response) if response.status_code in {200, 422} else response
    return response


def told(response: HttpResponse | Any) -> list[str]:
    """What a page that came back says is in the way, at its head and beside its fields; it passes every check."""
    page = check(response)
    alerts = [e for e in page.one("main").iter() if e.get("role") == "alert" or e.get("class") == "error"]
    return [" ".join("".join(e.itertext()).split()) for e in alerts]
