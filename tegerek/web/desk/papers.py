"""Papers to print and to send: of one meeting, and of a whole series at once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegerek.commitments.links import codes_of_numbers, reserve_slips
from tegerek.documents.papers.call.pack import CALL_KINDS
from tegerek.documents.papers.kinds import FORMS, KINDS, PACK, SLIPS, call_papers_of, papers_of
from tegerek.documents.papers.parts import LANGS, Paper, langs_of
from tegerek.documents.papers.series import file_name
from tegerek.jobs.models import Job
from tegerek.lib import clock
from tegerek.lib.errors import Refusal
from tegerek.meetings.access import meeting_for
from tegerek.meetings.call_sheets import call_sheet
from tegerek.meetings.cards import MOST as MOST_CARDS
from tegerek.meetings.cards import start_cards
from tegerek.meetings.checklists import tick_step
from tegerek.meetings.models import Closing, Meeting
from tegerek.meetings.rules import State
from tegerek.people.access import may, reach
from tegerek.people.rights import Act
from tegerek.procedures.kinds import kind as kind_of
from tegerek.procedures.terms import Comers
from tegerek.programmes import papers as series_of_papers
from tegerek.programmes.access import programme_for
from tegerek.programmes.letter_sheets import series_letters
from tegerek.programmes.models import Seminar
from tegerek.programmes.paper_sheets import papers_of_meeting
from tegerek.voices.models import SlipBlock
from tegerek.voices.slips import MOST, numbers_of
from tegerek.web.context import NAMES
from tegerek.web.desk.blanks import NameToCheck, blanks_of, letters_ahead, names_to_check
from tegerek.web.desk.call_papers import CallLines, call_lines
from tegerek.web.desk.forms import data_of, status_of
from tegerek.web.desk.heads import Part, head_of
from tegerek.web.desk.unsaid import Unsaid, unsaid
from tegerek.web.desk.ways import PACK_STEP
from tegerek.web.downloads import made_file
from tegerek.web.gate import desk, who

PAPERS = {
    "letter": gettext_lazy("Letters"),
    "list": gettext_lazy("List of participants"),
    "sign-in": gettext_lazy("Sign-in sheet"),
    "day": gettext_lazy("Programme of the day"),
    "trainer": gettext_lazy("Trainer’s day sheet"),
    "result": gettext_lazy("Result sheet"),
}
# The languages that may be proposed: a paper for a partner in English is asked for each time.
PROPOSED = ("ky", "ru", "ky-ru")
KEPT_LANGS = "langs of papers"
# The papers that can carry phones.
WITH_PHONES = ("list", "sign-in")
SLIPS_PROPOSED = 20  # five sheets of paper
SERIES_FORMS = (
    ("zip", gettext_lazy("a folder for each seminar, in Word and PDF, in one archive")),
    ("pdf", gettext_lazy("one PDF of everything, to print at once")),
)


class PaperForm(forms.Form):
    """In which language, and whether phones stand in it."""

    lang = forms.ChoiceField(label=pgettext_lazy("label", "Language"), widget=forms.RadioSelect)
    phones = forms.BooleanField(
        label=gettext_lazy("Print the phones of the participants too"),
        required=False,
        help_text=gettext_lazy(
            "Only if whoever gets the paper needs them. Without it the column stays empty to write in."
        ),
    )

    def __init__(self, *args: object, phones: bool, lang: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.fields["lang"].choices = langs_offered()  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["lang"].initial = lang
        if not phones:
            del self.fields["phones"]


class SeriesForm(PaperForm):
    """The same for a whole series, and as what it is to come."""

    form = forms.ChoiceField(
        label=gettext_lazy("As what"), choices=SERIES_FORMS, widget=forms.RadioSelect, initial=SERIES_FORMS[0][0]
    )
    field_order = ("form", "lang", "phones")


class PackForm(PaperForm):
    """The pack: in which language, and how many numbers to reserve for question slips."""

    slips = forms.IntegerField(
        label=gettext_lazy("Numbers to reserve for question slips"),
        min_value=0,
        max_value=MOST,
        help_text=gettext_lazy(
            "The people write their questions on these slips; four stand on a sheet. With 0 no new numbers are given."
        ),
    )

    def __init__(self, *args: object, is_asked: bool, lang: str, slips: int = 0, **kwargs: object) -> None:
        super().__init__(*args, phones=False, lang=lang, auto_id="pack_%s", **kwargs)
        self.fields["slips"].initial = slips
        if not is_asked:
            del self.fields["slips"]


class CardsForm(PaperForm):
    """Many cards: how many without a name."""

    blanks = forms.IntegerField(
        label=gettext_lazy("How many cards without a name"), min_value=1, max_value=MOST_CARDS, initial=100
    )

    def __init__(self, *args: object, lang: str, **kwargs: object) -> None:
        super().__init__(*args, phones=False, lang=lang, auto_id="cards_%s", **kwargs)


@dataclass(frozen=True)
class PaperLine:
    """A paper that can be fetched: its kind, its name, its forms."""

    kind: str
    name: str
    forms: tuple[str, ...]


@desk(Act.PAPER_SEE)
@require_GET
def papers(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/papers/ : what can be printed for this meeting."""
    found = meeting_for(request.user, Act.PAPER_SEE, key)
    seminar = Seminar.objects.select_related("programme__office").filter(meeting=found).first()
    may_roster = may(request.user, Act.ROSTER_SEE, found)
    missing = {
        "letter": seminar is None,
        "trainer": seminar is None,
        "result": not Closing.objects.filter(meeting=found, put_off_to=None).exists(),
    }
    lines = [PaperLine(kind, str(name), tuple(FORMS)) for kind, name in PAPERS.items() if not missing.get(kind)]
    letters = series_letters(seminar.programme, seminar=seminar.pk) if seminar else ()
    place = NameToCheck(found.place_id, found.place.long_name.in_("ky")) if found.place.ky_needs_look else None
    lang = _usual_lang(request, found.office_id, seminar.programme_id if seminar else None)
    # "lang" is the language of the screen.
    if request.GET.get("of") in PROPOSED:
        lang = request.GET["of"]
    pack_form = _pack_form(request, found, lang) if has_call_papers(found) else None
    call = _call_lines(found, lang, pack_form) if pack_form else None
    context = {
        "meeting": found,
        "head": head_of(request, found, Part.PAPERS, seminar=seminar),
        "seminar": seminar,
        "call": call,
        "unsaid": _unsaid(request, found, call),
        "pack": pack_form,
        "cards": CardsForm(lang=lang) if has_call_papers(found) and may(request.user, Act.VOICE_EDIT, found) else None,
        "counted_in": [(one, name, one == lang) for one, name in langs_offered() if one in PROPOSED],
        "lines": lines if may_roster else [],
        "form": PaperForm(phones=may(request.user, Act.PHONE_SEE, found), lang=lang),
        "may_write": bool(seminar) and may(request.user, Act.LETTER_WRITE, found),
        "may_seat": bool(seminar) and may(request.user, Act.PROGRAMME_EDIT, found),
        "may_mend": bool(reach(request.user, Act.PLACE_MEND)),
        "missing": blanks_of(letters),
        "names": names_to_check((letter.to for letter in letters_ahead(letters)), place),
    }
    return render(request, "desk/papers/meeting.html", context)


@desk(Act.PAPER_SEE)
@require_GET
def paper(request: HttpRequest, key: int, kind: str, form: str) -> HttpResponse:
    """/desk/meetings/7/papers/sign-in.pdf?lang=ky&phones=on : one paper, or the pack. Fourteen queries at most.

    Names stand in it: only for those who may see the roster; phones only when asked for, by whom they may be seen.
    409 with a sentence if it cannot be made in that form.
    """
    found = meeting_for(request.user, Act.PAPER_SEE, key)
    is_call = kind in {PACK, *CALL_KINDS} and has_call_papers(found)
    if form not in FORMS or not (is_call or (kind in KINDS and may(request.user, Act.ROSTER_SEE, found))):
        raise Http404
    lang = request.GET.get("lang", "")
    lang = lang if lang in LANGS else "ky"
    _keep_lang(request, found.office_id, lang)
    if is_call:
        return _call_paper(found, kind, lang, form, with_codes=may(request.user, Act.LINK_PRINT, found))
    phones = kind in WITH_PHONES and "phones" in request.GET and may(request.user, Act.PHONE_SEE, found)
    sheets = papers_of_meeting(found, phones=phones, today=clock.today())
    return _handed(papers_of(kind, sheets, lang), form, file_name(kind, sheets.day, lang, form))


@desk(Act.PAPER_SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def pack(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/papers/pack.pdf : all papers of the call in one file; posted, numbers are reserved for slips.

    Without a post the slips carry the numbers reserved last.
    """
    found = meeting_for(request.user, Act.PAPER_SEE, key)
    if not has_call_papers(found):
        raise Http404
    if request.method != "POST":
        lang = request.GET.get("lang", "")
        with_codes = may(request.user, Act.LINK_PRINT, found)
        return _call_paper(found, PACK, lang if lang in LANGS else "ky", "pdf", with_codes=with_codes)
    if not may(request.user, Act.VOICE_EDIT, found):
        raise Http404
    form = PackForm(request.POST, is_asked=True, lang="ky")
    if not form.is_valid():
        return redirect("desk:papers", key)
    size = form.cleaned_data.get("slips")
    if size:
        try:
            reserve_slips(found, size=size, by=who(request), now=clock.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("desk:papers", key)
    _keep_lang(request, found.office_id, form.cleaned_data["lang"])
    # Not every kind has this step.
    with suppress(Refusal):
        tick_step(found, PACK_STEP, done_on=clock.today(), by=who(request), now=clock.now())
    with_codes = may(request.user, Act.LINK_PRINT, found)
    return _call_paper(found, PACK, form.cleaned_data["lang"], "pdf", with_codes=with_codes)


@desk(Act.VOICE_EDIT)
@require_POST
def cards(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/meetings/7/papers/cards/ : many invitation cards to write names on, made in the background."""
    found = meeting_for(request.user, Act.VOICE_EDIT, key)
    if not has_call_papers(found):
        raise Http404
    form = CardsForm(request.POST, lang="ky")
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("desk:papers", key)
    data = form.cleaned_data
    job = start_cards(found, blanks=data["blanks"], lang=data["lang"], by=who(request), now=clock.now())
    return redirect("desk:job", job.pk)


def _pack_form(request: HttpRequest, meeting: Meeting, lang: str) -> PackForm:
    """The form of the pack; numbers are proposed once, while the meeting lies ahead."""
    is_asked = meeting.state is State.CALLED and may(request.user, Act.VOICE_EDIT, meeting)
    slips = 0 if is_asked and SlipBlock.objects.filter(meeting=meeting).exists() else SLIPS_PROPOSED
    return PackForm(is_asked=is_asked, lang=lang, slips=slips)


def _call_lines(meeting: Meeting, lang: str, form: PackForm) -> CallLines:
    """What is told of each paper; the pack is counted with the slips that the form proposes to reserve."""
    slips = _slips_of(meeting)
    proposed = form.fields["slips"].initial if "slips" in form.fields else 0
    return call_lines(call_sheet(meeting), lang, slips=len(slips), in_pack=proposed or len(slips))


def _unsaid(request: HttpRequest, meeting: Meeting, call: CallLines | None) -> tuple[Unsaid, ...]:
    """What the notice waits for, each with the way to its field while the meeting can be changed."""
    words, moves = may(request.user, Act.MEETING_EDIT, meeting), may(request.user, Act.MEETING_MOVE, meeting)
    return tuple(unsaid(meeting, call.missing if call else (), may_word=words, may_move=moves))


def _slips_of(meeting: Meeting) -> tuple[int, ...]:
    """The numbers reserved last."""
    block = SlipBlock.objects.filter(meeting=meeting).last()
    return tuple(numbers_of(block)) if block else ()


def _call_paper(meeting: Meeting, kind: str, lang: str, form: str, *, with_codes: bool) -> HttpResponse:
    """with_codes: whether the slips carry the personal links of whoever will ask."""
    sheet, slips = call_sheet(meeting), _slips_of(meeting) if kind in {PACK, SLIPS} else ()
    codes = codes_of_numbers(slips, clock.now()) if with_codes and slips else {}
    made = call_papers_of(kind, sheet, lang, slips, settings.ADDRESS, codes)
    return _handed(made, form, file_name(kind, sheet, lang, form))


def has_call_papers(meeting: Meeting) -> bool:
    """Whether people are called to it by notice: not to a seminar, where everybody is invited by name."""
    return kind_of(meeting.kind).comers is not Comers.INVITED


def _handed(made: Sequence[Paper], form: str, name: str) -> HttpResponse:
    """The file, or a sentence why it cannot be made in that form. Raises Http404 where there is no such paper."""
    if not made:
        raise Http404
    try:
        body = FORMS[form].write(made)
    except Refusal as refusal:
        return HttpResponse(str(refusal), content_type="text/plain; charset=utf-8", status=409)
    return made_file(body, FORMS[form].content_type, name)


@desk(Act.LETTER_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def series(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/programmes/7/papers/ : the papers of all seminars in one press; what is still missing for them."""
    found = programme_for(request.user, Act.LETTER_WRITE, key)
    if not may(request.user, Act.ROSTER_SEE, found):
        raise Http404
    lang = _usual_lang(request, found.office_id, found.pk)
    form = SeriesForm(data_of(request), phones=may(request.user, Act.PHONE_SEE, found), lang=lang)
    if form.is_valid():
        _keep_lang(request, found.office_id, form.cleaned_data["lang"])
        try:
            job = series_of_papers.start_series(
                found,
                lang=form.cleaned_data["lang"],
                form=form.cleaned_data["form"],
                phones=bool(form.cleaned_data.get("phones")),
                by=who(request),
                now=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:job", job.pk)
    letters = series_letters(found)
    jobs = Job.objects.filter(kind=series_of_papers.KIND, subject=found.pk, office=found.office_id)
    context = {
        "programme": found,
        "form": form,
        "seminars": letters,
        "missing": blanks_of(letters),
        "jobs": jobs.select_related("result", "started_by").order_by("-pk")[:5],
    }
    return render(request, "desk/papers/series.html", context, status=status_of(form))


def _usual_lang(request: HttpRequest, office: int, programme: int | None) -> str:
    """The language to propose: the one chosen last at this sitting, else for this series by anybody; else Kyrgyz.

    Never that of the screen, and never English: a letter in it would go out unnoticed. One query at most.
    """
    kept = request.session.get(KEPT_LANGS, {}).get(str(office))
    if kept is None and programme is not None:
        last = Job.objects.filter(kind=series_of_papers.KIND, subject=programme, office=office).order_by("-pk").first()
        kept = last.options.get("lang") if last else None
    return kept if kept in PROPOSED else "ky"


def _keep_lang(request: HttpRequest, office: int, lang: str) -> None:
    """Remember at this sitting in which language an office's papers are fetched."""
    kept = request.session.get(KEPT_LANGS, {})
    if lang in PROPOSED and kept.get(str(office)) != lang:
        request.session[KEPT_LANGS] = {**kept, str(office): lang}


def langs_offered() -> list[tuple[str, str]]:
    """The languages of papers, each by its own name: «Кыргызча», «Кыргызча + Русский»."""
    return [(lang, " + ".join(NAMES[one] for one in langs_of(lang))) for lang in LANGS]
