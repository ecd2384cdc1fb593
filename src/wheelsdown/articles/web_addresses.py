"""Which tokens are web and e-mail addresses, in which no word is one of the text."""

from collections.abc import Sequence

from wheelsdown.articles.view import Token

__all__ = ["hidden_tokens"]

#: Last parts of names of sites that make a chain of words an address.
_DOMAINS = frozenset(
    ("com", "net", "org", "info", "io", "me", "ru", "ua", "by", "su", "news", "tv", "live", "eu", "gov",
     "mil", "edu", "co", "uk", "pl", "ir", "sy", "ly")
)  # fmt: skip


def hidden_tokens(tokens: Sequence[Token]) -> frozenset[int]:
    """Find the tokens of web and e-mail addresses; names of sites without a path ("adsb.lol") stay.

    >>> from wheelsdown.articles.view import tokenise
    >>> tokens = tokenise("Ask ruslan98@gmail.com or https://x.io/Ruslan, said adsb.lol")
    >>> sorted(hidden_tokens(tokens))[:4]
    [1, 2, 3, 4]
    """
    hidden: set[int] = set()
    first = 0
    for index in range(1, len(tokens) + 1):
        if index == len(tokens) or tokens[index].spaced:
            if index - first > 2 and _is_address([token.form for token in tokens[first:index]]):
                hidden.update(range(first, index))
            first = index
    return frozenset(hidden)


def _is_address(forms: Sequence[str]) -> bool:
    joined = "".join(forms)
    if "://" in joined or joined.startswith("www."):
        return True
    if "@" in forms[1:-1] and "." in forms[forms.index("@") + 1 :]:
        return True
    dots = [i for i, form in enumerate(forms[:-1]) if form == "." and i and forms[i + 1] in _DOMAINS]
    return bool(dots) and ("/" in forms or "-" in forms[: dots[-1]])
