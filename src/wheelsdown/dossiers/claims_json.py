"""Claims, or claims with verdicts, as the JSON that other programs rely on: one object, a claim to a line.

What a terminal would act on is written as escapes, so that the text read back is exact and the text shown by
``cat`` does nothing.
"""

from collections.abc import Iterator

import msgspec

from wheelsdown.claims.claim import ClaimsDocument
from wheelsdown.dossiers.rows_json import encode
from wheelsdown.verdicts.verdict import CheckedDocument

__all__ = ["claims_json"]


def claims_json(document: ClaimsDocument | CheckedDocument) -> Iterator[str]:
    """Give the document line by line; joined, the lines are one JSON object."""
    plain = msgspec.to_builtins(document)
    articles = plain.pop("articles")
    yield encode({"schema": plain.pop("schema")})[:-1] + ', "articles": ['
    for number, article in enumerate(articles):
        claims = article.pop("claims")
        yield encode(article)[:-1] + ', "claims": ['
        for place, claim in enumerate(claims):
            yield f"  {encode(claim)}{',' if place + 1 < len(claims) else ''}"
        yield "]}" + ("," if number + 1 < len(articles) else "")
    yield "], " + encode(plain)[1:]
