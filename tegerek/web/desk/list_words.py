"""What the preview of a list says: faults, states, what was done, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tegerek.meetings.lists.cells import Fault
from tegerek.meetings.lists.rows import ListTable
from tegerek.meetings.matching import Looked


def column_labels(may_phone: bool) -> dict[str, str]:
    """The columns of the preview with their headings."""
    labels = {
        "name": pgettext("column of a list", "Surname and name"),
        "post": pgettext("column of a list", "Post"),
        "unit": pgettext("column of a list", "Aiyl aimak"),
        "sex": pgettext("column of a list", "Sex"),
        "age": pgettext("column of a list", "Age"),
        "phone": pgettext("column of a list", "Phone"),
    }
    return labels if may_phone else {column: label for column, label in labels.items() if column != "phone"}


def sentence_of(fault: Fault, one: Looked, names: Mapping[int, str]) -> str:
    """What is wrong in a cell, or asked, and what to do. Raises KeyError for a code that is none."""
    sentences = {
        "no_name": _("There is no name. Enter it, or take the row out."),
        "one_word": _("“%(found)s” is one word. Enter surname and name."),
        "only_initials": _("“%(found)s” has only initials. Enter the surname."),
        "not_a_name": _("“%(found)s” does not look like a name. Leave only the name, with capital letters."),
        "nobody_yet": _("Nobody is named here yet. Enter the name when it is known, or take the row out."),
        "letters_lost": _("Letters were lost in “%(found)s”. Enter the name again."),
        "several_people": _("Several people stand in one cell. Leave one of them, and add a row for each other."),
        "shifted": _("The cells of this row stand in the wrong columns. Put each where it belongs."),
        "sheet_error": _("“%(found)s” is an error of the spreadsheet. Enter what should stand here."),
        "too_long": _("This is too long. Leave only what belongs in this cell."),
        "bad_sex": _("“%(found)s” says no sex. Choose one, or “not stated”."),
        "bad_phone": _("“%(found)s” is not a whole phone number. Write it like 0555 12 34 56, or empty the cell."),
        "unit_unknown": _("No place “%(found)s” is known. Check the spelling, or empty the cell."),
        "unit_unclear": _("“%(found)s” may be several places. Choose which one is meant."),
        "unit_elsewhere": _("This place lies in another raion: %(place)s. Is that right?"),
        "post_unclear": _("Several posts stand here. Choose the one for which the person is invited."),
        "sex_differs": _("The sex does not go with the father’s name. Choose the right one, or confirm it."),
        "maybe_known": _("The office knows somebody of this name. Is it the same person?"),
        "maybe_double": _("Row %(above)s has the same name and differs in the rest. Another person, or take it out?"),
        "double": _("Row %(above)s says the same person already. This row will be dropped."),
    }
    place = names.get(one.meaning.unit, "") if one.meaning.unit is not None else ""
    return sentences[fault.code] % {"found": fault.found[:60], "place": place, "above": one.above}


def look_sentence(look: Fault, one: Looked, names: Mapping[int, str]) -> str:
    """What goes in as it stands and may be meant otherwise. Raises KeyError for a code that is none."""
    sentences = {
        "initials": _("The first name is only an initial. Enter it whole if it is known."),
        "post_kept": _("“%(found)s” is none of the posts that are counted. It stays as written, as another post."),
        "unit_guessed": _("“%(found)s” was taken for %(place)s. Is that right?"),
        "age_unread": _("“%(found)s” says no age and is not taken over. Choose the age group if it is known."),
    }
    place = names.get(one.meaning.unit, "") if one.meaning.unit is not None else ""
    return sentences[look.code] % {"found": look.found[:60], "place": place}


def here_sentences(one: Looked) -> tuple[str, ...]:
    """What becomes of a row whose person is on the list of the meeting already."""
    card = one.card
    if card is None:
        return ()
    told = [_("%(name)s is already on this list. This row changes nothing there.") % {"name": card.name}]
    if card.replaced_by:
        sentence = _("%(name)s does not come and is replaced by %(other)s. This row changes nothing there.")
        told = [sentence % {"name": card.name, "other": card.replaced_by}]
    elif card.is_declined:
        sentence = _("%(name)s is already on this list and does not come. This row changes nothing there.")
        told = [sentence % {"name": card.name}]
    if one.new_phones:
        told.append(_("The phone in this row is new; it is added to the card."))
    if one.new_band:
        told.append(_("The age in this row was not known; it is added."))
    return tuple(told)


def state_word(status: str, *, to_look_at: bool = False) -> str:
    """What becomes of a row, in a word or two."""
    if to_look_at:
        return {
            "new": pgettext("row of a list", "new – please look"),
            "known": pgettext("row of a list", "known – please look"),
        }[status]
    return {
        "new": pgettext("row of a list", "new"),
        "known": pgettext("row of a list", "known"),
        "here": pgettext("row of a list", "already on this list"),
        "asked": pgettext("row of a list", "question"),
        "wrong": pgettext("row of a list", "to mend"),
        "double": pgettext("row of a list", "twice"),
        "out": pgettext("row of a list", "left out"),
        "empty": "",
    }[status]


def done_sentences(counts: Mapping[str, int]) -> tuple[str, ...]:
    """What was taken over so far, a sentence for each kind; none where nothing was."""
    kinds = ("new", "known", "here", "double", "out")
    new, known, here, double, out = (int(counts.get(kind, 0)) for kind in kinds)
    told = (
        ngettext("Taken over: %d new person.", "Taken over: %d new people.", new) % new if new else "",
        ngettext("%d was known already.", "%d were known already.", known) % known if known else "",
        ngettext("%d was already on this list.", "%d were already on this list.", here) % here if here else "",
        ngettext("%d row was in the list twice.", "%d rows were in the list twice.", double) % double if double else "",
        ngettext("%d row was left out.", "%d rows were left out.", out) % out if out else "",
    )
    return tuple(sentence for sentence in told if sentence)


def note_sentences(table: ListTable) -> tuple[str, ...]:
    """What was mended or left out of the whole list."""
    known = {
        "legacy_letters": _("The list was typed in an old Kyrgyz font; ң, ө and ү were restored. Check the names."),
        "formula_empty": _("Some cells hold a formula without a result and were read as empty."),
        "sheet_hidden": _("A hidden sheet was not read. Show it and bring the file again if it belongs here."),
    }
    notes = [known[code] for code in table.notes if code in known]
    if table.left_out:
        notes.append(_("These columns are not taken over: %(columns)s.") % {"columns": ", ".join(table.left_out)})
    return tuple(notes)
