"""Say what kind of claim a frame makes, or that it makes none.

Flights need an aircraft or a flight in the frame (or one it points back to); a resumption and a pause need
flights that resume or stop; a withdrawal needs a place that is left; a posture needs a base. Anything else is
no claim: a ship that arrives, talks that resume and a minister who returns to a topic stay out.
"""

import msgspec

from wheelsdown.claims.claim import ClaimKind
from wheelsdown.claims.routes.legs import Route
from wheelsdown.claims.words import CARGO_ACTS, Act

__all__ = ["Seen", "kind_of"]

#: Acts that tell a movement even where no place is named: "it took off again".
_BY_THEMSELVES = frozenset({Act.ARRIVE, Act.DEPART, Act.RETURN, Act.TURN})
#: Acts that lead from place to place.
_LEADING = frozenset({Act.ARRIVE, Act.DEPART, Act.FLY, Act.HEAD, Act.RETURN, Act.TURN, Act.STOP, Act.OVERFLY})
_MOVEMENTS = frozenset(
    {
        Act.ARRIVE,
        Act.DEPART,
        Act.FLY,
        Act.HEAD,
        Act.RETURN,
        Act.TURN,
        Act.STOP,
        Act.SEE,
        Act.OVERFLY,
        Act.STAY,
        Act.HOST,
        Act.REPEAT,
    }
)
#: Acts of a base that serves flights: "is a hub for flights to Mali".
_SERVING = frozenset({Act.HOLD, Act.LIGHT, Act.FLY, Act.HEAD})
#: Acts that tell something of aircraft beside words that only look like a flight: "the agency carried".
_TELLING = _MOVEMENTS | {Act.SHIP, Act.RESUME, Act.PAUSE, Act.WITHDRAW, Act.DEPLOY}


class Seen(msgspec.Struct, frozen=True):
    """What a frame holds, as far as its kind depends on it."""

    acts: frozenset[Act]
    nouns: frozenset[Act]
    route: Route
    is_denied: bool
    has_aircraft: bool
    has_flight: bool
    has_person: bool
    has_office: bool
    has_force: bool
    has_operator: bool
    has_base: bool
    has_pause: bool
    has_count: bool
    leads: bool
    points_at_event: bool
    follows_event: bool
    is_since: bool
    is_many: bool
    """More than one aircraft is counted."""
    has_events: bool
    """A number of flights is told."""
    has_day: bool
    is_inherited_route: bool
    is_counted: bool
    """A typed aircraft did something so many times at a place."""
    has_unlisted_verb: bool
    is_listed: bool
    """A list or headline without verbs: "two C-17s - Minsk"."""
    is_object: bool
    is_told: bool
    """The aircraft is one told before, or of a group told before."""
    is_same: bool
    """The aircraft is the very one told before."""
    is_none: bool
    """Some or none of those told before, by no noun: "none has landed there since"."""
    is_bare: bool
    """The verb stands right behind a number: "three came from Minsk"."""
    in_story: bool
    """Aircraft have been told of before."""
    is_tally: bool
    """A number of flights of aircraft is told: "the two aircraft made 14 trips"."""
    after_pause: bool
    """A pause was told just before."""
    is_elliptical: bool = False
    """It has no verb and goes on with what was told before: "the second from Minsk"."""
    is_dated: bool = False
    """A flight of a typed aircraft on a day."""
    is_rate: bool = False
    """So many flights in each week are told: a habit, unless a day is told."""
    is_last: bool = False
    """The last flight of its kind is told, with its day."""
    points_back: bool = False
    """A pronoun stands in it."""
    is_quiet: bool = False
    """An airfield is what is quiet: "the runway lay idle"."""
    is_none_told: bool = False
    """Not one flight is told, by a noun: "not a single landing"."""
    denies_flying: bool = True
    """Flying is what is denied, and nothing that people said or carried."""
    lasts: bool = False
    """A pause is what lasted."""
    takes_away: bool = False
    """The aircraft took others out: "Ми-17 вывезли в Кабул 74 человека"."""
    brings_people: bool = False
    """People are what is brought: "brought the minister", «доставил спасателей»."""
    flew_over: bool = False
    """It is told in the past that it flew over something: "кружил над посёлком"."""
    stays_on: bool = False
    """How long it stayed is told, or that it is still there."""
    is_history: bool = False
    """It was before anybody tracked aircraft."""
    is_mere_drone: bool = False
    """A drone of no type that no verb tells to fly, or one of those that strike."""
    is_gotten: bool = False
    """The aircraft is what somebody got: "received four Gripens"."""
    is_since_then: bool = False
    """Flights are counted since something began: "since it reopened, 73 flights have landed there"."""
    is_another: bool = False
    """One more flight is told by a noun: "the previous visit was on 3 March"."""


def kind_of(seen: Seen) -> ClaimKind | None:
    """Get the kind of claim; None when the frame makes none."""
    if seen.is_history or (seen.is_mere_drone and not seen.acts & {Act.HOLD, Act.STAY, Act.DEPLOY}):
        return None
    borrowed = seen.is_elliptical and seen.is_inherited_route and not (seen.has_day or seen.is_denied)
    if borrowed and Act.PAUSE in seen.acts - seen.nouns:
        return None  # "suspended flights after three jets were hit"
    tells = seen.is_tally or (_TELLING - {Act.HEAD}) & (seen.acts - seen.nouns)
    if Act.OTHER in seen.acts and not tells:
        return None
    for kind, rule in _RULES:
        if rule(seen):
            return kind
    return None


def _is_resumption(seen: Seen) -> bool:
    flies = seen.has_aircraft or seen.has_flight
    if seen.lasts and Act.RESUME not in seen.acts - seen.nouns:
        return False
    if seen.is_since_then and seen.has_events and _MOVEMENTS & (seen.acts - seen.nouns):
        return False
    if Act.RESUME in seen.acts:
        return flies or (seen.after_pause and seen.points_back)
    if seen.after_pause and Act.RETURN in seen.acts - seen.nouns:
        return seen.has_aircraft and seen.is_many and (seen.has_day or not seen.is_inherited_route)
    moves = _MOVEMENTS | {Act.HAPPEN}  # "the flights came after a gap of two months"
    return flies and seen.has_pause and Act.PAUSE in seen.nouns and bool(moves & seen.acts)


def _is_pause(seen: Seen) -> bool:
    if seen.is_quiet and not _MOVEMENTS & (seen.acts - seen.nouns):
        return seen.has_pause or seen.is_since or seen.has_day
    if seen.is_none_told and seen.is_denied and seen.in_story and seen.has_day:
        return True
    flies = seen.has_aircraft or seen.has_flight or seen.is_none or (seen.lasts and seen.in_story)
    if not flies or _goes_on(seen):
        return False
    timed = seen.has_day or seen.has_pause or seen.is_since
    if Act.PAUSE in seen.acts - seen.nouns:
        if not (seen.has_aircraft or seen.has_flight or seen.lasts or timed):
            return False  # "before sanctions grounded most of them"
        return not (_MOVEMENTS & (seen.acts - seen.nouns)) or seen.has_flight
    if Act.PAUSE in seen.nouns and seen.has_pause and seen.has_flight:
        return True
    if not seen.denies_flying:
        return False
    return seen.is_denied and (seen.has_pause or seen.is_since or (seen.is_elliptical and seen.has_day))


def _goes_on(seen: Seen) -> bool:
    """Say whether flights are said not to have stopped."""
    return (
        seen.is_denied and Act.PAUSE in seen.acts - seen.nouns and not _MOVEMENTS & (seen.acts - seen.nouns)
    )


def _is_withdrawal(seen: Seen) -> bool:
    if Act.WITHDRAW not in seen.acts or not seen.route.legs or seen.route.legs[0][0] is None:
        return False
    flies = (seen.has_aircraft or seen.has_flight) and bool(_LEADING & (seen.acts - seen.nouns))
    if Act.WITHDRAW in seen.nouns and flies and seen.leads:
        return False  # "the evacuation flight left Khartoum for Larnaca"
    if seen.has_aircraft and (seen.takes_away or Act.SHIP in seen.acts - seen.nouns):
        return False  # it brought some and took others back
    return seen.has_force or seen.has_aircraft


def _is_visit(seen: Seen) -> bool:
    if not seen.has_person:
        return False
    if Act.VISIT in seen.acts:
        return seen.route.main is not None or seen.has_day
    moves = {Act.ARRIVE, Act.FLY, Act.RETURN} & (seen.acts - seen.nouns)
    return seen.has_office and not seen.has_aircraft and bool(seen.route.legs) and bool(moves)


def _is_movement(seen: Seen) -> bool:
    if seen.is_elliptical and not seen.acts:
        return seen.has_aircraft and bool(seen.route.legs)
    if not (seen.has_aircraft or seen.has_flight or _is_of_them(seen)):
        return False
    if seen.is_last and not seen.is_denied:
        return seen.in_story or seen.has_aircraft or bool(seen.route.main)
    if _is_only_named(seen) or _goes_on(seen) or _is_timetable(seen):
        return False
    if Act.VISIT in seen.acts - seen.nouns and not seen.has_person:
        return seen.has_aircraft and bool(seen.route.legs)
    brings = seen.brings_people and not seen.is_object
    if (brings or seen.takes_away) and seen.has_aircraft:
        return bool(seen.route.main) or seen.has_day
    if Act.WITHDRAW in seen.acts - seen.nouns and seen.has_aircraft and bool(seen.route.legs):
        return any(leg[1] is not None for leg in seen.route.legs)
    if _MOVEMENTS & seen.acts:
        return (
            bool(seen.route.main)
            or seen.is_tally
            or (_is_told_enough(seen) and bool(_BY_THEMSELVES & (seen.acts - seen.nouns)))
            or (_is_told_enough(seen) and _passes(seen))
        )
    if seen.acts - {Act.LIGHT}:
        carried = bool(CARGO_ACTS & seen.acts) or (Act.HAPPEN in seen.acts and seen.has_aircraft)
        return carried and seen.route.is_whole
    passes = Act.LIGHT in seen.acts and bool(seen.route.over)
    return seen.leads or passes or seen.is_listed or seen.has_unlisted_verb or seen.is_counted


def _takes_in(seen: Seen) -> bool:
    """Say whether an airfield got aircraft or flights on a day: "the base received an Il-76 on Sunday"."""
    if Act.GET not in seen.acts - seen.nouns or seen.acts & CARGO_ACTS or not seen.has_day:
        return False
    field = seen.route.main
    return (seen.has_aircraft or seen.has_flight) and field is not None and field.mark.says_airfield


def _is_another(seen: Seen) -> bool:
    """Say whether one more flight of the story is told with its day: "the previous visit was on 3 March"."""
    return seen.is_another and seen.in_story and seen.has_day and not seen.is_denied


def _is_told_enough(seen: Seen) -> bool:
    """Say whether it needs no place: an aircraft, or a flight with its day among others."""
    return seen.has_aircraft or seen.is_dated or (seen.has_flight and seen.has_day and seen.in_story)


def _passes(seen: Seen) -> bool:
    """Say whether an aircraft of its own crossed something on a day: "crossing the country on 3 May"."""
    on_a_day = seen.has_day and Act.OVERFLY in seen.acts - seen.nouns and not seen.is_told
    return on_a_day or (seen.has_aircraft and seen.flew_over)


def _is_timetable(seen: Seen) -> bool:
    """Say whether it is only told how often an airline flies: "makes three flights a week to"."""
    return seen.is_rate and not seen.has_day and not seen.has_aircraft


def _is_of_them(seen: Seen) -> bool:
    """Say whether a bare number of what the story tells of flew a whole leg: "three came from Minsk"."""
    return (
        seen.is_none
        and seen.is_bare
        and seen.in_story
        and seen.leads
        and bool(_LEADING & (seen.acts - seen.nouns))
    )


def _is_only_named(seen: Seen) -> bool:
    """Say whether a flight is spoken of and not told: a noun alone, a stay, an aircraft that is an object."""
    if seen.is_object and seen.acts <= {Act.HEAD, Act.HOLD, Act.LIGHT}:
        return True
    if seen.is_object and Act.HOLD in seen.acts and not seen.has_day and seen.acts <= _SERVING:
        return True
    if seen.is_same and seen.acts <= {Act.STAY, Act.LIGHT}:
        return True
    if seen.acts - seen.nouns or seen.has_events:
        return False
    return seen.is_inherited_route or (seen.has_flight and not seen.has_aircraft and not seen.is_dated)


def _is_shipment(seen: Seen) -> bool:
    if seen.brings_people and seen.has_aircraft and not seen.is_object:
        return False
    if Act.GET in seen.acts:
        if seen.has_aircraft and seen.route.main is not None and Act.SHIP in seen.acts:
            return True  # "took over at Gao what a plane had brought"
        if seen.is_gotten and Act.SHIP not in seen.acts:
            return False  # "Украина получила F-16 от Дании"
        return seen.leads or (Act.SHIP in seen.nouns and bool(seen.route.legs))
    if Act.CARRY in seen.acts and Act.SHIP not in seen.acts:
        return (
            seen.has_aircraft
            and bool(seen.route.legs)
            and not seen.acts & _LEADING
            and not seen.route.is_whole
        )
    if Act.SHIP not in seen.acts:
        return False
    if seen.acts & {Act.ARRIVE, Act.DEPART, Act.FLY, Act.RETURN} - seen.nouns and seen.has_aircraft:
        return False
    if seen.has_aircraft and seen.route.is_whole:
        return False
    if bool(seen.route.legs) and (seen.has_aircraft or seen.has_operator):
        return True
    arrives = Act.SHIP in seen.nouns and Act.ARRIVE in seen.acts - seen.nouns and bool(seen.route.legs)
    brings = Act.SHIP in seen.acts - seen.nouns and seen.has_aircraft and seen.has_day
    told = seen.is_told and (Act.SHIP in seen.acts - seen.nouns)
    return told or brings or (arrives and seen.in_story)


def _is_presence(seen: Seen) -> bool:
    if not seen.has_aircraft or seen.is_object or seen.is_last or seen.acts & _LEADING:
        return False
    if Act.DEPLOY in seen.acts and seen.has_count:
        return seen.is_many or seen.route.main is not None
    if Act.SHOW in seen.acts:
        return seen.route.main is not None or seen.has_day or Act.STAY in seen.acts
    if seen.is_elliptical and seen.acts == {Act.STAY} and seen.has_day and not seen.route.legs:
        return True
    if seen.acts == {Act.STAY} and seen.route.main is None and not seen.route.legs:
        told = seen.in_story and seen.has_day and seen.has_count
        return told and not (seen.is_same or seen.is_denied)  # "two were parked outside the shed on Monday"
    if Act.STAY not in seen.acts or seen.route.main is None or any(leg[0] for leg in seen.route.legs):
        return False
    return seen.has_day or seen.stays_on if seen.is_same else True


def _is_posture(seen: Seen) -> bool:
    kept = seen.has_aircraft and seen.has_count and seen.route.main is not None
    return Act.HOLD in seen.acts and (seen.has_base or kept) and seen.has_force


def _is_ordering(seen: Seen) -> bool:
    is_resumption = seen.has_pause and Act.PAUSE in seen.nouns
    return Act.HAPPEN in seen.acts and seen.points_at_event and seen.follows_event and not is_resumption


_RULES = (
    (ClaimKind.ORDERING, _is_ordering),
    (ClaimKind.RESUMPTION, _is_resumption),
    (ClaimKind.PAUSE, _is_pause),
    (ClaimKind.WITHDRAWAL, _is_withdrawal),
    (ClaimKind.PRESENCE, _is_presence),
    (ClaimKind.MOVEMENT, _takes_in),
    (ClaimKind.MOVEMENT, _is_another),
    (ClaimKind.SHIPMENT, _is_shipment),
    (ClaimKind.MOVEMENT, _is_movement),
    (ClaimKind.VISIT_OF_PERSON, _is_visit),
    (ClaimKind.POSTURE, _is_posture),
)
