"""The two files of a case that people edit: `case.toml`, and the time zone it names."""

import difflib
import json
import tomllib
import zoneinfo
from dataclasses import dataclass

from amana.errors import NotUnderstood
from amana.lang.parties import NONE, plain_words

CASE_TOML = "case.toml"
GAZETTEER = "gazetteer.csv"

# the pinned tzdata is the only source of zones, so that a rebuild is the same everywhere
zoneinfo.reset_tzpath(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a case says of itself."""

    title: str
    zone: str = "UTC"  #: IANA time zone of the events
    languages: tuple[str, ...] = ("ar", "en")
    people: tuple[str, ...] = ()  #: who works on it
    #: the sides of the conflict, each with words for it; "none": who is no party
    parties: tuple[tuple[str, tuple[str, ...]], ...] = ()


def read_settings(text: str) -> Settings:
    """Return what a case.toml says; NotUnderstood names what is wrong with it."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotUnderstood(f"{CASE_TOML} is no TOML: {error}", "Mend that line.") from None
    settings = Settings(
        title=_text(table.pop("title", "")),
        zone=check_zone(_text(table.pop("zone", "UTC"))),
        languages=_texts(table.pop("languages", ["ar", "en"])),
        people=_texts(table.pop("people", [])),
        parties=_parties(table.pop("parties", {})),
    )
    if table:
        raise NotUnderstood(
            f"{CASE_TOML} has a field that is not known: {', '.join(sorted(table))}.",
            "It may have title, zone, languages, people and a table [parties].",
        )
    return settings


def write_settings(settings: Settings) -> str:
    """Return the text of a case.toml that says this."""
    # a JSON string or list of strings is TOML, too
    lines = [
        "# What this case is. Each change is sealed by the next command that writes.",
        f"title = {json.dumps(settings.title, ensure_ascii=False)}",
        f"zone = {json.dumps(settings.zone)}  # where it happened: the clock of its witnesses",
        f"languages = {json.dumps(settings.languages)}",
        f"people = {json.dumps(settings.people, ensure_ascii=False)}  # who works on it",
    ]
    if settings.parties:
        lines += ["", "[parties]  # the sides of the conflict, and words for each"]
        lines += [f"{_json(side)} = {_json(words)}" for side, words in settings.parties]
    return "\n".join(lines) + "\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def check_zone(name: str) -> str:
    """Return the name if tzdata has it; NotUnderstood, with zones near it, for any other."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        near = _near_zones(name)
        raise NotUnderstood(
            f"There is no time zone {name!r}.",
            f"Near it are {', '.join(near)}." if near else "Give one as Area/City: Asia/Beirut.",
        ) from None
    return name


def _near_zones(name: str) -> list[str]:
    zones = {zone.lower(): zone for zone in zoneinfo.available_timezones()}
    cities = {lower.rpartition("/")[2]: zone for lower, zone in sorted(zones.items())}
    asked = name.lower().replace(" ", "_")
    near = difflib.get_close_matches(asked.rpartition("/")[2], cities, n=3, cutoff=0.7)
    near_whole = difflib.get_close_matches(asked, zones, n=3, cutoff=0.7)
    found = [cities[city] for city in near] + [zones[zone] for zone in near_whole]
    return list(dict.fromkeys(found))[:3]


def _parties(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The sides as named; no two of them may be known by the same words."""
    like = 'Write it as "River Brigade" = ["River Brigade", "لواء النهر"].'
    if not isinstance(value, dict):
        raise NotUnderstood(
            f"{CASE_TOML}: parties is no table.", f"Begin it with [parties]. {like}"
        )
    side_of: dict[tuple[str, ...], str] = {}
    for side, phrases in value.items():
        if not isinstance(phrases, list) or not all(isinstance(one, str) for one in phrases):
            raise NotUnderstood(f"{CASE_TOML}: {side!r} of [parties] is no list of words.", like)
        for phrase in (*phrases, *([] if side == NONE else [side])):
            words = plain_words(phrase)
            if not words:
                raise NotUnderstood(f"{CASE_TOML}: {side!r} of [parties] has an empty word.", like)
            if side_of.setdefault(words, side) != side:
                raise NotUnderstood(
                    f"{CASE_TOML}: {phrase!r} stands for {side_of[words]!r} and for {side!r}.",
                    "Leave it under one side of [parties].",
                )
    return tuple((side, tuple(phrases)) for side, phrases in value.items())


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise NotUnderstood(f"{CASE_TOML}: {value!r} is no text.", "Put it in quotation marks.")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise NotUnderstood(f"{CASE_TOML}: {value!r} is no list.", 'Write it as ["ar", "en"].')
    return tuple(_text(part) for part in value)
