"""Which places, aircraft, operators, sources and persons an article names.

One pass finds all listed words; then sources and persons are read, which win over places ("source close to
the Kremlin", "The Moscow Times"), then places, aircraft and operators.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wheelsdown.articles.aircraft_names import find_aircraft
from wheelsdown.articles.article import Article
from wheelsdown.articles.lexicon import Lexicon
from wheelsdown.articles.marks import (
    AircraftMark,
    CallsignMark,
    OperatorMark,
    PersonMark,
    PlaceMark,
    RegistrationMark,
    SourceMark,
)
from wheelsdown.articles.operator_names import find_operators
from wheelsdown.articles.persons import find_persons
from wheelsdown.articles.place_names import PlaceLists, find_places
from wheelsdown.articles.source_names import find_sources, tokens_of
from wheelsdown.articles.type_names import TypeLists

__all__ = ["NameMarks", "Names"]


@dataclass(frozen=True)
class NameMarks:
    """The names of an article: marks of each kind in order of the text, none overlapping."""

    places: tuple[PlaceMark, ...] = ()
    aircraft: tuple[AircraftMark, ...] = ()
    operators: tuple[OperatorMark, ...] = ()
    sources: tuple[SourceMark, ...] = ()
    persons: tuple[PersonMark, ...] = ()
    callsigns: tuple[CallsignMark, ...] = ()
    registrations: tuple[RegistrationMark, ...] = ()


@dataclass(frozen=True)
class Names:
    """All lists that names are looked up in; `wheelsdown.reference.article_names.load_names` makes one."""

    lexicon: Lexicon
    places: PlaceLists
    types: TypeLists
    capitals: Mapping[str, str] = field(default_factory=dict)

    def mark(self, article: Article) -> NameMarks:
        """Mark the names of an article; linear in its length.

        Parameters
        ----------
        article
            An article with its tokens; sentences are not needed.
        """
        scan = self.lexicon.scan(article)
        sources = find_sources(scan)
        said = tokens_of(scan, sources)
        persons = find_persons(scan, said)
        taken = said | tokens_of(scan, persons)
        places = find_places(scan, self.places, [(i, i + 1) for i in taken])
        return NameMarks(
            places=places,
            aircraft=find_aircraft(scan, self.types),
            operators=find_operators(scan, places, taken, self.capitals),
            sources=sources,
            persons=persons,
        )
