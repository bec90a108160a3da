"""Lines of a role text that are not duties: headings, phrases of every employer, references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.roles.text.lexicon import function_words, word_list
from csdesign.roles.text.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["is_about_employer", "is_boilerplate", "is_heading", "is_offer", "split_reference"]

_HEADING: Final = re.compile(
    r"^[\W_]*(?:(?:key |main |core |primary |your |the |our )?(?:responsibilit(?:y|ies)|duties"
    r"|tasks|requirements|qualifications|skills|experience|benefits"
    r"|about (?:you|us|the (?:role|job|team))"
    r"|what you(?:'ll| will)? (?:do|bring|need)|who you are|nice to have|performance indicators"
    r"|kpis?|job description|role|overview|summary|the role|levels?|competenc(?:y|ies))"
    r"|and/or"
    r"|(?:основные |ключевые )?(?:обязанности|задачи|требования|условия|о роли|навыки)"
    r"|(?:deine|ihre) aufgaben|aufgaben(?:bereich)?|anforderungen|dein profil|ihr profil|über uns"
    r"|(?:vos |tes |les )?missions|(?:votre |ton )?profil|compétences|responsabilités)[\W_]*$",
    re.IGNORECASE,
)

_BOILERPLATE: Final = re.compile(
    r"\b(?:other (?:related )?(?:duties|tasks|projects) (?:as )?(?:assigned|required|needed)"
    r"|equal opportunit\w+|code of conduct|company (?:values|policies|policy|culture)"
    r"|our (?:values|culture|mission and values)"
    r"|(?:live|lives|share|shares|uphold|upholds) (?:our|the) (?:company )?values"
    r"|values of the company"
    r"|policies and procedures|(?:mandatory|compliance"
    r"|security awareness) trainings?|security polic(?:y|ies)|data protection (?:rules|polic\w+)"
    r"|health and safety|confidentialit\w+|diversity|inclusi(?:on|ve)|team meetings?|all[- ]hands"
    r"|stand-?ups?|town halls?|(?:time ?sheets?|expense reports?|working hours)"
    r"|positive attitude|team player|professional development|personal development"
    r"|performs? other|any other (?:duties|tasks)|as directed by|travel policy|reports? to the"
    r"|wiki up to date|onboarding of new (?:colleagues|hires)"
    r"|иные поручения|другие поручения|прочие поручения|ценност\w+ компании|трудов\w+ распорядк\w+"
    r"|охран\w+ труда|планерк\w+|летучк\w+"
    r"|sonstige aufgaben|weitere aufgaben|unternehmenswerte|arbeitsschutz|teammeetings?"
    r"|teambesprechung\w*|verhaltenskodex|datenschutz(?:regeln|richtlinien)?"
    r"|autres tâches|toute autre (?:tâche|mission)|valeurs de l.entreprise|code de conduite"
    r"|réunions? d.équipe)\b",
    re.IGNORECASE,
)

_TERMS: Final = re.compile(
    r"^\W*(?:we (?:offer|provide you|celebrate|are an equal)|what we offer|our benefits"
    r"|you(?:'ll| will)? (?:get|receive|enjoy)|wir bieten|das bieten wir|nous (?:offrons|proposons)"
    r"|мы предлагаем"
    r"|(?:\d[\d.,+]* |competitive |generous |private |company |up to |a )*"
    r"(?:paid (?:time off|leave|holidays?|vacation)|parental leave|days of (?:leave|vacation)"
    r"|401\(?k|stock options?|equity|bonus|(?:salary|pay|compensation) range|base salary"
    r"|flexible (?:working )?hours|remote work|work(?:ing)? from home|home office|pension|gym"
    r"|health insurance|dental|reasonable accommodations?|(?:all )?qualified applicants"
    r"|urlaubstage|tage urlaub|betriebliche altersvorsorge|flexible arbeitszeiten|homeoffice"
    r"|mobiles arbeiten|tickets?[- ]restaurants?|mutuelle|télétravail|congés payés"
    r"|оплачиваем\w+ отпуск\w*|оформлени\w+ по тк|гибкий график|удал[её]нн\w+ работ\w*|дмс))\b",
    re.IGNORECASE,
)
"""Offers of a posting; only at the beginning of a line, since administering them is a duty."""

_EMPLOYER: Final = re.compile(
    r"^\W*(?:we(?:'re|'ve)?\b(?! (?:are looking|would like|need|want|expect|ask|count on) )"
    r"|(?:our|unsere?|notre|nos|наш[аеи]?)\b[^.;]{1,60}?\b(?:is|are|has|have|pays?|lies|was|were"
    r"|ist|sind|liegt|hat|haben|est|sont|a|ont)\b"
    r"|(?:all employees|every employee|(?:all )?(?:candidates|applicants)|vacanc(?:y|ies)"
    r"|salar(?:y|ies)|salary bands?|pay ranges?)\b[^.;]{0,30}?\b(?:is|are|may|can|will"
    r"|must|should|follow|follows|receive|get)\b"
    r"|apply (?:with|by|via|online|now|here|today|through)\b|background checks?\b"
    r"|you(?:'ll| will)? report to\b|your (?:line )?manager (?:is|will)\b|travel up to\b"
    r"|wir\b(?! (?:erwarten|wünschen|suchen) )|(?:die |deine |ihre )?bewerbung(?:en)?\b"
    r"|(?:dein|ihr) gehalt\b|fragen zur stelle\b|bei gleicher eignung\b"
    r"|nous\b(?! (?:attendons|recherchons|cherchons) )|(?:votre |ta )?candidature\b|rémunération\b"
    r"|мы\b(?! (?:ждём|ждем|ищем|ожидаем) )|испытательный срок\b|заработная плата\b|отклик\w* на)",
    re.IGNORECASE,
)
"""What a posting says of the employer and of applying; only at the beginning of a line."""

_REFERENCE: Final = re.compile(
    r"^\W*(?:this (?:role|position|level) )?(?:extends|builds (?:up)?on|inherits(?: from)?"
    r"|see(?: also)?|same as|includes|in addition to|on top of|beyond|as well as|plus|all(?: of)?"
    r"|everything (?:in|from|of)|as for|расширяет|в дополнение к|помимо|см\.|все"
    r"|erweitert|zusätzlich zu|siehe|alle|wie|étend|en plus d\w+|en complément d\w+|voir|toutes?)"
    r"\b\s*(?P<base>[^,;:.]*)(?P<rest>[,;:.].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_INITIALS: Final = re.compile(r"^[A-Z]{2,6}s?$")
_MOST_BASE_WORDS: Final = 9
_LEAST_REST: Final = 3


def is_heading(text: str) -> bool:
    """Return whether a line is a heading, which has no content of its own."""
    plain = text.strip().rstrip("*_ ")
    return plain.startswith("#") or plain.endswith(":") or _HEADING.match(plain) is not None


def is_offer(text: str) -> bool:
    """Return whether a line is an offer of the employer, which is not a duty."""
    return _TERMS.match(text.strip()) is not None


def is_boilerplate(text: str) -> bool:
    """Return whether a line is what employers write into every role."""
    return _BOILERPLATE.search(text) is not None


def is_about_employer(text: str) -> bool:
    """Return whether a line is about the employer ("We are ...") or of applying to it."""
    return _EMPLOYER.match(text.strip()) is not None


def split_reference(text: str, titles: Iterable[str]) -> tuple[frozenset[str] | None, str]:
    """Return the words of the base role that a line refers to, and what else the line says.

    "Extends the CSM responsibilities" refers to `csm`; "In addition to the duties of a CSM, leads
    reviews" also says a duty. None if the line is not a reference: it must name a role by its
    initials, by one of `titles`, or by a word such as "responsibilities".
    """
    found = _REFERENCE.match(text)
    if found is None:
        return None, text
    named = found["base"].split()
    words = words_of(found["base"])
    generic = word_list("generic_words")
    of_role = (
        any(word in generic for word in words)
        or any(_INITIALS.match(word) for word in named)
        or " ".join(words) in {" ".join(words_of(title)) for title in titles}
    )
    hollow = generic.union(*(function_words(name) for name in ("en", "ru", "de", "fr")))
    base = frozenset(_singular(word) for word in words if word not in hollow)
    if not of_role or not base or len(words) > _MOST_BASE_WORDS:
        return None, text
    rest = (found["rest"] or "").strip(" ,;:.")
    return base, rest if len(rest.split()) >= _LEAST_REST else ""


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
