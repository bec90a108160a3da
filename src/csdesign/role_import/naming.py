"""Titles and ids: the words that name a role, the key made of them, and additions of adverts."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from csdesign.wording import capitalised, german_in_ascii

if TYPE_CHECKING:
    from collections.abc import Container

__all__ = [
    "as_written",
    "clean_title",
    "names_a_role",
    "nominative",
    "slug",
    "title_from_file",
    "unique_slug",
    "without_seeking",
]

LONGEST_ID: Final = 64
"""Characters of an id that the design language allows."""

_LATIN: Final = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
        "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
        "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
        "і": "i", "ї": "i", "є": "ie", "ґ": "g", "ў": "u", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l",
        "đ": "d", "þ": "th", "ð": "d", "œ": "oe", "ı": "i",
    }
)  # fmt: skip
"""Cyrillic after the BGN/PCGN romanisation, simplified; and Latin letters that do not decompose."""

_NOT_ID: Final = re.compile(r"[^a-z0-9]+")
_ROLE_NOUN: Final = re.compile(
    r"\b(?:director|head|(?:team|squad|tech|account)?lead|leader|chief|officer|vp|president|executive|engineer|specialist|"
    r"consultant|analyst|representative|rep|associate|advocate|architect|administrator|coordinator|"
    r"co-ordinator|advisor|adviser|partner|assistant|agent|trainer|instructor|writer|developer|designer|"
    r"strategist|expert|technician|owner|intern|csm|tam|sdr|bdr|cco|cro|ae|am|scientist|researcher|"
    r"recruiter|accountant|planner|operator|supervisor|counsel|marketer|producer|editor|champion|"
    r"commercial(?:e|\(e\))? (?:s[eé]dentaire|terrain|itin[eé]rante?|export|grands? comptes?)|"
    r"navigator|steward|shepherd|r[eé]f[eé]rente?|animat(?:eur|rice)|superviseur|agente|"
    r"c[eiost]o|coach|clerk|dispatcher|concierge|ambassador|evangelist|marketer|handler|caseworker|"
    r"менеджер\w*|директор\w*|руководител\w*|начальник\w*|инженер\w*|специалист\w*|консультант\w*|"
    r"аналитик\w*|представител\w*|координатор\w*|администратор\w*|эксперт\w*|архитектор\w*|ассистент\w*|"
    r"помощник\w*|тренер\w*|методолог\w*|разработчик\w*|лид|тимлид\w*|оператор\w*|маркетолог\w*|"
    r"продавец\w*|куратор\w*|стажер\w*|"
    r"[\w-]*(?:manager|leiter|leitung|betreuer|berater|referent|sachbearbeiter|mitarbeiter|spezialist|techniker|"
    r"ingenieur|entwickler|koordinator|verantwortliche|beauftragte|assistent|fachkraft|vertriebler)"
    r"(?:[*:_/]?in(?:nen)?)?r?|"
    r"responsable|charg[eé]e?|gestionnaire|conseill(?:er|[eè]re)|ing[eé]nieure?|directeur|directrice|chef|"
    r"cheffe|technicien(?:ne)?|consultante?|attach[eé]e?|assistante?|coordinateur|coordinatrice|"
    r"administrateur|formateur|formatrice|technico-commerciale?|analyste|adjointe?|"
    r"gerente|especialista|ejecutiv[oa]|analista|coordinadora?|jef[ea]|consultora?|directora?|asesora?|"
    r"t[eé]cnic[oa]|ingenier[oa]|encargad[oa]|supervisora?|gestora?|asistente|representante|"
    r"coordenadora?|diretora?|assistente|engenheir[oa]|atendente|"
    r"[\w-]*(?:medewerker|beheerder|adviseur|coördinator|leider|begeleider|technicus|verantwoordelijke)|"
    r"specjalist(?:a|ka)|opiekun(?:ka)?|kierownik|kierowniczka|menedżer(?:ka)?|doradca|analityk|inżynier|"
    r"koordynator(?:ka)?|konsultant(?:ka)?|dyrektor(?:ka)?|przedstawiciel(?:ka)?|asystent(?:ka)?|"
    r"ekspert(?:ka)?)s?\b",
    re.IGNORECASE,
)
_QUESTION: Final = re.compile(
    r"\W*(?:what|how|why|who|where|when|was|wie|warum|wen|wer|wofür|woran|wo"
    r"|ce qu|comment|pourquoi|qui|quels?|quelles?|что|чем|как|кто|кого|почему|зачем)(?:\b|['’])",
    re.IGNORECASE,
)
_TO_SOMEBODY: Final = re.compile(
    r"\b(?:you|your|vous|votre|vos|sie|ihnen|dein\w*|вы|вас|вам|ваш\w*)\b", re.IGNORECASE
)
_SEEKING: Final = re.compile(
    r"^(?:wir suchen|gesucht|(?:we(?:'|’)?(?:re| are) )?(?:now )?hiring|wanted"
    r"|(?:on|nous) recrut(?:e|ons)|nous recherchons|recherche|(?:мы )?ищем|требуется"
    r"|buscamos|procuramos|(?:wij )?zoeken|gezocht|szukamy|poszukujemy)"
    r"\s*[:–—-]?\s+(?:(?:an?|eine[nrms]?|une?|uma?|een)\s+)?(?=\S)",
    re.IGNORECASE,
)
"""Words of an advert before a title: "Gesucht: Leiter Kundenberatung"."""
_LABEL: Final = re.compile(
    r"^(?:(?:job|post|vacancy) (?:title|description|profile|posting|opening)"
    r"|(?:opening|vacancy|opportunity|posting)|position(?: title| description)?"
    r"|role(?: title| profile| description)?|title|vacancy|job|we(?:'|’)re hiring|(?:now )?hiring"
    r"|(?:open|current|new) (?:position|role|vacancy|opening)(?: open)?"
    r"|stellenangebot|stellenausschreibung"
    r"|(?:stellen|aufgaben)beschreibung"
    r"|stellenanzeige|offre d(?:'|’)emploi|poste à pourvoir|fiche de poste|открытая вакансия"
    r"|puesto|oferta de empleo|cargo|vaga|functie|functieprofiel|vacature|stanowisko|oferta pracy"
    r"|должностная инструкция|должность|вакансия|позиция|роль|название должности|описание вакансии)"
    r"\s*(?:[:–—-]|\bof\b|\bfor\b)\s*(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
_TRAILING: Final = re.compile(
    r"\s*(?:[-–—:|]\s*)?"
    r"(?:job description|role description|role profile|role brief|role card|job brief"
    r"|position description|job profile)(?:\s*\([^()]*\))?\s*$",
    re.IGNORECASE,
)
_TITLE_WORDS: Final = 12
_FORM_WORDS: Final = 4
"""Words of a title that hold its noun."""
_GENITIVE_NOUN: Final = re.compile(
    r"(?:менеджер|директор|инженер|специалист|консультант|аналитик|координатор|администратор|эксперт"
    r"|архитектор|ассистент|помощник|тренер|методолог|разработчик|оператор|маркетолог|куратор|начальник)а"
    r"|(?:руководи|представи)теля"
)
_GENITIVE_ADJECTIVE: Final = re.compile(r"(\w)(ого|его)$", re.IGNORECASE)
_SUFFIX_DIGITS: Final = 6
_PICTURES: Final = r"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]+"
_ORNAMENTS: Final = re.compile(rf"^{_PICTURES}\s*|\s*{_PICTURES}$")
_REQUISITION: Final = (
    r"(?:req(?:uisition)?|job|ref(?:erence|erenz)?|réf(?:érence)?|kennziffer|id|nr|no|№|n°|stellen-?id|jr)"
    r"(?:\s?(?:id|no|nr|nummer|number))?[.:]?\s?[#№]?\s?-?"
)
_NUMBER_OF_POST: Final = re.compile(
    rf"^[(\[]?(?:{_REQUISITION}[a-z]{{0,3}}-?\d{{2,}}|[#№]\s?\d{{2,}}|[a-z]{{0,4}}-?\d{{4,}})(?:[-/]\d+)*[)\]]?"
    r"\s*[-–—:|]\s*(?=\S)"
    rf"|\s*[-–—,|(\[]\s*(?:{_REQUISITION}|[#№]\s?|r-?)[a-z]{{0,4}}-?\d{{2,}}(?:[-/]\d+)*[)\]]?$"
    r"|\s+[#№]\s?\d{2,}$",
    re.IGNORECASE,
)
"""The number of a requisition before or behind a title: "REQ-2231 - ", "(Ref. 2231)"."""
_NUMBERED: Final = re.compile(
    r"^(?:(?:role|job|position|post|stelle|rolle|poste|роль|вакансия|должность|позиция) )?"
    r"\(?\d{1,2}[.)]\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_ADDRESSED: Final = "\x00"
"""Marks where a title named its addressees; a place may follow."""
_OPEN: Final = "\x01"
_CLOSED: Final = "\x02"
"""Replaces the brackets of an aside; those in "Chargé(e)" are not one."""
_ASIDE: Final = re.compile(r"(?<=\s)[(\[]([^()\[\]]*)[)\]]")
_CUT: Final = re.compile(
    rf"\s*[{_ADDRESSED}{_CLOSED}]\s*(?:[–—|·,-]\s+)?|\s*{_OPEN}|\s+[–—-]\s+|\s*[|·•;]\s*|\s*,\s+"
)
_STATE: Final = re.compile(r"[A-Z]{2}")
_PIECES: Final = re.compile(
    r"\s*(?:,(?!\d)|[/+&|·])\s*|\s+(?:or|and|oder|und|ou|et|или|и|in)\s+|\s+[–—-]\s+"
)


def slug(text: str) -> str:
    """Return an id of at most 64 `[a-z0-9-]` for a title in Latin or Cyrillic script.

    Letters of other scripts are left out; what has none left is `role`.
    """
    latin = german_in_ascii(text[:500]).casefold().translate(_LATIN)
    plain = unicodedata.normalize("NFKD", latin)
    dashed = _NOT_ID.sub("-", "".join(c for c in plain if not unicodedata.combining(c)))
    return _cut(dashed.strip("-"), LONGEST_ID) or "role"


def unique_slug(text: str, taken: Container[str], start: int = 2) -> str:
    """Return the id for a title, numbered from `start` where the plain one is taken."""
    plain = slug(text)
    if plain not in taken:
        return plain
    stem = _cut(plain, LONGEST_ID - 1 - _SUFFIX_DIGITS)
    number = start
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _cut(dashed: str, limit: int) -> str:
    """Cut at a hyphen where one is near, so that no word is cut in half."""
    if len(dashed) <= limit:
        return dashed
    cut = dashed[:limit]
    head, hyphen, _ = cut.rpartition("-")
    return head if hyphen and len(head) > limit // 2 else cut.strip("-")


def names_a_role(text: str) -> bool:
    """Return whether a heading has a word that job titles have, in a language that is read.

    A question does not ("What stays with the account managers"), nor what addresses the reader
    ("Rattaché au directeur commercial, vous :").
    """
    return (
        len(text) <= 150
        and _ROLE_NOUN.search(text.replace("ё", "е")) is not None
        and _QUESTION.match(text) is None
        and _TO_SOMEBODY.search(text) is None
    )


def without_seeking(text: str) -> str:
    """Return a heading without the advert's words before its title; itself where it has none."""
    found = _SEEKING.match(text.strip())
    rest = text.strip()[found.end() :] if found is not None else ""
    return rest if rest and len(rest.split()) <= _TITLE_WORDS and names_a_role(rest) else text


def clean_title(text: str) -> str:
    """Return a title without "Job title:", its number and what only an advert adds.

    That is whom it may address ("m/w/d"), and behind the title where, how long and how much of the
    day the post is ("– Berlin / Remote, full-time"). Levels, segments, regions and languages stay.
    """
    plain = _ORNAMENTS.sub("", text.strip().strip("*#_ ")).strip() or text.strip()
    plain = _NUMBER_OF_POST.sub("", plain).strip() or plain
    sought = without_seeking(plain)
    plain = sought[:1].upper() + sought[1:] if sought != plain else plain
    shorter = (
        _TRAILING.sub("", _LABEL.sub("", _NUMBERED.sub("", plain))).strip().rstrip(":").strip()
    )
    return (
        _without_terms(_post_words().addressed.sub(_ADDRESSED, shorter or plain))
        or shorter
        or plain
    )


def as_written(text: str, title: str) -> str:
    """Return a heading where its title leaves out a part of it, else an empty text."""
    plain = text.strip().strip("*#_ ").rstrip(":").strip()
    return plain if plain != title else ""


def _without_terms(title: str) -> str:
    """Return a title without the parts behind its first one that are places or terms of a post."""
    plain = _ASIDE.sub(rf"{_OPEN}\1{_CLOSED}", " ".join(title.split()).strip(" -–—|·,;"))
    cuts = [*_CUT.finditer(plain)]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(plain)]
    kept, is_left = "", False
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        part = plain[start:end].strip(" -–—|·,;")
        was_left, is_left = is_left, bool(number) and _is_of_the_post(part)
        if not part or is_left or (was_left and _STATE.fullmatch(part)):
            continue
        mark = cuts[number - 1].group().strip(f"{_ADDRESSED}{_CLOSED} ") if number else ""
        if mark == _OPEN:
            kept += f" ({part})"
        elif not kept or not mark:
            kept += f" {part}"
        elif mark in {",", ";"}:
            kept += f"{mark} {part}"
        else:
            kept += f" {mark} {part}"
    return " ".join(kept.split())


def _is_of_the_post(part: str) -> bool:
    """Return whether all of a part is places and terms."""
    pieces = [piece for piece in _PIECES.split(part) if piece and piece.strip()]
    return bool(pieces) and all(map(_is_place_or_term, pieces))


def _is_place_or_term(text: str) -> bool:
    words = _post_words()
    start = words.before.match(text.strip())
    bare = text.strip()[start.end() if start else 0 :]
    if words.terms.fullmatch(bare) or words.terms.fullmatch(text.strip()):
        return True
    return bare.casefold().replace("ё", "е").replace(" ", "-").strip(".") in words.places


@dataclass(frozen=True, slots=True)
class _PostWords:
    """Words after a title that are true of one post only."""

    addressed: re.Pattern[str]
    before: re.Pattern[str]
    terms: re.Pattern[str]
    places: frozenset[str]


@cache
def _post_words() -> _PostWords:
    raw = tomllib.loads(
        files("csdesign.role_import").joinpath("data/titles.toml").read_text(encoding="utf-8")
    )

    def any_of(name: str, after: str = "") -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(raw[name])}){after}", re.IGNORECASE)

    return _PostWords(
        addressed=any_of("addressed"),
        before=any_of("before", r"[.:]?\s+"),
        terms=any_of("terms"),
        places=frozenset(f"{raw['countries']} {raw['cities']}".casefold().split()),
    )


def nominative(title: str) -> str:
    """Return a Russian title that a form gives in the genitive ("главного специалиста по ...").

    Only the words up to the job's noun change; other titles stay as they are.
    """
    words = title.split()
    for number, word in enumerate(words[:_FORM_WORDS]):
        plain = word.casefold()
        if _GENITIVE_NOUN.fullmatch(plain):
            ending = "ь" if plain.endswith("теля") else "й" if plain.endswith("ия") else ""
            before = [_GENITIVE_ADJECTIVE.sub(_adjective, each) for each in words[:number]]
            turned = " ".join([*before, word[:-1] + ending, *words[number + 1 :]])
            return turned[:1].upper() + turned[1:]
        if not _GENITIVE_ADJECTIVE.search(plain):
            break
    return title


def _adjective(ending: re.Match[str]) -> str:
    stem = ending[1]
    return stem + (
        "ий"
        if stem.casefold() in {"щ", "ш", "ж", "ч", "г", "к", "х"} or ending[2] == "его"
        else "ый"
    )


def title_from_file(stem: str) -> str:
    """Return the words of a file name as a title."""
    words = re.sub(r"[_\-.\s]+", " ", stem).strip()
    return capitalised(words) if words else "Untitled role"
