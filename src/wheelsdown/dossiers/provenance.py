"""Where each verdict comes from, as W3C PROV in JSON-LD: article, reading, person, evidence, check.

Terms are those of the PROV ontology (http://www.w3.org/ns/prov#). Articles and raw files are named by their
SHA-256, so that anybody who holds the same bytes can follow the graph.
"""

from collections.abc import Iterator
from typing import Any

from wheelsdown.verdicts.verdict import CheckedArticle, CheckedClaim, CheckedDocument

__all__ = ["provenance"]

_CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "wheelsdown": "urn:wheelsdown:",
    "used": {"@id": "prov:used", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "value": "prov:value",
}


def provenance(document: CheckedDocument, *, tool_version: str) -> dict[str, Any]:
    """Write the provenance of every verdict of a document.

    Parameters
    ----------
    document
        With verdicts.
    tool_version
        Of the program that read and checked.

    Returns
    -------
    dict
        A JSON-LD object; the same document gives the same object. A reading that no person confirmed is
        marked ``wheelsdown:confirmed`` false, and simulated evidence ``wheelsdown:simulated`` true.
    """
    tool = f"wheelsdown:tool/{tool_version}"
    graph: dict[str, dict[str, Any]] = {tool: {"@id": tool, "@type": "prov:SoftwareAgent"}}
    for article in document.articles:
        for node in _nodes(document, article, tool):
            graph.setdefault(node["@id"], node)
    return {"@context": _CONTEXT, "wheelsdown:simulated": document.simulated, "@graph": list(graph.values())}


def _nodes(document: CheckedDocument, article: CheckedArticle, tool: str) -> Iterator[dict[str, Any]]:
    source = f"urn:sha256:{article.sha256}"
    reading = f"wheelsdown:reading/{article.sha256[:16]}"
    yield {"@id": source, "@type": "prov:Entity", "wheelsdown:path": article.path}
    yield {"@id": reading, "@type": "prov:Activity", "used": source, "wasAssociatedWith": tool}
    for claim in article.claims:
        yield from _claim_nodes(document, claim, source, reading, tool)


def _claim_nodes(
    document: CheckedDocument, claim: CheckedClaim, source: str, reading: str, tool: str
) -> Iterator[dict[str, Any]]:
    read, check = f"wheelsdown:claim/{claim.claim_id}", f"wheelsdown:check/{claim.claim_id}"
    person = f"wheelsdown:person/{claim.confirmed_by}" if claim.confirmed_by else None
    if person:
        yield {"@id": person, "@type": "prov:Person", "wheelsdown:name": claim.confirmed_by}
    yield {
        "@id": read,
        "@type": "prov:Entity",
        "value": claim.quote,
        "wheelsdown:span": list(claim.span),
        "wheelsdown:confirmed": person is not None,
        "wasDerivedFrom": source,
        "wasGeneratedBy": reading,
        **({"wasAttributedTo": person} if person else {}),
    }
    for number, each in enumerate(claim.other_evidence, 1):
        adder = f"wheelsdown:person/{each.by}"
        yield {"@id": adder, "@type": "prov:Person", "wheelsdown:name": each.by}
        yield {
            "@id": f"{read}/other-evidence/{number}",
            "@type": "prov:Entity",
            "value": each.shows,
            "wheelsdown:source": each.source,
            "wasAttributedTo": adder,
        }
    hashes = sorted({rows.sha256 for row in claim.evidence for rows in row.rows})
    for sha256 in hashes:
        simulated = {"wheelsdown:simulated": document.simulated}
        yield {"@id": f"urn:sha256:{sha256}", "@type": "prov:Entity", **simulated}
    used = [read, *(f"urn:sha256:{sha256}" for sha256 in hashes)]
    yield {"@id": check, "@type": "prov:Activity", "used": used, "wasAssociatedWith": tool}
    yield {
        "@id": f"wheelsdown:verdict/{claim.claim_id}",
        "@type": "prov:Entity",
        "value": claim.verdict.value,
        "wheelsdown:because": claim.because,
        "wasGeneratedBy": check,
        "wasDerivedFrom": read,
    }
