"""YAML that is well formed and refused: what makes places ambiguous or costs without bound."""
# ruff: noqa: E501 -- a message stands on one line, as it is printed

from __future__ import annotations

from hostile import Case

CASES = (
    Case(
        "anchor",
        "a: &x 1\n",
        "YML009 1:4",
        "anchor '&x' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "anchor-on-map",
        "a: &x\n  b: 1\n",
        "YML009 1:4",
        "anchor '&x' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "anchor-on-list",
        "a: &x [1]\n",
        "YML009 1:4",
        "anchor '&x' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "anchor-on-key",
        "&x a: 1\n",
        "YML009 1:1",
        "anchor '&x' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "anchor-on-root",
        "&x\na: 1\n",
        "YML009 1:1",
        "anchor '&x' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "alias",
        "a: *x\n",
        "YML009 1:4",
        "alias '*x' is not supported; write the value out, or let an experience serve several segments with 'segments: [a, b]' and a role take over another with 'extends'",
    ),
    Case(
        "alias-in-list",
        "a: [b, *x]\n",
        "YML009 1:8",
        "alias '*x' is not supported; write the value out, or let an experience serve several segments with 'segments: [a, b]' and a role take over another with 'extends'",
    ),
    Case(
        "alias-as-key",
        "*x : 1\n",
        "YML009 1:1",
        "alias '*x' is not supported; write the value out, or let an experience serve several segments with 'segments: [a, b]' and a role take over another with 'extends'",
    ),
    Case(
        "alias-of-anchor",
        "a: &x 1\nb: *x\n",
        "YML009 1:4, YML009 2:4",
        "anchor '&x' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "recursive-list",
        "a: &x [*x]\n",
        "YML009 1:4, YML009 1:8",
        "anchor '&x' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "recursive-map",
        "&x a: *x\n",
        "YML009 1:1, YML009 1:7",
        "anchor '&x' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "long-anchor",
        "a: &" + "x" * 300 + " 1\n",
        "YML009 1:4",
        "anchor '&xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "unicode-anchor",
        "a: &é 1\n",
        "YML004 1:5",
        "text cannot begin with '*' or '&'; put it in quotes",
    ),
    Case(
        "escape-in-anchor-name",
        "a: &x::error 1\n",
        "YML009 1:4",
        "anchor '&x' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "laughs",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
        "YML009 1:4, YML009 2:4, YML009 2:8, YML009 2:12, YML009 3:4, YML009 3:8, YML009 3:12",
        "anchor '&a' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "laughs-deep",
        (
            "a0: &a0 [x]\n"
            "a1: &a1 [*a0, *a0, *a0]\n"
            "a2: &a2 [*a1, *a1, *a1]\n"
            "a3: &a3 [*a2, *a2, *a2]\n"
            "a4: &a4 [*a3, *a3, *a3]\n"
            "a5: &a5 [*a4, *a4, *a4]\n"
            "a6: &a6 [*a5, *a5, *a5]\n"
            "a7: &a7 [*a6, *a6, *a6]\n"
            "a8: &a8 [*a7, *a7, *a7]\n"
        ),
        "YML009 1:5, YML009 2:5, YML009 2:10, 33 in all",
        "anchor '&a0' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "merge",
        "a:\n  <<: {b: 1}\n",
        "YML010 2:3",
        "merge keys (<<) are not read; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "merge-alias",
        "x: &x {b: 1}\na:\n  <<: *x\n",
        "YML009 1:4, YML010 3:3, YML009 3:7",
        "anchor '&x' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "merge-list",
        "a:\n  <<: [{b: 1}, {c: 2}]\n",
        "YML010 2:3",
        "merge keys (<<) are not read; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "merge-quoted",
        'a:\n  "<<": 1\n',
        "SCH101 1:1",
        "unknown key 'a'; known are $schema, include, csdesign, company, doctrine, params, vocabulary, accounts, segments, experiences, roles, positions and others; a remark for readers begins with #",
        "a",
    ),
    Case(
        "merge-twice",
        "a:\n  <<: 1\n  <<: 2\n",
        "YML010 2:3, YML010 3:3",
        "merge keys (<<) are not read; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "merge-empty",
        "<<:\n",
        "YML010 1:1",
        "merge keys (<<) are not read; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "merge-bomb",
        (
            "a0: &a0 {k: 1}\n"
            "a1: &a1 {<<: [*a0, *a0]}\n"
            "a2: &a2 {<<: [*a1, *a1]}\n"
            "a3: &a3 {<<: [*a2, *a2]}\n"
            "a4: &a4 {<<: [*a3, *a3]}\n"
            "a5: &a5 {<<: [*a4, *a4]}\n"
        ),
        "YML009 1:5, YML009 2:5, YML010 2:10, 21 in all",
        "anchor '&a0' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "tag-str",
        "a: !!str 1\n",
        "YML011 1:4",
        "tag '!!str' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-int",
        "a: !!int x\n",
        "YML011 1:4",
        "tag '!!int' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-binary",
        "a: !!binary aGk=\n",
        "YML011 1:4",
        "tag '!!binary' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-set",
        "a: !!set {b}\n",
        "YML011 1:4",
        "tag '!!set' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-omap",
        "a: !!omap [b: 1]\n",
        "YML011 1:4",
        "tag '!!omap' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-python",
        "a: !!python/object/apply:os.system [id]\n",
        "YML011 1:4",
        "tag '!!python/object/apply:os.system' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-name",
        "a: !!python/name:os.system\n",
        "YML011 1:4",
        "tag '!!python/name:os.system' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-new",
        "a: !!python/object/new:type [x]\n",
        "YML011 1:4",
        "tag '!!python/object/new:type' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-local",
        "a: !local b\n",
        "YML011 1:4",
        "tag '!local' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-bare",
        "a: ! b\n",
        "YML011 1:4",
        "tag '!' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-verbatim",
        "a: !<tag:x,2000:y> b\n",
        "YML011 1:4",
        "tag 'tag:x,2000:y' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-on-key",
        "!!str a: 1\n",
        "YML011 1:1",
        "tag '!!str' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-on-root",
        "!!map\na: 1\n",
        "YML011 1:1",
        "tag '!!map' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-on-list",
        "a: !!seq [b]\n",
        "YML011 1:4",
        "tag '!!seq' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-timestamp",
        "a: !!timestamp x\n",
        "YML011 1:4",
        "tag '!!timestamp' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-bool",
        "a: !!bool x\n",
        "YML011 1:4",
        "tag '!!bool' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-null",
        "a: !!null ''\n",
        "YML011 1:4",
        "tag '!!null' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-float-empty",
        "a: !!float ''\n",
        "YML011 1:4",
        "tag '!!float' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-and-anchor",
        "a: !!str &x b\n",
        "YML009 1:4, YML011 1:4",
        "anchor '&x' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
    Case(
        "tag-long",
        "a: !" + "y" * 200 + " b\n",
        "YML011 1:4",
        "tag '!yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "cloudformation",
        "a: !Ref b\nc: !Sub d\n",
        "YML011 1:4, YML011 2:4",
        "tag '!Ref' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "vault",
        "a: !vault |\n  xyz\n",
        "YML011 1:4",
        "tag '!vault' is not supported; leave it out, or quote a text that begins with '!'",
    ),
    Case(
        "tag-directive",
        "%TAG ! tag:x,2000:\n---\na: 1\n",
        "YML012 1:1",
        "%TAG declares !, but tags are not read; remove the line",
    ),
    Case(
        "tag-directive-handle",
        "%TAG !e! tag:x,2000:\n---\na: !e!b 1\n",
        "YML012 1:1, YML011 3:4",
        "%TAG declares !e!, but tags are not read; remove the line",
    ),
    Case(
        "two-documents",
        "a: 1\n---\nb: 2\n",
        "YML013 2:1",
        "a second document; put it into a file of its own",
    ),
    Case(
        "two-documents-empty",
        "a: 1\n---\n",
        "YML013 2:1",
        "a second document; put it into a file of its own",
    ),
    Case(
        "three-documents",
        "a: 1\n---\nb: 2\n---\nc: 3\n",
        "YML013 2:1",
        "a second document; put it into a file of its own",
    ),
    Case(
        "document-after-end",
        "a: 1\n...\n---\nb: 2\n",
        "YML013 3:1",
        "a second document; put it into a file of its own",
    ),
    Case("duplicate", "a: 1\na: 2\n", "YML008 2:1", "key 'a' occurs twice; it is also on line 1"),
    Case(
        "duplicate-thrice",
        "a: 1\na: 2\na: 3\n",
        "YML008 2:1, YML008 3:1",
        "key 'a' occurs twice; it is also on line 1",
    ),
    Case(
        "duplicate-nested",
        "a:\n  b: 1\n  c: 2\n  b: 3\n",
        "YML008 4:3",
        "key 'b' occurs twice; it is also on line 2",
    ),
    Case(
        "duplicate-flow",
        "a: {b: 1, b: 2}\n",
        "YML008 1:11",
        "key 'b' occurs twice; it is also on line 1",
    ),
    Case(
        "duplicate-quoted",
        "a: 1\n'a': 2\n",
        "YML008 2:1",
        "key 'a' occurs twice; it is also on line 1",
    ),
    Case(
        "duplicate-double",
        'a: 1\n"a": 2\n',
        "YML008 2:1",
        "key 'a' occurs twice; it is also on line 1",
    ),
    Case(
        "duplicate-escaped",
        'a: 1\n"\\u0061": 2\n',
        "YML008 2:1",
        "key 'a' occurs twice; it is also on line 1",
    ),
    Case(
        "duplicate-explicit",
        "? a\n: 1\na: 2\n",
        "YML008 3:1",
        "key 'a' occurs twice; it is also on line 1",
    ),
    Case(
        "duplicate-nfc",
        "é: 1\né: 2\n",
        "YML008 2:1",
        "key 'é' occurs twice; it is also on line 1",
    ),
    Case(
        "duplicate-block",
        "a: 1\n? |-\n  a\n: 2\n",
        "YML008 2:3",
        "key 'a' occurs twice; it is also on line 1",
    ),
    Case(
        "duplicate-map-value",
        "a:\n  b: 1\na:\n  c: 2\n",
        "YML008 3:1",
        "key 'a' occurs twice; it is also on line 1",
    ),
    Case(
        "duplicate-in-item",
        "a:\n  - b: 1\n    b: 2\n  - b: 1\n",
        "YML008 3:5",
        "key 'b' occurs twice; it is also on line 2",
    ),
    Case(
        "duplicate-emoji",
        "🎉: 1\n🎉: 2\n",
        "YML008 2:1",
        "key '🎉' occurs twice; it is also on line 1",
    ),
    Case(
        "duplicate-many",
        "a: 1\na: 1\na: 1\na: 1\na: 1\n",
        "YML008 2:1, YML008 3:1, YML008 4:1, YML008 5:1",
        "key 'a' occurs twice; it is also on line 1",
    ),
    Case(
        "duplicate-space",
        "a b: 1\na b: 2\n",
        "YML008 2:1",
        "key 'a b' occurs twice; it is also on line 1",
    ),
    Case(
        "duplicate-empty-quoted",
        "'': 1\n'': 2\n",
        "YML008 2:1",
        "key '' occurs twice; it is also on line 1",
    ),
    Case(
        "duplicate-injected",
        '"k\\n::error::x": 1\n"k\\n::error::x": 2\n',
        "YML008 2:1",
        "key 'k\\n::error::x' occurs twice; it is also on line 1",
    ),
    Case(
        "key-null",
        "null: 1\n",
        "YML014 1:1",
        "a key that is empty or null; write a name before the ':'",
    ),
    Case(
        "key-tilde",
        "~: 1\n",
        "YML014 1:1",
        "a key that is empty or null; write a name before the ':'",
    ),
    Case(
        "key-empty",
        ": 1\n",
        "YML004 1:1",
        "the line does not fit the mapping it is in; indent its keys equally",
    ),
    Case(
        "key-list",
        "? [a]\n: 1\n",
        "YML014 1:3",
        "a key that is a list or a mapping; write a name before the ':'",
    ),
    Case(
        "key-map",
        "? {a: b}\n: 1\n",
        "YML014 1:3",
        "a key that is a list or a mapping; write a name before the ':'",
    ),
    Case(
        "key-list-inline",
        "[a, b]: 1\n",
        "YML014 1:1",
        "a key that is a list or a mapping; write a name before the ':'",
    ),
    Case(
        "key-map-inline",
        "{a: b}: 1\n",
        "YML014 1:1",
        "a key that is a list or a mapping; write a name before the ':'",
    ),
    Case(
        "key-nested",
        "a:\n  ? [b]\n  : 1\n  c: 2\n",
        "YML014 2:5",
        "a key that is a list or a mapping; write a name before the ':'",
    ),
    Case(
        "two-bad-keys",
        "? [a]\n: 1\n? {b: c}\n: 2\n",
        "YML014 1:3, YML014 3:3",
        "a key that is a list or a mapping; write a name before the ':'",
    ),
    Case(
        "key-null-twice",
        "null: 1\nnull: 2\n",
        "YML014 1:1, YML014 2:1",
        "a key that is empty or null; write a name before the ':'",
    ),
    Case(
        "top-list",
        "- a\n- b\n",
        "YML015 1:1",
        "the file is a list; a design is a mapping with keys such as segments: and roles:",
    ),
    Case(
        "top-text",
        "hello\n",
        "YML015 1:1",
        "the file is a single text; a design is a mapping with keys such as segments: and roles:",
    ),
    Case(
        "top-number",
        "12\n",
        "YML015 1:1",
        "the file is a single text; a design is a mapping with keys such as segments: and roles:",
    ),
    Case(
        "top-quoted",
        "'a: 1'\n",
        "YML015 1:1",
        "the file is a single text; a design is a mapping with keys such as segments: and roles:",
    ),
    Case(
        "top-block",
        "|\n  a: 1\n",
        "YML015 1:1",
        "the file is a single text; a design is a mapping with keys such as segments: and roles:",
    ),
    Case(
        "top-flow",
        "[a, {b: 1}]\n",
        "YML015 1:1",
        "the file is a list; a design is a mapping with keys such as segments: and roles:",
    ),
    Case(
        "top-text-lines",
        "root:x:0:0:root\ndaemon:x:1:1\n",
        "YML015 1:1",
        "the file is a single text; a design is a mapping with keys such as segments: and roles:",
    ),
    Case(
        "empty", "", "YML016 1:1", "the design is empty; write at least segments: with one segment"
    ),
    Case(
        "blank",
        "  \n\n",
        "YML016 1:1",
        "the design is empty; write at least segments: with one segment",
    ),
    Case(
        "comment",
        "# nothing\n",
        "YML016 1:1",
        "the design is empty; write at least segments: with one segment",
    ),
    Case(
        "null",
        "null\n",
        "YML016 1:1",
        "the design is empty; write at least segments: with one segment",
    ),
    Case(
        "tilde",
        "~\n",
        "YML016 1:1",
        "the design is empty; write at least segments: with one segment",
    ),
    Case(
        "dashes",
        "---\n",
        "YML016 1:1",
        "the design is empty; write at least segments: with one segment",
    ),
    Case(
        "dashes-dots",
        "---\n...\n",
        "YML016 1:1",
        "the design is empty; write at least segments: with one segment",
    ),
    Case(
        "only-directive",
        "%YAML 1.2\n---\n",
        "YML016 1:1",
        "the design is empty; write at least segments: with one segment",
    ),
    Case(
        "newline",
        "\n",
        "YML016 1:1",
        "the design is empty; write at least segments: with one segment",
    ),
    Case(
        "bom-only",
        "\ufeff",
        "YML016 1:1",
        "the design is empty; write at least segments: with one segment",
    ),
    Case(
        "deep-list",
        "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
        "YML005 1:35",
        "nested deeper than 32 levels; the design language needs seven",
    ),
    Case(
        "deep-map",
        "a" + ": {b" * 40 + ": 1}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}\n",
        "YML005 1:128",
        "nested deeper than 32 levels; the design language needs seven",
    ),
    Case(
        "deep-block",
        "k0:\n  k1:\n    k2:\n      k3:\n        k4:\n          k5:\n            k6:\n              k7:\n                k8:\n                  k9:\n                    k10:\n                      k11:\n                        k12:\n                          k13:\n                            k14:\n                              k15:\n"
        + " " * 32
        + "k16:\n"
        + " " * 34
        + "k17:\n"
        + " " * 36
        + "k18:\n"
        + " " * 38
        + "k19:\n"
        + " " * 40
        + "k20:\n"
        + " " * 42
        + "k21:\n"
        + " " * 44
        + "k22:\n"
        + " " * 46
        + "k23:\n"
        + " " * 48
        + "k24:\n"
        + " " * 50
        + "k25:\n"
        + " " * 52
        + "k26:\n"
        + " " * 54
        + "k27:\n"
        + " " * 56
        + "k28:\n"
        + " " * 58
        + "k29:\n"
        + " " * 60
        + "k30:\n"
        + " " * 62
        + "k31:\n"
        + " " * 64
        + "k32:\n"
        + " " * 66
        + "k33:\n"
        + " " * 68
        + "k34:\n"
        + " " * 70
        + "k35:\n"
        + " " * 72
        + "k36:\n"
        + " " * 74
        + "k37:\n"
        + " " * 76
        + (
            "k38:\n"
            "                                                                              k39:\n"
        ),
        "YML005 33:65",
        "nested deeper than 32 levels; the design language needs seven",
    ),
    Case(
        "deep-dashes",
        "- " * 5000 + "\n",
        "YML005 1:65",
        "nested deeper than 32 levels; the design language needs seven",
    ),
    Case(
        "deep-5000",
        "[" * 5000,
        "YML005 1:1001",
        "nested deeper than 32 levels; the design language needs seven",
    ),
    Case(
        "deep-mixed",
        "a: [{b: [{b: [{b: [{b: [{b: [{b: [{b: [{b: [{b: [{b: [{b: [{b: [{b: [{b: [{b: [{b: [{b: [{b: [{b: [{b: ",
        "YML005 1:80",
        "nested deeper than 32 levels; the design language needs seven",
    ),
    Case(
        "deep-just-over",
        "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
        "YML005 1:35",
        "nested deeper than 32 levels; the design language needs seven",
    ),
    Case(
        "deep-question",
        "? " * 100 + "a\n",
        "YML014 1:3, YML014 1:5, YML014 1:7, 32 in all",
        "a key that is a list or a mapping; write a name before the ':'",
    ),
    Case(
        "long-text",
        "a: " + "x" * 10001 + "\n",
        "YML007 1:4",
        "a text of 10,001 characters; the limit is 10,000",
    ),
    Case(
        "long-quoted",
        'a: "' + "x" * 10001 + '"\n',
        "YML007 1:4",
        "a text of 10,001 characters; the limit is 10,000",
    ),
    Case(
        "long-block",
        "a: |" + "\n  xxxxxxxxx" * 1001 + "\n",
        "YML007 1:4",
        "a text of 10,010 characters; the limit is 10,000",
    ),
    Case(
        "long-key",
        "x" * 1025 + ": 1\n",
        "YML004 1:1026",
        "a key longer than 1,024 characters; give it a shorter name",
    ),
    Case(
        "long-key-quoted",
        "? '" + "x" * 20000 + "'\n: 1\n",
        "YML007 1:3",
        "a text of 20,000 characters; the limit is 10,000",
    ),
    Case(
        "escape-esc",
        'a: "\\e[31mred"\n',
        "YML002 1:4",
        "an escape character (U+001B) behind an escape; remove it",
    ),
    Case(
        "escape-nul",
        'a: "\\0"\n',
        "YML002 1:4",
        "a null character (U+0000) behind an escape; remove it",
    ),
    Case(
        "escape-bell",
        'a: "\\a"\n',
        "YML002 1:4",
        "a control character (U+0007) behind an escape; remove it",
    ),
    Case(
        "escape-bidi",
        'a: "\\u202e"\n',
        "YML002 1:4",
        "a bidirectional control (U+202E) behind an escape; remove it",
    ),
    Case(
        "escape-nel",
        'a: "\\N"\n',
        "YML002 1:4",
        "a control character (U+0085) behind an escape; remove it",
    ),
    Case(
        "escape-ls",
        'a: "\\L"\n',
        "YML002 1:4",
        "a line separator (U+2028) behind an escape; remove it",
    ),
    Case(
        "escape-key",
        '"\\e": 1\n',
        "YML002 1:1",
        "an escape character (U+001B) behind an escape; remove it",
    ),
    Case(
        "escape-bom",
        'a: "\\ufeff"\n',
        "YML002 1:4",
        "a byte order mark in the middle of the text (U+FEFF) behind an escape; remove it",
    ),
    Case(
        "escape-del",
        'a: "\\x7f"\n',
        "YML002 1:4",
        "a delete character (U+007F) behind an escape; remove it",
    ),
    Case(
        "escape-osc",
        'a: "\\e]8;;http://x\\a"\n',
        "YML002 1:4",
        "an escape character (U+001B) behind an escape; remove it",
    ),
    Case(
        "several-kinds",
        "a: &x 1\nb: *x\na: 2\nc: !t 3\n<<: 4\n? [5]\n: 6\n",
        "YML009 1:4, YML009 2:4, YML008 3:1, YML011 4:4, YML010 5:1, YML014 6:3",
        "anchor '&x' is not supported; an experience serves several segments with 'segments: [a, b]', a role takes over another with 'extends'",
    ),
)
