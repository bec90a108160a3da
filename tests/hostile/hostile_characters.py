"""Characters that screens obey or hide."""

from __future__ import annotations

from hostile import Case

CASES = (
    Case(
        "nul",
        "a: \x00\n",
        "YML001 1:1",
        "the file is binary, not text; give a design written in YAML",
    ),
    Case("bell", "a: \x07\n", "YML002 1:4", "a control character (U+0007); remove it"),
    Case("escape", "a: \x1b[31m\n", "YML002 1:4", "an escape character (U+001B); remove it"),
    Case(
        "escape-in-comment",
        "# \x1b]0;x\x07\na: 1\n",
        "YML002 1:3, YML002 1:8",
        "an escape character (U+001B); remove it",
    ),
    Case("delete", "a: \x7f\n", "YML002 1:4", "a delete character (U+007F); remove it"),
    Case("nel", "a: b\x85c\n", "YML002 1:5", "a control character (U+0085); remove it"),
    Case("csi", "a: \x9b31m\n", "YML002 1:4", "a control character (U+009B); remove it"),
    Case("line-separator", "a: b\u2028c\n", "YML002 1:5", "a line separator (U+2028); remove it"),
    Case(
        "paragraph-separator",
        "a: b\u2029c\n",
        "YML002 1:5",
        "a paragraph separator (U+2029); remove it",
    ),
    Case("rlo", "a: \u202eb\n", "YML002 1:4", "a bidirectional control (U+202E); remove it"),
    Case("lri", "a: \u2066b\n", "YML002 1:4", "a bidirectional control (U+2066); remove it"),
    Case("pdi", "a: b\u2069\n", "YML002 1:5", "a bidirectional control (U+2069); remove it"),
    Case("lrm", "a: \u200eb\n", "YML002 1:4", "a bidirectional control (U+200E); remove it"),
    Case("rlm", "a: \u200fb\n", "YML002 1:4", "a bidirectional control (U+200F); remove it"),
    Case(
        "arabic-mark", "a: \u061cb\n", "YML002 1:4", "a bidirectional control (U+061C); remove it"
    ),
    Case(
        "inner-bom",
        "a: \ufeffb\n",
        "YML002 1:4",
        "a byte order mark in the middle of the text (U+FEFF); remove it",
    ),
    Case("nonchar", "a: \ufffeb\n", "YML002 1:4", "a control character (U+FFFE); remove it"),
    Case("nonchar2", "a: \uffffb\n", "YML002 1:4", "a control character (U+FFFF); remove it"),
    Case("form-feed", "a: 1\n\x0cb: 2\n", "YML002 2:1", "a control character (U+000C); remove it"),
    Case("vertical-tab", "a: 1\x0bb\n", "YML002 1:5", "a control character (U+000B); remove it"),
    Case("backspace", "a: b\x08\n", "YML002 1:5", "a control character (U+0008); remove it"),
    Case(
        "two",
        "a: \x01\nb: \x02\n",
        "YML002 1:4, YML002 2:4",
        "a control character (U+0001); remove it",
    ),
    Case("in-key", "\x01a: 1\n", "YML002 1:1", "a control character (U+0001); remove it"),
    Case("after-emoji", "🎉: \x01\n", "YML002 1:4", "a control character (U+0001); remove it"),
    Case("after-cyrillic", "имя: \x01\n", "YML002 1:6", "a control character (U+0001); remove it"),
    Case(
        "crlf-then", "a: 1\r\nb: \x01\r\n", "YML002 2:4", "a control character (U+0001); remove it"
    ),
    Case(
        "trojan",
        "# \u202e } \u2066if\na: 1\n",
        "YML002 1:3, YML002 1:7",
        "a bidirectional control (U+202E); remove it",
    ),
    Case(
        "sixty",
        (
            "k0: \x01\n"
            "k1: \x01\n"
            "k2: \x01\n"
            "k3: \x01\n"
            "k4: \x01\n"
            "k5: \x01\n"
            "k6: \x01\n"
            "k7: \x01\n"
            "k8: \x01\n"
            "k9: \x01\n"
            "k10: \x01\n"
            "k11: \x01\n"
            "k12: \x01\n"
            "k13: \x01\n"
            "k14: \x01\n"
            "k15: \x01\n"
            "k16: \x01\n"
            "k17: \x01\n"
            "k18: \x01\n"
            "k19: \x01\n"
            "k20: \x01\n"
            "k21: \x01\n"
            "k22: \x01\n"
            "k23: \x01\n"
            "k24: \x01\n"
            "k25: \x01\n"
            "k26: \x01\n"
            "k27: \x01\n"
            "k28: \x01\n"
            "k29: \x01\n"
            "k30: \x01\n"
            "k31: \x01\n"
            "k32: \x01\n"
            "k33: \x01\n"
            "k34: \x01\n"
            "k35: \x01\n"
            "k36: \x01\n"
            "k37: \x01\n"
            "k38: \x01\n"
            "k39: \x01\n"
            "k40: \x01\n"
            "k41: \x01\n"
            "k42: \x01\n"
            "k43: \x01\n"
            "k44: \x01\n"
            "k45: \x01\n"
            "k46: \x01\n"
            "k47: \x01\n"
            "k48: \x01\n"
            "k49: \x01\n"
            "k50: \x01\n"
            "k51: \x01\n"
            "k52: \x01\n"
            "k53: \x01\n"
            "k54: \x01\n"
            "k55: \x01\n"
            "k56: \x01\n"
            "k57: \x01\n"
            "k58: \x01\n"
            "k59: \x01\n"
        ),
        "YML002 1:5, YML002 2:5, YML002 3:5, 51 in all",
        "a control character (U+0001); remove it",
    ),
)
