"""Families named by the catalogue, compared with a keyword list and TF-IDF."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from role_baselines import tf_idf

from csdesign import reference
from csdesign.roles.families import family_standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from role_pairs import Source

OWN: Final = Path(__file__).parent / "data" / "role_samples.txt"

Labelled = tuple[tuple[str, ...], Any]
"""The families that are right, none for another trade; and the duties."""


FAMILY_OF_TITLE: Final[Mapping[str, str]] = {
    r"customer support|support (analyst|specialist|manager)|support engineer": "support",
    r"account executive|sales manager": "ae",
    r"customer marketing": "customer-marketing",
    r"success operations": "cs-ops",
    r"digital success|customer programs$": "digital-programme-manager",
    r"professional services$": "deployment",
    r"customer success": "csm",
}
"""The family of a published role, told from its title and checked by reading its text; the first
that fits. A title that fits none, or is of another trade, is foreign."""
FOREIGN: Final = re.compile(
    r"readiness|writer|instructor|bid|channel|enablement|delivery|solutions consultant|managed",
    re.IGNORECASE,
)


def families(sources: Sequence[Source]) -> None:
    """Print the figures on published roles, and on both parts of our own sample."""
    of_titles = [(label(source.title), source.duties) for source in sources if source.duties]
    published = [(() if family is None else (family,), duties) for family, duties in of_titles]
    if published:
        print_families(f"{len(published)} published roles", published)
    for part, roles in own_samples().items():
        print_families(f"{len(roles)} roles of our own sample, {part}", roles)


def print_families(name: str, labelled: Sequence[Labelled]) -> None:
    """Print what each method answers; a decision is right where a stranger is left unnamed, too."""
    print(f"\nFamilies of {name}")
    print(f"  {'':14}{'known':>6}{'answered':>10}{'right':>7}{'others named':>16}{'decisions':>11}")
    for method_name, method in METHODS.items():
        known = [(method(duties), right) for right, duties in labelled if right]
        others = [method(duties) for right, duties in labelled if not right]
        answered = [(got, right) for got, right in known if got]
        right = sum(got in families for got, families in answered)
        named = sum(got is not None for got in others)
        decisions = (right + len(others) - named) / len(labelled)
        print(
            f"  {method_name:14}{len(known):6}{len(answered):10}{right:7}"
            f"{f'{named} of {len(others)}':>16}{decisions:11.2f}"
        )


def own_samples() -> dict[str, list[Labelled]]:
    """Return the parts of our own sample of role texts: what was seen, and what was held out."""
    found: dict[str, list[Labelled]] = {}
    for line in OWN.read_text("utf-8").splitlines():
        if line.startswith("@ "):
            roles = found[line.removeprefix("@ ")] = []
        elif line.startswith("= "):
            named = line.removeprefix("= ").partition(" | ")[0].split(",")
            duties: list[str] = []
            roles.append((() if named == ["other"] else tuple(named), duties))
        elif line and not line.startswith("#"):
            duties.append(line)
    return found


def label(title: str) -> str | None:
    """Return the family of a title, None for another trade."""
    if FOREIGN.search(title):
        return None
    found = (f for pattern, f in FAMILY_OF_TITLE.items() if re.search(pattern, title.lower()))
    return next(found, None)


def ours(duties: Sequence[str]) -> str | None:
    """Return the family that the catalogue names."""
    return family_standing(duties).named


KEYWORDS: Final[Mapping[str, str]] = {
    "sdr": "prospect lead outbound qualify dial pipeline meeting",
    "ae": "quota sales deal close territory negotiate pipeline revenue",
    "support": "ticket support troubleshoot issue incident escalate case",
    "am": "account upsell expansion relationship portfolio growth",
    "deployment": "implementation onboarding deploy configure project services go-live",
    "csm": "adoption success health churn retention outcome value review",
    "renewal": "renewal renew contract expire term",
    "cs-ops": "operations process tool data reporting dashboard metric",
    "digital-programme-manager": "digital automated campaign webinar program scale journey",
    "customer-marketing": "marketing advocacy reference story event community",
}


def keywords(duties: Sequence[str]) -> str | None:
    """Return the family most of whose keywords begin words of the text."""
    words = " ".join(duties).lower().split()
    counts = {
        family: sum(any(word.startswith(key) for key in keys.split()) for word in words)
        for family, keys in KEYWORDS.items()
    }
    best = max(counts, key=lambda family: counts[family])
    return best if counts[best] else None


def nearest(duties: Sequence[str]) -> str | None:
    """Return the family of the nearest reference role by TF-IDF over the same sentences."""
    known, codes = reference.roles(), reference.vocabulary()
    texts = {
        kind: " ".join(
            (*sentences, *(codes[code].text_en for code in known[kind].responsibilities))
        )
        for kind, sentences in reference.wordings().items()
    }
    whole = " ".join(duties)
    similar = tf_idf([*texts.values(), whole])
    best = max(texts, key=lambda kind: similar(texts[kind], whole))
    return known[best].family if similar(texts[best], whole) else None


METHODS: Final = {"csdesign": ours, "keyword list": keywords, "TF-IDF": nearest}
