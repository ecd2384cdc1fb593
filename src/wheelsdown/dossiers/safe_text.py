"""Which text is safe to show: names come from transponders and files, so anybody may have written them.

Terminal escapes can rewrite what a screen says, bidirectional overrides can reverse a name, and markup
can run in a browser. What is removed is removed for showing only; the tables keep what was received.
Not removed, on purpose: zero-width joiners, which Persian and several Indian scripts need.
"""

import html
import re
import unicodedata

__all__ = ["escape_html", "printable"]

#: Escape sequences whole, so that no tail of one is left behind (ECMA-48, sections 5.4 and 5.6):
#: control sequences, control strings (title, clipboard, hyperlinks), then any other escape.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)

#: Characters that reorder or hide their neighbours (Unicode Standard Annex 9, section 2) and the
#: invisible ones that make two different names look the same.
_HIDDEN = frozenset(
    "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
).union(map(chr, range(0xE0000, 0xE0080)))


def printable(text: object) -> str:
    r"""Give the text as one line that cannot act on a terminal.

    Escape sequences, control characters, bidirectional overrides and invisible characters are left
    out; line breaks and tabs become blanks; half a surrogate pair becomes U+FFFD.

    >>> printable("RFF\x1b[2J7040\x07")
    'RFF7040'
    >>> printable("two\nlines")
    'two lines'
    """
    said = str(text)
    if said.isprintable():  # none of what is left out counts as printable
        return said
    return "".join(map(_shown, _ESCAPES.sub("", said)))


def _shown(character: str) -> str:
    if character in _HIDDEN:
        return ""
    category = unicodedata.category(character)
    if category in {"Zl", "Zp"} or character in "\n\r\t\v\f":
        return " "
    if category == "Cs":
        return "\ufffd"
    return "" if category == "Cc" else character


def escape_html(text: object) -> str:
    """Give the text as HTML that shows it and does nothing else; safe inside quoted attributes too.

    >>> escape_html("<b onclick='x'>A&B")
    '&lt;b onclick=&#x27;x&#x27;&gt;A&amp;B'
    """
    return html.escape(printable(text), quote=True)
